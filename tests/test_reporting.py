"""What the press says somebody said: which statement it is of, and what readers are told."""

import json
import tomllib
from datetime import timedelta

import pytest
import started
from sqlalchemy import update
from visits import READER, START, Visit, rows, stored, subscribe

from pipeline import stages, store
from pipeline.item import Moment
from pipeline.settings import REPOSITORY, Settings
from pipeline.tables import (
    Carriage,
    Document,
    Line,
    Revision,
    Statement,
    StatementLink,
    StatementSpeaker,
)

pytestmark = pytest.mark.server

STATE = ("us_state", "https://www.state.gov/{}/")
CIVILNET = ("am_civilnet", "https://civilnet.am/en/news/{}")
NEWS = ("am_newsam", "https://news.am/en/news/{}")
PANORAMA = ("am_panorama", "https://www.panorama.am/en/news/2023/05/04/talks/{}")

WORDS = (
    "The two sides have come closer on a number of provisions of a peace agreement, and now see "
    "more clearly what separates them on the rest"
)
OTHER_WORDS = (
    "The prisoners who are still held must go home before the winter, and the families have "
    "waited for three years"
)
OFFICIAL = (
    "Statement by Secretary of State Antony Blinken\n\n"
    "I thank the ministers of Armenia and Azerbaijan for their work on Nagorno-Karabakh.\n\n"
    f"{WORDS}. I told both that the distance can be covered.\n\n"
    "We also spoke of the rights and security of the people of Nagorno-Karabakh."
)


ROUND = (
    "Armenia and Azerbaijan ended four days of talks on Nagorno-Karabakh near Washington on "
    "Thursday, without a date for the next meeting and without a paper signed by both sides."
)
ROAD = (
    "Lorries waited again before the bridge of the Lachin road, the only way into "
    "Nagorno-Karabakh, while ministers were flying home and markets in Stepanakert stood empty."
)


def article(*said: str, title: str = "Talks end", about: str = ROUND) -> str:
    """Return an article on the dossier with some sentences that quote."""
    return "\n\n".join([title, about, *said])


def blinken(words: str) -> str:
    return f"“{words},” said U.S. Secretary of State Antony Blinken."


def lavrov(words: str) -> str:
    return f"“{words},” said Russian Foreign Minister Sergey Lavrov."


def reads(
    house: Settings, what: tuple[str, str], number: int, page: str, hours: float = 0
) -> None:
    """Let one source bring a text, and take it as far as its line."""
    source, url = what
    with Visit(house, source, "announce", hours=hours) as visit:
        moment = Moment(at=START + timedelta(hours=hours), precision="minute", zone="UTC")
        visit.reads(url.format(number), page, published=moment)
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
    stages.write_lines(house)


def carried(house: Settings) -> list[tuple[str, int, str, str]]:
    """Return source, statement, role and certainty of every carriage, in order."""
    sources = {one.id: one.source for one in rows(house, Document)}
    return [
        (sources[one.document_id], one.statement_id, one.role, one.certainty)
        for one in rows(house, Carriage)
    ]


def told(house: Settings) -> list[tuple[str, str]]:
    """Return the source and kind of every line that leads a message."""
    sources = {one.id: one.source for one in rows(house, Document)}
    return [
        (sources[one.document_id], one.kind) for one in rows(house, Line) if one.role == "lead"
    ]


def speakers(house: Settings) -> list[tuple[int, str | None, str | None]]:
    return [(one.statement_id, one.speaker, one.party) for one in rows(house, StatementSpeaker)]


def test_an_article_that_reports_what_was_told_is_no_line(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, STATE, 1, OFFICIAL)
    reads(house, CIVILNET, 1, article(blinken(WORDS)), hours=2)
    [statement] = rows(house, Statement)
    assert carried(house) == [
        ("us_state", statement.id, "authoritative", "sure"),
        ("am_civilnet", statement.id, "report", "sure"),
    ]
    assert told(house) == [("us_state", "new")]


def test_what_is_known_by_report_is_told_once_and_becomes_the_official_texts(
    house: Settings,
) -> None:
    subscribe(house, READER)
    reads(house, CIVILNET, 1, article(blinken(WORDS)))
    reads(house, NEWS, 1, article(f"Antony Blinken said: “{WORDS}.”", about=ROAD), hours=1)
    [statement] = rows(house, Statement)
    assert rows(house, Carriage)[0].reason == "original not seen"
    assert told(house) == [("am_civilnet", "new")]
    reads(house, STATE, 1, OFFICIAL, hours=3)
    assert [one.id for one in rows(house, Statement)] == [statement.id]
    assert carried(house)[-1] == ("us_state", statement.id, "authoritative", "sure")
    assert told(house) == [("am_civilnet", "new"), ("us_state", "official")]
    reads(house, PANORAMA, 1, article(blinken(WORDS), about=ROAD), hours=4)
    assert len(told(house)) == 2


