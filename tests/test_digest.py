"""Digests: one mail an hour, a day or a week, nothing lost between two of them, none twice."""

import email
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.policy import default
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from visits import OTHER, READER, TALKS, Visit, address, after, crawled, rows, stored, subscribe

from pipeline import line, stages, store
from pipeline.item import Moment
from pipeline.mails import digest
from pipeline.revisions import withdrawal
from pipeline.settings import Settings
from pipeline.store import readers
from pipeline.subscriptions import choosing
from pipeline.subscriptions.preferences import Preferences
from pipeline.subscriptions.wanted import Rhythm, Wanted
from pipeline.tables import Delivery, Document, Line, Revision, Subscriber
from pipeline.words import words

pytestmark = pytest.mark.server

MORNING = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)  # 07:00 in Yerevan
SLOT = datetime(2026, 5, 1, 4, 0, tzinfo=UTC)  # 08:00 there
DAILY = Preferences(rhythm="daily", hour=8, zone="Asia/Yerevan")
DAY = timedelta(days=1)


def prefers(
    house: Settings,
    how: Preferences,
    who: str = READER,
    *,
    what: Wanted = Wanted(),  # noqa: B008  it is frozen
    now: datetime = MORNING - 30 * DAY,
) -> None:
    """Let a reader choose, at a moment; who is new came thirty days before."""
    subscribe(house, who)
    with store.sessions(house.database).begin() as session:
        one = readers.reader_at(session, who)
        assert one is not None
        one.state_at = MORNING - 30 * DAY
        choosing.keep(session, one, how, {"karabakh": what}, now)


def lined(house: Settings, now: datetime) -> None:
    """Write the lines that are due, as if it were another time."""
    with store.sessions(house.database).begin() as session:
        line.run(session, line.BATCH, now)
        withdrawal.tell(session, withdrawal.BATCH, now)


def made(house: Settings, now: datetime) -> int:
    """Make the digests that have nothing to tell, as if it were another time."""
    with store.sessions(house.database).begin() as session:
        return digest.run(session, now)["empty digests"]


def mails(house: Settings) -> list[str]:
    """Send what is due; return the text of every mail sent so far."""
    stages.send(house)
    found = [
        email.message_from_bytes(one.read_bytes(), policy=default)
        for one in sorted(Path(house.mail).glob("new/*"), key=lambda one: one.stat().st_mtime_ns)
    ]
    return [one.get_body(("plain",)).get_content() for one in found]  # type: ignore[union-attr]


def test_what_is_found_in_a_day_is_one_mail_at_the_readers_hour(house: Settings) -> None:
    prefers(house, DAILY)
    crawled(house, (address(1), TALKS["en"]), (address(1, "ru"), TALKS["ru"]), edition="1")
    lined(house, MORNING - timedelta(hours=5))
    crawled(house, (address(2), TALKS["fr"]), hours=1)
    lined(house, MORNING)
    [message] = rows(house, Delivery)
    assert (message.kind, message.slot, message.due_at) == ("digest", SLOT, SLOT)
    assert {one.delivery_id for one in rows(house, Line)} == {message.id}
    [mail] = mails(house)
    assert "Talks in Washington" in mail
    assert "Pourparlers de Washington" in mail
    assert mail.count("Also in:   Russian") == 1  # of its own text, not of the other
    assert "2 found in" in mail
    assert "not watched, as the terms forbid it: " in " ".join(mail.split())


EDITED = TALKS["en"].replace("mechanism", "mechanism by 7 May")


@pytest.mark.parametrize(
    ("befell", "kinds", "notice", "has"),
    [
        (["withdrawn"], "new withdrawn", "withdrawn", "international mechanism"),
        (["edited"], "new changed", "changed", "mechanism {+by 7 May+}."),
        (["edited", "withdrawn"], "new changed withdrawn", "withdrawn", "mechanism by 7 May"),
        (["withdrawn", "restored"], "new withdrawn correction", "restored", "mechanism"),
    ],
)
def test_what_becomes_of_a_text_before_its_digest_is_told_with_it_once(
    house: Settings, befell: list[str], kinds: str, notice: str, has: str
) -> None:
    prefers(house, DAILY)
    crawled(house, (address(1), TALKS["en"]))
    lined(house, MORNING)
    for hour, what in enumerate(befell, 1):
        befalls(house, what, hour)
        lined(house, MORNING)
    assert [one.kind for one in rows(house, Line)] == kinds.split()
    [mail] = (flowing(one) for one in mails(house))
    said = words()["en"].alert
    assert f"{said[f'label_{notice}'].upper()}. {said[f'first_{notice}']}" in mail
    assert mail.count("Talks in Washington") == 1
    assert has in mail


