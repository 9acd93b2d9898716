"""Texts their publishers took away, and gave back: believed at the second look, then told once.

Only an address that answers 404 or 410 says that its text is gone, a page there that says so, or
a redirect to the front of the site; failures and walls say nothing. The answers are kept as
pages; the text stays, and so do its revisions.
"""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.revisions.recheck import delayed, next_look
from pipeline.store import carried, lines, succession
from pipeline.store.lines import Last
from pipeline.subscriptions import waiting
from pipeline.tables import Document, Line, Page, Revision

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


def tell(session: Session, limit: int, now: datetime) -> Counter[str]:
    """Write the lines due for documents withdrawn or restored since; return how many of each.

    They go to those told of the document before, of the words they were told. What was restored
    with other words is told once these are sure, and by a line `changed` where they matter.
    """
    store.hold(session, "veille lines")  # as `line.run` does
    counts: Counter[str] = Counter(documents=0)
    messages = waiting.Messages(session, now)
    for document in store.whereabouts_to_tell(session, limit=limit):
        kind = "correction" if document.withdrawn_at is None else "withdrawn"
        counts[f"lead {kind}"] += _write(session, _due(session, document, kind), kind, messages)
        document.withdrawn_lined_by = VERSION
        counts["documents"] += 1
    return counts


def _due(session: Session, document: Document, kind: str) -> list[Last]:
    """Return the last lines of those to be told what became of a document."""
    if succession.is_superseded(session, document.id):
        return []
    current = store.current_revision(session, document.id)
    is_sure = current.number == 1 or current.confirmed_at is not None
    if kind == "correction" and not is_sure:
        return []
    due = [
        one
        for one in store.last_lines(session, document.id)
        if kind_of(document, one.line) == kind
    ]
    return _untold(session, document, due, kind)


def _untold(session: Session, document: Document, due: list[Last], kind: str) -> list[Last]:
    """Return whom of some nobody told so yet: of this text, or by another edition of it."""
    if not due:
        return []
    # The second time in turn: a line is written once.
    same = lines.told_so(session, kind, {one.line.revision_id for one in due})
    elsewhere: set[int] = set()
    if kind == "withdrawn":
        together = carried.texts_together(session, document)
        editions = {one.id for one in together if one.source == document.source} - {document.id}
        elsewhere = lines.told_last(session, kind, editions)
    return [
        one
        for one in due
        if (one.subscriber.id, one.line.revision_id) not in same
        and one.subscriber.id not in elsewhere
    ]


def _write(session: Session, due: list[Last], kind: str, messages: waiting.Messages) -> int:
    """Write the lines due for one document; return how many."""
    into = messages.of((one.subscriber, one.own_rhythm) for one in due)
    rows = [
        {
            "subscriber_id": one.subscriber.id,
            "document_id": one.line.document_id,
            "kind": kind,
            "revision_id": one.line.revision_id,
            "role": "lead",
            "dossier": one.line.dossier,
            "delivery_id": into[one.subscriber.id],
        }
        for one in due
    ]
    store.add_lines(session, rows)
    for one in due:
        session.get_one(Revision, one.line.revision_id).told += 1
    return len(rows)
