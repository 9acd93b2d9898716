"""Report: an Azerbaijani agency, in Azerbaijani, English and Russian; no shared ids."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://report.az"


class AzReportSpider(ListingSpider):
    name = "az_report"
    title = "Report"
    country = "az"
    kind = "press"
    tier = 1
    languages = ("az", "en", "ru")
    timezone = "Asia/Baku"
    cadence = timedelta(minutes=10)  # its feeds hold 30 entries
    hosts = ("report.az",)
    genre = "press"

    feeds: ClassVar = {"az": f"{_SITE}/rss/", "en": f"{_SITE}/en/rss/", "ru": f"{_SITE}/ru/rss/"}
    site = _SITE
    article = re.compile(
        r"(?P<path>(/(?P<language>az|en|ru))?/(?!(az|en|ru|rss)/)[a-z0-9-]+/[^/]+)/?"
    )
    unmarked = "az"
    title_css = ("h1.section-title", ".news-title")  # the latter until 2025
    date_css = "ul.news__date"
    body_css = ("div.news-detail__desc", ".editor-body")
