"""Turan: an independent Azerbaijani agency, in three languages; closed in February 2025."""

import re
from datetime import timedelta

from crawlers import moment, read
from crawlers.article import ArticleSpider, chosen
from crawlers.page import Page
from pipeline.item import Moment

_DATELINE = re.compile(r"/\s?(\d\d\.\d\d)\.(\d\d)\s?/")  # Baku/15.07.22/Turan:
_CLOSED = 25  # its last year, of two digits; a greater one is of the century before


class AzTuranSpider(ArticleSpider):
    name = "az_turan"
    title = "Turan"
    country = "az"
    kind = "press"
    tier = 1
    ownership = "independent agency, founded in 1990"
    ownership_source = "medialandscapes.org 2019"
    languages = ("az", "en", "ru")
    timezone = "Asia/Baku"
    cadence = timedelta(days=1)
    hosts = ("turan.az",)
    genre = "press"

    site = "https://turan.az"
    article = re.compile(  # the old form until 2022
        r"(?P<old>/ext/news/\d{4}/\d+/\w+/\w+)?/(?P<language>az|en|ru)/"
        r"(?(old)\d+\.htm|[a-z_]+/[^/]+)"
    )
    title_css = "h1"
    body_css = ("[itemprop=articleBody]", "article")

    @classmethod
    def published(cls, page: Page) -> Moment | None:
        """Return what the page declares, or the day of its dateline."""
        if found := super().published(page):
            return found
        match = _DATELINE.search(" ".join(read.paragraphs(chosen(page, cls.body_css))))
        if match is None:
            return None
        century = "20" if int(match[2]) <= _CLOSED else "19"
        day = f"{match[1]}.{century}{match[2]}"
        return moment.moment(day, zone=cls.timezone, language="")
