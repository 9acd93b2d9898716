"""How a reader wants to be told: rhythm, hours, language, discretion. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args
from zoneinfo import available_timezones

from pipeline.subscriptions.wanted import Rhythm, Wanted

LANGUAGES = ("en", "fr", "ru", "hy", "az", "tr")  # of our own words, in pages and mails

PlaceNames = Literal["paired", "armenian", "azerbaijani"]  # in our own words

_HOURS = range(24)
_DAYS = range(7)
_QUIET = "quiet_from, quiet_until"
_YES = {"1": True, "yes": True, "on": True, "true": True}
_NO = {"": False, "0": False, "no": False, "off": False, "false": False}
Fields = Mapping[str, Sequence[str]]  # as a form, a table or a command line has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How a reader wants to be told; hours are of the zone."""

    language: str = "en"
    zone: str = "UTC"  # IANA
    rhythm: Rhythm = "at_once"
    hour: int = 8  # of a daily or weekly mail
    weekday: int = 0  # of a weekly one; 0 is Monday
    quiet_from: int | None = None  # hour; None: no quiet hours
    quiet_until: int | None = None  # exclusive; may lie on the next day
    discreet: bool = False
    empty_digest: bool = False  # a digest comes though there is nothing to tell
    place_names: PlaceNames = "paired"
    by_feed: bool = False  # at a private address that they read, instead of by mail

    def __post_init__(self) -> None:
        """Raise ValueError naming what cannot be, and what can."""
        if self.language not in LANGUAGES:
            raise ValueError(f"language: {self.language!r} is none of {', '.join(LANGUAGES)}")
        if self.zone not in zones():
            raise ValueError(f"zone: {self.zone!r} is no time zone; write one like Asia/Yerevan")
        if self.rhythm not in get_args(Rhythm):
            known = ", ".join(get_args(Rhythm))
            raise ValueError(f"rhythm: {self.rhythm!r} is none of {known}")
        if self.place_names not in get_args(PlaceNames):
            known = ", ".join(get_args(PlaceNames))
            raise ValueError(f"place_names: {self.place_names!r} is none of {known}")
        for name in ("hour", "quiet_from", "quiet_until"):
            if (value := getattr(self, name)) is not None and value not in _HOURS:
                raise ValueError(f"{name}: {value} is no hour; write 0 to 23")
        if self.weekday not in _DAYS:
            raise ValueError(f"weekday: {self.weekday} is no day; write 0 (Monday) to 6")
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError(f"{_QUIET}: quiet hours need both a beginning and an end")
        if self.quiet_from is not None and self.quiet_from == self.quiet_until:
            what = "quiet hours that end when they begin would be the whole day"
            raise ValueError(f"{_QUIET}: {what}")


@cache
def zones() -> frozenset[str]:
    """Return the time zones a reader can live in: places, and UTC."""
    return frozenset(
        name
        for name in available_timezones()
        if name == "UTC"
        or ("/" in name and not name.startswith(("Etc/", "SystemV/", "posix/", "right/")))
    )


def changed(before: Preferences, given: Fields) -> Preferences:
    """Return preferences with what was given; raise ValueError naming what is wrong."""
    return replace(before, **_read(Preferences, given))


def chosen(before: Wanted, given: Fields) -> Wanted:
    """Return a choice with what was given; raise ValueError naming what is wrong."""
    return replace(before, **_read(Wanted, given))


def written(one: Preferences | Wanted) -> dict[str, str]:
    """Return the fields as `changed` and `chosen` read them, lists separated by spaces."""
    return {field.name: _written(getattr(one, field.name)) for field in fields(one)}


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _read(kind: type, given: Fields) -> dict[str, Any]:  # Any: values of the fields
    types = {field.name: field.type for field in fields(kind)}
    return {name: _value(name, types[name], given[name]) for name in types if name in given}


def _value(name: str, kind: object, given: Sequence[str]) -> object:
    """Return what a field's texts say, by its type."""
    if kind == tuple[str, ...]:
        return tuple(dict.fromkeys(word for one in given for word in one.split()))
    text = given[-1].strip() if given else ""
    if kind is bool:
        known = _YES | _NO
        if text.lower() not in known:
            raise ValueError(f"{name}: {text!r} is neither yes nor no")
        return known[text.lower()]
    if not text and NoneType in get_args(kind):
        return None
    if kind in (int, int | None):
        if not (text.isascii() and text.isdecimal() and len(text) <= 2):  # noqa: PLR2004  digits
            days = ", 0 (Monday) to 6" if name == "weekday" else ""
            raise ValueError(f"{name}: {text!r} is no number{days}")
        return int(text)
    return text
