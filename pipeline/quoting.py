"""Quoting: keep what every revision quotes, and whom."""

from collections import Counter
from dataclasses import asdict
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.quotation import quotations
from pipeline.quotations.quote import Quotation
from pipeline.quotations.relay import Relays, Way
from pipeline.statements.section import sections
from pipeline.tables import Document, Revision, Source
from pipeline.tables import Quotation as Kept

VERSION = 1
BATCH = 100  # revisions a transaction


def run(session: Session, limit: int) -> Counter[str]:
    """Keep the quotations of revisions not read yet; return how many, how many attributed."""
    counts: Counter[str] = Counter(revisions=0, quotations=0, attributed=0)
    kept: dict[int, list[store.Row]] = {}
    for revision, document, source in store.to_do(session, Revision.quoted_by, limit=limit):
        kept[revision.id] = rows = _rows(revision, document, source)
        revision.quoted_by = VERSION
        counts["revisions"] += 1
        counts["quotations"] += len(rows)
        counts["attributed"] += sum(bool(one["speakers"]) for one in rows)
    if kept:
        store.replace_quotations(session, kept)
    return counts


def read(revision: Revision, document: Document, source: Source) -> list[Kept]:
    """Return what a revision quotes by today's rules, in its order, and keep nothing."""
    rows = _rows(revision, document, source)
    return [Kept(**row) for row in sorted(rows, key=lambda row: (row["start"], -row["end"]))]


def _rows(revision: Revision, document: Document, source: Source) -> list[store.Row]:
    parts = list(sections(revision.sections, revision.body))
    found = quotations(revision.body, document.language, day_of(document), parts)
    ways = Relays(revision.body, document.language, [(one.start, one.end) for one in found])
    return [_row(revision, one, ways.way((one.start, one.end)), source) for one in found]


def _row(revision: Revision, one: Quotation, way: Way, source: Source) -> store.Row:
    """Return a row of table quotation; what an outlet calls its own report is no other's."""
    row = asdict(one)
    row["via"] = [outlet for outlet in way.via if outlet != source.name]
    row["said_in"] = way.said_in
    row["words"] = row.pop("text")
    return row | {"revision_id": revision.id, "speakers": list(row["speakers"])}


def day_of(document: Document) -> date | None:
    """Return the day it was said, or else published, there; None when nobody tells."""
    for at, zone in (
        (document.said_at, document.said_zone),
        (document.published_at, document.published_zone),
    ):
        if at is not None:
            return at.astimezone(ZoneInfo(zone or "UTC")).date()
    return None
