"""Moments as sources write them, in words, numbers or Unix seconds. Pure.

Day, month and year must all be written: nothing is taken from today's date.
"""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from crawlers.read import line
from pipeline.item import Moment

log = logging.getLogger(__name__)

Order = Literal["DMY", "MDY", "YMD"]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d.*)?|\d{8}T\d{4}.*")
_TIMED = re.compile(r":|T\d{4}")
_YEARS = range(1990, 2100)  # a Jalali year is none of them, nor is a number of a document
_JALALI_YEARS = range(1369, 1479)  # the same years as Iran counts them; no other calendar's
_WORD = r"[^\W\d_]+"
_DAY = r"(?<![\d.:/-])(?P<day>\d{1,2})"
_ORDINAL = r"(?:\s?(?:er|st|nd|rd|th|º)|-?(?:ին|ի|е|го)|-(?:ci|cı|cu|cü|da|də))?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_OF_YEAR = r"(?:թ\s?[.\u2024]?|թվականի|-?(?:ci|cı|cu|cü)\s+il(?:in)?|г\.|წლის)?,?"
_NUMBERS = rf"{_DAY}(?P<by>[./-])(?P<month>\d{{1,2}})(?P=by){_YEAR}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_YEAR}(?P<by>[./-])(?P<month>\d{{1,2}})(?P=by)(?P<day>\d{{1,2}})(?!\d)",
        _NUMBERS,
        # 24 November, 2026 · 1er mai 2023 · 14. März 2025 · 14 de marzo de 2025 · 24 ნოემბერს 2026
        rf"{_DAY}{_ORDINAL}\.?,?\s+(?:de\s+|of\s+)?(?P<word>{_WORD})\.?,?\s*(?:de\s+|del\s+)?{_YEAR}",
        # November 24, 2026 · նոյեմբերի 24, 2026
        rf"(?P<word>{_WORD})\.?\s+(?P<day>\d{{1,2}}){_ORDINAL}\.?,?\s+{_YEAR}",
        # 2026 թ. նոյեմբերի 24 · 2026-cı il noyabrın 24
        rf"(?<!\d){_YEAR}\s*{_OF_YEAR}\s*(?P<word>{_WORD})\s+(?P<day>\d{{1,2}})(?!\d)",
        # 2026 წლის 24 ნოემბერს
        rf"(?<!\d){_YEAR}\s*{_OF_YEAR}\s*(?P<day>\d{{1,2}})\s+(?P<word>{_WORD})",
    )
)
_CLOCK = re.compile(
    r"(?<![\d:+-])(?P<hour>\d{1,2})(?::|\s?h\s?)(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?![\d:])"
    r"\s*(?P<half>[AaPp]\.?[Mm]\b)?"
    r"(?:\s*\(?(?:UTC|GMT)?\s?(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})\)?)?"
)
_CASES = {  # of months dateparser does not know
    "az": (re.compile(r"d[aə]n?$"), re.compile(r"[ıiuü]n$")),
    "ka": (re.compile(r"(?:ს|ში|ის|იდან|ამდე)$"),),
}
_DOTTED = str.maketrans({"I": "ı", "İ": "i"})  # Turkish and Azerbaijani capitals


def moment(text: str, *, zone: str, language: str, order: Order = "DMY") -> Moment | None:
    """Return the first moment in a source's own words, or None with a warning."""
    text = line(text)
    written = _iso(text)
    if written is not None:
        return _moment(written, zone, exact=_TIMED.search(text) is not None)
    for found, day in _days(text, language, order):
        clock, offset = _time(text, found)
        at = datetime.combine(day, clock or time(), offset)
        return _moment(at, zone, exact=clock is not None)
    log.warning("no moment, left out: %.80r (%s, %s)", text, language, order)
    return None


def feed_moment(text: str, *, zone: str) -> Moment | None:
    """Return the moment of a date in RSS (RFC 822) or Atom (ISO 8601), or None with a warning."""
    if _ISO.fullmatch(text):
        return moment(text, zone=zone, language="")
    at = feed_clock(text)
    return _moment(at, zone, exact=True) if at else None


def feed_clock(text: str) -> datetime | None:
    """Return a feed's date as an aware datetime, or None with a warning."""
    try:
        at = datetime.fromisoformat(text) if _ISO.fullmatch(text) else parsedate_to_datetime(text)
    except ValueError:
        log.warning("no date of a feed, left out: %.80r", text)
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # "-0000": UTC, its zone unknown


