"""What one line tells of a text: its words, its moments, and who says them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.carriages.divergence import permitted
from pipeline.excerpt import Allowance
from pipeline.item import Moment, moment
from pipeline.mails import letter, telling
from pipeline.mails.letter import Mark, Passage
from pipeline.party import party_title
from pipeline.revisions.alignment import Piece
from pipeline.revisions.edit import Edit
from pipeline.subscriptions.preferences import Preferences
from pipeline.tables import Document, Flag, Line, Revision, Source
from pipeline.text import Span, sentences
from pipeline.titles import dossier_title
from pipeline.words import words

Row = tuple[Line, Document, Revision]


class Told(NamedTuple):
    """What one message tells of one text."""

    lead: Row
    editions: list[letter.Edition]  # others that are told with it
    before: tuple[Row, ...] = ()  # lines of the message it stands for, as they were written
    reports: tuple[Row, ...] = ()  # of the press, which the message would have told instead


def told_of(rows: Sequence[Row]) -> list[Told]:
    """Return the lines of a message as they were written, each with what follows it."""
    told: list[Told] = []
    for row in rows:
        line, document, _ = row
        if line.role == "lead":
            told.append(Told(row, []))
        elif told:
            edition = letter.Edition(language=document.language, address=document.address)
            told[-1].editions.append(edition)
    return told


def last_of(told: Iterable[Told], tells: Mapping[int, Collection[int]]) -> list[Told]:
    """Return of each text what was written of it last: that stands for what was written before.

    `tells` are, by document of a line, those whose fate it tells: its own, those in whose place
    it stands, the one it corrects.
    """
    kept: list[Told] = []
    for one in told:
        of = tells[one.lead[1].id]
        before = [each for each in kept if each.lead[1].id in of]
        kept = [each for each in kept if each not in before]
        rows = tuple(row for each in before for row in (*each.before, each.lead))
        editions = [edition for each in (*before, one) for edition in each.editions]
        kept.append(Told(one.lead, list(dict.fromkeys(editions)), rows))
    return kept


def with_reports(told: Sequence[Told], said: Mapping[int, Collection[int]]) -> list[Told]:
    """Return official texts each with the press reports of the same that a message tells, too.

    `said` are the acts of speech in each document. A report that tells of more stays apart.
    """
    officials = [one.lead[1].id for one in told if one.lead[0].kind == "official"]
    by = {
        one.lead[1].id: official
        for one in told
        for official in officials
        if one.lead[0].kind == "new"
        and said[one.lead[1].id]
        and set(said[one.lead[1].id]) <= set(said[official])
    }
    return [
        one._replace(reports=tuple(row.lead for row in told if by.get(row.lead[1].id) == at))
        for one in told
        if (at := one.lead[1].id) not in by
    ]


def outlet(source: Source, document: Document, language: str) -> str:
    """Return who published a text; of one brought by hand to no source, the site it stands on."""
    if source.hosts:
        return source.title
    is_address = "//" in document.address
    return document.address.split("/")[2] if is_address else words()[language].read["by_hand"]


def who(line: letter.Line) -> str:
    """Return who speaks in a line, to sort by."""
    return line.voices[0].name if line.voices else line.speaker or ""


def line_of(  # noqa: PLR0913  what a line is made of
    row: Row,
    source: Source,
    flags: list[Flag],
    said: telling.Said,
    how: Preferences,
    *,
    by_hand: bool,
    asked: Sequence[Span] = (),
) -> letter.Line:
    """Return what a line says to everybody, in a language; nobody named says what is `asked`."""
    line, document, revision = row
    best = max(flags, key=lambda one: one.score)
    told = passages(revision.body, document.language, flags, asked)
    party = document.party if document.speaker else source.party
    return letter.Line(
        kind=line.kind,  # type: ignore[arg-type]  # the table's check knows the same words
        title=revision.title,
        source=source.name,
        source_title=outlet(source, document, how.language),
        party=party and party_title(party, how.language, how.place_names),
        speaker=document.speaker,
        channel=document.genre if document.speaker else None,
        said=moment(document.said_at, document.said_precision, document.said_zone),
        published=published(document),
        language=None if document.language == "und" else document.language,
        passages=told,
        address=original_of(document),
        place=said.place,
        came=document.came,
        voices=telling.voices(said, how.language),
        divergences=permitted(said.divergences, _shown_of(document, revision, source, told)),
        dossier=line.dossier,
        speakers=telling.known(said, how.language),
        awaits_transcript=said.awaits_transcript,
        digest=revision.page.digest,
        file=revision.page.file,
        dossier_title=dossier_title(line.dossier, how.language, how.place_names),
        grade=best.grade,  # type: ignore[arg-type]  # likewise
        reasons=tuple(best.evidence["reasons"]),
        rights=source.rights,  # type: ignore[arg-type]  # the declaration checked it
        by_hand=by_hand,
    )


def _shown_of(
    document: Document, revision: Revision, source: Source, told: Sequence[letter.Passage]
) -> Allowance:
    """Return what a mail may still show of texts beside the sentences that it tells of one."""
    allowance = Allowance()
    for one in told:
        start = revision.body.find(one.text)
        span = (start, start + len(one.text))
        allowance.of(document.id, source.rights, revision.body, span)
    return allowance


def original_of(document: Document) -> str:
    """Return where a reader finds the original: of a mail, the article it links to, if any."""
    if document.came is None:
        return document.address
    return next(iter(document.alternates.values()), document.address)


def published(document: Document) -> Moment | None:
    """Return when a document was published, in its publisher's zone."""
    return moment(document.published_at, document.published_precision, document.published_zone)


def changes(found: Sequence[Edit], document: Document, ours: str) -> tuple[Passage, ...]:
    """Return the edits of a document that matter, word by word; of its moment in our language."""
    tag = None if document.language == "und" else document.language
    label = Piece("same", "".join(words()[ours].alert[key] for key in ("published", "colon")))
    shown = [
        ((label, *one.words), ours) if one.is_of_moment else (one.words, tag)
        for one in found
        if one.is_substantive
    ]
    return tuple(
        Passage(text="".join(piece.text for piece in pieces), language=language, pieces=pieces)
        for pieces, language in shown
    )


def unmarked(told: Sequence[Passage], changed: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of a text that are not among its changed sentences."""
    now = {
        "".join(piece.text for piece in one.pieces if piece.op != "gone").strip()
        for one in changed
    }
    return tuple(one for one in told if one.text.strip() not in now)


def passages(
    body: str, language: str, flags: list[Flag], asked: Sequence[Span] = ()
) -> tuple[Passage, ...]:
    """Return the sentences in which something was matched, with the spans marked.

    Without those `asked` by nobody we can name, unless nothing else was matched.
    """
    marks = sorted(
        (match["start"], match["end"], match["form"])
        for flag in flags
        for match in flag.evidence["matches"]
    )
    found: list[Passage] = []
    questions: list[Passage] = []
    for start, end in sentences(body):
        inside = [
            Mark(max(first, start) - start, min(last, end) - start, form)
            for first, last, form in marks
            if first < end and last > start
        ]
        if inside:
            tag = None if language == "und" else language
            is_asked = any(first < end and last > start for first, last in asked)
            one = Passage(text=body[start:end], language=tag, marks=tuple(inside))
            (questions if is_asked else found).append(one)
    return tuple(found or questions)
