"""Flags: which revisions matter to a dossier, how much, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache, partial
from typing import Any

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.dossier import Dossier
from pipeline.flags.grade import Verdict, evaluate
from pipeline.quotation import quotations
from pipeline.statements.section import sections
from pipeline.tables import Document, Revision, Source
from pipeline.text import has_dialogue, has_quotation

VERSION = 1
BATCH = 200  # revisions a transaction
TOLD = 2  # passages of indirect speech by which somebody is heard: one alone names the source

Evidence = dict[str, Any]  # Any: JSON


def verdicts(
    dossiers: Sequence[Dossier], *, title: str | None, text: str, language: str, official: bool
) -> list[tuple[Dossier, Verdict]]:
    """Return every dossier a text bears on, and how.

    Indirect speech and turns are looked for only where the grade hangs on them: that costs more.
    """

    @cache
    def speaks() -> bool:
        plain = official or has_quotation(text) or has_dialogue(text)
        return plain or len(quotations(text, language, None)) >= TOLD

    asked = partial(evaluate, title=title, text=text, language=language, official=official)
    found = ((one, asked(one, speaks=speaks)) for one in dossiers)
    return [(one, verdict) for one, verdict in found if verdict]


def run(session: Session, limit: int, dossiers: Sequence[Dossier]) -> Counter[str]:
    """Flag revisions not looked at yet; return how many of each grade."""
    counts: Counter[str] = Counter(revisions=0)
    ready = Revision.stated_by.is_not(None)
    work = store.to_do(session, Revision.flagged_by, ready, limit=limit)
    if work:
        for one in dossiers:
            store.keep_dossier(session, one.digest, one.slug, one.declared)
    by_id = {revision.id: revision for revision, _, _ in work}
    rows = [row for text in work for row in _rows(dossiers, *text)]
    for revision_id, grade in store.raise_flags(session, rows):
        by_id[revision_id].raised += 1
        counts[grade] += 1
    for revision in by_id.values():
        revision.flagged_by = VERSION
        counts["revisions"] += 1
    return counts


def _rows(
    dossiers: Sequence[Dossier], revision: Revision, document: Document, source: Source
) -> Iterator[store.Row]:
    """Yield the flags of a revision: rows of table flag."""
    for section in sections(revision.sections, revision.body):
        for dossier, verdict in verdicts(
            dossiers,
            title=revision.title,
            text=revision.body[section.start : section.end],
            language=document.language,
            official=source.kind == "official",
        ):
            yield {
                "revision_id": revision.id,
                "section": section.anchor,
                "dossier": dossier.slug,
                "digest": dossier.digest,
                "grade": verdict.grade,
                "score": verdict.score,
                "evidence": evidence(verdict, section.start),
            }


def evidence(verdict: Verdict, start: int = 0) -> Evidence:
    """Return what a flag keeps: terms and spans, with offsets into the whole body."""
    kept = asdict(verdict)
    for name in ("matches", "context"):
        for match in kept[name]:
            match["start"] += start
            match["end"] += start
    return kept
