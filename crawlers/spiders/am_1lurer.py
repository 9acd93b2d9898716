"""1lurer: the news of Armenia's public television, in Armenian and English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.1lurer.am"


class Am1LurerSpider(ListingSpider):
    name = "am_1lurer"
    title = "1lurer"
    country = "am"
    kind = "press"
    tier = 2
    ownership = "Public Television CJSC, owned by the Republic of Armenia"
    ownership_source = "Media Ownership Monitor Armenia"
    languages = ("hy", "en")
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=20)
    hosts = ("1lurer.am",)
    genre = "press"

    listings: ClassVar = {
        one: f"{_SITE}/{one}" for one in ("hy", "en")
    }  # of its feeds only hearsay
    entry_css = "ul.news-feed__list li.news-feed__item"
    site = _SITE
    article = re.compile(r"/(?P<language>hy|en)/(?P<day>\d{4}/\d\d/\d\d)/[^/]+(?:/\d+)?")
    title_css = "h1"
    date_css = ("time[datetime]", 'meta[property="article:published_time"]')
    body_css = "article p"
