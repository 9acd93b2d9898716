"""Press lists: every form a mail comes in, mail that is hostile, and where it lies."""

import json
import re
import socket
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import Header
from pathlib import Path
from threading import Thread

import pytest

from crawlers import catalog, inbox, mailbox, message, press_list, reread
from crawlers.archive import Archive
from crawlers.article import ArticleSpider
from crawlers.journal import Journal
from crawlers.memory import Memory
from crawlers.page import Page
from crawlers.subscription import Subscription, is_signed
from pipeline import spool as queue
from pipeline.errors import DeclarationError, PageError
from pipeline.item import Item
from pipeline.spool import Drop, FetchedPage, ListedAddress, Outcome, Record, Writer

NOW = datetime(2023, 5, 5, 8, tzinfo=UTC)
SENDER, VERIFIER = "press@ministry.example", "mx.veille.example"
LINK = "https://www.ministry.example/en/news/41"
EN = "The ministers spoke of Nagorno-Karabakh, and will meet again."
RU = "Министры говорили о Нагорном Карабахе и встретятся снова."
SUBJECT = "Statement on the talks"
RESULTS, DOMAIN = "Authentication-Results", "ministry.example"
PASS = f"{RESULTS}: {VERIFIER}; dkim=pass header.d={DOMAIN} header.s=k1"


class ZzMinistrySpider(ArticleSpider):
    """A source that comes by mail alone: two lists, of texts and of digests."""

    name = "zz_ministry"
    title = "A ministry"
    country = "zz"
    party = "armenia"
    kind = "official"
    languages = ("en", "ru")
    timezone = "Asia/Yerevan"
    hosts = ("ministry.example",)
    genre = "communique"
    subscriptions = (
        Subscription(
            language="en",
            senders=(SENDER,),
            entry_css="td.text, body:not(:has(td.text))",
            drop_css=".furniture",
            ends=re.compile("You receive this"),
        ),
        Subscription(
            language="ru",
            lists=("digest.ministry.example",),
            entry_css="div.entry",
            title_css="h2",
            body_css="p",
        ),
    )

    site = "https://www.ministry.example"
    article = re.compile(r"/(?P<language>en|ru)/news/(?P<edition>\d+)")


class ZzSignedSpider(ZzMinistrySpider):
    """One whose mails are signed, always."""

    name = "zz_signed"
    subscriptions = (Subscription(language="en", senders=(SENDER,), signed_by="ministry.example"),)


def mail(*lines: str | bytes, body: str | bytes = EN, sender: str = SENDER, **names: str) -> bytes:
    """Return a mail: headers of these names, further header lines, a blank line and a body."""
    usual = {
        "From": f"Press office <{sender}>",
        "Subject": SUBJECT,
        "Message-ID": "<1@ministry.example>",
        "Date": "Fri, 05 May 2023 11:41:07 +0400",
    }
    headers = usual | {name.replace("_", "-"): value for name, value in names.items()}
    written = [f"{name}: {value}".encode() for name, value in headers.items() if value]
    written += [one.encode() if isinstance(one, str) else one for one in lines]
    return b"\r\n".join([*written, b"", body.encode() if isinstance(body, str) else body])


def of_parts(*parts: str, kind: str = "alternative", end: str = "--b--\r\n") -> bytes:
    joined = "".join(f"--b\r\nContent-Type: {part}\r\n" for part in parts)
    return mail(f"Content-Type: multipart/{kind}; boundary=b", body=joined + end)


def coded(text: str, charset: str) -> bytes:
    return b64encode(text.encode(charset))


def read(raw: bytes) -> list[Item]:
    page = Page(address="maildir:1", body=raw, media_type=message.MEDIA_TYPE, seen_at=NOW)
    return press_list.items(ZzMinistrySpider, page)


