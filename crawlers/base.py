"""The base of all spiders: how a source is crawled missing nothing."""

from collections.abc import AsyncIterator, Container, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers import absent, validators, volume, walk, way
from crawlers.journal import Journal
from crawlers.loss import Loss, PostponedError, loss, misread
from crawlers.memory import Memory
from crawlers.page import Page, host_of
from crawlers.readback import DEEP_EVERY, Ending, Readback
from crawlers.series import Listing
from crawlers.source import Source, media_type
from crawlers.walker import Walker
from pipeline.errors import PageError
from pipeline.spool import KnownSpan

# Listings first: what they say must be recorded. What was read before can wait for a later crawl.
_PRIORITY = {"listing": 3, "new": 2, "due": 1, "recheck": 0}


class SourceSpider(Source):
    """One source: its declaration first, then what is peculiar to it."""

    def __init__(
        self,
        journal: Journal,
        memory: Memory | None = None,
        only: Sequence[str] = (),
        spans: Sequence[KnownSpan] = (),
        most: int = 0,
    ) -> None:
        """Prepare a crawl that writes to `journal`, and keeps what hosts ask for in `memory`.

        With `only` these pages are kept and nothing is read in them; with `most` the past is
        read, to so many articles: what is due, then `spans`; no listing is looked at for news.
        """
        super().__init__()
        self.journal = journal
        self.memory = memory or Memory()
        self.only = only
        self.spans, self.most = spans, most
        self._unsettled = 0  # listings not read back yet
        self._unwritten: dict[Listing, list[Page]] = {}  # of listings that hold the texts

    async def start(self) -> AsyncIterator[Any]:  # Any: as Scrapy declares it
        """Request the first page of every listing, then what is due."""
        for url in self.only:
            yield Request(
                url,
                callback=self.keep,
                errback=self.lost_article,
                cb_kwargs={"address": url},
                meta={"role": "document", "listing": False},
            )
        if self.most or self.only:
            for request in Walker(self, self.spans, self.most).next():
                yield request
            return
        series = self.series()
        self._unsettled = self.journal.tally.listings = len(series)
        for listing in series:
            readback = self._readback(listing)
            headers = {} if readback.is_deep else self._conditions(listing)
            yield self._listing(Request(listing.address(1), headers=headers), listing, readback, 1)
        if self.in_listing:
            return
        for url in self.journal.due:
            if self.canonical(url) is None:
                detail = "no address of an article of this source"
                self.journal.drop(url, Loss(reason="foreign", detail=detail, final=True))
            else:
                yield self.due(url)

    def read_listing(
        self, response: Response, listing: Listing, readback: Readback, number: int
    ) -> Iterator[Request]:
        """Read one page of a listing; request the one behind it, or what it brought."""
        if response.status == validators.NOT_MODIFIED:
            self.journal.tally.unchanged += 1
            readback.read(validators.unchanged(self.memory, listing.address(1)))
            yield from self._settle(listing, readback)
            return
        page = self.page_of(response)
        try:
            addresses = self.listed(page, listing.language)
            if number == 1 and not addresses:
                raise PageError("a listing without a single item")  # noqa: TRY301  one handler
            following = self.following(page, listing, number)
        except Exception as error:  # noqa: BLE001  hostile input costs that page only
            yield from self._cut_off(listing, readback, number, misread(error), response.request)
            return
        if number == 1:
            self._learn(response, page, addresses)
            if wrong := volume.fault(self.memory, page.address, len(addresses), self.volume):
                self.journal.tally.fault("layout", wrong)
        if self.in_listing:
            self._unwritten.setdefault(listing, []).append(page)
        ending = readback.read(addresses)
        if ending is None and following is None:
            ending = readback.read([])
        if ending is None and following is not None:
            yield self._listing(following, listing, readback, number + 1)
            return
        self._note(listing, readback, ending, f"in {len(readback.pages)} pages", following)
        yield from self._settle(listing, readback)

    def lost_listing(self, failure: Failure) -> Iterator[Request]:
        """Note a page of a listing that did not come; go on with what came before it."""
        arguments = failure.request.cb_kwargs  # type: ignore[attr-defined]  # set by Scrapy
        listing, readback, number = (arguments[k] for k in ("listing", "readback", "number"))
        lost = loss(_cause(failure))
        if number > 1 and lost.final:  # 404 past the end
            self._note(listing, readback, readback.read([]), "to the end", None)
            yield from self._settle(listing, readback)
        else:
            asked: Request = failure.request  # type: ignore[attr-defined]  # likewise
            yield from self._cut_off(listing, readback, number, lost, asked)

    def read_article(self, response: Response, address: str) -> None:
        """Write down what an article says, or why it cannot be read."""
        assert response.request is not None  # Scrapy sets it
        landing = self.landing(response.request, response.url)
        if self._is_led_away(address, response.url):
            away = Loss(reason="led_away", detail=f"to {response.url}", final=landing is None)
            self.journal.drop(address, away)
            return
        if landing is None:
            moved = Loss(reason="not_article", detail=f"moved to {response.url}", final=True)
            self.journal.drop(address, moved)
            return
        page = Page(
            address=landing,
            body=response.body,
            media_type=media_type(response),
            seen_at=response.meta["fetched_at"],
        )
        if self.write(page, asked=address) and landing != address:
            self.journal.drop(address, Loss(reason="moved", detail=landing, final=True))

    def _is_led_away(self, address: str, url: str) -> bool:
        """Return whether an article's address led to the front of its site, or to a listing."""
        if url == address or self.canonical(url) is not None:
            return False
        paths = {urlsplit(one.address(1)).path for one in self.series()}
        return urlsplit(url).path in paths or absent.is_front(url, address)

    def keep(self, response: Response, address: str) -> None:
        """Read nothing: the archive has the page by now."""

    def lost_article(self, failure: Failure) -> None:
        """Write down why an article did not come."""
        address = failure.request.cb_kwargs["address"]  # type: ignore[attr-defined]  # by Scrapy
        cause = _cause(failure)
        if isinstance(cause, PostponedError):
            self.journal.postponed(address)
        else:
            self.journal.drop(address, loss(cause))

    def write(self, page: Page, *, asked: str) -> bool:
        """Write down what the page an address led to says; return whether it said something."""
        try:
            if (told := absent.notice(page)) is not None:
                self.journal.drop(asked, Loss(reason="said_gone", detail=told, final=False))
                return False
            items = self.items(page)
            if not items:
                raise PageError("nothing to read where an article was declared")  # noqa: TRY301
        except Exception as error:  # noqa: BLE001  a page, or our reading of it, costs itself
            self.journal.drop(asked, misread(error))
            return False
        for item in items:
            self.journal.item(item, asked=asked)
        return True

    def write_entries(self, page: Page, wanted: Container[str]) -> None:
        """Write down those entries of a listing that are wanted, where it holds the texts."""
        raise NotImplementedError

    def _readback(self, listing: Listing) -> Readback:
        is_deep = self._deepest(listing) <= self.journal.clock() - DEEP_EVERY
        return Readback(
            self.journal.known,
            visited=self._is_visited(listing.language),
            paged=listing.paged,
            first_pages=self.first_pages,
            later_pages=self.later_pages,
            settled=self.journal.settled if is_deep else (),
        )

    def _is_visited(self, language: str) -> bool:
        """Return whether an address of a language was known before this crawl."""
        return any(self.language_of(url) == language for url in self.journal.known)

    def _deepest(self, listing: Listing) -> datetime:
        """Return when a listing was last read back to what is settled."""
        at = self.memory.of(host_of(listing.address(1))).get("deep", {}).get(listing.url)
        return datetime.fromisoformat(at) if at else datetime.min.replace(tzinfo=UTC)

    def _note(
        self,
        listing: Listing,
        readback: Readback,
        ending: Ending | None,
        until: str,
        behind: Request | None,
    ) -> None:
        """Note how a reading ended, and when it went deep; `behind` is the page not read."""
        if ending == "gap" and not listing.covered:
            reason = f"nothing known {until} of {listing.address(1)}"
            self._gap(listing, readback, reason, len(readback.pages) + 1, behind)
        if readback.is_deep:
            host = host_of(listing.address(1))
            deepest = self.memory.of(host).setdefault("deep", {})
            deepest[listing.url] = self.journal.clock().isoformat()
            self.memory.keep(host)

    def _listing(
        self, request: Request, listing: Listing, readback: Readback, number: int
    ) -> Request:
        return request.replace(
            callback=self.read_listing,
            errback=self.lost_listing,
            cb_kwargs={"listing": listing, "readback": readback, "number": number},
            meta={
                "role": "document" if self.in_listing else "listing",
                "listing": True,
                # unasked, it is a failure like others
                "handle_httpstatus_list": [validators.NOT_MODIFIED] if request.headers else [],
            },
            priority=_PRIORITY["listing"],
        )

    def _conditions(self, listing: Listing) -> dict[str, str]:
        """Return the headers that ask for a listing only if it has changed.

        One that holds the texts is asked for anyway while one of them is due.
        """
        if self.in_listing and self.journal.due:
            return {}
        known, now = self.journal.known, self.journal.clock()
        return validators.conditions(self.memory, listing.address(1), known, now)

    def _learn(self, response: Response, page: Page, addresses: Sequence[str]) -> None:
        """Remember how a listing was sent, and what it held."""
        validators.learn(
            self.memory,
            page.address,
            response,
            digest=page.digest,
            addresses=addresses,
            now=page.seen_at,
        )

    def due(self, address: str) -> Request:
        """Return the request for an address that is due."""
        return self._article(address, "recheck" if self.journal.is_recheck(address) else "due")

    def _article(self, address: str, why: str) -> Request:
        self.journal.asked(address)
        return Request(
            address,
            callback=self.read_article,
            errback=self.lost_article,
            cb_kwargs={"address": address},
            meta={"role": "document", "listing": False, "recheck": why == "recheck"},
            priority=_PRIORITY[why],
        )

    def _gap(
        self,
        listing: Listing,
        readback: Readback,
        reason: str,
        number: int,
        behind: Request | None,
    ) -> None:
        """Note a gap, and at which page of the listing it may be entered."""
        url = None if behind is None else behind.url if behind.method == "GET" else ""
        if readback.told < len(readback.pages):
            number, url = readback.told + 1, ""
        cursor = walk.behind(number, url, linked=listing.linked)
        if not cursor and (archive := way.around(type(self), listing)) is not None:
            cursor = {"way": archive.url}
        self.journal.gap(reason, listing=listing.url, cursor=cursor, has_way=bool(cursor))

    def _cut_off(
        self,
        listing: Listing,
        readback: Readback,
        number: int,
        lost: Loss,
        asked: Request | None,
    ) -> Iterator[Request]:
        """End the reading of a listing at a page that failed; what is behind it may be missed."""
        self.journal.tally.lose(listing.address(number), lost.reason, lost.detail)
        if number > 1 and readback.visited and not readback.overlapped:
            readback.is_cut = True
            reason = f"{listing.address(1)} read up to page {number - 1}"
            self._gap(listing, readback, reason, number, asked)
        yield from self._settle(listing, readback)

    def _settle(self, listing: Listing, readback: Readback) -> Iterator[Request]:
        """Record what a listing brought, oldest first; request it, newest first."""
        new = self.journal.listed(readback.oldest_first(), listing.address(1), readback.backlog())
        self._unsettled -= 1
        if not self.in_listing:
            yield from (self._article(url, "new") for url in reversed(new))
            return
        for page in self._unwritten.pop(listing, [])[: readback.told]:
            self.write(page, asked=page.address)
        if not self._unsettled:
            yield from self.left_over()

    def left_over(self) -> Iterator[Request]:
        """Request what is due and in none of the listings that hold the texts."""
        yield from ()


def _cause(failure: Failure) -> BaseException:
    assert failure.value is not None  # Twisted types it so; a failure always has one
    return failure.value
