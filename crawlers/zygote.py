"""The process that crawls are forked from, with what they need imported: see crawlers.process.

It takes a crawl a line of standard input, and answers when it has ended. It dies with whoever
started it, and its crawl with it.
"""

import ctypes
import gc
import io
import json
import os
import resource
import select
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress

from setproctitle import setproctitle

_PR_SET_PDEATHSIG = 1  # Linux: a signal for this process when its parent dies
_MEMORY = 480 * 1024**2  # bytes; what would take more fails, and costs its page
_REQUESTS = 0  # the file descriptor of standard input

Main = Callable[[Sequence[str]], int]


def main() -> None:
    """Fork a crawl for each line until there are no more; answer with how it ended."""
    _die_with(os.getppid())  # before the imports, which take most of a second
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    from crawlers.starting import quickly  # noqa: PLC0415  as above

    with quickly():
        from crawlers import child, listing  # noqa: F401, PLC0415  as above; shapes, and feeds
        from crawlers.settings import import_components  # noqa: PLC0415  as above

        import_components()
    gc.freeze()  # crawls share this memory with us, unless somebody writes to it
    for line in sys.stdin:
        sys.stdout.write(f"{_ended(child.main, **json.loads(line))}\n")
        sys.stdout.flush()


def _ended(run: Main, *, arguments: Sequence[str], told: str, seconds: float) -> str:
    """Run a crawl in a process group of its own to its end; return its exit status.

    That is negative for the signal it died of. "late": it was killed after so many seconds.
    """
    crawl = os.fork()
    if not crawl:
        _become(run, arguments, told)
    end = os.pidfd_open(crawl)
    ready, _, _ = select.select([end, _REQUESTS], [], [], seconds)
    os.close(end)
    with suppress(ProcessLookupError):  # it has no group of its own yet
        os.killpg(crawl, signal.SIGKILL)
    os.kill(crawl, signal.SIGKILL)
    _, status = os.waitpid(crawl, 0)
    if _REQUESTS in ready:  # whoever wanted it has gone, or left it
        sys.exit()
    return str(os.waitstatus_to_exitcode(status)) if ready else "late"


def _become(run: Main, arguments: Sequence[str], told: str) -> None:
    """Be a crawl, and end with its exit status."""
    status = 1
    try:
        zygote = os.getppid()
        os.setsid()
        _die_with(zygote)
        setproctitle(" ".join([sys.executable, "-m", "crawlers", *arguments]))
        os.dup(sys.stdout.fileno())  # whoever waits for an answer waits for our end too
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, sys.stdin.fileno())
        os.dup2(nothing, sys.stdout.fileno())
        sys.stdin = io.StringIO(told)
        status = run(arguments)
    except SystemExit as left:  # it was called wrongly, and said how
        status = left.code if isinstance(left.code, int) else 1
    except BaseException:  # noqa: BLE001  whatever it is, it goes no further than this process
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _die_with(parent: int) -> None:
    """Let the kernel kill this process when its parent dies; end now if it is dead already."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


if __name__ == "__main__":
    main()
