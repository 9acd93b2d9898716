"""The post: where messages are handed over, signed where a key is set."""

import logging
import mailbox
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from email.message import EmailMessage
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.deliveries.signature import Signature, signed
from pipeline.errors import DeferredError, PostError, RecipientError, RefusedError
from pipeline.mails.plain import plain, shortened
from pipeline.settings import Settings

log = logging.getLogger(__name__)

TIMEOUT = 30.0  # seconds, for each answer of the SMTP server
_OK = 250
_GONE = -1  # what smtplib answers for a server that hung up
_CLOSING = frozenset({421, _GONE})
_AUTHENTICATION = frozenset({530, 534, 535, 538})  # the operator's password, not this message


class Post(Protocol):
    """Where messages are handed over."""

    def send(self, message: EmailMessage) -> None:
        """Hand one message over; raise RefusedError for good, PostError for now.

        Of these, RecipientError and DeferredError are about its recipient alone.
        """


def returning(address: str, message_id: str) -> str:
    """Return the address that a mail comes back to: it holds its key (VERP)."""
    local, _, domain = address.partition("@")
    return f"{local}+{message_id.strip('<>').partition('@')[0]}@{domain}"


def opened(settings: Settings) -> AbstractContextManager[Post]:
    """Return the post an operator chose, see open_post; raise SettingsError for a wrong key."""
    return open_post(settings.smtp, settings.mail, settings.returns, signature(settings))


def signature(settings: Settings) -> Signature | None:
    """Return what mails are signed with; None: nothing. Raise SettingsError for a wrong key."""
    if settings.dkim_selector is None or settings.dkim_key is None:
        return None
    return Signature(selector=settings.dkim_selector, key=settings.dkim_key)


@contextmanager
def open_post(
    smtp: str | None,
    maildir: Path,
    returns: str | None = None,
    signature: Signature | None = None,
) -> Iterator[Post]:
    """Yield where mail goes: the SMTP server at the address or, without one, the Maildir.

    What cannot be delivered comes back to `returns`, where the mail's key is added, or to the
    sender; with a `signature` each mail is signed.

    smtp://[user:password@]host[:25] upgrades to TLS where the server offers it; smtps:// [:465]
    begins with it. Nothing is connected before the first message. Raises PostError.
    """
    if smtp is None:
        yield _Maildir(maildir, signature)
        return
    post = _Smtp(urlsplit(smtp), returns, signature)
    try:
        yield post
    finally:
        post.close()


def erased(maildir: Path, address: str) -> int:
    """Remove the mails to an address from a Maildir; return how many there were."""
    if not maildir.is_dir():
        return 0
    box = mailbox.Maildir(maildir, create=False)
    wanted = address.lower()
    own = [key for key, one in box.iteritems() if parseaddr(str(one["To"]))[1].lower() == wanted]
    for key in own:
        box.discard(key)
    return len(own)


class _Maildir:
    """A folder mail is laid into."""

    def __init__(self, path: Path, signature: Signature | None) -> None:
        self._signature = signature
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            for folder in (path, *(path / name for name in ("tmp", "new", "cur"))):
                folder.mkdir(mode=0o700, exist_ok=True)  # several senders may make it at once
            self._box = mailbox.Maildir(path, create=False)
        except OSError as error:
            raise PostError(f"Maildir {path} cannot be made: {error}") from error

    def send(self, message: EmailMessage) -> None:
        """Lay the message into `new/`, synced to disk."""
        native = signed(message, self._signature).replace(b"\r\n", b"\n")
        try:
            self._box.add(native)
        except OSError as error:
            raise PostError(f"mail cannot be laid into the Maildir: {error}") from error


