"""The callbacks of the spiders, without a network: what they record and ask for next."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from scrapy import exceptions
from scrapy.http import HtmlResponse, Request
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawlers import catalog
from crawlers.archive import Archive
from crawlers.journal import Journal
from crawlers.loss import PostponedError
from pipeline import spool as queue
from pipeline.item import Item
from pipeline.spool import Drop, KnownAddresses, ListedAddress, Outcome, Writer

if TYPE_CHECKING:
    from crawlers.base import SourceSpider

AT = datetime(2023, 5, 5, 12, 0, tzinfo=UTC)
KEY = "am_mfa.20230505T120000000000Z.abcdef.crawl"
MFA = "https://www.mfa.am"


def address(number: int, language: str = "en") -> str:
    return f"{MFA}/{language}/news/2023/05/04/x/{number}"


def listing(*numbers: int) -> str:
    entries = "".join(f"<li><a href='{address(one)}'>x</a></li>" for one in numbers)
    return f"<div class='news-list'><ul>{entries}<li>no link</li></ul></div>"


ARTICLE = "<h2>T</h2><div class='static-content'><p>Text.</p></div>"


class Desk:
    """A spider with its journal, and answers handed to it one by one."""

    def __init__(
        self, folder: Path, source: str, known: dict[str, bool], read: Collection[str]
    ) -> None:
        told = [KnownAddresses([url], due=due, read=url in read) for url, due in known.items()]
        self.journal = Journal(Writer(folder, KEY), Archive(folder, KEY), told)
        self.spider: SourceSpider = catalog.spider(source)(journal=self.journal)
        self.path = folder / f"{KEY}.jsonl"

    def start(self) -> list[Request]:
        """Return what the spider asks for first."""

        async def all_of() -> list[Request]:
            return [request async for request in self.spider.start()]

        return asyncio.run(all_of())

    def answer(self, request: Request, text: str) -> list[Request]:
        """Hand an answer to the callback; return what it asks for next."""
        request.meta["fetched_at"] = AT
        response = HtmlResponse(
            request.url, body=text, encoding="utf-8", request=request,
            headers={"Content-Type": "text/html; charset=utf-8"},
        )  # fmt: skip
        return list(request.callback(response, **request.cb_kwargs) or ())

    def fail(self, request: Request, error: BaseException) -> list[Request]:
        """Hand a failure to the errback; return what it asks for next."""
        failure = Failure(error)
        failure.request = request
        return list(request.errback(failure) or ())

    def close(self) -> tuple[str, list[queue.Record]]:
        """End the crawl; return its outcome and its records."""
        return self.journal.close().outcome, list(queue.records(self.path))


Sit = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def sit(
        source: str = "am_mfa",
        *,
        known: Iterable[int] = (),
        due: Iterable[int] = (),
        read: Iterable[int] = (),
        told: dict[str, bool] | None = None,
    ) -> Desk:
        numbers = dict.fromkeys(map(address, known), False) | dict.fromkeys(
            map(address, due), True
        )
        desks.append(Desk(tmp_path, source, told or numbers, [*map(address, read)]))
        return desks[-1]

    yield sit
    for one in desks:
        if not one.path.exists():
            one.close()


def http_error(request: Request, status: int) -> HttpError:
    return HttpError(HtmlResponse(request.url, status=status))


def test_listings_come_first_then_what_is_due(desk: Sit) -> None:
    sitting = desk(due=[5])
    sitting.journal.known["https://elsewhere.example/x"] = True
    requests = sitting.start()
    assert [one.url for one in requests[:4]] == [
        f"{MFA}/{one}/news?page=1" for one in ("hy", "en", "ru", "fr")
    ]
    assert [one.url for one in requests[4:]] == [address(5)]
    assert requests[0].priority > requests[4].priority
    _, records = sitting.close()
    assert [(one.url, one.reason, one.final) for one in records if isinstance(one, Drop)] == [
        ("https://elsewhere.example/x", "foreign", True),
        (address(5), "unfinished", False),
    ]


def test_what_was_read_before_comes_after_all_else_and_can_wait(desk: Sit) -> None:
    sitting = desk(due=[5, 6, 7], read=[5, 7])
    hy, *_, longest, due, last = sitting.start()
    (behind,) = sitting.answer(hy, listing(9))
    (new,) = sitting.answer(behind, listing())
    order = sorted([longest, due, last, new, hy], key=lambda one: -one.priority)
    assert [one.url for one in order] == [
        hy.url, new.url, address(6), address(5), address(7)
    ]  # fmt: skip
    sitting.answer(due, ARTICLE)
    sitting.answer(longest, ARTICLE)
    sitting.fail(last, PostponedError("late"))
    sitting.fail(new, exceptions.DownloadTimeoutError("x"))
    _, records = sitting.close()
    assert [one.url for one in records if isinstance(one, Drop)] == [new.url]
    outcome = records[-1]
    assert isinstance(outcome, Outcome)
    assert [outcome.counts[one] for one in ("asked", "items", "postponed")] == [3, 2, 1]


def test_a_recheck_the_crawl_did_not_come_to_stays_due(desk: Sit) -> None:
    sitting = desk(due=[5], read=[5])
    sitting.start()
    _, records = sitting.close()
    assert not [one for one in records if isinstance(one, Drop)]
    assert sitting.journal.tally.postponed == 1


def test_nothing_is_recorded_before_the_listing_was_read_back_whole(desk: Sit) -> None:
    sitting = desk(known=[1, 2])
    english = sitting.start()[1]
    (second,) = sitting.answer(english, listing(6, 5, 2))
    assert second.url == f"{MFA}/en/news?page=2"
    assert list(queue.lines(sitting.path.with_suffix(".jsonl.part"))) == []
    (third,) = sitting.answer(second, listing(4, 1))
    articles = sitting.answer(third, listing(2, 1))
    assert [one.url for one in articles] == [address(n) for n in (6, 5, 4)]
    listed = [one for one in sitting.close()[1] if isinstance(one, ListedAddress)]
    assert [one.url for one in listed] == [address(n) for n in (4, 5, 6)]


def test_a_page_of_a_listing_that_fails_is_a_gap_but_its_news_are_fetched(desk: Sit) -> None:
    sitting = desk(known=[1])
    (second,) = sitting.answer(sitting.start()[1], listing(3, 2, 1))
    articles = sitting.fail(second, http_error(second, 502))
    assert [one.url for one in articles] == [address(3), address(2)]
    outcome, _ = sitting.close()
    assert outcome == "unreachable"
    assert set(sitting.journal.tally.faults) == {"unreachable", "gap"}


def test_404_past_the_end_of_a_listing_ends_it(desk: Sit) -> None:
    sitting = desk(known=[1])
    (second,) = sitting.answer(sitting.start()[1], listing(3, 2, 1))
    assert len(sitting.fail(second, http_error(second, 404))) == 2
    assert sitting.journal.tally.faults == {}


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (exceptions.CannotResolveHostError("x"), "unreachable"),
        (exceptions.IgnoreRequest("Forbidden by robots.txt"), "robots"),
    ],
)
def test_a_listing_that_does_not_come_decides_the_outcome(
    desk: Sit, error: BaseException, outcome: str
) -> None:
    sitting = desk()
    assert sitting.fail(sitting.start()[0], error) == []
    assert sitting.close()[0] == outcome


def test_a_missing_first_page_is_no_end_but_a_changed_layout(desk: Sit) -> None:
    sitting = desk()
    request = sitting.start()[0]
    assert sitting.fail(request, http_error(request, 404)) == []
    assert sitting.close()[0] == "layout"


def test_an_address_seen_in_two_listings_is_asked_for_once(desk: Sit) -> None:
    sitting = desk("az_president")
    requests = {one.url: one for one in sitting.start()}
    entry = "https://president.az/en/articles/view/9"
    html = f"<div class='news-feed_feed'><article><a href='{entry}'>x</a></article></div>"
    rss = f"<rss><channel><item><link>{entry}</link></item></channel></rss>"
    (again,) = sitting.answer(requests["https://president.az/en/news/category/all/1"], html)
    assert [one.url for one in sitting.answer(again, "<html></html>")] == [entry]
    assert sitting.answer(requests["https://president.az/en/rss"], rss) == []


def test_a_feed_beside_a_listing_leaves_no_gap(desk: Sit) -> None:
    old = "https://president.az/en/articles/view/1"
    sitting = desk("az_president", told={old: False})
    feed = next(one for one in sitting.start() if one.url.endswith("/en/rss"))
    rss = "<rss><channel><item><link>/en/articles/view/9</link></item></channel></rss>"
    assert len(sitting.answer(feed, rss)) == 1
    assert sitting.journal.tally.faults == {}


def test_a_hostile_link_costs_no_other_of_its_listing(desk: Sit) -> None:
    sitting = desk()
    hostile = listing(1, 2).replace("<ul>", "<ul><li><a href='http://['>x</a></li>")
    (page,) = sitting.answer(sitting.start()[0], hostile)
    found = sitting.answer(page, listing())
    assert [one.url for one in found] == [address(1), address(2)]


def test_an_article_is_written_down_or_dropped_with_its_reason(
    desk: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = desk(due=[7, 8, 9])
    seven, eight, nine = sitting.start()[4:]
    sitting.answer(seven, ARTICLE)
    sitting.answer(eight, "<h2>T</h2>")
    monkeypatch.setattr(type(sitting.spider), "alternates_of", lambda _: 1 / 0)
    sitting.answer(nine, ARTICLE)
    outcome, records = sitting.close()
    assert outcome == "layout"
    assert [one.address for one in records if isinstance(one, Item)] == [address(7)]
    drops = {one.url: (one.reason, one.final) for one in records if isinstance(one, Drop)}
    assert drops == {address(8): ("layout", False), address(9): ("raised", False)}


def test_a_lost_article_stays_due_unless_it_is_gone(desk: Sit) -> None:
    sitting = desk(due=[8, 9])
    eight, nine = sitting.start()[4:]
    sitting.fail(eight, http_error(eight, 410))
    sitting.fail(nine, exceptions.DownloadTimeoutError("30 s"))
    drops = [one for one in sitting.close()[1] if isinstance(one, Drop)]
    assert [(one.reason, one.final) for one in drops] == [("http_410", True), ("timeout", False)]


@pytest.mark.parametrize(
    ("statuses", "ends", "kept"),
    [
        ([], [9], 9),
        ([301], [9, 8], 8),
        ([308, 301], [9, 8, 7], 7),
        ([302], [9, 8], 9),
        ([301, 307], [9, 8, 7], 8),
    ],
)
def test_an_answer_stands_for_where_the_address_moved_for_good(
    statuses: list[int], ends: list[int], kept: int
) -> None:
    urls = [address(number) for number in ends]
    meta = {"redirect_urls": urls[:-1], "redirect_reasons": statuses} if statuses else {}
    request = Request(urls[-1], meta=meta)
    assert catalog.spider("am_mfa").landing(request, urls[-1]) == address(kept)


def test_a_moved_article_ends_the_address_asked_for(desk: Sit) -> None:
    sitting = desk(due=[9])
    asked = sitting.start()[4]
    moved = {"redirect_urls": [asked.url], "redirect_reasons": [301]}
    sitting.answer(asked.replace(url=address(8), meta=asked.meta | moved), ARTICLE)
    _, records = sitting.close()
    assert [one.address for one in records if isinstance(one, Item)] == [address(8)]
    assert [(one.url, one.reason) for one in records if isinstance(one, Drop)] == [
        (address(9), "moved")
    ]


def test_an_article_moved_to_what_is_none_is_dropped(desk: Sit) -> None:
    sitting = desk(due=[9])
    asked = sitting.start()[4]
    moved = {"redirect_urls": [asked.url], "redirect_reasons": [301]}
    sitting.answer(asked.replace(url=f"{MFA}/en/", meta=asked.meta | moved), "home")
    (drop,) = (one for one in sitting.close()[1] if isinstance(one, Drop))
    assert (drop.url, drop.reason, drop.final) == (address(9), "led_away", True)


def test_one_bad_entry_of_a_feed_costs_itself(desk: Sit) -> None:
    gone = "https://www.state.gov/gone/"
    sitting = desk("us_state", told={gone: True, "https://www.state.gov/c/": False})
    (feed,) = sitting.start()
    entries = "".join(
        f"<item><title>T</title><link>https://www.state.gov/{name}/</link>"
        f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        for name, text in (("a", "A"), ("b", ""), ("c", "C"))
    )
    rss = f"<rss><channel>{entries}</channel></rss>"
    assert sitting.answer(feed, rss) == []
    outcome, records = sitting.close()
    assert outcome == "ok"
    assert [one.text for one in records if isinstance(one, Item)] == ["A", "C"]
    assert {one.url: one.reason for one in records if isinstance(one, Drop)} == {
        "https://www.state.gov/b/": "layout",
        gone: "left_feed",
    }


@pytest.mark.parametrize("body", ["", "<rss><channel><item>", "<html></html>", "<feed/>", "{}"])
def test_what_is_no_whole_feed_is_layout(desk: Sit, body: str) -> None:
    sitting = desk("us_state")
    (feed,) = sitting.start()
    assert sitting.answer(feed, body) == []
    assert sitting.close()[0] == "layout"


def test_a_feed_does_not_read_the_files_of_this_machine(desk: Sit, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not tell")
    sitting = desk("us_state")
    (feed,) = sitting.start()
    rss = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><channel><item>'
        "<link>https://www.state.gov/a/</link><title>T &x;</title>"
        "<description>Text &x;</description></item></channel></rss>"
    )
    sitting.answer(feed, rss)
    sitting.close()
    assert "do not tell" not in sitting.path.read_text()


@pytest.mark.parametrize(
    "html",
    [
        "<div>nothing</div>",
        "<div data-page='not json'></div>",
        "<script data-page>[1]</script>",
        '<script data-page>{"props": {"feed": null}}</script>',
        '<script data-page>{"props": {"feed": {"data": {"hits": [{}]}}}}</script>',
        '<script data-page>{"props": {"feed": {"data": {"hits": [1]}}}}</script>',
    ],
)
def test_json_that_is_not_as_declared_is_layout(desk: Sit, html: str) -> None:
    sitting = desk("am_civilnet")
    assert sitting.answer(sitting.start()[0], html) == []
    outcome, _ = sitting.close()
    assert outcome == "layout"
