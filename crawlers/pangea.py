"""Pangea: the platform of RFE/RL's and the Voice of America's services."""

import re

from crawlers.listing import ListingSpider


class PangeaSpider(ListingSpider):
    """A service on this platform; its dates carry their offset."""

    entry_css = "div.media-block"
    article = re.compile(r"(?P<path>/a/(?:[^/]+/)?\d+\.html)")
    title_css = ("h1.pg-title", "h1")
    date_css = "time[datetime]"
    body_css = ("#article-content .wsw", ".wsw", "#article-content")
    drop_css = ".wsw__embed, .media-block, .comments, figure"
