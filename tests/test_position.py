"""Positions as pages: what a source says is never markup, and reads in its own direction."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import pytest
from lxml import html

from pipeline.excerpt import excerpt
from pipeline.item import Moment
from pipeline.mails.told import outlet
from pipeline.position import rendered
from pipeline.positions.column import Carrier, Column, Entry, Passage, Positions
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.tables import Document, Source
from pipeline.words import words

HOSTILE = "<script>alert(1)</script> [a](javascript:b) *c*"
MOMENT = Moment(at=datetime(2023, 5, 5, tzinfo=UTC), precision="day", zone="UTC")
CARRIER = Carrier(
    document=2,
    outlet="Outlet",
    at=MOMENT,
    address="javascript:alert(1)",
    words=Passage(text=HOSTILE, language="en"),
    kind="differs",
    verdict="differs",
    compared=((HOSTILE, "b"),),
)
ENTRY = Entry(
    statement=1,
    speaker=HOSTILE,
    title=Passage(text="صلح", language="fa"),
    channel="speech",
    at=MOMENT,
    address="https://ministry.example/1",
    languages=("fa",),
    passages=(Passage(text="صلح پایدار", language="fa"),),
    press=(CARRIER,),
)
COLUMN = Column(party="iran", title="Iran", coverage="1 found in 1 source", entries=(ENTRY,))
FOUND = Positions(since="2023-05-01", until="2023-05-07", dossier=None, columns=[COLUMN])


def test_nothing_from_a_source_becomes_markup_or_a_link_that_is_none() -> None:
    page = html.fromstring(rendered(FOUND, "html").encode())
    assert page.xpath("//script") == []
    assert page.xpath("//a/@href") == ["https://ministry.example/1"] * 2
    assert page.findtext(".//h3") == HOSTILE
    markdown = rendered(FOUND, "markdown")
    assert "<script>" not in markdown
    assert "\\[a\\](javascript:b) \\*c\\*" in markdown


def test_every_passage_says_its_language_and_direction() -> None:
    page = html.fromstring(rendered(FOUND, "html").encode())
    [passage] = page.xpath("//blockquote")
    assert (passage.get("lang"), passage.get("dir")) == ("fa", "rtl")
    assert [(one.get("lang"), one.get("dir")) for one in page.xpath("//q")] == [("en", "ltr")]


def test_where_nothing_was_found_is_said_with_where_was_looked_and_outside_stands_apart() -> None:
    silent = Column(
        party="russia", title="Russia", coverage="nothing found in 2 sources", entries=()
    )
    unsure = ("a diplomatic source", replace(CARRIER, address="https://outlet.example/2"))
    found = Positions(
        since="2023-05-01", until="2023-05-07", dossier="karabakh", silent=[silent],
        outside=[unsure],
    )  # fmt: skip
    for form in ("html", "markdown"):
        told = rendered(found, form)
        assert "Russia: nothing found in 2 sources" in told
        assert told.index("Outside the columns") < told.index("a diplomatic source")


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
@pytest.mark.parametrize("form", ["html", "markdown"])
def test_our_own_words_are_in_the_language_asked_for(form: str, language: str) -> None:
    said = words()[language].read
    silent = Column(party="russia", title="R", coverage="c", entries=())
    alone = replace(ENTRY, address=None, channel="briefing")
    entries = (replace(ENTRY, apart="day"), alone)
    found = replace(
        FOUND, columns=[replace(COLUMN, entries=entries)], silent=[silent],
        outside=[("w", CARRIER)], dossier="karabakh",
    )  # fmt: skip
    page = rendered(found, form, language)
    text = html.fromstring(page.encode()).text_content() if form == "html" else page
    for key in ("positions", "apart_day", "press_only", "verdict_differs", "as_quoted",
                "nothing_found", "outside"):  # fmt: skip
        assert said[key] in text
    assert words()[language].channel["briefing"] in text
    for english in ("Positions, ", " to ", "riginal", "known by", "differs", "Nothing found",
                    "Outside", "2023-05-0"):  # fmt: skip
        assert english not in text


@pytest.mark.parametrize(
    ("apart", "known"),
    [
        ("day", "riginal, of another day (fa): "),
        ("subject", "riginal, not on the dossier (fa): "),
        (None, "riginal (fa): "),
    ],
)
def test_an_original_that_was_not_asked_for_says_so(
    apart: Literal["day", "subject"] | None, known: str
) -> None:
    entry = replace(ENTRY, document=7, apart=apart)
    found = replace(FOUND, columns=[replace(COLUMN, entries=(entry,))])
    assert f"O{known}<https://ministry.example/1>" in rendered(found, "markdown")
    [told] = html.fromstring(rendered(found, "html").encode()).xpath("//div[a]/text()")
    assert told == f"o{known}"


@pytest.mark.parametrize(
    ("hosts", "address", "told"),
    [
        (["outlet.example"], "https://outlet.example/1", "The Outlet"),
        ([], "https://press.example/1", "press.example"),
        ([], "article.txt", "à la main"),
    ],
)
def test_what_is_brought_by_hand_is_the_words_of_the_site_it_stands_on(
    hosts: list[str], address: str, told: str
) -> None:
    source = Source(title="The Outlet" if hosts else "Brought by hand", hosts=hosts)
    assert outlet(source, Document(address=address), "fr") == told


def test_as_much_is_shown_as_rights_allow() -> None:
    text = "One thing is so. Another is not. A third is open."
    assert excerpt(text, "full") == text
    assert excerpt(text, "excerpt") == "One thing is so. Another is not."
    assert excerpt(text, "link") == ""


def test_an_hour_is_told_with_the_zone_of_its_clock() -> None:
    told = replace(ENTRY, at=Moment(at=MOMENT.at, precision="minute", zone="UTC"))
    assert told.published == f"{MOMENT.at:%Y-%m-%d %H:%M} UTC"
    assert replace(ENTRY, at=Moment(at=MOMENT.at, precision="day", zone="UTC")).published == (
        f"{MOMENT.at:%Y-%m-%d}"
    )


@pytest.mark.parametrize(
    ("kind", "looked", "told"),
    [
        (
            "not found",
            "introuvable (X) : 3 textes",
            "discours rapporté, introuvable (X) : 3 textes",
        ),
        ("translated", None, "discours rapporté, sans doute une traduction"),
        ("reported", None, "discours rapporté, non comparé"),
    ],
)
def test_of_reported_speech_it_is_said_once_that_it_is(
    kind: str, looked: str | None, told: str
) -> None:
    carrier = replace(CARRIER, kind=kind, looked=looked, is_reported=True)
    entry = replace(ENTRY, press=(carrier,))
    found = replace(FOUND, columns=[replace(COLUMN, entries=(entry,))])
    page = html.fromstring(rendered(found, "html", "fr").encode())
    assert page.xpath("//span[@class='verdict']/text()") == [told]
