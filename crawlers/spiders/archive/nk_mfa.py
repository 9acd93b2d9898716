"""Foreign ministry of the former authorities of Nagorno-Karabakh: dissolved on 1 January 2024."""

import re
from datetime import timedelta

from crawlers.article import ArticleSpider


class NkMfaSpider(ArticleSpider):
    name = "nk_mfa"
    title = "Ministry of Foreign Affairs of the former authorities of Nagorno-Karabakh"
    party = "nagorno_karabakh"
    kind = "official"
    tier = 3
    languages = ("hy", "ru", "en", "fr")
    timezone = "Asia/Yerevan"
    cadence = timedelta(days=1)
    hosts = ("nkr.am",)
    genre = "communique"

    site = "http://nkr.am"
    article = re.compile(r"(?P<path>/(?P<language>hy|ru|en|fr)/[^/]+/\d+/)")
    title_css = ("h1", "h2")
    date_css = (".date", "time[datetime]")  # nobody has looked closer
    body_css = ("article", "#content", "main")
    drop_css = "h1, h2, time, nav, form, .date"
    turns = True
