"""Rhythms: learnt from when something new came; a silence is told in time, and seldom in vain."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pipeline.silence.rhythm import DAY, HOUR, Rhythm, rhythm
from runtime.bench.silence import BEGIN, MADE, YEAR, Made, judged, texts

MONDAY = datetime(2023, 1, 2, tzinfo=UTC)


def known(moments: list[datetime], zone: str = "UTC") -> Rhythm:
    found = rhythm(moments, zone)
    assert found is not None
    return found


def every(days: float, count: int, start: datetime = MONDAY) -> list[datetime]:
    return [start + number * days * DAY for number in range(count)]


def workdays(zone: str, hours: range, weeks: int = 12) -> Iterator[datetime]:
    """Yield something new in every one of some hours of every workday."""
    for day in range(weeks * 7):
        if day % 7 < 5:
            local = (MONDAY + day * DAY).replace(tzinfo=ZoneInfo(zone))
            yield from ((local + hour * HOUR).astimezone(UTC) for hour in hours)


def test_of_a_source_that_never_said_anything_nothing_is_known() -> None:
    assert rhythm([], "UTC") is None


@pytest.mark.parametrize(
    "moments",
    [every(1, 1), every(1, 7), every(1 / 24, 200)],
    ids=["one text", "seven texts", "a week's backlog"],
)
def test_two_weeks_are_waited_where_nothing_can_be_learnt_yet(moments: list[datetime]) -> None:
    found = known(moments)
    assert (found.a_week, found.usual_gap) == (0, timedelta(0))
    assert found.expected_by == found.last + timedelta(days=14)


def test_a_rare_source_is_waited_for_twice_its_longest_gap() -> None:
    found = known(every(30, 4))
    assert found.expected_by == found.last + timedelta(days=60)


def test_an_appointment_is_missed_once_and_not_twice() -> None:
    thursdays = every(7, 30, MONDAY + 3 * DAY + 12 * HOUR)
    found = known(thursdays)
    assert found.a_week == pytest.approx(1, abs=0.05)
    assert found.usual_gap == 7 * DAY
    assert 7 * DAY < found.expected_by - found.last < 14 * DAY + HOUR


def test_a_clock_of_its_own_stands_still_at_night_and_over_a_weekend() -> None:
    moments = list(workdays("Asia/Yerevan", range(9, 18)))
    friday = known(moments)
    assert friday.last.weekday() == 4
    due = friday.expected_by.astimezone(ZoneInfo("Asia/Yerevan"))
    assert (due.weekday(), due.hour in range(9, 18)) == (0, True)
    tuesday = known([one for one in moments if one < friday.last - 2 * DAY])
    assert tuesday.expected_by - tuesday.last < friday.expected_by - friday.last


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Paris", "Asia/Baku"])
def test_hours_are_those_of_the_source_in_summer_and_winter(zone: str) -> None:
    found = known(list(workdays(zone, range(9, 18), weeks=40)), zone)
    due = found.expected_by.astimezone(ZoneInfo(zone))
    assert due.hour in range(9, 18)


def test_what_came_twice_within_an_hour_is_one_occasion() -> None:
    moments = every(1, 60)
    twins = [one + minutes * timedelta(minutes=1) for one in moments for minutes in range(3)]
    assert known(twins).a_week == known(moments).a_week == pytest.approx(7, abs=0.2)


def test_a_silence_teaches_nothing() -> None:
    found = known(every(1, 60))
    for later in (DAY, 10 * DAY, 300 * DAY):
        assert known(every(1, 60)).is_silent(found.last + later) == (
            found.last + later >= found.expected_by
        )
    assert found.is_silent(found.expected_by)
    assert not found.is_silent(found.expected_by - timedelta(seconds=1))


def test_the_order_in_which_moments_are_given_does_not_matter() -> None:
    moments = every(0.7, 80)
    assert known(moments[::-1]) == known(moments)


def test_habits_of_long_ago_are_forgotten() -> None:
    busy, calm = every(0.05, 2000), every(2, 60, MONDAY + 120 * DAY)
    assert known(busy + calm).a_week == pytest.approx(3.5, abs=0.2)


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_a_generated_source_publishes_as_it_is_told(made: Made) -> None:
    moments = sorted(texts(made, random.Random(1)))  # noqa: S311  no secret
    year = [one for one in moments if one < BEGIN + YEAR]
    assert all(one.tzinfo for one in year)
    if not made.by_appointment and not made.holidays:
        expected = made.a_day * sum(made.days) / 7 * 365
        assert len(year) == pytest.approx(expected, rel=0.35)


def test_operators_learn_of_a_freeze_in_time_and_are_seldom_alarmed_in_vain() -> None:
    found = [judged(made, seed=5, freezes=8) for made in MADE if made.a_day < 100]
    frozen = [one for source in found for one in source.frozen]
    late = [one for one in frozen if one.from_missed > one.allowed]
    assert len(late) <= len(frozen) * 0.02
    assert all(one.from_missed <= 1.25 * one.allowed for one in late)
    for source in found:
        assert sum(source.false_alarms) <= len(source.false_alarms)
    months = [number for source in found for number in source.false_alarms]
    assert sum(number > 1 for number in months) <= len(months) * 0.02
