"""Every page, as axe judges it, as a keyboard walks it, and as a browser without scripts has it.

axe-core looks at each page on light and on dark, with texts that run left to right and right to
left. AXE=FILE has another version of it looked with.
"""

import json
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from browsed import DESK, MARKS, PHONE, is_visible, press, scheme, shows, size
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from served import Site, link
from test_web_reading_browser import told
from visits import READER, TALKS, Visit, address, rows, stored

from pipeline import stages, store
from pipeline.store import withholding
from pipeline.tables import Document, Source, Statement, Subscriber
from pipeline.words import words

_FOUND = find_spec("axe_core_python")
AXE = Path(os.environ.get("AXE") or ((_FOUND and _FOUND.submodule_search_locations) or ["/"])[0])
AXE = AXE / "axe.min.js" if AXE.is_dir() else AXE
pytestmark = [
    *MARKS,
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core-python is not installed"),
]

PERSIAN = (
    "بیانیه درباره گفتگوهای واشنگتن\n\nوزیر امور خارجه ارمنستان گفت که حقوق و امنیت مردم قره‌باغ "
    "کوهستانی باید در چارچوب یک سازوکار بین‌المللی تضمین شود. هیئت‌های ارمنستان و جمهوری "
    "آذربایجان چهار روز در واشنگتن گفتگو کردند."
)
IN_PERSIAN = "قره‌باغ"
DAYS = "since=2023-05-01&until=2023-05-07"
Seen = dict[str, list[str]]  # page -> what is wrong with it


def looked(browser: WebDriver) -> list[str]:
    """Return what axe finds wrong with the page: the rule, and where."""
    browser.execute_script(AXE.read_text(encoding="utf-8"))  # type: ignore[no-untyped-call]
    answer = browser.execute_async_script(  # type: ignore[no-untyped-call]
        "const done = arguments[arguments.length - 1];"
        "axe.run().then(found => done(JSON.stringify(found.violations)), e => done(String(e)))"
    )
    return [
        f"{one['id']}: {where['target']} {where['failureSummary']}"
        for one in json.loads(str(answer))
        for where in one["nodes"]
    ]


@pytest.fixture
def places(pages: Site) -> dict[str, str]:
    """Return the address of every page there is, in English, by name."""
    _, statement = told(pages)
    with Visit(pages.house, source="ir_mfa", mode="announce", hours=5) as visit:
        visit.reads("https://en.mfa.ir/portal/newsview/1", PERSIAN, language="fa")
    with Visit(pages.house, mode="announce", hours=5) as visit:
        visit.reads(address(9), TALKS["fr"])
    stored(pages.house)
    for stage in (stages.join_statements, stages.raise_flags, stages.make_searchable):
        stage(pages.house)
    farsi = next(one.id for one in rows(pages.house, Document) if one.source == "ir_mfa")
    hidden = next(one.id for one in rows(pages.house, Document) if one.address == address(9))
    with store.sessions(pages.house.database).begin() as session:
        for source in session.query(Source):
            source.rights = "full"
        document = session.get_one(Document, hidden)
        withholding.withhold(session, document, "it names a child", document.first_seen_at)
    here = statement.rsplit("/", 2)[0]
    choices = pages.subscribed("other@example.org")
    key = urlsplit(choices).path.rsplit("/", 1)[-1]
    alert = next(one for one in pages.mails() if "karabakh" in str(one["List-Id"]))
    pages.post("/en/subscribe", {"address": "third@example.org", "dossier": "karabakh"})
    base = pages.house.web_url
    spoken = max(one.id for one in rows(pages.house, Statement))
    return {
        "subscribe": f"{base}/en/",
        "confirm": link(pages.mails("third@example.org")[-1], "confirm"),
        "preferences": f"{base}/en/preferences/{key}",
        "follow": f"{base}/en/preferences/{key}/follow/karabakh/mirzoyan",
        "unsubscribe": link(alert, "unsubscribe"),
        "feeds": f"{base}/en/feeds",
        "log": f"{base}/en/log",
        "statement": statement,
        "another statement": f"{here}/s/{spoken}",
        "document": f"{here}/d/1",
        "document, right to left": f"{here}/d/{farsi}",
        "withheld": f"{here}/d/{hidden}",
        "search": f"{here}/search?query=Karabakh",
        "search, right to left": f"{here}/search?query={quote(IN_PERSIAN)}",
        "search, wrong": f"{here}/search?query=%22&since=never",
        "positions": f"{here}/positions?{DAYS}",
        "positions, wrong": f"{here}/positions?since=1&until=2",
        "readers only": f"{base}/en/d/1",
        "expired": f"{base}/en/confirm/nothing",
        "missing": f"{base}/en/nowhere",
    }


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_any_page(
    browser: WebDriver, places: dict[str, str], colours: str
) -> None:
    size(browser, *DESK)
    scheme(browser, colours)
    wrong: Seen = {}
    for name, place in places.items():
        browser.get(place)
        for details in browser.find_elements(By.CSS_SELECTOR, "details:not([open]) > summary"):
            details.click()
        wrong[name] = looked(browser)
    browser.get(places["subscribe"])  # the answers to forms, right and wrong
    tick = browser.find_element(By.ID, "dossier-karabakh")
    if tick.is_selected():
        tick.click()
    browser.find_element(By.ID, "address").send_keys(READER, Keys.ENTER)
    assert shows(browser, ".wrong", words()["en"].page["no_dossier"])
    wrong["subscribe, wrong"] = looked(browser)
    browser.find_element(By.ID, "dossier-karabakh").click()
    press(browser, words()["en"].page["subscribe_button"])
    assert shows(browser, "h1", words()["en"].page["sent_title"])
    wrong["sent"] = looked(browser)
    browser.get(places["preferences"])
    press(browser, words()["en"].page["feed_button"])
    assert shows(browser, "#feed + p + p", words()["en"].page["feed_once"])
    wrong["preferences, with a feed"] = looked(browser)
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("language", [tag for tag in words() if tag != "en"])
def test_axe_finds_nothing_wrong_in_any_language(
    pages: Site, browser: WebDriver, language: str
) -> None:
    choices = pages.subscribed()
    size(browser, *PHONE)
    scheme(browser, "light")
    for place in (f"/{language}/", urlsplit(choices).path.replace("/en/", f"/{language}/")):
        browser.get(f"{pages.house.web_url}{place}")
        assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == language
        assert looked(browser) == []


