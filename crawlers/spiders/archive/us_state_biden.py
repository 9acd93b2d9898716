"""U.S. Department of State of 2021-2025: its site as it was left, with what it published."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.article import ArticleSpider
from crawlers.past import Sitemap

_SITE = "https://2021-2025.state.gov"


class UsStateBidenSpider(ArticleSpider):
    name = "us_state_biden"
    title = "U.S. Department of State, 2021-2025"
    country = "us"
    party = "united_states"
    kind = "official"
    tier = 3
    rights = "full"  # works of the US Government carry no US copyright (17 USC 105)
    languages = ("en",)
    timezone = "America/New_York"
    cadence = timedelta(days=1)
    hosts = ("2021-2025.state.gov",)
    genre = "communique"

    delay = timedelta(seconds=5)  # its robots.txt asks for it
    archives: ClassVar = {"en": Sitemap(f"{_SITE}/state_briefing-sitemap.xml")}
    site = _SITE
    article = re.compile(r"/(?:briefings/)?[a-z0-9]+(?:-[a-z0-9]+)+/")
    genres: ClassVar = {"briefing": "briefing"}
    title_css = "h1"
    date_css = ".article-meta__publish-date"
    body_css = ".entry-content"
    turns = True
