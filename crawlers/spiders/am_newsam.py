"""News.am, in Armenian, English and Russian, joined by an id; two generations of addresses."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.agent import NAME
from crawlers.embedded_json import EmbeddedJsonSpider
from crawlers.past import Days

_LANGUAGES = ("hy", "en", "ru")
_SITE = "https://news.am"


class AmNewsamSpider(EmbeddedJsonSpider):
    name = "am_newsam"
    title = "News.am"
    country = "am"
    kind = "press"
    tier = 1
    languages = _LANGUAGES
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=15)  # its listings have no pages
    hosts = ("news.am",)
    agent = f"Mozilla/5.0 (compatible; {NAME})"  # its Cloudflare takes this honest form only
    genre = "press"

    listings: ClassVar = {one: f"{_SITE}/{one}/news/politics" for one in _LANGUAGES}
    archives: ClassVar = {"en": Days(f"{_SITE}/eng/news/armenia/politics/%Y/%m/%d/")}  # until 2025
    site = _SITE
    article = re.compile(  # the latter, with an id of its own, until 2025
        r"(?P<path>/(?P<language>hy|en|ru|arm|eng|rus)/news/((?P<edition>\d+)|\d+\.html))/?"
    )
    codes: ClassVar = {"arm": "hy", "eng": "en", "rus": "ru"}
    link = f"{_SITE}/{{language}}/news/{{article_id}}"
    title_css = (".article-title[itemprop=name]", "h1")
    date_css = ("time[datetime]", "time")
    body_css = ("[itemprop=articleBody].article-body", "article div.prose", "article p")
