"""The public pages of a house, served on loopback, and asked as a browser or mailer does."""

import email
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from email.policy import default
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server
from urllib.parse import urlencode, urlsplit

import uvicorn
from lxml import html
from visits import READER, rows

from pipeline import stages
from pipeline.settings import Settings
from pipeline.tables import Delivery
from web.__main__ import configured

ASKED = {"address": READER, "dossier": "karabakh", "rhythm": "at_once"}
ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def title(self) -> str:
        """The heading of the page."""
        [heading] = html.fromstring(self.text).xpath("//h1")
        return str(heading.text_content())


class Site:
    """The pages of one house, asked as a browser or a mail program does."""

    def __init__(self, house: Settings) -> None:
        self.house = house

    def get(self, path: str, **headers: str) -> Answer:
        """Return a page; a whole address will do."""
        return self.ask("GET", path, None, headers)

    def post(self, path: str, fields: object = (), **headers: str) -> Answer:
        """Return the answer to a form."""
        body = fields if isinstance(fields, str) else urlencode(fields, doseq=True)  # type: ignore[call-overload]
        headers = {"Content-Type": "application/x-www-form-urlencoded"} | headers
        return self.ask("POST", path, body, headers)

    def ask(
        self,
        method: str,
        path: str,
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Return the answer to a request; a path is asked for as it is written."""
        base = urlsplit(self.house.web_url or "")
        connection = HTTPConnection("127.0.0.1", base.port or 0, timeout=30)
        named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        asked = (
            path
            if path.startswith("/")
            else urlsplit(path)._replace(scheme="", netloc="").geturl()
        )
        connection.request(method, asked, body, named)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)

    def mails(self, to: str = READER) -> list[EmailMessage]:
        """Return the mails somebody was sent, when none is on its way any more."""
        while any(not (one.sent_at or one.failed_at) for one in rows(self.house, Delivery)):
            stages.send_links(self.house)
            time.sleep(0.01)
        found = [
            email.message_from_bytes(one.read_bytes(), policy=default)
            for one in sorted(
                Path(self.house.mail).glob("new/*"), key=lambda one: one.stat().st_mtime_ns
            )
        ]
        return [one for one in found if one["To"] == to]  # type: ignore[misc]

    def subscribed(self, to: str = READER, **asked: object) -> str:
        """Let a reader subscribe and confirm; return the address of their choices."""
        self.post("/en/subscribe", ASKED | {"address": to} | asked)
        page = self.post(link(self.mails(to)[-1], "confirm"))
        [found] = html.fromstring(page.text).xpath("//main//a/@href")
        return str(found)


def link(mail: EmailMessage, what: str) -> str:
    """Return the one address of a purpose that a mail holds."""
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    [found] = set(re.findall(rf"http\S+/{what}/\S+", text))
    return str(found)


@contextmanager
def serving(house: Settings, proxies: tuple[str, ...] = ("127.0.0.1",)) -> Iterator[Site]:
    """Serve the pages of a house, behind some proxies, until the block ends."""
    socket = create_server(("127.0.0.1", 0))  # it listens: nobody has to wait for the thread
    url = f"http://127.0.0.1:{socket.getsockname()[1]}"
    ours = replace(house, web_url=url, web_proxies=proxies)
    server = uvicorn.Server(configured(ours))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    try:
        yield Site(ours)
    finally:  # else a failing test leaves a thread that its process waits for
        server.should_exit = True
        thread.join()
        socket.close()
