"""Press lists read from a Maildir or an IMAP folder: nothing in it is changed or deleted.

Which messages a source is done with is remembered from crawl to crawl; lost, all are read again,
which makes no document twice.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import SplitResult, quote, unquote, urlsplit

from crawlers import catalog, message, press_list, subscription
from crawlers.journal import Journal
from crawlers.loss import Loss, misread, one_line
from crawlers.memory import Facts, Memory
from crawlers.message import Head
from crawlers.page import Page
from crawlers.subscription import UnverifiedError
from pipeline.errors import PageError

if TYPE_CHECKING:
    from crawlers.base import SourceSpider

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


def read(
    spider: "type[SourceSpider]",
    journal: Journal,
    memory: Memory,
    inbox: str | None,
    verifier: str | None,
) -> None:
    """Read what has come for a source; what goes wrong is in the journal.

    `inbox` is maildir:/path, or imaps://user:password@host/folder; it never gets into a message.
    """
    if inbox is None:
        if not spider.series():
            journal.tally.fault(
                "unreachable", "VEILLE_INBOX is not set, and it comes by mail only"
            )
        return
    if verifier is None and any(one.signed_by for one in spider.subscriptions):
        why = "VEILLE_INBOX_VERIFIER is not set, and its mails must be signed: they wait"
        journal.tally.fault("unreachable", why)
        return
    journal.tally.listings += 1
    facts = memory.of(f"inbox.{spider.name}")
    lists = catalog.subscriptions()
    try:
        with _opened(inbox, facts) as box:
            for letter in box.waiting():
                with suppress(FileNotFoundError):  # moved meanwhile: it is there the next time
                    _take(spider, lists, journal, box, letter, verifier)
                    box.done(letter)
    except (OSError, imaplib.IMAP4.error) as error:
        journal.tally.lost_listings += 1
        journal.tally.fault("unreachable", _without_secret(one_line(error), inbox))
    finally:
        memory.keep(f"inbox.{spider.name}")


def _take(  # noqa: PLR0913, PLR0917  one message, and what decides about it
    spider: "type[SourceSpider]",
    lists: subscription.Lists,
    journal: Journal,
    box: Mailbox,
    letter: Letter,
    verifier: str | None,
) -> None:
    """Write down what a message says, or why it says nothing; leave alone what is not its own.

    What is nobody's is told of once, by the first source that has a list, and not kept.
    """
    first = box.start(letter)
    if not first:
        return  # somebody deleted it
    try:
        head = message.head(first)
    except PageError as error:
        if spider.name == min(lists):
            _drop(journal, box, message.address(first), "malformed", one_line(error))
        return
    owner = subscription.owner(head, lists)
    if owner is None and spider.name == min(lists):
        detail = f"from somebody at {head.sender.rpartition('@')[2]}, whom no source declares"
        _drop(journal, box, head.address, "unknown_sender", detail)
    if owner != spider.name:
        return
    journal.listed([head.address], box.name)
    journal.asked(head.address)
    if letter.size > message.LARGEST:
        detail = f"{letter.size} bytes, more than the {message.LARGEST} that are read"
        journal.drop(head.address, Loss(reason="too_big", detail=detail, final=True))
        return
    page = Page(
        address=letter.place,
        body=box.whole(letter),
        media_type=message.MEDIA_TYPE,
        seen_at=datetime.now(UTC),
    )
    journal.message(page)
    _write(spider, lists[spider.name], journal, page, head, verifier)


def _write(  # noqa: PLR0913, PLR0917  one message, and what decides about it
    spider: "type[SourceSpider]",
    lists: tuple[subscription.Subscription, ...],
    journal: Journal,
    page: Page,
    head: Head,
    verifier: str | None,
) -> None:
    [own, *_] = (one for one in lists if one.sends(head))
    try:
        came = subscription.came(head, own, verifier)
        for item in press_list.items(spider, page):
            journal.item(replace(item, came=came), asked=head.address)
    except UnverifiedError as error:
        journal.drop(head.address, Loss(reason="unverified", detail=one_line(error), final=True))
    except message.MalformedError as error:
        journal.drop(head.address, Loss(reason="malformed", detail=one_line(error), final=True))
    except Exception as error:  # noqa: BLE001  hostile mail, or our reading of it, costs itself
        journal.drop(head.address, replace(misread(error), final=True))


def _drop(journal: Journal, box: Mailbox, address: str, reason: str, detail: str) -> None:
    journal.listed([address], box.name)
    journal.drop(address, Loss(reason=reason, detail=detail, final=True))


# Where mail lies


@contextmanager
def _opened(inbox: str, facts: Facts) -> Iterator[Mailbox]:
    parts = urlsplit(inbox)
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


def _without_secret(words: str, inbox: str) -> str:
    """Return words without the password, which a server may repeat."""
    secret = urlsplit(inbox).password
    return words.replace(unquote(secret), "***").replace(secret, "***") if secret else words


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
