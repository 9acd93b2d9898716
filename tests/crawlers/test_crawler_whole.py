"""Whole crawls in a child process, against sites played on loopback."""

import gzip
import hashlib
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import psutil
import pytest
from played import Answer, Crawler, Site
from warcio.archiveiterator import ArchiveIterator

from crawlers import process, reread, run
from pipeline import spool as queue
from pipeline.item import Item
from pipeline.spool import Drop, FetchedPage, ListedAddress, Outcome

MFA = "https://www.mfa.am"
LANGUAGES = ("hy", "en", "ru", "fr")
FEED = "https://www.state.gov/rss-feed/press-releases/feed/"


def address(number: int, language: str = "en") -> str:
    return f"{MFA}/{language}/press-releases/2023/05/04/talks/{number}"


def article(number: int) -> str:
    return (
        f"<html><body><h2>Title {number}</h2><div class='static-content'>"
        f"<p>First paragraph of {number}.</p><p>Second.</p></div></body></html>"
    )


def listing(numbers: list[int], language: str = "en") -> str:
    entries = "".join(
        f"<li><div class='date italic'>04 May, 2023</div>"
        f"<div><a href='{address(number, language)}'>Title {number}</a></div></li>"
        for number in numbers
    )
    return f"<html><body><div class='news-list'><ul>{entries}</ul></div></body></html>"


Play = Callable[..., None]


@pytest.fixture
def mfa(site: Site) -> Play:
    """Return a function that plays the ministry: pages of article numbers, newest first."""

    def play(*pages: list[int]) -> None:
        for number, numbers in enumerate(pages, 1):
            site[f"{MFA}/en/news?page={number}"] = listing(numbers)
            for one in numbers:
                site[address(one)] = article(one)
        for language in LANGUAGES:
            if language != "en":
                site[f"{MFA}/{language}/news?page=1"] = listing([1], language)
                site[address(1, language)] = article(1)

    return play


KNOWN_ELSEWHERE = {address(1, language): False for language in LANGUAGES if language != "en"}


def known(*numbers: int, due: bool = False) -> dict[str, bool]:
    return KNOWN_ELSEWHERE | {address(number): due for number in numbers}


def test_a_first_crawl_takes_the_first_pages_and_calls_them_no_gap(
    site: Site, crawler: Crawler, mfa: Play
) -> None:
    mfa([9, 8, 7], [6, 5, 4], [3, 2, 1])
    ended = crawler("am_mfa")
    assert ended.outcome == "ok"
    assert ended.crawl.error is None
    found = [item.address for item in ended.of(Item) if item.language == "en"]
    assert found == [address(number) for number in (9, 8, 7, 6, 5, 4)]
    assert len(ended.of(Item)) == 9
    assert ended.of(Item)[0].published.precision == "day"
    assert ended.of(Drop) == []
    assert all(re.fullmatch(r"Veille/\S+ \(\+https://\S+\)", agent) for agent in site.agents)


def test_every_address_is_recorded_before_it_is_requested(crawler: Crawler, mfa: Play) -> None:
    mfa([3, 2, 1])
    ended = crawler("am_mfa")
    listed: set[str] = set()
    for record in ended.records:
        if isinstance(record, ListedAddress):
            listed.add(record.url)
        elif isinstance(record, FetchedPage) and record.role == "document":
            assert record.url in listed


