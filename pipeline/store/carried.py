"""The database, asked about statements: who spoke, which documents carry them, and how."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    String,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.speakers.speaker import Speaker
from pipeline.store import Row
from pipeline.store.documents import came_at
from pipeline.tables import (
    Carriage,
    Document,
    Event,
    Parted,
    Quotation,
    Revision,
    Source,
    Statement,
    StatementLink,
    StatementSpeaker,
)

TEXT = ("authoritative", "edition", "reprint")  # roles of a document that has the words
ROLES = (*TEXT, "report")
OFFICIAL = ("authoritative", "edition")

Carrier = tuple[Carriage, Document, Revision, Source]  # and what it says now


def speakers_of(session: Session, statements: Collection[int]) -> dict[int, list[Speaker]]:
    """Return who made each of some statements, as its texts name them."""
    found = select(StatementSpeaker).where(StatementSpeaker.statement_id.in_(statements))
    speakers: dict[int, list[Speaker]] = {one: [] for one in statements}
    for row in session.scalars(found.order_by(StatementSpeaker.number)):
        speakers[row.statement_id].append(
            Speaker(id=row.speaker, name=row.name, office=row.office, party=row.party)
        )
    return speakers


def replace_speakers(session: Session, speakers: Mapping[int, Sequence[Speaker]]) -> None:
    """Say who made some statements, in place of who was said to before."""
    if not speakers:
        return
    session.execute(
        delete(StatementSpeaker).where(StatementSpeaker.statement_id.in_(speakers)),
        execution_options={"synchronize_session": False},
    )
    rows = [
        {
            "statement_id": statement,
            "number": number,
            "speaker": one.id,
            "name": one.name,
            "office": one.office,
            "party": one.party,
        }
        for statement, those in speakers.items()
        for number, one in enumerate(those, 1)
    ]
    if rows:
        session.execute(insert(StatementSpeaker), rows)


def carriages_of(
    session: Session, document: int, roles: Collection[str] = TEXT
) -> list[tuple[Carriage, Statement]]:
    """Return what a document carries, in the order it was found."""
    return carriages_among(session, [document], roles)[document]


def carriages_among(
    session: Session, documents: Collection[int], roles: Collection[str] = TEXT
) -> dict[int, list[tuple[Carriage, Statement]]]:
    """Return what each of some documents carries, in the order it was found."""
    found = select(Carriage, Statement).join(Statement, Carriage.statement_id == Statement.id)
    found = found.where(Carriage.document_id.in_(documents), Carriage.role.in_(roles))
    carried: dict[int, list[tuple[Carriage, Statement]]] = {one: [] for one in documents}
    for row in session.execute(found.order_by(Carriage.id)):
        carried[row[0].document_id].append((row[0], row[1]))
    return carried


def documents_of(
    session: Session, statements: Collection[int], roles: Collection[str] = ROLES
) -> list[Document]:
    """Return the documents that carry some statements, the oldest first."""
    carries = select(Carriage.document_id).where(
        Carriage.statement_id.in_(statements), Carriage.role.in_(roles)
    )
    found = select(Document).where(Document.id.in_(carries))
    return list(session.scalars(found.order_by(Document.id)))


def documents_by(
    session: Session, statements: Collection[int]
) -> dict[int, list[tuple[str, Document]]]:
    """Return the documents that carry each of some statements, and in which role."""
    found = select(Carriage.statement_id, Carriage.role, Document)
    found = found.join(Document, Carriage.document_id == Document.id)
    found = found.where(Carriage.statement_id.in_(statements))
    by: dict[int, list[tuple[str, Document]]] = {one: [] for one in statements}
    for statement, role, document in session.execute(found):
        by[statement].append((role, document))
    return by


def texts_together(session: Session, document: Document) -> list[Document]:
    """Return the documents that are a document's very text, or editions of it; also itself."""
    held = [one.id for _, one in carriages_of(session, document.id)]
    return documents_of(session, held, TEXT) if held else store.prints_of(session, document)


def told_together(session: Session, document: Document) -> list[list[Document]]:
    """Return what a document tells: for each, the documents of which one line tells it.

    A text tells what all its speakers say at once. A report tells each statement by itself: what
    was told of one says nothing of another. Where nothing is joined it tells itself.
    """
    held = [one.id for _, one in carriages_of(session, document.id)]
    if held:
        return [documents_of(session, held)]
    prints = store.prints_of(session, document)
    told = [one.id for _, one in carriages_of(session, prints[0].id, ("report",))]
    groups = [
        prints + [other for other in documents_of(session, [one]) if other not in prints]
        for one in told
    ]
    return groups or [prints]


