"""Sources: their declarations in the database, and one crawl of one of them."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging import ERROR, INFO
from typing import Any, Protocol

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.settings import Settings
from pipeline.silence.state import READ
from pipeline.spool import KnownAddresses, KnownSpan, Mode, Outcome
from pipeline.tables import Span

log = logging.getLogger(__name__)

SETTLED = timedelta(days=3)  # a day's backdating, and an outage of a day and a half before it
WHOLE = timedelta(days=1)  # after which an unchanged listing or feed is kept whole once more
HURRIED = 6  # crawls in a row that must have met what is known, until the cadence holds again
FILLED = 100  # articles read in a crawl that fills gaps, at most
SOONEST = timedelta(minutes=10)  # between two crawls of a source, however hurried
FACTS = (  # of a declaration, kept in table source
    *("name", "title", "kind", "tier", "party", "rights"),
    *("timezone", "languages", "hosts", "cadence"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visit to a source came to."""

    outcome: str  # an outcome of the design, or `busy`, or `died`
    reason: str  # one line for the operator
    failed: bool


class Crawled(Protocol):
    """How a crawl ended (crawlers.run.Crawl)."""

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; None: it died."""

    @property
    def error(self) -> str | None:
        """What went wrong, in one line."""


def declare(session: Session, declarations: Iterable[Mapping[str, Any]]) -> None:  # Any: facts
    """Bring table `source` up to date with the declarations."""
    rows = [
        {name: facts[name] for name in FACTS}
        | {"crawled": bool(facts["hosts"]) and not facts["archive"]}
        for facts in declarations
    ]
    for row in rows:
        row["languages"], row["hosts"] = list(row["languages"]), list(row["hosts"])
    store.declare(session, rows)


def hurried(left: int, outcome: Outcome | None) -> int:
    """Return how many crawls are hurried yet, after one that ended so; None: it died."""
    if outcome is not None and outcome.outcome == "gap":
        return HURRIED
    is_whole = outcome is not None and outcome.outcome in READ
    return max(left - is_whole, 0)


def pace(cadence: timedelta, *, hurried: int, paced: bool) -> timedelta:
    """Return the time between two crawls: half of it after a gap, as an operator chose else."""
    if not hurried or paced:
        return cadence
    return min(cadence, max(cadence / 2, SOONEST))


def run(
    settings: Settings,
    source: str,
    crawl: Callable[..., Crawled],
    *,
    mode: Mode = "crawl",
    now: datetime,
) -> Visit:
    """Crawl one source, alone on its hosts, into the spool; a failing source does not raise.

    `crawl` is crawlers.run.crawl.
    """
    sessions = store.sessions(settings.database)
    with sessions() as session:
        declared = store.source_of(session, source)
        known = [
            KnownAddresses(*some)
            for some in store.known_addresses(session, source, now, now - SETTLED)
        ]
        due = [url for some in known if some.due for url in some.urls]
        pages = store.known_pages(session, source, due, now - WHOLE)
    filled = ""
    with store.host_lock(settings.database, declared.hosts) as alone:
        if not alone:
            hosts = ", ".join(declared.hosts)
            return Visit(outcome="busy", reason=f"another crawl is on {hosts}", failed=False)
        where = places(settings)
        post = {"inbox": settings.inbox, "verifier": settings.verifier}
        crawled = crawl(source, known=known, pages=pages, mode=mode, **where, **post)
        with sessions.begin() as session:
            row = store.source_of(session, source)
            row.hurried = hurried(row.hurried, crawled.outcome)
            cadence = pace(row.cadence, hurried=row.hurried, paced=row.paced) * settings.pace
            row.due_at = now + cadence - settings.tick / 2
        if crawled.outcome is not None and crawled.outcome.outcome in {"ok", "quiet"}:
            filled = _fill(settings, source, crawl, known)
    if crawled.outcome is None:
        return Visit(outcome="died", reason=crawled.error or "it left no word", failed=True)
    ended, failed = crawled.outcome, crawled.error is not None
    log.log(ERROR if failed else INFO, "%s: %s: %s", source, ended.outcome, ended.reason)
    return Visit(outcome=ended.outcome, reason=f"{ended.reason}{filled}", failed=failed)


def _fill(
    settings: Settings,
    source: str,
    crawl: Callable[..., Crawled],
    known: Iterable[KnownAddresses],
) -> str:
    """Go on with the gaps of a source, behind a crawl that met what is known; say how it went."""
    with store.sessions(settings.database)() as session:
        spans = [
            known_span(span, _other_side(session, source, span.since))
            for span in store.open_gaps(session, source)
            if span.state == "open"
        ]
    if not spans:
        return ""
    only_known = [some._replace(due=False) for some in known]  # what is due is the crawl's
    where = places(settings)
    filled = crawl(source, known=only_known, spans=spans, most=FILLED, mode="fill", **where)
    ended = filled.outcome.reason if filled.outcome else filled.error
    return f"; {len(spans)} gap{'s' if len(spans) > 1 else ''} read back: {ended}"


def _other_side(session: Session, source: str, since: datetime) -> list[str]:
    """Return what was known, and settled, before a gap: down to it there may be news.

    As in every crawl: what is dated back stands below what was known when the gap began. Of a
    source that was not known long enough before, all that was.
    """
    settled = store.addresses_by(session, source, since - SETTLED)
    return settled or store.addresses_by(session, source, since)


def known_span(span: Span, old: Sequence[str] = ()) -> KnownSpan:
    """Return what a crawl is told of a span; `old` is known on the other side of a gap."""
    return KnownSpan(
        id=span.id,
        mode="fill" if span.mode == "fill" else "backfill",
        listing=span.listing,
        since=span.since,
        until=span.until,
        cursor=span.cursor,
        old=old,
    )


def places(settings: Settings) -> dict[str, Any]:  # Any: arguments of crawlers.run.crawl
    """Return where a crawl leaves what it brings, and where it asks."""
    return {
        "spool": settings.spool / "new",
        "archive": settings.archive,
        "cache": settings.cache,
        "room": settings.room,
        "replay": settings.replay,
    }


def due(settings: Settings, names: Iterable[str], *, now: datetime) -> list[str]:
    """Return those of some sources whose time has come, due longest first."""
    with store.sessions(settings.database)() as session:
        declared = set(names)
        return [one for one in store.due_sources(session, now) if one in declared]


def run_if_due(
    settings: Settings, source: str, crawl: Callable[..., Crawled], *, now: datetime
) -> Visit | None:
    """Crawl a source as `run` does if its time has come; None when it has not, or is paused."""
    with store.sessions(settings.database)() as session:
        if not store.is_due(session, source, now):
            return None
    return run(settings, source, crawl, now=now)
