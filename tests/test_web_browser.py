"""A reader's way in a real browser: subscribe, confirm, choose, be told, read, cite, leave.

PICTURES=docs/pictures keeps what was seen.
"""

from urllib.parse import urlsplit

import pytest
from browsed import (
    DESK,
    MARKS,
    PHONE,
    holds,
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
from selenium.webdriver.support.ui import Select
from served import ONE_CLICK, Site, link
from visits import READER, TALKS, address, crawled, rows

from pipeline import stages, store
from pipeline.store import readers
from pipeline.tables import Subscriber, Subscription
from pipeline.words import words

pytestmark = MARKS


def test_a_reader_subscribes_chooses_is_told_reads_cites_and_leaves(
    pages: Site, browser: WebDriver
) -> None:
    en, hy = words()["en"], words()["hy"]
    size(browser, *DESK)
    scheme(browser, "light")
    browser.get(f"{pages.house.web_url}/en/")
    assert shows(browser, "h1", en.page["subscribe_title"])
    keep(browser, "subscribe")
    browser.find_element(By.ID, "address").send_keys(READER, Keys.ENTER)  # by keyboard alone
    assert shows(browser, "h1", en.page["sent_title"])

    [invitation] = pages.mails()
    browser.get(link(invitation, "confirm"))
    assert [one.state for one in rows(pages.house, Subscriber)] == ["pending"]  # GET does nothing
    press(browser, en.page["confirm_button"])
    assert shows(browser, "h1", en.page["confirmed_title"])
    browser.find_element(By.LINK_TEXT, en.page["to_preferences"]).click()

    assert shows(browser, "h1", en.page["preferences_title"])
    browser.find_element(By.XPATH, f'//summary[.="{en.page["parties"]}"]').click()
    browser.find_element(By.ID, "karabakh.parties-armenia").click()
    Select(browser.find_element(By.ID, "zone")).select_by_value("Asia/Yerevan")
    Select(browser.find_element(By.ID, "language")).select_by_value("hy")
    keep(browser, "preferences")
    press(browser, en.page["save"])
    assert shows(browser, "main", en.page["saved"])
    browser.find_element(By.LINK_TEXT, hy.name).click()
    assert shows(browser, "h1", hy.page["preferences_title"])
    [one], [choice] = rows(pages.house, Subscriber), rows(pages.house, Subscription)
    assert (one.zone, one.language, choice.parties) == ("Asia/Yerevan", "hy", ["armenia"])

    with store.sessions(pages.house.database).begin() as session:
        found = readers.reader_at(session, READER)
        assert found is not None
        found.since = None  # the text is of 2023
    crawled(pages.house, (address(1), TALKS["en"]))
    stages.write_lines(pages.house)
    stages.send(pages.house)
    alert = pages.mails()[-1]
    browser.get(link(alert, "r/[^/]+/[sd]"))  # the page its line leads to
    assert shows(browser, "mark", "Nagorno-Karabakh")
    box = browser.find_element(By.CSS_SELECTOR, "#cite textarea")
    for key in "ac":  # all of it, and no script of ours
        box.send_keys(Keys.CONTROL + key)
    browser.find_element(By.LINK_TEXT, hy.read["search"]).click()
    assert shows(browser, "h1", hy.read["search"])
    browser.find_element(By.ID, "query").send_keys(Keys.CONTROL + "v")
    assert address(1) in holds(browser, "query", "Talks in Washington")
    browser.find_element(By.LINK_TEXT, en.name).click()
    assert shows(browser, "h1", en.read["search"])

    browser.get(link(alert, "unsubscribe"))
    assert shows(browser, "h1", hy.page["unsubscribe_title"])
    assert pages.post(str(alert["List-Unsubscribe"]).strip("<>"), ONE_CLICK).status == 200
    assert [one.state for one in rows(pages.house, Subscriber)] == ["unsubscribed"]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_pages_fit_a_phone(pages: Site, browser: WebDriver, colours: str) -> None:
    choices = pages.subscribed()
    size(browser, *PHONE)
    scheme(browser, colours)
    for language in words():
        for path in (f"/{language}/", choices.replace("/en/", f"/{language}/")):
            browser.get(f"{pages.house.web_url}{urlsplit(path).path}")
            assert not is_wider_than_the_screen(browser)
            for one in browser.find_elements(By.CSS_SELECTOR, "button, select, input[type=email]"):
                assert one.size["height"] >= 44  # a finger's width
    browser.get(f"{pages.house.web_url}/hy/")
    keep(browser, f"subscribe-phone-{colours}")


@pytest.mark.parametrize(
    ("name", "screen", "colours"),
    [("light", DESK, "light"), ("dark", DESK, "dark"), ("phone", PHONE, "light")],
)
def test_the_mail_with_a_link_can_be_read(
    pages: Site, browser: WebDriver, name: str, screen: tuple[int, int], colours: str
) -> None:
    pages.post("/ru/subscribe", {"address": READER, "dossier": "karabakh", "rhythm": "daily"})
    [invitation] = pages.mails()
    body = invitation.get_body(("html",))
    assert body is not None
    page = pages.house.home / "mail.html"
    page.write_text(body.get_content(), encoding="utf-8")
    size(browser, *screen)
    scheme(browser, colours)
    browser.get(page.as_uri())
    assert shows(browser, "h1", words()["ru"].mail["confirm_subject"])
    assert not is_wider_than_the_screen(browser)
    [button] = browser.find_elements(By.LINK_TEXT, words()["ru"].mail["confirm_button"])
    assert button.get_attribute("href") == link(invitation, "confirm")
    keep(browser, f"confirm-mail-{name}")
