"""The database: what is no address of one, and what is asked of it where no stage asks."""

import traceback

import pytest
from visits import OTHER, READER, START, TALKS, Visit, address, after, rows, stored, subscribe

from pipeline import store
from pipeline.errors import DatabaseError
from pipeline.settings import Settings
from pipeline.tables import Address, Revision, Subscriber, Subscription


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://reader:hush@127.0.0.1:hush/veille",
        "postgresql+psycopg://reader:hush@[::1/veille",
        "hush",
    ],
)
def test_what_is_no_address_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(DatabaseError, match="VEILLE_DATABASE is no database address") as refused:
        store.engine(url)
    assert "hush" not in "".join(traceback.format_exception_only(refused.value))
    assert refused.value.__cause__ is None


def test_without_an_address_it_is_said_how_to_come_to_one() -> None:
    with pytest.raises(DatabaseError, match="set VEILLE_DATABASE, or start with `veille up`"):
        store.sessions(None)


@pytest.mark.server
def test_a_process_has_one_engine_for_a_database(house: Settings) -> None:
    assert store.sessions(house.database).kw["bind"] is store.engine(str(house.database))


@pytest.mark.server
def test_work_that_another_holds_is_skipped_not_waited_for(house: Settings) -> None:
    with Visit(house) as visit:
        for number in (1, 2, 3):
            visit.reads(address(number), TALKS["en"])
    stored(house)
    first, second, third = (one.id for one in rows(house, Revision))
    sessions = store.sessions(house.database)
    with sessions.begin() as one, sessions.begin() as other:
        held = store.to_do(one, Revision.flagged_by, limit=2)
        free = store.to_do(other, Revision.flagged_by, limit=3)
        assert [revision.id for revision, _, _ in held] == [first, second]
        assert [revision.id for revision, _, _ in free] == [third]
        assert (
            store.to_do(other, Revision.flagged_by, Revision.stated_by.is_not(None), limit=3) == []
        )


@pytest.mark.server
def test_a_known_address_keeps_its_state_when_it_is_listed_again(house: Settings) -> None:
    with Visit(house) as visit:
        visit.loses(address(1))
    with Visit(house, hours=1) as visit:
        visit.lists(address(1))
    stored(house)
    [found] = rows(house, Address)
    assert (found.seen_at, found.attempts, found.reason) == (START, 1, "http_500")


@pytest.mark.server
def test_a_subscriber_keeps_the_day_they_came_whatever_else_they_ask_for(house: Settings) -> None:
    subscribe(house, READER, since=after(1))
    subscribe(house, READER, since=after(2), dossier="caucasus", grade="core")
    subscribe(house, OTHER, since=after(3))
    assert [(one.address, one.since) for one in rows(house, Subscriber)] == [
        (READER, after(1)),
        (OTHER, after(3)),
    ]
    assert [(one.dossier, one.grade) for one in rows(house, Subscription)] == [
        ("karabakh", "mention"),
        ("caucasus", "core"),
        ("karabakh", "mention"),
    ]
