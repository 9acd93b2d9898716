"""One act of speech, one line per subscriber: who is told what, and what nobody is told."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from visits import (
    OTHER,
    READER,
    START,
    TALKS,
    WEATHER,
    Visit,
    address,
    after,
    contents,
    crawled,
    rows,
    stored,
    subscribe,
    whole,
)

from pipeline import line, stages, store
from pipeline.settings import Settings
from pipeline.spool import Mode
from pipeline.tables import (
    Carriage,
    Delivery,
    Document,
    Flag,
    Line,
    Revision,
    Statement,
    Subscriber,
)

pytestmark = pytest.mark.server

EN, RU, HY = (address(1, language) for language in ("en", "ru", "hy"))
EDITED = f"{TALKS['en']}\n\nThe talks will go on tomorrow, the minister said to the journalists."
MENTION = (
    "A road is repaired\n\n"
    "The road that leads to Nagorno-Karabakh will be closed for repairs until the end of the "
    "week, and buses will take the old one along the river."
)
CIVILNET = "https://civilnet.am/en/news/1"


def written(house: Settings) -> list[tuple[str, str, str, str]]:
    """Write what is due; return subscriber, kind, role and address of every line there is."""
    stages.write_lines(house)
    readers = {one.id: one.address for one in rows(house, Subscriber)}
    documents = {one.id: one.address for one in rows(house, Document)}
    return [
        (readers[one.subscriber_id], one.kind, one.role, documents[one.document_id])
        for one in rows(house, Line)
    ]


NEW = (READER, "new", "lead", EN)
CHANGED = (READER, "changed", "lead", EN)


# one line per subscriber and act of speech


def test_every_subscriber_is_told_once_of_what_they_follow(house: Settings) -> None:
    subscribe(house)
    subscribe(house, OTHER)
    crawled(house, (EN, TALKS["en"]), (address(2), WEATHER))
    assert written(house) == [NEW, (OTHER, "new", "lead", EN)]
    assert len(rows(house, Delivery)) == 2
    [first, _] = rows(house, Line)
    [revision, _] = rows(house, Revision)
    assert (first.revision_id, first.dossier) == (revision.id, "karabakh")


def test_editions_of_one_act_of_speech_are_one_message_led_by_the_first(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), (RU, TALKS["ru"]), (HY, TALKS["hy"]), edition="1")
    assert written(house) == [
        NEW,
        (READER, "new", "carrier", RU),
        (READER, "new", "carrier", HY),
    ]
    [message] = rows(house, Delivery)
    assert {one.delivery_id for one in rows(house, Line)} == {message.id}


def test_a_late_edition_does_not_mail_again(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), edition="1")
    assert written(house) == [NEW]
    crawled(house, (RU, TALKS["ru"]), hours=1, edition="1")
    assert written(house) == [NEW]
    assert len(rows(house, Delivery)) == 1


def test_two_acts_of_speech_are_two_messages(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), (RU, TALKS["ru"]))
    assert written(house) == [NEW, (READER, "new", "lead", RU)]
    assert len(rows(house, Delivery)) == 2


def test_a_press_article_is_told_once_though_it_is_no_statement(house: Settings) -> None:
    subscribe(house)
    with Visit(house, source="am_civilnet", mode="announce") as visit:
        visit.reads(CIVILNET, TALKS["en"])
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
    assert written(house) == [(READER, "new", "lead", CIVILNET)]


def test_two_dossiers_of_one_subscriber_are_one_line(house: Settings) -> None:
    subscribe(house)
    subscribe(house, dossier="caucasus")
    crawled(house, (EN, TALKS["en"]))
    with store.sessions(house.database).begin() as session:
        [kept] = rows(house, Flag)
        store.keep_dossier(session, "0" * 64, "caucasus", "")
        fields = ("revision_id", "section", "grade", "score", "evidence")
        row = {name: getattr(kept, name) for name in fields}
        assert store.raise_flags(session, [row | {"dossier": "caucasus", "digest": "0" * 64}])
    assert written(house) == [NEW]


def test_merged_statements_move_nothing(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), (RU, TALKS["ru"]))
    before = written(house)
    with store.sessions(house.database).begin() as session:
        first = min(one.id for one in rows(house, Statement))
        session.execute(update(Carriage).values(statement_id=first))
        session.execute(update(Revision).values(lined_by=None))
    assert written(house) == before
    crawled(house, (HY, TALKS["hy"]), hours=1, alternates={"ru": RU})
    assert written(house) == before
    assert len(rows(house, Delivery)) == 2


def test_what_was_told_is_not_told_again(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), (RU, TALKS["ru"]), edition="1")
    written(house)
    before = contents(house)
    assert not any(stages.write_lines(house).values())
    assert contents(house) == before


def test_nothing_is_told_before_it_is_flagged(house: Settings) -> None:
    subscribe(house)
    with Visit(house, mode="announce") as visit:
        visit.reads(EN, TALKS["en"])
    stored(house)
    assert written(house) == []
    stages.join_statements(house)
    stages.raise_flags(house)
    assert written(house) == [NEW]


# who is told


@pytest.mark.parametrize(
    ("grade", "page", "told"),
    [
        ("mention", TALKS["en"], True),
        ("core", TALKS["en"], True),
        ("mention", MENTION, True),
        ("core", MENTION, False),
        ("mention", WEATHER, False),
    ],
)
def test_a_subscriber_is_told_from_the_grade_they_asked_for(
    house: Settings, grade: str, page: str, *, told: bool
) -> None:
    subscribe(house, grade=grade)
    crawled(house, (EN, page))
    assert written(house) == ([NEW] if told else [])


def test_who_asked_for_another_dossier_is_not_told(house: Settings) -> None:
    subscribe(house, dossier="caucasus")
    crawled(house, (EN, TALKS["en"]))
    assert written(house) == []


def test_who_came_later_is_not_told_of_what_was_seen_before(house: Settings) -> None:
    subscribe(house, since=after(0.5))
    crawled(house, (EN, TALKS["en"]))
    crawled(house, (RU, TALKS["ru"]), hours=1)
    assert written(house) == [(READER, "new", "lead", RU)]


def test_who_came_later_is_not_told_of_a_late_edition_of_what_was_seen_before(
    house: Settings,
) -> None:
    subscribe(house, since=after(0.5))
    crawled(house, (EN, TALKS["en"]), edition="1")
    crawled(house, (RU, TALKS["ru"]), hours=1, edition="1")
    assert written(house) == []


def test_who_came_later_is_not_told_of_an_edit_of_what_was_seen_before(house: Settings) -> None:
    subscribe(house, since=after(0.5))
    for hour, page in enumerate((TALKS["en"], EDITED, EDITED)):
        crawled(house, (EN, page), hours=hour)
        assert written(house) == []


def test_who_came_later_is_told_of_what_was_seen_before_where_they_ask(house: Settings) -> None:
    subscribe(house, OTHER)
    crawled(house, (EN, TALKS["en"]), (RU, TALKS["ru"]), edition="1")
    crawled(house, (address(2), TALKS["fr"]), (address(3), WEATHER), hours=1)
    before = written(house)
    subscribe(house, since=after(2))
    with store.sessions(house.database).begin() as session:
        told = line.announce(session, READER, after(2))
    assert told == {"lead new": 2, "carrier new": 1}
    assert written(house) == [
        *before,
        NEW,
        (READER, "new", "carrier", RU),
        (READER, "new", "lead", address(2)),
    ]
    with store.sessions(house.database).begin() as session:
        assert not any(line.announce(session, READER, after(3)).values())


def test_who_asks_for_what_was_seen_before_is_told_what_it_says_now(house: Settings) -> None:
    for hour, page in enumerate((TALKS["en"], EDITED, EDITED, f"{EDITED}\n\nOne word more.")):
        crawled(house, (EN, page), hours=hour)
        written(house)
    subscribe(house, since=after(9))
    with store.sessions(house.database).begin() as session:
        line.announce(session, READER, after(9))
    assert written(house) == [NEW]
    second = rows(house, Revision)[1]
    assert [one.revision_id for one in rows(house, Line)] == [second.id]


@pytest.mark.parametrize("mode", ["crawl", "backfill"])
def test_the_backlog_is_told_to_nobody(house: Settings, mode: Mode) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), mode=mode)
    assert written(house) == []
    with store.sessions(house.database).begin() as session:
        assert not any(line.announce(session, READER, after(1)).values())


def test_a_late_edition_of_the_backlog_is_no_news(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), mode="crawl", edition="1")
    crawled(house, (RU, TALKS["ru"]), mode="crawl", hours=1, edition="1")
    assert [one.announced for one in rows(house, Document)] == [False, True]
    assert written(house) == []


def test_a_backfill_does_not_hide_the_news_it_meets(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), edition="1")
    crawled(house, (RU, TALKS["ru"]), mode="backfill", hours=1, edition="1")
    assert written(house)[0] == NEW


# edits


def test_an_edit_is_told_only_once_it_is_confirmed(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]))
    assert written(house) == [NEW]
    crawled(house, (EN, EDITED), hours=1)
    assert written(house) == [NEW]
    crawled(house, (EN, EDITED), hours=2)
    assert written(house) == [NEW, CHANGED]
    crawled(house, (EN, EDITED), hours=3)
    assert written(house) == [NEW, CHANGED]
    assert [one.revision_id for one in rows(house, Line)] == [
        one.id for one in rows(house, Revision)
    ]


def test_an_edit_is_told_to_those_who_were_told_of_the_document(house: Settings) -> None:
    subscribe(house)
    subscribe(house, OTHER, since=after(0.5))
    for hour, page in enumerate((TALKS["en"], EDITED, EDITED)):
        crawled(house, (EN, page), hours=hour)
        lines = written(house)
    assert lines == [NEW, CHANGED]


def test_an_edit_of_an_edition_nobody_was_told_of_is_not_told(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]), edition="1")
    written(house)
    edited = f"{TALKS['ru']}\n\nПереговоры будут продолжены завтра, сообщил министр журналистам."
    for hour, page in enumerate((TALKS["ru"], edited, edited), 1):
        crawled(house, (RU, page), hours=hour, edition="1")
        assert written(house) == [NEW]
    assert [one.confirmed_at for one in rows(house, Revision)][-1] is not None


def test_an_edit_seen_before_the_document_was_told_is_told_with_it(house: Settings) -> None:
    subscribe(house)
    for hour, page in enumerate((WEATHER, EDITED, EDITED)):
        crawled(house, (EN, page), hours=hour)
    assert written(house) == [NEW]
    assert rows(house, Line)[0].revision_id == rows(house, Revision)[1].id


def test_an_edit_of_spelling_or_wording_alone_is_not_told(house: Settings) -> None:
    subscribe(house)
    worded = TALKS["en"].replace("must be addressed", "should be dealt with")
    assert worded != TALKS["en"]
    for hour, page in enumerate((TALKS["en"], worded, worded)):
        crawled(house, (EN, page), hours=hour)
        assert written(house) == [NEW]
    meant = worded.replace("should be", "should not be")
    for hour, page in enumerate((meant, meant), 3):
        crawled(house, (EN, page), hours=hour)
        lines = written(house)
    assert lines == [NEW, CHANGED]


def test_a_text_that_goes_back_to_what_was_told_is_not_told(house: Settings) -> None:
    subscribe(house)
    for hour, page in enumerate((TALKS["en"], EDITED, *[TALKS["en"]] * 3)):
        crawled(house, (EN, page), hours=hour)
        lines = written(house)
    assert len(rows(house, Revision)) == 3
    assert lines == [NEW]


def test_a_text_that_goes_back_behind_what_was_told_is_told(house: Settings) -> None:
    subscribe(house)
    first = TALKS["en"]
    for hour, page in enumerate((first, EDITED, EDITED, first, first, first)):
        crawled(house, (EN, page), hours=hour)
        lines = written(house)
    assert lines == [NEW, CHANGED, CHANGED]


def test_revisions_looked_at_once_more_are_not_told_once_more(house: Settings) -> None:
    subscribe(house)
    third = f"{EDITED}\n\nThe delegations then left for the airport, the ministry added."
    for hour, page in enumerate((TALKS["en"], EDITED, EDITED, third, third)):
        crawled(house, (EN, page), hours=hour)
        lines = written(house)
    assert lines == [NEW, CHANGED, CHANGED]
    with store.sessions(house.database).begin() as session:
        session.execute(update(Revision).values(lined_by=None))
    assert written(house) == lines
    assert len(rows(house, Delivery)) == 1  # they came within five minutes


# what is ours


def test_a_text_our_extractor_reads_otherwise_is_not_told(house: Settings) -> None:
    subscribe(house)
    page = f"{TALKS['en']}\n\nShare on every network you have ever heard of"
    crawled(house, (EN, page), by=whole)
    assert written(house) == [NEW]
    crawled(house, (EN, page), hours=1)
    assert rows(house, Revision)[0].rebased_at == after(1)
    assert written(house) == [NEW]


def test_an_edit_of_the_dossier_is_not_told(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, WEATHER))
    assert written(house) == []
    with store.sessions(house.database).begin() as session:
        [revision] = rows(house, Revision)
        store.keep_dossier(session, "0" * 64, "karabakh", "")
        row = {"section": "", "grade": "core", "score": 1.0, "evidence": {}}
        row |= {"dossier": "karabakh", "digest": "0" * 64, "revision_id": revision.id}
        assert store.raise_flags(session, [row])
    assert written(house) == []


def test_the_flags_of_the_latest_dossier_decide(house: Settings) -> None:
    subscribe(house, grade="core")
    crawled(house, (EN, TALKS["en"]))
    with store.sessions(house.database).begin() as session:
        [revision] = rows(house, Revision)
        store.keep_dossier(session, "0" * 64, "karabakh", "")
        row = {"section": "", "grade": "mention", "score": 0.3, "evidence": {}}
        row |= {"dossier": "karabakh", "digest": "0" * 64, "revision_id": revision.id}
        assert store.raise_flags(session, [row])
    assert written(house) == []


def test_the_best_section_decides_the_grade(house: Settings) -> None:
    subscribe(house, grade="core")
    crawled(house, (EN, TALKS["en"]))
    with store.sessions(house.database).begin() as session:
        [kept] = rows(house, Flag)
        row = {"section": "post-1-Q", "grade": "mention", "score": 0.3, "evidence": {}}
        row |= {"dossier": "karabakh", "digest": kept.digest, "revision_id": kept.revision_id}
        assert store.raise_flags(session, [row])
    assert written(house) == [NEW]


def test_a_message_is_due_from_the_moment_its_line_is_written(house: Settings) -> None:
    subscribe(house)
    crawled(house, (EN, TALKS["en"]))
    before = datetime.now(UTC)
    written(house)
    [message] = rows(house, Delivery)
    assert START < before <= message.due_at == message.created_at <= datetime.now(UTC)
