"""A real browser, headless: its screen, its colours, its pages while they change.

PICTURES=docs/pictures keeps what was seen.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from selenium import webdriver
from selenium.common.exceptions import (
    NoSuchElementException,
    StaleElementReferenceException,
    WebDriverException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from pipeline.settings import REPOSITORY

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
QUIET = (  # else it looks for its maker's hosts, which are not there
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--hide-scrollbars",
)
PHONE, DESK = (390, 844), (1000, 900)  # pixels
PATIENCE = 30  # seconds for a page to take another's place, on a busy machine
TURNING = (NoSuchElementException, StaleElementReferenceException)  # one page goes, one comes
GONE = "does not belong to the document"  # what chromedriver says of the same, now and then
MARKS = [
    pytest.mark.server,
    pytest.mark.browser,
    pytest.mark.skipif(
        not (BROWSER and DRIVER), reason="Debian's chromium and chromium-driver are not installed"
    ),
]


@contextmanager
def browsing() -> Iterator[WebDriver]:
    """Keep one headless Chromium until the block ends."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in QUIET:
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def scheme(browser: WebDriver, name: str) -> None:
    """Let the reader prefer light or dark."""
    feature = {"name": "prefers-color-scheme", "value": name}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})  # type: ignore[attr-defined]


def size(browser: WebDriver, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)  # type: ignore[attr-defined]


def keep(browser: WebDriver, name: str) -> None:
    """Keep a picture where PICTURES says."""
    if folder := os.environ.get("PICTURES"):
        browser.save_screenshot(str(REPOSITORY / folder / f"{name}.png"))


def shows(browser: WebDriver, element: str, text: str) -> bool:
    """Wait for an element of the page that has this text, while pages change."""

    def found(page: WebDriver) -> bool:
        return any(text in one.text for one in page.find_elements(By.CSS_SELECTOR, element))

    return bool(_waited(browser, found, f"no {element} with {text!r}"))


def holds(browser: WebDriver, field: str, text: str) -> str:
    """Wait until a field has this text, while pages change; return all it has."""

    def value(page: WebDriver) -> str | None:
        held = page.find_element(By.ID, field).get_attribute("value") or ""
        return held if text in held else None

    return str(_waited(browser, value, f"no {text!r} in {field}"))


def _waited(browser: WebDriver, look: Callable[[WebDriver], object], why: str) -> object:
    """Return what is seen once something is; a page that goes meanwhile shows nothing."""

    def seen(page: WebDriver) -> object:
        try:
            return look(page)
        except TURNING:
            return None
        except WebDriverException as error:
            if GONE not in str(error):
                raise
            return None

    return WebDriverWait(browser, PATIENCE).until(seen, why)


def is_visible(browser: WebDriver, element: str) -> bool:
    """Return whether the first such element is drawn, on paper too."""
    script = "return document.querySelector(arguments[0]).checkVisibility()"
    return bool(browser.execute_script(script, element))  # type: ignore[no-untyped-call]


def press(browser: WebDriver, text: str) -> None:
    """Press the button of a text."""
    browser.find_element(By.XPATH, f'//button[normalize-space()="{text}"]').click()


def is_wider_than_the_screen(browser: WebDriver) -> bool:
    return bool(
        browser.execute_script(  # type: ignore[no-untyped-call]
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    )
