"""International Court of Justice: press releases, orders, records, in English and French."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

from crawlers.drupal import DrupalSpider
from crawlers.page import Page
from pipeline.item import Item

_SITE = "https://www.icj-cij.org"
_BILINGUAL = re.compile(r"\b\d{1,3}-\d{8}-[A-Z]{3}-\d\d-\d\d-BI\b")  # 180-20231012-ORA-02-00-BI


class IntIcjSpider(DrupalSpider):
    name = "int_icj"
    title = "International Court of Justice"
    party = "international_court_of_justice"
    kind = "official"
    tier = 2
    languages = ("en", "fr")
    timezone = "Europe/Amsterdam"
    cadence = timedelta(hours=1)
    hosts = ("icj-cij.org",)
    genre = "communique"

    listings: ClassVar = {"en": f"{_SITE}/en/press-releases", "fr": f"{_SITE}/fr/press-releases"}
    entry_css = (
        'div.views-row a[href*="/node/"]'  # beside it may stand a PDF, which we do not read
    )
    site = _SITE
    article = re.compile(
        r"(?:/index\.php)?(?P<path>(?:/(?P<language>en|fr))?/node/(?P<edition>\d+))/?"
    )
    unmarked = "en"
    turns = True  # its records hold the words of the parties' agents and counsel

    @classmethod
    def item(cls, page: Page, address: str, **said: Any) -> Item:  # noqa: ANN401  fields of Item
        """Return what a page says; in no language where its document holds both."""
        item = super().item(page, address, **said)
        return replace(item, language=None) if _BILINGUAL.search(page.text) else item
