"""Panorama.am, in Armenian, English and Russian; no shared ids."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.panorama.am"
_CODES = {"am": "hy", "en": "en", "ru": "ru"}


class AmPanoramaSpider(ListingSpider):
    name = "am_panorama"
    title = "Panorama.am"
    country = "am"
    kind = "press"
    tier = 1
    rights = "excerpt"  # signed the pact of 2013: the source first, a hyperlink, never the whole
    languages = ("hy", "en", "ru")
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=20)
    hosts = ("panorama.am",)
    genre = "press"

    listings: ClassVar = {  # it has no feed
        language: f"{_SITE}/{code}/news/" for code, language in _CODES.items()
    }
    entry_css = 'a[href*="/news/20"]'
    site = _SITE
    article = re.compile(
        r"(?P<path>/(?P<language>am|en|ru)/news/(?P<day>\d{4}/\d\d/\d\d)/[^/]+/\d+)/?"
    )
    codes = _CODES
    title_css = "h1"
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = ("[itemprop=articleBody]", "article")
