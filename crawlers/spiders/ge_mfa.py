"""Ministry of Foreign Affairs of Georgia: Georgian and English, joined by an id."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://mfa.gov.ge"


class GeMfaSpider(ListingSpider):
    name = "ge_mfa"
    title = "Ministry of Foreign Affairs of Georgia"
    country = "ge"
    party = "georgia"
    kind = "official"
    tier = 1
    languages = ("ka", "en")
    timezone = "Asia/Tbilisi"
    cadence = timedelta(hours=1)  # it answered 403 or 522 whenever it was surveyed
    hosts = ("mfa.gov.ge",)
    genre = "communique"

    delay = timedelta(seconds=5)  # as above
    listings: ClassVar = {"ka": f"{_SITE}/news", "en": f"{_SITE}/en/news"}
    entry_css = 'a[href*="/news/"]'
    sites: ClassVar = {"ka": _SITE}  # without its subdomains: those are embassies
    # Its English addresses end in the Georgian title: one record in two languages.
    article = re.compile(r"(?P<path>(?:/(?P<language>en))?/news/(?P<edition>\d+)(?:-[^/]+)?)/?")
    title_css = "h1"
    date_css = ("time[datetime]", ".date")  # nobody has looked closer
    body_css = ("article", "main")
    drop_css = "h1, time, nav, form, aside, figcaption, .date"
    turns = True
