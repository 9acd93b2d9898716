"""president.az: a feed, a listing and articles in three languages under one number."""

import re
from collections.abc import Sequence
from email.utils import format_datetime

from runtime.pressroom.answer import RSS, WORDS, Answer, article, missing, page, robots
from runtime.pressroom.months import month
from runtime.pressroom.publication import LANGUAGES, Edition, others, standing

PER_PAGE = 5
NEWEST = 20  # items in the feed
_ADDRESS = re.compile(
    r"/(?P<language>az|en|ru)/"
    r"(?:(?P<feed>rss)|news/category/all/(?P<page>[1-9]\d{0,5})|articles/view/(?P<id>\d{1,9}))"
)


def answer(editions: Sequence[Edition], path: str, _query: str, now: float) -> Answer:
    """Return what an address of the site gets at a moment of the clock."""
    if path == "/robots.txt":
        return robots("/search", "/*/print")
    match = _ADDRESS.fullmatch(path)
    if not match:
        return missing()
    language = match["language"]
    news = standing(editions, "az_president", language, now)
    if match["feed"]:
        return _feed(news, language)
    if match["page"]:
        return _listing(news, language, int(match["page"]))
    for edition in news:
        if edition.id == int(match["id"]):
            return article(
                "az_president.article.html",
                edition,
                words=WORDS["az_president"][language],
                others=others(editions, edition, now),
                date=f"{_day(edition, language)}, {edition.published:%H:%M}",
                related=[other for other in news if other is not edition][:3],
            )
    return missing()


def _feed(news: Sequence[Edition], language: str) -> Answer:
    return page(
        "az_president.feed.xml",
        media_type=RSS,
        changed=max((edition.changed for edition in news), default=None),
        words=WORDS["az_president"][language],
        language=language,
        items=[
            {"edition": edition, "date": format_datetime(edition.published)}
            for edition in news[:NEWEST]
        ],
    )


def _listing(news: Sequence[Edition], language: str, number: int) -> Answer:
    return page(
        "az_president.listing.html",
        words=WORDS["az_president"][language],
        language=language,
        languages=LANGUAGES["az_president"],
        number=number,
        pages=max(1, -(-len(news) // PER_PAGE)),
        items=[
            {"edition": edition, "date": _day(edition, language)}
            for edition in news[(number - 1) * PER_PAGE : number * PER_PAGE]
        ],
    )


def _day(edition: Edition, language: str) -> str:
    """Return a day as the site prints it: 03 may 2023, 03 May 2023, 03 мая 2023."""
    name = month(edition.published, "ru_genitive" if language == "ru" else language)
    return f"{edition.published:%d} {name} {edition.published.year}"
