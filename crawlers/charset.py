"""The charset of a page: as its bytes are; headers and declarations are often wrong. Pure."""

import codecs
import re
from collections.abc import Iterator

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

_GUESSES = ("windows-1251", "koi8-r", "windows-1254", "windows-1252")  # of our languages' sites
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = frozenset("àâäáãåæçéèêëîïíìôöóòõøœùûüúÿñßğışəžčćđÀÂÄÁÃÅÆÇÉÈÊËÎÏÍÌÔÖÓÒÕØŒÙÛÜÚŸÑĞİŞƏŽČĆĐ")
_SAMPLE = 20_000  # words that decide


def decoded(body: bytes, media_type: str | None) -> str:
    """Return the text of a page, without its byte order mark.

    What is UTF-8 is not said to be anything else by a header: no other text looks like it by
    chance. Of one-byte charsets the one that gives words is taken, the declared first.
    """
    mark, bom = read_bom(body)
    if mark is not None and bom is not None:
        return _forgiving(body[len(bom) :], mark)
    declared = list(_declared(body, media_type))
    wide = next((one for one in declared if one.startswith("utf-16")), None)
    if wide and b"\0" in body:
        return _forgiving(body, wide)
    if (text := _strict(body, "utf-8")) is not None:
        return text
    if _is_nearly_utf8(body):
        return _forgiving(body, "utf-8")
    texts = {one: _strict(body, one) for one in dict.fromkeys([*declared, *_GUESSES])}
    read = {one: text for one, text in texts.items() if text is not None}
    if not read:
        return _forgiving(body, declared[0] if declared else "utf-8")
    return read[max(read, key=lambda one: _credit(read[one]))]


def _declared(body: bytes, media_type: str | None) -> Iterator[str]:
    """Yield the charsets the header and the page itself name, as Python knows them."""
    for name in (http_content_type_encoding(media_type), html_body_declared_encoding(body)):
        known = resolve_encoding(name) if name else None
        if known:
            yield known


def _strict(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        return None


def _forgiving(body: bytes, charset: str) -> str:
    """Return the text without bytes that are no character: a publisher cut one in two."""
    return codecs.decode(body, charset, "ignore")


def _is_nearly_utf8(body: bytes) -> bool:
    """Return whether a few bytes only keep a page from being UTF-8."""
    whole = sum(len(one) for one in _UTF8.findall(body))
    return whole * 10 > len(_HIGH.findall(body)) * 9


def _credit(text: str) -> float:
    """Return how much a text looks like words: in one script, in a usual case and alphabet."""
    words = [word for word in _WORD.findall(text)[:_SAMPLE] if not word.isascii()]
    return sum(1 if _is_plausible(word) else -1 for word in words) / (len(words) or 1)


def _is_plausible(word: str) -> bool:
    if not (word.islower() or word.isupper() or word[1:].islower()):
        return False  # KOI8-R read as windows-1251, or the other way round
    if all("\u0400" <= letter <= "\u04ff" for letter in word):
        return True
    foreign = [letter for letter in word if not letter.isascii()]
    return {one if one == "İ" else one.lower() for one in foreign} <= _LATIN and len(
        foreign
    ) * 2 <= len(word) + 1
