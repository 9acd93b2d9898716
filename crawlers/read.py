"""Reading a page: title and paragraphs from selectors. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Literal

from lxml.etree import _Element
from parsel import Selector

from crawlers.page import readable
from pipeline.errors import PageError

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
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = _HEADINGS | {"b", "strong"}

Piece = tuple[Literal["text", "line", "block", "id", "bold", "link"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to another place of the same page."""

    to: str  # the fragment
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, with what its markup tells of it."""

    text: str
    ids: tuple[str, ...] = ()  # of elements that began in it or since the one before
    bold: str = ""  # the words in bold it opens with; all of them in a heading
    links: tuple[Link, ...] = ()  # when it is nothing but links within the page

    @property
    def is_heading(self) -> bool:
        """Whether all of it is bold, or a heading."""
        return self.bold == self.text


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool
    link: str


def line(value: str) -> str:
    """Return text in NFC with single blanks, and without what cannot be seen."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", value)).split())


def fragment(html: str) -> Selector:
    """Return a selector on bare HTML, such as the description of a feed's entry.

    Raise TooBigError as `readable` does.
    """
    whole = (
        readable(html).encode("utf-8", "replace").decode()
    )  # half a letter, as JSON can escape it
    return Selector(text=f"<body>{whole}</body>", type="html")


def title(nodes: Sequence[Selector]) -> str:
    """Return the one title; raise PageError when there is none, or more."""
    found = [text for node in nodes if (text := " ".join(paragraphs([node])))]
    if len(found) != 1:
        raise PageError(f"{len(found)} titles where one was declared: {found[:3]!r:.200}")
    return found[0]


def paragraphs(nodes: Iterable[Selector]) -> list[str]:
    """Return the paragraphs below some nodes, in order, none empty."""
    return [one.text for one in marked_paragraphs(nodes)]


def plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of plain text; they end at blank lines, or else at lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blank = re.search(r"\n[^\S\n]*\n", text)
    parts = re.split(r"\n[^\S\n]*\n", text) if blank else text.split("\n")
    return [paragraph for part in parts if (paragraph := line(part))]


def marked_paragraphs(
    nodes: Iterable[Selector], without: Collection[_Element] = ()
) -> Iterator[Paragraph]:
    """Yield the paragraphs below some nodes, none empty, leaving out what is below others."""
    roots = [node.root for node in nodes]
    chosen = set(roots)
    ids: list[str] = []
    for root in roots:
        if any(parent in chosen or parent in without for parent in root.iterancestors()):
            continue  # its text comes with its ancestor's, or is left out with it
        runs: list[_Run] = []
        lines, bold, link = 0, 0, ""  # line breaks in a row, elements in bold around, fragment
        for kind, value in [*_pieces(root, without), ("block", "")]:
            if kind == "id":
                ids.append(value)
            elif kind == "bold":
                bold += 1 if value else -1
            elif kind == "link":
                link = value
            elif kind == "text":
                runs.append(_Run(value, bold > 0, link))
                lines = 0 if value.strip() else lines
            elif kind == "line" and lines == 0:
                runs.append(_Run(" ", bold > 0, link))
                lines = 1
            elif text := _text(runs):  # a block's edge, or a second line break
                yield Paragraph(text=text, ids=tuple(ids), bold=_opening(runs), links=_links(runs))
                runs, ids, lines = [], [], 0


def _text(runs: Iterable[_Run]) -> str:
    return line("".join(run.text for run in runs))


def _opening(runs: Sequence[_Run]) -> str:
    """Return the words in bold that stand first."""
    return _text(takewhile(lambda run: run.bold or not run.text.strip(), runs))


def _links(runs: Sequence[_Run]) -> tuple[Link, ...]:
    """Return the links within the page, when there is nothing else."""
    if not any(run.link for run in runs):
        return ()
    written = [run for run in runs if line(run.text)]
    if not all(run.link for run in written):
        return ()
    linked = groupby(written, attrgetter("link"))
    return tuple(Link(to=to.lstrip("#"), words=_text(of)) for to, of in linked)


def _pieces(root: _Element, left_out: Collection[_Element]) -> Iterator[Piece]:
    """Yield texts, line breaks, edges of blocks, of bold and of links, and ids.

    Without recursion: pages may be deep.
    """
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        node, ended = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""  # comments have none
        yield from _edge(node, tag, ended=ended)
        if ended:
            if node is not root and node.tail:
                yield "text", node.tail
            continue
        stack.append((node, True))
        if tag == "br":
            yield "line", ""
        if not tag or tag in _SILENT or node in left_out:
            continue
        if mark := node.get("id") or (node.get("name") if tag == "a" else None):
            yield "id", mark
        if node.text:
            yield "text", node.text
        stack.extend((child, False) for child in node.iterchildren(reversed=True))


def _edge(node: _Element, tag: str, *, ended: bool) -> Iterator[Piece]:
    """Yield what begins or ends with an element; the value of what ends is empty."""
    if tag in _BLOCKS:
        yield "block", ""
    if tag in _BOLD:
        yield "bold", "" if ended else tag
    if tag == "a" and node.get("href", "").startswith("#"):
        yield "link", "" if ended else node.get("href", "")
