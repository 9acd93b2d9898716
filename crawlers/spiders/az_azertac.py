"""Azertac: the Azerbaijani state's agency, in four of eight languages; no shared ids."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.agent import NAME
from crawlers.listing import ListingSpider

_SITE = "https://azertag.az"


class AzAzertacSpider(ListingSpider):
    name = "az_azertac"
    title = "Azertac"
    country = "az"
    kind = "press"
    tier = 1
    ownership = "Azerbaijan State News Agency, state-controlled"
    ownership_source = "medialandscapes.org 2019; State Media Monitor 2023"
    languages = ("az", "en", "ru", "fr")
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=15)
    hosts = ("azertag.az",)
    agent = f"Mozilla/5.0 (compatible; {NAME})"  # it answers others with 400
    genre = "press"

    listings: ClassVar = {"fr": f"{_SITE}/fr/"}  # of a feed in French nothing is known
    feeds: ClassVar = {"az": f"{_SITE}/rss", "en": f"{_SITE}/en/rss", "ru": f"{_SITE}/ru/rss"}
    entry_css = 'a[href*="/xeber/"]'
    site = _SITE
    article = re.compile(r"(?P<path>(/(?P<language>az|en|ru|fr))?/xeber/([^/]+-)?\d+)/?")
    unmarked = "az"
    title_css = (".entry-title", "h1")
    date_css = "div.entry-meta"
    body_css = ("div.news-body", "div.news-text")
