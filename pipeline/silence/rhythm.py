"""When a source is expected to say something new, learnt from when it did. Pure.

An *occasion* is a clock hour, in the source's own zone, in which something new came. From the
latest occasions we learn how many a weekday brings and how those of a day are spread over its
hours. That makes a clock of the source's own: it runs in busy hours, stands still at night and
over a weekend nobody works, and ticks once where one occasion is expected. On that clock gaps
follow a gamma distribution, whose shape says how regular the source is: 1 for chance, more for
a weekly briefing, less for bursts. A source is silent once a gap is longer than chance makes
one in `ONE_IN` months; or, where that would be late (see `limit`), as soon as it has missed
`CERTAIN` occasions.

Nothing after the last occasion is looked at: a silence must not teach us to expect less.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from statistics import NormalDist, fmean, pvariance
from zoneinfo import ZoneInfo

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ONE_IN = 30  # months of one source, for a false alarm by chance
CERTAIN = 4.5  # occasions missed; chance alone misses so many once in ninety gaps
RECENT = 8 * 7 * 24  # hours that show today's habits
ENOUGH = 40  # occasions; where RECENT holds fewer, we look further back
LONGEST = timedelta(days=400)  # never looked at beyond
FEWEST = 8  # occasions, of which nothing can be learnt
UNLEARNT = timedelta(days=14)  # of silence, where nothing was learnt yet
SOONEST = (24, 48)  # hours of silence, however regular: at least, and where pauses are long
FLAT = 0.05  # of a day's occasions, spread evenly over its hours: there is always a first time
_MONDAY = datetime(1970, 1, 5)  # noqa: DTZ001  local clocks are counted from here
_DAY, _WEEK = 24, 168  # hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a source says something new, and by when it should have again."""

    last: datetime  # aware; when something new came last
    expected_by: datetime  # aware; silent from then on
    a_week: float  # occasions; 0 where nothing was learnt yet
    usual_gap: timedelta  # 95th percentile; 0 where nothing was learnt yet

    def is_silent(self, now: datetime) -> bool:
        """Whether it should have said something by now."""
        return now >= self.expected_by


def rhythm(moments: Iterable[datetime], zone: str) -> Rhythm | None:
    """Return the rhythm of aware moments at which something new came; None when there is none."""
    kept = sorted(moments)
    if not kept:
        return None
    last, local = kept[-1], ZoneInfo(zone)
    year = sorted({_hour(one.astimezone(local)) for one in kept if last - one < LONGEST})
    if len(year) < FEWEST or year[-1] - year[0] < UNLEARNT / HOUR:
        gap = max((b - a for a, b in pairwise(year)), default=0) * HOUR
        until = last + max(UNLEARNT, 2 * gap)
        return Rhythm(last=last, expected_by=until, a_week=0, usual_gap=timedelta(0))
    usual = gap_of(year, 95)
    clock = _Clock(year[min(bisect_left(year, year[-1] - RECENT), max(0, len(year) - ENOUGH)) :])
    expected = (_MONDAY + _until(year, clock, usual) * HOUR).replace(tzinfo=local)
    pause = max(SOONEST[0], min(SOONEST[1], 1.5 * gap_of(year, 99))) * HOUR
    return Rhythm(
        last=last,
        expected_by=max(expected.astimezone(UTC), last + pause),
        a_week=clock.week,
        usual_gap=usual * HOUR,
    )


def gap_of(hours: Sequence[int], percentile: int) -> int:
    """Return a percentile of the gaps between occasions, in hours."""
    gaps = sorted(b - a for a, b in pairwise(hours))
    return gaps[len(gaps) * percentile // 100]


def limit(usual_gap: timedelta) -> timedelta:
    """Return within which time operators are to learn of a silence, by the usual gap."""
    return max(2 * usual_gap, 2 * DAY)


def _hour(local: datetime) -> int:
    """Return the number of an hour of the local clock."""
    return (local.replace(tzinfo=None) - _MONDAY) // HOUR


class _Clock:
    """Ticks once where one occasion is expected."""

    def __init__(self, hours: Sequence[int]) -> None:
        shares = _shares_of_hours(hours)
        expected = [day * share for day in _of_weekdays(hours) for share in shares]
        self.until = [0.0, *accumulate(expected)]  # ticks from Monday to an hour of the week
        self.week = self.until[-1]
        self.gaps = [self.at(b) - self.at(a) for a, b in pairwise(hours)]

    def at(self, hour: int) -> float:
        """Return what it shows when an hour begins."""
        return hour // _WEEK * self.week + self.until[hour % _WEEK]

    def hour_at(self, shown: float) -> int:
        """Return the first hour at whose beginning it shows so much."""
        weeks = int(shown // self.week)
        return weeks * _WEEK + bisect_left(self.until, shown - weeks * self.week)

    @property
    def by_chance(self) -> float:
        """What one gap in ONE_IN months is longer than, in ticks."""
        mean = fmean(self.gaps)
        shape = min(mean**2 / max(pvariance(self.gaps), 1e-6), 100.0)
        return mean * _gamma(shape, 1 / (ONE_IN * max(self.week * 30 / 7, 1.0)))


def _until(year: Sequence[int], clock: _Clock, usual: int) -> int:
    """Return the hour from which a source is silent, by its own clock."""
    last = clock.at(year[-1])
    allowed = limit(usual * HOUR) // HOUR
    patience = min(clock.by_chance, clock.week * allowed / _WEEK)
    late = max(year[-1] + allowed, clock.hour_at(last + min(patience, CERTAIN)))
    return min(clock.hour_at(last + patience), late)


def _of_weekdays(hours: Sequence[int]) -> list[float]:
    """Return how many occasions each weekday brings, Monday first.

    Each is given one more day, with what an average day brings: few days prove little.
    """
    days = [hour // _DAY for hour in hours]
    span = range(days[0], days[-1] + 1)
    seen = [sum(day % 7 == weekday for day in days) for weekday in range(7)]
    of = [len(range(days[0] + (one - days[0]) % 7, span.stop, 7)) for one in range(7)]
    average = len(hours) / len(span)
    return [(one + average) / (number + 1) for one, number in zip(seen, of, strict=True)]


def _shares_of_hours(hours: Sequence[int]) -> list[float]:
    """Return which part of a day's occasions each hour brings, its neighbours' halved."""
    seen = [0.0] * _DAY
    for hour in hours:
        for beside, weight in ((-1, 0.25), (0, 0.5), (1, 0.25)):
            seen[(hour + beside) % _DAY] += weight / len(hours)
    return [(1 - FLAT) * one + FLAT / _DAY for one in seen]


def _gamma(shape: float, tail: float) -> float:
    """Return what a gamma variable of mean 1 exceeds so probably (Wilson and Hilferty)."""
    spread = 1 / (9 * shape)
    return float(max(0.0, 1 - spread + NormalDist().inv_cdf(1 - tail) * spread**0.5) ** 3)
