"""A crawl of the past: leads a spider along the spans it was given, within bounds.

Page by page: its addresses are recorded, its texts are read, then the cursor is kept; whoever
dies in between leaves its addresses due and its page to be asked for once more.
"""

from collections import deque
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers import way as ways
from crawlers.loss import Loss, loss, misread
from crawlers.way import Way
from pipeline.spool import Cursor, KnownSpan, Walked, WalkState

if TYPE_CHECKING:
    from crawlers.base import SourceSpider
    from crawlers.page import Page
    from crawlers.walk import Walk

LONGEST = timedelta(minutes=2)  # a crawl of the past; the present waits behind it
PAGES = 20  # of listings, in a crawl of the past
_NONE = ("http_400", "http_404", "http_410", "offsite")  # there is no such page


class Walker:
    """One crawl along some spans, one after another."""

    def __init__(self, spider: "SourceSpider", spans: Collection[KnownSpan], most: int) -> None:
        """Lead a spider, to at most so many articles."""
        self._spider = spider
        self._journal = spider.journal
        self._spans = deque(spans)
        self._most = most
        self._end = spider.journal.clock() + LONGEST
        self._pages = 0
        self._articles: deque[str] = deque()  # to be read before the walk goes on
        self._due = deque(spider.journal.due)
        self._open: KnownSpan | None = None
        self._way: Way | None = None
        self._walk: Walk | None = None
        self._behind: Request | None = None  # the page behind the one read last
        self._texts: list[Page] = []  # pages that hold the texts, of this span
        self._is_read = False  # a page is, whose walk has not gone on
        self._found = 0

    def next(self) -> Iterator[Request]:
        """Yield the one request that comes next, none at the end."""
        while not self._is_over:
            if self._due:
                yield self._article(self._due.popleft())
                return
            if self._articles:
                yield self._article(self._articles.popleft())
                return
            if self._is_read:
                self._went()
            elif self._walk is not None and (request := self._page()) is not None:
                yield request
                return
            elif not self._begin():
                return

    @property
    def _is_over(self) -> bool:
        return self._journal.clock() >= self._end or self._most <= 0

    def _begin(self) -> bool:
        """Begin the next span; return whether there is one."""
        while self._spans:
            self._open = self._spans.popleft()
            self._way = ways.way_of(type(self._spider), self._open)
            if self._way is None:
                why = f"{self._open.listing} is not declared any more"
                self._walk, self._open = None, self._kept(self._open.cursor, "stuck", why)
                continue
            self._walk = ways.walk(type(self._spider), self._way, self._open)
            self._behind, self._texts = None, []
            return True
        return False

    def _page(self) -> Request | None:
        """Return the request for the next page of the walk, None when it goes no further now."""
        assert self._walk is not None
        step = self._walk.step()
        if step is None or self._pages >= PAGES:
            self._walk = None
            return None
        self._pages += 1
        request = self._behind if step.url is None else Request(step.url)
        assert request is not None  # a walk goes on only where a page names the one behind
        return request.replace(
            callback=self.read_page,
            errback=self.lost_page,
            cb_kwargs={"number": step.number},
            meta={
                "role": "document" if self._holds_texts else "listing",
                "listing": True,
                "past": True,
            },
        )

    @property
    def _holds_texts(self) -> bool:
        return self._spider.in_listing and self._way is not None and self._way.past is None

    def read_page(self, response: Response, number: int) -> Iterator[Request]:
        """Record what a page shows and has to be read."""
        assert self._walk is not None
        assert self._way is not None
        page = self._spider.page_of(response)
        try:
            self._behind = (
                self._spider.following(page, self._way.listing, number)
                if self._way.listing is not None
                else Request(page.address)  # numbered: it is asked for by its number
            )
            shown = ways.shown(type(self._spider), page, self._way, self._link())
        except Exception as error:  # noqa: BLE001  hostile input costs that page only
            yield from self._lost(misread(error), number)
            return
        self._texts.append(page)
        taken = self._walk.take(shown)
        self._is_read = True
        if self._holds_texts:  # its texts tell their days without being asked for
            self._write(() if self._walk.probing else taken)
        elif self._walk.probing:
            self._journal.listed(taken, page.address)
            self._articles.extend(taken)
        else:
            new = self._journal.listed(taken, page.address)
            self._found += len(new)
            self._articles.extend(new)
        yield from self.next()

    def _link(self) -> str | None:
        """Return the address of the page behind; empty where it has none that can be kept."""
        if self._behind is None:
            return None
        return self._behind.url if self._behind.method == "GET" else ""

    def _write(self, taken: Collection[str]) -> None:
        """Write down what nobody has of the texts of the pages of this span."""
        known = self._journal.known
        new = {url for url in taken if known.get(url, True)}
        for page in self._texts:
            self._spider.write_entries(page, new)
        self._found += len(new)
        self._most -= len(new)

    def lost_page(self, failure: Failure) -> Iterator[Request]:
        """Note a page that did not come."""
        number = failure.request.cb_kwargs["number"]  # type: ignore[attr-defined]  # by Scrapy
        url = failure.request.url  # type: ignore[attr-defined]  # likewise
        assert failure.value is not None  # Twisted types it so; a failure always has one
        lost = loss(failure.value)
        yield from self._lost(lost, number, is_none=lost.reason == "empty" and self._again(url))

    def _again(self, url: str) -> bool:
        """Return whether a page answered with nothing in the crawl before as well; note it.

        A wall answers so too, but seldom twice, and before every page.
        """
        assert self._walk is not None
        before, self._walk.cursor["empty"] = self._walk.cursor.get("empty"), url
        return bool(before == url)

    def _lost(self, lost: Loss, number: int, *, is_none: bool = False) -> Iterator[Request]:
        assert self._walk is not None
        assert self._open is not None
        is_none |= lost.reason in _NONE or (self._walk.probing and lost.reason == "layout")
        final = is_none and (number > 1 or self._walk.is_full_of_holes)
        self._walk.lost(f"{lost.reason}: {lost.detail}", final=final)
        if final:
            self._keep()
        else:
            place = f"page {number} of {self._open.listing}"
            self._journal.tally.lose(place, lost.reason, lost.detail)
            self._keep()
            self._walk = None
        yield from self.next()

    def _article(self, address: str) -> Request:
        self._most -= 1
        request = self._spider.due(address)
        return request.replace(callback=self.read_article, errback=self.lost_article)

    def read_article(self, response: Response, address: str) -> Iterator[Request]:
        """Read an article, as the spider does; go on."""
        self._spider.read_article(response, address)
        self._learnt()
        yield from self.next()

    def lost_article(self, failure: Failure) -> Iterator[Request]:
        """Note that an article did not come, as the spider does; go on."""
        self._spider.lost_article(failure)
        yield from self.next()

    def _learnt(self) -> None:
        """Read no more of a page than tells its day, where that is all that is wanted of it."""
        if self._walk is not None and self._walk.probing and self._journal.published:
            self._articles.clear()

    def _went(self) -> None:
        """Let the walk go on from a page that was read."""
        assert self._walk is not None
        self._is_read = False
        self._walk.went(ways.local_days(self._journal.published, self._spider.timezone))
        self._journal.published.clear()
        self._keep()

    def _keep(self) -> None:
        """Write down where the walk stands; go around where a listing has no way on."""
        assert self._walk is not None
        assert self._open is not None
        cursor: Cursor = self._walk.cursor
        state: WalkState = self._walk.ended or "open"
        why = self._walk.why
        if state == "stuck" and (archive := self._archive()) is not None:
            cursor, state, why = {"way": archive.url}, "open", f"{why}; by {archive.url} now"
            self._walk = None
            self._spans.appendleft(self._kept(cursor, state, why))
        else:
            self._open = self._kept(cursor, state, why)
            if state != "open":
                self._walk = None

    def _archive(self) -> Way | None:
        assert self._open is not None
        if self._open.mode != "fill" or self._way is None or self._way.listing is None:
            return None
        return ways.around(type(self._spider), self._way.listing)

    def _kept(self, cursor: Cursor, state: WalkState, why: str) -> KnownSpan:
        """Record a step of the open span; return the span as it is now."""
        assert self._open is not None
        self._journal.walked(
            Walked(
                span=self._open.id,
                before=self._open.cursor,
                cursor=dict(cursor),
                found=self._found,
                state=state,
                why=why,
                at=self._journal.clock(),
            )
        )
        self._found = 0
        return self._open._replace(cursor=dict(cursor))
