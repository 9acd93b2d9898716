"""The platform of France Médias Monde: RFI and France 24."""

import re

from crawlers.listing import ListingSpider


class FranceMediasMondeSpider(ListingSpider):
    """A site of this platform, in French."""

    languages = ("fr",)
    timezone = "Europe/Paris"

    article = re.compile(r"/fr/(?:[^/]+/)*(?P<day>\d{8})-[^/]+")
    title_css = ("h1.t-content__title", "h1")
    date_css = "time[datetime]"
    body_css = ".t-content__chapo, .t-content__body"
    drop_css = ".m-interstitial, .o-self-promo, .t-copyright, figure"
