"""Aravot: an independent Armenian daily, here in Armenian."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://www.aravot.am"


class AmAravotSpider(ListingSpider):
    name = "am_aravot"
    title = "Aravot"
    country = "am"
    kind = "press"
    tier = 2
    ownership = "independent daily, founded in 1994 by Aram Abrahamyan"
    ownership_source = "esiweb.org"
    rights = "excerpt"  # signed the pact of 2013: the source first, a hyperlink, never the whole
    languages = ("hy",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=20)
    hosts = ("aravot.am",)
    genre = "press"

    listings: ClassVar = {"hy": f"{_SITE}/newsfeed/page/{{page}}"}
    feeds: ClassVar = {"hy": f"{_SITE}/feed/"}
    entry_css = "div.category_items div.row div.col-3 a"
    sites: ClassVar = {"hy": _SITE}  # other languages have hosts of which nothing is known
    article = re.compile(r"/(?P<day>\d{4}/\d\d/\d\d)/\d+/?")
    title_css = "h1"
    date_css = (
        'meta[property="article:published_time"]',
        "time[datetime]",
        "div.single-meta",
        "span.small",
    )
    body_css = "div.post_content"
    drop_css = "div.border.p-2.text-center"
