"""Meydan TV: independent press from Berlin, here in Azerbaijani."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.listing import ListingSpider
from crawlers.past import Days

_SITE = "https://www.meydan.tv"


class AzMeydanSpider(ListingSpider):
    name = "az_meydan"
    title = "Meydan TV"
    country = "az"
    kind = "press"
    tier = 2
    ownership = "independent, founded in 2013 in Berlin"
    ownership_source = "Reporters Without Borders; NEMO"
    languages = ("az",)
    timezone = "Asia/Baku"
    cadence = timedelta(hours=1)
    hosts = ("meydan.tv",)  # blocked inside Azerbaijan, as OONI measures
    genre = "press"

    listings: ClassVar = {"az": f"{_SITE}/az/?sfid=2268&sf_paged={{page}}"}  # its own search
    archives: ClassVar = {  # the same, by days
        "az": Days(f"{_SITE}/az/?sfid=2268&post_date=%d%m%Y+%d%m%Y&sf_paged={{page}}", "article a")
    }
    entry_css = "article"
    site = _SITE
    article = re.compile(r"/az/article/[^/]+/?")
    title_css = "h1"
    date_css = ('meta[property="article:published_time"]', "time[datetime]")
    body_css = ("[itemprop=articleBody]", "article")
