"""Waiting: a host that asks us to come back later is left alone until then, by later crawls too.

After a 429 without a time the wait doubles each time, and is drawn by lot, lest all come at once.
"""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.base import SourceSpider
from crawlers.loss import BlockedError, LeftAloneError
from crawlers.memory import Facts

_TOO_MANY, _UNAVAILABLE = 429, 503
_FIRST, _LONGEST = timedelta(minutes=15), timedelta(days=1)  # whatever a server asks for


class WaitingMiddleware:
    """Stands above the walls and retries, so that it hears of every answer first."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep in the memory of the crawl's spider."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "WaitingMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise BlockedError or LeftAloneError for a host whose time has not come."""
        host = urlparse_cached(request).hostname or ""
        wait = self._of(host).get("wait")
        if wait and datetime.now(UTC) < datetime.fromisoformat(wait["until"]):
            raise _refusal(host, wait)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer; raise LeftAloneError for a 503 that names a time."""
        if "remembered" in request.meta:
            return response  # robots.txt, and not from the host
        host = urlparse_cached(request).hostname or ""
        facts = self._of(host)
        until = asked_until(response, datetime.now(UTC), facts.get("wait", {}).get("times", 0))
        if until is None:
            if response.status < _TOO_MANY and facts.pop("wait", None):
                self._spider.memory.keep(host)
            return response
        times = facts.get("wait", {}).get("times", 0) + 1
        facts["wait"] = {"until": until.isoformat(), "status": response.status, "times": times}
        self._spider.memory.keep(host)
        if response.status == _UNAVAILABLE:
            raise _refusal(host, facts["wait"])
        return response  # the walls name it

    def _of(self, host: str) -> Facts:
        return self._spider.memory.of(host)

    @property
    def _spider(self) -> SourceSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SourceSpider)
        return spider


def _refusal(host: str, wait: Facts) -> BlockedError | LeftAloneError:
    """Return why a host is not asked."""
    told = f"not asked before {wait['until']:.16}Z: {host} answered HTTP {wait['status']}"
    return BlockedError(told) if wait["status"] == _TOO_MANY else LeftAloneError(told)


def asked_until(response: Response, now: datetime, times: int) -> datetime | None:
    """Return until when an answer asks to be left alone, None when it does not.

    `times` is how often it has asked in a row.
    """
    if response.status not in {_TOO_MANY, _UNAVAILABLE}:
        return None
    here = _date(response.headers.get("Date")) or now  # a date is told by the server's own clock
    wait = _named(response.headers.get("Retry-After"), here)
    if wait is None:
        if response.status == _UNAVAILABLE:
            return None
        wait = _FIRST * 2 ** min(times, 10) * random.uniform(1, 1.5)  # noqa: S311  no secret
    return now + min(max(wait, timedelta()), _LONGEST)


def _named(value: bytes | None, now: datetime) -> timedelta | None:
    """Return how long a Retry-After asks us to wait, in seconds or as a date; None without."""
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), _LONGEST.total_seconds()))
    at = _date(value)
    return None if at is None else at - now


def _date(value: bytes | None) -> datetime | None:
    try:
        at = parsedate_to_datetime((value or b"").decode("latin-1").strip())
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
