"""Gaps: kept until they are filled or closed, said meanwhile, and their source hurried."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from called import called
from test_source import Crawling, Ended, change, of
from visits import START, TALKS, Visit, address, after, rows, stored

from crawlers import catalog
from pipeline import settings, source, store
from pipeline.item import Moment, Precision
from pipeline.settings import Settings
from pipeline.silence.state import state
from pipeline.source import HURRIED, SOONEST, hurried, pace
from pipeline.spool import Gap, Mode, Outcome, OutcomeName, Walked, WalkState
from pipeline.store import tally
from pipeline.tables import Address, Document, Revision, Span
from runtime import database

pytestmark = pytest.mark.server

LISTING = "https://www.mfa.am/en/news?page={page}"
HOUR = timedelta(hours=1)


def finds_a_gap(house: Settings, hours: float, *, has_way: bool = True) -> None:
    with Visit(house, hours=hours) as visit:
        visit.writes(
            Gap(
                listing=LISTING,
                reason="nothing known in 40 pages",
                at=visit.at,
                cursor={"page": 41} if has_way else {},
                has_way=has_way,
            )
        )
    stored(house)


def sees_nothing_amiss(house: Settings, hours: float) -> None:
    with Visit(house, hours=hours) as visit:
        visit.reads(address(1), TALKS["en"])
    stored(house)


def state_of(house: Settings, now: datetime) -> Any:  # noqa: ANN401  State and its facts
    with store.sessions(house.database)() as session:
        [facts] = [
            one for one in tally.facts(session, now, catalog.names()) if one.source == "am_mfa"
        ]
    return state(facts, now), facts


# kept


def test_a_gap_lies_between_the_last_whole_reading_and_the_crawl_that_found_it(
    house: Settings,
) -> None:
    sees_nothing_amiss(house, 0)
    finds_a_gap(house, 40)
    [span] = rows(house, Span)
    assert (span.source, span.mode, span.listing) == ("am_mfa", "fill", LISTING)
    assert (span.since, span.until) == (START + timedelta(minutes=1), after(40))
    assert (span.state, span.cursor, span.closed_at) == ("open", {"page": 41}, None)
    assert span.why == "nothing known in 40 pages"


def test_of_a_source_never_read_the_gap_begins_when_it_was_declared(house: Settings) -> None:
    finds_a_gap(house, 1)
    assert rows(house, Span)[0].since == of(house).declared_at


def test_two_gaps_of_one_listing_are_one_hole_until_it_is_filled(house: Settings) -> None:
    sees_nothing_amiss(house, 0)
    finds_a_gap(house, 40)
    finds_a_gap(house, 80, has_way=False)
    [span] = rows(house, Span)
    assert (span.since, span.until) == (START + timedelta(minutes=1), after(80))
    assert (span.state, span.cursor) == ("stuck", {})
    assert "no way back" in span.why


def test_a_gap_is_the_state_of_its_source_however_long_ago_it_was_found(house: Settings) -> None:
    finds_a_gap(house, 0)
    sees_nothing_amiss(house, 70)
    change(house, due_at=after(72))
    found, facts = state_of(house, after(71))
    assert (found.name, found.since) == ("gap", START)
    assert "being filled" in found.cause
    assert len(facts.gaps) == 1


# filled


def walks(
    house: Settings,
    hours: float,
    before: dict[str, int],
    cursor: dict[str, int],
    state: WalkState,
    *urls: str,
    **facts: object,
) -> None:
    """Let a crawl that fills the first gap read some texts, and make one step of it."""
    with Visit(house, mode="fill", hours=hours) as visit:
        for url in urls:
            visit.reads(url, TALKS["en"] + f" This was at {url}.", **facts)
        visit.writes(
            Walked(
                span=1,
                before=before,
                cursor=cursor,
                found=len(urls),
                state=state,
                why="",
                at=visit.at,
            )
        )
    stored(house)


def test_a_gap_is_filled_step_by_step_and_what_it_held_is_news(house: Settings) -> None:
    sees_nothing_amiss(house, 0)
    finds_a_gap(house, 40)
    walks(house, 41, {"page": 41}, {"page": 42}, "open", address(2), address(3))
    [span] = rows(house, Span)
    assert (span.cursor, span.pages, span.found, span.state) == ({"page": 42}, 1, 2, "open")
    walks(house, 42, {"page": 42}, {"page": 43}, "filled", address(4))
    [span] = rows(house, Span)
    assert (span.pages, span.found, span.state, span.closed_at) == (2, 3, "filled", after(42))
    assert [one.announced for one in rows(house, Document)] == [False, True, True, True]
    assert state_of(house, after(43))[0].name == "ok"


@pytest.mark.parametrize(
    ("days", "precision", "is_news"),
    [
        (2.9, "minute", True),
        (3.9, "minute", False),
        (3.9, "day", True),  # it lasts until the next midnight
        (4.1, "day", False),
    ],
)
def test_what_was_published_long_before_the_gap_is_no_news_of_it(
    house: Settings, days: float, precision: Precision, *, is_news: bool
) -> None:
    sees_nothing_amiss(house, 0)
    finds_a_gap(house, 40)
    old = Moment(at=START - timedelta(days=days), precision=precision, zone="Asia/Yerevan")
    walks(house, 41, {"page": 41}, {"page": 42}, "open", address(2), published=old)
    assert [one.announced for one in rows(house, Document)] == [False, is_news]


def test_a_step_from_where_the_gap_is_not_any_more_moves_nothing(house: Settings) -> None:
    sees_nothing_amiss(house, 0)
    finds_a_gap(house, 40)
    walks(house, 41, {"page": 7}, {"page": 8}, "filled", address(2))
    [span] = rows(house, Span)
    assert (span.cursor, span.state) == ({"page": 41}, "open")
    assert [one.announced for one in rows(house, Document)] == [False, True]  # nothing is lost


def test_a_crawl_that_met_what_is_known_goes_on_with_the_gaps(house: Settings) -> None:
    sees_nothing_amiss(house, 0)
    finds_a_gap(house, 40)
    crawl = Crawling()
    visit = source.run(house, "am_mfa", crawl, now=after(41))
    assert visit.reason == "1 new; 1 gap read back: 1 new"  # as both crawls told
    assert [one["mode"] for one in crawl.told] == ["crawl", "fill"]
    fill = crawl.told[1]
    [span] = fill["spans"]
    assert (span.listing, span.cursor, span.old) == (LISTING, {"page": 41}, [address(1)])
    assert not any(one.due for one in fill["known"])  # that is the crawl's


@pytest.mark.parametrize("outcome", ["gap", "blocked", "unreachable", None])
def test_a_crawl_that_did_not_leaves_them(house: Settings, outcome: OutcomeName | None) -> None:
    sees_nothing_amiss(house, 0)
    finds_a_gap(house, 40)
    ended = outcome and Outcome(outcome=outcome, reason="", started_at=START, ended_at=START)
    crawl = Crawling(Ended(ended or None, "as told"))
    source.run(house, "am_mfa", crawl, now=after(41))
    assert [one["mode"] for one in crawl.told] == ["crawl"]


def test_a_gap_without_a_way_back_is_not_tried(house: Settings) -> None:
    finds_a_gap(house, 40, has_way=False)
    crawl = Crawling()
    source.run(house, "am_mfa", crawl, now=after(41))
    assert [one["mode"] for one in crawl.told] == ["crawl"]


@pytest.mark.usefixtures("at_home")
def test_a_stuck_gap_is_tried_again_when_an_operator_resumes_its_source(house: Settings) -> None:
    finds_a_gap(house, 40)
    walks(house, 41, {"page": 41}, {"page": 41, "failed": 30}, "stuck")
    done = called("sources", "resume", "am_mfa")
    assert done.output == "am_mfa is due at the next tick; 1 stuck gaps are tried again\n"
    [span] = rows(house, Span)
    assert (span.state, span.cursor) == ("open", {"page": 41})
    done = called("sources", "resume", "am_mfa")
    assert done.output == "am_mfa is due at the next tick\n"


# closed


@pytest.fixture
def at_home(house: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VEILLE_HOME", str(house.home))
    monkeypatch.setenv("VEILLE_DATABASE", str(house.database))
    settings.current.cache_clear()
    database.opened.cache_clear()
    yield
    settings.current.cache_clear()
    database.opened.cache_clear()


@pytest.mark.usefixtures("at_home")
def test_an_operator_closes_a_gap_and_says_why(house: Settings) -> None:
    finds_a_gap(house, 0, has_way=False)
    done = called("sources", "close-gap", "am_mfa", "--why", "nothing came, I rang")
    assert (done.exit_code, done.output) == (0, "am_mfa: 1 closed\n")
    [span] = rows(house, Span)
    assert span.state == "closed"
    assert span.why.endswith("; closed by an operator: nothing came, I rang")
    assert state_of(house, after(0.1))[0].name == "ok"
    listed = called("sources", "gaps", "am_mfa", "--json")
    assert '"state": "closed"' in listed.output


@pytest.mark.usefixtures("at_home")
def test_what_has_no_gap_cannot_be_closed(house: Settings) -> None:
    done = called("sources", "close-gap", "am_mfa", "--why", "tidy")
    assert "am_mfa has no gap" in str(done.exception)
    assert rows(house, Span) == []


# hurried


@pytest.mark.parametrize(
    ("cadence", "paced", "expected"),
    [
        (60, False, 30),
        (15, False, 10),  # no sooner than the tick
        (5, False, 5),  # nor later than declared
        (60, True, 60),
    ],
)
def test_after_a_gap_a_source_is_crawled_twice_as_often_unless_an_operator_paced_it(
    cadence: int, expected: int, *, paced: bool
) -> None:
    minutes = timedelta(minutes=cadence)
    assert pace(minutes, hurried=HURRIED, paced=paced) == timedelta(minutes=expected)
    assert pace(minutes, hurried=0, paced=paced) == minutes
    assert timedelta(minutes=10) == SOONEST


@pytest.mark.parametrize(
    ("left", "outcome", "expected"),
    [
        (0, "ok", 0),
        (0, "gap", HURRIED),
        (3, "gap", HURRIED),
        (3, "ok", 2),
        (3, "quiet", 2),
        (3, "unreachable", 3),  # it met nothing known
        (3, None, 3),
        (1, "ok", 0),
    ],
)
def test_the_hurry_ends_after_so_many_crawls_in_a_row_that_met_what_is_known(
    left: int, outcome: OutcomeName | None, expected: int
) -> None:
    ended = outcome and Outcome(outcome=outcome, reason="", started_at=START, ended_at=START)
    assert hurried(left, ended or None) == expected


def test_a_crawl_that_found_a_gap_is_followed_sooner(house: Settings) -> None:
    change(house, cadence=timedelta(hours=2))
    gap = Outcome(outcome="gap", reason="nothing known", started_at=START, ended_at=START)
    source.run(house, "am_mfa", Crawling(Ended(gap, "gap")), now=START)
    assert (of(house).hurried, of(house).due_at) == (HURRIED, after(1) - timedelta(minutes=5))
    source.run(house, "am_mfa", Crawling(), now=START)
    assert of(house).hurried == HURRIED - 1


# what a backfill saw first


@pytest.mark.parametrize("mode", ["backfill", "fill"])
def test_what_reads_back_into_the_past_settles_no_source(house: Settings, mode: Mode) -> None:
    with Visit(house, mode=mode) as visit:
        visit.reads(address(1), TALKS["en"])
    stored(house)
    assert of(house).settled_at is None


def test_what_a_backfill_saw_first_is_news_once_a_listing_shows_it(house: Settings) -> None:
    sees_nothing_amiss(house, 0)
    with Visit(house, mode="backfill", hours=1) as visit:
        visit.reads(address(2), TALKS["en"] + " They met on Monday.")
        visit.lists(address(3))
    stored(house)
    with store.sessions(house.database)() as session:
        told = {
            url
            for urls, *_ in store.known_addresses(session, "am_mfa", after(2), after(2))
            for url in urls
        }
    assert told == {address(1)}  # the others are not known to a crawl, which will list them
    assert [one.announced for one in rows(house, Document)][1:] == [False]
    with store.sessions(house.database).begin() as session:
        session.get_one(Revision, 2).lined_by = 1
    with Visit(house, hours=2) as visit:
        visit.lists(address(2), address(3))
    stored(house)
    assert [(one.announced, one.backfilled) for one in rows(house, Address)][1:] == [
        (True, False),
        (True, False),
    ]
    assert [one.announced for one in rows(house, Document)][1:] == [True]
    assert rows(house, Revision)[1].lined_by is None