HTML = (
    f"<html><body><p>{EN}</p><p>Details: <a href='{LINK}?utm_source=m'>here</a></p></body></html>"
)
PLAIN = "text/plain; charset=utf-8\r\n\r\n"
QUOTED = "The ministers spoke of Nagorno-Kara=\r\nbakh, and will meet again=2E"
SHOWN = [EN, "Details: here"]


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        pytest.param(mail(), [EN], id="bare"),
        pytest.param(
            mail("Content-Transfer-Encoding: quoted-printable", body=QUOTED), [EN], id="qp"
        ),
        pytest.param(
            mail(
                "Content-Type: text/plain; charset=koi8-r",
                "Content-Transfer-Encoding: base64",
                body=coded(RU, "koi8-r"),
            ),
            [RU],
            id="koi8-r in base64",
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=windows-1251", body=RU.encode("cp1251")),
            [RU],
            id="windows-1251 in 8 bits",
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=us-ascii", body=RU), [RU], id="wrong charset"
        ),
        pytest.param(
            mail("Content-Type: text/plain; charset=x-none", body=RU.encode("koi8-r")),
            [RU],
            id="unknown charset",
        ),
        pytest.param(
            of_parts(f"{PLAIN}plain\r\n", f"text/html; charset=utf-8\r\n\r\n{HTML}\r\n"),
            SHOWN,
            id="alternative",
        ),
        pytest.param(mail("Content-Type: text/html", body=HTML), SHOWN, id="HTML only"),
        pytest.param(
            mail("Content-Type: text/html", body=f"<table><tr><td class=text>{EN}</table>Bye"),
            [EN],
            id="an entry among furniture",
        ),
        pytest.param(
            mail("Content-Type: text/html", body=f"<p class=furniture>Online</p><p>{EN}</p>"),
            [EN],
            id="furniture inside",
        ),
        pytest.param(
            mail(body=f"{EN}\r\n\r\nYou receive this because\r\n\r\nUnsubscribe"),
            [EN],
            id="footer",
        ),
        pytest.param(mail(body=f"{EN}\r\n-- \r\nPress office"), [EN], id="signature"),
        pytest.param(
            of_parts(f"{PLAIN}{EN}\r\n", f"{PLAIN}____\r\nlist@x\r\n", kind="mixed"),
            [EN],
            id="footer of a list server",
        ),
        pytest.param(
            of_parts(
                "text/plain\r\nContent-Disposition: attachment\r\n\r\nattached\r\n",
                f"{PLAIN}{EN}\r\n",
                kind="mixed",
            ),
            [EN],
            id="attachment first",
        ),
        pytest.param(of_parts(f"{PLAIN}{EN}\r\n", end=""), [EN], id="no end of its parts"),
        pytest.param(
            mail("Content-Transfer-Encoding: base64", body=b"!\xff" + coded(EN, "utf-8")),
            [EN],
            id="broken base64",
        ),
        pytest.param(
            of_parts(f"{PLAIN}{EN}\r\n", f"message/rfc822\r\n\r\n{mail(body='x').decode()}\r\n"),
            [EN],
            id="a mail inside it is not read",
        ),
    ],
)
def test_a_mail_is_read_in_every_form_it_comes_in(raw: bytes, paragraphs: list[str]) -> None:
    [item] = read(raw)
    assert item.text.split("\n\n") == paragraphs
    assert (item.source, item.title, item.address) == (
        "zz_ministry", SUBJECT, "mid:1@ministry.example",
    )  # fmt: skip
    assert item.published.to_json() == {
        "at": "2023-05-05T11:41:07+04:00", "precision": "minute", "zone": "Asia/Yerevan",
    }  # fmt: skip


def test_the_article_a_mail_links_to_is_another_edition_of_it() -> None:
    [item] = read(mail("Content-Type: text/html", body=HTML))
    assert (item.alternates, item.edition, item.language) == ({"en": LINK}, "41", "en")
    [item] = read(mail(body=f"{EN}\r\n\r\nMore: {LINK}."))
    assert item.alternates == {"en": LINK}
    [item] = read(mail(body=f"{EN}\r\n\r\nMore: https://elsewhere.example/en/news/41"))
    assert (item.alternates, item.edition) == ({}, None)


