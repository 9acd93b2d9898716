"""What a mail says of the acts of speech in a text: who spoke, and where their texts part."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from pipeline import event
from pipeline.divergence import Divergence, Worded, divergences
from pipeline.letter import Voice
from pipeline.people import Forms, people
from pipeline.reference import Speaker
from pipeline.store import carried, succession
from pipeline.tables import Document, Event, Statement

OWN = ("authoritative", "edition")


def voices(session: Session, document: Document, language: str) -> tuple[Voice, ...]:
    """Return who speaks in a text, each once, with the office of that day, in a language.

    Nobody where its source speaks for itself. Whom the press alone knows of is called as it words
    them; a voice inside another's is absent.
    """
    statements = _statements(session, document)
    speakers = carried.speakers_of(session, [one.id for one in statements])
    found: dict[Voice, None] = {}
    for statement in (one for one in statements if one.institution is None):
        for who in speakers[statement.id]:
            found[voice(who, statement.channel, language)] = None
    return tuple(found)


def known(session: Session, document: Document, language: str) -> tuple[tuple[str, str], ...]:
    """Return the speakers of a text whom we know, each with id and name in a language."""
    speakers = carried.speakers_of(session, [one.id for one in _statements(session, document)])
    found = {
        who.id: voice(who, None, language).name
        for some in speakers.values()
        for who in some
        if who.id and who.id in {*people().persons, *people().institutions}
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


def awaits_transcript(session: Session, document: Document) -> bool:
    """Return whether a text tells of a briefing of which no official text has the words yet."""
    at = {one.event_id for one in _statements(session, document)} - {None}
    held = (session.get_one(Event, one) for one in at)
    return any(event.awaits_transcript(session, one) for one in held)


def parting(session: Session, statements: Sequence[int]) -> list[Divergence]:
    """Return where the official texts of some acts of speech part, as they are now."""
    carriers = carried.carriers_of(session, statements)
    texts = {
        document.id: Worded(source=source.title, language=document.language, body=revision.body)
        for some in carriers.values()
        for carriage, document, revision, source in some
        if carriage.role in OWN and not succession.is_superseded(session, document.id)
    }
    return divergences(list(texts.values())) if len(texts) > 1 else []


def parting_of(session: Session, document: Document) -> list[Divergence]:
    """Return where a text parts from the others of what it says."""
    return parting(session, [one.id for one in _statements(session, document)])


def _statements(session: Session, document: Document) -> list[Statement]:
    return [one for _, one in carried.carriages_of(session, document.id, carried.ROLES)]
