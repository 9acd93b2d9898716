"""Backups amended: what was erased since they were made is erased from them too.

The database of each is loaded into a server of its own for that while, erased from as ours was,
and written anew. A backup stays as it was until the amended one is whole beside it.
"""

import contextlib
import json
import logging
import shutil
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipeline import erasure, store
from pipeline.errors import BackupError, CallError
from pipeline.settings import Settings
from pipeline.store import erasing
from runtime import backup, dump, postgres
from runtime.backup import ARCHIVE, DATABASE, FACTS, PART, SUMS
from runtime.database import migrate

log = logging.getLogger(__name__)

_OLD = ".old"  # ends the name of a backup whose amended one takes its place


class Erased(NamedTuple):
    """A text that is erased, and what the log says of it."""

    place: str  # canonical address
    why: str
    at: datetime


def amend(settings: Settings, folder: Path) -> int:
    """Erase from the backups of a folder what is erased here; return how many had to be amended.

    Raise BackupError for one that is damaged, DatabaseError where no PostgreSQL can load it.
    """
    with store.keeping_lock(settings.database, wait=True):
        with store.sessions(settings.database)() as session:
            gone = [
                Erased(document.canonical, why, at)
                for document, why, at in erasing.erased(session)
            ]
        _put_back(folder)
        amended = 0
        for place in backup.latest(folder):
            known = backup.facts(place).erased
            if todo := [one for one in gone if one.place not in known]:
                _amend(settings, folder, place, todo)
                amended += 1
        return amended


def _put_back(folder: Path) -> None:
    """Finish, or undo, the change of places that a run died in."""
    for old in folder.glob(f"*Z{_OLD}"):
        place = old.with_name(old.name.removesuffix(_OLD))
        if place.exists():
            shutil.rmtree(old)
        else:
            old.rename(place)


def _amend(settings: Settings, folder: Path, place: Path, todo: Collection[Erased]) -> None:
    part = place.with_name(f"{place.name}{PART}")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(place, part)
    backup.complete_maildir(part / "mail")
    facts = backup.facts(place)
    with postgres.lent() as (_, url):
        dump.load(url, place / DATABASE, server=facts.server, after="SELECT 1")
        migrate(url)
        house = replace(
            settings, home=part, archive=folder / ARCHIVE, spool=part / "spool", database=url
        )
        _erase(house, folder, place, todo)
        (part / "spool" / "lock").unlink()
        (part / DATABASE).unlink()
        with store.snapshot(url) as (session, name):
            facts = replace(
                facts,
                pg_dump=dump.write(url, name, part / DATABASE),
                server=dump.server_major(url),
                schema=store.schema(session),
                rows=store.row_counts(session),
                erased=sorted({*facts.erased, *(one.place for one in todo)}),
            )
        store.engine(url).dispose()
    _write_sums(part, backup.sums(place))
    (part / FACTS).write_text(json.dumps(asdict(facts), indent=2) + "\n", encoding="utf-8")
    old = place.rename(place.with_name(f"{place.name}{_OLD}"))
    part.rename(place)
    shutil.rmtree(old)


def _erase(house: Settings, folder: Path, place: Path, todo: Collection[Erased]) -> None:
    """Erase texts from a backup laid out as a house; raise BackupError when bytes are left."""
    files: set[str] = set()
    for one in todo:
        with contextlib.suppress(CallError):  # it was not there yet, or was hidden under another
            done = erasure.run(house, one.place, one.why, one.at)[1]
            files |= done.files
            if done.left:
                _note(folder, files)
                raise BackupError(f"{place}: {next(iter(done.left.values()))}")
    _note(folder, files)


def _note(folder: Path, files: Collection[str]) -> None:
    """Let every backup of a folder know the new digests of files of the archive beside them."""
    new = {f"../{ARCHIVE}/{file}": backup.digest(folder / ARCHIVE / file) for file in files}
    for place in backup.latest(folder):
        known = backup.sums(place)
        changed = {path: digest for path, digest in new.items() if path in known}
        if any(known[path] != digest for path, digest in changed.items()):
            backup.write_sums(place, known | changed)


def _write_sums(part: Path, known: dict[str, str]) -> None:
    """Write the digests of a backup's own files anew; those of the archive are known."""
    pages = {path: digest for path, digest in known.items() if path.startswith("../")}
    own = {
        path.relative_to(part).as_posix(): backup.digest(path)
        for path in part.rglob("*")
        if path.is_file() and path.name not in {SUMS, FACTS}
    }
    backup.write_sums(part, pages | own)
