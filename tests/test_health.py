"""Health: told once when it begins, once when it ends, and a sign of life a day."""

import email
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import text, update
from test_state import FACTS, crawled
from visits import START, TALKS, Visit, address, after, clean, rows, subscribe

from crawlers import catalog
from pipeline import stages, store
from pipeline.errors import PostError
from pipeline.mail import HTML_LIMIT
from pipeline.settings import Settings
from pipeline.silence import health
from pipeline.silence.health import (
    Health,
    changes,
    faults,
    heartbeat,
    heartbeat_file,
    is_heartbeat_due,
)
from pipeline.silence.report import Ended, Fault, Report, compose
from pipeline.silence.state import Facts, GoodPage, State, StateName, state
from pipeline.spool import Outcome, OutcomeName, Writer, new_key
from pipeline.store import tally
from pipeline.tables import Crawl, Notice, Source
from runtime.deadman import AGAIN, STALE, DeadMan

NOW = datetime(2023, 5, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
APPROVED = Path(__file__).parent / "mails"
WELL = Health(at=NOW, sources=[], entries=[], drifts={}, oldest={}, broken=[])


def fault(subject: str = "am_mfa", name: str = "blocked", since: datetime = NOW) -> Fault:
    return Fault(
        subject=subject, state=name, since=since, cause="403", command="veille verify am_mfa"
    )


def notice(subject: str = "am_mfa", name: str = "blocked", since: datetime = NOW) -> Notice:
    return Notice(subject=subject, state=name, since=since, told_at=since)


# what is not well


@pytest.mark.parametrize(
    ("found", "subject", "cause"),
    [
        (replace(WELL, oldest={"flag": NOW - 2 * HOUR}), "stage flag", "stage flag waits since"),
        (
            replace(WELL, broken=["am_mfa.20230505T080000000000Z.a.crawl.jsonl"]),
            "spool",
            "1 files",
        ),
        (replace(WELL, drifts={"am_mfa": 300, "az_mfa": 310, "ru_mid": 0}), "clock", "our own"),
        (replace(WELL, drifts={"am_mfa": -300, "az_mfa": 1, "ru_mid": 0}), "clock", "of a site"),
    ],
)
def test_what_is_not_well_is_a_fault_with_its_cause(
    found: Health, subject: str, cause: str
) -> None:
    [one] = faults(found)
    assert one.subject == subject
    assert cause in one.cause


@pytest.mark.parametrize(
    "found",
    [
        replace(WELL, oldest={"flag": NOW - HOUR / 2, "address": NOW - 90 * HOUR}),
        replace(WELL, drifts={"am_mfa": 120, "az_mfa": -120}),
        replace(WELL, sources=[(FACTS, state(FACTS, NOW))]),
    ],
)
def test_what_is_well_is_no_fault(found: Health) -> None:
    assert faults(found) == []


# what changed


def test_a_fault_is_told_once_and_its_end_once() -> None:
    assert changes(WELL, [fault()], []).begun == (fault(),)
    again = changes(WELL, [fault()], [notice()])
    assert (again.begun, again.ended) == ((), ())
    assert [one.subject for one in again.standing] == ["am_mfa"]
    over = changes(WELL, [], [notice(since=NOW - HOUR)])
    assert over.ended == (Ended(subject="am_mfa", state="blocked", since=NOW - HOUR, now="ok"),)


def test_a_fault_that_becomes_another_is_told_with_what_it_was() -> None:
    changed = changes(WELL, [fault(name="layout")], [notice(name="blocked")])
    assert [(one.state, one.before) for one in changed.begun] == [("layout", "blocked")]
    assert (changed.ended, changed.standing) == ((), ())


@pytest.mark.parametrize(("minutes", "told"), [(0, 0), (29, 0), (30, 1), (600, 1)])
def test_a_site_that_does_not_answer_once_is_not_worth_a_mail(minutes: int, told: int) -> None:
    since = NOW - timedelta(minutes=minutes)
    found = [fault(name="unreachable", since=since)]
    assert len(changes(WELL, found, []).begun) == told


def test_the_end_says_how_the_source_is_now() -> None:
    paused = replace(FACTS, paused=True)
    found = replace(WELL, sources=[(paused, state(paused, NOW))])
    assert changes(found, [], [notice()]).ended[0].now == "paused"


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, NOW, True),
        (datetime(2023, 5, 4, 6, 1, tzinfo=UTC), datetime(2023, 5, 5, 5, 59, tzinfo=UTC), False),
        (datetime(2023, 5, 4, 6, 1, tzinfo=UTC), datetime(2023, 5, 5, 6, 0, tzinfo=UTC), True),
        (datetime(2023, 5, 5, 6, 0, tzinfo=UTC), datetime(2023, 5, 5, 23, 0, tzinfo=UTC), False),
        (datetime(2023, 5, 1, 9, 0, tzinfo=UTC), datetime(2023, 5, 5, 3, 0, tzinfo=UTC), True),
    ],
)
def test_a_sign_of_life_is_due_once_a_day(
    last: datetime | None, now: datetime, *, due: bool
) -> None:
    assert is_heartbeat_due(last, now) == due


