"""What a reader is shown of a statement, or of a document: its words, editions and carriers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.carriages.availability import availability
from pipeline.carriages.divergence import Divergence, permitted
from pipeline.excerpt import Allowance
from pipeline.item import Moment, moment
from pipeline.mails import telling
from pipeline.revisions.version import Version, versions
from pipeline.shown import Hidden, Shown, hidden, shown
from pipeline.speakers.speaker import Speaker
from pipeline.statements.official import spans_of
from pipeline.store import carried, merging, quoted, succession
from pipeline.store.quoted import Text
from pipeline.store.withholding import is_withheld, reason
from pipeline.tables import Carriage, Document, Page, Revision, Source, Statement
from pipeline.text import Span
from pipeline.traces.compared import Compared, compared

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

    role: str  # of the carriage; quotes: it is none, but words of it were found there
    is_sure: bool
    text: Shown
    quotes: tuple[Compared, ...] = ()  # of the statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another statement that has to do with one."""

    number: int
    how: str  # event, or the kind of the link
    voices: tuple[Voice, ...]
    published: Moment | None


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
    others: tuple[Carrying, ...]  # reprints, reports, and who quotes it
    divergences: tuple[Divergence, ...]  # of the official words
    related: tuple[Related, ...]

    @property
    def hidden(self) -> Hidden | None:
        """How we hide every text of it; None: one is shown."""
        return hidden(one.text for one in (*self.editions, *self.others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The page that a version of a document was read from."""

    page: Page
    rights: str  # of its source
    hidden: Hidden | None  # by us


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
    quotes: tuple[Compared, ...]
    versions: tuple[Version, ...]  # the newest first
    moved_to: int | None  # the document that stands in its place


def statement_at(session: Session, number: int) -> Statement | None:
    """Return a statement by its number, or the one that it turned out to be."""
    return carried.statement_at(session, number) if number <= LARGEST else None


def document_at(session: Session, number: int) -> Document | None:
    """Return a document by its number, or the one that it turned out to be."""
    return merging.document_at(session, number) if number <= LARGEST else None


def kept_at(session: Session, number: int, version: int) -> Kept | None:
    """Return the page a version of a document was read from."""
    document = document_at(session, number)
    if document is None or document.id != number:  # another numbers its versions otherwise
        return None
    source = session.get_one(Source, document.source)
    revisions = store.revisions_of(session, document.id)
    page = next((one.page for one in revisions if one.number == version), None)
    if page is None:
        return None
    how: Hidden | None = "withheld" if is_withheld(document) else None
    if document.erased_at is not None or page.erased_for is not None:  # a feed shows others too
        how = "erased"
    return Kept(page=page, rights=source.rights, hidden=how)


def said(session: Session, statement: Statement, language: str) -> Said:
    """Return what is shown of a statement to a reader of a language."""
    carriers = _by_document(carried.carriers_of(session, [statement.id])[statement.id])
    speakers = carried.speakers_of(session, [statement.id])[statement.id]
    turns = carried.turns_of(session, [revision.id for _, _, revision, _ in carriers])
    texts = [one for one in carriers if one[0].role in TEXTS]
    texts.sort(key=lambda one: _rank(one, language))
    allowance = Allowance()
    editions = tuple(
        Carrying(
            role=one[0].role,
            is_sure=one[0].certainty == "sure",
            text=_shown(session, one[1:], spans_of(*one, turns[one[2].id], speakers), allowance),
        )
        for one in texts
    )
    return Said(
        number=statement.id,
        voices=_voices(speakers, language),
        channel=statement.channel or statement.genre,
        said=moment(statement.said_at, statement.said_precision, statement.said_zone),
        published=_published(statement),
        editions=editions,
        missing=availability(texts).missing,
        others=tuple(_others(session, carriers, allowance, language)),
        divergences=permitted(telling.parting(session, [statement.id]), allowance),
        related=tuple(_related(session, statement, language)),
    )


def written(session: Session, document: Document, language: str) -> Written:
    """Return what is shown of a document to a reader of a language."""
    revision = store.current_revision(session, document.id)
    source = session.get_one(Source, document.source)
    held = carried.carriages_of(session, document.id, carried.ROLES)
    speakers = carried.speakers_of(session, [one.id for _, one in held])
    moved = succession.superseding(session, document.id)
    allowance = Allowance()
    quotes = compared(quoted.quotations_in(session, document.id), allowance, language)
    whole = [(0, len(revision.body))]
    return Written(
        text=_shown(session, (document, revision, source), whole, allowance),
        quotes=tuple(quotes),
        versions=tuple(
            versions(store.revisions_of(session, document.id), document.language, source.rights)
        ),
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


def _published(statement: Statement) -> Moment | None:
    precision, zone = statement.published_precision, statement.published_zone
    return moment(statement.published_at, precision, zone)


def _related(session: Session, statement: Statement, language: str) -> Iterator[Related]:
    found = carried.related(session, statement)
    speakers = carried.speakers_of(session, list(found))
    for number, how in found.items():
        other = session.get_one(Statement, number)
        yield Related(
            number=number,
            how=how,
            voices=_voices(speakers[number], language),
            published=_published(other),
        )


def _others(
    session: Session, carriers: Sequence[_Carrier], allowance: Allowance, language: str
) -> Iterator[Carrying]:
    """Yield who else has a statement, each with its words beside the official ones."""
    texts = {one[1].id for one in carriers if one[0].role in TEXTS}
    found = quoted.quotations_of(session, [one[0].id for one in carriers], texts)
    quotes = compared(found, allowance, language)
    others = {one[1].id: one for one in carriers if one[1].id not in texts}
    named = dict.fromkeys([*others, *(one.document for one in quotes)])
    for document, revision, source in store.texts_of(session, [*named]):
        carriage = others[document.id][0] if document.id in others else None
        yield Carrying(
            role=carriage.role if carriage else "quotes",
            is_sure=carriage is None or carriage.certainty == "sure",
            text=_shown(
                session, (document, revision, source), [(0, len(revision.body))], allowance
            ),
            quotes=tuple(one for one in quotes if one.document == document.id),
        )


def _shown(session: Session, text: Text, spans: Sequence[Span], allowance: Allowance) -> Shown:
    flags = store.flags_of(session, text[1].id)
    return shown(text, flags, spans, allowance, withheld_why=reason(session, text[0]))


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


def _voices(speakers: Sequence[Speaker], language: str) -> tuple[Voice, ...]:
    named = [(one, telling.voice(one, None, language)) for one in speakers]
    return tuple(Voice(name=it.name, office=it.office, party=one.party) for one, it in named)
