"""The database as a file of SQL: written by pg_dump, read back by psql, of versions that fit."""

import gzip
import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pipeline.errors import BackupError, DatabaseError
from runtime.address import conninfo
from runtime.installation import programs

_UNFIT = re.compile(  # lines that a server may refuse, and that change nothing of ours
    rb"SET transaction_timeout"  # unknown before PostgreSQL 17
    rb"|COMMENT ON EXTENSION"  # an administrator's, where the operator's role may make none
    rb"|ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);$"
    # Servers note such a version since the minor releases of November 2026 (15.20 seen); a
    # pg_dump before these (our 18.6) repeats it, and no server takes it. Goes with ours.
)


def server_major(url: str) -> int:
    """Return the major version of a server; raise DatabaseError when it does not answer."""
    try:
        with psycopg.connect(conninfo(url), connect_timeout=10) as connection:
            return connection.info.server_version // 10000
    except psycopg.OperationalError:
        raise DatabaseError("the database does not answer; is VEILLE_DATABASE right?") from None


def is_empty(url: str) -> bool:
    """Whether a database holds not a single table."""
    query = (
        "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"
    )
    with psycopg.connect(conninfo(url), connect_timeout=10) as connection:
        row = connection.execute(query).fetchone()
    return row == (True,)


def write(url: str, snapshot: str, path: Path) -> int:
    """Write what a snapshot sees as compressed SQL; return the major version of what wrote it.

    Raise DatabaseError when no pg_dump fits the server, or when it fails.
    """
    program, major = _program("pg_dump", server_major(url))
    options = ["--no-owner", "--no-privileges", f"--snapshot={snapshot}", "--compress=6"]
    _finish(_started(program, url, [*options, f"--file={path}"]), "pg_dump", ())
    return major


def load(url: str, path: Path, *, server: int, after: str) -> None:
    """Read a file of SQL into an empty database, and run `after`, in one transaction.

    `server` is the major version it came from. Raise DatabaseError when the versions do not fit,
    or when it cannot be loaded; then nothing was.
    """
    found = server_major(url)
    if found < server:
        raise DatabaseError(
            f"the backup is of PostgreSQL {server} and this server is {found}: "
            f"restore it into PostgreSQL {server} or later"
        )
    program, _ = _program("psql", found)
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
    _finish(_started(program, url, options), "psql", _script(path, after))


def _script(path: Path, after: str) -> Iterator[bytes]:
    """Yield what psql is given; without the last line it takes nothing for good."""
    yield b"BEGIN;\n"
    with gzip.open(path) as lines:
        yield from (line for line in lines if not _UNFIT.match(line))
    yield f"RESET search_path;\n{after};\nCOMMIT;\n".encode()


def _program(name: str, server: int) -> tuple[Path, int]:
    """Return the program nearest to a server's version, but not before it, and its version.

    Ours are those of the embedded PostgreSQL; an operator's server may have its own on PATH.
    """
    places = [programs() / name, Path(shutil.which(name) or "/nowhere")]
    found = {place: _major(place) for place in places if place.exists()}
    fitting = {place: major for place, major in found.items() if major >= server}
    if not fitting:
        known = ", ".join(f"{place} is {major}" for place, major in found.items()) or "none here"
        raise DatabaseError(
            f"{name} of PostgreSQL {server} or later is needed ({known}): "
            f"install postgresql-client-{server}"
        )
    return min(fitting.items(), key=lambda one: one[1])


def _major(program: Path) -> int:
    said = subprocess.run(  # noqa: S603  PostgreSQL's own program
        [str(program), "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(number[1]) if number else 0


def _started(program: Path, url: str, options: list[str]) -> "subprocess.Popen[bytes]":
    """Start a program on a database; the password goes where no process list shows it."""
    known = conninfo_to_dict(conninfo(url))
    password = known.pop("password", None)
    secret = {"PGPASSWORD": str(password)} if password is not None else {}
    return subprocess.Popen(  # noqa: S603  PostgreSQL's own program
        [str(program), *options, f"--dbname={make_conninfo('', **known)}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"LC_ALL": "C"} | secret,
        umask=0o077,
    )


def _finish(process: "subprocess.Popen[bytes]", name: str, script: Iterable[bytes]) -> None:
    """Give a program what it reads and wait for its end; raise DatabaseError when it fails."""
    _feed(process, script)
    _, said = process.communicate()
    if process.returncode:
        reason = said.decode(errors="replace").strip().splitlines() or ["it said nothing"]
        raise DatabaseError(f"{name} failed: {reason[0]}")


def _feed(process: "subprocess.Popen[bytes]", script: Iterable[bytes]) -> None:
    """Write a script to a program; kill it when the script cannot be read to its end."""
    assert process.stdin is not None
    try:
        for part in script:
            process.stdin.write(part)
    except BrokenPipeError:
        pass  # it has failed, and says why
    except (OSError, EOFError, zlib.error) as error:
        process.kill()
        process.communicate()
        raise BackupError(f"the database in the backup cannot be read: {error}") from error
