"""UN News: the United Nations' own reporters, in English, French, Russian and Arabic."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.drupal import DrupalSpider

_LANGUAGES = ("en", "fr", "ru", "ar")
_SITE = "https://news.un.org"


class IntUnNewsSpider(DrupalSpider):
    name = "int_un_news"
    title = "UN News"
    party = "united_nations"
    kind = "official"
    tier = 2
    rights = "excerpt"  # un.org: free with credit; its terms of use: for personal use alone
    languages = _LANGUAGES
    timezone = "America/New_York"
    cadence = timedelta(minutes=30)
    hosts = ("news.un.org",)
    genre = "press"  # it reports what others said

    feeds: ClassVar = {one: f"{_SITE}/feed/subscribe/{one}/news/all/rss.xml" for one in _LANGUAGES}
    site = _SITE
    article = re.compile(  # each language counts its stories by itself
        r"(?P<path>/(?P<language>en|fr|ru|ar)/story/\d{4}/\d\d/\d+)/?"
    )
