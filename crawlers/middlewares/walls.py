"""Walls: a host that blocks us is recognised, named, and not asked again in this crawl."""

from collections import Counter

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.loss import BlockedError, EmptyError
from crawlers.wall import sign

_IN_A_ROW = 3  # articles


class WallsMiddleware:
    """Stands before retries, so that a wall is not hammered.

    A challenge, a 429 or a refused listing is a wall at once; articles that are refused are one
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
        """Return the answer; raise BlockedError when it is a wall.

        Raise EmptyError for a page of the past with nothing: some archives have such pages.
        """
        if "role" not in request.meta:
            return response  # robots.txt
        host = urlparse_cached(request).hostname
        met = sign(response)
        if met is None:
            self._refused.pop(host, None)
            return response
        told = f"{host} answered {met.words}"
        if met.is_empty and request.meta.get("past"):
            raise EmptyError(told)
        self._refused[host] += 1
        if met.of_host or request.meta["listing"] or self._refused[host] >= _IN_A_ROW:
            self._walls[host] = told
        raise BlockedError(told)
