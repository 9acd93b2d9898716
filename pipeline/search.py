"""Search: which current texts say something, the words marked where they stand."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from pipeline import store
from pipeline.item import Moment, moment
from pipeline.searches import query, typed
from pipeline.searches.query import CONFIGURATIONS, SIMPLE, WORD, Asked, Composed, Filters
from pipeline.store import finding
from pipeline.tables import Revision
from pipeline.text import JOINER, Span, paragraphs, sentences

log = logging.getLogger(__name__)

VERSION = 2
BATCH = 200  # revisions a transaction
ROOM = 900_000  # bytes of words of a body; PostgreSQL keeps 2^20 of a whole text
TITLE = 2000  # characters of a title that are searched
NAMES = 5000  # keys of names
SENTENCES = 2  # of a snippet, and all that is shown of a text whose source allows excerpts
CUT = 600  # characters of a snippet


_FACTS = ("document", "source", "language", "party", "published", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is searched of a text."""

    configuration: str
    title: str
    body: str
    title_plain: tuple[str, ...]  # as they may be typed
    body_plain: tuple[str, ...]
    lexemes: tuple[str, ...]  # keys of names, source, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A text found, and as much of it as its source allows to be shown."""

    document: int  # number
    source: str
    language: str
    party: str | None
    published: str | None  # as precise as its publisher was, as commands write it
    at: Moment | None  # the same
    revision: int  # number
    address: str
    title: str | None
    title_marks: tuple[Span, ...]
    snippet: str  # empty where only the link may be shown
    marks: tuple[Span, ...]  # of the words looked for, in the snippet


# The stage


def words_of(*, title: str | None, body: str, language: str, source: str) -> Words:
    """Return what is searched of a text: all of it, unless it does not fit."""
    words = set(WORD.findall(f"{title or ''}\n{body}"))
    names = {name for word in words for name in query.names(word, language)}
    facts = [query.of_source(source), query.of_language(language)]
    if language not in CONFIGURATIONS:
        facts.append(query.UNSTEMMED)
    parts = ((title or "")[:TITLE], body)
    compared = [query.compared(one, language) for one in parts]
    plain = [_otherwise(*each, language) for each in zip(parts, compared, strict=True)]
    room = ROOM // (1 + len(plain[1]))
    return Words(
        configuration=CONFIGURATIONS.get(language, SIMPLE),
        title=compared[0],
        body=_fitting(compared[1], room),
        title_plain=tuple(plain[0]),
        body_plain=tuple(_fitting(one, room) for one in plain[1]),
        lexemes=(*facts, *sorted(names)[:NAMES]),
    )


def _otherwise(text: str, compared: str, language: str) -> list[str]:
    """Return the words of a text as they may be typed otherwise, each in its place."""
    found = typed.plainly(compared)
    if JOINER in text:
        words = (query.compared_word(word, language) for word in WORD.findall(text))
        one = typed.together(words)
        found += (some for some in one if len(some.split()) == len(compared.split()))
    return found


def _fitting(text: str, room: int) -> str:
    """Return a text of words without those, met last, that PostgreSQL has no room for."""
    if len(text) * 4 < room:
        return text
    seen: Counter[str] = Counter()
    for match in WORD.finditer(text):
        word = match.group()
        room -= 2 if seen[word] else len(word.encode()) + 5
        seen[word] += 1
        if room < 0:
            log.warning("a text is searched up to its character %d only", match.start())
            return text[: match.start()]
    return text


def run(session: Session, limit: int) -> Counter[str]:
    """Make revisions not looked at yet what is searched of their documents."""
    counts: Counter[str] = Counter(revisions=0)
    for revision, document, source in store.to_do(session, Revision.searched_by, limit=limit):
        words = words_of(
            title=revision.title,
            body=revision.body,
            language=document.language,
            source=source.name,
        )
        row = {
            "document_id": document.id,
            "revision_id": revision.id,
            "moment": document.published_at or document.first_seen_at,
        }
        counts["searched"] += store.keep_words(session, row | asdict(words))
        revision.searched_by = VERSION
        counts["revisions"] += 1
    return counts


# The question


def search(
    session: Session, text: str, filters: Filters, *, limit: int, relevant: bool = False
) -> list[Hit]:
    """Return the texts that say something, the newest first; raise CallError for no query.

    `relevant`: of the newest that do, those first that say it most.
    """
    found = query.terms(text)
    fixed = [query.of_source(filters.source)] if filters.source else []
    fixed += [query.of_language(filters.language)] if filters.language else []
    composed = query.compose(found, finding.stems(session, query.asked(found)), fixed)
    rows = list(finding.saying(session, composed, filters, limit=limit, relevant=relevant))
    marked = _marked(session, composed, rows)
    return [_hit(row, marked[row["language"]]) for row in rows]


def _marked(
    session: Session, composed: Composed, rows: Sequence[store.Row]
) -> dict[str, frozenset[str]]:
    """Return the words of texts that were looked for, as they stand there, by language."""
    words: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        words[row["language"]].update(WORD.findall(f"{row['title'] or ''}\n{row['body']}"))
    names = {
        language: {
            word
            for word in some
            if query.begins_name(word[0]) and query.is_name(word, language, composed.names)
        }
        for language, some in words.items()
    }
    others: dict[str, dict[str, Asked]] = {
        language: {
            word: (CONFIGURATIONS.get(language, SIMPLE), query.compared_word(word, language))
            for word in some - names[language]
            if query.initial(word) in composed.initials
        }
        for language, some in words.items()
    }
    asked = sorted({pair for one in others.values() for pair in one.values()})
    matching = finding.matching(session, asked, composed.words)
    return {
        language: frozenset(
            names[language] | {word for word, pair in some.items() if pair in matching}
        )
        for language, some in others.items()
    }


def _hit(row: store.Row, words: frozenset[str]) -> Hit:
    snippet = passage(row["body"], words, rights=row["rights"])
    return Hit(
        **{name: row[name] for name in _FACTS},
        at=moment(row["published_at"], row["published_precision"], row["published_zone"]),
        revision=row["revision"],
        title=row["title"],
        title_marks=tuple(_spans(row["title"] or "", words)),
        snippet=snippet,
        marks=tuple(_spans(snippet, words)),
    )


def passage(body: str, words: frozenset[str], *, rights: str) -> str:
    """Return the sentences that say most of what was looked for; empty where a link is all."""
    if rights == "link":
        return ""

    said = [(start, body[start:end].casefold()) for start, end in _spans(body, words)]

    def told(span: Span) -> int:
        """Return how many of the words there are in a span."""
        return len({word for at, word in said if span[0] <= at < span[1]})

    start, end = max(paragraphs(body), key=told, default=(0, 0))
    within = [(start + one, start + two) for one, two in sentences(body[start:end])]
    pairs = [
        (one[0], within[min(at + SENTENCES, len(within)) - 1][1]) for at, one in enumerate(within)
    ]
    start, end = max(pairs, key=told, default=(start, end))
    if end - start <= CUT:
        return body[start:end]
    first = next((at for at, _ in said if start <= at < end), start)
    start = max(start, min(first - CUT // 3, end - CUT))
    return body[start : start + CUT]


def _spans(text: str, words: frozenset[str]) -> Iterator[Span]:
    """Yield where some words stand in a text."""
    for match in WORD.finditer(text):
        if match.group() in words:
            yield match.span()
