"""Sites nobody wrote for the press room: the saved pages of the tests, at their addresses.

A source's listings and feeds answer with the page saved of their shape and language; whatever is
an article of it answers with the article saved in its language, under a title of its own.
Faults are planted in some of them (faults.toml), one of each outcome a crawl can end with.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from crawlers import catalog
from pipeline.errors import DeclarationError
from runtime.pressroom.answer import HTML, Answer, missing, robots

FAULTS = Path(__file__).resolve().parent / "faults.toml"
KINDS = ("blocked", "unreachable", "layout", "robots", "gap")
_CHALLENGE = b"<html><head><title>Just a moment...</title></head><body></body></html>"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with a source, from when to when."""

    source: str
    kind: str  # one of KINDS
    after: float  # seconds of the clock
    until: float  # seconds of the clock

    def __post_init__(self) -> None:
        """Raise DeclarationError for a source or a kind there is not."""
        if self.source not in catalog.names() or self.kind not in KINDS:
            raise DeclarationError(f"{FAULTS.name}: {self.source}: {self.kind}: no such fault")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A page as the tests keep it."""

    language: str
    shape: str
    title: str | None  # of an article
    listed: tuple[str, ...]
    media_type: str
    body: bytes


class SavedSites:
    """Every source there are saved pages of."""

    def __init__(self, folder: Path) -> None:
        """Find the pages and plan the faults; raise DeclarationError for a wrong one."""
        self._pages: dict[str, list[SavedPage]] = {}
        for source, page in _pages(folder):
            self._pages.setdefault(source, []).append(page)
        crawled = [name for name in self._pages if name in catalog.names()]
        self._listings = {name: catalog.listings(name) for name in crawled}
        self._faults = {one.source: one for one in planted()}

    def answer(self, url: str, now: float) -> Answer | None:
        """Return what an address gets at a moment of the clock; None closes the connection."""
        parts = urlsplit(url)
        source = self._source_of(url, parts.hostname or "")
        if source is None:
            return missing()
        fault = self._faults.get(source)
        kind = fault.kind if fault and fault.after <= now < fault.until else None
        if parts.path == "/robots.txt":
            return robots("/") if kind == "robots" else missing()
        if kind == "unreachable":
            return None
        if kind == "blocked":
            return Answer(status=403, media_type=HTML, body=_CHALLENGE)
        return self._page(source, url, kind, 1 + int(now))

    def _source_of(self, url: str, host: str) -> str | None:
        """Return whose address it is: hosts are shared, so listings and articles come first."""
        at_host = [name for name in self._listings if _is_on(host, catalog.spider(name).hosts)]
        listing = (name for name in at_host if url in self._listings[name])
        article = (name for name in at_host if catalog.spider(name).canonical(url))
        return next(chain(listing, article, at_host), None)

    def _page(self, source: str, url: str, kind: str | None, step: int) -> Answer:
        listing = self._listings[source].get(url)
        if listing is not None:
            page = self._listing(source, *listing)
            if kind == "layout":
                return Answer(status=200, media_type=HTML, body=b"<html><body>New!</body></html>")
            if page is None:
                return missing()
            body = renumbered(page, step) if kind == "gap" else page.body
            return Answer(status=200, media_type=page.media_type, body=body)
        spider = catalog.spider(source)
        address = spider.canonical(url)
        language = spider.language_of(address) if address else None
        page = self._saved(source, language=language or "", shape="article")
        if page is None or address is None:
            return missing()
        return Answer(status=200, media_type=page.media_type, body=retitled(page, address))

    def _listing(self, source: str, language: str, shape: str) -> SavedPage | None:
        """Return the listing saved of a shape; where texts stand in it, whatever it is called."""
        return self._saved(source, language=language, shape=shape) or next(
            (one for one in self._pages[source] if one.language == language and one.listed), None
        )

    def _saved(self, source: str, *, language: str, shape: str) -> SavedPage | None:
        pages = self._pages[source]
        return next((o for o in pages if (o.language, o.shape) == (language, shape)), None)


def planted() -> list[Fault]:
    """Return the faults of faults.toml; raise DeclarationError for a wrong one."""
    return [Fault(**one) for one in tomllib.loads(FAULTS.read_text(encoding="utf-8"))["fault"]]


def retitled(page: SavedPage, address: str) -> bytes:
    """Return an article under a title that names its address's number: no two are one text."""
    numbers = _NUMBER.findall(address)
    if not page.title or not numbers:
        return page.body
    plain = page.title.encode()
    return page.body.replace(plain, plain + f" ({numbers[-1]})".encode())


def renumbered(page: SavedPage, step: int) -> bytes:
    """Return a listing whose every address is another one: it rolled over while we were away."""
    body = page.body
    for address in page.listed:
        numbers = _NUMBER.findall(address)
        if numbers:
            other = str(int(numbers[-1]) + step).encode()
            body = body.replace(numbers[-1].encode(), other)
    return body


def _is_on(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _pages(folder: Path) -> Iterator[tuple[str, SavedPage]]:
    for expectation in sorted(folder.glob("*.*.*.json")):
        if expectation.name.endswith(".answer.json"):
            continue
        source, language, shape = expectation.name.split(".")[:3]
        [path] = [
            one for one in folder.glob(f"{source}.{language}.{shape}.*") if one != expectation
        ]
        given = json.loads(expectation.read_text(encoding="utf-8"))
        title = given["items"][0]["title"] if given["items"] else None
        yield (
            source,
            SavedPage(
                language=language,
                shape=shape,
                title=title,
                listed=tuple(given.get("listed", ())),
                media_type=given["media_type"],
                body=path.read_bytes(),
            ),
        )
