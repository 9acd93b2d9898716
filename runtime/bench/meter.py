"""CPU seconds, of ourselves, of what we started, and of PostgreSQL."""

import resource
from pathlib import Path

import psutil

from runtime import postgres


def seconds(who: int) -> float:
    """Return the CPU seconds of this process (RUSAGE_SELF) or of its ended children so far."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def server_seconds(home: Path) -> float:
    """Return the CPU seconds of PostgreSQL so far, its ended sessions included."""
    pid = postgres.running(home)
    if pid is None:
        return 0.0
    postmaster = psutil.Process(pid)
    own = postmaster.cpu_times()
    children = [one.cpu_times() for one in postmaster.children(recursive=True)]
    return sum(one.user + one.system for one in children) + sum(own[:4])
