"""U.S. Department of State: press releases, whole in the feed (WordPress), in English."""

import re
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from crawlers.feed import FeedSpider
from crawlers.page import absolute


class UsStateSpider(FeedSpider):
    name = "us_state"
    title = "U.S. Department of State"
    country = "us"
    party = "united_states"
    kind = "official"
    tier = 1
    rights = "full"  # works of the US Government carry no US copyright (17 USC 105)
    languages = ("en",)
    timezone = "America/New_York"
    cadence = timedelta(minutes=10)  # the feed holds ten entries; a busy day has fifty
    hosts = ("state.gov",)
    genre = "communique"

    listings: ClassVar = {"en": "https://www.state.gov/rss-feed/press-releases/feed/"}
    site = "https://www.state.gov"
    article = re.compile(r"(?!/rss-feed/)/.+")
    genres: ClassVar = {"/briefings/": "briefing"}
    topics = re.compile(r"post-\d+-[A-Za-z]\w*")  # "__Dde…" is Word's

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return no address with a query: those are feeds, searches and drafts."""
        return None if urlsplit(absolute(url)).query else super().canonical(url)
