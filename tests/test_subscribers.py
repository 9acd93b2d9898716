"""`veille subscribers`: added, changed, moved as a table, paused, forgotten without a trace."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import called
import pytest
from sqlalchemy import String, cast, column, func, inspect, literal, select, table, update
from visits import OTHER, READER, TALKS, Visit, address, crawled, rows, stored, subscribe

from pipeline import housekeeping, stages, store
from pipeline.errors import CallError
from pipeline.settings import Settings
from pipeline.store import readers
from pipeline.tables import Bounce, Delivery, Line, Revision, Subscriber, Subscription, Token
from runtime.commands import subscribers as commands

DAY = timedelta(days=1)
pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def this_house(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands work on the house of the test."""
    monkeypatch.setattr(commands, "opened", lambda: house)


def said(*arguments: str, given: str | None = None) -> str:
    """Return what a command says; raise what it raises."""
    return called.said("subscribers", *arguments, given=given)


def told(house: Settings) -> list[tuple[str, str]]:
    """Write what is due; return who was told of which address."""
    stages.write_lines(house)
    with store.sessions(house.database)() as session:
        return [
            (session.get_one(Subscriber, one.subscriber_id).address, one.kind)
            for one in rows(house, Line)
            if one.role == "lead"
        ]


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        ((), True),
        (("--party", "armenia"), True),
        (("--party", "azerbaijan"), False),
        (("--source", "am_mfa", "--source", "az_mfa"), True),
        (("--source", "az_mfa"), False),
        (("--text-language", "ru"), False),
        (("--section", "status_and_rights"), True),
        (("--section", "mines_and_missing"), False),
        (("--press", "no"), True),
        (("--speaker", "lavrov_sergey"), False),
    ],
)
def test_a_reader_is_told_what_they_chose(
    house: Settings, options: tuple[str, ...], *, is_told: bool
) -> None:
    said("add", READER, *options)
    with store.sessions(house.database).begin() as session:
        readers.reader_at(session, READER).since = None  # these texts are of 2023
    crawled(house, (address(1), TALKS["en"]))
    assert told(house) == ([(READER, "new")] if is_told else [])


def test_the_press_is_not_told_to_who_wants_acts_of_speech_only(house: Settings) -> None:
    subscribe(house)
    subscribe(house, OTHER)
    said("add", OTHER, "--press", "no")
    with Visit(house, source="am_civilnet", mode="announce") as visit:
        visit.reads("https://civilnet.am/en/news/1", TALKS["en"])
    stored(house)
    stages.join_statements(house)
    stages.raise_flags(house)
    assert told(house) == [(READER, "new")]


def test_an_edition_in_another_language_is_no_reason_to_miss_the_wanted_one(
    house: Settings,
) -> None:
    subscribe(house)
    said("add", READER, "--text-language", "ru")
    crawled(house, (address(1), TALKS["en"]), edition="1")
    assert told(house) == []
    crawled(house, (address(1, "ru"), TALKS["ru"]), hours=1, edition="1")
    assert told(house) == [(READER, "new")]


@pytest.mark.parametrize("state", ["pending", "paused", "unsubscribed", "suppressed"])
def test_only_who_is_confirmed_is_told(house: Settings, state: str) -> None:
    subscribe(house)
    with store.sessions(house.database).begin() as session:
        one = readers.reader_at(session, READER)
        readers.set_state(session, one, state, datetime.now(UTC))
    crawled(house, (address(1), TALKS["en"]))
    assert told(house) == []


def test_who_pauses_is_sent_nothing_more_and_later_not_what_came_meanwhile(
    house: Settings,
) -> None:
    subscribe(house)
    crawled(house, (address(1), TALKS["en"]))
    stages.write_lines(house)
    assert said("pause", READER) == f"{READER} is paused\n"
    assert stages.send(house)["sent"] == 0
    assert [one.reason for one in rows(house, Delivery)] == ["the subscriber is paused"]
    said("resume", READER)
    crawled(house, (address(2), TALKS["fr"]), hours=1)  # first seen in 2023, before the pause
    stages.write_lines(house)
    assert stages.send(house)["sent"] == 0


