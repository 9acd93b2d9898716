"""National Security Service of Armenia: Armenian, English and Russian, joined by an id."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_LANGUAGES = ("hy", "en", "ru")
_SITE = "https://www.sns.am"


class AmSnsSpider(ListingSpider):
    name = "am_sns"
    title = "National Security Service of the Republic of Armenia"
    country = "am"
    party = "armenia"
    kind = "official"
    tier = 2
    languages = _LANGUAGES
    timezone = "Asia/Yerevan"
    cadence = timedelta(hours=1)
    hosts = ("sns.am",)
    genre = "communique"

    listings: ClassVar = {one: f"{_SITE}/{one}/press-releases/" for one in _LANGUAGES}
    entry_css = 'a[href*="/press-releases/"]'
    site = _SITE
    article = re.compile(
        r"(?P<path>/(?P<language>hy|en|ru)/press-releases/"
        r"(?P<day>\d{4}/\d\d/\d\d)/[^/]+/(?P<edition>\d+))/?"
    )
    title_css = ("h2", "h1")  # as at the foreign ministry, whose platform it seems to share
    body_css = ("div.static-content p", "article", "main")
    turns = True