class _Smtp:
    """One server, one connection for many messages; a lost one is opened again."""

    def __init__(
        self, server: SplitResult, returns: str | None, signature: Signature | None
    ) -> None:
        self._server = server
        self._returns = returns
        self._signature = signature
        self._host = server.hostname or ""
        self._port = server.port or (465 if server.scheme == "smtps" else 25)
        self._connection: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand the message over; return after the server's 250 to it."""
        try:
            self._send(message)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise PostError(f"{self._name}: {_reason(error)}") from error

    def close(self) -> None:
        """Part politely; a server already gone is no fault."""
        if self._connection:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._drop()

    def _send(self, message: EmailMessage) -> None:
        sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
        if self._returns is not None:
            sender = returning(self._returns, str(message["Message-ID"]))
        reused = self._connection is not None
        connection = self._connected()
        options = []
        if not (sender + recipient).isascii():
            if not connection.has_extn("smtputf8"):
                raise RefusedError(f"{self._name} takes no address like {recipient} (SMTPUTF8)")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        answer = _answer_to_mail(connection, sender, options)
        if reused and answer[0] in _CLOSING:  # servers end idle or long connections
            self._drop()
            connection = self._connected()
            answer = _answer_to_mail(connection, sender, options)
        self._check(f"sender {sender}", answer)
        self._check_recipient(recipient, connection.rcpt(recipient))
        try:
            self._check("message", connection.data(signed(message, self._signature)))
        except smtplib.SMTPDataError as error:  # refused before its first byte
            self._check("message", (error.smtp_code, error.smtp_error))

    def _connected(self) -> smtplib.SMTP:
        """Return the open connection, or a new one, encrypted and logged in."""
        if self._connection:
            return self._connection
        if self._server.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT, context=_tls(self._host)
            )
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
        try:
            self._greet(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _greet(self, connection: smtplib.SMTP) -> None:
        connection.ehlo_or_helo_if_needed()
        encrypted = self._server.scheme == "smtps"
        if not encrypted and connection.has_extn("starttls"):
            connection.starttls(context=_tls(self._host))
            connection.ehlo()
            encrypted = True
        if self._server.username:
            if not encrypted and not _is_loopback(self._host):
                raise PostError(f"{self._name} offers no TLS to log in through; use smtps://")
            connection.login(unquote(self._server.username), unquote(self._server.password or ""))

    def _check_recipient(self, recipient: str, answer: tuple[int, bytes]) -> None:
        """Check an answer as `_check` does; a fault is of this recipient alone where it may be."""
        try:
            self._check(f"recipient {recipient}", answer)
        except RefusedError as error:
            raise RecipientError(str(error), f"{answer[0]} {_said(answer[1])}") from error
        except PostError as error:
            if answer[0] in _CLOSING | _AUTHENTICATION:
                raise
            raise DeferredError(str(error)) from error

    def _check(self, what: str, answer: tuple[int, bytes | str]) -> None:
        """Return after a 2xx; raise RefusedError after a 5xx to this message, else PostError."""
        code, words = answer
        if 200 <= code < 300:  # noqa: PLR2004  RFC 5321, 4.2.1
            return
        self._reset(closing=code in _CLOSING)
        final = 500 <= code < 600 and code not in _AUTHENTICATION  # noqa: PLR2004  RFC 5321, 4.2.1
        fault = RefusedError if final else PostError
        raise fault(f"{self._name} refused the {what}: {code} {_said(words)}")

    def _reset(self, *, closing: bool) -> None:
        """Make the connection ready for the next message, or forget it."""
        try:
            if not closing and self._connection and self._connection.rset()[0] == _OK:
                return
        except (OSError, smtplib.SMTPException):
            log.debug("%s went away after a refusal", self._name)
        self._drop()

    def _drop(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    @property
    def _name(self) -> str:
        """The server without its password."""
        return f"SMTP server {self._host}:{self._port}"


def _answer_to_mail(
    connection: smtplib.SMTP, sender: str, options: list[str]
) -> tuple[int, bytes]:
    """Return the answer to MAIL; a connection found closed answers as gone."""
    try:
        return connection.mail(sender, options)
    except smtplib.SMTPServerDisconnected as error:
        return _GONE, str(error).encode()


def _tls(host: str) -> ssl.SSLContext:
    """Return how to speak TLS: with a checked certificate, except to this very machine."""
    context = ssl.create_default_context()
    if _is_loopback(host):  # a local relay has a self-made certificate, and nobody in between
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _reason(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_said(error.smtp_error)}"
    return plain(str(error)) or type(error).__name__


def _said(words: bytes | str) -> str:
    """Return a server's answer as one short line."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return shortened(plain(text), 200)