# mails, read by a human once


PAGE = GoodPage(
    url="https://www.mfa.am/en/press-releases/2023/05/04/talks/11999",
    file="am_mfa.20230504T181900000000Z.a1b2c3.warc.gz",
    fetched_at=NOW - 26 * HOUR,
)


def told(name: StateName, source: str, **more: object) -> Fault:
    facts = replace(
        FACTS, source=source, crawls=crawled(name, name, "ok"), last_page=PAGE,
        last_success=NOW - 26 * HOUR,
    )  # fmt: skip
    one = state(facts, NOW)
    found = Fault(
        subject=source, state=one.name, since=one.since, cause=one.cause, command=one.command,
        last_success=facts.last_success, last_page=facts.last_page,
    )  # fmt: skip
    return replace(found, **more)  # type: ignore[arg-type]


def watched(source: str, name: StateName, **facts: object) -> tuple[Facts, State]:
    one = State(name=name, since=NOW, cause="", command="")
    return replace(FACTS, source=source, **facts), one  # type: ignore[arg-type]


NEW = watched("am_mfa", "unread", last_success=None)
BLOCKED = told(
    "blocked", "am_mfa", cause="403 with a page of Cloudflare: 2 of 2 listings met a wall"
)
LEDGER = Fault(
    subject="ledger",
    state="unexplained",
    since=NOW,
    cause="in is not out and drops: evidence of am_mfa en +1",
    command="veille ledger",
)
REPORTS = {
    "health_begun": Report(kind="change", at=NOW, begun=(BLOCKED,)),
    "health_ended": Report(
        kind="change",
        at=NOW,
        ended=(Ended(subject="am_mfa", state="blocked", since=NOW - 50 * HOUR, now="quiet"),),
    ),
    "health_several": Report(
        kind="change",
        at=NOW,
        begun=(
            replace(BLOCKED, before="unreachable"),
            LEDGER,
            told(
                "layout", "<b>az</b>_mfa", cause="<script>alert(1)</script>\nBcc: x " + "x" * 600
            ),
        ),
        ended=(Ended(subject="clock", state="drift", since=NOW - HOUR / 2, now="ok"),),
        standing=(told("robots", "ru_mid"),),
    ),
    "health_heartbeat": heartbeat(
        replace(
            WELL,
            sources=[
                watched("am_mfa", "ok"),
                watched("az_mfa", "quiet"),
                watched("ru_mid", "blocked"),
                watched("az_turan", "archive"),
            ],
        ),
        (told("blocked", "ru_mid"),),
        new=31,
        outcomes={"ok": 140, "quiet": 1200, "blocked": 72, "died": 1},
        unheard=(),
    ),
    "health_heartbeat_first": heartbeat(
        replace(WELL, sources=[NEW, watched("az_mfa", "unread", last_success=None)]),
        (),
        new=0,
        outcomes={},
        unheard=(),
    ),
}


