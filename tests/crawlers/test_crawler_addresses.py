"""Addresses as each source writes them."""

import pytest

from crawlers import catalog

CASES = [
    (
        "us_state",
        "https://www.state.gov/a-release/#top",
        "https://www.state.gov/a-release/",
        "en",
        None,
    ),
    ("us_state", "http://state.gov/a-release/", "https://www.state.gov/a-release/", "en", None),
    ("us_state", "https://www.state.gov/", None, None, None),
    ("us_state", "https://www.state.gov/?page_id=1", None, None, None),
    ("us_state", "https://state.gov.example/a/", None, None, None),
    (
        "az_president",
        "https://president.az/ru/articles/view/59300/print",
        "https://president.az/ru/articles/view/59300",
        "ru",
        "59300",
    ),
    (
        "az_president",
        "http://www.president.az/az/articles/view/1",
        "https://president.az/az/articles/view/1",
        "az",
        "1",
    ),
    ("az_president", "https://president.az/de/articles/view/1", None, None, None),
    (
        "am_mfa",
        "http://mfa.am/hy/interviews/2023/05/04/x/77/?from=home",
        "https://www.mfa.am/hy/interviews/2023/05/04/x/77",
        "hy",
        "77",
    ),
    ("am_mfa", "https://www.mfa.am/en/news?page=2", None, None, None),
    ("am_mfa", "https://sofia.mfa.gov.az/en/x/2023/05/04/x/77", None, None, None),
    ("am_mfa", "javascript:void(0)", None, None, None),
    (
        "am_civilnet",
        "https://civilnet.am/fr/news/7000",
        "https://civilnet.am/fr/news/7000",
        "fr",
        None,
    ),
    (
        "am_civilnet",
        "https://www.civilnet.am/fr/news/7000/",
        "https://civilnet.am/fr/news/7000",
        "fr",
        None,
    ),
    (
        "am_civilnet",
        "https://civilnet.am/news/702001/վեճ/",
        "https://www.civilnet.am/news/702001/%D5%BE%D5%A5%D5%B3/",
        "hy",
        None,
    ),
    (
        "am_civilnet",
        "https://www.civilnet.am/ru/news/702001/spor/",
        "https://www.civilnet.am/ru/news/702001/spor/",
        "ru",
        None,
    ),
    ("am_civilnet", "https://civilnet.am/news/702001", None, None, None),
    ("am_civilnet", "https://civilnet.am/fr/news/politics", None, None, None),
    ("am_civilnet", "https://civilnet.am/fr/video/1", None, None, None),
    ("manual", "HTTPS://Press.Example/Ä?b=1#c", "https://press.example/%C3%84?b=1", None, None),
    ("manual", "ftp://press.example/a", None, None, None),
    ("manual", "https://press.example:99999/a", None, None, None),
    ("manual", "https://press.example/\ud83d", None, None, None),
    ("am_mfa", "http://[", None, None, None),
    ("us_state", "http://[", None, None, None),
]


@pytest.mark.parametrize(("source", "url", "address", "language", "edition"), CASES)
def test_an_address_is_written_one_way(
    source: str, url: str, address: str | None, language: str | None, edition: str | None
) -> None:
    spider = catalog.spider(source)
    assert spider.canonical(url) == address
    if address is not None:
        assert spider.canonical(address) == address
        assert (spider.language_of(address), spider.edition_of(address)) == (language, edition)


@pytest.mark.parametrize("source", ["am_mfa", "am_civilnet", "az_president"])
def test_what_is_no_article_has_neither_language_nor_edition(source: str) -> None:
    spider = catalog.spider(source)
    assert spider.language_of("https://x.example/y") is None
    assert spider.edition_of("https://x.example/y") is None
