"""Le Figaro: a French daily, in French; most articles end at a paywall."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.lefigaro.fr"


class FrLefigaroSpider(ListingSpider):
    name = "fr_lefigaro"
    title = "Le Figaro"
    country = "fr"
    kind = "press"
    tier = 3
    rights = "excerpt"  # "réservé aux abonnés": the page itself holds no more
    languages = ("fr",)
    timezone = "Europe/Paris"
    cadence = timedelta(minutes=30)
    hosts = ("lefigaro.fr",)
    genre = "press"

    feeds: ClassVar = {"fr": f"{_SITE}/rss/figaro_actualites.xml"}
    site = _SITE
    article = re.compile(r"/(?:[a-z-]+/)+[^/]+-(?P<day>\d{8})")
    title_css = "h1"
    date_css = 'meta[property="article:published_time"]'
    body_css = "p.fig-standfirst, div.fig-content-body > h2, p.fig-paragraph"