def test_a_digest_holds_several_texts() -> None:
    entries = "".join(
        f"<div class=entry><h2>Тема {n}</h2><p>{RU} {n}</p>"
        f"<a href=https://ministry.example/ru/news/{n}>все</a></div>"
        for n in (1, 2)
    )
    named = mail(
        "Content-Type: text/html; charset=utf-8",
        body=f"{entries}<div class=entry><h2>Пусто</h2></div>",
        sender="robot@ministry.example",
        List_Id="Digest <DIGEST.ministry.example>",
    )
    assert [(one.address, one.title, one.text, one.edition) for one in read(named)] == [
        ("mid:1@ministry.example", "Тема 1", f"{RU} 1", "1"),
        ("mid:1@ministry.example/2", "Тема 2", f"{RU} 2", "2"),
    ]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (Header("Заявление о переговорах", "koi8-r").encode(), "Заявление о переговорах"),
        ("=?utf-8?q?Statement=0D=0ABcc=3A_x=40y=00?=", "Statement Bcc: x@y"),
        ("Statement\r\n on\r\n\tthe talks", "Statement on the talks"),
        ("=?utf-8?b?%%%?=", None),
        ("=?no-such?q?Talks?=", "Talks"),
        ("", None),
    ],
)
def test_a_subject_is_one_line_of_words(subject: str, title: str | None) -> None:
    assert read(mail(Subject=subject))[0].title == title


def test_a_subject_in_raw_bytes_is_read_all_the_same() -> None:
    raw = mail("Subject: Заявление о переговорах".encode("cp1251"), Subject="")
    assert read(raw)[0].title == "Заявление о переговорах"


@pytest.mark.parametrize(
    "date", ["", "soon", "Fri, 99 May 2023 11:41:07 +0400", "1 Jan 99999 00:00 +0000", "\x00"]
)
def test_no_moment_is_made_up(date: str) -> None:
    assert read(mail(Date=date))[0].published is None


def test_a_mail_without_an_id_has_the_same_address_wherever_it_lies() -> None:
    one, same, other = (
        mail(Message_ID=""), mail(Message_ID="none"), mail(Message_ID="", Subject="Another"),
    )  # fmt: skip
    assert read(one)[0].address == read(one)[0].address
    assert len({read(raw)[0].address for raw in (one, same, other)}) == 3
    assert read(one)[0].address.startswith("mid:")


def nested(levels: int) -> bytes:
    opened = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(levels)
    )
    return mail(opened.rstrip(), body=f"\r\n{EN}")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (mail("From: b@other.example"), "2 headers From where one is allowed"),
        (mail(From=f"{SENDER}, b@other.example"), "names no single sender"),
        (mail(From=""), "names no single sender"),
        (mail(From=f"{SENDER} <b@other.example>"), "no list that b@other.example writes for"),
        (mail(From="(" * 3_000 + SENDER), "names no single sender"),
        (mail(Subject="a" * 5_000), "a header Subject of 5000 characters"),
        (mail("X: " + "a" * message.LARGEST_HEAD), "headers of more than"),
        (of_parts("application/pdf\r\n\r\n%PDF\r\n"), "no part of it is text"),
        (mail("Content-Type: multipart/mixed"), "no part of it is text"),
        (
            mail("Content-Transfer-Encoding: base64", body=coded(EN, "utf-8")[:-3]),
            "its base64 is cut in two",
        ),
        (mail(body=" \r\n "), "no part of it is text"),
        (mail("Content-Type: text/html", body="<p> </p>"), "not a single paragraph"),
        (mail(body="-- \r\nPress office"), "not a single paragraph"),
        (nested(1_100), "more than 20 levels of parts"),
        (
            mail(
                "Content-Type: message/rfc822\r\n" + "\r\nContent-Type: message/rfc822\r\n" * 1_000
            ),
            "nested too deep",
        ),
        (mail(body="\n" * 300_000), "more than 100000 lines"),
        (mail(body="\n--b" * 20_000), "more than 10000 lines that may part it"),
        (of_parts(*["text/x\r\n\r\n."] * 300), "more than 200 parts"),
        (mail("Content-Type: text/html", body="<b>" * 300_000), "tags, more than"),
        (
            mail("Content-Type: text/html", body=f"<td class=text>{EN}" * 300),
            "more than 200 texts",
        ),
        (
            mail(
                "Content-Type: text/html",
                body=EN,
                List_Id="<digest.ministry.example>",
                sender="r@x.example",
            ),
            "nothing at 'div.entry'",
        ),
    ],
)
def test_hostile_or_broken_mail_is_refused_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(PageError, match=re.escape(why)):
        read(raw)


