"""civilnet.am: listings as JSON inside the page, and two generations of addresses."""

import json
import re
from collections.abc import Sequence
from urllib.parse import parse_qs

from markupsafe import Markup

from runtime.pressroom.answer import WORDS, Answer, article, missing, moved, page, robots
from runtime.pressroom.publication import Edition, is_out, standing

PER_PAGE = 12
_LISTING = re.compile(r"/(fr|en|hy|ru)/news/politics")
_ARTICLE = re.compile(r"/(fr|en|hy|ru)/news/(\d{1,9})")
_OLD = re.compile(r"/(?:(fr|en|ru)/)?news/(\d{1,9}/[^/]+)/")


def answer(editions: Sequence[Edition], path: str, query: str, now: float) -> Answer:
    """Return what an address of the site gets at a moment of the clock."""
    if path == "/robots.txt":
        return robots("/search", "/api/")
    match = _LISTING.fullmatch(path) or _ARTICLE.fullmatch(path)
    if not match:
        return missing()
    news = standing(editions, "am_civilnet", match[1], now)
    if match.re is _LISTING:
        return _listing(news, match[1], query)
    for edition in news:
        if edition.id == int(match[2]):
            return article(
                "am_civilnet.article.html",
                edition,
                words=WORDS["am_civilnet"][match[1]],
                related=[other for other in news if other is not edition][:3],
            )
    return missing()


def answer_old(editions: Sequence[Edition], path: str, _query: str, now: float) -> Answer:
    """Return what an address of the generation before gets: the way to today's."""
    if path == "/robots.txt":
        return robots("/wp-admin/")
    match = _OLD.fullmatch(path)
    for edition in editions:
        if (
            match
            and edition.source == "am_civilnet"
            and (edition.language, edition.old) == (match[1] or "hy", match[2])
            and is_out(edition, now)
        ):
            return moved(f"https://civilnet.am/{edition.language}/news/{edition.id}")
    return missing()


def _listing(news: Sequence[Edition], language: str, query: str) -> Answer:
    asked = parse_qs(query).get("page", ["1"])[0]
    if not re.fullmatch(r"[1-9]\d{0,5}", asked):
        return missing()
    number = int(asked)
    words = WORDS["am_civilnet"][language]
    hits = [
        {
            "title": edition.title,
            "article_id": edition.id,
            "published_at": int(edition.published.timestamp()),
            "thumbnail": f"https://civilnet.am/storage/{edition.id}.webp",
            "locale": language,
        }
        for edition in news[(number - 1) * PER_PAGE : number * PER_PAGE]
    ]
    inertia = {
        "component": "Rubric",
        "props": {
            "locale": language,
            "structure": {"tag": {"name": words["rubric"], "slug": "politics"}},
            "feed": {"data": {"hits": hits, "totalHits": len(news), "page": number}},
        },
        "url": f"/{language}/news/politics",
        "version": "press-room",
    }
    written = json.dumps(inertia, ensure_ascii=False).replace("<", "\\u003c")
    return page(
        "am_civilnet.listing.html",
        language=language,
        words=words,
        inertia=Markup(written),  # noqa: S704  JSON in which no tag can begin
    )
