"""Reprints: a text carried by several documents, found by likeness, told once.

A press article that is an official text carries its statement as `reprint`; where no official
text is known, the later article is tied to the first. Likeness joins documents, never acts of
speech: two official texts stay two statements, however alike. A correction is no reprint.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from pipeline import carried, store, succession
from pipeline.likeness import Verdict, bands, says_corrected, verdict
from pipeline.tables import Carriage, Document, Revision, Source, Statement, Tie

CANDIDATES = 8  # texts compared word by word, those with most bands in common first
APART = timedelta(days=14)  # after which the same words are a formula come back

Text = tuple[Document, Revision, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alike:
    """A document whose text is that of another, wholly or with a correction."""

    document: Document
    source: Source
    statements: list[Statement]  # those it carries
    verdict: Verdict


class Prints:
    """Some texts about to be joined, and those of before that each may be, looked up at once."""

    def __init__(
        self, session: Session, work: Iterable[tuple[Revision, Document, Source]]
    ) -> None:
        """Look up the texts, and let them be found from now on."""
        self.session = session
        self._keys: dict[int, set[int]] = defaultdict(set)  # by document, of all its revisions
        for revision, document, _ in work:
            self._keys[document.id].update(bands(revision.body, document.language))
        self._holders: dict[int, set[int]] = defaultdict(set)  # by key, of the texts joined here
        self._asked: dict[int, list[Text]] = {}  # what was met, by document
        self._under = store.documents_under(session, self._keys, limit=CANDIDATES)
        store.keep_bands(session, self._keys)
        found = {one for under in self._under.values() for one in under} | self._keys.keys()
        self._texts = {text[0].id: text for text in store.texts_of(session, found)}

    def join(
        self, revision: Revision, document: Document, *, statements: list[Statement]
    ) -> Counter[str]:
        """Join a text to those it reprints or corrects; return what was made.

        `statements` are those the document carries. An official text takes in the articles that
        had it before; what is joined already stays so, whatever its text becomes.
        """
        under = self._under_keys(document)
        if statements:
            alike = list(_alike(self.session, revision, document, under, corrected=False))
            return _taken_in(self.session, document, statements, alike)
        if store.is_tied(self.session, document.id):
            return Counter()
        corrected = says_corrected(revision.title, revision.body, document.language)
        alike = list(_alike(self.session, revision, document, under, corrected=corrected))
        if not alike:
            return Counter()
        return _joined(self.session, document, min(alike, key=_nearness))

    def earlier_of_source(self, revision: Revision, document: Document) -> list[Document]:
        """Return the documents of its own source that had a text before, the likeliest first."""
        under = [
            text
            for text in self._under_keys(document)
            if text[0].source == document.source and text[0].id < document.id
        ]
        found = _alike(self.session, revision, document, under, corrected=False)
        return sorted(
            (one.document for one in found),
            key=lambda one: -one.id,
        )

    def supersede(self, document: Document, old: Document, why: str) -> Counter[str]:
        """Let a document stand in the place of another, and carry what that carries."""
        held = carried.carriages_of(self.session, old.id)
        statements = [one for _, one in held]
        _carry(self.session, document, statements, old)
        for before, statement in held if succession.is_gone(self.session, old.id) else ():
            carriage = carried.carriage_at(self.session, document.id, "", statement.id)
            if carriage is not None:
                carriage.role = before.role
        tie = Tie(document_id=document.id, kind="supersedes", earlier_id=old.id, reason=why)
        self.session.add(tie)
        self.session.flush()
        return Counter(superseded=1, carriages=len(statements))

    def _under_keys(self, document: Document) -> list[Text]:
        if document.id not in self._asked:
            self._asked[document.id] = self._met(document)
        return self._asked[document.id]

    def _met(self, document: Document) -> list[Text]:
        """Return what was there before a text, those sharing most bands with it first.

        What was joined in this very transaction among it; what is still to be joined will meet
        this text itself.
        """
        shared = Counter(self._under[document.id])
        for key in self._keys[document.id]:
            shared.update(self._holders[key] - {document.id})
            self._holders[key].add(document.id)
        nearest = sorted(shared, key=lambda one: (-shared[one], one))
        return [self._texts[one] for one in sorted(nearest[:CANDIDATES])]


def _nearness(one: _Alike) -> tuple[bool, bool, int]:
    """Return what sorts the official text first, then what carries it, then the first seen."""
    official = one.source.kind == "official"
    return one.verdict == "same", not official, one.document.id


def _alike(
    session: Session,
    revision: Revision,
    document: Document,
    under: list[Text],
    *,
    corrected: bool,
) -> Iterator[_Alike]:
    """Yield those of some documents whose text this one is; corrections of its own source only."""
    speakers = _speakers(revision)
    for other, current, source in under:
        if other.language != document.language or abs(_moment(other) - _moment(document)) > APART:
            continue
        theirs = _speakers(current)
        if speakers and theirs and speakers != theirs:
            continue  # speakers come before likeness
        own = other.source == document.source
        found = verdict(
            revision.body, current.body, document.language, corrected=corrected and own
        )
        if found != "other":
            statements = [one for _, one in carried.carriages_of(session, other.id)]
            yield _Alike(document=other, source=source, statements=statements, verdict=found)


def _speakers(revision: Revision) -> set[str]:
    return {one["speaker"] for one in revision.sections if one["speaker"]}


def _moment(document: Document) -> datetime:
    return document.published_at or document.first_seen_at


def _joined(session: Session, document: Document, alike: _Alike) -> Counter[str]:
    """Tie a press article to the text it is, or let it carry that text's statements."""
    if alike.verdict == "corrects":
        _tie(session, document, "corrects", alike.document)
        return Counter(corrections=1)
    if alike.statements:
        _carry(session, document, alike.statements, alike.document)
        return Counter(carriages=len(alike.statements))
    first = store.first_print(session, alike.document)
    _tie(session, document, "reprint", first)
    return Counter(reprints=1)


def _taken_in(
    session: Session, document: Document, statements: list[Statement], alike: list[_Alike]
) -> Counter[str]:
    """Let the articles that had an official text before it carry its statements."""
    made: Counter[str] = Counter()
    for one in alike:
        if one.statements:
            continue
        for article in store.prints_of(session, one.document):
            if not carried.carriages_of(session, article.id):
                _carry(session, article, statements, document)
                made["carriages"] += len(statements)
    return made


def _carry(
    session: Session, document: Document, statements: list[Statement], like: Document
) -> None:
    apart = carried.parted(session, document.id)
    for one in (one for one in statements if one.id not in apart):
        carriage = carried.carriage_at(session, document.id, "", one.id)
        if carriage is None:
            carriage = Carriage(document_id=document.id, section="", statement_id=one.id)
            session.add(carriage)
        carriage.role, carriage.certainty = "reprint", "sure"
        carriage.reason = f"the text of {like.address}"
    session.flush()


def _tie(session: Session, document: Document, kind: str, earlier: Document) -> None:
    what = "the text of" if kind == "reprint" else "calls itself a correction of the text of"
    session.add(
        Tie(
            document_id=document.id,
            kind=kind,
            earlier_id=earlier.id,
            reason=f"{what} {earlier.address}",
        )
    )
    session.flush()
