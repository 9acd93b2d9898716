"""Armtimes (Haykakan Zhamanak): an Armenian daily, in Armenian."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider

_SITE = "https://armtimes.com"


class AmArmtimesSpider(ListingSpider):
    name = "am_armtimes"
    title = "Armtimes"
    country = "am"
    kind = "press"
    tier = 2
    ownership = "Dareskizb; founded by Nikol Pashinyan, edited by Anna Hakobyan"
    ownership_source = "Wikipedia; jff.am 2011"
    languages = ("hy",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=30)
    hosts = ("armtimes.com",)
    genre = "press"

    listings: ClassVar = {"hy": f"{_SITE}/hy/article/politics"}  # it has no feed
    entry_css = 'a[href*="/hy/article/"]'
    site = _SITE
    article = re.compile(r"(?P<path>/hy/article/\d+)/?")
    title_css = "h1"
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = ("[itemprop=articleBody]", "article")
