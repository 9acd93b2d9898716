"""Nouvelles d'Arménie: a French magazine, in French, by WordPress's REST API."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.wordpress import WordpressSpider

_SITE = "https://www.armenews.com"


class FrArmenewsSpider(WordpressSpider):
    name = "fr_armenews"
    title = "Nouvelles d'Arménie"
    country = "fr"
    kind = "press"
    tier = 2
    languages = ("fr",)
    timezone = "Europe/Paris"
    cadence = timedelta(minutes=30)
    hosts = ("armenews.com",)
    genre = "press"

    listings: ClassVar = {"fr": f"{_SITE}/wp-json/wp/v2/posts?per_page=20&page={{page}}"}
    site = _SITE
    article = re.compile(r"/spip\.php\?page=article&id_article=\d+|/(?!wp-|spip\.php)[^?]+")
    query = ("page", "id_article")  # of its addresses before WordPress
