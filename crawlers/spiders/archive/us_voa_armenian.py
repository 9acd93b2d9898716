"""Voice of America in Armenian: silent since March 2025."""

from datetime import timedelta

from crawlers.pangea import PangeaSpider


class UsVoaArmenianSpider(PangeaSpider):
    name = "us_voa_armenian"
    title = "Voice of America, Armenian service"
    country = "us"
    kind = "press"
    tier = 3
    ownership = "US Government"
    ownership_source = "USAGM"
    languages = ("hy",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(days=1)
    hosts = ("amerikayidzayn.com",)
    genre = "press"

    site = "https://www.amerikayidzayn.com"
