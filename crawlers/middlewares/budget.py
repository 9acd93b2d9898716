"""Budget: once a crawl has taken its time, what was read before waits for a later one."""

from datetime import timedelta

from scrapy.crawler import Crawler
from scrapy.http import Request

from crawlers.base import SourceSpider
from crawlers.loss import PostponedError

TIME = timedelta(minutes=2, seconds=30)  # a crawl is killed at five minutes, whatever it does then


class BudgetMiddleware:
    """Stands above all others, so that nothing is done for what is not going to be asked."""

    def __init__(self, crawler: Crawler) -> None:
        """Look at the clock of the crawl's journal."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BudgetMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise PostponedError for a re-check that would begin too late."""
        spider = self._crawler.spider
        assert isinstance(spider, SourceSpider)
        if request.meta.get("recheck") and spider.journal.elapsed() > TIME:
            raise PostponedError(f"no re-check is begun later than {TIME} after a crawl's begin")
