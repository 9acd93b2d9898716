"""What a mail is that came back for one of ours: who is gone, away, or wants no more. Pure.

Whose mail it was is told by the key of the delivery and by nothing else: a random one that stands
in the address the mail comes back to and in its Message-ID, so that whoever names it has seen our
mail. An address in a body is never believed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline import toml
from pipeline.errors import DeclarationError

Kind = Literal[
    "hard",  # there is nobody of that name, or not any more
    "soft",  # not delivered for another reason: full, refused, given up
    "notice",  # where the mail is: delayed, delivered, passed on
    "auto_reply",  # out of the office, a ticket, a receipt
    "challenge",  # a program asks whether we are a person
    "complaint",  # called spam
    "unsubscribe",
    "unknown",
]

WORDS = ("nobody", "full", "later", "undelivered", "automatic", "challenge", "leave")
LARGEST = 512 * 1024  # bytes that are looked at; what returns of a mail of ours is shorter
LEAVE = "leave-"  # before the key, in an address whoever writes to it wants no more
_MOST = ((b"boundary", 40), (b"\n--", 2_000), (b"\n", 50_000))  # of what costs the parser time
_PARTS = 40  # of a mail
_TEXT = 4_000  # characters of a text that are read; reasons come first
_REASON = 200  # characters

_KEY = "[0-9a-fA-F]{32}"
_RETURN = re.compile(rf"\+({LEAVE})?({_KEY})@")
_MESSAGE_ID = re.compile(rf"<({_KEY})@")
_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_DAEMON = re.compile(
    r"(?i)\b(m(ailer-?)?daemon|postmaster|system administrator|mail (delivery )?(sub)?system)\b"
)
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_FAULT = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])")
_COPY = re.compile(  # begins what was returned, in a plain bounce
    r"(?im)^(-+ ?(below this line|this is a copy|original message|the header).*"
    r"|(return-path|received|message-id): .*)$"
)
_QUOTED = re.compile(r"(?m)^>.*$")
_REPLY = re.compile(r"(?i)^((re|fwd?|aw|sv|rép?|отв|tr)\s*:\s*)+")
_NOBODY = {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"}  # RFC 3463
_FULL = "5.2.2"  # a permanent fault by its number, and mended when somebody tidies up
_COMPLAINTS = {"abuse", "fraud", "virus", "opt-out", "opt-out-list"}  # RFC 5965, 7.3
_AUTOMATIC = {"auto_reply", "auto-reply", "autoreply", "bulk", "junk"}  # of Precedence
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Auto-Response-Suppress")
_LABEL = re.compile(r"^\[[^\]]{0,40}\]\s*")  # before a subject, such as the number of a ticket
_UNDER_WAY = {"delayed", "delivered", "relayed", "expanded"}  # RFC 3464, 2.3.3
_WORST = ("hard", "soft", "notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What one mail says of one of ours."""

    kind: Kind
    keys: tuple[str, ...] = ()  # of deliveries it names, the surest first
    status: str | None = None  # RFC 3463, such as 5.1.1; None: it says none
    reason: str = ""  # one line, in the words of whoever sent it


def returned(raw: bytes) -> Returned:
    """Return what a mail is; what cannot be told, or is too costly to tell, is unknown."""
    raw = raw[:LARGEST]
    if any(raw.lower().count(what) > most for what, most in _MOST):
        return Returned(kind="unknown", reason="too many lines or parts to be read")
    mail = BytesParser(policy=policy.compat32).parsebytes(raw)
    parts = list(_parts(mail))
    keys = tuple(dict.fromkeys(_keys(mail, parts)))
    seen = _told(mail, parts, keys)
    return Returned(kind=seen.kind, keys=keys, status=seen.status, reason=seen.reason)


def _told(mail: Message, parts: list[Message], keys: tuple[str, ...]) -> Returned:
    """Return what a mail is, of what machines write for machines, then of its words."""
    if _wants_no_more(mail):
        return Returned(kind="unsubscribe", reason="to the address of List-Unsubscribe")
    report = _complaint(mail, parts) or _status_report(parts)
    if report is not None:
        return report
    subject, text = _header(mail, "Subject"), _text(parts)
    if _is_daemon(mail) or (_has(subject, "undelivered") and mail["In-Reply-To"] is None):
        return _plain_bounce(subject, text)
    return _answer(mail, subject, text) if keys else Returned(kind="unknown")


def _answer(mail: Message, subject: str, text: str) -> Returned:
    """Return what an answer to a mail of ours is: a program's, or a reader's who wants no more."""
    kind: Kind = "unknown"
    if mail["X-Delivery-Agent"] or _has(f"{subject}\n{text}", "challenge"):
        kind = "challenge"
    elif _is_automatic(mail, subject):
        kind = "auto_reply"
    elif _says_to_leave(subject, text):
        kind = "unsubscribe"
    return Returned(kind=kind, reason="" if kind == "unknown" else _line(subject))


