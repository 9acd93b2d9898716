"""Sitemaps: addresses with the day of their last change, or other sitemaps. Pure."""

import re
from datetime import date

from scrapy.exceptions import DownloadCancelledError
from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap

from crawlers.loss import one_line
from crawlers.page import Page, TooBigError
from crawlers.walk import Entry, Shown
from pipeline.errors import PageError

_GZIP = b"\x1f\x8b\x08"
_LARGEST = 64 * 1024 * 1024  # bytes, unpacked; the protocol allows 50 MB
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")  # W3C date and time; a month stands for its last


def sitemap(page: Page) -> Shown:
    """Return what a sitemap or an index names; raise PageError when it is neither."""
    body = page.body
    try:
        if body.startswith(_GZIP):
            body = gunzip(body, max_size=_LARGEST)
        found = Sitemap(body)
        entries = tuple(_entry(page, one) for one in found)
    except DownloadCancelledError as error:
        raise TooBigError(one_line(error)) from error
    except Exception as error:
        raise PageError(f"no sitemap: {one_line(error)}") from error
    if found.type == "sitemapindex":
        return Shown(maps=entries)
    if found.type != "urlset":
        raise PageError(f"no sitemap: its root is {found.type!r:.80}")
    return Shown(entries=entries)


def _entry(page: Page, told: dict[str, str]) -> Entry:
    return Entry(address=page.link(told["loc"]), changed=_day(told.get("lastmod", "")))


def _day(written: str) -> date | None:
    match = _DAY.match(written.strip())
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 28))
    except ValueError:
        return None
