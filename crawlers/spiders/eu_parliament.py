"""European Parliament: press releases in English and French, joined by their number."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_LANGUAGES = ("en", "fr")
_SITE = "https://www.europarl.europa.eu"


class EuParliamentSpider(ListingSpider):
    name = "eu_parliament"
    title = "European Parliament"
    country = "eu"
    party = "european_union"
    kind = "official"
    tier = 2
    languages = _LANGUAGES
    timezone = "Europe/Brussels"
    cadence = timedelta(hours=1)
    hosts = ("europarl.europa.eu",)
    genre = "communique"

    feeds: ClassVar = {one: f"{_SITE}/rss/doc/press-releases/{one}.xml" for one in _LANGUAGES}
    site = _SITE
    article = re.compile(  # its title may follow, and may change
        r"(?P<path>/news/(?P<language>en|fr)/press-room/(?P<edition>(?P<day>\d{8})IPR\d+))(?:/.*)?"
    )
    title_css = "h1"
    date_css = "time[datetime]"
    body_css = ("article", "main")  # nobody has looked closer
    drop_css = "h1, time, nav, form, aside, figcaption"
