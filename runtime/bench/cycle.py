"""A quiet cycle over every source that the press room plays, with a small and a large store."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from crawlers import catalog, reread, run
from pipeline import settings, source, stages, store
from pipeline.errors import CrawlError
from pipeline.settings import Settings
from pipeline.store import listing
from runtime.bench import scratch
from runtime.bench.fill import fill
from runtime.bench.meter import children_seconds, server_seconds
from runtime.pressroom.answer import Answer
from runtime.pressroom.server import PressRoom
from runtime.supervisor import SAVED_PAGES

ROUNDS = 5  # quiet cycles of each store, in turns; the median counts
_LATER = 1e6  # seconds of the press room's clock: all is out, and nothing changes any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What one cycle cost."""

    crawls: float  # CPU seconds of the crawls' processes
    stages: float  # CPU seconds of our own, from telling a crawl to the post
    postgres: float  # CPU seconds
    wall: float  # seconds
    requests: float

    @property
    def cpu(self) -> float:
        """CPU seconds of the whole."""
        return self.crawls + self.stages + self.postgres


Figure = Callable[[Cycle], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The median of each store's quiet cycles, by documents generated."""

    cycles: Mapping[int, Cycle]
    sources: int
    editions: int  # source and language

    def ratio(self, figure: Figure) -> float:
        """Return the largest store's figure in terms of the smallest store's."""
        return figure(self.cycles[max(self.cycles)]) / figure(self.cycles[min(self.cycles)])


def costs(documents: Sequence[int], said: Callable[[str], None]) -> Found:
    """Return what a quiet cycle costs with stores of these sizes, measured in turns.

    Raise CrawlError when a cycle is not quiet: its figures would mean nothing.
    """
    names = list(catalog.names())
    with scratch.server() as (server, url), _Room(lambda: _LATER, pages=SAVED_PAGES) as room:
        bench = _Bench(server, room)
        houses = {}
        for number in documents:
            said(f"{number} documents are generated, then {len(names)} sources crawled")
            houses[number] = _house(server, url, number, names, room.url)
            bench.visit(houses[number], names)  # brings what there is
            failed = bench.visit(houses[number], names)
            names = [name for name in names if name not in failed]
            said(f"left out, not played whole: {', '.join(failed)}" if failed else "all played")
        cycles: dict[int, list[Cycle]] = {number: [] for number in documents}
        for turn in range(ROUNDS + 1):
            for number, house in houses.items():
                said(f"quiet cycle {turn} of {ROUNDS}, {number} documents")
                found = bench.cycle(house, names)
                cycles[number] += [found] if turn else []  # the first warms up
        return Found(
            cycles={number: _median(some) for number, some in cycles.items()},
            sources=len(names),
            editions=sum(len(catalog.spider(name).languages) for name in names),
        )


class _Room(PressRoom):
    """A press room that counts."""

    asked = 0

    def answer(self, target: str) -> Answer | None:
        self.asked += 1
        return super().answer(target)


class _Bench:
    """Cycles, and what they cost."""

    def __init__(self, server: Path, room: _Room) -> None:
        self.server, self.room = server, room
        self.now = datetime.now(UTC)  # stands still, so that nothing becomes due meanwhile

    def visit(self, house: Settings, names: Sequence[str]) -> list[str]:
        """Crawl sources and take what they brought to the post; return which failed."""
        visits = {name: source.run(house, name, run.crawl, now=self.now) for name in names}
        stages.after_crawl(house, reread.items)
        return [name for name, visit in visits.items() if visit.failed]

    def cycle(self, house: Settings, names: Sequence[str]) -> Cycle:
        """Return what a visit costs that brings nothing; raise CrawlError when it does."""
        before, stood = _totals(house), self._read()
        failed = self.visit(house, names)
        children, own, server, wall, asked = (
            now - then for now, then in zip(self._read(), stood, strict=True)
        )
        if failed or _totals(house) != before:
            raise CrawlError(f"a cycle was not quiet, its figures mean nothing: {failed}")
        return Cycle(crawls=children, stages=own, postgres=server, wall=wall, requests=asked)

    def _read(self) -> tuple[float, ...]:
        return (
            children_seconds(),
            time.thread_time(),  # without the press room's thread
            server_seconds(self.server),
            time.monotonic(),
            self.room.asked,
        )


def _house(server: Path, url: str, documents: int, names: list[str], replay: str) -> Settings:
    """Return a house with that many generated documents, on a database of its own."""
    name = f"bench_{documents}"
    own = scratch.database(url, name)
    fill(own, names, documents)
    return settings.read(
        {
            "VEILLE_HOME": str(server / name),
            "VEILLE_DATABASE": own,
            "VEILLE_REPLAY": replay,
            "VEILLE_RECHECKS": "7d",  # what is fetched again for its own sake is no quiet cycle
        }
    )


def _totals(house: Settings) -> dict[str, int]:
    with store.sessions(house.database)() as session:
        return listing.totals(session)


def _median(cycles: Sequence[Cycle]) -> Cycle:
    return Cycle(
        **{
            one.name: statistics.median(getattr(cycle, one.name) for cycle in cycles)
            for one in fields(Cycle)
        }
    )
