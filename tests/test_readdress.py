"""Documents whose canonical address is another by today's rules: brought up to date, or merged."""

from datetime import UTC, datetime

import pytest
from called import called
from test_supersession import EDITED, read, told
from visits import READER, TALKS, Visit, address, after, clean, crawled, rows, stored, subscribe

from pipeline import ledger, reading, stages, store
from pipeline.revisions import readdress
from pipeline.revisions.readdress import Readdressed
from pipeline.settings import Settings
from pipeline.store import listing, tally, withholding
from pipeline.tables import (
    Address,
    Band,
    Base,
    Carriage,
    Document,
    Line,
    Merged,
    Revision,
    Searched,
    Statement,
    Tie,
)
from runtime.commands import readdress as commands

pytestmark = pytest.mark.server

PAGE, OTHER = address(1), address(2)
PRINTED = f"{PAGE}?print=1"  # by today's rules the same address
TODAY = PAGE.replace("www.", "")
YESTERDAY = f"{TODAY}?print=1"
NOW = datetime(2023, 6, 1, tzinfo=UTC)


def age(house: Settings, number: int, place: str) -> None:
    """Let a document have the canonical address that the rules of another day gave it."""
    with store.sessions(house.database).begin() as session:
        session.get_one(Document, number).canonical = place


