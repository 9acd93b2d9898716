"""What we do not watch of a party, and why: said wherever silence is spoken of. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline import toml
from pipeline.errors import DeclarationError

Reason = Literal["terms", "robots", "wall"]

FILE = Path(__file__).parent / "not_watched.toml"
_PLATFORM = {"title", "reason", "words", "where"}
_CHANNEL = {"party", "platforms"}
_HANDLE = {"handle", "whose"}  # both, or neither
_PARTY = re.compile("[a-z]+(_[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWatched:
    """A place where a party speaks and we do not listen."""

    party: str
    platform: str  # its title
    reason: Reason
    words: str  # of its terms or its robots.txt, or what it answers
    where: str  # they stand
    handle: str | None  # None: whatever the party has there
    whose: str | None


def of(party: str) -> list[NotWatched]:
    """Return what is not watched of a party, in the order of the file."""
    return [one for one in not_watched() if one.party == party]


@cache
def not_watched(path: Path = FILE) -> tuple[NotWatched, ...]:
    """Return the whole table; raise DeclarationError naming the file, the key and the reason."""
    value = toml.read(path).value
    try:
        return tuple(_rows(value))
    except ValueError as error:
        raise DeclarationError(f"{path.name}: {error}") from error


def _rows(value: Mapping[str, Any]) -> Iterator[NotWatched]:  # Any: TOML
    """Yield the rows; raise ValueError naming the key that is wrong, and why."""
    _check(value, "the file", {"platform", "channel"})
    platforms = {}
    for name, platform in _table(value["platform"], "platform").items():
        platforms[name] = _texts(platform, f"platform.{name}", _PLATFORM)
        if platform["reason"] not in get_args(Reason):
            raise ValueError(f"platform.{name}.reason: {platform['reason']!r} is no reason")
    channels = value["channel"]
    for number, channel in enumerate(channels if isinstance(channels, list) else [channels], 1):
        where = f"channel {number}"
        _table(channel, where)
        _check(channel, where, _CHANNEL | (_HANDLE if _HANDLE & channel.keys() else set()))
        named = channel["platforms"]
        _texts({one: channel[one] for one in channel if one != "platforms"}, where)
        if not _PARTY.fullmatch(channel["party"]):
            raise ValueError(f"{where}.party: {channel['party']!r} is no party")
        if not isinstance(named, list) or not named:
            raise ValueError(f"{where}.platforms: {named!r} is no list of platforms")
        for name in named:
            if name not in platforms:
                raise ValueError(f"{where}.platforms: there is no [platform.{name}]")
            yield _row(channel, platforms[name])


def _row(channel: Mapping[str, Any], platform: Mapping[str, Any]) -> NotWatched:  # Any: TOML
    return NotWatched(
        party=channel["party"],
        platform=platform["title"],
        reason=platform["reason"],
        words=platform["words"],
        where=platform["where"],
        handle=channel.get("handle"),
        whose=channel.get("whose"),
    )


def _table(value: object, where: str) -> Mapping[str, Any]:  # Any: TOML
    if not isinstance(value, dict):
        raise ValueError(f"{where}: {value!r} is no table")  # noqa: TRY004  one error for the file
    return value


def _check(value: object, where: str, keys: Collection[str]) -> None:
    names = set(_table(value, where))
    if missing := sorted(set(keys) - names):
        raise ValueError(f"{where}.{missing[0]}: is missing")
    if unknown := sorted(names - set(keys)):
        raise ValueError(f"{where}.{unknown[0]}: is unknown; known: {', '.join(sorted(keys))}")


def _texts(
    value: Mapping[str, Any], where: str, keys: Collection[str] | None = None
) -> Mapping[str, str]:  # Any: TOML
    """Return a table of texts, none empty."""
    if keys is not None:
        _check(value, where, keys)
    for key, text in value.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{where}.{key}: {text!r} is no text")
    return value
