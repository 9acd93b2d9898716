"""Sources: declared, due, paused; one crawl of one of them, alone on its hosts."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update
from visits import START, TALKS, Visit, after, stored

from crawlers import catalog
from pipeline import source, store
from pipeline.errors import DatabaseError
from pipeline.settings import Settings
from pipeline.source import FACTS
from pipeline.source import Visit as Visited
from pipeline.spool import KnownAddresses, Outcome
from pipeline.tables import Source

pytestmark = pytest.mark.server

KILL_THE_HOLDERS = text(
    # with a time to wait (milliseconds), it returns once they have ended
    "SELECT pg_terminate_backend(pid, 30000) FROM pg_locks WHERE locktype = 'advisory'"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
OK = Outcome(outcome="ok", reason="1 new", started_at=START, ended_at=START)


@dataclass(frozen=True)
class Ended:
    """How a crawl ended."""

    outcome: Outcome | None = OK
    error: str | None = None


@dataclass
class Crawling:
    """A crawl that takes down what it is told, does something and ends as it should."""

    ended: Ended = field(default_factory=Ended)
    meanwhile: Callable[[], object] = lambda: None
    told: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, name: str, *, known: Iterable[KnownAddresses], **more: object) -> Ended:
        """Crawl."""
        self.told.append({"name": name, "known": list(known), **more})
        self.meanwhile()
        return self.ended


def of(house: Settings, name: str = "am_mfa") -> Source:
    with store.sessions(house.database)() as session:
        return store.source_of(session, name)


def change(house: Settings, name: str = "am_mfa", **values: object) -> None:
    with store.sessions(house.database).begin() as session:
        for attribute, value in values.items():
            setattr(store.source_of(session, name), attribute, value)


def beside(house: Settings, name: str, *hosts: str) -> None:
    """Declare another source on some hosts."""
    facts = asdict(catalog.declarations()["am_mfa"]) | {"name": name, "hosts": hosts}
    with store.sessions(house.database).begin() as session:
        source.declare(session, [facts])


# declared


def test_every_source_of_the_catalogue_is_declared_with_its_facts(house: Settings) -> None:
    for name, declaration in catalog.declarations().items():
        row, facts = of(house, name), asdict(declaration)
        for fact in FACTS:
            stated = facts[fact]
            assert getattr(row, fact) == (list(stated) if isinstance(stated, tuple) else stated)
        assert row.crawled == (name in catalog.names())
        assert (row.paused, row.due_at, row.settled_at) == (False, None, None)


def test_a_changed_declaration_is_taken_and_the_state_stays(house: Settings) -> None:
    change(house, paused=True, due_at=after(1), settled_at=START, cadence=timedelta(hours=9))
    facts = asdict(catalog.declarations()["am_mfa"]) | {"title": "Ministry", "rights": "link"}
    with store.sessions(house.database).begin() as session:
        source.declare(session, [facts])
    row = of(house)
    assert (row.title, row.rights) == ("Ministry", "link")
    assert (row.paused, row.due_at, row.settled_at) == (True, after(1), START)
    assert row.cadence == timedelta(hours=9)  # an operator re-paced it


def test_a_source_nobody_declared_is_an_error_that_names_it(house: Settings) -> None:
    with pytest.raises(DatabaseError, match="source zz_none is not in table source"):
        source.run(house, "zz_none", Crawling(), now=START)


# due


@pytest.mark.parametrize(
    ("due", "paused", "crawled"),
    [
        (None, False, True),
        (after(-1), False, True),
        (START, False, True),
        (after(0.01), False, False),
        (None, True, False),
        (after(-1), True, False),
    ],
)
def test_a_source_is_crawled_when_its_time_has_come_unless_it_is_paused(
    house: Settings, due: object, *, paused: bool, crawled: bool
) -> None:
    change(house, due_at=due, paused=paused)
    crawl = Crawling()
    visit = source.run_if_due(house, "am_mfa", crawl, now=START)
    assert (visit is not None) == crawled == bool(crawl.told)


def test_a_paused_source_is_crawled_by_whoever_asks_for_it(house: Settings) -> None:
    change(house, paused=True, due_at=after(9))
    assert source.run(house, "am_mfa", Crawling(), now=START).outcome == "ok"


def test_those_due_are_told_longest_first_of_the_sources_still_declared(house: Settings) -> None:
    with store.sessions(house.database).begin() as session:
        session.execute(update(Source).values(due_at=START + timedelta(days=1)))
        for name, hours in (("am_mfa", 1), ("az_mfa", 2), ("ru_mid", 3)):
            late = update(Source).where(Source.name == name)
            session.execute(late.values(due_at=START - timedelta(hours=hours)))
        session.execute(update(Source).where(Source.name == "tr_mfa").values(due_at=None))
        session.execute(update(Source).where(Source.name == "az_mfa").values(paused=True))
    every = ("am_mfa", "az_mfa", "tr_mfa", "ge_mfa")
    assert source.due(house, every, now=START) == ["tr_mfa", "am_mfa"]


def test_a_source_is_due_again_half_a_tick_before_its_cadence_has_passed(house: Settings) -> None:
    source.run(house, "am_mfa", Crawling(), now=START)
    assert of(house).due_at == START + timedelta(minutes=20) - timedelta(minutes=5)


def test_in_a_replay_time_runs_as_fast_as_the_tick(house: Settings) -> None:
    replayed = replace(house, replay="http://127.0.0.1:1", tick=timedelta(minutes=2))
    crawl = Crawling()
    source.run(replayed, "am_mfa", crawl, now=START)
    assert of(house).due_at == START + timedelta(minutes=4) - timedelta(minutes=1)
    assert crawl.told[0]["replay"] == "http://127.0.0.1:1"


# one crawl


def test_a_crawl_is_told_the_due_addresses_first_then_the_recent_others(house: Settings) -> None:
    mfa = [f"https://www.mfa.am/en/press-releases/2023/05/04/talks/{n}" for n in range(1, 6)]
    with Visit(house) as visit:
        visit.lists(mfa[0])
        visit.loses(mfa[1])
        visit.loses(mfa[2], "http_404", final=True)
        visit.reads(mfa[4], TALKS["en"])
    with Visit(house, hours=1) as visit:
        visit.lists(mfa[3])
    with Visit(house, source="az_president") as visit:
        visit.lists("https://president.az/en/articles/view/1")
    stored(house)
    crawl = Crawling()
    source.run(house, "am_mfa", crawl, mode="announce", now=after(0.1))
    source.run(house, "am_mfa", crawl, mode="announce", now=after(0.5))
    told, later = crawl.told
    first, *others = told["known"]
    assert (first.urls, first.due, first.read) == ([mfa[0]], True, False)
    assert not any(some.due for some in others)
    assert {url: some.read for some in others for url in some.urls} == {
        mfa[1]: False,
        mfa[2]: False,
        mfa[3]: False,
        mfa[4]: True,
    }
    assert [(some.urls, some.read, some.failed) for some in later["known"] if some.due] == [
        ([mfa[0]], False, False),
        ([mfa[1]], False, True),
        ([mfa[4]], True, False),
    ]
    assert (told["name"], told["mode"], told["replay"]) == ("am_mfa", "announce", None)
    assert (told["spool"], told["archive"]) == (house.spool / "new", house.archive)


@pytest.mark.parametrize(
    ("ended", "visit"),
    [
        (Ended(), Visited(outcome="ok", reason="1 new", failed=False)),
        (
            Ended(replace(OK, outcome="quiet", reason="nothing new")),
            Visited(outcome="quiet", reason="nothing new", failed=False),
        ),
        (
            Ended(replace(OK, outcome="blocked", reason="403"), "crawl am_mfa: blocked: 403"),
            Visited(outcome="blocked", reason="403", failed=True),
        ),
        (
            Ended(None, "killed after 300 s"),
            Visited(outcome="died", reason="killed after 300 s", failed=True),
        ),
        (Ended(None), Visited(outcome="died", reason="it left no word", failed=True)),
    ],
)
def test_a_visit_says_how_it_ended_in_one_line(
    house: Settings, ended: Ended, visit: Visited
) -> None:
    assert source.run(house, "am_mfa", Crawling(ended), now=START) == visit
    assert of(house).due_at is not None


# alone on its hosts


@pytest.mark.parametrize(
    ("hosts", "outcome"),
    [
        (("mfa.am",), "busy"),
        (("archive.example", "mfa.am"), "busy"),
        (("mfa.am", "zeta.example"), "busy"),
        (("other.example",), "ok"),
    ],
)
def test_crawls_of_one_host_never_overlap(
    house: Settings, hosts: tuple[str, ...], outcome: str
) -> None:
    beside(house, "am_other", *hosts)
    inner = Crawling()
    visits = []

    def meanwhile() -> None:
        visits.append(source.run(house, "am_other", inner, now=START))

    source.run(house, "am_mfa", Crawling(meanwhile=meanwhile), now=START)
    assert [one.outcome for one in visits] == [outcome]
    assert bool(inner.told) == (outcome == "ok")


def test_a_source_whose_host_is_busy_has_not_failed_and_stays_due(house: Settings) -> None:
    beside(house, "am_other", "mfa.am")
    with store.host_lock(house.database, ["mfa.am"]) as alone:
        assert alone
        visit = source.run(house, "am_other", Crawling(), now=START)
    assert visit == Visited(outcome="busy", reason="another crawl is on mfa.am", failed=False)
    assert of(house, "am_other").due_at is None


def test_a_crawl_that_found_one_host_busy_holds_none_of_the_others(house: Settings) -> None:
    with store.host_lock(house.database, ["m.example"]):
        with store.host_lock(house.database, ["a.example", "m.example"]) as alone:
            assert not alone
        with store.host_lock(house.database, ["a.example"]) as alone:
            assert alone


def test_the_hosts_are_free_again_however_a_crawl_ended(house: Settings) -> None:
    def fails() -> None:
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError):
        source.run(house, "am_mfa", Crawling(meanwhile=fails), now=START)
    assert source.run(house, "am_mfa", Crawling(), now=START).outcome == "ok"


def test_the_lock_ends_with_the_connection_that_held_it(house: Settings) -> None:
    with store.host_lock(house.database, ["mfa.am"]) as alone:
        assert alone
        with store.sessions(house.database)() as session:
            session.execute(KILL_THE_HOLDERS)
        with store.host_lock(house.database, ["mfa.am"]) as other:
            assert other
