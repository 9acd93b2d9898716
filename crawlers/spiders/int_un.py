"""United Nations press: noon briefings, the Secretary-General, meetings, in English and French."""

import re
from datetime import timedelta
from typing import ClassVar

from crawlers.drupal import DrupalSpider

_SITE = "https://press.un.org"


class IntUnSpider(DrupalSpider):
    name = "int_un"
    title = "United Nations, meetings coverage and press releases"
    party = "united_nations"
    kind = "official"
    tier = 1
    rights = "excerpt"  # un.org: free with credit; its terms of use: for personal use alone
    languages = ("en", "fr")
    timezone = "America/New_York"
    cadence = timedelta(minutes=15)  # its feed holds ten entries, a day brings as many
    hosts = ("press.un.org",)
    genre = "communique"

    listings: ClassVar = {"fr": f"{_SITE}/fr"}
    feeds: ClassVar = {"en": f"{_SITE}/en/rss.xml"}
    entry_css = 'a[href*=".doc.htm"]'
    site = _SITE
    # The Secretary-General's messages (sgsm…) have one number in both; the Council's (sc, cs) not.
    article = re.compile(r"(?P<path>/(?P<language>en|fr)/(?P<edition>\d{4}/[a-z0-9-]+)\.doc\.htm)")
    genres: ClassVar = {"/db": "briefing", "/sgsm": "remarks", "/dsgsm": "remarks"}
    topics = "asterisks"  # a briefing writes **Security Council above what it says of it
    turns = True  # "Question:", "Spokesman:"
