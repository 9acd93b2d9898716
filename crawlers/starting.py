"""Importing Scrapy without what it spends on looking around: most of a quiet crawl is imports."""

import gc
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def quickly() -> Iterator[None]:
    """Import meanwhile what Scrapy needs in two thirds of the time, collecting no garbage.

    Scrapy 2.19 asks for the whole stack, with the sources of every frame, to name the module a
    deprecated class stands in (scrapy.utils.deprecate); it is told the module. To go when
    Scrapy asks for less.
    """
    stack = inspect.stack
    inspect.stack = _modules  # type: ignore[assignment]  # as far as Scrapy looks at it
    gc.disable()
    try:
        yield
    finally:
        inspect.stack = stack
        gc.enable()


def _modules() -> list[tuple[ModuleType]]:
    """Return the modules of whoever asks and of their caller."""
    frames = sys._getframe(1), sys._getframe(2)  # noqa: SLF001  documented, for such as this
    return [(sys.modules[one.f_globals["__name__"]],) for one in frames]
