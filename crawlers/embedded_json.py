"""Sources that carry their data as JSON inside the page (Inertia's `data-page`)."""

import json
from collections.abc import Mapping
from typing import Any

from crawlers import read
from crawlers.listing import ListingSpider
from crawlers.page import Page
from pipeline.errors import PageError
from pipeline.item import Item, Moment


def props(page: Page) -> Mapping[str, Any]:  # Any: JSON
    """Return the properties a page embeds; raise PageError when there are none.

    They are the text of a script marked `data-page`, or the value of that attribute.
    """
    scripts = page.selector.css("script[data-page]::text").getall()
    for text in [*scripts, *page.selector.css("[data-page]::attr(data-page)").getall()]:
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and isinstance(value.get("props"), dict):
            return value["props"]  # type: ignore[no-any-return]  # JSON
    raise PageError("no JSON in a data-page element")


class EmbeddedJsonSpider(ListingSpider):
    """A source whose listings, and perhaps articles, are JSON inside the page."""

    link: str  # of an article, from {language} and {id}

    @classmethod
    def listed(cls, page: Page, language: str) -> list[str]:
        """Return the canonical addresses of the hits of a listing."""
        try:
            hits = props(page)["feed"]["data"]["hits"]
            links = [
                cls.link.format(language=hit.get("locale") or language, id=hit["article_id"])
                for hit in hits
            ]
        except (KeyError, TypeError, AttributeError) as error:
            raise PageError(f"no feed.data.hits in the page's JSON: {error!r}") from error
        return [address for url in links if (address := cls.canonical(url))]

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return what an article says: its HTML, or its JSON where the HTML is an empty shell."""
        article = cls._embedded(page)
        html = str(article.get("content") or article.get("body") or "")
        if cls.canonical(page.address) is None or not html or page.selector.css(cls.body_css):
            return super().items(page)
        return [
            Item(
                source=cls.name,
                address=page.address,
                title=read.title([read.fragment(str(article.get("title") or ""))]),
                sections=read.sections([read.fragment(html)]),
                published=cls.published(page),
                seen_at=page.seen_at,
                page=page.digest,
                language=cls.language_of(page.address),
                genre=cls.genre_of(page.address),
                alternates=cls.alternates_of(page),
            )
        ]

    @classmethod
    def published(cls, page: Page) -> Moment | None:
        """Return the Unix seconds of the article's JSON, or what its HTML says."""
        seconds = cls._embedded(page).get("published_at")
        if seconds is not None:
            return read.unix_moment(seconds, zone=cls.timezone)
        return super().published(page)

    @classmethod
    def _embedded(cls, page: Page) -> Mapping[str, Any]:  # Any: JSON
        """Return the article in the page's JSON, empty where there is none."""
        try:
            article = props(page).get("article")
        except PageError:
            return {}
        return article if isinstance(article, dict) else {}
