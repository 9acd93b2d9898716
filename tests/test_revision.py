"""Did a text really change, and who changed it: every answer, and which question comes first."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pipeline.item import Moment
from pipeline.revision import Change, History, Reading, change

EARLY, LATE = (datetime(2023, 5, day, tzinfo=UTC) for day in (4, 5))
DATED, BACKDATED = (Moment(at=at, precision="minute", zone="UTC") for at in (LATE, EARLY))


def reading(
    fingerprint: str,
    language: str = "hy",
    as_of: datetime | None = None,
    published: Moment | None = None,
) -> Reading:
    return Reading(fingerprint=fingerprint, language=language, as_of=as_of, published=published)


def history(
    current: Reading,
    earlier: tuple[str, ...] = (),
    pending: str | None = None,
    *,
    sightings: int = 0,
    flaps: int = 0,
) -> History:
    return History(
        current=current, earlier=earlier, pending=pending, sightings=sightings, flaps=flaps
    )


def reads(fingerprint: str | None) -> Callable[[], Reading | None]:
    return lambda: reading(fingerprint) if fingerprint else None


@pytest.mark.parametrize(
    ("before", "seen", "reread", "expected"),
    [
        pytest.param(history(reading("b")), reading("b"), "b", "same", id="same text"),
        pytest.param(
            history(reading("b", as_of=LATE)),
            reading("b", as_of=EARLY),
            "b",
            "same",
            id="same text from an old cache",
        ),
        pytest.param(
            history(reading("b", as_of=LATE)),
            reading("a", as_of=EARLY),
            "b",
            "stale",
            id="older by the publisher's clock",
        ),
        pytest.param(
            history(reading("b", as_of=EARLY)),
            reading("c", as_of=LATE),
            "b",
            "new",
            id="newer by the publisher's clock",
        ),
        pytest.param(
            history(reading("b", as_of=LATE)), reading("c"), "b", "new", id="only one has a clock"
        ),
        pytest.param(
            history(reading("b", "hy")), reading("c", "en"), "b", "other_edition", id="fallback"
        ),
        pytest.param(
            history(reading("b", "hy")), reading("c", "und"), "b", "new", id="now undetermined"
        ),
        pytest.param(
            history(reading("b", "und")), reading("c", "hy"), "b", "new", id="was undetermined"
        ),
        pytest.param(history(reading("b")), reading("c"), "c", "ours", id="our extractor changed"),
        pytest.param(
            history(reading("b"), ("a",)), reading("a"), "a", "ours", id="ours, and earlier text"
        ),
        pytest.param(
            history(reading("b")), reading("c"), "d", "new", id="both changed, and differently"
        ),
        pytest.param(
            history(reading("b")), reading("c"), None, "new", id="kept page is not readable"
        ),
        pytest.param(
            history(reading("b"), ("a",)), reading("a"), "b", "pending", id="earlier text, once"
        ),
        pytest.param(
            history(reading("b"), ("a",), "a", sightings=1),
            reading("a"),
            "b",
            "pending",
            id="earlier text, twice",
        ),
        pytest.param(
            history(reading("b"), ("a",), "a", sightings=2),
            reading("a"),
            "b",
            "new",
            id="earlier text, three times",
        ),
        pytest.param(
            history(reading("b"), ("a",), "a", sightings=2, flaps=1),
            reading("a"),
            "b",
            "pending",
            id="three times, where it gave way before",
        ),
        pytest.param(
            history(reading("c"), ("a", "b"), "a", sightings=2),
            reading("b"),
            "c",
            "pending",
            id="another earlier text",
        ),
    ],
)
def test_what_a_text_just_seen_makes_of_a_document(
    before: History, seen: Reading, reread: str | None, expected: Change
) -> None:
    assert change(before, seen, reads(reread)) == expected


DAY = Moment(at=LATE, precision="day", zone="UTC")


@pytest.mark.parametrize(
    ("before", "seen", "reread", "expected"),
    [
        pytest.param(DATED, BACKDATED, DATED, "new", id="the publisher changed it"),
        pytest.param(DATED, BACKDATED, None, "same", id="the kept page does not say it today"),
        pytest.param(DATED, BACKDATED, BACKDATED, "ours", id="our extractor changed"),
        pytest.param(DATED, None, DATED, "same", id="the page says it no more"),
        pytest.param(None, DATED, DATED, "same", id="nobody kept what it said"),
        pytest.param(DATED, DAY, DATED, "same", id="only the day is said now"),
    ],
)
def test_the_same_text_of_another_moment_is_a_change(
    before: Moment | None, seen: Moment | None, reread: Moment | None, expected: Change
) -> None:
    said = history(reading("b", published=before))
    kept = reading("b", published=reread)
    assert change(said, reading("b", published=seen), lambda: kept) == expected


@pytest.mark.parametrize(
    ("before", "seen"),
    [
        (history(reading("b")), reading("b")),
        (history(reading("b", as_of=LATE)), reading("a", as_of=EARLY)),
        (history(reading("b", "hy")), reading("c", "ru")),
    ],
)
def test_the_kept_page_is_read_again_only_where_it_can_decide(
    before: History, seen: Reading
) -> None:
    def reread() -> Reading | None:
        raise AssertionError("read again")

    assert change(before, seen, reread) != "new"
