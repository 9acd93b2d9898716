"""Sources that publish by a rhythm of our making, frozen on random days: when we learn of it.

The generator shares nothing with `pipeline.silence.rhythm`: an intensity for each hour, by which
texts come by chance (or by appointment), two years of it; the second is judged hour by hour, as
the DAG `health` does.
"""

import random
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from pipeline.silence.rhythm import DAY, HOUR, SOONEST, Rhythm, limit, rhythm

BEGIN, YEAR = datetime(2022, 1, 3, tzinfo=UTC), timedelta(days=365)
EVEN = (1.0,) * 7
WORKDAYS = (1.0,) * 5 + (0.0, 0.0)
ARMENIA = ((1, 1, 6), (1, 28, 1), (3, 8, 1), (4, 24, 1), (5, 1, 1), (5, 9, 1), (5, 28, 1),
           (7, 5, 1), (9, 21, 1))  # fmt: skip  # month, day, how many days
AZERBAIJAN = ((1, 1, 2), (3, 8, 1), (3, 20, 5), (4, 21, 2), (5, 9, 1), (5, 28, 1), (6, 15, 1),
              (6, 28, 2), (11, 8, 2), (12, 31, 1))  # fmt: skip
RUSSIA = ((1, 1, 8), (2, 23, 1), (3, 8, 1), (5, 1, 2), (5, 9, 1), (6, 12, 1), (11, 4, 1))
AMERICA = ((1, 1, 1), (7, 4, 1), (11, 24, 2), (12, 24, 2))
FRANCE = ((1, 1, 1), (5, 1, 1), (5, 8, 1), (7, 14, 1), (8, 1, 21), (12, 24, 8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How a source of our making publishes."""

    name: str
    zone: str
    a_day: float  # texts on an ordinary day, before `batch`
    hours: tuple[float, float] = (0, 24)  # local; evenly between, nothing outside
    days: tuple[float, ...] = EVEN  # Monday first, parts of `a_day`
    holidays: tuple[tuple[int, int, int], ...] = ()
    on_holidays: float = 0.0  # part of `a_day`
    batch: float = 1.0  # texts at once, on average
    mood: float = 0.3  # how much one day differs from the next: sigma of a log-normal
    by_appointment: bool = False  # one at hours[0] of each day of `days`, give or take
    skipped: float = 0.0  # part of the appointments that are not kept
    breaks: tuple[tuple[int, int, int], ...] = ()  # of appointments


MADE = (
    Made(name="agency, day and night", zone="Europe/Moscow", a_day=100),
    Made(name="daily, 40 a day", zone="Asia/Yerevan", a_day=40, hours=(8, 24),
         days=(1, 1, 1, 1, 1, 0.5, 0.4), holidays=ARMENIA, on_holidays=0.2),
    Made(name="outlet, 12 a day", zone="Asia/Tbilisi", a_day=12, hours=(9, 21),
         days=(1, 1, 1, 1, 1, 0.3, 0.3), holidays=ARMENIA, on_holidays=0.1),
    Made(name="outlet, 12 on workdays", zone="Asia/Baku", a_day=12, hours=(9, 19),
         days=WORKDAYS, holidays=AZERBAIJAN),
    Made(name="ministry, 5 a day", zone="Asia/Yerevan", a_day=5, hours=(9, 20),
         days=(1, 1, 1, 1, 1, 0.3, 0.2), holidays=ARMENIA),
    Made(name="ministry, 5 on workdays", zone="America/New_York", a_day=5, hours=(9, 18),
         days=WORKDAYS, holidays=AMERICA),
    Made(name="presidency, 3 a day in batches of 3", zone="Asia/Baku", a_day=3, hours=(9, 23),
         days=(1, 1, 1, 1, 1, 0.6, 0.4), holidays=AZERBAIJAN, on_holidays=0.3, batch=3),
    Made(name="press office, 2 on workdays", zone="Europe/Moscow", a_day=2, hours=(10, 19),
         days=WORKDAYS, holidays=RUSSIA),
    Made(name="blog, 1 a day, any hour", zone="UTC", a_day=1),
    Made(name="council, 1 on workdays", zone="Europe/Brussels", a_day=1, hours=(9, 18),
         days=WORKDAYS, holidays=FRANCE, on_holidays=0.1),
    Made(name="institute, 3 a week", zone="Europe/Berlin", a_day=3 / 7, hours=(8, 20)),
    Made(name="mission, 1 a week", zone="Europe/Vienna", a_day=1 / 5, hours=(9, 17),
         days=WORKDAYS),
    Made(name="briefing, Thursdays", zone="Europe/Moscow", a_day=1, hours=(14, 15),
         days=(0, 0, 0, 1, 0, 0, 0), by_appointment=True, skipped=0.04,
         breaks=((1, 1, 9), (8, 8, 14))),
    Made(name="briefing, workdays at noon", zone="America/New_York", a_day=1, hours=(12, 14),
         days=WORKDAYS, holidays=AMERICA, by_appointment=True, skipped=0.1),
    Made(name="journal, 2 a month", zone="Europe/Paris", a_day=2 / 30, hours=(9, 18)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """One freeze, and when operators learnt of it."""

    at: datetime
    allowed: timedelta  # from the first text missed: twice the usual gap, at least 48 h
    from_freeze: timedelta
    from_missed: timedelta  # since the first text that did not come through


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What freezes and the quiet of one source came to."""

    made: Made
    usual_gap: timedelta  # 95th percentile, over the second year
    frozen: tuple[Frozen, ...]
    false_alarms: tuple[int, ...]  # in each month of the second year

    @property
    def late(self) -> int:
        """How many freezes were learnt of too late."""
        return sum(one.from_missed > one.allowed for one in self.frozen)

    @property
    def late_from_freeze(self) -> int:
        """The same, counted from the freeze itself."""
        return sum(one.from_freeze > one.allowed for one in self.frozen)


def judged(made: Made, *, seed: int, freezes: int) -> Judged:
    """Return what some freezes on random days, and a year without any, come to."""
    chance = random.Random(f"{made.name} {seed}")  # noqa: S311  no secret
    moments = sorted(texts(made, chance))
    starts = [BEGIN + YEAR + chance.random() * YEAR for _ in range(freezes)]
    return Judged(
        made=made,
        usual_gap=_usual(moments, BEGIN + 2 * YEAR),
        frozen=tuple(_frozen(moments, made.zone, at) for at in sorted(starts)),
        false_alarms=_false_alarms(moments, made.zone),
    )


def texts(made: Made, chance: random.Random) -> Iterator[datetime]:
    """Yield when texts come, for two years and the silence that may follow."""
    zone = ZoneInfo(made.zone)
    for number in range(2 * YEAR.days + 120):
        day = (BEGIN + number * DAY).replace(tzinfo=zone)
        share = made.days[day.weekday()]
        if _is_in(day, made.holidays):
            share *= made.on_holidays
        if made.by_appointment:
            kept = share and not _is_in(day, made.breaks) and chance.random() >= made.skipped
            if kept:
                yield _at(day, chance.uniform(*made.hours))
            continue
        expected = made.a_day / made.batch * share * chance.lognormvariate(0, made.mood)
        for hour in sorted(chance.uniform(*made.hours) for _ in range(_poisson(expected, chance))):
            for one in range(1 + _poisson(made.batch - 1, chance)):
                yield _at(day, hour) + one * timedelta(minutes=2)


def _is_in(day: datetime, spans: Sequence[tuple[int, int, int]]) -> bool:
    begins = ((day.replace(month=month, day=first), length) for month, first, length in spans)
    return any(begin <= day < begin + length * DAY for begin, length in begins)


def _at(day: datetime, hour: float) -> datetime:
    return (day + hour * HOUR).astimezone(UTC)


def _poisson(expected: float, chance: random.Random) -> int:
    """Return a number that is so much on average."""
    at, number = chance.expovariate(1.0), 0
    while at < expected:
        at += chance.expovariate(1.0)
        number += 1
    return number


def _next_run(moment: datetime) -> datetime:
    """Return when `health` runs next: at every full hour."""
    return moment + (-(moment - BEGIN) % HOUR)


def _usual(moments: Sequence[datetime], until: datetime) -> timedelta:
    """Return the 95th percentile of the gaps between texts an hour apart, in the year before."""
    of_year = moments[bisect_left(moments, until - YEAR) : bisect_left(moments, until)]
    gaps = sorted(b - a for a, b in pairwise(of_year) if b - a >= HOUR)
    return gaps[len(gaps) * 95 // 100]


def _frozen(moments: Sequence[datetime], zone: str, at: datetime) -> Frozen:
    seen = moments[: bisect_right(moments, at)]
    known = _known(seen, zone)
    learnt = max(_next_run(known.expected_by), _next_run(at))
    return Frozen(
        at=at,
        allowed=limit(_usual(seen, seen[-1] + HOUR)),
        from_freeze=learnt - at,
        from_missed=learnt - moments[len(seen)],
    )


def _false_alarms(moments: Sequence[datetime], zone: str) -> tuple[int, ...]:
    """Return how often a source that goes on is called silent, month by month."""
    alarms: Counter[int] = Counter()
    first, last = bisect_left(moments, BEGIN + YEAR), bisect_left(moments, BEGIN + 2 * YEAR)
    for number in range(first, last):
        if moments[number + 1] - moments[number] < SOONEST[0] * HOUR:
            continue  # nothing is called silent so soon
        alarm = _next_run(_known(moments[: number + 1], zone).expected_by)
        if alarm < moments[number + 1]:
            alarms[(alarm - BEGIN - YEAR) // (YEAR / 12)] += 1
    return tuple(alarms[month] for month in range(12))


def _known(seen: Sequence[datetime], zone: str) -> Rhythm:
    known = rhythm(seen[-12000:], zone)
    if known is None:
        raise ValueError("a source of our making has said nothing in a year")
    return known


def in_hours(spans: Sequence[timedelta]) -> tuple[float, float]:
    """Return median and longest, in hours."""
    return median(span / HOUR for span in spans), max(spans) / HOUR
