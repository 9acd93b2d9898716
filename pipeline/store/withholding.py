"""Withholding: a text hidden everywhere, with its hash and the reason kept.

The text leaves every table it could be shown from, so that no mail, search, quotation, position
or page can show it, those not written yet included. Whatever shows bytes of the archive asks
`is_withheld` first.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.errors import CallError
from pipeline.tables import (
    Address,
    Document,
    Page,
    Quotation,
    Revision,
    Searched,
    Trace,
    Withholding,
)


class Entry(NamedTuple):
    """A line of the public log: what we did with which text of whom, and why."""

    at: datetime
    kind: str
    source: str
    digests: list[str]
    why: str


def is_withheld(document: Document) -> bool:
    """Whether nothing of a document may be shown: no word of it, and no byte of its pages."""
    return document.withheld_at is not None


def reason(session: Session, document: Document) -> str | None:
    """Return why a document is withheld, None where it is not."""
    return entries(session, document)[0].why if is_withheld(document) else None


def log(session: Session) -> list[Entry]:
    """Return everything that was hidden, shown again or erased, the latest first."""
    found = select(Withholding, Document.source).join(Document)
    rows = session.execute(found.order_by(Withholding.id.desc()))
    return [
        Entry(at=one.at, kind=one.kind, source=source, digests=one.digests, why=one.why)
        for one, source in rows
    ]


def documents_at(session: Session, canonical: str) -> list[Document]:
    """Return the documents of a canonical address; raise CallError where there is none."""
    found = list(session.scalars(select(Document).where(Document.canonical == canonical)))
    if not found:
        raise CallError(
            f"{canonical} is no document; `veille trace {canonical}` shows where it is"
        )
    return found


def withhold(session: Session, document: Document, why: str, now: datetime) -> int:
    """Hide what a document says and said; return how many texts that were.

    Raise CallError where it is hidden already.
    """
    if is_withheld(document):
        raise CallError(f"{document.address} is withheld already: {reason(session, document)}")
    revisions = store.revisions_of(session, document.id)
    texts = {
        str(one.number): {"title": one.title, "body": one.body, "sections": one.sections}
        for one in revisions
    }
    note(session, document, "withheld", why, texts=texts, now=now)
    hide(session, document, revisions, now)
    return len(revisions)


def show_again(session: Session, document: Document, why: str, now: datetime) -> int:
    """Show what a document says and said again; return how many texts that are.

    Nobody is told. Raise CallError where it is not hidden.
    """
    kept = next((one for one in entries(session, document) if one.texts is not None), None)
    if not is_withheld(document) or kept is None or kept.texts is None:
        raise CallError(f"{document.address} is not withheld: there is nothing to show again")
    revisions = store.revisions_of(session, document.id)
    for one in revisions:
        text = kept.texts[str(one.number)]
        one.title, one.body, one.sections = text["title"], text["body"], text["sections"]
        one.quoted_by = one.flagged_by = one.searched_by = one.offered_by = None
    kept.texts = None
    document.withheld_at = None
    _look(session, document, now)
    note(session, document, "shown again", why, texts=None, now=now)
    return len(revisions)


def entries(session: Session, document: Document) -> list[Withholding]:
    """Return what the log says of a document, the latest first."""
    found = select(Withholding).where(Withholding.document_id == document.id)
    return list(session.scalars(found.order_by(Withholding.id.desc())))


def _look(session: Session, document: Document, at: datetime | None) -> None:
    """Let the addresses of a document be fetched again at a moment; None: never."""
    theirs = Address.document_id == document.id
    session.execute(update(Address).where(theirs).values(due_at=at))


def note(  # noqa: PLR0913  what the log says
    session: Session,
    document: Document,
    kind: str,
    why: str,
    *,
    texts: store.Row | None,
    now: datetime,
) -> None:
    """Write a line of the public log, with the hashes of the pages the texts are from."""
    read = select(Page.digest).join(Revision, Revision.page_id == Page.id)
    digests = session.scalars(read.where(Revision.document_id == document.id).distinct())
    row = Withholding(
        document_id=document.id,
        kind=kind,
        why=why,
        digests=sorted(digests),
        texts=texts,
        at=now,
    )
    session.add(row)
    session.flush()


def hide(
    session: Session, document: Document, revisions: Collection[Revision], now: datetime
) -> None:
    """Take the words out of revisions and of what was made of them; nobody fetches them again."""
    document.withheld_at = now
    _look(session, document, None)
    ids = [one.id for one in revisions]
    for one in revisions:
        one.title, one.body, one.sections = None, "", []
        one.raised = 0
        store.forget_flags(session, one.id)
    session.execute(delete(Quotation).where(Quotation.revision_id.in_(ids)))
    theirs = session.scalars(
        delete(Trace).where(Trace.revision_id.in_(ids)).returning(Trace.quotation_id)
    ).all()
    again = update(Quotation).where(Quotation.id.in_(theirs)).values(traced_by=None)
    session.execute(again)
    session.execute(delete(Searched).where(Searched.revision_id.in_(ids)))
    session.flush()