# Whose mail it was


def _keys(mail: Message, parts: list[Message]) -> Iterator[str]:
    """Yield the keys a mail names: by where it came to, then by what it returns or answers."""
    for value in _destinations(mail):
        yield from (key.lower() for _, key in _RETURN.findall(value))
    for part in parts:
        named = "\n".join(str(value) for name, value in part.items() if name not in _TO)
        for text in (named, _body(part)):
            yield from (key.lower() for key in _MESSAGE_ID.findall(text))
            yield from (key.lower() for leave, key in _RETURN.findall(text) if not leave)


def _destinations(mail: Message) -> list[str]:
    return [str(value) for name in _TO for value in mail.get_all(name, ())]


def _wants_no_more(mail: Message) -> bool:
    return any(leave for value in _destinations(mail) for leave, _ in _RETURN.findall(value))


# What machines write for machines


def _complaint(mail: Message, parts: list[Message]) -> Returned | None:
    """Return what a report of a reader's complaint says (RFC 5965, and Hotmail's without one)."""
    if mail["X-HmXmrOriginalRecipient"]:
        return Returned(kind="complaint", reason=_line(_header(mail, "Subject")))
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            fields = _fields(_body(part))
            kind = fields.get("feedback-type", "").lower()
            is_one = kind in _COMPLAINTS
            return Returned(kind="complaint" if is_one else "unknown", reason=_line(kind))
    return None


def _status_report(parts: list[Message]) -> Returned | None:
    """Return what a delivery report says (RFC 3464, 6533), the worst of its recipients first."""
    for part in parts:
        if part.get_content_type() == "message/disposition-notification":
            return Returned(kind="auto_reply", reason="a receipt")
        if part.get_content_type() not in {
            "message/delivery-status",
            "message/global-delivery-status",
        }:
            continue
        groups = [_fields(one) for one in re.split(r"\r?\n\s*\r?\n", _body(part))]
        human = _text(parts)
        found = [_recipient(one, human) for one in groups if {"action", "status"} & one.keys()]
        if found:
            return min(found, key=lambda one: _WORST.index(one.kind))
    return None


def _recipient(fields: dict[str, str], human: str) -> Returned:
    """Return what a report says of one recipient."""
    match = _STATUS.search(fields.get("status", ""))
    status = match[0] if match else None
    said = fields.get("diagnostic-code", "").partition(";")[2].strip()
    if fields.get("action", "failed").lower() in _UNDER_WAY:
        return Returned(kind="notice", status=status, reason=_line(said))
    return Returned(
        kind=_severity(status, said, human), status=status, reason=_line(said or human)
    )


def refused(answer: str) -> Returned:
    """Return what a server's 5xx to a recipient is: hard, soft where it is full, or unknown.

    What it has against us, our mail or our server (RFC 3463, X.7.X; "relay not permitted") says
    nothing of who is there, and is said of every reader.
    """
    match = _FAULT.search(answer)
    status, reason = match[0] if match else None, _line(answer)
    is_theirs = not (status or "").startswith("5.7.")
    if is_theirs and _severity(status, answer) == "hard":
        return Returned(kind="hard", status=status, reason=reason)
    is_full = is_theirs and (status == _FULL or _has(answer, "full"))
    return Returned(kind="soft" if is_full else "unknown", status=status, reason=reason)


def _severity(status: str | None, *texts: str) -> Literal["hard", "soft"]:
    """Return whether a mail can never be delivered: by its status, else by the first clear words.

    Servers give wrong numbers: what has words for "no such user" is that, unless it may pass.
    """
    if status in _NOBODY:
        return "hard"
    if status == _FULL or (status or "").startswith("4"):
        return "soft"
    for text in texts:
        if _has(text, "full"):
            return "soft"
        if _has(text, "nobody"):
            return "hard"
    return "soft"


# What is told by words


def _plain_bounce(subject: str, text: str) -> Returned:
    """Return what a mail server says in words of its own."""
    copied = _COPY.search(text)
    said = text[: copied.start()] if copied else text
    match = _FAULT.search(said)
    status, reason = match[0] if match else None, _line(_telling(said) or subject)
    if _has(f"{subject}\n{said}", "later"):
        return Returned(kind="notice", status=status, reason=reason)
    clear = any(_has(f"{subject}\n{said}", what) for what in ("nobody", "full", "undelivered"))
    if not (status or clear):
        return Returned(kind="unknown")
    return Returned(kind=_severity(status, said, subject), status=status, reason=reason)


