"""The positions page: who said what, where we looked for the others, and whose days are none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from lxml import html
from served import Answer, Site, serving
from visits import START, TALKS, address, crawled

from pipeline.item import Moment
from pipeline.preferences import LANGUAGES
from pipeline.settings import Settings
from pipeline.words import words

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
    assert azerbaijan.startswith("Azerbaijan: nothing found: no source was checked")
    assert "silent" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_every_language_and_keeps_its_days(site: Site, language: str) -> None:
    page = ask(site, language)
    said = words()[language].read
    assert page.title == f"{said['positions']}, 2023-05-01 – 2023-05-07"
    assert said["nothing_found"] in html.fromstring(page.text).text_content()
    for one in html.fromstring(page.text).xpath("//nav//a/@href"):
        assert one.endswith("/positions?since=2023-05-01&until=2023-05-07")


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


def test_without_days_the_last_week_is_shown(site: Site) -> None:
    page = site.get("/en/positions")
    assert page.status == 200
    assert not html.fromstring(page.text).xpath('//section[@class="party"]')  # it was in 2023
