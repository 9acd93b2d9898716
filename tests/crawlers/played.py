"""Sites played on loopback, as VEILLE_REPLAY has it, and crawls against them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from crawlers import run
from pipeline import spool as queue
from pipeline.spool import KnownAddress, Record

R = TypeVar("R", bound=Record)


@dataclass
class Answer:
    """What a played site answers at one address."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})


@dataclass
class Site:
    """Every site, by original address; what is not there is 404."""

    replay: str = ""
    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    cookie: str = ""  # whoever does not bring it is given it, and sent to where he was

    def __setitem__(self, url: str, answer: "Answer | bytes | str | Callable[[], Answer]") -> None:
        if isinstance(answer, str):
            answer = answer.encode()
        self.answers[url] = Answer(answer) if isinstance(answer, bytes) else answer

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

    def __call__(
        self,
        source: str,
        known: dict[str, bool] | None = None,
        **more: Any,  # noqa: ANN401  as `run.crawl` has them
    ) -> Ended:
        """Crawl a source, told these addresses and whether each is due."""
        told = [KnownAddress(url=url, due=due) for url, due in (known or {}).items()]
        arguments: dict[str, Any] = {
            "spool": self.spool,
            "archive": self.archive,
            "replay": self.site.replay,
        }
        crawl = run.crawl(source, known=told, **(arguments | more))
        return Ended(crawl=crawl, records=list(queue.records(crawl.path)))
