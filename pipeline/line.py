"""Lines: what each subscriber is to be told, one line per act of speech."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.flags.bearing import bearings
from pipeline.revisions.edit import edits
from pipeline.store import batch, carried, succession
from pipeline.store import readers as stored
from pipeline.subscriptions import waiting
from pipeline.subscriptions.wanted import Wanted, is_wanted
from pipeline.tables import Document, Revision, Subscriber

VERSION = 1
BATCH = 200  # revisions a transaction


def run(session: Session, limit: int, now: datetime) -> Counter[str]:
    """Write the lines due for revisions flagged since; return how many of each kind."""
    store.hold(session, "veille lines")  # two at once would tell one statement twice
    counts: Counter[str] = Counter(revisions=0)
    ready = Revision.flagged_by.is_not(None)
    work = store.to_do(session, Revision.lined_by, ready, limit=limit)
    teller = _Teller(session, now)
    known = _Known(session, [revision for revision, _, _ in work])
    with session.no_autoflush:  # all marks are written at once
        for revision, document, _ in sorted(work, key=lambda one: one[2].kind != "official"):
            counts += teller.tell(document, revision, known)
            revision.lined_by = VERSION
            counts["revisions"] += 1
    return counts


def announce(session: Session, address: str, now: datetime) -> Counter[str]:
    """Write the lines of what was seen before a subscriber came, who asked for them."""
    store.hold(session, "veille lines")
    subscriber = store.subscriber_at(session, address)
    subscriber.since = None
    session.flush()
    teller = _Teller(session, now, only=subscriber.id)
    told = (
        teller.tell(one.document, one, _Known(session, [one])) for one in store.announced(session)
    )
    return sum(told, Counter())


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

    def carriers(
        self, statements: Iterable[int], roles: Collection[str] = carried.ROLES
    ) -> list[Document]:
        """Return the documents that carry some statements, the oldest first."""
        carry = chain.from_iterable(self._carriers[one] for one in statements)
        found = {document.id: document for role, document in carry if role in roles}
        return [found[one] for one in sorted(found)]


class _Asked(NamedTuple):
    """What one reader asked for."""

    number: int  # of the subscription
    subscriber: Subscriber
    dossier: str
    wanted: Wanted


class _Teller:
    """Tells texts to whoever asked for what they are about, or to one reader only."""

    def __init__(self, session: Session, now: datetime, *, only: int | None = None) -> None:
        self.session, self.only = session, only
        self.messages = waiting.Messages(session, now)
        self._asked: dict[str, list[_Asked]] = {}  # by dossier

    def tell(self, document: Document, revision: Revision, known: _Known) -> Counter[str]:
        """Write the lines that are due of a revision, and the messages they go in."""
        if not document.announced:
            return Counter()
        if revision.number > 1 and revision.confirmed_at is None:
            return Counter()  # told when a second fetch says the same
        bearing = bearings(
            self.session,
            document,
            known.flags[revision.id],
            known.quoted[revision.id],
            is_carrier=bool(known.statements[document.id]),
        )
        asked = [one for slug in bearing for one in self._who_asked(slug)]
        readers: dict[int, _Asked] = {}  # told once, whatever number of dossiers it is on
        for one in sorted(asked, key=lambda one: one.number):
            if is_wanted(bearing[one.dossier], one.wanted):
                readers.setdefault(one.subscriber.id, one)
        if not readers:
            return Counter()
        telling = _Telling(self.session, document, revision, known, self.only)
        kinds = {one: telling.kind(who.subscriber) for one, who in readers.items()}
        due = {one: kind for one, kind in kinds.items() if kind is not None}
        return self._write(telling, {one: (readers[one], kind) for one, kind in due.items()})

    def _who_asked(self, dossier: str) -> Sequence[_Asked]:
        if dossier not in self._asked:
            self._asked[dossier] = [
                _Asked(subscription.id, subscriber, dossier, stored.wanted(subscription))
                for subscription, subscriber in store.subscriptions_to(self.session, [dossier])
                if self.only in {None, subscriber.id}
            ]
        return self._asked[dossier]

    def _write(self, telling: "_Telling", due: Mapping[int, tuple[_Asked, str]]) -> Counter[str]:
        """Write the lines of one revision: by reader what they asked for, and the kind of line."""
        into = self.messages.of((who.subscriber, who.wanted.own_rhythm) for who, _ in due.values())
        rows = [
            {
                "subscriber_id": one,
                "document_id": document,
                "kind": kind,
                "revision_id": revision,
                "role": role,
                "dossier": who.dossier,
                "delivery_id": into[one],
            }
            for one, (who, kind) in due.items()
            for document, revision, role in telling.texts(kind)
        ]
        written = store.add_lines(self.session, rows)
        telling.revision.told += sum(
            number for (role, _), number in written.items() if role == "lead"
        )
        return Counter({f"{role} {kind}": number for (role, kind), number in written.items()})


class _Telling:
    """One revision of one document, and what everybody was told of what it is one with."""

    def __init__(
        self,
        session: Session,
        document: Document,
        revision: Revision,
        known: _Known,
        only: int | None,
    ) -> None:
        self.session = session
        self.document = document
        self.revision = revision
        self._differs: dict[int, bool] = {}  # by id of the revision told
        self.statements = known.statements[document.id]
        tie = known.ties.get(document.id)
        is_correction = tie is not None and tie.kind == "corrects"
        self.places = [document.id]
        if tie is not None and not is_correction:
            self.places += succession.superseded_by(session, document.id)
        # The first official text is news of its own, though the press had it before.
        self.is_first_official = document.id in known.official
        self.groups = [known.carriers(self.statements)]
        self.carriers = known.carriers(self.statements, carried.TEXT)  # this text, or editions
        if not self.statements:
            self.groups = carried.told_together(session, document)
            self.carriers = carried.texts_together(session, document)
        repeated = {one for each in self.statements for one in known.repeated.get(each, ())}
        self.repeated = _ids(known.carriers(repeated))
        self.officials = _ids(known.carriers(self.statements, carried.OFFICIAL))
        wrong = store.corrected_by(session, document) if is_correction else None
        self.wrong = set() if wrong is None else _all_ids(carried.told_together(session, wrong))
        self._told = self._known(only)

    def _known(self, only: int | None) -> dict[int, list[store.Told]]:
        """Return by reader what they were told of all that matters here, the oldest first."""
        documents = {*self.places, *self.repeated, *self.officials, *self.wrong}
        documents |= _all_ids(self.groups) | _ids(self.carriers)
        known: dict[int, list[store.Told]] = {}
        for one in store.told_of(self.session, documents, only):
            known.setdefault(one.subscriber, []).append(one)
        return known

    def texts(self, kind: str) -> list[tuple[int, int, str]]:
        """Return what a line of a kind tells: document, revision and role of each text."""
        lead = (self.document.id, self.revision.id, "lead")
        return [lead, *(self._carried if kind == "new" else ())]

    @cached_property
    def _carried(self) -> list[tuple[int, int, str]]:
        return [
            (one.id, store.current_revision(self.session, one.id).id, "carrier")
            for one in self.carriers
            if one.id != self.document.id
        ]

    def kind(self, subscriber: Subscriber) -> str | None:
        """Return what this revision is to a subscriber; None when there is nothing to tell."""
        if self._corrects_what_was_told(subscriber):
            return "correction"
        if any(self._is_due(group, subscriber) for group in self.groups):
            known = self._was_told(subscriber, self.repeated)  # by the press, in other words
            return "official" if known and self.is_first_official else "new"
        if self.revision.number == 1 and not self.places[1:]:
            return "official" if self._is_first_official_to(subscriber) else None
        return self._kind_of_edit(subscriber)

    def _kind_of_edit(self, subscriber: Subscriber) -> str | None:
        """Return what other words than were told are, here or where the text stood before."""
        told = self._told.get(subscriber.id, [])
        of = {one.document: one for one in told}  # the last of each document
        at = next((of[place] for place in self.places if place in of), None)
        if at is None:
            return None
        moved = at.document != self.document.id
        if at.kind == "withdrawn" and moved:
            return "correction"  # they were told that it was gone, and it has only moved
        if moved and succession.is_gone(self.session, at.document):
            return "correction"  # where they were told to look, there is nothing
        last = self.session.get_one(Revision, at.revision)
        if _is_again(last, self.revision):
            return None  # back to what was: an edit that nobody was told of
        is_told = any(one.revision == self.revision.id for one in told)
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
        return not self._was_told(subscriber, _ids(group))

    def _was_told(self, subscriber: Subscriber, documents: Collection[int]) -> bool:
        return any(one.document in documents for one in self._told.get(subscriber.id, ()))

    def _differs_from(self, told: Revision) -> bool:
        """Return whether it differs in substance from what was told; asked once for everybody."""
        if told.id not in self._differs:
            changed = edits(told, self.revision, self.document.language)
            self._differs[told.id] = any(one.is_substantive for one in changed)
        return self._differs[told.id]

    def _corrects_what_was_told(self, subscriber: Subscriber) -> bool:
        """Whether they were told what it corrects, and not yet that it was wrong."""
        if not self.wrong or self._was_told(subscriber, _ids(self.carriers)):
            return False
        return self._was_told(subscriber, self.wrong)

    def _is_first_official_to(self, subscriber: Subscriber) -> bool:
        """Whether they were told by the press only; not of a second dossier, or an edition."""
        if not self.is_first_official:
            return False
        if subscriber.since is not None and self.document.first_seen_at < subscriber.since:
            return False
        told_by_press = self._was_told(subscriber, _all_ids(self.groups))
        return told_by_press and not self._was_told(subscriber, self.officials)


def _ids(documents: Iterable[Document]) -> set[int]:
    return {one.id for one in documents}


def _all_ids(groups: Iterable[Iterable[Document]]) -> set[int]:
    return {one.id for group in groups for one in group}


def _is_record(told: Revision) -> bool:
    """Whether a text is the record of what was spoken, by topic or turn: that cannot change."""
    return any(section["heading"] or section["speaker"] for section in told.sections)


def _is_again(told: Revision, revision: Revision) -> bool:
    """Return whether a revision says what was told, of the same moment."""
    same = told.fingerprint == revision.fingerprint
    return same and told.published_at == revision.published_at
