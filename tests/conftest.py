"""The embedded PostgreSQL, started once a session; a migrated, empty house for each test.

And a loopback server that plays every site.
"""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest
from played import Site
from psycopg import sql

from crawlers import catalog
from pipeline import settings, source, store
from pipeline.settings import Settings
from pipeline.subscriptions import waiting
from runtime import postgres
from runtime.database import migrate

if TYPE_CHECKING:
    import served
    from selenium.webdriver.remote.webdriver import WebDriver

TEMPLATE = "migrated"
# What a test wrote need not outlive the machine: waiting for the disk was half the suite's time.
CARELESS = ("fsync", "full_page_writes", "synchronous_commit")
# They take minutes, and most of them wait: begun last, they would end alone beside an idle core.
LONGEST = (
    *("test_demo.py", "test_supervisor.py", "test_simulator.py", "test_dags.py"),
    "test_shown_round.py",
)
_numbers = count()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest files where workers share them; each keeps the order of its tests."""
    if hasattr(config, "workerinput"):  # xdist's sign of a worker
        items.sort(key=lambda one: (*LONGEST, one.path.name).index(one.path.name))


def _execute(url: str, command: str, *names: str) -> None:
    """Run a command on the server of an address; {} stand for names."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(sql.SQL(command).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server's own database; a migrated template lies beside it."""
    home = tmp_path_factory.mktemp("server")
    url = postgres.ensure(home).url
    for setting in CARELESS:
        _execute(url, "ALTER SYSTEM SET {} = off", setting)
    _execute(url, "SELECT pg_reload_conf()")
    _execute(url, "CREATE DATABASE {} TEMPLATE template0", TEMPLATE)
    template = urlsplit(url)._replace(path=f"/{TEMPLATE}").geturl()
    migrate(template)
    with store.sessions(template).begin() as session:
        source.declare(session, [asdict(one) for one in catalog.declarations().values()])
    store.engine(template).dispose()
    yield url
    postgres.stop(home)
    shutil.rmtree(postgres.base(home), ignore_errors=True)


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """Return the address of a database of today's tables that knows the sources, and no more."""
    name = f"test_{next(_numbers)}"
    _execute(server, "CREATE DATABASE {} TEMPLATE {}", name, TEMPLATE)
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    yield url
    store.engine(url).dispose()
    _execute(server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def house(database: str, tmp_path: Path) -> Settings:
    """Return the settings of an empty house: database, spool, archive and a Maildir."""
    return settings.read({"VEILLE_HOME": str(tmp_path / "home"), "VEILLE_DATABASE": database})


@pytest.fixture
def pages(house: Settings) -> "Iterator[served.Site]":
    """Serve the public pages of a house until the test ends."""
    from served import serving  # noqa: PLC0415  few tests need the pages, and none waits for them

    with serving(house) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> "Iterator[WebDriver]":
    """Keep one headless Chromium for the tests of a module."""
    from browsed import browsing  # noqa: PLC0415  likewise

    with browsing() as driver:
        yield driver


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every line be a message of its own, however many come within five minutes."""
    monkeypatch.setattr(waiting, "ALONE", sys.maxsize)


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve a site until the test ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer("?posted=" + form)

        def do_GET(self) -> None:
            self._answer("")

        def _answer(self, posted: str) -> None:
            scheme, _, rest = self.path.lstrip("/").partition("/")
            answer = site.answer(f"{scheme}://{rest}{posted}", dict(self.headers))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.goes_on is None:
                self.send_header("Content-Length", str(len(answer.body)))
            else:
                self.send_header("Connection", "close")
            self.end_headers()
            # The crawl may be killed meanwhile, or cut a page that is too big.
            with suppress(BrokenPipeError, ConnectionResetError):
                for part in chain([answer.body], answer.goes_on or ()):
                    self.wfile.write(part)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that hang up, as killed crawls do."""
            if not isinstance(sys.exception(), ConnectionError):
                super().handle_error(request, client_address)

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.replay = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()
