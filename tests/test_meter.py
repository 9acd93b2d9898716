"""What benchmarks measure with."""

import pytest

from runtime.bench.meter import interval, percentile


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7.0], 95, 7.0),
        ([3.0, 1.0, 2.0], 50, 2.0),
        (list(range(1, 101)), 95, 95),
        (list(range(1, 21)), 95, 19),
        ([1.0, 2.0], 100, 2.0),
    ],
)
def test_so_many_percent_do_not_exceed_a_percentile(
    values: list[float], share: int, expected: float
) -> None:
    assert percentile(values, share) == expected


def test_of_nothing_there_is_no_percentile() -> None:
    with pytest.raises(ValueError, match="no value was measured"):
        percentile([], 95)


def test_an_interval_holds_its_share_and_narrows_with_the_number() -> None:
    least, most = interval(9, 10)
    assert least < 0.9 < most
    assert interval(90, 100)[0] > least
    assert interval(0, 0) == (0.0, 1.0)
