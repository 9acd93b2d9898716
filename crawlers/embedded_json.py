"""Sources that carry their data as JSON inside the page (Inertia's `data-page`)."""

import json
from collections.abc import Mapping
from typing import Any

from crawlers import moment, read
from crawlers.article import chosen
from crawlers.json_listing import JsonListingSpider
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


class EmbeddedJsonSpider(JsonListingSpider):
    """A source whose listings, and perhaps articles, are JSON inside the page."""

    hits = "feed.data.hits"  # the fields of an entry: article_id, locale, title, published_at

    @classmethod
    def document(cls, page: Page) -> Mapping[str, Any]:  # Any: JSON
        """Return the properties a page embeds; raise PageError when there are none."""
        return props(page)

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return what an article says: its HTML, or its JSON where the HTML is an empty shell."""
        article = cls._embedded(page)
        html = str(article.get("content") or article.get("body") or "")
        drawn = chosen(page, cls.title_css) and chosen(page, cls.body_css)
        if cls.canonical(page.address) is None or not html or drawn:
            return super().items(page)
        return [
            cls.item(
                page,
                page.address,
                title=read.title([read.fragment(str(article.get("title") or ""))]),
                sections=cls.cut(read.fragment(html).css("body")),
                published=cls.published(page),
                alternates=cls.alternates_of(page),
            )
        ]

    @classmethod
    def published(cls, page: Page) -> Moment | None:
        """Return the Unix seconds of the article's JSON, or what its HTML says."""
        seconds = cls._embedded(page).get("published_at")
        if seconds is not None:
            return moment.unix_moment(seconds, zone=cls.timezone)
        return super().published(page)

    @classmethod
    def _embedded(cls, page: Page) -> Mapping[str, Any]:  # Any: JSON
        """Return the article in the page's JSON, empty where there is none."""
        try:
            article = props(page).get("article")
        except PageError:
            return {}
        return article if isinstance(article, dict) else {}
