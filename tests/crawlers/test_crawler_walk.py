"""The ways back: which pages are asked for, and what of them is read, over many shapes."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

import pytest

from crawlers.day_pages import DayPages
from crawlers.descent import BELOW, FAR, Descent
from crawlers.search import Search
from crawlers.sitemaps import CHUNK, Sitemaps
from crawlers.walk import MOST, TRIES, Entry, Shown, Walk, behind

Answer = Callable[[str], Shown | None]

DAY = date(2023, 5, 1)
URL = "https://a.example/{}"


def entries(words: str, days: Mapping[str, date] | None = None) -> list[Entry]:
    """Return an entry for each letter."""
    return [Entry(address=one, day=(days or {}).get(one)) for one in words]


def address(number: int) -> str:
    return str(number)


def walked(
    walk: Walk,
    pages: Answer,
    *,
    days: Mapping[str, date] | None = None,
    most: int = 10_000,
) -> tuple[list[str], list[str]]:
    """Walk to the end, or so many steps; return the pages asked for, and what was read."""
    asked, read, url = [], [], ""
    while (step := walk.step()) is not None and len(asked) < most:
        url = step.url or url
        asked.append(url)
        shown = pages(url)
        if shown is None:
            walk.lost("http_404", final=True)
            continue
        taken = walk.take(shown)
        read += taken
        url = shown.behind or ""
        walk.went({one: days[one] for one in taken if one in days} if days else {})
    return asked, read


def listing(words: Sequence[str], **days: date) -> Answer:
    """Return what answers for numbered pages; past the last there is none."""

    def page(url: str) -> Shown | None:
        number = int(url)
        if number > len(words):
            return None
        return Shown(entries=entries(words[number - 1], days), behind=str(number + 1))

    return page


# a gap, down a listing


def descent(old: str, cursor: Mapping[str, object] = {"page": 3}) -> Descent:
    return Descent(cursor, address=address, linked=False, old=set(old), since=DAY)


@pytest.mark.parametrize(
    ("pages", "old", "asked", "read", "ended"),
    [
        # entered a page above where the reading stopped, ended by a page wholly known
        (["ab", "cd", "ef", "gh", "xy"], "xyz", "2345", "cdefghxy", "filled"),
        # some that are pinned on every page tell nothing
        (["abcp", "defp", "ghip", "xyzp"], "xyzp", "234", "defpghixyz", "filled"),
        # a page half known may have news beside it, and more below it
        (["ab", "cd", "xe", "fy", "zx"], "xyz", "2345", "cdxefyz", "filled"),
        # known ones of whatever day stand among the news
        (["ab", "cd", "efx", "ghi", "jyz", "xyz"], "xyz", "23456", "cdefxghijyz", "filled"),
        # below what is known lies what was there before we came
        (["ab", "cd", "xye", "fg", "hi", "jk", "lm"], "xyz", "23456", "cdxye", "filled"),
        # between two that are known by half everything may be news
        (["ab", "cx", "de", "fg", "xyhi", "xyz"], "xyz", "23456", "cxdefgyhiz", "filled"),
        # the listing ends below something known, or has nothing of it
        (["ab", "cd", "xe", "fg"], "x", "2345", "cdxe", "filled"),
        (["ab", "cd", "ef"], "x", "234", "cdef", "stuck"),
        # past its end a site serves its last page, or its first, again
        (["ab", "cd", "ef", "ef"], "x", "234", "cdef", "stuck"),
        (["ab", "cd", "xe", "cd"], "x", "234", "cdxe", "filled"),
        # what moved down while it was walked is not read twice
        (["ab", "cd", "de", "ef", "xy"], "xy", "2345", "cdefxy", "filled"),
    ],
)
def test_a_gap_is_walked_down_to_what_was_known_before_it(
    pages: list[str], old: str, asked: str, read: str, ended: str
) -> None:
    walk = descent(old)
    found = walked(walk, listing(pages))
    assert ("".join(found[0]), "".join(found[1]), walk.ended) == (asked, read, ended)
    assert bool(walk.why) == (ended == "stuck")


@pytest.mark.parametrize("steps", [5, 6, 7, 10])
def test_a_walk_cut_anywhere_goes_on_in_another_crawl_and_misses_nothing(steps: int) -> None:
    pages = ["ab", "cd", "ef", "gh", "ij", "kx", "lm", "no", "yp", "qr", "st", "uz", "v", "xyz"]
    cursor: Mapping[str, object] = {"page": 3}
    read: set[str] = set()
    for number in range(20):
        walk = descent("xyz", cursor)
        read |= set(walked(walk, listing(pages), most=steps)[1])
        cursor = json.loads(json.dumps(walk.cursor))
        if walk.ended:
            break
        pages = [f"{number}!", *pages]  # what is new pushes down what was there
    assert walk.ended == "filled"
    assert set("cdefghijklmnopqrstuv") <= read


def test_what_jumps_between_two_crawls_onto_pages_read_before_is_not_missed() -> None:
    walk = descent("xyz", {"page": 1})
    read = walked(walk, listing(["ab", "cd", "ef", "gh", "xyz"]), most=3)[1]
    assert set(read) == set("abcdef")
    walk = descent("xyz", json.loads(json.dumps(walk.cursor)))
    again = walked(walk, listing(["ah", "bc", "de", "fg", "xyz"]))  # h was on the fourth page
    assert walk.ended == "filled"
    assert set("gh") <= set(again[1])
    assert again[0] == ["3", "4", "5", "1", "2", "3", "4", "5"]


def test_a_walk_that_no_crawl_sees_whole_ends_all_the_same() -> None:
    cursor: Mapping[str, object] = {"page": 1}
    for _ in range(15):
        walk = descent("xyz", cursor)
        walked(walk, listing(["ab", "cd", "ef", "gh", "xyz"]), most=2)
        cursor = json.loads(json.dumps(walk.cursor))
        if walk.ended:
            break
    assert walk.ended == "filled"


def test_pages_held_back_are_asked_for_again_by_whoever_goes_on() -> None:
    walk = descent("xyz")
    walked(walk, listing(["ab", "cd", "xyq", "ef", "gh", "zi"]), most=3)
    assert walk.cursor["page"] == 4  # nothing of its page was read yet


def test_a_site_with_new_addresses_is_not_walked_to_its_beginning() -> None:
    old = DAY - FAR - timedelta(days=1)
    walk = descent("xyz")
    pages = ["ab", "cd", "ef", "gh"]
    asked, _ = walked(walk, listing(pages), days=dict.fromkeys("gh", old) | {"c": DAY})
    assert ("".join(asked), walk.ended) == ("234", "stuck")
    assert "new addresses" in walk.why


def test_a_walk_that_meets_nothing_ends_in_bounds() -> None:
    walk = descent("x")
    asked, _ = walked(walk, lambda url: Shown(entries=entries(chr(999 + int(url))), behind="+"))
    assert len(asked) == MOST + 1
    assert walk.ended == "stuck"


def test_a_page_that_fails_is_tried_in_some_crawls_and_then_said() -> None:
    cursor: Mapping[str, object] = {"page": 3}
    for number in range(1, TRIES + 1):
        walk = descent("x", cursor)
        assert walk.step() is not None
        walk.lost("http_503: HTTP 503", final=False)
        cursor = walk.cursor
        assert bool(walk.ended) == (number == TRIES)
    assert walk.why == f"{TRIES} times in vain: http_503: HTTP 503"


@pytest.mark.parametrize(
    ("cursor", "asked"),
    [
        (behind(3, "3", linked=True), ["3", "4"]),  # by the link that was kept
        (behind(3, "", linked=True), ["1", "2", "3", "4"]),  # by none: from its first page
    ],
)
def test_a_linked_listing_is_entered_by_its_link_or_from_its_first_page(
    cursor: Mapping[str, object], asked: list[str]
) -> None:
    walk = Descent(cursor, address=address, linked=True, old=set("xy"), since=DAY)
    found = walked(walk, listing(["ab", "cd", "ef", "xy"]))
    assert (found[0], "".join(found[1])) == (asked, "efxy")


def test_a_listing_read_to_its_end_offers_no_way_in() -> None:
    assert behind(3, None, linked=False) == {}


# days, in a listing


def dated(pages: int, each: int, first: date) -> tuple[Answer, dict[str, date]]:
    """Return pages of a listing, a text a day from the first page's first day back."""
    days = {f"t{n}": first - timedelta(days=n) for n in range(pages * each)}

    def page(url: str) -> Shown | None:
        number = int(url)
        if number > pages:
            return None
        names = [f"t{n}" for n in range((number - 1) * each, number * each)]
        return Shown(entries=[Entry(address=one, day=days[one]) for one in names], behind="+")

    return page, days


