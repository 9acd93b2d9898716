"""Scrapy fetching pages and doing nothing: `python -m runtime.bench.plain BASE < addresses`."""

import sys
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class PlainSpider(scrapy.Spider):
    """As Scrapy comes."""

    name = "plain"

    async def start(self) -> AsyncIterator[Any]:  # Any: as Scrapy declares it
        """Request every address of standard input."""
        for line in sys.stdin:
            yield scrapy.Request(line.strip())

    def parse(self, response: Response) -> None:
        """Do nothing; fail on what did not come."""
        assert response.body


if __name__ == "__main__":
    process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False})
    process.crawl(PlainSpider)
    process.start()
