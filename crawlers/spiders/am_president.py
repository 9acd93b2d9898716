"""President of Armenia: Armenian, English and Russian, joined by the path."""

from datetime import timedelta
from typing import ClassVar

from crawlers.armenian_government import ArmenianGovernmentSpider

_SITE = "https://www.president.am"


class AmPresidentSpider(ArmenianGovernmentSpider):
    name = "am_president"
    title = "President of the Republic of Armenia"
    country = "am"
    party = "armenia"
    kind = "official"
    tier = 1
    cadence = timedelta(minutes=30)
    hosts = ("president.am",)
    genre = "communique"

    listings: ClassVar = {one: f"{_SITE}/{one}/press-release/" for one in ("hy", "en", "ru")}
    site = _SITE
