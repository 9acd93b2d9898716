"""Caucasus Watch: press of the South Caucasus, in English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://caucasuswatch.de"


class DeCaucasuswatchSpider(ListingSpider):
    name = "de_caucasuswatch"
    title = "Caucasus Watch"
    country = "de"
    kind = "press"
    tier = 1
    languages = ("en",)
    timezone = "Europe/Berlin"
    cadence = timedelta(hours=1)
    hosts = ("caucasuswatch.de",)
    genre = "press"

    listings: ClassVar = {"en": f"{_SITE}/en/"}  # for its feed three addresses are in use
    entry_css = 'a[href*="en/news/"]'
    site = _SITE
    article = re.compile(r"/en/news/[^/]+\.html")
    title_css = "h1"
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = ("[itemprop=articleBody]", "article")
