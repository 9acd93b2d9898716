"""The way back into a source's past, page by page: what to ask for next. Pure.

A walk is told what each page showed, and keeps where it is in a cursor of plain JSON: whoever
goes on after it, in another crawl, begins where it stopped. It may see a page twice, never none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pipeline.spool import Cursor

Ended = Literal["filled", "stuck"]

MOST = 200  # pages of one walk; a gap that is wider is no gap, but a site that has changed
TRIES = 30  # crawls in a row in which a page fails, before a walk gives up: most of a day
OLDER = 2  # pages wholly before the first day; one may be out of order


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An address a page shows."""

    address: str  # canonical; of an index, that of a sitemap
    day: date | None = None  # of publication, in the zone of the source; None: not told
    changed: date | None = None  # of the last change; None: not told


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page shows, in its order."""

    entries: Sequence[Entry] = ()
    maps: Sequence[Entry] = ()  # sitemaps that an index names
    behind: str | None = None  # address of the page behind; empty: it has none that can be kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What to ask for next."""

    number: int  # of the page, in its listing
    url: str | None  # None: the page behind the one read last


def behind(number: int, url: str | None, *, linked: bool) -> Cursor:
    """Return where a walk enters a listing that was read as far as a page; empty: nowhere.

    `url` is the address of that page, None where there is none. Pages known by their links are
    gone through from the first where the link cannot be kept.
    """
    if url is None:
        return {}
    return {"page": number, "url": url} if linked else {"page": number}


class Walk:
    """A way back. After each `step` either `take` and `went` are called, or `lost`."""

    is_full_of_holes = False  # it may have no page even where it begins

    def __init__(self, cursor: Cursor) -> None:
        """Begin where a cursor says; an empty one is the beginning."""
        self.cursor: dict[str, Any] = dict(cursor)  # Any: JSON
        self.ended: Ended | None = None
        self.why = ""  # it is stuck
        self.probing = False  # what is taken is read to learn its day, known or not

    def step(self) -> Step | None:
        """Return what to ask for next, None when the walk has ended."""
        raise NotImplementedError

    def take(self, shown: Shown) -> list[str]:
        """Return the addresses to be read, of what a page shows."""
        raise NotImplementedError

    def went(self, days: Mapping[str, date]) -> None:
        """Go on to the next page; `days` are those of the addresses that were read."""
        raise NotImplementedError

    def lost(self, why: str, *, final: bool) -> None:
        """Note that a page did not come; `final`: there is none."""
        if final:
            self.cursor.pop("failed", None)
            self.absent(why)
            return
        self.cursor["failed"] = self.cursor.get("failed", 0) + 1
        if self.cursor["failed"] >= TRIES:
            self._end("stuck", f"{TRIES} times in vain: {why}")

    def absent(self, why: str) -> None:
        """Go on where there is no page, for a reason."""
        raise NotImplementedError

    def _end(self, ended: Ended, why: str = "") -> None:
        self.ended, self.why = ended, why