def _telling(text: str) -> str:
    """Return the line that gives the reason, if any does."""
    lines = [one for one in text.splitlines() if one.strip()]
    clear = (one for one in lines if _has(one, "nobody") or _has(one, "full"))
    return next(clear, "")


def _is_daemon(mail: Message) -> bool:
    """Whether a mail server wrote it, and no reader or reader's program."""
    sender = _header(mail, "From")
    return bool(mail["X-Failed-Recipients"] or _DAEMON.search(sender))


def _is_automatic(mail: Message, subject: str) -> bool:
    submitted = str(mail["Auto-Submitted"] or "no").split(";")[0].strip().lower()
    precedence = str(mail["Precedence"] or "").strip().lower()
    marked = any(mail[name] for name in _MARKS)
    begins = _plain(_REPLY.sub("", subject.strip()))
    begin = (begins.lstrip("[("), _LABEL.sub("", begins))
    return (
        not submitted.startswith("no")
        or precedence in _AUTOMATIC
        or marked
        or any(one.startswith(words()["automatic"]) for one in begin)
    )


def _says_to_leave(subject: str, text: str) -> bool:
    """Whether a reader says in the subject, or in the first line, that they want no more."""
    first = next((one for one in _QUOTED.sub("", text).splitlines() if one.strip()), "")
    said = {_REPLY.sub("", one.strip()).casefold().strip(" .!") for one in (subject, first)}
    return bool(said & set(words()["leave"]))


def _has(text: str, what: str) -> bool:
    return _pattern(what).search(" ".join(_plain(text).split())) is not None


def _plain(text: str) -> str:
    """Return a text as the lists have it: small letters, and one apostrophe."""
    return text.casefold().replace("\u2019", "'")


@cache
def _pattern(what: str) -> re.Pattern[str]:
    forms = (re.escape(one).replace(re.escape(" … "), r" .{0,60}?") for one in words()[what])
    return re.compile("|".join(forms))


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Return the words by which mails are told apart, each list under what its words say.

    Raise DeclarationError naming the list that is none.
    """
    path = Path(__file__).with_name("bounces.toml")
    read = toml.read(path).value
    for name in WORDS:
        said = read.get(name)
        if not (isinstance(said, list) and said and all(isinstance(one, str) for one in said)):
            raise DeclarationError(f"{path.name}: {name}: no list of words")
    return {name: tuple(one.casefold() for one in read[name]) for name in WORDS}


# A mail's parts


def _parts(mail: Message) -> Iterator[Message]:
    """Yield a mail's parts, what it returns included, no more than are worth looking at."""
    for number, part in enumerate(mail.walk()):
        if number == _PARTS:
            return
        yield part


def _text(parts: Iterable[Message]) -> str:
    """Return the first text of a mail, without the marks of HTML."""
    for part in parts:
        if part.get_content_maintype() == "text" and not part.is_multipart():
            body = _body(part)
            if part.get_content_type() == "text/html":
                body = re.sub(r"<[^>]{0,500}>", " ", body)
            return body[:_TEXT]
    return ""


def _body(part: Message) -> str:
    """Return what a part says; parsers take a delivery report apart into parts of its own."""
    if part.is_multipart():
        if part.get_content_maintype() != "message":
            return ""
        below = part.get_payload()
        return "\n\n".join(_block(one) for one in below if isinstance(one, Message))
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return body.decode(charset, "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def _block(part: Message) -> str:
    """Return a block of fields as it was written, and what follows it."""
    payload = part.get_payload()
    fields = "\n".join(f"{name}: {_decoded(str(value))}" for name, value in part.raw_items())
    return f"{fields}\n\n{payload if isinstance(payload, str) else ''}"


def _fields(block: str) -> dict[str, str]:
    """Return the fields of a report, their names in small letters, folded lines joined."""
    unfolded = re.sub(r"\r?\n[ \t]+", " ", block)
    pairs = (line.partition(":") for line in unfolded.splitlines() if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _header(mail: Message, name: str) -> str:
    """Return a header in the words it was written in."""
    values = (str(value) for one, value in mail.raw_items() if one.lower() == name.lower())
    return _decoded(next(values, ""))


def _decoded(value: str) -> str:
    """Return the words of a header; what cannot be decoded stays as it is.

    Bytes that no header may have are taken for UTF-8, as servers write them.
    """
    text = value[:_TEXT].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        found = [
            one.decode(charset or "latin-1", "replace") if isinstance(one, bytes) else one
            for one, charset in decode_header(text)
        ]
    except (HeaderParseError, LookupError, ValueError):
        return text
    return " ".join(found)


def _line(text: str) -> str:
    """Return a text as one short line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_REASON]
