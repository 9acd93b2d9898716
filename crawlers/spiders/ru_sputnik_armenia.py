"""Sputnik Armenia: a Russian state service, in Russian and Armenian; no shared ids."""

from datetime import timedelta
from typing import ClassVar

from crawlers.rossiya_segodnya import RossiyaSegodnyaSpider

_FEED = "/export/rss2/archive/index.xml"
_SITES = {"ru": "https://am.sputniknews.ru", "hy": "https://arm.sputniknews.ru"}


class RuSputnikArmeniaSpider(RossiyaSegodnyaSpider):
    name = "ru_sputnik_armenia"
    title = "Sputnik Armenia"
    country = "ru"
    kind = "press"
    tier = 2
    ownership = "Rossiya Segodnya, Russian state"
    ownership_source = "meydan.tv"
    languages = ("ru", "hy")
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=20)
    hosts = ("am.sputniknews.ru", "arm.sputniknews.ru")
    genre = "press"

    feeds: ClassVar = {language: f"{site}{_FEED}" for language, site in _SITES.items()}
    sites = _SITES
