"""Azatutyun: the Armenian service of RFE/RL, in Armenian."""

from datetime import timedelta
from typing import ClassVar

from crawlers.pangea import PangeaSpider


class AmAzatutyunSpider(PangeaSpider):
    name = "am_azatutyun"
    title = "Azatutyun"
    country = "am"
    kind = "press"
    tier = 1
    ownership = "RFE/RL, private non-profit funded by the US Congress through USAGM"
    ownership_source = "RFE/RL's own notice"
    languages = ("hy",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=20)
    hosts = ("azatutyun.am",)
    genre = "press"

    listings: ClassVar = {"hy": "https://www.azatutyun.am/"}  # tokens of its feeds change
    site = "https://www.azatutyun.am"
