"""Sites nobody wrote, played from their sources' own declarations.

A source says where its listings are, what an entry of one looks like and where an article's
title and text stand; a page that has just that is what its spider expects. It proves wiring.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from urllib.parse import urlsplit

import cssselect.parser as css

from crawlers import catalog
from pipeline.errors import DeclarationError
from runtime.pressroom.answer import HTML, RSS, Answer, missing

VOID = {"meta", "link", "img"}
EXACT = "2023-05-04T10:34:00"  # in an attribute that a selector names without a value
_PLAIN = ("<p", "<h", "<ol", "<ul")  # begins a paragraph that is HTML already

Steps = list[tuple[str, dict[str, str]]]  # elements, the outermost first, with their attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What one address of a source shows, from a moment of the clock on."""

    source: str
    address: str  # as the source writes it
    title: str
    paragraphs: tuple[str, ...]  # HTML where one begins with an element
    published: datetime  # aware
    out: float  # seconds of the clock
    gone: float | None = None  # seconds of the clock; 404 from then on
    edits: Mapping[float, tuple[str, ...]] = field(default_factory=dict)  # clock -> paragraphs

    def __post_init__(self) -> None:
        """Raise DeclarationError for an address that is no article of the source."""
        spider = catalog.spider(self.source)
        if spider.canonical(self.address) != self.address:
            raise DeclarationError(f"{self.address}: no article as {self.source} writes it")

    @property
    def language(self) -> str:
        """The language its address declares."""
        spider = catalog.spider(self.source)
        return spider.language_of(self.address) or spider.languages[0]

    def stands(self, now: float) -> bool:
        """Say whether it is to be seen."""
        return self.out <= now and (self.gone is None or now < self.gone)

    def at(self, now: float) -> tuple[str, ...]:
        """Return its paragraphs at a moment of the clock."""
        made = [self.edits[one] for one in sorted(self.edits) if one <= now]
        return made[-1] if made else self.paragraphs


class DeclaredSites:
    """The sources of some texts; every other address is left to somebody else."""

    def __init__(self, texts: Sequence[Text]) -> None:
        """Learn where each source lists its texts."""
        self._texts = {one.address: one for one in texts}
        sources = {one.source for one in texts}
        self._hosts = {host for one in sources for host in catalog.spider(one).hosts}
        self._listings = {
            url: (source, language, shape)
            for source in sources
            for url, (language, shape) in catalog.listings(source).items()
        }

    def answer(self, url: str, now: float) -> Answer | None:
        """Return what an address gets at a moment of the clock; None: it is none of ours."""
        if (text := self._texts.get(url)) is not None:
            return _page(article(text, now)) if text.stands(now) else missing()
        if (listing := self._listings.get(url)) is None:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            ours = any(host == one or host.endswith(f".{one}") for one in self._hosts)
            return missing() if ours else None
        source, language, shape = listing
        shown = [
            one
            for one in self._texts.values()
            if (one.source, one.language) == (source, language) and one.stands(now)
        ]
        shown.sort(key=lambda one: one.published, reverse=True)
        return _listing(source, shape, shown, now) if shown else missing()


def _page(html: str) -> Answer:
    return Answer(status=200, media_type=HTML, body=html.encode())


def article(text: Text, now: float) -> str:
    """Return an article's page."""
    spider: type[Any] = catalog.spider(text.source)  # Any: attributes differ by shape
    body = _first(spider.body_css)
    paragraphs = list(map(_paragraph, text.at(now)))
    if steps(body)[-1][0] == "p":
        paragraphs = [one.removeprefix("<p>").removesuffix("</p>") for one in paragraphs]
    else:
        paragraphs = ["\n".join(paragraphs)]
    return (
        f'<!DOCTYPE html>\n<html lang="{text.language}"><head><meta charset="utf-8">'
        f'<meta property="article:published_time" content="{text.published.isoformat()}">'
        f"<title>{escape(text.title)}</title></head>\n<body>"
        f"{wrapped(_first(spider.title_css), [escape(text.title)])}\n{wrapped(body, paragraphs)}"
        "</body></html>\n"
    )


