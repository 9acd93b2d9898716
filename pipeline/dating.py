"""The day a title names, as in "Briefing by X, Moscow, 3 May 2023": when it was said. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from babel import Locale

from pipeline.text import normalise

LATE = timedelta(days=14)  # a transcript is published after what it is of, at most
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:-?[^\W\d_]{1,3})?"  # 3-ին, 1er, 3rd
_YEAR = r"(?:,?\s*(?P<year>(?:19|20)\d\d))?"


def day_named(title: str | None, language: str, published: date | None) -> date | None:
    """Return the one day a title names, not after its publication and not long before it.

    None where it names none, or several. A day without its year is the last such one.
    """
    if title is None or published is None:
        return None
    named = {
        day
        for found in _found(normalise(title, language).text, language)
        if (day := _last(*found, published)) and published - LATE <= day <= published
    }
    return named.pop() if len(named) == 1 else None


def _found(text: str, language: str) -> Iterator[tuple[int | None, int, int]]:
    """Yield years, where there are any, months and days."""
    for match in _NUMERIC.finditer(text):
        yield int(match[3]), int(match[2]), int(match[1])
    months = _months(language)
    if not months:
        return
    name = "(?P<month>" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + ")"
    ending = r"[^\W\d_]{0,4}\.?"
    for form in (rf"{_DAY}\s+(?:de\s+)?{name}{ending}{_YEAR}", rf"{name}{ending}\s+{_DAY}{_YEAR}"):
        for match in re.finditer(form, text):
            year = int(match["year"]) if match["year"] else None
            yield year, months[match["month"]], int(match["day"])


@cache
def _months(language: str) -> Mapping[str, int]:
    """Return the names of the months, declined or not, in normal form; empty: none are known."""
    if language not in {"hy", "az", "ru", "en", "fr", "tr"}:
        return {}
    forms = Locale(language).months
    return {
        normalise(name, language).text: number
        for context in ("format", "stand-alone")
        for number, name in forms[context]["wide"].items()
    }


def _last(year: int | None, month: int, day: int, until: date) -> date | None:
    """Return a day, of the last year it can be of where none is told; None: there is no such."""
    for one in (year,) if year else (until.year, until.year - 1):
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if year or found <= until:
            return found
    return None
