"""Sources whose listings are JSON, and whose articles are HTML pages."""

import json
from collections.abc import Iterator
from typing import Any

from crawlers.listing import ListingSpider
from crawlers.page import Page
from pipeline.errors import PageError


class JsonListingSpider(ListingSpider):
    """A source with an API that lists its articles."""

    hits: str  # where in the JSON the entries are, as in "feed.data.hits"; "" for the whole
    link: str  # of an article, from {language} and the fields of its entry

    @classmethod
    def document(cls, page: Page) -> Any:  # noqa: ANN401  JSON
        """Return the JSON of a listing; raise PageError when it is none."""
        return parsed(page)

    @classmethod
    def listed(cls, page: Page, language: str) -> list[str]:
        """Return the canonical addresses of the entries of a listing or feed."""
        if cls.is_feed(page.address):
            return super().listed(page, language)
        return [
            address
            for link in cls._json_links(cls.document(page), language)
            if (address := cls.canonical(page.link(link)))
        ]

    @classmethod
    def _json_links(cls, document: Any, language: str) -> Iterator[str]:  # noqa: ANN401  JSON
        try:
            for name in filter(None, cls.hits.split(".")):
                document = document[name]
            for hit in document:
                yield cls.link.format(**{"language": hit.get("locale") or language, **hit})
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            raise PageError(f"no {cls.hits} in the JSON of a listing: {error!r}") from error


def parsed(page: Page) -> Any:  # noqa: ANN401  JSON
    """Return the JSON a page is; raise PageError when it is none."""
    try:
        return json.loads(page.text)
    except (ValueError, RecursionError) as error:
        raise PageError(f"no JSON: {error}") from error
