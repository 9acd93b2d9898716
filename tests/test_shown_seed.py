"""The seed article, brought through the real command: one of everything, and once."""

import email
import json
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import started
from sqlalchemy import select

from pipeline import store
from pipeline.settings import REPOSITORY, Settings
from pipeline.tables import Revision

pytestmark = pytest.mark.server
ARTICLE = REPOSITORY.parent / "shared" / "seed" / "article.fr.txt"
SPOKEN = [  # one statement for each set of speakers and channel, known by this report alone
    ("Antony Blinken", "communiqué"),
    ("Antony Blinken", "live briefing"),
    ("Department of State", None),
    ("Ilham Aliyev", "conference speech"),
    ("Maria Zakharova", "weekly briefing"),
    ("Ministry of Foreign Affairs of Armenia", "communiqué"),
    (
        "Ministry of Foreign Affairs of Armenia, Ministry of Foreign Affairs of Azerbaijan",
        "communiqué",
    ),
]
URL = "https://press.example/fr/pourparlers-de-washington"


def rows(house: Settings, *arguments: str) -> list[dict[str, object]]:
    """Return what a listing command shows."""
    shown = started.said(started.command(house, *arguments, "--json"))
    return [json.loads(line) for line in shown.splitlines()]


def mails(folder: Path) -> list[EmailMessage]:
    """Return the messages of a Maildir."""
    files = sorted(folder.glob("new/*"))
    return [email.message_from_bytes(one.read_bytes(), policy=default) for one in files]  # type: ignore[misc]


@pytest.mark.skipif(not ARTICLE.exists(), reason="the seed article is not beside this clone")
def test_the_seed_article_comes_out_as_one_mail_and_a_second_time_as_nothing(
    house: Settings,
) -> None:
    reader = "reader@subscriber.example"
    started.said(started.command(house, "subscribe", reader, "--dossier", "karabakh"))
    ingest = (
        *("ingest", str(ARTICLE), "--source", "manual"),
        *("--url", URL, "--published", "2023-05-05"),
    )
    first = started.said(started.command(house, *ingest))
    assert "1 new" in first
    assert "1 sent" in first

    (document,) = rows(house, "documents")
    assert (document["language"], document["revisions"], document["address"]) == ("fr", 1, URL)
    assert str(document["published"]).startswith("2023-05-05")
    (flag,) = rows(house, "flags")
    assert (flag["dossier"], flag["address"]) == ("karabakh", URL)
    (why,) = rows(house, "why", URL)
    assert why["reasons"]
    assert why["matches"]
    (line,) = rows(house, "lines")
    assert (line["subscriber"], line["kind"]) == (reader, "new")
    assert line["sent"]
    (mail,) = mails(house.mail)
    assert mail["To"] == reader
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert URL in text
    assert rows(house, "revisions", URL)[0]["digest"] in text
    assert "5 May 2023 (the publisher gives no time)" in text
    steps = [step["step"] for step in rows(house, "trace", URL)]
    way = ["address", "visit", "page", "document", "revision", "flag", "statement", "line"]
    assert list(dict.fromkeys(steps)) == way
    spoken = [(one["speaker"], one["channel"]) for one in rows(house, "statements")]
    assert sorted(spoken, key=str) == SPOKEN

    with store.sessions(house.database)() as session:
        body = session.scalars(select(Revision.body)).one()
    assert body.split() == ARTICLE.read_text(encoding="utf-8").split()  # not a word is cut
    marked = {body[match["start"] : match["end"]] for match in why["matches"]}  # type: ignore[attr-defined]
    assert {"droits et la sécurité des habitants du Haut-Karabakh", "Chouchi"} <= marked

    before = [rows(house, name) for name in ("documents", "flags", "lines", "statements")]
    again = started.said(started.command(house, *ingest))
    assert "sent" not in again
    assert "new" not in again
    assert [rows(house, name) for name in ("documents", "flags", "lines", "statements")] == before
    assert len(mails(house.mail)) == 1
    assert len(rows(house, "revisions", URL)) == 1