def test_what_befell_a_text_told_before_is_told_once_and_compared_with_what_was_told(
    house: Settings,
) -> None:
    prefers(house, DAILY)
    crawled(house, (address(1), TALKS["en"]))
    lined(house, MORNING)
    mails(house)
    befalls(house, "edited", 1)
    lined(house, MORNING + DAY)
    crawled(house, (address(1), EDITED.replace("7 May", "8 May")), hours=2)
    crawled(house, (address(1), EDITED.replace("7 May", "8 May")), hours=3)
    lined(house, MORNING + DAY)
    assert [one.kind for one in rows(house, Line)] == ["new", "changed", "changed"]
    first_two = mails(house)
    [mail] = [flowing(one) for one in first_two if "CHANGED" in one]
    assert "mechanism {+by 8 May+}." in mail
    assert "7 May" not in mail
    for hour, what in ((4, "withdrawn"), (5, "restored")):
        befalls(house, what, hour)
        lined(house, MORNING + 2 * DAY)
    [mail] = [flowing(one) for one in mails(house) if one not in first_two]
    assert words()["en"].alert["notice_was_gone"] in mail
    assert mail.count("Talks in Washington") == 1


def flowing(mail: str) -> str:
    """Return the text of a mail as one line."""
    return " ".join(mail.replace("\n> ", " ").split())


def befalls(house: Settings, what: str, hour: int) -> None:
    """Let a text be edited, withdrawn or shown again, as if at an hour."""
    if what == "edited":
        crawled(house, (address(1), EDITED), hours=hour)
        crawled(house, (address(1), EDITED), hours=hour + 0.5)  # it is believed at the second look
        return
    with store.sessions(house.database).begin() as session:
        one = session.get_one(Document, 1)
        at = after(hour)
        one.withdrawn_at, one.restored_at = (at, None) if what == "withdrawn" else (None, at)
        one.withdrawn_lined_by = None


def test_what_is_found_while_a_digest_is_on_its_way_waits_for_the_next(house: Settings) -> None:
    prefers(house, DAILY)
    crawled(house, (address(1), TALKS["en"]))
    lined(house, MORNING)
    with store.sessions(house.database).begin() as session:
        session.execute(update(Delivery).values(attempts=1))  # a sender has it
    crawled(house, (address(2), TALKS["fr"]), hours=1)
    lined(house, MORNING + timedelta(minutes=59))
    first, second = rows(house, Delivery)
    assert (first.slot, second.slot) == (SLOT, SLOT + DAY)
    assert [one.delivery_id for one in rows(house, Line)] == [first.id, second.id]


def test_the_press_follows_the_parties(house: Settings) -> None:
    prefers(house, DAILY)
    with Visit(house, source="am_civilnet", mode="announce") as visit:
        visit.reads("https://civilnet.am/en/news/1", TALKS["fr"])
    stored(house)
    for stage in (stages.keep_quotations, stages.join_statements, stages.raise_flags):
        stage(house)
    lined(house, MORNING)
    crawled(house, (address(1), TALKS["en"]), hours=1)
    lined(house, MORNING)
    [mail] = mails(house)
    assert mail.index("Armenia, ") < mail.index("civilnet.am")


def test_a_report_and_the_official_text_that_came_before_the_digest_are_one_entry(
    house: Settings,
) -> None:
    prefers(house, DAILY)
    words_of = (
        "The two sides have come closer on a number of provisions of a peace agreement, and now "
        "see more clearly what separates them on the rest"
    )
    about = "Armenia and Azerbaijan ended four days of talks on Nagorno-Karabakh on Thursday."
    article = f"Talks end\n\n{about}\n\n“{words_of},” said Secretary of State Antony Blinken."
    official = (
        f"Statement by Secretary of State Antony Blinken\n\n{words_of}. I told both that the "
        "distance can be covered.\n\nWe also spoke of the rights and security of the people of "
        "Nagorno-Karabakh, and I thank the ministers of Armenia and Azerbaijan."
    )
    for hours, source, url, page in (
        (0, "am_civilnet", "https://civilnet.am/en/news/1", article),
        (1, "us_state", "https://www.state.gov/remarks/", official),
    ):
        with Visit(house, source, hours=hours, mode="announce") as visit:
            at = Moment(at=after(hours), precision="minute", zone="UTC")
            visit.reads(url, page, published=at)
        stored(house)
        for stage in (stages.join_statements, stages.raise_flags):
            stage(house)
        lined(house, MORNING)
    assert [one.kind for one in rows(house, Line)] == ["new", "official"]
    [mail] = (flowing(one) for one in mails(house))
    ours = words()["en"].alert
    assert f"{ours['label_official'].upper()}. {ours['first_official']}" in mail
    assert mail.count("Original:") == 1
    assert "Reported by: CivilNet, https://civilnet.am/en/news/1" in mail
    assert "1 found in" in mail


