"""Secretary-General of the United Nations: statements, remarks, press encounters, in English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.drupal import DrupalSpider

_SITE = "https://www.un.org"


class IntUnSgSpider(DrupalSpider):
    name = "int_un_sg"
    title = "Secretary-General of the United Nations"
    party = "united_nations"
    kind = "official"
    tier = 1
    rights = "excerpt"  # un.org: free with credit; its terms of use: for personal use alone
    languages = ("en",)
    timezone = "America/New_York"
    cadence = timedelta(minutes=20)
    hosts = ("un.org",)
    genre = "communique"

    feeds: ClassVar = {"en": f"{_SITE}/sg/en/rss.xml"}
    site = _SITE
    article = re.compile(r"(?P<path>/sg/en/content/sg/[a-z-]+/(?P<day>\d{4}-\d\d-\d\d)/[^/]+)/?")
    genres: ClassVar = {"/press-encounter/": "remarks", "-remarks-": "remarks"}
    turns = True
