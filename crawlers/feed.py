"""Feeds: RSS and Atom as they really are, and sources whose feed holds the whole texts."""

import io
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any

import feedparser
from scrapy.http import Request

from crawlers import moment
from crawlers.entries import EntriesSpider, Entry
from crawlers.loss import one_line
from crawlers.page import Page
from crawlers.series import Listing
from pipeline.errors import PageError
from pipeline.item import Moment

log = logging.getLogger(__name__)

_OPENING = re.compile(r"(?=<(?:\w+:)?(?:item|entry)[\s>])", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENDING = re.compile(r"</(?:\w+:)?(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[0-9]{1,9}|x[0-9a-f]+);", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, newest entry first."""

    entries: tuple[Entry, ...]
    following: str  # address of the page behind it (RFC 5005); empty when it names none
    torn: bool  # part of it is missing: what is not in it may have been


@lru_cache(maxsize=1)  # a spider reads its feed for the addresses, then for the texts
def feed(page: Page) -> Feed:
    """Return an RSS or Atom feed; raise PageError when it has not one whole entry.

    What is not well-formed gives its whole entries and a warning: half a text is never taken for
    the whole of it.
    """
    root = re.search(r"<\w", page.text)
    if root is None:
        raise PageError("no feed: not a single element")
    # What stands before the root could declare entities that explode, and an encoding: the text
    # is decoded by now.
    text = _REFERENCE.sub(_character, page.text[root.start() :].replace("\0", ""))
    parsed, torn = _parse(text), False
    if parsed.bozo:
        flaw = one_line(parsed.bozo_exception)
        text, torn = _whole(text)
        parsed = _parse(text)
        log.warning("%s: %d whole entries, %s", page.address, len(parsed.entries), flaw)
    else:
        flaw = parsed.version or "no feed"
    if not parsed.entries:
        raise PageError(f"no entry: {flaw}")
    built = parsed.feed["updated"] if "updated" in parsed.feed else ""  # noqa: SIM401  get() guesses
    built_at = moment.feed_clock(built) if built else None
    links = (one.get("href", "") for one in parsed.feed.get("links", ()) if one.rel == "next")
    return Feed(
        entries=tuple(_entry(one, built_at) for one in parsed.entries),
        following=next(links, ""),
        torn=torn,
    )


def feed_links(page: Page) -> list[str]:
    """Return where the entries of a feed lead; raise PageError when it has not one whole entry."""
    return [page.link(entry.link) for entry in feed(page).entries if entry.link]


def _parse(text: str) -> Any:  # noqa: ANN401  feedparser ships no types
    """Return what feedparser reads; raise PageError where it raises.

    Given bytes and not a stream, it would first look for a file of that name.
    """
    stream = io.BytesIO(text.encode(errors="replace"))
    try:
        return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise PageError(f"feed cannot be read: {one_line(error)}") from error


def _whole(text: str) -> tuple[str, bool]:
    """Return a feed without the entries that do not end, and whether any part of it is missing."""
    head, *entries = _OPENING.split(text)
    ended = [one for one in entries if _CLOSING.search(one)]
    torn = len(ended) < len(entries) or not _ENDING.search(text)
    return head + "".join(ended), torn


def _character(reference: re.Match[str]) -> str:
    """Return a reference, unless no character has its number: feedparser would raise."""
    return "\ufffd" if unescape(reference[0]) == "\ufffd" else reference[0]


def _entry(parsed: Any, built_at: datetime | None) -> Entry:  # noqa: ANN401  as above
    contents = (part.value for part in parsed.get("content", ()))  # beside it, a summary is less
    return Entry(
        link=parsed.get("link", ""),
        title=parsed.get("title", ""),
        published=parsed.get("published", ""),
        html=next(filter(None, contents), parsed.get("summary", "")),
        built_at=built_at,
    )


class FeedSpider(EntriesSpider):
    """A source whose feed holds the texts."""

    @classmethod
    def shape_of(cls, listing: str) -> str:  # noqa: ARG003  it has nothing else
        """Return that it is a feed."""
        return "feed"

    @classmethod
    def entries(cls, page: Page) -> list[Entry]:
        """Return the entries of a feed."""
        return list(feed(page).entries)

    @classmethod
    def is_torn(cls, page: Page) -> bool:
        """Return whether a feed ends before its end."""
        return feed(page).torn

    @classmethod
    def entry_moment(cls, entry: Entry) -> Moment | None:
        """Return when an entry was published, as far as it says."""
        return moment.feed_moment(entry.published, zone=cls.timezone) if entry.published else None

    @classmethod
    def following(cls, page: Page, listing: Listing, number: int) -> Request | None:
        """Return the request for the page a feed names as the next, or for the next number."""
        if not listing.linked:
            return super().following(page, listing, number)
        return Request(page.link(link)) if (link := feed(page).following) else None
