"""The desk at which a batch of texts is joined to statements.

What its texts may be joined to is read once for all of them, kept up to date as one after the
other is joined, and written at the end. What few texts ask is asked of the database, behind what
was done until then.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.speakers.speaker import Speaker
from pipeline.statements.act import Act, Key, key_of
from pipeline.statements.official import acts_of
from pipeline.store import batch, carried
from pipeline.store.carried import TEXT, Carrier
from pipeline.tables import Carriage, Document, Quotation, Revision, Source, Statement, Tie

if TYPE_CHECKING:
    from pipeline.statements.sameness import Known

BEFORE = timedelta(days=4)  # a report may come after what it reports
AFTER = timedelta(days=1)  # or before its official text
IDS = 200  # taken at once; what is left is given back

Text = tuple[Document, Revision, Source]


def moment_of(document: Document) -> datetime:
    """Return when a document came out: as it says, or else when it was first seen."""
    return document.published_at or document.first_seen_at


def spans(
    moments: Iterable[datetime], before: timedelta, after: timedelta
) -> list[tuple[datetime, datetime]]:
    """Return the time around some moments, as spans that do not touch, the first first."""
    found: list[tuple[datetime, datetime]] = []
    for at in sorted(moments):
        since = found.pop()[0] if found and at - before <= found[-1][1] else at - before
        found.append((since, at + after))
    return found


class Desk:
    """What a batch of texts carries and may carry, and what is made of it."""

    def __init__(
        self, session: Session, work: Sequence[tuple[Revision, Document, Source]]
    ) -> None:
        """Read what the texts carry, and the statements of their days."""
        self.session = session
        self.known: dict[int, Known] = {}  # statements, as far as asked for, with their words
        documents = [document for _, document, _ in work]
        ids = [document.id for document in documents]
        revisions = [revision.id for revision, _, _ in work]
        self._texts: dict[int, Text] = {}
        self._editions = batch.editions(session, documents)
        self._ties = batch.ties(session, ids)
        self._parted = batch.parted(session, ids)
        self._quotations = batch.quotations_of(session, revisions)
        self._turns = {
            revision: [one for one in those if one.rule == "turn"]
            for revision, those in self._quotations.items()
        }
        self._acts: dict[int, list[Act]] = {}  # by revision
        self._held: dict[int, list[tuple[Carriage, Statement]]] = {}  # by document
        self._read_held({*ids, *(one.id for those in self._editions.values() for one in those)})
        self._carriers: dict[int, list[Carrier]] = {}  # by statement
        self._quoted: dict[int, list[Quotation]] = {}  # by carriage
        self._statements: dict[int, Statement] = {}
        self._speakers: dict[int, list[Speaker]] = {}  # by statement
        self._moments: dict[int, datetime] = {}  # of statements, as they were read
        self._with_text: set[int] = set()  # statements of which a document has the words
        self._made: dict[Key, set[int]] = defaultdict(set)  # statements, by who made them
        self._read_made([moment_of(document) for document in documents])
        self._new = _New()
        self._ids: dict[str, list[int]] = {"statement": [], "carriage": []}

    def _read_made(self, moments: Sequence[datetime]) -> None:
        """Read who made statements in some days, and of which of them there is a text."""
        for one in batch.made_in(self.session, spans(moments, BEFORE, AFTER)):
            self._moments[one.id] = one.moment
            self._speakers.setdefault(one.id, []).append(one.speaker)
            if one.has_text:
                self._with_text.add(one.id)
        for statement, speakers in self._speakers.items():
            self._made[key_of(speakers)].add(statement)

    def _read_held(self, documents: Collection[int]) -> None:
        self._held |= batch.held(self.session, documents)

    def held(
        self, document: int, roles: Collection[str] = TEXT
    ) -> list[tuple[Carriage, Statement]]:
        """Return what a document carries in some roles, in the order it was found."""
        if document not in self._held:
            self._read_held([document])
            self._held[document] += [
                (one, self.statement(one.statement_id))
                for one in self._new.carriages
                if one.document_id == document
            ]
        return [pair for pair in self._held[document] if pair[0].role in roles]

    def look_at(self, documents: Iterable[int]) -> None:
        """Read what some more documents carry, at once."""
        self._read_held({one for one in documents if one not in self._held})

    def texts(self, documents: Collection[int]) -> list[Text]:
        """Return what some documents say now, in the order of their ids."""
        missing = [one for one in documents if one not in self._texts]
        if missing:
            found = store.texts_of(self.session, missing)
            self._texts |= {text[0].id: text for text in found}
        return [self._texts[one] for one in sorted(documents)]

    def tie(self, document: int) -> Tie | None:
        """Return what one of the batch is to an earlier document."""
        return self._ties.get(document)

    def tied(self, tie: Tie) -> None:
        """Note what one of the batch is to an earlier document."""
        self.session.add(tie)
        self.session.flush()
        self._ties[tie.document_id] = tie

    def has_words(self, document: int) -> bool:
        """Return whether one of the batch is an official text, or the text of another article."""
        tie = self.tie(document)
        return bool(self.held(document)) or (tie is not None and tie.kind != "corrects")

    def edition_of(self, document: Document, roles: Collection[str] = TEXT) -> Document | None:
        """Return the oldest edition of one of the batch that carries a statement in some roles."""
        found = (one for one in self._editions[document.id] if self.held(one.id, roles))
        return next(found, None)

    def parted(self, document: int) -> set[int]:
        """Return the statements that an operator said a document does not carry."""
        if document not in self._parted:
            self._parted |= batch.parted(self.session, [document])
        return self._parted[document]

    def quotations(self, revision: int) -> list[Quotation]:
        """Return what one of the batch quotes, in its order."""
        return self._quotations[revision]

    def acts(self, revision: Revision, document: Document, source: Source) -> list[Act]:
        """Return the acts of speech of a text."""
        if revision.id not in self._acts:
            self._read_turns([revision.id])
            turns = self._turns[revision.id]
            self._acts[revision.id] = acts_of(revision, document, source, turns)
        return self._acts[revision.id]

    def statement(self, number: int) -> Statement:
        """Return a statement."""
        if number not in self._statements:
            self._statements[number] = self.session.get_one(Statement, number)
        return self._statements[number]

    def speakers(self, statement: int) -> list[Speaker]:
        """Return who made a statement, as its texts name them."""
        if statement not in self._speakers:
            self._speakers |= carried.speakers_of(self.session, [statement])
        return self._speakers[statement]

    def made(
        self, keys: Collection[Key], at: datetime, *, by_report: bool = False
    ) -> list[tuple[int, Key]]:
        """Return the statements of some speakers around a moment of the batch, the oldest first.

        `by_report`: those alone of which no document has the words.
        """
        return sorted(
            (one, key)
            for key in keys
            for one in self._made.get(key, ())
            if not (by_report and one in self._with_text)
            and at - BEFORE <= self._moment(one) <= at + AFTER
        )

    def _moment(self, statement: int) -> datetime:
        one = self._statements.get(statement)
        if one is None:
            return self._moments[statement]
        return one.said_at or one.published_at or one.created_at or datetime.now(UTC)

    def carriers(self, statements: Collection[int]) -> dict[int, list[Carrier]]:
        """Return what carries each of some statements, with what it says now, the oldest first."""
        missing = [one for one in statements if one not in self._carriers]
        if missing:
            found = carried.carriers_of(self.session, missing)
            self._carriers |= {one: found.get(one, []) for one in missing}
            for one in self._new.carriages:
                if one.statement_id in missing:
                    self._carriers[one.statement_id].append(self._carrier(one))
        return {one: self._carriers[one] for one in statements}

    def _carrier(self, carriage: Carriage) -> Carrier:
        [(document, revision, source)] = self.texts([carriage.document_id])
        return carriage, document, revision, source

    def read(self, carriers: Iterable[Carrier]) -> None:
        """Read the words that some carriages know their statements by, and the turns of texts."""
        every = list(carriers)
        self._read_words({one.id for one, *_ in every if one.role == "report"})
        self._read_turns(revision.id for one, _, revision, _ in every if one.role != "report")

    def _read_turns(self, revisions: Iterable[int]) -> None:
        if missing := set(revisions) - self._turns.keys():
            self._turns |= carried.turns_of(self.session, missing)

    def _read_words(self, carriages: Iterable[int]) -> None:
        if missing := set(carriages) - self._quoted.keys():
            self._quoted |= batch.quoted_in(self.session, missing)

    def words(self, carriage: int) -> list[str]:
        """Return the words that a carriage knows its statement by."""
        self._read_words([carriage])
        return [one.words for one in self._quoted[carriage]]

    # What is made

    def add(self, statement: Statement, speakers: Sequence[Speaker]) -> int:
        """Add a statement with its speakers; return its id."""
        statement.id = self._next_id("statement")
        self._new.statements.append(statement)
        self._statements[statement.id] = statement
        self._carriers[statement.id] = []
        self._speakers[statement.id] = []
        self._speak(statement.id, speakers)
        return statement.id

    def change(
        self, statement: int, facts: store.Row, speakers: Sequence[Speaker] | None = None
    ) -> None:
        """Say what a statement is, and who made it where that is sure."""
        row = self.statement(statement)
        for name, value in facts.items():
            setattr(row, name, value)
        self.known.pop(statement, None)
        if speakers is not None:
            self._speak(statement, speakers)

    def _speak(self, statement: int, speakers: Sequence[Speaker]) -> None:
        self._made[key_of(self.speakers(statement))].discard(statement)
        self._made[key_of(speakers)].add(statement)
        self._speakers[statement] = list(speakers)
        self._new.speakers[statement] = speakers

    def carry(self, carriage: Carriage) -> Carriage:
        """Let a document carry a statement, or in another role than it did; return how it does."""
        held = self.held(carriage.document_id, carried.ROLES)
        where = carriage.section, carriage.statement_id
        known = next((one for one, _ in held if (one.section, one.statement_id) == where), None)
        if known is None:
            carriage.id = self._next_id("carriage")
            self._new.carriages.append(carriage)
            self._quoted[carriage.id] = []
            statement = self.statement(carriage.statement_id)
            self._held[carriage.document_id].append((carriage, statement))
            if carriage.statement_id in self._carriers:
                self._carriers[carriage.statement_id].append(self._carrier(carriage))
        elif known.role != carriage.role:
            known.role, known.certainty = carriage.role, carriage.certainty
            known.reason = carriage.reason
        if carriage.role in TEXT:
            self._with_text.add(carriage.statement_id)
        self.known.pop(carriage.statement_id, None)
        return known or carriage

    def quote(self, carriage: Carriage, quotations: Iterable[Quotation]) -> None:
        """Let some quotations be what a carriage knows its statement by."""
        for one in quotations:
            before = self._new.quotations.get(one, one.carriage_id)
            if before == carriage.id:
                continue
            self._read_words([carriage.id])
            if before is not None:
                self._read_words([before])
                self._quoted[before].remove(one)
            self._quoted[carriage.id].append(one)
            self._quoted[carriage.id].sort(key=lambda one: one.id)
            self._new.quotations[one] = carriage.id
        self.known.pop(carriage.statement_id, None)

    def link(self, link: store.Row) -> None:
        """Say what a statement is to an earlier one, unless that is known."""
        self._new.links.append(link)

    def merge(self, one: int, into: int) -> bool:
        """Let a statement be another; return whether it may, no operator having parted them."""
        self.write()
        if not carried.may_be(self.session, one, into):
            return False
        documents = {carriage.document_id for carriage, *_ in self.carriers([one])[one]}
        carried.merge(self.session, one, into)
        self._made[key_of(self.speakers(one))].discard(one)
        for statement in (one, into):
            self.known.pop(statement, None)
            for carriage, *_ in self._carriers.pop(statement, []):
                self._quoted.pop(carriage.id, None)
        for document in documents:
            self._held.pop(document, None)
        return True

    def write(self) -> None:
        """Write what was made since it was written last.

        Whoever else adds statements waits for us; see `store.hold`.
        """
        new, self._new = self._new, _New()
        self.session.add_all(new.statements)
        self.session.flush()
        carried.replace_speakers(self.session, new.speakers)
        self.session.add_all(new.carriages)
        self.session.flush()
        for one, carriage in new.quotations.items():
            one.carriage_id = carriage
        carried.link(self.session, new.links)
        for table, left in self._ids.items():
            if left:
                batch.return_ids(self.session, table, left.pop())
                left.clear()

    def _next_id(self, table: str) -> int:
        if not self._ids[table]:
            self._ids[table] = batch.next_ids(self.session, table, IDS)[::-1]
        return self._ids[table].pop()


@dataclass(slots=True)
class _New:
    """What was made and not written yet."""

    statements: list[Statement] = field(default_factory=list)
    speakers: dict[int, Sequence[Speaker]] = field(default_factory=dict)  # by statement
    carriages: list[Carriage] = field(default_factory=list)
    quotations: dict[Quotation, int] = field(default_factory=dict)  # -> carriage
    links: list[store.Row] = field(default_factory=list)
