"""Anadolu: Türkiye's agency, in Turkish and English; two layouts, the newer since April 2026."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.past import Sitemap

_SITE = "https://www.aa.com.tr"


class TrAnadoluSpider(ListingSpider):
    name = "tr_anadolu"
    title = "Anadolu"
    country = "tr"
    kind = "press"
    tier = 1
    rights = "link"  # "reserves all rights"
    languages = ("tr", "en")
    timezone = "Europe/Istanbul"
    cadence = timedelta(minutes=15)
    hosts = ("aa.com.tr",)
    genre = "press"

    feeds: ClassVar = {
        "tr": tuple(f"{_SITE}/tr/rss/default?cat={one}" for one in ("guncel", "dunya")),
        "en": f"{_SITE}/en/rss/default?cat=world",
    }
    archives: ClassVar = {one: Sitemap(f"{_SITE}/{one}/SiteMap/News") for one in ("tr", "en")}
    site = _SITE
    article = re.compile(r"(?P<path>/(?P<language>tr|en)/[^/]+/[^/]+/\d+)/?")
    title_css = (".detay-spot-category h1", "h1")
    date_css = ("span.tarih", 'meta[property="article:published_time"]')
    body_css = (
        ".detay-spot-category h4, .detay-icerik h3, .detay-icerik h4, .detay-icerik p",
        "span.text-descriptionColor, div[dir].prose",
    )
    drop_css = "figure, .detay-paylas"
