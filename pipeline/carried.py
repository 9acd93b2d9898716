"""The database, asked about statements: who spoke, which documents carry them, and how."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from pipeline.identity import canonical
from pipeline.reference import Speaker
from pipeline.store import any_of
from pipeline.tables import Carriage, Document, Quotation, Statement, StatementSpeaker

TEXT = ("authoritative", "edition", "reprint")  # roles of a document that has the words


def speakers_of(session: Session, statements: Collection[int]) -> dict[int, list[Speaker]]:
    """Return who made each of some statements, as its texts name them."""
    found = select(StatementSpeaker).where(StatementSpeaker.statement_id.in_(statements))
    speakers: dict[int, list[Speaker]] = {one: [] for one in statements}
    for row in session.scalars(found.order_by(StatementSpeaker.number)):
        speakers[row.statement_id].append(
            Speaker(id=row.speaker, name=row.name, office=row.office, party=row.party)
        )
    return speakers


def add_statement(session: Session, statement: Statement, speakers: Sequence[Speaker]) -> int:
    """Add a statement with its speakers; return its id."""
    session.add(statement)
    session.flush()
    replace_speakers(session, statement.id, speakers)
    return statement.id


def replace_speakers(session: Session, statement: int, speakers: Sequence[Speaker]) -> None:
    """Say who made a statement, in place of who was said to before."""
    session.execute(delete(StatementSpeaker).where(StatementSpeaker.statement_id == statement))
    rows = [
        {
            "statement_id": statement,
            "number": number,
            "speaker": one.id,
            "name": one.name,
            "office": one.office,
            "party": one.party,
        }
        for number, one in enumerate(speakers, 1)
    ]
    if rows:
        session.execute(insert(StatementSpeaker), rows)


def carriages_of(
    session: Session, document: int, roles: Collection[str] = TEXT
) -> list[tuple[Carriage, Statement]]:
    """Return what a document carries, in the order it was found."""
    found = select(Carriage, Statement).join(Statement, Carriage.statement_id == Statement.id)
    found = found.where(Carriage.document_id == document, Carriage.role.in_(roles))
    return [(row[0], row[1]) for row in session.execute(found.order_by(Carriage.id))]


def edition_of(session: Session, document: Document) -> Document | None:
    """Return the oldest edition of a document whose words are known for a statement.

    They share an id with it, or alternate links lead there or here.
    """
    joined = [
        Document.canonical == any_of([canonical(one) for one in document.alternates.values()]),
        Document.alternates.contains({document.language: document.address}),
    ]
    if document.edition is not None:
        joined.append(Document.edition == document.edition)
    carries = select(Carriage.id).where(Carriage.document_id == Document.id)
    found = select(Document).where(
        Document.source == document.source,
        Document.id != document.id,
        or_(*joined),
        carries.where(Carriage.role.in_(TEXT)).exists(),
    )
    return session.scalar(found.order_by(Document.id).limit(1))


def turns_of(session: Session, revisions: Collection[int]) -> dict[int, list[Quotation]]:
    """Return the turns of each of some revisions, in its order."""
    found = select(Quotation).where(Quotation.revision_id.in_(revisions), Quotation.rule == "turn")
    turns: dict[int, list[Quotation]] = defaultdict(list)
    for one in session.scalars(found.order_by(Quotation.start)):
        turns[one.revision_id].append(one)
    return turns
