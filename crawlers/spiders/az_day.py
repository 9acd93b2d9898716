"""Day.Az, in Russian, with a section in Azerbaijani."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://news.day.az"


class AzDaySpider(ListingSpider):
    name = "az_day"
    title = "Day.Az"
    country = "az"
    kind = "press"
    tier = 2
    ownership = "unknown since the sale of 2009"
    ownership_source = "Turan, 26 February 2009"
    languages = ("ru", "az")
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=20)
    hosts = ("day.az",)
    genre = "press"

    listings: ClassVar = {  # its feed is gone (410)
        "ru": f"{_SITE}/politics/",
        "az": f"{_SITE}/azerinews/",
    }
    entry_css = 'a[href*=".html"]'
    sites: ClassVar = {"ru": _SITE}  # lady.day.az and the like are other sites
    article = re.compile(r"/(?:(?P<language>azerinews)|[a-z]+)/\d+\.html")
    codes: ClassVar = {"azerinews": "az"}
    unmarked = "ru"
    title_css = (".article-title", ".post_title", "h1")
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = (".article-body p", ".article-body", ".post_content")
