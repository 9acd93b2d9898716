"""President of Russia: Russian and English, whole in the feeds, joined by one id."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.feed import FeedSpider
from crawlers.past import Pages


class RuKremlinSpider(FeedSpider):
    name = "ru_kremlin"
    title = "President of Russia"
    country = "ru"
    party = "russia"
    kind = "official"
    tier = 1
    rights = "full"  # "All content on this site is licensed under CC BY 4.0"
    languages = ("ru", "en")
    timezone = "Europe/Moscow"
    cadence = timedelta(minutes=20)
    hosts = ("kremlin.ru",)
    genre = "communique"

    delay = timedelta(seconds=15)  # it refuses after some 150 quick requests
    listings: ClassVar = {  # HTTP: many cannot reach its HTTPS
        "ru": "http://kremlin.ru/events/all/feed",
        "en": "http://en.kremlin.ru/events/all/feed",
    }
    linked = True
    archives: ClassVar = {  # of transcripts alone, but its pages have numbers
        "": tuple(
            Pages(f"{site}/events/president/transcripts/page/{{page}}")
            for site in ("http://kremlin.ru", "http://en.kremlin.ru")
        )
    }
    later_pages = 8
    sites: ClassVar = {"ru": "http://kremlin.ru", "en": "http://en.kremlin.ru"}
    article = re.compile(r"(?!.*/page/)/(?:events|acts|supplement)/(?:[a-z-]+/)*(?P<edition>\d+)")
    genres: ClassVar = {"/transcripts/": "remarks", "/letters/": "letter"}
    title_css = "h1.entry-title.p-name"
    date_css = "time.dt-published[datetime]"
    body_css = ("[itemprop=articleBody]", ".entry-content")
    drop_css = ".read__bottom, .read__bottom ~ *, span.read__tooltip, .masha-ignore"
    turns = True
