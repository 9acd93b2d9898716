"""The news of every dossier, asked for once in a while however many read them."""

import time
from collections.abc import Callable
from threading import Lock

from sqlalchemy.orm import Session

from pipeline.store.news import News, news

KEPT = 300  # seconds for which they are not asked for again


class Recent:
    """The news of every dossier, asked for once in a while whoever reads them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, list[News]]] = {}
        self._lock = Lock()

    def of(self, session: Session, slug: str) -> list[News]:
        """Return the news of a dossier, at most five minutes old."""
        with self._lock:
            at, found = self._kept.get(slug, (-float(KEPT), []))
            if self._clock() - at >= KEPT:
                found = news(session, slug)
                self._kept[slug] = (self._clock(), found)
            return found
