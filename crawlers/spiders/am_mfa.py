"""Ministry of Foreign Affairs of Armenia: Armenian, English, Russian, French, joined by an id."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.past import Days

_LANGUAGES = ("hy", "en", "ru", "fr")
_SITE = "https://www.mfa.am"  # mfa.am occurs too


class AmMfaSpider(ListingSpider):
    name = "am_mfa"
    title = "Ministry of Foreign Affairs of Armenia"
    country = "am"
    party = "armenia"
    kind = "official"
    tier = 1
    languages = _LANGUAGES
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=20)
    hosts = ("mfa.am",)
    genre = "communique"

    listings: ClassVar = {one: f"{_SITE}/{one}/news?page={{page}}" for one in _LANGUAGES}
    archives: ClassVar = {"": Days(f"{_SITE}/en/press-releases/archive/%Y/%m/%d/")}  # and older
    entry_css = "div.news-list > ul > li"
    article = re.compile(
        r"(?P<path>/(?P<language>hy|en|ru|fr)/[^/]+/(?P<day>\d{4}/\d\d/\d\d)/[^/]+/(?P<edition>\d+))/?"
    )
    site = _SITE
    title_css = "h2"
    body_css = "div.static-content p"
