"""Ministry of Foreign Affairs of Azerbaijan: Azerbaijani, English, Russian, joined by a number."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_LANGUAGES = ("az", "en", "ru")
_SITE = "https://www.mfa.gov.az"  # mfa.gov.az occurs too


class AzMfaSpider(ListingSpider):
    name = "az_mfa"
    title = "Ministry of Foreign Affairs of the Republic of Azerbaijan"
    country = "az"
    party = "azerbaijan"
    kind = "official"
    tier = 1
    languages = _LANGUAGES
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=20)
    hosts = ("mfa.gov.az",)
    genre = "communique"

    listings: ClassVar = {one: f"{_SITE}/{one}/news?page={{page}}" for one in _LANGUAGES}
    entry_css = "a.section_newsIn_item"
    site = _SITE
    # no27322 is No:273/22; embassies carry it as /en/news/3605/no27322-… on hosts of their own.
    article = re.compile(
        r"/(?P<language>az|en|ru)/news/(?:\d+/(?=no\d))?"
        r"(?P<slug>(?P<edition>no\d+)(?:-[^/]+)?|[^/]+)/?"
    )
    form = "/{language}/news/{slug}"
    title_css = ("h1", "h2")
    date_css = ("[class*=articleInner] [class*=date]", "time[datetime]")  # a guess by its listing
    body_css = ("div.section_articleInner_body_content--description", "[class*=articleInner_body]")
    turns = True