# Whose word it is


@pytest.mark.parametrize(
    ("results", "signed"),
    [
        ([PASS], True),
        ([f"{RESULTS}: {VERIFIER.upper()} 1 (a (c) b); spf=fail; DKIM=PASS (ok)\r\n header.i=@{DOMAIN}"], True),  # noqa: E501  a table
        ([f"{RESULTS}: {VERIFIER}; dmarc=pass header.from={DOMAIN}"], True),
        ([f"{RESULTS}: {VERIFIER}; dkim=pass header.d=mail.{DOMAIN}"], True),
        ([], False),
        ([f"{RESULTS}: {VERIFIER}; none"], False),
        ([f"{RESULTS}: {VERIFIER}; dkim=fail header.d={DOMAIN}"], False),
        ([f"{RESULTS}: {VERIFIER}; dkim=passed header.d={DOMAIN}"], False),
        ([f"{RESULTS}: {VERIFIER}; dkim=pass header.d=other.example"], False),
        ([f"{RESULTS}: {VERIFIER}; dkim=pass header.d=not{DOMAIN}"], False),
        ([f"{RESULTS}: {VERIFIER}; spf=pass smtp.mailfrom={DOMAIN}"], False),
        ([f"{RESULTS}: {VERIFIER}; dkim=fail (x; dkim=pass header.d={DOMAIN})"], False),
        ([f"{RESULTS}: mx.other.example; dkim=pass header.d={DOMAIN}"], False),
        ([f"{RESULTS}: mx.{VERIFIER}; dkim=pass header.d={DOMAIN}"], False),
        ([f"{RESULTS}: {VERIFIER}; dkim=none", PASS], False),  # forged below
    ],
)  # fmt: skip
def test_only_the_topmost_word_of_the_own_server_vouches(results: list[str], signed: bool) -> None:  # noqa: FBT001  a table
    head = message.head(mail(*results))
    assert is_signed(head, "ministry.example", VERIFIER) == signed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"language": "english"}, "language: 'english'"),
        ({"senders": ()}, "senders: neither senders nor lists"),
        ({"senders": ("Press@ministry.example",)}, "senders: 'Press@ministry.example' is none"),
        ({"lists": ("<a.b>",)}, "lists: '<a.b>' is none"),
        ({"signed_by": "ministry"}, "signed_by: 'ministry' is no domain"),
    ],
)
def test_a_wrong_subscription_names_file_and_field(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, object], told: str
) -> None:
    facts = {"language": "en", "senders": (SENDER,)} | change
    monkeypatch.setattr(ZzMinistrySpider, "subscriptions", (Subscription(**facts),))
    with pytest.raises(
        DeclarationError, match=re.escape(f"zz_ministry.py: subscriptions: {told}")
    ):
        ZzMinistrySpider.declaration()


# Where it lies


