"""From a ministry's mail to a reader's line: one source declared, and the commands as they are."""

import email
import json
import os
import shutil
import subprocess
import sys
from email import policy
from pathlib import Path

import pytest
from visits import READER, TALKS, rows

from pipeline.settings import REPOSITORY, Settings
from pipeline.tables import Address, Carriage, Crawl, Document, Line, Page, Statement

pytestmark = pytest.mark.server

LINK = "https://www.ministry.example/en/news/41"
SENDER = "press@ministry.example"
SOURCE = f'''"""A ministry that writes mails: a source of these tests."""

import re

from crawlers.article import ArticleSpider
from crawlers.subscription import Subscription


class ZzMinistrySpider(ArticleSpider):
    name = "zz_ministry"
    title = "Ministry of these tests"
    country = "zz"
    party = "armenia"
    kind = "official"
    languages = ("en",)
    timezone = "Asia/Yerevan"
    hosts = ("ministry.example",)
    genre = "communique"
    subscriptions = (Subscription(language="en", senders=("{SENDER}",)),)

    article = re.compile(r"/en/news/(?P<edition>\\d+)")
    site = "https://www.ministry.example"
    title_css = "h1"
    body_css = "p"
'''
CALLS = "import json, sys; from runtime import cli; [cli.run(c) for c in json.loads(sys.argv[1])]"
TITLE, TEXT = TALKS["en"].split("\n\n")


def mail(sender: str, message_id: str) -> str:
    return (
        f"From: Press <{sender}>\nSubject: {TITLE}\nMessage-ID: <{message_id}>\n"
        f"Date: Fri, 5 May 2023 11:41:07 +0400\n\n{TEXT}\n\nOnline: {LINK}\n"
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a tree of ours with one more source in it."""
    root = tmp_path / "tree"
    shutil.copytree(REPOSITORY / "crawlers", root / "crawlers")
    (root / "crawlers/spiders/zz_ministry.py").write_text(SOURCE, encoding="utf-8")
    for name in ("pipeline", "runtime", "migrations"):
        (root / name).symlink_to(REPOSITORY / name)
    return root


def test_a_mail_becomes_a_statement_and_one_line_whichever_way_its_text_comes_again(
    house: Settings, tree: Path, tmp_path: Path
) -> None:
    def veille(*calls: list[str]) -> str:
        done = subprocess.run(  # noqa: S603  our own interpreter, arguments as a list
            [sys.executable, "-P", "-c", CALLS, json.dumps(calls)],
            cwd=tree,  # a crawl's own process looks there first
            env={name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            | {
                "PYTHONPATH": str(tree),
                "VEILLE_HOME": str(house.home),
                "VEILLE_DATABASE": str(house.database),
                "VEILLE_INBOX": f"maildir:{tmp_path / 'Maildir'}",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout + done.stderr

    new, cur = tmp_path / "Maildir/new", tmp_path / "Maildir/cur"
    new.mkdir(parents=True)
    cur.mkdir()
    (cur / "0.host:2,S").write_text(mail(SENDER, "old@ministry.example"))
    subscribed = ["subscribe", READER, "--dossier", "karabakh"]
    assert "1 statements" in veille(subscribed, ["crawl", "zz_ministry"])
    assert rows(house, Line) == []  # what lay there before is no news

    (new / "1.host").write_text(mail(SENDER, "41@ministry.example").replace("/41", "/42"))
    (new / "2.host").write_text(mail("mallory@other.example", "x@other.example"))
    page = tmp_path / "page.html"
    page.write_text(f"<html><h1>{TITLE}</h1><p>{TEXT}</p></html>")
    site = ["ingest", str(page), "--source", "zz_ministry", "--url", LINK.replace("/41", "/42")]
    said = veille(
        ["crawl", "zz_ministry"],
        site,
        ["crawl", "zz_ministry"],
        ["ledger"],
        ["verify", "zz_ministry"],
    )
    assert "zz_ministry: ok: 2 new of 2 listed, 1 items" in said
    assert "unexplained: " not in said  # what the ledger says when it does not add up
    assert "holds  en mail     mid:41@ministry.example" in said
    assert "zz_ministry: quiet: 0 new of 0 listed, 0 items" in said

    assert len(rows(house, Statement)) == 2
    assert [one.role for one in rows(house, Carriage)] == [
        "authoritative", "authoritative", "reprint",
    ]  # fmt: skip
    by_mail = rows(house, Document)[1]
    assert (by_mail.address, by_mail.alternates) == (
        "mid:41@ministry.example", {"en": LINK.replace("/41", "/42")},
    )  # fmt: skip
    assert {one.url: one.reason for one in rows(house, Address)}["mid:x@other.example"] == (
        "unknown_sender"
    )
    assert not any(one.due_at for one in rows(house, Address) if one.url.startswith("mid:"))
    assert "maildir:1.host" in {one.url for one in rows(house, Page)}
    assert all(one.outcome for one in rows(house, Crawl))
    assert [one.document_id for one in rows(house, Line)] == [by_mail.id]
    [sent] = (house.mail / "new").iterdir()
    message = email.message_from_bytes(sent.read_bytes(), policy=policy.default)
    told = " ".join(message.get_body(("plain",)).get_content().split())
    assert f"Original: {LINK.replace('/41', '/42')}" in told
    assert f"Came: by mail that names {SENDER} as its sender, which nobody has verified" in told
    assert "Published: 5 May 2023, 11:41 Asia/Yerevan" in told
