"""European External Action Service: English and French, joined by the path before `_en`, `_fr`."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.drupal import DrupalSpider

_LANGUAGES = ("en", "fr")
_SITE = "https://www.eeas.europa.eu"


class EuEeasSpider(DrupalSpider):
    name = "eu_eeas"
    title = "European External Action Service"
    country = "eu"
    party = "european_union"
    kind = "official"
    tier = 1
    rights = "full"  # "Reuse is authorised, provided the source is acknowledged"
    languages = _LANGUAGES
    timezone = "Europe/Brussels"
    cadence = timedelta(minutes=30)
    hosts = ("eeas.europa.eu",)
    genre = "communique"

    delay = timedelta(seconds=5)  # of its robots.txt nothing is known
    listings: ClassVar = {
        one: f"{_SITE}/eeas/press-material_{one}?page={{index}}" for one in _LANGUAGES
    }
    later_pages = 10  # each waits five seconds, and a crawl has five minutes
    entry_css = ".related-grid .card"
    site = _SITE
    article = re.compile(
        r"(?P<path>/(?P<edition>(?:eeas|delegations/[a-z-]+)/(?!press-material)[^/]+)"
        r"_(?P<language>en|fr))/?"
    )
    genres: ClassVar = {
        "hate-speech": "communique",
        "remarks": "remarks", "speech": "speech", "discours": "speech", "interview": "interview",
    }  # fmt: skip
    body_css = (".field--name-field-text", *DrupalSpider.body_css)
    turns = True  # of joint press remarks, and of statements made with a guest
