"""Human Rights Defender of the former authorities of Nagorno-Karabakh: its site has ended."""

import re
from datetime import timedelta

from crawlers.article import ArticleSpider


class NkOmbudsSpider(ArticleSpider):
    name = "nk_ombuds"
    title = "Human Rights Defender of the former authorities of Nagorno-Karabakh"
    party = "nagorno_karabakh"
    kind = "official"
    tier = 3
    languages = ("en",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(days=1)
    hosts = ("artsakhombuds.am",)
    genre = "communique"

    site = "https://artsakhombuds.am"
    article = re.compile(r"(?P<path>/en/news/\d+)/?")
    title_css = ("h1", "h2")
    date_css = (".date", "time[datetime]")  # 25 OCTOBER 2020, Press Releases
    body_css = ("article", "#content", "main")
    drop_css = "h1, h2, time, nav, form, .date"
    turns = True
