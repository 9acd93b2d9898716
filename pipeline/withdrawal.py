"""Texts their publishers took away, and gave back: believed at the second look, then told once.

Only an address that answers 404 or 410 says that its text is gone, a page there that says so, or
a redirect to the front of the site; failures and walls say nothing. The answers are kept as
pages; the text stays, and so do its revisions.
"""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pipeline import store, waiting
from pipeline.recheck import delayed, next_look
from pipeline.store import carried, readers, succession
from pipeline.tables import Document, Line, Page, Revision, Subscriber

VERSION = 1
BATCH = 200  # documents a transaction
HARD = frozenset({"http_404", "http_410"})  # reasons of drops that say a text is no more
SOFT = frozenset({"said_gone", "led_away"})  # likewise, for all that the status says
GONE = HARD | SOFT
APART = timedelta(hours=1)  # between two such answers, before they are believed
WATCHED = [timedelta(days=day) for day in range(1, 8)]  # after it went: looked for once more


# What an answer makes of a document


def missing(
    document: Document,
    page: Page | None,
    at: datetime,
    apart: timedelta = APART,
    *,
    is_sure: bool = True,
) -> bool:
    """Note that an address answered that its text is gone; return whether it is now withdrawn.

    `page` is the answer; one that is not sure makes nothing withdrawn.
    """
    if document.withdrawn_at is not None:
        return False
    if document.gone_at is None:
        document.gone_at = at
    if at - document.gone_at < apart or not is_sure:
        return False
    document.withdrawn_at, document.withdrawn_page = at, page
    document.withdrawn_lined_by = None
    return True


def served(document: Document, at: datetime) -> bool:
    """Note that a text is at its address; return whether it had been withdrawn."""
    was_withdrawn = document.withdrawn_at is not None
    document.gone_at = None
    if was_withdrawn:
        document.withdrawn_at = document.withdrawn_page = None
        document.restored_at = at
        document.withdrawn_lined_by = None
    return was_withdrawn


def next_search(
    document: Document, url: str, now: datetime, *, retry: timedelta, pace: float = 1.0
) -> datetime | None:
    """Return when a text that is gone is looked for again; None when that is over.

    Withdrawn, once a day for a week. Before that an hour after the first answer, and where no
    answer can be had then, `retry` from now, for as long. `pace` is what times are multiplied by.
    """
    watched = [one * pace for one in WATCHED]
    if document.withdrawn_at is not None:
        return next_look(watched, url, document.withdrawn_at, now)
    if document.gone_at is None:
        raise ValueError(f"{url} is not gone")
    second = document.gone_at + delayed(APART * pace, url)
    if second > now:
        return second
    return now + retry if now < document.gone_at + watched[-1] else None


# Who is told


def kind_of(document: Document, told: Line) -> str | None:
    """Return what kind of line is due after the last one a subscriber has of a document."""
    if document.withdrawn_at is not None:
        return "withdrawn" if told.kind != "withdrawn" else None
    return "correction" if told.kind == "withdrawn" else None


def tell(session: Session, now: datetime) -> Counter[str]:
    """Write the lines due for documents withdrawn or restored since; return how many of each.

    They go to those told of the document before, of the words they were told. What was restored
    with other words is told once these are sure, and by a line `changed` where they matter.
    """
    counts: Counter[str] = Counter()
    for document in store.whereabouts_to_tell(session, limit=BATCH):
        current = store.current_revision(session, document.id)
        is_sure = current.number == 1 or current.confirmed_at is not None
        moved = succession.is_superseded(session, document.id)
        for told in [] if moved else store.last_lines(session, document.id):
            kind = kind_of(document, told)
            if kind is None or (kind == "correction" and not is_sure):
                continue
            if not _is_told(session, document, told, kind):
                _write(session, told, kind, now)
                counts[f"lead {kind}"] += 1
        document.withdrawn_lined_by = VERSION
        counts["documents"] += 1
    return counts


def _is_told(session: Session, document: Document, told: Line, kind: str) -> bool:
    """Whether a subscriber was told already: of this text, or by another edition of it."""
    if store.has_line(session, told.subscriber_id, told.revision_id, kind=kind):
        return True  # the second time in turn: a line is written once
    together = carried.texts_together(session, document)
    editions = {one.id for one in together if one.source == document.source} - {document.id}
    last = store.lines_last(session, told.subscriber_id, editions)
    return kind == "withdrawn" and any(line.kind == "withdrawn" for line in last)


def _write(session: Session, told: Line, kind: str, now: datetime) -> None:
    subscriber = session.get_one(Subscriber, told.subscriber_id)
    own = readers.own_rhythm(session, subscriber.id, told.dossier)
    into = waiting.Messages(session, now).of([(subscriber, own)])
    row = {
        "subscriber_id": told.subscriber_id,
        "document_id": told.document_id,
        "kind": kind,
        "revision_id": told.revision_id,
        "role": "lead",
        "dossier": told.dossier,
        "delivery_id": into[subscriber.id],
    }
    store.add_lines(session, [row])
    session.get_one(Revision, told.revision_id).told += 1
