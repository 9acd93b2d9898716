"""How often Python looks for garbage while a batch is held, and afterwards."""

import gc

import pytest

from pipeline.garbage import seldom_collected


def test_garbage_is_looked_for_seldom_and_afterwards_as_before() -> None:
    usual = gc.get_threshold()

    def batch() -> None:
        with seldom_collected():
            assert gc.get_threshold()[0] > usual[0]
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  the batch's own
        batch()
    assert gc.get_threshold() == usual
