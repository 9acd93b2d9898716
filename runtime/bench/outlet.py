"""The site of an outlet of our making: what it answers at a moment, in its shape of access."""

import gzip
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

from markupsafe import escape

from runtime.bench.shapes import SITE, Shape
from runtime.bench.world import DECLARED, REDESIGNED, Text, World

_FAILS = 0.01  # of the requests
_HTML, _JSON, _RSS = "text/html; charset=utf-8", "application/json", "application/rss+xml"
Answered = tuple[int, Mapping[str, str], bytes]  # status, headers, body

_NOT_HERE: Answered = (
    404,
    {"Content-Type": _HTML},
    b"<html><body><h1>Not here</h1><p>There is <a href='/'>more</a>.</p></body></html>",
)


@dataclass(slots=True, kw_only=True)
class Outlet:
    """The site; `now` is set from outside."""

    world: World
    shape: Shape
    chance: random.Random
    entries: int  # of a page of a listing, or of all there is where it has no pages
    now: datetime
    shown: set[int] = field(default_factory=set)  # numbers of texts, in listings we could read

    def answer(self, url: str, headers: Mapping[str, str]) -> Answered:
        """Answer a request; raise ConnectionRefusedError when nobody does."""
        outage = self.world.outage(self.now)
        if outage == 0:
            raise ConnectionRefusedError(url)
        if outage == 1 or self.chance.random() < _FAILS:
            return 503, {"Content-Type": _HTML}, b"Later"
        parts = urlsplit(url)
        if parts.path.startswith("/news/"):
            return self._article(parts.path.removeprefix("/news/"))
        if parts.path.startswith("/day/") and self.shape.archive == "/day":
            return self._day(parts.path.removeprefix("/day/"))
        if parts.path not in self.shape.paths(self.now):
            return _NOT_HERE
        if parts.path == "/sitemap.xml":
            return self._sitemap()
        feeds = {"/feed": "feed", "/rss.xml": "feed", "/archive": "archive"}
        kind = feeds.get(parts.path, self.shape.listing)
        number = int(parse_qs(parts.query).get("page", [str(self.shape.first)])[0])
        return self._listing(kind, number - self.shape.first, headers.get("If-None-Match"))

    @property
    def _is_new(self) -> bool:
        return self.now >= REDESIGNED

    def _article(self, slug: str) -> Answered:
        text = self.world.by_slug.get(slug)
        if text is None or text.at > self.now:
            return _NOT_HERE
        if (today := text.slug(self.now)) != slug:
            return 301, {"Location": f"/news/{today}"}, b""
        page = _shell(text, self.now) if self.shape.in_json else self._page(text)
        return 200, {"Content-Type": _HTML}, page.encode()

    def _page(self, text: Text) -> str:
        title, day = escape(text.title(self.now)), text.day.date()
        body = "".join(f"<p>{escape(one)}</p>" for one in text.paragraphs)
        if self._is_new:
            told = f"<h2 class='headline'>{title}</h2><i class='day'>{day}</i>"
            return _html(title, f"{told}<div class='story'>{body}</div>")
        told = f"<h1>{title}</h1><time datetime='{day}'>{day}</time>"
        return _html(title, f"{told}<div class='text'>{body}</div>")

    def _listing(self, kind: str, page: int, tag: str | None) -> Answered:
        """Return a page of a listing, counted from 0."""
        if kind == "feed" or not self.shape.is_whole:
            shown = self.world.newest(self.now, self.entries)
        else:
            shown = self.world.order(self.now)[page * self.entries :][: self.entries]
        pinned = self.world.pinned(self.now)
        shown = [*(() if page else pinned), *(one for one in shown if one not in pinned)]
        if not self._is_new or self.now >= DECLARED:
            self.shown.update(one.number for one in shown)
        if kind == "posts" and page and not shown:
            return 400, {"Content-Type": _JSON}, b"{}"
        media_type, body = {
            "html": self._entries,
            "archive": self._entries,
            "inertia": self._embedded,
            "api": self._hits,
            "posts": self._posts,
            "feed": self._feed,
        }[kind](shown)
        if kind in {"html", "archive"}:  # this one sends no validators
            return 200, {"Content-Type": media_type}, body.encode()
        own = f'"{sha256(body.encode()).hexdigest()[:16]}"'
        if tag == own:
            return 304, {"ETag": own}, b""
        return 200, {"Content-Type": media_type, "ETag": own}, body.encode()

    def _day(self, path: str) -> Answered:
        """Return the page of a day: what carries it; none where nothing does."""
        of = [one for one in self.world.published(self.now) if f"{one.day:%Y/%m/%d}" == path]
        if not of:
            return _NOT_HERE
        media_type, body = self._entries(of)
        return 200, {"Content-Type": media_type}, body.encode()

    def _sitemap(self) -> Answered:
        """Return a sitemap of everything, gzipped, in no order."""
        entry = "<url><loc>{}/news/{}</loc><lastmod>{}</lastmod></url>"
        some = self.world.published(self.now)
        named = self.chance.sample(some, len(some))
        entries = (entry.format(SITE, one.slug(self.now), one.day.date()) for one in named)
        schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
        body = f"<?xml version='1.0'?><urlset xmlns='{schema}'>{''.join(entries)}</urlset>"
        return 200, {"Content-Type": "application/xml"}, gzip.compress(body.encode(), mtime=0)

    def _entries(self, shown: Sequence[Text]) -> tuple[str, str]:
        mark = "card" if self._is_new else "entry"
        entry = "<li class='{}'><a href='/news/{}?utm_source=list'>{}</a> <i>{}</i></li>"
        entries = (
            entry.format(mark, one.slug(self.now), escape(one.title(self.now)), one.day.date())
            for one in shown
        )
        return _HTML, _html("News", f"<ul>{''.join(entries)}</ul>")

    def _rows(self, shown: Sequence[Text]) -> list[dict[str, Any]]:
        return [
            {"slug": one.slug(self.now), "title": one.title(self.now), "day": str(one.day.date())}
            for one in shown
        ]

    def _embedded(self, shown: Sequence[Text]) -> tuple[str, str]:
        rows = self._rows(shown)
        props = {"news": {"items": rows}} if self._is_new else {"feed": {"data": {"hits": rows}}}
        return _HTML, _html("News", _data(props))

    def _hits(self, shown: Sequence[Text]) -> tuple[str, str]:
        rows = self._rows(shown)
        return _JSON, json.dumps({"data": {"articles": rows}} if self._is_new else {"hits": rows})

    def _posts(self, shown: Sequence[Text]) -> tuple[str, str]:
        return _JSON, json.dumps(
            [
                {
                    "guid": {"rendered": f"{SITE}/?p={one.number}"},
                    "link": f"{SITE}/news/{one.slug(self.now)}",
                    "title": {"rendered": one.title(self.now)},
                    "date_gmt": f"{one.day:%Y-%m-%dT%H:%M:%S}",
                    "content": {"rendered": "".join(f"<p>{told}</p>" for told in one.paragraphs)},
                }
                for one in shown
            ]
        )

    def _feed(self, shown: Sequence[Text]) -> tuple[str, str]:
        entries = "".join(self._entry(one) for one in shown)
        channel = f"<channel><title>News</title><link>{SITE}</link>{entries}</channel>"
        return _RSS, f"<?xml version='1.0'?><rss version='2.0'>{channel}</rss>"

    def _entry(self, text: Text) -> str:
        """Return an entry of a feed: one guid in three is missing, another says nothing."""
        guid = ("", "<guid>0</guid>", f"<guid>{text.number}</guid>")[text.number % 3]
        told = escape("".join(f"<p>{one}</p>" for one in text.paragraphs))
        return (
            f"<item><title>{escape(text.title(self.now))}</title>{guid}"
            f"<link>{SITE}/news/{text.slug(self.now)}</link>"
            f"<pubDate>{format_datetime(text.day)}</pubDate><description>{told}</description></item>"
        )


def _html(title: str, body: str) -> str:
    head = f"<head><title>{title}</title></head>"
    return f"<html lang='en'>{head}<body><nav><a href='/'>Home</a></nav>{body}</body></html>"


def _shell(text: Text, now: datetime) -> str:
    content = "".join(f"<p>{one}</p>" for one in text.paragraphs)
    seconds = int(text.day.timestamp())
    article = {"title": text.title(now), "content": content, "published_at": seconds}
    return _html(text.title(now), _data({"article": article}))


def _data(props: Mapping[str, Any]) -> str:
    embedded = json.dumps({"props": props})
    return f"<script data-page='app' type='application/json'>{embedded}</script>"
