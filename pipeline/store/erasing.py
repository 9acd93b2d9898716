"""Queries on what is erased: what there is of a text, and what is left of it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from http import HTTPStatus

from sqlalchemy import and_, delete, func, or_, select, text, update
from sqlalchemy.orm import Session, aliased

from pipeline import store
from pipeline.store import withholding
from pipeline.store.connection import any_of
from pipeline.tables import (
    Address,
    Band,
    Carriage,
    Crawl,
    Delivery,
    Document,
    Judgement,
    Line,
    Page,
    Quotation,
    Revision,
    Statement,
    StatementSpeaker,
    Tie,
    Withholding,
)

_REWRITTEN = (  # tables whose rows held words; what PostgreSQL freed holds them until then
    *("revision", "quotation", "trace", "flag", "searched", "judgement", "withholding"),
    *("document", "address", "statement", "statement_speaker"),
)


def addresses_of(session: Session, document: Document) -> set[str]:
    """Return the addresses that lead to a document."""
    found = select(Address.url).where(Address.document_id == document.id)
    return {document.address, document.canonical, *session.scalars(found)}


def pages_with(session: Session, document: Document, urls: Collection[str]) -> list[Page]:
    """Return the pages at addresses of a document or that it was read from, and their copies.

    What is served where there is nothing is alike for many texts: it goes at its addresses only.
    """
    read = select(Revision.page_id).where(Revision.document_id == document.id)
    is_own = and_(
        Page.crawl_id == Crawl.id,
        Crawl.source == document.source,
        or_(Page.url == any_of(urls), Page.id.in_(read)),
    )
    copied = select(Page.digest).where(is_own, Page.status < HTTPStatus.BAD_REQUEST)
    own = select(Page.id).where(is_own)
    found = select(Page).where(or_(Page.id.in_(own), Page.digest.in_(copied)))
    return list(session.scalars(found.order_by(Page.id)))


def listings_of(session: Session, document: Document) -> list[Page]:
    """Return the listings of a document's source that have bytes, whenever they were read."""
    found = select(Page).join(Crawl).where(Crawl.source == document.source)
    found = found.where(Page.role == "listing", Page.erased_at.is_(None))
    return list(session.scalars(found.order_by(Page.id)))


def mails_with(session: Session, document: Document) -> list[str]:
    """Return the keys of the messages that may show words of a document.

    Those that told of it, or of another that has an act of speech in common with it.
    """
    theirs = select(Carriage.statement_id).where(Carriage.document_id == document.id)
    carriers = select(Carriage.document_id).where(Carriage.statement_id.in_(theirs))
    told = select(Line.delivery_id).where(
        or_(Line.document_id == document.id, Line.document_id.in_(carriers))
    )
    return list(session.scalars(select(Delivery.key).where(Delivery.id.in_(told))))


def elsewhere(session: Session, document: Document) -> list[str]:
    """Return the addresses of other documents that carry the same act of speech or text."""
    theirs = select(Carriage.statement_id).where(Carriage.document_id == document.id)
    ids = select(Carriage.document_id).where(Carriage.statement_id.in_(theirs))
    later = select(Tie.document_id).where(Tie.earlier_id == document.id)
    earlier = select(Tie.earlier_id).where(Tie.document_id == document.id)
    found = select(Document.address).where(
        or_(*(Document.id.in_(one) for one in (ids, later, earlier))),
        Document.id != document.id,
        Document.erased_at.is_(None),
    )
    return list(session.scalars(found.order_by(Document.id)))


def quoted_in(session: Session, document: Document) -> int:
    """Return how many quotations are read in a document."""
    found = select(func.count(Quotation.id)).join(Revision)
    return session.scalar(found.where(Revision.document_id == document.id)) or 0


def erase(
    session: Session, document: Document, why: str, pages: Iterable[Page], now: datetime
) -> None:
    """Take the words of a document out of every table, and mark the pages whose bytes are to go.

    The document stays, with its address, so that it is not taken in again.
    """
    revisions = store.revisions_of(session, document.id)
    withholding.note(session, document, "erased", why, texts=None, now=now)
    kept = update(Withholding).where(Withholding.document_id == document.id)
    session.execute(kept.values(texts=None))
    withholding.hide(session, document, revisions, now)
    document.erased_at = now
    document.speaker = document.pending = None
    ids = [one.id for one in revisions]
    session.execute(delete(Judgement).where(Judgement.revision_id.in_(ids)))
    session.execute(delete(Band).where(Band.document_id == document.id))
    gone = update(Address).where(Address.document_id == document.id)
    session.execute(gone.values(reason="erased", detail=None))
    _forget_speakers(session, document)
    for page in pages:
        page.erased_for = document.id


def _forget_speakers(session: Session, document: Document) -> None:
    """Forget who spoke where nothing but a document says so."""
    other = aliased(Carriage)
    shared = select(other.id).where(
        other.statement_id == Carriage.statement_id, other.document_id != document.id
    )
    found = select(Carriage.statement_id).where(Carriage.document_id == document.id)
    alone = session.scalars(found.where(~shared.exists())).all()
    who = StatementSpeaker.statement_id.in_(alone)
    session.execute(delete(StatementSpeaker).where(who))
    session.execute(update(Statement).where(Statement.id.in_(alone)).values(speaker=None))


def erased(session: Session) -> list[tuple[Document, str, datetime]]:
    """Return the documents that are erased, why, and when, as they were."""
    found = select(Document, Withholding.why, Withholding.at).join(
        Withholding, Withholding.document_id == Document.id
    )
    found = found.where(Withholding.kind == "erased", Document.erased_at.is_not(None))
    return [(row[0], row[1], row[2]) for row in session.execute(found.order_by(Withholding.id))]


def pages_to_erase(session: Session) -> list[tuple[Page, str]]:
    """Return the pages whose bytes have to go, locked, each with the key of its crawl.

    Those at addresses of what is erased are among them, whenever they were fetched.
    """
    again = (
        update(Page)
        .where(
            Page.erased_for.is_(None),
            Page.url == Address.url,
            Address.document_id == Document.id,
            Document.erased_at.is_not(None),
        )
        .values(erased_for=Document.id)
    )
    session.execute(again, execution_options={"synchronize_session": False})
    found = select(Page, Crawl.key).join(Crawl)
    found = found.where(Page.erased_for.is_not(None), Page.erased_at.is_(None))
    rows = session.execute(found.order_by(Page.file, Page.offset).with_for_update(of=Page))
    return [(row[0], row[1]) for row in rows]


def rewrite(url: str | None) -> None:
    """Write the tables anew that held words, so that the disk has none of what was freed in them.

    Each is locked as long as that takes.
    """
    with store.sessions(url)() as session:
        connection = session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        connection.execute(text(f"VACUUM (FULL) {', '.join(_REWRITTEN)}"))
