"""The coverage line: what "nothing found" rests on. Pure.

We never print that somebody was silent; we print where we looked, until when, and where not.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from pipeline.state import READ, WELL, Facts, State


class Unwatched(Protocol):
    """A place where a party speaks and we do not listen (pipeline.not_watched.NotWatched)."""

    @property
    def party(self) -> str:
        """Who speaks there."""

    @property
    def platform(self) -> str:
        """The title of the place."""


def coverage(
    sources: Sequence[tuple[Facts, State]],
    not_watched: Iterable[Unwatched],
    *,
    found: int,
    now: datetime,
    zone: str = "UTC",
) -> str:
    """Return in one sentence what was found, where we looked until when, and where we did not.

    A source counts as checked while its last crawl read every listing; the moment is that of the
    one looked at longest ago.
    """
    followed = [(facts, state) for facts, state in sources if state.name != "archive"]
    checked = [
        facts.last_success for facts, state in followed if facts.last_success and _is_read(state)
    ]
    parts = [_checked(found, checked, now.astimezone(ZoneInfo(zone)), zone)]
    for name in dict.fromkeys(state.name for _, state in followed if not _is_read(state)):
        titles = sorted(facts.source for facts, state in followed if state.name == name)
        parts.append(f"{name}: {', '.join(titles)}")
    waiting = sorted(
        facts.source for facts, state in followed if _is_read(state) and not facts.last_success
    )
    if waiting:
        parts.append(f"not checked yet: {', '.join(waiting)}")
    if holes := [
        one for facts, _ in followed for one in _holes(facts, now.astimezone(ZoneInfo(zone)))
    ]:
        parts.append(f"not whole: {', '.join(holes)}")
    if places := _places(not_watched):
        parts.append(f"not watched: {places}")
    return "; ".join(parts)


def _is_read(state: State) -> bool:
    """Whether what a source publishes is read: also a silent one's, and one with a gap behind."""
    return state.name in (WELL | READ | {"silent"}) - {"paused", "archive"}


def _holes(facts: Facts, now: datetime) -> Iterator[str]:
    """Yield what may be missed of a source, each with its days."""
    for gap in facts.gaps:
        first, last = gap.since.astimezone(now.tzinfo), gap.until.astimezone(now.tzinfo)
        until = f"{last:%H:%M}" if last.date() == first.date() else f"{last:%Y-%m-%d %H:%M}"
        yield f"{facts.source} from {first:%Y-%m-%d %H:%M} to {until}"


def _checked(found: int, checked: Sequence[datetime], now: datetime, zone: str) -> str:
    what = f"{found} found" if found else "nothing found"
    if not checked:
        return f"{what}: no source was checked"
    plural = "s" if len(checked) != 1 else ""
    first = min(checked).astimezone(now.tzinfo)
    until = f"{first:%H:%M}" if first.date() == now.date() else f"{first:%Y-%m-%d %H:%M}"
    return f"{what} in {len(checked)} source{plural} checked until {until} {zone}"


def _places(not_watched: Iterable[Unwatched]) -> str:
    """Return each party with the places where it is not listened to."""
    of: dict[str, list[str]] = {}
    for one in not_watched:
        of.setdefault(one.party, []).append(one.platform)
    return "; ".join(
        f"{party.replace('_', ' ').title()} on {', '.join(dict.fromkeys(places))}"
        for party, places in of.items()
    )
