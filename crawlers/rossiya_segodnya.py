"""The platform of Rossiya Segodnya: RIA Novosti, and Sputnik's services."""

import re

from crawlers.listing import ListingSpider


class RossiyaSegodnyaSpider(ListingSpider):
    """A site of this platform; the texts of its editions are its own, no ids are shared."""

    article = re.compile(r"/(?P<day>\d{8})/[^/]+-\d+\.html")
    title_css = (".article__title", "h1")
    date_css = ('meta[property="article:published_time"]', ".article__info-date")
    body_css = (".article__body", ".article__text", ".article__announce-text")
    drop_css = ".article__article, .media"  # "read also", captions