def repeated(session: Session, statements: Collection[int]) -> dict[int, list[int]]:
    """Return the earlier statements that some repeat in other words, by who repeats them."""
    found = select(StatementLink.later_id, StatementLink.earlier_id).where(
        StatementLink.later_id.in_(statements), StatementLink.kind == "repeats"
    )
    earlier: dict[int, list[int]] = {}
    for later, one in session.execute(found):
        earlier.setdefault(later, []).append(one)
    return earlier


def related(session: Session, statement: Statement) -> dict[int, str]:
    """Return the statements that have to do with one: of its event, or linked with it, and how.

    The link is told rather than the event where both are known.
    """
    links = select(StatementLink).where(
        or_(StatementLink.later_id == statement.id, StatementLink.earlier_id == statement.id)
    )
    together = select(Statement.id).where(
        Statement.event_id == statement.event_id,
        Statement.event_id.is_not(None),  # who was at no event was not there together
        Statement.merged_into.is_(None),
    )
    found = dict.fromkeys(session.scalars(together.order_by(Statement.id)), "event")
    for one in session.scalars(links.order_by(StatementLink.earlier_id, StatementLink.later_id)):
        other = one.earlier_id if one.later_id == statement.id else one.later_id
        found[other] = one.kind
    return {number: how for number, how in found.items() if number != statement.id}


def joint(
    session: Session, parties: Collection[str], since: datetime, until: datetime
) -> list[int]:
    """Return what speakers of exactly some parties declared together in a time, in own texts."""
    own = select(Carriage.id).where(Carriage.statement_id == Statement.id)
    within = select(Statement.id).where(
        moment_of().between(since, until),
        Statement.merged_into.is_(None),
        own.where(Carriage.role == "authoritative").exists(),
    )
    statement = StatementSpeaker.statement_id
    found = select(statement).where(statement.in_(within)).group_by(statement)
    whole = func.array_agg(StatementSpeaker.party.distinct())
    found = found.having(whole == literal(sorted(parties), ARRAY(String)))
    return list(session.scalars(found.order_by(statement)))


def carriers_of(session: Session, statements: Collection[int]) -> dict[int, list[Carrier]]:
    """Return what carries each of some statements, with what it says now, the oldest first."""
    found = select(Carriage, Document, Revision, Source).ext(distinct_on(Carriage.id))
    found = found.join(Document, Carriage.document_id == Document.id)
    found = found.join(Revision, Revision.document_id == Document.id)
    found = found.join(Source, Source.name == Document.source)
    found = found.where(Carriage.statement_id.in_(statements))
    carriers: dict[int, list[Carrier]] = {one: [] for one in statements}
    for row in session.execute(found.order_by(Carriage.id, Revision.number.desc())):
        carriers[row[0].statement_id].append((row[0], row[1], row[2], row[3]))
    return carriers


def texts_around(
    session: Session,
    source: str,
    spans: Sequence[tuple[datetime, datetime]],
    *,
    quoting: bool,
) -> list[tuple[datetime, int, str, str]]:
    """Return what a source published in some spans of time; `quoting`: what quotes somebody.

    When, document, language, and title and text now.
    """
    moment = came_at()
    said = func.concat_ws("\n\n", Revision.title, Revision.body)
    found = select(moment, Document.id, Document.language, said).ext(distinct_on(Document.id))
    found = found.join(Revision, Revision.document_id == Document.id)
    within = or_(*(moment.between(*span) for span in spans))
    found = found.where(Document.source == source, within)
    if quoting:
        found = found.where(exists().where(Quotation.revision_id == Revision.id))
    rows = session.execute(found.order_by(Document.id, Revision.number.desc()))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def moment_of() -> ColumnElement[datetime]:
    """Return when a statement was made, as far as is known."""
    return func.coalesce(Statement.said_at, Statement.published_at, Statement.created_at)


def events(
    session: Session, kind: str, participants: Collection[str], since: date, until: date
) -> list[Event]:
    """Return the events of a kind in some days that some of these took part in, the last first."""
    found = select(Event).where(
        Event.kind == kind,
        Event.day.between(since, until),
        Event.participants.overlap(literal(list(participants), ARRAY(String))),
    )
    return list(session.scalars(found.order_by(Event.id.desc())))


