"""What a reader is shown of a statement, or of a document: its words, editions and carriers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pipeline import carried, store, succession
from pipeline.act import key_of
from pipeline.delivery import moment
from pipeline.item import Moment
from pipeline.official import acts_of
from pipeline.people import people
from pipeline.reference import Speaker
from pipeline.shown import Shown, shown
from pipeline.tables import Carriage, Document, Quotation, Revision, Source, Statement
from pipeline.text import Span

TEXTS = ("authoritative", "edition")  # roles of the official words
LARGEST = 2**31 - 1  # number of a statement or a document

_Carrier = tuple[Carriage, Document, Revision, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who made a statement."""

    name: str
    office: str | None  # held that day, as the reader's language has it
    party: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """A document that carries a statement, and how."""

    role: str
    is_sure: bool
    text: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One act of speech."""

    number: int
    voices: tuple[Voice, ...]  # none: we cannot tell
    channel: str | None
    said: Moment | None
    published: Moment | None
    editions: tuple[Carrying, ...]  # the official words, first those the reader reads best
    missing: tuple[str, ...]  # languages of its sources in which there is no edition yet
    others: tuple[Carrying, ...]  # reprints and reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A statement that a document carries."""

    number: int
    role: str
    is_sure: bool
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One document."""

    text: Shown
    acts: tuple[Act, ...]
    moved_to: int | None  # the document that stands in its place


def statement_at(session: Session, number: int) -> Statement | None:
    """Return a statement by its number, or the one that it turned out to be."""
    return carried.statement_at(session, number) if number <= LARGEST else None


def document_at(session: Session, number: int) -> Document | None:
    """Return a document by its number."""
    return session.get(Document, number) if number <= LARGEST else None


def said(session: Session, statement: Statement, language: str) -> Said:
    """Return what is shown of a statement to a reader of a language."""
    carriers = _by_document(carried.carriers_of(session, [statement.id])[statement.id])
    speakers = carried.speakers_of(session, [statement.id])[statement.id]
    turns = carried.turns_of(session, [revision.id for _, _, revision, _ in carriers])
    texts = [one for one in carriers if one[0].role in TEXTS]
    texts.sort(key=lambda one: _rank(one, language))
    editions = tuple(
        _carrying(session, one, _spans(one, turns[one[2].id], speakers)) for one in texts
    )
    known = {language for _, _, _, source in texts for language in source.languages}
    return Said(
        number=statement.id,
        voices=_voices(speakers, language),
        channel=statement.channel or statement.genre,
        said=moment(statement.said_at, statement.said_precision, statement.said_zone),
        published=moment(
            statement.published_at, statement.published_precision, statement.published_zone
        ),
        editions=editions,
        missing=tuple(sorted(known - {document.language for _, document, _, _ in texts})),
        others=tuple(
            _carrying(session, one, [(0, len(one[2].body))])
            for one in carriers
            if one[0].role not in TEXTS
        ),
    )


def written(session: Session, document: Document, language: str) -> Written:
    """Return what is shown of a document to a reader of a language."""
    revision = store.current_revision(session, document.id)
    source = session.get_one(Source, document.source)
    held = carried.carriages_of(session, document.id, carried.ROLES)
    speakers = carried.speakers_of(session, [one.id for _, one in held])
    flags = store.flags_of(session, revision.id)
    moved = succession.superseding(session, document.id)
    return Written(
        text=shown(revision, document, source, flags, [(0, len(revision.body))]),
        acts=tuple(
            Act(
                number=one.id,
                role=carriage.role,
                is_sure=carriage.certainty == "sure",
                voices=_voices(speakers[one.id], language),
            )
            for carriage, one in held
        ),
        moved_to=moved.id if moved else None,
    )


def _carrying(session: Session, one: _Carrier, spans: Sequence[Span]) -> Carrying:
    carriage, document, revision, source = one
    flags = store.flags_of(session, revision.id)
    return Carrying(
        role=carriage.role,
        is_sure=carriage.certainty == "sure",
        text=shown(revision, document, source, flags, spans),
    )


def _by_document(carriers: Sequence[_Carrier]) -> list[_Carrier]:
    """Return each document once, however many of its sections carry a statement."""
    first: dict[int, _Carrier] = {}
    for one in carriers:
        first.setdefault(one[1].id, one)
    return list(first.values())


def _rank(one: _Carrier, language: str) -> tuple[bool, bool, str, int]:
    """Return where an edition stands: the reader's language, what was first, then the others."""
    carriage, document, _, _ = one
    return (
        document.language != language,
        carriage.role != "authoritative",
        document.language,
        document.id,
    )


def _spans(
    one: _Carrier, turns: Sequence[Quotation], speakers: Sequence[Speaker]
) -> Sequence[Span]:
    """Return what of an official text is a statement: its turns or topic, else all of it."""
    carriage, document, revision, source = one
    found = acts_of(revision, document, source, turns)
    here = [act for act in found if act.anchor == carriage.section]
    theirs = [act for act in here if act.key == key_of(speakers)]
    act = next(iter(theirs or here), None)
    return act.spans if act else [(0, len(revision.body))]


def _voices(speakers: Sequence[Speaker], language: str) -> tuple[Voice, ...]:
    return tuple(
        Voice(name=one.name, office=_office(one.office, language), party=one.party)
        for one in speakers
    )


def _office(office: str | None, language: str) -> str | None:
    """Return how an office is called in a language, in English where we do not know it."""
    found = people().offices.get(office or "")
    titles = found and (found.title.get(language) or found.title.get("en"))
    return titles[0] if titles else None
