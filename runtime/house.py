"""The processes of one run: opened in their order, started again when they die, stopped."""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import psutil

from pipeline.errors import DatabaseError, VeilleError
from pipeline.settings import Settings
from runtime import external, metadata, postgres, processes, record, secrets
from runtime.child import Child, Process, cut, ended
from runtime.deadman import DeadMan
from runtime.processes import Identity
from runtime.record import Record
from runtime.screen import Screen
from runtime.wellness import is_well

TERMINATE = 15.0  # seconds from the first TERM to KILL; the database has five more
SCHEDULER = 9.0  # seconds for running tasks to end by themselves, within those
STEADY = 300.0  # seconds after which a process that dies is a new accident
LONGEST_PAUSE = 60.0  # seconds before a process that keeps dying is tried again
HOPELESS = 3  # deaths of one process before everything was healthy once
SILENCES = 5  # of the health page, two seconds apart, before we say so
API = "api-server"
PRESSROOM = "pressroom"


class House:
    """The processes of one run."""

    def __init__(
        self,
        settings: Settings,
        record: Record,
        environment: Callable[[str], Mapping[str, str]],
        asked: threading.Event,
    ) -> None:
        self.settings = settings
        self.home = settings.home
        self.record = record
        self.environment = environment  # of a process of ours, by its mark
        self.asked = asked  # set by a signal: stop
        self.children: list[Child] = []
        self.started: list[Process] = []  # all, to be waited for
        self.events: list[str] = []  # to be told
        self.was_healthy = False
        self.silences = 0  # of the health page, in a row
        self.began = time.monotonic()
        self.dead_man = DeadMan(settings, datetime.now(UTC))

    def open(self, migrate: Callable[[str], None], rooms: list[Child]) -> None:
        """Start all in order; what does not depend on another goes side by side."""
        for room in rooms:
            self._add(room)
        url = self._database()
        prepared = None
        if not metadata.is_ready(self.home):
            metadata.migrated(self.home).unlink(missing_ok=True)
            prepared = Child.of("metadata", "runtime.metadata")
            self._start(prepared)
        migrate(url)
        if prepared is not None:
            self._finish(prepared, metadata.migrated(self.home).exists)
        self._add(Child.of("scheduler", "airflow", "scheduler", "--skip-serve-logs"))
        self._add(Child.of("dag-processor", "airflow", "dag-processor"))
        if prepared is not None:  # its second half makes the user and rights, as the UI would
            self._finish(prepared, lambda: False)
        self._add(Child.of(API, "airflow", "api-server"))
        self._add(Child.of("web", "web"))

    def _add(self, child: Child) -> None:
        if not self.asked.is_set():
            self.children.append(child)
            self._start(child)

    def watch(self, lines: Callable[[], Sequence[str]]) -> None:
        """Restart what dies and show how it goes, until asked to stop."""
        with Screen() as screen:
            while not self.asked.is_set():
                self._revive_database()
                for child in self.children:
                    self._revive(child)
                self._look()
                self.events += self.dead_man.look(datetime.now(UTC))
                screen.show(self.events, self._head(), lines)
                self.events.clear()
                for child in self.children:
                    cut(child.log(self.home))
                self.asked.wait(2.0 if self.was_healthy else 0.25)

    def stop(self) -> None:
        """Stop all in order: no new tasks, then everything else, the database last."""
        self.asked.clear()  # a second Ctrl-C means: at once
        began = time.monotonic()

        def until(seconds: float, running: Callable[[], bool]) -> None:
            while running() and time.monotonic() < began + seconds and not self.asked.is_set():
                time.sleep(0.05)

        first = [one for one in self.children if one.name not in (API, PRESSROOM)]
        _terminate(first)  # the api-server goes on: tasks that end report to it
        until(SCHEDULER, lambda: any(one.runs for one in first))
        processes.send(self._members(), signal.SIGTERM)
        until(TERMINATE, lambda: bool(self._members()))
        processes.kill_all(self._members)
        for process in self.started:
            process.wait()
        try:
            postgres.stop(self.home)
        finally:
            record.path_of(self.home).unlink(missing_ok=True)

    def _database(self) -> str:
        """Return the address of our database, checked or started; Airflow's is kept beside it."""
        if self.settings.database is None:
            url = postgres.ensure(self.home).url
        else:
            url = self.settings.database
            external.check(url)
            secrets.keep(self.home, secrets.DATABASE, url)
            if self.settings.airflow_database is None:
                beside = external.airflow_beside(url)
                secrets.keep(self.home, secrets.AIRFLOW_DATABASE, beside)
        if self.settings.airflow_database is not None:
            secrets.keep(self.home, secrets.AIRFLOW_DATABASE, self.settings.airflow_database)
        return url

    def _start(self, child: Child) -> None:
        """Start a process, and write down which it is."""
        run = self.record
        process = child.start(self.home, self.environment(f"{run.run}:{child.name}"))
        self.started.append(process)
        with contextlib.suppress(psutil.NoSuchProcess):
            run.children[child.name] = Identity.of(process.pid)
        run.keep(self.home)

    def _finish(self, child: Child, is_enough: Callable[[], bool]) -> None:
        """Wait for what a process has to do, or its end; raise VeilleError when it fails."""
        process = child.process
        while process is not None and process.poll() is None and not is_enough():
            if self.asked.wait(0.05):
                return
        if process is not None and process.returncode:
            raise VeilleError(f"{child.name} failed: {child.last_words(self.home)}")

    def _revive(self, child: Child) -> None:
        """Start again what died, each time after a longer pause; raise VeilleError if hopeless."""
        now = time.monotonic()
        if child.process is not None and child.process.poll() is not None:
            if now - child.started > STEADY:
                child.deaths = 0
            pause = min(2.0**child.deaths, LONGEST_PAUSE)
            child.deaths += 1
            child.due = now + pause
            how = ended(child.process.returncode)
            if child.deaths >= HOPELESS and not self.was_healthy:
                raise VeilleError(
                    f"{child.name} does not start: {how}; {child.last_words(self.home)}"
                )
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
        if cluster.url != before:  # its port was taken: the others must learn the new one
            _terminate(self.children)

    def _members(self) -> list[psutil.Process]:
        return processes.members(self.record.run, self.record.children.values())

    def _look(self) -> None:
        """Ask for the health of Airflow and the pages; one silence is not believed at once."""
        if is_well(self.record):
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


def _terminate(children: Sequence[Child]) -> None:
    for one in children:
        if one.process is not None:
            one.process.terminate()
