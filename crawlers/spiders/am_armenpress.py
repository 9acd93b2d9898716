"""Armenpress: the Armenian state's agency, here in Armenian, English, Russian and French."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.agent import NAME
from crawlers.embedded_json import EmbeddedJsonSpider

_LANGUAGES = ("hy", "en", "ru", "fr")  # of ten; each costs a request of thirty seconds
_SITE = "https://armenpress.am"


class AmArmenpressSpider(EmbeddedJsonSpider):
    name = "am_armenpress"
    title = "Armenpress"
    country = "am"
    kind = "press"
    tier = 1
    ownership = "Armenpress State News Agency CJSC, state-controlled"
    ownership_source = "Media Ownership Monitor Armenia; State Media Monitor 2024"
    languages = _LANGUAGES
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=30)
    hosts = ("armenpress.am",)
    agent = f"Mozilla/5.0 (compatible; {NAME})"  # its Cloudflare takes this honest form only
    genre = "press"

    delay = timedelta(seconds=25)  # it refuses whoever asks thirty times in a quarter of an hour
    first_pages = 1
    later_pages = 2
    listings: ClassVar = {
        one: f"{_SITE}/{one}/articles/armenia?page={{page}}" for one in _LANGUAGES
    }
    site = _SITE
    article = re.compile(  # the latter until 2024, of the same series of ids
        r"/(?P<language>hy|en|ru|fr|arm|eng|rus|fra)/(article|news(?=/\d+\.))/(?P<id>\d+)"
        r"(\.html)?(/amp)?/?"
    )
    form = "/{language}/article/{id}"
    codes: ClassVar = {"arm": "hy", "eng": "en", "rus": "ru", "fra": "fr"}
    title_css = "h1"
    date_css = "time[datetime]"
    body_css = ("article div.prose", "article")
    hits = "data.data.hits"
    link = f"{_SITE}/{{language}}/article/{{article_id}}"
