"""Sources whose articles are found through HTML listings, feeds of links, or both."""

from collections.abc import Mapping
from typing import ClassVar

from crawlers.article import ArticleSpider
from crawlers.feed import feed_links
from crawlers.page import Page
from crawlers.series import Addresses, Listing, each


class ListingSpider(ArticleSpider):
    """A source whose articles are HTML pages found through listings or feeds."""

    feeds: ClassVar[Mapping[str, Addresses]] = {}  # by language: RSS or Atom of links
    entry_css: str  # one per article in a listing; its first link leads there

    @classmethod
    def series(cls) -> list[Listing]:
        """Return the listings and the feeds; a feed beside paged listings cannot leave a gap."""
        listings = super().series()
        paged = {one.language for one in listings if one.paged}
        feeds = [
            Listing(url=url, language=language, covered=language in paged)
            for language, urls in cls.feeds.items()
            for url in each(urls)
        ]
        return [*listings, *feeds]

    @classmethod
    def is_feed(cls, address: str) -> bool:
        """Return whether an address is one of the feeds."""
        return any(address in each(urls) for urls in cls.feeds.values())

    @classmethod
    def shape_of(cls, listing: str) -> str:
        """Return whether a listing is one, or a feed of links."""
        return "feed" if cls.is_feed(listing) else "listing"

    @classmethod
    def listed(cls, page: Page, language: str) -> list[str]:  # noqa: ARG003  links declare theirs
        """Return the canonical addresses a listing, or the feed beside it, shows."""
        links = feed_links(page) if cls.is_feed(page.address) else cls.links(page)
        return [address for url in links if (address := cls.canonical(url))]

    @classmethod
    def links(cls, page: Page) -> list[str]:
        """Return where the entries of a listing lead."""
        entries = page.selector.css(cls.entry_css)
        hrefs = (one.css("a::attr(href)").get() for one in entries)
        return [page.link(href) for href in hrefs if href]
