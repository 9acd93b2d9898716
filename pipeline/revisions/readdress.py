"""Documents at their addresses by today's rules; those that are one by them become one.

A canonical address is kept as the rules of its day made it. Where they change, a page seen again
would be a second document: so what is kept is brought up to date, as an act of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from pipeline.identity import canonical
from pipeline.store import merging
from pipeline.store.withholding import is_withheld
from pipeline.tables import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Readdressed:
    """What has one canonical address by today's rules, and another one as stored."""

    canonical: str  # today's
    documents: tuple[Document, ...]  # the first seen first; several are to become one
    why_left: str | None  # they are not brought up to date; None: they are

    @property
    def moving(self) -> list[Document]:
        """Those that have another canonical address as stored."""
        return [one for one in self.documents if one.canonical != self.canonical]


def readdressed(session: Session, source: str) -> list[Readdressed]:
    """Return the documents of a source whose canonical address is not that of today."""
    moved = {
        number: today
        for number, address, stored in merging.addresses_of(session, source)
        if (today := canonical(address)) != stored
    }
    together: dict[str, list[Document]] = defaultdict(list)
    places = set(moved.values())
    for document in merging.documents_among(session, source, moved.keys(), places):
        together[moved.get(document.id, document.canonical)].append(document)
    return [
        Readdressed(canonical=place, documents=tuple(some), why_left=_why_left(some))
        for place, some in sorted(together.items())
        if any(one.id in moved for one in some)
    ]


def _why_left(documents: Sequence[Document]) -> str | None:
    """Return why some documents cannot become one; None when they can."""
    if len(documents) == 1:
        return None
    if any(map(is_withheld, documents)):
        return "one of them is withheld: `veille withhold` decides of each"
    languages = sorted({one.language for one in documents})
    if len(languages) > 1:
        return f"they are of several languages: {', '.join(languages)}"
    return None


def apply(session: Session, found: Collection[Readdressed], now: datetime) -> None:
    """Write today's canonical addresses down, and make one document of those that are one.

    The first seen stays: with all that was said at any of the addresses, in its order, and with
    every line that readers were told. Nobody is told anew.
    """
    ours = [one for one in found if one.why_left is None]
    merging.park(session, [document.id for one in ours for document in one.moving])
    for one in ours:
        first, *others = one.documents
        for other in others:
            merging.merge(session, other, first, now)
        first.canonical = one.canonical
    session.flush()
