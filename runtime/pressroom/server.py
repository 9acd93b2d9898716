"""The press room's server: answers /S/HOST/PATH?Q as the site S://HOST would."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from typing import Self
from urllib.parse import unquote

from pipeline.errors import DeclarationError
from runtime.pressroom.answer import Answer, missing
from runtime.pressroom.declared import DeclaredSites
from runtime.pressroom.publication import TEXTS, Edition, load
from runtime.pressroom.saved import SavedSites
from runtime.pressroom.sites import am_civilnet, am_mfa, az_president, ru_mid, us_state

Site = Callable[[Sequence[Edition], str, str, float], Answer]
SITES: Mapping[str, Site] = {  # scheme and host, as they begin a request's path
    "https/civilnet.am": am_civilnet.answer,
    "https/mid.ru": ru_mid.answer,
    "https/president.az": az_president.answer,
    "https/www.civilnet.am": am_civilnet.answer_old,
    "https/www.mfa.am": am_mfa.answer,
    "https/www.state.gov": us_state.answer,
}
REMEMBERED = 10_000  # requests

log = logging.getLogger(__name__)


def answer(
    editions: Sequence[Edition], target: str, now: float, saved: SavedSites | None = None
) -> Answer | None:
    """Return what a request target (/S/HOST/PATH?Q) gets at a moment of the clock.

    None hangs up. Sites nobody wrote are answered from `saved`, where it is given.
    """
    path, _, query = target.partition("?")
    scheme, host, *rest = (*path.removeprefix("/").split("/", 2), "")
    site = SITES.get(f"{scheme}/{host}")
    if site is None and saved is not None:
        return saved.answer(target.removeprefix("/").replace("/", "://", 1), now)
    return site(editions, "/" + unquote(rest[0]), query, now) if site else missing()


class PressRoom:
    """The sites on loopback, in a thread: a context manager.

    `clock` returns seconds since the room opened; texts come out, change and go by it.
    """

    def __init__(  # noqa: PLR0913  what it serves from
        self,
        clock: Callable[[], float] | None = None,
        *,
        port: int = 0,  # 0: a free one
        texts: Path = TEXTS,
        beside: Path | None = None,  # more texts, read again whenever some were put there
        pages: Path | None = None,  # saved pages, for the sites nobody wrote
        declared: DeclaredSites | None = None,  # sites that stand in for all others of their hosts
    ) -> None:
        """Load the texts and take the port; raise DeclarationError or OSError."""
        opened = time.monotonic()
        self._clock = clock or (lambda: time.monotonic() - opened)
        self._opened = datetime.now(UTC) - timedelta(seconds=self._clock())
        self._advanced = 0.0  # seconds
        self._folders = (texts, beside)
        self._editions = load(texts, beside)
        self._read = _files(beside)
        self._saved = SavedSites(pages) if pages else None
        self._declared = declared
        self._replaced: dict[str, Answer] = {}
        self._requests: deque[str] = deque(maxlen=REMEMBERED)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="press room", daemon=True
        )

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The address to set as VEILLE_REPLAY."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def now(self) -> float:
        """The clock, in seconds since the room opened."""
        return self._clock() + self._advanced

    @property
    def requests(self) -> list[str]:
        """The addresses asked for (S://HOST/PATH?Q), the latest 10,000, oldest first."""
        with self._lock:
            return list(self._requests)

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self._advanced += seconds

    def replace(self, url: str, body: bytes, content_type: str, status: int = 200) -> None:
        """Answer an address with given bytes from now on, whatever the site would say."""
        answer_given = Answer(status=status, media_type=content_type, body=body)
        with self._lock:
            self._replaced[_target(url)] = answer_given

    def answer(self, target: str) -> Answer | None:
        """Return what a request target gets now, None to hang up; remember that it was asked."""
        scheme, _, rest = target.removeprefix("/").partition("/")
        with self._lock:
            self._requests.append(f"{scheme}://{rest}")
            given = self._replaced.get(target)
        if given is None and self._declared is not None:
            given = self._declared.answer(f"{scheme}://{rest}", self.now)
        return given or answer(self._published(), target, self.now, self._saved)

    def _published(self) -> Sequence[Edition]:
        """Return the texts, with those put beside them since; a wrong one changes nothing."""
        with self._lock:
            there = _files(self._folders[1])
            if there != self._read:
                self._read = there
                try:
                    self._editions = load(*self._folders)
                except DeclarationError as error:
                    log.error("nothing new is published: %s", error)  # noqa: TRY400  its own words
            return self._editions

    def changed_at(self, seconds: float) -> datetime:
        """Return the real moment of a second of the clock; never later than now."""
        return min(self._opened + timedelta(seconds=seconds), datetime.now(UTC))

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving and give the port back."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _files(folder: Path | None) -> dict[Path, int]:
    """Return the declarations in a folder, and when each was written."""
    found = folder.glob("*.toml") if folder else ()
    return {path: path.stat().st_mtime_ns for path in found}


def _target(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator:
        raise ValueError(f"{url!r} is no absolute address")
    return f"/{scheme}/{rest}"


class _Server(ThreadingMixIn, TCPServer):
    """Not http.server's own class: that one asks the name service for its name."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], room: PressRoom) -> None:
        self.room = room
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up, as killed crawls do."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "Veille-press-room"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds an idle connection is kept
    disable_nagle_algorithm = True
    wbufsize = -1  # header and body leave together

    def do_GET(self) -> None:
        given = self.server.room.answer(self.path)
        if given is None:
            self.close_connection = True
            return
        self.send_response(HTTPStatus(given.status))
        self.send_header("Content-Type", given.media_type)
        self.send_header("Content-Length", str(len(given.body)))
        if given.location:
            self.send_header("Location", given.location)
        if given.changed is not None:
            changed = self.server.room.changed_at(given.changed)
            self.send_header("Last-Modified", format_datetime(changed, usegmt=True))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    do_HEAD = do_GET  # noqa: N815  http.server's name

    def do_POST(self) -> None:
        """Answer a form as its page: what is behind it is no page of ours."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Keep standard error quiet; `requests` remembers."""
