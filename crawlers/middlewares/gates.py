"""Gates: a redirect to the very address that was asked, with a cookie to be brought along.

Stands where redirects are not followed yet. A source that declares cookies brings them.
"""

from urllib.parse import urljoin

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.base import SourceSpider
from crawlers.loss import BlockedError


class GatesMiddleware:
    """Names a gate instead of running against it."""

    def __init__(self, crawler: Crawler) -> None:
        """Watch the crawl's spider."""
        self._crawler = crawler
        self._gates: set[str | None] = set()  # hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GatesMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise BlockedError for a host where a gate was met."""
        host = urlparse_cached(request).hostname
        if host in self._gates:
            raise BlockedError(f"not asked: {host} answered a demand for cookies")

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer; raise BlockedError when it is a gate we have no cookie for."""
        spider = self._crawler.spider
        assert isinstance(spider, SourceSpider)
        if not spider.cookies and is_gate(response):
            host = urlparse_cached(request).hostname
            self._gates.add(host)
            raise BlockedError(f"{host} answered a demand for cookies")
        return response


def is_gate(response: Response) -> bool:
    """Return whether an answer sends us to where we are, with a cookie."""
    location = response.headers.get("Location")
    if location is None or "Set-Cookie" not in response.headers:
        return False
    return urljoin(response.url, location.decode("latin-1")) == response.url
