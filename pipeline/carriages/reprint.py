"""Reprints: a text carried by several documents, found by likeness, told once.

A press article that is an official text carries its statement as `reprint`; where no official
text is known, the later article is tied to the first. Likeness joins documents, never acts of
speech: two official texts stay two statements, however alike. A correction is no reprint.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from pipeline import store
from pipeline.carriages.likeness import Verdict, are_short_and_same, bands, says_corrected, verdict
from pipeline.statements.desk import Desk, Text, moment_of
from pipeline.store import succession
from pipeline.store.succession import Place
from pipeline.tables import Carriage, Document, Revision, Source, Statement, Tie

CANDIDATES = 8  # texts compared word by word: of those before, and of those joined together
APART = timedelta(days=14)  # after which the same words are a formula come back


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alike:
    """A document whose text is that of another, wholly or with a correction."""

    document: Document
    source: Source
    statements: list[Statement]  # those it carries
    verdict: Verdict


class Prints:
    """Some texts about to be joined, and those of before that each may be, looked up at once."""

    def __init__(self, desk: Desk, work: Iterable[tuple[Revision, Document, Source]]) -> None:
        """Look up the texts, and let them be found from now on."""
        self.desk, self.session = desk, desk.session
        self._keys: dict[int, set[int]] = defaultdict(set)  # by document, of all its revisions
        for revision, document, _ in work:
            self._keys[document.id].update(bands(revision.body, document.language))
        self._holders: dict[int, set[int]] = defaultdict(set)  # by key, of the texts joined here
        self._asked: dict[int, list[Text]] = {}  # what was met, by document
        self._under = store.documents_under(self.session, self._keys, limit=CANDIDATES)
        store.keep_bands(self.session, self._keys)
        found = {one for under in self._under.values() for one in under} | self._keys.keys()
        documents = [document for document, _, _ in desk.texts(found)]
        self._places = succession.places_of(self.session, documents)
        desk.look_at(found)

    def join(
        self, revision: Revision, document: Document, *, statements: list[Statement]
    ) -> Counter[str]:
        """Join a text to those it reprints or corrects; return what was made.

        `statements` are those the document carries. An official text takes in the articles that
        had it before; what is joined already stays so, whatever its text becomes.
        """
        under = self._under_keys(document)
        if statements:
            return self._take_in(revision, document, under, statements)
        if self.desk.tie(document.id) is not None:
            return Counter()
        corrected = says_corrected(revision.title, revision.body, document.language)
        alike = list(self._alike(revision, document, under, corrected=corrected))
        return self._joined(document, min(alike, key=_nearness)) if alike else Counter()

    def _take_in(
        self,
        revision: Revision,
        document: Document,
        under: list[Text],
        statements: list[Statement],
    ) -> Counter[str]:
        """Let the articles that had an official text before it carry its statements."""
        made: Counter[str] = Counter()
        for text in under:
            if self.desk.held(text[0].id):
                continue  # two official texts are two, however alike: they need no comparing
            if _verdict(revision, document, text, corrected=False) != "same":
                continue
            for article in store.prints_of(self.session, text[0]):
                if not self.desk.held(article.id):
                    self._carry(article, statements, document)
                    made["carriages"] += len(statements)
        return made

    def earlier_of_source(self, document: Document) -> list[tuple[Document, Place]]:
        """Return the documents of its own source that may have had a text before, the last first.

        Whether they had it, `is_text_of` says. Each with where it was read.
        """
        under = [one for one, _, _ in self._under_keys(document)]
        own = [one for one in under if one.source == document.source and one.id < document.id]
        own.sort(key=lambda one: -one.id)
        return [(one, self._places[one.id]) for one in own]

    def is_text_of(self, revision: Revision, document: Document, other: Document) -> bool:
        """Return whether a document that may have had a text did.

        Of one that is gone its publisher may have mended a number: under the same title. Of a few
        words alone nothing is said, but where title and words are the same.
        """
        [text] = self.desk.texts([other.id])
        if _is_whole(revision, document, text):
            return True
        if _verdict(revision, document, text, corrected=False) == "same":
            return True
        may_be_mended = other.gone_at is not None and text[1].title == revision.title
        return may_be_mended and _verdict(revision, document, text, corrected=True) == "corrects"

    def supersede(self, document: Document, old: Document, why: str) -> Counter[str]:
        """Let a document stand in the place of another, and carry what that carries."""
        held = self.desk.held(old.id)
        is_gone = succession.is_gone(self.session, old.id)
        for before, one in held:
            self._carry(document, [one], old, before.role if is_gone else "reprint")
        self._tie(document, "supersedes", old, why)
        return Counter(superseded=1, carriages=len(held))

    def _under_keys(self, document: Document) -> list[Text]:
        if document.id not in self._asked:
            self._asked[document.id] = self._met(document)
        return self._asked[document.id]

    def _met(self, document: Document) -> list[Text]:
        """Return what was there before a text and may be it.

        What was joined in this very transaction among it; what is still to be joined will meet
        this text itself.
        """
        shared: Counter[int] = Counter()
        for key in self._keys[document.id]:
            shared.update(self._holders[key] - {document.id})
            self._holders[key].add(document.id)
        nearest = sorted(shared, key=lambda one: (-shared[one], -one))[:CANDIDATES]
        return self.desk.texts({*self._under[document.id], *nearest})

    def _alike(
        self, revision: Revision, document: Document, under: list[Text], *, corrected: bool
    ) -> Iterator[_Alike]:
        """Yield those of some documents whose text this is; corrections of its own source only."""
        for text in under:
            found = _verdict(revision, document, text, corrected=corrected)
            if found != "other":
                other, _, source = text
                statements = [one for _, one in self.desk.held(other.id)]
                yield _Alike(document=other, source=source, statements=statements, verdict=found)

    def _joined(self, document: Document, alike: _Alike) -> Counter[str]:
        """Tie a press article to the text it is, or let it carry that text's statements."""
        earlier = alike.document
        if alike.verdict == "corrects":
            why = f"calls itself a correction of the text of {earlier.address}"
            self._tie(document, "corrects", earlier, why)
            return Counter(corrections=1)
        if alike.statements:
            self._carry(document, alike.statements, earlier)
            return Counter(carriages=len(alike.statements))
        first = store.first_print(self.session, earlier)
        self._tie(document, "reprint", first, f"the text of {first.address}")
        return Counter(reprints=1)

    def _carry(
        self,
        document: Document,
        statements: list[Statement],
        like: Document,
        role: str = "reprint",
    ) -> None:
        apart = self.desk.parted(document.id)
        for one in (one for one in statements if one.id not in apart):
            self.desk.carry(
                Carriage(
                    document_id=document.id,
                    section="",
                    statement_id=one.id,
                    role=role,
                    certainty="sure",
                    reason=f"the text of {like.address}",
                )
            )

    def _tie(self, document: Document, kind: str, earlier: Document, why: str) -> None:
        tie = Tie(document_id=document.id, kind=kind, earlier_id=earlier.id, reason=why)
        self.desk.tied(tie)


