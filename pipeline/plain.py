"""Text from outside as it may stand in a line of ours: clean, short, or a link. Pure."""

import re
from urllib.parse import urlsplit

ADDRESS = 2_000  # characters; a longer one is not linked

_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # no-break spaces belong to the typography
# Controls; embeddings, overrides and isolates reorder what follows them, our own words included.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONE = re.compile(r"[\ud800-\udfff]")  # surrogates, which no encoding can write


def plain(text: str) -> str:
    """Return the text as one line, without what could break out of its place in a mail."""
    return _LONE.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def shortened(text: str, limit: int) -> str:
    """Return the text within `limit` characters, cut at a word and ended by an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[:limit]  # one more than fits, so that a word ending at the limit is seen whole
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head[: limit - 1]).rstrip(" ,;:.-") + "…"


def link(address: str) -> str | None:
    """Return the address when a reader may follow it: http(s), with a host, of sane length."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    safe = plain(address) == address and " " not in address and len(address) <= ADDRESS
    return address if safe and host and parts.scheme in {"http", "https"} else None
