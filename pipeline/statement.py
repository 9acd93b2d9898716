"""Statements: which act of speech a document carries.

First form: an official document is a statement it carries as `authoritative`; its other
language editions, by shared id or alternate links, carry the same one as `edition`. A press
article never is a statement.
"""

from collections import Counter

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.tables import Carriage, Document, Revision, Source, Statement

VERSION = 1
BATCH = 500  # revisions a transaction


def run(session: Session) -> Counter[str]:
    """Join every revision not looked at yet to its statement; return what was made."""
    store.hold(session, "veille statements")  # two editions at once would make two statements
    counts: Counter[str] = Counter(revisions=0, statements=0, carriages=0)
    work = store.to_do(session, Revision.stated_by, limit=BATCH)
    carried = store.carriers_among(session, [document.id for _, document, _ in work])
    for revision, document, source in work:
        revision.stated_by = VERSION
        counts["revisions"] += 1
        if source.kind == "official" and document.id not in carried:
            counts += _carried(session, document, source)
            carried.add(document.id)
    return counts


def _carried(session: Session, document: Document, source: Source) -> Counter[str]:
    """Make the document carry the statement of its editions, or a new one."""
    made: Counter[str] = Counter(carriages=1)
    editions = store.carried_editions(session, document)
    if editions:
        statement, edition = editions[0]
        role = "reprint" if edition.language == document.language else "edition"
        reason = f"{role} of {edition.address}"
    else:
        statement = store.add_statement(
            session,
            Statement(
                party=source.party,
                institution=source.title,
                genre=document.genre,
                published_at=document.published_at,
                published_precision=document.published_precision,
                published_zone=document.published_zone,
            ),
        )
        made["statements"] = 1
        role, reason = "authoritative", "first edition seen of an official document"
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
