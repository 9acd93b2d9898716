"""Sites played on loopback, as VEILLE_REPLAY has it, and crawls against them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from crawlers import run
from pipeline import spool as queue
from pipeline.spool import KnownAddresses, Record

R = TypeVar("R", bound=Record)
OLD = 0  # number of an article that was there before
MFA, CIVILNET = "https://www.mfa.am", "https://civilnet.am"
FEED = "https://www.state.gov/rss-feed/press-releases/feed/"


@dataclass
class Answer:
    """What a played site answers at one address."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    goes_on: Iterator[bytes] | None = None  # behind the body, which then has no length


@dataclass
class Site:
    """Every site, by original address; what is not there is 404."""

    replay: str = ""
    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    cookie: str = ""  # whoever does not bring it is given it, and sent to where he was
    told: list[dict[str, str]] = field(default_factory=list)  # headers of what was asked, in order

    def __setitem__(self, url: str, answer: "Answer | bytes | str | Callable[[], Answer]") -> None:
        if isinstance(answer, str):
            answer = answer.encode()
        self.answers[url] = Answer(answer) if isinstance(answer, bytes) else answer

    def answer(self, url: str, headers: dict[str, str]) -> Answer:
        """Return what an address gets, and note who asked for it."""
        self.asked.append(url)
        self.told.append(headers)
        self.agents.add(headers.get("User-Agent", ""))
        if self.cookie not in headers.get("Cookie", ""):
            given = {"Location": url, "Set-Cookie": f"{self.cookie}; Path=/"}
            return Answer(status=307, headers=given)
        answer = self.answers.get(url, Answer(b"not here", 404))
        return answer() if callable(answer) else answer

    def asked_for(self, part: str) -> list[str]:
        """Return the addresses asked for that hold a word, in order."""
        return [url for url in self.asked if part in url]


@dataclass
class Ended:
    """A crawl that ended, with its records by kind."""

    crawl: run.Crawl
    records: list[Record]

    @property
    def outcome(self) -> str | None:
        """The name of the outcome, None when the child died."""
        return self.crawl.outcome.outcome if self.crawl.outcome else None

    def of(self, kind: type[R]) -> list[R]:
        """Return the records of one kind, in order."""
        return [record for record in self.records if isinstance(record, kind)]


@dataclass
class Crawler:
    """Crawls against the site, keeping spool and archive of a test."""

    site: Site
    folder: Path

    @property
    def spool(self) -> Path:
        """Where spool files lie."""
        return self.folder / "spool"

    @property
    def archive(self) -> Path:
        """Where WARC files lie."""
        return self.folder / "archive"

    @property
    def cache(self) -> Path:
        """Where what hosts ask for is remembered."""
        return self.folder / "cache"

    def __call__(
        self,
        source: str,
        known: dict[str, bool] | None = None,
        **more: Any,  # noqa: ANN401  as `run.crawl` has them
    ) -> Ended:
        """Crawl a source, told these addresses and whether each is due."""
        told = [KnownAddresses([url], due=due) for url, due in (known or {}).items()]
        arguments: dict[str, Any] = {
            "spool": self.spool,
            "archive": self.archive,
            "cache": self.cache,
            "replay": self.site.replay,
        }
        crawl = run.crawl(source, known=told, **(arguments | more))
        return Ended(crawl=crawl, records=list(queue.records(crawl.path)))


def words(number: int) -> str:
    return f"In talk {number} Armenia and Azerbaijan spoke of Nagorno-Karabakh and of peace."


def play_mfa(site: Site, numbers: Sequence[int]) -> dict[int, str]:
    """Play HTML listings and articles; return where the English articles are."""

    def put(language: str, numbers: Sequence[int]) -> dict[int, str]:
        path = f"{MFA}/{language}/press-releases/2023/05/04/talks"
        links = "".join(f"<li><a href='{path}/{one}'>Talk {one}</a></li>" for one in numbers)
        listing = f"<div class='news-list'><ul>{links}</ul></div>"
        site[f"{MFA}/{language}/news?page=1"] = listing
        for one in numbers:
            body = f"<div class='static-content'><p>{words(one)}</p></div>"
            site[f"{path}/{one}"] = f"<h2>Talk {one}</h2>{body}"
        return {one: f"{path}/{one}" for one in numbers}

    for language in ("hy", "ru", "fr"):
        put(language, [OLD])
    return put("en", numbers)


def place(number: int) -> str:
    """Return where a text of am_mfa is: one a day, number 30 on 30 April 2023."""
    return f"{MFA}/en/press-releases/2023/04/{number:02}/talks/{number}"


def play_past(site: Site, newest: int, *, each: int = 2) -> None:
    """Play a listing of texts from the newest down to 1, so many a page."""
    for language in ("hy", "ru", "fr"):
        link = f"<li><a href='{MFA}/{language}/press-releases/2023/04/01/talks/1'>1</a></li>"
        site[f"{MFA}/{language}/news?page=1"] = f"<div class='news-list'><ul>{link}</ul></div>"
    numbers = list(range(newest, 0, -1))
    for page, start in enumerate(range(0, newest, each), 1):
        links = "".join(f"<li><a href='{place(n)}'>x</a></li>" for n in numbers[start:][:each])
        site[f"{MFA}/en/news?page={page}"] = f"<div class='news-list'><ul>{links}</ul></div>"
    for number in numbers:
        body = f"<div class='static-content'><p>{words(number)}</p></div>"
        site[place(number)] = f"<h2>Talk {number}</h2>{body}"


def play_civilnet(site: Site, numbers: Sequence[int]) -> dict[int, str]:
    """Play listings that are JSON inside the page; return where the English articles are."""

    def put(language: str, numbers: Sequence[int]) -> dict[int, str]:
        hits = [{"title": f"Talk {one}", "article_id": one} for one in numbers]
        embedded = json.dumps({"props": {"feed": {"data": {"hits": hits}}}})
        page = f"<script data-page='app' type='application/json'>{embedded}</script>"
        site[f"{CIVILNET}/{language}/news/politics"] = page
        for one in numbers:
            body = f"<h1>Talk {one}</h1><p>{words(one)}</p>"
            site[f"{CIVILNET}/{language}/news/{one}"] = f"<article>{body}</article>"
        return {one: f"{CIVILNET}/{language}/news/{one}" for one in numbers}

    for language in ("fr", "hy", "ru"):
        put(language, [OLD])
    return put("en", numbers)


def play_state(site: Site, numbers: Sequence[int]) -> dict[int, str]:
    """Play a feed that holds the texts; return where its releases would be."""
    found = {one: f"https://www.state.gov/talk-{one}/" for one in numbers}
    entries = "".join(
        f"<item><title>Talk {one}</title><link>{url}</link>"
        f"<description>&lt;p&gt;{words(one)}&lt;/p&gt;</description></item>"
        for one, url in found.items()
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'
    site[FEED] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    return found
