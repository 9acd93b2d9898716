"""The database: sessions, and every query under a name that says its question."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    CollectionAggregate,
    ColumnElement,
    Engine,
    Integer,
    String,
    TableValuedAlias,
    and_,
    any_,
    case,
    column,
    create_engine,
    delete,
    func,
    inspect,
    literal,
    literal_column,
    or_,
    select,
    table,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG, distinct_on, insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, sessionmaker

from pipeline.errors import DatabaseError
from pipeline.spool import VISITS
from pipeline.state import READ
from pipeline.tables import (
    Address,
    Band,
    Carriage,
    Crawl,
    Delivery,
    Document,
    DossierText,
    Flag,
    Held,
    Line,
    Page,
    Quotation,
    Revision,
    Searched,
    Source,
    Span,
    Statement,
    Subscriber,
    Subscription,
    Tie,
    Webhook,
)

CROWD = 100  # documents looked at under one band, the newest; more is furniture of some site
RECENT = 3000  # addresses of a source a crawl is told of; more than any listing is read back
OTHER_SIDE = 1000  # addresses beyond a gap that a walk may meet; it ends at the first page of them
RECENT_CRAWLS = 200  # of a source, whose pages a crawl is told of; more than a day has

MAIL = "mail"  # what can be held
TOLD = ("alert", "digest")  # kinds of messages that are made of lines

Row = dict[str, Any]  # Any: a row for a person, column titles to plain values


@cache
def engine(url: str) -> Engine:
    """Return the engine of a database, one per process."""
    try:
        return create_engine(make_url(url), pool_pre_ping=True, pool_size=4)
    except (ArgumentError, ValueError):
        raise DatabaseError("VEILLE_DATABASE is no database address") from None  # no password


def sessions(url: str | None) -> sessionmaker[Session]:
    """Return what opens sessions; raise DatabaseError when no database is known."""
    if url is None:
        raise DatabaseError(
            "no database is known here: set VEILLE_DATABASE, or start with `veille up`"
        )
    return sessionmaker(engine(url), expire_on_commit=False)


@contextmanager
def host_lock(url: str | None, hosts: Collection[str]) -> Iterator[bool]:
    """Hold the politeness lock on hosts; yield False at once when another crawl has one."""
    with _lock(url, [f"veille host {host}" for host in sorted(hosts)], wait=False) as alone:
        yield alone


@contextmanager
def keeping_lock(url: str | None, *, wait: bool) -> Iterator[bool]:
    """Hold the right to drop or to copy what is kept; yield False when another does either."""
    with _lock(url, ["veille keeping"], wait=wait) as alone:
        yield alone


@contextmanager
def _lock(url: str | None, names: Sequence[str], *, wait: bool) -> Iterator[bool]:
    """Hold advisory locks of the server: they end with this connection, however that ends."""
    take = func.pg_advisory_lock if wait else func.pg_try_advisory_lock
    with sessions(url)() as session:
        session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        taken: list[str] = []
        try:
            for name in names:
                if session.scalar(select(take(func.hashtextextended(name, 0)))) is False:
                    yield False
                    return
                taken.append(name)
            yield True
        finally:
            for name in taken:
                try:
                    session.scalar(select(func.pg_advisory_unlock(func.hashtextextended(name, 0))))
                except OperationalError:
                    break  # the connection is gone, and its locks with it


def any_of(values: Collection[str]) -> CollectionAggregate[bool]:
    """Return what equals any of some values; one parameter, however many they are."""
    return any_(literal(list(values), ARRAY(String)))


def hold(session: Session, what: str) -> None:
    """Wait for the one place of this name until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 0))))


# Sources and addresses


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


def source_of(session: Session, name: str) -> Source:
    """Return a source; raise DatabaseError when it was never declared here."""
    source = session.get(Source, name)
    if source is None:
        raise DatabaseError(f"source {name} is not in table source; is the database migrated?")
    return source


def is_due(session: Session, name: str, now: datetime) -> bool:
    """Return whether a source is to be crawled now; what has ended never is."""
    due = or_(Source.due_at.is_(None), Source.due_at <= now)
    crawled = and_(Source.crawled, ~Source.paused)
    return bool(session.scalar(select(Source.name).where(Source.name == name, due, crawled)))


