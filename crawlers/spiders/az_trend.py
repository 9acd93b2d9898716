"""Trend: an Azerbaijani agency, in Azerbaijani, English and Russian; no shared ids."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider


class AzTrendSpider(ListingSpider):
    name = "az_trend"
    title = "Trend"
    country = "az"
    kind = "press"
    tier = 1
    ownership = "founded in 1995 as a private outlet"
    ownership_source = "medialandscapes.org 2019"
    rights = "link"  # trend.az/copyright: personal viewing; headlines too, the rest by licence
    languages = ("az", "en", "ru")
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=10)  # its feeds hold 25 entries
    hosts = ("trend.az",)
    genre = "press"

    feeds: ClassVar = {
        "az": "https://az.trend.az/rss",
        "en": "https://en.trend.az/rss",
        "ru": "https://www.trend.az/rss/",
    }
    sites: ClassVar = {
        "az": "https://az.trend.az",
        "en": "https://en.trend.az",
        "ru": "https://www.trend.az",
    }
    article = re.compile(r"/(?:[\w-]+/)+\d+\.html")
    title_css = "h1"
    date_css = 'meta[property="article:published_time"]'  # what people read has no year
    body_css = ("div.article-content.article-paddings", "div.article-content")
