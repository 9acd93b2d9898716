"""What the rules make of texts written without a look at them: edits, and grades of the file."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.dossier import all_dossiers
from pipeline.flag import verdicts
from pipeline.revisions.edit import Version, edits
from pipeline.settings import REPOSITORY

EDITS = REPOSITORY / "tests" / "edits"
EDIT_SETS = {"": "blind.jsonl", "second": "second.jsonl"}  # every other one of the second held out
TEXTS = REPOSITORY / "tests" / "dossiers"
SETS = ("", "second", "third", "fourth")  # folders of texts; all but one since the rules stood
HALVED = ("third", "fourth")  # the later half of these nobody opens who mends rules
HELD_OUT = ", held out"  # behind the name of a set, of its later half
COSMETIC = "cosmetic"
GRADES = ("core", "mention", "none")
_KINDS = {"sentence_added": "added", "sentence_gone": "gone"}  # as written -> as we call it


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """One edit, and what was found of it."""

    language: str
    of: str  # one of EDIT_SETS, HELD_OUT behind it perhaps
    kind: str  # planted
    found: tuple[str, ...]  # kinds
    is_substantive: bool
    what: str  # in words

    @property
    def is_right(self) -> bool:
        """Whether its kind was found; a cosmetic edit has none of substance."""
        if self.kind == COSMETIC:
            return not self.is_substantive
        return self.kind in self.found


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One text, its grade, and the one it was given."""

    language: str
    of: str  # one of SETS, HELD_OUT behind it perhaps
    grade: str
    given: str
    title: str
    why: str


def edited() -> Iterator[Edited]:
    """Yield what is found of every edit."""
    for of, one in _every_edit():
        before, after = (Version(title=None, body=one[side]) for side in ("before", "after"))
        found = edits(before, after, one["language"])
        yield Edited(
            language=one["language"],
            of=of,
            kind=_KINDS.get(one["kind"], one["kind"]),
            found=tuple(sorted({kind for edit in found for kind in edit.kinds})),
            is_substantive=any(edit.is_substantive for edit in found),
            what=one["what"],
        )


def _every_edit() -> Iterator[tuple[str, dict[str, Any]]]:  # Any: JSON
    """Yield every edit with its set."""
    for name, file in EDIT_SETS.items():
        for number, one in enumerate(_lines(EDITS / file)):
            yield f"{name}{HELD_OUT}" if name and number % 2 else name, one


def graded(slug: str = "karabakh") -> Iterator[Graded]:
    """Yield the grade every text is given by a dossier, as if it came whole in one section."""
    dossiers = [one for one in all_dossiers() if one.slug == slug]
    for path, of, one in _every_text():
        found = verdicts(
            dossiers,
            title=one["title"],
            text=one["body"],
            language=path.stem,
            official=one["kind"] == "official",
        )
        given = found[0][1].grade if found else "none"
        yield Graded(
            language=path.stem,
            of=of,
            grade=one["grade"],
            given=given,
            title=one["title"],
            why=one["why"],
        )


def _every_text() -> Iterator[tuple[Path, str, dict[str, Any]]]:  # Any: JSON
    """Yield every graded text with its file and its set."""
    for name in SETS:
        for path in sorted((TEXTS / name).glob("*.jsonl")):
            texts = list(_lines(path))
            for number, one in enumerate(texts):
                is_held_out = name in HALVED and 2 * number >= len(texts)
                yield path, f"{name}{HELD_OUT}" if is_held_out else name, one


def confusion(found: list[Graded]) -> Counter[tuple[str, str]]:
    """Return how many texts of each grade were given which."""
    return Counter((one.grade, one.given) for one in found)


def _lines(path: Path) -> Iterator[dict[str, Any]]:  # Any: JSON
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
