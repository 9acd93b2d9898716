"""Whether a PostgreSQL lives on a data folder, as its postmaster.pid and the kernel say."""

from pathlib import Path

import psutil


def postmaster(data: Path) -> tuple[int, int] | None:
    """Return pid and port of the live server of a data folder; None when it has none."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        pid, port = int(lines[0]), int(lines[3])
    except (OSError, ValueError, IndexError):
        return None
    return (pid, port) if serves(pid, data) else None


def serves(pid: int, data: Path) -> bool:
    """Whether `pid` is a live PostgreSQL of `data`, and not who got its number after it."""
    try:
        return str(data) in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False


def is_forgotten(data: Path) -> bool:
    """Whether no postmaster.pid is left that PostgreSQL would obey though nobody is behind it.

    Its number may have gone to another program, or to a zombie that no init buries (containers).
    One that is just dying still holds its port: False, ask again.
    """
    file = data / "postmaster.pid"
    try:
        holder = psutil.Process(int(file.read_text(encoding="utf-8").splitlines()[0]))
        dying = holder.status() != psutil.STATUS_ZOMBIE and not holder.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        dying = False
    except (OSError, ValueError, IndexError):
        return True
    if not dying:
        file.unlink(missing_ok=True)
    return not dying
