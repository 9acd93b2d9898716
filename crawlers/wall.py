"""Walls: what a server answers instead of a page, told from pages by what vendors document. Pure.

A wall is recognised, and named; it is never worked around.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
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
_LARGE = 64 * 1024  # bytes; no wall is as long
_DATA = (b"application/json", b"data-page")  # of pages that are drawn by their script
_LITTLE = 300  # characters to be seen; an article, or the menu of a site, has more
_NONE = 40  # characters to be seen: a name, a spinner's "Loading..."
_MARKUP = re.compile(  # linear: what does not end is taken to the end
    r"(?is)<(script|style|noscript|title|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)"
)
_ASIDE = re.compile(r"(?is)<(?:title|noscript)\b[^>]*>(.*?)(?:</(?:title|noscript)\s*>|\Z)")
_TAG = re.compile(r"<[^>]*(?:>|\Z)")
_REFRESH = re.compile(r"(?i)http-equiv=[\"']?refresh[^>]*\d\s*;")
_MOVES = re.compile(r"document\.cookie|location\s*=|location\.(href|reload|replace|assign)")
_PASSWORD = re.compile(r"(?i)<input[^>]+type=[\"']?password")
_LOGIN = re.compile(r"(?i)/(login|log-in|signin|sign-in|auth|giris|connexion)(/|\.\w+)?$")
_TEXT = re.compile(r"(?i)^\s*(text/(html|plain)|application/xhtml)")


@dataclass(frozen=True, slots=True)
class Sign:
    """By what a wall was known."""

    words: str  # goes on "<host> answered ..."
    of_host: bool  # it stands before the whole host; otherwise perhaps before this page alone


@dataclass(frozen=True, slots=True)
class _Known:
    refusals: frozenset[int]
    headers: Mapping[str, re.Pattern[str]]
    marks: tuple[bytes, ...]  # in lower case
    ambiguous: tuple[bytes, ...]
    words: Mapping[str, re.Pattern[str]]


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
    if len(response.body) > _LARGE or not _is_text(response):
        return None
    known, body = _known(), response.body.lower()
    if any(mark in body for mark in known.marks):
        return Sign("a challenge", of_host=True)
    if response.status >= _FAILURE or any(one in body for one in _DATA):
        return None
    return _sign_of_little(response, body, known)


def _is_text(response: Response) -> bool:
    """Return whether an answer is for people to read: neither JSON nor a feed."""
    media_type = (response.headers.get("Content-Type") or b"text/html").decode("latin-1")
    is_feed = response.body[:100].lstrip().lower().startswith((b"<?xml", b"<rss", b"<feed"))
    return bool(_TEXT.match(media_type)) and not is_feed


def _sign_of_little(response: Response, body: bytes, known: _Known) -> Sign | None:
    """Return by what a page with hardly anything to see is a wall."""
    media_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    html = decoded(response.body, media_type)
    seen = _line(_MARKUP.sub(" ", html))
    if len(seen) > _LITTLE:
        return None
    if any(one in body for one in known.ambiguous):
        return Sign("a challenge", of_host=True)
    said = f"{seen} {_line(_TAG.sub(' ', ' '.join(_ASIDE.findall(html))))}".lower()
    for kind, words in known.words.items():
        if words.search(said):
            return Sign(_NAMES[kind], of_host=kind in _OF_HOST)
    if _PASSWORD.search(html) and _LOGIN.search(urlsplit(response.url).path):
        return Sign(_NAMES["login"], of_host=False)
    return _sign_of_nothing(html) if len(seen) < _NONE and "<a " not in html else None


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
        ambiguous=_every(told["ambiguous"]),
        words={
            kind: re.compile("|".join(map(re.escape, words)))
            for kind, words in told["words"].items()
        },
    )


def _every(table: Mapping[str, Iterable[str]]) -> tuple[bytes, ...]:
    return tuple(word.encode() for words in table.values() for word in words)
