"""Sixty days of every shape of access: nothing missed, nothing twice, nothing told again."""

import pytest

from pipeline.settings import Settings
from runtime.bench.shapes import SHAPES
from runtime.bench.simulation import simulated

ITEMS = 100
MANY = 240  # so many that an outage holds more than a feed

pytestmark = pytest.mark.server


ROLLS_OVER = [
    name for name, one in SHAPES.items() if one.archive or "later_pages" in one.facts
]  # with a way back


@pytest.mark.parametrize("shape", [one for one in SHAPES if one not in ROLLS_OVER])
def test_nothing_is_missed_and_nothing_is_told_twice(house: Settings, shape: str) -> None:
    fate = simulated(house, shape, items=ITEMS, seed=1)
    assert fate.published == ITEMS
    assert fate.is_well, fate


@pytest.mark.parametrize("shape", ROLLS_OVER)
def test_what_rolled_over_while_we_were_away_is_fetched_and_told(
    house: Settings, shape: str
) -> None:
    fate = simulated(house, shape, items=MANY, seed=1)
    assert fate.reachable == fate.published == MANY
    assert fate.gaps > 0
    assert fate.is_well, fate
    assert fate.unfilled == 0, fate