def test_a_change_keeps_what_it_does_not_name() -> None:
    said("add", READER, "--rhythm", "daily", "--hour", "7", "--zone", "Asia/Tehran")
    said("add", READER.upper(), "--grade", "core", "--speaker", "mirzoyan_ararat")
    [one] = [json.loads(line) for line in said("list", "--json").splitlines()]
    assert one["address"] == READER
    assert one["told"] == "daily at 07:00 Asia/Tehran"
    assert one["follows"] == ["karabakh (core; speakers mirzoyan_ararat)"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("add", "nobody"), "'nobody' is no mail address"),
        (("add", "a@b.example\r\nBcc: x@y.example"), "is no mail address"),
        (("add", READER, "--dossier", "nowhere"), "no dossier 'nowhere'; known: karabakh"),
        (("add", READER, "--section", "x"), "dossier karabakh: sections: no 'x'; known: borders"),
        (("add", READER, "--zone", "Nowhere/At_All"), "zone: 'Nowhere/At_All' is no time zone"),
        (("add", READER, "--hour", "25"), "hour: 25 is no hour"),
        (("pause", READER), "no such subscriber"),
        (("erase", READER), "no such subscriber"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nobody(
    house: Settings, arguments: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(CallError, match=reason):
        said(*arguments)
    assert rows(house, Subscriber) == []


def test_who_left_is_not_brought_back_by_an_operator(house: Settings) -> None:
    subscribe(house)
    before = said("export")
    with store.sessions(house.database).begin() as session:
        one = readers.reader_at(session, READER)
        readers.set_state(session, one, "unsubscribed", datetime.now(UTC))
    assert said("import", given=before) == "1 left before and stay away\n"
    for command in (("add", READER), ("resume", READER)):
        with pytest.raises(CallError, match="unsubscribed: only they"):
            said(*command)
    assert [one.state for one in rows(house, Subscriber)] == ["unsubscribed"]


def test_an_exported_table_is_taken_back_as_it_was(house: Settings) -> None:
    said("add", READER, "--party", "armenia", "--party", "france", "--text-language", "hy")
    said("add", OTHER, "--rhythm", "weekly", "--weekday", "4", "--quiet-from", "22",
         "--quiet-until", "6", "--language", "hy", "--discreet", "yes")  # fmt: skip
    said("pause", OTHER)
    before = said("export")
    for one in (READER, OTHER):
        said("erase", one)
    assert rows(house, Subscription) == []
    assert said("import", given=before) == "2 added\n"
    assert said("export") == before


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("name\nx\n", "unknown column 'name'; known: address, state"),
        ("state\nconfirmed\n", "no column 'address'"),
        ("name,x,address\nx\n", "unknown column 'name', 'x'; known: address, state"),
        (f"address\n{READER}\nnobody\n", "line 3: address: 'nobody' is no mail address"),
        (f"address,state\n{READER},happy\n", "line 2: state: 'happy' is none of pending"),
        (f"address,hour\n{READER},noon\n", "line 2: hour: 'noon' is no number"),
        (f"address\n{READER},more\n", "line 2: more values than columns"),
        (f"address,dossier\n{READER},nowhere\n", "line 2: dossier: no dossier 'nowhere'"),
        (
            f"address,dossier,text_languages\n{READER},karabakh,xx\n",
            "line 2: text_languages: no 'xx'",
        ),
        (f"address,grade\n{READER},core\n", "line 2: dossier: none, so that grade is of nothing"),
        (
            f"address,state,dossier\n{READER},confirmed,karabakh\n{READER},paused,\n",
            "line 3: state: 'paused' here, 'confirmed' in line 2",
        ),
        (
            f"address,dossier\n{READER},karabakh\n{READER},karabakh\n",
            "line 3: dossier: 'karabakh' stands in line 2 already",
        ),
        (
            f"address,hour\n{READER},8\n{OTHER},25\nnobody,7\n",
            "2 rows are wrong, and nothing was taken:\nline 3: hour: 25.*\nline 4: address: 'no",
        ),
    ],
)
def test_a_wrong_table_names_its_line_and_is_not_taken_at_all(
    house: Settings, table: str, reason: str
) -> None:
    with pytest.raises(CallError, match=reason):
        said("import", given=table)
    assert rows(house, Subscriber) == []


def test_all_that_is_wrong_with_a_table_is_told_at_once(house: Settings) -> None:
    table = (
        "address,state,zone,hour,quiet_from,dossier,grade,sections,press\n"
        f"{READER},,,,,karabakh,,,\n"
        "nobody,happy,Mars/Crater,25,x,karabakh,all,status_and_rights weather,perhaps\n"
        f"{READER},paused,UTC,9,,nowhere,,,\n"
        f"{READER},paused,UTC,9,,karabakh,core,,\n"
        f"{OTHER},,,,22,,core,,\n"
    )
    with pytest.raises(CallError) as refused:
        said("import", given=table)
    head, *wrong = str(refused.value).splitlines()
    assert head == "4 rows are wrong, and nothing was taken:"
    assert [":".join(one.split(":")[:2]) for one in wrong] == [
        *(f"line 3: {one}" for one in ("address", "state", "quiet_from", "zone", "hour")),
        *(f"line 3: {one}" for one in ("press", "grade", "sections")),
        "line 4: dossier",
        *(f"line 5: {one}" for one in ("state", "hour", "dossier")),
        "line 6: quiet_from, quiet_until",
        "line 6: dossier",
    ]
    assert rows(house, Subscriber) == []


