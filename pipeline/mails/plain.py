"""Text from outside as it may stand in a line of ours: clean, short, or a link. Pure."""

import re
from urllib.parse import urlsplit

ADDRESS = 2_000  # characters; a longer one is not linked

_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # no-break spaces belong to the typography
# Controls; embeddings, overrides and isolates reorder what follows them, our own words included.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_FROM_THE_RIGHT, _AS_IT_BEGINS, _POP = "\u2067", "\u2068", "\u2069"  # isolates, and their end
_ISOLATES = re.compile("[\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_LONE = re.compile(r"[\ud800-\udfff]")  # surrogates, which no encoding can write


def plain(text: str) -> str:
    """Return the text as one line, without what could break out of its place in a mail."""
    return _LONE.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def isolated(text: str) -> str:
    """Return text that runs in its own direction in a line of ours (Unicode UAX #9).

    What it isolates itself begins and ends within. Text without a letter that is written from
    the right is returned as it is.
    """
    if not (found := _RIGHT_TO_LEFT.findall(text)):
        return text
    depth = orphans = 0
    for sign in _ISOLATES.findall(text):
        depth += -1 if sign == _POP else 1
        if depth < 0:
            depth, orphans = 0, orphans + 1
    to_the_left = 2 * len(found) > len(_LETTER.findall(text))  # else its first letter decides
    begin = (_FROM_THE_RIGHT if to_the_left else _AS_IT_BEGINS) + _AS_IT_BEGINS * orphans
    return f"{begin}{text}{_POP * (depth + 1)}"


def isolated_part(text: str, within: str) -> str:
    """Return a part of a text as it stands there whatever is beside it, were that no letter."""
    return f"{_AS_IT_BEGINS}{text}{_POP}" if _RIGHT_TO_LEFT.search(within) else text


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
