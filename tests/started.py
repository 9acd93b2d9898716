"""Our commands, and what tasks of DAGs run, in processes of their own on the house of a test."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from pipeline.settings import REPOSITORY, Settings


def command(settings: Settings, *arguments: str) -> "subprocess.Popen[str]":
    """Start `veille` with arguments; not through the launcher, which would make a second .venv."""
    return _python(settings, "-m", "runtime.cli", *arguments)


def task(settings: Settings, code: str) -> "subprocess.Popen[str]":
    """Start the lines a task of a DAG consists of."""
    return _python(settings, "-c", code)


def _python(settings: Settings, *arguments: str) -> "subprocess.Popen[str]":
    given = {
        "VEILLE_HOME": str(settings.home),
        "VEILLE_DATABASE": settings.database,
        "VEILLE_SMTP": settings.smtp,
        "VEILLE_REPLAY": settings.replay,
        "PYTHONPATH": os.pathsep.join(
            [str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
        ),
    }
    inherited = {name: value for name, value in os.environ.items() if "VEILLE" not in name}
    return subprocess.Popen(  # noqa: S603  this Python
        [sys.executable, "-P", *arguments],
        env=inherited | {name: value for name, value in given.items() if value},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: "subprocess.Popen[str]", status: int = 0) -> str:
    """Return what a process that ends with this status printed."""
    out, error = process.communicate(timeout=300)
    assert process.returncode == status, error
    return out + error


def crawls() -> list[psutil.Process]:
    """Return the live crawls below this process."""
    found = []
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):  # it ended meanwhile
            found += [one] if "crawlers" in one.cmdline() else []
    return found


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Wait for what must come; fail when it has not within a minute."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.02)
