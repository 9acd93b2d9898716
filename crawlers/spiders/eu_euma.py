"""EU Mission in Armenia (EUMA), on the site of the External Action Service: English."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.drupal import DrupalSpider

_SITE = "https://www.eeas.europa.eu"


class EuEumaSpider(DrupalSpider):
    name = "eu_euma"
    title = "EU Mission in Armenia"
    country = "eu"
    party = "european_union"
    kind = "official"
    tier = 2
    rights = "full"  # "Reuse is authorised, provided the source is acknowledged"
    languages = ("en",)
    timezone = "Asia/Yerevan"
    cadence = timedelta(hours=1)
    hosts = ("eeas.europa.eu",)
    genre = "communique"

    delay = timedelta(seconds=5)  # as eu_eeas, whose host it shares
    listings: ClassVar = {"en": f"{_SITE}/euma_en"}
    entry_css = 'a[href*="/euma/"]'
    site = _SITE
    article = re.compile(r"(?P<path>/(?P<edition>euma/[^/]+)_en)/?")
    body_css = (".field--name-field-text", *DrupalSpider.body_css)
    turns = True
