"""A crawl without a network, in this process: a source of our making, answered by a function.

The spider, its declaration, journal, memory, archive and the middlewares that redirect, keep and
tell walls are the real ones; what stands between a request and its callback is called here in
Scrapy's order. Robots, politeness and repeated attempts have no part in it.
"""

import asyncio
import heapq
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawlers import archive as warc
from crawlers import past
from crawlers.archive import Archive
from crawlers.base import SourceSpider
from crawlers.declaration import Declaration
from crawlers.journal import Journal
from crawlers.memory import Memory
from crawlers.middlewares.archive import ArchiveMiddleware
from crawlers.middlewares.walls import WallsMiddleware
from crawlers.page import Page
from pipeline import spool as queue
from pipeline.item import Item
from pipeline.spool import KnownAddresses, KnownPage, KnownSpan, Outcome, Writer

_FINE = range(200, 300)  # what a callback is given unasked

Facts = Mapping[str, Any]  # attributes of a spider


Answered = tuple[int, Mapping[str, str], bytes]  # status, headers, body
Answer = Callable[[str, Mapping[str, str]], Answered]  # address, headers; OSError: nothing came


class Rehearsal:
    """A source of our making, which can be crawled and read as any other."""

    def __init__(self, base: str, facts: Facts, answer: Answer) -> None:
        """Declare a source on one of our bases, named as in "listing.ListingSpider"."""
        module, _, name = base.rpartition(".")
        self._base: type[SourceSpider] = getattr(import_module(f"crawlers.{module}"), name)
        self._answer = answer
        self.declare(facts)

    def declare(self, facts: Facts) -> None:
        """Declare the source anew; an archive is named as in ("Days", address)."""
        archives = {
            language: getattr(past, kind)(url)
            for language, (kind, url) in facts.get("archives", {}).items()
        }
        own = {**facts, "archives": archives}
        self._spider: type[SourceSpider] = type(self._base.__name__, (self._base,), own)

    def declaration(self) -> Declaration:
        """Return the facts; raise DeclarationError when one is wrong."""
        return self._spider.declaration()

    def items(
        self, source: str, address: str, body: bytes, *, media_type: str | None, seen_at: datetime
    ) -> list[Item]:
        """Return what a page says by today's declaration, as `crawlers.reread` does."""
        del source  # there is one
        page = Page(address=address, body=body, media_type=media_type, seen_at=seen_at)
        return self._spider.items(page)

    def crawl(  # noqa: PLR0913  the facts of one crawl
        self,
        key: str,
        *,
        known: Iterable[KnownAddresses],
        pages: Iterable[KnownPage] = (),
        spans: Sequence[KnownSpan] = (),
        most: int = 0,
        spool: Path,
        archive: Path,
        cache: Path,
        clock: Callable[[], datetime],
    ) -> Outcome:
        """Crawl the source from beginning to end; return how that ended."""
        kept = Archive(archive, key)
        journal = Journal(Writer(spool, key), kept, known, pages, clock)
        spider = self._spider(journal, Memory(cache), spans=spans, most=most)
        _Way(spider, self._answer).go()
        return journal.close()

    def killed(self, after: int, key: str, *, spool: Path, archive: Path, **more: Any) -> None:  # noqa: ANN401  as `crawl` has them
        """Crawl it in a process that is killed once so many answers came; adopt what it left."""
        child = os.fork()
        if not child:
            answers, answer = count(1), self._answer

            def mortal(url: str, headers: Mapping[str, str]) -> Answered:
                if next(answers) > after:
                    os._exit(1)
                return answer(url, headers)

            try:
                self._answer = mortal
                self.crawl(key, spool=spool, archive=archive, **more)
            finally:
                os._exit(1)  # before its journal is closed, or after, as the answers last
        os.waitpid(child, 0)
        queue.adopt(spool)
        warc.adopt(archive)


class _Way:
    """The way of the requests of one crawl to their answers, and of these to the callbacks."""

    def __init__(self, spider: SourceSpider, answer: Answer) -> None:
        crawler = Crawler(type(spider), {"LOG_ENABLED": False})
        crawler.settings.freeze()
        crawler.spider = spider
        self._spider, self._answer = spider, answer
        self._redirect = RedirectMiddleware.from_crawler(crawler)
        self._archive, self._walls = ArchiveMiddleware(crawler), WallsMiddleware()
        self._waiting: list[tuple[int, int, Request]] = []
        self._numbers = count()

    def go(self) -> None:
        """Answer every request, and those that come of it, in the order of their priority."""
        asyncio.run(self._start())
        while self._waiting:
            request = heapq.heappop(self._waiting)[-1]
            for one in self._next(request) or ():
                self._wait(one)

    async def _start(self) -> None:
        async for request in self._spider.start():
            self._wait(request)

    def _wait(self, request: Request) -> None:
        heapq.heappush(self._waiting, (-request.priority, next(self._numbers), request))

    def _next(self, request: Request) -> Iterable[Request] | None:
        """Return the requests that come of one."""
        assert request.callback is not None
        assert request.errback is not None
        try:
            response = self._response(request)
        except (OSError, IgnoreRequest) as error:
            failure = Failure(error)  # type: ignore[no-untyped-call]  # Twisted's
            failure.request = request  # type: ignore[attr-defined]  # as Scrapy does
            following: Iterable[Request] | None = request.errback(failure)
            return following
        if isinstance(response, Request):
            return [response]
        response.request = request
        return request.callback(response, **request.cb_kwargs)  # type: ignore[no-any-return]

    def _response(self, request: Request) -> Response | Request:
        """Return the answer, or the request it redirects to; raise as Scrapy would."""
        self._walls.process_request(request)
        asked = {str(name): value for name, value in request.headers.to_unicode_dict().items()}
        status, told, body = self._answer(request.url, asked)
        headers = Headers(told)
        kind = responsetypes.from_args(headers=headers, url=request.url)
        response = kind(request.url, status=status, headers=headers, body=body, request=request)
        redirected = self._redirect.process_response(request, response)
        if isinstance(redirected, Request):
            return redirected
        response = self._walls.process_response(
            request, self._archive.process_response(request, redirected)
        )
        if response.status in {*_FINE, *request.meta.get("handle_httpstatus_list", ())}:
            return response
        raise HttpError(response)
