"""Reading a page: title, paragraphs, sections and moments from selectors. Pure."""

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo

from lxml.etree import _Element
from parsel import Selector

from pipeline.errors import PageError
from pipeline.item import Moment, Section

log = logging.getLogger(__name__)

Order = Literal["DMY", "MDY", "YMD"]

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_SILENT = frozenset({
    "button", "head", "iframe", "input", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea",
})
# fmt: on
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2060\ufeff]"  # soft hyphen, zero width space, marks, joiner, BOM
    "|[\x00-\x08\x0e-\x1b\x7f]"  # control characters that are no blanks
    "|(?<![\u0600-\u06ff])[\u200c\u200d]"  # zero width joiners, which only Arabic script needs
    "|[\u200c\u200d](?![\u0600-\u06ff])"
)
_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ].+)?")
_YEAR_MARK = re.compile(r"(\d{4})\s*թ[.\u2024]?(?=\W)")  # Armenian "2026 թ."

Piece = tuple[Literal["text", "line", "block", "id"], str]


def line(value: str) -> str:
    """Return text in NFC with single blanks, and without what cannot be seen."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", value)).split())


def fragment(html: str) -> Selector:
    """Return a selector on bare HTML, such as the description of a feed's entry."""
    whole = html.encode("utf-8", "replace").decode()  # half a letter, as JSON can escape it
    return Selector(text=f"<body>{whole}</body>", type="html")


def title(nodes: Sequence[Selector]) -> str:
    """Return the one title; raise PageError when there is none, or more."""
    found = [text for node in nodes if (text := " ".join(paragraphs([node])))]
    if len(found) != 1:
        raise PageError(f"{len(found)} titles where one was declared: {found[:3]!r:.200}")
    return found[0]


def paragraphs(nodes: Iterable[Selector]) -> list[str]:
    """Return the paragraphs below some nodes, in order, none empty."""
    return [text for text, _ in _paragraphs(nodes)]


def sections(nodes: Iterable[Selector], ids: re.Pattern[str] | None = None) -> tuple[Section, ...]:
    """Return the whole as one section, or one from each element whose id `ids` knows.

    Raise PageError when there is not a single paragraph.
    """
    parts: list[tuple[str, list[str]]] = [("", [])]
    for text, marks in _paragraphs(nodes):
        anchor = next((mark for mark in marks if ids and ids.fullmatch(mark)), None)
        if anchor is not None:
            parts.append((anchor, []))
        parts[-1][1].append(text)
    found = tuple(Section(text="\n\n".join(texts), anchor=id_) for id_, texts in parts if texts)
    if not found:
        raise PageError("not a single paragraph where they were declared")
    return found


def plain_sections(text: str) -> tuple[Section, ...]:
    """Return plain text as one section; its paragraphs end at blank lines, or else at lines.

    Raise PageError when there is nothing to read.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = (
        re.split(r"\n[^\S\n]*\n", text) if re.search(r"\n[^\S\n]*\n", text) else text.split("\n")
    )
    found = [paragraph for part in parts if (paragraph := line(part))]
    if not found:
        raise PageError("no text")
    return (Section(text="\n\n".join(found)),)


def moment(text: str, *, zone: str, language: str, order: Order = "DMY") -> Moment | None:
    """Return the moment a source writes in its own words, or None with a warning.

    Day, month and year must all be there: nothing is taken from today's date.
    """
    text = line(text)
    parsed = _iso(text) if _ISO.fullmatch(text) else _in_words(text, language, order)
    if parsed is None:
        log.warning("no moment, left out: %.80r (%s, %s)", text, language, order)
        return None
    at = parsed.replace(tzinfo=ZoneInfo(zone)) if parsed.tzinfo is None else parsed
    at = at.astimezone(ZoneInfo(zone))
    return Moment(at=at, precision="minute" if _TIME.search(text) else "day", zone=zone)


def feed_moment(text: str, *, zone: str) -> Moment | None:
    """Return the moment of a date in RSS (RFC 822) or Atom (ISO 8601), or None with a warning."""
    if _ISO.fullmatch(text):
        return moment(text, zone=zone, language="")
    at = feed_clock(text)
    if at is None:
        return None
    return Moment(at=at.astimezone(ZoneInfo(zone)), precision="minute", zone=zone)


def feed_clock(text: str) -> datetime | None:
    """Return a feed's date as an aware datetime, or None with a warning."""
    try:
        at = datetime.fromisoformat(text) if _ISO.fullmatch(text) else parsedate_to_datetime(text)
    except ValueError:
        log.warning("no date of a feed, left out: %.80r", text)
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # "-0000": UTC, its zone unknown


def unix_moment(seconds: object, *, zone: str) -> Moment | None:
    """Return the moment some Unix seconds name, or None with a warning."""
    try:
        at = datetime.fromtimestamp(int(str(seconds)), ZoneInfo(zone))
    except (ValueError, OverflowError, OSError):
        log.warning("no Unix seconds, left out: %.80r", seconds)
        return None
    return Moment(at=at, precision="minute", zone=zone)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _in_words(text: str, language: str, order: Order) -> datetime | None:
    from dateparser import parse  # noqa: PLC0415  a tenth of a second that feeds never need

    return parse(
        _YEAR_MARK.sub(r"\1", text),
        languages=[language],
        settings={
            "DATE_ORDER": order,
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
        },
    )


def _paragraphs(nodes: Iterable[Selector]) -> Iterator[tuple[str, list[str]]]:
    """Yield each paragraph with the ids met in it or since the one before."""
    roots = [node.root for node in nodes]
    chosen = set(roots)
    ids: list[str] = []
    for root in roots:
        if any(parent in chosen for parent in root.iterancestors()):
            continue  # its text comes with its ancestor's
        texts: list[str] = []
        lines = 0
        for kind, value in [*_pieces(root), ("block", "")]:
            if kind == "id":
                ids.append(value)
            elif kind == "text":
                texts.append(value)
                lines = 0 if value.strip() else lines
            elif kind == "line" and lines == 0:
                texts.append(" ")
                lines = 1
            elif text := line("".join(texts)):  # a block's edge, or a second line break
                yield text, ids
                texts, ids, lines = [], [], 0


def _pieces(root: _Element) -> Iterator[Piece]:
    """Yield texts, line breaks, edges of blocks and ids; without recursion, pages may be deep."""
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        node, ended = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""  # comments have none
        if tag in _BLOCKS:
            yield "block", ""
        if ended:
            if node is not root and node.tail:
                yield "text", node.tail
            continue
        stack.append((node, True))
        if tag == "br":
            yield "line", ""
        if not tag or tag in _SILENT:
            continue
        if mark := node.get("id") or (node.get("name") if tag == "a" else None):
            yield "id", mark
        if node.text:
            yield "text", node.text
        stack.extend((child, False) for child in node.iterchildren(reversed=True))