def test_a_digest_with_nothing_to_tell_comes_once_to_who_wants_it(house: Settings) -> None:
    prefers(house, DAILY)
    prefers(house, Preferences(rhythm="daily", hour=8, zone="UTC", empty_digest=True), OTHER)
    now = datetime(2026, 5, 1, 8, 1, tzinfo=UTC)
    assert [made(house, one) for one in (now, now, now + timedelta(hours=23))] == [1, 0, 0]
    [mail] = mails(house)
    assert "no source was checked yet" in mail
    assert made(house, now + DAY) == 1
    slots = [one.slot for one in rows(house, Delivery)]
    assert slots == [now.replace(minute=0), now.replace(minute=0) + DAY]


def test_nothing_is_found_in_the_sources_that_were_asked_for(house: Settings) -> None:
    for source in ("am_mfa", "us_state"):
        with Visit(house, source) as visit:
            visit.reads(f"https://{source}.example/1", TALKS["fr"])
    stored(house)
    how = replace(DAILY, zone="UTC", empty_digest=True)
    prefers(house, how, what=Wanted(sources=("us_state",)))
    prefers(house, how, OTHER)
    assert made(house, datetime(2026, 5, 1, 8, 1, tzinfo=UTC)) == 2
    told = [" ".join(mail.split()) for mail in mails(house)]
    assert ["nothing found in 1 of 1 sources" in one for one in told] == [True, False]
    assert " of 1 sources" not in told[1]


def test_whom_they_follow_may_speak_anywhere() -> None:
    here = Wanted(sources=("us_state",))
    assert digest.sources_of([here, Wanted(sources=("am_mfa",))]) == {"us_state", "am_mfa"}
    assert digest.sources_of([here, Wanted()]) == set()
    assert digest.sources_of([replace(here, always=("blinken_antony",))]) == set()


def test_who_came_after_the_hour_gets_no_digest_of_it(house: Settings) -> None:
    prefers(house, Preferences(rhythm="daily", hour=8, zone="UTC", empty_digest=True))
    now = datetime(2026, 5, 1, 8, 1, tzinfo=UTC)
    with store.sessions(house.database).begin() as session:
        session.execute(update(Subscriber).values(state_at=now))
    assert made(house, now + timedelta(minutes=1)) == 0


def test_quiet_hours_gather_what_would_come_at_once(house: Settings) -> None:
    prefers(house, Preferences(zone="UTC", quiet_from=22, quiet_until=7))
    end = datetime(2026, 5, 1, 7, tzinfo=UTC)
    for number, now in enumerate((end - timedelta(hours=8), end - timedelta(hours=1), end)):
        crawled(house, (address(number), TALKS[("en", "ru", "fr")[number]]), hours=number)
        lined(house, now)
    night, morning = rows(house, Delivery)
    assert (night.kind, night.slot, morning.slot) == ("alert", end, None)
    assert [one.delivery_id for one in rows(house, Line)] == [night.id, night.id, morning.id]


def test_a_line_that_is_on_the_dossier_no_more_costs_a_digest_only_itself(
    house: Settings,
) -> None:
    prefers(house, DAILY)
    crawled(house, (address(1), TALKS["en"]), (address(2), TALKS["fr"]))
    lined(house, MORNING)
    with store.sessions(house.database).begin() as session:
        [first, _] = rows(house, Revision)
        store.forget_flags(session, first.id)
        session.execute(update(Revision).values(flagged_by=1))
    [mail] = mails(house)
    assert "Pourparlers de Washington" in mail
    assert "Talks in Washington" not in mail


def test_a_year_of_statements_reaches_two_readers_each_once(house: Settings) -> None:
    """In Tehran daily, in Los Angeles weekly; a text about every five days."""
    prefers(house, Preferences(rhythm="daily", hour=7, zone="Asia/Tehran"))
    prefers(house, Preferences(rhythm="weekly", hour=2, weekday=6, zone="America/Los_Angeles"),
            OTHER)  # fmt: skip
    begin = datetime(2026, 1, 1, 11, tzinfo=UTC)
    for number in range(73):
        page = f"{TALKS['en']}\n\nIt was meeting number {number}."
        crawled(house, (address(number), page), hours=number)
        lined(house, begin + number * timedelta(days=5, minutes=7))
    lines, messages = rows(house, Line), {one.id: one for one in rows(house, Delivery)}
    people = {one.id: one.address for one in rows(house, Subscriber)}
    for who, wait in ((READER, DAY), (OTHER, 7 * DAY)):
        own = [one for one in lines if people[one.subscriber_id] == who]
        assert len(own) == len({one.document_id for one in own}) == 73
        for number, one in enumerate(own):
            found = begin + number * timedelta(days=5, minutes=7)
            due = messages[one.delivery_id].due_at
            assert found < due <= found + wait + timedelta(hours=1)  # a clock's change


