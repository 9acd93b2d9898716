"""Volume: how many entries a listing has, as declared, or as it has had until now.

What leaves that is a changed layout: a listing of three where there were thirty still has links.
"""

from statistics import median

from crawlers.memory import Facts, Memory
from crawlers.page import host_of

_KEPT, _ENOUGH = 21, 10  # crawls
_TIMES = 4  # fewer or more than usual


def fault(memory: Memory, url: str, count: int, declared: tuple[int, int] | None) -> str | None:
    """Return what is wrong with the number of entries of a listing, None when it is as ever."""
    if declared is not None:
        least, most = declared
        is_usual = least <= count <= most
        return None if is_usual else f"{url} has {count} entries, declared are {least} to {most}"
    facts: Facts = memory.of(host_of(url)).setdefault("volumes", {})
    before: list[int] = facts.get(url, [])
    facts[url] = [*before, count][-_KEPT:]
    memory.keep(host_of(url))
    usual = median(before) if len(before) >= _ENOUGH else count
    is_usual = usual <= count * _TIMES and count <= usual * _TIMES
    return None if is_usual else f"{url} has {count} entries, it used to have {usual:.0f}"
