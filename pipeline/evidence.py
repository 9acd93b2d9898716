"""What words say for each language of their script, by langdetect's profiles and ours. Pure.

Evidence is counted in whole numbers, so that it adds up to the same in whatever order. All words
of a document are looked at in one pass: an n-gram is found by the number of its first letters and
that of its next one, then its row, with what it says for each language, is added to the others.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PROFILES = Path(__file__).resolve().parent / "profiles"
CANDIDATES = {  # profiles by script: those in profiles/, langdetect's own for the rest
    "latin": (
        *("af", "az", "az-ascii", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr"),
        *("hr", "hu", "id", "it", "lt", "lv", "nl", "no", "pl", "pt", "ro", "sk", "sl", "so"),
        *("sq", "sv", "sw", "tl", "tr", "tr-ascii", "uz", "vi"),
    ),
    "cyrillic": ("bg", "kk", "mk", "ru", "sr", "tt", "uk"),
    "arabic": ("ar", "fa", "ur"),
}

_SMOOTHING = 0.5 / 10_000  # langdetect's: alpha over its base frequency
_UNIT = 1 << 20  # what evidence of 1.0 is in a row; a text of 10^11 characters would fit
_BLOCK = 1 << 14  # characters whose rows are held at once, some megabytes

Numbers = NDArray[np.intp]


def evidence(texts: Sequence[str], script: str) -> list[list[float]]:
    """Return what each text says for each of CANDIDATES, its words parted by blanks.

    Blanks open and close every text: an n-gram may begin or end with one, and crosses none.
    """
    table = _table(script)
    joined = "".join(texts)
    starts = np.cumsum([0, *map(len, texts[:-1])])
    first, second, third = table.rows(joined)
    sums = np.zeros((len(texts), table.values.shape[1]), np.int64)
    for at in range(0, len(joined), _BLOCK):
        block = slice(at, at + _BLOCK)
        values = table.values.take(first[block], axis=0)
        values += table.values.take(second[block], axis=0)
        values += table.values.take(third[block], axis=0)
        cuts = np.union1d(at, starts[(starts > at) & (starts < at + _BLOCK)])
        whose = np.searchsorted(starts, cuts, side="right") - 1
        sums[whose] += np.add.reduceat(values, cuts - at, axis=0, dtype=np.int64)
    found: list[list[float]] = (sums / _UNIT).tolist()
    return found


@dataclass(frozen=True, slots=True)
class _Table:
    """The profiles of one script, turned around: what each n-gram speaks for."""

    letters: dict[str, int]  # number of each letter in an n-gram; 0: of none
    ones: Numbers  # row of a letter's number
    twos: Numbers  # row of two numbers
    threes: Numbers  # row of the row of two letters, and a third's number
    values: NDArray[np.int32]  # row -> a column each profile: log ratio to "never seen", in units

    def rows(self, text: str) -> tuple[Numbers, Numbers, Numbers]:
        """Return the rows of the n-grams of one, two and three letters that begin everywhere."""
        letters = numbers(text, self.letters)
        letters = np.append(letters, (0, 0))
        twos = self.twos[letters[:-1], letters[1:]]
        return self.ones[letters[:-2]], twos[:-1], self.threes[twos[:-1], letters[2:]]


def numbers(text: str, known: dict[str, int]) -> Numbers:
    """Return a number for each character of a text, 0 for those that are not known."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    met = set(text)
    by_code = np.zeros(max(map(ord, met), default=0) + 1, np.intp)  # touched where they stand
    for one in met:
        by_code[ord(one)] = known.get(one, 0)
    return by_code[codes]


@cache
def _table(script: str) -> _Table:
    """Return the profiles of a script, read at the first text in it."""
    languages = CANDIDATES[script]
    grams: dict[str, dict[int, int]] = {}
    for index, language in enumerate(languages):
        profile = json.loads(_profile(language).read_text(encoding="utf-8"))
        least = [_SMOOTHING * total for total in profile["n_words"]]
        for gram, count in profile["freq"].items():
            value = round(math.log1p(count / least[len(gram) - 1]) * _UNIT)
            grams.setdefault(gram, {})[index] = value
    for gram in [one for one in grams if len(one) == 3]:  # noqa: PLR2004  found by their first two
        grams.setdefault(gram[:2], {})
    order = ["", *sorted(grams, key=lambda one: (len(one) != 2, one))]  # noqa: PLR2004
    values = np.zeros((len(order), len(languages)), np.int32)
    for row, gram in enumerate(order):
        for index, value in grams.get(gram, {}).items():
            values[row, index] = value
    return _turned(order, values)


def _turned(order: Sequence[str], values: NDArray[np.int32]) -> _Table:
    """Return the table of n-grams in the order of their rows: of two letters, then the others."""
    letters = {one: number for number, one in enumerate(sorted(set("".join(order))), 1)}
    count = len(letters) + 1
    pairs = sum(len(gram) == 2 for gram in order) + 1  # noqa: PLR2004  row 0 is of none
    ones, twos = np.zeros(count, np.intp), np.zeros((count, count), np.intp)
    threes = np.zeros((pairs, count), np.intp)
    for row, gram in enumerate(order):
        match [letters[one] for one in gram]:
            case [one]:
                ones[one] = row
            case [one, two]:
                twos[one, two] = row
            case [one, two, three]:
                threes[twos[one, two], three] = row
    return _Table(letters, ones, twos, threes, values)


def _profile(language: str) -> Path:
    ours = PROFILES / f"{language}.json"
    if ours.exists():
        return ours
    package = find_spec("langdetect")  # found, not imported: only its data is needed
    if package is None or package.origin is None:
        raise ModuleNotFoundError("langdetect is not installed; its profiles are needed")
    return Path(package.origin).parent / "profiles" / language