def test_an_official_text_in_other_words_repeats_and_is_told_as_official(house: Settings) -> None:
    subscribe(house, READER)
    post = (
        "The distance that remains between the ministers can be covered, provided they keep the "
        "patience they showed in Washington"
    )
    reads(house, CIVILNET, 1, article(f"“{post},” Antony Blinken wrote on Twitter."))
    communique = OFFICIAL.replace(WORDS, "Ministers kept their patience in Washington") + (
        "\n\nThe remaining distance, provided that patience is shown, is one that they covered."
    )
    reads(house, STATE, 1, communique, hours=2)
    first, second = rows(house, Statement)
    [link] = rows(house, StatementLink)
    assert (link.later_id, link.earlier_id, link.kind) == (second.id, first.id, "repeats")
    assert told(house) == [("am_civilnet", "new"), ("us_state", "official")]


def test_two_speakers_of_one_article_are_two_statements_and_one_line(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, CIVILNET, 1, article(blinken(WORDS), lavrov(OTHER_WORDS)))
    assert {one[1] for one in speakers(house)} == {"blinken_antony", "lavrov_sergey"}
    assert [role for _, _, role, _ in carried(house)] == ["report", "report"]
    assert told(house) == [("am_civilnet", "new")]


def test_the_same_words_of_another_speaker_are_another_statement(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, STATE, 1, OFFICIAL)
    reads(house, CIVILNET, 1, article(lavrov(WORDS)), hours=1)
    assert len(rows(house, Statement)) == 2
    assert told(house) == [("us_state", "new"), ("am_civilnet", "new")]


def test_an_article_with_one_statement_nobody_was_told_is_a_line(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, STATE, 1, OFFICIAL)
    reads(house, CIVILNET, 1, article(blinken(WORDS), lavrov(OTHER_WORDS)), hours=1)
    reads(house, NEWS, 1, article(lavrov(OTHER_WORDS), about=ROAD), hours=2)
    assert told(house) == [("us_state", "new"), ("am_civilnet", "new")]


def test_other_words_of_the_same_speaker_are_another_statement(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, CIVILNET, 1, article(blinken(WORDS)))
    reads(house, NEWS, 1, article(blinken(OTHER_WORDS)), hours=1)
    assert len(rows(house, Statement)) == 2
    assert told(house) == [("am_civilnet", "new"), ("am_newsam", "new")]


def test_the_same_words_a_week_later_are_said_again(house: Settings) -> None:
    reads(house, CIVILNET, 1, article(blinken(WORDS)))
    reads(house, NEWS, 1, article(blinken(WORDS), about=ROAD), hours=24 * 7)
    assert len(rows(house, Statement)) == 2


def test_a_diplomatic_source_is_in_no_partys_column(house: Settings) -> None:
    subscribe(house, READER)
    said = f"“{OTHER_WORDS},” a diplomatic source said."
    reads(house, CIVILNET, 1, article(said))
    reads(house, NEWS, 1, article(said, about=ROAD), hours=1)
    assert [(one[1], one[2]) for one in speakers(house)] == [(None, None), (None, None)]
    assert [one.party for one in rows(house, Statement)] == [None, None]
    [first, _] = rows(house, StatementSpeaker)
    assert first.name == "a diplomatic source"  # as the outlet words it


def test_a_voice_inside_anothers_words_makes_no_statement(house: Settings) -> None:
    inner = "Lavrov told us: ‘the corridor must be open to everybody by the spring’, and I agree"
    reads(house, CIVILNET, 1, article(blinken(inner)))
    assert [one[1] for one in speakers(house)] == ["blinken_antony"]


def test_joining_twice_changes_nothing(house: Settings) -> None:
    reads(house, CIVILNET, 1, article(blinken(WORDS), lavrov(OTHER_WORDS)))
    reads(house, STATE, 1, OFFICIAL, hours=1)
    before = carried(house), speakers(house)
    assert not any(stages.join_statements(house).values())
    reads(house, CIVILNET, 1, article(blinken(WORDS), lavrov(OTHER_WORDS), "An end."), hours=2)
    assert (carried(house), speakers(house)) == before


def operated(house: Settings, *arguments: str) -> tuple[int, str]:
    """Call the command of operators; return its status and what it says."""
    process = started.command(house, "statements", *arguments)
    said, wrong = process.communicate(timeout=60)
    return process.returncode, said + wrong


