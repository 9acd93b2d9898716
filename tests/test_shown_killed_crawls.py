"""Crawls that die midway, and articles that raise: all is there in the end, once."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import started
from played import OLD, Answer, Site, play_civilnet, play_mfa, play_state

from crawlers import reread, run
from pipeline import source, stages, store
from pipeline.settings import Settings
from pipeline.source import Visit
from pipeline.store import listing

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("one_by_one")]
NEW = range(10, 0, -1)  # numbers of articles, newest first
LATER = timedelta(minutes=11)  # an address that failed once is tried again after ten

Play = Callable[[Site, Sequence[int]], dict[int, str]]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A source of one shape of access, and the method of its spider that reads an article."""

    source: str
    play: Play
    reads: str


SHAPES = [
    Shape(source="am_mfa", play=play_mfa, reads="AmMfaSpider.items"),
    Shape(source="am_civilnet", play=play_civilnet, reads="AmCivilnetSpider.items"),
    Shape(source="us_state", play=play_state, reads="UsStateSpider.entry_item"),
]
IN_PAGES, IN_FEED = SHAPES[:2], SHAPES[2]
of_each = pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.source)


@pytest.fixture
def house(house: Settings, site: Site) -> Settings:
    """Return a house with one reader, where every site is played."""
    with store.sessions(house.database).begin() as session:
        store.subscribe(session, "reader@subscriber.example", "karabakh", "mention", None)
    return replace(house, replay=site.replay)


@contextmanager
def crawls_begin_with(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run some code at the start of every crawl's own process: Python imports it first."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code)
    with monkeypatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        yield


def collect(house: Settings, name: str, now: datetime | None = None) -> Visit:
    """Crawl and go on to the post, as the command does."""
    visit = source.run(house, name, run.crawl, now=now or datetime.now(UTC))
    stages.after_crawl(house, reread.items)
    return visit


def addresses(house: Settings) -> list[str]:
    """Return the addresses of the documents, oldest first."""
    with store.sessions(house.database)() as session:
        rows = list(listing.documents(session, None, 1000))
    assert {row["revisions"] for row in rows} <= {1}
    return [str(row["address"]) for row in reversed(rows)]


def told(house: Settings) -> list[tuple[str, str]]:
    """Return address and kind of every line that was sent, sorted."""
    with store.sessions(house.database)() as session:
        rows = list(listing.lines(session, 1000))
    assert len(list(house.mail.glob("new/*"))) == len(rows)
    return sorted((str(row["address"]), str(row["kind"])) for row in rows if row["sent"])


def each_once(urls: dict[int, str]) -> list[tuple[str, str]]:
    """Return what a reader is told of the new articles."""
    return sorted((urls[number], "new") for number in NEW)


@pytest.mark.parametrize("shape", IN_PAGES, ids=lambda one: one.source)
def test_a_crawl_killed_after_three_of_ten_articles_three_times_over_gets_all_ten_once(
    house: Settings, site: Site, shape: Shape
) -> None:
    shape.play(site, [OLD])
    assert collect(house, shape.source).outcome == "ok"
    before = addresses(house)
    for attempt in range(1, 4):
        urls = shape.play(site, [*NEW, OLD])
        kill_at_the_fourth(site, [urls[number] for number in NEW])
        assert collect(house, shape.source).outcome == "died"
        assert started.crawls() == []
        assert len(addresses(house)) == len(before) + 3 * attempt
    urls = shape.play(site, [*NEW, OLD])
    assert collect(house, shape.source).outcome == "ok"

    after = addresses(house)
    assert after[: len(before)] == before
    new = after[len(before) :]
    assert new[:3] == [urls[number] for number in (10, 9, 8)]  # newest first
    assert sorted(new) == sorted(urls[number] for number in NEW)
    assert told(house) == each_once(urls)
    assert collect(house, shape.source).outcome == "quiet"
    assert addresses(house) == after
    assert nothing_left(house)


def kill_at_the_fourth(site: Site, urls: list[str]) -> None:
    """Play the articles so that the crawl is killed when it has three and asks for one more."""
    served = count(1)

    def deadly(page: Answer) -> Answer:
        if next(served) > 3:
            for crawl in started.crawls():
                crawl.kill()
        return page

    for url in urls:
        page = site.answers[url]
        assert isinstance(page, Answer)
        site[url] = lambda page=page: deadly(page)


MORTAL = """
import os, signal
from pipeline.item import Item
from pipeline.spool import Writer

write, items = Writer.write, []

def mortal(self, record):
    if isinstance(record, Item):
        items.append(record)
        if len(items) > 3:
            os.kill(os.getpid(), signal.SIGKILL)
    write(self, record)

Writer.write = mortal
"""


def test_a_crawl_killed_after_three_of_ten_entries_of_a_feed_three_times_over_gets_all_ten_once(
    house: Settings, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed comes whole, so that a crawl dies between two of its entries only by itself."""
    IN_FEED.play(site, [OLD])
    assert collect(house, IN_FEED.source).outcome == "ok"
    urls = IN_FEED.play(site, [*NEW, OLD])
    with crawls_begin_with(tmp_path / "mortal", MORTAL, monkeypatch):
        for _ in range(3):
            assert collect(house, IN_FEED.source).outcome == "died"
            assert addresses(house) == [urls[number] for number in (OLD, 10, 9, 8)]
    assert collect(house, IN_FEED.source).outcome == "ok"
    assert addresses(house) == [urls[number] for number in (OLD, *NEW)]
    assert told(house) == each_once(urls)
    assert collect(house, IN_FEED.source).outcome == "quiet"
    assert nothing_left(house)


def nothing_left(house: Settings) -> bool:
    """Whether no part of a file lies where dead crawls left it."""
    return not [*house.spool.rglob("*.part"), *house.archive.rglob("*.part")]


RAISING = """
from crawlers.spiders.{module} import {spider}

def boom(*_):
    raise ZeroDivisionError("in the spider")

{spider}.{method} = staticmethod(boom)
"""


@of_each
def test_articles_that_raise_stay_due_and_trace_says_why(
    house: Settings,
    site: Site,
    shape: Shape,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shape.play(site, [OLD])
    assert collect(house, shape.source).outcome == "ok"
    before = addresses(house)
    urls = shape.play(site, [*NEW, OLD])
    spider, method = shape.reads.split(".")
    code = RAISING.format(module=shape.source, spider=spider, method=method)
    with crawls_begin_with(tmp_path / "raising", code, monkeypatch):
        visit = collect(house, shape.source)
    assert (visit.outcome, visit.failed) == ("layout", True)
    assert "articles raised" in visit.reason
    assert addresses(house) == before
    steps = started.said(started.command(house, "trace", urls[7], "--json"))
    traced = {step["step"]: step["detail"] for step in map(json.loads, steps.splitlines())}
    assert set(traced) == {"address", "visit", "due"}
    assert "raised: ZeroDivisionError: in the spider; 1 without item" in traced["visit"]
    shown = started.said(
        started.command(house, "addresses", "--due", "--source", shape.source, "--json")
    )
    due = {json.loads(line)["url"] for line in shown.splitlines()}
    assert {urls[number] for number in NEW} <= due

    assert collect(house, shape.source, datetime.now(UTC) + LATER).outcome == "ok"
    assert sorted(addresses(house)) == sorted([*before, *(urls[number] for number in NEW)])
    assert told(house) == each_once(urls)
