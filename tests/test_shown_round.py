"""The Washington round of the press room, with the seed article: who said what, how faithfully."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
import started

from pipeline.settings import REPOSITORY, Settings
from runtime.pressroom.server import PressRoom

pytestmark = pytest.mark.server
SOURCES = ("am_mfa", "az_president", "us_state", "am_civilnet")
ARTICLE = REPOSITORY.parent / "shared" / "seed" / "article.fr.txt"
URL = "https://press.example/fr/pourparlers-de-washington"
LAST = 600.0  # seconds; everything has come out by then


@pytest.fixture
def told(house: Settings) -> Settings:
    """Return a house that has read the round; two articles of the outlet stay behind a wall."""
    with PressRoom(lambda: LAST) as room:
        played = replace(house, replay=room.url)
        for source in SOURCES:
            started.said(
                started.command(played, "crawl", source), 1 if source == "am_civilnet" else 0
            )
    return house


def answers(house: Settings, *arguments: str) -> list[dict[str, Any]]:
    """Return what a command answers in JSON Lines."""
    shown = started.said(started.command(house, *arguments, "--json"))
    return [json.loads(line) for line in shown.splitlines()]


def test_what_the_press_quotes_is_found_in_the_official_texts(told: Settings) -> None:
    quotes = answers(told, "quotes", "--since", "2023-05-05", "--until", "2023-05-05")
    traced = [one for one in quotes if one["verdict"]]
    assert Counter(one["verdict"] for one in traced) == {
        "verbatim": 7,
        "translated": 5,
        "not found": 1,
    }
    assert all(one["likely"] == (one["verdict"] == "translated") for one in quotes)
    for one in answers(told, "quotes", "--speaker", "Ալիև", "--verdict", "translated"):
        assert one["original"].startswith("https://president.az/az/")  # the language of the speech
        assert one["speakers"][0]["office"] == "az_president"
    russian = answers(told, "quotes", "--party", "azerbaijan", "--language", "ru")
    assert {one["verdict"] for one in russian if one["kind"] == "direct"} == {"verbatim"}

    shown = started.said(started.command(told, "quotes", "--verdict", "not found"))
    assert "not found in 10 official texts of Antony Blinken (en) between 2023-04-27" in shown
    assert "invented" not in shown
    wrong = started.said(started.command(told, "quotes", "--party", "atlantis"), 2)
    assert "--party atlantis: no such party; known: armenia" in wrong
