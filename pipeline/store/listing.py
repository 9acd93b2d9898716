"""What a person asks of the database: rows for tables and JSON Lines."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    func,
    literal,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from pipeline import store
from pipeline.carriages.availability import availability
from pipeline.store import Row, carried, merging, succession, withholding
from pipeline.tables import (
    Address,
    Base,
    Carriage,
    Crawl,
    Delivery,
    Document,
    Event,
    Flag,
    Line,
    Page,
    Revision,
    Source,
    Span,
    Statement,
    StatementSpeaker,
    Subscriber,
    Tie,
)


def _rows(session: Session, query: Select[*tuple[object, ...]]) -> Iterator[Row]:
    for row in session.execute(query).mappings():
        yield dict(row)


def _count(of: ColumnElement[bool], table: type[Address | Revision]) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(of).scalar_subquery()


def published(of: type[Document | Statement | Revision]) -> ColumnElement[str]:
    """Return the moment as precise as its publisher was, in the publisher's zone."""
    return _moment(of.published_at, of.published_precision, of.published_zone)


def _moment(
    at: InstrumentedAttribute[datetime | None],
    precision: InstrumentedAttribute[str | None],
    zone: InstrumentedAttribute[str | None],
) -> ColumnElement[str]:
    local = func.timezone(zone, at)
    day = func.to_char(local, "YYYY-MM-DD")
    minute = func.concat_ws(" ", func.to_char(local, "YYYY-MM-DD HH24:MI"), zone)
    return case((precision == "day", day), (at.is_not(None), minute))


def sources(session: Session) -> Iterator[Row]:
    """Yield every source: how its last crawl ended, when it is due, what is due of it."""
    last = aliased(Crawl)
    newest = select(func.max(Crawl.id)).where(Crawl.source == Source.name).scalar_subquery()
    due = _count(and_(Address.source == Source.name, Address.due_at <= func.now()), Address)
    query = (
        select(
            Source.name.label("source"),
            Source.kind,
            Source.languages,
            func.coalesce(last.outcome, "").label("outcome"),
            last.ended_at.label("at"),
            last.reason,
            Source.due_at.label("next"),
            due.label("due addresses"),
        )
        .outerjoin(last, last.id == newest)
        .order_by(Source.name)
    )
    yield from _rows(session, query)


def spans(session: Session, mode: str, source: str | None) -> Iterator[Row]:
    """Yield what is read back of sources, the newest first: gaps (fill), or days (backfill)."""
    query = select(
        Span.source,
        Span.state,
        Span.since,
        Span.until,
        Span.pages,
        Span.found,
        Span.listing,
        Span.why,
        Span.closed_at.label("closed"),
    ).order_by(Span.id.desc())
    query = query.where(Span.mode == mode)
    yield from _rows(session, query if source is None else query.where(Span.source == source))


def growth(session: Session, since: datetime) -> Iterator[Row]:
    """Yield what came of every source since a moment, its first whole crawl apart.

    Bytes are those of rows as PostgreSQL keeps them, by table.
    """
    for table, moment, owner in (
        (Address, Address.seen_at, Address),
        (Crawl, Crawl.started_at, Crawl),
        (Document, Document.first_seen_at, Document),
        (Page, Page.fetched_at, Crawl),
        (Revision, Revision.seen_at, Document),
    ):
        start = func.greatest(Source.settled_at, since)
        query = select(
            Source.name.label("source"),
            start.label("since"),
            literal(table.__tablename__).label("table"),
            func.count(table.id).label("rows"),
            func.sum(_size(table)).label("bytes"),
        ).select_from(table)
        if owner is not table:
            query = query.join(owner)
        query = query.join(Source, Source.name == owner.source)
        query = query.where(Source.settled_at.is_not(None), moment > start)
        yield from _rows(session, query.group_by(Source.name))


def weight(session: Session) -> float:
    """Return how many bytes the database needs for one byte of the rows that `growth` counts."""
    counted = [
        session.scalars(select(func.sum(_size(table)))).one() or 0
        for table in (Address, Crawl, Document, Page, Revision)
    ]
    whole = [
        session.scalars(select(func.pg_total_relation_size(name))).one()
        for name in Base.metadata.tables
    ]
    return float(sum(whole) / max(sum(counted), 1))


