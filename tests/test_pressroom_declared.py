"""Sites played from declarations: a source reads in them what the texts say, while they stand."""

from datetime import UTC, datetime

import pytest

from crawlers import catalog
from crawlers.page import Page
from pipeline.errors import DeclarationError
from runtime.pressroom.answer import Answer
from runtime.pressroom.declared import DeclaredSites, Text

MOMENT = datetime(2023, 5, 4, 9, 30, tzinfo=UTC)
SHAPES = [  # a listing of entries, of links, a feed of links, JSON, a feed of whole texts
    ("am_mfa", "https://www.mfa.am/en/press-releases/2023/05/04/talks/1", "en"),
    ("az_mfa", "https://www.mfa.gov.az/en/news/talks", "en"),
    ("az_report", "https://report.az/xarici-siyaset/talks", "az"),
    ("am_newsam", "https://news.am/ru/news/1", "ru"),
    ("us_state", "https://www.state.gov/talks/", "en"),
]


def text(source: str, address: str, **facts: object) -> Text:
    given = {"title": "Talks & more", "paragraphs": ("First <one>.", "Second."), "out": 10.0}
    return Text(source=source, address=address, published=MOMENT, **given | facts)  # type: ignore[arg-type]


def page(url: str, answer: Answer) -> Page:
    return Page(
        address=url,
        body=answer.body,
        media_type=answer.media_type.partition(";")[0],
        seen_at=MOMENT,
    )


@pytest.mark.parametrize(("source", "address", "language"), SHAPES)
def test_a_source_finds_and_reads_its_text(source: str, address: str, language: str) -> None:
    sites = DeclaredSites([text(source, address)])
    spider = catalog.spider(source)
    listings = catalog.listings(source)
    [url] = [
        one
        for one, (written, _) in listings.items()
        if (sites.answer(one, 10)).status == 200  # type: ignore[union-attr]
        and written == language
    ][:1]
    listing = sites.answer(url, 10)
    assert listing is not None
    assert spider.listed(page(url, listing), language) == [address]
    at = url if spider.in_listing else address
    found = sites.answer(at, 10)
    assert found is not None
    [item] = spider.items(page(at, found))
    assert (item.title, item.published and item.published.at) == ("Talks & more", MOMENT)
    assert [one.text for one in item.sections] == ["First <one>.\n\nSecond."]


def test_a_text_comes_changes_and_goes_by_the_clock() -> None:
    source, address, _ = SHAPES[0]
    edited = text(source, address, edits={20.0: ("Other.",)}, gone=30.0)
    sites = DeclaredSites([edited])
    said = {now: sites.answer(address, now) for now in (9.0, 10.0, 20.0, 30.0)}
    assert {now: one and one.status for now, one in said.items()} == {
        9.0: 404,
        10.0: 200,
        20.0: 200,
        30.0: 404,
    }
    assert b"Second." in said[10.0].body  # type: ignore[union-attr]
    assert b"Second." not in said[20.0].body  # type: ignore[union-attr]
    assert sites.answer("https://president.az/az/rss", 10) is None  # somebody else's
    assert sites.answer("https://www.mfa.am/en/news?page=2", 10).status == 404  # type: ignore[union-attr]


def test_an_address_that_is_no_article_of_its_source_is_refused() -> None:
    with pytest.raises(DeclarationError, match="no article as am_mfa writes it"):
        text("am_mfa", "https://www.mfa.am/en/news")
