"""The hard cases, as data: what sites show, hour by hour, and what must come of it.

A case is a TOML file of `cases/`: texts with their addresses and moments, then the statements,
links, events and lines expected, in words of the design. Texts are invented: nobody said them.
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from runtime.pressroom.declared import Text

CASES = Path(__file__).parent / "cases"
HOUR = 3600.0  # seconds of the press room's clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One situation and what must come out of it."""

    number: int  # as the twelve are counted
    title: str
    texts: dict[str, Text]  # by the name the expectations call them by
    statements: list[dict[str, Any]]  # Any: TOML
    embedded: list[dict[str, Any]]  # voices inside another's words
    links: list[list[str]]  # the text of a later and of an earlier statement, and what it is to it
    ties: list[list[str]]  # of texts, likewise
    events: list[dict[str, Any]]
    traces: list[list[str]]  # text, verdict, the text it stands in, language and way
    divergences: list[list[str]]  # form and text of each that says it so
    lines: list[str]  # text and kind of each line that leads, in order
    mails: list[dict[str, Any]]  # what stands in the mail of a line, and what does not

    @property
    def hours(self) -> list[float]:
        """The hours at which something changes, in order."""
        moments = {
            moment
            for one in self.texts.values()
            for moment in (one.out, one.gone, *one.edits)
            if moment is not None
        }
        return sorted(moments)

    def changes(self, now: float) -> dict[str, bool]:
        """Return the sources where something changes then, and whether a second look is due."""
        changed: dict[str, bool] = {}
        for one in self.texts.values():
            again = now == one.gone or now in one.edits
            if again or now == one.out:
                changed[one.source] = changed.get(one.source, False) or again
        return changed


def cases() -> list[Case]:
    """Return every case, by number."""
    return [_case(path) for path in sorted(CASES.glob("*.toml"))]


def _case(path: Path) -> Case:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = {name: _text(given) for name, given in told.pop("text").items()}
    lists = (
        "statements",
        "embedded",
        "links",
        "ties",
        "events",
        "traces",
        "divergences",
        "lines",
        "mails",
    )
    assert set(told) <= {one.name for one in fields(Case)}, path
    return Case(texts=texts, **{name: [] for name in lists} | told)


def _text(given: dict[str, Any]) -> Text:
    edits = {
        HOUR * float(hour): _paragraphs(body) for hour, body in given.pop("edits", {}).items()
    }
    gone = given.pop("gone", None)
    return Text(
        paragraphs=_paragraphs(given.pop("body")),
        out=HOUR * given.pop("out"),
        gone=None if gone is None else HOUR * gone,
        edits=edits,
        **given,
    )


def _paragraphs(body: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in body.strip().split("\n\n"))
