"""How soon a search answers, on documents generated into a database of its own.

Every text has some 250 words of a vocabulary of 50,000, the n-th of which is met about 1/n as
often as the first (Zipf), 20 keys of names likewise, a source and a language. What is measured is
the whole answer: asking PostgreSQL what the words stem to, finding, snippets with marks.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from pipeline import search, store
from pipeline.searches import query
from pipeline.searches.query import Filters
from runtime.address import conninfo
from runtime.bench import scratch
from runtime.bench.fill import fill

SOURCES = tuple(f"source_{number}" for number in range(60))
LANGUAGES = {"hy": "armenian", "az": "simple", "ru": "russian", "en": "english", "fr": "french"}
VOCABULARY = 50_000
ROUNDS = 40  # queries of each kind
P95 = 0.1  # seconds, at most

# {word}: the word of a rank, which is `rank` in letters; ranks follow 50,000^random, thus Zipf
_WORD = "translate(floor({vocabulary} ^ random())::int::text, '0123456789', 'abdefgiklm')"
_TEXTS = (
    "SELECT setseed(0.5)",
    """UPDATE revision SET title = 'The ' || t.title, body = t.body FROM (
        SELECT i AS id,
               (SELECT string_agg({word}, ' ') FROM generate_series(1, 8) n WHERE i > 0) AS title,
               (SELECT string_agg({word} || CASE WHEN n % 12 = 0 THEN '. The' ELSE '' END, ' ')
                FROM generate_series(1, 250) n WHERE i > 0) AS body
        FROM generate_series(1, {n}) i) t WHERE t.id = revision.id""",
    """UPDATE document SET language = (ARRAY[{languages}])[1 + id % {l}]""",
    """INSERT INTO searched (document_id, revision_id, moment, words)
    SELECT d.id, r.id, d.first_seen_at,
           setweight(to_tsvector(c.name::regconfig, r.title), 'A')
           || to_tsvector(c.name::regconfig, r.body)
           || array_to_tsvector(ARRAY['=source ' || d.source, '=language ' || d.language])
           || array_to_tsvector(CASE c.name WHEN 'simple' THEN ARRAY['{unstemmed}']
                                ELSE ARRAY[]::text[] END)
           || array_to_tsvector(ARRAY(SELECT DISTINCT '~' || {word}
                                      FROM generate_series(1, 20) n WHERE d.id > 0))
    FROM document d JOIN revision r ON r.document_id = d.id
    JOIN (VALUES {configurations}) c(language, name) ON c.language = d.language""",
)
_INDEX = "ix_searched_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of query: what it looks for, how it is narrowed."""

    title: str
    text: Callable[[random.Random], str]
    filters: Filters = field(default_factory=Filters)
    relevant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How soon queries of one kind were answered."""

    title: str
    seconds: tuple[float, ...]  # wall
    hits: int  # texts shown, of all queries


def word(rank: int) -> str:
    """Return a word of the vocabulary; 1 is the most frequent."""
    return str(rank).translate(str.maketrans("0123456789", "abdefgiklm"))


def _rare(chance: random.Random) -> str:
    return word(chance.randrange(5_000, VOCABULARY))


def _usual(chance: random.Random) -> str:
    return word(chance.randrange(100, 5_000))


def _frequent(chance: random.Random) -> str:
    return word(chance.randrange(10, 100))


_BEGIN = datetime.now(UTC) - timedelta(days=3 * 365)
KINDS = (
    Kind(title="a rare word", text=_rare),
    Kind(title="a usual word", text=_usual),
    Kind(title="a frequent word", text=_frequent),
    Kind(title="a rare name", text=lambda chance: _rare(chance).capitalize()),
    Kind(title="three words", text=lambda c: f"{_frequent(c)} {_usual(c)} {_frequent(c)}"),
    Kind(
        title="two frequent words side by side", text=lambda c: f'"{_frequent(c)} {_frequent(c)}"'
    ),
    Kind(title="one word, another kept out", text=lambda c: f"{_usual(c)} -{_frequent(c)}"),
    Kind(title="of one source", text=_frequent, filters=Filters(source=SOURCES[7])),
    Kind(title="of one language", text=_frequent, filters=Filters(language="hy")),
    Kind(title="of one party", text=_frequent, filters=Filters(party="armenia")),
    Kind(title="of one dossier", text=_frequent, filters=Filters(dossier="generated")),
    Kind(
        title="of a short period",  # a second brings a document
        text=_frequent,
        filters=Filters(since=_BEGIN, until=_BEGIN + timedelta(hours=1)),
    ),
    Kind(title="a frequent word, the most relevant first", text=_frequent, relevant=True),
)


def measured(
    documents: int, said: Callable[[str], None], *, kept: Path | None = None
) -> list[Found]:
    """Return how soon each kind of query is answered with so many documents.

    `kept`: a home whose database was generated before, or is now.
    """

    def generate(url: str) -> None:
        said(f"{documents} documents are generated")
        _fill(url, documents)

    with scratch.server(kept) as (_, server):
        url = scratch.filled(server, f"searched_{documents}", generate)
        chance = random.Random(1)  # noqa: S311  the same queries each time
        asked = [(kind, kind.text(chance)) for kind in KINDS * (ROUNDS + 1)]
        seconds: dict[str, list[float]] = {kind.title: [] for kind in KINDS}
        hits = dict.fromkeys(seconds, 0)
        said(f"{len(asked)} queries in turns")
        for turn, (kind, text) in enumerate(asked):
            begun = time.perf_counter()
            with store.sessions(url)() as session:
                found = search.search(
                    session, text, kind.filters, limit=20, relevant=kind.relevant
                )
            if turn >= len(KINDS):  # the first of each warms up
                seconds[kind.title].append(time.perf_counter() - begun)
                hits[kind.title] += len(found)
        store.engine(url).dispose()
    return [
        Found(title=title, seconds=tuple(some), hits=hits[title])
        for title, some in seconds.items()
    ]


def _fill(url: str, documents: int) -> None:
    """Generate documents, their words and the index of them."""
    given = {
        "n": documents,
        "l": len(LANGUAGES),
        "word": _WORD.format(vocabulary=VOCABULARY),
        "languages": ", ".join(f"'{code}'" for code in LANGUAGES),
        "configurations": ", ".join(f"('{one}', '{of}')" for one, of in LANGUAGES.items()),
        "unstemmed": query.UNSTEMMED,
    }
    with store.sessions(url).begin() as session:
        store.declare(session, [_declared(name) for name in SOURCES])
    fill(url, list(SOURCES), documents)
    with psycopg.connect(conninfo(url), autocommit=True) as connection:
        connection.execute(f"DROP INDEX {_INDEX}".encode())  # built at once it is built soon
        for command in _TEXTS:
            connection.execute(command.format(**given).encode())
        connection.execute(f"CREATE INDEX {_INDEX} ON searched USING gin (words)".encode())
        connection.execute("VACUUM ANALYZE")


def _declared(name: str) -> store.Row:
    return {
        "name": name,
        "title": name,
        "kind": "press",
        "tier": 1,
        "party": None,
        "rights": "excerpt",
        "timezone": "UTC",
        "languages": list(LANGUAGES),
        "hosts": [f"{name}.generated.example"],
        "crawled": True,
        "cadence": timedelta(hours=1),
    }
