"""Ministry of Foreign Affairs of the United Arab Emirates, host of talks: English and Arabic."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.mofa.gov.ae"


class AeMfaSpider(ListingSpider):
    name = "ae_mfa"
    title = "Ministry of Foreign Affairs of the United Arab Emirates"
    country = "ae"
    party = "united_arab_emirates"
    kind = "official"
    tier = 2
    languages = ("en", "ar")
    timezone = "Asia/Dubai"
    cadence = timedelta(hours=1)
    hosts = ("mofa.gov.ae",)
    genre = "communique"

    listings: ClassVar = {
        "en": f"{_SITE}/en/mediahub/news",
        "ar": f"{_SITE}/ar-ae/mediahub/news",
    }
    entry_css = ".card-content"
    site = _SITE
    article = re.compile(
        r"(?i:(?P<path>/(?P<language>en|ar-ae)/mediahub/news/"
        r"(?P<day>\d{4}/\d\d?/\d\d?)/[^/]+)/?)"
    )
    codes: ClassVar = {"ar-ae": "ar"}
    title_css = "h1"
    body_css = ("article", "main")  # nobody has looked closer
    drop_css = "h1, time, nav, form, aside, figcaption"

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return an article's address in small letters; the site writes it in both."""
        address = super().canonical(url)
        return address.lower() if address else None