def _nearness(one: _Alike) -> tuple[bool, bool, int]:
    """Return what sorts the official text first, then what carries it, then the first seen."""
    official = one.source.kind == "official"
    return one.verdict == "same", not official, one.document.id


def _verdict(revision: Revision, document: Document, text: Text, *, corrected: bool) -> Verdict:
    """Return what a text is to one of before; another where whom or when it is of tells."""
    other, current, _ = text
    if other.language != document.language or abs(moment_of(other) - moment_of(document)) > APART:
        return "other"
    speakers, theirs = _speakers(revision), _speakers(current)
    if speakers and theirs and speakers != theirs:
        return "other"  # speakers come before likeness
    own = other.source == document.source
    return verdict(revision.body, current.body, document.language, corrected=corrected and own)


def _is_whole(revision: Revision, document: Document, text: Text) -> bool:
    """Return whether a short text is, title and all, one of about the same time."""
    other, current, _ = text
    if other.language != document.language or abs(moment_of(other) - moment_of(document)) > APART:
        return False
    if current.title != revision.title or _speakers(current) != _speakers(revision):
        return False
    return are_short_and_same(revision.body, current.body, document.language)


def _speakers(revision: Revision) -> set[str]:
    return {one["speaker"] for one in revision.sections if one["speaker"]}
