"""Holy See: the bulletin of its press office, in English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.past import Days

_SITE = "https://press.vatican.va"


class VaHolySeeSpider(ListingSpider):
    name = "va_holy_see"
    title = "Holy See Press Office, bulletin"
    country = "va"
    party = "holy_see"
    kind = "official"
    tier = 3
    languages = ("en",)
    timezone = "Europe/Vatican"
    cadence = timedelta(hours=2)
    hosts = ("press.vatican.va",)
    genre = "communique"

    feeds: ClassVar = {"en": f"{_SITE}/content/salastampa/en/bollettino.feedrss.xml"}
    archives: ClassVar = {  # a page for each day's bulletin
        "en": Days(f"{_SITE}/content/salastampa/en/bollettino/pubblico/%Y/%m/%d.html")
    }
    site = _SITE
    article = re.compile(
        r"/content/salastampa/(?P<language>en|it)/bollettino/pubblico/"
        r"(?P<edition>(?P<day>\d{4}/\d\d/\d\d)/(?:\d+/\d+|\d+[a-z]+))\.html"
    )
    title_css = ("h1", "h2")
    body_css = ("div.notizia", "article", "main")
    drop_css = "h1, h2, nav, form, aside"
    turns = True
