"""Sources with an HTML listing of articles, and perhaps a feed of links beside it."""

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from crawlers import read
from crawlers.base import Listing, SourceSpider
from crawlers.feed import feed_links
from crawlers.page import Page, absolute
from pipeline.item import Item, Moment


class ListingSpider(SourceSpider):
    """A source whose articles are HTML pages found through listings."""

    feeds: ClassVar[Mapping[str, str]] = {}  # language -> RSS of links
    entry_css: str  # one per article in a listing; its first link leads there
    article: re.Pattern[str]  # path of an article; may name `language` and `edition`
    site: str  # scheme and host as this source writes them
    title_css: str
    date_css: str | None = None  # its text, or its attribute `datetime`
    order: read.Order = "DMY"
    body_css: str

    @classmethod
    def series(cls) -> list[Listing]:
        """Return the listings and the feeds; a feed beside a listing cannot leave a gap."""
        feeds = [
            Listing(url=url, language=language, covered=language in cls.listings)
            for language, url in cls.feeds.items()
        ]
        return [*super().series(), *feeds]

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return an article's address as this source writes it, None when it is no article."""
        parts = urlsplit(absolute(url))
        if parts.scheme not in {"http", "https"} or not _on(parts.hostname, cls.hosts):
            return None
        match = cls.article.match(parts.path)
        return f"{cls.site}{match['path']}" if match else None

    @classmethod
    def language_of(cls, address: str) -> str | None:
        """Return the language the address declares."""
        match = cls.article.match(urlsplit(address).path)
        return match["language"] if match else None

    @classmethod
    def edition_of(cls, address: str) -> str | None:
        """Return the id the address shares with its other language editions, if it does."""
        match = cls.article.match(urlsplit(address).path)
        return match["edition"] if match and "edition" in cls.article.groupindex else None

    @classmethod
    def listed(cls, page: Page, language: str) -> list[str]:  # noqa: ARG003  links declare theirs
        """Return the canonical addresses a listing, or the feed beside it, shows."""
        if page.address in cls.feeds.values():
            links = feed_links(page)
        else:
            entries = page.selector.css(cls.entry_css)
            links = [
                page.link(href) for one in entries if (href := one.css("a::attr(href)").get())
            ]
        return [address for url in links if (address := cls.canonical(url))]

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return what an article says; raise PageError when its layout is not as declared."""
        if cls.canonical(page.address) is None:
            return []
        return [
            Item(
                source=cls.name,
                address=page.address,
                title=read.title(page.selector.css(cls.title_css)),
                sections=read.sections(page.selector.css(cls.body_css)),
                published=cls.published(page),
                seen_at=page.seen_at,
                page=page.digest,
                language=cls.language_of(page.address),
                genre=cls.genre_of(page.address),
                edition=cls.edition_of(page.address),
                alternates=cls.alternates_of(page),
            )
        ]

    @classmethod
    def published(cls, page: Page) -> Moment | None:
        """Return when the article was published, as far as its page says."""
        node = page.selector.css(cls.date_css) if cls.date_css else []
        if not node:
            return None
        text = node[0].attrib.get("datetime") or " ".join(read.paragraphs(node[:1]))
        language = cls.language_of(page.address) or cls.languages[0]
        return read.moment(text, zone=cls.timezone, language=language, order=cls.order)


def _on(host: str | None, hosts: tuple[str, ...]) -> bool:
    return host is not None and any(host == one or host.endswith(f".{one}") for one in hosts)
