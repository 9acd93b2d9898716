"""A text that stands at a new address of its source while the old one is gone supersedes it.

The new address is mostly seen first. So the old one is asked again at once, and the new text waits
for the answer: for HOLD at most, for silence is worse than telling twice. Two live addresses with
one text, such as a formula printed twice, are two documents.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from pipeline import succession
from pipeline.identity import canonical
from pipeline.tables import Document, Source

HOLD = timedelta(minutes=45)  # in which the old address is asked; work that waits an hour alarms
ONE_CRAWL = timedelta(minutes=5)  # within which two texts were both seen at their addresses
ANSWERS = frozenset({"http_404", "http_410", "moved", "not_article", "duplicate"})

Looked = tuple[Document, str] | Literal["held"] | None


def looked(
    session: Session, document: Document, alike: Sequence[Document], now: datetime
) -> Looked:
    """Return the document a new one supersedes, and why; None when it is none.

    `alike` are those of its source with its text, the likeliest first. Where one of them has to
    be asked first, it is made due, and the new one is held.
    """
    open_to_doubt = None
    for old in alike:
        why = evidence(session, old, document)
        if why is not None:
            return old, why
        if open_to_doubt is None and is_unknown(session, old, document):
            open_to_doubt = old
    if open_to_doubt is None or not document.announced or document.held_until is not None:
        return None
    _ask(session, open_to_doubt, now)
    document.held_until, document.awaits_id = now + HOLD, open_to_doubt.id
    return "held"


def evidence(session: Session, old: Document, document: Document) -> str | None:
    """Return what says that a text moved from one address to another; None when nothing does."""
    if old.gone_at is not None:
        return f"the text of {old.address}, which is gone since {old.gone_at:%Y-%m-%d %H:%M}"
    if old.edition is not None and old.edition == document.edition:
        return f"the text of {old.address}, with the same id"
    address = succession.address_of(session, old)
    if address is None:
        return None
    if address.reason == "moved" and canonical(address.detail or "") == document.canonical:
        return f"the text of {old.address}, which leads here for good"
    if not succession.was_fetched(session, old) and succession.was_taken_out(
        session, old, document
    ):
        return f"the text of {old.address}, in whose place it is listed"
    return None


def is_unknown(session: Session, old: Document, document: Document) -> bool:
    """Return whether nobody has looked at the old address since the new one is there."""
    return old.last_seen_at < document.first_seen_at - ONE_CRAWL and succession.was_fetched(
        session, old
    )


def _ask(session: Session, old: Document, now: datetime) -> None:
    """Let an address be asked with the next crawl of its source, and that come soon."""
    address = succession.address_of(session, old)
    if address is not None:
        address.due_at = now
    source = session.get_one(Source, old.source)
    if source.due_at is not None and source.due_at > now:
        source.due_at = now
