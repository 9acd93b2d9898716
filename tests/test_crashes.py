"""kill -9, one at a time, of whatever works; SMTP that refuses: nothing lost, nothing repeated.

But the one message rule 4 allows, under the same Message-ID. The scheduler's kill is in
test_supervisor.py.
"""

import email
import json
import shutil
import signal
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen

import psutil
import psycopg
import pytest
import started
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from played import OLD, Answer, Site, play_mfa

from crawlers import reread, run
from pipeline import document, source, stages, store
from pipeline.errors import PostError
from pipeline.settings import Settings, read
from pipeline.store import listing
from runtime import postgres
from runtime.database import declare_sources, migrate

pytestmark = pytest.mark.server
READER = "reader@subscriber.example"
COLLECT = """
from crawlers import reread
from pipeline import document
from pipeline.settings import current

document.deduplicate(current())
document.detect_language(current())
document.store_files(current(), reread.items)
"""
SEND = "from pipeline import stages; from pipeline.settings import current; stages.send(current())"


def ask(house: Settings, question: str) -> list[tuple[object, ...]]:
    """Return what the database answers; statements that answer nothing give nothing."""
    assert house.database
    url = house.database.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(question.encode())
        return answer.fetchall() if answer.description else []


def bring(house: Settings, **texts: str) -> None:
    """Put texts into the spool by hand, as one file; each named by its address."""
    objects = [
        {"url": f"https://press.example/{name}", "text": text} for name, text in texts.items()
    ]
    run.ingest_jsonl(
        [json.dumps(one).encode() for one in objects],
        source="manual",
        parties=(),
        spool=house.spool / "new",
        archive=house.archive,
        now=datetime.now(UTC),
    )


def collect(house: Settings) -> None:
    """Take what lies in the spool to the database, as the tasks of DAG collect do."""
    document.deduplicate(house)
    document.detect_language(house)
    document.store_files(house, reread.items)


def talk(number: int) -> str:
    return f"In talk {number} Armenia and Azerbaijan spoke of Nagorno-Karabakh, and of peace."


def revisions(house: Settings) -> dict[str, int]:
    """Return how many revisions each document has, by the end of its address."""
    with store.sessions(house.database)() as session:
        rows = list(listing.documents(session, None, 1000))
    assert len({row["address"] for row in rows}) == len(rows)
    return {str(row["address"]).rpartition("/")[2]: int(row["revisions"]) for row in rows}


def spooled(house: Settings, folder: str) -> list[str]:
    """Return the files in a folder of the spool, parts included."""
    return sorted(path.name for path in (house.spool / folder).glob("*"))


# PostgreSQL


@pytest.fixture
def own_house(tmp_path: Path) -> Iterator[Settings]:
    """Return a house with a server of its own, that may be killed."""
    home = tmp_path / "home"
    url = postgres.ensure(home).url
    migrate(url)
    declare_sources(url)
    yield read({"VEILLE_HOME": str(home), "VEILLE_DATABASE": url})
    store.engine(url).dispose()
    postgres.stop(home)
    shutil.rmtree(postgres.base(home), ignore_errors=True)


def kill_database(house: Settings) -> None:
    """Kill the server of a house, all of its processes."""
    pid = postgres.running(house.home)
    assert pid
    server = psutil.Process(pid)
    killed = [server, *server.children()]
    for one in killed:
        with suppress(psutil.NoSuchProcess):  # a worker of the server may have ended by itself
            one.kill()
    psutil.wait_procs(killed, timeout=60)


@contextmanager
def stuck_in_store(house: Settings) -> Iterator[Popen[str]]:
    """Yield a process that stores a file and waits in the middle of its transaction.

    Its crawl is written by then; it goes on with a document this holds a lock on.
    """
    bring(house, a=talk(1))
    collect(house)
    bring(house, b=talk(2), c=talk(3), a=talk(4))
    assert house.database
    locking = psycopg.connect(house.database.replace("+psycopg", ""))
    try:
        locking.execute("SELECT 1 FROM document FOR UPDATE")
        storing = started.task(house, COLLECT)
        waits = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        waits += " AND query LIKE 'UPDATE document%'"
        started.wait_until(lambda: ask(house, waits), "store meets the lock")
        assert ask(house, "SELECT count(*) FROM page") == [(1,)]  # nothing of it can be seen
        yield storing
    finally:
        locking.close()


def test_postgresql_killed_while_a_file_is_stored(own_house: Settings) -> None:
    with stuck_in_store(own_house) as storing:
        kill_database(own_house)
        assert "OperationalError" in started.said(storing, 1)
    assert postgres.ensure(own_house.home).url == own_house.database
    assert revisions(own_house) == {"a": 1}
    the_rest_is_stored_once(own_house)


def test_the_process_that_stores_killed_in_the_middle_of_a_file(house: Settings) -> None:
    with stuck_in_store(house) as storing:
        storing.kill()
        started.said(storing, -signal.SIGKILL)
    assert revisions(house) == {"a": 1}
    the_rest_is_stored_once(house)


