"""Reprints: every carrier keeps its document, the text is told once, corrections are told."""

from datetime import timedelta

import pytest
from test_delivery import Box, sent
from visits import READER, TALKS, Visit, after, rows, stored, subscribe

from pipeline import stages, store
from pipeline.carriages import reprint
from pipeline.identity import canonical
from pipeline.item import Moment, Section
from pipeline.settings import Settings
from pipeline.store import listing, prints
from pipeline.tables import Carriage, Document, Line, Statement, Tie
from pipeline.words import words

pytestmark = pytest.mark.server

MORE = (
    "Ararat Mirzoyan said on 4 May that the sides had gone through the draft article by article, "
    "and that the experts of both ministries would meet again within two weeks."
)
TEXT = f"{TALKS['en']}\n\n{MORE}"
REPRINT = TEXT.replace("Talks in Washington", "What was said in Washington").replace(
    "The foreign", "ARMENPRESS, 5 MAY. The foreign"
)
FORMULA = TEXT.replace("Ararat Mirzoyan", "Jeyhun Bayramov").replace("4 May", "11 May")
CORRECTED = TEXT.replace("Talks", "CORRECTED: Talks").replace("4 May", "3 May")

OFFICIAL = ("am_mfa", "https://www.mfa.am/en/press-releases/2023/05/04/talks/1")
CIVILNET = ("am_civilnet", "https://civilnet.am/en/news/1")
CIVILNET_AGAIN = ("am_civilnet", "https://civilnet.am/en/news/2")
NEWS = ("am_newsam", "https://news.am/en/news/1")
PANORAMA = ("am_panorama", "https://www.panorama.am/en/news/2023/05/04/talks/1")


def reads(
    house: Settings, what: tuple[str, str], page: str, hours: float = 0, **facts: object
) -> None:
    """Let one source bring a text, and take it as far as its line."""
    source, url = what
    with Visit(house, source, "announce", hours=hours) as visit:
        visit.reads(url, page, **facts)
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
    stages.write_lines(house)


def carried(house: Settings) -> list[tuple[str, int, str]]:
    sources = {one.id: one.source for one in rows(house, Document)}
    return [
        (sources[one.document_id], one.statement_id, one.role) for one in rows(house, Carriage)
    ]


def tied(house: Settings) -> list[tuple[str, str, str]]:
    places = {one.id: one.address for one in rows(house, Document)}
    return [
        (places[one.document_id], one.kind, places[one.earlier_id]) for one in rows(house, Tie)
    ]


def told(house: Settings) -> list[tuple[str, str]]:
    """Return the source and kind of every line that leads a message."""
    sources = {one.id: one.source for one in rows(house, Document)}
    return [
        (sources[one.document_id], one.kind) for one in rows(house, Line) if one.role == "lead"
    ]


def traced(house: Settings, url: str) -> list[tuple[str, str]]:
    with store.sessions(house.database)() as session:
        return list(listing.trace(session, url, canonical(url)))


def test_the_press_carries_an_official_text_it_prints_and_it_is_told_once(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, OFFICIAL, TEXT)
    reads(house, CIVILNET, REPRINT, hours=1)
    [statement] = rows(house, Statement)
    assert carried(house) == [
        ("am_mfa", statement.id, "authoritative"),
        ("am_civilnet", statement.id, "reprint"),
    ]
    assert len(rows(house, Document)) == 2
    assert rows(house, Tie) == []
    assert told(house) == [("am_mfa", "new")]


def test_the_official_text_takes_in_the_press_that_had_it_and_is_told_as_such(
    house: Settings,
) -> None:
    subscribe(house, READER)
    reads(house, CIVILNET, REPRINT)
    reads(house, NEWS, TEXT, hours=1)
    assert tied(house) == [(NEWS[1], "reprint", CIVILNET[1])]
    assert ("reprint", f"the text of {CIVILNET[1]}") in traced(house, NEWS[1])
    assert told(house) == [("am_civilnet", "new")]
    reads(house, OFFICIAL, TEXT, hours=2)
    assert sorted(role for _, _, role in carried(house)) == ["authoritative", "reprint", "reprint"]
    assert told(house) == [("am_civilnet", "new"), ("am_mfa", "official")]
    reads(house, PANORAMA, REPRINT, hours=3)
    assert len(carried(house)) == 4
    assert len(told(house)) == 2


def test_reprints_of_reprints_are_tied_to_the_first(house: Settings) -> None:
    subscribe(house, READER)
    for hours, what in enumerate((CIVILNET, NEWS, PANORAMA)):
        reads(house, what, REPRINT if what == NEWS else TEXT, hours=hours)
    assert {earlier for _, _, earlier in tied(house)} == {CIVILNET[1]}
    assert [kind for _, kind, _ in tied(house)] == ["reprint", "reprint"]
    assert [role for _, _, role in carried(house)] == ["report"]  # of the first, who said it
    assert told(house) == [("am_civilnet", "new")]


def test_a_formula_about_others_is_another_text(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, CIVILNET, TEXT)
    reads(house, NEWS, FORMULA, hours=1)
    assert rows(house, Tie) == []
    assert told(house) == [("am_civilnet", "new"), ("am_newsam", "new")]


