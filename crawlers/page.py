"""A page as extractors see it: its address and decoded bytes, nothing of how they came."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from urllib.parse import urljoin, urlsplit, urlunsplit

from parsel import Selector
from w3lib.url import safe_url_string

from crawlers.charset import decoded
from pipeline.errors import PageError

_TAGS = 200_000  # in a page; each costs memory once it is read


class TooBigError(PageError):
    """A page holds more than can be read in the memory of a crawl."""


class WalledError(PageError):
    """Where an article stands otherwise a page says why it is not shown."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The bytes at an address at a moment."""

    address: str
    body: bytes
    media_type: str | None  # the whole Content-Type, charset included
    seen_at: datetime

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        return sha256(self.body).hexdigest()

    @cached_property
    def text(self) -> str:
        """The bytes decoded, in the charset they are in rather than the one they claim.

        Raise TooBigError as `readable` does.
        """
        return readable(decoded(self.body, self.media_type))

    @cached_property
    def selector(self) -> Selector:
        """The root of the parsed HTML; the page is parsed once."""
        return Selector(text=self.text, type="html")

    def link(self, href: str) -> str:
        """Return where a link on this page leads, absolute and without its fragment."""
        return absolute(href, self.address)


def readable(html: str) -> str:
    """Return HTML unchanged; raise TooBigError for more tags than any page of a newsroom has."""
    if (tags := html.count("<")) > _TAGS:
        raise TooBigError(f"{tags} tags, more than the {_TAGS} that are read")
    return html


def host_of(url: str) -> str:
    """Return the host of an address, empty when it has none."""
    return urlsplit(url).hostname or ""


def absolute(url: str, base: str = "") -> str:
    """Return an address without fragment, host in lower case, path percent-encoded.

    What is no address at all, such as "http://[", is empty: it must not cost the page it is on.
    """
    try:
        return _plain(urljoin(base, url.strip()))
    except ValueError:
        return ""


@lru_cache(maxsize=4096)  # a site's pages have their menus in common
def _plain(url: str) -> str:
    parts = urlsplit(safe_url_string(url))
    return urlunsplit(
        (parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, "")
    )
