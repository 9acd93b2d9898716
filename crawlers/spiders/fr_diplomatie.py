"""Ministry for Europe and Foreign Affairs of France: French and English, no shared key."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.diplomatie.gouv.fr"
_FEED = f"{_SITE}/spip.php?page=backend-fd"


class FrDiplomatieSpider(ListingSpider):
    name = "fr_diplomatie"
    title = "Ministère de l'Europe et des Affaires étrangères"
    country = "fr"
    party = "france"
    kind = "official"
    tier = 1
    languages = ("fr", "en")
    timezone = "Europe/Paris"
    cadence = timedelta(
        minutes=30
    )  # if it answers 403, as to honest clients before us: fr_vie_publique
    hosts = ("diplomatie.gouv.fr",)
    genre = "communique"

    feeds: ClassVar = {"fr": _FEED, "en": f"{_FEED}&lang=en"}
    site = _SITE
    article = re.compile(r"(?P<path>/(?P<language>fr|en)/(?:[^/]+/){2,}[^/]+)/?")
    genres: ClassVar = {
        "point-de-presse": "briefing", "press-briefing": "briefing", "discours": "speech",
        "speech": "speech", "conference-de-presse": "remarks", "press-conference": "remarks",
        "interview": "interview",
    }  # fmt: skip
    title_css = "h1"
    date_css = ("time[datetime]", ".date", ".published")
    body_css = (".texte", ".article-texte", "article", "main")  # as SPIP names it
    drop_css = "h1, time, nav, form, aside, figcaption, .date, .published"
    turns = True