def known_addresses(
    session: Session, source: str, now: datetime
) -> Iterator[tuple[str, bool, bool, datetime]]:
    """Yield the due addresses of a source, due longest first, then the recent others.

    Each with whether it is due, whether it was read before, and when it was first seen.
    """
    read = Address.document_id.is_not(None)
    known = select(Address.url, read, Address.seen_at).where(Address.source == source)
    known = known.where(~Address.backfilled)  # no listing has shown it: it would hide its news
    due = session.execute(known.where(Address.due_at <= now).order_by(Address.due_at, Address.id))
    told = {row[0]: (row[1], row[2]) for row in due}
    yield from ((url, True, *facts) for url, facts in told.items())
    recent = session.execute(known.order_by(Address.id.desc()).limit(RECENT))
    yield from ((row[0], False, row[1], row[2]) for row in recent if row[0] not in told)


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
) -> list[Page]:
    """Return the newest bytes kept whole of each due address, and of what came since a moment."""
    crawls = select(Crawl.id).where(Crawl.source == source).order_by(Crawl.id.desc())
    recent = (Page.crawl_id.in_(crawls.limit(RECENT_CRAWLS)), Page.fetched_at >= since)
    pages: dict[tuple[str, str], Page] = {}
    for which in ((Page.url == any_of(due), Page.role == "document"), recent):
        whole = select(Page).where(*which, ~Page.revisit).order_by(Page.id)
        pages |= {(page.url, page.role): page for page in session.scalars(whole)}
    return list(pages.values())


def last_read(session: Session, source: str) -> datetime | None:
    """Return when every listing of a source had been read last."""
    read = select(func.max(Crawl.ended_at)).where(Crawl.source == source)
    return session.scalar(read.where(Crawl.outcome.in_(READ), Crawl.mode.in_(VISITS)))


def open_gap(session: Session, source: str, listing: str) -> Span | None:
    """Return the gap in a listing of a source that is neither filled nor closed."""
    found = select(Span).where(Span.source == source, Span.listing == listing)
    return session.scalar(found.where(Span.mode == "fill", Span.closed_at.is_(None)))


def open_gaps(session: Session, source: str | None = None) -> list[Span]:
    """Return the gaps of a source, or of all, that are neither filled nor closed, oldest first."""
    found = select(Span).where(Span.mode == "fill", Span.closed_at.is_(None)).order_by(Span.id)
    return list(session.scalars(found if source is None else found.where(Span.source == source)))


def retry_gaps(session: Session, source: str) -> int:
    """Let the gaps of a source that are stuck be tried again; return how many there were."""
    stuck = [span for span in open_gaps(session, source) if span.state == "stuck"]
    for span in stuck:
        span.state = "open"
        span.cursor = {name: value for name, value in span.cursor.items() if name != "failed"}
    return len(stuck)


def close_gaps(session: Session, source: str, why: str, now: datetime) -> int:
    """Take the gaps of a source for closed; return how many there were."""
    gaps = open_gaps(session, source)
    for span in gaps:
        span.state, span.closed_at = "closed", now
        span.why = f"{span.why}; closed by an operator: {why}"
    return len(gaps)


def crawl_of(session: Session, key: str) -> Crawl | None:
    """Return the crawl a spool file belongs to, if it is stored."""
    return session.scalar(select(Crawl).where(Crawl.key == key))


def addresses_at(session: Session, source: str, urls: Collection[str]) -> dict[str, Address]:
    """Return those of some addresses that a source has, each with its document."""
    found = select(Address).where(Address.source == source, Address.url == any_of(urls))
    found = found.options(joinedload(Address.document))
    return {address.url: address for address in session.scalars(found)}


# Documents and revisions


def documents_at(session: Session, source: str, places: Collection[str]) -> dict[str, Document]:
    """Return the documents a source has at some canonical addresses."""
    found = select(Document).where(Document.source == source, Document.canonical == any_of(places))
    return {document.canonical: document for document in session.scalars(found)}


def revisions_of(session: Session, document: int) -> list[Revision]:
    """Return what a document said, oldest first."""
    found = select(Revision).where(Revision.document_id == document)
    return list(session.scalars(found.order_by(Revision.number)))


def current_revision(session: Session, document: int) -> Revision:
    """Return what a document says now."""
    found = select(Revision).where(Revision.document_id == document)
    return session.scalars(found.order_by(Revision.number.desc()).limit(1)).one()


def forget_flags(session: Session, revision: int) -> None:
    """Drop the flags of a revision whose text our own extractor changed: spans no longer fit."""
    session.execute(delete(Flag).where(Flag.revision_id == revision))