def test_axe_sees_what_is_wrong(pages: Site, browser: WebDriver) -> None:
    """Nothing is found above because nothing is there, not because nobody looks."""
    browser.get(f"{pages.house.web_url}/en/")
    browser.execute_script(  # type: ignore[no-untyped-call]
        "document.querySelector('label[for=address]').remove();"
        "document.querySelector('html').lang = ''"
    )
    assert {one.split(":")[0] for one in looked(browser)} >= {"html-has-lang", "label"}


def walked(browser: WebDriver, most: int = 400) -> Iterator[str]:
    """Yield what Tab comes to, as it is called, until it begins anew."""
    seen: set[str] = set()
    for _ in range(most):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        one = browser.switch_to.active_element
        if one.tag_name == "body" or one.id in seen:
            return
        seen.add(one.id)
        style = str(
            browser.execute_script(  # type: ignore[no-untyped-call]
                "return getComputedStyle(arguments[0]).outlineStyle", one
            )
        )
        assert style == "solid", f"nobody sees where {one.get_attribute('outerHTML')} is"
        yield one.get_attribute("id") or one.text


def test_a_keyboard_reaches_everything_and_shows_where_it_is(
    pages: Site, browser: WebDriver
) -> None:
    said = words()["en"].page
    size(browser, *DESK)
    browser.get(f"{pages.house.web_url}/en/")
    way = list(walked(browser))
    fields = ["address", "dossier-karabakh", "rhythm", said["subscribe_button"]]
    assert [one for one in way if one in fields] == fields  # in the order one reads
    assert "website" not in way  # the trap for machines


def test_choices_are_made_without_a_mouse(pages: Site, browser: WebDriver) -> None:
    en = words()["en"].page
    browser.get(f"{pages.house.web_url}{urlsplit(pages.subscribed()).path}")
    summary = browser.find_element(By.XPATH, f'//summary[.="{en["parties"]}"]')
    assert not is_visible(browser, "[id='karabakh.parties-armenia']")
    summary.send_keys(Keys.ENTER)
    browser.find_element(By.ID, "karabakh.parties-armenia").send_keys(Keys.SPACE)
    browser.find_element(By.ID, "karabakh.parties-armenia").send_keys(Keys.ENTER)
    assert shows(browser, ".good", en["saved"])
    browser.find_element(By.LINK_TEXT, en["unsubscribe_button"]).send_keys(Keys.ENTER)
    assert shows(browser, "h1", en["unsubscribe_title"])
    browser.find_element(By.XPATH, f'//button[.="{en["unsubscribe_button"]}"]').send_keys(
        Keys.ENTER
    )
    assert shows(browser, "h1", en["unsubscribed_title"])
    assert [one.state for one in rows(pages.house, Subscriber)] == ["unsubscribed"]


def test_nothing_needs_a_script(pages: Site, browser: WebDriver) -> None:
    """A browser that runs none has every page whole, and none of ours would run one."""
    en = words()["en"].page
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})  # type: ignore[attr-defined]
    try:
        browser.get(f"{pages.house.web_url}/en/")
        browser.find_element(By.ID, "address").send_keys(READER, Keys.ENTER)
        assert shows(browser, "h1", en["sent_title"])
        browser.get(link(pages.mails()[-1], "confirm"))
        press(browser, en["confirm_button"])
        assert shows(browser, "h1", en["confirmed_title"])
        browser.find_element(By.LINK_TEXT, en["to_preferences"]).click()
        assert shows(browser, "h1", en["preferences_title"])
        press(browser, en["save"])
        assert shows(browser, ".good", en["saved"])
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})  # type: ignore[attr-defined]
    assert "<script" not in pages.get("/en/").text
