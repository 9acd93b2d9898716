"""`up --demo` as a person sees it: mails, the Airflow UI, and every planted fault found.

PICTURES=docs/pictures keeps what was seen; -s prints seconds and memory.
"""

import email
import json
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
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from pipeline.settings import REPOSITORY
from runtime import postgres, secrets, supervisor
from runtime.demo import OPERATOR, READER
from runtime.pressroom import saved

PATIENCE = 900  # seconds for a loaded box; two minutes are needed on an idle one
WINDOW = (1400, 900)  # pixels
COLUMNS = 120  # of a terminal
CROWDED = "va_holy_see"  # finds no room on the disk; nothing else is planted there
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
QUIET = (  # else it looks for its maker's hosts, which are not there
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", f"--window-size={WINDOW[0]},{WINDOW[1]}"),
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
    mailed: float = 0.0  # seconds from the command to the reader's first mail

    @property
    def url(self) -> str:
        """Return where the UI is."""
        return supervisor.status(self.home).url or ""

    def mails(self, recipient: str) -> list[EmailMessage]:
        """Return the mails somebody was sent so far, oldest first."""
        found = sorted((self.home / "mail" / "new").glob("*"), key=lambda one: one.stat().st_mtime)
        read = [email.message_from_bytes(one.read_bytes(), policy=default) for one in found]
        return [one for one in read if one["To"] == recipient]

    def veille(self, *command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of ours beside the demo, as an operator in another window would."""
        return subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-P", "-m", "runtime.cli", *command],
            env=environment(self.home) | settings,
            capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip


def environment(home: Path) -> dict[str, str]:
    """Return ours without settings, but for the home, and with the way to our packages."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VEILLE", "AIRFLOW"))}
    return kept | {"VEILLE_HOME": str(home), "PYTHONPATH": str(REPOSITORY)}


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
    began = time.monotonic()
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "runtime.cli", "up", "--demo"],
            env=environment(home),
            stdout=output, stderr=output,
        )  # fmt: skip
    try:

        def is_healthy() -> bool:
            assert process.poll() is None, said.read_text()
            return "healthy after" in said.read_text()

        healthy = after(began, is_healthy, said)
        running = Demo(home, process, healthy)
        running.mailed = after(began, lambda: running.mails(READER), said)
        yield running
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


def click(browser: WebDriver, css: str) -> None:
    """Click what a script may still have to bring, or brings a second time."""

    def is_clicked(there: WebDriver) -> bool:
        there.find_element(By.CSS_SELECTOR, css).click()
        return True

    wait(browser, is_clicked)


def keep(browser: WebDriver, name: str, width: int | None = None) -> None:
    """Keep a picture where PICTURES says; the whole height where a width is given."""
    if folder := os.environ.get("PICTURES"):
        (REPOSITORY / folder).mkdir(parents=True, exist_ok=True)
        if width is not None:
            browser.set_window_size(width, WINDOW[1])
            whole = "return document.documentElement.scrollHeight + outerHeight - innerHeight"
            height = browser.execute_script(whole)  # type: ignore[no-untyped-call]
            browser.set_window_size(width, height)
        browser.save_screenshot(str(REPOSITORY / folder / f"{name}.png"))
        browser.set_window_size(*WINDOW)


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def show(browser: WebDriver, html: str, folder: Path) -> None:
    page = folder / "page.html"
    page.write_text(html, encoding="utf-8")
    browser.get(page.as_uri())


def test_the_first_mail_comes_and_says_where_it_is_from(demo: Demo) -> None:
    found = supervisor.status(demo.home)
    print(  # noqa: T201  seen with -s: the figures of the README
        f"\nhealthy UI after {demo.healthy:.0f} s, first mail after {demo.mailed:.0f} s, "
        f"{found.memory / 1e6:.0f} MB (PSS) together"
    )
    text = part(demo.mails(READER)[0], "plain")
    for words in ("Published: ", "Language: ", "Original: ", "Why it was chosen", "sha256 "):
        assert words.lower() in " ".join(text.split()).lower()  # lines are wrapped anywhere
    assert re.search(r"\*\w+\*", text)


def test_what_is_seen_at_the_first_crawl_is_not_told(demo: Demo) -> None:
    sent = demo.mails(READER)
    texts = [part(mail, "plain") for mail in sent]
    assert not any("ambassador" in text.lower() for text in texts)
    assert len({mail["Message-ID"] for mail in sent}) == len(texts)


def test_a_real_run_refuses_the_home_of_a_demo(demo: Demo) -> None:
    real = demo.veille("up")
    assert real.returncode == 2
    assert "holds the invented texts of a demo" in real.stderr