def pages_of(session: Session, source: str) -> list[Page]:
    """Return the pages that current revisions of a source's documents were read from."""
    found = select(Page).join(Revision, Revision.page_id == Page.id).join(Document)
    return list(session.scalars(found.where(Document.source == source).order_by(Page.id)))


def kept_revisions(
    session: Session, source: str, since: datetime | None
) -> Iterator[tuple[Document, Revision, Page, bool]]:
    """Yield what a source's documents said and the page that shows it, those of a page together.

    And whether it is what the document says now; a hundred rows in memory at a time.
    """
    newest = select(func.max(Revision.number)).where(Revision.document_id == Document.id)
    is_current = Revision.number == newest.correlate(Document).scalar_subquery()
    found = select(Document, Revision, Page, is_current).join(Revision.document)
    found = found.join(Revision.page).where(Document.source == source)
    found = found.where(Document.withheld_at.is_(None))
    if since is not None:
        found = found.where(Revision.seen_at >= since)
    found = found.order_by(Page.id, Revision.id).execution_options(yield_per=100)
    rows = session.execute(found)
    yield from ((row[0], row[1], row[2], row[3]) for row in rows)


def came_by_hand(session: Session, page: Page) -> bool:
    """Return whether an operator brought a page, and no crawl."""
    return session.get_one(Crawl, page.crawl_id).mode == "ingest"


def to_do(
    session: Session,
    mark: InstrumentedAttribute[int | None],
    *needs: ColumnElement[bool],
    limit: int,
) -> list[tuple[Revision, Document, Source]]:
    """Return revisions whose mark is still null, locked; others skip what one works on."""
    found = select(Revision, Document, Source).join(Revision.document).join(Source)
    found = found.where(mark.is_(None), *needs).order_by(Revision.id).limit(limit)
    rows = session.execute(found.with_for_update(of=Revision, skip_locked=True))
    return [(row[0], row[1], row[2]) for row in rows]


# Statements


def statement_of(session: Session, document: int) -> Statement | None:
    """Return the first statement a document carries the words of; a mere report of one is none."""
    found = select(Statement).join(Carriage, Carriage.statement_id == Statement.id)
    found = found.where(Carriage.document_id == document, Carriage.role != "report")
    return session.scalar(found.order_by(Carriage.id).limit(1))


def carriers_of(session: Session, statement: int) -> list[tuple[Carriage, Document]]:
    """Return the documents that carry a statement, the authoritative first, then the oldest."""
    found = select(Carriage, Document).join(Document).where(Carriage.statement_id == statement)
    authoritative = (Carriage.role != "authoritative", Document.id)
    return [(row[0], row[1]) for row in session.execute(found.order_by(*authoritative))]


# Reprints


def keep_bands(session: Session, keys: Mapping[int, Collection[int]]) -> None:
    """Let each of some documents be found under its keys."""
    own = _keys_of(keys)
    rows = insert(Band).from_select(["document_id", "key"], select(own.c.document_id, own.c.key))
    session.execute(rows.on_conflict_do_nothing())


def _keys_of(keys: Mapping[int, Collection[int]]) -> TableValuedAlias:
    """Return some documents' keys as rows: document_id, key."""
    pairs = [(document, key) for document, some in keys.items() for key in set(some)]
    each = (literal([pair[at] for pair in pairs], ARRAY(Integer)) for at in (0, 1))
    return func.unnest(*each).table_valued("document_id", "key").render_derived("own")


def documents_under(
    session: Session, keys: Mapping[int, Collection[int]], *, limit: int
) -> dict[int, dict[int, int]]:
    """Return, of each of some documents, the others under its keys and how many they share.

    Those sharing most, the oldest of them first.
    """
    own = _keys_of(keys)
    newest = select(Band.document_id).where(Band.key == own.c.key).limit(CROWD)
    hit = newest.order_by(Band.document_id.desc()).lateral("hit")
    shared = func.count().label("shared")
    place = func.row_number().over(
        partition_by=own.c.document_id, order_by=(shared.desc(), hit.c.document_id)
    )
    found = select(own.c.document_id.label("own"), hit.c.document_id, shared, place.label("place"))
    found = found.select_from(own).join(hit, hit.c.document_id != own.c.document_id)
    others = found.group_by(own.c.document_id, hit.c.document_id).subquery("others")
    nearest = select(others.c.own, others.c.document_id, others.c.shared)
    nearest = nearest.where(others.c.place <= limit).order_by(others.c.own, others.c.place)
    together: dict[int, dict[int, int]] = {document: {} for document in keys}
    for document, other, number in session.execute(nearest):
        together[document][other] = number
    return together