def looked_at_again(house: Settings) -> None:
    """Let every stage look at every revision once more."""
    with store.sessions(house.database).begin() as session:
        session.execute(update(Revision).values(stated_by=None, lined_by=None))
    stages.join_statements(house)
    stages.write_lines(house)


def test_what_operators_merge_stays_one_and_its_number_leads_there(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, CIVILNET, 1, article(blinken(WORDS)))
    reads(house, NEWS, 1, article(blinken(OTHER_WORDS), about=ROAD), hours=1)
    first, second = (one.id for one in rows(house, Statement))
    status, said = operated(house, "merge", str(first), str(second))
    assert (status, said) == (0, f"statement {second} is {first} now, carried by 2 documents\n")
    before = carried(house), told(house)
    assert {statement for _, statement, _, _ in before[0]} == {first}
    looked_at_again(house)
    assert (carried(house), told(house)) == before
    assert rows(house, Statement)[1].merged_into == first
    status, said = operated(house, "merge", str(first), str(second))
    assert (status, said) == (
        2,
        f"veille: statements {first} and {second} are one already: {first}\n",
    )


def test_what_operators_part_stays_apart_and_is_told_nobody_again(house: Settings) -> None:
    subscribe(house, READER)
    reads(house, STATE, 1, OFFICIAL)
    reads(house, CIVILNET, 1, article(blinken(WORDS)), hours=1)
    [statement] = rows(house, Statement)
    address = CIVILNET[1].format(1)
    status, said = operated(house, "part", address, "--from", str(statement.id))
    assert (status, said) == (
        0,
        f"{address} carries statement {statement.id + 1} now, not {statement.id}\n",
    )
    before = carried(house), told(house)
    assert before[0][1][:3] == ("am_civilnet", statement.id + 1, "report")
    with store.sessions(house.database).begin() as session:
        session.execute(update(Revision).values(stated_by=None))
    stages.join_statements(house)
    assert (carried(house), told(house)) == before
    status, said = operated(house, "part", address, "--from", str(statement.id))
    assert (status, said) == (2, f"veille: {address} does not carry statement {statement.id}\n")


@pytest.mark.parametrize("call", [["merge", "8", "9"], ["part", "8", "--from", "9"]])
def test_what_is_not_there_is_neither_merged_nor_parted(house: Settings, call: list[str]) -> None:
    status, said = operated(house, *call)
    assert status == 2
    assert "there is no statement" in said


def test_the_listing_tells_speaker_office_channel_and_how_sure(house: Settings) -> None:
    reads(house, CIVILNET, 1, article(f"“{WORDS},” Antony Blinken told a briefing."))
    [row] = json.loads("[" + operated(house, "--json")[1] + "]")
    assert row["speaker"] == "Antony Blinken"
    assert row["office"] == "us_secretary_of_state"
    assert row["party"] == "united_states"
    assert row["channel"] == "briefing"
    assert row["event"] == "briefing"
    assert row["carried by"] == [f"report en {CIVILNET[1].format(1)}"]


def civilnet(name: str, language: str) -> tuple[tuple[str, str], int, str]:
    """Return outlet and address, number and page of a report of the press room."""
    path = REPOSITORY / "runtime" / "pressroom" / "texts" / f"am_civilnet_{name}.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    page = "\n\n".join([told["title"], *told["paragraphs"]])
    return ("am_civilnet", f"https://civilnet.am/{language}/news/{{}}"), told["id"], page


def test_an_article_in_another_language_reports_what_it_does_in_the_first(
    house: Settings,
) -> None:
    """Its outlet links its languages nowhere: one report, and one line."""
    subscribe(house, READER)
    reads(house, *civilnet("conference", "fr"))
    reads(house, *civilnet("talks", "fr"))
    before = [one.id for one in rows(house, Statement)]
    reads(house, *civilnet("talks", "ru"), hours=2)
    [russian] = [one.id for one in rows(house, Document) if one.language == "ru"]
    theirs = [one for one in rows(house, Carriage) if one.document_id == russian]
    assert {one.reason.partition(":")[0] for one in theirs} == {"likely an edition of https"}
    assert {one.certainty for one in theirs} == {"likely"}
    assert [one.id for one in rows(house, Statement)] == before
    assert len(told(house)) == 2


def test_another_article_of_the_day_is_no_edition(house: Settings) -> None:
    reads(house, *civilnet("talks", "fr"))
    reads(house, *civilnet("conference", "ru"), hours=2)
    assert not any("likely an edition" in one.reason for one in rows(house, Carriage))


def test_an_article_of_the_next_days_is_no_edition(house: Settings) -> None:
    reads(house, *civilnet("talks", "fr"))
    reads(house, *civilnet("talks", "ru"), hours=30)
    assert not any("likely an edition" in one.reason for one in rows(house, Carriage))
