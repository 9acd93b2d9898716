"""Three lines to one reader within five minutes are one mail; two are not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from test_delivery import Box, messages, sent, time_passes
from visits import OTHER, READER, TALKS, Visit, address, crawled, rows, stored, subscribe

from pipeline import delivery, line, stages, store
from pipeline.settings import Settings
from pipeline.silence import health
from pipeline.tables import Delivery, Line

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.server


def happens(house: Settings, *numbers: int, at: datetime) -> None:
    """Let acts of speech be published and their lines be written at a moment."""
    with Visit(house, hours=numbers[0], mode="announce") as visit:
        for number in numbers:
            words = f"{TALKS['en']} It was round {number} of {number * 7} in room {number * 13}."
            visit.reads(address(number), words)
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
    with store.sessions(house.database).begin() as session:
        line.run(session, line.BATCH, at)


def lines_by_message(house: Settings) -> list[int]:
    told = [one.delivery_id for one in rows(house, Line) if one.role == "lead"]
    return sorted(told.count(one) for one in set(told))


@pytest.fixture
def reader(house: Settings) -> Settings:
    subscribe(house)
    return house


@pytest.mark.parametrize(
    ("number", "expected"), [(1, [1]), (2, [1, 1]), (3, [3]), (6, [6])], ids=str
)
def test_what_comes_together_is_one_mail_from_the_third_on(
    reader: Settings, number: int, expected: list[int]
) -> None:
    happens(reader, *range(1, number + 1), at=datetime.now(UTC))
    assert lines_by_message(reader) == expected
    box = Box()
    assert sent(reader, box)["sent"] == len(expected)
    shown = "\n".join(one.get_body(("plain",)).get_content() for one in box.taken)
    for one in range(1, number + 1):
        assert re.search(rf"{re.escape(address(one))}\b", shown)


def test_who_has_two_mails_already_gets_the_next_ones_together_five_minutes_after_the_first(
    reader: Settings,
) -> None:
    now = datetime.now(UTC) - MINUTE
    for number in (1, 2, 3, 4):
        happens(reader, number, at=now + number * MINUTE / 10)
        sent(reader, Box())
    assert lines_by_message(reader) == [1, 1, 2]
    third = messages(reader)[-1]
    assert (third.sent_at, third.due_at) == (None, now + MINUTE / 10 + 5 * MINUTE)
    time_passes(reader, due_at=5 * MINUTE)
    assert sent(reader, Box())["sent"] == 1


def test_what_comes_more_than_five_minutes_apart_stays_apart(reader: Settings) -> None:
    now = datetime.now(UTC)
    for number in (1, 2, 3):
        happens(reader, number, at=now - (9 - 3 * number) * MINUTE)
    assert lines_by_message(reader) == [1, 1, 1]


def test_what_a_sender_has_claimed_is_not_joined(reader: Settings) -> None:
    now = datetime.now(UTC)
    happens(reader, 1, 2, at=now)
    with store.sessions(reader.database).begin() as session:
        assert store.claim(session, now, now + delivery.LEASE)
    happens(reader, 3, at=now)
    assert lines_by_message(reader) == [1, 2]


def test_a_burst_is_of_one_reader(house: Settings) -> None:
    subscribe(house, READER)
    subscribe(house, OTHER)
    happens(house, 1, 2, at=datetime.now(UTC))
    assert lines_by_message(house) == [1, 1, 1, 1]


# leases that run out


def test_a_message_whose_sender_died_goes_after_all_others(reader: Settings) -> None:
    now = datetime.now(UTC)
    happens(reader, 1, 2, at=now)
    first, second = (one.id for one in messages(reader))
    claimed = []
    for minutes in (0, 6, 12, 18):
        at = now + minutes * MINUTE
        with store.sessions(reader.database).begin() as session:
            found = store.claim(session, at, at + delivery.LEASE)
            claimed.append((found.id, found.lapsed) if found else None)
    assert claimed == [(first, 0), (second, 0), (first, 1), (second, 1)]


def test_three_leases_that_ran_out_are_told_to_operators(reader: Settings) -> None:
    crawled(reader, (address(1), TALKS["en"]))
    stages.write_lines(reader)
    now = datetime.now(UTC)

    def stuck() -> list[str]:
        with store.sessions(reader.database)() as session:
            found = health.faults(health.look(reader, session, now, []))
        return [one.cause for one in found if one.subject == "mail"]

    for lapsed in (2, 3):
        assert stuck() == []
        with store.sessions(reader.database).begin() as session:
            session.execute(update(Delivery).values(lapsed=lapsed))
    [cause] = stuck()
    assert messages(reader)[0].key in cause
    assert sent(reader, Box())["sent"] == 1
    assert stuck() == []
