"""APA: a private Azerbaijani agency, in Azerbaijani and English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider


class AzApaSpider(ListingSpider):
    name = "az_apa"
    title = "APA"
    country = "az"
    kind = "press"
    tier = 1
    ownership = "private; described as pro-government"
    ownership_source = "kadamov.com 2018; OC Media 2025"
    languages = ("az", "en")
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=15)
    hosts = ("apa.az",)
    genre = "press"

    feeds: ClassVar = {"az": "https://apa.az/rss", "en": "https://en.apa.az/rss"}
    sites: ClassVar = {"az": "https://apa.az", "en": "https://en.apa.az"}
    article = re.compile(r"/[a-z0-9-]+/[^/]+-\d+")
    title_css = "h2.title_news"
    date_css = "span.date"
    body_css = ".texts.mb-site"
    drop_css = ".rek_banner, .links_block"