class Box:
    """A house with a Maildir, and crawls that read it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.maildir = folder / "Maildir"
        for name in ("new", "cur", "tmp"):
            (self.maildir / name).mkdir(parents=True)

    def add(self, *mails: bytes) -> None:
        """Let mails come in."""
        for raw in mails:
            number = len(list(self.maildir.glob("*/*")))
            (self.maildir / "new" / f"{number:03}.host").write_bytes(raw)

    def read(
        self,
        spider: type[ArticleSpider] = ZzMinistrySpider,
        where: str | None = "",
        verifier: str | None = None,
    ) -> list[Record]:
        """Let one crawl read the inbox; return its records."""
        key = queue.new_key(spider.name, "crawl", datetime.now(UTC))
        archive = Archive(self.folder / "archive", key)
        journal = Journal(Writer(self.folder / "spool", key), archive, [])
        where = f"maildir:{self.maildir}" if where == "" else where
        inbox.read(spider, journal, Memory(self.folder / "cache"), where, verifier)
        journal.close()
        return list(queue.records(self.folder / "spool" / f"{key}.jsonl"))


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Box:
    """Return an empty inbox that two sources have lists in."""
    lists = {one.name: one.subscriptions for one in (ZzMinistrySpider,)}
    monkeypatch.setattr(catalog, "subscriptions", lambda: lists)
    return Box(tmp_path)


def of(kind: type[Record], records: list[Record]) -> list[Record]:
    return [one for one in records if isinstance(one, kind)]


def ended(records: list[Record]) -> tuple[str, str]:
    [outcome] = of(Outcome, records)
    return outcome.outcome, outcome.reason


def test_a_message_is_read_once_kept_as_evidence_and_left_where_it_is(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = mail()
    box.add(raw)
    listed, page, item, outcome = box.read()
    assert isinstance(listed, ListedAddress)
    assert isinstance(page, FetchedPage)
    assert (listed.url, page.url, page.media_type) == (
        "mid:1@ministry.example", "maildir:000.host", "message/rfc822",
    )  # fmt: skip
    assert outcome.outcome == "ok"
    assert item.came == f"by mail that names {SENDER} as its sender, which nobody has verified"
    monkeypatch.setattr(catalog, "spider", lambda _: ZzMinistrySpider)
    again = reread.items(
        "zz_ministry", page.url, raw, media_type=page.media_type, seen_at=item.seen_at
    )
    assert [one.text for one in again] == [EN]
    (box.maildir / "new" / "000.host").rename(box.maildir / "cur" / "000.host:2,S")
    [nothing] = box.read()
    assert nothing.outcome == "quiet"
    box.add(mail(Message_ID="<2@ministry.example>"))
    assert [one.address for one in of(Item, box.read())] == ["mid:2@ministry.example"]
    assert (box.maildir / "cur" / "000.host:2,S").read_bytes() == raw


def test_what_gives_no_text_ends_as_a_named_drop_and_costs_nothing_else(box: Box) -> None:
    box.add(
        mail(sender="mallory@other.example", Message_ID="<a@x>"),
        mail(
            "Content-Type: message/rfc822",  # somebody forwards what the ministry wrote
            body=mail(),
            sender="mallory@other.example",
            Message_ID="<b@x>",
        ),
        mail("From: b@other.example", Message_ID="<c@x>"),
        mail(body="a" * (message.LARGEST + 1), Message_ID="<d@x>"),
        mail("Content-Type: application/pdf", Message_ID="<e@x>"),
        mail("Content-Type: text/html", body="<b>" * 300_000, Message_ID="<f@x>"),
        b"\x00\xff" * 1_000,
        mail(),
    )
    records = box.read()
    assert [(one.url, one.reason, one.final) for one in of(Drop, records)[:6]] == [
        ("mid:a@x", "unknown_sender", True),
        ("mid:b@x", "unknown_sender", True),
        ("mid:c@x", "malformed", True),
        ("mid:d@x", "too_big", True),
        ("mid:e@x", "malformed", True),
        ("mid:f@x", "too_big", True),
    ]
    assert [one.reason for one in of(Drop, records)[6:]] == ["malformed"]
    assert [one.text for one in of(Item, records)] == [EN]
    kept = {one.url for one in of(FetchedPage, records)}
    assert kept == {
        "maildir:004.host",
        "maildir:005.host",
        "maildir:007.host",
    }  # strangers' is not
    assert ended(records)[0] == "ok"
    assert "other.example" in of(Drop, records)[0].detail
    assert "mallory" not in of(Drop, records)[0].detail


def test_a_list_that_signs_is_believed_only_when_the_own_server_says_so(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = {"zz_signed": ZzSignedSpider.subscriptions}
    monkeypatch.setattr(catalog, "subscriptions", lambda: lists)
    box.add(mail(PASS))
    [outcome] = box.read(ZzSignedSpider)
    assert outcome.outcome == "unreachable"  # and the mail waits
    assert outcome.reason.startswith("VEILLE_INBOX_VERIFIER is not set")
    *_, item, _ = box.read(ZzSignedSpider, verifier=VERIFIER)
    assert item.came == f"by mail from {SENDER}; that ministry.example signed it is verified"
    box.add(mail(Message_ID="<2@ministry.example>"))
    *_, drop, outcome = box.read(ZzSignedSpider, verifier=VERIFIER)
    assert (drop.reason, drop.final) == ("unverified", True)
    assert "ministry.example must have signed it, and mx.veille.example does not" in drop.detail
    assert (outcome.outcome, outcome.reason[:44]) == (
        "layout", "1 of 1 mails are not signed as declared (1 n",
    )  # fmt: skip


def test_each_source_reads_its_own_mails_and_one_tells_of_what_is_nobodys(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    class ZzOtherSpider(ZzMinistrySpider):
        name = "zz_other"
        subscriptions = (Subscription(language="en", senders=("b@other.example",)),)

    lists = {one.name: one.subscriptions for one in (ZzMinistrySpider, ZzOtherSpider)}
    monkeypatch.setattr(catalog, "subscriptions", lambda: lists)
    senders = (SENDER, "b@other.example", "c@third.example")
    box.add(*(mail(sender=one, Message_ID=f"<{one}>") for one in senders))
    first, second = box.read(), box.read(ZzOtherSpider)
    assert [one.address for one in of(Item, first)] == [f"mid:{SENDER}"]
    assert [one.url for one in of(Drop, first)] == ["mid:c@third.example"]
    assert [one.address for one in of(Item, second)] == ["mid:b@other.example"]
    assert of(Drop, second) == []


def test_an_inbox_that_is_not_there_is_a_fault_and_not_silence(box: Box) -> None:
    name, reason = ended(box.read(where=f"maildir:{box.folder}/none"))
    assert (name, "No such file" in reason) == ("unreachable", True)
    name, reason = ended(box.read(where=None))
    assert (name, "VEILLE_INBOX is not set" in reason) == ("unreachable", True)


class ImapServer:
    """A scripted IMAP4rev1 server on loopback: one folder, one client at a time."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.validity = 7
        self.commands: list[str] = []
        self.dies_at: str | None = None
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        """What VEILLE_INBOX is set to."""
        return f"imap://veille:hu%40sh@127.0.0.1:{self.port}/Press%20lists"

    def close(self) -> None:
        """Let nobody in any more."""
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client, client.makefile("rwb") as stream:
                self._talk(stream)

    def _talk(self, stream: "socket.SocketIO") -> None:
        stream.write(b"* OK ready\r\n")
        stream.flush()
        for line in stream:
            tag, command = line.decode().strip().split(" ", 1)
            self.commands.append(command)
            if self.dies_at and self.dies_at in command:
                return
            stream.write(self._answer(command) + f"{tag} {self._end(command)}\r\n".encode())
            stream.flush()
            if command == "LOGOUT":
                return

    def _end(self, command: str) -> str:
        if command.startswith("LOGIN") and '"hu@sh"' not in command:
            return f"NO [AUTHENTICATIONFAILED] {command} is wrong"
        return "OK done"

    def _answer(self, command: str) -> bytes:
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command.startswith("EXAMINE"):
            return (
                f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] x\r\n".encode()
            )
        if found := re.match(r"UID SEARCH UID (\d+):\*", command):
            newer = [uid for uid in self.mails if uid >= int(found[1])] or [*self.mails][-1:]
            return f"* SEARCH {' '.join(map(str, newer))}\r\n".encode()
        if found := re.match(r"UID FETCH (\d+) \(RFC822.SIZE\)", command):
            size = len(self.mails[int(found[1])])
            return f"* 1 FETCH (UID {found[1]} RFC822.SIZE {size})\r\n".encode()
        if found := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", command):
            raw = self.mails[int(found[1])][: int(found[2])]
            head = f"* 1 FETCH (UID {found[1]} BODY[]<0> {{{len(raw)}}}\r\n".encode()
            return head + raw + b")\r\n"
        return b""


