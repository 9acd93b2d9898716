"""Parliamentary Assembly of the Council of Europe: news in English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://pace.coe.int"


class IntPaceSpider(ListingSpider):
    name = "int_pace"
    title = "Parliamentary Assembly of the Council of Europe"
    party = "council_of_europe"
    kind = "official"
    tier = 2
    languages = ("en",)
    timezone = "Europe/Paris"
    cadence = timedelta(hours=1)
    hosts = ("pace.coe.int",)
    genre = "communique"

    delay = timedelta(seconds=5)  # a Cloudflare check was met on another part of it
    listings: ClassVar = {"en": f"{_SITE}/en/news?page={{page}}"}
    later_pages = 10  # each waits five seconds, and a crawl has five minutes
    entry_css = 'a[href*="/en/news/"]'
    site = _SITE
    article = re.compile(r"(?P<path>/(?P<language>en|fr)/news/\d+(?:/[^/]+)?)/?")
    title_css = "h1"
    date_css = ("time[datetime]", ".date")  # 08/03/2019
    body_css = ("article", "main")  # nobody has looked closer
    drop_css = "h1, time, nav, form, aside, figcaption, .date"
    turns = True
