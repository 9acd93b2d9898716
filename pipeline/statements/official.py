"""Official texts: the acts of speech in one, as its source, title, turns and topics tell them."""

from collections.abc import Sequence
from datetime import date

from pipeline.quoting import day_of
from pipeline.speakers.speaker import Speaker
from pipeline.statements.act import Act, Turn, acts, at_home, key_of, own_voice
from pipeline.statements.headline import headline, herald, sender
from pipeline.statements.section import sections
from pipeline.statements.turn import whoever
from pipeline.tables import Carriage, Document, Quotation, Revision, Source
from pipeline.text import Span


def acts_of(
    revision: Revision, document: Document, source: Source, turns: Sequence[Quotation]
) -> list[Act]:
    """Return the acts of speech of an official text, or of what somebody's own words are."""
    day = day_of(document)
    if document.speaker is not None:
        who = _brought(document, day)
        span = (0, len(revision.body))
        return [Act(anchor="", topic=None, speakers=(who,), spans=(span,), own=False)]
    if sent := sender(revision.title, document.language, day):
        span = (0, len(revision.body))
        return [Act(anchor="", topic=None, speakers=tuple(sent), spans=(span,), own=False)]
    own = own_voice(source.title, source.party)
    spoken = [
        Turn(
            span=(one.start, one.end),
            speakers=at_home((Speaker(**who) for who in one.speakers), own, day),
        )
        for one in turns
    ]
    titled = headline(revision.title, revision.body, document.language, day)
    titled = titled or herald(revision.title, document.language, day, own.id)
    parts = list(sections(revision.sections, revision.body))
    return acts(revision.body, parts, spoken, titled=at_home(titled, own, day), own=own)


def spans_of(  # noqa: PLR0913, PLR0917  a text, and which act of it
    carriage: Carriage,
    document: Document,
    revision: Revision,
    source: Source,
    turns: Sequence[Quotation],
    speakers: Sequence[Speaker],
) -> Sequence[Span]:
    """Return what of an official text is a statement: its turns or topic, else all of it."""
    found = acts_of(revision, document, source, turns)
    here = [one for one in found if one.anchor == carriage.section]
    theirs = [one for one in here if one.key == key_of(speakers)]
    act = next(iter(theirs or here), None)
    return act.spans if act else [(0, len(revision.body))]


def _brought(document: Document, day: date | None) -> Speaker:
    """Return who speaks as an operator wrote it, known or not; the party is what they said."""
    written = document.speaker or ""
    found = whoever(written, document.language, day)
    if len(found) != 1:
        return Speaker(id=None, name=written, office=None, party=document.party)
    [who] = found
    return Speaker(id=who.id, name=who.name, office=who.office, party=document.party)
