"""One machine's Veille: starts the database and Airflow, restarts what dies, stops everything."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Self

import click
import psutil
from rich.live import Live
from rich.text import Text

from pipeline.errors import CallError, DatabaseError, VeilleError
from pipeline.settings import REPOSITORY, Settings
from runtime import metadata, postgres, processes, secrets
from runtime.deadman import DeadMan
from runtime.processes import Identity

FIRST_PORT = 8080  # of the UI, the next free one when it is taken
PRESSROOM_PORT = 8180
WEB_PORT = 8280  # of the public pages, unless VEILLE_WEB_PORT says another
TERMINATE = 15.0  # seconds from the first TERM to KILL; the database has five more
SCHEDULER = 9.0  # seconds for running tasks to end by themselves, within those
DOWN = 40.0  # seconds `down` waits for another `up` to end
STEADY = 300.0  # seconds after which a process that dies is a new accident
LONGEST_PAUSE = 60.0  # seconds before a process that keeps dying is tried again
_TRIES = range(2)  # one answer may be late just after the start
HOPELESS = 3  # deaths of one process before everything was healthy once
SILENCES = 5  # of the health page, two seconds apart, before we say so
LOG_LIMIT = 20_000_000  # bytes of a process's output; one earlier part is kept
PYTHON = (sys.executable, "-P", "-m")  # -P: the working folder holds no modules
SCHEDULER_NAME, API = "scheduler", "api-server"
PRESSROOM = "pressroom"
WEB = "web"
SAVED_PAGES = REPOSITORY / "tests" / "crawlers" / "pages"  # of a checkout: all other sources
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback has no proxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One running process with all that it started."""

    name: str
    pid: int
    since: datetime
    memory: int  # bytes, PSS


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What runs for one VEILLE_HOME."""

    home: Path
    pid: int | None  # of `up`; None when it does not run
    since: datetime | None
    url: str | None  # of the UI
    pages: str | None  # where readers subscribe, on this machine
    healthy: bool  # Airflow says so, database, scheduler and dag-processor included; pages too
    replay: str | None  # what stands in for every site, in a demo
    database_port: int | None  # of the embedded PostgreSQL
    parts: tuple[Part, ...]

    @property
    def memory(self) -> int:
        """Bytes of the whole, PSS."""
        return sum(part.memory for part in self.parts)


@dataclass(slots=True, kw_only=True)
class _Record:
    """What a run leaves in state/supervisor.json for `down`, `status` and the next `up`."""

    run: str
    supervisor: Identity
    port: int
    web: int  # port of the public pages
    replay: str | None
    children: dict[str, Identity] = field(default_factory=dict)

    def keep(self, home: Path) -> None:
        path = _record_path(home)
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(asdict(self)), encoding="utf-8")
        beside.replace(path)


@dataclass(slots=True, kw_only=True)
class _Child:
    """A process we keep alive."""

    name: str
    command: tuple[str, ...]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0  # monotonic
    deaths: int = 0  # in a row
    due: float = 0.0  # monotonic; when it may start again


def environment(  # noqa: PLR0913  what a process of ours must know, each under its name
    caller: Mapping[str, str],
    *,
    home: Path,
    mark: str,
    port: int,
    web: int,
    dags: Path,
    replay: str | None,
) -> dict[str, str]:
    """Return what a process of ours finds in its environment.

    The caller's VEILLE_* and AIRFLOW__* pass, but for the databases' addresses: those travel as
    files, so that no password shows in a process list.
    """
    theirs = {
        name: value
        for name, value in caller.items()
        if not name.startswith(("VEILLE_DATABASE", "VEILLE_AIRFLOW_DATABASE"))
        and name not in ("PYTHONHOME", "VEILLE_HOME_FILE", "VEILLE_REPLAY", "VEILLE_REPLAY_FILE")
        and name not in ("VEILLE_WEB_PORT", "VEILLE_WEB_PORT_FILE")
    }
    base = f"http://127.0.0.1:{port}"
    ours = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW_CONFIG": str(REPOSITORY / "airflow.cfg"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{base}/execution/",
        "VEILLE_HOME": str(home),
        "VEILLE_WEB_PORT": str(web),
        "VEILLE_DATABASE_FILE": str(secrets.path(home, secrets.DATABASE)),
        "PYTHONPATH": str(REPOSITORY),
        "PATH": f"{Path(sys.executable).parent}:{caller.get('PATH', os.defpath)}",
        "NO_PROXY": ",".join(filter(None, (caller.get("NO_PROXY"), "127.0.0.1"))),
        processes.MARK: mark,
        **processes.KEPT,
        **({"VEILLE_REPLAY": replay} if replay else {}),
    }
    # What a proxy shows under another address is the operator's to say.
    ours_unless = {"AIRFLOW__API__BASE_URL": base}
    if "VEILLE_WEB_URL_FILE" not in theirs:
        ours_unless["VEILLE_WEB_URL"] = f"http://127.0.0.1:{web}"
    return ours_unless | theirs | ours


def up(  # noqa: PLR0913  what it runs, and what it is handed
    settings: Settings,
    *,
    migrate: Callable[[str], None],
    demo: bool = False,
    texts: Path | None = None,
    lines: Callable[[], Sequence[str]] = tuple,
    dags: Path = REPOSITORY / "dags",
) -> None:
    """Run everything in the foreground until SIGINT, SIGTERM or `down`.

    `migrate` brings our tables of a database's address up to date; `lines` says what is worth
    seeing on the status screen; `texts` holds more of them for the demo's press room. Raise
    CallError when this home runs already, DatabaseError and VeilleError when something does not
    start; nothing of ours runs any more when this returns.
    """
    if settings.replay and not demo:
        raise CallError("VEILLE_REPLAY replaces every site: unset it, or say `veille up --demo`")
    home = settings.home
    secrets.folder(home)
    for folder in ("state", "logs"):
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_only_one(home))
        asked = stack.enter_context(_asked_to_stop())
        clean(home)
        secrets.make_all(home)
        port = _claimed_port(stack, home, "ui_port", FIRST_PORT)
        web = settings.web_port or _claimed_port(stack, home, "web_port", WEB_PORT)
        replay, rooms = settings.replay, []
        if demo and replay is None:
            room = _claimed_port(stack, home, "pressroom_port", PRESSROOM_PORT)
            replay = f"http://127.0.0.1:{room}"
            place = ("--port", str(room), "--state", str(home / "state" / PRESSROOM))
            pages = ("--pages", str(SAVED_PAGES)) if SAVED_PAGES.is_dir() else ()
            more = ("--texts", str(texts)) if texts else ()
            rooms = [_child(PRESSROOM, "runtime.pressroom", *place, *pages, *more)]
        run = os.urandom(8).hex()
        record = _Record(
            run=run, supervisor=Identity.of(os.getpid()), port=port, web=web, replay=replay
        )
        house = _House(settings, record, dags=dags, asked=asked)
        stack.callback(house.stop)
        record.keep(home)
        house.open(migrate, rooms)
        house.watch(lines)


def down(home: Path) -> bool:
    """Stop a running `up` and the embedded PostgreSQL; False when nothing ran.

    Raise VeilleError when `up` does not end in time.
    """
    ran = False
    record = _record(home)
    supervisor = record.supervisor.process() if record else None
    if supervisor is not None:
        ran = True
        supervisor.terminate()
        end = time.monotonic() + DOWN
        while record is not None and record.supervisor.process() is not None:
            if time.monotonic() > end:
                raise VeilleError(
                    f"`veille up` (pid {supervisor.pid}) does not end; see {home / 'logs'}"
                )
            time.sleep(0.05)
    if home.exists():
        ran = clean(home) or ran
    return postgres.stop(home) or ran


def clean(home: Path) -> bool:
    """Kill what a supervisor that was itself killed left behind; True when there was something."""
    record = _record(home)
    if record is None or record.supervisor.pid == os.getpid():
        return False
    if record.supervisor.process() is not None:
        return False
    left = processes.members(record.run, record.children.values())
    processes.send(left, signal.SIGTERM)
    psutil.wait_procs(left, timeout=3)
    processes.kill_all(lambda: processes.members(record.run, record.children.values()))
    _record_path(home).unlink(missing_ok=True)
    return bool(left)


def status(home: Path) -> Status:
    """Return what runs for `home`, with the memory of all of it."""
    record = _record(home)
    supervisor = record.supervisor.process() if record else None
    parts = []
    if record is not None and supervisor is not None:
        parts.append(_part("supervisor", supervisor, [supervisor]))
        for name, identity in record.children.items():
            if (child := identity.process()) is not None:
                kin = processes.members(f"{record.run}:{name}", [identity])
                parts.append(_part(name, child, kin))
    server = postgres.running(home)
    if server is not None:
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(server)
            parts.append(_part("postgres", process, [process, *process.children(recursive=True)]))
    alive = record if supervisor is not None else None
    return Status(
        home=home,
        pid=supervisor.pid if supervisor else None,
        since=_moment(supervisor.create_time()) if supervisor else None,
        url=f"http://127.0.0.1:{alive.port}" if alive else None,
        pages=f"http://127.0.0.1:{alive.web}" if alive else None,
        healthy=alive is not None and any(_is_well(alive) for _ in _TRIES),
        replay=alive.replay if alive else None,
        database_port=postgres.port(home),
        parts=tuple(parts),
    )


def is_healthy(port: int) -> bool:
    """Whether Airflow answers and calls its database, scheduler and dag-processor healthy."""
    try:
        with _DIRECT.open(f"http://127.0.0.1:{port}/api/v2/monitor/health", timeout=5) as answer:
            said = json.load(answer)
        return all(
            said[part]["status"] == "healthy"
            for part in ("metadatabase", "scheduler", "dag_processor")
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def answers(port: int) -> bool:
    """Whether the public pages answer, and their database does."""
    try:
        with _DIRECT.open(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False


def _is_well(record: _Record) -> bool:
    return is_healthy(record.port) and answers(record.web)


class _House:
    """The processes of one run."""

    def __init__(
        self, settings: Settings, record: _Record, *, dags: Path, asked: threading.Event
    ) -> None:
        self.settings = settings
        self.home = settings.home
        self.record = record
        self.dags = dags
        self.asked = asked  # set by a signal: stop
        self.children: list[_Child] = []
        self.started: list[subprocess.Popen[bytes]] = []  # all, to be waited for
        self.events: list[str] = []  # to be told
        self.was_healthy = False
        self.silences = 0  # of the health page, in a row
        self.began = time.monotonic()
        self.dead_man = DeadMan(settings, datetime.now(UTC))

    def open(self, migrate: Callable[[str], None], rooms: list[_Child]) -> None:
        """Start all in order; what does not depend on another goes side by side."""
        for room in rooms:
            self._add(room)
        url = self._database()
        prepared = None
        if not metadata.is_ready(self.home):
            metadata.migrated(self.home).unlink(missing_ok=True)
            prepared = _child("metadata", "runtime.metadata")
            self._start(prepared)
        migrate(url)
        if prepared is not None:
            self._finish(prepared, metadata.migrated(self.home).exists)
        self._add(_child(SCHEDULER_NAME, "airflow", "scheduler", "--skip-serve-logs"))
        self._add(_child("dag-processor", "airflow", "dag-processor"))
        if prepared is not None:  # its second half makes the user and rights, as the UI would
            self._finish(prepared, lambda: False)
        self._add(_child(API, "airflow", "api-server"))
        self._add(_child(WEB, "web"))

    def _add(self, child: _Child) -> None:
        if not self.asked.is_set():
            self.children.append(child)
            self._start(child)

    def watch(self, lines: Callable[[], Sequence[str]]) -> None:
        """Restart what dies and show how it goes, until asked to stop."""
        with _Screen() as screen:
            while not self.asked.is_set():
                self._revive_database()
                for child in self.children:
                    self._revive(child)
                self._look()
                self.events += self.dead_man.look(datetime.now(UTC))
                screen.show(self.events, self._head(), lines)
                self.events.clear()
                for child in self.children:
                    _cut(self._log(child))
                self.asked.wait(2.0 if self.was_healthy else 0.25)

    def stop(self) -> None:
        """Stop all in order: no new tasks, then everything else, the database last."""
        self.asked.clear()  # a second Ctrl-C means: at once
        began = time.monotonic()

        def until(seconds: float, running: Callable[[], bool]) -> None:
            while running() and time.monotonic() < began + seconds and not self.asked.is_set():
                time.sleep(0.05)

        first = [child for child in self.children if child.name not in (API, PRESSROOM)]
        self._terminate(first)  # the api-server goes on: tasks that end report to it
        until(SCHEDULER, lambda: any(_runs(child) for child in first))
        processes.send(self._members(), signal.SIGTERM)
        until(TERMINATE, lambda: bool(self._members()))
        processes.kill_all(self._members)
        for process in self.started:
            process.wait()
        try:
            postgres.stop(self.home)
        finally:
            _record_path(self.home).unlink(missing_ok=True)

    def _database(self) -> str:
        """Return the address of our database, checked or started; Airflow's is kept beside it."""
        if self.settings.database is None:
            url = postgres.ensure(self.home).url
        else:
            url = self.settings.database
            postgres.check_external(url)
            secrets.keep(self.home, secrets.DATABASE, url)
            if self.settings.airflow_database is None:
                beside = postgres.airflow_beside(url)
                secrets.keep(self.home, secrets.AIRFLOW_DATABASE, beside)
        if self.settings.airflow_database is not None:
            secrets.keep(self.home, secrets.AIRFLOW_DATABASE, self.settings.airflow_database)
        return url

    def _start(self, child: _Child) -> None:
        with self._log(child).open("ab") as output:
            child.process = subprocess.Popen(  # noqa: S603  our own programs, no shell
                child.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.home,
                env=environment(
                    os.environ,
                    home=self.home,
                    mark=f"{self.record.run}:{child.name}",
                    port=self.record.port,
                    web=self.record.web,
                    dags=self.dags,
                    replay=self.record.replay,
                ),
                start_new_session=True,  # a Ctrl-C in the terminal is ours to pass on, in order
                umask=0o077,
            )
        self.started.append(child.process)
        child.started = time.monotonic()
        with contextlib.suppress(psutil.NoSuchProcess):
            self.record.children[child.name] = Identity.of(child.process.pid)
        self.record.keep(self.home)

    def _finish(self, child: _Child, is_enough: Callable[[], bool]) -> None:
        """Wait for what a process has to do, or its end; raise VeilleError when it fails."""
        process = child.process
        while process is not None and process.poll() is None and not is_enough():
            if self.asked.wait(0.05):
                return
        if process is not None and process.returncode:
            raise VeilleError(f"{child.name} failed: {self._last_words(child)}")

    def _revive(self, child: _Child) -> None:
        """Start again what died, each time after a longer pause; raise VeilleError if hopeless."""
        now = time.monotonic()
        if child.process is not None and child.process.poll() is not None:
            if now - child.started > STEADY:
                child.deaths = 0
            pause = min(2.0**child.deaths, LONGEST_PAUSE)
            child.deaths += 1
            child.due = now + pause
            how = _how(child.process.returncode)
            if child.deaths >= HOPELESS and not self.was_healthy:
                raise VeilleError(f"{child.name} does not start: {how}; {self._last_words(child)}")
            self.events.append(f"{child.name} {how}; starting it again in {pause:.0f} s")
            mark = f"{self.record.run}:{child.name}"
            processes.kill_all(lambda: processes.members(mark))  # its workers outlive it
            self.started.remove(child.process)
            child.process = None
        if child.process is None and now >= child.due:
            self._start(child)

    def _revive_database(self) -> None:
        if self.settings.database is not None or postgres.running(self.home) is not None:
            return
        before = secrets.path(self.home, secrets.DATABASE).read_text(encoding="utf-8")
        try:
            cluster = postgres.ensure(self.home)
        except DatabaseError as error:
            self.events.append(str(error))
            return
        self.events.append(f"PostgreSQL had ended; started again (pid {cluster.pid})")
        if (
            cluster.url != before
        ):  # its port was taken meanwhile: the others must learn the new one
            self._terminate(self.children)

    def _terminate(self, children: Sequence[_Child]) -> None:
        for child in children:
            if child.process is not None:
                child.process.terminate()

    def _members(self) -> list[psutil.Process]:
        return processes.members(self.record.run, self.record.children.values())

    def _log(self, child: _Child) -> Path:
        return self.home / "logs" / f"{child.name}.log"

    def _last_words(self, child: _Child) -> str:
        path = self._log(child)
        said = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"{said[-1] if said else 'it said nothing'} (see {path})"

    def _look(self) -> None:
        """Ask for the health of Airflow and the pages; one silence is not believed at once."""
        if _is_well(self.record):
            if not self.was_healthy:
                self.events.append(f"healthy after {time.monotonic() - self.began:.0f} s")
            self.was_healthy = True
            self.silences = 0
        else:
            self.silences += 1

    def _head(self) -> list[str]:
        """Return what stays true while we run: where things are."""
        password = secrets.path(self.home, secrets.ADMIN_PASSWORD)
        mail = "by SMTP" if self.settings.smtp else f"in {self.settings.mail}"
        state = "starting" if not self.was_healthy else "is not healthy"
        if self.was_healthy and self.silences < SILENCES:
            state = "is healthy"
        replay = self.record.replay
        return [
            f"Veille {state}: http://127.0.0.1:{self.record.port}  (Ctrl-C stops everything)",
            f"  user {metadata.ADMIN}, password in {password}",
            f"  readers subscribe at {self.settings.web_url or self._pages()}",
            f"  mails {mail}; logs in {self.home / 'logs'}",
            *([f"  every site is played by the press room at {replay}"] if replay else []),
        ]

    def _pages(self) -> str:
        return f"http://127.0.0.1:{self.record.web}"


