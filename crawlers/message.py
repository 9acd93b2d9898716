"""A mail: who says they sent it and when, and its parts as text. Pure.

Hostile mail is normal. Headers are read as bytes with the standard library's older policy: its
newer one parses addresses in quadratic time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import HeaderParseError, InvalidBase64LengthDefect
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime
from hashlib import sha256
from itertools import islice
from urllib.parse import quote

from crawlers.charset import decoded
from crawlers.page import TooBigError
from crawlers.read import line
from pipeline.errors import PageError

MEDIA_TYPE = "message/rfc822"
LARGEST = 5 * 1024**2  # bytes of a mail; a press list's are a hundredth of it
LARGEST_HEAD = 128 * 1024  # bytes of its headers

_LONGEST = 4_000  # characters of a header that is read
_PARTS = 200  # of a mail
_COSTLY = (  # what costs the parser time, lines times levels, and how many of it a mail may have
    ("lines", re.compile(rb"\n"), 100_000),
    ("lines that may part it", re.compile(rb"\n--"), 10_000),
    ("levels of parts", re.compile(rb"(?i)boundary"), 20),
)
_FROM = re.compile(r"(?:[^<>]*<)?\s*([^\s<>()\",:;@\\]+@[^\s<>()\",:;@\\]+)\s*>?")
_IN_BRACKETS = re.compile(r"<([^<>\s]{1,250})>")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


class MalformedError(PageError):
    """A mail is none as RFC 5322 has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the headers of a mail say; each can be forged."""

    address: str  # mid:..., RFC 2392: of its Message-ID, or of its bytes where it has none
    sender: str  # the one address in From, in lower case
    list_id: str | None  # in lower case
    subject: str | None
    sent: datetime | None  # aware
    results: tuple[str, ...]  # Authentication-Results, the topmost first


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The texts of a mail: the first of each kind that is no attachment."""

    html: str | None
    plain: str | None


def head(raw: bytes) -> Head:
    """Return what the headers of a mail say; raise MalformedError when they are none."""
    block = head_of(raw)
    if len(block) > LARGEST_HEAD:
        raise MalformedError(f"headers of more than {LARGEST_HEAD} bytes")
    message = BytesHeaderParser(policy=policy.compat32).parsebytes(block)
    sender = _FROM.fullmatch(_one(message, "From") or "")
    if sender is None:
        raise MalformedError("its From names no single sender")
    listed = _IN_BRACKETS.search(_one(message, "List-Id") or "")
    return Head(
        address=address(raw),
        sender=sender[1].lower(),
        list_id=listed[1].lower() if listed else None,
        subject=line(_words(_one(message, "Subject") or "")) or None,
        sent=_sent(_one(message, "Date")),
        results=tuple(one.lower() for one in _values(message, "Authentication-Results")),
    )


def address(raw: bytes) -> str:
    """Return the address of a mail, which is the same wherever it lies."""
    block = head_of(raw)[:LARGEST_HEAD]
    message = BytesHeaderParser(policy=policy.compat32).parsebytes(block)
    named = [_IN_BRACKETS.search(one) for one in _values(message, "Message-ID")]
    if len(named) == 1 and named[0] is not None:
        return "mid:" + quote(named[0][1], safe="@!$*+-._~=", errors="replace")
    return f"mid:{sha256(block).hexdigest()}@without-id.invalid"


def head_of(raw: bytes) -> bytes:
    """Return the headers of a mail, without the blank line that ends them."""
    end = _END_OF_HEAD.search(raw)
    return raw[: end.start()] if end else raw


def parts(raw: bytes) -> Parts:
    """Return the texts of a mail; raise PageError when they cannot be read."""
    for what, pattern, most in _COSTLY:
        if sum(1 for _ in islice(pattern.finditer(raw), most + 1)) > most:
            raise TooBigError(f"more than {most} {what}")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(raw)
    except RecursionError as error:
        raise MalformedError("parts nested too deep to be read") from error
    found: dict[str, str] = {}
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in {"text/html", "text/plain"} and kind not in found and _is_shown(part):
            body = part.get_payload(decode=True)
            if any(isinstance(one, InvalidBase64LengthDefect) for one in part.defects):
                raise MalformedError("its base64 is cut in two")  # and came back undecoded
            if isinstance(body, bytes) and body.strip():
                found[kind] = decoded(body, str(part.get("Content-Type", "")))
    if not found:
        raise MalformedError("no part of it is text")
    return Parts(html=found.get("text/html"), plain=found.get("text/plain"))


def _leaves(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Yield the parts that have none themselves, in order; a mail inside a mail is somebody's."""
    stack, seen = [message], 0
    while stack:
        part = stack.pop()
        seen += 1
        if seen > _PARTS:
            raise TooBigError(f"more than {_PARTS} parts")
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack.extend(one for one in reversed(payload) if isinstance(one, Message))
        else:
            yield part


def _is_shown(part: "Message[str, str]") -> bool:
    return part.get_content_disposition() != "attachment"


def _values(message: "Message[str, str]", name: str) -> list[str]:
    """Return the values of a header, unfolded, raw bytes as they are; the topmost first."""
    return [
        re.sub(r"\r?\n", "", str(value))
        for key, value in message.raw_items()
        if key.lower() == name.lower()
    ]


def _one(message: "Message[str, str]", name: str) -> str | None:
    """Return the value of a header that may stand once; raise MalformedError otherwise."""
    values = _values(message, name)
    if len(values) > 1:
        raise MalformedError(f"{len(values)} headers {name} where one is allowed")
    if values and len(values[0]) > _LONGEST:
        raise MalformedError(f"a header {name} of {len(values[0])} characters")
    return values[0].strip() if values else None


def _words(value: str) -> str:
    """Return a header as read: encoded words of RFC 2047 decoded, in whichever charset."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):  # a broken encoded word is shown as it came
        pieces = [(value, None)]
    texts = []
    for piece, charset in pieces:
        raw = piece.encode("ascii", "surrogateescape") if isinstance(piece, str) else piece
        texts.append(decoded(raw, f"text/plain; charset={charset}" if charset else None))
    return "".join(texts)


def _sent(value: str | None) -> datetime | None:
    """Return the moment of a Date, None when it is missing or none."""
    try:
        sent = parsedate_to_datetime(value) if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if sent is not None and sent.tzinfo is None:
        sent = sent.replace(tzinfo=UTC)  # -0000: the moment is known, its zone is not
    return sent
