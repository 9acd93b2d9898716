"""The way back through a sitemap, or those an index names. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from crawlers.walk import OLDER, Entry, Shown, Step, Walk
from pipeline.spool import Cursor

NEAR = timedelta(days=7)  # between publication and last change, of most texts
CHUNK = 40  # addresses of a sitemap taken at once


class Sitemaps(Walk):
    """Through a sitemap, or those an index names."""

    is_full_of_holes = True

    def __init__(
        self, cursor: Cursor, *, url: str, first: date, last: date, undated: bool
    ) -> None:
        """Look for what was published from the first to the last day, as far as that is told.

        What changed only before is left; `undated`: what tells neither is taken. In the order of
        changes it goes on behind the last day only while texts behind it are not all newer.
        """
        super().__init__(cursor)
        self._first, self._last, self._undated = first, last, undated
        self.cursor.setdefault("todo", [url])
        self.cursor.setdefault("after", ["", ""])
        self._next: dict[str, Any] = {}  # Any: JSON
        self._own: dict[str, date | None] = {}  # what was taken last -> of the last change

    def step(self) -> Step | None:
        """Return the sitemap that is being read."""
        return None if self.ended else Step(number=1, url=self.cursor["todo"][0])

    def take(self, shown: Shown) -> list[str]:
        """Return what comes next in it; of an index, its sitemaps are read later."""
        own, *others = self.cursor["todo"]
        after = self.cursor["after"]
        if shown.maps and self.cursor.get("indexed"):
            self._next = {"todo": others}  # an index in an index: the protocol knows none
            return []
        if shown.maps:
            self.cursor["indexed"] = True
            named = [one.address for one in shown.maps if not self._is_past(one)]
            self._next = {"todo": [*named, *others]}
            return []
        changed = {one.address: one.changed for one in shown.entries if self._is_wanted(one)}
        wanted = sorted((self._place(at), address) for address, at in changed.items())
        left = [one for one in wanted if list(one) > after]
        if len(left) > CHUNK:
            self._next = {"todo": [own, *others], "after": list(left[CHUNK - 1])}
        else:
            self._next = {"todo": others}
        self._own = {address: changed[address] for _, address in left[:CHUNK]}
        return list(self._own)

    def went(self, days: Mapping[str, date]) -> None:
        """Go on in it, or to the next."""
        self.cursor.pop("failed", None)
        if self._is_newer(days):
            self.cursor["newer"] = self.cursor.get("newer", 0) + 1
        elif self._own:
            self.cursor["newer"] = 0
        if self.cursor.get("newer", 0) >= OLDER and "after" in self._next:
            self._next = {"todo": self._next["todo"][1:]}
        if "after" not in self._next:
            self.cursor["newer"] = 0  # another begins
        self.cursor |= {"after": ["", ""]} | self._next
        if not self.cursor["todo"]:
            self._end("filled")

    def absent(self, why: str) -> None:
        """Go on to the next; the first must be there."""
        if not self.cursor.get("indexed"):
            self._end("stuck", f"there is no sitemap: {why}")
            return
        self._next = {"todo": self.cursor["todo"][1:]}
        self.went({})

    def _is_newer(self, days: Mapping[str, date]) -> bool:
        """Return whether all that was read is newer than the days, by more than its changes.

        Where changes are not of the days of publication, their order says nothing.
        """
        own = [(days[one], changed) for one, changed in self._own.items() if one in days]
        near = sum(changed is not None and abs(changed - day) <= NEAR for day, changed in own)
        return bool(own) and all(day > self._last for day, _ in own) and 2 * near > len(own)

    @staticmethod
    def _place(changed: date | None) -> str:
        """Return where an entry stands in an order that later ones do not disturb."""
        return (changed or date.min).isoformat()

    def _is_past(self, one: Entry) -> bool:
        """Return whether it changed last before the first day, in whatever zone."""
        return one.changed is not None and one.changed < self._first - timedelta(days=1)

    def _is_wanted(self, one: Entry) -> bool:
        if one.day is not None:
            return self._first <= one.day <= self._last
        if one.changed is not None:
            return not self._is_past(one)
        return self._undated
