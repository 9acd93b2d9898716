"""Walls: what a server answers instead of a page, told from pages by what vendors document. Pure.

A wall is recognised, and named; it is never worked around.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.http import Response

from crawlers.charset import decoded

_FILE = Path(__file__).with_name("walls.toml")
_SUCCESSES, _REDIRECTS = range(200, 300), range(300, 400)  # HTTP statuses
_FAILURE = 500  # and above
_OF_HOST_STATUSES = frozenset({428, 429})
_OF_HOST = frozenset({"challenge", "captcha", "cookies", "maintenance"})  # not of one page alone
_NO_ANSWER = frozenset({404, 410})  # say what they say, with whatever form beside it
_LARGE = 64 * 1024  # bytes; a wall that is as long is known by its markup alone
_LARGEST = 1024 * 1024  # bytes
_DATA = (b"application/json", b"data-page")  # of pages that are drawn by their script
_MUCH = 1500  # characters to be seen; who explains a wall at length needs fewer
_LONG = 1000  # characters to be seen, and
_LINKS = 1  # link: an article stands between more of them
_LITTLE = 300  # characters to be seen; an article, or the menu of a site, has more
_NOTICE = 150  # characters to be seen: a title, and that one has to log in
_BARE = 120  # characters to be seen beside a script that may be a challenge's
_NONE = 40  # characters to be seen: a name, a spinner's "Loading..."
_MARKUP = re.compile(  # linear: what does not end is taken to the end
    r"(?i)<(script|style|noscript|title|template)\b[^<]*+(?:<(?!/\1\s*>)[^<]*+)*+(?:</\1\s*>|\Z)"
    r"|<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)|<[^>]*(?:>|\Z)"
)
_ASIDE = re.compile(r"(?is)<(?:title|noscript)\b[^>]*>(.*?)(?:</(?:title|noscript)\s*>|\Z)")
_TAG = re.compile(r"<[^>]*(?:>|\Z)")
_REFRESH = re.compile(r"(?i)http-equiv=[\"']?refresh[^>]*\d\s*;")
_MOVES = re.compile(r"document\.cookie|location\s*=|location\.(href|reload|replace|assign)")
_PASSWORD = re.compile(r"(?i)<input[^>]+type=[\"']?password")
_LOGIN = re.compile(r"(?i)/(login|log-in|signin|sign-in|auth|giris|connexion)(/|\.\w+)?$")
_ARTICLE = re.compile(  # how pages tell machines that they hold an article
    r"(?i)<article\b|<time\b|itemprop=[\"']?articlebody|article:published_time|\"datepublished\""
    r"|og:type[\"'][^>]{0,40}article|\"@type\"\s*:\s*\"\w*article\""
)
_TEXT = re.compile(r"(?i)^\s*(text/(html|plain)|application/xhtml)")


@dataclass(frozen=True, slots=True)
class Sign:
    """By what a wall was known."""

    words: str  # goes on "<host> answered ..."
    of_host: bool  # it stands before the whole host; otherwise perhaps before this page alone

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing at all."""
        return self.words == _EMPTY


