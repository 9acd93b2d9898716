"""Lines: what each subscriber is to be told, one line per act of speech."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain

from sqlalchemy.orm import Session

from pipeline import store, waiting, withdrawal
from pipeline.bearing import bearings
from pipeline.edit import edits
from pipeline.store import batch, carried, readers, succession
from pipeline.tables import Document, Revision, Subscriber, Subscription
from pipeline.wanted import is_wanted

VERSION = 1
BATCH = 200  # revisions a transaction

Asked = tuple[Subscription, Subscriber]


def run(session: Session, now: datetime) -> Counter[str]:
    """Write the lines due for revisions flagged since; return how many of each kind."""
    store.hold(session, "veille lines")  # two at once would tell one statement twice
    counts: Counter[str] = Counter(revisions=0)
    ready = Revision.flagged_by.is_not(None)
    work = store.to_do(session, Revision.lined_by, ready, limit=BATCH)
    known = _Known(session, [revision for revision, _, _ in work])
    with session.no_autoflush:  # all marks are written at once
        for revision, document, _ in sorted(work, key=lambda one: one[2].kind != "official"):
            counts += _tell(session, document, revision, known, now)
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
        known = _Known(session, [revision])
        counts += _tell(session, revision.document, revision, known, now, only=subscriber.id)
    return counts


class _Known:
    """What was read of some revisions, and joined to their documents; asked for all at once."""

    def __init__(self, session: Session, revisions: Sequence[Revision]) -> None:
        ids = [one.id for one in revisions]
        documents = [one.document_id for one in revisions]
        self.flags = store.flags_among(session, ids)
        self.quoted = batch.quotations_of(session, ids)
        self.ties = batch.ties(session, documents)
        held = carried.carriages_among(session, documents)
        self.statements = {
            document: [statement.id for _, statement in those] for document, those in held.items()
        }
        self.official = {
            document
            for document, those in held.items()
            if any(carriage.role == "authoritative" for carriage, _ in those)
        }
        every = {one for those in self.statements.values() for one in those}
        self.repeated = carried.repeated(session, every)
        every |= {one for those in self.repeated.values() for one in those}
        self._carriers = carried.documents_by(session, every)
        self._session, self._readers = session, dict[frozenset[str], list[Asked]]()

    def carriers(
        self, statements: Iterable[int], roles: Collection[str] = carried.ROLES
    ) -> list[Document]:
        """Return the documents that carry some statements, the oldest first."""
        carry = chain.from_iterable(self._carriers[one] for one in statements)
        found = {document.id: document for role, document in carry if role in roles}
        return [found[one] for one in sorted(found)]

    def subscriptions(self, dossiers: Collection[str]) -> list[Asked]:
        """Return who asked for some dossiers, and is told by mail."""
        those = frozenset(dossiers)
        if those not in self._readers:
            self._readers[those] = store.subscriptions_to(self._session, those)
        return self._readers[those]


def _tell(  # noqa: PLR0913  the text, what is known of it, and to whom
    session: Session,
    document: Document,
    revision: Revision,
    known: _Known,
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
    bearing = bearings(
        session,
        document,
        known.flags[revision.id],
        known.quoted[revision.id],
        is_carrier=bool(known.statements[document.id]),
    )
    telling = _Telling(session, document, revision, known)
    for subscription, subscriber in known.subscriptions(bearing):
        if only not in {None, subscriber.id}:
            continue
        if not is_wanted(bearing[subscription.dossier], readers.wanted(subscription)):
            continue
        counts += telling.to(subscriber, subscription.dossier, now)
    return counts


class _Telling:
    """One revision of one document, told to whoever asked."""

    def __init__(
        self, session: Session, document: Document, revision: Revision, known: _Known
    ) -> None:
        self.session = session
        self.document = document
        self.revision = revision
        self._differs: dict[int, bool] = {}  # by id of the revision told
        self.statements = known.statements[document.id]
        tie = known.ties.get(document.id)
        self.is_correction = tie is not None and tie.kind == "corrects"
        self.places = [document.id]
        if tie is not None and not self.is_correction:
            self.places += succession.superseded_by(session, document.id)
        # The first official text is news of its own, though the press had it before.
        self.is_first_official = document.id in known.official
        self.groups = [known.carriers(self.statements)]
        if not self.statements:
            self.groups = carried.told_together(session, document)
        repeated = {one for each in self.statements for one in known.repeated.get(each, ())}
        self.repeated = known.carriers(repeated)
        self._known = known

    @cached_property
    def carriers(self) -> list[Document]:
        """The documents that are this very text, or an edition of it."""
        if self.statements:
            return self._known.carriers(self.statements, carried.TEXT)
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
        ids = [one.id for one in documents]
        return bool(ids) and store.told(self.session, subscriber.id, ids)

    def _differs_from(self, told: Revision) -> bool:
        """Return whether it differs in substance from what was told; asked once for everybody."""
        if told.id not in self._differs:
            changed = edits(told, self.revision, self.document.language)
            self._differs[told.id] = any(one.is_substantive for one in changed)
        return self._differs[told.id]

    def _corrects_what_was_told(self, subscriber: Subscriber) -> bool:
        """Whether they were told what it corrects, and not yet that it was wrong."""
        wrong = store.corrected_by(self.session, self.document) if self.is_correction else None
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
