"""Restores: a backup verified, then taken into an empty home; mail is held until resumed.

What has begun leaves a mark in the home; with it nothing runs there, and the same restore goes
on where it was. The database comes last, in one transaction that holds mail too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline import store
from pipeline.document import DETECTED, STORED
from pipeline.errors import BackupError, CallError
from pipeline.settings import Settings
from runtime import backup, dump, external, postgres, secrets
from runtime.backup import Facts
from runtime.database import half_restored, migrate


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a restore."""

    place: Path
    rows: dict[str, int]
    damaged: list[str]  # files of the archive that were left out, and why


def take(settings: Settings, folder: Path, *, despite_damage: bool = False) -> Taken:
    """Take the latest backup of a folder into an empty home and database.

    Raise BackupError for a backup that is damaged or newer than the code, CallError for a home
    that is not empty, DatabaseError for a database that cannot take it.
    """
    place = _latest(folder)
    facts = backup.facts(place)
    _refuse_full(settings, place)
    sums = backup.sums(place)
    damaged = dict(_damaged(place, sums))
    _refuse(damaged, despite_damage=despite_damage)
    try:
        _copy(settings, place, {path: one for path, one in sums.items() if path not in damaged})
    except OSError as error:
        raise BackupError(f"{error.filename or settings.home}: {error.strerror}") from error
    url = _database(settings)
    _load(url, place, facts)
    _store_again(settings, url)
    half_restored(settings.home).unlink()
    return Taken(place=place, rows=facts.rows, damaged=list(damaged.values()))


def _latest(folder: Path) -> Path:
    found = backup.latest(folder)
    if not found:
        raise CallError(f"{folder} holds no complete backup")
    return found[0]


def _refuse_full(settings: Settings, place: Path) -> None:
    """Raise CallError unless nothing is here yet, or only what this restore began."""
    mark = half_restored(settings.home)
    if mark.exists():
        if (begun := mark.read_text(encoding="utf-8")) != str(place):
            raise CallError(f"a restore of {begun} into {settings.home} did not end; erase it")
        return
    data = postgres.base(settings.home) / "data"
    for folder in (settings.home, settings.archive, settings.spool, data):
        if folder.exists() and any(folder.iterdir()):
            raise CallError(
                f"{folder} is not empty: move it away, or name another home, to restore into"
            )
    if settings.database is not None:
        external.check(settings.database)
        if not dump.is_empty(settings.database):
            raise CallError("the database of VEILLE_DATABASE holds tables already; name another")


def _damaged(place: Path, sums: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield every file that is not what was backed up, and why."""
    for path, digest in sums.items():
        try:
            found = backup.digest(place / path)
        except OSError as error:
            yield path, f"{(place / path).resolve()}: {error.strerror}"
            continue
        if found != digest:
            why = f"its bytes changed (SHA-256 {found[:12]}…, {digest[:12]}… backed up)"
            yield path, f"{(place / path).resolve()}: {why}"


def _refuse(damaged: dict[str, str], *, despite_damage: bool) -> None:
    """Raise BackupError for damage; that of pages can be lived with."""
    grave = [why for path, why in damaged.items() if not _is_page(path)]
    if grave or (damaged and not despite_damage):
        first = (grave or list(damaged.values()))[0]
        more = f" (and {len(damaged) - 1} more files)" if len(damaged) > 1 else ""
        way = "restore an earlier one" if grave else "or leave such pages out: --despite-damage"
        raise BackupError(f"damaged: {first}{more}; {way}")


def _is_page(path: str) -> bool:
    return path.startswith(f"../{backup.ARCHIVE}/")


def _copy(settings: Settings, place: Path, sums: dict[str, str]) -> None:
    """Copy every file to where it belongs; begin with the mark."""
    secrets.folder(settings.home)
    mark = half_restored(settings.home)
    mark.parent.mkdir(mode=0o700, exist_ok=True)
    mark.write_text(str(place), encoding="utf-8")
    homes = backup.trees(settings) | {backup.ARCHIVE: settings.archive}
    for path, digest in sums.items():
        tree, _, rest = path.removeprefix("../").partition("/")
        if tree == backup.DATABASE:
            continue
        if backup.copied(place / path, homes[tree] / rest) != digest:
            raise BackupError(f"{place / path} changed while it was read; is the disk sound?")
    backup.complete_maildir(settings.mail)


def _database(settings: Settings) -> str:
    return settings.database or postgres.ensure(settings.home).url


def _load(url: str, place: Path, facts: Facts) -> None:
    """Load the database with mail held, unless that was done; compare, then climb."""
    if dump.is_empty(url):
        reason = f"restored from the backup of {datetime.fromisoformat(facts.made_at)}"
        held = f"INSERT INTO held (what, reason) VALUES ('{store.MAIL}', '{reason}') "  # noqa: S608  ours
        held += "ON CONFLICT (what) DO UPDATE SET reason = excluded.reason"
        dump.load(url, place / backup.DATABASE, server=facts.server, after=held)
    with store.sessions(url)() as session:
        found = store.row_counts(session) if store.schema(session) == facts.schema else facts.rows
    for name in facts.rows.keys() - {"held"}:
        if found.get(name) != facts.rows[name]:
            raise BackupError(
                f"table {name} has {found.get(name)} rows, {facts.rows[name]} were backed up"
            )
    migrate(url)


def _store_again(settings: Settings, url: str) -> None:
    """Hand what was stored after the database was copied to be stored once more."""
    paths = {path.stem: path for path in (settings.spool / STORED).glob("*.jsonl")}
    with store.sessions(url)() as session:
        known = store.stored_among(session, paths)
    (settings.spool / DETECTED).mkdir(parents=True, exist_ok=True)
    for key in paths.keys() - known:
        paths[key].rename(settings.spool / DETECTED / paths[key].name)
