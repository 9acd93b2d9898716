"""Drupal, on which many institutions run: how it marks titles, dates and texts."""

from crawlers.article import Css
from crawlers.listing import ListingSpider


class DrupalSpider(ListingSpider):
    """A site on this platform; its pages are counted from 0, as in `?page={index}`."""

    title_css: Css = "h1"
    date_css: Css = ("time[datetime]", ".field--type-datetime")
    body_css: Css = (".field--name-body", ".node__content", "article")
    drop_css = "h1, time, nav, form, aside, figcaption, .breadcrumb, .field--type-datetime"
