"""The way back through the pages of a listing: where it is entered, and how it is turned. Pure."""

from collections.abc import Callable

from crawlers.walk import Shown, Step, Walk
from pipeline.spool import Cursor


class Paged(Walk):
    """Through the pages of a listing, newest first.

    One whose pages are numbered is entered a page before the cursor: what was taken out of it
    meanwhile has moved up what stands below. One that is linked is entered by the link that was
    kept; from its first page where none can be.
    """

    def __init__(self, cursor: Cursor, *, address: Callable[[int], str], linked: bool) -> None:
        super().__init__(cursor)
        self._address = address
        self._linked = linked
        self._enter()

    def _enter(self) -> None:
        """Stand where the cursor is, with nothing seen yet."""
        target = self.cursor.setdefault("page", 1)
        self._url: str | None = None
        if not self._linked:
            self._number = max(target - 1, 1)
        elif url := self.cursor.get("url"):
            self._number, self._url = target, url
        else:
            self._number = 1
        self._transit = target if self._linked and not self._url else 0  # below nothing is taken
        self._first_step = True
        self._seen: set[str] = set()
        self._shown = Shown()

    def step(self) -> Step | None:
        """Return the first page that is not read yet."""
        if self.ended:
            return None
        if self._first_step or not self._linked:
            return Step(number=self._number, url=self._url or self._address(self._number))
        return Step(number=self._number, url=None)

    def _fresh(self, shown: Shown) -> list[str]:
        """Return what no page of this walk has shown, and note the page."""
        addresses = dict.fromkeys(one.address for one in shown.entries)
        fresh = [one for one in addresses if one not in self._seen]
        self._seen.update(fresh)
        self._shown, self._first_step = shown, False
        return fresh

    def _turn(self) -> bool:
        """Turn to the page behind; return whether there is one."""
        self.cursor.pop("failed", None)
        if self._shown.behind is None:
            return False
        self._number += 1
        self._url = None
        return True

    def _mark(self) -> None:
        """Keep where the walk stands."""
        if self._number >= self._transit:
            self.cursor["page"] = self._number
            self.cursor.pop("url", None)
            if self._linked and self._shown.behind:
                self.cursor["url"] = self._shown.behind
