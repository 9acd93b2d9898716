"""How long looking a text up takes among how many documents, and what a document's bands weigh.

The index is in memory, as that of a house at work is: it is read once before it is asked.
Documents are generated: each has bands of its own but for four, which it shares with a crowd, as
formulas and furniture do.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF

import psycopg
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.carriages.likeness import BANDS
from pipeline.carriages.reprint import CANDIDATES
from runtime.address import conninfo
from runtime.bench import scratch
from runtime.bench.meter import percentile, seconds, server_seconds

LOOKUPS = 1000
_CROWDS = 1250  # bands of each crowded kind
_CROWDED = 4  # bands of a document that are
_DOCUMENTS = """INSERT INTO document (id, source, canonical, address, language, confidence,
        first_seen_at, last_seen_at, announced)
    SELECT i, 'am_civilnet', i, i, 'en', 1, now(), now(), true FROM generate_series(1, {size}) i"""
_KEY = f"""CASE WHEN b < {_CROWDED} THEN hashint4(i * 31 + b) % {_CROWDS} * 32 + b
    ELSE hashint8(i * 64::bigint + b) & -32 | b END"""
_EACH = f"generate_series(0, {BANDS - 1}) b"
_BANDS = f"INSERT INTO band SELECT {_KEY}, i FROM generate_series(1, {{size}}) i, {_EACH}"  # noqa: S608  ours
_OWN = f"SELECT {_KEY} FROM (SELECT {{i}} AS i) one, {_EACH}"  # noqa: S608  ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one size came to."""

    documents: int
    median: float  # seconds of a look-up
    p95: float
    cpu: float  # seconds of a look-up, ours and PostgreSQL's, in the mean: whatever else runs
    weight: float  # bytes a document, table and index


def measured(
    sizes: list[int], said: Callable[[str], None], *, kept: Path | None = None
) -> Iterator[Found]:
    """Yield what looking up costs at each size.

    `kept`: a home whose databases were generated before, or are now.
    """
    with scratch.server(kept) as (home, url):
        for size in sizes:
            yield _at(home, url, size, said)


def _at(home: Path, url: str, size: int, said: Callable[[str], None]) -> Found:
    def generate(own: str) -> None:
        said(f"{size:,} documents are generated")
        _fill(own, size)

    own = scratch.filled(url, f"lookup_{size}", generate)
    with psycopg.connect(conninfo(own)) as connection:
        row = connection.execute("SELECT pg_total_relation_size('band')").fetchone()
        connection.execute("SET enable_seqscan = off")
        connection.execute("SELECT count(*) FROM band")
    assert row is not None
    said(f"{LOOKUPS:,} texts are looked up among {size:,}")
    keys = _keys(own, size)
    with store.sessions(own)() as session:
        _looked_up(session, keys[:1])  # compiles the query
        cpu = seconds(RUSAGE_SELF) + server_seconds(home)
        times = sorted(_looked_up(session, keys))
        cpu = seconds(RUSAGE_SELF) + server_seconds(home) - cpu
    store.engine(own).dispose()
    return Found(
        documents=size,
        median=statistics.median(times),
        p95=percentile(times, 95),
        cpu=cpu / LOOKUPS,
        weight=row[0] / size,
    )


def _fill(url: str, size: int) -> None:
    """Generate documents and their bands."""
    with psycopg.connect(conninfo(url), autocommit=True) as connection:
        connection.execute(_DOCUMENTS.format(size=size).encode())
        connection.execute("ALTER TABLE band DROP CONSTRAINT pk_band")  # sorted at once below
        connection.execute(_BANDS.format(size=size).encode())
        connection.execute(
            "ALTER TABLE band ADD CONSTRAINT pk_band PRIMARY KEY (key, document_id)"
        )
        connection.execute("VACUUM ANALYZE")


def _keys(url: str, size: int) -> list[tuple[int, list[int]]]:
    """Return the texts to be looked up, with their bands."""
    some = [1 + number * 7919 % size for number in range(LOOKUPS)]
    with psycopg.connect(conninfo(url)) as connection:
        return [
            (one, [key for (key,) in connection.execute(_OWN.format(i=one).encode())])
            for one in some
        ]


def _looked_up(session: Session, keys: Sequence[tuple[int, list[int]]]) -> list[float]:
    """Return how many seconds each look-up took."""
    times = []
    for document, own in keys:
        before = time.perf_counter()
        store.documents_under(session, {document: own}, limit=CANDIDATES)
        times.append(time.perf_counter() - before)
    return times
