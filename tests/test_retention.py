"""Airflow's rows and logs go after thirty days, from our own Airflow only."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from pipeline.settings import REPOSITORY
from runtime import metadata, postgres, retention, secrets, supervisor

NOW = datetime.now(UTC)
BEFORE = NOW - retention.KEPT


def written(path: Path, days: float) -> Path:
    """Write a file some days ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("said")
    moment = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_old_logs_go_with_the_folders_that_become_empty(tmp_path: Path) -> None:
    old = written(tmp_path / "dag_id=flag" / "run_id=1" / "task_id=flags" / "attempt=1.log", 31)
    half = written(tmp_path / "dag_id=flag" / "run_id=2" / "task_id=flags" / "attempt=1.log", 31)
    young = written(half.with_name("attempt=2.log"), 29)
    parsing = written(tmp_path / "dag_processor" / "2026-01-01" / "flag.py.log", 40)
    latest = tmp_path / "dag_processor" / "latest"
    latest.symlink_to("2026-01-01")
    assert retention.drop_logs(tmp_path, BEFORE) == {"logs": 3, "bytes": 12}
    assert not old.parent.parent.exists()
    assert not half.exists()
    assert young.exists()
    assert not parsing.parent.exists()
    assert latest.is_symlink()  # it is today's, wherever it leads
    assert (tmp_path / "dag_id=flag").exists()


def test_the_logs_of_our_processes_stay_and_so_do_empty_folders_made_just_now(
    tmp_path: Path,
) -> None:
    postgres_log = written(tmp_path / "postgres.log", 400)
    made = tmp_path / "dag_id=flag" / "run_id=3"
    made.mkdir(parents=True)
    assert retention.drop_logs(tmp_path, BEFORE) == {}
    assert postgres_log.exists()
    assert made.exists()


def test_another_ones_airflow_is_left_alone(tmp_path: Path) -> None:
    log = written(tmp_path / "logs" / "dag_id=theirs" / "run_id=1" / "attempt=1.log", 400)
    assert retention.run(tmp_path, NOW) == {}
    assert log.exists()


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Return a home with Airflow's tables, as `up` makes them, and the address of these."""
    url = postgres.ensure(tmp_path).airflow_url.replace("+psycopg", "", 1)
    secrets.make_all(tmp_path)
    environment = supervisor.environment(
        os.environ, home=tmp_path, mark="test", port=1, web=2, dags=tmp_path, replay=None
    )
    command = [sys.executable, "-P", "-m", "runtime.metadata"]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)  # noqa: S603  ours
    yield tmp_path, url
    postgres.stop(tmp_path)
    shutil.rmtree(postgres.base(tmp_path), ignore_errors=True)


@pytest.mark.server
@pytest.mark.airflow
def test_old_rows_go_even_where_airflow_keeps_its_tasks_from_the_database(
    ours: tuple[Path, str],
) -> None:
    home, url = ours
    assert metadata.is_ready(home)
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM log")
        for name, days in (("old", 31), ("young", 29)):
            moment = NOW - timedelta(days=days)
            connection.execute("INSERT INTO log (dttm, event) VALUES (%s, %s)", [moment, name])
    blocked = "airflow-db-not-allowed:///"
    told = {name: value for name, value in os.environ.items() if "AIRFLOW" not in name}
    told |= {"VEILLE_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}
    told |= {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": blocked}
    told |= {"AIRFLOW__CORE__SQL_ALCHEMY_CONN": blocked}
    command = [sys.executable, "-P", "-m", "runtime.retention"]
    subprocess.run(command, env=told, cwd=home, check=True)  # noqa: S603  as the DAG does
    with psycopg.connect(url) as connection:
        left = connection.execute("SELECT event FROM log ORDER BY id").fetchall()
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename LIKE '\\_airflow\\_deleted%'"
        ).fetchone()
    assert [event for (event,) in left if not event.startswith("cli_")] == ["young"]
    assert tables == (0,)
