"""When a text is looked at again: spread, and counted from its publication where that is known."""

from datetime import timedelta
from itertools import pairwise

import pytest
from visits import START, address, after

from pipeline.revisions.recheck import SPREAD, delayed, next_look, origin

HOURS = (0.25, 1, 6, 24, 168)
INTERVALS = [timedelta(hours=one) for one in HOURS]
A = address(1)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, 0.25), (0.32, 1), (0.9, 1), (1.3, 6), (8, 24), (31, 168), (167, 168), (211, None)],
)
def test_a_text_is_looked_at_ever_more_rarely_then_never(
    hours: float, expected: float | None
) -> None:
    found = next_look(INTERVALS, A, START, after(hours))
    assert found == (expected and START + delayed(timedelta(hours=expected), A))


def test_the_order_of_the_intervals_in_the_settings_means_nothing() -> None:
    assert next_look(INTERVALS[::-1], A, START, START) == next_look(INTERVALS, A, START, START)


@pytest.mark.parametrize("interval", INTERVALS)
def test_each_look_is_late_by_a_share_that_the_address_decides(interval: timedelta) -> None:
    times = [delayed(interval, address(number)) for number in range(1000)]
    assert times == [delayed(interval, address(number)) for number in range(1000)]
    assert interval <= min(times)
    assert max(times) <= interval * (1 + SPREAD)


def test_what_was_published_at_once_is_not_looked_at_at_once() -> None:
    late = sorted(delayed(timedelta(hours=1), address(n)) for n in range(1000))
    minutes = [sum(int(one.total_seconds() // 60) == m for one in late) for m in range(60, 75)]
    assert max(minutes) < 2 * min(minutes)
    assert max(two - one for one, two in pairwise(late)) < timedelta(seconds=15)


@pytest.mark.parametrize(
    ("hours", "precision", "counts"),
    [
        (-2, "minute", True),
        (0, "minute", True),
        (-168, "minute", True),
        (-169, "minute", False),
        (0.1, "minute", False),
        (-2, "day", False),
        (None, None, False),
    ],
    ids=["known", "at once", "as old as the last", "older", "not yet", "a day", "unknown"],
)
def test_looks_are_counted_from_a_publication_that_is_known_and_plausible(
    hours: float | None, precision: str | None, *, counts: bool
) -> None:
    published = None if hours is None else after(hours)
    found = origin(published, precision, START, INTERVALS[-1])
    assert found == (published if counts else START)
