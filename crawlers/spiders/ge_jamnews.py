"""JAMnews: press of the whole Caucasus, in five languages, whole in its feeds (WordPress)."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.feed import FeedSpider

_SITE = "https://jam-news.net"
_CODES = {"ru": "ru", "ge": "ka", "az": "az", "hy": "hy"}  # English is not marked


class GeJamnewsSpider(FeedSpider):
    name = "ge_jamnews"
    title = "JAMnews"
    country = "ge"
    kind = "press"
    tier = 1
    ownership = "independent"
    ownership_source = "Eastern Partnership media directory"
    languages = ("en", "ru", "ka", "az", "hy")
    timezone = "Asia/Tbilisi"
    cadence = timedelta(minutes=30)
    hosts = ("jam-news.net",)
    genre = "press"

    listings: ClassVar = {  # of the feeds but the English one, the form is known, not the answer
        "en": f"{_SITE}/feed/?paged={{page}}",
        **{language: f"{_SITE}/{code}/feed/?paged={{page}}" for code, language in _CODES.items()},
    }
    site = _SITE
    article = re.compile(r"(/(?P<language>ru|ge|az|hy))?/(?!(ru|ge|az|hy|feed)/)[^/]+/")
    codes = _CODES
    unmarked = "en"
