"""What came back of our mail: taken once, from a Maildir, and what follows for readers."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import called
import pytest
from sqlalchemy import update
from visits import OTHER, READER, rows, subscribe

from crawlers import run
from pipeline import housekeeping, settings, store
from pipeline.deliveries import returned
from pipeline.deliveries.post import returning
from pipeline.errors import CallError, InboxError, SettingsError
from pipeline.settings import Settings
from pipeline.store import readers
from pipeline.tables import Bounce, Delivery, Subscriber
from runtime.commands import mail as commands
from runtime.commands import subscribers

MAILS = Path(__file__).parent / "returned"
KEY = b"5f1d0c7b9a3e48d2b6c4a1f07e9d3b52"
HARD, SOFT, AWAY = "postfix_unknown_user", "postfix_mailbox_full", "outlook_en"
pytestmark = pytest.mark.server


@pytest.fixture
def post(house: Settings, tmp_path: Path) -> Settings:
    """Return a house with two readers that reads what comes back from a Maildir."""
    for folder in ("new", "cur", "tmp"):
        (tmp_path / "back" / folder).mkdir(parents=True)
    subscribe(house)
    subscribe(house, OTHER)
    return settings.read(
        {
            "VEILLE_HOME": str(house.home),
            "VEILLE_DATABASE": house.database or "",
            "VEILLE_BOUNCES": f"maildir:{tmp_path / 'back'}",
            "VEILLE_RETURN": "bounces@veille.example",
        }
    )


def told(house: Settings, who: str = READER) -> str:
    """Send a reader a message; return its key."""
    with store.sessions(house.database).begin() as session:
        now = datetime.now(UTC)
        one = store.add_delivery(session, store.subscriber_at(session, who).id, now)
        one.sent_at = now
        return one.key


def comes_back(house: Settings, name: str, key: str) -> Counter[str]:
    """Lay a mail of the folder, about a message, into the Maildir; return what is taken."""
    raw = (MAILS / f"{name}.eml").read_bytes()
    raw = raw.replace(KEY, key.encode()).replace(KEY.upper(), key.upper().encode())
    box = Path(str(house.bounces).removeprefix("maildir:")) / "new"
    (box / f"{len(list(box.iterdir())):06}.{name}").write_bytes(raw)
    return returned.run(house, run.mails, datetime.now(UTC))


def states(house: Settings) -> dict[str, str]:
    return {one.address: one.state for one in rows(house, Subscriber)}


FOLLOWS = {
    HARD: "suppressed",
    "qmail": "suppressed",
    "gmail_no_account": "suppressed",
    SOFT: "confirmed",
    "postfix_delayed": "confirmed",
    AWAY: "confirmed",
    "ooo_hy": "confirmed",
    "tmda": "confirmed",
    "person_replies": "confirmed",
    "arf_abuse": "unsubscribed",
    "arf_redacted": "unsubscribed",
    "arf_not_spam": "confirmed",
    "leave_mailto": "unsubscribed",
    "leave_gmail": "unsubscribed",
    "leave_reply_tr": "unsubscribed",
}


def test_what_follows_is_for_the_reader_of_that_message_alone(post: Settings) -> None:
    for name in FOLLOWS:
        subscribe(post, f"{name}@example.org")
    for name in FOLLOWS:
        comes_back(post, name, told(post, f"{name}@example.org"))
    expected = {f"{name}@example.org": state for name, state in FOLLOWS.items()}
    assert states(post) == {READER: "confirmed", OTHER: "confirmed", **expected}


def test_who_is_gone_is_sent_nothing_that_waits(post: Settings) -> None:
    key = told(post)
    with store.sessions(post.database).begin() as session:
        waiting = store.add_delivery(session, rows(post, Subscriber)[0].id, datetime.now(UTC)).id
    comes_back(post, HARD, key)
    [one] = [one for one in rows(post, Delivery) if one.id == waiting]
    assert (one.failed_at is not None, one.reason) == (True, "the subscriber is suppressed")


def test_five_messages_that_failed_in_two_weeks_suppress_and_four_do_not(post: Settings) -> None:
    for _ in range(4):
        comes_back(post, SOFT, told(post))
        assert states(post)[READER] == "confirmed"
    comes_back(post, "exchange_fr_full", told(post))
    assert states(post)[READER] == "suppressed"


def test_one_message_failing_five_times_is_one(post: Settings) -> None:
    key = told(post)
    for name in (SOFT, "postfix_expired", "exchange_fr_full", "courier_full", "ru_plain_full"):
        assert comes_back(post, name, key) == {"soft": 1}
    assert states(post)[READER] == "confirmed"


def test_failures_of_more_than_two_weeks_ago_are_forgotten(post: Settings) -> None:
    for _ in range(4):
        comes_back(post, SOFT, told(post))
    with store.sessions(post.database).begin() as session:
        before = datetime.now(UTC) - timedelta(days=15)
        session.execute(update(Delivery).values(created_at=before))
        session.execute(update(Subscriber).values(state_at=before - timedelta(days=1)))
    comes_back(post, SOFT, told(post))
    assert states(post)[READER] == "confirmed"


def test_a_mail_is_taken_once_even_when_all_is_read_again(post: Settings) -> None:
    assert comes_back(post, HARD, told(post)) == {"hard": 1}
    for memory in post.cache.iterdir():
        memory.unlink()
    assert returned.run(post, run.mails, datetime.now(UTC)) == {"known": 1}
    assert len(rows(post, Bounce)) == 1


def test_a_mail_about_nothing_of_ours_changes_nothing_and_is_not_kept_in_words(
    post: Settings,
) -> None:
    told(post)
    assert comes_back(post, HARD, "0" * 32) == {"not ours": 1}
    assert set(states(post).values()) == {"confirmed"}
    [one] = rows(post, Bounce)
    assert (one.delivery_id, one.reason) == (None, None)


def test_a_late_failure_does_not_suppress_who_has_come_back_since(post: Settings) -> None:
    key = told(post)
    with store.sessions(post.database).begin() as session:
        one = store.subscriber_at(session, READER)
        readers.set_state(session, one, "unsubscribed", datetime.now(UTC))
        readers.set_state(session, one, "confirmed", datetime.now(UTC))
    assert comes_back(post, HARD, key) == {"hard": 1}
    assert states(post)[READER] == "confirmed"


def test_who_calls_the_question_spam_is_never_asked_again(post: Settings) -> None:
    key = told(post)
    with store.sessions(post.database).begin() as session:
        session.execute(update(Subscriber).values(state="pending"))
    comes_back(post, "arf_abuse", key)
    assert states(post) == {READER: "suppressed", OTHER: "pending"}


def test_what_came_back_goes_with_its_reader_or_after_a_month(post: Settings) -> None:
    comes_back(post, AWAY, told(post))
    comes_back(post, AWAY, told(post, OTHER))
    with store.sessions(post.database).begin() as session:
        readers.erase_reader(session, store.subscriber_at(session, READER).id)
    assert len(rows(post, Bounce)) == 1
    later = datetime.now(UTC) + timedelta(days=31)
    assert housekeeping.drop_readers(post, later)["bounces"] == 1
    assert rows(post, Bounce) == []


def test_an_inbox_that_cannot_be_read_is_named(post: Settings, tmp_path: Path) -> None:
    (tmp_path / "back" / "new").rmdir()
    with pytest.raises(InboxError, match=r"bounces: .*No such file"):
        returned.run(post, run.mails, datetime.now(UTC))


# what an operator sees


def said(monkeypatch: pytest.MonkeyPatch, house: Settings, *call: str) -> str:
    for module in (commands, subscribers):
        monkeypatch.setattr(module, "opened", lambda: house)
    return called.said(*call)


def test_an_operator_sees_what_came_back_by_domain(
    post: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(monkeypatch, post, "mail", "bounces") == "nothing came back\n"
    subscribe(post, "third@elsewhere.example")
    told(post, "third@elsewhere.example")
    told(post)
    comes_back(post, HARD, told(post))
    shown = said(monkeypatch, post, "subscribers", "bounces", "--json").splitlines()
    found = [json.loads(line) for line in shown]
    assert [(one["domain"], one["sent"], one["gone"], one["failed"]) for one in found] == [
        ("example.org", 2, 1, 0),
        ("elsewhere.example", 1, 0, 0),
    ]


def test_who_was_suppressed_can_be_let_ask_again(
    post: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_back(post, HARD, told(post))
    assert said(monkeypatch, post, "subscribers", "readmit", READER).startswith(READER)
    assert states(post)[READER] == "unsubscribed"
    with pytest.raises(CallError, match="is confirmed, not suppressed"):
        said(monkeypatch, post, "subscribers", "readmit", OTHER)


def test_nothing_is_read_where_nobody_says_where(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert returned.run(house, run.mails, datetime.now(UTC)) == {}
    with pytest.raises(CallError, match="VEILLE_BOUNCES is not set"):
        said(monkeypatch, house, "mail", "bounces")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"VEILLE_RETURN": "bounces@veille.example"}, "VEILLE_BOUNCES is not: nobody reads"),
        (
            {"VEILLE_RETURN": "a+b@veille.example", "VEILLE_BOUNCES": "maildir:/x"},
            "is no short address such as",
        ),
        ({"VEILLE_BOUNCES": "pop3://x"}, "VEILLE_BOUNCES is none of the form"),
    ],
)
def test_a_way_back_that_nobody_goes_is_refused(given: dict[str, str], reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        settings.read(given)


def test_a_mail_comes_back_to_an_address_with_its_key() -> None:
    back = returning("bounces@veille.example", f"<{KEY.decode()}@veille.example>")
    assert back == f"bounces+{KEY.decode()}@veille.example"
