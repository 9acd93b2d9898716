"""Ministry of Foreign Affairs of Cyprus: a feed in Greek that refuses honest readers so far."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.feed import FeedSpider

_SITE = "https://www.gov.cy"


class CyMfaSpider(FeedSpider):
    name = "cy_mfa"
    title = "Ministry of Foreign Affairs of the Republic of Cyprus"
    country = "cy"
    party = "cyprus"
    kind = "official"
    tier = 3
    languages = ("el",)
    timezone = "Asia/Nicosia"
    cadence = timedelta(hours=6)  # it answers 403; asked now and then, it is shown as blocked
    hosts = ("gov.cy",)
    genre = "communique"

    listings: ClassVar = {"el": f"{_SITE}/mfa/feed/"}
    site = _SITE
    article = re.compile(r"/mfa/(?!feed/).+")
    turns = True
