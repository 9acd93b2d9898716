"""Statements: which acts of speech a document carries.

An official document is one or several: its speakers' turns, its briefing's topics, or the voice
of its source. It carries them as `authoritative`; its other language editions, by shared id or
alternate links, carry the same ones as `edition`. What an operator brings as somebody's own words
is that speaker's statement. A press article never is one, but may reprint one.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from pipeline import carried, reprint, store
from pipeline.act import Act, Turn, acts, at_home, key_of, own_voice, paired
from pipeline.headline import headline
from pipeline.quoting import day_of
from pipeline.reference import Speaker
from pipeline.section import sections
from pipeline.tables import Carriage, Document, Quotation, Revision, Source, Statement
from pipeline.turn import whoever

VERSION = 2
BATCH = 500  # revisions a transaction


def run(session: Session) -> Counter[str]:
    """Join every revision not looked at yet to its statements; return what was made."""
    store.hold(session, "veille statements")  # two editions at once would make two statements
    counts: Counter[str] = Counter(revisions=0, statements=0, carriages=0)
    ready = Revision.quoted_by.is_not(None)
    work = store.to_do(session, Revision.stated_by, ready, limit=BATCH)
    turns = carried.turns_of(session, [revision.id for revision, _, _ in work])
    prints = reprint.Prints(session, work)
    for revision, document, source in work:
        revision.stated_by = VERSION
        counts["revisions"] += 1
        speaks = source.kind == "official" or document.speaker is not None
        if speaks:
            found = acts_of(revision, document, source, turns[revision.id])
            counts += _stated(session, document, source, found)
        statements = [one for _, one in carried.carriages_of(session, document.id)]
        if speaks or not statements:
            counts += prints.join(revision, document, statements=statements)
    return counts


def acts_of(
    revision: Revision, document: Document, source: Source, turns: Sequence[Quotation]
) -> list[Act]:
    """Return the acts of speech of an official text, or of what somebody's own words are."""
    day = day_of(document)
    if document.speaker is not None:
        who = _brought(document, day)
        span = (0, len(revision.body))
        return [Act(anchor="", topic=None, speakers=(who,), spans=(span,), own=False)]
    own = own_voice(source.title, source.party)
    spoken = [
        Turn(
            span=(one.start, one.end),
            speakers=at_home((Speaker(**who) for who in one.speakers), own, day),
        )
        for one in turns
    ]
    titled = headline(revision.title, revision.body, document.language, day)
    parts = list(sections(revision.sections, revision.body))
    return acts(revision.body, parts, spoken, titled=at_home(titled, own, day), own=own)


def _brought(document: Document, day: date | None) -> Speaker:
    """Return who speaks as an operator wrote it, known or not; the party is what they said."""
    written = document.speaker or ""
    found = whoever(written, document.language, day)
    if len(found) != 1:
        return Speaker(id=None, name=written, office=None, party=document.party)
    [who] = found
    return Speaker(id=who.id, name=who.name, office=who.office, party=document.party)


def _stated(
    session: Session, document: Document, source: Source, found: Sequence[Act]
) -> Counter[str]:
    """Make the document carry the statements of its editions, or new ones."""
    held = carried.carriages_of(session, document.id)
    if held and document.speaker is not None:
        return _corrected(session, document, source, held[0][1], found[0])
    if held:
        return _joined(session, document, source, found, held)
    edition = carried.edition_of(session, document)
    if edition is None:
        made: Counter[str] = Counter()
        for act in found:
            made += _new(session, document, source, act)
        return made
    theirs = carried.carriages_of(session, edition.id)
    return _joined(session, document, source, found, theirs, edition=edition)


def _joined(  # noqa: PLR0913  what is joined, and to what
    session: Session,
    document: Document,
    source: Source,
    found: Sequence[Act],
    theirs: Sequence[tuple[Carriage, Statement]],
    *,
    edition: Document | None = None,
) -> Counter[str]:
    """Join the acts of a text to those of an edition, or of what it said before; add the rest.

    An edition whose acts are none of the other's is still an edition: it carries the first.
    """
    made: Counter[str] = Counter()
    speakers = carried.speakers_of(session, [one.id for _, one in theirs])
    pairs = paired(found, [key_of(speakers[one.id]) for _, one in theirs])
    if edition is not None and not pairs:
        made += _carry(session, document, edition, theirs[0][1].id, "", sure=False)
    for number, act in enumerate(found):
        if number not in pairs:
            made += _new(session, document, source, act)
        elif edition is not None:
            to, sure = pairs[number]
            statement = theirs[to][1].id
            made += _carry(session, document, edition, statement, act.anchor, sure=sure)
    return made


def _carry(  # noqa: PLR0913  a row
    session: Session,
    document: Document,
    edition: Document,
    statement: int,
    anchor: str,
    *,
    sure: bool,
) -> Counter[str]:
    role = "reprint" if edition.language == document.language else "edition"
    session.add(
        Carriage(
            document_id=document.id,
            section=anchor,
            statement_id=statement,
            role=role,
            certainty="sure" if sure else "likely",
            reason=f"{role} of {edition.address}",
        )
    )
    session.flush()
    return Counter(carriages=1)


def _new(session: Session, document: Document, source: Source, act: Act) -> Counter[str]:
    """Make an act of speech a statement that the document carries first."""
    statement = Statement(**_facts(document, source, act))
    key = carried.add_statement(session, statement, act.speakers)
    what = "an official document" if document.speaker is None else "words brought by hand"
    session.add(
        Carriage(
            document_id=document.id,
            section=act.anchor,
            statement_id=key,
            role="authoritative",
            certainty="sure",
            reason=f"first edition seen of {what}",
        )
    )
    session.flush()
    return Counter(statements=1, carriages=1)


def _corrected(
    session: Session, document: Document, source: Source, statement: Statement, act: Act
) -> Counter[str]:
    """Bring the statement of a text up to date with what an operator says of it now."""
    for name, value in _facts(document, source, act).items():
        setattr(statement, name, value)
    carried.replace_speakers(session, statement.id, act.speakers)
    return Counter(corrected=1)


def _facts(document: Document, source: Source, act: Act) -> store.Row:
    """Return what columns of a statement say of an act, as its document does."""
    parties = {one.party for one in act.speakers}
    return {
        "party": parties.pop() if len(parties) == 1 else None,
        "institution": source.title if act.own else None,
        "speaker": document.speaker,
        "genre": document.genre,
        "said_at": document.said_at,
        "said_precision": document.said_precision,
        "said_zone": document.said_zone,
        "published_at": document.published_at,
        "published_precision": document.published_precision,
        "published_zone": document.published_zone,
    }
