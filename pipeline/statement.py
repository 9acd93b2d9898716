"""Statements: which acts of speech a document carries.

An official document is one or several: its speakers' turns, its briefing's topics, or the voice
of its source. It carries them as `authoritative`; its other language editions, by shared id or
alternate links, or else by likelihood, carry the same ones as `edition`. What an operator brings
as somebody's own words is that speaker's statement. A press article never is one: it reprints
some, or reports them; what is known by report alone becomes the official text's own once that has
the words.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from pipeline import event, store
from pipeline.carriages import reprint
from pipeline.carriages.counterpart import Counterparts, Held
from pipeline.carriages.embedding import Embedding
from pipeline.dating import day_named
from pipeline.quoting import day_of
from pipeline.revisions import supersession
from pipeline.statements import reporting
from pipeline.statements.act import Act, key_of, paired
from pipeline.statements.desk import Desk
from pipeline.store import carried, succession
from pipeline.tables import Carriage, Document, Revision, Source, Statement

VERSION = 2
BATCH = 500  # revisions a transaction
SPOKEN = frozenset({"briefing", "speech", "remarks", "interview"})  # genres of what was spoken
APART = timedelta(days=1)  # between two capitals' texts of one declaration


def run(
    session: Session, limit: int, now: datetime, embedding: Embedding | None = None
) -> Counter[str]:
    """Join revisions not looked at yet to their statements; return what was made.

    What may have moved from another address waits until that is known; see `supersession`.
    Where there is an embedding, it chooses among likely editions that are too near one another.
    """
    store.hold(session, "veille statements")  # two editions at once would make two statements
    counts: Counter[str] = Counter(revisions=0, statements=0, carriages=0)
    ready = Revision.quoted_by.is_not(None), succession.is_free(now)
    work = store.to_do(session, Revision.stated_by, *ready, limit=limit)
    if not work:
        return counts
    desk = Desk(session, work)
    prints = reprint.Prints(desk, work)
    counterparts = Counterparts(desk, work, embedding)
    for revision, document, source in work:
        counts["revisions"] += 1
        moved = _moved(desk, prints, revision, document, now)
        if moved == "held":
            counts["held"] += 1
            continue
        revision.stated_by = VERSION
        if moved is not None:
            counts += prints.supersede(document, *moved)
            continue
        speaks = source.kind == "official" or document.speaker is not None
        if speaks:
            counts += _Text(desk, counterparts, revision, document, source).stated()
        statements = [one for _, one in desk.held(document.id)]
        if speaks or not statements:
            counts += prints.join(revision, document, statements=statements)
        if not speaks and not desk.has_words(document.id):
            likely = partial(counterparts.reported, document, source)
            counts += reporting.join(desk, revision, document, likely)
    desk.write()
    return counts


def _moved(
    desk: Desk, prints: reprint.Prints, revision: Revision, document: Document, now: datetime
) -> supersession.Looked:
    """Return what a new document supersedes, if it does, or that this is to be seen."""
    if document.awaits_id is not None and document.held_until and document.held_until > now:
        return "held"  # with the revision before this one
    was_stated = revision.number > 1 and document.held_until is None
    if was_stated or document.came is not None or document.speaker is not None:
        return None
    if desk.tie(document.id) is not None or desk.held(document.id):
        return None
    earlier = prints.earlier_of_source(document)
    is_text_of = partial(prints.is_text_of, revision, document)
    return supersession.looked(desk.session, document, earlier, is_text_of, now)


class _Text:
    """An official text, or one that is somebody's own words, being joined."""

    def __init__(
        self,
        desk: Desk,
        counterparts: Counterparts,
        revision: Revision,
        document: Document,
        source: Source,
    ) -> None:
        self.desk, self.counterparts = desk, counterparts
        self.document, self.source = document, source
        self.revision, self.title, self.body = revision, revision.title, revision.body
        self.made: Counter[str] = Counter()

    def stated(self) -> Counter[str]:
        """Make the document carry the statements of its editions, or new ones, at their event."""
        found = self.desk.acts(self.revision, self.document, self.source)
        held = self.desk.held(self.document.id)
        if held and self.document.speaker is not None:
            self._correct(held[0][1], found[0])
        elif held:
            self._join(found, held, None)
        elif edition := self.desk.edition_of(self.document):
            self._join(found, self.desk.held(edition.id), edition)
        elif likely := self.counterparts.of(self.document, self.source, found):
            self._join_likely(found, *likely)
        else:
            for act in found:
                self._add(act)
        day = self.spoken_on(found) or day_of(self.document)
        at = event.held(self.title, self.body, self.document.language, found, day)
        statements = [one for _, one in self.desk.held(self.document.id)]
        event.join(self.desk.session, statements, at, day)
        return self.made

    def _join(
        self,
        found: Sequence[Act],
        theirs: Sequence[tuple[Carriage, Statement]],
        edition: Document | None,
    ) -> None:
        """Join the acts of a text to those of an edition, or of what it said before; add the rest.

        An edition whose acts are none of the other's is still an edition: it carries the first.
        """
        pairs = paired(found, [key_of(self.desk.speakers(one.id)) for _, one in theirs])
        if edition is None:
            pairs = _placed(found, theirs, pairs)
        if edition is not None and not pairs:
            self._carry_edition(edition, theirs[0][1].id, "", sure=False)
        for number, act in enumerate(found):
            if number not in pairs:
                self._add(act)
                continue
            to, sure = pairs[number]
            statement = theirs[to][1].id
            if edition is not None:
                self._carry_edition(edition, statement, act.anchor, sure=sure)
            self._take_in(act, statement)

    def _join_likely(
        self, found: Sequence[Act], edition: Document, theirs: Held, grounds: str
    ) -> None:
        """Join every act of a text to that of its likely edition."""
        pairs = paired(found, [key_of(self.desk.speakers(one.id)) for _, one in theirs])
        reason = f"likely an edition of {edition.address}: {grounds}"
        for number, (to, _) in pairs.items():
            statement = theirs[to][1].id
            self._carry(statement, found[number].anchor, "edition", reason, sure=False)
            self._take_in(found[number], statement)

    def _carry_edition(
        self, edition: Document, statement: int, anchor: str, *, sure: bool
    ) -> None:
        role = "reprint" if edition.language == self.document.language else "edition"
        reason = f"{role} of {edition.address}"
        self._carry(statement, anchor, role, reason, sure=sure)

    def _add(self, act: Act) -> None:
        """Make an act of speech the one it was known as, or a new one, carried here first."""
        known, repeats = reporting.reports_of(self.desk, self.document, self.body, act)
        declared = self._declared(act)
        if declared is not None:
            statement, sure = declared, False
            reason = "a joint declaration of the same parties, that day"
            known = [(statement, reason, sure), *known]
        elif known:
            statement, reason, sure = known[0]
            facts = self._facts(act)
            self.desk.change(statement, facts, act.speakers if sure else None)
            reason = f"{reason}, known by report until then"
        else:
            row = Statement(**self._facts(act))
            statement = self.desk.add(row, act.speakers)
            self.made["statements"] += 1
            brought = self.document.speaker is not None
            what = "words brought by hand" if brought else "an official document"
            reason, sure = f"first edition seen of {what}", True
        self._carry(statement, act.anchor, "authoritative", reason, sure=sure)
        self._merge(known[1:], statement)
        for earlier in repeats:
            link = {
                "later_id": statement,
                "earlier_id": earlier,
                "kind": "repeats",
                "certainty": "likely",
                "reason": "the same speakers about the same, in other words",
            }
            self.desk.link(link)

    def _declared(self, act: Act) -> int | None:
        """Return the declaration that another signatory of the same one published before.

        Each may word it in a way of its own, names and numbers included.
        """
        parties = {one.party for one in act.speakers if one.party is not None}
        at = self.document.said_at or self.document.published_at
        if len(parties) < 2 or at is None:  # noqa: PLR2004  signatories
            return None
        self.desk.write()
        found = carried.joint(self.desk.session, parties, at - APART, at + APART)
        return next(iter(found), None)

    def _take_in(self, act: Act, statement: int) -> None:
        """Let what was known by report, and this text has the words of, be its statement."""
        known, _ = reporting.reports_of(self.desk, self.document, self.body, act)
        self._merge(known, statement)

    def _merge(self, known: Sequence[tuple[int, str, bool]], statement: int) -> None:
        for one, _, _ in known:
            if one != statement and self.desk.merge(one, statement):
                self.made["merged"] += 1

    def _carry(self, statement: int, anchor: str, role: str, reason: str, *, sure: bool) -> None:
        self.desk.carry(
            Carriage(
                document_id=self.document.id,
                section=anchor,
                statement_id=statement,
                role=role,
                certainty="sure" if sure else "likely",
                reason=reason,
            )
        )
        self.made["carriages"] += 1

    def _correct(self, statement: Statement, act: Act) -> None:
        """Bring the statement of a text up to date with what an operator says of it now."""
        self.desk.change(statement.id, self._facts(act), act.speakers)
        self.made["corrected"] += 1

    def spoken_on(self, found: Sequence[Act]) -> date | None:
        """Return the day that the title of what was spoken names: of a transcript, a speech."""
        spoken = any(one.topic is not None or not one.own for one in found)
        if self.document.genre not in SPOKEN and not spoken:
            return None
        return day_named(self.title, self.document.language, day_of(self.document))

    def _facts(self, act: Act) -> store.Row:
        """Return what columns of a statement say of an act, as its document does."""
        document = self.document
        parties = {one.party for one in act.speakers}
        said = (document.said_at, document.said_precision, document.said_zone)
        if document.said_at is None and (day := self.spoken_on([act])):
            zone = document.published_zone or self.source.timezone
            said = (datetime.combine(day, time(), ZoneInfo(zone)), "day", zone)
        return {
            "party": parties.pop() if len(parties) == 1 else None,
            "institution": self.source.title if act.own else None,
            "speaker": document.speaker,
            "genre": document.genre,
            "said_at": said[0],
            "said_precision": said[1],
            "said_zone": said[2],
            "published_at": document.published_at,
            "published_precision": document.published_precision,
            "published_zone": document.published_zone,
        }


def _placed(
    found: Sequence[Act],
    theirs: Sequence[tuple[Carriage, Statement]],
    pairs: dict[int, tuple[int, bool]],
) -> dict[int, tuple[int, bool]]:
    """Return the pairs with those acts that a text carried at the same place before.

    An operator may have joined them to a statement of others.
    """
    taken = {to for to, _ in pairs.values()}
    places = {one.section: to for to, (one, _) in enumerate(theirs) if to not in taken}
    return pairs | {
        number: (places[act.anchor], True)
        for number, act in enumerate(found)
        if number not in pairs and act.anchor in places
    }
