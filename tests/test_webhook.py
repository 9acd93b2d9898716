"""Webhooks: signed, told once, safe from what stands beside us, switched off after a day."""

import hmac
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import called
import pytest
from sqlalchemy import update
from visits import READER, TALKS, address, crawled, rows, subscribe

from crawlers.middlewares import addresses
from pipeline import stages, store
from pipeline.deliveries import callback, webhook
from pipeline.errors import CallbackError, CallError
from pipeline.settings import Settings
from pipeline.store import hooks, readers
from pipeline.tables import Delivery, Source, Webhook
from runtime.commands import webhooks as commands

ADDRESSES = [
    *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1"),
    *("192.0.0.8", "255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
    *("8.8.8.8", "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"),
]


@dataclass
class Receiver:
    """What was posted to an address, and what it answers."""

    url: str = ""
    status: int = 204
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Take what is posted, on loopback, until the block ends."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.taken.append((dict(self.headers), body))
            self.send_response(receiver.status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook?a=1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Take what is posted until the test ends."""
    with receiving() as found:
        yield found


@pytest.fixture
def hooked(house: Settings, receiver: Receiver) -> Settings:
    """Return a house with a reader who is told by a webhook."""
    subscribe(house)
    ours = replace(house, webhooks="any", web_url="https://veille.example.org")
    with store.sessions(house.database).begin() as session:
        one = readers.reader_at(session, READER)
        assert one is not None
        hooks.keep(session, one.id, receiver.url)
    crawled(house, (address(1), TALKS["en"]))
    stages.write_lines(house)
    return ours


def time_passes(house: Settings, by: timedelta) -> None:
    """Let what waits be due, and what fails fail for longer."""
    with store.sessions(house.database).begin() as session:
        session.execute(update(Delivery).values(due_at=Delivery.due_at - by))
        since = Webhook.failing_since - by
        session.execute(update(Webhook).values(failing_since=since))


def mails(house: Settings) -> list[str]:
    return [one.read_text() for one in Path(house.mail).glob("new/*")]


@pytest.mark.server
def test_what_is_told_is_posted_signed_and_not_mailed(
    hooked: Settings, receiver: Receiver
) -> None:
    assert stages.send(hooked)["posted"] == 1
    [(headers, body)] = receiver.taken
    [message], [hook] = rows(hooked, Delivery), rows(hooked, Webhook)
    assert message.sent_at is not None
    assert mails(hooked) == []
    signed = f"{headers['Veille-Timestamp']}.".encode() + body
    expected = hmac.new(hook.secret.encode(), signed, sha256).hexdigest()
    assert headers["Veille-Signature"] == f"sha256={expected}"
    assert abs(int(headers["Veille-Timestamp"]) - message.sent_at.timestamp()) < 300
    assert headers["Idempotency-Key"] == message.key
    told = json.loads(body)
    [line] = told["lines"]
    assert (told["delivery"], told["kind"]) == (message.key, "alert")
    assert (line["kind"], line["source"], line["address"]) == ("new", "am_mfa", address(1))
    assert line["passages"][0]["text"].startswith("The foreign minister of Armenia said")
    assert stages.send(hooked)["posted"] == 0


@pytest.mark.server
def test_a_webhook_is_given_what_the_source_allows(hooked: Settings, receiver: Receiver) -> None:
    with store.sessions(hooked.database).begin() as session:
        session.execute(update(Source).where(Source.name == "am_mfa").values(rights="link"))
    stages.send(hooked)
    [line] = json.loads(receiver.taken[0][1])["lines"]
    assert (line["passages"], line["withheld"]) == ([], 1)


@pytest.mark.server
@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_is_not_taken_is_posted_again_later_with_the_same_key(
    hooked: Settings, receiver: Receiver, status: int
) -> None:
    receiver.status = status
    assert stages.send(hooked)["refused"] == 1
    assert stages.send(hooked) == {"sent": 0, "refused": 0, "void": 0}  # it waits
    receiver.status = 200
    time_passes(hooked, timedelta(hours=2))
    assert stages.send(hooked)["posted"] == 1
    keys = {headers["Idempotency-Key"] for headers, _ in receiver.taken}
    assert (len(receiver.taken), len(keys)) == (2, 1)
    [hook] = rows(hooked, Webhook)
    assert (hook.state, hook.failing_since) == ("on", None)


@pytest.mark.server
def test_a_day_of_failure_switches_it_off_and_mail_tells_its_owner(
    hooked: Settings, receiver: Receiver
) -> None:
    receiver.status = 503
    assert stages.send(hooked)["refused"] == 1
    time_passes(hooked, timedelta(hours=23))
    assert stages.send(hooked)["refused"] == 1
    time_passes(hooked, timedelta(hours=2))
    counts = stages.send(hooked)
    assert (counts["switched off"], counts["sent"]) == (1, 2)
    [hook] = rows(hooked, Webhook)
    assert (hook.state, hook.reason) == ("failed", "127.0.0.1 answered 503 Service Unavailable")
    subjects = {line for one in mails(hooked) for line in one.splitlines() if "Subject" in line}
    assert "Subject: Your webhook was switched off" in subjects
    assert len(subjects) == 2  # what it did not take came by mail
    assert len(receiver.taken) == 3


@pytest.mark.server
def test_an_address_beside_ours_is_not_called(hooked: Settings, receiver: Receiver) -> None:
    assert stages.send(replace(hooked, webhooks="public"))["refused"] == 1
    assert receiver.taken == []


@pytest.mark.parametrize("one", ADDRESSES)
def test_the_crawler_has_the_same_rule(one: str) -> None:
    assert callback.is_public(one) == addresses.is_public(one)


@pytest.mark.parametrize("one", ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"])
def test_an_address_written_as_another_kind_is_seen_through(one: str) -> None:
    assert not callback.is_public(one)


def test_a_name_is_looked_up_once_and_that_very_address_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that means another machine a moment later leads nowhere."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    asked: list[tuple[str, int]] = []

    def found(_: str, port: int, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, 1, 6, "", (one, port)) for one in next(answers)]

    def connected(where: tuple[str, int], **_: object) -> socket.socket:
        asked.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket, "create_connection", connected)
    with pytest.raises(CallbackError):
        callback.post("https://rebind.example/", b"{}", {})
    assert asked == [("93.184.216.34", 443)]
    with pytest.raises(CallbackError, match=r"rebind.example is 127.0.0.1, which is no public"):
        callback.post("https://rebind.example/", b"{}", {})
    assert len(asked) == 1


def test_one_address_beside_ours_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(0, 1, 6, "", (one, 443)) for one in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(CallbackError, match=r"10\.0\.0\.1"):
        callback.post("https://two.example/", b"{}", {})


@pytest.mark.parametrize(
    "url",
    [
        *(
            "http://a.example/",
            "ftp://a.example/",
            "file:///etc/passwd",
            "https:///x",
            "a.example",
        ),
        *("https://u:p@a.example/", "https://a.example/#x", "https://a.example:99999/"),
        *("https://a.example/a b", "https://a.example/\r\nX: y", "https://a.example:0/"),
    ],
)
def test_an_address_that_cannot_be_called_is_refused_with_the_reason(url: str) -> None:
    with pytest.raises(CallError):
        callback.checked(url, private=False)


def test_a_signature_proves_body_and_moment() -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    one = webhook.signature("s", b"{}", now)
    assert one["Veille-Timestamp"] == "1777593600"
    assert one != webhook.signature("s", b"{ }", now)
    assert one != webhook.signature("t", b"{}", now)
    assert one != webhook.signature("s", b"{}", now + timedelta(seconds=1))


def said(*arguments: str) -> str:
    """Return what a command says; raise what it raises."""
    return called.said("webhooks", *arguments)


@pytest.mark.server
def test_operators_add_list_pause_and_remove(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "opened", lambda: house)
    with pytest.raises(CallError, match="no such subscriber"):
        said("add", READER, "https://hook.example/")
    subscribe(house)
    secret = said("add", READER, "https://hook.example/").rsplit(" ", 1)[1].strip()
    assert rows(house, Webhook)[0].secret == secret
    assert secret not in said("list", "--json")
    with pytest.raises(CallError, match="https"):
        said("add", READER, "http://hook.example/")
    for command, state in (("pause", "paused"), ("resume", "on")):
        said(command, READER)
        assert [one["state"] for one in map(json.loads, said("list", "--json").splitlines())] == [
            state
        ]
    said("remove", READER)
    assert rows(house, Webhook) == []
    with pytest.raises(CallError, match="has no webhook"):
        said("pause", READER)