@pytest.mark.parametrize(
    ("sources", "subject"),
    [
        ([NEW], "Veille runs, no source was checked yet"),
        ([NEW, watched("az_mfa", "ok")], "Veille runs, 1 source was not checked yet"),
        ([watched("az_mfa", "ok"), watched("az_turan", "archive", last_success=None)],
         "Veille runs, all is well"),
    ],
)  # fmt: skip
def test_a_sign_of_life_says_all_is_well_only_of_what_was_checked(
    sources: list[tuple[Facts, State]], subject: str
) -> None:
    sign = heartbeat(replace(WELL, sources=sources), (), new=0, outcomes={}, unheard=())
    message = compose(sign, sender="Veille <veille@veille.example>", operator="op@veille.example")
    assert message["Subject"] == subject


def parts(message: EmailMessage) -> dict[str, str]:
    text_part, html_part = message.iter_parts()
    return {
        "subject.txt": f"{message['Subject']}\n",
        "txt": text_part.get_content().replace("\r\n", "\n"),
        "html": html_part.get_content().replace("\r\n", "\n"),
    }


@pytest.mark.parametrize("name", REPORTS)
def test_a_mail_to_operators_reads_as_approved(name: str) -> None:
    message = compose(REPORTS[name], sender="Veille <v@example.org>", operator="ops@example.org")
    read = email.message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    for ending, content in parts(read).items():
        path = APPROVED / f"{name}.{ending}"
        if os.environ.get("APPROVE") == "1":
            path.write_text(content, encoding="utf-8")
        assert content == path.read_text(encoding="utf-8")


def test_a_mail_of_a_day_without_network_names_every_source_and_stays_short() -> None:
    begun = tuple(replace(BLOCKED, subject=f"aa_source{number}") for number in range(90))
    report = Report(kind="change", at=NOW, begun=begun)
    message = compose(report, sender="v@example.org", operator="ops@example.org")
    found = parts(message)
    assert all(f"aa_source{number}" in found["txt"] for number in range(90))
    assert len(found["html"].encode()) < HTML_LIMIT
    assert message["Subject"].startswith("Veille: 90 not well (aa_source0, ")


def test_no_mail_is_kept_that_nobody_reads_any_more() -> None:
    kept = {path.name.split(".")[0] for path in APPROVED.glob("health_*")}
    assert kept == set(REPORTS)


