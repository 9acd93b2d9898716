"""From the spool to documents and revisions: deduplicate, detect the language, store.

Each stage takes every file of its folder under the spool and leaves it in the next one; a file
is written beside and renamed, so a stage that died is simply run again. `store` alone writes to
the database, one transaction a file; unique constraints decide, so twice changes nothing.
"""

import fcntl
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DataError, IntegrityError

from pipeline import spool, store
from pipeline.arrival import Arrival, Line, item_of
from pipeline.errors import DatabaseError, ItemError
from pipeline.garbage import seldom_collected
from pipeline.identity import canonical, fingerprint
from pipeline.language import detect
from pipeline.revisions.rebase import Reread
from pipeline.settings import Settings
from pipeline.spool import Drop

log = logging.getLogger(__name__)

NEW, IDENTIFIED, DETECTED, STORED, BROKEN = "new", "identified", "detected", "stored", "broken"


NEWS = ("new", "changed", "confirmed", "restored", "withdrawn")  # of what is stored; to be flagged


def take_over(settings: Settings, reread: Reread) -> Counter[str]:
    """Take what lies in the spool through the three stages; return what came of it."""
    deduplicate(settings)
    detect_language(settings)
    return store_files(settings, reread)


def has_news(counts: Counter[str]) -> bool:
    """Return whether something was stored that readers may have to be told."""
    return any(counts[one] for one in NEWS)


# deduplicate, detect_language: from file to file


def deduplicate(settings: Settings) -> Counter[str]:
    """Give every item its canonical address and fingerprint; one text at one place stays once."""
    with alone(settings.spool):
        return _move(settings.spool, NEW, IDENTIFIED, _identified)


def detect_language(settings: Settings) -> Counter[str]:
    """Give every item the language it is written in, and how sure that is."""
    with alone(settings.spool):
        return _move(settings.spool, IDENTIFIED, DETECTED, _detected)


@contextmanager
def alone(spool: Path) -> Iterator[None]:
    """Hold the files of the spool: a backfill and a collection would take the same ones."""
    spool.mkdir(parents=True, exist_ok=True)
    with (spool / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _move(
    root: Path, origin: str, target: str, stage: Callable[[Iterator[Line]], Iterator[Line]]
) -> Counter[str]:
    """Run a stage over every file of a folder; return how many files and items."""
    counts: Counter[str] = Counter(files=0, items=0)
    (root / target).mkdir(parents=True, exist_ok=True)
    for path in sorted((root / origin).glob("*.jsonl")):
        part = root / target / f"{path.name}.part"
        with part.open("w", encoding="utf-8") as out:
            for line in stage(spool.lines(path)):
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
                counts["items"] += line.get("kind") == "item"
        part.rename(root / target / path.name)
        path.unlink()
        counts["files"] += 1
    return counts


def _identified(lines: Iterator[Line]) -> Iterator[Line]:
    first: dict[tuple[str, str], str] = {}  # (canonical, fingerprint) -> address
    said: set[tuple[str, str]] = set()  # (address, page) -> a page says one thing of an address
    lost: Counter[str] = Counter(unreadable=0, repeated=0, duplicate=0)  # for the ledger
    for line in lines:
        if line.get("kind") == "outcome":
            yield line | {"counts": line.get("counts", {}) | lost}
            continue
        if line.get("kind") != "item":
            yield line
            continue
        try:
            item = item_of(line)
        except ItemError as error:
            log.warning("skipped: %s", error)
            lost["unreadable"] += 1
            continue
        identity = (canonical(item.address), fingerprint(item.title, item.text))
        address = first.get(identity)
        if address == item.address or (item.address, item.page) in said:
            lost["repeated"] += 1
            continue  # said twice by one fetch, which must not pass for a second one
        said.add((item.address, item.page))
        first.setdefault(identity, item.address)
        if address is not None:
            lost["duplicate"] += 1
            drop = Drop(
                url=item.address,
                reason="duplicate",
                detail=f"the same text at {address}",
                at=item.seen_at,
                final=True,
            )
            yield json.loads(spool.to_line(drop))
        else:
            yield line | {"canonical": identity[0], "fingerprint": identity[1]}


def _detected(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        if line.get("kind") != "item":
            yield line
            continue
        item = item_of(line)
        found = detect(item.text, declared=[item.language] if item.language else [])
        yield line | {"detected": found.language, "confidence": found.confidence}


# store


def store_files(settings: Settings, reread: Reread) -> Counter[str]:
    """Store every file whose language is detected; return what came of it.

    A file the database cannot take is set aside under `broken` and named; the others go on.
    """
    with alone(settings.spool):
        return _store(settings, reread)


def _store(settings: Settings, reread: Reread) -> Counter[str]:
    counts: Counter[str] = Counter()
    sessions = store.sessions(settings.database)
    for name in (STORED, BROKEN):
        (settings.spool / name).mkdir(parents=True, exist_ok=True)
    for path in sorted((settings.spool / DETECTED).glob("*.jsonl")):
        try:
            with seldom_collected(), sessions.begin() as session:
                counts += Arrival(settings, session, path, reread).run()
        except (DataError, IntegrityError, ItemError, DatabaseError) as error:
            log.exception("%s cannot be stored, set aside", path.name)
            counts["broken"] += 1
            path.with_suffix(".error").write_text(str(error), encoding="utf-8")
            path.with_suffix(".error").rename(settings.spool / BROKEN / f"{path.stem}.error")
            path.rename(settings.spool / BROKEN / path.name)
            continue
        path.rename(settings.spool / STORED / path.name)
        counts["files"] += 1
    return counts
