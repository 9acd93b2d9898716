"""The way back into a source's past, page by page: what to ask for next. Pure.

A walk is told what each page showed, and keeps where it is in a cursor of plain JSON: whoever
goes on after it, in another crawl, begins where it stopped. It may see a page twice, never none.
"""

import calendar
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low
from typing import Any, Literal

from pipeline.spool import Cursor

Ended = Literal["filled", "stuck"]

BELOW = 3  # pages without anything known, under what is: these were there before we came
FAR = timedelta(days=30)  # before the other side of a gap: what is older cannot lie in it
MOST = 200  # pages of one walk; a gap that is wider is no gap, but a site that has changed
PASSES = 3  # of a walk that no crawl sees whole, from its top to its bottom
TRIES = 30  # crawls in a row in which a page fails, before a walk gives up: most of a day
NEAR = timedelta(days=7)  # between publication and last change, of most texts
OLDER = 2  # pages wholly before the first day; one may be out of order
CHUNK = 40  # addresses of a sitemap taken at once
PROBES = 3  # texts of a page read to learn of what day it is
_DEEPEST = 2**14  # number of a page; a site that has one there serves the same for ever


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


class _Paged(Walk):
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


class Descent(_Paged):
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


class Search(_Paged):
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


class Days(Walk):
    """Through the pages a source has of each day or month."""

    is_full_of_holes = True

    def __init__(self, cursor: Cursor, *, template: str, first: date, last: date) -> None:
        """Walk from the first to the last day; a template has %Y, %m and %d, or no %d."""
        super().__init__(cursor)
        self._template = template
        self._first, self._last = first, last
        self.cursor.setdefault("day", first.isoformat())
        self.cursor.setdefault("page", 1)
        self._seen: set[str] = set()
        self._goes_on = False

    @property
    def _day(self) -> date:
        return date.fromisoformat(self.cursor["day"])

    def step(self) -> Step | None:
        """Return the page of the day."""
        if self.ended:
            return None
        number = self.cursor["page"]
        address = self._day.strftime(self._template).format(page=number, index=number - 1)
        return Step(number=number, url=address)

    def take(self, shown: Shown) -> list[str]:
        """Return what its page shows, except what its address dates elsewhere."""
        fresh = [one for one in shown.entries if one.address not in self._seen]
        self._seen.update(one.address for one in fresh)
        self._goes_on = bool(fresh) and "{" in self._template
        wanted = (one for one in fresh if one.day is None or self._first <= one.day <= self._last)
        return list(dict.fromkeys(one.address for one in wanted))

    def went(self, days: Mapping[str, date]) -> None:  # noqa: ARG002  its addresses tell
        """Go on to the next page of the day, or to the next day."""
        self.cursor.pop("failed", None)
        self.cursor["there"] = True
        if self._goes_on and self.cursor["page"] < MOST:
            self.cursor["page"] += 1
        else:
            self.absent("the day is over")

    def absent(self, why: str) -> None:
        """Go on to the next day, or month."""
        day = self._day
        if "%d" not in self._template:
            day = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        self.cursor |= {"day": (day + timedelta(days=1)).isoformat(), "page": 1}
        if self._day > self._last and self.cursor.get("there"):
            self._end("filled")
        elif self._day > self._last:
            self._end("stuck", f"of no day there is a page: {why}")


class Sitemap(Walk):
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
