"""A loopback server that plays every site, and crawls against it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from played import Answer, Crawler, Site


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
            url = f"{scheme}://{rest}{posted}"
            site.asked.append(url)
            site.agents.add(self.headers.get("User-Agent", ""))
            answer = site.answers.get(url, Answer(b"not here", 404))
            answer = answer() if callable(answer) else answer
            if site.cookie not in self.headers.get("Cookie", ""):
                given = {"Location": url, "Set-Cookie": f"{site.cookie}; Path=/"}
                answer = Answer(status=307, headers=given)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            try:
                self.wfile.write(answer.body)
            except (BrokenPipeError, ConnectionResetError):
                return  # the crawl was killed, or cut a page that is too big

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.replay = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def crawler(site: Site, tmp_path: Path) -> Crawler:
    """Return what crawls against the site."""
    return Crawler(site=site, folder=tmp_path)
