"""The database, asked about a batch of texts at once: what they carry, and may be joined to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    TableValuedAlias,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from pipeline.identity import canonical
from pipeline.speakers.speaker import Speaker
from pipeline.store.carried import TEXT, moment_of
from pipeline.tables import Carriage, Document, Parted, Quotation, Statement, StatementSpeaker, Tie


class Made(NamedTuple):
    """One of those who made a statement."""

    id: int  # of the statement
    moment: datetime
    has_text: bool  # whether a document has its words
    speaker: Speaker


def next_ids(session: Session, table: str, count: int) -> list[int]:
    """Return ids for that many rows of a table, ascending, which nobody else is given."""
    each = func.generate_series(1, count).table_valued("n")
    sequence = func.pg_get_serial_sequence(table, "id")
    return list(session.scalars(select(func.nextval(sequence)).select_from(each)))


def return_ids(session: Session, table: str, first: int) -> None:
    """Give ids back, from one on; safe where whoever adds rows waits for this transaction."""
    sequence = func.pg_get_serial_sequence(table, "id")
    session.execute(select(func.setval(sequence, first, False)))  # noqa: FBT003  of PostgreSQL


def held(
    session: Session, documents: Collection[int]
) -> dict[int, list[tuple[Carriage, Statement]]]:
    """Return what each of some documents carries, in the order it was found."""
    found = select(Carriage, Statement).join(Statement, Carriage.statement_id == Statement.id)
    found = found.where(Carriage.document_id.in_(documents)).order_by(Carriage.id)
    carries: dict[int, list[tuple[Carriage, Statement]]] = {one: [] for one in documents}
    for row in session.execute(found) if documents else ():
        carries[row[0].document_id].append((row[0], row[1]))
    return carries


def ties(session: Session, documents: Collection[int]) -> dict[int, Tie]:
    """Return what some documents are to earlier ones."""
    found = select(Tie).where(Tie.document_id.in_(documents))
    return {one.document_id: one for one in session.scalars(found)}


def parted(session: Session, documents: Collection[int]) -> dict[int, set[int]]:
    """Return the statements that an operator said each of some documents does not carry."""
    found = select(Parted.document_id, Parted.statement_id)
    apart: dict[int, set[int]] = {one: set() for one in documents}
    for document, statement in session.execute(found.where(Parted.document_id.in_(documents))):
        apart[document].add(statement)
    return apart


def editions(session: Session, documents: Sequence[Document]) -> dict[int, list[Document]]:
    """Return the other editions of each of some documents at its source, the oldest first.

    They share an id with it, or alternate links lead there or here.
    """
    editions = [(one.id, one.source, one.edition) for one in documents if one.edition is not None]
    links = {
        (one.id, one.source, canonical(link))
        for one in documents
        for link in one.alternates.values()
    }
    own = [(one.id, one.source, one.language, one.address) for one in documents]
    shared = _rows({"own": Integer, "source": String, "edition": String}, editions)
    there = _rows({"own": Integer, "source": String, "place": String}, sorted(links))
    here = _rows({"own": Integer, "source": String, "language": String, "link": String}, own)
    lead_here = Document.alternates.contains(
        func.jsonb_build_object(here.c.language, here.c.link, type_=JSONB)
    )
    ways = union_all(
        _others(shared, Document.edition == shared.c.edition),
        _others(there, Document.canonical == there.c.place),
        _others(here, lead_here),
    )
    pairs = {(row[0], row[1]) for row in session.execute(ways)}
    found = select(Document).where(Document.id.in_({other for _, other in pairs}))
    others = {one.id: one for one in session.scalars(found)} if pairs else {}
    of: dict[int, list[Document]] = {one.id: [] for one in documents}
    for document, other in sorted(pairs):
        of[document].append(others[other])
    return of


def _rows(
    columns: Mapping[str, type[TypeEngine[Any]]], rows: Sequence[tuple[Any, ...]]
) -> TableValuedAlias:
    """Return values as rows of a query: one parameter a column, however many they are."""
    each = (
        literal([row[at] for row in rows], ARRAY(kind)) for at, kind in enumerate(columns.values())
    )
    return func.unnest(*each).table_valued(*columns).render_derived()


def _others(own: TableValuedAlias, same: ColumnElement[bool]) -> Select[int, int]:
    found = select(own.c.own, Document.id).join(own, and_(Document.source == own.c.source, same))
    return found.where(Document.id != own.c.own)


def quotations_of(session: Session, revisions: Collection[int]) -> dict[int, list[Quotation]]:
    """Return the quotations of each of some revisions, in its order."""
    found = select(Quotation).where(Quotation.revision_id.in_(revisions))
    quoted: dict[int, list[Quotation]] = {one: [] for one in revisions}
    for one in session.scalars(found.order_by(Quotation.start, Quotation.end.desc())):
        quoted[one.revision_id].append(one)
    return quoted


def quoted_in(session: Session, carriages: Collection[int]) -> dict[int, list[Quotation]]:
    """Return the quotations that some carriages know their statements by, the oldest first."""
    found = select(Quotation).where(Quotation.carriage_id.in_(carriages))
    quoted: dict[int, list[Quotation]] = {one: [] for one in carriages}
    for one in session.scalars(found.order_by(Quotation.id)):
        quoted[one.carriage_id or 0].append(one)
    return quoted


def made_in(session: Session, spans: Sequence[tuple[datetime, datetime]]) -> list[Made]:
    """Return who made statements in some spans of time, as their texts name them."""
    text = select(Carriage.id).where(Carriage.statement_id == Statement.id)
    has_text = text.where(Carriage.role.in_(TEXT)).exists()
    moment = moment_of()
    who = StatementSpeaker
    found = select(
        Statement.id, moment, has_text, who.speaker, who.name, who.office, who.party
    ).join(who, who.statement_id == Statement.id)
    found = found.where(
        Statement.merged_into.is_(None), or_(*(moment.between(*span) for span in spans))
    )
    return [
        Made(
            id=row[0],
            moment=row[1],
            has_text=row[2],
            speaker=Speaker(id=row[3], name=row[4], office=row[5], party=row[6]),
        )
        for row in session.execute(found.order_by(who.statement_id, who.number))
    ]
