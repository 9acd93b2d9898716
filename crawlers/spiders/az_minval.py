"""Minval, in Russian."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://minval.az"


class AzMinvalSpider(ListingSpider):
    name = "az_minval"
    title = "Minval"
    country = "az"
    kind = "press"
    tier = 2
    languages = ("ru",)
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=15)  # its feed holds 23 entries
    hosts = ("minval.az",)
    genre = "press"

    feeds: ClassVar = {"ru": f"{_SITE}/rss"}
    site = _SITE
    article = re.compile(r"(?P<path>/news/\d+)/?")
    title_css = ("article h1", "h1")
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = (".post-content p", ".post-content")
