"""mid.ru: briefings with a table of contents, in languages that share no number."""

import re
from collections.abc import Sequence
from email.utils import format_datetime

from runtime.pressroom.answer import RSS, WORDS, Answer, article, missing, page, robots
from runtime.pressroom.publication import Edition, standing

HEADING = "# "  # what a paragraph that begins a topic opens with
_BRIEFINGS = "press_service/spokesman/briefings/"
_ADDRESS = re.compile(
    rf"/(?P<language>ru|en|fr)/(?:(?P<feed>rss\.php)|{_BRIEFINGS}(?:(?P<id>\d{{6,8}})/)?)"
)


def answer(editions: Sequence[Edition], path: str, query: str, now: float) -> Answer:
    """Return what an address of the site gets at a moment of the clock."""
    if path == "/robots.txt":
        return robots("/*?PAGEN_", "/*/search")
    match = _ADDRESS.fullmatch(path)
    if not match or query:
        return missing()
    language = match["language"]
    news = standing(editions, "ru_mid", language, now)
    if match["feed"]:
        return page(
            "ru_mid.feed.xml",
            media_type=RSS,
            changed=max((edition.changed for edition in news), default=None),
            words=WORDS["ru_mid"][language],
            items=[
                {"edition": one, "address": address(one), "date": format_datetime(one.published)}
                for one in news
            ],
        )
    if not match["id"]:
        return page(
            "ru_mid.listing.html",
            words=WORDS["ru_mid"][language],
            language=language,
            items=[{"edition": one, "address": address(one)} for one in news],
        )
    for edition in news:
        if edition.id == int(match["id"]):
            return article(
                "ru_mid.article.html",
                edition,
                words=WORDS["ru_mid"][language],
                topics=topics(edition.paragraphs),
            )
    return missing()


def address(edition: Edition) -> str:
    """Return the path of a briefing."""
    return f"/{edition.language}/{_BRIEFINGS}{edition.id}/"


def topics(paragraphs: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the topics of a briefing, each with its paragraphs; the first has no title."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for one in paragraphs:
        if one.startswith(HEADING):
            found.append((one.removeprefix(HEADING), []))
        else:
            found[-1][1].append(one)
    return found
