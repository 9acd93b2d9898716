"""The database, asked about judgements: how often our verdicts are right, and on which texts.

Precision is counted over what was flagged when it was judged. What is relevant and was not
flagged is a miss, and says nothing of precision.
"""

from collections.abc import Iterator
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.errors import CallError
from pipeline.store import withholding
from pipeline.tables import Document, Judgement, Revision, Source

Verdict = Literal["relevant", "not relevant", "wrong speaker"]

_OPPOSITE: dict[Verdict, Verdict] = {"relevant": "not relevant", "not relevant": "relevant"}


def judge(
    session: Session, revision: Revision, dossier: str, verdict: Verdict, note: str | None
) -> str | None:
    """Keep a judgement of what a text says now; return the grade it was flagged with, if any.

    One of the same stands as it is said last; its opposite is taken back. Raise CallError where
    no grade can be known: what is hidden has none, and what is not looked at yet may get one.
    """
    where = revision.document.address
    if withholding.is_withheld(revision.document):
        raise CallError(f"{where} is hidden, and its flags with it: there is nothing to judge")
    if revision.flagged_by is None:
        raise CallError(f"{where} is not looked at yet: judge it when it is, in some minutes")
    flags = [one for one in store.flags_of(session, revision.id) if one.dossier == dossier]
    current = [one.grade for one in flags if one.digest == flags[-1].digest]
    grade = "core" if "core" in current else next(iter(current), None)
    if verdict in _OPPOSITE:
        theirs = delete(Judgement).where(Judgement.revision_id == revision.id)
        theirs = theirs.where(Judgement.dossier == dossier)
        session.execute(theirs.where(Judgement.verdict == _OPPOSITE[verdict]))
    row = insert(Judgement).values(
        revision_id=revision.id, dossier=dossier, verdict=verdict, grade=grade, note=note
    )
    said = {"grade": grade, "note": note, "created_at": func.clock_timestamp()}
    keys = ["revision_id", "dossier", "verdict"]
    session.execute(row.on_conflict_do_update(index_elements=keys, set_=said))
    return grade


def weekly(session: Session) -> Iterator[store.Row]:
    """Yield what was judged each week, by dossier and language, the last week first."""
    week = func.to_char(func.timezone("UTC", Judgement.created_at), 'IYYY"-W"IW').label("week")
    flagged = Judgement.grade.is_not(None)
    right = func.count().filter(flagged, Judgement.verdict == "relevant")
    wrong = func.count().filter(flagged, Judgement.verdict == "not relevant")
    missed = func.count().filter(~flagged, Judgement.verdict == "relevant")
    speakers = func.count().filter(Judgement.verdict == "wrong speaker")
    by = (week, Judgement.dossier, Document.language)
    found = select(*by, right, wrong, missed, speakers)
    found = found.join(Revision, Judgement.revision_id == Revision.id)
    found = found.join(Document, Revision.document_id == Document.id)
    found = found.group_by(*by).order_by(week.desc(), Judgement.dossier, Document.language)
    for name, dossier, language, good, bad, lost, voices in session.execute(found):
        yield {
            "week": name,
            "dossier": dossier,
            "language": language,
            "right": good,
            "wrong": bad,
            "precision": good / (good + bad) if good + bad else None,
            "missed": lost,
            "wrong speakers": voices,
        }


def cases(session: Session) -> Iterator[store.Row]:
    """Yield every judged text as a test case, in the order they were judged.

    Keys are those of tests/dossiers: grade (none for what is not relevant), kind, title, body;
    a wrong speaker comes with the quotations as they were attributed.
    """
    found = select(Judgement, Revision, Document, Source)
    found = found.join(Revision, Judgement.revision_id == Revision.id)
    found = found.join(Document, Revision.document_id == Document.id)
    found = found.join(Source, Document.source == Source.name).order_by(Judgement.id)
    for judgement, revision, document, source in session.execute(found):
        case = {
            "dossier": judgement.dossier,
            "language": document.language,
            "kind": source.kind,
            "title": revision.title,
            "body": revision.body,
            "address": document.address,
            "note": judgement.note,
        }
        if judgement.verdict != "wrong speaker":
            grade = judgement.grade or "mention"
            yield {"grade": "none" if judgement.verdict == "not relevant" else grade} | case
            continue
        quoted = [
            {
                "start": one.start,
                "end": one.end,
                "as_written": one.as_written,
                "speakers": [who["id"] or who["name"] for who in one.speakers],
            }
            for one in store.quotations_of(session, revision.id)
        ]
        yield {"wrong_speaker_among": quoted} | case
