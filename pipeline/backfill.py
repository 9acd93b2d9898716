"""Backfill: bring in what a source published on some days, politely, told to nobody.

The days are spans, one for each way back the source has; what is found is recorded with the
cursor that leads on from it. Whoever asks for the same days again goes on, or finds them done.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

from pipeline import document, store
from pipeline.errors import CallError, CrawlError
from pipeline.revisions.rebase import Reread
from pipeline.settings import Settings
from pipeline.source import Crawled, known_span, places
from pipeline.spool import KnownAddresses
from pipeline.tables import Source, Span

log = logging.getLogger(__name__)

LIMIT = 500  # articles of one run, where nobody says otherwise
LONGEST = timedelta(hours=1)  # of one run
SLICE = 100  # articles of one crawl
IN_VAIN = 3  # crawls in a row that bring nothing, before a run is given up
PATIENCE = timedelta(minutes=10)  # for a crawl of the same hosts, which ends within five
_PAUSE = 5  # seconds, until hosts that were busy are looked at again

Crawl = Callable[..., Crawled]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Days of a source, both included, and the ways back to them."""

    source: str
    first: date
    last: date
    ways: Mapping[str, str]  # address as declared -> language, empty where it is of several


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfilled:
    """What one run came to."""

    read: int  # articles asked for
    is_done: bool
    stuck: Sequence[str]  # why a way could not be gone to its end

    def __str__(self) -> str:
        """Return it in a line."""
        if self.is_done:
            return f"{self.read} articles read; nothing is left to do"
        return f"{self.read} articles read; the same call goes on from there"


def wanted(  # noqa: PLR0913, PLR0917  what is asked for, and what it is checked by
    source: str,
    first: date,
    last: date,
    ways: Mapping[str, str],
    languages: Sequence[str],
    today: date,
) -> tuple[Wanted, str]:
    """Return what to bring in, and in a line what cannot be; raise CallError for a wrong wish."""
    if first > last:
        raise CallError(f"--from {first} is after --to {last}")
    if first > today:
        raise CallError(f"--from {first} has not come yet; today is {today}")
    if not ways:
        raise CallError(
            f"{source} has no way back: its listings have no pages and it declares no archive; "
            f"`veille ingest --source {source}` takes what is brought by hand"
        )
    reached = set(ways.values())
    lacking = [] if "" in reached else [one for one in languages if one not in reached]
    said = f"{source} has no way back in {', '.join(lacking)}" if lacking else ""
    return Wanted(source=source, first=first, last=last, ways=ways), said


def run(  # noqa: PLR0913  what is asked for, and what it is done with
    settings: Settings,
    asked: Wanted,
    crawl: Crawl,
    reread: Reread,
    *,
    limit: int = LIMIT,
    told: Callable[[str], object] = log.info,
) -> Backfilled:
    """Bring in what is left of some days, to at most so many articles, and say how it goes.

    `crawl` is crawlers.run.crawl, `reread` crawlers.reread.items. Raise CrawlError where crawls
    bring nothing several times in a row, or others do not leave the hosts.
    """
    begun = datetime.now(UTC)
    sessions = store.sessions(settings.database)
    with sessions.begin() as session:
        declared = store.source_of(session, asked.source)
        for url in asked.ways:
            days = _days(declared, asked, url)
            _open(store.days_of(session, days), days.why)
    read = vain = 0
    while read < limit and datetime.now(UTC) - begun < LONGEST:
        with _alone(settings, declared):
            known, spans = _left(settings, asked, declared)
            if not spans and not any(one.due for one in known):
                break
            most = min(SLICE, limit - read)
            ended = crawl(
                asked.source,
                known=known,
                spans=[known_span(span) for span in spans],
                most=most,
                mode="backfill",
                **places(settings),
            )
            document.take_over(settings, reread)
        read += ended.outcome.counts.get("asked", 0) if ended.outcome else 0
        vain = 0 if ended.error is None else vain + 1
        for line in _progress(settings, asked):
            told(line)
        if vain >= IN_VAIN:
            raise CrawlError(f"{asked.source}: {vain} crawls in a row failed: {ended.error}")
    known, spans = _left(settings, asked, declared)
    return Backfilled(
        read=read,
        is_done=not spans and not any(one.due for one in known),
        stuck=[one.why for one in _spans(settings, asked) if one.state == "stuck"],
    )


def _days(declared: Source, asked: Wanted, url: str) -> Span:
    """Return the span of the days asked for, on one way; not begun."""
    zone = ZoneInfo(declared.timezone)
    return Span(
        source=asked.source,
        mode="backfill",
        listing=url,
        since=datetime.combine(asked.first, clock(), zone),
        until=datetime.combine(asked.last + timedelta(days=1), clock(), zone),
        cursor={},
        state="open",
        why=f"days from {asked.first} to {asked.last}",
    )


def _open(span: Span, why: str) -> None:
    """Open a span again that is stuck, or was filled before its days were over."""
    was_early = span.closed_at is not None and span.closed_at < span.until
    if span.state == "stuck" or was_early:
        span.state, span.closed_at, span.cursor, span.why = "open", None, {}, why


@contextmanager
def _alone(settings: Settings, declared: Source) -> Iterator[None]:
    """Wait until the hosts are free, and hold them; raise CrawlError when they never are."""
    until = time.monotonic() + PATIENCE.total_seconds()
    while True:
        with store.host_lock(settings.database, declared.hosts) as alone:
            if alone:
                yield
                return
        if time.monotonic() > until:
            hosts = ", ".join(declared.hosts)
            raise CrawlError(f"{declared.name}: other crawls do not leave {hosts}; try later")
        time.sleep(_PAUSE)


def _left(
    settings: Settings, asked: Wanted, declared: Source
) -> tuple[list[KnownAddresses], list[Span]]:
    """Return what is known, with what is still due of it, and the spans that are open."""
    zone = ZoneInfo(declared.timezone)
    since = datetime.combine(asked.first, clock(), zone) - timedelta(days=2)
    until = datetime.combine(asked.last, clock(), zone) + timedelta(days=2)
    with store.sessions(settings.database)() as session:
        known = [
            KnownAddresses([url], due=due)
            for url, due in store.addresses_around(
                session, asked.source, since, until, datetime.now(UTC)
            )
        ]
    return known, [span for span in _spans(settings, asked) if span.state == "open"]


def _spans(settings: Settings, asked: Wanted) -> list[Span]:
    with store.sessions(settings.database)() as session:
        declared = store.source_of(session, asked.source)
        return [store.days_of(session, _days(declared, asked, url)) for url in asked.ways]


def _progress(settings: Settings, asked: Wanted) -> Iterator[str]:
    for span in _spans(settings, asked):
        state = span.state if span.state != "open" else "going on"
        yield f"{span.listing}: {state}, {span.pages} pages, {span.found} found"
