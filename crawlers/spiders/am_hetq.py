"""Hetq: investigative journalists, in Armenian, English and Russian."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://hetq.am"


class AmHetqSpider(ListingSpider):
    name = "am_hetq"
    title = "Hetq"
    country = "am"
    kind = "press"
    tier = 1
    ownership = "Investigative Journalists NGO"
    ownership_source = "Media Ownership Monitor Armenia"
    languages = ("hy", "en", "ru")
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=30)
    hosts = ("hetq.am",)
    genre = "press"

    feeds: ClassVar = {one: f"{_SITE}/{one}/rss" for one in ("hy", "en", "ru")}
    site = _SITE
    article = re.compile(r"(?P<path>/(?P<language>hy|en|ru)/article/\d+)/?")
    title_css = "h1.block-header"
    date_css = "time[datetime]"
    body_css = "div.news-content-block"
    drop_css = ".comments, .report-article"
