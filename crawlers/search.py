"""The way back to the pages of some days in a listing, by leaps, and through them. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from statistics import median_low

from crawlers.paged import Paged
from crawlers.walk import OLDER, Shown
from pipeline.spool import Cursor

PROBES = 3  # texts of a page read to learn of what day it is
_DEEPEST = 2**14  # number of a page; a site that has one there serves the same for ever


class Search(Paged):
    """To the pages of some days, and through them.

    Where pages are numbered it leaps, twice as far each time, and closes in; of a page that tells
    no day some text is read for it.
    """

    def __init__(
        self,
        cursor: Cursor,
        *,
        address: Callable[[int], str],
        linked: bool,
        first: date,
        last: date,
    ) -> None:
        """Look for what was published from the first to the last day, both included."""
        super().__init__(cursor, address=address, linked=linked)
        self._first, self._last = first, last
        self.cursor.setdefault("seeking", True)
        self.probing = self.cursor["seeking"]
        if self.probing and not linked:
            self._number = self.cursor["page"]
        self._own: list[str] = []

    def take(self, shown: Shown) -> list[str]:
        """Return what is of the days or may be; while they are sought, what may tell where."""
        self._own = fresh = self._fresh(shown)
        if self._number < self._transit or not fresh:
            return []
        days = [one.day for one in shown.entries if one.day]
        if self.probing:
            return [] if days else fresh[len(fresh) // 2 :][:PROBES]
        told = {one.address: one.day for one in shown.entries}
        return [one for one in fresh if self._is_wanted(told[one])]

    def _is_wanted(self, day: date | None) -> bool:
        return day is None or self._first <= day <= self._last

    def went(self, days: Mapping[str, date]) -> None:
        """Leap, or go on until the pages are older than the days."""
        told = {one.address: one.day for one in self._shown.entries if one.day} | dict(days)
        if self.probing:
            self._seek(sorted(told.values()))
            return
        own = [told[one] for one in self._own if one in told]
        if own:
            is_older = max(own) < self._first
            self.cursor["older"] = self.cursor.get("older", 0) + 1 if is_older else 0
        if not self._own or self.cursor.get("older", 0) >= OLDER or not self._turn():
            self._end("filled")
        else:
            self._mark()

    def _seek(self, days: Sequence[date]) -> None:
        """Close in on the first page that is not wholly newer than the last day."""
        self.cursor.pop("failed", None)
        if not self._own and self._number > 1:  # past the end, or what was served before
            self._bound(high=self._number)
        elif not days or median_low(days) > self._last:
            self._bound(low=self._number)
        else:
            self._bound(high=self._number)

    def _bound(self, *, low: int | None = None, high: int | None = None) -> None:
        if low is not None:
            self.cursor["low"] = low
        if high is not None:
            self.cursor["high"] = high
        top, bottom = self.cursor.get("low", 0), self.cursor.get("high")
        if self._linked:
            self._pass(found=bottom is not None)
        elif bottom is None:
            self._leap(2 * top)
        elif bottom - top > 1:
            self._leap((top + bottom) // 2)
        else:
            self.cursor["seeking"] = self.probing = False
            self._leap(max(top, 1))
            self._seen.clear()

    def _pass(self, *, found: bool) -> None:
        """Go to the next page of a linked listing, or take the one the days begin on."""
        if found or self._shown.behind is None:
            self.cursor["seeking"] = self.probing = False
            self._seen.clear()
            self._first_step = True  # the page is asked for again, now to be taken
            self._url = self.cursor.get("url")
            if not self._url:
                self._number = 1
                self._transit = self.cursor["page"]
        elif self._turn():
            self._mark()

    def _leap(self, number: int) -> None:
        if number > _DEEPEST:
            self._end("stuck", f"its page {_DEEPEST} is newer than {self._last}: has it pages?")
        self._number = self.cursor["page"] = number

    def absent(self, why: str) -> None:  # noqa: ARG002  there is nothing more
        """Look above a page that is not there, or end behind the last."""
        if self.probing and not self._linked:
            self._own = []
            self._bound(high=self._number)
        else:
            self._end("filled")
