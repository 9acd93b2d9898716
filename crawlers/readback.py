"""How far a listing is read back: until one whole page of it is known. Pure.

What an editor puts in later on a day that was read stands below pages that are known; so now and
then a listing is read back deeper, to a whole page that has been known for days. A page of which
nothing is known ends that too, and tells nothing: what a gap left out is its walk's to find.
"""

from collections.abc import Collection, Container, Sequence
from datetime import timedelta
from typing import Literal

Ending = Literal["overlap", "end", "gap"]

DEEP_EVERY = timedelta(hours=6)


class Readback:
    """One listing, read from its newest page backwards.

    Its addresses are recorded only once it has been read back: were a crawl to die after the
    newest page was recorded, the next one would find that page known and stop before the rest.
    """

    def __init__(  # noqa: PLR0913  what is known of a listing, and how far it may be read
        self,
        known: Container[str],
        *,
        visited: bool,
        paged: bool,
        first_pages: int,
        later_pages: int,
        settled: Collection[str] = (),
    ) -> None:
        """Begin; `visited` says that addresses of this listing were known before this crawl.

        With some that are `settled` it is read back deeper: to a whole page of these.
        """
        self.pages: list[list[str]] = []  # newest page first; addresses not on a page before
        self.visited = visited
        self.overlapped = False  # a whole page was known: nothing newer is missed
        self.is_cut = False  # it ended before it could tell what is below all that is known
        self.is_deep = bool(settled) and visited and paged
        self._known = known
        self._settled = settled
        self._paged = paged
        self._bound = later_pages if visited else first_pages
        self._lowest_known = 0  # number of the last page with a known address; 0: none

    def read(self, addresses: Sequence[str]) -> Ending | None:
        """Take one more page; return how the reading ends, None when it goes on."""
        seen = {address for page in self.pages for address in page}
        fresh = [address for address in dict.fromkeys(addresses) if address not in seen]
        self._note(fresh)
        if not fresh:
            return self._at_end()  # past the end: nothing, or a page served again
        if self.overlapped and not any(address in self._known for address in addresses):
            return "overlap"  # what was there when we came, or a gap that is still to be filled
        self.pages.append(fresh)
        if all(address in self._known for address in addresses):
            self.overlapped = True
            if not self.is_deep or all(address in self._settled for address in addresses):
                return "overlap"
        if not self._paged:
            return self._at_end()
        if len(self.pages) >= self._bound:
            self.is_cut = not self.overlapped
            return "overlap" if self.overlapped else "gap" if self.visited else "end"
        return None

    @property
    def told(self) -> int:
        """How many pages tell something; what is below the last known of a gap does not.

        There is news among it or what was there before we came: whoever fills the gap will see.
        """
        is_open = self.is_cut and self.visited and self._lowest_known
        return self._lowest_known if is_open else len(self.pages)

    def oldest_first(self) -> list[str]:
        """Return all addresses read, from the oldest to the newest."""
        told = self.pages[: self.told]
        return [address for page in reversed(told) for address in reversed(page)]

    def backlog(self) -> set[str]:
        """Return what is on the pages below all that is known: it was there before we came.

        Beside something known it may be news, in whatever order a page is; and everything may
        where nothing is known but what is pinned: that is a gap.
        """
        below = self.pages[self._lowest_known :] if self._lowest_known else ()
        return {address for page in below for address in page}

    def _note(self, fresh: Sequence[str]) -> None:
        """Note on which page the last known address stands.

        One in the upper half of the newest page may be pinned there, and says nothing.
        """
        pinned = 0 if self.pages else len(fresh) // 2
        if any(address in self._known for address in fresh[pinned:]):
            self._lowest_known = len(self.pages) + 1

    def _at_end(self) -> Ending:
        if self.overlapped:
            return "overlap"
        return "end" if self._lowest_known or not self.visited else "gap"
