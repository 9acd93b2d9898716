"""President of France: communiqués, declarations and speeches, in French."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.elysee.fr"


class FrElyseeSpider(ListingSpider):
    name = "fr_elysee"
    title = "Présidence de la République française"
    country = "fr"
    party = "france"
    kind = "official"
    tier = 1
    languages = ("fr",)
    timezone = "Europe/Paris"
    cadence = timedelta(minutes=30)
    hosts = ("elysee.fr",)
    genre = "communique"

    feeds: ClassVar = {"fr": f"{_SITE}/en/feed"}  # it holds French texts
    site = _SITE
    # Its feed leads to /en/emmanuel-macron/…, which is dead; without /en it lives.
    article = re.compile(
        r"(?:/en)?(?P<path>/(?!en/)[a-z-]+/(?P<day>\d{4}/\d\d/\d\d)/"
        r"(?!compte-rendu-du-conseil|nomination|decret|agenda)[^/]+)/?"
    )
    genres: ClassVar = {
        "declaration-conjointe": "communique", "declaration-commune": "communique",
        "conference-de-presse": "remarks", "declaration": "remarks", "discours": "speech",
        "interview": "interview", "lettre": "letter",
    }  # fmt: skip
    title_css = "h1"
    date_css = "time[datetime]"
    body_css = (".card__body.ck-styled", "article", "main")
    drop_css = "h1, time, nav, form, aside, figcaption"
    turns = True