def the_rest_is_stored_once(house: Settings) -> None:
    assert len(spooled(house, "detected")) == 1
    for _ in range(2):
        collect(house)
        assert revisions(house) == {"a": 2, "b": 1, "c": 1}
        assert ask(house, "SELECT count(*) FROM crawl") == [(2,)]
        assert ask(house, "SELECT count(*) FROM page") == [(4,)]
    assert spooled(house, "detected") == spooled(house, "broken") == []
    assert len(spooled(house, "stored")) == 2


def test_postgresql_killed_and_back_while_a_crawl_runs(own_house: Settings, site: Site) -> None:
    house = replace(own_house, replay=site.replay)
    urls = play_mfa(site, [2, 1, OLD])

    def killing() -> Answer:
        kill_database(house)
        assert postgres.ensure(house.home).url == house.database
        return Answer(b"<h2>Talk</h2><div class='static-content'><p>Of peace.</p></div>")

    site[urls[2]] = killing
    visit = source.run(house, "am_mfa", run.crawl, now=datetime.now(UTC))
    assert visit.outcome == "ok"
    stages.after_crawl(house, reread.items)
    assert len(site.asked_for(urls[2])) == 1
    assert ask(house, "SELECT count(*) FROM document") == [(6,)]


# The files between the stages


DYING = """
import os, signal, sys

left = [{steps}]

def die(event, arguments):
    if event in ("os.rename", "os.remove") and {spool!r} in str(arguments[0]):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
"""


@pytest.mark.parametrize("step", range(1, 6))
def test_the_stages_killed_before_each_step_of_a_file(house: Settings, step: int) -> None:
    """A file goes new, identified, detected, stored: three renames and two removals."""
    bring(house, a=talk(1), b=talk(2))
    dying = DYING.format(steps=step, spool=str(house.spool))
    started.said(started.task(house, dying + COLLECT), -signal.SIGKILL)
    assert len(spooled(house, "stored")) == 0
    collect(house)
    assert revisions(house) == {"a": 1, "b": 1}
    assert ask(house, "SELECT count(*) FROM crawl") == [(1,)]
    assert len(spooled(house, "stored")) == 1
    assert [spooled(house, one) for one in ("new", "identified", "detected", "broken")] == [[]] * 4


def test_there_is_no_sixth_step(house: Settings) -> None:
    bring(house, a=talk(1))
    dying = DYING.format(steps=6, spool=str(house.spool))
    started.said(started.task(house, dying + COLLECT))


# A crawl, with the command that started it


def test_a_command_killed_while_it_crawls(house: Settings, site: Site) -> None:
    house = replace(house, replay=site.replay)
    with store.sessions(house.database).begin() as session:
        store.subscribe(session, READER, "karabakh", "mention", None)
    urls = play_mfa(site, [5, 4, 3, 2, 1, OLD])
    page = site.answers[urls[3]]

    def killing() -> Answer:
        crawl.kill()
        started.wait_until(lambda: not crawls_of(house), "the crawl dies with its command")
        assert isinstance(page, Answer)
        return page

    site[urls[3]] = killing
    crawl = started.command(house, "crawl", "am_mfa", "--announce")
    started.said(crawl, -signal.SIGKILL)
    site[urls[3]] = page
    locks = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"
    started.wait_until(lambda: not ask(house, locks), "the host is free")

    started.said(started.command(house, "crawl", "am_mfa", "--announce"))
    told = [
        f"https://www.mfa.am/{one}/press-releases/2023/05/04/talks/{OLD}"
        for one in ("hy", "ru", "fr")
    ]
    with store.sessions(house.database)() as session:
        lines = Counter(str(row["address"]) for row in listing.lines(session, 1000))
    assert lines == Counter([*urls.values(), *told])
    assert len(list(house.mail.glob("new/*"))) == 1  # what comes at once shares a mail
    died = ask(house, "SELECT outcome IS NULL FROM crawl ORDER BY key")
    assert died == [(True,), (False,)]  # what the dead crawl left was stored as well
    assert spooled(house, "new") == []
    assert [*house.archive.glob("*.part")] == []


def crawls_of(house: Settings) -> list[str]:
    """Return the command lines of live crawls that write to the spool of a house."""
    found = []
    for one in psutil.process_iter(["cmdline"]):
        line = " ".join(one.info["cmdline"] or [])
        found += [line] if "-m crawlers" in line and str(house.spool) in line else []
    return found


# The sender


