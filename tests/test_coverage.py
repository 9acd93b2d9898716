"""The coverage line: where we looked, until when, and where we did not."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from test_state import FACTS, NOW

from pipeline.silence.coverage import coverage
from pipeline.silence.not_watched import not_watched
from pipeline.silence.state import Facts, Gap, State, StateName
from pipeline.subscriptions.preferences import LANGUAGES


@dataclass(frozen=True)
class Place:
    """A place where a party speaks unheard."""

    party: str
    platform: str
    reason: str = "terms"


def source(name: str, state: StateName = "ok", **facts: object) -> tuple[Facts, State]:
    one = State(name=state, since=NOW, cause="as told", command="veille sources")
    return replace(FACTS, source=name, title=name, **facts), one  # type: ignore[arg-type]


def said(*sources: tuple[Facts, State], places: tuple[Place, ...] = (), **more: object) -> str:
    line = coverage(sources, places, **{"found": 0, "now": NOW, **more})  # type: ignore[arg-type]
    return "; ".join(line)


def test_nothing_found_says_how_many_were_checked_and_until_when_at_least() -> None:
    earlier = NOW - timedelta(minutes=50)
    assert said(source("am_mfa"), source("az_mfa", "quiet", last_success=earlier)) == (
        "nothing found in 2 of 2 sources, checked until 11:10 UTC"
    )


def test_a_wall_is_not_counted_as_checked_and_is_named() -> None:
    assert said(
        source("am_mfa"),
        source("ru_mid", "blocked"),
        source("az_mfa", "unreachable"),
        source("az_apa", "blocked"),
        source("tr_mfa", "paused"),
    ) == (
        "nothing found in 1 of 5 sources, checked until 12:00 UTC; "
        "blocked: ru_mid (since 12:00), az_apa (since 12:00); "
        "unreachable: az_mfa (since 12:00); paused by us: tr_mfa (since 12:00)"
    )


def test_one_without_news_is_read_and_one_that_ended_is_left_out() -> None:
    assert said(source("am_mfa", "silent"), source("az_turan", "archive")) == (
        "nothing found in 1 of 1 sources, checked until 12:00 UTC; "
        "read, with nothing new for longer than usual: am_mfa (since 11:00)"
    )


def test_who_was_never_read_is_not_checked() -> None:
    new = source("am_mfa", "unread", last_success=None)
    assert said(new) == "no source was checked yet, so nothing could be found"
    assert said(new, source("ru_mid", "blocked")) == (
        "nothing found: no source was checked; blocked: ru_mid (since 12:00); "
        "not checked yet: am_mfa"
    )


def test_what_is_not_watched_is_named_by_party() -> None:
    places = (Place("armenia", "X"), Place("united_states", "X"), Place("armenia", "Facebook"))
    assert said(source("am_mfa"), places=(*places, places[0])).endswith(
        "; not watched, as the terms forbid it: Armenia on X, Facebook; United States on X"
    )


def test_a_moment_is_in_the_readers_zone_and_dated_when_it_is_not_of_today() -> None:
    yesterday = NOW - timedelta(days=1)
    assert "until 16:00 Asia/Yerevan" in said(source("am_mfa"), zone="Asia/Yerevan")
    assert "until 4 May 2023, 12:00 UTC" in said(source("am_mfa", last_success=yesterday))
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
        "nothing found in 2 of 2 sources, checked until 12:00 UTC; not whole: "
        "am_mfa from 3 May 2023, 20:00 to 3 May 2023, 22:00, "
        "am_mfa from 3 May 2023, 20:00 to 12:00"
    )


def test_what_was_found_is_counted() -> None:
    assert said(source("am_mfa"), found=3).startswith("3 found in 1 of 1 sources, checked")


def test_the_table_of_what_is_not_watched_fits_the_line() -> None:
    line = "; ".join(coverage([source("am_mfa")], not_watched(), found=0, now=NOW))
    assert "as the terms forbid it: Armenia on X, Facebook, Telegram; Azerbaijan on" in line
    assert "as robots.txt forbids it: Armenia on YouTube; " in line
    assert "as every reader is refused: Greece on mfa.gr; India on mea.gov.in" in line


def test_a_digest_names_what_was_checked_since_the_one_before() -> None:
    before = NOW - timedelta(hours=24)
    late = source("az_mfa", last_success=before - timedelta(hours=1))
    assert said(source("am_mfa"), source("am_pm"), late, since=before) == (
        "nothing found in 2 of 3 sources, checked until 12:00 UTC; "
        "not checked since the mail before: az_mfa; checked: am_mfa, am_pm"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_of_it(language: str) -> None:
    faulty = [source(one, one) for one in sorted(set(get_args(StateName)) - {"archive"})]  # type: ignore[arg-type]
    parts = coverage(faulty, not_watched(), found=2, now=NOW, language=language, since=NOW)
    assert len(parts) == 13
    if language != "en":
        assert not set(parts) & set(coverage(faulty, not_watched(), found=2, now=NOW, since=NOW))
