"""Caliber.Az, in Russian, English and Azerbaijani; no shared ids."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://caliber.az"


class AzCaliberSpider(ListingSpider):
    name = "az_caliber"
    title = "Caliber.Az"
    country = "az"
    kind = "press"
    tier = 1
    languages = ("ru", "en", "az")
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=15)
    hosts = ("caliber.az",)
    genre = "press"

    listings: ClassVar = {one: f"{_SITE}/{one}/" for one in ("en", "az")}  # /en/rss is no feed
    feeds: ClassVar = {"ru": f"{_SITE}/rss.xml"}
    entry_css = 'a[href*="/post/"]'
    site = _SITE
    article = re.compile(r"(?P<path>(/(?P<language>en|az))?/post/[^/]+)/?")
    unmarked = "ru"
    title_css = "h1"
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = ("[itemprop=articleBody]", "article")
