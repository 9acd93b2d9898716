"""Airflow's tables and its first user, made by Airflow's own commands in one process.

Two commands would import Airflow twice, and a password among their arguments could be read in
`ps`. Run as `python -P -m runtime.metadata`, in the environment of the supervisor.
"""

import os
import sys
from importlib.metadata import version
from pathlib import Path

import psycopg

from runtime import secrets

ADMIN = "admin"
PACKAGES = ("apache-airflow-core", "apache-airflow-providers-fab")  # who own the tables
STAMP = "airflow_metadata"  # in state: what was migrated last, and to which revisions


def is_ready(home: Path) -> bool:
    """Whether the tables are those of this Airflow and hold a user; costs no import of Airflow.

    What the last migration left is compared with what the database says now, so that another
    or a restored database is migrated again.
    """
    stamp = home / "state" / STAMP
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _found(home)


def migrated(home: Path) -> Path:
    """Return the file that `make` leaves once the tables are there: its user may still not be."""
    return home / "state" / "airflow_migrated"


def make() -> None:
    """Migrate, make the user unless there is one, and remember what was done."""
    from airflow.__main__ import main as airflow  # noqa: PLC0415  two seconds is_ready() spares

    home = Path(os.environ["AIRFLOW_HOME"])
    migrated(home).unlink(missing_ok=True)
    sys.argv = ["airflow", "db", "migrate"]
    airflow()  # type: ignore[no-untyped-call]  # Airflow's own
    migrated(home).touch()
    sys.argv = ["airflow", "users", "create", "--username", ADMIN, "--role", "Admin"]
    sys.argv += ["--firstname", "Veille", "--lastname", "Admin", "--email", "admin@localhost"]
    sys.argv += [f"--password={secrets.read(home, secrets.ADMIN_PASSWORD)}"]  # it may open with -
    airflow()  # type: ignore[no-untyped-call]  # Airflow's own
    found = _found(home)
    if found is None:
        sys.exit("Airflow's commands ended well, but its tables or its user are missing")
    (home / "state" / STAMP).write_text(found, encoding="utf-8")


def _found(home: Path) -> str | None:
    """Return versions and revisions as they are; None when tables or the user are missing."""
    url = secrets.path(home, secrets.AIRFLOW_DATABASE).read_text(encoding="utf-8")
    try:
        with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=10) as connection:
            revisions = connection.execute(
                "SELECT a.version_num, f.version_num FROM alembic_version a, alembic_version_fab f"
                " WHERE EXISTS (SELECT FROM ab_user)"
            ).fetchone()
    except psycopg.Error:
        return None
    if revisions is None:
        return None
    return " ".join((*(version(package) for package in PACKAGES), *map(str, revisions)))


if __name__ == "__main__":
    make()
