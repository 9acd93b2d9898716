"""What Airflow leaves behind, rows and logs, for thirty days: `python -P -m runtime.retention`.

Only of the Airflow that `veille up` runs for this home; another's is its operator's to clean.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline import settings
from pipeline.errors import VeilleError
from runtime import metadata

KEPT = timedelta(days=30)
_BLOCKED = "airflow-db-not-allowed"  # how Airflow keeps tasks from its database


def run(home: Path, now: datetime) -> Counter[str]:
    """Drop what is older; return how much. Raise VeilleError when Airflow cannot drop its rows."""
    if not metadata.is_ready(home):
        return Counter()
    _drop_rows(home, now - KEPT)
    return drop_logs(home / "logs", now - KEPT)


def drop_logs(logs: Path, before: datetime) -> Counter[str]:
    """Drop logs of tasks and of parsing, with the folders that become empty; return how many.

    Files at the top are those of our processes, which cut them themselves.
    """
    counts: Counter[str] = Counter()
    for path in sorted(logs.glob("*/**/*")):
        if path.is_dir() and not path.is_symlink():
            continue
        kept = path.lstat()
        if kept.st_mtime < before.timestamp():
            path.unlink()
            counts += Counter({"logs": 1, "bytes": kept.st_size})
            _remove_if_empty(path.parent, logs)
    return counts


def _remove_if_empty(folder: Path, logs: Path) -> None:
    """Remove a folder and those around it that are empty; not a DAG's own, which is used again."""
    while len(folder.relative_to(logs).parts) > 1 and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _drop_rows(home: Path, before: datetime) -> None:
    command = [sys.executable, "-P", "-m", "airflow", "db", "clean", "--skip-archive", "--yes"]
    command += ["--error-on-cleanup-failure", "--clean-before-timestamp", before.isoformat()]
    done = subprocess.run(  # noqa: S603  Airflow's own command
        command,
        env=_environment(os.environ, home),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        raise VeilleError(f"airflow db clean ended with {done.returncode}: {last}")


def _environment(caller: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return the caller's environment with the way to this home's Airflow."""
    ours = {"AIRFLOW_HOME": str(home), "AIRFLOW_CONFIG": str(settings.REPOSITORY / "airflow.cfg")}
    kept = {name: value for name, value in caller.items() if not value.startswith(_BLOCKED)}
    return kept | ours


if __name__ == "__main__":
    try:
        dropped = run(settings.current().home, datetime.now(UTC))
    except VeilleError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{', '.join(f'{n} {what}' for what, n in dropped.items()) or 'nothing'}\n")