def texts_at(session: Session, event: int) -> list[tuple[Carriage, Revision]]:
    """Return the official texts of what was said at an event, as they are now."""
    found = select(Carriage, Revision).ext(distinct_on(Carriage.id))
    found = found.join(Statement, Carriage.statement_id == Statement.id)
    found = found.join(Revision, Revision.document_id == Carriage.document_id)
    found = found.where(Statement.event_id == event, Carriage.role.in_(TEXT))
    rows = session.execute(found.order_by(Carriage.id, Revision.number.desc()))
    return [(row[0], row[1]) for row in rows]


def quotations_carried(session: Session, document: int) -> list[tuple[Quotation, Carriage]]:
    """Return what a document quoted, in all its revisions, and the carriages they are part of."""
    found = select(Quotation, Carriage).join(Carriage, Quotation.carriage_id == Carriage.id)
    found = found.where(Carriage.document_id == document).order_by(Quotation.id)
    return [(row[0], row[1]) for row in session.execute(found)]


def may_be(session: Session, one: int, other: int) -> bool:
    """Return whether no operator parted a document of a statement from another one."""
    carries = select(Carriage.document_id).where(Carriage.statement_id == one)
    found = select(Parted.document_id).where(
        Parted.statement_id == other, Parted.document_id.in_(carries)
    )
    return session.scalar(found.limit(1)) is None


def statement_at(session: Session, number: int) -> Statement | None:
    """Return a statement by its number, or the one that it turned out to be."""
    statement = session.get(Statement, number)
    if statement is None or statement.merged_into is None:
        return statement
    return session.get_one(Statement, statement.merged_into)


def part(session: Session, document: int, statement: Statement) -> int | None:
    """Let a document carry a statement of its own in place of another; return the new one.

    None when it does not carry that. By what it reports or says it is known as before.
    """
    held = select(Carriage).where(
        Carriage.document_id == document, Carriage.statement_id == statement.id
    )
    carriages = list(session.scalars(held))
    if not carriages:
        return None
    columns = {one.key for one in Statement.__table__.columns} - {"id", "created_at"}
    copy = Statement(**{name: getattr(statement, name) for name in columns})
    speakers = speakers_of(session, [statement.id])[statement.id]
    session.add(copy)
    session.flush()
    replace_speakers(session, {copy.id: speakers})
    for one in carriages:
        one.statement_id = copy.id
        one.role = "report" if one.role in {"report", "reprint"} else "authoritative"
        one.certainty, one.reason = "sure", f"parted from {statement.id} by an operator"
    session.execute(
        upsert(Parted)
        .values(document_id=document, statement_id=statement.id)
        .on_conflict_do_nothing()
    )
    session.flush()
    return copy.id


def link(session: Session, rows: Sequence[Row]) -> None:
    """Say what some statements are to earlier ones, unless that is known."""
    if rows:
        session.execute(upsert(StatementLink).values(list(rows)).on_conflict_do_nothing())


def links_of(session: Session, statement: int) -> list[tuple[int, str, str]]:
    """Return the earlier statements that one is linked to, what it is to them, and how surely."""
    found = select(StatementLink).where(StatementLink.later_id == statement)
    rows = session.scalars(found.order_by(StatementLink.earlier_id))
    return [(one.earlier_id, one.kind, one.certainty) for one in rows]


def merge(session: Session, one: int, into: int) -> None:
    """Let a statement be another: its documents carry that one, and its number leads there."""
    held = select(Carriage).where(Carriage.statement_id == one)
    there = {
        (row.document_id, row.section): row
        for row in session.scalars(select(Carriage).where(Carriage.statement_id == into))
    }
    for row in session.scalars(held.order_by(Carriage.id)).all():
        same = there.get((row.document_id, row.section))
        if same is None:
            row.statement_id = into
            continue
        session.execute(
            update(Quotation).where(Quotation.carriage_id == row.id).values(carriage_id=same.id)
        )
        session.delete(row)
    session.flush()
    moved = update(Statement).where(or_(Statement.id == one, Statement.merged_into == one))
    session.execute(moved.values(merged_into=into))


def turns_of(session: Session, revisions: Collection[int]) -> dict[int, list[Quotation]]:
    """Return the turns of each of some revisions, in its order."""
    found = select(Quotation).where(Quotation.revision_id.in_(revisions), Quotation.rule == "turn")
    turns: dict[int, list[Quotation]] = {one: [] for one in revisions}
    for one in session.scalars(found.order_by(Quotation.start)):
        turns[one.revision_id].append(one)
    return turns
