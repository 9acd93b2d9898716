"""Le Courrier d'Erevan, in French (Drupal); two generations, the newer since September 2026."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.past import Sitemap

_SITE = "https://courrier.am"


class AmCourrierSpider(ListingSpider):
    name = "am_courrier"
    title = "Le Courrier d'Erevan"
    country = "am"
    kind = "press"
    tier = 1
    languages = ("fr",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(hours=1)  # a page of a section shows twelve articles, of several days
    hosts = ("courrier.am",)
    genre = "press"

    listings: ClassVar = {"fr": tuple(f"{_SITE}/{one}" for one in ("actualite", "region"))}
    archives: ClassVar = {
        "fr": tuple(Sitemap(f"{_SITE}/fr/sitemap.xml?page={number}") for number in (1, 2))
    }
    entry_css = ".views-bootstrap-grid-plugin-style .column, article.card"
    site = _SITE
    article = re.compile(r"(?P<path>/fr/[^/]+/[^/]+|/(?!arts-et-culture/?$)\w[^/]*-[^/]+)/?")
    title_css = "h1"
    date_css = (".date-display-single", "span.meta")  # not `datetime`: noon stands for the day
    body_css = (".field-name-body", ".field--name-body", "article")
