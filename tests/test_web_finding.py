"""The search page: what is found, filtered, marked; what is wrong is told; rights are obeyed."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from lxml import html
from served import Answer, Site, serving
from visits import TALKS, WEATHER, address, crawled

from pipeline import stages, store
from pipeline.searches.query import MOST
from pipeline.settings import Settings
from pipeline.subscriptions import token
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.tables import Source
from pipeline.words import words
from web import app

pytestmark = pytest.mark.server


@pytest.fixture
def site(house: Settings) -> Iterator[Site]:
    """Serve the pages of a house that has a few texts, until the test ends."""
    crawled(
        house, (address(1), TALKS["en"]), (address(2, "ru"), TALKS["ru"]), (address(3), WEATHER)
    )
    stages.make_searchable(house)
    with serving(replace(house, web_reading="open")) as served:
        yield served


def ask(site: Site, language: str = "en", **asked: str) -> Answer:
    return site.get(f"/{language}/search?{urlencode(asked)}")


def numbers(page: Answer) -> list[str]:
    links = html.fromstring(page.text).xpath("//article/h2/a/@href")
    return sorted(str(one).rsplit("/", 1)[-1] for one in links)


def test_texts_are_found_by_words_and_filters_with_the_words_marked(site: Site) -> None:
    found = ask(site, query="Karabakh")
    assert numbers(found) == ["1", "2"]  # a name, in every script
    tree = html.fromstring(found.text)
    assert {"Karabakh", "Карабаха"} <= {one.text_content() for one in tree.xpath("//mark")}
    assert [one.get("lang") for one in tree.xpath('//p[@class="text"]')] == ["ru", "en"]
    for asked, left in (
        ({"tongue": "ru"}, ["2"]), ({"source": "am_mfa"}, ["1", "2"]),
        ({"source": "az_mfa"}, []), ({"party": "armenia"}, ["1", "2"]),
        ({"dossier": "karabakh"}, ["1", "2"]), ({"until": "2023-05-04"}, []),
        ({"since": "2023-05-05", "until": "2023-05-05"}, ["1", "2"]),
    ):  # fmt: skip
        assert numbers(ask(site, query="Karabakh", **asked)) == left
    assert words()["en"].read["nothing"] in ask(site, query="elephant").text


@pytest.mark.parametrize(
    "asked",
    [
        {"query": "-Karabakh"}, {"query": "x", "source": "no_such"},
        {"query": "x", "since": "yesterday"}, {"query": "x", "until": "9999-12-31"},
        {"query": "x", "since": "2023-05-05", "until": "2023-05-04"},
        {"query": "x", "party": "\x00"}, {"query": "a\x00b"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_and_kept_in_the_form(
    site: Site, asked: dict[str, str]
) -> None:
    page = ask(site, **asked)
    assert page.status == 422
    assert html.fromstring(page.text).xpath('//p[@class="wrong"]')


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"lang": "fr", "limit": "9"}, "lang, limit"),
        ({"source": "no_such"}, "am_mfa"),
        ({"since": "yesterday"}, "yesterday"),
        ({"since": "2023-05-05", "until": "2023-05-04"}, "2023-05-05"),
        ({"query": "-Karabakh"}, str(MOST)),
    ],
)
def test_what_cannot_be_asked_is_told_in_the_reader_s_language(
    site: Site, language: str, asked: dict[str, str], told: str
) -> None:
    page = ask(site, language, **{"query": "x"} | asked)
    assert page.status == 422
    [wrong] = html.fromstring(page.text).xpath('//p[@class="wrong"]/text()')
    assert told in wrong
    for english in ("known", "is after", "no day", "nothing"):
        assert english not in wrong


def test_no_more_is_shown_than_a_source_allows(site: Site) -> None:
    with store.sessions(site.house.database).begin() as session:
        session.get_one(Source, "am_mfa").rights = "link"
    page = ask(site, query="mechanism")
    assert numbers(page) == ["1"]
    assert words()["en"].alert["link_only"] in page.text
    assert "must be addressed" not in page.text


def test_what_is_asked_never_becomes_markup(site: Site) -> None:
    page = ask(site, query='"><script>alert(1)</script>')
    assert html.fromstring(page.text).xpath("//script") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_and_its_question_are_in_every_language(site: Site, language: str) -> None:
    page = ask(site, language, query="Karabakh")
    assert page.title == "".join(
        (words()[language].read["search"], words()[language].alert["colon"], "Karabakh")
    )
    others = html.fromstring(page.text).xpath("//nav//a/@href")
    assert others == [f"/{one}/search?query=Karabakh" for one in words()]


def test_one_network_asks_so_often_and_then_waits(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "SEARCHES", "2/hour")
    with serving(replace(house, web_reading="open")) as site:
        asked = [site.get("/en/search?query=-").status for _ in range(3)]
        assert asked == [422, 422, 429]
        assert site.get("/en/search").status == 200


def test_a_readers_key_is_kept_from_page_to_page(house: Settings) -> None:
    with serving(house) as closed:
        choices = closed.subscribed()
        key = token.reading(choices.rsplit("/", 1)[-1])
        way, other = html.fromstring(closed.get(choices).text).xpath(
            '//a[contains(@href, "/r/")]/@href'
        )
        assert (way, other) == (f"/en/r/{key}/search", f"/en/r/{key}/positions")
        assert closed.get(way).status == 200
        assert closed.get("/en/search").status == 403
