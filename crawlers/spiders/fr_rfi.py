"""RFI: the French international radio, in French."""

from datetime import timedelta
from typing import ClassVar

from crawlers.france_medias_monde import FranceMediasMondeSpider

_SITE = "https://www.rfi.fr"


class FrRfiSpider(FranceMediasMondeSpider):
    name = "fr_rfi"
    title = "RFI"
    country = "fr"
    kind = "press"
    tier = 1
    cadence = timedelta(minutes=30)
    hosts = ("rfi.fr",)
    genre = "press"

    feeds: ClassVar = {"fr": (f"{_SITE}/fr/rss", f"{_SITE}/fr/europe/rss")}
    site = _SITE
