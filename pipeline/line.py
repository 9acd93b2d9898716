"""Lines: what each subscriber is to be told, one line per act of speech."""

import secrets
from collections import Counter
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.tables import Delivery, Document, Flag, Revision, Statement, Subscriber

VERSION = 1
BATCH = 200  # revisions a transaction

_RANK = {"mention": 0, "core": 1}


def run(session: Session, now: datetime) -> Counter[str]:
    """Write the lines due for revisions flagged since; return how many of each kind."""
    store.hold(session, "veille lines")  # two at once would tell one statement twice
    counts: Counter[str] = Counter(revisions=0)
    ready = Revision.flagged_by.is_not(None)
    for revision, document, _ in store.to_do(session, Revision.lined_by, ready, limit=BATCH):
        counts += _tell(session, document, revision, now)
        revision.lined_by = VERSION
        counts["revisions"] += 1
    return counts


def _tell(session: Session, document: Document, revision: Revision, now: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    if revision.number > 1 and revision.confirmed_at is None:
        return counts  # told when a second fetch says the same
    grades = _grades(store.flags_of(session, revision.id))
    telling = _Telling(session, document, revision, store.statement_of(session, document.id))
    for subscription, subscriber in store.subscriptions_to(session, grades):
        if _RANK[grades[subscription.dossier]] < _RANK[subscription.grade]:
            continue
        counts += telling.to(subscriber, subscription.dossier, now)
    return counts


def _grades(flags: list[Flag]) -> dict[str, str]:
    """Return the best grade of each dossier, by its latest digest."""
    digests = {flag.dossier: flag.digest for flag in flags}
    grades: dict[str, str] = {}
    for flag in flags:
        if flag.digest == digests[flag.dossier]:
            best = grades.setdefault(flag.dossier, flag.grade)
            grades[flag.dossier] = max(best, flag.grade, key=_RANK.__getitem__)
    return grades


class _Telling:
    """One revision of one document, told to whoever asked."""

    def __init__(
        self,
        session: Session,
        document: Document,
        revision: Revision,
        statement: Statement | None,
    ) -> None:
        self.session = session
        self.document = document
        self.revision = revision
        self.carriers = (
            [one for _, one in store.carriers_of(session, statement.id)]
            if statement
            else [document]
        )

    def to(self, subscriber: Subscriber, dossier: str, now: datetime) -> Counter[str]:
        """Write the line this subscriber is due, if any, and the message it goes in."""
        kind = self._kind(subscriber)
        if kind is None:
            return Counter()
        delivery = Delivery(
            key=secrets.token_hex(16), subscriber_id=subscriber.id, created_at=now, due_at=now
        )
        self.session.add(delivery)
        self.session.flush()
        written = Counter[str]()
        lead = (self.document, self.revision, "lead")
        others = [
            (one, store.current_revision(self.session, one.id), "carrier")
            for one in self.carriers
            if one.id != self.document.id and kind == "new"
        ]
        for document, revision, role in (lead, *others):
            row = {
                "subscriber_id": subscriber.id,
                "document_id": document.id,
                "kind": kind,
                "revision_id": revision.id,
                "role": role,
                "dossier": dossier,
                "delivery_id": delivery.id,
            }
            if store.add_line(self.session, row):
                written[f"{role} {kind}"] += 1
        return written

    def _kind(self, subscriber: Subscriber) -> str | None:
        """Return what this revision is to a subscriber; None when there is nothing to tell."""
        if not store.told(self.session, subscriber.id, [one.id for one in self.carriers]):
            # A late edition of what was there before is not news either.
            return "new" if all(_is_news(one, subscriber) for one in self.carriers) else None
        if self.revision.number == 1:
            return None  # a late edition, or a second dossier of the same subscriber
        if not store.told(self.session, subscriber.id, [self.document.id]):
            return None
        if store.has_line(self.session, subscriber.id, self.revision.id):
            return None
        return "changed"


def _is_news(document: Document, subscriber: Subscriber) -> bool:
    """Whether a document is to be told at all, and was first seen since the subscriber came."""
    seen_since = subscriber.since is None or document.first_seen_at >= subscriber.since
    return document.announced and seen_since