def undated(page: Answer) -> Answer:
    def without(url: str) -> Shown | None:
        shown = page(url)
        named = shown and [Entry(address=one.address) for one in shown.entries]
        return shown and Shown(entries=named or (), behind=shown.behind)

    return without


@pytest.mark.parametrize("pages", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("back", [0, 1, 6, 29, 30, 500])
def test_days_are_found_in_a_listing_however_deep_and_nothing_else_is_read(
    pages: int, back: int
) -> None:
    page, days = dated(pages, 10, DAY)
    last = DAY - timedelta(days=back)
    first = last - timedelta(days=9)
    walk = Search({}, address=address, linked=False, first=first, last=last)
    asked, read = walked(walk, page)
    assert walk.ended == "filled"
    assert set(read) == {name for name, day in days.items() if first <= day <= last}
    assert len(asked) < 25


def test_where_a_listing_tells_no_days_some_texts_are_read_for_them() -> None:
    page, days = dated(100, 10, DAY)
    first, last = DAY - timedelta(days=509), DAY - timedelta(days=500)
    walk = Search({}, address=address, linked=False, first=first, last=last)
    asked, read = walked(walk, undated(page), days=days)
    assert {name for name, day in days.items() if first <= day <= last} <= set(read)
    assert len(asked) < 25
    assert len(read) < 100  # of a thousand


@pytest.mark.parametrize("steps", [2, 5])
def test_a_search_goes_on_where_another_crawl_stopped(steps: int) -> None:
    page, days = dated(100, 10, DAY)
    first, last = DAY - timedelta(days=549), DAY - timedelta(days=500)
    cursor: Mapping[str, object] = {}
    read: set[str] = set()
    for _ in range(40):
        walk = Search(cursor, address=address, linked=False, first=first, last=last)
        read |= set(walked(walk, page, most=steps)[1])
        cursor = json.loads(json.dumps(walk.cursor))
        if walk.ended:
            break
    assert walk.ended == "filled"
    assert read == {name for name, day in days.items() if first <= day <= last}


def test_a_site_that_serves_its_last_page_for_ever_has_an_end() -> None:
    page, _ = dated(5, 10, DAY)
    walk = Search({}, address=address, linked=False, first=DAY - FAR * 9, last=DAY - FAR * 8)
    asked, read = walked(walk, lambda url: page(str(min(int(url), 5))))
    assert (read, walk.ended) == ([], "filled")
    assert len(asked) < 25


@pytest.mark.parametrize("kept", [True, False])
def test_a_linked_listing_is_passed_page_by_page(*, kept: bool) -> None:
    numbered, days = dated(12, 10, DAY)

    def page(url: str) -> Shown | None:
        shown = numbered(url)
        following = str(int(url) + 1) if kept else ""
        return shown and Shown(entries=shown.entries, behind=following)

    first, last = DAY - timedelta(days=69), DAY - timedelta(days=60)
    cursor: Mapping[str, object] = {}
    read: set[str] = set()
    number = 0
    for _ in range(10):
        walk = Search(cursor, address=address, linked=True, first=first, last=last)
        for _ in range(9):
            step = walk.step()
            if step is None:
                break
            shown = page(step.url or str(step.number))
            assert shown is not None
            taken = walk.take(shown)
            read |= set(taken)
            walk.went({})
            number += 1
        cursor = json.loads(json.dumps(walk.cursor))
        if walk.ended:
            break
    assert walk.ended == "filled"
    assert read == {name for name, day in days.items() if first <= day <= last}


# a page for each day


def calendar(days: Mapping[str, str]) -> Answer:
    return lambda url: Shown(entries=entries(days[url])) if url in days else None


@pytest.mark.parametrize(
    ("template", "shown", "asked", "read"),
    [
        (
            "%Y/%m/%d",
            {"2023/04/30": "ab", "2023/05/02": "bc"},  # on the day between there is none
            ["2023/04/30", "2023/05/01", "2023/05/02"],
            "abc",
        ),
        (
            "%d.%m.%Y?{page}",
            {"30.04.2023?1": "ab", "30.04.2023?2": "bc", "30.04.2023?3": "", "02.05.2023?1": "d"},
            [
                "30.04.2023?1",
                "30.04.2023?2",
                "30.04.2023?3",
                "01.05.2023?1",
                "02.05.2023?1",
                "02.05.2023?2",
            ],
            "abcd",
        ),
        ("%Y-%m", {"2023-04": "ab", "2023-05": "c"}, ["2023-04", "2023-05"], "abc"),
    ],
)
def test_days_are_walked_one_by_one_those_without_a_text_too(
    template: str, shown: dict[str, str], asked: list[str], read: str
) -> None:
    first, last = DAY - timedelta(days=1), DAY + timedelta(days=1)
    walk = DayPages({}, template=template, first=first, last=last)
    found = walked(walk, calendar(shown))
    assert (found[0], "".join(found[1]), walk.ended) == (asked, read, "filled")


def test_a_day_goes_on_where_another_crawl_stopped() -> None:
    shown = {"2023-05-01": "a", "2023-05-02": "b", "2023-05-03": "c"}
    walk = DayPages({}, template="%Y-%m-%d", first=DAY, last=date(2023, 5, 3))
    walked(walk, calendar(shown), most=1)
    again = DayPages(
        json.loads(json.dumps(walk.cursor)), template="%Y-%m-%d", first=DAY, last=date(2023, 5, 3)
    )
    assert walked(again, calendar(shown))[0] == ["2023-05-02", "2023-05-03"]


def test_a_calendar_without_a_single_page_is_not_taken_for_days_without_news() -> None:
    walk = DayPages({}, template="%Y/%m/%d", first=DAY, last=DAY)
    walked(walk, calendar({}))
    assert (walk.ended, walk.why) == ("stuck", "of no day there is a page: http_404")


def test_what_an_address_dates_elsewhere_is_not_of_the_days() -> None:
    shown = Shown(entries=entries("abc", {"a": DAY, "b": DAY - FAR}))
    walk = DayPages({}, template="%Y/%m/%d", first=DAY, last=DAY)
    assert walked(walk, lambda _: shown)[1] == ["a", "c"]


# a sitemap


def mapped(named: Iterable[tuple[str, date | None]]) -> Shown:
    return Shown(entries=[Entry(address=one, changed=changed) for one, changed in named])


@pytest.mark.parametrize(("undated", "read"), [(True, "dac"), (False, "ac")])
def test_of_a_sitemap_what_changed_only_before_is_left(read: str, *, undated: bool) -> None:
    later = DAY + FAR
    shown = mapped([("a", DAY), ("b", DAY - FAR), ("c", later), ("d", None)])
    walk = Sitemaps({}, url="s", first=DAY, last=DAY, undated=undated)
    assert ("".join(walked(walk, lambda _: shown)[1]), walk.ended) == (read, "filled")


def test_an_index_is_followed_one_level_and_old_sitemaps_are_left() -> None:
    index = Shown(
        maps=[
            Entry(address="new", changed=DAY),
            Entry(address="old", changed=DAY - FAR),
            Entry(address="gone"),
            Entry(address="index"),
        ]
    )
    pages = {"index": index, "new": mapped([("a", DAY)])}
    walk = Sitemaps({}, url="index", first=DAY, last=DAY, undated=True)
    assert walked(walk, pages.get) == (["index", "new", "gone", "index"], ["a"])
    assert walk.ended == "filled"


def test_a_long_sitemap_is_read_in_parts_and_what_is_added_meanwhile_too() -> None:
    names = [f"{n:03}" for n in range(3 * CHUNK)]
    read: list[str] = []
    cursor: Mapping[str, object] = {}
    for number in range(10):
        walk = Sitemaps(cursor, url="s", first=DAY, last=DAY, undated=False)
        shown = mapped([*((one, DAY) for one in names), *[("late", DAY + FAR)][:number]])
        read += walked(walk, lambda _, shown=shown: shown, most=1)[1]  # type: ignore[misc]
        cursor = json.loads(json.dumps(walk.cursor))
        if walk.ended:
            break
    assert walk.ended == "filled"
    assert read == [*names, "late"]


@pytest.mark.parametrize(
    ("regenerated", "read"),
    [(False, 3 * CHUNK), (True, 10 * CHUNK)],
)
def test_in_the_order_of_changes_what_is_all_newer_ends_the_days(
    read: int, *, regenerated: bool
) -> None:
    names = [f"{n:04}" for n in range(10 * CHUNK)]
    days = {one: DAY + timedelta(days=n // CHUNK) for n, one in enumerate(names)}
    changed = dict.fromkeys(names, DAY + 9 * FAR) if regenerated else days
    walk = Sitemaps({}, url="s", first=DAY, last=DAY, undated=True)
    found = walked(walk, lambda _: mapped(changed.items()), days=days)[1]
    assert (len(found), walk.ended) == (read, "filled")


def test_a_sitemap_that_is_not_there_is_said() -> None:
    walk = Sitemaps({}, url="s", first=DAY, last=DAY, undated=True)
    walked(walk, lambda _: None)
    assert (walk.ended, walk.why) == ("stuck", "there is no sitemap: http_404")


def test_three_pages_without_anything_known_are_the_bottom() -> None:
    assert BELOW == 3
