"""What an operator brings by hand: bytes to pages, words to moments. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parsel import Selector
from w3lib.encoding import html_body_declared_encoding

from crawlers import catalog, read
from crawlers.page import Page
from crawlers.section import plain_sections
from pipeline.errors import CallError, ItemError, PageError
from pipeline.item import CHANNELS, Item, Moment, Spoken

_HTML = re.compile(rb"(?i)\s*(<!doctype html|<html|<\?xml|<!--|<head|<body|<article|<div|<p\b)")
_FORMS = "write 2023-05-05, or 2023-05-05T14:30+04:00 with its offset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What an operator says of a text, each in the operator's own words; None: nothing."""

    url: str | None = None  # where it stands
    title: str | None = None
    language: str | None = None  # ISO 639-1
    published: str | None = None  # see `moment`
    zone: str | None = None  # IANA name, of the moments; None: the source's
    speaker: str | None = None  # whose own words it is; None: not said, as of an article
    channel: str | None = None  # of CHANNELS, where the speaker spoke
    party: str | None = None  # whom the speaker speaks for
    said: str | None = None  # see `moment`


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


def moment(name: str, value: str | None, zone: str) -> Moment | None:
    """Return the moment an operator names, if any; raise CallError with the forms it can have."""
    if not value:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            at = datetime.combine(date.fromisoformat(value), time(), ZoneInfo(zone))
            return Moment(at=at, precision="day", zone=zone)
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise CallError(f"{name} {value!r} has no offset; {_FORMS}")
        return Moment(at=at.astimezone(ZoneInfo(zone)), precision="minute", zone=zone)
    except (ValueError, OverflowError) as error:
        raise CallError(f"{name} {value!r} is no moment; {_FORMS}") from error


def declared_address(body: bytes) -> str | None:
    """Return the address an HTML page declares as its own, if it does."""
    selector = Selector(body=body, type="html")
    links = selector.css("link[rel=canonical]::attr(href), meta[property='og:url']::attr(content)")
    return links.get()


def brought(  # noqa: PLR0913  what it is, what is said of it, and to whom
    body: bytes,
    *,
    media_type: str,
    source: str,
    caption: Caption,
    parties: Collection[str],
    now: datetime,
) -> Brought:
    """Return a text with its item; HTML goes through the source's extractor.

    Raise CallError for an address, a moment or a speaker's facts that are none, ItemError for an
    unreadable text.
    """
    spider = catalog.spider(source)
    address = spider.canonical(caption.url or "")
    if address is None:
        raise CallError(
            f"{caption.url!r} is no address of an article of {source}; --source manual"
        )
    zone = _zone(caption.zone) if caption.zone else spider.timezone
    spoken = _spoken(caption, source, parties, zone)
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
        raise ItemError(f"{caption.url}: {error}") from error
    return Brought(
        body=body,
        media_type=media_type,
        item=replace(
            item,
            title=read.line(caption.title) if caption.title else item.title,
            published=moment("published", caption.published, zone) or item.published,
            language=caption.language or item.language,
            genre=next((one for one in CHANNELS if one == caption.channel), item.genre),
            spoken=spoken,
        ),
    )


def _spoken(caption: Caption, source: str, parties: Collection[str], zone: str) -> Spoken | None:
    """Return whose words a text is said to be; None when nobody says so."""
    if caption.speaker is None:
        given = [one for one in ("channel", "party", "said") if getattr(caption, one) is not None]
        if given:
            raise CallError(f"{given[0]} is told of a speaker's own words; give the speaker too")
        return None
    if source != catalog.MANUAL:
        raise CallError(f"{source} says itself who speaks; give a speaker with --source manual")
    if caption.channel not in CHANNELS:
        raise CallError(f"channel {caption.channel!r} is none of {', '.join(CHANNELS)}")
    if caption.party is not None and caption.party not in parties:
        raise CallError(f"party {caption.party!r} is none of {', '.join(sorted(parties))}")
    speaker = read.line(caption.speaker)
    if not speaker:
        raise CallError("the speaker's name is blank")
    return Spoken(speaker=speaker, party=caption.party, said=moment("said", caption.said, zone))


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CallError(f"zone {name!r} is none of IANA's, such as Asia/Yerevan") from error


def _one(items: list[Item]) -> Item:
    if len(items) != 1:
        raise PageError(f"{len(items)} articles where one was expected")
    return items[0]