def _size(table: type[Base]) -> ColumnElement[int]:
    return func.pg_column_size(table.__table__.table_valued())  # type: ignore[attr-defined]  # it is a table


def totals(session: Session) -> dict[str, int]:
    """Return how much there is: what was read, what was flagged, what was sent and what waits."""
    flagged = select(func.count(Flag.revision_id.distinct()))
    unsent = and_(Delivery.sent_at.is_(None), Delivery.failed_at.is_(None))
    questions = {
        "documents": select(func.count(Document.id)),
        "statements": select(func.count(Statement.id)),
        "flagged": flagged,
        "mails sent": select(func.count(Delivery.id)).where(Delivery.sent_at.is_not(None)),
        "mails waiting": select(func.count(Delivery.id)).where(unsent),
    }
    return {name: session.scalars(question).one() for name, question in questions.items()}


def addresses(session: Session, source: str | None, limit: int, *, due: bool) -> Iterator[Row]:
    """Yield addresses, the newest first; `due`: only those that have not ended."""
    query = select(
        Address.source,
        Address.url,
        Address.seen_at.label("seen"),
        Address.due_at.label("next"),
        Address.attempts,
        Address.reason,
        Address.document_id.label("document"),
    ).order_by(Address.id.desc())
    if source:
        query = query.where(Address.source == source)
    if due:
        query = query.where(Address.due_at.is_not(None), Address.document_id.is_(None))
    yield from _rows(session, query.limit(limit))


