"""The White House of 2021-2025: briefings, statements, remarks, kept by the National Archives."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.article import ArticleSpider


class UsWhitehouseBidenSpider(ArticleSpider):
    name = "us_whitehouse_biden"
    title = "The White House, 2021-2025"
    country = "us"
    party = "united_states"
    kind = "official"
    tier = 3
    rights = "full"  # works of the US Government carry no US copyright (17 USC 105)
    languages = ("en",)
    timezone = "America/New_York"
    cadence = timedelta(days=1)
    hosts = ("bidenwhitehouse.archives.gov",)
    genre = "communique"

    site = "https://bidenwhitehouse.archives.gov"
    article = re.compile(
        r"/briefing-room/(?:press-briefings|statements-releases|speeches-remarks)"
        r"/(?P<day>\d{4}/\d\d/\d\d)/[^/]+/"
    )
    genres: ClassVar = {"/press-briefings/": "briefing", "/speeches-remarks/": "remarks"}
    title_css = "h1"
    date_css = ("time[datetime]", 'meta[property="article:published_time"]')
    body_css = ("section.body-content", "main")
    turns = True
