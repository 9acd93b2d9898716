"""A text that stands at a new address of its source while the old one is gone supersedes it.

The new address is mostly seen first. So the old one is asked again at once, and the new text waits
for the answer: for HOLD at most, for silence is worse than telling twice. Two live addresses with
one text, such as a formula printed twice, are two documents.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from pipeline.identity import canonical
from pipeline.revisions import withdrawal
from pipeline.store import succession
from pipeline.store.succession import Place
from pipeline.tables import Address, Document, Source

HOLD = timedelta(minutes=45)  # in which the old address is asked; work that waits an hour alarms
ONE_CRAWL = timedelta(minutes=5)  # within which two texts were both seen at their addresses
ANSWERS = withdrawal.GONE | {"moved", "not_article", "duplicate"}

Looked = tuple[Document, str] | Literal["held"] | None


def looked(
    session: Session,
    document: Document,
    earlier: Sequence[tuple[Document, Place]],
    is_text_of: Callable[[Document], bool],
    now: datetime,
) -> Looked:
    """Return the document a new one supersedes, and why; None when it is none.

    `earlier` are those of its source that may have had its text, the likeliest first, and where
    they were read; whether one had it is asked last, for it is dear to tell. Where one of them has
    to be asked first, it is made due, and the new one is held.
    """
    in_doubt, superseded = None, None
    for old, place in earlier:
        why = evidence(session, old, document, place)
        is_doubtful = why is None and in_doubt is None and is_unknown(old, document, place)
        if why is None and not is_doubtful:
            continue
        if superseded is None:
            superseded = succession.superseded(session, [one.id for one, _ in earlier])
        if old.id in superseded or not is_text_of(old):
            continue
        if why is not None:
            return old, why
        in_doubt = old, place.address
    if in_doubt is None or not document.announced or document.held_until is not None:
        return None
    _ask(session, *in_doubt, now)
    document.held_until, document.awaits_id = now + HOLD, in_doubt[0].id
    return "held"


def evidence(session: Session, old: Document, document: Document, place: Place) -> str | None:
    """Return what says that a text moved from one address to another; None when nothing does."""
    if old.gone_at is not None:
        return f"the text of {old.address}, which is gone since {old.gone_at:%Y-%m-%d %H:%M}"
    if old.edition is not None and old.edition == document.edition:
        return f"the text of {old.address}, with the same id"
    address = place.address
    if address is None:
        return None
    if address.reason == "moved" and canonical(address.detail or "") == document.canonical:
        return f"the text of {old.address}, which leads here for good"
    if not place.fetched and succession.was_taken_out(session, old, document):
        return f"the text of {old.address}, in whose place it is listed"
    return None


def is_unknown(old: Document, document: Document, place: Place) -> bool:
    """Return whether nobody has looked at the old address since the new one is there."""
    return place.fetched and old.last_seen_at < document.first_seen_at - ONE_CRAWL


def _ask(session: Session, old: Document, address: Address | None, now: datetime) -> None:
    """Let an address be asked with the next crawl of its source, and that come soon."""
    if address is not None:
        address.due_at = now
    source = session.get_one(Source, old.source)
    if source.due_at is not None and source.due_at > now:
        source.due_at = now
