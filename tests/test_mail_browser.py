"""Digests as a reader sees them: every language, light and dark, on a desk and on a phone.

PICTURES=docs/pictures keeps what was seen.
"""

from itertools import product

import pytest
from browsed import DESK, MARKS, PHONE, is_wider_than_the_screen, keep, scheme
from browsed import size as sized
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from test_mail import APPROVED

from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.words import words

KEPT = {  # pictures of the documentation
    ("en", "light", DESK): "digest",
    ("ru", "dark", DESK): "digest-dark",
    ("hy", "light", PHONE): "digest-phone",
}
pytestmark = MARKS[1:]  # without a server


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_is_whole_on_every_screen(browser: WebDriver, language: str) -> None:
    for colours, screen in product(("light", "dark"), (DESK, PHONE)):
        scheme(browser, colours)
        sized(browser, *screen)
        browser.get((APPROVED / f"digest_in_{language}.html").as_uri())
        assert not is_wider_than_the_screen(browser)
        headings = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "h2")]
        assert headings[-1] == words()[language].coverage["title"]
        card = browser.find_element(By.CSS_SELECTOR, ".card")
        is_light = card.value_of_css_property("background-color").startswith("rgba(255, 255, 255")
        assert is_light is (colours == "light")
        height = int(browser.execute_script("return document.documentElement.scrollHeight"))  # type: ignore[no-untyped-call]
        if (name := KEPT.get((language, colours, screen))) is not None:
            sized(browser, screen[0], height)
            keep(browser, name)


@pytest.mark.parametrize(
    ("colours", "screen", "name"),
    [("light", DESK, "correction"), ("dark", PHONE, "correction-phone-dark")],
)
def test_a_correction_is_whole_on_every_screen(
    browser: WebDriver, colours: str, screen: tuple[int, int], name: str
) -> None:
    scheme(browser, colours)
    sized(browser, *screen)
    browser.get((APPROVED / "correction_excerpt_fr.html").as_uri())
    assert not is_wider_than_the_screen(browser)
    shown = browser.find_element(By.CSS_SELECTOR, ".card").text
    assert shown.startswith(words()["en"].alert["label_correction"])
    keep(browser, name)
