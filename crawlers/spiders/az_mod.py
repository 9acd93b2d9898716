"""Ministry of Defence of Azerbaijan: in Azerbaijani, whole in its feed."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.feed import FeedSpider


class AzModSpider(FeedSpider):
    name = "az_mod"
    title = "Ministry of Defence of the Republic of Azerbaijan"
    country = "az"
    party = "azerbaijan"
    kind = "official"
    tier = 2
    languages = ("az",)  # its English and Russian feeds serve the Azerbaijani one
    timezone = "Asia/Baku"
    cadence = timedelta(hours=1)  # 240 entries, 1.1 MB, and no way to ask whether it changed
    hosts = ("mod.gov.az",)
    genre = "communique"

    listings: ClassVar = {"az": "https://mod.gov.az/az/rss/"}
    site = "https://mod.gov.az"
    article = re.compile(r"/(?P<language>az|en|ru)/news/[^/]+-(?P<edition>\d+)\.html")
    turns = True