def texts_of(
    session: Session, documents: Collection[int]
) -> list[tuple[Document, Revision, Source]]:
    """Return what some documents say now, in the order of their ids."""
    found = select(Document, Revision, Source).ext(distinct_on(Document.id)).join(Source)
    found = found.join(Revision, Revision.document_id == Document.id)
    found = found.where(Document.id.in_(documents))
    rows = session.execute(found.order_by(Document.id, Revision.number.desc()))
    return [(row[0], row[1], row[2]) for row in rows]


def is_tied(session: Session, document: int) -> bool:
    """Return whether a document is known to reprint or correct an earlier one."""
    return session.get(Tie, document) is not None


def first_print(session: Session, document: Document) -> Document:
    """Return the document another one reprints or supersedes, itself when it is the first."""
    first, tie = document, session.get(Tie, document.id)
    while tie is not None and tie.kind != "corrects":
        first = session.get_one(Document, tie.earlier_id)
        tie = session.get(Tie, first.id)
    return first


def prints_of(session: Session, document: Document) -> list[Document]:
    """Return the first print of a text and what reprints or supersedes it, or one of these.

    As far as no statement joins them.
    """
    found = [first_print(session, document)]
    tied = select(Document).join(Tie, Tie.document_id == Document.id)
    tied = tied.where(Tie.kind != "corrects").order_by(Document.id)
    behind = found
    while behind:
        ids = [one.id for one in behind]
        behind = list(session.scalars(tied.where(Tie.earlier_id.in_(ids))))
        found = [*found, *behind]
    return found


def corrected_by(session: Session, document: Document) -> Document | None:
    """Return the earlier text a document corrects."""
    tie = session.get(Tie, document.id)
    if tie is None or tie.kind != "corrects":
        return None
    return session.get_one(Document, tie.earlier_id)


# Quotations


def replace_quotations(session: Session, quotations: Mapping[int, Sequence[Row]]) -> None:
    """Keep the quotations of some revisions in place of those read from them before."""
    before = delete(Quotation).where(Quotation.revision_id.in_(quotations))
    session.execute(before, execution_options={"synchronize_session": False})
    if rows := [row for those in quotations.values() for row in those]:
        session.execute(insert(Quotation), rows)


def quotations_of(session: Session, revision: int) -> list[Quotation]:
    """Return the quotations of a revision, in its order."""
    found = select(Quotation).where(Quotation.revision_id == revision)
    return list(session.scalars(found.order_by(Quotation.start, Quotation.end.desc())))


# Flags


def keep_dossier(session: Session, digest: str, slug: str, content: str) -> None:
    """Keep the text of a dossier under its digest."""
    row = {"digest": digest, "slug": slug, "text": content}
    session.execute(insert(DossierText).values(row).on_conflict_do_nothing())


