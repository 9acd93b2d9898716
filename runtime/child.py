"""A process of ours: its command, its environment, its log, and how it ended."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PYTHON = (sys.executable, "-P", "-m")  # -P: the working folder holds no modules
_LOG_LIMIT = 20_000_000  # bytes of a process's output; one earlier part is kept

Process = subprocess.Popen[bytes]


@dataclass(slots=True, kw_only=True)
class Child:
    """A process we keep alive."""

    name: str
    command: tuple[str, ...]
    process: Process | None = None
    started: float = 0.0  # monotonic
    deaths: int = 0  # in a row
    due: float = 0.0  # monotonic; when it may start again

    @classmethod
    def of(cls, name: str, *command: str) -> "Child":
        """Return a module to be run, with its arguments."""
        return cls(name=name, command=(*_PYTHON, *command))

    @property
    def runs(self) -> bool:
        """Return whether it has not ended."""
        return self.process is not None and self.process.poll() is None

    def log(self, home: Path) -> Path:
        """Return where it says what it has to say."""
        return home / "logs" / f"{self.name}.log"

    def start(self, home: Path, environment: Mapping[str, str]) -> Process:
        """Start it, or start it again."""
        with self.log(home).open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603  our own programs, no shell
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=home,
                env=environment,
                start_new_session=True,  # a Ctrl-C in the terminal is ours to pass on, in order
                umask=0o077,
            )
        self.started = time.monotonic()
        return self.process

    def last_words(self, home: Path) -> str:
        """Return the last line it said, and where the others are."""
        path = self.log(home)
        said = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"{said[-1] if said else 'it said nothing'} (see {path})"


def ended(status: int) -> str:
    """Return how a process ended, from its exit status."""
    if status < 0:
        return f"was killed by {signal.Signals(-status).name}"
    return f"ended with {status}"


def cut(path: Path) -> None:
    """Move a log that has grown aside and begin it anew; its writers append, so they go on."""
    if path.stat().st_size > _LOG_LIMIT:
        shutil.copyfile(path, path.with_suffix(".log.1"))
        os.truncate(path, 0)
