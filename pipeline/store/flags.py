"""What was read of a revision: quotations and flags."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pipeline.store.connection import Row
from pipeline.tables import DossierText, Flag, Quotation


def forget_flags(session: Session, revision: int) -> None:
    """Drop the flags of a revision whose text our own extractor changed: spans no longer fit."""
    session.execute(delete(Flag).where(Flag.revision_id == revision))


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
    return flags_among(session, [revision])[revision]


def flags_among(session: Session, revisions: Collection[int]) -> dict[int, list[Flag]]:
    """Return the flags of each of some revisions, see `flags_of`."""
    flags: dict[int, list[Flag]] = {one: [] for one in revisions}
    found = select(Flag).where(Flag.revision_id.in_(revisions)).order_by(Flag.id)
    for one in session.scalars(found):
        flags[one.revision_id].append(one)
    return flags
