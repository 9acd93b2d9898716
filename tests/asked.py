"""What the database is asked while something runs."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from pipeline import store
from pipeline.settings import Settings


@contextmanager
def queries(house: Settings) -> Iterator[Counter[str]]:
    """Count what the database is asked meanwhile, by its first word."""
    asked: Counter[str] = Counter()
    engine = store.engine(house.database or "")

    def count(*call: object) -> None:
        asked[str(call[2]).split()[0]] += 1

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", count)