def test_what_no_column_says_stays_as_it_is() -> None:
    said(
        "add", READER, "--rhythm", "daily", "--hour", "7", "--party", "armenia", "--grade", "core"
    )
    said("add", OTHER, "--language", "hy")
    said("pause", OTHER)
    before = said("export")
    table = f"address,language\n{READER},en\n{OTHER},hy\n"
    assert said("import", given=table) == "2 changed\n"
    assert said("export") == before
    said("import", given=f"address,dossier,grade\n{READER},karabakh,mention\n")
    assert said("export") == before.replace(",core,", ",mention,")


def test_the_list_says_how_the_mails_to_each_reader_fared(house: Settings) -> None:
    subscribe(house)
    crawled(house, (address(1), TALKS["en"]))
    stages.write_lines(house)
    stages.send(house)
    with store.sessions(house.database).begin() as session:
        told = rows(house, Delivery)[0].id
        session.add(Bounce(digest="0" * 64, kind="soft", delivery_id=told))
    [one] = [json.loads(line) for line in said("list", "--json").splitlines()]
    counts = {name: one[name] for name in ("sent", "gone", "failed", "complaints")}
    assert counts == {"sent": 1, "gone": 0, "failed": 1, "complaints": 0}


def test_a_hostile_address_is_no_formula_in_a_spreadsheet(house: Settings) -> None:
    said("add", "=1+1@example.org")
    assert "\n'=1+1@example.org," in said("export")
    assert said("import", given=said("export")) == "1 changed\n"
    assert len(rows(house, Subscriber)) == 1


def everywhere(house: Settings, needle: str) -> list[str]:
    """Return the tables and columns of the database in which a text stands, in any type."""
    with store.sessions(house.database)() as session:
        found = inspect(session.connection())
        places = [
            (name, one["name"])
            for name in found.get_table_names()
            for one in found.get_columns(name)
        ]
        return [
            f"{name}.{one}"
            for name, one in places
            if session.scalar(
                select(literal(1))
                .select_from(table(name))
                .where(func.strpos(func.lower(cast(column(one), String)), needle.lower()) > 0)
                .limit(1)
            )
        ]


def test_who_is_erased_leaves_no_trace_and_nobody_else_loses_anything(house: Settings) -> None:
    subscribe(house)
    subscribe(house, OTHER)
    crawled(house, (address(1), TALKS["en"]))
    stages.write_lines(house)
    stages.send(house)
    with store.sessions(house.database).begin() as session:
        one = readers.reader_at(session, READER)
        readers.keep_tokens(session, one.id, {"0" * 64: ("manage", datetime.now(UTC))})
        own = update(Delivery).where(Delivery.subscriber_id == one.id)
        session.execute(own.values(reason=f"550 no such user: {READER}"))
    assert sorted(everywhere(house, READER)) == ["delivery.reason", "subscriber.address"]
    number, before = one.id, rows(house, Revision)[0].told
    assert said("erase", READER) == f"{READER} is forgotten, with 1 lines and 1 mails kept here\n"
    assert everywhere(house, READER) == []
    for kind in (Line, Delivery, Subscription, Token):
        assert number not in {one.subscriber_id for one in rows(house, kind)}
    assert [len(rows(house, one)) for one in (Subscriber, Line, Delivery)] == [1, 1, 1]
    assert rows(house, Revision)[0].told == before - 1  # the ledger still adds up
    mails = "".join(one.read_text() for one in Path(house.mail).rglob("*") if one.is_file())
    assert READER not in mails
    assert OTHER in mails


def test_who_never_confirms_is_forgotten_after_a_week_and_links_when_they_expire(
    house: Settings,
) -> None:
    subscribe(house, OTHER)
    now = datetime.now(UTC)
    with store.sessions(house.database).begin() as session:
        asked = readers.add_reader(session, READER, "pending", now)
        told = readers.reader_at(session, OTHER)
        for one in (asked, told):
            readers.keep_tokens(session, one.id, {f"{one.id:064}": ("confirm", now)})
    assert not any(housekeeping.drop_readers(house, now).values())
    dropped = housekeeping.drop_readers(house, now + housekeeping.UNCONFIRMED + DAY)
    assert +dropped == {"unconfirmed": 1, "links": 1}  # the other link went with its reader
    assert [one.address for one in rows(house, Subscriber)] == [OTHER]
    assert rows(house, Token) == []
