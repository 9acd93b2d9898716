"""CPU seconds, of ourselves, of what we started, and of PostgreSQL; and how sure a share is."""

import resource
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from runtime import postgres


def seconds(who: int) -> float:
    """Return the CPU seconds of this process (RUSAGE_SELF) or of its ended children so far."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def children_seconds() -> float:
    """Return the CPU seconds of our ended children, and of crawls whose zygote still lives."""
    used = seconds(resource.RUSAGE_CHILDREN)
    for one in psutil.Process().children():
        with suppress(psutil.Error):  # it ended meanwhile
            if "crawlers.zygote" in one.cmdline():
                used += sum(one.cpu_times()[:4])  # its own, and its ended children's
    return used


def server_seconds(home: Path) -> float:
    """Return the CPU seconds of PostgreSQL so far, its ended sessions included."""
    pid = postgres.running(home)
    if pid is None:
        return 0.0
    postmaster = psutil.Process(pid)
    own = postmaster.cpu_times()
    children = [one.cpu_times() for one in postmaster.children(recursive=True)]
    return sum(one.user + one.system for one in children) + sum(own[:4])


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value that so many percent do not exceed; raise ValueError where there is none.

    Of few values the larger neighbour: a figure that was measured, never one between two.
    """
    if not values:
        raise ValueError("no value was measured")
    place = -(-len(values) * share // 100)  # rounded up
    return sorted(values)[max(place, 1) - 1]


def interval(right: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval of a share, at 95 %."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle = share + z * z / (2 * of)
    spread = z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5
    whole = 1 + z * z / of
    return (middle - spread) / whole, (middle + spread) / whole
