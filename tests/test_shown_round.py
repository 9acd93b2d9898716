"""The Washington round of the press room, with the seed article: who said what, how faithfully."""

import json
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import started
from lxml import html

from pipeline.settings import REPOSITORY, Settings
from pipeline.words import words
from runtime.pressroom.server import PressRoom

pytestmark = pytest.mark.server
SOURCES = ("am_mfa", "az_president", "us_state", "ru_mid")
WALLED = "am_civilnet"
ARTICLE = REPOSITORY.parent / "shared" / "seed" / "article.fr.txt"
URL = "https://press.example/fr/pourparlers-de-washington"
LAST = 600.0  # seconds; everything has come out by then


@pytest.fixture
def told(house: Settings) -> Settings:
    """Return a house that has read the round; two articles of the outlet stay behind a wall."""
    with PressRoom(lambda: LAST) as room:
        played = replace(house, replay=room.url)
        started.said(started.command(played, "crawl", *SOURCES))
        started.said(started.command(played, "crawl", WALLED), 1)
    return house


def answers(house: Settings, *arguments: str) -> list[dict[str, Any]]:
    """Return what a command answers in JSON Lines."""
    shown = started.said(started.command(house, *arguments, "--json"))
    return [json.loads(line) for line in shown.splitlines()]


def test_what_the_press_quotes_is_found_in_the_official_texts(told: Settings) -> None:
    quotes = answers(told, "quotes", "--since", "2023-05-05", "--until", "2023-05-05")
    traced = [one for one in quotes if one["verdict"]]
    assert Counter(one["verdict"] for one in traced) == {
        "verbatim": 8,
        "translated": 6,  # one of them reported speech
        "not found": 4,  # three
        "reworded": 4,  # Yerevan proposes to discuss it within a mechanism, among them
    }
    assert all(one["likely"] == (one["verdict"] == "translated") for one in quotes)
    translated = answers(told, "quotes", "--speaker", "Ալիև", "--verdict", "translated")
    for one in (one for one in translated if one["kind"] == "direct"):
        assert one["original"].startswith("https://president.az/az/")  # the language of the speech
        assert one["speakers"][0]["office"] == "az_president"
    russian = answers(told, "quotes", "--party", "azerbaijan", "--language", "ru")
    assert {one["verdict"] for one in russian if one["kind"] == "direct"} == {"verbatim"}

    shown = started.said(started.command(told, "quotes", "--verdict", "not found"))
    assert "not found in 10 official texts of Antony Blinken (en) between 2023-04-27" in shown
    assert "invented" not in shown
    wrong = started.said(started.command(told, "quotes", "--party", "atlantis"), 2)
    assert "--party atlantis: no such party; known: armenia" in wrong


PERIOD = ("positions", "--from", "2023-05-01", "--to", "2023-05-07", "--dossier", "karabakh")


@pytest.mark.skipif(not ARTICLE.exists(), reason="the seed article is not beside this clone")
def test_positions_lay_the_ground_of_the_seed_article(told: Settings) -> None:
    brought = ("--source", "manual", "--url", URL, "--published", "2023-05-05")
    started.said(started.command(told, "ingest", str(ARTICLE), *brought))
    page = started.said(started.command(told, *PERIOD, "--lang", "fr", "--format", "html"))
    if kept := os.environ.get("PICTURES"):
        (Path(kept) / "positions.html").write_text(page, encoding="utf-8")
    tree = html.fromstring(page.encode())
    columns = {one.findtext("h2"): one for one in tree.xpath("//section")}
    assert list(columns)[:2] == ["Arménie", "Azerbaïdjan"]
    assert {"États-Unis", "Russie"} <= set(columns)

    # from the official texts themselves: whose, where, in the edition asked for
    [armenian] = columns["Arménie"].xpath(
        ".//article[.//a[contains(@href, 'mfa.am/fr/press-releases/2023/05/04/')]]"
    )
    assert armenian.findtext("h3") == "ministère des Affaires étrangères d'Arménie"
    quoted = armenian.xpath(".//blockquote[@lang='fr' and @dir='ltr']/text()")
    assert any("Haut-Karabakh" in one for one in quoted)
    said, where = words()["fr"].read, words()["fr"].coverage
    reworded = said["verdict_reworded"]
    verdicts = armenian.xpath(".//li/span[@class='verdict']/text()")
    assert verdicts == [reworded, reworded, *[said["verdict_verbatim"]] * 4, reworded]
    [speech] = columns["Azerbaïdjan"].xpath(".//article[.//a[contains(@href, '/az/')]][.//li]")
    assert speech.findtext("h3") == "Ilham Aliev, président d'Azerbaïdjan"
    assert said["verdict_translated"] in speech.xpath(".//li/span[@class='verdict']/text()")

    # what only the article has: nobody's invention, and where it was looked for
    hoped = "Nous espérons que l’Arménie sera constructive"
    [item] = [one for one in columns["Azerbaïdjan"].xpath(".//li") if hoped in one.text_content()]
    assert "introuvable (Ilham Aliev)\u00a0: 23 textes officiels" in item.text_content()
    # one entry a statement, though none is known but by report
    heads = columns["États-Unis"].xpath(".//article[.//a[contains(@href, 'press.example')]]")
    channels = {one.findtext("div").rpartition(", ")[2] for one in heads}
    assert {"communiqué", "point de presse en direct"} <= channels
    assert all(said["press_only"] in one.text_content() for one in heads)
    # one topic of her briefing, in three languages: what else she told of is not on the file
    briefing, reported = columns["Russie"].xpath(".//article")
    assert columns["Russie"].findtext(".//h3").startswith("Maria Zakharova, ")
    assert f"{said['role_authoritative']} (en, fr, ru)" in briefing.text_content()
    topics = [one.text for one in briefing.xpath(".//blockquote")]
    assert any("la normalisation entre Erevan et Bakou" in one for one in topics)
    assert not any("Soudan" in one for one in topics)
    assert "introuvable (Maria Zakharova)\u00a0: 3 textes" in reported.text_content()
    assert where["nothing"] not in columns["Arménie"].findtext("p[@class='coverage']")
    silent = tree.xpath(f"//h2[text()='{said['nothing_found']}']/following-sibling::ul[1]/li")
    assert any(f"Iran\u00a0: {where['not_yet']}" in one.text for one in silent)


def test_positions_are_markdown_and_a_table_too_and_a_wrong_call_says_why(told: Settings) -> None:
    markdown = started.said(started.command(told, *PERIOD, "--format", "markdown"))
    assert "## Armenia" in markdown
    assert "<https://president.az/az/articles/view/59621>" in markdown
    # what is announced of a journey is not found in what is said of an ambassador's visit
    assert markdown.count("mirzoyan-washington-visit") == 1  # in one of its four languages
    assert "ambassador-portugal" not in markdown
    table = started.said(started.command(told, *PERIOD))
    assert "Antony Blinken" in table
    analyst = markdown[markdown.index("## Outside the columns") :]
    assert "la patience des médiateurs" in analyst
    backwards = ("positions", "--from", "2023-05-07", "--to", "2023-05-01")
    assert "is after --to 2023-05-01" in started.said(started.command(told, *backwards), 2)
    wrong = started.command(told, *PERIOD[:-1], "atlantis")
    assert "--dossier atlantis: no such dossier; known:" in started.said(wrong, 2)
