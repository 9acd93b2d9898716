"""Voice of America in Azerbaijani: silent since March 2025."""

from datetime import timedelta

from crawlers.pangea import PangeaSpider


class UsVoaAzerbaijaniSpider(PangeaSpider):
    name = "us_voa_azerbaijani"
    title = "Voice of America, Azerbaijani service"
    country = "us"
    kind = "press"
    tier = 3
    ownership = "US Government"
    ownership_source = "USAGM"
    languages = ("az",)
    timezone = "Asia/Baku"
    cadence = timedelta(days=1)
    hosts = ("amerikaninsesi.org",)
    genre = "press"

    site = "https://www.amerikaninsesi.org"
