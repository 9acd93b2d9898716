"""The coverage line: where we looked, until when, and where we did not."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from test_state import FACTS, NOW

from pipeline.coverage import coverage
from pipeline.not_watched import not_watched
from pipeline.state import Facts, Gap, State, StateName


@dataclass(frozen=True)
class Place:
    """A place where a party speaks unheard."""

    party: str
    platform: str


def source(name: str, state: StateName = "ok", **facts: object) -> tuple[Facts, State]:
    one = State(name=state, since=NOW, cause="as told", command="veille sources")
    return replace(FACTS, source=name, **facts), one  # type: ignore[arg-type]


def said(*sources: tuple[Facts, State], places: tuple[Place, ...] = (), **more: object) -> str:
    return coverage(sources, places, **{"found": 0, "now": NOW, **more})  # type: ignore[arg-type]


def test_nothing_found_says_how_many_were_checked_and_until_when_at_least() -> None:
    earlier = NOW - timedelta(minutes=50)
    assert said(source("am_mfa"), source("az_mfa", "quiet", last_success=earlier)) == (
        "nothing found in 2 sources checked until 11:10 UTC"
    )


def test_a_wall_is_not_counted_as_checked_and_is_named() -> None:
    assert said(
        source("am_mfa"),
        source("ru_mid", "blocked"),
        source("az_mfa", "unreachable"),
        source("az_apa", "blocked"),
        source("tr_mfa", "paused"),
    ) == (
        "nothing found in 1 source checked until 12:00 UTC; blocked: az_apa, ru_mid; "
        "unreachable: az_mfa; paused: tr_mfa"
    )


def test_a_silent_source_is_read_and_one_that_ended_is_left_out() -> None:
    assert said(source("am_mfa", "silent"), source("az_turan", "archive")) == (
        "nothing found in 1 source checked until 12:00 UTC"
    )


def test_who_was_never_read_is_not_checked() -> None:
    assert said(source("am_mfa", "quiet", last_success=None)) == (
        "nothing found: no source was checked; not checked yet: am_mfa"
    )


def test_what_is_not_watched_is_named_by_party() -> None:
    places = (Place("armenia", "X"), Place("united_states", "X"), Place("armenia", "Facebook"))
    assert said(source("am_mfa"), places=(*places, places[0])).endswith(
        "; not watched: Armenia on X, Facebook; United States on X"
    )


def test_a_moment_is_in_the_readers_zone_and_dated_when_it_is_not_of_today() -> None:
    yesterday = NOW - timedelta(days=1)
    assert "until 16:00 Asia/Yerevan" in said(source("am_mfa"), zone="Asia/Yerevan")
    assert "until 2023-05-04 12:00 UTC" in said(source("am_mfa", last_success=yesterday))
    late = datetime(2023, 5, 5, 21, tzinfo=UTC)
    dated = said(source("am_mfa", last_success=late), now=late, zone="Asia/Tbilisi")
    assert dated.endswith("until 01:00 Asia/Tbilisi")


def test_what_may_be_missed_is_said_though_the_source_is_read_again() -> None:
    gap = Gap(
        since=NOW - timedelta(hours=40),
        until=NOW - timedelta(hours=38),
        why="",
        is_stuck=True,
        pages=0,
        found=0,
    )
    days = replace(gap, until=NOW)
    assert said(source("am_mfa", "gap", gaps=[gap, days]), source("az_mfa")) == (
        "nothing found in 2 sources checked until 12:00 UTC; not whole: "
        "am_mfa from 2023-05-03 20:00 to 22:00, "
        "am_mfa from 2023-05-03 20:00 to 2023-05-05 12:00"
    )


def test_what_was_found_is_counted() -> None:
    assert said(source("am_mfa"), found=3).startswith("3 found in 1 source checked")


def test_the_table_of_what_is_not_watched_fits_the_line() -> None:
    line = coverage([source("am_mfa")], not_watched(), found=0, now=NOW)
    assert "Armenia on X, Facebook, Telegram, YouTube" in line
