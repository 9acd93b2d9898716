"""Robots: robots.txt is asked for once a day, and an old one holds while there is no new one."""

from datetime import UTC, datetime, timedelta

from scrapy.crawler import Crawler
from scrapy.http import Request, Response, TextResponse
from scrapy.utils.httpobj import urlparse_cached

from crawlers.base import SourceSpider
from crawlers.memory import Facts

_FRESH = timedelta(days=1)
_LONGEST = 512 * 1024  # bytes; as RFC 9309 has it, what is behind need not be read
_SERVER_ERROR = 500  # and above


class RobotsMiddleware:
    """Answers Scrapy's own question for robots.txt from memory."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep in the memory of the crawl's spider."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> Response | None:
        """Return the robots.txt that was read less than a day ago, None when there is none."""
        if "role" in request.meta:
            return None
        kept = self._kept(request).get(request.url)
        if kept is None or datetime.now(UTC) - datetime.fromisoformat(kept["at"]) > _FRESH:
            return None
        return _remembered(request, kept)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return robots.txt, kept; the one before in place of a failing server's answer."""
        if "role" in request.meta or "remembered" in request.meta:
            return response
        kept = self._kept(request)
        if response.status >= _SERVER_ERROR:
            return _remembered(request, kept[request.url]) if request.url in kept else response
        body = response.body[:_LONGEST]
        kept[request.url] = {
            "at": datetime.now(UTC).isoformat(),
            "status": response.status,
            "text": body.decode("utf-8", "replace"),
        }
        self._spider.memory.keep(urlparse_cached(request).hostname or "")
        return response.replace(body=body)

    def process_exception(self, request: Request, exception: Exception) -> Response | None:  # noqa: ARG002  Scrapy's hook
        """Return the robots.txt that was read last where there is none to be had."""
        kept = {} if "role" in request.meta else self._kept(request)
        return _remembered(request, kept[request.url]) if request.url in kept else None

    def _kept(self, request: Request) -> Facts:
        facts = self._spider.memory.of(urlparse_cached(request).hostname or "")
        found: Facts = facts.setdefault("robots", {})
        return found

    @property
    def _spider(self) -> SourceSpider:
        spider = self._crawler.spider
        assert isinstance(spider, SourceSpider)
        return spider


def _remembered(request: Request, kept: Facts) -> Response:
    """Return a robots.txt of before; its request says so, for it is no word of the host."""
    request.meta["remembered"] = True
    body = kept["text"].encode()
    return TextResponse(request.url, status=kept["status"], body=body, encoding="utf-8")
