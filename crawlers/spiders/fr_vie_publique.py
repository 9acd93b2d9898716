"""Vie publique: what the French ministers and their spokespersons said, whole and in French."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.drupal import DrupalSpider

_SITE = "https://www.vie-publique.fr"


class FrViePubliqueSpider(DrupalSpider):
    name = "fr_vie_publique"
    title = "Vie publique, discours publics"
    country = "fr"
    party = "france"
    kind = "official"
    tier = 2
    languages = ("fr",)
    timezone = "Europe/Paris"
    cadence = timedelta(hours=2)  # a record of what was said, not the first to say it
    hosts = ("vie-publique.fr",)
    genre = "speech"

    listings: ClassVar = {"fr": f"{_SITE}/discours?page={{index}}"}
    entry_css = ".teaserSimple--title"
    site = _SITE
    article = re.compile(r"(?P<path>/discours/\d+-[^/]+)/?")
    genres: ClassVar = {
        "conseil-des-ministres": "communique", "communique": "communique",
        "point-de-presse": "briefing", "interview": "interview",
    }  # fmt: skip
    body_css = (".field--name-field-texte-integral", *DrupalSpider.body_css)
    turns = True
