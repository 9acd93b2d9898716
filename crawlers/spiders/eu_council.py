"""European Council and Council of the European Union: English and French, joined by the path."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.past import Days

_LANGUAGES = ("en", "fr")
_SITE = "https://www.consilium.europa.eu"


class EuCouncilSpider(ListingSpider):
    name = "eu_council"
    title = "European Council, Council of the European Union"
    country = "eu"
    party = "european_union"
    kind = "official"
    tier = 1
    languages = _LANGUAGES
    timezone = "Europe/Brussels"
    cadence = timedelta(minutes=30)
    hosts = ("consilium.europa.eu",)
    genre = "communique"

    delay = timedelta(seconds=5)  # it refuses many; nothing more is known
    feeds: ClassVar = {  # its listings answer 403 to whoever is no browser
        one: f"{_SITE}/{one}/rss/pressreleases.ashx" for one in _LANGUAGES
    }
    archives: ClassVar = {"en": Days(f"{_SITE}/en/press/press-releases/%Y/%m/%d/")}
    site = _SITE
    article = re.compile(
        r"(?P<path>/(?P<language>en|fr)/press/press-releases/"
        r"(?P<edition>(?P<day>\d{4}/\d\d/\d\d)/[^/]+)/)(pdf/?)?"
    )
    genres: ClassVar = {
        "remarks": "remarks", "intervention": "remarks", "speech": "speech", "discours": "speech",
        "interview": "interview", "letter": "letter", "lettre": "letter",
    }  # fmt: skip
    title_css = "h1"
    body_css = ("article", "main")  # nobody has looked closer
    drop_css = "h1, time, nav, form, aside, figcaption"
    turns = True
