"""The ledger: per source, language and stage, what came in is what went on or was dropped. Pure.

One side of an entry is counted when a stage does its work and kept with what it worked on; the
other is counted from the rows there are. So a row that is gone, or that is neither done nor to
do, is a difference, and a difference is an alarm.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

STAGES = {  # in the order of the data path; what is counted on each side
    "deduplicate": "items crawls wrote, and those that came to store",
    "store": "items, and what store made of each",
    "address": "addresses recorded, and those there are",
    "fetch": "addresses, and the documents or named drops they ended as",
    "document": "documents stored, and those there are with a text",
    "revision": "revisions stored, and those there are",
    "statement": "revisions, and those joined to their statement",
    "flag": "joined revisions, and those held against every dossier",
    "evidence": "flags raised, and those there are",
    "line": "revisions held against dossiers, and those told to whoever asked",
    "told": "leading lines written, and those there are",
    "delivery": "lines, and those sent",
}
IN, OUT, WAITING = "in", "out", "waiting"  # anything else is the reason of a drop


class Count(NamedTuple):
    """One number of the ledger."""

    stage: str
    source: str  # empty: of no source any more
    language: str  # ISO 639-1, und; empty: not read yet, or not told apart
    what: str  # IN, OUT, WAITING, or why something was dropped
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of what a stage was given, of one source and language."""

    source: str
    language: str
    stage: str
    entered: int
    left: int
    waiting: int  # to do
    drops: Mapping[str, int]  # reason -> number

    @property
    def unexplained(self) -> int:
        """How many went in and neither on, nor out, nor wait; below 0: came from nowhere."""
        return self.entered - self.left - self.waiting - sum(self.drops.values())


def entries(counts: Iterable[Count]) -> list[Entry]:
    """Return the entries numbers make, by source and language along the data path; none empty."""
    kept: dict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in (one for one in counts if one.number):
        kept[one.source, one.language, one.stage][one.what] += one.number
    order = list(STAGES)
    return [
        Entry(
            source=source,
            language=language,
            stage=stage,
            entered=kept[source, language, stage].pop(IN, 0),
            left=kept[source, language, stage].pop(OUT, 0),
            waiting=kept[source, language, stage].pop(WAITING, 0),
            drops=dict(kept[source, language, stage]),
        )
        for source, language, stage in sorted(
            kept, key=lambda one: (one[0], one[1], order.index(one[2]))
        )
    ]


def unexplained(found: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose two sides differ."""
    return [one for one in found if one.unexplained]
