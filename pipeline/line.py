"""Lines: what each subscriber is to be told, one line per act of speech."""

from collections import Counter
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import readers, store, withdrawal
from pipeline.bearing import bearings
from pipeline.edit import edits
from pipeline.tables import Document, Revision, Subscriber
from pipeline.wanted import is_wanted

VERSION = 1
BATCH = 200  # revisions a transaction


def run(session: Session, now: datetime) -> Counter[str]:
    """Write the lines due for revisions flagged since; return how many of each kind."""
    store.hold(session, "veille lines")  # two at once would tell one statement twice
    counts: Counter[str] = Counter(revisions=0)
    ready = Revision.flagged_by.is_not(None)
    for revision, document, _ in store.to_do(session, Revision.lined_by, ready, limit=BATCH):
        counts += _tell(session, document, revision, now)
        revision.lined_by = VERSION
        counts["revisions"] += 1
    counts += withdrawal.tell(session, now)
    counts["revisions"] += counts.pop("documents", 0)
    return counts


def announce(session: Session, address: str, now: datetime) -> Counter[str]:
    """Write the lines of what was seen before a subscriber came, who asked for them."""
    store.hold(session, "veille lines")
    counts: Counter[str] = Counter()
    subscriber = store.subscriber_at(session, address)
    subscriber.since = None
    session.flush()
    for revision in store.news(session):
        counts += _tell(session, revision.document, revision, now, only=subscriber.id)
    return counts


def _tell(
    session: Session,
    document: Document,
    revision: Revision,
    now: datetime,
    *,
    only: int | None = None,
) -> Counter[str]:
    """Tell a revision to whoever asked for what it is about, or to one of them only."""
    counts: Counter[str] = Counter()
    if not document.announced:
        return counts
    if revision.number > 1 and revision.confirmed_at is None:
        return counts  # told when a second fetch says the same
    bearing = bearings(session, document, revision, store.flags_of(session, revision.id))
    telling = _Telling(session, document, revision)
    if telling.is_backlog:
        return counts
    for subscription, subscriber in store.subscriptions_to(session, bearing):
        if only not in {None, subscriber.id}:
            continue
        if not is_wanted(bearing[subscription.dossier], readers.wanted(subscription)):
            continue
        if subscriber.since is not None and telling.first_seen_at < subscriber.since:
            continue
        counts += telling.to(subscriber, subscription.dossier, now)
    return counts


class _Telling:
    """One revision of one document, told to whoever asked."""

    def __init__(self, session: Session, document: Document, revision: Revision) -> None:
        self.session = session
        self.document = document
        self.revision = revision
        self._differs: dict[int, bool] = {}  # by id of the revision told
        self.statement = store.statement_of(session, document.id)
        carriages = store.carriers_of(session, self.statement.id) if self.statement else []
        self.carriers = store.carriers_together(session, document)
        # The first official text is news of its own, though the press had it before.
        self.is_first_official = any(
            carriage.role == "authoritative" and one.id == document.id
            for carriage, one in carriages
        )
        earlier = [document] if self.is_first_official else self.carriers
        self.first_seen_at = min(one.first_seen_at for one in earlier)

    @property
    def is_backlog(self) -> bool:
        """Whether another of the backlog said it already: a late one makes it no news."""
        return not self.is_first_official and any(
            not one.announced and one.first_seen_at < self.document.first_seen_at
            for one in self.carriers
        )

    def to(self, subscriber: Subscriber, dossier: str, now: datetime) -> Counter[str]:
        """Write the line this subscriber is due, if any, and the message it goes in."""
        kind = self._kind(subscriber)
        if kind is None:
            return Counter()
        delivery = store.add_delivery(self.session, subscriber.id, now)
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
                self.revision.told += role == "lead"
                written[f"{role} {kind}"] += 1
        return written

    def _kind(self, subscriber: Subscriber) -> str | None:
        """Return what this revision is to a subscriber; None when there is nothing to tell."""
        if not store.told(self.session, subscriber.id, [one.id for one in self.carriers]):
            return "correction" if self._corrects_what_was_told(subscriber) else "new"
        if self.revision.number == 1:
            return "official" if self._is_first_official_to(subscriber) else None
        last = store.told_last(self.session, subscriber.id, self.document.id)
        if last is None or last.fingerprint == self.revision.fingerprint:
            return None  # never told, or back to what was: an edit that nobody was told of
        if not self._differs_from(last):
            return None  # cosmetic; a later edit is compared with what was told
        if store.has_line(self.session, subscriber.id, self.revision.id):
            return None
        return "changed"

    def _differs_from(self, told: Revision) -> bool:
        """Return whether it differs in substance from what was told; asked once for everybody."""
        if told.id not in self._differs:
            changed = edits(told, self.revision, self.document.language)
            self._differs[told.id] = any(one.is_substantive for one in changed)
        return self._differs[told.id]

    def _corrects_what_was_told(self, subscriber: Subscriber) -> bool:
        wrong = store.corrected_by(self.session, self.document)
        if wrong is None:
            return False
        together = store.carriers_together(self.session, wrong)
        return store.told(self.session, subscriber.id, [one.id for one in together])

    def _is_first_official_to(self, subscriber: Subscriber) -> bool:
        """Whether they were told by the press only; not of a second dossier, or an edition."""
        if self.statement is None or not self.is_first_official:
            return False
        return not store.told_officially(self.session, subscriber.id, self.statement.id)