def readdressed(house: Settings, monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    """Return what `veille readdress` says of the source."""
    monkeypatch.setattr(commands, "opened", lambda: house)
    ran = called("readdress", "am_mfa", *options)
    assert ran.exception is None
    return ran.output


def applied(house: Settings) -> list[Readdressed]:
    with store.sessions(house.database).begin() as session:
        found = readdress.readdressed(session, "am_mfa")
        readdress.apply(session, found, NOW)
    return found


def places(house: Settings) -> dict[int, str]:
    return {one.id: one.canonical for one in rows(house, Document)}


@pytest.fixture
def twice(house: Settings) -> Settings:
    """Return a house where one page became two documents, each told, the second edited."""
    subscribe(house)
    for url, page, hours in (
        (PAGE, TALKS["en"], 0),
        (PRINTED, TALKS["en"], 1),
        (PRINTED, EDITED, 3),
        (PRINTED, EDITED, 5),  # an edit is believed at its second fetch
    ):
        if hours == 1:
            age(house, 1, YESTERDAY)
        read(house, url, hours, page)
        told(house, hours + 1)  # it waits for the other address, and not for long
    stages.make_searchable(house)
    return house


def test_nothing_is_written_before_it_is_wanted(
    twice: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = places(twice)
    assert before == {1: YESTERDAY, 2: TODAY}
    told_first = readdressed(twice, monkeypatch)
    assert f"{YESTERDAY}, {TODAY} -> {TODAY}" in told_first
    assert places(twice) == before


def test_two_that_are_one_become_the_first_with_all_that_was_said(
    twice: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [(one.kind, one.delivery_id) for one in rows(twice, Line)]
    said = [(one.id, one.fingerprint) for one in rows(twice, Revision)]
    readdressed(twice, monkeypatch, "--apply")
    assert places(twice) == {1: TODAY}
    [document] = rows(twice, Document)
    assert document.address == PRINTED  # where it was seen last
    assert (document.first_seen_at, document.last_seen_at) == (after(0), after(5))
    found = rows(twice, Revision)
    assert [(one.id, one.fingerprint) for one in found] == said
    assert [(one.document_id, one.number) for one in found] == [(1, 1), (1, 2), (1, 3)]
    assert all(one.confirmed_at for one in found[1:])
    assert [kind for kind, _ in lines] == ["new", "new", "changed"]
    assert [(one.kind, one.delivery_id) for one in rows(twice, Line)] == lines
    assert {one.document_id for one in rows(twice, Line)} == {1}
    assert {one.document_id for one in rows(twice, Address)} == {1}
    assert {one.document_id for one in rows(twice, Band)} == {1}
    assert rows(twice, Tie) == []
    [merged] = rows(twice, Merged)
    assert (merged.document_id, merged.into_id, merged.canonical) == (2, 1, TODAY)


def test_one_act_of_speech_stays_one(twice: Settings) -> None:
    applied(twice)
    assert len({one.statement_id for one in rows(twice, Carriage)}) == 1
    standing = [one for one in rows(twice, Statement) if one.merged_into is None]
    assert len(standing) == 1


def test_nobody_is_told_again_and_a_later_edit_is_told_once(twice: Settings) -> None:
    before = len(rows(twice, Line))
    applied(twice)
    read(twice, PAGE, 7, EDITED)
    assert len(told(twice, 8)) == before
    assert places(twice) == {1: TODAY}
    for hours in (9, 11):
        read(twice, PAGE, hours, EDITED.replace("must be", "will not be"))
        lines = told(twice, hours + 1)
    assert lines[before:] == [(READER, "changed", PRINTED)]


def test_what_it_says_now_is_searched(twice: Settings) -> None:
    applied(twice)
    stages.make_searchable(twice)
    [one] = rows(twice, Searched)
    assert (one.document_id, one.revision_id) == (1, rows(twice, Revision)[-1].id)


def test_the_books_are_even_and_every_number_can_be_traced(twice: Settings) -> None:
    applied(twice)
    with store.sessions(twice.database)() as session:
        assert ledger.unexplained(ledger.entries(tally.counts(session))) == []
        steps = list(listing.trace(session, PAGE, TODAY))
        found = reading.document_at(session, 2)
    assert found is not None
    assert found.id == 1
    assert ("merged", f"2023-06-01 00:00 document 2 at {PRINTED}, {TODAY} then") in steps


def test_whatever_refers_to_a_document_is_known_here() -> None:
    """A column that is new here is to be moved by store.merging, or left with a reason."""
    columns = (column for table in Base.metadata.tables.values() for column in table.columns)
    refer = {
        f"{column.table.name}.{column.name}"
        for column in columns
        if any(key.target_fullname == "document.id" for key in column.foreign_keys)
    }
    assert refer == {
        *("address.document_id", "carriage.document_id", "document.awaits_id"),
        *("line.document_id", "merged.into_id", "parted.document_id", "revision.document_id"),
        *("searched.document_id", "tie.document_id", "tie.earlier_id", "withholding.document_id"),
    }


def test_twice_changes_nothing(twice: Settings) -> None:
    assert len(applied(twice)) == 1
    assert applied(twice) == []


def test_alone_it_only_moves_and_a_page_seen_again_is_no_second_document(
    house: Settings,
) -> None:
    crawled(house, (PAGE, TALKS["en"]))
    age(house, 1, YESTERDAY)
    [found] = applied(house)
    assert (found.canonical, len(found.documents)) == (TODAY, 1)
    crawled(house, (PAGE, TALKS["en"]), hours=1)
    assert places(house) == {1: TODAY}
    assert rows(house, Merged) == []


def test_addresses_may_change_hands(house: Settings) -> None:
    crawled(house, (PAGE, TALKS["en"]), (OTHER, TALKS["fr"]))
    right = places(house)
    for number, place in ((1, "nobody"), (2, right[1]), (1, right[2])):
        age(house, number, place)
    applied(house)
    assert places(house) == right


def test_those_of_two_languages_stay_two(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(PAGE, TALKS["en"])
    stored(house, clean)
    age(house, 1, YESTERDAY)
    with Visit(house, hours=1) as visit:
        visit.reads(PRINTED, TALKS["fr"])
    stored(house, clean)
    [found] = applied(house)
    assert found.why_left == "they are of several languages: en, fr"
    assert places(house) == {1: YESTERDAY, 2: TODAY}


def test_what_is_withheld_stays_as_it_is(twice: Settings) -> None:
    with store.sessions(twice.database).begin() as session:
        withholding.withhold(session, session.get_one(Document, 1), "asked for", NOW)
    [found] = applied(twice)
    assert "withheld" in (found.why_left or "")
    assert places(twice) == {1: YESTERDAY, 2: TODAY}
