"""What one run claims of a machine: its home, its ports, and the signals that end it."""

import contextlib
import fcntl
import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from pipeline.errors import CallError, VeilleError


@contextlib.contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold this home; raise CallError naming who holds it already."""
    with (home / "state" / "up.lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CallError(
                f"{home} runs already (pid {file.read().strip()}); "
                "`veille status` shows it, `veille down` stops it"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextlib.contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Yield what SIGINT, SIGTERM and a closed terminal set, instead of ending us midway."""
    asked = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    orders = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {order: signal.signal(order, ask) for order in orders}
    try:
        yield asked
    finally:
        for order, handler in before.items():
            signal.signal(order, handler)


def free_port(stack: contextlib.ExitStack, home: Path, name: str, first: int) -> int:
    """Return a free port, last time's if possible, that no other Veille takes before we use it.

    The claim is an abstract socket of the port's name: the kernel drops it when we end.
    """
    kept = home / "state" / name
    last = [int(kept.read_text(encoding="ascii"))] if kept.exists() else []
    candidates: list[int] = [*last, *range(first, first + 100)]
    for port in candidates:
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0veille-port-{port}")
        except OSError:
            claim.close()
            continue
        if is_free(port):
            stack.enter_context(claim)
            kept.write_text(str(port), encoding="ascii")
            return port
        claim.close()
    raise VeilleError(f"no free port from {first} to {first + 99} on 127.0.0.1")


def is_free(port: int) -> bool:
    """Whether a server could listen on 127.0.0.1 at `port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
