"""Sixty days of an outlet of our making, crawled and taken to the lines: what became of each text.

The clock is ours, and the network is the outlet itself; everything else is what runs every day.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import psycopg

from crawlers import run
from crawlers.run import Crawl
from pipeline import document, source, stages, store
from pipeline.settings import Settings
from pipeline.spool import Mode, new_key
from runtime.address import conninfo
from runtime.bench.outlet import Outlet
from runtime.bench.shapes import NAME, SHAPES
from runtime.bench.world import BEGIN, DECLARED, HOUR, SPAN, Text, World

READER = "reader@outlet.example"
TEXTS_A_VISIT = 3  # on average, where that is not oftener than hourly
SETTLING = timedelta(days=9)  # visits go on so long after the last text
ENTRIES = 5, 20  # of a listing: fewest, and most
RECHECKS = (HOUR, 24 * HOUR, 7 * 24 * HOUR)
A_TURN = 4  # visits, after which statements, flags and lines are made
KILLED = 0.04  # of the visits
_READ = {"ok", "quiet"}  # outcomes of crawls that read every listing
_DOCUMENTS = (
    "SELECT d.id, substring(r.body from 'statement number (\\d+)')::int, "
    "d.announced AND NOT EXISTS "
    "(SELECT FROM tie t WHERE t.document_id = d.id AND t.kind = 'supersedes') "
    "FROM document d JOIN revision r ON r.document_id = d.id AND r.number = 1"
)
_LINES = "SELECT document_id, kind FROM line WHERE role = 'lead'"
_CRAWLS = (
    "SELECT started_at, outcome, reason FROM crawl WHERE outcome IS NOT NULL ORDER BY started_at"
)
_UNFILLED = "SELECT count(*) FROM span WHERE closed_at IS NULL"
_TRACE = (  # of a text, by the end of its addresses: what we know of it
    "SELECT a.url, a.seen_at, a.announced, a.backfilled, a.tried_at, a.reason, a.document_id, "
    "l.kind, l.role FROM address a LEFT JOIN line l ON l.document_id = a.document_id "
    "WHERE a.url ~ %s ORDER BY a.id, l.id"
)
_GAP = "nothing known"  # in the reason of a crawl that recorded one, whatever else went wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of the texts of one outlet."""

    shape: str
    seed: int
    published: int  # while we watched
    reachable: int  # of these, in a listing that could be read at one of our visits
    missed: int  # told to nobody: reachable, or gone unseen without a recorded gap
    duplicated: int  # announced as more than one document
    reannounced: int  # with lines of kind new beyond the first
    moved: int  # those that were either because they were given another address meanwhile
    old: int  # from before we came, seen only later and told as news
    invented: int  # lines of kind changed of texts whose title nobody changed
    gaps: int  # crawls that recorded one
    unfilled: int  # gaps at the end that are not filled
    crawls: int
    killed: int  # of these
    seconds: float
    traces: tuple[str, ...]  # of each text that did not come through once: what we know of it

    @property
    def is_well(self) -> bool:
        """Whether every text came through once, those that moved as well."""
        wrong = (self.missed, self.duplicated, self.reannounced, self.moved, self.invented)
        return not any(wrong)


def simulated(house: Settings, shape: str, *, items: int, seed: int) -> Fate:
    """Return what became of so many texts; the house must be empty, with a migrated database."""
    begun = time.monotonic()
    simulation = _Simulation(house, shape, items=items, seed=seed)
    for number, now in enumerate(simulation.visits(), 1):
        simulation.visit(now)
        if number % A_TURN == 0:
            simulation.tell(now)
    simulation.tell(now + HOUR)
    return simulation.fate(time.monotonic() - begun)