@pytest.fixture
def server() -> Iterator[ImapServer]:
    """Return an IMAP server with two mails of the ministry."""
    found = ImapServer()
    found.mails = {n: mail(Message_ID=f"<{n}@ministry.example>") for n in (3, 5)}
    yield found
    found.close()


def test_an_imap_folder_is_read_once_and_nothing_in_it_is_changed(
    box: Box, server: ImapServer
) -> None:
    records = box.read(where=server.address)
    assert [one.address for one in of(Item, records)] == [
        "mid:3@ministry.example", "mid:5@ministry.example",
    ]  # fmt: skip
    assert [one.url for one in of(FetchedPage, records)] == [
        f"imap://127.0.0.1/Press%20lists;UIDVALIDITY=7/;UID={n}" for n in (3, 5)
    ]
    assert of(Item, box.read(where=server.address)) == []
    server.mails[9] = mail(Message_ID="<9@ministry.example>")
    assert [one.address for one in of(Item, box.read(where=server.address))] == [
        "mid:9@ministry.example"
    ]
    server.validity = 8  # the folder was made anew: UIDs mean other messages
    assert len(of(Item, box.read(where=server.address))) == 3
    said = {" ".join(one.split()[:2]) for one in server.commands}
    assert said == {
        "CAPABILITY", "LOGIN veille", 'EXAMINE "Press', "UID SEARCH", "UID FETCH", "LOGOUT",
    }  # fmt: skip
    assert all("PEEK" in one or "SIZE" in one for one in server.commands if "FETCH" in one)


