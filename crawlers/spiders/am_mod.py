"""Ministry of Defence of Armenia: Armenian and English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_LANGUAGES = ("hy", "en")
_SITE = "https://www.mil.am"


class AmModSpider(ListingSpider):
    name = "am_mod"
    title = "Ministry of Defence of the Republic of Armenia"
    country = "am"
    party = "armenia"
    kind = "official"
    tier = 2
    languages = _LANGUAGES
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=30)
    hosts = ("mil.am",)
    genre = "communique"

    listings: ClassVar = {one: f"{_SITE}/{one}/news" for one in _LANGUAGES}
    entry_css = "section.news-section div.news-list-artical h3"
    site = _SITE
    article = re.compile(r"(?P<path>/(?P<language>hy|en)/news/(?!page/)[^/]+)/?")
    title_css = "head > title"  # its article has no other
    date_css = "div.news-action p"
    body_css = ("div.text-box", "article", "main")
    turns = True
