"""Ministry of Foreign Affairs of Türkiye: Turkish and English."""

import re
from datetime import timedelta
from typing import ClassVar

from scrapy.http import FormRequest, Request

from crawlers.listing import ListingSpider
from crawlers.page import Page
from crawlers.series import Listing

_SITE = "https://www.mfa.gov.tr"
_PARTS = {
    "tr": ("ca94459c-608d-4909-838e-d8cb57fa3ce5", "e5f4c44a-442a-4627-b16d-cb8a42c4feb3"),
    "en": (
        "248a41bb-6744-4d91-91f7-500bd7a2cac1",  # press releases
        "18f39147-4c68-4352-ad7d-1535f1879b06",  # questions and answers
        "b5e241ce-5e51-4ef2-a6e6-f7453d560256",  # joint declarations
        "8f787923-31b2-4ba0-92c1-eb548658ce3f",  # press conferences
    ),
}


class TrMfaSpider(ListingSpider):
    name = "tr_mfa"
    title = "Ministry of Foreign Affairs of the Republic of Türkiye"
    country = "tr"
    party = "turkiye"
    kind = "official"
    tier = 1
    languages = ("tr", "en")
    timezone = "Europe/Istanbul"
    cadence = timedelta(minutes=30)
    hosts = ("mfa.gov.tr",)
    genre = "communique"

    delay = timedelta(seconds=6)
    first_pages = 1
    later_pages = 5
    listings: ClassVar = {
        language: tuple(f"{_SITE}/sub.{language}.mfa?{part}" for part in parts)
        for language, parts in _PARTS.items()
    }
    linked = True
    entry_css = "div.sub_lstitm"
    site = _SITE
    article = re.compile(r"/(?!sub\.)[^/]+\.(?P<language>tr|en)\.mfa")
    genres: ClassVar = {"/qa_": "remarks", "/sc_": "remarks"}
    title_css = "span.lead strong"
    date_css = "span.lead strong"  # No: 187, 1 October 2026, …
    body_css = "span.mfa-content-text"
    turns = True

    @classmethod
    def following(cls, page: Page, listing: Listing, number: int) -> Request | None:  # noqa: ARG003  the page says
        """Return the form ASP.NET sends for the next page, where the pager offers one."""
        behind = f"Page${number + 1}"
        if f"'{behind}'" not in page.text.replace("&#39;", "'"):
            return None
        hidden = page.selector.css("form input[type=hidden][name]")
        form = {one.attrib["name"]: one.attrib.get("value", "") for one in hidden}
        form |= {"__EVENTTARGET": "sb$grd", "__EVENTARGUMENT": behind}
        return FormRequest(page.address, formdata=form)
