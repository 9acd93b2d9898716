"""What a mail says of the acts of speech in a text: who spoke, and where their texts part."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pipeline import event
from pipeline.carriages.divergence import Divergence, Worded, divergences
from pipeline.mails.letter import Voice
from pipeline.people import Forms, people
from pipeline.speakers.speaker import Speaker
from pipeline.store import carried, succession
from pipeline.tables import Carriage, Event, Statement

OWN = ("authoritative", "edition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is known of the acts of speech in one text."""

    statements: tuple[tuple[Statement, tuple[Speaker, ...]], ...]  # each with who made it
    place: str  # where a reading page tells of it: its one statement, or the text
    divergences: tuple[Divergence, ...]  # from the other texts of what it says, all words
    awaits_transcript: bool  # of a briefing it tells of: no official text has the words yet


def voices(said: Said, language: str) -> tuple[Voice, ...]:
    """Return who speaks in a text, each once, with the office of that day, in a language.

    Nobody where its source speaks for itself. Whom the press alone knows of is called as it words
    them; a voice inside another's is absent.
    """
    found: dict[Voice, None] = {}
    for statement, speakers in said.statements:
        if statement.institution is None:
            found |= {voice(who, statement.channel, language): None for who in speakers}
    return tuple(found)


def known(said: Said, language: str) -> tuple[tuple[str, str], ...]:
    """Return the speakers of a text whom we know, each with id and name in a language."""
    found = {
        who.id: voice(who, None, language).name
        for _, some in said.statements
        for who in some
        if who.id and (who.id in people().persons or who.id in people().institutions)
    }
    return tuple(found.items())


def voice(who: Speaker, channel: str | None, language: str) -> Voice:
    """Return a speaker as a language calls them."""
    table = people()
    known = table.persons.get(who.id or "") or table.institutions.get(who.id or "")
    office = table.offices.get(who.office or "")
    return Voice(
        name=_form(known.names, language) if known else who.name,
        office=_form(office.title, language) if office else None,
        channel=channel,
    )


def _form(forms: Forms, language: str) -> str:
    """Return the official form in a language, or the English one."""
    return (forms.get(language) or forms["en"])[0]


def said(session: Session, documents: Collection[int]) -> dict[int, Said]:
    """Return what is known of the acts of speech in some texts, asked about all at once."""
    held = carried.carriages_among(session, documents, carried.ROLES)
    statements = {one.id: one for some in held.values() for _, one in some}
    speakers = carried.speakers_of(session, statements)
    texts = _own_texts(session, statements)
    at = {one.event_id for one in statements.values() if one.event_id is not None}
    awaited = {one for one in at if event.awaits_transcript(session, session.get_one(Event, one))}
    return {
        document: Said(
            statements=tuple((one, tuple(speakers[one.id])) for _, one in some),
            place=_place(document, some),
            divergences=_parting(texts[one.id] for _, one in some),
            awaits_transcript=any(one.event_id in awaited for _, one in some),
        )
        for document, some in held.items()
    }


def parting(session: Session, statements: Sequence[int]) -> list[Divergence]:
    """Return where the official texts of some acts of speech part, as they are now, all words."""
    return list(_parting(_own_texts(session, statements).values()))


def _place(document: int, held: Sequence[tuple[Carriage, Statement]]) -> str:
    """Return where a reading page tells of a document: its one statement, or itself."""
    told = {one.id for carriage, one in held if carriage.role in carried.TEXT}
    return f"s/{told.pop()}" if len(told) == 1 else f"d/{document}"


def _own_texts(session: Session, statements: Collection[int]) -> dict[int, dict[int, Worded]]:
    """Return the official texts of each of some acts of speech, as they are now, by document."""
    carriers = {
        statement: [one for one in some if one[0].role in OWN]
        for statement, some in carried.carriers_of(session, statements).items()
    }
    carrying = {one[1].id for some in carriers.values() for one in some}
    moved = succession.superseded(session, carrying)
    return {
        statement: {
            document.id: Worded(
                document=document.id,
                source=source.title,
                rights=source.rights,
                language=document.language,
                body=revision.body,
            )
            for _, document, revision, source in some
            if document.id not in moved
        }
        for statement, some in carriers.items()
    }


def _parting(texts: Iterable[Mapping[int, Worded]]) -> tuple[Divergence, ...]:
    """Return where some texts part, those of each act of speech by document."""
    together = {document: text for some in texts for document, text in some.items()}
    return tuple(divergences(list(together.values()))) if len(together) > 1 else ()
