"""How far a listing is read back: until one whole page of it is known. Pure."""

from collections.abc import Container, Sequence
from typing import Literal

Ending = Literal["overlap", "end", "gap"]


class Readback:
    """One listing, read from its newest page backwards.

    Its addresses are recorded only once it has been read back: were a crawl to die after the
    newest page was recorded, the next one would find that page known and stop before the rest.
    """

    def __init__(
        self,
        known: Container[str],
        *,
        visited: bool,
        paged: bool,
        first_pages: int,
        later_pages: int,
    ) -> None:
        """Begin; `visited` says that addresses of this listing were known before this crawl."""
        self.pages: list[list[str]] = []  # newest page first; addresses not on a page before
        self.visited = visited
        self._known = known
        self._paged = paged
        self._bound = later_pages if visited else first_pages
        self._met = False

    def read(self, addresses: Sequence[str]) -> Ending | None:
        """Take one more page; return how the reading ends, None when it goes on."""
        seen = {address for page in self.pages for address in page}
        fresh = [address for address in dict.fromkeys(addresses) if address not in seen]
        self._met = self._met or any(address in self._known for address in addresses)
        if not fresh:
            return self._at_end()  # past the end: nothing, or a page served again
        self.pages.append(fresh)
        if all(address in self._known for address in addresses):
            return "overlap"
        if not self._paged:
            return self._at_end()
        if len(self.pages) >= self._bound:
            return "gap" if self.visited else "end"
        return None

    def oldest_first(self) -> list[str]:
        """Return all addresses read, from the oldest to the newest."""
        return [address for page in reversed(self.pages) for address in reversed(page)]

    def _at_end(self) -> Ending:
        return "end" if self._met or not self.visited else "gap"
