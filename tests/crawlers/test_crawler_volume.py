"""How many entries a listing has, and how long a text is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from played import OLD, Crawler, Site, play_mfa

from crawlers import catalog
from crawlers.memory import Memory
from crawlers.page import Page
from crawlers.volume import fault
from pipeline.errors import PageError
from pipeline.item import Item

URL = "https://press.example/news"
EVER = [20] * 12


def told(counts: list[int], memory: Memory | None = None) -> list[bool]:
    """Return of each visit to a listing whether its number of entries was wrong."""
    memory = memory or Memory()
    return [fault(memory, URL, count, None) is not None for count in counts]


def test_a_listing_far_from_what_it_used_to_be_is_wrong_until_that_is_usual() -> None:
    assert told([*EVER, 4, 5, 20, 80, 81]) == [False] * 12 + [True, False, False, False, True]
    assert told([*EVER, *[3] * 20])[-20:].count(True) == 11


def test_nothing_is_usual_before_ten_visits() -> None:
    assert not any(told([20] * 9 + [1]))


def test_what_was_usual_is_known_to_the_next_crawl(tmp_path: Path) -> None:
    told(EVER, Memory(tmp_path))
    assert told([1], Memory(tmp_path)) == [True]


@pytest.mark.parametrize(("count", "wrong"), [(9, True), (10, False), (20, False), (21, True)])
def test_what_is_declared_decides_alone(
    count: int,
    wrong: bool,  # noqa: FBT001  a table
) -> None:
    memory = Memory()
    told(EVER, memory)
    assert (fault(memory, URL, count, (10, 20)) is not None) is wrong


def test_a_listing_out_of_its_bounds_is_layout_and_its_entries_are_read(
    crawler: Crawler, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_mfa(site, [9, 8, OLD])
    (crawler.folder / "sitecustomize.py").write_text(
        "from crawlers.spiders.am_mfa import AmMfaSpider as S; S.volume = (1, 2)"
    )
    monkeypatch.setenv("PYTHONPATH", str(crawler.folder))
    ended = crawler("am_mfa")
    assert ended.outcome == "layout"
    assert "en/news?page=1 has 3 entries, declared are 1 to 2" in ended.crawl.error
    assert len(ended.of(Item)) == 6


@pytest.mark.parametrize(
    ("length", "raises"), [((1, 5), True), ((5, 50), False), ((50, 99), True)]
)
def test_a_text_out_of_its_bounds_has_not_the_declared_layout(
    length: tuple[int, int],
    raises: bool,  # noqa: FBT001  a table
) -> None:
    spider = type("Bounded", (catalog.spider("am_mfa"),), {"length": length})
    page = Page(
        address="https://www.mfa.am/en/press-releases/2023/05/04/talks/1",
        body=b"<h2>Talks</h2><div class='static-content'><p>They spoke of peace.</p></div>",
        media_type="text/html",
        seen_at=datetime(2023, 5, 4, tzinfo=UTC),
    )
    if raises:
        with pytest.raises(PageError, match="a text of 20 characters, declared are"):
            spider.items(page)
    else:
        assert spider.items(page)[0].text == "They spoke of peace."