def test_the_archive_gives_back_the_very_bytes_and_today_reads_the_same_item(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([1])
    zipped = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    site[address(1)] = Answer(gzip.compress(article(1).encode(), mtime=0), headers=zipped)
    ended = crawler("am_mfa")
    pages = {(page.url, page.digest): page for page in ended.of(FetchedPage)}
    assert ended.of(Item)
    for item in ended.of(Item):
        page = pages[item.address, item.page]
        with (crawler.archive / page.file).open("rb") as file:
            file.seek(page.offset)
            record = next(iter(ArchiveIterator(file)))
            body = record.content_stream().read()
        assert record.rec_headers["WARC-Target-URI"] == item.address
        assert len(body) == page.length
        assert hashlib.sha256(body).hexdigest() == page.digest
        assert reread.items(
            "am_mfa",
            page.url,
            body,
            media_type=page.media_type,
            seen_at=page.fetched_at,
        ) == [item]


def test_a_listing_is_read_back_to_a_whole_known_page_past_a_pinned_known_item(
    site: Site, crawler: Crawler, mfa: Play
) -> None:
    mfa([1, 9, 8], [7, 6, 1], [5, 4, 3], [2, 1, 0])
    ended = crawler("am_mfa", known(1, 2, 3, 4, 5))
    assert ended.outcome == "ok"
    assert [item.address for item in ended.of(Item)] == [address(n) for n in (9, 8, 7, 6)]
    assert [url[-1] for url in site.asked_for("/en/news?page=")] == ["1", "2", "3"]


def test_nothing_new_is_quiet(crawler: Crawler, mfa: Play) -> None:
    mfa([2, 1])
    ended = crawler("am_mfa", known(1, 2))
    assert ended.outcome == "quiet"
    assert ended.crawl.error is None
    assert [page.role for page in ended.of(FetchedPage)] == ["listing"] * 4


def test_a_header_is_recorded_without_what_the_database_refuses(
    site: Site, crawler: Crawler, mfa: Play
) -> None:
    mfa([1])
    site[address(1)] = Answer(article(1).encode(), headers={"Content-Type": "text/\x00html"})
    [page] = [one for one in crawler("am_mfa").of(FetchedPage) if one.url == address(1)]
    assert page.media_type == "text/html"


def test_what_is_due_is_fetched_though_no_listing_shows_it(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([2, 1])
    site[address(77)] = article(77)
    ended = crawler("am_mfa", known(1, 2) | {address(77): True})
    assert [item.title for item in ended.of(Item)] == ["Title 77"]
    assert ended.outcome == "ok"


def test_pages_that_end_without_anything_known_are_a_gap(crawler: Crawler, mfa: Play) -> None:
    mfa([9, 8], [7, 6])
    ended = crawler("am_mfa", known(1))
    assert ended.outcome == "gap"
    assert len(ended.of(Item)) == 4
    assert ended.crawl.error.startswith("crawl am_mfa: gap: nothing known to the end of")
    kinds = [type(one) for one in ended.records]  # said before the articles, lest the crawl die
    assert kinds.index(Outcome) < kinds.index(ListedAddress)
    assert kinds.count(Outcome) == 2


def test_a_crawl_killed_midway_again_and_again_gets_everything_once(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa(list(range(10, 0, -1)))
    fetched: list[str] = []
    due: dict[str, bool] = {}
    for attempt in range(4):
        served = iter(range(100))

        def patient(number: int, served: Iterator[int] = served, attempt: int = attempt) -> Answer:
            if attempt < 3 and next(served) >= 3:
                for child in psutil.Process().children(recursive=True):
                    if "crawlers" in child.cmdline():
                        child.kill()
            return Answer(article(number).encode())

        for number in range(1, 11):
            site[address(number)] = lambda number=number, play=patient: play(number)
        ended = crawler("am_mfa", KNOWN_ELSEWHERE | due)
        assert (ended.outcome is None) == (attempt < 3)
        assert ended.crawl.path.exists()
        for record in ended.records:
            if isinstance(record, ListedAddress):
                due[record.url] = True
            elif isinstance(record, Item):
                due[record.address] = False
                fetched.append(record.address)
    assert fetched[:3] == [address(number) for number in (10, 9, 8)]  # newest first
    assert sorted(fetched) == sorted(address(number) for number in range(1, 11))
    assert list(crawler.spool.glob("*.part")) == []
    assert list(crawler.archive.glob("*.part")) == []


def test_a_missing_page_is_a_final_drop_and_a_failing_one_stays_due(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([9, 8, 7, 6, 5, 1])
    site[address(9)] = Answer(b"gone", 410)
    site[address(8)] = Answer(b"oops", 500)
    del site.answers[address(7)]
    ended = crawler("am_mfa", known(1))
    drops = {drop.url: (drop.reason, drop.final) for drop in ended.of(Drop)}
    assert drops == {
        address(9): ("http_410", True),
        address(8): ("http_500", False),
        address(7): ("http_404", True),
    }
    assert len(site.asked_for("/8")) == 2  # asked again once
    assert {page.status for page in ended.of(FetchedPage)} == {200, 404, 410}
    assert ended.outcome == "ok"


def test_a_wall_is_named_and_not_hammered(crawler: Crawler, mfa: Play, site: Site) -> None:
    mfa([9, 8, 7, 6, 5, 1])
    for number in (8, 7, 6):
        site[address(number)] = Answer(b"Forbidden", 403)
    ended = crawler("am_mfa", known(1))
    assert ended.outcome == "blocked"
    assert [item.address for item in ended.of(Item)] == [address(9)]
    drops = {drop.url: (drop.reason, drop.final) for drop in ended.of(Drop)}
    assert drops == {address(number): ("blocked", False) for number in (8, 7, 6, 5)}
    assert site.asked_for("/5") == []
    assert ended.crawl.error.startswith("crawl am_mfa: blocked: ")


def test_one_withheld_page_does_not_hide_the_others(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([9, 8, 7, 1])
    site[address(9)] = Answer(b"Forbidden", 403)
    ended = crawler("am_mfa", known(1))
    assert ended.outcome == "blocked"
    assert [item.address for item in ended.of(Item)] == [address(8), address(7)]


def test_a_refused_listing_is_a_wall_at_once(crawler: Crawler, mfa: Play, site: Site) -> None:
    mfa([2, 1])
    site[f"{MFA}/hy/news?page=1"] = Answer(b"Forbidden", 403)
    ended = crawler("am_mfa", known(1, 2))
    assert ended.outcome == "blocked"
    assert len(site.asked) == 2  # robots.txt, and the first listing


def test_a_page_without_its_declared_layout_stays_due_and_most_of_them_are_an_outcome(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([9, 8, 7, 1])
    site[address(9)] = "<h1>Something else</h1>"
    site[address(8)] = "<h2>One</h2><h2>Two</h2><div class=static-content><p>x</p></div>"
    ended = crawler("am_mfa", known(1))
    assert ended.outcome == "layout"
    assert [(drop.reason, drop.final) for drop in ended.of(Drop)] == [("layout", False)] * 2


def test_a_listing_without_a_single_item_is_layout(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([2, 1])
    site[f"{MFA}/ru/news?page=1"] = "<html><body>redesigned</body></html>"
    ended = crawler("am_mfa", known(1, 2))
    assert ended.outcome == "layout"
    assert "ru/news?page=1" in ended.crawl.error


def test_robots_txt_is_obeyed_and_named(crawler: Crawler, mfa: Play, site: Site) -> None:
    mfa([2, 1])
    site[f"{MFA}/robots.txt"] = "User-agent: *\nDisallow: /en/news\n"
    ended = crawler("am_mfa", known(1, 2))
    assert ended.outcome == "robots"
    assert site.asked_for("/en/news") == []


def test_a_disallowed_article_is_a_drop(crawler: Crawler, mfa: Play, site: Site) -> None:
    mfa([3, 2, 1])
    site[f"{MFA}/robots.txt"] = f"User-agent: *\nDisallow: {address(3).removeprefix(MFA)}\n"
    ended = crawler("am_mfa", known(1))
    assert ended.outcome == "ok"
    assert [(drop.url, drop.reason) for drop in ended.of(Drop)] == [(address(3), "robots")]


def test_a_dead_server_is_unreachable(crawler: Crawler, site: Site) -> None:
    ended = crawler("am_mfa", known(1), replay="http://127.0.0.1:9")
    assert ended.outcome == "unreachable"
    assert ended.crawl.error.startswith("crawl am_mfa: unreachable: ")
    assert site.asked == []


def test_a_permanent_redirect_moves_the_address_and_a_temporary_one_does_not(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([9, 8, 1])
    for number, status in ((9, 301), (8, 302)):
        site[address(number)] = Answer(b"", status, {"Location": address(number * 11)})
        site[address(number * 11)] = article(number)
    ended = crawler("am_mfa", known(1))
    assert [item.address for item in ended.of(Item)] == [address(99), address(8)]
    assert [(d.url, d.reason, d.detail, d.final) for d in ended.of(Drop)] == [
        (address(9), "moved", address(99), True)
    ]
    pages = [page.url for page in ended.of(FetchedPage) if page.role == "document"]
    assert pages == [address(99), address(8)]


def test_a_redirect_never_leaves_the_declared_hosts(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([9, 8, 1])
    site[address(9)] = Answer(b"", 302, {"Location": "http://127.0.0.1:22/secret"})
    site[address(8)] = Answer(b"", 301, {"Location": f"{MFA}/en/"})
    site[f"{MFA}/en/"] = "home"
    ended = crawler("am_mfa", known(1))
    assert {d.url: (d.reason, d.final) for d in ended.of(Drop)} == {
        address(9): ("offsite", False),
        address(8): ("led_away", True),
    }
    assert site.asked_for("secret") == []


def rss(*numbers: int) -> str:
    entries = "".join(
        f"<item><title>Release {n} &#8211; x</title><link>https://www.state.gov/r{n}/</link>"
        f"<pubDate>Mon, 02 May 2022 23:{n:02}:04 +0000</pubDate>"
        f"<description><![CDATA[<script>x</script><p>Text of {n}.</p>]]></description></item>"
        for n in numbers
    )
    built = "<lastBuildDate>Mon, 02 May 2022 23:36:04 +0000</lastBuildDate>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{built}{entries}</channel></rss>'


def test_a_feed_gives_all_its_entries_and_what_left_it_is_said(
    crawler: Crawler, site: Site
) -> None:
    site[FEED] = rss(3, 2, 1)
    releases = {f"https://www.state.gov/r{n}/": False for n in (1, 2)}
    gone = {"https://www.state.gov/r0/": True}
    ended = crawler("us_state", releases | gone)
    assert ended.outcome == "ok"
    assert [item.title for item in ended.of(Item)] == [f"Release {n} \u2013 x" for n in (3, 2, 1)]
    assert [one.url for one in ended.of(ListedAddress)] == ["https://www.state.gov/r3/"]
    assert [(page.url, page.role) for page in ended.of(FetchedPage)] == [(FEED, "document")]
    assert [(d.reason, d.final) for d in ended.of(Drop)] == [("left_feed", True)]
    assert site.asked_for("/r") == [f"{'https://www.state.gov'}/robots.txt", FEED]


def test_a_feed_where_nothing_is_known_any_more_is_a_gap(crawler: Crawler, site: Site) -> None:
    site[FEED] = rss(9, 8)
    ended = crawler("us_state", {"https://www.state.gov/r1/": False})
    assert ended.outcome == "gap"
    assert len(ended.of(Item)) == 2


def test_a_torn_feed_gives_its_whole_entries_and_fails(crawler: Crawler, site: Site) -> None:
    site[FEED] = rss(3, 2, 1)[:-80]
    ended = crawler("us_state", {"https://www.state.gov/r1/": True})
    assert ended.outcome == "layout"
    assert "is torn" in ended.crawl.error
    assert [item.address for item in ended.of(Item)] == [
        f"https://www.state.gov/r{number}/" for number in (3, 2)
    ]
    assert ended.of(Drop) == []  # what is not in it has not left the feed


def test_a_spider_that_raises_leaves_its_articles_due(
    crawler: Crawler, mfa: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    mfa([9, 8, 1])
    broken = crawler.folder / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(  # Python imports it first, in the child alone
        "from crawlers.spiders.am_mfa import AmMfaSpider\n"
        "def boom(page):\n    raise ZeroDivisionError('in the\\nspider')\n"
        "AmMfaSpider.items = staticmethod(boom)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(broken))
    ended = crawler("am_mfa", known(1))
    assert ended.outcome == "layout"
    assert "2 of 2 articles raised" in ended.crawl.error
    assert [(d.url, d.reason, d.detail, d.final) for d in ended.of(Drop)] == [
        (address(n), "raised", "ZeroDivisionError: in the spider", False) for n in (9, 8)
    ]


def test_a_child_that_cannot_start_is_told_and_leaves_an_empty_file(
    crawler: Crawler, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = crawler.folder / "broken"
    (broken / "scrapy").mkdir(parents=True)
    (broken / "scrapy" / "__init__.py").write_text("raise ImportError('no scrapy today')\n")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    ended = crawler("am_mfa")
    assert ended.outcome is None
    assert "no scrapy today" in ended.crawl.error
    assert ended.crawl.path.read_bytes() == b""
    assert site.asked == []


def test_the_child_does_not_outlive_a_terminated_parent(
    crawler: Crawler, mfa: Play, site: Site
) -> None:
    mfa([2, 1])
    hold = threading.Event()
    site[address(2)] = lambda: Answer(status=200 if hold.wait(20) else 500)
    code = (
        "from pathlib import Path; from crawlers import run; "
        f"run.crawl('am_mfa', known=[], spool=Path({str(crawler.spool)!r}), "
        f"archive=Path({str(crawler.archive)!r}), replay={site.replay!r})"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as parent:  # noqa: S603  our own code
        while not site.asked_for("/2"):
            assert parent.poll() is None
            time.sleep(0.05)
        parent.terminate()
    hold.set()
    assert parent.returncode == 128 + signal.SIGTERM
    assert children_of_crawls(crawler.spool) == []
    assert list(crawler.spool.glob("*.part")) == []
    assert len(list(crawler.spool.glob("*.jsonl"))) == 1


def children_of_crawls(spool: Path) -> list[str]:
    """Return the command lines of live crawls that write to a spool."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().decode()
        except OSError:
            continue
        if "crawlers" in line and str(spool) in line:
            found.append(line)
    return list(islice(found, 5))


def test_a_crawl_whose_file_another_stores_at_once_has_its_outcome(
    crawler: Crawler, mfa: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    mfa([1])
    crawling = process.run

    def overtaken(arguments: list[str], told: str, timeout: timedelta) -> list[str]:
        said = crawling(arguments, told, timeout)
        for path in crawler.spool.glob("*.jsonl"):
            path.rename(crawler.folder / path.name)
        return said

    monkeypatch.setattr(process, "run", overtaken)
    places = {"spool": crawler.spool, "archive": crawler.archive}
    ended = run.crawl("am_mfa", known=(), replay=crawler.site.replay, **places)
    assert ended.outcome is not None
    assert (ended.outcome.outcome, ended.error) == ("ok", None)
    assert list(crawler.spool.glob("*.jsonl")) == []
    assert (crawler.folder / ended.path.name).is_file()


def test_what_a_dead_crawl_left_and_another_stores_is_not_written_over(
    crawler: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = []

    def killed(arguments: list[str], *_: object) -> list[str]:
        left.append(arguments[arguments.index("--key") + 1])  # and it is elsewhere by now
        return ["killed after 300 s"]

    monkeypatch.setattr(process, "run", killed)
    ended = crawler("am_mfa").crawl
    assert (ended.outcome, ended.error) == (None, "killed after 300 s")
    assert ended.path.name == f"{ended.key}.jsonl"
    assert [queue.key_start(one) for one in left] == [queue.key_start(ended.key)]
    assert ended.key not in left
