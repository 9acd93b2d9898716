"""Ministry of Foreign Affairs of Iran: Persian and English, each on a host of its own."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITES = {"fa": "https://mfa.ir", "en": "https://en.mfa.ir"}
_PARTS = {"fa": ("683", "3179"), "en": ("699", "3180")}


class IrMfaSpider(ListingSpider):
    name = "ir_mfa"
    title = "Ministry of Foreign Affairs of the Islamic Republic of Iran"
    country = "ir"
    party = "iran"
    kind = "official"
    tier = 1
    languages = ("fa", "en")
    timezone = "Asia/Tehran"
    cadence = timedelta(minutes=30)
    hosts = ("mfa.ir",)
    genre = "communique"

    delay = timedelta(seconds=5)
    cookies = True  # it answers the first request with 307 to itself and a cookie; robots.txt too
    listings: ClassVar = {
        language: tuple(f"{_SITES[language]}/portal/newsarchive/{part}" for part in parts)
        for language, parts in _PARTS.items()
    }
    entry_css = 'a[href*="/newsview/"]'
    sites: ClassVar = _SITES
    article = re.compile(r"(?i:(?P<path>/portal/newsview/\d+)(/.*)?)")
    title_css = "div.news-text-full h4"
    date_css = "span.nv-info"  # 2020/10/18 - 09:29; in Persian perhaps by the years of Iran
    order = "YMD"
    body_css = "div.news-text-full"
    drop_css = "h4, h6"  # its title, and the line above that
    turns = True
