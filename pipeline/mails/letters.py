"""Letters: what some messages say, read from the database for all of them at once."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.mails import digest, letter, telling
from pipeline.mails.letter import Letter, Links, Passage
from pipeline.mails.told import (
    Row,
    Told,
    changes,
    last_of,
    line_of,
    original_of,
    outlet,
    told_of,
    unmarked,
    who,
    with_reports,
)
from pipeline.revisions.edit import Edit, edits
from pipeline.store import carried, readers, succession
from pipeline.store.withholding import is_withheld
from pipeline.subscriptions import token
from pipeline.subscriptions.preferences import Preferences
from pipeline.tables import Delivery, Document, Line, Revision, Source
from pipeline.titles import dossier_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What all mails of one batch have in common."""

    sender: str  # address, or Name <address>
    returns: str | None  # address mails come back to; None: nobody reads it
    web_url: str | None  # of our pages; None: nobody can reach them
    watch: digest.Watch
    now: datetime  # when they are claimed


class Batch:
    """Some messages, and what was read of the texts they tell: as true as its transaction.

    What a text says is read and put into words once for all readers of one language who prefer
    the same names of places.
    """

    def __init__(self, session: Session, deliveries: Sequence[Delivery], sending: Sending) -> None:
        """Read what the messages are made of."""
        self.session, self.sending = session, sending
        self.readers = readers.by_number(session, {one.subscriber_id for one in deliveries})
        self._rows = store.lines_in(session, [one.id for one in deliveries])
        leads = [row for some in self._rows.values() for row in some if row[0].role == "lead"]
        documents = {document.id for _, document, _ in leads}
        self._flags = store.flags_among(session, {revision.id for _, _, revision in leads})
        self._said = telling.said(session, documents)
        self._statements = {
            document: [one.id for one, _ in said.statements]
            for document, said in self._said.items()
        }
        self._turns = carried.turns_of(session, {revision.id for _, _, revision in leads})
        self._places = {one: [one, *succession.superseded_by(session, one)] for one in documents}
        self._wrong = {
            document.id: found
            for line, document, _ in leads
            if line.kind == "correction"
            and (found := store.corrected_by(session, document)) is not None
        }
        self._earlier = {
            one: [*places, *self._told_wrongly(one)] for one, places in self._places.items()
        }
        places = {place for some in self._earlier.values() for place in some}
        self._firsts = store.first_deliveries(session, self.readers, places)
        self._shared: dict[tuple[object, ...], letter.Line] = {}
        self._edits: dict[tuple[int, int], list[Edit]] = {}

    def links(self, deliveries: Collection[Delivery]) -> Mapping[int, Links]:
        """Return new links to our pages of those whom some messages go to, by their number."""
        to = {one.subscriber_id: self.readers[one.subscriber_id] for one in deliveries}
        if self.sending.web_url is None:
            return {}
        return token.links(self.session, to.values(), self.sending.web_url, self.sending.now)

    def unflagged(self, delivery: Delivery) -> Revision | None:
        """Return what a message tells and no flag says why: our extractor changed it meanwhile.

        While it is to be flagged yet the message waits; otherwise it is left out of what else is
        told.
        """
        leads = [row for row in self._rows[delivery.id] if row[0].role == "lead"]
        gone = [revision for line, _, revision in leads if not self._is_flagged(line)]
        waiting = [revision for revision in gone if revision.flagged_by is None]
        if waiting or (gone and len(gone) == len(leads)):
            return next(iter(waiting or gone))
        return None

    def letter_of(self, delivery: Delivery, links: Links | None) -> Letter:
        """Return what a message says."""
        sending, subscriber = self.sending, self.readers[delivery.subscriber_id]
        every = [one for one in told_of(self._rows[delivery.id]) if self._is_flagged(one.lead[0])]
        told = last_of(every, {one.lead[1].id: self._tells(one.lead[1].id) for one in every})
        told = with_reports(told, self._statements)
        slugs = [one.lead[0].dossier for one in told] or list(
            readers.choices_of(self.session, subscriber.id)
        )
        how = readers.preferences(subscriber)
        lines = [self._line(delivery, one, how) for one in told]
        coverage: tuple[str, ...] = ()
        if delivery.kind == "digest":
            lines.sort(key=lambda one: (one.party is None, one.party or "", who(one)))
            coverage = sending.watch.lines(
                self.session, sending.now, delivery, subscriber, len(lines)
            )
        return Letter(
            address=subscriber.address,
            key=delivery.key,
            lines=tuple(lines),
            sent_at=sending.now,
            sender=sending.sender,
            returns=sending.returns,
            dossier=slugs[0],
            dossier_title=dossier_title(slugs[0], how.language, how.place_names),
            coverage=coverage,
            links=links,
            discreet=subscriber.discreet,
            language=subscriber.language,
        )

    def _tells(self, document: int) -> list[int]:
        """Return the documents whose fate a line about one tells."""
        wrong = self._wrong.get(document)
        return [*self._places[document], *([wrong.id] if wrong else [])]

    def _is_flagged(self, line: Line) -> bool:
        return any(one.dossier == line.dossier for one in self._flags[line.revision_id])

    def _line(self, delivery: Delivery, told: Told, how: Preferences) -> letter.Line:
        """Return a line as its reader reads it: what all read, and what only they were told."""
        line, document, _ = told.lead
        places, earlier = self._places[document.id], self._earlier[document.id]
        firsts = [self._firsts.get((line.subscriber_id, place)) for place in earlier]
        number, key = min(one for one in firsts if one is not None)
        shared = self._line_for_all(told.lead, how)
        is_first = number == delivery.id and line.kind not in {"new", "official"}
        changed = self._changes(told, how.language)
        return replace(
            shared,
            passages=(changed + unmarked(shared.passages, changed) if is_first else changed)
            or shared.passages,
            editions=tuple(told.editions),
            reports=tuple(self._report(row, how) for row in told.reports),
            is_first=is_first or bool(told.reports),
            was_gone=any(row[0].kind == "withdrawn" for row in told.before),
            number=line.id,
            corrects=self._corrects(line, places),
            wrong=self._title_of_wrong(line),
            thread=key if number != delivery.id else None,
        )

    def _report(self, row: Row, how: Preferences) -> letter.Report:
        """Return a report that an official text is told in the place of."""
        _, document, _ = row
        source = self.session.get_one(Source, document.source)
        return letter.Report(outlet(source, document, how.language), original_of(document))

    def _line_for_all(self, row: Row, how: Preferences) -> letter.Line:
        """Return what a line says to all who read one language and prefer the same names."""
        line, document, revision = row
        key = (revision.id, line.kind, line.dossier, how.language, how.place_names)
        if key not in self._shared:
            own = [one for one in self._flags[revision.id] if one.dossier == line.dossier]
            flags = [one for one in own if one.digest == own[-1].digest]
            source = self.session.get_one(Source, document.source)
            by_hand = store.came_by_hand(self.session, revision.page)
            said = self._said[document.id]
            turns = self._turns[row[2].id]
            asked = [(one.start, one.end) for one in turns if not one.speakers]
            self._shared[key] = line_of(
                row, source, flags, said, how, by_hand=by_hand, asked=asked
            )
        return self._shared[key]

    def _told_wrongly(self, document: int) -> list[int]:
        """Return the documents that told what a document corrects."""
        wrong = self._wrong.get(document)
        told = carried.told_together(self.session, wrong) if wrong else []
        return [one.id for group in told for one in group]

    def _title_of_wrong(self, line: Line) -> str | None:
        """Return the title of the text that a correction corrects, unless that is not shown."""
        wrong = self._wrong.get(line.document_id)
        if line.kind != "correction" or wrong is None or is_withheld(wrong):
            return None
        return store.current_revision(self.session, wrong.id).title

    def _corrects(self, line: Line, places: Sequence[int]) -> letter.Corrects | None:
        """Return what a correction says; None when it is that words were wrong, or is none.

        `places` are its document, then those in whose place it stands.
        """
        if line.kind != "correction":
            return None
        reader, document = line.subscriber_id, line.document_id
        if store.was_told_withdrawn(self.session, reader, document, line.id):
            return "restored"
        return "moved" if places[1:] else None

    def _changes(self, told: Told, language: str) -> tuple[Passage, ...]:
        """Return what is not as the reader was told, with the words: sentences, or the moment.

        Where this message is the first to tell of it: as it came out.
        """
        line, document, _ = told.lead
        if line.kind not in {"changed", "correction"} or document.restored_at:
            return ()
        found = (self._edited(one, told.lead) for one in self._known_before(told))
        return next((some for one in found if (some := changes(one, document, language))), ())

    def _known_before(self, told: Told) -> Iterator[Revision]:
        """Yield what a reader knew before a message, what before its last line, and instead of it.

        The last is another document: the one that is corrected, or in whose place this one stands.
        """
        line, document, revision = told.lead
        own = [row for row in told.before if row[1].id == document.id]
        for first, _, was in own[:1]:
            known = store.told_before(self.session, line.subscriber_id, was)
            yield was if known is None or first.kind in {"new", "official"} else known
        known = store.told_before(self.session, line.subscriber_id, revision)
        if known is not None:
            yield known
        others = {one for one in self._tells(document.id) if one != document.id}
        for one in reversed(store.told_of(self.session, others, line.subscriber_id)):
            if self.session.get_one(Document, one.document).language == document.language:
                yield self.session.get_one(Revision, one.revision)

    def _edited(self, before: Revision, row: Row) -> list[Edit]:
        _, document, revision = row
        if (before.id, revision.id) not in self._edits:
            self._edits[before.id, revision.id] = edits(before, revision, document.language)
        return self._edits[before.id, revision.id]
