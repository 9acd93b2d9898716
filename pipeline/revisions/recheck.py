"""When a text that was read is looked at again. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

SPREAD = 0.25  # of an interval: how late a look at it is at most, that a burst does not stay one


def origin(
    published_at: datetime | None,
    precision: str | None,
    first_seen_at: datetime,
    longest: timedelta,
) -> datetime:
    """Return from when on the looks at a text are counted: publication, or else first sight.

    A publication counts that is known to the minute, lies before the first sight, and not so long
    before that even the last look, after the longest interval, would be over.
    """
    if published_at is None or precision != "minute":
        return first_seen_at
    is_plausible = first_seen_at - longest <= published_at <= first_seen_at
    return published_at if is_plausible else first_seen_at


def next_look(
    intervals: Sequence[timedelta], url: str, since: datetime, now: datetime
) -> datetime | None:
    """Return when an address is looked at again, counted from a moment; None when it is settled.

    Each of the intervals is longer by a share of SPREAD that only the address decides.
    """
    looks = (since + delayed(after, url) for after in sorted(intervals))
    return next((at for at in looks if at > now), None)


def delayed(interval: timedelta, url: str) -> timedelta:
    """Return an interval with the delay of an address."""
    share = int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big") / 2**32
    return interval * (1 + SPREAD * share)
