"""Interfax: a Russian agency, in Russian; its pages are in windows-1251."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider


class RuInterfaxSpider(ListingSpider):
    name = "ru_interfax"
    title = "Interfax"
    country = "ru"
    kind = "press"
    tier = 1
    languages = ("ru",)
    timezone = "Europe/Moscow"
    cadence = timedelta(minutes=15)  # its feed holds 25 entries
    hosts = ("interfax.ru",)
    genre = "press"

    feeds: ClassVar = {"ru": "https://www.interfax.ru/rss.asp"}
    sites: ClassVar = {"ru": "https://www.interfax.ru"}  # its subdomains are other sites
    article = re.compile(r"(?P<path>/[a-z-]+/\d+)/?")
    title_css = ("article h1", "h1")
    date_css = "article time[datetime]"
    body_css = "article p"
