"""Queries on texts that moved: which stands in which one's place, and what waits to be known."""

from collections.abc import Collection
from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, and_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from pipeline.silence.state import READ
from pipeline.spool import VISITS
from pipeline.tables import Address, Crawl, Document, Page, Revision, Tie

TOGETHER = timedelta(days=7)  # texts that went within it may have gone together
_PLACE = attrgetter("source"), attrgetter("address")


class Place(NamedTuple):
    """Where a document was read."""

    address: Address | None  # what is known of the one it says
    fetched: bool  # from a page of its own, and from no listing


def is_free(now: datetime) -> ColumnElement[bool]:
    """Return whether a document waits for no answer, or no longer."""
    return or_(Document.held_until.is_(None), Document.held_until <= now)


def awaited(session: Session, source: str) -> dict[int, list[Document]]:
    """Return those of a source's documents whose address others wait for, with these."""
    found = select(Document).where(Document.source == source, Document.awaits_id.is_not(None))
    waiting: dict[int, list[Document]] = {}
    for document in session.scalars(found):
        waiting.setdefault(document.awaits_id or 0, []).append(document)
    return waiting


def places_of(session: Session, documents: Collection[Document]) -> dict[int, Place]:
    """Return where some documents were read, by document."""
    columns = [literal([get(one) for one in documents], ARRAY(String)) for get in _PLACE]
    own = func.unnest(*columns).table_valued("source", "url").render_derived("own")
    known = select(Address).join(
        own, and_(Address.source == own.c.source, Address.url == own.c.url)
    )
    addresses = {(one.source, one.url): one for one in session.scalars(known)}
    page = select(Revision.document_id, Page.url).join(Page, Revision.page_id == Page.id)
    page = page.where(Revision.document_id.in_({one.id for one in documents}))
    rows = session.execute(page.order_by(Revision.number))
    pages = {row[0]: row[1] for row in rows}  # of what each says now: the last counts
    return {
        one.id: Place(
            address=addresses.get((one.source, one.address)), fetched=pages[one.id] == one.address
        )
        for one in documents
    }


def was_taken_out(session: Session, old: Document, document: Document) -> bool:
    """Return whether a text left the listing that holds it when another came into it.

    It was there when that was read last before, at whatever address, and something older still
    is: it did not roll over its end.
    """
    page = select(Page.url).join(Revision, Revision.page_id == Page.id)
    listing = page.where(Revision.document_id == document.id, Revision.number == 1)
    read = select(func.max(Page.fetched_at)).where(
        Page.url == listing.scalar_subquery(), Page.fetched_at < document.first_seen_at
    )
    before = session.scalar(read) or _last_read(session, document)
    if before is None or not before <= old.last_seen_at < document.first_seen_at:
        return False
    older = select(Document.id).where(
        Document.source == old.source,
        Document.id < old.id,
        Document.last_seen_at >= document.first_seen_at,
    )
    return session.scalar(older.limit(1)) is not None


def _last_read(session: Session, document: Document) -> datetime | None:
    """Return when the last crawl began that read every listing before a text was seen."""
    read = select(func.max(Crawl.started_at)).where(Crawl.source == document.source)
    before = Crawl.ended_at < document.first_seen_at
    return session.scalar(read.where(before, Crawl.outcome.in_(READ), Crawl.mode.in_(VISITS)))


def is_gone(session: Session, document: int) -> bool:
    """Return whether there is nothing at a document's address; one only listed was taken out."""
    old = session.get_one(Document, document)
    return old.gone_at is not None or not places_of(session, [old])[document].fetched


def are_all_gone(session: Session, document: Document) -> bool:
    """Return whether others of its source went like a document, and none of then was served since.

    Its first answer is known.
    """
    own = select(func.count()).where(Document.source == document.source)
    assert document.gone_at is not None
    lately = Document.gone_at > document.gone_at - TOGETHER
    went = own.where(Document.id != document.id, lately)
    served = own.where(
        Document.gone_at.is_(None),
        Document.first_seen_at < document.gone_at,
        Document.last_seen_at > document.gone_at,
    )
    return bool(session.scalar(went)) and not session.scalar(served)


def is_superseded(session: Session, document: int) -> bool:
    """Return whether a document's text stands at another address in its place."""
    return document in superseded(session, [document])


def superseded(session: Session, documents: Collection[int]) -> set[int]:
    """Return those of some documents whose text stands at another address in their place."""
    found = select(Tie.earlier_id).where(Tie.earlier_id.in_(documents), Tie.kind == "supersedes")
    return set(session.scalars(found))


def superseded_by(session: Session, document: int) -> list[int]:
    """Return the documents in whose place a document stands, the last first."""
    found: list[int] = []
    at: int | None = document
    while at is not None:
        tie = session.get(Tie, at)
        at = tie.earlier_id if tie is not None and tie.kind == "supersedes" else None
        found += [at] if at is not None else []
    return found


def superseding(session: Session, document: int) -> Document | None:
    """Return the document that stands in another one's place."""
    found = select(Document).join(Tie, Tie.document_id == Document.id)
    found = found.where(Tie.earlier_id == document, Tie.kind == "supersedes")
    return session.scalar(found.order_by(Document.id.desc()).limit(1))
