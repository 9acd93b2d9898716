"""OSCE: Chairpersonship, Freedom of the Media, the former Minsk Group; in English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.drupal import DrupalSpider

_SITE = "https://www.osce.org"


class IntOsceSpider(DrupalSpider):
    name = "int_osce"
    title = "Organization for Security and Co-operation in Europe"
    party = "osce"
    kind = "official"
    tier = 1
    languages = ("en",)
    timezone = "Europe/Vienna"
    cadence = timedelta(minutes=30)
    hosts = ("osce.org",)
    genre = "communique"

    listings: ClassVar = {"en": f"{_SITE}/news"}  # there is no feed
    entry_css = ".views-row"  # a guess: links of the large menu have addresses of the same form
    site = _SITE
    article = re.compile(r"(?P<path>/[a-z-]+/\d+)/?")  # minsk-group/323961, mg/199471, node/48784
    turns = True
