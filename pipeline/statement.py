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
    for revision in store.to_do(session, Revision.stated_by, limit=BATCH):
        document = session.get_one(Document, revision.document_id)
        source = session.get_one(Source, document.source)
        revision.stated_by = VERSION
        counts["revisions"] += 1
        if source.kind == "official" and store.statement_of(session, document.id) is None:
            counts += _carried(session, document, source)
    return counts


def _carried(session: Session, document: Document, source: Source) -> Counter[str]:
    """Make the document carry the statement of its editions, or a new one."""
    made: Counter[str] = Counter(carriages=1)
    for edition in store.editions_of(session, document):
        statement = store.statement_of(session, edition.id)
        if statement is not None:
            role = "reprint" if edition.language == document.language else "edition"
            reason = f"{role} of {edition.address}"
            break
    else:
        statement = Statement(
            party=source.party,
            institution=source.title,
            genre=document.genre,
            published_at=document.published_at,
            published_precision=document.published_precision,
            published_zone=document.published_zone,
        )
        session.add(statement)
        session.flush()
        made["statements"] = 1
        role, reason = "authoritative", "first edition seen of an official document"
    session.add(
        Carriage(
            document_id=document.id,
            section="",
            statement_id=statement.id,
            role=role,
            certainty="sure",
            reason=reason,
        )
    )
    session.flush()
    return made
