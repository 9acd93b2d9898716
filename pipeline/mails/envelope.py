"""The envelope of a mail: its headers, and its parts as MIME. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.header import Header
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.deliveries.bounce import LEAVE
from pipeline.errors import PostError, RefusedError
from pipeline.mails.plain import plain

_MAILBOX = re.compile(r"([^\s\"(),:;<>@\[\\\]]{1,64})@([^\s\"(),:;<>@\[\\\]]{1,255})")
_NAMED = re.compile(r"\"?([^\"<>@]*?)\"? *<([^<>]*)>")
_ASCII = bytes(range(128))


class Written(NamedTuple):
    """A mail before it has an envelope."""

    subject: str
    text: str
    html: str


def is_address(value: str) -> bool:
    """Return whether mail can be sent to this address."""
    try:
        return not _mailbox(value, RefusedError).display_name
    except RefusedError:
        return False


def enveloped(  # noqa: PLR0913  what stands on an envelope
    written: Written,
    *,
    sender: str,
    recipient: str,
    key: str,
    sent_at: datetime,
    topic: str,
    thread: Sequence[str] = (),
    languages: Sequence[str] = ("en",),
    unsubscribe: str | None = None,
    returns: str | None = None,
) -> EmailMessage:
    """Return the message a subject with its text and HTML becomes.

    `sender` and `recipient` are addresses, or Name <address>; `thread` holds keys of messages it
    follows; who writes to `returns`, with the key, wants no more. Raises RefusedError when the
    recipient's address is none, PostError when the sender's is.
    """
    origin, to = _mailbox(sender, PostError), _mailbox(recipient, RefusedError)
    ascii_only = (origin.addr_spec + to.addr_spec).isascii()
    message = EmailMessage(policy=_POLICY.clone(utf8=not ascii_only))
    message["From"] = origin
    message["To"] = to
    message["Subject"] = written.subject
    message["Date"] = sent_at
    message["Message-ID"] = f"<{key}@{origin.domain}>"
    if before := " ".join(f"<{one}@{origin.domain}>" for one in thread):
        message["In-Reply-To"] = before
        message["References"] = before
    message["List-Id"] = f"<{topic}.veille.{origin.domain}>"
    if leaving := _ways_to_leave(unsubscribe, returns, key):
        message["List-Unsubscribe"] = leaving
    if unsubscribe is not None:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written.text, cte=_encoding(written.text))
    message.add_alternative(written.html, subtype="html", cte=_encoding(written.html))
    message["Content-Language"] = ", ".join(languages)  # earlier, it would sink into text
    return message


def _ways_to_leave(unsubscribe: str | None, returns: str | None, key: str) -> str:
    """Return what List-Unsubscribe says: our page first, then a mail (RFC 2369)."""
    ways = [unsubscribe] if unsubscribe is not None else []
    if returns is not None:
        local, _, domain = returns.partition("@")
        ways.append(f"mailto:{local}+{LEAVE}{key}@{domain}?subject=unsubscribe")
    return ", ".join(f"<{one}>" for one in ways)


def _mailbox(value: str, fault: type[PostError]) -> Address:
    """Return the mailbox, its domain in ASCII; raise the fault when it is none."""
    named = _NAMED.fullmatch(value)
    name, address = (named[1], named[2]) if named else ("", value)
    match = _MAILBOX.fullmatch(address)
    if not match or plain(value) != value:
        raise fault(f"{value!r} is no address mail can be sent to")
    try:
        domain = match[2].encode("idna").decode("ascii")
    except UnicodeError as error:
        raise fault(f"{value!r}: its domain cannot be written in ASCII") from error
    return Address(display_name=name, username=match[1], domain=domain)


def _encoding(text: str) -> str:
    """Return the shorter of the two encodings that keep lines short."""
    octets = text.encode()
    foreign = len(octets.translate(None, _ASCII))
    return "base64" if foreign * 6 > len(octets) else "quoted-printable"


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header of identifiers, folded between them and never encoded.

    The standard library encodes those longer than a line (CPython issue 79986, open in 3.13).
    """

    def fold(self, *, policy: Policy) -> str:
        """Return the header with one identifier a line."""
        folded = f"{policy.linesep} ".join(self.split())
        return f"{self.name}: {folded}{policy.linesep}"


class _Subject(UnstructuredHeader, BaseHeader):
    """A subject whose spaces survive folding.

    The standard library loses some between encoded words (seen in 3.11.7: two Armenian words
    came back as one), so folding is left to its older encoder.
    """

    def fold(self, *, policy: Policy) -> str:
        """Return the header, encoded where the policy needs it."""
        if isinstance(policy, EmailPolicy) and policy.utf8:
            return f"{self.name}: {self}{policy.linesep}"
        charset = "us-ascii" if self.isascii() else "utf-8"
        folded = Header(self, charset, header_name=self.name).encode(linesep=policy.linesep)
        return f"{self.name}: {folded}{policy.linesep}"


class _Headers(HeaderRegistry):
    """What headers are made of, each class and what many mails say alike made once.

    The standard library makes a class for every header of every mail, and parses it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type[BaseHeader]] = {}
        self._parsed = lru_cache(maxsize=512)(super().__call__)

    def __getitem__(self, name: str) -> type[BaseHeader]:
        """Return the class of a header."""
        known = name.lower()
        if known not in self._made:
            self._made[known] = super().__getitem__(name)
        return self._made[known]

    def __call__(self, name: str, value: Any) -> BaseHeader:  # noqa: ANN401  text or an Address
        """Return a header, which nothing can change."""
        if type(value) is str:
            return self._parsed(name, value)
        return super().__call__(name, value)


def _policy() -> "EmailPolicy[EmailMessage]":  # generic in the stubs only
    headers = _Headers()
    for name in ("in-reply-to", "references", "list-id", "list-unsubscribe"):
        headers.map_to_type(name, _Verbatim)
    headers.map_to_type("subject", _Subject)
    return SMTP.clone(header_factory=headers)


_POLICY = _policy()
