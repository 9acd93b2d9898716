"""The process of one crawl: forked from one that has imported everything, and ended in time.

The imports would cost more than a crawl that finds nothing new. Whoever crawls keeps the process
they are in for the next crawl; a DAG's task, which crawls once, starts it and ends it.
"""

import atexit
import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import FrameType

import crawlers

log = logging.getLogger(__name__)

_PRIVATE = ("VEILLE_", "AIRFLOW")  # settings that name databases and passwords
_GRACE = 30  # seconds in which a zygote begins, and ends, what it has to
_idle: "list[_Zygote]" = []  # at most one


def run(arguments: Sequence[str], told: str, timeout: timedelta) -> list[str]:
    """Run `python -m crawlers ARGUMENTS` to its end, or to ours; return the lines it said.

    Where it was killed, or died of a signal, the last line says so. What it is `told` by its
    standard input nobody else can read.
    """
    with _termination_raises(), _zygote() as zygote:
        ended, said = zygote.crawl(arguments, told, timeout)
    lines = said.strip().splitlines() or ["it said nothing"]
    for line in lines:
        log.debug("%s", line)
    if ended == "late":
        seconds = f"{timeout.total_seconds():.0f} s"
        return [*lines, f"killed after {seconds}; what it had not fetched stays due"]
    if int(ended) < 0:
        return [*lines, f"died of {signal.Signals(-int(ended)).name}: {lines[-1]}"]
    return lines


class _Zygote:
    """One crawlers.zygote, which runs one crawl at a time."""

    def __init__(self) -> None:
        """Start it."""
        self.like = _surroundings()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  as long as it lives
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crawlers.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            env=environment(),
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked for a crawl."""
        return self._process.poll() is None

    def crawl(self, arguments: Sequence[str], told: str, timeout: timedelta) -> tuple[str, str]:
        """Return how a crawl ended, as crawlers.zygote answers, and all it said."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        seconds = timeout.total_seconds()
        request = {"arguments": list(arguments), "told": told, "seconds": seconds}
        with suppress(BrokenPipeError):  # it died; the answer says of what
            self._process.stdin.write(f"{json.dumps(request)}\n")
            self._process.stdin.flush()
        answered, _, _ = select.select([self._process.stdout], [], [], seconds + _GRACE)
        if not answered:
            self._process.kill()
            self._process.wait()
        ended = self._process.stdout.readline().strip() if answered else "late"
        if not ended:
            ended = str(self._process.wait())
        self._said.seek(0)
        said = self._said.read().decode(errors="replace")
        self._said.seek(0)
        self._said.truncate()
        return ended, said

    def close(self) -> None:
        """End it, and what is left of its crawl with it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._said.close()


@contextmanager
def _zygote() -> Iterator[_Zygote]:
    """Yield a zygote; it is kept for the next crawl of the main thread if nothing befell it.

    What another thread starts the kernel ends with that thread.
    """
    zygote = _idle.pop() if _idle else _Zygote()
    if zygote.like != _surroundings() or not zygote.is_alive:
        zygote.close()
        zygote = _Zygote()
    is_kept = False
    try:
        yield zygote
        is_kept = zygote.is_alive and threading.current_thread() is threading.main_thread()
    finally:
        if is_kept:
            _idle.append(zygote)
        else:
            zygote.close()


@atexit.register
def _close() -> None:
    while _idle:
        _idle.pop().close()


def _surroundings() -> tuple[int, str, dict[str, str]]:
    """Return what a zygote was born into: whose it is, where, and with what environment."""
    return os.getpid(), str(Path.cwd()), environment()


@contextmanager
def _termination_raises() -> Iterator[None]:
    """Let SIGTERM raise SystemExit while a crawl runs, so that it does not outlive us."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no handler can be set here; the zygote asks the kernel to die with us
        return

    def leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  a handler's form
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def environment() -> dict[str, str]:
    """Return our environment without its secrets, and with the way to this very package."""
    home = str(Path(crawlers.__file__).parent.parent)
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_PRIVATE)}
    return kept | {"PYTHONPATH": os.pathsep.join(paths)}