def test_what_a_site_says_is_neither_markup_nor_a_header() -> None:
    report = REPORTS["health_several"]
    message = compose(report, sender="v@example.org", operator="Ops <ops@example.org>")
    html = parts(message)["html"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert message["Bcc"] is None
    assert message["To"] == "Ops <ops@example.org>"
    assert message["Message-ID"] == f"<{report.key}@example.org>"
    assert "x" * 500 not in parts(message)["txt"]


# on the database


@pytest.fixture
def watch(house: Settings) -> Settings:
    """Return a house with two operators and one source that is crawled."""
    with store.sessions(house.database).begin() as session:
        session.execute(update(Source).values(declared_at=START))
        session.execute(update(Source).where(Source.name != "am_mfa").values(paused=True))
    return replace(house, operators=("ops@example.org", "Night <night@example.org>"))


def visit(watch: Settings, outcome: OutcomeName, hours: float, reason: str = "as told") -> None:
    """Let a crawl of am_mfa end so."""
    at = after(hours)
    writer = Writer(watch.spool / "new", new_key("am_mfa", "crawl", at))
    counts = {"listings": 1, "lost_listings": 0}
    writer.write(
        Outcome(outcome=outcome, reason=reason, started_at=at, ended_at=at, counts=counts)
    )
    writer.close()
    stages.after_crawl(watch, clean)
    with store.sessions(watch.database).begin() as session:
        source = store.source_of(session, "am_mfa")
        source.due_at = after(hours) + source.cadence


def run(watch: Settings, hours: float) -> health.Ran:
    return health.run(watch, now=after(hours), crawled=catalog.names(), unheard=())


def mails(watch: Settings) -> list[EmailMessage]:
    """Take the mails out of the Maildir, oldest first, without those of the heartbeat."""
    found = []
    for path in sorted((watch.mail / "new").glob("*"), key=lambda one: one.stat().st_mtime_ns):
        message = email.message_from_bytes(path.read_bytes(), policy=default)
        path.unlink()
        if isinstance(message, EmailMessage) and "Veille runs" not in message["Subject"]:
            found.append(message)
    return found


def subjects(found: Iterable[EmailMessage]) -> list[str]:
    return [str(one["Subject"]) for one in found]


@pytest.mark.server
def test_the_last_good_page_of_a_source_is_its_own(house: Settings) -> None:
    theirs = "https://www.state.gov/talks-in-washington/"
    for source, url in (("am_mfa", address(1)), ("us_state", theirs)):
        with Visit(house, source) as crawl:
            crawl.reads(url, TALKS["en"])
    stages.after_crawl(house, clean)
    with store.sessions(house.database)() as session:
        pages = {one.source: one.last_page for one in tally.facts(session, START, catalog.names())}
    found = {source: page.url for source, page in pages.items() if page is not None}
    assert found == {"am_mfa": address(1), "us_state": theirs}


@pytest.mark.server
def test_operators_are_told_when_a_wall_comes_and_when_it_goes(watch: Settings) -> None:
    visit(watch, "ok", 0)
    assert run(watch, 0.2).faults == ()
    visit(watch, "blocked", 1, "403 and a captcha")
    run(watch, 1.2)
    first, second = mails(watch)
    assert subjects([first, second]) == ["Veille: am_mfa blocked"] * 2
    assert {str(one["To"]) for one in (first, second)} == {
        "ops@example.org", "Night <night@example.org>",
    }  # fmt: skip
    body = parts(first)["txt"]
    for words in ("403 and a captcha", "2023-05-05 09:00 UTC", "veille verify am_mfa"):
        assert words in body
    visit(watch, "blocked", 2)
    run(watch, 2.2)
    assert mails(watch) == []
    visit(watch, "quiet", 3)  # it had no article to read: the wall may stand
    run(watch, 3.2)
    assert mails(watch) == []
    visit(watch, "ok", 4)
    run(watch, 4.2)
    assert subjects(mails(watch)) == ["Veille: am_mfa ok again"] * 2
    told_of = [one for one in rows(watch, Notice) if one.subject == "am_mfa"]
    assert [(one.state, one.since, one.told_at, one.ended_at) for one in told_of] == [
        ("blocked", after(1), after(1.2), after(4.2))
    ]
    run(watch, 5.2)
    assert mails(watch) == []


@pytest.mark.server
def test_one_mail_names_everything_that_changed_and_the_last_good_page(watch: Settings) -> None:
    subscribe(watch)
    with Visit(watch, mode="announce") as one:
        one.reads(address(1), TALKS["en"])
    stages.after_crawl(watch, clean)
    visit(watch, "layout", 1)
    with store.sessions(watch.database).begin() as session:
        session.execute(text("DELETE FROM flag"))
    mails(watch)
    run(watch, 1.2)
    first, _ = mails(watch)
    assert first["Subject"] == "Veille: 2 not well (am_mfa, ledger)"
    body = parts(first)["txt"]
    assert address(1) in body
    assert "evidence of am_mfa en +1" in body


@pytest.mark.server
def test_a_source_that_falls_silent_is_told_after_its_rhythm(watch: Settings) -> None:
    for day in range(30):
        with Visit(watch, hours=day * 24, mode="announce") as one:
            one.reads(address(day + 1), f"Title {day}\n\n{day} paragraphs were read today.")
    stages.after_crawl(watch, clean)
    last = 29 * 24
    for hours in (last + 24, last + 30):
        visit(watch, "quiet", hours)
        assert run(watch, hours + 0.2).faults == ()
    visit(watch, "quiet", last + 48)
    [found] = run(watch, last + 48.2).faults
    assert (found.subject, found.state) == ("am_mfa", "silent")
    assert "2023-06-03 08:00 UTC" in found.cause
    assert subjects(mails(watch)) == ["Veille: am_mfa silent"] * 2
    with Visit(watch, hours=last + 50, mode="announce") as one:
        one.reads(address(99), "Title 99\n\nThe site is alive, it only was on holiday.")
    stages.after_crawl(watch, clean)
    with store.sessions(watch.database).begin() as session:
        session.execute(update(Source).values(due_at=after(last + 51)))
    assert run(watch, last + 50.2).faults == ()
    assert subjects(mails(watch)) == ["Veille: am_mfa ok again"] * 2


@pytest.mark.server
def test_what_the_post_did_not_take_is_told_the_next_time(watch: Settings) -> None:
    visit(watch, "robots", 0)
    nowhere = replace(watch, smtp="smtp://127.0.0.1:1")
    with pytest.raises(PostError):
        run(nowhere, 0.2)
    assert rows(watch, Notice) == []
    assert not heartbeat_file(watch.home).exists()
    run(watch, 1.2)
    assert subjects(mails(watch)) == ["Veille: am_mfa robots"] * 2
    assert heartbeat_file(watch.home).exists()


@pytest.mark.server
def test_without_operators_nothing_counts_as_told(watch: Settings) -> None:
    visit(watch, "robots", 0)
    ran = run(replace(watch, operators=()), 0.2)
    assert [one.state for one in ran.report.begun] == ["robots"]
    assert not ran.told
    assert rows(watch, Notice) == []
    assert heartbeat_file(watch.home).exists()


@pytest.mark.server
def test_a_sign_of_life_names_what_is_not_well_though_nobody_was_told_yet(
    watch: Settings,
) -> None:
    visit(watch, "ok", 0)
    visit(watch, "unreachable", 0.1)
    run(watch, 0.2)
    assert [one.subject for one in rows(watch, Notice)] == ["heartbeat"]
    signs = [path.read_text(encoding="utf-8") for path in (watch.mail / "new").iterdir()]
    assert signs
    assert all("Subject: Veille runs: 1 not well (am_mfa)" in one for one in signs)


@pytest.mark.server
def test_a_sign_of_life_comes_once_a_day_with_the_coverage_line(watch: Settings) -> None:
    visit(watch, "quiet", 0)
    for hours in (0.2, 1.2, 23.2):
        run(watch, hours)
    signs = [one for one in rows(watch, Notice) if one.subject == "heartbeat"]
    assert [one.told_at for one in signs] == [after(0.2), after(23.2)]
    bodies = [path.read_text(encoding="utf-8") for path in (watch.mail / "new").iterdir()]
    first = [one for one in bodies if "Date: Fri, 05 May" in one and "Veille runs" in one]
    assert len(first) == 2  # one an operator
    assert all("nothing found in 1 of " in one and "checked until 08:00" in one for one in first)


@pytest.mark.server
def test_a_clock_that_differs_from_what_sites_say_is_reported(watch: Settings) -> None:
    visit(watch, "quiet", 0)
    with store.sessions(watch.database).begin() as session:
        session.execute(update(Crawl).values(counts={"clock_drift": 185}))
    [found] = run(watch, 0.2).faults
    assert (found.subject, found.state) == ("clock", "drift")
    assert "our own clock is wrong by more than 120 s: am_mfa +185 s" in found.cause
    visit(watch, "quiet", 1)  # its clock is right again, so that its crawl says nothing of it
    assert run(watch, 1.2).faults == ()


@pytest.mark.server
def test_metrics_are_numbers_of_every_stage_state_and_outcome(watch: Settings) -> None:
    with Visit(watch) as one:
        one.lists(address(1))
    stages.after_crawl(watch, clean)
    with store.sessions(watch.database).begin() as session:
        session.execute(update(Crawl).values(stored_at=START))
        session.execute(update(Source).values(due_at=after(2)))
    found = run(watch, 2).metrics
    assert found["lag.address"] == 7200
    assert found["lag.statement"] == found["lag.delivery"] == found["lag.spool"] == 0
    assert (found["crawls.ok"], found["sources.ok"]) == (1, 1)
    assert found["sources.paused"] + found["sources.archive"] == len(rows(watch, Source)) - 1
    assert found["ledger.unexplained"] == 0


@pytest.mark.server
def test_a_file_that_waits_in_the_spool_is_seen_by_its_name(watch: Settings) -> None:
    visit(watch, "quiet", 0)
    with Visit(watch, hours=0.5) as one:
        one.lists(address(1))
    ran = run(watch, 2)
    assert [one.subject for one in ran.faults] == ["stage spool"]
    assert ran.metrics["lag.spool"] == 5400


# who watches health


@pytest.fixture
def alone(house: Settings) -> Settings:
    """Return the settings of a supervisor whose database is gone."""
    return replace(house, database=None, operators=("ops@example.org",))


def touched(settings: Settings, at: datetime) -> None:
    file = heartbeat_file(settings.home)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    os.utime(file, (at.timestamp(), at.timestamp()))


@pytest.mark.server
def test_the_supervisor_raises_the_alarm_once_when_health_goes_stale(alone: Settings) -> None:
    man = DeadMan(alone, START)
    assert man.look(START + STALE) == []
    [event] = man.look(START + STALE + HOUR)
    assert event == "health has not run since 2023-05-05 08:00 UTC; operators are told"
    assert man.look(START + STALE + 2 * HOUR) == []
    [message] = mails(alone)
    assert message["Subject"] == "Veille: health stale"
    assert "veille status" in parts(message)["txt"]
    touched(alone, START + STALE + 3 * HOUR)
    assert man.look(START + STALE + 3 * HOUR) == ["health runs again; operators are told"]
    assert subjects(mails(alone)) == ["Veille: health ok again"]
    assert man.look(START + STALE + 4 * HOUR) == []


@pytest.mark.server
def test_a_run_of_before_this_supervisor_is_not_held_against_it(alone: Settings) -> None:
    touched(alone, START - 100 * HOUR)
    man = DeadMan(alone, START)
    assert man.look(START + HOUR) == []
    touched(alone, START + HOUR)
    assert man.look(START + HOUR + STALE) == []
    assert man.look(START + HOUR + STALE + HOUR) != []


@pytest.mark.server
def test_an_alarm_the_post_does_not_take_is_tried_again(alone: Settings) -> None:
    man = DeadMan(replace(alone, smtp="smtp://127.0.0.1:1"), START)
    late = START + STALE + HOUR
    [event] = man.look(late)
    assert "operators cannot be told now: SMTP server 127.0.0.1:1" in event
    assert man.look(late + AGAIN / 2) == []
    man.settings = alone
    assert man.look(late + AGAIN)[0].endswith("operators are told")


@pytest.mark.server
def test_an_alarm_shows_on_the_screen_where_there_is_nobody_to_mail(alone: Settings) -> None:
    man = DeadMan(replace(alone, operators=()), START)
    [event] = man.look(START + STALE + HOUR)
    assert event.endswith("nobody is told: VEILLE_OPERATORS is not set")
    assert man.look(START + STALE + 2 * HOUR) == []
