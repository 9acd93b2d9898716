"""The state of a source: why nothing new comes from it, or that all is well. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Literal

from pipeline.silence.rhythm import Rhythm

StateName = Literal[
    "ok", "quiet", "unread", "silent", "unreachable", "blocked", "layout", "gap", "robots",
    "disk", "paused", "archive", "stale",
]  # fmt: skip

WELL = frozenset({"ok", "quiet", "unread", "paused", "archive"})
READ = frozenset({"ok", "quiet", "gap"})  # outcomes of crawls that read every listing
OVERDUE = timedelta(hours=2)  # a crawl waits for its turn; beyond that it is not coming
_COMMANDS = {  # to look closer
    "gap": "veille sources gaps {}",
    "disk": "veille status",
    "stale": "veille crawl {}",
}  # anything else: does the declaration still hold of the site?


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """One visit to a source, as it was stored."""

    at: datetime  # aware; its end, or when what a dead one left was stored
    outcome: str | None  # None: it died
    reason: str
    items: int = 0  # texts it read
    lost_listings: int = 0  # or pages of them

    @property
    def is_of_articles(self) -> bool:
        """Whether it went wrong with articles alone: its listings were all read."""
        return self.outcome not in {*READ, None} and not self.lost_listings


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodPage:
    """The last page a crawl that went well has kept."""

    url: str
    file: str  # WARC file, relative to the archive
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What may be missed of a source, until it is filled or an operator closes it."""

    since: datetime  # nothing was missing then
    until: datetime  # when it was found
    why: str
    is_stuck: bool  # there is no way back, or it has ended
    pages: int  # read to fill it, so far
    found: int  # addresses in these that nobody knew

    def __str__(self) -> str:
        """Return it as operators read it."""
        between = f"missed between {_moment(self.since)} and {_moment(self.until)}"
        if self.is_stuck:
            return (
                f"{between}: {self.why}; `veille sources resume` tries again, `close-gap` ends it"
            )
        return f"{between}: {self.why}; being filled, {self.found} found in {self.pages} pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the database knows of a source."""

    source: str
    title: str
    kind: str  # official or press
    party: str | None
    languages: Sequence[str]
    paused: bool
    archive: bool  # it ended, or is only brought by hand
    cadence: timedelta
    hurried: int  # crawls that come sooner than the cadence, after a gap
    due_at: datetime | None
    declared_at: datetime
    crawls: Sequence[Crawled]  # the newest first
    rhythms: Mapping[str, Rhythm]  # by language; "": of the whole source
    last_success: datetime | None
    last_new: datetime | None
    last_page: GoodPage | None
    gaps: Sequence[Gap]  # the oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a source is, since when, and why."""

    name: StateName
    since: datetime
    cause: str  # the likely one, in a line
    command: str  # to look closer


def state(facts: Facts, now: datetime) -> State:
    """Return how a source is; the gravest that is true."""
    name, since, cause = next(_found(facts, now))
    command = _COMMANDS.get(name, "veille verify {}").format(facts.source)
    return State(name=name, since=since, cause=cause, command=command)


def _found(facts: Facts, now: datetime) -> Iterator[tuple[StateName, datetime, str]]:
    """Yield what is true of a source, the gravest first."""
    crawls = _telling(facts.crawls)
    last = crawls[0] if crawls else None
    begun = last.at if last else facts.declared_at
    if facts.archive:
        yield "archive", facts.declared_at, "it is not crawled: ended, or brought by hand"
    if facts.paused:
        yield "paused", begun, "an operator paused it; `veille sources resume` ends that"
    if (not_crawled := _not_crawled(facts, now)) is not None:
        yield "stale", not_crawled[0], not_crawled[1]
    if last is None:
        yield "unread", facts.declared_at, "not crawled yet"
        return
    if last.outcome is None:
        since = _since(crawls, {None})
        yield "stale", since, "its crawls die before they end; the log of task crawl says how"
    if last.outcome not in READ:
        yield _fault(last.outcome), _since(crawls, {last.outcome}), last.reason
    if facts.gaps:
        yield "gap", facts.gaps[0].until, "; ".join(map(str, facts.gaps))
    if silent := _silent(facts):
        yield "silent", min(one.expected_by for one in silent.values()), _silence(silent)
    well = takewhile(lambda one: one.outcome in READ, crawls)
    yield "quiet" if last.outcome == "quiet" else "ok", min(one.at for one in well), last.reason


def _telling(crawls: Sequence[Crawled]) -> Sequence[Crawled]:
    """Return the visits without those that tell nothing of what went wrong before.

    Where articles could not be read, a visit that read none does not end that.
    """
    told: list[Crawled] = []
    for one in reversed(crawls):
        is_idle = one.outcome == "quiet" and not one.items
        if not (is_idle and told and told[-1].is_of_articles):
            told.append(one)
    return told[::-1]


def _not_crawled(facts: Facts, now: datetime) -> tuple[datetime, str] | None:
    """Return since when a source that is due is not crawled, or not stored, and which of both."""
    last = facts.crawls[0].at if facts.crawls else None
    due = facts.due_at or (facts.declared_at if last is None else None)
    if due is not None and now - due > OVERDUE:
        return due, f"due since {_moment(due)} and not crawled: does the DAG collect run?"
    if facts.due_at is not None and facts.due_at > now:
        visited = facts.due_at - facts.cadence
        if visited - (last or facts.declared_at) > OVERDUE:
            why = "crawled, but nothing it brought was stored: does the DAG collect end?"
            return last or visited, why
    return None


def _since(crawls: Sequence[Crawled], outcomes: set[str | None]) -> datetime:
    """Return since when the latest crawls have all ended so."""
    return min(one.at for one in takewhile(lambda one: one.outcome in outcomes, crawls))


def _fault(outcome: str | None) -> StateName:
    match outcome:
        case "unreachable" | "blocked" | "layout" | "robots" | "disk":
            return outcome
    raise ValueError(f"{outcome!r} is no outcome of a crawl that went wrong")


def _silent(facts: Facts) -> dict[str, Rhythm]:
    """Return the rhythms of which nothing came in time, though we looked since."""
    looked = facts.last_success
    if looked is None:
        return {}
    silent = {name: one for name, one in facts.rhythms.items() if one.is_silent(looked)}
    return {"": silent[""]} if "" in silent else silent


def _silence(silent: Mapping[str, Rhythm]) -> str:
    parts = [
        f"nothing new{f' in {language}' if language else ''} since {_moment(one.last)}, "
        f"expected by {_moment(one.expected_by)}"
        for language, one in sorted(silent.items())
    ]
    return "; ".join(parts) + ": has it moved its news, or do we read an old copy?"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