def unix_moment(seconds: object, *, zone: str) -> Moment | None:
    """Return the moment some Unix seconds name, or None with a warning."""
    try:
        at = datetime.fromtimestamp(int(str(seconds)), ZoneInfo(zone))
    except (ValueError, OverflowError, OSError):
        log.warning("no Unix seconds, left out: %.80r", seconds)
        return None
    return Moment(at=at, precision="minute", zone=zone)


def exact_moment(text: str, *, zone: str) -> Moment | None:
    """Return an ISO moment that says its own offset, None for any other text."""
    at = _iso(line(text))
    return _moment(at, zone, exact=True) if at and at.tzinfo and _TIMED.search(text) else None


def _moment(at: datetime, zone: str, *, exact: bool) -> Moment:
    own = ZoneInfo(zone)
    at = at.astimezone(own) if at.tzinfo else at.replace(tzinfo=own)
    return Moment(at=at, precision="minute" if exact else "day", zone=zone)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def _days(text: str, language: str, order: Order) -> Iterator[tuple[re.Match[str], date]]:
    """Yield where a text writes a day with its month and year, the first one first."""
    found = (match for form in _FORMS for match in form.finditer(text))
    for match in sorted(found, key=re.Match.start):
        day = _day(match, language, order)
        if day is not None:
            yield match, day


def _day(match: re.Match[str], language: str, order: Order) -> date | None:
    parts = match.groupdict()
    day, year = int(parts["day"]), int(parts["year"])
    month = month_number(parts["word"], language) if "word" in parts else int(parts["month"])
    if "word" not in parts and order == "MDY" and match.start("day") < match.start("year"):
        day, month = month or 0, day
    if language == "fa" and year in _JALALI_YEARS:
        return _jalali(year, month or 0, day)
    try:
        return date(year, month or 0, day) if year in _YEARS else None
    except ValueError:
        return None


def _jalali(year: int, month: int, day: int) -> date | None:
    """Return a day of the Iranian calendar; None when that has no such day.

    Its leap years follow a cycle of 33 years, which holds from 1178 to 1633.
    """

    def new_year(of: int) -> int:
        cycles, rest = divmod(of + 11, 33)
        return 226527 + 365 * of + cycles * 8 + (rest + 3) // 4  # ordinal of Nowruz

    first = new_year(year) + 31 * (month - 1) - max(0, month - 7)
    following = new_year(year + 1) if month == 12 else first + 31 - (month > 6)  # noqa: PLR2004  months: six of 31 days, five of 30
    is_day = 1 <= month <= 12 and 1 <= day <= following - first  # noqa: PLR2004  as above
    return date.fromordinal(first + day - 1) if is_day else None


def _time(text: str, day: re.Match[str]) -> tuple[time | None, tzinfo | None]:
    """Return the time written nearest to a day, after it rather than before, and its offset."""
    after, before = _CLOCK.search(text, day.end()), _last(_CLOCK.finditer(text, 0, day.start()))
    clock = after or before
    if after and before and day.start() - before.end() < after.start() - day.end():
        clock = before  # 10:34 04.05.2023 (updated 11:02 04.05.2023)
    if clock is None:
        return None, None
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"][0] in "Pp")
    try:
        at = time(hour, minute)
    except ValueError:
        return None, None
    if not clock["sign"]:
        return at, None
    offset = timedelta(hours=int(clock["hours"]), minutes=int(clock["minutes"]))
    return at, timezone(-offset if clock["sign"] == "-" else offset)


def _last(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    *_, last = (None, *matches)
    return last


@lru_cache(maxsize=1024)
def month_number(word: str, language: str) -> int | None:
    """Return the number of a month named in a language, in any case or capitals; None for none."""
    from dateparser import parse  # noqa: PLC0415  a tenth of a second that feeds never need

    for name in _nominatives(word, language):
        found = parse(
            f"1 {name} 2000",
            languages=[language] if language else None,
            settings={"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"],
                      "REQUIRE_PARTS": ["day", "month", "year"]},
        )  # fmt: skip
        if found and (found.day, found.year) == (1, 2000):
            return found.month
    return None


def _nominatives(word: str, language: str) -> Iterator[str]:
    """Yield what a word may be without its case and capitals, itself first."""
    lower = {word.lower().replace("\u0307", "")}
    if language in {"az", "tr"}:
        lower.add(word.translate(_DOTTED).lower())
    yield from lower
    for stem in {case.sub("", one) for case in _CASES.get(language, ()) for one in lower}:
        yield stem
        if language == "ka":
            yield from (f"{stem}ი", f"{stem}ო")
            yield from (f"{stem[:-1]}{vowel}{stem[-1:]}ი" for vowel in "აე")  # იანვრის
