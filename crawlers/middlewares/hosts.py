"""Hosts: no request leaves the hosts a source declares, wherever a page redirects to.

Scrapy's own offsite filter drops a redirect without telling the spider; this one tells.
"""

from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.utils.url import url_is_from_any_domain

from crawlers.base import SourceSpider
from crawlers.loss import OffsiteError


class HostsMiddleware:
    """Refuses what is elsewhere."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep to the hosts of the crawl's spider."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostsMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise OffsiteError for an address on none of the hosts."""
        spider = self._crawler.spider
        assert isinstance(spider, SourceSpider)
        if not url_is_from_any_domain(request.url, spider.hosts):
            raise OffsiteError(f"{request.url} is on none of the declared hosts")