@dataclass(frozen=True, slots=True)
class _Known:
    refusals: frozenset[int]
    headers: Mapping[str, re.Pattern[str]]
    marks: tuple[bytes, ...]  # in lower case
    openings: re.Pattern[str]
    ambiguous: Mapping[str, tuple[bytes, ...]]
    words: Mapping[str, re.Pattern[str]]
    lines: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of a page is to be seen."""

    html: str
    pieces: list[str]  # between its tags
    length: int  # characters of the pieces

    @property
    def aside(self) -> list[str]:
        """What its title says, and what is said where no script runs."""
        return _pieces(_BREAK.join(_TAG.sub(" ", one) for one in _ASIDE.findall(self.html)))

    @property
    def said(self) -> str:
        """All it says, folded."""
        return folded(" ".join((*self.pieces, *self.aside)))

    def opens(self, openings: re.Pattern[str]) -> bool:
        """Return whether one of its pieces begins in one of some ways."""
        return any(openings.match(folded(one)) for one in self.pieces)

    @property
    def is_article(self) -> bool:
        """Whether it holds an article, by what it tells machines."""
        return _ARTICLE.search(self.html) is not None


def sign(response: Response) -> Sign | None:
    """Return by what an answer is a wall, None when it is a page, or says why there is none."""
    if told := _sign_of_head(response):
        return told
    if response.status in _NO_ANSWER or response.status in _REDIRECTS:
        return None
    if response.status in _SUCCESSES and not response.body.strip():
        return Sign(_EMPTY, of_host=False)
    return _sign_of_body(response)


def _sign_of_head(response: Response) -> Sign | None:
    """Return by what status and headers make an answer a wall."""
    known = _known()
    if response.status in known.refusals:
        return Sign(f"HTTP {response.status}", of_host=response.status in _OF_HOST_STATUSES)
    for name, value in known.headers.items():
        if value.fullmatch((response.headers.get(name) or b"").decode("latin-1")):
            return Sign("a challenge", of_host=True)
    return None


def _sign_of_body(response: Response) -> Sign | None:
    """Return by what the page itself is a wall."""
    if len(response.body) > _LARGEST or not _is_text(response):
        return None
    html = decoded(response.body, _media_type(response))
    return None if _holds_much(html) else _sign_of_some(response, html)


def _sign_of_some(response: Response, html: str) -> Sign | None:
    """Return by what a page that shows no more than a wall may is one."""
    known, body = _known(), response.body[:_LARGE].lower()
    is_marked = any(mark in body for mark in known.marks)
    is_drawn = any(one in body for one in _DATA)
    if not is_marked and (is_drawn or len(response.body) > _LARGE):
        return None
    seen = _seen(html)
    is_marked &= seen.length <= _LITTLE or not seen.is_article
    if is_marked or seen.opens(known.openings):
        return Sign("a challenge", of_host=True)
    if response.status >= _FAILURE or is_drawn or len(response.body) > _LARGE:
        return None
    if seen.length <= _LITTLE:
        return _sign_of_little(response, body, seen)
    return _sign_of_notice(seen) if seen.length <= _LONG and body.count(b"<a ") <= _LINKS else None


def _holds_much(html: str) -> bool:
    """Return whether more is to be seen in a page than any wall shows: in nearly every one."""
    length = -1  # characters; a blank joins two pieces
    for piece in _shown(html):
        length += 1 + len(piece)
        if length > _MUCH:
            return True
    return False


def _media_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def _seen(html: str) -> _Seen:
    pieces = list(_shown(html))
    return _Seen(html=html, pieces=pieces, length=len(" ".join(pieces)))


def _shown(html: str) -> Iterator[str]:
    """Yield what is to be seen in a page, in pieces between its markup, each a line."""
    return filter(None, map(_line, _between(html)))


def _between(html: str) -> Iterator[str]:
    end = 0
    for markup in _MARKUP.finditer(html):
        yield html[end : markup.start()]
        end = markup.end()
    yield html[end:]


def _pieces(text: str) -> list[str]:
    return [line for piece in text.split(_BREAK) if (line := _line(piece))]


def _is_text(response: Response) -> bool:
    """Return whether an answer is for people to read: neither JSON nor a feed."""
    media_type = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
    head = response.body[:1000].lstrip(_BLANK).lower()
    is_feed = head.startswith((b"<?xml", b"<rss", b"<feed")) and b"<html" not in head
    return bool(_TEXT.match(media_type)) and not is_feed


def _sign_of_little(response: Response, body: bytes, seen: _Seen) -> Sign | None:
    """Return by what a page with hardly anything to see is a wall."""
    known = _known()
    for kind, marks in known.ambiguous.items():
        most = _LITTLE if kind == "captcha" else _BARE
        if not seen.is_article and seen.length <= most and any(one in body for one in marks):
            return Sign("a challenge", of_host=True)
    may_ask = _OF_READER if seen.length <= _NOTICE else frozenset[str]()
    words = {
        kind: told for kind, told in known.words.items() if not seen.is_article or kind in may_ask
    }
    if said := _kind(seen.said, words):
        return Sign(_NAMES[said], of_host=said in _OF_HOST)
    if _PASSWORD.search(seen.html) and _is_login(response, seen):
        return Sign(_NAMES["login"], of_host=False)
    if not seen.is_article and (named := _kind_of_lines((*seen.pieces, *seen.aside))):
        return Sign(_NAMES[named], of_host=named in _OF_HOST)
    is_bare = seen.length < _NONE and "<a " not in seen.html
    return _sign_of_nothing(seen.html) if is_bare else None


def _sign_of_notice(seen: _Seen) -> Sign | None:
    """Return by what a page that explains itself at some length is a wall: by how it begins."""
    known = _known()
    words = {kind: told for kind, told in known.words.items() if kind not in _OF_READER}
    kind = None if seen.is_article else _kind(folded(" ".join(seen.pieces)[:_LITTLE]), words)
    return Sign(_NAMES[kind], of_host=kind in _OF_HOST) if kind else None


def _kind(said: str, words: Mapping[str, re.Pattern[str]]) -> str | None:
    return next((kind for kind, told in words.items() if told.search(said)), None)


def _kind_of_lines(pieces: Iterable[str]) -> str | None:
    """Return the kind of wall that one of some pieces names, and nothing else."""
    known = ((kind, told) for kind, told in _known().lines.items() if kind != "login")
    said = [folded(piece) for piece in pieces]
    return next((kind for kind, told in known if any(map(told.fullmatch, said))), None)


def _is_login(response: Response, seen: _Seen) -> bool:
    """Return whether a page that asks for a password is there for nothing else."""
    if _LOGIN.search(urlsplit(response.url).path):
        return True
    login = _known().lines["login"]
    return not seen.is_article and any(login.fullmatch(folded(one)) for one in seen.aside)


def spoken(text: str) -> str | None:
    """Return what the text of an article says in its place; None when it is one.

    A site may put a wall, or a notice, where its articles are otherwise.
    """
    if len(text) > _LITTLE:
        return None
    kind = _kind(folded(text), _known().words) or _kind_of_lines(text.splitlines())
    return _NAMES[kind] if kind else None


def folded(text: str) -> str:
    """Return text in lower case, whichever i its language has, with plain apostrophes."""
    return text.replace("İ", "i").lower().translate(_FOLDED)


def _sign_of_nothing(html: str) -> Sign | None:
    """Return by what a page with nothing to see is a wall."""
    if _MOVES.search(html):
        return Sign("a script instead of a page", of_host=True)
    if _REFRESH.search(html):
        return Sign("a page that only leads elsewhere", of_host=True)
    return (
        None if _line(_MARKUP.sub("", html)) or "<script" in html else Sign(_EMPTY, of_host=False)
    )


_EMPTY = "with nothing"
_BREAK = "\x1f"
_BLANK = b"\xef\xbb\xbf \t\r\n"
_FOLDED = str.maketrans({"ı": "i", "ё": "е", "’": "'", "ʼ": "'", "\u0307": None})
_OF_READER = frozenset({"login", "consent"})  # asked of whoever wants to read an article
# Around what a line says: a number of an error before it, a name or a reference behind it.
_LINE = r"(?:[\w ]{0,12}\b\d{3}\b\W*)?(?:%s)(?:\W*|\s*[|–—-].{0,60}|\s*\(.{0,40}\)\W*)"
_NAMES = {
    "challenge": "a challenge",
    "captcha": "a captcha",
    "cookies": "a demand for cookies",
    "refusal": "a refusal",
    "login": "a login form",
    "consent": "a demand for consent",
    "maintenance": "a notice of maintenance",
}


def _line(text: str) -> str:
    return " ".join(unescape(text).split())


@cache
def _known() -> _Known:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return _Known(
        refusals=frozenset(told["refusals"]),
        headers={name: re.compile(value) for name, value in told["headers"].items()},
        marks=_every(told["marks"]),
        openings=_any_of(told["openings"]["challenge"]),
        ambiguous={kind: _every({kind: words}) for kind, words in told["ambiguous"].items()},
        words={kind: _any_of(words) for kind, words in told["words"].items()},
        lines={
            kind: re.compile(_LINE % _any_of(words).pattern)
            for kind, words in told["lines"].items()
        },
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(folded(one) for one in words))


def _every(table: Mapping[str, Iterable[str]]) -> tuple[bytes, ...]:
    return tuple(word.encode() for words in table.values() for word in words)