@dataclass
class MailServer:
    """A mail server on loopback; what it is told to do, it does at a command of SMTP."""

    taken: list[str] = field(default_factory=list)  # Message-IDs it answered 250 to, in order
    at_mail: Callable[[], str] = lambda: "250 OK"
    at_data: Callable[[], str] = lambda: "250 OK"

    async def handle_MAIL(  # noqa: D102, N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        answer = self.at_mail()
        if answer.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_DATA(  # noqa: D102, N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del server, session
        answer = self.at_data()
        if answer.startswith("250"):
            message = email.message_from_bytes(envelope.original_content or b"")
            self.taken.append(str(message["Message-ID"]))
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(server: MailServer, port: int) -> Iterator[None]:
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def with_three_due(house: Settings, port: int) -> Settings:
    """Return the house with three messages to send, through the mail server on a port."""
    with store.sessions(house.database).begin() as session:
        store.subscribe(session, READER, "karabakh", "mention", None)
    bring(house, a=talk(1), b=talk(2), c=talk(3))
    collect(house)
    for stage in (stages.join_statements, stages.raise_flags, stages.write_lines):
        stage(house)
    assert len(deliveries(house)) == 3
    return replace(house, smtp=f"smtp://127.0.0.1:{port}")


def deliveries(house: Settings) -> list[tuple[object, ...]]:
    """Return Message-ID, attempts and whether it is stamped, of each message."""
    columns = "'<' || key || '@localhost>', attempts, sent_at IS NOT NULL"
    return ask(house, f"SELECT {columns} FROM delivery ORDER BY id")  # noqa: S608  our own words


def later(house: Settings) -> None:
    """Let the time pass in which leases run out and messages wait."""
    ask(house, "UPDATE delivery SET leased_until = now() WHERE leased_until IS NOT NULL")
    ask(house, "UPDATE delivery SET due_at = now() WHERE sent_at IS NULL")


def at_the(number: int, act: Callable[[], object]) -> Callable[[], str]:
    """Return an answer of 250 that does something first, at its number-th call."""
    calls: list[None] = []

    def answer() -> str:
        calls.append(None)
        if len(calls) == number:
            act()
        return "250 OK"

    return answer


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize(
    ("command", "repeated"), [("at_mail", 0), ("at_data", 1)], ids=["unsent", "unstamped"]
)
def test_a_sender_killed_after_its_claim(house: Settings, command: str, repeated: int) -> None:
    """Before the message was handed over it is not lost; before the stamp it goes once more."""
    server = MailServer()
    house = with_three_due(house, port := free_port())
    ids = [one[0] for one in deliveries(house)]
    with serving(server, port):
        dying: list[Popen[str]] = []
        setattr(server, command, at_the(2, lambda: (dying[0].kill(), dying[0].wait())))
        dying.append(started.task(house, SEND))
        started.said(dying[0], -signal.SIGKILL)
        assert server.taken == ids[: 1 + repeated]
        stages.send(house)  # while the lease holds
        assert server.taken == ids[: 1 + repeated]  # the third was claimed with the second
        later(house)
        for _ in range(2):
            stages.send(house)
            assert server.taken == [*ids[: 1 + repeated], *ids[1:]]
    assert deliveries(house) == [(ids[0], 1, True), (ids[1], 2, True), (ids[2], 2, True)]


@pytest.mark.usefixtures("one_by_one")
def test_postgresql_killed_between_send_and_stamp(own_house: Settings) -> None:
    server = MailServer()
    house = with_three_due(own_house, port := free_port())
    ids = [one[0] for one in deliveries(house)]
    server.at_data = at_the(2, lambda: kill_database(house))
    with serving(server, port):
        assert "OperationalError" in started.said(started.task(house, SEND), 1)
        assert postgres.ensure(house.home).url == house.database
        assert server.taken == ids[:2]
        stages.send(house)
        later(house)
        stages.send(house)
        later(house)
        stages.send(house)
    assert server.taken == [ids[0], ids[1], *ids[1:]]  # the third was claimed with the second
    assert deliveries(house) == [(ids[0], 1, True), (ids[1], 2, True), (ids[2], 2, True)]


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("command", ["at_mail", "at_data", "nobody listens"])
def test_smtp_that_refuses_for_a_while(house: Settings, command: str) -> None:
    server = MailServer()
    house = with_three_due(house, port := free_port())
    ids = [one[0] for one in deliveries(house)]
    if command == "nobody listens":
        refused_for_a_while(house, "Connection refused")
    else:
        setattr(server, command, lambda: "451 4.3.0 try later")
        with serving(server, port):
            refused_for_a_while(house, "451 4.3.0 try later")
    assert server.taken == []

    server.at_mail = server.at_data = lambda: "250 OK"
    with serving(server, port):
        stages.send(house)
        assert server.taken == []  # each message waits for its own time
        later(house)
        for _ in range(2):
            stages.send(house)
            assert sorted(server.taken) == sorted(ids)
    assert deliveries(house) == [(one, 5, True) for one in ids]
    assert ask(house, "SELECT reason FROM delivery") == [(None,)] * 3


def refused_for_a_while(house: Settings, reason: str) -> None:
    """Try as alert does, again and again: each of three messages is refused four times."""
    for tries in range(1, 5):
        for _ in range(3):
            with pytest.raises(PostError, match=f"{reason} .0 sent before; the rest stays due"):
                stages.send(house)
        assert [(one[1], one[2]) for one in deliveries(house)] == [(tries, False)] * 3
        said = ask(house, "SELECT reason FROM delivery WHERE due_at > now()")
        assert [reason in str(one[0]) for one in said] == [True] * 3
        if tries < 4:
            later(house)
