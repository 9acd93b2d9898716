"""Housekeeping: what is kept for a time only goes when its time is over.

Documents' pages stay for good. Whatever is dropped can be dropped again: a run that died is
simply run once more.
"""

import logging
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline import erasure, source, store
from pipeline.document import BROKEN, STORED
from pipeline.settings import Settings
from pipeline.store import readers, undelivered

log = logging.getLogger(__name__)

LISTINGS = timedelta(days=30)
UNCONFIRMED = timedelta(days=7)
SPOOL = timedelta(days=14)  # after it was stored
BOUNCES = timedelta(days=30)  # what came back of our mail
_LISTINGS = ".listings.warc.gz"  # ends the name of a file that holds nothing else


def run(settings: Settings, now: datetime) -> Counter[str]:
    """Drop what is over its time; return what was dropped, and what is broken and stays."""
    kept = drop_listings(settings, now) + drop_spool(settings, now)
    return kept + drop_readers(settings, now) + drop_erased(settings, now)


def drop_erased(settings: Settings, now: datetime) -> Counter[str]:
    """Drop the pages that a crawl brought of a text that is erased, or that were left of it."""
    done = erasure.finish(settings, now)
    return Counter({"erased pages": done.pages}) if done.pages else Counter()


def drop_readers(settings: Settings, now: datetime) -> Counter[str]:
    """Forget who asked and never confirmed, links that expired, and old mail that came back."""
    with store.sessions(settings.database).begin() as session:
        strangers = readers.unconfirmed(session, now - UNCONFIRMED)
        for one in strangers:
            readers.erase_reader(session, one)
        return Counter(
            {
                "unconfirmed": len(strangers),
                "links": readers.drop_expired(session, now),
                "bounces": undelivered.drop(session, now - BOUNCES),
            }
        )


def drop_listings(settings: Settings, now: datetime) -> Counter[str]:
    """Drop the listings of old crawls, file by file; nothing while a backup copies them.

    The rows go first: a file nobody knows is dropped by the next run, a row without its bytes
    would be a lie. A listing may refer to one kept whole a day before, so files stay that longer.
    """
    counts: Counter[str] = Counter()
    with store.keeping_lock(settings.database, wait=False) as alone:
        if not alone:
            log.warning("a backup is being made: listings are dropped tomorrow")
            return counts
        for path in sorted(settings.archive.glob(f"*/*/*/*{_LISTINGS}")):
            key = path.name.removesuffix(_LISTINGS)
            if started(key) > now - LISTINGS - source.WHOLE:
                continue
            with store.sessions(settings.database).begin() as session:
                file = path.relative_to(settings.archive).as_posix()
                pages = store.drop_listings(session, key, file)
            if pages is not None:
                counts += Counter({"listings": pages, "bytes": path.stat().st_size})
                path.unlink()
    return counts


def drop_spool(settings: Settings, now: datetime) -> Counter[str]:
    """Drop spool files stored long ago; those that could not be stored stay, and are named."""
    counts: Counter[str] = Counter()
    for path in sorted((settings.spool / STORED).glob("*.jsonl")):
        kept = path.stat()
        if datetime.fromtimestamp(kept.st_mtime, UTC) < now - SPOOL:
            path.unlink()
            counts += Counter({"spool files": 1, "bytes": kept.st_size})
    broken = sorted((settings.spool / BROKEN).glob("*.jsonl"))
    for path in broken:
        log.warning("%s could not be stored and is kept; %s.error says why", path, path.stem)
    counts["broken"] = len(broken)
    return counts


def is_listings(path: Path) -> bool:
    """Whether a file of the archive holds listings, and nothing else."""
    return path.name.endswith(_LISTINGS)


def started(name: str) -> datetime:
    """Return when the crawl began whose key a name begins with."""
    return datetime.strptime(name.split(".")[1], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
