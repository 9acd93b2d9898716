"""European Court of Human Rights: press releases, and what it says to Armenia and Azerbaijan."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar
from urllib.parse import quote, urlencode

from crawlers.entries import Entry
from crawlers.feed import FeedSpider
from crawlers.page import Page

_SITE = "https://hudoc.echr.coe.int"
_OTHERS = "contentsitename:ECHR AND (NOT (doctype=PR OR doctype=HFCOMOLD OR doctype=HECOMOLD))"
_ITEM = re.compile(r"#.*itemid[^\d]*([\d-]+\d).*")  # its links: /eng#{"itemid":["001-225040"]}


def _feed(library: str, query: str) -> str:
    asked = {
        "library": library,
        "query": query,
        "sort": "kpdate Descending",
        "start": 0,
        "length": 20,
        "rankingModelId": "11111111-0000-0000-0000-000000000000",
    }
    return f"{_SITE}/app/transform/rss?{urlencode(asked, quote_via=quote)}"


class IntEchrSpider(FeedSpider):
    name = "int_echr"
    title = "European Court of Human Rights"
    party = "council_of_europe"
    kind = "official"
    tier = 2
    languages = ("en",)
    timezone = "Europe/Paris"
    cadence = timedelta(hours=1)
    hosts = ("hudoc.echr.coe.int",)
    genre = "communique"

    delay = timedelta(seconds=2)
    listings: ClassVar = {
        "en": (
            _feed("echrengpress", "contentsitename:ECHR AND doctype=PR"),
            _feed("echreng", f'{_OTHERS} AND ((respondent="ARM"))'),
            _feed("echreng", f'{_OTHERS} AND ((respondent="AZE"))'),
        )
    }
    site = _SITE
    article = re.compile(r"/eng(?:-press)?\?i=[\d-]+")
    query = ("i",)

    @classmethod
    def entries(cls, page: Page) -> list[Entry]:
        """Return the entries, with addresses that name the text before the fragment."""
        return [
            replace(one, link=_ITEM.sub(r"?i=\1", one.link, count=1))
            for one in super().entries(page)
        ]
