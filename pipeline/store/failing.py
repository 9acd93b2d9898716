"""Queries on texts that a stage failed at: set aside, told of, taken up again."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from pipeline.tables import Document, Quotation, Revision, SetAside

_AT_WORK = "at work"
_STAGES = {  # by the marks of their work, as health calls them
    Revision.quoted_by.key: "quotation",
    Revision.stated_by.key: "statement",
    Revision.flagged_by.key: "flag",
    Revision.lined_by.key: "line",
    Revision.searched_by.key: "search",
    Revision.offered_by.key: "trace",
    Quotation.traced_by.key: "trace",
}


class Failed(NamedTuple):
    """A text that a stage goes on without."""

    url: str
    stage: str
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
    rows = session.execute(found.order_by(SetAside.at, SetAside.mark))
    return [Failed(url, _STAGES[mark], why, at) for url, mark, why, at in rows]


def take_up(session: Session) -> list[Failed]:
    """Let every text that a stage failed at be its work again; return them."""
    found = failed(session)
    session.execute(delete(SetAside))
    return found
