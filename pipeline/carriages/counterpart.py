"""The edition of a text that nothing but likelihood joins to it.

Where a source links its languages nowhere, an edition is known by the same speakers, a moment
near, and the numbers and names in it, among all the source published around then; one of an
article, among the articles that quote somebody. It is joined as `likely`; where anything speaks
against it, it is not. An embedding, where the operator has one, may choose among several that
all this allows.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from pipeline.carriages.edition import Places, Pools, places
from pipeline.carriages.embedding import Embedding
from pipeline.statements.act import Act, key_of, paired
from pipeline.statements.desk import Desk, moment_of, spans
from pipeline.store import carried
from pipeline.tables import Carriage, Document, Revision, Source, Statement

NEAR = timedelta(hours=72)  # between two editions
PRESS = timedelta(hours=24)  # between two of an article: the next day tells of other things

ALIKE = "speakers, moment, numbers and names"
NEAREST = f"{ALIKE}; among several such the nearest in meaning"

Held = Sequence[tuple[Carriage, Statement]]
Likely = tuple[Document, Held, str]  # an edition, what it carries, and why it is thought one


class Counterparts:
    """The likely editions of a batch of texts."""

    def __init__(
        self,
        desk: Desk,
        work: Sequence[tuple[Revision, Document, Source]],
        embedding: Embedding | None = None,
    ) -> None:
        """Note the moments around which editions may be looked for."""
        self._desk, self._embedding = desk, embedding
        self._moments: dict[str, list[datetime]] = defaultdict(list)  # by source
        self._press = {source.name for _, _, source in work if source.kind == "press"}
        for _, document, source in work:
            self._moments[source.name].append(moment_of(document))
        self._texts: dict[str, list[_Text]] = {}  # by source, in the order of their moments
        self._pools: dict[tuple[str, int, int], _Around] = {}  # by source, first and last text

    def of(self, document: Document, source: Source, acts: Sequence[Act]) -> Likely | None:
        """Return the likely edition of a text that carries nothing yet.

        None where there is none, or where two languages point to different acts of speech.
        """
        if source.kind != "official":
            return None
        found: list[Likely] = []
        for edition, grounds in self._partners(document, source):
            held = self._desk.held(edition.id)
            if _may_be(self._desk, document, edition, held, acts):
                found.append((edition, held, grounds))
        statements = {tuple(sorted(one.id for _, one in held)) for _, held, _ in found}
        return min(found, key=lambda one: one[0].id) if len(statements) == 1 else None

    def reported(self, document: Document, source: Source) -> tuple[Document, str] | None:
        """Return the likely edition of an article that reports statements, and why it is one.

        The first of several; None where there is none.
        """
        partners = self._partners(document, source) if source.kind == "press" else ()
        found = [one for one in partners if self._desk.held(one[0].id, ("report",))]
        return min(found, key=lambda one: one[0].id, default=None)

    def _partners(self, document: Document, source: Source) -> Iterator[tuple[Document, str]]:
        """Yield the text of each other language that a text most likely is, and what says so."""
        if not set(source.languages) - {document.language}:
            return
        around = self._around(document)
        for language in sorted(around.languages - {document.language}):
            if (partner := around.partner(document, language)) is not None:
                yield self._desk.session.get_one(Document, partner[0]), partner[1]

    def _around(self, document: Document) -> "_Around":
        """Return what its source published around a text, itself among it."""
        texts, at = self._read(document.source), moment_of(document)
        near = self._near(document.source)
        first = bisect_left(texts, at - near, key=_moment)
        last = bisect_right(texts, at + near, key=_moment)
        place = document.source, first, last
        if place not in self._pools:
            self._pools[place] = _Around(texts[first:last], self._embedding)
        return self._pools[place]

    def _near(self, source: str) -> timedelta:
        return PRESS if source in self._press else NEAR

    def _read(self, source: str) -> list["_Text"]:
        if source not in self._texts:
            days = spans(self._moments[source], self._near(source), self._near(source))
            rows = carried.texts_around(
                self._desk.session, source, days, quoting=source in self._press
            )
            self._texts[source] = [
                _Text(
                    moment=at,
                    document=document,
                    language=language,
                    places=_places(text, language),
                    said=text if self._embedding is not None else "",
                )
                for at, document, language, text in sorted(rows)
            ]
        return self._texts[source]


class _Text(NamedTuple):
    """What a text of a source has of numbers and names, and its words where they are asked for."""

    moment: datetime
    document: int
    language: str
    places: Places
    said: str


_moment = attrgetter("moment")


class _Around:
    """The texts of a source around a moment, by language."""

    def __init__(self, texts: Iterable[_Text], embedding: Embedding | None) -> None:
        self._places: dict[str, dict[int, Places]] = defaultdict(dict)
        self._said: dict[int, str] = {}
        self._embedding = embedding
        for one in texts:
            self._places[one.language][one.document] = one.places
            self._said[one.document] = one.said
        self._pools: dict[tuple[str, str], Pools[int]] = {}
        self.languages = self._places.keys()

    def partner(self, document: Document, language: str) -> tuple[int, str] | None:
        """Return the text of another language that one is, and what says so."""
        languages = document.language, language
        if document.id not in self._places[document.language]:
            return None  # an article that quotes nobody
        if languages not in self._pools:
            self._pools[languages] = Pools(*(self._places[one] for one in languages))
        pools = self._pools[languages]
        if (other := pools.partner(document.id)) is not None:
            return other, ALIKE
        if self._embedding is None:
            return None
        chosen = pools.chosen(document.id, partial(self._nearness, self._embedding))
        return None if chosen is None else (chosen, NEAREST)

    def _nearness(self, embedding: Embedding, one: int, other: int) -> float:
        return embedding.nearness(self._said[one], self._said[other])


@lru_cache(maxsize=1024)  # in the next batch most are the same
def _places(text: str, language: str) -> Places:
    return places(text, language)


def _may_be(
    desk: Desk, document: Document, edition: Document, held: Held, acts: Sequence[Act]
) -> bool:
    """Return whether nothing speaks against an edition: its speakers, or one in this language."""
    if not held or document.genre != edition.genre:
        return False
    statements = [one.id for _, one in held]
    if desk.parted(document.id).intersection(statements):
        return False
    carriers = [one for those in desk.carriers(statements).values() for one in those]
    texts = [other for carriage, other, _, _ in carriers if carriage.role in carried.TEXT]
    if any(one.language == document.language for one in texts):
        return False
    pairs = paired(acts, [key_of(desk.speakers(one)) for one in statements])
    return len(pairs) == len(acts) == len(held)
