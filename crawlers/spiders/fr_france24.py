"""France 24: the French international television, in French."""

from datetime import timedelta
from typing import ClassVar

from crawlers.france_medias_monde import FranceMediasMondeSpider

_SITE = "https://www.france24.com"


class FrFrance24Spider(FranceMediasMondeSpider):
    name = "fr_france24"
    title = "France 24"
    country = "fr"
    kind = "press"
    tier = 1
    cadence = timedelta(minutes=30)
    hosts = ("france24.com",)
    genre = "press"

    feeds: ClassVar = {"fr": (f"{_SITE}/fr/rss", f"{_SITE}/fr/monde/rss")}
    site = _SITE
