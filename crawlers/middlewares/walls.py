"""Walls: a host that blocks us is recognised, named, and not asked again in this crawl."""

from collections import Counter

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.loss import BlockedError

_REFUSALS = (403, 429)
_REFUSED = "HTTP 403"
_IN_A_ROW = 3  # articles
_MARKS = (  # of challenges that come instead of a page, often as a 200
    b"window['bobcmn']",  # F5, seen at mid.ru
    b"Data processing\xe2\x80\xa6 Please, wait",
    b"<title>Just a moment...</title>",  # Cloudflare
    b"window._cf_chl_opt",
    b"<title>DDoS-Guard</title>",
    b'class="g-recaptcha"',
    b'class="h-captcha"',
)
_SMALL = 64 * 1024  # bytes; a challenge is no longer, an article with a captcha form mostly is


class WallsMiddleware:
    """Stands before retries, so that a wall is not hammered.

    A challenge, a 429 or a refused listing is a wall at once; articles refused with 403 are one
    when several are in a row, lest a single withheld page hide the rest of its site for ever.
    """

    def __init__(self) -> None:
        """Begin with no walls known."""
        self._walls: dict[str | None, str] = {}  # host -> what was met there
        self._refused: Counter[str | None] = Counter()  # host -> articles refused in a row

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "WallsMiddleware":  # noqa: ARG003  Scrapy's hook
        """Return the middleware of a crawl."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Raise BlockedError for a host where a wall was met."""
        host = urlparse_cached(request).hostname
        if host in self._walls and "role" in request.meta:
            raise BlockedError(f"not asked: {self._walls[host]}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer; raise BlockedError when it is a wall."""
        if "role" not in request.meta:
            return response  # robots.txt
        host = urlparse_cached(request).hostname
        sign = wall(response)
        if sign is None:
            self._refused.pop(host, None)
            return response
        self._refused[host] += 1
        alone = sign == _REFUSED and not request.meta["listing"]
        if not alone or self._refused[host] >= _IN_A_ROW:
            self._walls[host] = f"{host} answered {sign}"
        raise BlockedError(f"{host} answered {sign}")


def wall(response: Response) -> str | None:
    """Return what makes an answer a wall, None when it is none."""
    if response.status in _REFUSALS:
        return f"HTTP {response.status}"
    if response.headers.get("cf-mitigated") == b"challenge":
        return "a challenge"
    if len(response.body) <= _SMALL and any(mark in response.body for mark in _MARKS):
        return "a challenge"
    return None
