"""Withdrawn and restored: believed at the second look, told once to those who had been told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from asked import queries
from visits import (
    OTHER,
    READER,
    START,
    TALKS,
    Visit,
    address,
    after,
    crawled,
    rows,
    stored,
    subscribe,
)

from pipeline import ledger, stages, store
from pipeline.mails.letter import Kind
from pipeline.revisions import withdrawal
from pipeline.revisions.recheck import SPREAD
from pipeline.settings import Settings
from pipeline.spool import FetchedPage
from pipeline.store import listing, tally
from pipeline.tables import Address, Delivery, Document, Line, Page, Revision, Subscriber

A, RU, B = address(1), address(1, "ru"), address(2)
EDITED = TALKS["en"] + "\n\nThe talks will go on tomorrow, the minister said to the journalists."
COSMETIC = TALKS["en"].replace("must be addressed", "must be  addressed")
NEW = (READER, "new", A)
WITHDRAWN, AGAIN = (READER, "withdrawn", A), (READER, "correction", A)
LATE = timedelta(minutes=5)
FEW = 32  # questions


def gone(house: Settings, *hours: float, url: str = A, reason: str = "http_404") -> None:
    """Ask for an address at some hours, each in a crawl of its own, and get no text."""
    for hour in hours:
        with Visit(house, hours=hour) as visit:
            answer(visit, url, status_of(reason))
            visit.loses(url, reason, final=reason in withdrawal.HARD)
        stored(house)


def status_of(reason: str) -> int:
    """Return the status of an answer that is no text, for whatever reason."""
    return int(reason.removeprefix("http_")) if reason.startswith("http_") else 200


def answer(visit: Visit, url: str, status: int) -> FetchedPage:
    """Keep an answer that is no text."""
    page = visit.fetches(url, f"Sorry, {visit.at}\n\nThere is nothing here.")
    visit.writes(answered := replace(page, status=status, offset=page.offset + 1))
    return answered


def state(house: Settings, number: int = 0) -> str:
    found = rows(house, Document)[number]
    if found.withdrawn_at is not None:
        return "withdrawn"
    return "gone" if found.gone_at is not None else "shown"


def written(house: Settings) -> list[tuple[str, str, str]]:
    """Write what is due; return subscriber, kind and address of every line there is."""
    stages.join_statements(house)
    stages.raise_flags(house)
    stages.write_lines(house)
    readers = {one.id: one.address for one in rows(house, Subscriber)}
    documents = {one.id: one.address for one in rows(house, Document)}
    return [
        (readers[one.subscriber_id], one.kind, documents[one.document_id])
        for one in rows(house, Line)
    ]


@pytest.fixture
def told(house: Settings) -> Settings:
    """Return a house where a reader was told of one text."""
    subscribe(house)
    crawled(house, (A, TALKS["en"]))
    assert written(house) == [NEW]
    return house


# when it is believed


@pytest.mark.server
@pytest.mark.parametrize("reason", sorted(withdrawal.GONE))
def test_gone_twice_an_hour_apart_is_withdrawn(told: Settings, reason: str) -> None:
    gone(told, 1, reason=reason)
    assert state(told) == "gone"
    gone(told, 2, reason=reason)
    assert state(told) == "withdrawn"
    [found] = rows(told, Document)
    assert (found.gone_at, found.withdrawn_at) == (after(1), after(2))
    evidence = {one.id: one for one in rows(told, Page)}[found.withdrawn_page_id or 0]
    assert (evidence.url, evidence.status) == (A, status_of(reason))
    assert evidence.fetched_at == after(2)
    assert len(rows(told, Revision)) == 1  # what it said stays what it said


@pytest.mark.server
@pytest.mark.parametrize(
    ("hours", "expected"),
    [((1,), "gone"), ((1, 1.9), "gone"), ((1, 1.5, 1.9), "gone"), ((1, 1.5, 2), "withdrawn")],
)
def test_only_an_hour_makes_two_answers_two(
    told: Settings, hours: Sequence[float], expected: str
) -> None:
    gone(told, *hours)
    assert state(told) == expected


@pytest.mark.server
@pytest.mark.parametrize(
    "reason",
    ["http_500", "http_503", "http_403", "blocked", "timeout", "robots", "not_article", "layout"],
)
def test_what_fails_otherwise_is_never_withdrawn(told: Settings, reason: str) -> None:
    for hour in (1, 3, 30, 200):
        with Visit(told, hours=hour) as visit:
            visit.loses(A, reason, final=reason == "not_article")
        stored(told)
    assert state(told) == "shown"
    assert written(told) == [NEW]


@pytest.mark.server
@pytest.mark.parametrize("reason", sorted(withdrawal.SOFT))
def test_where_nothing_of_before_is_there_the_site_has_changed(
    told: Settings, reason: str
) -> None:
    crawled(told, (B, TALKS["fr"]), (RU, TALKS["ru"]), hours=0.1)
    for url in (A, B):
        gone(told, 1, url=url, reason=reason)
    for url in (A, B):
        gone(told, 3, url=url, reason=reason)
    assert (state(told), state(told, 1)) == ("gone", "gone")
    with Visit(told, hours=4) as visit:
        visit.reads(RU, TALKS["ru"])
    stored(told)
    gone(told, 5, reason=reason)
    assert (state(told), state(told, 2)) == ("withdrawn", "shown")


@pytest.mark.server
@pytest.mark.parametrize("reason", sorted(withdrawal.SOFT))
def test_a_new_address_where_nothing_is_is_asked_for_more_than_an_hour(
    house: Settings, reason: str
) -> None:
    for hour in (0, 0.2, 0.6):
        gone(house, hour, reason=reason)
        assert rows(house, Address)[0].due_at is not None
    gone(house, 1.4, reason=reason)
    assert rows(house, Address)[0].due_at is None


@pytest.mark.server
def test_a_failure_between_two_answers_changes_nothing(told: Settings) -> None:
    gone(told, 1)
    with Visit(told, hours=2) as visit:
        visit.loses(A, "http_503")
    stored(told)
    assert state(told) == "gone"
    gone(told, 3)
    assert state(told) == "withdrawn"


@pytest.mark.server
@pytest.mark.parametrize("page", [TALKS["en"], EDITED, TALKS["ru"]], ids=["same", "new", "other"])
def test_a_good_answer_between_two_makes_the_second_the_first(told: Settings, page: str) -> None:
    gone(told, 1)
    with Visit(told, hours=2) as visit:
        visit.reads(A, page)
    stored(told)
    gone(told, 3)
    assert state(told) == "gone"


@pytest.mark.server
def test_a_text_that_another_address_gave_as_well_was_served(told: Settings) -> None:
    gone(told, 1)
    with Visit(told, hours=2) as visit:
        visit.reads(B, TALKS["en"])
        visit.reads(A, TALKS["en"])
    stored(told)
    assert state(told) == "shown"


@pytest.mark.server
def test_where_no_listing_can_be_read_nothing_is_withdrawn(told: Settings) -> None:
    for hour in (1, 3):
        with Visit(told, hours=hour, lost_listings=1) as visit:
            visit.loses(A, "http_404", final=True)
        stored(told)
    assert state(told) == "shown"


@pytest.mark.server
def test_another_address_of_a_document_says_nothing_of_it(told: Settings) -> None:
    with store.sessions(told.database).begin() as session:
        document = store.documents_at(session, "am_mfa", [rows(told, Document)[0].canonical])
        old = Address(
            source="am_mfa", url=B, listing=B, seen_at=START, announced=True, attempts=0,
            document=next(iter(document.values())),
        )  # fmt: skip
        session.add(old)
    gone(told, 1, 3, url=B)
    assert state(told) == "shown"


# when it is looked for


@pytest.mark.server
@pytest.mark.parametrize("hours", [0.5, 10, 400], ids=["new", "old", "settled"])
def test_a_second_look_follows_the_first_in_about_an_hour(told: Settings, hours: float) -> None:
    gone(told, hours)
    [found] = rows(told, Address)
    assert found.due_at is not None
    assert after(hours + 1) <= found.due_at <= after(hours + 1 + SPREAD)


@pytest.mark.server
def test_a_second_look_that_failed_is_tried_again_for_a_week(told: Settings) -> None:
    gone(told, 400)
    for hour, is_due in ((402, True), (450, True), (400 + 24 * 7 + 1, False)):
        with Visit(told, hours=hour) as visit:
            visit.loses(A, "http_503")
        stored(told)
        assert (rows(told, Address)[0].due_at is not None) == is_due


@pytest.mark.server
def test_what_is_withdrawn_is_looked_for_once_a_day_for_a_week(told: Settings) -> None:
    gone(told, 1, 3)
    times = []
    while (due := rows(told, Address)[0].due_at) is not None:
        times.append(due - after(3))
        gone(told, (due - START) / timedelta(hours=1))
    days = [timedelta(days=day) for day in range(1, 8)]
    assert len(times) == 7
    assert all(day <= at <= day * (1 + SPREAD) for day, at in zip(days, times, strict=True))
    assert written(told) == [NEW, WITHDRAWN]


# who is told


@pytest.mark.server
def test_those_told_before_are_told_once_and_in_the_same_thread(told: Settings) -> None:
    subscribe(told, OTHER, since=after(1))
    gone(told, 1, 3)
    assert written(told) == [NEW, WITHDRAWN]
    gone(told, 27)
    assert written(told) == [NEW, WITHDRAWN]
    stages.send(told)
    first, second = sorted(
        told.mail.glob("new/*"), key=lambda path: "Withdrawn" in path.read_text()
    )
    assert f"References: <{rows(told, Delivery)[0].key}@localhost>" in second.read_text()
    assert "References" not in first.read_text()


@pytest.mark.server
def test_nobody_is_told_of_what_nobody_was_told(house: Settings) -> None:
    subscribe(house)
    with Visit(house) as visit:
        visit.reads(A, TALKS["en"])
    stored(house)
    gone(house, 1, 3)
    assert state(house) == "withdrawn"
    assert written(house) == []
    assert rows(house, Delivery) == []


@pytest.mark.server
def test_who_left_is_not_told(told: Settings) -> None:
    with store.sessions(told.database).begin() as session:
        for one in store.subscriptions_to(session, ["karabakh"]):
            session.delete(session.merge(one[0]))
    gone(told, 1, 3)
    assert written(told) == [NEW]


@pytest.mark.server
def test_editions_that_go_together_are_told_once(house: Settings) -> None:
    subscribe(house)
    crawled(house, (A, TALKS["en"]), (RU, TALKS["ru"]), edition="1")
    assert written(house) == [NEW, (READER, "new", RU)]
    for url in (RU, A):
        gone(house, 1, 3, url=url)
    assert [state(house, 0), state(house, 1)] == ["withdrawn", "withdrawn"]
    assert [one for one in written(house) if one[1] == "withdrawn"] == [WITHDRAWN]


@pytest.mark.server
@pytest.mark.parametrize("readers", [1, 9])
def test_more_readers_are_not_more_questions(house: Settings, readers: int) -> None:
    for number in range(readers):
        subscribe(house, f"reader{number}@example.org")
    crawled(house, (A, TALKS["en"]))
    written(house)
    gone(house, 1, 3)
    with queries(house) as asked:
        stages.write_lines(house)
    assert [kind for _, kind, _ in written(house)] == ["new"] * readers + ["withdrawn"] * readers
    assert asked["SELECT"] <= FEW


@pytest.mark.server
def test_withdrawn_is_of_the_words_they_were_told(told: Settings) -> None:
    with Visit(told, hours=1) as visit:
        visit.reads(A, EDITED)  # not sure yet, so nobody was told
    stored(told)
    gone(told, 2, 4)
    assert written(told) == [NEW, WITHDRAWN]
    assert [one.revision_id for one in rows(told, Line)] == [rows(told, Revision)[0].id] * 2


# given back


def back(house: Settings, hours: float, page: str = TALKS["en"]) -> None:
    with Visit(house, hours=hours) as visit:
        visit.reads(A, page)
    stored(house)


@pytest.mark.server
@pytest.mark.usefixtures("one_by_one")
def test_the_same_text_served_again_is_restored_and_told(told: Settings) -> None:
    gone(told, 1, 3)
    written(told)
    with Visit(told, hours=27) as visit:
        visit.reads(A, TALKS["en"])
    assert stored(told)["restored"] > 0
    assert state(told) == "shown"
    [found] = rows(told, Document)
    assert (found.gone_at, found.withdrawn_page_id, found.restored_at) == (None, None, after(27))
    assert len(rows(told, Revision)) == 1
    assert written(told) == [NEW, WITHDRAWN, AGAIN]
    stages.send(told)
    mails = [path.read_text() for path in told.mail.glob("new/*")]
    assert sum("Subject: Shown again: " in one for one in mails) == 1
    [address_] = rows(told, Address)
    assert address_.due_at is not None
    assert address_.due_at < after(28)  # it is watched as closely as a new one


@pytest.mark.server
def test_what_came_back_before_anybody_was_told_is_not_told(told: Settings) -> None:
    gone(told, 1, 3)
    back(told, 4)
    assert written(told) == [NEW]


@pytest.mark.server
def test_other_words_served_again_are_a_revision_told_when_sure(told: Settings) -> None:
    gone(told, 1, 3)
    written(told)
    back(told, 27, EDITED)
    assert state(told) == "shown"
    assert written(told) == [NEW, WITHDRAWN]
    back(told, 28, EDITED)
    assert written(told) == [NEW, WITHDRAWN, (READER, "changed", A)]
    assert [one.number for one in rows(told, Revision)] == [1, 2]


@pytest.mark.server
def test_words_that_differ_in_nothing_that_matters_are_the_text_again(told: Settings) -> None:
    gone(told, 1, 3)
    written(told)
    edited = TALKS["en"].replace("said that", "said, that")
    back(told, 27, edited)
    assert written(told) == [NEW, WITHDRAWN]
    back(told, 28, edited)
    assert written(told) == [NEW, WITHDRAWN, AGAIN]


@pytest.mark.server
def test_another_language_at_its_address_does_not_restore_it(told: Settings) -> None:
    gone(told, 1, 3)
    back(told, 27, TALKS["ru"])
    assert state(told) == "withdrawn"


@pytest.mark.server
@pytest.mark.usefixtures("one_by_one")
def test_withdrawn_twice_is_told_once_and_leaves_no_empty_message(told: Settings) -> None:
    gone(told, 1, 3)
    written(told)
    back(told, 27)
    assert written(told) == [NEW, WITHDRAWN, AGAIN]
    gone(told, 30, 32)
    assert state(told) == "withdrawn"
    assert written(told) == [NEW, WITHDRAWN, AGAIN]
    back(told, 60)
    assert written(told) == [NEW, WITHDRAWN, AGAIN]
    assert len(rows(told, Delivery)) == 3


@pytest.mark.server
def test_other_words_withdrawn_are_told_anew(told: Settings) -> None:
    gone(told, 1, 3)
    written(told)
    back(told, 27, EDITED)
    back(told, 28, EDITED)
    written(told)
    gone(told, 30, 32)
    assert written(told)[2:] == [(READER, "changed", A), WITHDRAWN]


# shown


@pytest.mark.server
def test_documents_revisions_and_trace_show_it(told: Settings) -> None:
    canonical = rows(told, Document)[0].canonical

    def shown() -> tuple[object, object, dict[str, str]]:
        with store.sessions(told.database)() as session:
            [document] = listing.documents(session, None, 9)
            [revision] = listing.revisions(session, canonical)
            return (
                document["withdrawn"],
                revision["withdrawn"],
                dict(listing.trace(session, A, canonical)),
            )

    assert shown()[:2] == (None, None)
    gone(told, 1)
    assert shown()[2]["gone"] == "2023-05-05 09:00; withdrawn once a second look says so"
    gone(told, 3)
    *moments, steps = shown()
    assert moments == [after(3), after(3)]
    assert steps["withdrawn"].startswith(
        "2023-05-05 11:00 gone since 2023-05-05 09:00, HTTP 404, "
    )
    back(told, 27)
    *moments, steps = shown()
    assert moments == [None, None]
    assert steps["restored"] == "2023-05-06 11:00 served again after a withdrawal"


@pytest.mark.server
def test_the_ledger_adds_up(told: Settings) -> None:
    gone(told, 1, 3)
    written(told)
    back(told, 27)
    written(told)
    stages.send(told)
    with store.sessions(told.database)() as session:
        found = ledger.entries(tally.counts(session))
    assert ledger.unexplained(found) == []
    [entry] = [one for one in found if (one.stage, one.language) == ("told", "en")]
    assert entry.left == 3


# pure


@pytest.mark.parametrize("pace", [1.0, 0.05])
def test_times_run_as_fast_as_the_tick_in_a_replay(pace: float) -> None:
    document = Document(gone_at=START, withdrawn_at=None)
    due = withdrawal.next_search(document, A, START, retry=LATE, pace=pace)
    assert due is not None
    assert 1 <= (due - START) / (withdrawal.APART * pace) <= 1 + SPREAD


@pytest.mark.parametrize(
    ("is_withdrawn", "last", "kind"),
    [
        (True, "new", "withdrawn"),
        (True, "changed", "withdrawn"),
        (True, "withdrawn", None),
        (True, "correction", "withdrawn"),
        (False, "withdrawn", "correction"),
        (False, "new", None),
        (False, "correction", None),
    ],
)
def test_what_is_told_depends_on_what_was_told_last(
    last: Kind, kind: Kind | None, *, is_withdrawn: bool
) -> None:
    document = Document(withdrawn_at=START if is_withdrawn else None)
    assert withdrawal.kind_of(document, Line(kind=last)) == kind