def test_what_a_broken_connection_kept_from_us_is_read_the_next_time(
    box: Box, server: ImapServer
) -> None:
    server.dies_at = f"FETCH 5 (BODY.PEEK[]<0.{message.LARGEST}>"
    records = box.read(where=server.address)
    assert [one.address for one in of(Item, records)] == ["mid:3@ministry.example"]
    assert ended(records)[0] == "unreachable"
    assert [(one.url, one.reason, one.final) for one in of(Drop, records)] == [
        ("mid:5@ministry.example", "unfinished", False)
    ]
    server.dies_at = None
    assert [one.address for one in of(Item, box.read(where=server.address))] == [
        "mid:5@ministry.example"
    ]


def test_a_too_large_mail_is_not_even_fetched(box: Box, server: ImapServer) -> None:
    server.mails = {4: mail(body="a" * (message.LARGEST + 1))}
    assert [one.reason for one in of(Drop, box.read(where=server.address))] == ["too_big"]
    assert not any(str(message.LARGEST) in one for one in server.commands if "FETCH" in one)


def test_no_password_goes_over_a_line_others_can_read(
    box: Box, server: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "_is_loopback", lambda _: False)
    name, reason = ended(box.read(where=server.address))
    assert (name, "offers no TLS to log in through; use imaps://" in reason) == (
        "unreachable", True,
    )  # fmt: skip
    assert server.commands == ["CAPABILITY"]


def test_a_refused_login_does_not_tell_the_password(box: Box, server: ImapServer) -> None:
    records = box.read(where=server.address.replace("hu%40sh", "o%40ther"))
    name, reason = ended(records)
    assert (name, "AUTHENTICATIONFAILED" in reason) == ("unreachable", True)
    assert "o@ther" not in json.dumps([queue.to_line(one) for one in records])