class _Simulation:
    def __init__(self, house: Settings, shape: str, *, items: int, seed: int) -> None:
        self.house = replace(house, rechecks=RECHECKS)
        self.name, self.seed, self.items = shape, seed, items
        self.shape, self.world = SHAPES[shape], World(seed, items)
        self.chance = random.Random(f"{seed} visits")  # noqa: S311  no secret
        answers = random.Random(f"{seed} answers")  # noqa: S311  no secret
        entries = max(ENTRIES[0], min(items // 40, ENTRIES[1]))  # less than an outage holds
        self.outlet = Outlet(
            world=self.world, shape=self.shape, chance=answers, entries=entries, now=BEGIN
        )
        facts = self.shape.declared(BEGIN)
        self.rehearsal = run.rehearsal(self.shape.base, facts, self.outlet.answer)
        self.crawls = self.killed = 0
        with store.sessions(house.database).begin() as session:
            source.declare(session, [asdict(self.rehearsal.declaration())])
            store.subscribe(session, READER, "karabakh", "mention", None)

    def visits(self) -> Iterator[datetime]:
        """Yield when we come: never quite regularly, and more slowly once nothing is published.

        Where an old address was to be asked at once, that is a tick later, as it is every day.
        """
        cadence, now = max(SPAN * TEXTS_A_VISIT / self.items, HOUR), BEGIN
        while now < BEGIN + SPAN + SETTLING:
            yield now
            pace = cadence if now < BEGIN + SPAN + HOUR else max(cadence, 6 * HOUR)
            later = now + pace * self.chance.uniform(0.6, 1.4)
            now = min(later, now + self.house.tick) if self._is_hastened(now) else later

    def _is_hastened(self, now: datetime) -> bool:
        with store.sessions(self.house.database)() as session:
            return store.is_due(session, NAME, now + self.house.tick)

    def visit(self, now: datetime) -> None:
        """Crawl, and take what it brought into the database."""
        self.outlet.now = now
        if now >= DECLARED:
            self.rehearsal.declare(self.shape.declared(now))
        source.run(self.house, NAME, self._crawl, now=now)
        document.take_over(self.house, self.rehearsal.items)

    def tell(self, now: datetime) -> None:
        """Take what is new in the database to the lines."""
        stages.join_statements(self.house, now)
        stages.raise_flags(self.house)
        stages.write_lines(self.house)

    def _crawl(self, name: str, *, mode: Mode, **told: Any) -> Crawl:  # noqa: ANN401  as `run.crawl` has them
        # no room, network or inbox
        rehearsed = {"known", "pages", "spans", "most", "spool", "archive", "cache"} & told.keys()
        now = self.outlet.now
        self.crawls += 1  # each begins after the one before, as their files are stored
        key = new_key(name, mode, now + self.crawls * timedelta(microseconds=1))
        path = told["spool"] / f"{key}.jsonl"
        told = {one: told[one] for one in rehearsed} | {"clock": lambda: now}
        if now > BEGIN and self.chance.random() < KILLED:
            self.killed += 1
            self.rehearsal.killed(self.chance.randrange(8), key, **told)
            return Crawl(key=key, path=path, outcome=None, error="killed")
        outcome = self.rehearsal.crawl(key, **told)
        return Crawl(key=key, path=path, outcome=outcome, error=None)

    def fate(self, seconds: float) -> Fate:
        """Return what the database says of every text."""
        assert self.house.database is not None
        with psycopg.connect(conninfo(self.house.database)) as connection:
            documents = connection.execute(_DOCUMENTS).fetchall()
            lines = connection.execute(_LINES).fetchall()
            crawls = connection.execute(_CRAWLS).fetchall()
            [(unfilled,)] = connection.execute(_UNFILLED).fetchall()
        number_of = {document: number for document, number, _ in documents}
        news = {one.number: one for one in self.world.news}
        reachable = news.keys() if self.shape.is_whole else news.keys() & self.outlet.shown
        told = Counter(number_of[document] for document, kind in lines if kind == "new")
        announced = Counter(number for _, number, told in documents if told)
        twice = {number for number, times in announced.items() if times > 1}
        again = {number for number, times in told.items() if times > 1}
        moved = {one.number for one in self.world.texts if one.moved_at}
        titled = {one.number for one in self.world.texts if one.titled_at}
        excused = {one.number for one in self.world.news if _is_excused(one, crawls)}
        missed = news.keys() - told.keys() - (excused - reachable)
        return Fate(
            shape=self.name,
            seed=self.seed,
            published=len(news),
            reachable=len(reachable),
            missed=len(missed),
            duplicated=len(twice - moved),
            reannounced=len(again - moved),
            moved=len((twice | again) & moved),
            old=len(told.keys() - news.keys() - moved),
            invented=sum(
                kind == "changed" and number_of[document] not in titled for document, kind in lines
            ),
            unfilled=unfilled,
            gaps=sum(_is_gap(outcome, reason) for _, outcome, reason in crawls),
            crawls=len(crawls),
            killed=self.killed,
            seconds=seconds,
            traces=self._traces(missed | twice | again),
        )

    def _traces(self, numbers: set[int]) -> tuple[str, ...]:
        """Return what we know of some texts, a line an address and line of theirs."""
        assert self.house.database is not None
        news = {one.number: one for one in self.world.texts}
        with psycopg.connect(conninfo(self.house.database)) as connection:
            return tuple(
                f"{number}, published {news[number].at:%Y-%m-%d %H:%M}: {row}"
                for number in sorted(numbers)
                for row in connection.execute(_TRACE, (f"-{number}$",)).fetchall()
                or [("never seen",)]
            )


def _is_excused(text: Text, crawls: Sequence[tuple[datetime, str, str]]) -> bool:
    """Whether the first crawl that could read a listing after a text came recorded a gap."""
    for at, outcome, reason in crawls:
        if at > text.at and (outcome in _READ or _is_gap(outcome, reason)):
            return _is_gap(outcome, reason)
    return False


def _is_gap(outcome: str, reason: str) -> bool:
    return outcome == "gap" or _GAP in reason
