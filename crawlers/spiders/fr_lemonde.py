"""Le Monde: a French daily, in French; most articles end at a paywall."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.lemonde.fr"


class FrLemondeSpider(ListingSpider):
    name = "fr_lemonde"
    title = "Le Monde"
    country = "fr"
    kind = "press"
    tier = 3
    rights = "excerpt"  # "réservé aux abonnés": the page itself holds no more
    languages = ("fr",)
    timezone = "Europe/Paris"
    cadence = timedelta(hours=1)
    hosts = ("lemonde.fr",)
    genre = "press"

    feeds: ClassVar = {"fr": f"{_SITE}/international/rss_full.xml"}
    site = _SITE
    article = re.compile(r"/[a-z-]+/article/(?P<day>\d{4}/\d\d/\d\d)/[^/]+\.html")
    title_css = "h1"
    date_css = 'meta[property="og:article:published_time"]'
    body_css = "p.article__desc, h2.article__sub-title, p.article__paragraph"
