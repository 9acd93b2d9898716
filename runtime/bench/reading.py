"""What reading an article costs, step by step, beside stock langdetect telling its language alone.

The articles are those of NTREX in the six languages sources write in, whole; each step reads all
of them in the same process, one after the other. CPU seconds vary from machine to machine and
with what else runs; their ratios hardly do.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from pipeline.carriages.likeness import bands
from pipeline.dossier import all_dossiers
from pipeline.flag import verdicts
from pipeline.identity import canonical, fingerprint
from pipeline.language import detect
from pipeline.quotation import quotations
from pipeline.revisions.edit import Version, edits
from pipeline.statements.section import sections
from runtime.bench.identity import WRITTEN_IN, articles
from runtime.bench.language import stock_langdetect

EDITED = 5  # of so many articles one was changed when it is fetched again; GDELT: 18 %
WARMED = 12  # articles read before anything is measured: tables are loaded
READING = ("language", "identity", "revision check", "flag")  # what the aim below is of
MOST = 0.004  # seconds of all these for the median article
QUOTATIONS = "quotations"
LANGDETECT = "stock langdetect"
_ADDRESS = "https://www.example.org/en/news/2023/05/04/talks/{number}?utm_source=telegram"
_DAY = date(2023, 5, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text, and what is fetched from its address the next time."""

    number: int
    language: str
    title: str
    body: str
    again: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one step took for every article, in their order."""

    step: str
    languages: tuple[str, ...]
    seconds: tuple[float, ...]

    def middle(self, language: str | None = None) -> float:
        """Return the median of all, or of those in one language."""
        pairs = zip(self.languages, self.seconds, strict=True)
        return median(second for one, second in pairs if language in {None, one})


def texts() -> list[Article]:
    """Return the articles of all languages, in turns; one in five is edited afterwards."""
    found: list[Article] = []
    for lines in articles().values():
        for language in WRITTEN_IN:
            title, *body = lines[language]
            text = "\n\n".join(body)
            number = len(found)
            found.append(
                Article(
                    number=number,
                    language=language,
                    title=title,
                    body=text,
                    again=text if number % EDITED else _edited(text),
                )
            )
    return found


def _edited(text: str) -> str:
    """Return a text with a number in place of its middle word."""
    words = text.split(" ")
    words[len(words) // 2] = "17"
    return " ".join(words)


def _language(one: Article) -> None:
    detect(one.body, declared=(one.language,))


def _identity(one: Article) -> None:
    canonical(_ADDRESS.format(number=one.number))
    fingerprint(one.title, one.body)
    bands(one.body, one.language)


def _revision(one: Article) -> None:
    fingerprint(one.title, one.again)  # the other one is stored
    if one.body != one.again:
        before, after = (Version(title=one.title, body=text) for text in (one.body, one.again))
        edits(before, after, one.language)


def _flag(one: Article) -> None:
    verdicts(all_dossiers(), title=one.title, text=one.body, language=one.language, official=False)


def _quotations(one: Article) -> None:
    whole = {"anchor": "", "heading": None, "speaker": None, "length": len(one.body)}
    quotations(one.body, one.language, _DAY, list(sections([whole], one.body)))


def measured(some: Sequence[Article]) -> list[Cost]:
    """Return what each step costs, then what stock langdetect does."""
    stock = stock_langdetect()
    steps: dict[str, Callable[[Article], object]] = {
        "language": _language,
        "identity": _identity,
        "revision check": _revision,
        "flag": _flag,
        QUOTATIONS: _quotations,
        LANGDETECT: lambda one: stock(one.body),
    }
    return [_cost(name, step, some) for name, step in steps.items()]


def _cost(name: str, step: Callable[[Article], object], some: Sequence[Article]) -> Cost:
    for one in some[:WARMED]:
        step(one)
    seconds = []
    for one in some:
        before = time.process_time()
        step(one)
        seconds.append(time.process_time() - before)
    languages = tuple(one.language for one in some)
    return Cost(step=name, languages=languages, seconds=tuple(seconds))


def together(costs: Sequence[Cost], name: str, steps: Sequence[str]) -> Cost:
    """Return what some steps took for each article."""
    some = [one for one in costs if one.step in steps]
    seconds = tuple(map(sum, zip(*(one.seconds for one in some), strict=True)))
    return Cost(step=name, languages=some[0].languages, seconds=seconds)
