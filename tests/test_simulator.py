"""Sixty days of every shape of access: nothing missed, nothing twice, nothing told again."""

import pytest

from pipeline.settings import Settings
from runtime.bench.shapes import SHAPES
from runtime.bench.simulation import simulated

ITEMS = 100

pytestmark = pytest.mark.server


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_missed_and_nothing_is_told_twice(house: Settings, shape: str) -> None:
    fate = simulated(house, shape, items=ITEMS, seed=1)
    assert fate.published == ITEMS
    assert fate.is_well, fate
