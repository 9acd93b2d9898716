"""Which processes belong to a run, whatever session or parent they ended in; and their end.

A task of Airflow makes a process group of its own, a crawl a session of its own, and both lose
their parent when it is killed. What stays with every one of them is the environment they
inherited: each run puts a mark there.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psutil

MARK = "SUPERVISED_AS"  # its value: RUN:NAME
KEPT = {"SPT_NOENV": "1"}  # else setproctitle, which Airflow calls, writes over the environment
SLACK = 0.05  # seconds; two readings of one start time may differ by a clock tick


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One process for good: a number alone may be given to another one later."""

    pid: int
    started: float  # seconds since the epoch, as the kernel tells

    @classmethod
    def of(cls, pid: int) -> "Identity":
        """Return who `pid` is now; raise psutil.NoSuchProcess."""
        return cls(pid=pid, started=psutil.Process(pid).create_time())

    def process(self) -> psutil.Process | None:
        """Return the process while it lives; a zombie does not."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < SLACK
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None


def members(run: str, roots: Iterable[Identity] = ()) -> list[psutil.Process]:
    """Return the live processes of a run: those with its mark, and those below its `roots`.

    `run` may be a whole run or RUN:NAME, one part of it. The caller is never among them.
    """
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            mark = process.environ().get(MARK, "")
            if mark == run or mark.startswith(f"{run}:"):
                found[process.pid] = process
    for root in (identity.process() for identity in roots):
        if root is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                found.update({kin.pid: kin for kin in (root, *root.children(recursive=True))})
    found.pop(os.getpid(), None)
    return [process for process in found.values() if _lives(process)]


def send(processes: Iterable[psutil.Process], order: signal.Signals) -> None:
    """Send a signal to each process that still is who it was."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(order)


def kill_all(find: Callable[[], list[psutil.Process]], within: float = 5.0) -> bool:
    """Kill until `find` returns nothing, since what dies may just have started another."""
    end = time.monotonic() + within
    while left := find():
        send(left, signal.SIGKILL)
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def memory(processes: Iterable[psutil.Process]) -> int:
    """Return the bytes of memory of processes, each shared page counted once (PSS)."""
    total = 0
    for process in processes:
        with contextlib.suppress(psutil.Error, OSError):
            total += process.memory_full_info().pss
    return total


def _lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