def _paragraph(text: str) -> str:
    return text if text.startswith(_PLAIN) else f"<p>{escape(text, quote=False)}</p>"


def _listing(source: str, shape: str, shown: Sequence[Text], now: float) -> Answer:
    """Return a listing in the shape its source declares."""
    spider: type[Any] = catalog.spider(source)  # Any: attributes differ by shape
    if getattr(spider, "link", None):
        return _page(_embedded(spider, shown))
    if spider.in_listing or shape == "feed":
        feed = _feed(spider, shown, now).encode()
        return Answer(status=200, media_type=RSS, body=feed)
    entry = steps(spider.entry_css)
    if entry[-1][0] == "a":
        return _page(
            "".join(wrapped(spider.entry_css, [one.title], {"href": one.address}) for one in shown)
        )
    links = [f'<a href="{escape(one.address)}">{escape(one.title)}</a>' for one in shown]
    return _page(wrapped(spider.entry_css, links))


def _embedded(spider: Any, shown: Sequence[Text]) -> str:  # noqa: ANN401  attributes differ by shape
    """Return a listing whose entries are JSON inside the page."""
    name = spider.link.rpartition("{")[2].partition("}")[0]
    hits: Any = [
        {
            name: one.address.rstrip("/").rpartition("/")[2],
            "title": one.title,
            "locale": one.language,
        }
        for one in shown
    ]
    for key in reversed(spider.hits.split(".")):
        hits = {key: hits}
    data = json.dumps({"component": "Feed", "props": hits}).replace("<", "\\u003c")
    return f'<html><body><script data-page="app" type="application/json">{data}</script></body>'


def _feed(spider: Any, shown: Iterable[Text], now: float) -> str:  # noqa: ANN401  likewise
    """Return a feed, with the whole texts where its source reads them there."""

    def described(one: Text) -> str:
        paragraphs = list(map(_paragraph, one.at(now)))
        return "".join(paragraphs if spider.in_listing else paragraphs[:1])

    entries = "".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(one.address)}</link>"
        f"<pubDate>{format_datetime(one.published)}</pubDate>"
        f"<description>{escape(described(one))}</description></item>\n"
        for one in shown
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(spider.title)}</title>\n{entries}</channel></rss>\n"
    )


def wrapped(selector: str, inside: Sequence[str], attributes: Mapping[str, str] = {}) -> str:
    """Return the elements a selector goes through, the last once around each piece of HTML."""
    *around, last = steps(selector)
    html = "".join(_element(last, one, attributes) for one in inside)
    for step in reversed(around):
        html = _element(step, f"\n{html}\n", {})
    return html


def _first(selectors: str | tuple[str, ...]) -> str:
    return selectors if isinstance(selectors, str) else selectors[0]


def steps(selector: str) -> Steps:
    """Return the elements a selector goes through, the outermost first, with their attributes."""
    return _of_tree(css.parse(selector)[-1].parsed_tree)


def _of_tree(tree: css.Tree) -> Steps:
    if isinstance(tree, css.CombinedSelector):
        return [*_of_tree(tree.selector), *_of_tree(tree.subselector)]
    attributes: dict[str, str] = {}
    while not isinstance(tree, css.Element):
        if isinstance(tree, css.Class):
            attributes["class"] = f"{tree.class_name} {attributes.get('class', '')}".strip()
        elif isinstance(tree, css.Hash):
            attributes["id"] = tree.id
        elif isinstance(tree, css.Attrib):
            attributes[tree.attrib] = (tree.value and tree.value.value) or EXACT
        tree = tree.selector
    return [(tree.element or "div", attributes)]


def _element(step: tuple[str, dict[str, str]], inside: str, more: Mapping[str, str]) -> str:
    name, attributes = step
    written = "".join(f' {one}="{escape(value)}"' for one, value in {**attributes, **more}.items())
    return f"<{name}{written}>" if name in VOID else f"<{name}{written}>{inside}</{name}>"
