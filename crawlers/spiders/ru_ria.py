"""RIA Novosti: a Russian state agency, in Russian."""

from datetime import timedelta
from typing import ClassVar

from crawlers.past import Sitemap
from crawlers.rossiya_segodnya import RossiyaSegodnyaSpider


class RuRiaSpider(RossiyaSegodnyaSpider):
    name = "ru_ria"
    title = "RIA Novosti"
    country = "ru"
    kind = "press"
    tier = 1
    ownership = "Rossiya Segodnya, Russian state"
    ownership_source = "protectmedia.org; meydan.tv"
    languages = ("ru",)
    timezone = "Europe/Moscow"
    cadence = timedelta(minutes=15)
    hosts = ("ria.ru",)
    genre = "press"

    feeds: ClassVar = {"ru": "https://ria.ru/export/rss2/archive/index.xml"}
    archives: ClassVar = {"ru": Sitemap("https://ria.ru/sitemap_article_index.xml")}  # by months
    sites: ClassVar = {"ru": "https://ria.ru"}  # its subdomains are other sites
