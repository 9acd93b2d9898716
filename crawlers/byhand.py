"""What an operator brings by hand: bytes to pages, words to moments. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from parsel import Selector
from w3lib.encoding import html_body_declared_encoding

from crawlers import catalog, read
from crawlers.page import Page
from crawlers.section import plain_sections
from pipeline.errors import CallError, ItemError, PageError
from pipeline.item import Item, Moment

_HTML = re.compile(rb"(?i)\s*(<!doctype html|<html|<\?xml|<!--|<head|<body|<article|<div|<p\b)")
_FORMS = "write 2023-05-05, or 2023-05-05T14:30+04:00 with its offset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One text brought by hand, with what the operator says of it."""

    body: bytes
    media_type: str
    item: Item


def media_type(name: str, body: bytes) -> str:
    """Return the type and charset of a file's bytes: UTF-8, or what HTML declares.

    Raise ItemError naming the file and the offset that cannot be decoded.
    """
    kind = "text/html" if _HTML.match(body.removeprefix(b"\xef\xbb\xbf")) else "text/plain"
    declared = html_body_declared_encoding(body) if kind == "text/html" else None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared in {None, "utf-8"}:
            raise ItemError(f"{name}: no UTF-8 at offset {error.start}; convert it") from error
    else:
        return f"{kind}; charset=utf-8"
    assert declared is not None
    try:
        body.decode(declared)
    except UnicodeDecodeError as error:
        raise ItemError(f"{name}: no {declared} at offset {error.start}; convert it") from error
    return f"{kind}; charset={declared}"


def moment(published: str, zone: str) -> Moment:
    """Return the moment an operator names; raise CallError naming the forms it can have."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", published):
            at = datetime.combine(date.fromisoformat(published), time(), ZoneInfo(zone))
            return Moment(at=at, precision="day", zone=zone)
        at = datetime.fromisoformat(published)
        if at.tzinfo is None:
            raise CallError(f"published {published!r} has no offset; {_FORMS}")
        return Moment(at=at.astimezone(ZoneInfo(zone)), precision="minute", zone=zone)
    except (ValueError, OverflowError) as error:
        raise CallError(f"published {published!r} is no moment; {_FORMS}") from error


def declared_address(body: bytes) -> str | None:
    """Return the address an HTML page declares as its own, if it does."""
    selector = Selector(body=body, type="html")
    links = selector.css("link[rel=canonical]::attr(href), meta[property='og:url']::attr(content)")
    return links.get()


def brought(  # noqa: PLR0913  what an operator can say of a text
    body: bytes,
    *,
    media_type: str,
    source: str,
    url: str,
    now: datetime,
    published: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Brought:
    """Return a text with its item; HTML goes through the source's extractor.

    Raise CallError for an address or a moment that is none, ItemError for an unreadable text.
    """
    spider = catalog.spider(source)
    address = spider.canonical(url)
    if address is None:
        raise CallError(f"{url!r} is no address of an article of {source}; --source manual")
    page = Page(address=address, body=body, media_type=media_type, seen_at=now)
    try:
        if media_type.startswith("text/plain"):
            item = Item(
                source=source,
                address=address,
                title=None,
                sections=plain_sections(page.text),
                published=None,
                seen_at=now,
                page=page.digest,
                language=spider.language_of(address),
                genre=spider.genre_of(address),
                edition=spider.edition_of(address),
            )
        else:
            item = _one(spider.items(page))
    except PageError as error:
        raise ItemError(f"{url}: {error}") from error
    return Brought(
        body=body,
        media_type=media_type,
        item=replace(
            item,
            title=read.line(title) if title else item.title,
            published=moment(published, spider.timezone) if published else item.published,
            language=language or item.language,
        ),
    )


def _one(items: list[Item]) -> Item:
    if len(items) != 1:
        raise PageError(f"{len(items)} articles where one was expected")
    return items[0]
