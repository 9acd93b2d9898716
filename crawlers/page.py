"""A page as extractors see it: its address and decoded bytes, nothing of how they came."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from urllib.parse import urljoin, urlsplit, urlunsplit

from parsel import Selector
from w3lib.url import safe_url_string

from crawlers.charset import decoded


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
        """The bytes decoded, in the charset they are in rather than the one they claim."""
        return decoded(self.body, self.media_type)

    @cached_property
    def selector(self) -> Selector:
        """The root of the parsed HTML; the page is parsed once."""
        return Selector(text=self.text, type="html")

    def link(self, href: str) -> str:
        """Return where a link on this page leads, absolute and without its fragment."""
        return absolute(href, self.address)


def absolute(url: str, base: str = "") -> str:
    """Return an address without fragment, host in lower case, path percent-encoded.

    What is no address at all, such as "http://[", is empty: it must not cost the page it is on.
    """
    try:
        parts = urlsplit(safe_url_string(urljoin(base, url.strip())))
    except ValueError:
        return ""
    return urlunsplit(
        (parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, "")
    )
