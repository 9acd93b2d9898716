"""The way back through the pages a source has of each day or month. Pure."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from crawlers.walk import MOST, Shown, Step, Walk
from pipeline.spool import Cursor


class DayPages(Walk):
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
