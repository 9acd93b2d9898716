"""`up` runs the whole, restarts what dies, refuses a second one, and leaves nothing behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from called import called

from pipeline import settings
from pipeline.errors import CallError
from pipeline.settings import REPOSITORY
from runtime import postgres, processes, secrets, supervisor

DAG = '''
import subprocess
from airflow.sdk import dag, task

@dag(schedule="@once", max_active_runs=1)
def lasting():
    @task
    def crawl() -> None:
        """Start what ends in another session, as a crawl does."""
        subprocess.Popen(["sleep", "600"], start_new_session=True).wait()

    crawl()

lasting()
'''
DRIVER = """
import os, sys
from pathlib import Path
from pipeline import settings
from pipeline.errors import VeilleError
from runtime import supervisor

try:
    supervisor.up(settings.read(os.environ), migrate=lambda url: None, dags=Path(sys.argv[1]),
                  demo="--demo" in sys.argv)
except VeilleError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""
HEALTHY = 240  # seconds for a loaded box; about 20 are needed


@dataclass
class Running:
    """An `up` of a test, in a process of its own."""

    home: Path
    process: "subprocess.Popen[str]"
    output: Path

    def said(self) -> str:
        """Return what it printed."""
        return self.output.read_text()

    def status(self) -> supervisor.Status:
        """Return what runs."""
        return supervisor.status(self.home)

    def part(self, name: str) -> int:
        """Return the pid of a part, 0 when it does not run."""
        return next((part.pid for part in self.status().parts if part.name == name), 0)


def wait_until(is_so: Callable[[], object], seconds: float, what: Callable[[], str] = str) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, what()
        time.sleep(0.2)


def start(home: Path, dags: Path, *arguments: str) -> Running:
    home.mkdir(exist_ok=True)
    output = home / "said"
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VEILLE", "AIRFLOW"))
    }
    with output.open("a") as file:
        process = subprocess.Popen(  # noqa: S603  this Python
            [sys.executable, "-P", "-c", DRIVER, str(dags), *arguments],
            env={**environment, "VEILLE_HOME": str(home), "PYTHONPATH": str(REPOSITORY)},
            stdout=file, stderr=file, text=True,
        )  # fmt: skip
    return Running(home, process, output)


def is_up(running: Running) -> bool:
    assert running.process.poll() is None, running.said()
    return "healthy after" in running.said()


def sleepers(home: Path) -> list[psutil.Process]:
    """Return what the tasks of a home started, found without the supervisor's own means."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.name() == "sleep" and process.environ().get("VEILLE_HOME") == str(home):
                found.append(process)
        except psutil.Error:
            continue
    return found


def everything(home: Path) -> set[psutil.Process]:
    """Return every process of a home: by its parts, their children, and what tasks started."""
    found = set(sleepers(home))
    for part in supervisor.status(home).parts:
        process = psutil.Process(part.pid)
        found |= {process, *process.children(recursive=True)}
    return found


def alive(found: set[psutil.Process]) -> list[psutil.Process]:
    psutil.wait_procs(found, timeout=2)
    return [one for one in found if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def forget(home: Path) -> None:
    supervisor.down(home)
    shutil.rmtree(postgres.base(home), ignore_errors=True)


@pytest.fixture(scope="module")
def dags(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one DAG whose only task lasts."""
    folder = tmp_path_factory.mktemp("dags")
    (folder / "lasting.py").write_text(DAG)
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, dags: Path) -> Iterator[Running]:
    """Keep one `up --demo` for the tests that look at it or kill a part of it."""
    home = tmp_path_factory.mktemp("home")
    secrets.keep(home, secrets.ADMIN_PASSWORD, "-opens_with_a_dash")  # as one of 64 does
    one = start(home, dags, "--demo")
    try:
        wait_until(lambda: is_up(one), HEALTHY, one.said)
        yield one
    finally:
        one.process.terminate()
        one.process.wait(60)
        forget(home)


def ask(url: str, body: object = None, token: str = "") -> object:
    headers = {
        "Content-Type": "application/json",
        **({"Authorization": f"Bearer {token}"} if token else {}),
    }
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310  loopback
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  loopback
        return json.load(answer)


