"""Statements: which act of speech a document carries.

An official document is a statement it carries as `authoritative`; its other language editions,
by shared id or alternate links, carry the same one as `edition`. What an operator brings as
somebody's own words is that speaker's statement; a press article never is one, but may reprint
one.
"""

from collections import Counter

from sqlalchemy.orm import Session

from pipeline import reprint, store
from pipeline.tables import Carriage, Document, Revision, Source, Statement

VERSION = 1
BATCH = 500  # revisions a transaction


def run(session: Session) -> Counter[str]:
    """Join every revision not looked at yet to its statement; return what was made."""
    store.hold(session, "veille statements")  # two editions at once would make two statements
    counts: Counter[str] = Counter(revisions=0, statements=0, carriages=0)
    ready = Revision.quoted_by.is_not(None)
    work = store.to_do(session, Revision.stated_by, ready, limit=BATCH)
    carried = store.carriers_among(session, [document.id for _, document, _ in work])
    prints = reprint.Prints(session, work)
    for revision, document, source in work:
        revision.stated_by = VERSION
        counts["revisions"] += 1
        speaks = source.kind == "official" or document.speaker is not None
        if speaks and document.id not in carried:
            counts += _carried(session, document, source)
            carried.add(document.id)
        elif document.speaker is not None:
            counts += _corrected(session, document, source)
        statement = store.statement_of(session, document.id)
        if speaks or statement is None:
            counts += prints.join(revision, document, statement=statement)
    return counts


def _corrected(session: Session, document: Document, source: Source) -> Counter[str]:
    """Bring the statement of a text up to date with what an operator says of it now."""
    statement = store.statement_of(session, document.id)
    for name, value in _facts(document, source).items():
        setattr(statement, name, value)
    return Counter(corrected=1)


def _facts(document: Document, source: Source) -> store.Row:
    """Return who says what a document carries, where and when: columns of its statement."""
    spoken = document.speaker is not None
    return {
        "party": document.party if spoken else source.party,
        "institution": None if spoken else source.title,
        "speaker": document.speaker,
        "genre": document.genre,
        "said_at": document.said_at,
        "said_precision": document.said_precision,
        "said_zone": document.said_zone,
        "published_at": document.published_at,
        "published_precision": document.published_precision,
        "published_zone": document.published_zone,
    }


def _carried(session: Session, document: Document, source: Source) -> Counter[str]:
    """Make the document carry the statement of its editions, or a new one."""
    made: Counter[str] = Counter(carriages=1)
    editions = store.carried_editions(session, document)
    if editions:
        statement, edition = editions[0]
        role = "reprint" if edition.language == document.language else "edition"
        reason = f"{role} of {edition.address}"
    else:
        statement = store.add_statement(session, Statement(**_facts(document, source)))
        made["statements"] = 1
        what = "an official document" if document.speaker is None else "words brought by hand"
        role, reason = "authoritative", f"first edition seen of {what}"
    session.add(
        Carriage(
            document_id=document.id,
            section="",
            statement_id=statement,
            role=role,
            certainty="sure",
            reason=reason,
        )
    )
    return made
