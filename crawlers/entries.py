"""Sources whose listing holds the texts: an item is read from its entry."""

import logging
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

from scrapy.http import Request

from crawlers import read
from crawlers.article import ArticleSpider
from crawlers.loss import Loss, misread
from crawlers.page import Page
from pipeline.item import Item, Moment

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed or of an API, as written."""

    link: str
    title: str  # HTML
    published: str  # RFC 822 or ISO 8601; empty when the entry has none
    html: str
    id: str | None = None  # that it keeps at whatever address; None: it has none to rely on
    built_at: datetime | None = None  # aware; the publisher's own clock for this state of it


class EntriesSpider(ArticleSpider):
    """A source whose listing holds the texts; one that declares `body_css` has pages as well.

    Its pages are asked for only where a text is due and no longer in the listing.
    """

    in_listing = True

    @classmethod
    def entries(cls, page: Page) -> list[Entry]:
        """Return the entries of a listing, newest first; raise PageError when it is none."""
        raise NotImplementedError

    @classmethod
    def is_torn(cls, page: Page) -> bool:  # noqa: ARG003  most cannot be
        """Return whether part of a listing is missing: what is not in it may have been."""
        return False

    @classmethod
    def listed(cls, page: Page, language: str) -> list[str]:  # noqa: ARG003  links declare theirs
        """Return the canonical addresses of the entries."""
        links = (page.link(entry.link) for entry in cls.entries(page) if entry.link)
        return [address for url in links if (address := cls.canonical(url))]

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return an item for each entry that can be read, or what a page of its own says."""
        if cls.canonical(page.address) is not None:
            return super().items(page)
        items = []
        for address, found in cls.read_entries(page):
            if isinstance(found, Item):
                items.append(found)
            else:
                log.warning("%s: %s", address, found)
        return items

    @classmethod
    def days_of(cls, page: Page) -> dict[str, date]:
        """Return the days its entries say they were published."""
        zone = ZoneInfo(cls.timezone)
        return {
            address: found.published.at.astimezone(zone).date()
            for address, found in cls.read_entries(page)
            if isinstance(found, Item) and found.published
        }

    @classmethod
    def read_entries(cls, page: Page) -> Iterator[tuple[str, Item | Exception]]:
        """Yield each entry's address with its item, or with what kept it from being read."""
        for entry in cls.entries(page):
            address = cls.canonical(page.link(entry.link))
            if address is None:
                continue
            try:
                yield address, cls.entry_item(page, address, entry)
            except Exception as error:  # noqa: BLE001  one bad entry must not cost the others
                yield address, error

    @classmethod
    def entry_item(cls, page: Page, address: str, entry: Entry) -> Item:
        """Return what an entry says; raise PageError when it has no text."""
        item = cls.item(
            page,
            address,
            title=read.line(unescape(entry.title)) or None,
            sections=cls.cut(read.fragment(entry.html).css("body")),
            published=cls.entry_moment(entry),
            as_of=entry.built_at,
        )
        return replace(item, edition=entry.id) if entry.id else item

    @classmethod
    def entry_moment(cls, entry: Entry) -> Moment | None:
        """Return when an entry was published, as far as it says."""
        raise NotImplementedError

    def write(self, page: Page, *, asked: str) -> bool:
        """Write down each entry of a listing, or what a page of its own says."""
        if self.canonical(page.address) is not None:
            return super().write(page, asked=asked)
        if self.is_torn(page):
            self.journal.tally.fault("layout", f"{page.address} is torn: its end is missing")
        self._write(self.read_entries(page))
        return True

    def write_entries(self, page: Page, wanted: Container[str]) -> None:
        """Write down those entries of a listing that are wanted."""
        self._write(one for one in self.read_entries(page) if one[0] in wanted)

    def _write(self, entries: Iterable[tuple[str, Item | Exception]]) -> None:
        for address, found in entries:
            self.journal.asked(address)
            if isinstance(found, Item):
                self.journal.item(found, asked=address)
            else:
                self.journal.drop(address, misread(found))

    def left_over(self) -> Iterator[Request]:
        """Request the pages of what is due and was in no listing, or say that it has left."""
        tally = self.journal.tally
        if tally.lost_listings or "layout" in tally.faults:  # it may be in what did not come
            return
        for address in self.journal.unanswered():
            if self.body_css and self.canonical(address) is not None:
                yield self.due(address)
            else:
                detail = "no longer in the feed, the only place where its text is read"
                self.journal.drop(address, Loss(reason="left_feed", detail=detail, final=True))
