"""Patience: a host that does not answer several times in a row is left alone in this crawl."""

from collections import Counter

from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.loss import LeftAloneError

_LIMIT = 4  # attempts in a row; with the time allowed for each, well within a crawl's five minutes


class PatienceMiddleware:
    """Stands next to the network, so that it counts each attempt."""

    def __init__(self) -> None:
        """Begin with patience for every host."""
        self._failures: Counter[str | None] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatienceMiddleware":  # noqa: ARG003  Scrapy's hook
        """Return the middleware of a crawl."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Raise LeftAloneError for a host that failed too often in a row."""
        host = urlparse_cached(request).hostname
        if self._failures[host] >= _LIMIT:
            raise LeftAloneError(f"not asked: {host} failed {self._failures[host]} times in a row")

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer; its host is alive."""
        self._failures.pop(urlparse_cached(request).hostname, None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a failure of the network, not our own refusals, nor what is too big for us."""
        if not isinstance(exception, IgnoreRequest | DownloadCancelledError):
            self._failures[urlparse_cached(request).hostname] += 1
