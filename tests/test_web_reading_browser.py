"""A reader's way from a mail: open the statement, copy a citation, change language, look around.

PICTURES=docs/pictures keeps what was seen.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from browsed import (
    DESK,
    MARKS,
    PHONE,
    holds,
    is_visible,
    is_wider_than_the_screen,
    keep,
    press,
    scheme,
    shows,
    size,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from served import Site, link, serving
from visits import READER, START, Visit, address, crawled, stored

from pipeline import stages, store
from pipeline.item import Moment
from pipeline.settings import Settings
from pipeline.store import readers
from pipeline.tables import Source
from pipeline.words import words

pytestmark = MARKS

LEFT_EDGE, RIGHT_EDGE = (
    f"return arguments[0].getBoundingClientRect().{edge}" for edge in ("left", "right")
)
WIDE = (1280, 1250)  # pixels; three editions side by side

SAID = (
    "Statement on the talks in Washington\n\nThe delegations of Armenia and Azerbaijan negotiated "
    "for four days in Washington.\n\nOn several articles of the draft treaty the wordings were "
    "brought closer together. The rights and security of the people of Nagorno-Karabakh must be "
    "addressed within an international mechanism."
)
IN_RUSSIAN = (
    "Заявление о переговорах в Вашингтоне\n\nДелегации Армении и Азербайджана четыре дня вели "
    "переговоры в Вашингтоне.\n\nПо ряду статей проекта договора формулировки сблизились. Права и "
    "безопасность народа Нагорного Карабаха должны быть гарантированы в рамках международного "
    "механизма."
)
IN_ARMENIAN = (
    "Հայտարարություն Վաշինգտոնի բանակցությունների մասին\n\nՀայաստանի և Ադրբեջանի "
    "պատվիրակությունները չորս օր բանակցեցին Վաշինգտոնում։\n\nՊայմանագրի նախագծի մի շարք "
    "հոդվածների շուրջ ձևակերպումները մոտեցվել են։ Լեռնային Ղարաբաղի ժողովրդի իրավունքների "
    "և անվտանգության հարցը պետք է լուծվի միջազգային մեխանիզմի շրջանակում։"
)
REPORT = (
    "Yerevan sees wordings closer after the talks\n\n“On several articles of the draft treaty the "
    "wordings were brought much closer together,” Armenia’s Foreign Minister Ararat Mirzoyan said "
    "of the talks on Nagorno-Karabakh."
)


def told(pages: Site) -> tuple[str, str]:
    """Let a reader be told of a communiqué; return the mail as a page, and its reading page."""
    pages.subscribed()
    with store.sessions(pages.house.database).begin() as session:
        session.get_one(Source, "am_mfa").rights = "full"
        found = readers.reader_at(session, READER)
        assert found is not None
        found.since = None  # the text is of 2023
    at = Moment(at=START - timedelta(hours=9), precision="minute", zone="Asia/Yerevan")
    for hours, text in enumerate((SAID, *[SAID.replace("four", "five")] * 2)):
        with Visit(pages.house, mode="announce", hours=hours) as visit:
            visit.reads(address(1), text, published=at, edition="4711")
            if not hours:
                visit.reads(address(1, "ru"), IN_RUSSIAN, published=at, edition="4711")
                visit.reads(address(1, "hy"), IN_ARMENIAN, published=at, edition="4711")
        stored(pages.house)
    for stage in (stages.join_statements, stages.raise_flags, stages.write_lines, stages.send):
        stage(pages.house)
    alert = next(one for one in pages.mails() if "karabakh" in str(one["List-Id"]))
    with Visit(pages.house, source="am_civilnet", mode="announce", hours=4) as visit:
        visit.reads("https://civilnet.am/en/news/7/talks", REPORT, published=at)
    stored(pages.house)
    for stage in (stages.join_statements, stages.raise_flags, stages.trace_quotations,
                  stages.make_searchable):  # fmt: skip
        stage(pages.house)
    body = alert.get_body(("html",))
    assert body is not None
    page = pages.house.home / "mail.html"
    page.write_text(body.get_content(), encoding="utf-8")
    return page.as_uri(), link(alert, "r/[^/]+/s")


def test_a_reader_opens_the_statement_copies_a_citation_and_changes_language(
    pages: Site, browser: WebDriver
) -> None:
    en, hy = words()["en"], words()["hy"]
    mail, statement = told(pages)
    size(browser, *WIDE)
    scheme(browser, "light")
    browser.get(mail)
    browser.find_element(By.LINK_TEXT, en.alert["reading"]).click()
    assert shows(browser, "h1", "Ministry of Foreign Affairs of Armenia")
    assert browser.current_url == statement
    assert shows(browser, "mark", "Nagorno-Karabakh")
    assert shows(browser, ".verdict", en.read["verdict_differs"])
    keep(browser, "statement")

    box = browser.find_element(By.CSS_SELECTOR, "#cite textarea")
    for key in "ac":  # all of it, and no script of ours
        box.send_keys(Keys.CONTROL + key)
    browser.find_element(By.LINK_TEXT, en.read["search"]).click()
    assert shows(browser, "h1", en.read["search"])
    query = browser.find_element(By.ID, "query")
    query.send_keys(Keys.CONTROL + "v")
    number = statement.rsplit("/", 1)[-1]
    pasted = holds(browser, "query", f"Veille: <{pages.house.web_url}/s/{number}>")
    assert "/r/" not in pasted  # what is passed on holds no key

    query.clear()
    query.send_keys("Karabakh", Keys.ENTER)
    assert shows(browser, "article mark", "Карабаха")
    keep(browser, "search")
    browser.get(statement)
    browser.find_element(By.LINK_TEXT, hy.name).click()
    assert shows(browser, "h2", hy.read["why"])
    first = browser.find_element(By.CSS_SELECTOR, ".editions .text")
    assert first.get_attribute("lang") == "hy"
    browser.find_element(By.LINK_TEXT, hy.read["whole"]).click()
    assert shows(browser, "h2", hy.read["versions"])


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_reading_pages_fit_a_phone_in_every_language(
    pages: Site, browser: WebDriver, colours: str
) -> None:
    _, statement = told(pages)
    size(browser, *PHONE)
    scheme(browser, colours)
    for language in words():
        there = statement.replace("/en/", f"/{language}/")
        here = there.rsplit("/", 2)[0]
        days = "since=2023-05-01&until=2023-05-07"
        for place in (f"{here}/d/1", f"{here}/search?query=Karabakh", f"{here}/positions?{days}"):
            browser.get(place)
            assert not is_wider_than_the_screen(browser)
            for one in browser.find_elements(By.CSS_SELECTOR, "button, select, input"):
                assert one.size["height"] >= 44  # a finger's width
        browser.get(there)
        assert not is_wider_than_the_screen(browser)
        keep(browser, f"statement-phone-{colours}")


def test_what_is_printed_is_the_text_without_what_one_clicks(
    pages: Site, browser: WebDriver
) -> None:
    _, statement = told(pages)
    size(browser, *DESK)
    browser.get(statement)
    for media, seen in (("", True), ("print", False)):
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})  # type: ignore[attr-defined]
        for element in ("nav", "#cite", "textarea"):
            assert is_visible(browser, element) is seen
        assert is_visible(browser, ".editions .text")
        assert is_visible(browser, ".editions .code") is not seen  # the hash stands open on paper
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})  # type: ignore[attr-defined]


def test_versions_and_positions_as_they_are_seen(pages: Site, browser: WebDriver) -> None:
    _, statement = told(pages)
    here = statement.rsplit("/", 2)[0]
    size(browser, *DESK)
    scheme(browser, "light")
    browser.get(f"{here}/d/1")
    assert shows(browser, "del", "four")
    assert shows(browser, "ins", "five")
    keep(browser, "document")
    browser.get(f"{here}/positions")
    browser.execute_script(  # type: ignore[no-untyped-call]  # a date field takes keys by locale
        "since.value = '2023-05-01'; until.value = '2023-05-07'"
    )
    press(browser, words()["en"].read["show"])
    assert shows(browser, ".party blockquote", "Nagorno-Karabakh")
    keep(browser, "positions-page")


def test_in_a_text_from_the_right_the_old_word_comes_first_to_its_readers(
    house: Settings, browser: WebDriver
) -> None:
    house = replace(house, web_reading="open")
    said = "دیدار در تهران\n\nوزیر امور خارجه ایران از NATO و صلح با همسایگان سخن گفت."
    for hours, text in enumerate((said, *[said.replace("NATO", "EU")] * 2)):
        crawled(house, (address(1), text), hours=hours)
    stages.make_searchable(house)
    with store.sessions(house.database).begin() as session:
        session.get_one(Source, "am_mfa").rights = "full"
    with serving(house) as site:
        browser.get(f"{site.house.web_url}/en/d/1")
        old, new = (
            browser.execute_script(LEFT_EDGE, browser.find_element(By.TAG_NAME, one))
            for one in ("del", "ins")
        )
        assert old > new
        browser.get(f"{site.house.web_url}/en/search?query=ایران")
        field = browser.find_element(By.NAME, "query")
        assert (
            browser.execute_script("return getComputedStyle(arguments[0]).direction", field)
            == "rtl"
        )
        title, text = (
            browser.execute_script(RIGHT_EDGE, browser.find_element(By.CSS_SELECTOR, one))
            for one in ("article h2", "article .text")
        )
        assert title == text