def raise_flags(session: Session, rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Raise flags; return revision and grade of those that are new."""
    if not rows:
        return []
    new = insert(Flag).on_conflict_do_nothing().returning(Flag.revision_id, Flag.grade)
    return [(row[0], row[1]) for row in session.execute(new, rows)]


def flags_of(session: Session, revision: int) -> list[Flag]:
    """Return the flags of a revision, the newest digest of each dossier and section last."""
    return list(
        session.scalars(select(Flag).where(Flag.revision_id == revision).order_by(Flag.id))
    )


# Subscribers, lines, deliveries


def subscribe(
    session: Session, address: str, dossier: str, grade: str, since: datetime | None
) -> bool:
    """Note what a reader asks for; return whether they are new here."""
    row = {"address": address, "since": since}
    new = session.scalar(
        insert(Subscriber).values(row).on_conflict_do_nothing().returning(Subscriber.id)
    )
    subscriber = (
        new or session.scalars(select(Subscriber.id).where(Subscriber.address == address)).one()
    )
    wanted = insert(Subscription).values(subscriber_id=subscriber, dossier=dossier, grade=grade)
    session.execute(
        wanted.on_conflict_do_update(
            index_elements=["subscriber_id", "dossier"], set_={"grade": grade}
        )
    )
    return new is not None


def subscriber_at(session: Session, address: str) -> Subscriber:
    """Return a subscriber."""
    return session.scalars(select(Subscriber).where(Subscriber.address == address)).one()


def subscriptions_to(
    session: Session, dossiers: Collection[str]
) -> list[tuple[Subscription, Subscriber]]:
    """Return who asked for these dossiers, and is told by mail: neither paused nor gone."""
    found = select(Subscription, Subscriber).join(Subscriber)
    found = found.where(Subscriber.state == "confirmed", Subscriber.by_feed.is_(False))
    found = found.where(Subscription.dossier.in_(dossiers)).order_by(Subscription.id)
    return [(row[0], row[1]) for row in session.execute(found)]


def told(session: Session, subscriber: int, documents: Collection[int]) -> bool:
    """Return whether a subscriber has a line of one of these documents."""
    line = select(Line.id).where(Line.subscriber_id == subscriber, Line.document_id.in_(documents))
    return session.scalar(line.limit(1)) is not None


def told_officially(session: Session, subscriber: int, statements: Collection[int]) -> bool:
    """Return whether a subscriber has a line of an official text of one of some statements."""
    official = select(Carriage.document_id).where(
        Carriage.statement_id.in_(statements), Carriage.role.in_(["authoritative", "edition"])
    )
    line = select(Line.id).where(Line.subscriber_id == subscriber, Line.document_id.in_(official))
    return session.scalar(line.limit(1)) is not None


def told_last(session: Session, subscriber: int, document: int) -> Revision | None:
    """Return the revision a subscriber was told of last, of one document."""
    found = select(Revision).join(Line, Line.revision_id == Revision.id)
    found = found.where(Line.subscriber_id == subscriber, Line.document_id == document)
    return session.scalar(found.order_by(Line.id.desc()).limit(1))


def told_where(session: Session, subscriber: int, places: Sequence[int]) -> Line | None:
    """Return the last line a subscriber has of the first of some documents told of at all."""
    found = select(Line).where(Line.subscriber_id == subscriber, Line.document_id.in_(places))
    lines = list(session.scalars(found.order_by(Line.id.desc())))
    return min(lines, key=lambda one: places.index(one.document_id), default=None)


def told_before(session: Session, subscriber: int, revision: Revision) -> Revision | None:
    """Return the revision of the same document that a subscriber was told of before this one."""
    found = select(Revision).join(Line, Line.revision_id == Revision.id)
    found = found.where(
        Line.subscriber_id == subscriber,
        Revision.document_id == revision.document_id,
        Revision.number < revision.number,
    )
    return session.scalar(found.order_by(Revision.number.desc()).limit(1))


def news(session: Session) -> list[Revision]:
    """Return what announced documents say for sure and is flagged, the oldest document first.

    What was withdrawn is left out.
    """
    sure = or_(Revision.number == 1, Revision.confirmed_at.is_not(None))
    found = select(Revision.id).join(Document, Revision.document_id == Document.id)
    shown = Document.withdrawn_at.is_(None)
    found = found.where(Document.announced, shown, sure).ext(distinct_on(Document.id))
    newest = found.order_by(Document.id, Revision.number.desc())
    flagged = select(Flag.revision_id)
    both = select(Revision).where(Revision.id.in_(newest), Revision.id.in_(flagged))
    both = both.options(joinedload(Revision.document))
    return list(session.scalars(both.order_by(Revision.document_id)))


def has_line(session: Session, subscriber: int, revision: int, kind: str | None = None) -> bool:
    """Return whether a subscriber was told of this very revision, or so by a line of a kind."""
    line = select(Line.id).where(Line.subscriber_id == subscriber, Line.revision_id == revision)
    if kind is not None:
        line = line.where(Line.kind == kind)
    return session.scalar(line.limit(1)) is not None


def whereabouts_to_tell(session: Session, *, limit: int) -> list[Document]:
    """Return documents withdrawn or restored that nobody was told of yet, locked.

    Those whose words are still to be told are left out: words come first.
    """
    waiting = select(Revision.id).where(
        Revision.document_id == Document.id, Revision.lined_by.is_(None)
    )
    found = select(Document).where(Document.withdrawn_lined_by.is_(None), ~waiting.exists())
    found = found.order_by(Document.id).limit(limit).with_for_update(skip_locked=True)
    return list(session.scalars(found))


def last_lines(session: Session, document: int) -> list[Line]:
    """Return the last line of a document of each subscriber who is told and wants its dossier."""
    found = select(Line).ext(distinct_on(Line.subscriber_id)).where(Line.document_id == document)
    newest = list(session.scalars(found.order_by(Line.subscriber_id, Line.id.desc())))
    wanted = subscriptions_to(session, {one.dossier for one in newest})
    pairs = {(one.subscriber_id, one.dossier) for one, _ in wanted}
    return [one for one in newest if (one.subscriber_id, one.dossier) in pairs]


def lines_last(session: Session, subscriber: int, documents: Collection[int]) -> list[Line]:
    """Return the last line a subscriber has of each of some documents."""
    found = select(Line).ext(distinct_on(Line.document_id))
    found = found.where(Line.subscriber_id == subscriber, Line.document_id.in_(documents))
    return list(session.scalars(found.order_by(Line.document_id, Line.id.desc())))


def was_told_withdrawn(session: Session, subscriber: int, document: int, before: int) -> bool:
    """Return whether a subscriber had a line that a document was withdrawn, before a line."""
    line = select(Line.id).where(Line.subscriber_id == subscriber, Line.document_id == document)
    line = line.where(Line.kind == "withdrawn", Line.id < before)
    return session.scalar(line.limit(1)) is not None


def add_delivery(
    session: Session,
    subscriber: int,
    now: datetime,
    kind: str = "alert",
    *,
    due_at: datetime | None = None,
) -> Delivery:
    """Add a message to a subscriber, due at once unless told when."""
    delivery = Delivery(
        key=secrets.token_hex(16),
        subscriber_id=subscriber,
        kind=kind,
        created_at=now,
        due_at=due_at or now,
    )
    session.add(delivery)
    session.flush()
    return delivery


def open_delivery(
    session: Session, subscriber: int, kind: str, slot: datetime, now: datetime
) -> Delivery | None:
    """Return the one message of a slot, made now or before; None where it is on its way already.

    Until the end of this transaction no sender can claim it.
    """
    row = {
        "key": secrets.token_hex(16),
        "subscriber_id": subscriber,
        "kind": kind,
        "slot": slot,
        "created_at": now,
        "due_at": slot,
    }
    untouched = (Delivery.attempts == 0, Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    made = insert(Delivery).values(row)
    kept = made.on_conflict_do_update(
        index_elements=["subscriber_id", "slot"],
        # A digest in the hour quiet hours end is one; at the least this locks the row.
        set_={"kind": case((made.excluded.kind == "digest", "digest"), else_=Delivery.kind)},
        where=and_(*untouched),
    )
    found = session.scalar(kept.returning(Delivery.id))
    return None if found is None else session.get_one(Delivery, found)


def first_delivery(
    session: Session, subscriber: int, documents: Collection[int]
) -> Delivery | None:
    """Return the message that first told a subscriber of one of some documents."""
    found = (
        select(Delivery)
        .join(Line)
        .where(Line.subscriber_id == subscriber, Line.document_id.in_(documents))
    )
    return session.scalar(found.order_by(Delivery.id).limit(1))


def add_line(session: Session, row: Row) -> bool:
    """Write a line; return False when the same was written before."""
    return (
        session.scalar(insert(Line).values(row).on_conflict_do_nothing().returning(Line.id))
        is not None
    )


def claim(
    session: Session,
    now: datetime,
    until: datetime,
    kinds: Collection[str] = (),
    *,
    by_webhook: bool = False,
) -> Delivery | None:
    """Claim the next message that is due and unclaimed, for a sender, until a moment.

    Of some kinds only, where any are named. What is told by a webhook that is on is claimed for
    that, and nothing else is. Those whose sender died come after all others: should one of them
    be what kills it, nothing waits for that.
    """
    free = or_(Delivery.leased_until.is_(None), Delivery.leased_until <= now)
    unsent = (Delivery.sent_at.is_(None), Delivery.failed_at.is_(None), Delivery.due_at <= now)
    wanted: list[ColumnElement[bool]] = [Delivery.kind.in_(kinds)] if kinds else []
    hook = select(Webhook.id).where(
        Webhook.subscriber_id == Delivery.subscriber_id, Webhook.state == "on"
    )
    is_hooked = and_(Delivery.kind.in_(TOLD), hook.exists())
    wanted.append(is_hooked if by_webhook else ~is_hooked)
    found = (
        select(Delivery)
        .where(*unsent, *wanted, free)
        .order_by(
            Delivery.leased_until.is_not(None), Delivery.lapsed, Delivery.due_at, Delivery.id
        )
        .limit(1)
    )
    delivery = session.scalar(found.with_for_update(skip_locked=True))
    if delivery is not None:
        delivery.lapsed += delivery.leased_until is not None
        delivery.leased_until = until
        delivery.attempts += 1
    return delivery


def lines_in(session: Session, delivery: int) -> list[tuple[Line, Document, Revision]]:
    """Return the lines of a message, leads first."""
    found = (
        select(Line, Document, Revision)
        .join(Document, Line.document_id == Document.id)
        .join(Revision, Line.revision_id == Revision.id)
        .where(Line.delivery_id == delivery)
        .order_by(Line.role.desc(), Line.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(found)]


def settle(session: Session, delivery: int, values: Row) -> None:
    """Stamp a message as sent, failed or to be tried again, and end its lease."""
    session.execute(
        update(Delivery).where(Delivery.id == delivery).values(leased_until=None, **values)
    )


def held_mail(session: Session) -> Held | None:
    """Return why no mail is sent, None when it is."""
    return session.get(Held, MAIL)


def resume_mail(session: Session) -> bool:
    """Let mail be sent again; return whether it was held."""
    return session.scalar(delete(Held).where(Held.what == MAIL).returning(Held.what)) is not None


def count_due(session: Session, now: datetime) -> int:
    """Return how many messages are due."""
    unsent = (Delivery.sent_at.is_(None), Delivery.failed_at.is_(None), Delivery.due_at <= now)
    return session.scalars(select(func.count(Delivery.id)).where(*unsent)).one()


# What is searched


def keep_words(session: Session, row: Row) -> bool:
    """Make a text what is searched of its document; return whether it is the document's last.

    `row`: document_id, revision_id, moment; configuration, title, body; lexemes.
    """
    current = select(func.max(Revision.id)).where(Revision.document_id == row["document_id"])
    if session.scalar(current) != row["revision_id"]:
        return False
    stems = [
        func.to_tsvector(literal(row["configuration"]).cast(REGCONFIG), row[part])
        for part in ("title", "body")
    ]
    words = func.setweight(stems[0], literal_column("'A'")).op("||")(stems[1])
    words = words.op("||")(func.array_to_tsvector(literal(row["lexemes"], ARRAY(String))))
    values = {name: row[name] for name in ("document_id", "revision_id", "moment")}
    statement = insert(Searched).values(values | {"words": words})
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["document_id"],
            set_={name: statement.excluded[name] for name in ("revision_id", "moment", "words")},
        )
    )
    return True


# What is kept


def drop_listings(session: Session, key: str, file: str) -> int | None:
    """Forget the listings of a file; None when it has to stay.

    It stays while its crawl is not stored, or when something was read from it.
    """
    if crawl_of(session, key) is None:
        return None
    read = select(Revision.id).where(Revision.page_id == Page.id).exists()
    listings = (Page.file == file, Page.role == "listing", ~read)
    dropped = session.scalars(delete(Page).where(*listings).returning(Page.id)).all()
    if session.scalar(select(Page.id).where(Page.file == file).limit(1)) is not None:
        return None
    return len(dropped)


@contextmanager
def snapshot(url: str | None) -> Iterator[tuple[Session, str]]:
    """Yield a session that sees one moment, and the name under which others can see it too."""
    with sessions(url)() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session, session.scalars(select(func.pg_export_snapshot())).one()


def schema(session: Session) -> str:
    """Return the migration the tables are at."""
    return session.scalars(
        select(column("version_num")).select_from(table("alembic_version"))
    ).one()


def row_counts(session: Session) -> dict[str, int]:
    """Return how many rows every table of the database has, those of later code included."""
    names = inspect(session.connection()).get_table_names()
    counts = {name: select(func.count()).select_from(table(name)) for name in sorted(names)}
    return {name: session.scalars(question).one() for name, question in counts.items()}


def archive_files(session: Session) -> set[str]:
    """Return the files of the archive that pages lie in."""
    return set(session.scalars(select(Page.file).distinct()))


def stored_among(session: Session, keys: Collection[str]) -> set[str]:
    """Return those of some crawls that are stored."""
    return set(session.scalars(select(Crawl.key).where(Crawl.key == any_of(keys))))
