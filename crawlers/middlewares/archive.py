"""Archive: what a site answers is kept, and recorded, before a spider sees it."""

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawlers.base import SourceSpider
from crawlers.validators import NOT_MODIFIED
from crawlers.wall import sign

_NUL = b"\x00"  # one in a header, and PostgreSQL would refuse the whole crawl
_SERVER_ERROR = 500  # and above: says nothing of the page, and is asked again


class ArchiveMiddleware:
    """Stands where bodies are decoded already."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep what this crawl is answered."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArchiveMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer, kept; robots.txt and failures of the server are not, walls are.

        Neither is what has not changed: it is kept from when it was sent.
        """
        is_failure = response.status >= _SERVER_ERROR and sign(response) is None
        if "role" not in request.meta or is_failure or response.status == NOT_MODIFIED:
            return response
        spider = self._crawler.spider
        assert isinstance(spider, SourceSpider)
        request.meta["fetched_at"] = fetched_at = spider.journal.clock()
        asked = request.meta.get("redirect_urls", [request.url])[0]
        spider.journal.page(
            asked if request.meta["listing"] else spider.landing(request, response.url) or asked,
            landed=response.url,
            status=response.status,
            headers={
                name.decode("latin-1"): b", ".join(values).replace(_NUL, b"").decode("latin-1")
                for name, values in response.headers.items()
            },
            body=response.body,
            fetched_at=fetched_at,
            role=request.meta["role"],
        )
        return response
