"""Politeness: what a host asks for is kept, in this crawl and in those that follow."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from played import FEED, MFA, OLD, Answer, Crawler, Site, play_mfa, play_state
from scrapy.http import Response

from crawlers.middlewares.clock import seconds_ahead
from crawlers.middlewares.waiting import asked_until
from pipeline.item import Item
from pipeline.spool import Drop, FetchedPage

NOW = datetime(2023, 5, 4, 12, tzinfo=UTC)
URL = "https://press.example/"
STATE = "https://www.state.gov/"


def busy(status: int, wait: str | None) -> Response:
    return Response(URL, status=status, headers={"Retry-After": wait} if wait else {})


@pytest.mark.parametrize(
    ("response", "seconds"),
    [
        (busy(429, "900"), 900),
        (busy(503, "900"), 900),
        (busy(503, format_datetime(NOW + timedelta(hours=2), usegmt=True)), 7200),
        (busy(503, format_datetime(NOW - timedelta(hours=2), usegmt=True)), 0),
        (busy(429, "9" * 400), 86_400),  # no server silences itself for longer
        (busy(429, "Fri, 31 Dec 9999 23:59:59 GMT"), 86_400),
        (busy(503, None), None),
        (busy(503, "soon"), None),
        (busy(200, "900"), None),
        (busy(403, "900"), None),
    ],
)
def test_until_when_a_host_is_left_alone(response: Response, seconds: int | None) -> None:
    until = asked_until(response, NOW, 0)
    assert until == (None if seconds is None else NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("off", [timedelta(hours=-5), timedelta(), timedelta(days=40)])
def test_a_date_to_come_back_is_of_the_clock_of_the_server(off: timedelta) -> None:
    headers = {
        "Date": format_datetime(NOW + off, usegmt=True),
        "Retry-After": format_datetime(NOW + off + timedelta(hours=2), usegmt=True),
    }
    response = Response(URL, status=503, headers=headers)
    assert asked_until(response, NOW, 0) == NOW + timedelta(hours=2)


@pytest.mark.parametrize(("times", "least"), [(0, 15), (1, 30), (3, 120), (50, 1440)])
def test_without_a_time_the_wait_doubles_and_is_drawn_by_lot(times: int, least: int) -> None:
    waits = [asked_until(busy(429, None), NOW, times) - NOW for _ in range(20)]
    assert min(waits) >= timedelta(minutes=least)
    assert max(waits) <= timedelta(minutes=min(least * 1.5, 1440))
    assert len(set(waits)) > 1 or least == 1440


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [(429, "blocked", "blocked"), (503, "unreachable", "unreachable")],
)
def test_a_host_that_names_a_time_is_left_alone_until_then_by_later_crawls_too(
    crawler: Crawler, site: Site, status: int, outcome: str, reason: str
) -> None:
    known = dict.fromkeys(play_mfa(site, [OLD]).values(), False)
    urls = play_mfa(site, [9, 8, OLD])
    site[urls[9]] = Answer(b"later", status, {"Retry-After": "3600"})
    first = crawler("am_mfa", known)
    assert first.outcome == outcome
    assert {drop.url: drop.reason for drop in first.of(Drop) if "/en/" in drop.url} == {
        urls[9]: reason, urls[8]: reason,
    }  # fmt: skip
    assert len(site.asked_for("/9")) == 1
    site.asked.clear()
    site[urls[9]] = site[urls[8]] = "not to be asked for"
    second = crawler("am_mfa", known)
    assert site.asked == []
    assert second.outcome == outcome
    assert f"www.mfa.am answered HTTP {status}" in second.crawl.error
    path = crawler.cache / "www.mfa.am.json"
    facts = json.loads(path.read_text())
    facts["wait"]["until"] = datetime.now(UTC).isoformat()
    path.write_text(json.dumps(facts))
    urls = play_mfa(site, [9, 8, OLD])
    third = crawler("am_mfa", known | {urls[9]: True, urls[8]: True})
    assert third.outcome == "ok"
    assert "wait" not in json.loads(path.read_text())


def test_robots_txt_is_asked_for_once_a_day(crawler: Crawler, site: Site) -> None:
    url = f"{MFA}/robots.txt"
    site[url] = "User-agent: *\nDisallow: /en/\n"
    play_mfa(site, [OLD])
    for _ in range(2):
        assert crawler("am_mfa").outcome == "robots"
    assert site.asked_for("robots.txt") == [url]
    path = crawler.cache / "www.mfa.am.json"
    facts = json.loads(path.read_text())
    facts["robots"][url]["at"] = (datetime.now(UTC) - timedelta(hours=25)).isoformat()
    path.write_text(json.dumps(facts))
    site[url] = Answer(b"oops", 500)
    assert crawler("am_mfa").outcome == "robots"  # the old one holds
    site[url] = "User-agent: *\nAllow: /\n"
    assert crawler("am_mfa").outcome == "ok"


def test_a_listing_that_has_not_changed_is_quiet_and_costs_no_bytes(
    crawler: Crawler, site: Site
) -> None:
    served: list[int] = []

    def play(numbers: list[int], etag: str) -> dict[str, bool]:
        urls = play_state(site, numbers)
        whole = site.answers[FEED]
        assert isinstance(whole, Answer)
        whole.headers["ETag"] = etag

        def answer() -> Answer:
            asked = site.told[-1].get("If-None-Match") == etag
            served.append(304 if asked else 200)
            return Answer(b"", 304, {"ETag": etag}) if asked else whole

        site[FEED] = answer
        return dict.fromkeys(urls.values(), False)

    known = play([1], '"1"')
    crawler("us_state", known)
    known = play([2, 1], '"2"')
    assert [item.title for item in crawler("us_state", known).of(Item)] == ["Talk 2", "Talk 1"]
    crawler("us_state", known)
    quiet = crawler("us_state", known)
    assert served == [200, 200, 200, 304]
    assert quiet.outcome == "quiet"
    assert quiet.crawl.outcome.counts["unchanged"] == 1
    assert quiet.of(FetchedPage) == quiet.of(Drop) == []
    due = crawler("us_state", known | dict.fromkeys(known, True))  # its text may be due
    assert len(due.of(Item)) == 2
    known |= play([3, 2, 1], '"3"')
    assert len(crawler("us_state", known).of(Item)) == 3
    assert served[4:] == [200, 200]


def test_a_server_that_says_unasked_that_nothing_changed_is_not_believed(
    crawler: Crawler, site: Site
) -> None:
    site[FEED] = Answer(b"", 304)
    ended = crawler("us_state")
    assert ended.outcome == "layout"
    assert "HTTP 304" in ended.crawl.error


def dated(date: str, **more: str) -> Response:
    return Response(URL, headers={"Date": date} | more)


@pytest.mark.parametrize(
    ("response", "seconds"),
    [
        (dated("Thu, 04 May 2023 11:55:00 GMT"), 300),
        (dated("Thu, 04 May 2023 12:00:10 GMT"), -10),
        (dated("Thu, 04 May 2023 11:55:00 GMT", Age="300"), None),  # as old as it says
        (dated("Thu, 04 May 2023 11:55:00 GMT", Age="0"), 300),
        (dated("yesterday"), None),
        (Response(URL), None),
    ],
)
def test_by_how_much_our_clock_is_ahead(response: Response, seconds: int | None) -> None:
    assert seconds_ahead(response, NOW) == seconds


@pytest.mark.parametrize(("minutes", "told"), [(10, True), (-10, True), (1, False)])
def test_a_clock_that_is_off_is_counted(
    crawler: Crawler,
    site: Site,
    minutes: int,
    told: bool,  # noqa: FBT001  a table
) -> None:
    play_state(site, [1])
    feed = site.answers[FEED]
    assert isinstance(feed, Answer)
    theirs = datetime.now(UTC) - timedelta(minutes=minutes)
    feed.headers["Date"] = format_datetime(theirs, usegmt=True)
    site[f"{STATE}robots.txt"] = Answer(b"", 200, {"Date": feed.headers["Date"]})
    counts = crawler("us_state").crawl.outcome.counts
    if told:
        assert abs(counts["clock_drift"] - minutes * 60) < 60
    else:
        assert "clock_drift" not in counts