def test_of_a_formula_used_daily_the_text_itself_is_found(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prints, "CROWD", 6)  # more look alike than are looked at under a key
    monkeypatch.setattr(reprint, "CANDIDATES", 2)
    subscribe(house, READER)
    names = ("Geneva", "Brussels", "Tbilisi", "Almaty", "Prague", "Munich", "Ankara", "Sochi")
    texts = [f"{TEXT} The experts left for {name} then, and {name} heard them." for name in names]
    for number, text in enumerate(texts):
        reads(house, ("am_civilnet", f"https://civilnet.am/en/news/{number}"), text, hours=number)
    reads(house, NEWS, texts[1], hours=8)
    assert tied(house) == [(NEWS[1], "reprint", "https://civilnet.am/en/news/1")]


def test_of_a_formula_word_for_word_the_last_that_had_it_is_found(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reprint, "CANDIDATES", 1)
    subscribe(house, READER)
    for number in range(3):
        url = f"https://civilnet.am/en/news/{number}"
        reads(house, ("am_civilnet", url), TEXT, hours=number * 24 * 15)
    reads(house, NEWS, TEXT, hours=2 * 24 * 15 + 1)
    assert tied(house) == [(NEWS[1], "reprint", "https://civilnet.am/en/news/2")]


def test_a_correction_is_told_to_those_who_were_told_the_error(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, CIVILNET, TEXT)
    reads(house, CIVILNET_AGAIN, CORRECTED, hours=1)
    assert tied(house) == [(CIVILNET_AGAIN[1], "corrects", CIVILNET[1])]
    assert told(house) == [("am_civilnet", "new"), ("am_civilnet", "correction")]
    reads(house, NEWS, CORRECTED, hours=2)
    assert tied(house)[1] == (NEWS[1], "reprint", CIVILNET_AGAIN[1])
    assert len(told(house)) == 2


def test_the_mail_of_a_correction_says_what_was_told_and_stands_in_its_thread(
    house: Settings,
) -> None:
    subscribe(house, READER)
    box = Box()
    for hours, (what, text) in enumerate(((CIVILNET, TEXT), (CIVILNET_AGAIN, CORRECTED))):
        reads(house, what, text, hours=hours)
        assert sent(house, box)["sent"] == 1
    wrong, correction = box.taken
    assert correction["References"] == wrong["Message-ID"]
    said = words()["en"].alert["wrong"].format(title=TEXT.split("\n\n", maxsplit=1)[0])
    assert said in " ".join(correction.get_body(("plain",)).get_content().split())


def test_a_correction_is_new_to_whom_the_error_was_not_told(house: Settings) -> None:
    reads(house, CIVILNET, TEXT)
    subscribe(house, READER)
    reads(house, CIVILNET_AGAIN, CORRECTED, hours=1)
    assert told(house) == [("am_civilnet", "new")]


def test_another_outlet_does_not_correct(house: Settings) -> None:
    reads(house, CIVILNET, TEXT)
    reads(house, NEWS, CORRECTED, hours=1)
    assert tied(house) == []


def test_two_official_texts_stay_two_statements_however_alike(house: Settings) -> None:
    reads(house, OFFICIAL, TEXT)
    reads(house, ("am_pm", "https://www.primeminister.am/en/press-release/item/1"), TEXT, hours=1)
    assert len(rows(house, Statement)) == 2
    assert {role for _, _, role in carried(house)} == {"authoritative"}


def test_other_speakers_are_another_text(house: Settings) -> None:
    for hours, (what, speaker) in enumerate(((CIVILNET, "Mirzoyan"), (NEWS, "Bayramov"))):
        sections = (Section(text=MORE + " " + TALKS["en"], speaker=speaker),)
        reads(house, what, TEXT, hours=hours, sections=sections)
    assert rows(house, Tie) == []


def test_the_same_words_a_season_later_are_a_formula_come_back(house: Settings) -> None:
    first = Moment(at=after(0), precision="minute", zone="Asia/Yerevan")
    later = Moment(at=after(0) + timedelta(days=30), precision="minute", zone="Asia/Yerevan")
    reads(house, CIVILNET, TEXT, published=first)
    reads(house, NEWS, TEXT, hours=1, published=later)
    assert rows(house, Tie) == []


def test_an_article_that_becomes_a_reprint_is_joined_then(house: Settings) -> None:
    reads(house, CIVILNET, TEXT)
    reads(house, NEWS, "Talks\n\nDetails to follow.", hours=1)
    assert rows(house, Tie) == []
    reads(house, NEWS, TEXT, hours=2)
    reads(house, NEWS, TEXT, hours=3)
    assert tied(house) == [(NEWS[1], "reprint", CIVILNET[1])]


def test_joining_twice_changes_nothing(house: Settings) -> None:
    for what in (CIVILNET, OFFICIAL, NEWS):
        reads(house, what, TEXT)
    before = carried(house), tied(house)
    assert not any(stages.join_statements(house).values())
    assert (carried(house), tied(house)) == before
