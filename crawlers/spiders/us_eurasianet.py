"""Eurasianet: press of the Caucasus and Central Asia, in English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.agent import NAME
from crawlers.listing import ListingSpider

_SITE = "https://eurasianet.org"


class UsEurasianetSpider(ListingSpider):
    name = "us_eurasianet"
    title = "Eurasianet"
    country = "us"
    kind = "press"
    tier = 1
    languages = ("en",)
    timezone = "America/New_York"
    cadence = timedelta(hours=1)
    hosts = ("eurasianet.org",)
    agent = f"Mozilla/5.0 (compatible; {NAME})"  # it answers some clients with 403
    genre = "press"

    feeds: ClassVar = {"en": f"{_SITE}/rss.xml"}
    sites: ClassVar = {"en": _SITE}  # russian.eurasianet.org is another
    article = re.compile(r"/[^/]*-[^/]+")
    title_css = "h1"
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = (".field--name-body", "article")
