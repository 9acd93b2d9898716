"""Armradio: Armenia's public radio, here in English, by WordPress's REST API."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.wordpress import WordpressSpider

_SITE = "https://en.armradio.am"


class AmArmradioSpider(WordpressSpider):
    name = "am_armradio"
    title = "Public Radio of Armenia"
    country = "am"
    kind = "press"
    tier = 2
    ownership = "Public Radio CJSC, owned by the Republic of Armenia"
    ownership_source = "Media Ownership Monitor Armenia"
    languages = ("en",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=30)
    hosts = ("armradio.am",)
    genre = "press"

    # Not its feed: Cloudflare answers that with 403 to data centres now and then.
    listings: ClassVar = {"en": f"{_SITE}/wp-json/wp/v2/posts?per_page=20&page={{page}}"}
    sites: ClassVar = {"en": _SITE}  # other languages have hosts of their own
    article = re.compile(r"/(?P<day>\d{4}/\d\d/\d\d)/[^/]+/?")
