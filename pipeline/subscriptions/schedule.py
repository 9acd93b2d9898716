"""When a reader's next mail goes: their rhythm, in their zone, around their quiet hours. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.subscriptions.preferences import Preferences

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def slot(one: Preferences, now: datetime) -> datetime | None:
    """Return the moment after now of the mail that what is found now goes into.

    None: at once, in a mail of its own. Quiet hours put off everything but a daily or weekly mail,
    whose hour the reader chose.
    """
    if one.rhythm == "daily":
        return _next(one, now, days=1)
    if one.rhythm == "weekly":
        return _next(one, now, days=7)
    if one.rhythm == "hourly":
        full = _full_hour(now, one.zone)
        return _after_quiet(one, full) or full
    return _after_quiet(one, now)


def last_slot(one: Preferences, now: datetime) -> datetime | None:
    """Return the latest moment up to now of a daily or weekly mail; None: no such rhythm."""
    if one.rhythm not in {"daily", "weekly"}:
        return None
    days = 1 if one.rhythm == "daily" else 7
    following = _next(one, now, days=days).astimezone(ZoneInfo(one.zone)).date()
    return _at(one, following - days * _DAY)


def _next(one: Preferences, now: datetime, *, days: int) -> datetime:
    """Return the first moment after now of the reader's hour, of their weekday where 7 days."""
    day = now.astimezone(ZoneInfo(one.zone)).date()
    if days > 1:
        day += ((one.weekday - day.weekday()) % 7) * _DAY
    while (at := _at(one, day)) <= now:
        day += days * _DAY
    return at


def _at(one: Preferences, day: date) -> datetime:
    """Return the reader's hour of a day."""
    return _moment(day, one.hour, one.zone)


def _moment(day: date, hour: int, zone: str) -> datetime:
    """Return when a clock first shows an hour of a day, in UTC; where it skips it, right after."""
    local = datetime.combine(day, time(hour), ZoneInfo(zone))  # fold 0: the first of two
    return local.astimezone(UTC)


def _full_hour(now: datetime, zone: str) -> datetime:
    """Return the next full hour on a zone's clock, which may be a half or a quarter in UTC."""
    local = now.astimezone(ZoneInfo(zone))
    return now.astimezone(UTC) - (local - local.replace(minute=0, second=0, microsecond=0)) + _HOUR


def _after_quiet(one: Preferences, now: datetime) -> datetime | None:
    """Return when the quiet hours end that a moment lies in; None: it lies in none."""
    if one.quiet_from is None or one.quiet_until is None:
        return None
    local = now.astimezone(ZoneInfo(one.zone))
    hour, start, end = local.hour, one.quiet_from, one.quiet_until
    is_quiet = start <= hour < end if start < end else hour >= start or hour < end
    if not is_quiet:
        return None
    day = local.date() + (_DAY if hour >= end else timedelta())
    return _moment(day, end, one.zone)