def documents(session: Session, source: str | None, limit: int) -> Iterator[Row]:
    """Yield documents, the newest first, each with its number of revisions."""
    title = (
        select(Revision.title)
        .where(Revision.document_id == Document.id)
        .order_by(Revision.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(
        Document.id,
        Document.source,
        Document.language,
        published(Document).label("published"),
        _count(Revision.document_id == Document.id, Revision).label("revisions"),
        Document.withdrawn_at.label("withdrawn"),
        title.label("title"),
        Document.address,
    ).order_by(Document.id.desc())
    if source:
        query = query.where(Document.source == source)
    yield from _rows(session, query.limit(limit))


def revisions(session: Session, canonical: str) -> Iterator[Row]:
    """Yield what the documents at a canonical address said, oldest first.

    The last says when the document was withdrawn, or restored.
    """
    later = aliased(Revision)
    is_last = ~select(later.id).where(
        later.document_id == Document.id, later.number > Revision.number
    ).exists()  # fmt: skip
    query = (
        select(
            Document.source,
            Revision.number,
            Revision.seen_at.label("seen"),
            Revision.confirmed_at.label("confirmed"),
            Revision.rebased_at.label("rebased"),
            case((is_last, Document.withdrawn_at)).label("withdrawn"),
            case((is_last, Document.restored_at)).label("restored"),
            published(Revision).label("published"),
            Revision.title,
            func.length(Revision.body).label("characters"),
            Page.digest,
            Page.file,
        )
        .join(Document, Revision.document_id == Document.id)
        .join(Page, Revision.page_id == Page.id)
        .where(Document.canonical == canonical)
        .order_by(Document.id, Revision.number)
    )
    yield from _rows(session, query)


def readings(session: Session, canonical: str) -> list[tuple[Document, list[Revision]]]:
    """Return the documents at a canonical address, each with what it said, oldest first."""
    documents = session.scalars(
        select(Document).where(Document.canonical == canonical).order_by(Document.id)
    )
    return [(document, store.revisions_of(session, document.id)) for document in documents]


def _of_speakers(
    fact: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
) -> ColumnElement[str]:
    """Return a fact of each who made a statement, in the order its texts name them."""
    found = select(fact).where(StatementSpeaker.statement_id == Statement.id)
    ordered = found.order_by(StatementSpeaker.number).correlate(Statement).scalar_subquery()
    return func.nullif(func.array_to_string(func.array(ordered), ", "), "")


def statements(session: Session, limit: int) -> Iterator[Row]:
    """Yield statements, the newest first, each with the documents that carry it."""
    likely = case((Carriage.certainty != "sure", "(likely)"))
    carriages = func.array_agg(
        func.concat_ws(" ", Carriage.role, likely, Document.language, Document.address)
    )
    query = (
        select(
            Statement.id,
            Statement.party,
            Statement.institution,
            func.coalesce(Statement.speaker, _of_speakers(StatementSpeaker.name)).label("speaker"),
            _of_speakers(StatementSpeaker.office).label("office"),
            Statement.genre,
            Statement.channel,
            _moment(Statement.said_at, Statement.said_precision, Statement.said_zone).label(
                "said"
            ),
            published(Statement).label("published"),
            Event.kind.label("event"),
            carriages.label("carried by"),
        )
        .join(Carriage, Carriage.statement_id == Statement.id)
        .join(Document, Carriage.document_id == Document.id)
        .outerjoin(Event, Statement.event_id == Event.id)
        .group_by(Statement.id, Event.kind)
        .order_by(Statement.id.desc())
    )
    rows = list(_rows(session, query.limit(limit)))
    carriers = carried.carriers_of(session, [row["id"] for row in rows])
    yield from (row | {"editions": str(availability(carriers[row["id"]]))} for row in rows)


def flags(session: Session, dossier: str | None, limit: int) -> Iterator[Row]:
    """Yield flags, the newest first."""
    query = (
        select(
            Flag.dossier,
            Flag.grade,
            Flag.score,
            Document.source,
            Document.language,
            Revision.number.label("revision"),
            Flag.section,
            Revision.title,
            Document.address,
        )
        .join(Revision, Flag.revision_id == Revision.id)
        .join(Document, Revision.document_id == Document.id)
        .order_by(Flag.id.desc())
    )
    if dossier:
        query = query.where(Flag.dossier == dossier)
    yield from _rows(session, query.limit(limit))


def lines(session: Session, limit: int) -> Iterator[Row]:
    """Yield what each subscriber was told, the newest first."""
    query = (
        select(
            Subscriber.address.label("subscriber"),
            Line.kind,
            Line.role,
            Line.dossier,
            Delivery.sent_at.label("sent"),
            Delivery.attempts,
            Delivery.reason,
            Document.address,
        )
        .join(Subscriber, Line.subscriber_id == Subscriber.id)
        .join(Delivery, Line.delivery_id == Delivery.id)
        .join(Document, Line.document_id == Document.id)
        .order_by(Line.id.desc())
    )
    yield from _rows(session, query.limit(limit))


def trace(session: Session, url: str, canonical: str) -> Iterator[tuple[str, str]]:
    """Yield every step of an address, as (what, words): where it is, or where and why it ended."""
    found = session.scalars(
        select(Address).where(Address.url.in_([url, canonical])).order_by(Address.id)
    ).all()
    by_document = select(Document).where(Document.canonical == canonical)
    documents = list(session.scalars(by_document.order_by(Document.id)))
    for address in found:
        news = "news" if address.announced else "backlog, not told"
        yield "address", f"{address.seen_at:%Y-%m-%d %H:%M} seen in {address.listing} ({news})"
        if address.tried_at:
            why = f"{address.reason}: {address.detail}" if address.detail else f"{address.reason}"
            yield (
                "visit",
                f"{address.tried_at:%Y-%m-%d %H:%M} {why}; {address.attempts} without item",
            )
        if address.due_at:
            yield "due", f"{address.due_at:%Y-%m-%d %H:%M}"
        elif address.document_id is None:
            yield "ended", f"{address.reason}: {address.detail}"
    for document in documents:
        yield from _document_steps(session, document)
        for one in merging.merged_into(session, document.id):
            was = f"document {one.document_id} at {one.address}, {one.canonical} then"
            yield "merged", f"{one.merged_at:%Y-%m-%d %H:%M} {was}"


def _document_steps(session: Session, document: Document) -> Iterator[tuple[str, str]]:
    pages = select(Page).where(Page.url == document.address).order_by(Page.id)
    for page in session.scalars(pages):
        yield "page", f"{page.fetched_at:%Y-%m-%d %H:%M} {page.status} {page.digest} {page.file}"
    sure = f"{document.language} ({document.confidence:.2f})"
    yield "document", f"{document.id} of {document.source}, {sure}, {document.canonical}"
    if document.came is not None:
        yield "came", document.came
    yield from _whereabouts(document)
    said = withholding.entries(session, document)
    yield from ((one.kind, f"{one.at:%Y-%m-%d %H:%M} {one.why}") for one in said)
    if (successor := succession.superseding(session, document.id)) is not None:
        yield "superseded", f"its text stands at {successor.address}"
    revisions = select(Revision).where(Revision.document_id == document.id)
    for revision in session.scalars(revisions.order_by(Revision.number)):
        confirmed = f", confirmed {revision.confirmed_at:%H:%M}" if revision.confirmed_at else ""
        yield "revision", f"{revision.number} seen {revision.seen_at:%Y-%m-%d %H:%M}{confirmed}"
        if revision.flagged_by is None:
            yield "flag", "to do"
        for flag in session.scalars(select(Flag).where(Flag.revision_id == revision.id)):
            yield "flag", f"{flag.dossier}: {flag.grade} ({flag.score:.2f})"
    carriages = select(Carriage).where(Carriage.document_id == document.id)
    for carriage in session.scalars(carriages):
        number, likely = carriage.statement_id, "" if carriage.certainty == "sure" else " (likely)"
        yield "statement", f"{number}, {carriage.role}{likely}: {carriage.reason}"
        found = availability(carried.carriers_of(session, [number])[number])
        if found.editions:
            yield "editions", f"of {number}: {found}"
    tied = session.scalars(select(Tie).where(Tie.document_id == document.id))
    yield from ((tie.kind, tie.reason) for tie in tied)
    told = (
        select(Line, Subscriber, Delivery)
        .join(Subscriber, Line.subscriber_id == Subscriber.id)
        .join(Delivery, Line.delivery_id == Delivery.id)
        .where(Line.document_id == document.id)
    )
    for line, subscriber, delivery in session.execute(told):
        sent = f"sent {delivery.sent_at:%Y-%m-%d %H:%M}" if delivery.sent_at else "not sent yet"
        refused = f" ({delivery.reason})" if delivery.reason else ""
        yield "line", f"{line.kind}, {line.role}, to {subscriber.address}: {sent}{refused}"


def _whereabouts(document: Document) -> Iterator[tuple[str, str]]:
    if document.awaits_id is not None:
        yield "held", f"until {document.held_until:%Y-%m-%d %H:%M}: it may have moved here"
    if document.restored_at is not None:
        yield "restored", f"{document.restored_at:%Y-%m-%d %H:%M} served again after a withdrawal"
    if document.withdrawn_at is not None:
        at = f"{document.withdrawn_at:%Y-%m-%d %H:%M} gone since {document.gone_at:%Y-%m-%d %H:%M}"
        page = document.withdrawn_page
        answer = f", HTTP {page.status}, {page.digest} {page.file}" if page else ""
        yield "withdrawn", f"{at}{answer}"
    elif document.gone_at is not None:
        yield "gone", f"{document.gone_at:%Y-%m-%d %H:%M}; withdrawn once a second look says so"


def evidence(session: Session, canonical: str) -> Iterator[tuple[Revision, Flag]]:
    """Yield the flags of the documents at a canonical address, with the revision they mark."""
    query = (
        select(Revision, Flag)
        .join(Document, Revision.document_id == Document.id)
        .join(Flag, Flag.revision_id == Revision.id)
        .where(Document.canonical == canonical)
        .order_by(Revision.id, Flag.id)
    )
    for row in session.execute(query):
        yield row[0], row[1]


def passed(session: Session, reader: str, titles: Collection[str]) -> Iterator[Row]:
    """Yield when texts of these titles were read, stored, flagged, and told to a reader."""
    query = (
        select(
            Revision.title,
            Page.fetched_at.label("fetched"),
            Crawl.ended_at.label("ended"),
            Crawl.stored_at.label("stored"),
            func.min(Flag.created_at).label("flagged"),
            func.min(Line.created_at).label("lined"),
            Delivery.key,
        )
        .join(Page, Revision.page_id == Page.id)
        .join(Crawl, Page.crawl_id == Crawl.id)
        .join(Flag, Flag.revision_id == Revision.id)
        .join(Line, and_(Line.revision_id == Revision.id, Line.kind == "new"))
        .join(Subscriber, Line.subscriber_id == Subscriber.id)
        .join(Delivery, Line.delivery_id == Delivery.id)
        .where(Revision.number == 1, Revision.title.in_(titles), Subscriber.address == reader)
        .group_by(Revision.id, Page.id, Crawl.id, Delivery.id)
        .order_by(Page.fetched_at)
    )
    yield from _rows(session, query)
