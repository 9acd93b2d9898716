"""One machine's Veille: started, stopped, and what runs of it."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from pipeline.errors import CallError, VeilleError
from pipeline.settings import REPOSITORY, Settings
from runtime import postgres, processes, record, secrets
from runtime.child import Child
from runtime.claim import asked_to_stop, free_port, only_one
from runtime.house import PRESSROOM, House
from runtime.processes import Identity
from runtime.record import WEB_PORT, Record
from runtime.wellness import is_well

FIRST_PORT = 8080  # of the UI, the next free one when it is taken
PRESSROOM_PORT = 8180
_TRIES = range(2)  # one answer may be late just after the start
DOWN = 40.0  # seconds `down` waits for another `up` to end
SAVED_PAGES = REPOSITORY / "tests" / "crawlers" / "pages"  # of a checkout: all other sources


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
        stack.enter_context(only_one(home))
        asked = stack.enter_context(asked_to_stop())
        clean(home)
        secrets.make_all(home)
        port = free_port(stack, home, "ui_port", FIRST_PORT)
        web = settings.web_port or free_port(stack, home, "web_port", WEB_PORT)
        replay, rooms = settings.replay, []
        if demo and replay is None:
            room = free_port(stack, home, "pressroom_port", PRESSROOM_PORT)
            replay, rooms = f"http://127.0.0.1:{room}", [_room(home, room, texts)]
        run = Record(
            run=os.urandom(8).hex(),
            supervisor=Identity.of(os.getpid()),
            port=port,
            web=web,
            replay=replay,
        )

        def surroundings(mark: str) -> dict[str, str]:
            return environment(
                os.environ, home=home, mark=mark, port=port, web=web, dags=dags, replay=replay
            )

        house = House(settings, run, surroundings, asked)
        stack.callback(house.stop)
        run.keep(home)
        house.open(migrate, rooms)
        house.watch(lines)


def _room(home: Path, port: int, texts: Path | None) -> Child:
    """Return the press room that plays every site in a demo."""
    place = ("--port", str(port), "--state", str(home / "state" / PRESSROOM))
    pages = ("--pages", str(SAVED_PAGES)) if SAVED_PAGES.is_dir() else ()
    more = ("--texts", str(texts)) if texts else ()
    return Child.of(PRESSROOM, "runtime.pressroom", *place, *pages, *more)


def down(home: Path) -> bool:
    """Stop a running `up` and the embedded PostgreSQL; False when nothing ran.

    Raise VeilleError when `up` does not end in time.
    """
    run = record.read(home)
    supervisor = run.supervisor.process() if run else None
    ran = supervisor is not None
    if run and supervisor:
        supervisor.terminate()
        end = time.monotonic() + DOWN
        while run.supervisor.process() is not None:
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
    run = record.read(home)
    if run is None or run.supervisor.pid == os.getpid():
        return False
    if run.supervisor.process() is not None:
        return False
    left = processes.members(run.run, run.children.values())
    processes.send(left, signal.SIGTERM)
    psutil.wait_procs(left, timeout=3)
    processes.kill_all(lambda: processes.members(run.run, run.children.values()))
    record.path_of(home).unlink(missing_ok=True)
    return bool(left)


def status(home: Path) -> Status:
    """Return what runs for `home`, with the memory of all of it."""
    left = record.read(home)
    supervisor = left.supervisor.process() if left else None
    parts = []
    if left is not None and supervisor is not None:
        parts.append(_part("supervisor", supervisor, [supervisor]))
        for name, identity in left.children.items():
            if (child := identity.process()) is not None:
                kin = processes.members(f"{left.run}:{name}", [identity])
                parts.append(_part(name, child, kin))
    server = postgres.running(home)
    if server is not None:
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(server)
            parts.append(_part("postgres", process, [process, *process.children(recursive=True)]))
    alive = left if supervisor is not None else None
    return Status(
        home=home,
        pid=supervisor.pid if supervisor else None,
        since=_moment(supervisor.create_time()) if supervisor else None,
        url=f"http://127.0.0.1:{alive.port}" if alive else None,
        pages=f"http://127.0.0.1:{alive.web}" if alive else None,
        healthy=alive is not None and any(is_well(alive) for _ in _TRIES),
        replay=alive.replay if alive else None,
        database_port=postgres.port(home),
        parts=tuple(parts),
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
