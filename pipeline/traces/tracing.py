"""Tracing: whether what the press quotes stands in the official texts of whom it quotes.

Looked at are the texts that may hold the speakers' words, said or published within APART of the
report: first those in its language, then, for a translation, the language the speakers speak and
the other editions. A quotation is traced anew when an official text of its time comes later.

Reported speech is a reporter's wording: it is `reworded` where official sentences have most of
its words of weight, `verbatim` only where the very words stand there, and `differs` where they
have another number or date, or where one side alone denies.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.people import people
from pipeline.speakers.namekey import keys
from pipeline.statements.act import own_voice
from pipeline.statements.voice import SPOKEN, Attributed, may_speak_for, spans
from pipeline.store import quoted
from pipeline.tables import Document, Quotation, Revision, Source
from pipeline.text import Span
from pipeline.traces.faithfulness import (
    NOT_FOUND,
    Faithfulness,
    Official,
    faithfulness,
)
from pipeline.traces.paraphrase import paraphrase
from pipeline.traces.rendering import rendering

VERSION = 1
BATCH = 100  # quotations, or official revisions, a transaction
APART = timedelta(days=8)  # a week, and a day for the zones

# Kinds of difference by which two texts of nearly the same words may speak of two things
UNSURE = frozenset({"number", "date", "negation"})

Speakers = Sequence[Mapping[str, Any]]  # as table quotation keeps them


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The official texts in which words of some speakers may stand."""

    texts: tuple[Official, ...]
    documents: int
    sources: Mapping[str, int]  # name -> documents
    since: datetime
    until: datetime


def is_traceable(quotation: Quotation, document: Document, source: Source) -> bool:
    """Return whether words are the press's of somebody we know: no turn, no voice inside."""
    own = source.kind != "press" or document.speaker is not None or quotation.rule == "turn"
    inside = quotation.embedded_in is not None
    return not inside and not own and any(one["id"] for one in quotation.speakers)


def faithful(
    words: str,
    language: str,
    texts: Sequence[Official],
    said_in: str | None = None,
    *,
    reported: bool = False,
) -> Faithfulness:
    """Return how a quotation is to official texts: in its own language, else as a translation.

    Where it is known in what language it was spoken, the texts of that one come first.
    """
    found = NOT_FOUND
    for some in ([one for one in texts if one.language == said_in], texts):
        found = (_reported if reported else faithfulness)(words, language, some)
        if found.key is None:
            found = rendering(words, language, some)
        if found.key is not None:
            break
    return found


def _reported(words: str, language: str, texts: Sequence[Official]) -> Faithfulness:
    """Return how reported speech is to official texts in its language.

    Another wording alone is no difference: the clause never claimed to have the words.
    """
    found = faithfulness(words, language, texts)
    if found.verdict == "verbatim":
        return found
    other = paraphrase(words, language, texts)
    unsure = any(set(one.kinds) & UNSURE for one in found.differences)
    if other.key is not None or found.key is None or unsure:
        return other
    return replace(found, verdict="reworded", differences=())


def day_of(document: Document) -> date:
    """Return the day a document was published, where it was; the day it was seen, else."""
    at = document.published_at or document.first_seen_at
    return at.astimezone(ZoneInfo(document.published_zone or "UTC")).date()


def run(session: Session, limit: int, now: datetime) -> Counter[str]:
    """Trace quotations not traced yet, or anew; return how many came out how."""
    counts: Counter[str] = Counter(quotations=0)
    ready = Revision.quoted_by.is_not(None)
    work = store.to_do(session, Revision.offered_by, ready, limit=limit)
    heard = quoted.attributed_in(session, [revision.id for revision, _, _ in work])
    for revision, document, source in work:
        if source.kind == "official" or document.speaker is not None:
            _offer(session, document, source, heard.get(revision.id, []))
        revision.offered_by = VERSION
    library = _Library(session, now)
    rows, done = [], []
    for quotation, document, source in quoted.to_trace(session, limit=limit):
        if is_traceable(quotation, document, source):
            rows.append(library.trace(quotation, document))
            counts[rows[-1]["verdict"]] += 1
        quotation.traced_by = VERSION
        done.append(quotation.id)
    quoted.keep_traces(session, rows, done)
    counts["quotations"] = len(done) + len(work)
    return counts


def _offer(
    session: Session, document: Document, source: Source, heard: Collection[Quotation]
) -> None:
    """Let what the press quoted around an official text be looked for in it."""
    at = document.said_at or document.published_at or document.first_seen_at
    party = source.party if document.speaker is None else document.party
    names = {who["id"] for one in heard for who in one.speakers if who["id"]}
    quoted.trace_again(session, party, sorted(names), at - APART, at + APART)


