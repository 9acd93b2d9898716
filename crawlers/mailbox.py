"""Mail where it lies, in a Maildir or an IMAP folder: nothing in it is changed or deleted.

Which messages are done with is remembered; lost, all are read again.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, quote, unquote, urlsplit

from crawlers import message
from crawlers.memory import Facts

_TIMEOUT = 30.0  # seconds, for each answer of the IMAP server
_UIDVALIDITY = "UIDVALIDITY"
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message where it lies."""

    key: str  # what it is remembered by
    place: str  # its address there
    size: int  # bytes


class Mailbox(Protocol):
    """Messages in the order they came."""

    name: str  # without its secret

    def waiting(self) -> list[Letter]:
        """Return the messages not yet done with, the oldest first."""

    def start(self, letter: Letter) -> bytes:
        """Return the first bytes of a message: all of its headers, or too much of them."""

    def whole(self, letter: Letter) -> bytes:
        """Return all of a message."""

    def done(self, letter: Letter) -> None:
        """Remember that nothing more is to be done with a message."""


@contextmanager
def opened(address: str, facts: Facts) -> Iterator[Mailbox]:
    """Yield the messages at an address; `facts` remember which are done with.

    Raise OSError or imaplib.IMAP4.error where they cannot be read.
    """
    parts = urlsplit(address)
    if parts.scheme == "maildir":
        yield Maildir(Path(unquote(parts.path)), facts)
        return
    connection = _connected(parts)
    try:
        yield Imap(connection, parts, facts)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.logout()
        with suppress(OSError):
            connection.shutdown()


class Maildir:
    """A folder with `new/` and `cur/`; a name keeps its first half when a reader moves it."""

    name = "maildir"

    def __init__(self, path: Path, facts: Facts) -> None:
        """Look at a folder; `facts` remembers."""
        self._path = path
        self._done: dict[str, list[str]] = facts
        self._files: dict[str, Path] = {}

    def waiting(self) -> list[Letter]:
        """Return the messages not yet done with; names begin with when they came."""
        folders = [self._path / "new", self._path / "cur"]
        found = [path for folder in folders for path in folder.iterdir() if path.is_file()]
        self._files = {path.name.partition(":")[0]: path for path in found}
        done = self._files.keys() & set(self._done.get("done", ()))
        self._done["done"] = sorted(done)
        return [
            Letter(
                key=key,
                place=f"maildir:{quote(key)}",
                size=self._files[key].stat().st_size,
            )
            for key in sorted(self._files.keys() - done)
        ]

    def start(self, letter: Letter) -> bytes:
        """Return the first bytes of a message."""
        with self._files[letter.key].open("rb") as file:
            return file.read(message.LARGEST_HEAD + 1)

    def whole(self, letter: Letter) -> bytes:
        """Return all of a message."""
        return self._files[letter.key].read_bytes()

    def done(self, letter: Letter) -> None:
        """Remember that nothing more is to be done with a message."""
        self._done["done"].append(letter.key)


class Imap:
    """A folder of an IMAP server, opened for reading only; UIDs rise while UIDVALIDITY stays."""

    def __init__(self, connection: imaplib.IMAP4, parts: SplitResult, facts: Facts) -> None:
        """Log in and open the folder; raise OSError or IMAP4.error."""
        self._connection = connection
        self._facts = facts
        folder = unquote(parts.path.strip("/")) or "INBOX"
        connection.login(unquote(parts.username or ""), unquote(parts.password or ""))
        quoted = folder.replace("\\", r"\\").replace('"', r"\"")
        _said(connection.select(f'"{quoted}"', readonly=True))
        validity = _said(connection.response(_UIDVALIDITY), code=_UIDVALIDITY)
        self.name = f"imap://{parts.hostname}/{quote(folder)};UIDVALIDITY={validity.decode()}"
        if facts.get("mailbox") != self.name:
            facts.clear()
            facts |= {"mailbox": self.name, "last": 0, "open": []}

    def waiting(self) -> list[Letter]:
        """Return the messages not yet done with, by rising UID."""
        last = self._facts["last"]
        # n:* names the last message even when it is older, so what is not newer is left out
        said = _said(self._connection.uid("SEARCH", f"UID {last + 1}:*"))
        new = sorted(uid for uid in map(int, said.split()) if uid > last)
        self._facts["open"] = waiting = sorted({*self._facts["open"], *new})
        self._facts["last"] = max([last, *new])
        return [
            Letter(key=str(uid), place=f"{self.name}/;UID={uid}", size=self._size(uid))
            for uid in list(waiting)
        ]

    def _size(self, uid: int) -> int:
        answer = _said(self._connection.uid("FETCH", str(uid), "(RFC822.SIZE)"))
        size = _SIZE.search(answer)
        return int(size[1]) if size else 0

    def start(self, letter: Letter) -> bytes:
        """Return the first bytes of a message."""
        return self._fetched(letter, message.LARGEST_HEAD + 1)

    def whole(self, letter: Letter) -> bytes:
        """Return all of a message, as far as one is read."""
        return self._fetched(letter, message.LARGEST)

    def _fetched(self, letter: Letter, most: int) -> bytes:
        """Return bytes of a message without marking it as seen; none when it is gone."""
        _, answers = self._connection.uid("FETCH", letter.key, f"(BODY.PEEK[]<0.{most}>)")
        return next((bytes(one[1]) for one in answers if isinstance(one, tuple)), b"")

    def done(self, letter: Letter) -> None:
        """Remember that nothing more is to be done with a message."""
        self._facts["open"].remove(int(letter.key))


def _connected(parts: SplitResult) -> imaplib.IMAP4:
    """Return a connection that nobody overhears; raise OSError or IMAP4.error."""
    host, context = parts.hostname or "", ssl.create_default_context()
    if parts.scheme == "imaps":
        return imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=context, timeout=_TIMEOUT)
    connection = imaplib.IMAP4(host, parts.port or 143, timeout=_TIMEOUT)
    if "STARTTLS" in connection.capabilities:
        connection.starttls(context)
    elif not _is_loopback(host):
        connection.shutdown()
        raise ConnectionError(f"{host} offers no TLS to log in through; use imaps://")
    return connection


def _said(answer: tuple[str, list[bytes | None]], *, code: str = "OK") -> bytes:
    """Return the first line of an IMAP answer; raise IMAP4.error when it is not as expected."""
    kind, lines = answer
    if kind != code or lines[0] is None:
        raise imaplib.IMAP4.error(f"the IMAP server answered {kind} {lines!r:.200}")
    return lines[0]


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def without_secret(words: str, address: str) -> str:
    """Return words without the password, which a server may repeat."""
    secret = urlsplit(address).password
    return words.replace(unquote(secret), "***").replace(secret, "***") if secret else words
