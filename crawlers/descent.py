"""The way back down a listing to what was known before a gap was found. Pure."""

from collections.abc import Callable, Container, Mapping
from datetime import date, timedelta

from crawlers.paged import Paged
from crawlers.walk import MOST, Shown
from pipeline.spool import Cursor

BELOW = 3  # pages without anything known, under what is: these were there before we came
FAR = timedelta(days=30)  # before the other side of a gap: what is older cannot lie in it
PASSES = 3  # of a walk that no crawl sees whole, from its top to its bottom


class Descent(Paged):
    """Down a listing to what was known before a gap was found.

    Everything above that may be news, in whatever order a page is. The bottom is a whole page of
    what was known; or, once a page was known by half (the pinned are fewer), several pages
    without anything of it: those were there before we came, and are left.
    """

    def __init__(
        self,
        cursor: Cursor,
        *,
        address: Callable[[int], str],
        linked: bool,
        old: Container[str],
        since: date,
    ) -> None:
        """Enter a listing; `old` is what was known, up to the day `since` and on it."""
        super().__init__(cursor, address=address, linked=linked)
        self._old = old
        self._since = since
        self._goes_on = "begun" in self.cursor  # what another crawl began
        self.cursor["begun"] = True

    def _enter(self) -> None:
        super()._enter()
        self._held: list[str] = []  # of pages without anything known, under some that have
        self._empty = 0  # of these, pages
        self._own: list[str] = []
        self._is_bottom = False

    def take(self, shown: Shown) -> list[str]:
        """Return what may be news: all that stands above something known."""
        self._own = fresh = self._fresh(shown)
        if self._number < self._transit:
            return []
        if not fresh:
            self._reach("it shows what it showed before")
            return []
        all_shown = {one.address for one in shown.entries}
        known = sum(one in self._old for one in all_shown)
        if 2 * known >= len(all_shown):
            self.cursor["met"] = True
        if known:
            taken, self._held, self._empty = [*self._held, *fresh], [], 0
        elif self.cursor.get("met"):
            self._held += fresh
            self._empty += 1
            taken = []
        else:
            taken = fresh
        self._is_bottom = known == len(all_shown) or self._empty >= BELOW
        return taken

    def went(self, days: Mapping[str, date]) -> None:
        """Go further down, unless it is known that nothing of the gap lies there."""
        if self.ended:
            return
        if self._is_bottom:
            self._arrive()
            return
        told = {one.address: one.day for one in self._shown.entries if one.day} | dict(days)
        own = [told[one] for one in self._own if one in told]
        is_far = 2 * len(own) >= len(self._own) > 0 and max(own, default=date.max) < (
            self._since - FAR
        )
        if is_far and not self.cursor.get("met"):
            self._end("stuck", f"nothing known down to {max(own)}: has it new addresses?")
        elif self._number - self.cursor.setdefault("entered", self._number) >= MOST:
            self._end("stuck", f"nothing known in {MOST} pages: has it new addresses?")
        elif not self._turn():
            self.absent("it is the last")
        elif not self._held:
            self._mark()

    def absent(self, why: str) -> None:
        """End where the listing does: well, if something known was met."""
        self._reach(why)
        if self._is_bottom:
            self._arrive()

    def _reach(self, why: str) -> None:
        """Note the end of the listing."""
        self._is_bottom = self.cursor.get("met", False)
        if not self._is_bottom:
            told = f"the listing ends at its page {self._number} before anything known ({why})"
            self._end("stuck", told)

    def _arrive(self) -> None:
        """End at the bottom, or begin again where this crawl has not seen the top."""
        passes = self.cursor.get("passes", 1)
        if not self._goes_on or passes >= PASSES:
            self._end("filled")
            return
        for key in ("url", "met", "entered", "failed"):
            self.cursor.pop(key, None)
        self.cursor |= {"page": 1, "passes": passes + 1}
        self._goes_on = False
        self._enter()
