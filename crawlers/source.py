"""A source: what it declares, and what it says of its addresses and pages. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

import scrapy
from lxml.etree import XPath, _Element
from scrapy.http import Request, Response

from crawlers.declaration import Declaration, Kind, Rights
from crawlers.page import Page
from crawlers.past import Past
from crawlers.series import Addresses, Listing, each
from crawlers.subscription import Subscription
from pipeline.item import Genre, Item

_ALTERNATES = XPath("descendant::link[@rel = 'alternate' and @hreflang and @href]")
_PERMANENT = (301, 308)


class Source(scrapy.Spider):
    """What a spider declares, and its extraction: in class methods, for crawls and rereading."""

    name: str
    title: str
    country: str | None = None
    party: str | None = None
    kind: Kind
    tier: int = 1
    ownership: str = ""
    ownership_source: str = ""
    rights: Rights = "excerpt"
    languages: tuple[str, ...] = ()
    timezone: str
    cadence = timedelta(minutes=30)
    hosts: tuple[str, ...] = ()
    agent: str | None = None  # Scrapy deprecates an attribute `user_agent`
    genre: Genre
    subscriptions: tuple[Subscription, ...] = ()  # press lists it sends by mail

    delay = timedelta(seconds=1)  # most of our sources are small newsrooms
    cookies = False  # of a site that answers nobody without its own
    listings: ClassVar[Mapping[str, Addresses]] = {}  # by language; see Listing.url
    linked = False  # see Listing
    first_pages = 2  # of a listing nothing is known of
    later_pages = 40  # a week of the busiest source; beyond is a gap
    volume: tuple[int, int] | None = None  # entries of a listing, fewest and most; None: learnt
    length = (1, 2_000_000)  # characters of a text, fewest and most
    archives: ClassVar[Mapping[str, Past | tuple[Past, ...]]] = {}  # by language; "": of several
    in_listing = False  # the listing holds the texts; articles are never requested

    @classmethod
    def declaration(cls) -> Declaration:
        """Return the facts; raise DeclarationError when one is wrong."""
        return Declaration(
            name=cls.name,
            title=cls.title,
            country=cls.country,
            party=cls.party,
            kind=cls.kind,
            tier=cls.tier,
            ownership=cls.ownership,
            ownership_source=cls.ownership_source,
            rights=cls.rights,
            languages=cls.languages,
            timezone=cls.timezone,
            cadence=cls.cadence,
            hosts=cls.hosts,
            user_agent=cls.agent,
            genre=cls.genre,
            subscriptions=cls.subscriptions,
            archives={
                language: declared if isinstance(declared, tuple) else (declared,)
                for language, declared in cls.archives.items()
            },
            archive=cls.__module__.startswith("crawlers.spiders.archive."),
        )

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return an article's address as this source writes it, None when it is no article."""
        raise NotImplementedError

    @classmethod
    def language_of(cls, address: str) -> str | None:  # noqa: ARG003  some sources have only one
        """Return the language an address declares."""
        return cls.languages[0] if len(cls.languages) == 1 else None

    @classmethod
    def edition_of(cls, address: str) -> str | None:  # noqa: ARG003  most sources share no id
        """Return the id the language editions of an article share."""
        return None

    @classmethod
    def day_of(cls, address: str) -> date | None:  # noqa: ARG003  most addresses tell none
        """Return the day an address says it was published, in the zone of the source."""
        return None

    @classmethod
    def days_of(cls, page: Page) -> dict[str, date]:  # noqa: ARG003  most listings are not read for it
        """Return the days a listing says its addresses were published, as far as it does."""
        return {}

    @classmethod
    def genre_of(cls, address: str) -> Genre:  # noqa: ARG003  most sources publish one kind
        """Return what kind of text an address holds."""
        return cls.genre

    @classmethod
    def alternates_of(cls, page: Page) -> dict[str, str]:
        """Return the other editions a page declares with hreflang: language -> address."""
        found = {}
        links: list[_Element] = _ALTERNATES(page.selector.root)  # type: ignore[assignment]  # elements
        for link in links:
            language = link.get("hreflang", "").lower().split("-")[0]
            address = cls.canonical(page.link(link.get("href", "")))
            if address and address != page.address and language in cls.languages:
                found[language] = address
        return found

    @classmethod
    def listed(cls, page: Page, language: str) -> list[str]:
        """Return the canonical addresses a listing shows, newest first.

        Raise PageError when it does not look as declared; past its end a page may be empty.
        """
        raise NotImplementedError

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return what a page says, nothing for an address that is no article.

        Raise PageError when it does not look as declared.
        """
        raise NotImplementedError

    @classmethod
    def series(cls) -> list[Listing]:
        """Return everything addresses are found in."""
        return [
            Listing(url=url, language=language, linked=cls.linked)
            for language, urls in cls.listings.items()
            for url in each(urls)
        ]

    @classmethod
    def shape_of(cls, listing: str) -> str:  # noqa: ARG003  most sources have one shape
        """Return whether a listing is one, or a feed."""
        return "listing"

    @classmethod
    def following(cls, page: Page, listing: Listing, number: int) -> Request | None:  # noqa: ARG003  numbered pages need no look
        """Return the request for the page behind one of a listing, None when it is the last."""
        return Request(listing.address(number + 1)) if listing.paged else None

    @staticmethod
    def page_of(response: Response) -> Page:
        """Return the page an answer is, under the address that was asked for."""
        return Page(
            address=_asked(response),
            body=response.body,
            media_type=media_type(response),
            seen_at=response.meta["fetched_at"],
        )

    @classmethod
    def landing(cls, request: Request, url: str) -> str | None:
        """Return the article an answer from `url` stands for: asked for, or moved to for good.

        None when that is no article's address.
        """
        urls = [*request.meta.get("redirect_urls", ()), url]
        landing = urls[0]
        for status, hop in zip(request.meta.get("redirect_reasons", ()), urls[1:], strict=True):
            if status not in _PERMANENT:
                break
            landing = hop
        return cls.canonical(landing)


def _asked(response: Response) -> str:
    """Return the address an answer was first asked for at."""
    assert response.request is not None  # Scrapy sets it
    asked: str = response.request.meta.get("redirect_urls", [response.request.url])[0]
    return asked


def media_type(response: Response) -> str | None:
    """Return the whole Content-Type of an answer."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None
