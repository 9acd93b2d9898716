"""What tracing makes of press quotations beside official texts, both written blind."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.settings import REPOSITORY
from pipeline.traces.faithfulness import Official
from pipeline.traces.tracing import faithful

TEXTS = REPOSITORY / "tests" / "traces"
SHOWN = 2  # texts of a file that rules are mended by; nobody who mends opens the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A quotation, how it is to the official text, and what we make of it."""

    language: str  # of the official text
    is_held_out: bool
    quoted_in: str
    kind: str  # direct, indirect
    verdict: str
    given: str
    words: str
    what: str  # in English, what the press did
    is_there: bool  # whether the text found is the one quoted

    @property
    def is_right(self) -> bool:
        """Whether the verdict is right, and the text."""
        return self.given == self.verdict and (self.is_there or self.given == "not found")


def traced() -> Iterator[Traced]:
    """Yield what comes of every quotation, looked for in all official texts of its language."""
    for path in sorted(TEXTS.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        officials = [_official(number, row) for number, row in enumerate(rows)]
        for number, row in enumerate(rows):
            for one in row["quotes"]:
                yield _traced(one, officials, number)


def _official(number: int, row: dict[str, Any]) -> Official:  # Any: JSON
    body = row["body"]
    spans = ((0, len(body)),)
    return Official(key=number, language=row["language"], text=body, spans=spans, original=True)


def _traced(one: dict[str, Any], officials: list[Official], number: int) -> Traced:  # Any: JSON
    reported = one["kind"] == "indirect"
    found = faithful(one["words"], one["language"], officials, reported=reported)
    return Traced(
        language=officials[number].language,
        is_held_out=number >= SHOWN,
        quoted_in=one["language"],
        kind=one["kind"],
        verdict=one["verdict"],
        given=found.verdict,
        words=one["words"],
        what=one["what"],
        is_there=found.key == number,
    )
