"""President of Azerbaijan: news in Azerbaijani, English and Russian, joined by one id."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.page import Page

_LANGUAGES = ("az", "en", "ru")
_SITE = "https://president.az"


class AzPresidentSpider(ListingSpider):
    name = "az_president"
    title = "President of the Republic of Azerbaijan"
    country = "az"
    party = "azerbaijan"
    kind = "official"
    tier = 1
    languages = _LANGUAGES
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=20)
    hosts = ("president.az",)
    genre = "communique"

    listings: ClassVar = {one: f"{_SITE}/{one}/news/category/all/{{page}}" for one in _LANGUAGES}
    feeds: ClassVar = {one: f"{_SITE}/{one}/rss" for one in _LANGUAGES}
    entry_css = "div.news-feed_feed article"
    article = re.compile(
        r"(?P<path>/(?P<language>az|en|ru)/articles/view/(?P<edition>\d+))(/print)?/?"
    )
    site = _SITE
    title_css = ".main-content_events .news_heading"
    date_css = ".main-content_events .news_date"
    body_css = ".main-content_events .news_paragraph-block p"
    turns = True  # of 154 statements 133 have headed turns, of the host and of a guest

    @classmethod
    def alternates_of(cls, page: Page) -> dict[str, str]:
        """Return the addresses of the same id in the other languages."""
        own, id_ = cls.language_of(page.address), cls.edition_of(page.address)
        return {one: f"{_SITE}/{one}/articles/view/{id_}" for one in cls.languages if one != own}