def test_secrets_do_not_travel_in_the_environment(tmp_path: Path) -> None:
    caller = {
        "VEILLE_DATABASE": "postgresql+psycopg://u:hush@h/d",
        "VEILLE_AIRFLOW_DATABASE_FILE": "/run/hush",
        "VEILLE_TICK": "1m",
        "VEILLE_REPLAY": "http://127.0.0.1:1",
        "AIRFLOW__API__BASE_URL": "https://veille.example",
        "PATH": "/bin",
    }
    found = supervisor.environment(
        caller, home=tmp_path, mark="r:n", port=8081, web=8281, dags=tmp_path / "dags", replay=None
    )
    assert "hush" not in str(found)
    assert "VEILLE_REPLAY" not in found
    assert found["VEILLE_TICK"] == "1m"
    assert (found["VEILLE_WEB_PORT"], found["VEILLE_WEB_URL"]) == ("8281", "http://127.0.0.1:8281")
    assert found["VEILLE_DATABASE_FILE"] == str(tmp_path / "secrets" / "database")
    assert found["AIRFLOW__API__BASE_URL"] == "https://veille.example"
    assert found["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8081/execution/"


def test_a_replay_is_refused_outside_the_demo(tmp_path: Path) -> None:
    wrong = settings.read({"VEILLE_HOME": str(tmp_path), "VEILLE_REPLAY": "http://127.0.0.1:1"})
    with pytest.raises(CallError, match="VEILLE_REPLAY"):
        supervisor.up(wrong, migrate=lambda _: None)


def test_a_home_where_nothing_runs(tmp_path: Path) -> None:
    assert supervisor.down(tmp_path / "absent") is False
    found = supervisor.status(tmp_path / "absent")
    assert (found.pid, found.url, found.healthy, found.parts) == (None, None, False, ())
    assert found.pages is None


def test_members_are_found_in_whatever_session(tmp_path: Path) -> None:
    code = "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)"
    subprocess.run(  # noqa: S603  this Python
        [sys.executable, "-c", code],
        env={**os.environ, processes.MARK: f"{tmp_path}:part"},
        check=True,
    )
    assert [one.name() for one in processes.members(str(tmp_path))] == ["sleep"]
    assert processes.members(f"{tmp_path}:other") == []
    assert processes.kill_all(lambda: processes.members(str(tmp_path)))
    assert processes.members(str(tmp_path)) == []


@pytest.mark.server
def test_a_process_that_cannot_start_ends_it_all(tmp_path: Path) -> None:
    """A wrong Airflow setting: the reason is told and nothing goes on running."""
    home = tmp_path / "home"
    home.mkdir()
    process = subprocess.run(  # noqa: S603  this Python
        [sys.executable, "-P", "-c", DRIVER, str(tmp_path)],
        env={
            **os.environ,
            "VEILLE_HOME": str(home),
            "PYTHONPATH": str(REPOSITORY),
            "AIRFLOW__CORE__AUTH_MANAGER": "no.such.Manager",
        },
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    try:
        assert process.returncode == 1
        assert process.stderr.startswith("VeilleError: metadata failed: ")
        assert str(home / "logs" / "metadata.log") in process.stderr
        assert postgres.running(home) is None
        assert everything(home) == set()
    finally:
        forget(home)


@pytest.mark.airflow
@pytest.mark.server
def test_the_operator_finds_a_live_dag_behind_a_password(running: Running) -> None:
    wait_until(lambda: running.status().healthy, 60)  # it answers late on a loaded box
    found = running.status()
    password = secrets.read(running.home, secrets.ADMIN_PASSWORD)
    login = {"username": "admin", "password": password}
    token = ask(f"{found.url}/auth/token", login)["access_token"]  # type: ignore[index]
    with pytest.raises(urllib.error.HTTPError, match="401"):
        ask(f"{found.url}/api/v2/dags")
    wait_until(lambda: ask(f"{found.url}/api/v2/dags", token=token)["dags"], 60)  # type: ignore[index]
    dag = ask(f"{found.url}/api/v2/dags", token=token)["dags"][0]  # type: ignore[index]
    assert (dag["dag_id"], dag["is_paused"]) == ("lasting", False)
    assert password not in running.said()


@pytest.mark.airflow
@pytest.mark.server
def test_everything_listens_on_loopback_only(running: Running) -> None:
    wait_until(lambda: sleepers(running.home), 60)
    listening = {
        one.laddr.ip
        for process in everything(running.home)
        for one in process.net_connections()
        if one.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}


@pytest.mark.airflow
@pytest.mark.server
def test_status_says_what_runs(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_HOME", str(running.home))
    settings.current.cache_clear()
    said = called("status", "--json")
    plain = called("status")
    settings.current.cache_clear()
    *processes_said, metrics = map(json.loads, said.output.splitlines())
    assert set(metrics) == {"name", "metrics", "reason"}  # this home has no tables
    parts = {part["name"]: part for part in processes_said}
    assert set(parts) == {
        "supervisor", "pressroom", "api-server", "scheduler", "dag-processor", "postgres",
        "web",
    }  # fmt: skip
    assert parts["supervisor"]["pid"] == running.process.pid
    assert 300e6 < sum(part["memory"] for part in parts.values()) < 1500e6
    assert (said.exit_code, plain.exit_code) == (0, 0)
    assert f"runs at {running.status().url}" in plain.output
    pages = running.status().pages
    assert f"readers subscribe at {pages}" in plain.output
    with urllib.request.urlopen(f"{pages}/health", timeout=30) as answer:  # noqa: S310  loopback
        assert answer.read() == b"ok"
    print(plain.output)  # noqa: T201  seen with -s: the figures of the README


@pytest.mark.airflow
@pytest.mark.server
def test_a_second_up_is_refused_with_the_pid(running: Running, dags: Path) -> None:
    second = subprocess.run(  # noqa: S603  this Python
        [sys.executable, "-P", "-c", DRIVER, str(dags)],
        env={**os.environ, "VEILLE_HOME": str(running.home), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert f"CallError: {running.home} runs already (pid {running.process.pid})" in second.stderr
    wait_until(lambda: running.status().healthy, 60, running.said)


@pytest.mark.airflow
@pytest.mark.server
@pytest.mark.parametrize("name", ["scheduler", "dag-processor", "pressroom", "postgres"])
def test_what_is_killed_comes_back(running: Running, name: str) -> None:
    before = running.part(name)
    kin = {one for one in psutil.Process(before).children(recursive=True) if name == "scheduler"}
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: running.part(name) not in (0, before), 60, running.said)
    wait_until(lambda: running.status().healthy, 90, running.said)
    assert alive(kin) == []  # workers of a dead scheduler would run its tasks a second time
    told = "PostgreSQL had ended" if name == "postgres" else f"{name} was killed by SIGKILL"
    wait_until(lambda: told in running.said(), 10, running.said)


@pytest.mark.airflow
@pytest.mark.server
def test_two_homes_side_by_side_and_an_end_without_remains(
    running: Running, tmp_path: Path, dags: Path
) -> None:
    home = tmp_path / "other"
    other = start(home, dags)
    try:
        wait_until(lambda: is_up(other), HEALTHY, other.said)
        wait_until(lambda: sleepers(home), 90, other.said)
        wait_until(lambda: running.status().healthy, 60, running.said)
        assert running.status().url != other.status().url
        assert running.status().database_port != other.status().database_port

        found = everything(home)
        other.process.send_signal(signal.SIGINT)  # while a task runs, which sleeps for long
        assert other.process.wait(60) == 0, other.said()
        assert alive(found) == []
        assert postgres.running(home) is None
        wait_until(lambda: running.status().healthy, 60, running.said)

        again = start(home, dags)  # a supervisor that is itself killed
        wait_until(lambda: again.part("scheduler"), 60, again.said)
        orphans = everything(home) - {psutil.Process(again.process.pid)}
        again.process.kill()
        again.process.wait()
        assert alive(orphans) != []
        third = start(home, dags)
        wait_until(lambda: third.status().pid == third.process.pid, 60, third.said)
        wait_until(lambda: third.part("scheduler"), 60, third.said)
        servers = [one for one in alive(orphans) if one.name() != "postgres"]
        assert servers == []  # the database was adopted, the rest cleared away
        assert supervisor.down(home) is True
        assert third.process.wait(5) == 0
        assert supervisor.down(home) is False
    finally:
        forget(home)
