"""www.mfa.am: listings of ten, an archive by day, articles in four languages by one number."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qs

from runtime.pressroom.answer import WORDS, Answer, article, missing, page, robots
from runtime.pressroom.months import month
from runtime.pressroom.publication import LANGUAGES, Edition, others, standing

PER_PAGE = 10
SUMMARY = 160  # characters
_LISTING = re.compile(r"/(hy|en|ru|fr)/news")
_ARCHIVE = re.compile(r"/(hy|en|ru|fr)/press-releases/archive/(\d{4}/\d\d/\d\d)/")
_ARTICLE = re.compile(r"/(hy|en|ru|fr)/press-releases/\d{4}/\d\d/\d\d/[a-z0-9-]+/\d{1,9}")


def answer(editions: Sequence[Edition], path: str, query: str, now: float) -> Answer:
    """Return what an address of the site gets at a moment of the clock."""
    if path == "/robots.txt":
        return robots("/search", "/admin/")
    match = _LISTING.fullmatch(path) or _ARCHIVE.fullmatch(path) or _ARTICLE.fullmatch(path)
    if not match:
        return missing()
    language = match[1]
    news = standing(editions, "am_mfa", language, now)
    if match.re is _LISTING:
        return _listing(news, language, query)
    if match.re is _ARCHIVE:
        of_day = [one for one in news if f"{one.published:%Y/%m/%d}" == match[2]]
        return _listing(of_day, language, query) if of_day else missing()
    for edition in news:
        if address(edition) == path:
            return article(
                "am_mfa.article.html",
                edition,
                words=WORDS["am_mfa"][language],
                date=_day(edition, "ru_genitive" if language == "ru" else language),
                others=[(one.language, address(one)) for one in others(editions, edition, now)],
                related=[(one, address(one)) for one in news if one is not edition][:3],
            )
    return missing()


def address(edition: Edition) -> str:
    """Return the path of an article."""
    day = f"{edition.published:%Y/%m/%d}"
    return f"/{edition.language}/press-releases/{day}/{edition.slug}/{edition.id}"


def _listing(news: Sequence[Edition], language: str, query: str) -> Answer:
    asked = parse_qs(query).get("page", ["1"])[0]
    if not re.fullmatch(r"[1-9]\d{0,5}", asked):
        return missing()
    number = int(asked)
    return page(
        "am_mfa.listing.html",
        words=WORDS["am_mfa"][language],
        language=language,
        languages=LANGUAGES["am_mfa"],
        number=number,
        pages=max(1, -(-len(news) // PER_PAGE)),
        items=[
            {
                "edition": edition,
                "address": address(edition),
                "date": _day(edition, language),
                "summary": _summary(edition.paragraphs[0]),
            }
            for edition in news[(number - 1) * PER_PAGE : number * PER_PAGE]
        ],
    )


def _day(edition: Edition, names: str) -> str:
    """Return a day as the site prints it; its Russian lists have the month in the nominative."""
    return f"{edition.published:%d} {month(edition.published, names)}, {edition.published.year}"


def _summary(text: str) -> str:
    if len(text) <= SUMMARY:
        return text
    return text[:SUMMARY].rsplit(" ", 1)[0] + "..."
