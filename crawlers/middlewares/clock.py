"""Clock: how far our clock is from those of the servers that answer."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawlers.base import SourceSpider


class ClockMiddleware:
    """Stands next to the network: what is remembered or cached was dated long ago."""

    def __init__(self, crawler: Crawler) -> None:
        """Note it in the journal of the crawl's spider."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ClockMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002  Scrapy's hook
        """Return the answer, its date compared with our clock."""
        spider = self._crawler.spider
        assert isinstance(spider, SourceSpider)
        drift = seconds_ahead(response, datetime.now(UTC))
        if drift is not None:
            spider.journal.tally.drifts.append(drift)
        return response


def seconds_ahead(response: Response, now: datetime) -> int | None:
    """Return by how many seconds our clock is ahead of a server's, None when it tells no time.

    What a cache has held for a while was dated when it came there.
    """
    date = response.headers.get("Date")
    if date is None or (response.headers.get("Age") or b"0").strip() != b"0":
        return None
    try:
        at = parsedate_to_datetime(date.decode("latin-1"))
    except (TypeError, ValueError):
        return None
    return round((now - (at if at.tzinfo else at.replace(tzinfo=UTC))).total_seconds())
