"""When a reader's next mail goes: every slot of a year, once, at the reader's own hour."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from pipeline.subscriptions.preferences import Preferences
from pipeline.subscriptions.schedule import last_slot, slot

HOME = "Asia/Yerevan"
YEAR = timedelta(days=366)
ZONES = ("Asia/Tehran", "America/Los_Angeles", "Asia/Yerevan", "Europe/Paris", "UTC",
         "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu")  # fmt: skip


def at(*when: int, zone: str = "UTC") -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc,arg-type]


def slots(one: Preferences, begin: datetime, end: datetime) -> list[datetime]:
    """Return the slots of what is found between two moments, looked at every twenty minutes."""
    found: list[datetime] = []
    now = begin
    while now < end:
        following = slot(one, now)
        assert following is not None
        assert following > now
        if following not in found[-1:]:
            found.append(following)
        now += timedelta(minutes=20)
    return found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 2, 8, 23])
@pytest.mark.parametrize("year", [2021, 2026])  # Tehran changed its clocks until 2022
def test_a_daily_mail_comes_on_every_day_of_a_year_once(zone: str, hour: int, year: int) -> None:
    one = Preferences(rhythm="daily", hour=hour, zone=zone)
    begin = at(year, 1, 1, 12, zone=zone)
    found = slots(one, begin, begin + YEAR)
    local = [moment.astimezone(ZoneInfo(zone)) for moment in found]
    days = [moment.date() for moment in local]
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) in {366, 367}
    odd = [moment for moment in local if (moment.hour, moment.minute) != (hour, 0)]
    assert len(odd) <= 1  # where the clock skips the hour, right after
    assert all(moment.hour == hour + 1 or moment.minute for moment in odd)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("weekday", [0, 6])
def test_a_weekly_mail_comes_on_its_day_every_week_of_a_year(zone: str, weekday: int) -> None:
    one = Preferences(rhythm="weekly", hour=2, weekday=weekday, zone=zone)
    begin = at(2026, 1, 1, 12, zone=zone)
    local = [m.astimezone(ZoneInfo(zone)) for m in slots(one, begin, begin + YEAR)]
    assert {moment.weekday() for moment in local} == {weekday}
    days = [moment.date() for moment in local]
    assert days == [days[0] + timedelta(weeks=number) for number in range(len(days))]
    assert len(days) in {52, 53}


@pytest.mark.parametrize("rhythm", ["daily", "weekly"])
@pytest.mark.parametrize("zone", ZONES)
def test_the_last_slot_is_the_one_before_the_next(rhythm: str, zone: str) -> None:
    one = Preferences(rhythm=rhythm, hour=3, weekday=2, zone=zone)  # type: ignore[arg-type]
    begin = at(2026, 3, 1)
    every = slots(one, begin, begin + timedelta(days=60))
    for before, after in pairwise(every):
        assert last_slot(one, before) == before
        assert last_slot(one, after - timedelta(seconds=1)) == before


def test_who_is_told_at_once_is() -> None:
    assert slot(Preferences(), at(2026, 5, 1, 3)) is None
    assert last_slot(Preferences(), at(2026, 5, 1, 3)) is None


def test_an_hourly_mail_comes_at_the_full_hour() -> None:
    one = Preferences(rhythm="hourly")
    assert slot(one, at(2026, 5, 1, 3, 0)) == at(2026, 5, 1, 4)
    assert slot(one, at(2026, 5, 1, 3, 59)) == at(2026, 5, 1, 4)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        ((22, 7), at(2026, 5, 1, 21, 59, zone=HOME), None),
        ((22, 7), at(2026, 5, 1, 22, zone=HOME), at(2026, 5, 2, 7, zone=HOME)),
        ((22, 7), at(2026, 5, 2, 6, 59, zone=HOME), at(2026, 5, 2, 7, zone=HOME)),
        ((22, 7), at(2026, 5, 2, 7, zone=HOME), None),
        ((9, 17), at(2026, 5, 1, 12, zone=HOME), at(2026, 5, 1, 17, zone=HOME)),
        ((9, 17), at(2026, 5, 1, 18, zone=HOME), None),
    ],
)  # fmt: skip
def test_quiet_hours_put_off_what_is_told_at_once(
    quiet: tuple[int, int], now: datetime, until: datetime | None
) -> None:
    start, end = quiet
    one = Preferences(zone=HOME, quiet_from=start, quiet_until=end)
    assert slot(one, now) == until


def test_quiet_hours_put_off_an_hourly_mail_and_not_the_hour_a_reader_chose() -> None:
    quiet = {"quiet_from": 22, "quiet_until": 7}
    hourly = Preferences(rhythm="hourly", **quiet)  # type: ignore[arg-type]
    assert slot(hourly, at(2026, 5, 1, 21, 30)) == at(2026, 5, 2, 7)
    daily = Preferences(rhythm="daily", hour=23, **quiet)  # type: ignore[arg-type]
    assert slot(daily, at(2026, 5, 1, 21, 30)) == at(2026, 5, 1, 23)
