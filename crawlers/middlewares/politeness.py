"""Politeness: a site's own Crawl-delay is kept where it is longer than ours.

That robots.txt is obeyed, one thing asked at a time, and our own delay, are Scrapy's settings.
"""

import logging

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

log = logging.getLogger(__name__)


class PolitenessMiddleware:
    """Listens for each robots.txt as it is read."""

    def __init__(self, crawler: Crawler) -> None:
        """Listen."""
        self._crawler = crawler
        crawler.signals.connect(self.slow_down, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PolitenessMiddleware":
        """Return the middleware of a crawl."""
        return cls(crawler)

    def slow_down(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        """Widen the delay of the host to what its robots.txt asks for."""
        wanted = robotparser.rp.crawl_delay(self._crawler.settings["USER_AGENT"])
        host = urlparse_cached(request).hostname
        if wanted and wanted > self._crawler.settings.getfloat("DOWNLOAD_DELAY"):
            _, slot = self._crawler.engine.downloader._get_slot(request)  # noqa: SLF001  no other way
            slot.delay = wanted
            log.info("%s asks for %s s between requests", host, wanted)
