"""Replay: every site is played by one loopback server, while spiders see original addresses.

A download handler rather than a downloader middleware, so that robots.txt, redirects, walls and
archive, all before it, know the original address alone.
"""

from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

SETTING = "REPLAY_URL"


def replayed(url: str, base: str) -> str:
    """Return where `S://HOST/PATH?Q` is played: `<base>/S/HOST/PATH?Q`."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{base}/{parts.scheme}/{parts.netloc}{parts.path or '/'}{query}"


class ReplayHandler(HTTP11DownloadHandler):
    """Asks the replay server instead of the site."""

    def __init__(self, crawler: Crawler) -> None:
        """Take the server's address from the settings."""
        super().__init__(crawler)
        self._base = crawler.settings[SETTING]

    async def download_request(self, request: Request) -> Response:
        """Return what the server plays, under the address that was asked for."""
        there = request.replace(url=replayed(request.url, self._base))
        response = await super().download_request(there)
        return response.replace(url=request.url)
