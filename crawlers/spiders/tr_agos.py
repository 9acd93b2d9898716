"""Agos: Istanbul's Armenian weekly, in Turkish, Armenian and English; no shared ids."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.agos.com.tr"


class TrAgosSpider(ListingSpider):
    name = "tr_agos"
    title = "Agos"
    country = "tr"
    kind = "press"
    tier = 2
    ownership = "independent, founded in 1996 by Hrant Dink and others"
    ownership_source = "Wikipedia"
    languages = ("tr", "hy", "en")
    timezone = "Europe/Istanbul"
    cadence = timedelta(hours=1)
    hosts = ("agos.com.tr",)
    genre = "press"

    listings: ClassVar = {"hy": f"{_SITE}/am?p={{page}}"}
    feeds: ClassVar = {"tr": f"{_SITE}/rss", "en": f"{_SITE}/en/rss"}
    entry_css = 'a[href*="/am/"]'
    site = _SITE
    article = re.compile(  # the latter is the newer
        r"/(?P<language>tr|am|en)/[a-z]+/(?:\d+/[^/]+|[^/]+-\d+)"
    )
    codes: ClassVar = {"am": "hy"}
    title_css = "h1"
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = "div.post-content.description"
    drop_css = ".tagcloud, .description > blockquote:first-of-type"
