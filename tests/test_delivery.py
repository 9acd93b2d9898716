"""Messages: claimed with a lease, sent, stamped; at least once, and hardly ever twice."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from threading import Event, Thread

import pytest
from sqlalchemy import select, update
from visits import (
    OTHER,
    READER,
    TALKS,
    Visit,
    address,
    crawled,
    rows,
    stored,
    subscribe,
    whole,
)

from pipeline import delivery, stages, store
from pipeline.errors import DeferredError, PostError, RecipientError, RefusedError
from pipeline.item import Moment
from pipeline.mails import told
from pipeline.settings import Settings
from pipeline.store import readers, undelivered
from pipeline.tables import Bounce, Delivery, Flag, Page, Subscriber

pytestmark = pytest.mark.server

EN, RU = address(1), address(1, "ru")
SENDER = "Veille <veille@example.org>"
FULL = "452 mailbox full"
GONE = "550 no such user"


class Box:
    """A post that keeps what it takes, and answers as told before it takes everything."""

    def __init__(self, *answers: BaseException | None) -> None:
        self.taken: list[EmailMessage] = []
        self._answers: Iterator[BaseException | None] = iter(answers)

    def send(self, message: EmailMessage) -> None:
        """Take one message, or raise what was told."""
        answer = next(self._answers, None)
        if answer is not None:
            raise answer
        self.taken.append(message)

    @property
    def keys(self) -> list[str]:
        """The left parts of the Message-IDs taken, in order."""
        return [one["Message-ID"].strip("<>").split("@")[0] for one in self.taken]


class DyingBox(Box):
    """A post that takes a message, and whose sender dies before it can stamp it."""

    def send(self, message: EmailMessage) -> None:
        """Take one message and die."""
        super().send(message)
        raise SystemExit


def sent(house: Settings, box: Box) -> Counter[str]:
    """Send what is due."""
    return delivery.run(store.sessions(house.database), box, sender=SENDER)


def messages(house: Settings) -> list[Delivery]:
    """Return every message, in order."""
    return rows(house, Delivery)


def time_passes(house: Settings, **hours: timedelta) -> None:
    """Let moments of every message lie further back."""
    with store.sessions(house.database).begin() as session:
        moved = {name: getattr(Delivery, name) - by for name, by in hours.items()}
        session.execute(update(Delivery).values(moved))


@pytest.fixture
def due(house: Settings) -> Settings:
    """Return a house where two readers are to be told of one statement in two languages."""
    subscribe(house, READER)
    subscribe(house, OTHER)
    published = Moment(
        at=datetime(2023, 5, 4, 22, 15, tzinfo=UTC), precision="minute", zone="Asia/Yerevan"
    )
    crawled(house, (EN, TALKS["en"]), (RU, TALKS["ru"]), edition="1", published=published)
    stages.write_lines(house)
    return house


def test_every_message_is_sent_and_stamped_once(due: Settings) -> None:
    box = Box()
    began = datetime.now(UTC)
    assert sent(due, box) == {"sent": 2, "refused": 0, "void": 0}
    assert [one["To"] for one in box.taken] == [READER, OTHER]
    for message in messages(due):
        assert began <= message.sent_at <= datetime.now(UTC)
        assert (message.attempts, message.leased_until, message.reason) == (1, None, None)
    assert sent(due, box) == {"sent": 0, "refused": 0, "void": 0}
    assert len(box.taken) == 2


def test_the_key_of_a_message_is_its_message_id(due: Settings) -> None:
    box = Box()
    sent(due, box)
    assert box.keys == [one.key for one in messages(due)]
    assert len(set(box.keys)) == 2


def test_a_message_shows_what_was_said_by_whom_when_where_and_why(due: Settings) -> None:
    box = Box()
    sent(due, box)
    text = box.taken[0].get_body(("plain",)).get_content()
    [page, _] = rows(due, Page)
    flowing = " ".join(text.split())
    for shown in (
        "Talks in Washington",
        "Ministry of Foreign Affairs of Armenia",
        "Armenia",
        "5 May 2023, 02:15",
        "English",
        "*Nagorno-Karabakh*",
        EN,
        RU,
        page.digest,
        "Places of the dossier: Nagorno-Karabakh (file).",
    ):
        assert shown in flowing


def test_a_message_about_an_edit_follows_the_first_one(house: Settings) -> None:
    subscribe(house)
    edited = f"{TALKS['en']}\n\nThe talks will go on tomorrow, the minister told journalists."
    box = Box()
    for hour, page in enumerate((TALKS["en"], edited, edited)):
        crawled(house, (EN, page), hours=hour)
        stages.write_lines(house)
        sent(house, box)
    first, second = box.taken
    assert second["In-Reply-To"] == first["Message-ID"]
    assert first["In-Reply-To"] is None


# claim, lease, stamp


def test_a_claimed_message_is_nobody_elses_until_its_lease_ends(due: Settings) -> None:
    now = datetime.now(UTC)
    claimed = []
    for later in (timedelta(), timedelta(), timedelta(minutes=4), timedelta(minutes=6)):
        with store.sessions(due.database).begin() as session:
            found = store.claim(session, now + later, now + later + delivery.LEASE)
            claimed.append(found and (found.id, found.attempts))
    first, second = (one.id for one in messages(due))
    assert claimed == [(first, 1), (second, 1), None, (first, 2)]


def test_a_sender_that_died_before_it_sent_repeats_nothing_and_loses_nothing(
    due: Settings,
) -> None:
    past = datetime.now(UTC)
    with store.sessions(due.database).begin() as session:
        store.claim(session, past, past + delivery.LEASE)
    box = Box()
    assert sent(due, box)["sent"] == 1
    time_passes(due, leased_until=delivery.LEASE)
    assert sent(due, box)["sent"] == 1
    assert sorted(box.keys) == sorted(one.key for one in messages(due))


def test_a_sender_that_died_before_the_stamp_repeats_that_message_with_its_message_id(
    due: Settings,
) -> None:
    dying, box = DyingBox(), Box()
    with pytest.raises(SystemExit):
        sent(due, dying)
    assert [one.sent_at for one in messages(due)] == [None, None]
    sent(due, box)
    assert len(box.taken) == 1
    time_passes(due, leased_until=delivery.LEASE)
    sent(due, box)
    first, second = (one.key for one in messages(due))
    assert (dying.keys, box.keys) == ([first], [second, first])
    assert dying.taken[0]["Message-ID"] == box.taken[1]["Message-ID"]
    assert all(one.sent_at for one in messages(due))


def test_two_senders_at_once_send_no_message_twice(due: Settings) -> None:
    holds, go_on = Event(), Event()

    class Slow(Box):
        def send(self, message: EmailMessage) -> None:
            holds.set()
            assert go_on.wait(30)
            super().send(message)

    slow, quick = Slow(), Box()
    thread = Thread(target=sent, args=(due, slow))
    thread.start()
    try:
        assert holds.wait(30)
        assert sent(due, quick)["sent"] == 1
    finally:
        go_on.set()
        thread.join()
    first, second = (one.key for one in messages(due))
    assert (slow.keys, quick.keys) == ([first], [second])


# what the post refuses


def test_a_post_that_takes_nothing_now_keeps_everything_due(due: Settings) -> None:
    box = Box(None, PostError(FULL))
    with pytest.raises(PostError, match=r"452 mailbox full \(1 sent before; the rest stays due\)"):
        sent(due, box)
    first, second = messages(due)
    assert first.sent_at is not None
    assert (second.sent_at, second.failed_at, second.leased_until) == (None, None, None)
    assert second.reason == FULL
    assert second.due_at > datetime.now(UTC)
    assert sent(due, box)["sent"] == 0
    time_passes(due, due_at=timedelta(minutes=1))
    assert sent(due, box)["sent"] == 1
    assert box.keys == [first.key, second.key]
    assert messages(due)[1].reason is None


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (40, 60)]
)
def test_a_message_waits_longer_after_each_failure_an_hour_at_most(
    due: Settings, attempts: int, minutes: int
) -> None:
    with store.sessions(due.database).begin() as session:
        session.execute(update(Delivery).values(attempts=attempts - 1))
    began = datetime.now(UTC)
    with pytest.raises(PostError):
        sent(due, Box(PostError(FULL)))
    wait = timedelta(minutes=minutes)
    assert began + wait <= messages(due)[0].due_at <= datetime.now(UTC) + wait


def test_a_message_refused_for_good_is_not_tried_again_and_holds_up_no_other(
    due: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    box = Box(RefusedError(GONE))
    with caplog.at_level(logging.WARNING):
        assert sent(due, box) == {"sent": 1, "refused": 1, "void": 0}
    first, second = messages(due)
    assert (first.sent_at, first.reason, first.leased_until) == (None, GONE, None)
    assert first.failed_at is not None
    assert GONE in caplog.text
    assert box.keys == [second.key]
    time_passes(due, due_at=timedelta(days=9))
    assert sent(due, box) == {"sent": 0, "refused": 0, "void": 0}


@pytest.mark.parametrize(
    ("answer", "state", "kind"),
    [
        ("550 5.1.1 no such user here", "suppressed", "hard"),
        ("550 user unknown", "suppressed", "hard"),
        ("554 5.7.1 blocked by policy: user unknown to our filter", "confirmed", "unknown"),
        ("552 5.2.2 mailbox full", "confirmed", "soft"),
    ],
)
def test_whom_a_server_refuses_is_suppressed_where_nobody_has_the_address(
    due: Settings, answer: str, state: str, kind: str
) -> None:
    with store.sessions(due.database).begin() as session:
        reader = store.subscriber_at(session, READER)
        store.add_delivery(session, reader.id, datetime.now(UTC), "manage")
    counts = sent(due, Box(RecipientError(f"refused: {answer}", answer)))
    assert (counts["refused"], counts["sent"]) == (1, 1)
    assert [one.state for one in rows(due, Subscriber)] == [state, "confirmed"]
    [bounce] = rows(due, Bounce)
    assert (bounce.kind, bounce.reason) == (kind, answer)
    asked = messages(due)[-1]
    assert (asked.reason == "the subscriber is suppressed") == (state == "suppressed")
    with store.sessions(due.database)() as session:
        rates = undelivered.rates(session, datetime.now(UTC) - timedelta(days=1))
    assert rates == {"example.org": {"sent": 2, kind: 1}}


def test_messages_in_a_batch_wait_for_no_reader_whose_server_wants_them_later(
    due: Settings,
) -> None:
    box = Box(DeferredError("450 greylisted"))
    assert sent(due, box) == {"sent": 1, "refused": 0, "void": 0, "deferred": 1}
    first, second = messages(due)
    assert (first.sent_at, first.failed_at, first.leased_until) == (None, None, None)
    assert first.reason == "450 greylisted"
    assert first.due_at > datetime.now(UTC)
    assert box.keys == [second.key]
    time_passes(due, due_at=timedelta(minutes=1))
    assert sent(due, box)["sent"] == 1


# several at once


def many(house: Settings, number: int) -> None:
    """Let so many readers be due a message that one statement gives them."""
    for one in range(number):
        subscribe(house, f"reader{one}@reader.example")
    crawled(house, (EN, TALKS["en"]))
    stages.write_lines(house)


def test_what_a_sender_claimed_and_did_not_try_is_free_when_it_stops(house: Settings) -> None:
    many(house, 8)
    box = Box(None, None, None, PostError(FULL))  # of a batch of four the first
    with pytest.raises(PostError, match="3 sent before"):
        sent(house, box)
    untried = messages(house)[4:]
    assert {(one.attempts, one.leased_until, one.lapsed) for one in untried} == {(0, None, 0)}
    assert sent(house, box)["sent"] == 4


def test_messages_whose_sender_was_killed_are_claimed_one_by_one(house: Settings) -> None:
    many(house, 4)
    past = datetime.now(UTC)
    with store.sessions(house.database).begin() as session:
        assert len(store.claim_some(session, past, past + delivery.LEASE, limit=3)) == 3
    later = past + 2 * delivery.LEASE
    with store.sessions(house.database).begin() as session:
        sizes = [
            len(store.claim_some(session, later, later + delivery.LEASE, limit=4))
            for _ in range(5)
        ]
    assert sizes == [1, 1, 1, 1, 0]
    assert [one.lapsed for one in messages(house)] == [1, 1, 1, 0]


def test_a_message_that_cannot_be_read_holds_up_no_other(house: Settings) -> None:
    subscribe(house)
    for number in (1, 2):
        crawled(house, (address(number), f"{TALKS['en']} Round {number}."))
        stages.write_lines(house)
    first, second = messages(house)
    with store.sessions(house.database).begin() as session:
        broken = min(flag.id for flag in session.scalars(select(Flag)))
        session.execute(update(Flag).where(Flag.id == broken).values(evidence={"reasons": []}))
    box = Box()
    with pytest.raises(KeyError, match="matches"):
        sent(house, box)
    assert sent(house, box)["sent"] == 1
    assert box.keys == [second.key]
    time_passes(house, leased_until=delivery.LEASE)
    with pytest.raises(KeyError, match="matches"):
        sent(house, box)
    assert [(one.id, one.lapsed) for one in messages(house)] == [(first.id, 1), (second.id, 0)]


def test_a_batch_says_what_is_true_ten_seconds_ago_at_most(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(house, 8)
    monkeypatch.setattr(delivery, "FRESH", timedelta())

    class Leaving(Box):
        def send(self, message: EmailMessage) -> None:
            super().send(message)
            with store.sessions(house.database).begin() as session:
                last = store.subscriber_at(session, "reader7@reader.example")
                readers.set_state(session, last, "unsubscribed", datetime.now(UTC))

    assert sent(house, Leaving()) == {"sent": 7, "refused": 0, "void": 0}


# what the publisher changed


def test_a_message_of_a_change_shows_what_was_told_and_what_is_said_now(house: Settings) -> None:
    subscribe(house)
    edited = TALKS["en"].replace("must be addressed", "must not be addressed")
    box = Box()
    for hour, page in enumerate((TALKS["en"], edited, edited)):
        crawled(house, (EN, page), hours=hour)
        stages.write_lines(house)
        sent(house, box)
    first, second = box.taken
    assert second["References"] == first["Message-ID"]
    text, html = (second.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "must {+not+} be addressed" in " ".join(text.replace("\n>", "").split())
    assert re.search(r"<ins [^>]*>not</ins> be addressed", html)
    assert "<del" not in html


# what our own extractor changed between line and message


def read_again(house: Settings, extra: str) -> None:
    """Let today's extractor read less of a page than yesterday's did."""
    page = f"{extra}\n\nShare the news of Nagorno-Karabakh, said the minister of Armenia"
    crawled(house, (EN, page), by=whole)
    stages.write_lines(house)
    with Visit(house, hours=1) as visit:
        visit.reads(EN, page)
    assert stored(house)["rebased"] == 1


def test_a_message_whose_text_was_read_again_waits_for_its_flag(house: Settings) -> None:
    subscribe(house)
    read_again(house, TALKS["en"])
    box = Box()
    assert sent(house, box)["waiting"] == 1
    [message] = messages(house)
    assert "not flagged yet" in message.reason
    assert message.leased_until is None
    stages.raise_flags(house)
    time_passes(house, due_at=timedelta(minutes=1))
    assert sent(house, box)["sent"] == 1
    text = " ".join(box.taken[0].get_body(("plain",)).get_content().split())
    assert "Share the news" not in text


def test_a_message_whose_text_is_on_the_dossier_no_more_is_void(house: Settings) -> None:
    subscribe(house)
    read_again(house, "A fair\n\nThe autumn fair opened in the capital today, with apples.")
    stages.raise_flags(house)
    box = Box()
    assert sent(house, box) == {"sent": 0, "refused": 0, "void": 1}
    [message] = messages(house)
    assert message.failed_at is not None
    assert "on the dossier no more" in message.reason
    time_passes(house, due_at=timedelta(days=1))
    assert sent(house, box) == {"sent": 0, "refused": 0, "void": 0}


# what a message is made of


def flag_at(*spans: tuple[int, int]) -> store.Row:
    return {"matches": [{"start": a, "end": b, "form": f"term {a}"} for a, b in spans]}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(4, 7)], [("Say one.", [(4, 7)])]),
        ([(14, 17), (4, 7)], [("Say one.", [(4, 7)]), ("Then two.", [(5, 8)])]),
        ([(4, 13)], [("Say one.", [(4, 8)]), ("Then two.", [(0, 4)])]),
    ],
)
def test_the_sentences_with_a_match_are_shown_with_its_spans(
    spans: Iterable[tuple[int, int]], expected: list[tuple[str, list[tuple[int, int]]]]
) -> None:
    found = told.passages("Say one. Then two. No more.", "en", [Flag(evidence=flag_at(*spans))])
    assert [
        (one.text, [(mark.start, mark.end) for mark in one.marks]) for one in found
    ] == expected
    assert {one.language for one in found} <= {"en"}


def test_what_was_asked_is_shown_only_where_nothing_else_was_matched() -> None:
    body, one, two = "Question: Two? A: Two.", (10, 13), (18, 21)

    def shown(*spans: tuple[int, int]) -> list[str]:
        flags = [Flag(evidence=flag_at(*spans))]
        return [passage.text for passage in told.passages(body, "en", flags, [(10, 14)])]

    assert shown(one, two) == ["A: Two."]
    assert shown(one) == ["Question: Two?"]


@pytest.mark.server
def test_a_mail_gives_no_speaker_the_question(house: Settings) -> None:
    page = (
        "Answer of the Spokesperson\n\n"
        "Question: Must Armenia and Azerbaijan speak of Nagorno-Karabakh?\n\n"
        "Ani Badalyan: The people of Nagorno-Karabakh must be heard by Armenia and Azerbaijan."
    )
    subscribe(house)
    crawled(house, (EN, page))
    stages.write_lines(house)
    box = Box()
    sent(house, box)
    body = box.taken[0].get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "must be heard" in " ".join(text.split())
    assert "Must Armenia" not in text


def test_a_text_of_no_known_language_is_shown_without_one() -> None:
    [found] = told.passages("Say one.", "und", [Flag(evidence=flag_at((4, 7)))])
    assert found.language is None
