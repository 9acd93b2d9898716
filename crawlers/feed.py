"""Feeds: RSS and Atom as they really are, and sources whose feed holds the whole texts."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any

import feedparser

from crawlers import read
from crawlers.base import SourceSpider
from crawlers.loss import Loss, misread, one_line
from crawlers.page import Page
from pipeline.errors import PageError
from pipeline.item import Item

log = logging.getLogger(__name__)

_OPENING = re.compile(r"(?=<(?:\w+:)?(?:item|entry)[\s>])", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENDING = re.compile(r"</(?:\w+:)?(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[0-9]{1,9}|x[0-9a-f]+);", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, as written."""

    link: str
    title: str
    published: str  # RFC 822 or ISO 8601; empty when the entry has none
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, newest entry first."""

    built_at: datetime | None  # aware; the publisher's own clock
    entries: tuple[Entry, ...]
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
    return Feed(
        built_at=read.feed_clock(built) if built else None,
        entries=tuple(_entry(one) for one in parsed.entries),
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


def _entry(parsed: Any) -> Entry:  # noqa: ANN401  feedparser ships no types
    contents = (part.value for part in parsed.get("content", ()))  # beside it, a summary is less
    return Entry(
        link=parsed.get("link", ""),
        title=parsed.get("title", ""),
        published=parsed.get("published", ""),
        html=next(filter(None, contents), parsed.get("summary", "")),
    )


class FeedSpider(SourceSpider):
    """A source whose feed holds the texts: an item is read from its entry, never from a page."""

    in_listing = True
    section_ids: re.Pattern[str] | None = None  # the ids of elements that begin a section

    @classmethod
    def listed(cls, page: Page, language: str) -> list[str]:  # noqa: ARG003  one feed, one language
        """Return the canonical addresses of the entries."""
        return [address for url in feed_links(page) if (address := cls.canonical(url))]

    @classmethod
    def items(cls, page: Page) -> list[Item]:
        """Return an item for each entry that can be read; the others are logged."""
        items = []
        for address, found in cls.read_entries(page):
            if isinstance(found, Item):
                items.append(found)
            else:
                log.warning("%s: %s", address, found)
        return items

    @classmethod
    def read_entries(cls, page: Page) -> Iterator[tuple[str, Item | Exception]]:
        """Yield each entry's address with its item, or with what kept it from being read."""
        whole = feed(page)
        for entry in whole.entries:
            address = cls.canonical(page.link(entry.link))
            if address is None:
                continue
            try:
                yield address, cls._item(page, address, entry, whole.built_at)
            except Exception as error:  # noqa: BLE001  one bad entry must not cost the others
                yield address, error

    def write(self, page: Page, *, asked: str) -> bool:  # noqa: ARG002  entries have addresses
        """Write down each entry, and what is due but has left the feed."""
        torn = feed(page).torn
        if torn:
            self.journal.tally.fault("layout", f"{page.address} is torn: its end is missing")
        left = set() if torn else set(self.journal.due)
        for address, found in self.read_entries(page):
            left.discard(address)
            self.journal.asked(address)
            if isinstance(found, Item):
                self.journal.item(found, asked=address)
            else:
                self.journal.drop(address, misread(found))
        for address in sorted(left):
            detail = "no longer in the feed, the only place where its text is read"
            self.journal.drop(address, Loss(reason="left_feed", detail=detail, final=True))
        return True

    @classmethod
    def _item(cls, page: Page, address: str, entry: Entry, built_at: datetime | None) -> Item:
        published = entry.published
        return Item(
            source=cls.name,
            address=address,
            title=read.line(unescape(entry.title)) or None,
            sections=read.sections([read.fragment(entry.html)], cls.section_ids),
            published=read.feed_moment(published, zone=cls.timezone) if published else None,
            seen_at=page.seen_at,
            page=page.digest,
            language=cls.language_of(address),
            genre=cls.genre_of(address),
            as_of=built_at,
        )
