"""Who speaks in stored texts by today's rules, beside whom they were given to when stored.

A change of our rules is never the publisher's (rule 3), and nobody is told of one. A statement
whose own text names others today is theirs, and so is one that a single article reports, where
all its words are given to others; what is new beside them the next run joins as of any text.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.quoting import read
from pipeline.speakers.speaker import Speaker
from pipeline.statements.act import Key, key_of
from pipeline.statements.official import acts_of
from pipeline.store import batch, carried
from pipeline.tables import Carriage, Document, Quotation, Revision, Source, Statement
from pipeline.text import Span

Quoted = Mapping[Span, tuple[Speaker, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Somebody else speaks: in words of a text, or in a statement as a whole."""

    statement: int | None  # None: words quoted
    words: str  # quoted; empty: a statement
    before: tuple[Speaker, ...]
    today: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Respoken:
    """A text in which others speak today."""

    document: Document
    revision: Revision
    changes: tuple[Change, ...]


def respoken(session: Session, source: Source, since: datetime | None) -> Iterator[Respoken]:
    """Yield the texts of a source in which others speak by today's rules than as stored."""
    for document, revision, _, current in store.kept_revisions(session, source.name, since):
        if not current or revision.quoted_by is None:
            continue
        stored = store.quotations_of(session, revision.id)
        today = read(revision, document, source)
        changes = (
            *_quoted(revision, _spoken(stored), _spoken(today)),
            *_stated(session, document, revision, source, stored, today),
        )
        if changes:
            yield Respoken(document=document, revision=revision, changes=changes)


def apply(session: Session, one: Respoken) -> None:
    """Give statements to who makes them today; the text is quoted and joined anew."""
    given = {
        change.statement: change.today for change in one.changes if change.statement is not None
    }
    carried.replace_speakers(session, given)
    for number, speakers in given.items():
        parties = {who.party for who in speakers}
        statement = session.get_one(Statement, number)
        statement.party = parties.pop() if len(parties) == 1 else None
    one.revision.quoted_by = one.revision.stated_by = None


def _spoken(quotations: Sequence[Quotation]) -> Quoted:
    return {
        (one.start, one.end): tuple(_speaker(who) for who in one.speakers) for one in quotations
    }


def _speaker(who: Speaker | Mapping[str, str | None]) -> Speaker:
    return who if isinstance(who, Speaker) else Speaker(**who)  # type: ignore[arg-type]


def _quoted(revision: Revision, before: Quoted, today: Quoted) -> Iterator[Change]:
    """Yield the words quoted that others say, somebody at last, or nobody any more."""
    for span in sorted({*before, *today}):
        if before.get(span, ()) != today.get(span, ()):
            yield Change(
                statement=None,
                words=revision.body[slice(*span)],
                before=before.get(span, ()),
                today=today.get(span, ()),
            )


def _stated(  # noqa: PLR0913, PLR0917  one thought
    session: Session,
    document: Document,
    revision: Revision,
    source: Source,
    stored: Sequence[Quotation],
    today: Sequence[Quotation],
) -> Iterator[Change]:
    """Yield the statements of a text that others make today."""
    held = batch.held(session, [document.id])[document.id]
    speakers = carried.speakers_of(session, {statement.id for _, statement in held})
    of: dict[int, list[Speaker]] = {}
    if source.kind == "official" or document.speaker is not None:
        of = _of_acts(document, revision, source, today, held, speakers)
    elif not any(carriage.role != "report" for carriage, _ in held):
        of = _of_reports(session, stored, today, held)
    for number, found in of.items():
        if tuple(found) != tuple(speakers[number]):
            yield Change(
                statement=number, words="", before=tuple(speakers[number]), today=tuple(found)
            )


def _of_acts(  # noqa: PLR0913, PLR0917  one thought
    document: Document,
    revision: Revision,
    source: Source,
    today: Sequence[Quotation],
    held: Sequence[tuple[Carriage, Statement]],
    speakers: Mapping[int, list[Speaker]],
) -> dict[int, list[Speaker]]:
    """Return who makes the statements that a text is the own text of, by their places in it."""
    turns = [one for one in today if one.rule == "turn"]
    acts = acts_of(revision, document, source, turns)
    own = [(one, statement.id) for one, statement in held if one.role == "authoritative"]
    places: dict[str, list[int]] = defaultdict(list)
    for one, number in own:
        places[one.section].append(number)
    found: dict[int, list[Speaker]] = {}
    for anchor, numbers in places.items():
        here = [act for act in acts if act.anchor == anchor]
        keys: list[Key] = [key_of(speakers[number]) for number in numbers]
        left = [act for act in here if act.key not in keys]
        missing = [number for number, key in zip(numbers, keys, strict=True)
                   if key not in {act.key for act in here}]  # fmt: skip
        found |= {
            number: list(act.speakers)
            for act in here
            for number, key in zip(numbers, keys, strict=True)
            if key == act.key
        }
        if len(left) == len(missing) == 1:
            found[missing[0]] = list(left[0].speakers)
    return found


def _of_reports(
    session: Session,
    stored: Sequence[Quotation],
    today: Sequence[Quotation],
    held: Sequence[tuple[Carriage, Statement]],
) -> dict[int, list[Speaker]]:
    """Return who makes the statements that one article alone reports, all words theirs."""
    now = _spoken(today)
    found = {}
    for carriage, statement in held:
        words = [one for one in stored if one.carriage_id == carriage.id]
        given = {now.get((one.start, one.end), ()) for one in words}
        alone = len(carried.documents_of(session, [statement.id])) == 1
        if alone and len(given) == 1 and (speakers := given.pop()):
            found[statement.id] = list(speakers)
    return found
