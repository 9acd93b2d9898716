"""The positions page: who said what, where we looked for the others, and whose days are none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from lxml import html
from served import Answer, Site, serving
from test_tracing import COMMUNIQUE, OFFICIAL, brings, press
from visits import START, TALKS, address, crawled

from pipeline import stages
from pipeline.item import Moment
from pipeline.settings import Settings
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.words import day_in, words

pytestmark = pytest.mark.server

DAYS = {"since": "2023-05-01", "until": "2023-05-07"}


@pytest.fixture
def site(house: Settings) -> Iterator[Site]:
    """Serve the pages of a house that has one communiqué, until the test ends."""
    published = Moment(at=START - timedelta(hours=9), precision="minute", zone="Asia/Yerevan")
    crawled(house, (address(1), TALKS["en"]), published=published)
    with serving(replace(house, web_reading="open")) as served:
        yield served


def ask(site: Site, language: str = "en", **asked: str) -> Answer:
    return site.get(f"/{language}/positions?{urlencode(DAYS | asked)}")


def test_a_heading_begins_with_a_capital(site: Site) -> None:
    [speaker] = html.fromstring(ask(site, "fr").text).xpath("//h3/text()")
    assert speaker == "Ministère des Affaires étrangères d'Arménie"
    assert site.get("/fr/s/1").title == speaker


def test_what_a_party_said_leads_to_its_page_and_silence_is_never_told(site: Site) -> None:
    page = ask(site)
    tree = html.fromstring(page.text)
    [column] = tree.xpath('//section[@class="party"]')
    assert column.findtext("h2") == "Armenia"
    assert column.xpath(".//a/@href") == ["/en/s/1"]
    [passage] = column.xpath(".//blockquote")
    assert (passage.text_content(), passage.get("lang")) == (TALKS["en"].split("\n\n")[1], "en")
    others = [one.text_content() for one in tree.xpath("//ul[not(ancestor::section)]/li")]
    [azerbaijan] = [one for one in others if one.startswith("Azerbaijan: ")]
    assert azerbaijan.startswith("Azerbaijan: no source was checked yet")
    assert "silent" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_every_language_and_keeps_its_days(site: Site, language: str) -> None:
    page = ask(site, language)
    said = words()[language].read
    first, last = (day_in(date(2023, 5, one), language, "long") for one in (1, 7))
    assert page.title == f"{said['positions']}, {first} – {last}"
    assert said["nothing_found"] in html.fromstring(page.text).text_content()
    for one in html.fromstring(page.text).xpath("//nav//a/@href"):
        assert one.endswith("/positions?since=2023-05-01&until=2023-05-07")


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("On several articles the wordings were brought farther apart together,",
         ["отличается", "5 мая 2023", "12:00 Asia/Yerevan", "closer", "farther apart"]),
        ("We shall never come back to this table, whatever they promise us,",
         ["не найдено: Арарат Мирзоян", "(английский)", "с 27 апреля 2023", "министр"]),
    ],
    ids=["differs", "not found"],
)  # fmt: skip
def test_the_page_tells_what_the_press_made_of_words_in_the_reader_s_language(
    house: Settings, quoted: str, told: list[str]
) -> None:
    brings(house, "am_mfa", COMMUNIQUE, OFFICIAL, days=-1)
    press(house, quoted)
    stages.join_statements(house)
    stages.trace_quotations(house)
    with serving(replace(house, web_reading="open")) as site:
        shown = html.fromstring(ask(site, "ru", dossier="").text).text_content()
    for words_of_ours in told:
        assert words_of_ours in shown
    assert words()["ru"].alert["untitled"] not in shown  # a statement that the press alone tells
    for english in ("not found", "quoted “", "official “", "2023-05-0"):
        assert english not in shown


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "May"}, {"since": "2023-05-08"}, {"until": "2023-08-01"},
        {"since": "9999-12-31", "until": "9999-12-31"}, {"dossier": "no_such"},
    ],
)  # fmt: skip
def test_days_and_subjects_that_are_none_are_told(site: Site, asked: dict[str, str]) -> None:
    page = ask(site, **asked)
    assert page.status == 422
    assert html.fromstring(page.text).xpath('//p[@class="wrong"]')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"from": "2023-05-01", "lang": "fr"}, ("from, lang", "since, until, dossier")),
        ({"dossier": "atlantis"}, ("atlantis", "karabakh")),
        ({"since": "May"}, ("May", "2023-05-04")),
    ],
)
def test_what_is_not_known_is_told_beside_what_is(
    site: Site, language: str, asked: dict[str, str], told: tuple[str, str]
) -> None:
    page = ask(site, language, **asked)
    assert page.status == 422
    [wrong] = html.fromstring(page.text).xpath('//p[@class="wrong"]')
    assert all(one in wrong.text_content() for one in told)


def test_without_days_the_last_week_is_shown(site: Site) -> None:
    page = site.get("/en/positions")
    assert page.status == 200
    assert not html.fromstring(page.text).xpath('//section[@class="party"]')  # it was in 2023
