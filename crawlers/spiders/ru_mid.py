"""Ministry of Foreign Affairs of Russia: Russian, English and French; no shared ids."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_LANGUAGES = ("ru", "en", "fr")
_SITE = "https://mid.ru"


class RuMidSpider(ListingSpider):
    name = "ru_mid"
    title = "Ministry of Foreign Affairs of the Russian Federation"
    country = "ru"
    party = "russia"
    kind = "official"
    tier = 1
    languages = _LANGUAGES
    timezone = "Europe/Moscow"
    cadence = timedelta(minutes=20)
    hosts = ("mid.ru",)
    genre = "communique"

    delay = timedelta(seconds=10)  # it resets the connections of whoever is quicker
    # Its robots.txt disallows the pages behind the first: what rolled off both is a gap.
    listings: ClassVar = {
        one: f"{_SITE}/{one}/press_service/spokesman/briefings/" for one in _LANGUAGES
    }
    feeds: ClassVar = {one: f"{_SITE}/{one}/rss.php" for one in _LANGUAGES}
    entry_css = "li.announce__item"
    site = _SITE
    article = re.compile(
        r"/(?P<language>ru|en|fr)/(?:[a-z_]+/)+(?:-/asset_publisher/\w+/content/id/\d+|\d{6,8}/)"
    )
    genres: ClassVar = {
        "/briefings/": "briefing",
        "/minister_speeches/": "speech",
        "/deputy_ministers_speeches/": "speech",
        "/answers/": "remarks",
        "/kommentarii/": "remarks",
    }
    title_css = ("h1.photo-content__title", "h3.announcement__title")
    date_css = (".photo-content__date", ".announce__date")
    body_css = ("div.text.article-content", "div.announcement__text")
    topics = "contents"
    turns = True
