"""CivilNet: independent Armenian press, in French, English, Armenian and Russian."""

import re
from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlsplit

from crawlers.agent import NAME
from crawlers.embedded_json import EmbeddedJsonSpider

_LANGUAGES = ("fr", "en", "hy", "ru")
_SITE = "https://civilnet.am"


class AmCivilnetSpider(EmbeddedJsonSpider):
    name = "am_civilnet"
    title = "CivilNet"
    country = "am"
    kind = "press"
    tier = 1
    ownership = "independent, launched in 2011 by the Civilitas Foundation"
    ownership_source = "Eastern Partnership media directory"
    languages = _LANGUAGES
    timezone = "Asia/Yerevan"
    cadence = timedelta(minutes=20)
    hosts = ("civilnet.am",)
    agent = f"Mozilla/5.0 (compatible; {NAME})"  # its Cloudflare takes this honest form only
    genre = "press"

    listings: ClassVar = {one: f"{_SITE}/{one}/news/politics" for one in _LANGUAGES}  # no pages
    article = re.compile(
        r"(?P<path>(/(?P<language>fr|en|hy|ru))?/news/\d+(?P<old>/[^/]+/)?)/?"  # old: WordPress
    )
    site = _SITE
    unmarked = "hy"  # of the old addresses
    link = f"{_SITE}/{{language}}/news/{{article_id}}"
    title_css = "h1"
    date_css = "time[datetime]"
    body_css = "article p"

    @classmethod
    def canonical(cls, url: str) -> str | None:
        """Return an address of either generation; the old one had a slug, and www before it."""
        address = super().canonical(url)
        if address is None:
            return None
        match = cls.article.fullmatch(urlsplit(address).path)
        if match and match["old"]:
            return address.replace(_SITE, "https://www.civilnet.am", 1)
        return address if match and match["language"] else None
