"""Reading a kept page again, with today's extractors. Pure."""

from datetime import datetime

from crawlers import catalog
from crawlers.page import Page
from pipeline.item import Item


def items(
    source: str, address: str, body: bytes, *, media_type: str | None, seen_at: datetime
) -> list[Item]:
    """Return what the page says; a feed gives all its entries, a listing of links nothing.

    Raise PageError when the page does not have the layout its source declares today.
    """
    page = Page(address=address, body=body, media_type=media_type, seen_at=seen_at)
    return catalog.spider(source).items(page)
