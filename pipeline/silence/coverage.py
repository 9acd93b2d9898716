"""The coverage line: what "nothing found" rests on, in a reader's language. Pure.

We never print that somebody was silent; we print where we looked, until when, and where not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from pipeline.party import party_title
from pipeline.silence.state import READ, WELL, Facts, State
from pipeline.words import day_in, words

_REASONS = {"terms": "terms", "robots": "refused", "wall": "wall"}  # keys of our words
_Sources = Sequence[tuple[Facts, State]]


class Unwatched(Protocol):
    """A place where a party speaks and we do not listen (`not_watched.NotWatched`)."""

    @property
    def party(self) -> str:
        """Who speaks there."""

    @property
    def platform(self) -> str:
        """The title of the place."""

    @property
    def reason(self) -> str:
        """Why: terms, robots or wall."""


def coverage(  # noqa: PLR0913  what a reader sees it by
    sources: _Sources,
    not_watched: Iterable[Unwatched],
    *,
    found: int,
    now: datetime,
    zone: str = "UTC",
    language: str = "en",
    since: datetime | None = None,
) -> tuple[str, ...]:
    """Return what was found, where we looked until when, and where we did not, a part each.

    A source counts as checked while its last crawl read every listing, of a digest after the one
    before, `since`; the moment is that of the one looked at longest ago. A digest names them.
    """
    return tuple(_Told(now.astimezone(ZoneInfo(zone)), zone, language).parts(
        [one for one in sources if one[1].name != "archive"], not_watched, found, since
    ))  # fmt: skip


def unchecked(sources: _Sources) -> list[Facts]:
    """Return which of some sources nobody has read yet, though nothing keeps us from it."""
    return [facts for facts, state in sources if _is_read(state) and not facts.last_success]


class _Told:
    """The parts of the line, as a reader in a zone reads them."""

    def __init__(self, now: datetime, zone: str, language: str) -> None:
        self.now, self.zone, self.language = now, zone, language
        self.said, self.signs = words()[language].coverage, words()[language].alert

    def parts(
        self, followed: _Sources, places: Iterable[Unwatched], found: int, since: datetime | None
    ) -> Iterator[str]:
        """Yield the parts."""
        read = [facts for facts, state in followed if _is_read(state)]
        waiting = unchecked(followed)
        late = [one for one in read if one.last_success and since and one.last_success < since]
        checked = [one for one in read if one not in waiting and one not in late]
        if followed and len(waiting) == len(followed) and not found:
            yield self.said["not_yet"]
        else:
            yield self._checked(found, checked, len(followed))
        for name in dict.fromkeys(state.name for _, state in followed if _is_faulty(state)):
            of_it = [one for one in followed if one[1].name == name]
            yield self._list(name, [self._since(*one) for one in of_it])
        if len(waiting) < len(followed):  # else it is said already
            yield from self._named("waiting", waiting)
        yield from self._named("late", late)
        if holes := [hole for facts, _ in followed for hole in self._holes(facts)]:
            yield self._list("holes", holes)
        yield from self._unwatched(places)
        if since and checked:
            yield self.said["names"].format(names=", ".join(sorted(one.title for one in checked)))

    def _checked(self, found: int, checked: Sequence[Facts], followed: int) -> str:
        what = self.said["found"].format(n=found) if found else self.said["nothing"]
        moments = [one.last_success for one in checked if one.last_success]
        if not moments:
            return self.said["unchecked"].format(what=what)
        when = self._moment(min(moments))
        return self.said["checked"].format(
            what=what, n=len(checked), all=followed, when=when, zone=self.zone
        )

    def _since(self, facts: Facts, state: State) -> str:
        """Return a source with since when it is how it is; of one with nothing new, since that."""
        at = facts.last_new if state.name == "silent" else state.since
        when = self._moment(at or state.since)
        return self.said["since"].format(source=facts.title, when=when)

    def _holes(self, facts: Facts) -> Iterator[str]:
        """Yield what may be missed of a source, each with its days."""
        for gap in facts.gaps:
            first, last = self._moment(gap.since), self._moment(gap.until)
            yield self.said["hole"].format(source=facts.title, first=first, last=last)

    def _unwatched(self, places: Iterable[Unwatched]) -> Iterator[str]:
        """Yield, for each reason, each party with the places where it is not listened to."""
        by_reason: dict[str, dict[str, list[str]]] = {}
        for one in places:
            by_reason.setdefault(one.reason, {}).setdefault(one.party, []).append(one.platform)
        for reason, of in by_reason.items():
            yield self._list(_REASONS[reason], self._places(of), separator=self.signs["semicolon"])

    def _places(self, of: Mapping[str, Sequence[str]]) -> list[str]:
        return [
            self.said["place"].format(
                party=party_title(party, self.language), places=", ".join(dict.fromkeys(places))
            )
            for party, places in of.items()
        ]

    def _named(self, key: str, some: Sequence[Facts]) -> Iterator[str]:
        if some:
            yield self._list(key, sorted(one.title for one in some))

    def _list(self, key: str, parts: Iterable[str], separator: str = ", ") -> str:
        return f"{self.said[key]}{self.signs['colon']}{separator.join(parts)}"

    def _moment(self, at: datetime) -> str:
        """Return a moment on the reader's clock, dated when it is not of today."""
        local = at.astimezone(self.now.tzinfo)
        if local.date() == self.now.date():
            return f"{local:%H:%M}"
        return f"{day_in(local, self.language, 'medium')}, {local:%H:%M}"


def _is_read(state: State) -> bool:
    """Whether what a source publishes is read: also a silent one's, and one with a gap behind."""
    return state.name in (WELL | READ | {"silent"}) - {"paused", "archive"}


def _is_faulty(state: State) -> bool:
    """Whether a reader should know of it: it is not read, or brings less than it used to."""
    return state.name == "silent" or not _is_read(state)
