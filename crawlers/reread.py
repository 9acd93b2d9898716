"""Reading a kept page again, with today's extractors. Pure."""

from datetime import UTC, date, datetime

from crawlers import catalog, message, press_list
from crawlers.page import Page
from pipeline.item import Item


def items(
    source: str, address: str, body: bytes, *, media_type: str | None, seen_at: datetime
) -> list[Item]:
    """Return what the page says; a feed gives all its entries, a listing of links nothing.

    Raise PageError when the page does not have the layout its source declares today.
    """
    page = Page(address=address, body=body, media_type=media_type, seen_at=seen_at)
    spider = catalog.spider(source)
    if media_type == message.MEDIA_TYPE:
        return press_list.items(spider, page)
    return spider.items(page)


def archived(
    source: str, address: str, body: bytes, *, media_type: str | None, day: date
) -> list[str]:
    """Return the articles, or sitemaps, that a page of an archive shows.

    `address` is one of catalog.archive_pages() for the day. Raise PageError when it does not
    have the form its source declares today.
    """
    from crawlers import way  # noqa: PLC0415  Scrapy, which reading a text does not need

    now = datetime.now(UTC)  # as below
    page = Page(address=address, body=body, media_type=media_type, seen_at=now)
    spider = catalog.spider(source)
    shown = way.shown(spider, page, way.pages_of(spider, day)[address], None)
    return [one.address for one in (*shown.entries, *shown.maps)]


def listed(
    source: str, address: str, body: bytes, *, media_type: str | None, language: str
) -> list[str]:
    """Return the articles a kept listing or feed shows, newest first.

    Raise PageError when it does not have the layout its source declares today.
    """
    now = datetime.now(UTC)  # a listing says nothing of its own moment
    page = Page(address=address, body=body, media_type=media_type, seen_at=now)
    return catalog.spider(source).listed(page, language)
