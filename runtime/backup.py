"""Backups: one folder each, named by its moment; pages of the archive beside them, copied once.

    DIR/archive/...               WARC files, as they lie in the archive
    DIR/20261127T073000Z/         secrets inside: for this user only
        backup.json               what it is of
        SHA256SUMS                of every file, ../archive/ included: `sha256sum -c` reads it
        database.sql.gz  spool/  secrets/  state/  mail/

The database is copied first, then the spool, then the archive: whatever is named by one is in
the next. Files in progress are none of a backup's business. Airflow's own rows are not in it.
"""

import contextlib
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

from pipeline import archive, store
from pipeline.document import BROKEN, DETECTED, IDENTIFIED, NEW, STORED
from pipeline.errors import BackupError, CallError
from pipeline.settings import Settings
from pipeline.store import erasing
from runtime import dump, secrets
from runtime.database import knows

log = logging.getLogger(__name__)

FORMAT = 1  # of a backup's folder
KEPT = 7  # backups of one folder
ARCHIVE, DATABASE, FACTS, SUMS = "archive", "database.sql.gz", "backup.json", "SHA256SUMS"
PART = ".part"  # ends what is not complete
SPOOL = (NEW, IDENTIFIED, DETECTED, BROKEN, STORED)  # as files move, so that none slips by
_SLACK = 2.0  # seconds by which file systems round a moment
_CHUNK = 1 << 20
_PLACE = (  # of this machine and its processes, not of what a home holds
    *(".*", "*.lock", "*_port", "*.part", "*.known", "supervisor.json", "airflow_*"),
    *(secrets.POSTGRES_PASSWORD, secrets.DATABASE, secrets.AIRFLOW_DATABASE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a backup is of."""

    format: int
    made_at: str  # ISO 8601
    schema: str  # migration of the tables
    server: int  # major version of PostgreSQL
    pg_dump: int  # its major version
    rows: dict[str, int]  # table -> number
    missing: list[str]  # files of the archive that pages lie in and that were not there
    erased: list[str] = field(default_factory=list)  # canonical addresses it holds nothing of


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of making a backup."""

    place: Path
    rows: dict[str, int]
    missing: list[str]
    copied: int  # files of the archive
    bytes: int  # of these
    there: int  # files of the archive copied before


def trees(settings: Settings) -> dict[str, Path]:
    """Return the folders of a home that a backup holds beside the archive, by name."""
    return {
        "spool": settings.spool,
        "secrets": settings.secrets,
        "state": settings.home / "state",
        "mail": settings.mail,
    }


def make(settings: Settings, folder: Path, now: datetime) -> Made:
    """Make a backup, whole or not at all; raise BackupError or DatabaseError when it cannot be."""
    for tree in (settings.archive, *trees(settings).values()):
        if folder.is_relative_to(tree):
            raise CallError(f"{folder} is part of what is backed up; name a folder elsewhere")
    try:
        with store.keeping_lock(settings.database, wait=True):  # no listing goes meanwhile
            return _made(settings, folder, folder / f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    except OSError as error:
        raise BackupError(f"{error.filename or folder}: {error.strerror}") from error


def refuse_missing(made: Made) -> None:
    """Raise BackupError when the archive lacks files of pages: what is there is backed up."""
    if made.missing:
        raise BackupError(
            f"{len(made.missing)} files of the archive are missing, {made.missing[0]} first; "
            "the rest is backed up"
        )


def latest(folder: Path) -> list[Path]:
    """Return the complete backups of a folder, the newest first."""
    return sorted((path.parent for path in folder.glob(f"*Z/{FACTS}")), reverse=True)


def sums(place: Path) -> dict[str, str]:
    """Return the digest of every file of a backup; raise BackupError when they are not legible."""
    try:
        lines = (place / SUMS).read_text(encoding="utf-8").splitlines()
        return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        raise BackupError(f"{place / SUMS} cannot be read: {error}") from error


def write_sums(place: Path, found: Mapping[str, str]) -> None:
    """Write the digests of the files of a backup, by path, whole or not at all."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(found.items()))
    beside = place / f"{SUMS}{PART}"
    beside.write_text(lines, encoding="utf-8")
    beside.rename(place / SUMS)


def facts(place: Path) -> Facts:
    """Return what a backup is of; raise BackupError when this code cannot take it."""
    try:
        found = Facts(**json.loads((place / FACTS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BackupError(f"{place / FACTS} cannot be read: {error}") from error
    if found.format != FORMAT or not knows(found.schema):
        raise BackupError(
            f"{place} is newer than this code (format {found.format}, tables {found.schema}): "
            "update the code"
        )
    return found


def complete_maildir(folder: Path) -> None:
    """Make the folders of a Maildir that came without them: a backup holds files only."""
    if folder.exists():
        for name in ("cur", "new", "tmp"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)


def copied(source: Path, target: Path) -> str:
    """Copy a file whole or not at all, for this user only; return the SHA-256 of its bytes."""
    digest = hashlib.sha256()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}{PART}")
    beside.unlink(missing_ok=True)
    with source.open("rb") as origin, open(os.open(beside, _NEW, 0o600), "wb") as copy:  # noqa: PTH123  mode
        while chunk := origin.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        kept = os.fstat(origin.fileno())
    os.utime(beside, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    beside.rename(target)
    return digest.hexdigest()


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def _made(settings: Settings, folder: Path, place: Path) -> Made:
    """Write a backup beside its place, and rename it when every byte is on the disk."""
    for one in (folder, folder / ARCHIVE):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob(f"*Z{PART}"):  # of backups that died
        shutil.rmtree(left)
    part = place.with_name(f"{place.name}{PART}")
    part.mkdir(mode=0o700)
    of, named = _database(settings, part)
    found = {DATABASE: digest(part / DATABASE)} | dict(_trees(settings, part))
    pages = _Pages(settings.archive, folder / ARCHIVE, _known(folder))
    found |= dict(pages.copied(named))
    of = replace(of, missing=pages.missing)
    write_sums(part, found)
    (part / FACTS).write_text(json.dumps(asdict(of), indent=2) + "\n", encoding="utf-8")
    os.sync()
    part.rename(place)
    _forget(folder)
    return Made(
        place=place,
        rows=of.rows,
        missing=pages.missing,
        copied=pages.new,
        bytes=pages.bytes,
        there=pages.there,
    )


def _known(folder: Path) -> dict[str, str]:
    """Return the digests of the newest backup that is legible: its pages are not copied again."""
    for place in latest(folder):
        with contextlib.suppress(BackupError):
            return sums(place)
    return {}


def _database(settings: Settings, part: Path) -> tuple[Facts, set[str]]:
    """Write the database; return what it holds and the files of the archive it names."""
    assert settings.database is not None  # it is opened
    server = dump.server_major(settings.database)
    with store.snapshot(settings.database) as (session, name):
        writer = dump.write(settings.database, name, part / DATABASE)
        of = Facts(
            format=FORMAT,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            schema=store.schema(session),
            server=server,
            pg_dump=writer,
            rows=store.row_counts(session),
            missing=[],
            erased=sorted(document.canonical for document, _, _ in erasing.erased(session)),
        )
        return of, store.archive_files(session)


def _trees(settings: Settings, part: Path) -> Iterator[tuple[str, str]]:
    """Copy what is small; yield each path with its digest."""
    for name, tree in trees(settings).items():
        for folder in [tree / one for one in SPOOL] if name == "spool" else [tree]:
            for source in sorted(folder.rglob("*")):
                if not source.is_file() or any(fnmatch(source.name, one) for one in _PLACE):
                    continue
                path = f"{name}/{source.relative_to(tree).as_posix()}"
                with contextlib.suppress(FileNotFoundError):  # it moved on, or was sent
                    yield path, copied(source, part / path)


class _Pages:
    """The archive on its way into the folder beside the backups."""

    def __init__(self, origin: Path, target: Path, known: dict[str, str]) -> None:
        self.origin, self.target, self.known = origin, target, known
        self.missing: list[str] = []
        self.new = self.bytes = self.there = 0

    def copied(self, named: set[str]) -> Iterator[tuple[str, str]]:
        """Copy what is new: complete files, and those the database names; yield all digests."""
        complete = {
            path.relative_to(self.origin).as_posix() for path in self.origin.glob("*/*/*/*.gz")
        }
        for file in sorted(complete | named):
            source = archive.place(self.origin, file)  # a dead crawl's lies at the root
            if source.exists():
                yield f"../{ARCHIVE}/{file}", self._digest(source, self.target / file, file)
            else:
                self.missing.append(file)

    def _digest(self, source: Path, target: Path, file: str) -> str:
        known = self.known.get(f"../{ARCHIVE}/{file}")
        if known and target.exists() and _same(source.stat(), target.stat()):
            self.there += 1
            return known
        self.new += 1
        self.bytes += source.stat().st_size
        return copied(source, target)


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return one.st_size == other.st_size and abs(one.st_mtime - other.st_mtime) <= _SLACK


def _forget(folder: Path) -> None:
    """Drop the oldest backups, and the pages that none of the others needs."""
    backups = latest(folder)
    for place in backups[KEPT:]:
        shutil.rmtree(place.rename(place.with_name(f"{place.name}{PART}")))
    try:
        needed = {path for place in backups[:KEPT] for path in sums(place)}
    except BackupError as error:
        log.warning("no page is dropped from %s: %s", folder, error)
        return
    for path in sorted((folder / ARCHIVE).glob("*/*/*/*")):
        if f"../{path.relative_to(folder).as_posix()}" not in needed:
            path.unlink()


def digest(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
