"""Crawls of the past, in a child against a played site: gaps filled, days brought in."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from played import MFA, Answer, Crawler, Ended, Site, place, play_past, play_state

from pipeline.item import Item
from pipeline.spool import Gap, KnownSpan, ListedAddress, Walked

ARCHIVE = f"{MFA}/en/press-releases/archive/%Y/%m/%d/"
LISTING = f"{MFA}/en/news?page={{page}}"
SINCE, UNTIL = datetime(2023, 5, 1, tzinfo=UTC), datetime(2023, 5, 4, tzinfo=UTC)


def span(cursor: Mapping[str, Any], old: list[int] = [], **facts: Any) -> KnownSpan:  # noqa: ANN401, B006
    told: dict[str, Any] = {"mode": "fill", "listing": LISTING, "since": SINCE, "until": UNTIL}
    return KnownSpan(id=7, cursor=cursor, old=[place(one) for one in old], **told | facts)


def numbers(ended: Ended) -> list[int]:
    return [int(one.address.rsplit("/", 1)[1]) for one in ended.of(Item)]


def test_a_gap_says_where_its_listing_may_be_entered(crawler: Crawler, site: Site) -> None:
    play_past(site, 90)
    known = {place(99): False}
    [gap] = crawler("am_mfa", known).of(Gap)
    assert (gap.listing, gap.cursor, gap.has_way) == (LISTING, {"page": 41}, True)
    [gap] = crawler("am_mfa", known | {place(82): False}).of(Gap)
    assert gap.cursor == {"page": 6}  # what is below the known may be news, or none


def test_a_listing_read_to_its_end_is_gone_around_by_an_archive(
    crawler: Crawler, site: Site
) -> None:
    play_past(site, 8)
    [gap] = crawler("am_mfa", {place(99): False}).of(Gap)
    assert (gap.cursor, gap.has_way) == ({"way": ARCHIVE}, True)


def test_what_rolled_off_a_feed_without_an_archive_has_no_way_back(
    crawler: Crawler, site: Site
) -> None:
    play_state(site, [5, 6])
    [gap] = crawler("us_state", {"https://www.state.gov/talk-1/": False}).of(Gap)
    assert (gap.cursor, gap.has_way) == ({}, False)


def test_a_gap_is_filled_from_the_pages_below_until_what_was_known(
    crawler: Crawler, site: Site
) -> None:
    play_past(site, 20)
    old = [1, 2, 3, 4, 5, 6]
    known = {place(one): False for one in [*old, *range(15, 21)]}
    ended = crawler("am_mfa", known, mode="fill", spans=[span({"page": 4}, old)], most=50)
    assert ended.outcome == "ok"
    assert site.asked_for("news?page=") == [f"{MFA}/en/news?page={n}" for n in range(3, 9)]
    assert numbers(ended) == [14, 13, 12, 11, 10, 9, 8, 7]
    steps = ended.of(Walked)
    assert [(one.before["page"], one.cursor["page"]) for one in steps][:3] == [
        (4, 4),
        (4, 5),
        (5, 6),
    ]
    assert [one.state for one in steps] == ["open"] * 5 + ["filled"]
    assert sum(one.found for one in steps) == 8
    assert not [url for url in site.asked if "/hy/" in url]  # nothing else is looked at


def test_addresses_are_recorded_before_the_cursor_says_that_their_page_is_done(
    crawler: Crawler, site: Site
) -> None:
    play_past(site, 20)
    ended = crawler("am_mfa", {}, mode="fill", spans=[span({"page": 2}, [1, 2])], most=50)
    seen: set[str] = set()
    read: set[str] = set()
    for record in ended.records:
        if isinstance(record, ListedAddress):
            seen.add(record.url)
        elif isinstance(record, Item):
            assert record.address in seen
            read.add(record.address)
        elif isinstance(record, Walked):
            assert seen == read


def test_a_crawl_of_the_past_is_bounded_and_keeps_its_place(crawler: Crawler, site: Site) -> None:
    play_past(site, 40)
    ended = crawler("am_mfa", {}, mode="fill", spans=[span({"page": 2}, [1, 2])], most=5)
    assert len(ended.of(Item)) == 5
    assert ended.of(Walked)[-1].cursor["page"] == 3  # of its third page one text is not read
    assert len({one.url for one in ended.of(ListedAddress)}) == 6  # nor forgotten


def test_a_page_that_does_not_come_is_tried_again(crawler: Crawler, site: Site) -> None:
    play_past(site, 20)
    site[f"{MFA}/en/news?page=4"] = Answer(b"", 503)
    ended = crawler("am_mfa", {}, mode="fill", spans=[span({"page": 3}, [1])], most=50)
    last = ended.of(Walked)[-1]
    assert (last.state, last.cursor["page"], last.cursor["failed"]) == ("open", 4, 1)


EMPTY = Answer(b"")


def test_a_day_whose_page_is_empty_twice_has_none(crawler: Crawler, site: Site) -> None:
    play_past(site, 20)
    for day, answer in ((1, "1"), (2, ""), (3, ""), (4, "2"), (5, "3"), (6, "4")):
        link = f"<a href='{place(int(answer))}'>x</a>" if answer else EMPTY
        site[f"{MFA}/en/press-releases/archive/2023/05/{day:02}/"] = link
    cursor: Mapping[str, Any] = {"way": ARCHIVE}
    stands = []
    for _ in range(3):
        ended = crawler("am_mfa", {}, mode="fill", spans=[span(cursor)], most=50)
        cursor = ended.of(Walked)[-1].cursor
        stands.append((ended.outcome, ended.of(Walked)[-1].state, cursor["day"]))
    assert stands == [
        ("blocked", "open", "2023-05-02"),  # it may be a wall
        ("blocked", "open", "2023-05-03"),
        ("quiet", "filled", "2023-05-06"),
    ]


def test_a_listing_whose_page_is_empty_twice_ends_before_it(crawler: Crawler, site: Site) -> None:
    play_past(site, 20)
    site[f"{MFA}/en/news?page=6"] = EMPTY
    cursor: Mapping[str, Any] = {"page": 4}
    states = []
    for _ in range(2):
        ended = crawler("am_mfa", {}, mode="fill", spans=[span(cursor, [13])], most=50)
        cursor = ended.of(Walked)[-1].cursor
        states.append(ended.of(Walked)[-1].state)
    assert states == ["open", "filled"]


def test_a_listing_that_ends_before_anything_known_is_gone_around_by_an_archive(
    crawler: Crawler, site: Site
) -> None:
    play_past(site, 20)
    site[f"{MFA}/en/news?page=4"] = Answer(b"", 404)
    site[f"{MFA}/en/press-releases/archive/2023/05/02/"] = f"<a href='{place(1)}'>x</a>"
    ended = crawler("am_mfa", {}, mode="fill", spans=[span({"page": 3})], most=50)
    steps = ended.of(Walked)
    [around] = [one for one in steps if one.cursor == {"way": ARCHIVE}]
    assert (around.state, around.before["page"]) == ("open", 4)
    assert "before anything known" in around.why
    assert steps[-1].state == "filled"
    assert site.asked_for("/archive/")[-1] == f"{MFA}/en/press-releases/archive/2023/05/05/"


def test_days_asked_for_are_found_in_the_listing_and_nothing_else_is_read(
    crawler: Crawler, site: Site
) -> None:
    play_past(site, 30)
    days = {
        "mode": "backfill",
        "since": datetime(2023, 4, 9, 20, tzinfo=UTC),  # midnight in Yerevan
        "until": datetime(2023, 4, 13, 20, tzinfo=UTC),
    }
    ended = crawler("am_mfa", {}, mode="backfill", spans=[span({}, **days)], most=50)
    assert sorted(numbers(ended)) == [10, 11, 12, 13]
    assert ended.of(Walked)[-1].state == "filled"


def test_what_is_due_of_an_earlier_crawl_of_the_past_is_read_first(
    crawler: Crawler, site: Site
) -> None:
    play_past(site, 8)
    days = {"mode": "backfill", "since": datetime(2023, 4, 2, tzinfo=UTC), "until": UNTIL}
    known = {place(1): True}
    ended = crawler("am_mfa", known, mode="backfill", spans=[span({}, **days)], most=50)
    assert numbers(ended)[0] == 1


def test_a_listing_that_is_not_declared_any_more_is_said(crawler: Crawler, site: Site) -> None:
    play_past(site, 8)
    gone = span({"page": 2}, listing=f"{MFA}/old?page={{page}}")
    ended = crawler("am_mfa", {}, mode="fill", spans=[gone], most=50)
    [step] = ended.of(Walked)
    assert (step.state, step.why) == ("stuck", f"{gone.listing} is not declared any more")
