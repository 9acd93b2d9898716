"""What stands between the spiders and the sites."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy import exceptions
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler

from crawlers import catalog
from crawlers.loss import BlockedError, LeftAloneError, OffsiteError, PostponedError
from crawlers.middlewares.archive import ArchiveMiddleware
from crawlers.middlewares.budget import BudgetMiddleware
from crawlers.middlewares.gates import GatesMiddleware
from crawlers.middlewares.hosts import HostsMiddleware
from crawlers.middlewares.patience import PatienceMiddleware
from crawlers.middlewares.politeness import PolitenessMiddleware
from crawlers.middlewares.replay import replayed
from crawlers.middlewares.walls import WallsMiddleware
from crawlers.settings import settings

URL = "https://www.mfa.am/en/news/2023/05/04/x/1"


def request(url: str = URL) -> Request:
    return Request(url, meta={"role": "document", "listing": False})


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://www.mfa.am/hy/news?page=1&x=a%20b", "/https/www.mfa.am/hy/news?page=1&x=a%20b"),
        ("http://kremlin.ru", "/http/kremlin.ru/"),
        ("https://a.example:8443/%D5%BE/?", "/https/a.example:8443/%D5%BE/"),
    ],
)
def test_every_site_is_played_by_one_server(url: str, path: str) -> None:
    assert replayed(url, "http://127.0.0.1:9000") == f"http://127.0.0.1:9000{path}"


def test_a_walled_host_is_not_asked_again() -> None:
    walls = WallsMiddleware.from_crawler(get_crawler())
    walls.process_request(request())
    fine = Response(URL, body=b"<p>fine</p>")
    assert walls.process_response(request(), fine) is fine
    refused = Response(URL, status=403)
    assert walls.process_response(Request(f"{URL}/robots.txt"), refused) is refused
    for _ in range(2):
        with pytest.raises(BlockedError, match="answered HTTP 403"):
            walls.process_response(request(), refused)
    walls.process_response(request(), fine)  # in a row, or it is no wall
    for _ in range(3):
        walls.process_request(request())
        with pytest.raises(BlockedError, match="answered HTTP 403"):
            walls.process_response(request(), refused)
    with pytest.raises(BlockedError, match="not asked"):
        walls.process_request(request())
    walls.process_request(request("https://other.example/"))


def test_too_many_requests_is_a_wall_at_once() -> None:
    walls = WallsMiddleware()
    with pytest.raises(BlockedError, match="answered HTTP 429"):
        walls.process_response(request(), Response(URL, status=429))
    with pytest.raises(BlockedError, match="not asked"):
        walls.process_request(request())


@pytest.mark.parametrize(
    ("seconds", "is_recheck", "is_begun"),
    [(0, True, True), (150, True, True), (151, True, False), (299, False, True)],
)
def test_no_recheck_is_begun_once_a_crawl_has_taken_its_time(
    seconds: int, *, is_recheck: bool, is_begun: bool
) -> None:
    keeper = Keeper()
    budget = BudgetMiddleware.from_crawler(crawl_of("am_mfa", keeper))
    keeper.running = timedelta(seconds=seconds)
    asked = request()
    asked.meta["recheck"] = is_recheck
    if is_begun:
        budget.process_request(asked)
    else:
        with pytest.raises(PostponedError, match="re-check"):
            budget.process_request(asked)


def test_a_host_that_fails_in_a_row_is_left_alone() -> None:
    patience = PatienceMiddleware.from_crawler(get_crawler())
    for _ in range(3):
        patience.process_exception(request(), exceptions.DownloadTimeoutError("x"))
    patience.process_response(request(), Response(URL))
    for _ in range(4):
        patience.process_request(request())
        patience.process_exception(request(), exceptions.DownloadTimeoutError("x"))
    with pytest.raises(LeftAloneError, match="failed 4 times in a row") as caught:
        patience.process_request(request())
    for refusal in (caught.value, exceptions.IgnoreRequest("Forbidden by robots.txt")):
        patience.process_exception(request(), refusal)
    with pytest.raises(LeftAloneError, match="failed 4 times"):
        patience.process_request(request())


def test_what_we_refuse_ourselves_is_no_failure_of_the_host() -> None:
    patience = PatienceMiddleware()
    for _ in range(9):
        patience.process_exception(request(), exceptions.IgnoreRequest("Forbidden by robots.txt"))
    patience.process_request(request())


def gates_of(*, cookies: bool) -> GatesMiddleware:
    spider = catalog.spider("am_mfa")(journal=Keeper())
    spider.cookies = cookies
    return GatesMiddleware.from_crawler(SimpleNamespace(spider=spider))


def test_a_redirect_to_itself_for_a_cookie_is_a_gate_and_not_run_against() -> None:
    gate = Response(URL, status=307, headers={"Location": URL, "Set-Cookie": "a=b"})
    with pytest.raises(BlockedError, match="answered a demand for cookies"):
        (gates := gates_of(cookies=False)).process_response(request(), gate)
    with pytest.raises(BlockedError, match="not asked"):
        gates.process_request(request())
    assert gates_of(cookies=True).process_response(request(), gate) is gate


@pytest.mark.parametrize(
    "headers",
    [{"Location": f"{URL}2", "Set-Cookie": "a=b"}, {"Location": URL}, {"Set-Cookie": "a=b"}],
)
def test_other_redirects_and_cookies_are_no_gate(headers: dict[str, str]) -> None:
    response = Response(URL, status=302, headers=headers)
    assert gates_of(cookies=False).process_response(request(), response) is response


class Keeper:
    """Takes down what the archive middleware keeps."""

    def __init__(self) -> None:
        self.known: dict[str, bool] = {}
        self.kept: list[tuple[str, str, int]] = []
        self.settled: set[str] = set()
        self.running = timedelta()

    def elapsed(self) -> timedelta:
        """Return how long the crawl has been running."""
        return self.running

    def clock(self) -> datetime:
        """Return the moment."""
        return datetime.now(UTC)

    def page(self, url: str, *, landed: str, status: int, **_: object) -> None:
        """Take one answer down."""
        self.kept.append((url, landed, status))


def crawl_of(source: str, journal: Keeper | None = None) -> object:
    spider = catalog.spider(source)(journal=journal or Keeper())
    return SimpleNamespace(spider=spider)


@pytest.mark.parametrize("url", ["https://mfa.am/", "https://www.mfa.am/robots.txt"])
def test_declared_hosts_and_their_subdomains_are_asked(url: str) -> None:
    assert HostsMiddleware.from_crawler(crawl_of("am_mfa")).process_request(Request(url)) is None


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "https://notmfa.am/", "https://mfa.am.example/"]
)
def test_no_request_leaves_the_declared_hosts(url: str) -> None:
    with pytest.raises(OffsiteError):
        HostsMiddleware.from_crawler(crawl_of("am_mfa")).process_request(Request(url))


def test_answers_are_kept_under_the_address_they_stand_for() -> None:
    keeper = Keeper()
    archive = ArchiveMiddleware.from_crawler(crawl_of("am_mfa", keeper))
    moved = f"{URL}1"
    redirected = request(moved)
    redirected.meta.update(redirect_urls=[URL], redirect_reasons=[301])
    listing = Request("https://mfa.am/en/news?page=1", meta={"role": "listing", "listing": True})
    for asked, status in (
        (request(), 200), (redirected, 200), (listing, 200), (request(), 404), (request(), 500),
        (Request("https://www.mfa.am/robots.txt"), 200), (request(), 503),
    ):  # fmt: skip
        told = {"cf-mitigated": "challenge"} if status == 503 else {"X-A": "b"}
        response = Response(asked.url, status=status, headers=told, body=b"x")
        assert archive.process_response(asked, response) is response
    assert keeper.kept == [
        (URL, URL, 200),
        (moved, moved, 200),
        (listing.url, listing.url, 200),
        (URL, URL, 404),
        (URL, URL, 503),  # a wall is evidence
    ]


@pytest.mark.parametrize(("asked", "delay"), [("5", 5.0), ("0.1", 1.0), (None, 1.0)])
def test_a_longer_crawl_delay_is_kept(asked: str | None, delay: float) -> None:
    crawler = get_crawler(settings_dict={"USER_AGENT": "Veille/1", "DOWNLOAD_DELAY": 1.0})
    slot = SimpleNamespace(delay=1.0)
    crawler.engine = SimpleNamespace(
        downloader=SimpleNamespace(_get_slot=lambda _: ("host", slot))
    )
    polite = PolitenessMiddleware.from_crawler(crawler)
    body = b"User-agent: *\n" + (f"Crawl-delay: {asked}\n".encode() if asked else b"Allow: /\n")
    polite.slow_down(ProtegoRobotParser(body, None), Request(URL))
    assert slot.delay == delay


def test_settings_are_those_of_the_source() -> None:
    found = settings(catalog.spider("am_civilnet"), None)
    assert found["USER_AGENT"].startswith("Mozilla/5.0 (compatible; Veille/")
    assert (found["DOWNLOAD_DELAY"], found["ROBOTSTXT_OBEY"]) == (1.0, True)
    assert not found["REMOTE_CONTROL_ENABLED"]
    assert found["TWISTED_DNS_RESOLVER"].endswith(".PublicResolver")
    played = settings(catalog.spider("us_state"), "http://127.0.0.1:1")
    assert played["USER_AGENT"].startswith("Veille/")
    assert "TWISTED_DNS_RESOLVER" not in played
    assert played["DOWNLOAD_DELAY"] == 0
