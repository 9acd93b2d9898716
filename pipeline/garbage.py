"""Garbage: looked for less often while a batch of rows is held, nearly none of which is any."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 10, 20)  # as `gc.set_threshold`; Python's own look is after 700 new objects


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage less often meanwhile: a quarter of a stage's CPU went into it."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
