"""The platform of the Armenian prime minister's and president's sites."""

import re

from crawlers.listing import ListingSpider


class ArmenianGovernmentSpider(ListingSpider):
    """A site of this platform; the path after the language is the same in all its editions."""

    languages = ("hy", "en", "ru")
    timezone = "Asia/Yerevan"

    entry_css = "ul.search__list li"
    article = re.compile(
        r"(?P<path>/(?P<language>hy|en|ru)/"
        r"(?P<edition>[a-z-]+/item/(?P<day>\d{4}/\d\d/\d\d)/[^/]+/))"
    )
    title_css = ("h1", "h2")
    body_css = ("div.news-text p", "div.news-text")
    turns = True