@pytest.mark.browser
@with_browser
def test_the_operator_sees_the_tasks_of_a_collection(demo: Demo, browser: WebDriver) -> None:
    browser.get(f"{demo.url}/dags")
    wait(browser, lambda b: b.find_element(By.ID, "username"))  # the page leads there by script
    browser.find_element(By.ID, "username").send_keys("admin")
    password = secrets.read(demo.home, secrets.ADMIN_PASSWORD)
    browser.find_element(By.ID, "password").send_keys(password)
    click(browser, "[type=submit]")
    wait(browser, lambda b: all(name in b.page_source for name in ("collect", "flag", "alert")))
    keep(browser, "dags")
    browser.get(f"{demo.url}/dags/collect")
    tasks = ("due", "crawl", "deduplicate", "detect_language", "store")
    wait(
        browser, lambda b: all(task in b.find_element(By.TAG_NAME, "body").text for task in tasks)
    )
    time.sleep(2)  # the bars grow
    keep(browser, "grid")
    click(browser, "[aria-label^='Show Graph']")

    def is_whole(there: WebDriver) -> bool:
        nodes = there.find_elements(By.CSS_SELECTOR, ".react-flow__node")
        return set(tasks) <= {word for node in nodes for word in node.text.split()}

    wait(browser, is_whole)
    time.sleep(2)  # the graph settles
    keep(browser, "graph")


@pytest.mark.browser
@with_browser
def test_the_mail_in_a_browser_asks_nobody_for_anything(
    demo: Demo, browser: WebDriver, tmp_path: Path
) -> None:
    show(browser, part(demo.mails(READER)[0], "html"), tmp_path)
    fetched = browser.execute_script(  # type: ignore[no-untyped-call]
        "return performance.getEntriesByType('resource').length"
    )
    assert fetched == 0
    assert browser.find_elements(By.TAG_NAME, "mark")
    assert not browser.find_elements(By.CSS_SELECTOR, "script, img, link, iframe")
    keep(browser, "mail")


# what goes wrong in the demo; last, so that there was time for it


def told(demo: Demo) -> list[str]:
    """Return the lines of all that operators were told."""
    return [line for mail in demo.mails(OPERATOR) for line in part(mail, "plain").splitlines()]


@pytest.fixture(scope="module")
def faults(demo: Demo) -> dict[str, str]:
    """Return the planted outcomes by source, once each was found and operators were told.

    Plants what the press room cannot: a full disk.
    """
    planted = {one.source: one.kind for one in saved.planted()} | {CROWDED: "disk"}
    began, said = time.monotonic(), demo.home / "said"
    found = set()

    def are_found() -> bool:
        if CROWDED not in found:
            demo.veille("crawl", CROWDED, VEILLE_ROOM="1000T")
        for row in map(json.loads, demo.veille("sources", "--json").stdout.splitlines()):
            if row["state"] == planted.get(row["source"]):
                assert row["since"]
                assert row["reason"]
                found.add(row["source"])
        return found == planted.keys()

    def are_told() -> bool:
        demo.veille("health")
        return {f"{source}: {kind}" for source, kind in planted.items()} <= set(told(demo))

    after(began, are_found, said)
    after(began, are_told, said)
    return planted


def test_operators_learn_of_each_fault_once_and_of_its_end(
    demo: Demo, faults: dict[str, str]
) -> None:
    known = told(demo)
    times = {source: known.count(f"{source}: {kind}") for source, kind in faults.items()}
    assert times == dict.fromkeys(faults, 1)
    assert demo.veille("crawl", CROWDED).returncode == 0
    demo.veille("health")
    ends = [line for line in told(demo) if line.startswith(f"{CROWDED}: ok again (disk since ")]
    assert len(ends) == 1


@pytest.mark.browser
@with_browser
def test_the_operators_mail_in_a_browser(
    demo: Demo, faults: dict[str, str], browser: WebDriver, tmp_path: Path
) -> None:
    pages = [part(mail, "html") for mail in demo.mails(OPERATOR)]
    show(browser, max(pages, key=lambda page: page.count('class="bad"')), tmp_path)
    shown = browser.find_element(By.TAG_NAME, "body").text
    assert any(source in shown for source in faults)
    assert not browser.find_elements(By.CSS_SELECTOR, "script, img, link, iframe")
    keep(browser, "operators", width=760)


@pytest.mark.browser
@with_browser
def test_the_table_of_sources_fits_a_terminal(
    demo: Demo, faults: dict[str, str], browser: WebDriver, tmp_path: Path
) -> None:
    terminal = {"COLUMNS": str(COLUMNS), "TTY_COMPATIBLE": "1", "TERM": "xterm-256color"}
    text = Text.from_ansi(demo.veille("sources", **terminal).stdout)
    assert max(map(len, text.plain.splitlines())) <= COLUMNS
    assert all(source in text.plain for source in faults)
    drawn = Console(record=True, width=COLUMNS, file=StringIO())
    drawn.print(text)
    show(browser, drawn.export_html(), tmp_path)
    keep(browser, "sources", width=1240)
