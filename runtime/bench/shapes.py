"""Shapes of access: how an outlet of our making serves its texts, and how it is declared.

Each has the layout it begins with and the one it has after its redesign.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from runtime.bench.world import DECLARED, REDESIGNED

SITE, NAME = "https://outlet.example", "int_simulated"

Facts = dict[str, Any]  # attributes of a spider


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One shape of access."""

    base: str  # class of ours
    facts: Facts
    redesigned: Facts  # those that differ after it
    listing: str  # what `served` writes: html, feed, inertia, api, posts
    paged: bool
    first: int = 1  # number of the newest page
    archive: str | None = None  # path of what it has beside its listings, up to its placeholders
    in_json: bool = False  # the text of an article is JSON in a page without any

    def declared(self, now: datetime) -> Facts:
        """Return the declaration at a moment; it learns of the redesign late."""
        return _COMMON | self.facts | (self.redesigned if now >= DECLARED else {})

    @property
    def is_whole(self) -> bool:
        """Whether everything it ever published can be found."""
        return self.paged or self.archive is not None

    def paths(self, now: datetime) -> Iterator[str]:
        """Yield where the site has its listings and feeds at a moment."""
        facts = self.facts | (self.redesigned if now >= REDESIGNED else {})
        for found in ("listings", "feeds"):
            for url in facts.get(found, {}).values():
                yield url.removeprefix(SITE).partition("?")[0]
        if self.archive is not None:
            yield self.archive


_COMMON: Facts = {
    "name": NAME,
    "title": "An outlet of our making",
    "party": "armenia",
    "kind": "official",
    "languages": ("en",),
    "timezone": "UTC",
    "cadence": timedelta(minutes=30),
    "hosts": ("outlet.example",),
    "genre": "communique",
    "site": SITE,
    "article": re.compile(r"/news/[^/]+"),
}
_PAGE: Facts = {"title_css": "h1", "date_css": "time", "body_css": ".text p"}
_NEW_PAGE: Facts = {"title_css": "h2.headline", "date_css": ".day", "body_css": ".story p"}
_LIST: Facts = _PAGE | {"entry_css": ".entry"}
_NEW_LIST: Facts = _NEW_PAGE | {"entry_css": ".card"}
_FEED: Facts = _PAGE | {"feeds": {"en": f"{SITE}/feed"}}
_NEW_FEED: Facts = _NEW_PAGE | {"feeds": {"en": f"{SITE}/rss.xml"}}
_LINK = f"{SITE}/news/{{slug}}"


def _at(path: str) -> Facts:
    return {"listings": {"en": f"{SITE}{path}"}}


SHAPES: Mapping[str, Shape] = {
    "listing": Shape(
        base="listing.ListingSpider",
        facts=_LIST | _at("/list?page={page}"),
        redesigned=_NEW_LIST,
        listing="html",
        paged=True,
    ),
    "listing read in part": Shape(
        base="listing.ListingSpider",
        facts=_LIST | _at("/list?page={page}") | {"later_pages": 2},
        redesigned=_NEW_LIST,
        listing="html",
        paged=True,
    ),
    "listing without pages": Shape(
        base="listing.ListingSpider",
        facts=_LIST | _at("/list"),
        redesigned=_NEW_LIST,
        listing="html",
        paged=False,
    ),
    "listing and feed": Shape(
        base="listing.ListingSpider",
        facts=_LIST | _at("/list?page={page}") | {"feeds": {"en": f"{SITE}/feed"}},
        redesigned=_NEW_LIST,
        listing="html",
        paged=True,
    ),
    "feed of links": Shape(
        base="listing.ListingSpider",
        facts=_FEED,
        redesigned=_NEW_FEED,
        listing="feed",
        paged=False,
    ),
    "feed and archive": Shape(
        base="listing.ListingSpider",
        facts=_FEED | {"archives": {"en": ("Pages", f"{SITE}/archive?page={{page}}")}},
        redesigned=_NEW_FEED,
        listing="feed",
        paged=False,
        archive="/archive",
    ),
    "feed and calendar": Shape(
        base="listing.ListingSpider",
        facts=_FEED | {"archives": {"en": ("Days", f"{SITE}/day/%Y/%m/%d")}},
        redesigned=_NEW_FEED,
        listing="feed",
        paged=False,
        archive="/day",
    ),
    "feed and sitemap": Shape(
        base="listing.ListingSpider",
        facts=_FEED | {"archives": {"en": ("Sitemap", f"{SITE}/sitemap.xml")}},
        redesigned=_NEW_FEED,
        listing="feed",
        paged=False,
        archive="/sitemap.xml",
    ),
    "feed of texts": Shape(
        base="feed.FeedSpider",
        facts=_at("/feed"),
        redesigned=_at("/rss.xml"),
        listing="feed",
        paged=False,
    ),
    "JSON in the page": Shape(
        base="embedded_json.EmbeddedJsonSpider",
        facts=_PAGE | _at("/list?page={page}") | {"link": _LINK},
        redesigned=_NEW_PAGE | {"hits": "news.items"},
        listing="inertia",
        paged=True,
        in_json=True,
    ),
    "JSON listing": Shape(
        base="json_listing.JsonListingSpider",
        facts=_PAGE | _at("/api?page={page}") | {"link": _LINK, "hits": "hits"},
        redesigned=_NEW_PAGE | {"hits": "data.articles"},
        listing="api",
        paged=True,
    ),
    "WordPress": Shape(
        base="wordpress.WordpressSpider",
        facts=_at("/wp-json/wp/v2/posts?page={page}"),
        redesigned=_at("/api/wp/v2/posts?page={page}"),
        listing="posts",
        paged=True,
    ),
    "Drupal": Shape(
        base="drupal.DrupalSpider",
        facts=_at("/list?page={index}") | {"entry_css": ".entry", "body_css": ".text p"},
        redesigned=_NEW_LIST,
        listing="html",
        paged=True,
        first=0,
    ),
}
