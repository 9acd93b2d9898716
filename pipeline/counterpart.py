"""The edition of an official text that nothing but likelihood joins to it.

Where a source links its languages nowhere, an edition is known by the same speakers, a moment
near, and the numbers and names in it, among all the source published around then. It is joined
as `likely`; where anything speaks against it, it is not.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from sqlalchemy.orm import Session

from pipeline import carried
from pipeline.act import Act, key_of, paired
from pipeline.edition import Marks, Pools, marks
from pipeline.tables import Carriage, Document, Source, Statement

NEAR = timedelta(hours=72)  # between two editions
FEWEST = 3  # numbers and names they have in common

Held = Sequence[tuple[Carriage, Statement]]


def counterpart(
    session: Session, document: Document, source: Source, acts: Sequence[Act]
) -> tuple[Document, Held] | None:
    """Return the likely edition of a text that carries nothing yet, and what it carries.

    None where there is none, or where two languages point to different acts of speech.
    """
    if source.kind != "official" or not set(source.languages) - {document.language}:
        return None
    pools = _pools(session, document)
    found: list[tuple[Document, Held]] = []
    for language in pools.keys() - {document.language}:
        other = Pools(pools[document.language], pools[language]).partner(document.id)
        if other is None:
            continue
        common = pools[document.language][document.id] & pools[language][other]
        edition = session.get_one(Document, other)
        held = carried.carriages_of(session, other)
        if len(common) >= FEWEST and _may_be(session, document, edition, held, acts):
            found.append((edition, held))
    statements = {tuple(sorted(one.id for _, one in held)) for _, held in found}
    return min(found, key=lambda one: one[0].id) if len(statements) == 1 else None


def _pools(session: Session, document: Document) -> dict[str, dict[int, Marks]]:
    """Return what the source published around then has of numbers and names, by language.

    The document is among it.
    """
    at = document.published_at or document.first_seen_at
    pools: dict[str, dict[int, Marks]] = {}
    for number, language, text in carried.texts_around(
        session, document.source, at - NEAR, at + NEAR
    ):
        pools.setdefault(language, {})[number] = _marks(text, language)
    return pools


@lru_cache(maxsize=1024)  # each is looked at once for every text around it
def _marks(text: str, language: str) -> Marks:
    return marks(text, language)


def _may_be(
    session: Session, document: Document, edition: Document, held: Held, acts: Sequence[Act]
) -> bool:
    """Return whether nothing speaks against an edition: its speakers, or one in this language."""
    if not held or document.genre != edition.genre:
        return False
    statements = [one.id for _, one in held]
    if carried.parted(session, document.id).intersection(statements):
        return False
    there = carried.documents_of(session, statements, carried.TEXT)
    if any(one.language == document.language for one in there):
        return False
    speakers = carried.speakers_of(session, statements)
    pairs = paired(acts, [key_of(speakers[one]) for one in statements])
    return len(pairs) == len(acts) == len(held)
