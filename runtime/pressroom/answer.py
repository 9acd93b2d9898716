"""What the press room answers, and how a template becomes an answer."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from runtime.pressroom.publication import Edition

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
SITES = Path(__file__).resolve().parent / "sites"
WORDS: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(  # source, language, word
    (SITES / "words.toml").read_text(encoding="utf-8")
)
_TEXTURE: Mapping[str, str] = {  # what WordPress writes as numbers in its titles
    "\u2013": "&#8211;",
    "\u2019": "&#8217;",
    "\u201c": "&#8220;",
    "\u201d": "&#8221;",
    "&amp;": "&#038;",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, before it becomes HTTP."""

    status: int
    media_type: str
    body: bytes
    location: str | None = None  # of a redirection
    changed: float | None = None  # seconds of the clock; None says nothing of it


def page(
    template: str, *, media_type: str = HTML, changed: float | None = None, **context: object
) -> Answer:
    """Return a template of sites/ filled in, as an answer of status 200."""
    body = _filled(template, context)
    return Answer(status=200, media_type=media_type, body=body, changed=changed)


def missing() -> Answer:
    """Return the answer for what is not there, not yet or not any more."""
    return Answer(status=404, media_type=HTML, body=b"<h1>404</h1><p>Not found</p>\n")


def article(template: str, edition: Edition, **context: object) -> Answer:
    """Return an edition's page; 403 where it is declared to be kept from us."""
    if edition.status == HTTPStatus.FORBIDDEN:
        return Answer(status=403, media_type=HTML, body=b"<h1>403</h1><p>Forbidden</p>\n")
    body = _filled(template, {"edition": edition, **context})
    return Answer(status=200, media_type=HTML, body=body, changed=edition.changed)


def moved(location: str) -> Answer:
    """Return a permanent redirection to an address."""
    return Answer(status=301, media_type=HTML, body=b"", location=location)


def robots(*disallowed: str) -> Answer:
    """Return a robots.txt that keeps everybody out of some paths."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in disallowed)]
    return Answer(status=200, media_type=PLAIN, body=("\n".join(lines) + "\n").encode())


def texturize(text: str) -> Markup:
    """Return a title as WordPress writes it in a feed: typography as numeric entities."""
    escaped = str(escape(text)).replace("&#39;", "&#8217;").replace("&#34;", "&#8221;")
    for plain, written in _TEXTURE.items():
        escaped = escaped.replace(plain, written)
    return Markup(escaped)  # noqa: S704  escaped two lines above


def _filled(template: str, context: Mapping[str, object]) -> bytes:
    return _TEMPLATES.get_template(template).render(context).encode()


_TEMPLATES = Environment(
    loader=FileSystemLoader(SITES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["texturize"] = texturize