def test_what_is_followed_at_a_rhythm_of_its_own_comes_at_that(house: Settings) -> None:
    prefers(house, Preferences(zone="UTC"), what=Wanted(own_rhythm="daily"))
    crawled(house, (address(1), TALKS["en"]))
    lined(house, MORNING)
    [message] = rows(house, Delivery)
    assert (message.kind, message.slot) == ("digest", datetime(2026, 5, 1, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("how", "slots"),
    [
        (Preferences(rhythm="weekly", zone="UTC", weekday=6), [SLOT + timedelta(hours=52)]),
        (Preferences(rhythm="daily", hour=20, zone="Asia/Yerevan"), [SLOT + DAY / 2]),
        (Preferences(), [None]),
    ],
)
def test_what_waits_comes_at_the_hours_chosen_last(
    house: Settings, how: Preferences, slots: list[datetime | None]
) -> None:
    prefers(house, DAILY)
    crawled(house, (address(1), TALKS["en"]))
    lined(house, MORNING)
    prefers(house, how, now=MORNING)
    assert [one.slot for one in rows(house, Delivery)] == slots
    assert {one.delivery_id for one in rows(house, Line)} == {rows(house, Delivery)[0].id}


def test_an_hour_chosen_after_it_went_by_brings_no_digest_at_once(house: Settings) -> None:
    often = Preferences(rhythm="daily", hour=20, zone="UTC", empty_digest=True)
    prefers(house, often)
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    prefers(house, replace(often, hour=8), now=noon)  # that of yesterday, 20:00, was due
    assert [one.slot for one in rows(house, Delivery)] == [noon - timedelta(hours=16)]
    assert [made(house, noon + timedelta(hours=one)) for one in (0, 19, 20)] == [0, 0, 1]


def test_a_digest_in_the_hour_quiet_hours_end_is_a_digest(house: Settings) -> None:
    prefers(house, Preferences(zone="UTC", quiet_from=22, quiet_until=7))
    crawled(house, (address(1), TALKS["en"]))
    night = datetime(2026, 5, 1, 3, tzinfo=UTC)
    lined(house, night)
    with store.sessions(house.database).begin() as session:
        one = readers.reader_at(session, READER)
        assert one is not None
        end = night.replace(hour=7)
        for kind in ("digest", "alert"):
            assert store.open_deliveries(session, [(one.id, kind, end)], night)
    assert [(one.kind, one.slot) for one in rows(house, Delivery)] == [("digest", end)]


HOMES = {  # zone -> hour of a mail; some skip it once, and have it twice
    "Asia/Tehran": 7,
    "America/Los_Angeles": 2,
    "Asia/Yerevan": 8,
    "Europe/Paris": 2,
    "Pacific/Auckland": 2,
}
SKIPPED = {"America/Los_Angeles", "Europe/Paris", "Pacific/Auckland"}
RHYTHMS: tuple[Rhythm, ...] = ("daily", "weekly")


def test_a_year_of_digests_with_nothing_to_tell_comes_at_the_readers_hour(
    house: Settings,
) -> None:
    """Looked at once a day only: no tick of the DAG has to meet an hour."""
    for zone, hour in HOMES.items():
        for rhythm in RHYTHMS:
            how = Preferences(rhythm=rhythm, hour=hour, weekday=6, zone=zone, empty_digest=True)
            prefers(house, how, f"{rhythm}.{zone.split('/')[1].lower()}@example.org")
    begin = datetime(2026, 5, 1, 3, 45, tzinfo=UTC)
    with store.sessions(house.database).begin() as session:
        for number in range(365):
            digest.run(session, begin + number * DAY)
    people = {one.id: one for one in rows(house, Subscriber)}
    for one in people.values():
        slots = [each.slot for each in rows(house, Delivery) if each.subscriber_id == one.id]
        local = [each.astimezone(ZoneInfo(one.zone)) for each in slots if each is not None]
        apart = {after.date() - before.date() for before, after in pairwise(local)}
        assert apart == {DAY if one.rhythm == "daily" else 7 * DAY}
        assert len(local) == (365 if one.rhythm == "daily" else 53)
        odd = [each for each in local if (each.hour, each.minute) != (one.hour, 0)]
        assert [each.hour for each in odd] == [3] * (one.zone in SKIPPED)  # right after


def test_our_own_words_name_places_as_the_reader_prefers_and_quoted_ones_do_not(
    house: Settings,
) -> None:
    prefers(house, replace(DAILY, place_names="armenian"))
    crawled(house, (address(1), TALKS["en"]))
    lined(house, MORNING)
    [mail] = mails(house)
    assert mail.startswith("Artsakh: Armenia and Azerbaijan")
    assert "This text is about Artsakh: Armenia and Azerbaijan" in mail.replace("\n", " ")
    assert "people of *Nagorno-Karabakh* must" in mail.replace("\n> ", " ")
