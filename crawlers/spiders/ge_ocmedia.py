"""OC Media: press of the whole Caucasus, in English, whole in its feed."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.feed import FeedSpider


class GeOcmediaSpider(FeedSpider):
    name = "ge_ocmedia"
    title = "OC Media"
    country = "ge"
    kind = "press"
    tier = 1
    languages = ("en",)
    timezone = "Asia/Tbilisi"
    cadence = timedelta(minutes=30)
    hosts = ("oc-media.org",)
    genre = "press"

    listings: ClassVar = {"en": "https://oc-media.org/feed/"}
    site = "https://oc-media.org"
    article = re.compile(r"/(?!(?:feed|tag|author|category)/)(?:[a-z-]+/)?[^/]*-[^/]+/")
