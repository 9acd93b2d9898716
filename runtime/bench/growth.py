"""How much a home grows a day, by source, from what is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline import housekeeping, store
from pipeline.document import STORED
from pipeline.settings import Settings
from pipeline.store import listing

WINDOW = timedelta(days=30)
_LEAST = timedelta(hours=1)  # from less no day can be told
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What a source brings in a day."""

    source: str
    days: float  # it was measured over
    documents: float
    database: float  # bytes, as are those below
    archive: float
    listings: float
    spool: float

    @property
    def year(self) -> float:
        """Bytes there are after a year, with what housekeeping drops dropped."""
        kept = 365 * (self.database + self.archive)
        return (
            kept
            + self.listings * (housekeeping.LISTINGS / _DAY)
            + self.spool * (housekeeping.SPOOL / _DAY)
        )


def measured(settings: Settings, now: datetime) -> list[Growth]:
    """Return the growth of every source that was crawled for an hour beyond its first crawl."""
    counted: dict[str, Counter[str]] = {}
    since: dict[str, datetime] = {}
    with store.sessions(settings.database)() as session:
        weight = listing.weight(session)
        for row in listing.growth(session, now - WINDOW):
            of_source = counted.setdefault(row["source"], Counter())
            of_source["database"] += round(row["bytes"] * weight)
            of_source["documents"] += row["rows"] if row["table"] == "document" else 0
            since[row["source"]] = row["since"]
    for kind, files in _files(settings).items():
        for source, size in _sizes(files, since):
            counted[source][kind] += size
    return [
        _growth(source, found, now - since[source])
        for source, found in sorted(counted.items())
        if now - since[source] >= _LEAST
    ]


def together(found: Sequence[Growth]) -> Growth:
    """Return the growth of all."""
    figures = ("documents", "database", "archive", "listings", "spool")
    return Growth(
        source="together",
        days=max((one.days for one in found), default=0),
        **{name: sum(getattr(one, name) for one in found) for name in figures},
    )


def _growth(source: str, found: Counter[str], measured: timedelta) -> Growth:
    days = measured / _DAY
    return Growth(
        source=source,
        days=days,
        documents=found["documents"] / days,
        database=found["database"] / days,
        archive=found["archive"] / days,
        listings=found["listings"] / days,
        spool=found["spool"] / days,
    )


def _files(settings: Settings) -> dict[str, list[Path]]:
    archive = list(settings.archive.glob("*/*/*/*.warc.gz"))
    listings = [path for path in archive if housekeeping.is_listings(path)]
    return {
        "archive": sorted({*archive} - {*listings}),
        "listings": listings,
        "spool": list((settings.spool / STORED).glob("*.jsonl")),
    }


def _sizes(files: Iterable[Path], since: dict[str, datetime]) -> Iterator[tuple[str, int]]:
    """Yield source and size of the files of crawls that began after a moment of their source."""
    for path in files:
        source = path.name.split(".", 1)[0]
        if source in since and housekeeping.started(path.name) > since[source]:
            yield source, path.stat().st_size
