"""`up --demo` as a person sees it: the first mail, the Airflow UI, the mail in a browser.

PICTURES=docs/pictures keeps what was seen; -s prints seconds and memory.
"""

import email
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from pipeline.settings import REPOSITORY
from runtime import postgres, secrets, supervisor

PATIENCE = 240  # seconds for a loaded box; about a minute is needed
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
QUIET = (  # else it looks for its maker's hosts, which are not there
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--window-size=1400,900"),
)
pytestmark = [pytest.mark.airflow, pytest.mark.server]
with_browser = pytest.mark.skipif(
    not (BROWSER and DRIVER), reason="Debian's chromium and chromium-driver are not installed"
)


@dataclass
class Demo:
    """An `up --demo` that has sent its first mail."""

    home: Path
    process: "subprocess.Popen[bytes]"
    healthy: float  # seconds from the command to the healthy UI
    mailed: float  # seconds from the command to the first mail

    @property
    def url(self) -> str:
        """Return where the UI is."""
        return supervisor.status(self.home).url or ""

    def mails(self) -> list[EmailMessage]:
        """Return the mails sent so far, oldest first."""
        found = sorted((self.home / "mail" / "new").glob("*"), key=lambda one: one.stat().st_mtime)
        return [email.message_from_bytes(one.read_bytes(), policy=default) for one in found]


def after(began: float, is_so: Callable[[], object], said: Path) -> float:
    """Return the seconds until something is so."""
    while not is_so():
        assert time.monotonic() - began < PATIENCE, said.read_text()
        time.sleep(0.2)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Run the demo until its first mail, and stop it in the end."""
    home = tmp_path_factory.mktemp("demo")
    said = home / "said"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VEILLE", "AIRFLOW"))}
    began = time.monotonic()
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "runtime.cli", "up", "--demo"],
            env={**kept, "VEILLE_HOME": str(home), "PYTHONPATH": str(REPOSITORY)},
            stdout=output, stderr=output,
        )  # fmt: skip
    try:
        healthy = after(began, lambda: "healthy after" in said.read_text(), said)
        mailed = after(began, lambda: list((home / "mail").glob("new/*")), said)
        yield Demo(home, process, healthy, mailed)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    finally:
        supervisor.down(home)
        shutil.rmtree(postgres.base(home), ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    """Keep one headless Chromium."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in QUIET:
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def wait(browser: WebDriver, is_so: Callable[[WebDriver], object]) -> None:
    WebDriverWait(browser, 60, ignored_exceptions=[Exception]).until(is_so)


def keep(browser: WebDriver, name: str) -> None:
    """Keep a picture where PICTURES says."""
    if folder := os.environ.get("PICTURES"):
        (REPOSITORY / folder).mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(REPOSITORY / folder / f"{name}.png"))


def test_the_first_mail_comes_and_says_where_it_is_from(demo: Demo) -> None:
    found = supervisor.status(demo.home)
    print(  # noqa: T201  seen with -s: the figures of the README
        f"\nhealthy UI after {demo.healthy:.0f} s, first mail after {demo.mailed:.0f} s, "
        f"{found.memory / 1e6:.0f} MB (PSS) together"
    )
    [first, *_] = demo.mails()
    assert first["To"] == "reader@demo.example"
    text = first.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    for part in ("Published: ", "Language: ", "Original: ", "Why it was chosen", "sha256 "):
        assert part.lower() in text.lower()
    assert re.search(r"\*\w+\*", text)


def test_what_is_seen_at_the_first_crawl_is_not_told(demo: Demo) -> None:
    texts = [mail.get_body(("plain",)).get_content() for mail in demo.mails()]  # type: ignore[union-attr]
    assert not any("ambassador" in text.lower() for text in texts)
    assert len({mail["Message-ID"] for mail in demo.mails()}) == len(texts)


def test_a_real_run_refuses_the_home_of_a_demo(demo: Demo) -> None:
    real = subprocess.run(
        [sys.executable, "-P", "-m", "runtime.cli", "up"],
        env={**os.environ, "VEILLE_HOME": str(demo.home), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert real.returncode == 2
    assert "holds the invented texts of a demo" in real.stderr


@pytest.mark.browser
@with_browser
def test_the_operator_sees_the_four_tasks_of_a_collection(demo: Demo, browser: WebDriver) -> None:
    browser.get(f"{demo.url}/dags")
    wait(browser, lambda b: b.find_element(By.ID, "username"))  # the page leads there by script
    browser.find_element(By.ID, "username").send_keys("admin")
    password = secrets.read(demo.home, secrets.ADMIN_PASSWORD)
    browser.find_element(By.ID, "password").send_keys(password)
    browser.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    wait(browser, lambda b: all(name in b.page_source for name in ("collect", "flag", "alert")))
    keep(browser, "dags")
    browser.get(f"{demo.url}/dags/collect")
    tasks = ("crawl", "deduplicate", "detect_language", "store")
    wait(
        browser, lambda b: all(task in b.find_element(By.TAG_NAME, "body").text for task in tasks)
    )
    time.sleep(2)  # the bars grow
    keep(browser, "grid")
    browser.find_element(By.CSS_SELECTOR, "[aria-label^='Show Graph']").click()
    wait(
        browser, lambda b: len(b.find_elements(By.CSS_SELECTOR, ".react-flow__node")) >= len(tasks)
    )
    time.sleep(2)  # the graph settles
    shown = " ".join(
        one.text for one in browser.find_elements(By.CSS_SELECTOR, ".react-flow__node")
    )
    assert all(task in shown for task in tasks)
    keep(browser, "graph")


@pytest.mark.browser
@with_browser
def test_the_mail_in_a_browser_asks_nobody_for_anything(
    demo: Demo, browser: WebDriver, tmp_path: Path
) -> None:
    page = tmp_path / "mail.html"
    page.write_text(demo.mails()[0].get_body(("html",)).get_content())  # type: ignore[union-attr]
    browser.get(page.as_uri())
    fetched = browser.execute_script(  # type: ignore[no-untyped-call]
        "return performance.getEntriesByType('resource').length"
    )
    assert fetched == 0
    assert browser.find_elements(By.TAG_NAME, "mark")
    assert not browser.find_elements(By.CSS_SELECTOR, "script, img, link, iframe")
    keep(browser, "mail")
