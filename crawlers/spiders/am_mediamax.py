"""Mediamax: a private Armenian agency, in Armenian, English and Russian."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://mediamax.am"
_CODES = {"am": "hy", "en": "en", "ru": "ru"}


class AmMediamaxSpider(ListingSpider):
    name = "am_mediamax"
    title = "Mediamax"
    country = "am"
    kind = "press"
    tier = 2
    ownership = "private"
    ownership_source = "BBC, Armenia media profile"
    languages = ("hy", "en", "ru")
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=30)
    hosts = ("mediamax.am",)
    genre = "press"

    listings: ClassVar = {language: f"{_SITE}/{code}/news/" for code, language in _CODES.items()}
    entry_css = 'a[href*="/news/"]'
    site = _SITE
    article = re.compile(r"/(?P<language>am|en|ru)/news/[a-z-]+/\d+/?")
    codes = _CODES
    title_css = ("h1", "h2")
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = ("[itemprop=articleBody]", "article")
