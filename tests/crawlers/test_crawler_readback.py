"""How far a listing is read back."""

import pytest

from crawlers.readback import Readback


def readback(
    known: str, *, paged: bool = True, later_pages: int = 4, settled: str = ""
) -> Readback:
    return Readback(
        set(known),
        visited=bool(known),
        paged=paged,
        first_pages=2,
        later_pages=later_pages,
        settled=set(settled),
    )


@pytest.mark.parametrize(
    ("known", "pages", "endings"),
    [
        ("abc", ["abc"], ["overlap"]),
        ("abc", ["xab", "bc"], [None, "overlap"]),
        ("axyz", ["abc", "dea", "xyz"], [None, None, "overlap"]),  # a is pinned
        ("", ["abc", "def"], [None, "end"]),  # the bound of a first crawl
        ("z", ["abc", "def", "ghi", "jkl"], [None, None, None, "gap"]),
        ("z", ["abc", "def", ""], [None, None, "gap"]),
        ("b", ["abc", "def", ""], [None, None, "end"]),
        ("", ["abc", ""], [None, "end"]),
        ("z", ["abc", "abc"], [None, "gap"]),  # past its end a site serves the last page again
        ("yz", ["abc", "cde", "zfg", "zy"], [None, None, None, "overlap"]),
        ("a", ["abc", "def", ""], [None, None, "gap"]),  # a is pinned, and tells nothing
    ],
)
def test_a_listing_is_read_to_a_whole_known_page(
    known: str, pages: list[str], endings: list[str | None]
) -> None:
    reading = readback(known)
    assert [reading.read(list(page)) for page in pages] == endings


@pytest.mark.parametrize(
    ("known", "ending"),
    [("", "end"), ("c", "end"), ("abc", "overlap"), ("z", "gap"), ("a", "gap")],
)
def test_a_feed_has_one_page(known: str, ending: str) -> None:
    assert readback(known, paged=False).read(list("abc")) == ending


def test_what_was_read_is_recorded_from_the_oldest_on() -> None:
    reading = readback("z")
    for page in ("abc", "cde", "ze"):
        reading.read(list(page))
    assert "".join(reading.oldest_first()) == "zedcba"


@pytest.mark.parametrize(
    ("pages", "endings"),
    [
        (["abc", "dxe", "fgh"], [None, None, "overlap"]),  # x was put in later
        (["abc", "xyz"], [None, "overlap"]),  # what was there before we came
        (["abc", ""], [None, "overlap"]),
        (["abc", "abc"], [None, "overlap"]),
        (["abc", "dxe", "dye", "dze"], [None, None, None, "overlap"]),  # as far as it may go
    ],
)
def test_now_and_then_a_listing_is_read_back_to_a_page_known_for_days(
    pages: list[str], endings: list[str | None]
) -> None:
    reading = readback("abcdefgh", settled="fgh")
    assert [reading.read(list(page)) for page in pages] == endings


def test_what_a_gap_left_out_is_told_by_its_walk_alone() -> None:
    reading = readback("abcdef", settled="z")  # abc def were read, the page behind did not come
    assert [reading.read(list(page)) for page in ("xab", "cde", "fgh", "ijk")][-1] == "overlap"
    assert "".join(reading.oldest_first()) == "hgfedcbax"
    assert not reading.backlog()


@pytest.mark.parametrize(
    ("known", "pages", "backlog"),
    [
        ("c", ["xbc", "def"], "def"),  # deeper than the first crawl looked
        ("bcd", ["xbc", "dea", "fgh"], "fgh"),
        ("c", ["xyc"], ""),  # beside what is known it may be news
        ("bcd", ["xby", "bcd"], ""),
        ("a", ["abc", "def"], ""),  # a is pinned: all else may be news
        ("z", ["abc", "def"], ""),
    ],
)
def test_what_stands_below_all_that_is_known_was_there_before_we_came(
    known: str, pages: list[str], backlog: str
) -> None:
    reading = readback(known)
    for page in pages:
        reading.read(list(page))
    assert reading.backlog() == set(backlog)
