"""Queries on texts that a stage failed at: set aside, told of, taken up again."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from pipeline.tables import Document, Revision, SetAside

_AT_WORK = "at work"


class Failed(NamedTuple):
    """A text that a stage goes on without."""

    url: str
    mark: str
    why: str
    at: datetime


def is_left(mark: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """Return whether a revision is none that the stage of a mark failed at."""
    failed = exists().where(SetAside.revision_id == Revision.id, SetAside.mark == mark.key)
    return ~failed.correlate(Revision)


def begin_work(
    session: Session, mark: InstrumentedAttribute[int | None], revisions: Collection[int]
) -> None:
    """Say which revisions a session works on, for who finds that it fails."""
    if revisions:
        session.info[_AT_WORK] = (mark.key, frozenset(revisions))


def at_work(session: Session) -> tuple[str, frozenset[int]]:
    """Return what a session works on last: a mark of `revision` or `quotation`, and revisions."""
    found: tuple[str, frozenset[int]] = session.info.get(_AT_WORK, ("", frozenset()))
    return found


def set_aside(session: Session, mark: str, revision: int, why: str) -> str:
    """Let a stage go on without a revision; return the address of its document."""
    row = {"revision_id": revision, "mark": mark, "why": why}
    session.execute(insert(SetAside).values(row).on_conflict_do_nothing())
    found = select(Document.canonical).join(Revision).where(Revision.id == revision)
    return session.scalars(found).one()


def failed(session: Session) -> list[Failed]:
    """Return the texts that stages go on without, those of longest first."""
    found = select(Document.canonical, SetAside.mark, SetAside.why, SetAside.at)
    found = found.join(Revision, Revision.id == SetAside.revision_id).join(Document)
    return [Failed(*row) for row in session.execute(found.order_by(SetAside.at, SetAside.mark))]


def take_up(session: Session) -> list[Failed]:
    """Let every text that a stage failed at be its work again; return them."""
    found = failed(session)
    session.execute(delete(SetAside))
    return found
