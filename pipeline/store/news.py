"""News: the texts of a dossier that were seen or changed last, as feeds show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from pipeline import store
from pipeline.excerpt import Allowance
from pipeline.flags.bearing import bearings
from pipeline.shown import Shown, shown
from pipeline.store import carried
from pipeline.subscriptions.wanted import Bearing
from pipeline.tables import Document, Flag, Revision, Source

NUMBER = 200  # texts of a dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One text, as it is now."""

    dossier: str  # slug
    canonical: str  # its source and canonical address: the same in every house
    shown: Shown
    bearing: Bearing  # to the dossier
    first_seen_at: datetime
    updated_at: datetime  # when it was seen first, last said something else, or was withdrawn


def news(session: Session, slug: str) -> list[News]:
    """Return the texts of a dossier that were seen or changed last, the latest first."""
    return list(_each(session, slug))


def _each(session: Session, slug: str) -> Iterator[News]:
    for document in _documents(session, slug):
        revision = _current(session, document.id)
        flags = store.flags_of(session, revision.id)
        quoted = store.quotations_of(session, revision.id)
        held = bool(carried.carriages_of(session, document.id))
        bearing = bearings(session, document, flags, quoted, is_carrier=held).get(slug)
        if bearing is None:
            continue  # what it says now is not on the dossier any more
        own = [one for one in flags if one.dossier == slug]
        source = session.get_one(Source, document.source)
        whole = [(0, len(revision.body))]
        yield News(
            dossier=slug,
            canonical=f"{document.source} {document.canonical}",
            shown=shown(
                (document, revision, source),
                own,
                whole,
                Allowance(),
                withheld_why=None,  # what is withheld has lost its flags, and is no news
            ),
            bearing=bearing,
            first_seen_at=document.first_seen_at,
            updated_at=max(revision.seen_at, document.withdrawn_at or revision.seen_at),
        )


def _documents(session: Session, slug: str) -> list[Document]:
    """Return the announced documents of a dossier whose words, or fate, are the latest."""
    flagged = select(Flag.id).where(Flag.revision_id == Revision.id, Flag.dossier == slug)
    latest = func.max(func.greatest(Revision.seen_at, Document.withdrawn_at))
    found = select(Document.id).join(Revision, Revision.document_id == Document.id)
    found = found.where(Document.announced, _is_sure(), flagged.exists())
    found = found.group_by(Document.id).order_by(latest.desc(), Document.id.desc()).limit(NUMBER)
    ids = list(session.scalars(found))
    by_id = {one.id: one for one in session.scalars(select(Document).where(Document.id.in_(ids)))}
    return [by_id[one] for one in ids]


def _current(session: Session, document: int) -> Revision:
    """Return what a document says for sure."""
    found = select(Revision).where(Revision.document_id == document, _is_sure())
    newest = found.options(joinedload(Revision.page)).order_by(Revision.number.desc()).limit(1)
    return session.scalars(newest).one()


def _is_sure() -> ColumnElement[bool]:
    """Return the condition that a revision is believed: the first, or one fetched twice."""
    return or_(Revision.number == 1, Revision.confirmed_at.is_not(None))
