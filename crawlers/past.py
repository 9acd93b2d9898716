"""Where a source keeps its past: pages of a listing, a page for each day or month, a sitemap."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """A listing that goes further back than those that are read every day, newest first."""

    url: str  # with {page}, counted from 1, or {index}, counted from 0
    links: str = "a[href]"  # selects what leads to its articles

    def faults(self) -> Iterator[str]:
        """Yield what is declared wrong."""
        if not _is_paged(self.url):
            yield f"{self.url!r} has neither {{page}} nor {{index}}"
        if "%Y" in self.url:
            yield f"{self.url!r} has days: declare it as Days"


@dataclass(frozen=True, slots=True)
class Days:
    """A page for each day, or for each month, which may itself have pages."""

    url: str  # with %Y, %m and %d, or without %d; and {page} or {index} where it has pages
    links: str = "a[href]"  # selects what leads to its articles

    def faults(self) -> Iterator[str]:
        """Yield what is declared wrong."""
        if not {"%Y", "%m"} <= set(re.findall("%.", self.url)) <= {"%Y", "%m", "%d"}:
            yield f"{self.url!r} has not %Y, %m and, of days, %d, and nothing else with %"


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap, or an index of some; gzipped or not."""

    url: str

    def faults(self) -> Iterator[str]:
        """Yield what is declared wrong."""
        if _is_paged(self.url) or "%Y" in self.url:
            yield f"{self.url!r} is a sitemap, which has neither pages nor days"


Past = Pages | Days | Sitemap


def _is_paged(url: str) -> bool:
    return "{page}" in url or "{index}" in url
