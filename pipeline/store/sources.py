"""Sources, the addresses they showed, and the crawls that were there."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.orm import Session, joinedload

from pipeline.errors import DatabaseError
from pipeline.silence.state import READ
from pipeline.spool import VISITS, KnownPage
from pipeline.store.connection import Row, any_of
from pipeline.tables import Address, Crawl, Document, Page, Source, Span

RECENT = 3000  # addresses of a source a crawl is told of; more than any listing is read back
OTHER_SIDE = 1000  # addresses beyond a gap that a walk may meet; it ends at the first page of them
RECENT_CRAWLS = 200  # of a source, whose pages a crawl is told of; more than a day has


def declare(session: Session, rows: Sequence[Row]) -> None:
    """Bring the declared facts of sources up to date; their state stays."""
    statement = insert(Source)
    facts = {
        name: statement.excluded[name]
        for name in rows[0]
        if name not in {"name", "cadence"}  # an operator may have re-paced it
    }
    session.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_=facts), list(rows)
    )


def sources_at(session: Session, host: str) -> list[str]:
    """Return the sources that publish at a host, or at one it is part of."""
    found = session.execute(select(Source.name, Source.hosts).order_by(Source.name))
    return [
        name
        for name, hosts in found
        if any(host == one or host.endswith(f".{one}") for one in hosts)
    ]


def every_source(session: Session) -> list[Source]:
    """Return every source that has or had texts, by name."""
    return list(session.scalars(select(Source).order_by(Source.name)))


def source_of(session: Session, name: str) -> Source:
    """Return a source; raise DatabaseError when it was never declared here."""
    source = session.get(Source, name)
    if source is None:
        raise DatabaseError(f"source {name} is not in table source; is the database migrated?")
    return source


def is_due(session: Session, name: str, now: datetime) -> bool:
    """Return whether a source is to be crawled now; what has ended never is."""
    return bool(session.scalar(select(Source.name).where(Source.name == name, _due(now))))


def due_sources(session: Session, now: datetime) -> list[str]:
    """Return the sources that are to be crawled now, due longest first."""
    due = select(Source.name).where(_due(now))
    return list(session.scalars(due.order_by(Source.due_at.nulls_first(), Source.name)))


def _due(now: datetime) -> ColumnElement[bool]:
    come = or_(Source.due_at.is_(None), Source.due_at <= now)
    return and_(come, Source.crawled, ~Source.paused)


def known_addresses(
    session: Session, source: str, now: datetime, settled: datetime
) -> Iterator[tuple[list[str], bool, bool, bool, bool]]:
    """Yield the due addresses of a source, due longest first, then the recent others.

    Those of which the same is true together, the newest of the others first; each list with
    whether they are due, were read before, were first seen before a moment, and were last fetched
    in vain.
    """
    read, seen = Address.document_id.is_not(None), Address.seen_at < settled
    facts = read.label("read"), seen.label("settled"), (Address.attempts > 0).label("failed")
    known = select(Address.id, Address.url, Address.due_at, *facts).where(Address.source == source)
    known = known.where(~Address.backfilled)  # no listing has shown it: it would hide its news
    due = session.execute(known.where(Address.due_at <= now).order_by(Address.due_at, Address.id))
    for same, rows in groupby(due, key=lambda row: tuple(row[3:])):
        yield [row.url for row in rows], True, *same
    recent = known.order_by(Address.id.desc()).limit(RECENT).subquery()
    columns = recent.c.read, recent.c.settled, recent.c.failed
    newest = func.json_agg(aggregate_order_by(recent.c.url, recent.c.id.desc()))
    others = select(newest, *columns).group_by(*columns).order_by(func.max(recent.c.id).desc())
    others = others.where(or_(recent.c.due_at.is_(None), recent.c.due_at > now))
    yield from ((urls, False, *same) for urls, *same in session.execute(others))


def addresses_by(session: Session, source: str, moment: datetime) -> list[str]:
    """Return the newest addresses of a source that were known at a moment."""
    known = select(Address.url).where(Address.source == source, Address.seen_at <= moment)
    return list(session.scalars(known.order_by(Address.id.desc()).limit(OTHER_SIDE)))


def addresses_around(
    session: Session, source: str, since: datetime, until: datetime, now: datetime
) -> Iterator[tuple[str, bool]]:
    """Yield what a backfill need not look for, each with whether it is due of one before.

    The newest addresses, and those of texts published between two moments.
    """
    own = Address.source == source
    unread = and_(Address.backfilled, Address.due_at <= now, Address.document_id.is_(None))
    told = set(session.scalars(select(Address.url).where(own, unread).order_by(Address.id)))
    yield from ((url, True) for url in told)
    recent = select(Address.url).where(own).order_by(Address.id.desc()).limit(RECENT)
    published = select(Address.url).join(Document, Address.document_id == Document.id)
    published = published.where(own, Document.published_at.between(since, until))
    for query in (recent, published):
        for url in session.scalars(query):
            if url not in told:
                told.add(url)
                yield url, False


def days_of(session: Session, days: Span) -> Span:
    """Return the span of the same days on the same way, the given one where there is none."""
    same = select(Span).where(Span.mode == days.mode, Span.source == days.source)
    same = same.where(
        Span.listing == days.listing, Span.since == days.since, Span.until == days.until
    )
    if (found := session.scalar(same)) is not None:
        return found
    session.add(days)
    session.flush()
    return days


def known_pages(
    session: Session, source: str, due: Collection[str], since: datetime
) -> list[KnownPage]:
    """Return the newest bytes kept whole of each due address, and of what came since a moment."""
    crawls = select(Crawl.id).where(Crawl.source == source).order_by(Crawl.id.desc())
    recent = (Page.crawl_id.in_(crawls.limit(RECENT_CRAWLS)), Page.fetched_at >= since)
    columns = Page.url, Page.role, Page.digest, Page.file, Page.offset, Page.fetched_at
    kept = select(*columns).where(~Page.revisit, Page.erased_for.is_(None)).order_by(Page.id)
    pages: dict[tuple[str, str], KnownPage] = {}
    for which in ((Page.url == any_of(due), Page.role == "document"), recent):
        rows = session.execute(kept.where(*which))
        pages |= {(row[0], row[1]): KnownPage(*row) for row in rows}  # type: ignore[arg-type]  # a check of the table knows the roles
    return list(pages.values())


def last_read(session: Session, source: str) -> datetime | None:
    """Return when every listing of a source had been read last."""
    read = select(Crawl.ended_at).where(Crawl.source == source)
    read = read.where(Crawl.outcome.in_(READ), Crawl.mode.in_(VISITS))
    return session.scalar(read.order_by(Crawl.id.desc()).limit(1))  # they never overlap


def crawl_of(session: Session, key: str) -> Crawl | None:
    """Return the crawl a spool file belongs to, if it is stored."""
    return session.scalar(select(Crawl).where(Crawl.key == key))


def addresses_at(session: Session, source: str, urls: Collection[str]) -> dict[str, Address]:
    """Return those of some addresses that a source has, each with its document."""
    found = select(Address).where(Address.source == source, Address.url == any_of(urls))
    found = found.options(joinedload(Address.document))
    return {address.url: address for address in session.scalars(found)}
