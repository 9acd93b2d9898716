"""What words say for each language of their script, by langdetect's profiles and ours. Pure.

Evidence is counted in whole numbers, so that it adds up to the same in whatever order. All texts
are looked at in one pass, an array of a number for each of their characters: an n-gram is found
by the row of its first letters and the number of its next one, and its own row has what it says
for each language.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
_LONGEST = 40  # letters of a word that are looked at
_NAME, _PLAIN = 1, 2  # weight of a word; a capital within a sentence is a name's, of any language
_PARTING = "\u2029"  # no letter, so that words end at it
_BEYOND_LATIN = "\u0250"  # the first letter after those of Latin
_INSIDE, _UPPER, _LOWER, _STOP, _LATIN, _BEYOND_ASCII = (1 << bit for bit in range(6))  # signs

Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Told:
    """What the words of a text say."""

    values: list[float]  # for each of CANDIDATES; 0 for one that they say nothing for
    has_words: bool  # of its script, abbreviations apart
    is_spelled: bool  # with letters beyond ASCII, as nobody writes who leaves the marks out


def evidence(texts: Sequence[str], script: str) -> list[Told]:
    """Return what each text says for the languages of a script."""
    table = _table(script)
    joined = "".join(_PARTING + text for text in texts) + _PARTING
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    alphabet, at = indexed(joined)
    signs = np.array(list(map(_signs, alphabet)), np.intp)[at]
    weights = _weights(signs, starts, latin=script == "latin")
    letters = np.array([table.letters.get(one, 0) for one in alphabet], np.intp)[at]
    beyond = (signs & _BEYOND_ASCII > 0) & (weights > 0)
    told = [np.logical_or.reduceat(one, starts).tolist() for one in (weights > 0, beyond)]
    letters = np.append(np.where(weights, letters, table.letters[" "]), (0, 0))
    weights = np.append(weights, (0, 0))
    sums = np.zeros((len(texts), table.values.shape[1]), np.int64)
    for start in range(0, len(joined), _BLOCK):
        end = min(start + _BLOCK, len(joined))
        values = table.weighed(letters[start : end + 2], weights[start : end + 2])
        cuts = np.union1d(start, starts[(starts > start) & (starts < end)])
        whose = np.searchsorted(starts, cuts, side="right") - 1
        sums[whose] += np.add.reduceat(values, cuts - start, axis=0, dtype=np.int64)
    return list(map(Told, (sums / (_PLAIN * _UNIT)).tolist(), *told))


def indexed(text: str) -> tuple[list[str], Numbers]:
    """Return the characters a text is written with, and the place in them of each of its own."""
    alphabet = list(set(text))
    codes = np.array([ord(one) for one in alphabet], np.intp)
    places = np.zeros(codes.max(initial=0) + 1, np.intp)  # memory is touched where codes stand
    places[codes] = np.arange(len(alphabet))
    return alphabet, places[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)]


@lru_cache(maxsize=4096)
def _signs(letter: str) -> int:
    """Return what a character is: of a word or not, a capital, the end of a sentence."""
    upper = letter.isupper()
    return (
        _INSIDE * (letter.isalnum() and not letter.isdecimal())
        | _UPPER * upper
        | _LOWER * (not upper and (letter.islower() or letter.istitle()))
        | _STOP * (letter in ".!?")
        | _LATIN * (letter < _BEYOND_LATIN)
        | _BEYOND_ASCII * (not letter.isascii())
    )


def _weights(signs: Numbers, starts: Numbers, *, latin: bool) -> Numbers:
    """Return what each character weighs: as much as its word, between words nothing.

    A name left in Latin letters weighs nothing in another script, nor does an abbreviation.
    """
    inside = signs & _INSIDE > 0
    begins = inside & ~np.append(False, inside[:-1])
    first, last = np.flatnonzero(begins), np.flatnonzero(inside & ~np.append(inside[1:], False))
    if not len(first):
        return np.zeros(len(signs), np.intp)
    word = np.cumsum(begins) - 1  # the last that began
    near = inside & (np.arange(len(signs)) - first[word] < _LONGEST)
    met = np.bitwise_or.reduceat(np.where(near, signs, 0), first)
    gone = (last > first) & (met & (_UPPER | _LOWER) == _UPPER)
    if not latin:
        gone |= signs[first] & _LATIN > 0
    text = np.searchsorted(starts, first, side="right")
    opens = (signs[last[:-1] + 1] & _STOP > 0) | (text[1:] != text[:-1])
    is_name = (signs[first] & _UPPER > 0) & ~np.append(True, opens)
    weights = np.where(gone, 0, np.where(is_name, _NAME, _PLAIN))
    return np.where(near, weights[word], 0)


@dataclass(frozen=True, slots=True)
class _Table:
    """The profiles of one script, turned around: what each n-gram speaks for."""

    letters: dict[str, int]  # number of each letter in an n-gram; 0: of none
    ones: Numbers  # row of a letter's number
    twos: Numbers  # row of two numbers
    threes: Numbers  # row of the row of two letters, and a third's number
    values: NDArray[np.int32]  # row -> a column each profile: log ratio to "never seen", in units

    def weighed(self, letters: Numbers, weights: Numbers) -> NDArray[np.int32]:
        """Return what the n-grams say that begin at each letter but the last two.

        All that begin at a letter are of its word, all that begin at a blank of the next one.
        """
        twos = self.twos[letters[:-1], letters[1:]][:-1]
        said: NDArray[np.int32] = self.values.take(self.ones[letters[:-2]], axis=0)
        said += self.values.take(twos, axis=0)
        said += self.values.take(self.threes[twos, letters[2:]], axis=0)
        said *= np.where(weights[:-2], weights[:-2], weights[1:-1]).astype(np.int32)[:, None]
        return said


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
