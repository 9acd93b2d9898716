"""One crawl of one source, in a process that dies with whoever started it: see crawlers.child."""

import ctypes
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1  # Linux: a signal for this process when its parent dies
_MEMORY = 480 * 1024**2  # bytes; what would take more fails, and costs its page

if __name__ == "__main__":
    # Before the imports, which take most of a second: a parent may die in it.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    from crawlers.starting import quickly

    with quickly():
        from crawlers.child import main

    sys.exit(main())
