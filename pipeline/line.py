"""Lines: what each subscriber is to be told, one line per act of speech."""

from collections import Counter
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import store, waiting, withdrawal
from pipeline.bearing import bearings
from pipeline.edit import edits
from pipeline.store import carried, readers, succession
from pipeline.tables import Document, Revision, Subscriber
from pipeline.wanted import is_wanted

VERSION = 1
BATCH = 200  # revisions a transaction


def run(session: Session, now: datetime) -> Counter[str]:
    """Write the lines due for revisions flagged since; return how many of each kind."""
    store.hold(session, "veille lines")  # two at once would tell one statement twice
    counts: Counter[str] = Counter(revisions=0)
    ready = Revision.flagged_by.is_not(None)
    work = store.to_do(session, Revision.lined_by, ready, limit=BATCH)
    for revision, document, _ in sorted(work, key=lambda one: one[2].kind != "official"):
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
    for revision in store.announced(session):
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
    for subscription, subscriber in store.subscriptions_to(session, bearing):
        if only not in {None, subscriber.id}:
            continue
        if not is_wanted(bearing[subscription.dossier], readers.wanted(subscription)):
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
        held = carried.carriages_of(session, document.id)
        self.statements = [one.id for _, one in held]
        self.places = [document.id, *succession.superseded_by(session, document.id)]
        # The first official text is news of its own, though the press had it before.
        self.is_first_official = any(carriage.role == "authoritative" for carriage, _ in held)
        self.groups = carried.told_together(session, document)
        repeated = carried.repeated(session, self.statements)
        self.repeated = carried.documents_of(session, repeated)

    @property
    def carriers(self) -> list[Document]:
        """The documents that are this very text, or an edition of it."""
        return carried.texts_together(self.session, self.document)

    def to(self, subscriber: Subscriber, dossier: str, now: datetime) -> Counter[str]:
        """Write the line this subscriber is due, if any, and the message it goes in."""
        kind = self._kind(subscriber)
        if kind is None:
            return Counter()
        delivery = waiting.next_delivery(self.session, subscriber, dossier, now)
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
        if self._corrects_what_was_told(subscriber):
            return "correction"
        if any(self._is_due(group, subscriber) for group in self.groups):
            known = self._told(subscriber, self.repeated)  # by the press, in other words
            return "official" if known and self.is_first_official else "new"
        if self.revision.number == 1 and not self.places[1:]:
            return "official" if self._is_first_official_to(subscriber) else None
        return self._kind_of_edit(subscriber)

    def _kind_of_edit(self, subscriber: Subscriber) -> str | None:
        """Return what other words than were told are, here or where the text stood before."""
        at = store.told_where(self.session, subscriber.id, self.places)
        if at is None:
            return None
        last = store.told_last(self.session, subscriber.id, at.document_id)
        if at.kind == "withdrawn" and at.document_id != self.document.id:
            return "correction"  # they were told that it was gone, and it has only moved
        moved = at.document_id != self.document.id
        if moved and succession.is_gone(self.session, at.document_id):
            return "correction"  # where they were told to look, there is nothing
        if last is None or _is_again(last, self.revision):
            return None  # never told, or back to what was: an edit that nobody was told of
        is_told = store.has_line(self.session, subscriber.id, self.revision.id)
        if is_told or not self._differs_from(last):
            return None  # cosmetic, maybe; a later edit is compared with what was told
        return "correction" if moved or _is_record(last) else "changed"

    def _is_due(self, group: list[Document], subscriber: Subscriber) -> bool:
        """Whether what some documents tell is news to a subscriber, and no line told it."""
        earlier = [self.document] if self.is_first_official else group
        if any(
            not one.announced and one.first_seen_at < self.document.first_seen_at
            for one in earlier
        ):
            return False  # another of the backlog said it already: a late one makes it no news
        first_seen_at = min(one.first_seen_at for one in earlier)
        if subscriber.since is not None and first_seen_at < subscriber.since:
            return False
        return not self._told(subscriber, group)

    def _told(self, subscriber: Subscriber, documents: list[Document]) -> bool:
        return store.told(self.session, subscriber.id, [one.id for one in documents])

    def _differs_from(self, told: Revision) -> bool:
        """Return whether it differs in substance from what was told; asked once for everybody."""
        if told.id not in self._differs:
            changed = edits(told, self.revision, self.document.language)
            self._differs[told.id] = any(one.is_substantive for one in changed)
        return self._differs[told.id]

    def _corrects_what_was_told(self, subscriber: Subscriber) -> bool:
        """Whether they were told what it corrects, and not yet that it was wrong."""
        wrong = store.corrected_by(self.session, self.document)
        if wrong is None or self._told(subscriber, self.carriers):
            return False
        groups = carried.told_together(self.session, wrong)
        return any(self._told(subscriber, group) for group in groups)

    def _is_first_official_to(self, subscriber: Subscriber) -> bool:
        """Whether they were told by the press only; not of a second dossier, or an edition."""
        if not self.is_first_official:
            return False
        if subscriber.since is not None and self.document.first_seen_at < subscriber.since:
            return False
        told_by_press = any(self._told(subscriber, group) for group in self.groups)
        official = store.told_officially(self.session, subscriber.id, self.statements)
        return told_by_press and not official


def _is_record(told: Revision) -> bool:
    """Whether a text is the record of what was spoken, by topic or turn: that cannot change."""
    return any(section["heading"] or section["speaker"] for section in told.sections)


def _is_again(told: Revision, revision: Revision) -> bool:
    """Return whether a revision says what was told, of the same moment."""
    same = told.fingerprint == revision.fingerprint
    return same and told.published_at == revision.published_at
