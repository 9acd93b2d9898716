"""U.S. Department of State: press releases, whole in the feed (WordPress), in English."""

import re
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from crawlers.feed import FeedSpider
from crawlers.page import absolute
from pipeline.item import Genre


class UsStateSpider(FeedSpider):
    name = "us_state"
    title = "U.S. Department of State"
    country = "us"
    party = "united_states"
    kind = "official"
    tier = 1
    ownership = "state"
    rights = "full"  # works of the US Government carry no US copyright (17 USC 105)
    languages = ("en",)
    timezone = "America/New_York"
    cadence = timedelta(minutes=10)  # the feed holds ten entries; a busy day has fifty
    hosts = ("state.gov",)
    genre = "communique"

    listings: ClassVar = {"en": "https://www.state.gov/rss-feed/press-releases/feed/"}
    section_ids = re.compile(r"post-\d+-[A-Za-z]\w*")  # a briefing's topics; "__Dde…" is Word's

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return any address of the site but a query or a feed."""
        parts = urlsplit(absolute(url))
        at_home = parts.hostname in {"state.gov", "www.state.gov"}
        if not at_home or parts.query or parts.path == "/" or parts.path.startswith("/rss-feed/"):
            return None
        return f"https://www.state.gov{parts.path}"

    @classmethod
    def genre_of(cls, address: str) -> Genre:
        """Return `briefing` for what lies under /briefings/."""
        return "briefing" if urlsplit(address).path.startswith("/briefings/") else cls.genre
