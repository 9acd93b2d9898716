"""What the rows add up to: the numbers of the ledger."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import InstrumentedAttribute, Session

from pipeline.ledger import IN, OUT, WAITING, Count
from pipeline.tables import (
    Address,
    Carriage,
    Crawl,
    Delivery,
    Document,
    Flag,
    Line,
    Revision,
    Source,
)

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
LOST = ("unreadable", "repeated", "duplicate")  # what deduplicate drops; it says so in `counts`
_MADE = ("documents", "revisions", "addresses", "items")  # of `taken`; the rest became of items


def counts(session: Session, since: datetime = ALWAYS) -> Iterator[Count]:
    """Yield the numbers of the ledger, of what was seen by crawls that began since a moment."""
    begun = _begun(since)
    yield from _taken(session, begun)
    yield from _addresses(session, begun)
    yield from _documents(session, begun)
    yield from _revisions(session, begun)
    yield from _deliveries(session, begun)


def _begun(since: datetime) -> Subquery:
    """Return from when on each source is counted: the begin of a crawl, so that none is halved.

    A key tells it even of a crawl that died; crawls of one source never overlap.
    """
    stamp = func.rtrim(func.split_part(Crawl.key, ".", 2), "Z")
    moment = func.to_timestamp(stamp, 'YYYYMMDD"T"HH24MISSUS')
    at = func.timezone("UTC", cast(moment, TIMESTAMP))
    return select(Crawl.source, func.min(at).label("at")).where(at >= since).group_by(
        Crawl.source
    ).subquery("begun")  # fmt: skip


def _taken(session: Session, begun: Subquery) -> Iterator[Count]:
    """Yield what crawls wrote and what store made of it, as both counted it themselves."""
    stamp = func.to_char(func.timezone("UTC", begun.c.at), 'YYYYMMDD"T"HH24MISSUS')
    key = func.rtrim(func.split_part(Crawl.key, ".", 2), "Z")
    found = select(Crawl.source, Crawl.counts, Crawl.taken)
    found = found.join(begun, begun.c.source == Crawl.source).where(key >= stamp)
    for source, wrote, taken in session.execute(found):
        if LOST[0] in wrote:  # a crawl that died says nothing, an old one not enough
            yield Count("deduplicate", source, "", IN, wrote.get("items", 0))
            yield from (Count("deduplicate", source, "", name, wrote[name]) for name in LOST)
            arrived = sum(one.get("items", 0) for one in taken.values())
            yield Count("deduplicate", source, "", OUT, arrived)
        for language, made in taken.items():
            yield Count("address", source, language, IN, made.get("addresses", 0))
            yield Count("document", source, language, IN, made.get("documents", 0))
            yield Count("revision", source, language, IN, made.get("revisions", 0))
            yield Count("store", source, language, IN, made.get("items", 0))
            for name, number in made.items():
                if name not in _MADE:
                    what = name if name == "no_page" else OUT
                    yield Count("store", source, language, what, number)


def _addresses(session: Session, begun: Subquery) -> Iterator[Count]:
    rows = select(Address.source, func.count()).group_by(Address.source)
    rows = rows.join(begun, begun.c.source == Address.source)
    for source, number in session.execute(rows.where(Address.seen_at >= begun.c.at)):
        yield Count("address", source, "", OUT, number)
    language = func.coalesce(Document.language, "")
    what = case(
        (Address.document_id.is_not(None), OUT),
        (Address.due_at.is_not(None), WAITING),
        else_=Address.reason,
    )
    found = select(Address.source, language, what, func.count()).group_by(
        Address.source, language, what
    )
    found = found.outerjoin(Document, Address.document_id == Document.id)
    found = found.join(begun, begun.c.source == Address.source)
    for source, spoken, state, number in session.execute(
        found.where(Address.seen_at >= begun.c.at)
    ):
        yield Count("fetch", source, spoken, IN, number)
        if state is not None:
            yield Count("fetch", source, spoken, state, number)


def _documents(session: Session, begun: Subquery) -> Iterator[Count]:
    found = select(Document.source, Document.language, func.count())
    found = found.join(begun, begun.c.source == Document.source)
    found = found.where(
        Document.first_seen_at >= begun.c.at, exists().where(Revision.document_id == Document.id)
    )
    for source, language, number in session.execute(
        found.group_by(Document.source, Document.language)
    ):
        yield Count("document", source, language, OUT, number)


def _revisions(session: Session, begun: Subquery) -> Iterator[Count]:
    flags = select(func.count()).where(Flag.revision_id == Revision.id).scalar_subquery()
    leads = and_(Line.revision_id == Revision.id, Line.role == "lead")
    lines = select(func.count()).select_from(Line).where(leads).scalar_subquery()
    joined = or_(
        Source.kind != "official", exists().where(Carriage.document_id == Revision.document_id)
    )
    stated, flagged = Revision.stated_by.is_not(None), Revision.flagged_by.is_not(None)
    lined = Revision.lined_by.is_not(None)
    numbers = {
        ("revision", OUT): literal(1),
        ("statement", IN): literal(1),
        ("statement", OUT): _one(stated, joined),
        ("statement", WAITING): _one(~stated),
        ("flag", IN): _one(stated),
        ("flag", OUT): _one(stated, flagged),
        ("flag", WAITING): _one(stated, ~flagged),
        ("evidence", IN): Revision.raised,
        ("evidence", OUT): flags,
        ("line", IN): _one(flagged),
        ("line", OUT): _one(flagged, lined),
        ("line", WAITING): _one(flagged, ~lined),
        ("told", IN): Revision.told,
        ("told", OUT): func.least(Revision.told, lines),
    }
    place = (Document.source, Document.language)
    found = (
        select(*place, *(func.sum(number) for number in numbers.values()))
        .select_from(Revision)
        .join(Document, Revision.document_id == Document.id)
        .join(Source, Document.source == Source.name)
        .join(begun, begun.c.source == Document.source)
        .where(Revision.seen_at >= begun.c.at)
        .group_by(*place)
    )
    for source, language, *sums in session.execute(found):
        for (stage, what), number in zip(numbers, sums, strict=True):
            yield Count(stage, source, language, what, number)


def _one(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return case((and_(*conditions), 1), else_=0)


def _deliveries(session: Session, begun: Subquery) -> Iterator[Count]:
    what = case(
        (Delivery.sent_at.is_not(None), OUT),
        (Delivery.failed_at.is_not(None), "refused or void"),
        else_=WAITING,
    )
    place: tuple[InstrumentedAttribute[str], ...] = (Document.source, Document.language)
    found: Select[str, str, str, int] = (
        select(*place, what, func.count())  # type: ignore[assignment]  # a tuple's length
        .select_from(Line)
        .join(Document, Line.document_id == Document.id)
        .join(Revision, Line.revision_id == Revision.id)
        .outerjoin(Delivery, Line.delivery_id == Delivery.id)
        .join(begun, begun.c.source == Document.source)
        .where(Revision.seen_at >= begun.c.at)
        .group_by(*place, what)
    )
    for source, language, state, number in session.execute(found):
        yield Count("delivery", source, language, IN, number)
        yield Count("delivery", source, language, state, number)
    empty = select(func.count(Delivery.id)).where(~exists().where(Line.delivery_id == Delivery.id))
    if number := session.scalars(empty).one():
        yield Count("delivery", "", "", IN, number)