@dataclass(slots=True)
class _Library:
    """The official texts, looked up once for all quotations of the same speakers and day."""

    session: Session
    now: datetime
    pools: dict[tuple[frozenset[str], date], Pool] = field(default_factory=dict)

    def trace(self, quotation: Quotation, document: Document) -> store.Row:
        """Return what came of looking for a quotation: a row of table trace."""
        pool = self._pool(quotation.speakers, document)
        said_in = quotation.said_in
        reported = quotation.kind == "indirect"
        found = faithful(
            quotation.words, document.language, pool.texts, said_in, reported=reported
        )
        spoken = {one.language for one in pool.texts if one.key == found.key and one.original}
        quotation.said_in = said_in or next(iter(spoken), None)
        at = quotation.start
        return {
            "quotation_id": quotation.id,
            "verdict": found.verdict,
            "revision_id": found.key,
            "score": found.score,
            "pairs": [
                [at + one.quoted[0], at + one.quoted[1], *one.official] for one in found.pairs
            ],
            "differences": [asdict(one) for one in found.differences],
            "searched": self._searched(pool),
        }

    def _searched(self, pool: Pool) -> store.Row:
        read = quoted.readings(self.session, list(pool.sources), pool.since + APART)
        return {
            "since": f"{pool.since:%Y-%m-%d}",
            "until": f"{pool.until:%Y-%m-%d}",
            "texts": pool.documents,
            "languages": sorted({one.language for one in pool.texts}),
            "sources": [
                {
                    "name": name,
                    "texts": texts,
                    "read": at.astimezone(UTC).isoformat(timespec="minutes") if at else None,
                    "outcome": outcome,
                }
                for name, texts in pool.sources.items()
                for at, outcome in [read[name]]
            ],
        }

    def _pool(self, speakers: Speakers, document: Document) -> Pool:
        day = day_of(document)
        who = frozenset(one["id"] or one["name"] for one in speakers)
        if (who, day) not in self.pools:
            self.pools[who, day] = self._looked_up(speakers, document, day)
        return self.pools[who, day]

    def _looked_up(self, speakers: Speakers, document: Document, day: date) -> Pool:
        at = document.published_at or document.first_seen_at
        since, until = at - APART, at + APART
        officials = quoted.officials(self.session)
        own = [
            one.name
            for one in officials
            if may_speak_for(own_voice(one.title, one.party).id, one.party, speakers, day)
        ]
        ids = sorted({one["id"] for one in speakers if one["id"]})
        parties = {one["party"] for one in speakers if one["party"]}
        found = quoted.texts_around(self.session, own, since, until)
        found += quoted.texts_naming(self.session, ids, since, until)
        for party in sorted(parties):
            found += quoted.texts_brought(self.session, party, since, until)
        texts = {revision.id: (doc, revision, source) for doc, revision, source in found}
        heard = quoted.attributed_in(self.session, texts)
        ordered = sorted(texts.values(), key=lambda one: abs(_moment(one[0]) - at))
        kept: list[Official] = []
        documents: dict[int, str] = {}
        for doc, revision, source in ordered:
            some = _spans(doc, revision, heard.get(revision.id, []), speakers, day, source, own)
            if some:
                documents[doc.id] = source.name
                kept.append(
                    Official(
                        key=revision.id,
                        language=doc.language,
                        text=revision.body,
                        spans=some,
                        original=doc.language in {SPOKEN.get(party) for party in parties},
                    )
                )
        followed = {one.name for one in officials if one.crawled}
        count = Counter(dict.fromkeys(followed & set(own), 0))
        count.update(documents.values())
        return Pool(
            texts=tuple(kept),
            documents=len(documents),
            sources=dict(sorted(count.items())),
            since=since,
            until=min(until, max(self.now, at)),
        )


def _moment(document: Document) -> datetime:
    return document.said_at or document.published_at or document.first_seen_at


def _spans(  # noqa: PLR0913, PLR0917  one thought
    document: Document,
    revision: Revision,
    heard: Collection[Quotation],
    speakers: Speakers,
    day: date,
    source: Source,
    own: Collection[str],
) -> tuple[Span, ...]:
    """Return what of a text may be the speakers' words."""
    attributed = [
        Attributed(span=(one.start, one.end), speakers=one.speakers, turn=one.rule == "turn")
        for one in heard
        if one.kind != "indirect" and one.embedded_in is None
    ]
    brought = document.speaker is not None
    speaks = source.name in own if not brought else _is_named(document, speakers)
    return spans(revision.body, attributed, speakers, day=day, own=speaks)


def _is_named(document: Document, speakers: Speakers) -> bool:
    """Return whether whom an operator wrote down is one of some speakers, in any script."""
    written = [keys(word, document.language) for word in (document.speaker or "").split()]
    return any(_has(name, written) for one in speakers for name in _names(one))


def _names(speaker: Mapping[str, Any]) -> Iterator[str]:
    yield speaker["name"]
    person = people().persons.get(speaker["id"])
    if person is not None:
        yield from (name for forms in person.names.values() for name in forms)


def _has(name: str, written: Sequence[frozenset[str]]) -> bool:
    """Return whether every word of a name is written, in whatever letters."""
    words = [keys(word, "en") for word in name.split()]
    return bool(words) and all(any(one & other for other in written) for one in words if one)
