"""Which texts of two languages are one text: by the numbers and names in them. Pure.

Names are written in Latin letters, then told by their first consonants, in classes that hold
from one spelling to another: Միրզոյան, Мирзоян, Mirzoyan and Mirzoïan are one. Two texts are
joined when each is the other's best by a margin; where several are near, none is.

Measured by `veille bench identity`; statements are joined by links and shared ids alone so far.
"""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from functools import lru_cache
from math import log, sqrt
from typing import TypeVar

from anyascii import anyascii

from pipeline.text import TURKIC

Marks = frozenset[str]
K = TypeVar("K", bound=Hashable)

FLOOR = 0.3  # least likeness of two editions; of 1,860 true pairs 0.95 reach it
MARGIN = 1.5  # how much liker a text must be than the next, on either side
_LENGTH = 4  # consonants of a name that count; what follows is inflection

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_NO_DIGIT = re.compile(r"\D")
_WITHOUT_CAPITALS = frozenset({"ar", "fa", "ka"})
_SOUNDS = {  # of Latin letters where a language writes others than English would
    "az": str.maketrans({**dict.fromkeys("cçjş", "s"), **dict.fromkeys("xqğ", "k"), "ə": "a"}),
    "tr": str.maketrans({**dict.fromkeys("cçjş", "s"), "ğ": "k"}),
}
_PAIRS = re.compile(r"tch|dj|ch|sh|zh|ts|dz|(?P<k>kh|ck)|(?P<f>ph)|c(?=[eiy])|(?P<c>c)|(?P<x>x)")
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpfvw", "b"),
        **dict.fromkeys("gkq", "k"),
        **dict.fromkeys("dt", "d"),
        **dict.fromkeys("szj", "s"),
        **dict.fromkeys("aeiouyh'`", None),
    }
)
_TWICE = re.compile(r"(.)\1+")


def marks(text: str, language: str) -> Marks:
    """Return the numbers of a text and the consonants of its names; one consonant tells none."""
    found = set()
    for word in _WORD.findall(text):
        if word[0].isdigit():
            found.add(_NO_DIGIT.sub("", word))
        elif word[0].isupper() or language in _WITHOUT_CAPITALS:
            name = consonants(word, language)
            if len(name) > 1:
                found.add(name)
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def consonants(word: str, language: str) -> str:
    """Return the first consonants of a name, by class, whatever it is written in."""
    small = (word.replace("I", "ı") if language in TURKIC else word).lower()
    latin = anyascii(small.translate(_SOUNDS.get(language, {}))).lower()
    sounds = _PAIRS.sub(_sound, latin).translate(_CLASSES)
    return _TWICE.sub(r"\1", sounds)[:_LENGTH]


def _sound(match: re.Match[str]) -> str:
    return {"k": "k", "c": "k", "f": "f", "x": "ks"}.get(match.lastgroup or "", "s")


def likenesses(left: Mapping[K, Marks], right: Mapping[K, Marks]) -> dict[K, dict[K, float]]:
    """Return how alike each text of one language is to each of another, 0 to 1.

    What few texts of its language have weighs more, so the pools should be as large as they are.
    """
    weights = _weights(left.values()), _weights(right.values())
    lengths = [
        {key: sqrt(sum(weight[one] for one in text)) for key, text in pool.items()}
        for pool, weight in zip((left, right), weights, strict=True)
    ]
    found: dict[K, dict[K, float]] = {}
    for one, text in left.items():
        row = found[one] = {}
        for other, their in right.items():
            common = sum(min(weights[0][mark], weights[1][mark]) for mark in text & their)
            row[other] = common / (lengths[0][one] * lengths[1][other]) if common else 0.0
    return found


def _weights(texts: Collection[Marks]) -> dict[str, float]:
    have = Counter(mark for text in texts for mark in text)
    return {mark: 1 + log((len(texts) + 1) / (0.5 + count)) for mark, count in have.items()}


def joined(likenesses: Mapping[K, Mapping[K, float]]) -> dict[K, K]:
    """Return the pairs of which each is the other's best, by a margin on both sides."""
    columns: dict[K, dict[K, float]] = {}
    for one, row in likenesses.items():
        for other, value in row.items():
            columns.setdefault(other, {})[one] = value
    pairs = {}
    for one, row in likenesses.items():
        best = _best(row)
        if best is not None and _best(columns[best]) == one:
            pairs[one] = best
    return pairs


def _best(row: Mapping[K, float]) -> K | None:
    """Return what is likest; None when it is not alike, or when another is nearly as much."""
    ranked = sorted(row, key=row.__getitem__, reverse=True)
    if not ranked or row[ranked[0]] < FLOOR:
        return None
    near = ranked[1:2] and row[ranked[0]] < MARGIN * row[ranked[1]]
    return None if near else ranked[0]
