"""Queries on documents that are one: where their addresses lead today, and making them one."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Session

from pipeline import store
from pipeline.store import carried
from pipeline.store.connection import any_of
from pipeline.tables import (
    Address,
    Band,
    Carriage,
    Document,
    Line,
    Merged,
    Parted,
    Quotation,
    Searched,
    Statement,
    Tie,
    Withholding,
)

_SAID = ("published_at", "published_precision", "published_zone", "genre", "edition")
_SEEN = (  # of the document that was seen last: what is at its address now
    *("address", "last_seen_at", "pending", "sightings", "flaps"),
    *("gone_at", "withdrawn_at", "withdrawn_page_id", "restored_at", "withdrawn_lined_by"),
)
_OWN_WORD = ("speaker", "party", "said_at", "said_precision", "said_zone")  # of an operator
_LATER = {"synchronize_session": False}  # what is in the session stays as it is there
_MOVED: tuple[InstrumentedAttribute[int] | InstrumentedAttribute[int | None], ...] = (
    Address.document_id,
    Line.document_id,
    Withholding.document_id,
    Merged.into_id,
    Document.awaits_id,
)


def addresses_of(session: Session, source: str) -> Iterator[tuple[int, str, str]]:
    """Yield the documents of a source: number, address, canonical address as stored."""
    found = select(Document.id, Document.address, Document.canonical)
    found = found.where(Document.source == source).execution_options(yield_per=10_000)
    yield from ((row[0], row[1], row[2]) for row in session.execute(found))


def documents_among(
    session: Session, source: str, ids: Collection[int], places: Collection[str]
) -> list[Document]:
    """Return some documents of a source, and those at some canonical addresses, by first sight."""
    found = select(Document).where(
        Document.source == source, or_(Document.id.in_(ids), Document.canonical == any_of(places))
    )
    return list(session.scalars(found.order_by(Document.first_seen_at, Document.id)))


def park(session: Session, documents: Collection[int]) -> None:
    """Free the canonical addresses of documents that are about to get others, of one another."""
    parked = func.concat("parked:", Document.id)
    moving = update(Document).where(Document.id.in_(documents)).values(canonical=parked)
    session.execute(moving, execution_options=_LATER)


def document_at(session: Session, number: int) -> Document | None:
    """Return a document by its number, or the one that it turned out to be."""
    found = session.get(Document, number)
    if found is None and (merged := session.get(Merged, number)) is not None:
        return session.get_one(Document, merged.into_id)
    return found


def merged_into(session: Session, document: int) -> list[Merged]:
    """Return the documents that turned out to be this one, the first merged first."""
    found = select(Merged).where(Merged.into_id == document)
    return list(session.scalars(found.order_by(Merged.merged_at, Merged.document_id)))


def merge(session: Session, one: Document, into: Document, now: datetime) -> None:
    """Let a document be another: all that is known of it is that one's, its number leads there.

    No revision, line, flag or statement goes. Of facts that a document has once those count that
    were said, or seen, last.
    """
    _merge_facts(one, into, said_later=_merge_revisions(session, one, into))
    _merge_carriages(session, one, into)
    _merge_ties(session, one.id, into.id)
    for table in (Parted, Band):
        _merge_pairs(session, table, one.id, into.id)
    for column in _MOVED:
        moved = update(column.class_).where(column == one.id)
        session.execute(moved.values({column.key: into.id}), execution_options=_LATER)
    session.add(
        Merged(
            document_id=one.id,
            into_id=into.id,
            source=one.source,
            language=one.language,
            canonical=one.canonical,
            address=one.address,
            first_seen_at=one.first_seen_at,
            merged_at=now,
        )
    )
    gone = delete(Searched).where(Searched.document_id == one.id)
    session.execute(gone, execution_options=_LATER)
    store.current_revision(session, into.id).searched_by = None
    session.delete(one)
    session.flush()


def _merge_facts(one: Document, into: Document, *, said_later: bool) -> None:
    """Give a document the facts of another that was seen, or said something, after it."""
    names = [*(_SAID if said_later else ())]
    names += _SEEN if one.last_seen_at > into.last_seen_at else ()
    names += _OWN_WORD if into.speaker is None else ()
    for name in names:
        setattr(into, name, getattr(one, name))
    into.alternates = dict(one.alternates) | dict(into.alternates)
    into.held_until = into.awaits_id = None  # whichever has to answer, it is here


def _merge_revisions(session: Session, one: Document, into: Document) -> bool:
    """Let a document have said what both did, in that order; return whether the other was last.

    A first revision needs no second fetch: it was there. Where it comes later now, that stands.
    """
    found = [*store.revisions_of(session, into.id), *store.revisions_of(session, one.id)]
    found.sort(key=lambda revision: (revision.seen_at, revision.id))
    was_last = found[-1].document_id == one.id
    for revision in found:
        if revision.number == 1 and revision.confirmed_at is None:
            revision.confirmed_at = revision.seen_at
        revision.document, revision.number = into, -revision.id  # no number is taken twice
    session.flush()
    for number, revision in enumerate(found, start=1):
        revision.number = number
    found[0].confirmed_at = None
    session.flush()
    return was_last


def _merge_carriages(session: Session, one: Document, into: Document) -> None:
    """Let a document carry what another does; the one act of speech in a section is the same."""
    held = carried.carriages_of(session, one.id, carried.ROLES)
    theirs = carried.carriages_of(session, into.id, carried.ROLES)
    for section in {carriage.section for carriage, _ in held}:
        ours, known = (_texts_in(section, some) for some in (held, theirs))
        if len(ours) == len(known) == 1 and ours != known:
            [same], [statement] = ours, known
            if carried.may_be(session, same, statement) and carried.may_be(
                session, statement, same
            ):
                carried.merge(session, same, statement)
    there = {(carriage.section, carriage.statement_id): carriage for carriage, _ in theirs}
    rows = select(Carriage).where(Carriage.document_id == one.id).order_by(Carriage.id)
    for carriage in session.scalars(rows).all():
        same_one = there.get((carriage.section, carriage.statement_id))
        if same_one is None:
            carriage.document_id = into.id
            continue
        quoted = update(Quotation).where(Quotation.carriage_id == carriage.id)
        session.execute(quoted.values(carriage_id=same_one.id))
        session.delete(carriage)
    session.flush()


def _texts_in(section: str, held: Sequence[tuple[Carriage, Statement]]) -> set[int]:
    """Return the statements whose words stand in a section."""
    return {
        statement.id
        for carriage, statement in held
        if carriage.section == section and carriage.role in carried.TEXT
    }


def _merge_ties(session: Session, one: int, into: int) -> None:
    """Let what a document is to earlier ones, and later ones to it, be another one's.

    Between the two nothing is left, and what the other is to an earlier one already stands.
    """
    tie = session.get(Tie, one)
    if tie is not None and (tie.earlier_id == into or session.get(Tie, into) is not None):
        session.delete(tie)
    elif tie is not None:
        tie.document_id = into
    session.flush()
    own = delete(Tie).where(Tie.document_id == into, Tie.earlier_id == one)
    session.execute(own)
    session.execute(update(Tie).where(Tie.earlier_id == one).values(earlier_id=into))


def _merge_pairs(session: Session, table: type[Parted] | type[Band], one: int, into: int) -> None:
    """Let a document have the rows another has in a table that is all key."""
    other = Parted.statement_id if table is Parted else Band.key
    of = select(literal(into), other).where(table.document_id == one)
    kept = insert(table).from_select(["document_id", other.key], of)
    session.execute(kept.on_conflict_do_nothing())
    session.execute(delete(table).where(table.document_id == one), execution_options=_LATER)
