"""Haqqin, in Russian."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://haqqin.az"


class AzHaqqinSpider(ListingSpider):
    name = "az_haqqin"
    title = "Haqqin"
    country = "az"
    kind = "press"
    tier = 2
    languages = ("ru",)
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=15)  # its feed holds 20 entries
    hosts = ("haqqin.az",)
    genre = "press"

    feeds: ClassVar = {"ru": f"{_SITE}/rss.xml"}  # /rss/ answers 418
    site = _SITE
    article = re.compile(r"(?P<path>/news(?:archive)?/\d+)/?")
    title_css = ("h1.article-headline__name", "h1")
    date_css = ".article__date"
    body_css = (".article__content .block-text", ".article__content")
    drop_css = ".block-subscribe"
