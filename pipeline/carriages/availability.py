"""In which languages a statement is there, which of them came late, and which are not there yet.

The languages awaited are those its official sources publish in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.tables import Carriage, Document, Revision, Source

ROLES = frozenset({"authoritative", "edition"})  # of the official words
LATE = timedelta(days=1)  # after the first edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A statement in one language."""

    language: str
    document: int
    is_sure: bool  # whether links or a shared id join it, rather than likelihood
    late: timedelta | None  # how long it came after the first, where that is long


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """The official words of one statement."""

    editions: tuple[Edition, ...]  # the first of each language, in the order they came
    missing: tuple[str, ...]  # languages in which there is none yet

    def __str__(self) -> str:
        """Return it for operators: "hy, ru (likely), fr (3 days later); en not yet"."""
        there = ", ".join(map(_told, self.editions))
        return f"{there}; {', '.join(self.missing)} not yet" if self.missing else there


def availability(
    carriers: Iterable[tuple[Carriage, Document, Revision, Source]],
) -> Availability:
    """Return in which languages what some documents carry is there; `carried.carriers_of`."""
    texts = [one for one in carriers if one[0].role in ROLES]
    texts.sort(key=lambda one: (_came(one[1]), one[1].id))
    first: dict[str, Edition] = {}
    for carriage, document, _, _ in texts:
        after = _came(document) - _came(texts[0][1])
        edition = Edition(
            language=document.language,
            document=document.id,
            is_sure=carriage.certainty == "sure",
            late=after if after >= LATE else None,
        )
        first.setdefault(document.language, edition)
    awaited = {language for _, _, _, source in texts for language in source.languages}
    missing = tuple(sorted(awaited - first.keys()))
    return Availability(editions=tuple(first.values()), missing=missing)


def _came(document: Document) -> datetime:
    """Return when a text came out; where the page gives no more than a day, when we saw it."""
    if document.published_at is not None and document.published_precision == "minute":
        return document.published_at
    return document.first_seen_at


def _told(edition: Edition) -> str:
    days = edition.late.days if edition.late else 0
    late = f"{days} day{'s' if days > 1 else ''} later" if days else ""
    notes = [note for note in ("" if edition.is_sure else "likely", late) if note]
    return f"{edition.language} ({', '.join(notes)})" if notes else edition.language