class _Screen:
    """A status that stays in place on a terminal; elsewhere, what changed, line by line."""

    def __init__(self) -> None:
        self.live: Live | None = None
        self.shown: list[str] = []

    def __enter__(self) -> Self:
        if sys.stdout.isatty():
            self.live = Live(auto_refresh=False, transient=True)
            self.live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.live is not None:
            self.live.stop()

    def show(
        self, events: Sequence[str], head: Sequence[str], lines: Callable[[], Sequence[str]]
    ) -> None:
        try:
            body = [*head, *lines()]
        except Exception as error:  # noqa: BLE001  a screen must not stop what it shows
            body = [*head, f"  no status now: {type(error).__name__}"]
        stamped = [f"{datetime.now(UTC):%H:%M:%S} {event}" for event in events]
        if self.live is not None:
            for line in stamped:
                self.live.console.print(Text(line))
            self.live.update(Text("\n".join(body)), refresh=True)
            return
        for line in (*stamped, *(line for line in body if line not in self.shown)):
            click.echo(line)
        self.shown = body


@contextlib.contextmanager
def _only_one(home: Path) -> Iterator[None]:
    """Hold this home; raise CallError naming who holds it already."""
    with (home / "state" / "up.lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CallError(
                f"{home} runs already (pid {file.read().strip()}); "
                "`veille status` shows it, `veille down` stops it"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """Yield what SIGINT, SIGTERM and a closed terminal set, instead of ending us midway."""
    asked = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    orders = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {order: signal.signal(order, ask) for order in orders}
    try:
        yield asked
    finally:
        for order, handler in before.items():
            signal.signal(order, handler)


def _claimed_port(stack: contextlib.ExitStack, home: Path, name: str, first: int) -> int:
    """Return a free port, last time's if possible, that no other Veille takes before we use it.

    The claim is an abstract socket of the port's name: the kernel drops it when we end.
    """
    kept = home / "state" / name
    last = [int(kept.read_text(encoding="ascii"))] if kept.exists() else []
    candidates: list[int] = [*last, *range(first, first + 100)]
    for port in candidates:
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0veille-port-{port}")
        except OSError:
            claim.close()
            continue
        if postgres.is_free(port):
            stack.enter_context(claim)
            kept.write_text(str(port), encoding="ascii")
            return port
        claim.close()
    raise VeilleError(f"no free port from {first} to {first + 99} on 127.0.0.1")


def _child(name: str, *command: str) -> _Child:
    return _Child(name=name, command=(*PYTHON, *command))


def _record_path(home: Path) -> Path:
    return home / "state" / "supervisor.json"


def _record(home: Path) -> _Record | None:
    """Return what the last `up` wrote; None when it ended well."""
    try:
        kept = json.loads(_record_path(home).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return _Record(
        run=kept["run"],
        supervisor=Identity(**kept["supervisor"]),
        port=kept["port"],
        web=kept.get("web", WEB_PORT),  # a run of yesterday's code left none
        replay=kept["replay"],
        children={name: Identity(**one) for name, one in kept["children"].items()},
    )


def _part(name: str, process: psutil.Process, kin: Sequence[psutil.Process]) -> Part:
    return Part(
        name=name,
        pid=process.pid,
        since=_moment(process.create_time()),
        memory=processes.memory(kin),
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _runs(child: _Child) -> bool:
    return child.process is not None and child.process.poll() is None


def _how(status: int) -> str:
    """Return how a process ended, from its exit status."""
    return (
        f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with {status}"
    )


def _cut(path: Path) -> None:
    """Move a log that has grown aside and begin it anew; its writers append, so they go on."""
    if path.stat().st_size > LOG_LIMIT:
        shutil.copyfile(path, path.with_suffix(".log.1"))
        os.truncate(path, 0)
