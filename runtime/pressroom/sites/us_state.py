"""www.state.gov: a feed of the newest ten releases with their full text, and their pages."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from runtime.pressroom.answer import RSS, Answer, article, missing, page, robots
from runtime.pressroom.months import month
from runtime.pressroom.publication import Edition, standing

FEED = "/rss-feed/press-releases/feed/"
NEWEST = 10  # items in the feed


def answer(editions: Sequence[Edition], path: str, _query: str, now: float) -> Answer:
    """Return what an address of the site gets at a moment of the clock."""
    releases = standing(editions, "us_state", "en", now)
    if path == "/robots.txt":
        return robots("/wp-admin/", "/search/")
    if path == FEED:
        return page(
            "us_state.feed.xml",
            media_type=RSS,
            changed=max((release.changed for release in releases), default=None),
            built=format_datetime(max(map(_modified, releases))) if releases else None,
            items=[
                {"edition": release, "date": format_datetime(release.published.astimezone(UTC))}
                for release in releases[:NEWEST]
            ],
        )
    for release in releases:
        if path == f"/{release.slug}/":
            return article(
                "us_state.article.html",
                release,
                date=_day(release.published),
                related=[other for other in releases if other is not release][:3],
            )
    return missing()


def _modified(release: Edition) -> datetime:
    """Return when a release last changed, in the days the site writes in."""
    since = timedelta(seconds=release.changed - release.out)
    return (release.published + since).astimezone(UTC)


def _day(moment: datetime) -> str:
    return f"{month(moment, 'en')} {moment.day}, {moment.year}"
