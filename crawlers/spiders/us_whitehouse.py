"""The White House: statements, remarks, presidential actions, in English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.whitehouse.gov"
_PARTS = ("briefings-statements", "presidential-actions", "news")


class UsWhitehouseSpider(ListingSpider):
    name = "us_whitehouse"
    title = "The White House"
    country = "us"
    party = "united_states"
    kind = "official"
    tier = 2
    rights = "full"  # works of the US Government carry no US copyright (17 USC 105)
    languages = ("en",)
    timezone = "America/New_York"
    cadence = timedelta(minutes=20)
    hosts = ("whitehouse.gov",)
    genre = "communique"

    delay = timedelta(seconds=4)  # its robots.txt asks for it
    feeds: ClassVar = {"en": tuple(f"{_SITE}/{one}/feed/" for one in _PARTS)}
    site = _SITE
    article = re.compile(
        r"/(?:briefings-statements|presidential-actions|releases|fact-sheets|remarks|articles)"
        r"/\d{4}/\d\d/[^/]+/"
    )
    genres: ClassVar = {"/remarks/": "remarks"}
    title_css = "h1"
    date_css = ("time[datetime]", 'meta[property="article:published_time"]')
    body_css = ("main .entry-content", "main")
    drop_css = "h1, time, nav, form, aside, figcaption"
    turns = True
