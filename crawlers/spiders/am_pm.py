"""Prime Minister of Armenia: Armenian, English and Russian, joined by the path."""

from datetime import timedelta
from typing import ClassVar

from crawlers.armenian_government import ArmenianGovernmentSpider

_SITE = "https://www.primeminister.am"
_PARTS = ("press-release", "statements-and-messages", "interviews-and-press-conferences")


class AmPmSpider(ArmenianGovernmentSpider):
    name = "am_pm"
    title = "Prime Minister of the Republic of Armenia"
    country = "am"
    party = "armenia"
    kind = "official"
    tier = 1
    cadence = timedelta(minutes=20)
    hosts = ("primeminister.am",)
    genre = "communique"

    listings: ClassVar = {
        one: tuple(f"{_SITE}/{one}/{part}/page/{{page}}/" for part in _PARTS)
        for one in ("hy", "en", "ru")
    }
    site = _SITE
    genres: ClassVar = {"/interviews-and": "interview", "/statements-and": "remarks"}
