"""TASS: the Russian state's agency, in English; the pages of tass.ru are behind a JS wall."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.past import Sitemap


class RuTassSpider(ListingSpider):
    name = "ru_tass"
    title = "TASS"
    country = "ru"
    kind = "press"
    tier = 1
    ownership = "federal state unitary enterprise"
    ownership_source = "tass.ru/pravila-citirovaniya"
    rights = "link"  # tass.com/terms-of-use: non-commercial use only, feeds by permission
    languages = ("en",)
    timezone = "Europe/Moscow"
    cadence = timedelta(minutes=20)
    hosts = ("tass.com",)
    genre = "press"

    feeds: ClassVar = {"en": "https://tass.com/rss/v2.xml"}
    archives: ClassVar = {"en": Sitemap("https://tass.com/sitemap.xml")}
    site = "https://tass.com"
    article = re.compile(r"(?P<path>/[a-z-]+/\d+)/?")
    title_css = "h1"  # its moment is in JSON-LD
    body_css = ("div.text-content p", "div.text-content")
