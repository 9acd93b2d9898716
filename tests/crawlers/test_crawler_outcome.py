"""How a crawl ended."""

from collections import Counter

import pytest

from crawlers.outcome import Tally, listing_outcome, verdict


@pytest.mark.parametrize(
    ("asked", "drops", "outcome"),
    [
        (10, {}, "ok"),
        (10, {"http_404": 10}, "ok"),
        (10, {"layout": 5}, "ok"),
        (10, {"layout": 6}, "layout"),
        (10, {"raised": 1}, "layout"),
        (10, {"blocked": 1, "raised": 1}, "blocked"),
        (10, {"timeout": 3, "http_503": 3}, "unreachable"),
        (10, {"timeout": 5}, "ok"),
        (2, {"robots": 2}, "robots"),
        (2, {"robots": 1}, "ok"),
    ],
)
def test_lost_articles_decide_when_they_are_many_or_grave(
    asked: int, drops: dict[str, int], outcome: str
) -> None:
    tally = Tally(asked=asked, welcome=1, drops=Counter(drops))
    assert verdict(tally)[0] == outcome


def test_the_gravest_fault_decides_and_all_are_told() -> None:
    tally = Tally(items=2, welcome=2, listed=5, new=2)
    tally.fault("gap", "nothing known")
    tally.fault("unreachable", "one listing:\n timeout")
    assert verdict(tally) == (
        "unreachable",
        "one listing: timeout; nothing known (2 new of 5 listed, 2 items)",
    )


def test_a_postponed_recheck_is_told_and_neither_lost_nor_of_the_articles_that_were() -> None:
    tally = Tally(asked=2, postponed=7, welcome=1, drops=Counter({"timeout": 2}))
    name, reason = verdict(tally)
    assert (name, tally.counts()["postponed"]) == ("unreachable", 7)
    assert "2 of 2 articles did not answer" in reason
    assert "7 re-checks postponed" in reason
    assert verdict(Tally(postponed=7))[0] == "quiet"


@pytest.mark.parametrize("reason", ["blocked", "layout", "timeout", "raised"])
def test_an_article_that_failed_before_says_nothing_new_of_the_site(reason: str) -> None:
    lost = Counter({reason: 1})
    assert verdict(Tally(asked=1, drops=lost))[0] != "quiet"
    assert verdict(Tally(asked=1, drops=lost, again=lost))[0] == "quiet"
    assert verdict(Tally(asked=2, drops=lost + lost, again=lost))[0] != "quiet"


def test_nothing_new_is_quiet() -> None:
    assert verdict(Tally(items=3, listed=3))[0] == "quiet"


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("blocked", "blocked"), ("robots", "robots"), ("dns", "unreachable"),
        ("http_502", "unreachable"), ("http_404", "layout"), ("layout", "layout"),
    ],
)  # fmt: skip
def test_a_lost_listing(reason: str, outcome: str) -> None:
    assert listing_outcome(reason) == outcome


def test_a_reason_is_told_once_however_many_listings_it_is_true_of() -> None:
    tally = Tally()
    for number in (1, 2, 3):
        tally.lose(f"https://a.example/{number}", "layout", "a listing without a single item")
    tally.lose("https://a.example/feed", "timeout", "no answer in 30 s")
    name, reason = verdict(tally)
    assert (name, tally.lost_listings) == ("unreachable", 4)
    assert reason == (
        "https://a.example/feed: timeout: no answer in 30 s; "
        "https://a.example/1 and 2 more: a listing without a single item "
        "(0 new of 0 listed, 0 items)"
    )
