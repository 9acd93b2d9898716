"""States of a source: each from its facts, the gravest first, with since when and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from pipeline.silence.rhythm import Rhythm
from pipeline.silence.state import WELL, Crawled, Facts, Gap, StateName, state
from pipeline.spool import OutcomeName
from runtime.cli import COMMANDS

NOW = datetime(2023, 5, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def crawled(*outcomes: str | None) -> list[Crawled]:
    """Return crawls an hour apart, the newest first; the first of them just ended."""
    return [
        Crawled(at=NOW - number * HOUR, outcome=one, reason=f"as told {number}")
        for number, one in enumerate(outcomes)
    ]


def rhythm(expected_by: datetime) -> Rhythm:
    return Rhythm(
        last=expected_by - 30 * HOUR, expected_by=expected_by, a_week=5, usual_gap=20 * HOUR
    )


FACTS = Facts(
    source="am_mfa",
    title="Ministry of Foreign Affairs",
    kind="official",
    party="armenia",
    languages=["hy", "en"],
    paused=False,
    archive=False,
    cadence=HOUR,
    due_at=NOW + HOUR,
    declared_at=NOW - 100 * HOUR,
    crawls=crawled("ok", "quiet", "ok"),
    rhythms={"": rhythm(NOW + HOUR)},
    last_success=NOW,
    last_new=NOW - HOUR,
    last_page=None,
    hurried=0,
    gaps=[],
)
GAP = Gap(
    since=NOW - 40 * HOUR,
    until=NOW - 30 * HOUR,
    why="nothing known in 2 pages",
    is_stuck=False,
    pages=3,
    found=12,
)
SILENT = {"": rhythm(NOW - HOUR)}
CASES: dict[str, tuple[dict[str, object], StateName, datetime]] = {
    "the last crawl brought something": ({}, "ok", NOW - 2 * HOUR),
    "the last crawl found nothing new": (
        {"crawls": crawled("quiet", "ok", "blocked")}, "quiet", NOW - HOUR,
    ),
    "never crawled, and not long known": (
        {"crawls": [], "due_at": None, "declared_at": NOW - HOUR, "last_success": None},
        "unread", NOW - HOUR,
    ),
    "never crawled, though long known": (
        {"crawls": [], "due_at": None, "last_success": None}, "stale", NOW - 100 * HOUR,
    ),
    "due, and not crawled": ({"due_at": NOW - 3 * HOUR}, "stale", NOW - 3 * HOUR),
    "due, and waiting for its turn": ({"due_at": NOW - HOUR}, "ok", NOW - 2 * HOUR),
    "crawled, and never stored": (
        {"due_at": NOW + HOUR, "crawls": [replace(crawled("ok")[0], at=NOW - 5 * HOUR)]},
        "stale", NOW - 5 * HOUR,
    ),
    "its crawls die": ({"crawls": crawled(None, None, "ok")}, "stale", NOW - HOUR),
    "a wall for two crawls": (
        {"crawls": crawled("blocked", "blocked", "ok")}, "blocked", NOW - HOUR,
    ),
    "no answer": ({"crawls": crawled("unreachable", "blocked")}, "unreachable", NOW),
    "another layout": ({"crawls": crawled("layout", "ok")}, "layout", NOW),
    "robots.txt": ({"crawls": crawled("robots")}, "robots", NOW),
    "no room": ({"crawls": crawled("disk", "disk", "disk")}, "disk", NOW - 2 * HOUR),
    "a gap not filled, however long ago": (
        {"crawls": crawled("ok", "ok"), "gaps": [GAP]}, "gap", NOW - 30 * HOUR,
    ),
    "a gap there is no way into": (
        {"gaps": [replace(GAP, is_stuck=True)]}, "gap", NOW - 30 * HOUR,
    ),
    "a gap since filled": ({"crawls": crawled("ok", "gap")}, "ok", NOW - HOUR),
    "a wall outranks a gap": (
        {"crawls": crawled("blocked"), "gaps": [GAP]}, "blocked", NOW,
    ),
    "nothing in time": ({"rhythms": SILENT}, "silent", NOW - HOUR),
    "nothing in time, but not looked at since": (
        {"rhythms": SILENT, "last_success": NOW - 2 * HOUR}, "ok", NOW - 2 * HOUR,
    ),
    "one language lost": (
        {"rhythms": {"": rhythm(NOW + HOUR), "en": rhythm(NOW - 2 * HOUR)}},
        "silent", NOW - 2 * HOUR,
    ),
    "a wall outranks a silence": (
        {"rhythms": SILENT, "crawls": crawled("blocked")}, "blocked", NOW,
    ),
    "paused, whatever else": (
        {"paused": True, "rhythms": SILENT, "crawls": crawled("blocked")}, "paused", NOW,
    ),
    "ended, whatever else": (
        {"archive": True, "due_at": NOW - 90 * HOUR, "crawls": []}, "archive", NOW - 100 * HOUR,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_source_is_in_the_gravest_state_that_is_true(name: str) -> None:
    changed, expected, since = CASES[name]
    found = state(replace(FACTS, **changed), NOW)  # type: ignore[arg-type]
    assert (found.name, found.since) == (expected, since)
    assert found.cause
    assert "\n" not in found.cause


def test_the_cases_show_every_state() -> None:
    assert {case[1] for case in CASES.values()} == set(get_args(StateName))


@pytest.mark.parametrize("name", CASES)
def test_the_command_to_look_closer_is_one_of_ours(name: str) -> None:
    command = state(replace(FACTS, **CASES[name][0]), NOW).command  # type: ignore[arg-type]
    assert command.split()[0] == "veille"
    assert command.split()[1] in COMMANDS


@pytest.mark.parametrize("outcome", get_args(OutcomeName))
def test_every_outcome_of_a_crawl_is_a_state(outcome: str) -> None:
    gaps = [GAP] if outcome == "gap" else []
    assert state(replace(FACTS, crawls=crawled(outcome), gaps=gaps), NOW).name == outcome


def test_a_gap_says_what_may_be_missed_and_what_is_done_about_it() -> None:
    between = (
        "missed between 2023-05-03 20:00 UTC and 2023-05-04 06:00 UTC: nothing known in 2 pages"
    )
    assert str(GAP) == f"{between}; being filled, 12 found in 3 pages"
    assert (
        str(replace(GAP, is_stuck=True))
        == f"{between}; `veille sources resume` tries again, `close-gap` ends it"
    )


def test_an_outcome_nobody_knows_is_not_taken_for_health() -> None:
    with pytest.raises(ValueError, match="'asleep' is no outcome"):
        state(replace(FACTS, crawls=crawled("asleep")), NOW)


def test_a_silence_names_the_languages_and_when_they_were_expected() -> None:
    rhythms = {"": rhythm(NOW + HOUR), "en": rhythm(NOW - HOUR), "ru": rhythm(NOW - 3 * HOUR)}
    cause = state(replace(FACTS, rhythms=rhythms), NOW).cause
    assert "in en since 2023-05-04 05:00 UTC, expected by 2023-05-05 11:00 UTC" in cause
    assert "in ru since 2023-05-04 03:00 UTC, expected by 2023-05-05 09:00 UTC" in cause


def test_a_wall_says_what_the_last_crawl_met() -> None:
    assert state(replace(FACTS, crawls=crawled("blocked", "ok")), NOW).cause == "as told 0"


def test_only_five_states_are_well() -> None:
    assert {"ok", "quiet", "unread", "paused", "archive"} == WELL


def ended(*visits: tuple[str, int, int]) -> list[Crawled]:
    """Return crawls as `crawled` does: outcome, texts read, listings lost."""
    found = crawled(*(outcome for outcome, _, _ in visits))
    return [
        replace(one, items=items, lost_listings=lost)
        for one, (_, items, lost) in zip(found, visits, strict=True)
    ]


@pytest.mark.parametrize(
    ("visits", "name", "hours"),
    [
        pytest.param([("quiet", 0, 0), ("blocked", 0, 0)], "blocked", 1, id="nothing was read"),
        pytest.param(
            [("quiet", 0, 0), ("blocked", 0, 0), ("quiet", 0, 0), ("blocked", 2, 0)],
            "blocked",
            3,
            id="nothing was read, twice",
        ),
        pytest.param(
            [("quiet", 0, 0), ("quiet", 1, 0), ("quiet", 0, 0), ("blocked", 0, 0)],
            "quiet",
            1,
            id="one was looked at again",
        ),
        pytest.param([("quiet", 0, 0), ("blocked", 0, 1)], "quiet", 0, id="it was a listing"),
        pytest.param([("quiet", 0, 0), ("layout", 0, 0)], "layout", 1, id="another fault"),
    ],
)
def test_a_fault_of_articles_ends_when_one_is_read(
    visits: list[tuple[str, int, int]], name: str, hours: int
) -> None:
    found = state(replace(FACTS, crawls=ended(*visits)), NOW)
    assert (found.name, found.since) == (name, NOW - hours * HOUR)
