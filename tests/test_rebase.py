"""Kept pages read again: what is ours is said before it is written, and nobody is told."""

from datetime import UTC, datetime

import pytest
from visits import READER, START, TALKS, Visit, address, clean, rows, stored, subscribe, whole

from pipeline import stages, store
from pipeline.revisions import rebase
from pipeline.revisions.rebase import Rereading
from pipeline.settings import Settings
from pipeline.tables import Document, Flag, Line, Revision

pytestmark = pytest.mark.server

A, B = address(1), address(2)
PLAIN = TALKS["en"]
FURNISHED = f"{PLAIN}\n\nShare this on every network"
EDITED = FURNISHED.replace("must be", "will be")


def read_again(
    house: Settings, *, applied: bool = False, since: datetime | None = None
) -> list[Rereading]:
    with store.sessions(house.database).begin() as session:
        found = list(rebase.rereadings(session, house.archive, "am_mfa", clean, since))
        for one in found:
            if applied and one.changed:
                rebase.apply(session, one, START)
        session.flush()
        session.expunge_all()
    return found


@pytest.fixture
def told(house: Settings) -> Settings:
    """Return a house with a text in two revisions, read with its furniture, and told."""
    subscribe(house, READER)
    for hours, page in ((0, FURNISHED), (1, EDITED), (2, EDITED)):
        with Visit(house, mode="announce", hours=hours) as visit:
            visit.reads(A, page, by=whole)
        stored(house, whole)
        stages.join_statements(house)
        stages.raise_flags(house)
        stages.write_lines(house)
    return house


def test_what_would_change_is_said_and_nothing_is_written(told: Settings) -> None:
    before = rows(told, Revision)
    found = read_again(told)
    assert [(one.revision.number, one.changed) for one in found] == [
        (1, ("text",)),
        (2, ("text",)),
    ]
    assert [one.body for one in rows(told, Revision)] == [one.body for one in before]


def test_written_down_every_revision_stays_the_one_it_was_and_nobody_is_told(
    told: Settings,
) -> None:
    lines = len(rows(told, Line))
    read_again(told, applied=True)
    first, second = rows(told, Revision)
    assert (first.number, second.number) == (1, 2)
    assert f"{first.title}\n\n{first.body}" == PLAIN
    assert "Share" not in second.body
    assert first.rebased_at == second.rebased_at == START
    assert first.flagged_by is second.quoted_by is None
    assert rows(told, Flag) == []
    stages.raise_flags(told)
    stages.write_lines(told)
    assert len(rows(told, Line)) == lines
    assert not any(one.changed for one in read_again(told))


def test_only_what_was_seen_since_is_read(told: Settings) -> None:
    since = START.replace(minute=30)
    assert [one.revision.number for one in read_again(told, since=since)] == [2]


def test_a_page_that_gives_the_text_no_more_is_named_and_stays(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, PLAIN)
        visit.reads(B, PLAIN.replace("Washington", "Arlington"))
    stored(house)
    for path in house.archive.rglob("*.warc*"):
        path.write_bytes(b"")
    found = read_again(house, applied=True)
    assert {one.document.address for one in found} == {A, B}
    assert all(one.item is None and "does not hold the page" in (one.why or "") for one in found)
    assert all(one.body for one in rows(house, Revision))


def test_a_moment_read_otherwise_is_the_documents(house: Settings) -> None:
    with Visit(house) as visit:
        visit.reads(A, PLAIN)
    stored(house)
    with store.sessions(house.database).begin() as session:
        session.get_one(Document, 1).published_at = datetime(2001, 11, 20, tzinfo=UTC)
    [found] = read_again(house, applied=True)
    assert found.changed == ("moment",)
    [kept] = rows(house, Document)
    assert kept.published_at is None
