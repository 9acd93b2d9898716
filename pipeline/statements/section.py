"""The sections of a text: whose each is, and where it begins and ends in the body. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_BETWEEN = len("\n\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a body."""

    anchor: str  # fragment on the page; empty for the whole, and for what precedes the first
    heading: str | None
    speaker: str | None  # as written above the turn, or before it
    start: int  # offset in the body, in characters
    end: int  # exclusive


def sections(rows: Sequence[Mapping[str, Any]], body: str) -> Iterator[Section]:  # Any: JSON
    """Yield the sections that a revision keeps, in their order; the whole is one."""
    start = 0
    for row in rows:
        end = start + row["length"] if len(rows) > 1 else len(body)
        yield Section(
            anchor=row["anchor"] if len(rows) > 1 else "",
            heading=row["heading"],
            speaker=row["speaker"],
            start=start,
            end=end,
        )
        start = end + _BETWEEN
