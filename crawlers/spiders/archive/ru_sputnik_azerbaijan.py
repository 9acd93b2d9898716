"""Sputnik Azerbaijan: a Russian state service, in Russian; ended in July 2025."""

from datetime import timedelta
from typing import ClassVar

from crawlers.rossiya_segodnya import RossiyaSegodnyaSpider


class RuSputnikAzerbaijanSpider(RossiyaSegodnyaSpider):
    name = "ru_sputnik_azerbaijan"
    title = "Sputnik Azerbaijan"
    country = "ru"
    kind = "press"
    tier = 3
    ownership = "Rossiya Segodnya, Russian state"
    ownership_source = "protectmedia.org; RIA"
    languages = ("ru",)
    timezone = "Asia/Baku"
    cadence = timedelta(days=1)
    hosts = ("az.sputniknews.ru",)
    genre = "press"

    sites: ClassVar = {"ru": "https://az.sputniknews.ru"}
