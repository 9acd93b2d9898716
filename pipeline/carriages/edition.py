"""Which texts of two languages are one text: by the numbers and names in them. Pure.

Names are written in Latin letters, then told by their first consonants, in classes that hold
from one spelling to another: Միրզոյան, Мирзоян, Mirzoyan and Mirzoïan are one. Two texts are
joined when each is the other's best by a margin, and what they have in common stands at the same
places in both: another text on the same talks has the names, elsewhere. Where several are near,
none is joined, unless something else chooses among them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from functools import lru_cache
from math import log, sqrt
from typing import Generic, TypeVar

from anyascii import anyascii

from pipeline.text import TURKIC

Places = Mapping[str, float]  # a number or name -> where a text has it first: 0 to 1, its end
K = TypeVar("K", bound=Hashable)

FLOOR = 0.25  # least likeness of two editions
MARGIN = 1.25  # how much liker a text must be than the next, on either side
FEWEST = 5  # numbers and names they have in common; fewer are in many a text of a ministry
APART = 0.13  # how far apart the places of these may be, in the mean
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


def marks(text: str, language: str) -> frozenset[str]:
    """Return the numbers of a text and the consonants of its names; one consonant tells none."""
    return frozenset(places(text, language))


def places(text: str, language: str) -> Places:
    """Return where a text has each of these first."""
    found: dict[str, float] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isdigit():
            found.setdefault(_NO_DIGIT.sub("", word), match.start() / len(text))
        elif word[0].isupper() or language in _WITHOUT_CAPITALS:
            name = consonants(word, language)
            if len(name) > 1:
                found.setdefault(name, match.start() / len(text))
    return found


@lru_cache(maxsize=1 << 16)
def consonants(word: str, language: str) -> str:
    """Return the first consonants of a name, by class, whatever it is written in."""
    small = (word.replace("I", "ı") if language in TURKIC else word).lower()
    latin = anyascii(small.translate(_SOUNDS.get(language, {}))).lower()
    sounds = _PAIRS.sub(_sound, latin).translate(_CLASSES)
    return _TWICE.sub(r"\1", sounds)[:_LENGTH]


def _sound(match: re.Match[str]) -> str:
    return {"k": "k", "c": "k", "f": "f", "x": "ks"}.get(match.lastgroup or "", "s")


class Pools(Generic[K]):
    """The texts of one language, and those of another, among which editions are looked for.

    What few texts have weighs more, so the pools should be as large as they are.
    """

    def __init__(self, left: Mapping[K, Places], right: Mapping[K, Places]) -> None:
        """Weigh what the texts have."""
        self._pools = left, right
        self._weights = _weights([*left.values(), *right.values()])
        self._lengths = tuple(
            {key: sqrt(sum(self._weights[one] for one in text)) for key, text in pool.items()}
            for pool in self._pools
        )
        self._having = tuple(map(_having, self._pools))

    def likenesses(self, one: K) -> dict[K, float]:
        """Return how alike a text of the left and those of the right are, 0 to 1, but for 0."""
        return self._likenesses(one, 0, 1)

    def partner(self, one: K) -> K | None:
        """Return the text of the right that is one of the left, None where that is not sure.

        Each is the other's best, by a margin on both sides; enough of the same stands at the same
        places, and their numbers do not disagree.
        """
        left, right = self._pools
        best = _best(self.likenesses(one))
        if best is None or not _are_alike(left[one], right[best]):
            return None
        return best if _best(self._likenesses(best, 1, 0)) == one else None

    def chosen(self, one: K, nearness: Callable[[K, K], float]) -> K | None:
        """Return which of several texts of the right is one of the left, None if not sure.

        They are what numbers and names leave too near one another for `partner`. Each of the two
        is the nearest of these to the other, by the same margin; all else must hold as there.
        `nearness` is that of a text of the left to one of the right, 1 at most.
        """
        left, right = self._pools
        likenesses = self.likenesses(one)
        best = _nearest({other: nearness(one, other) for other in _near(likenesses)})
        if best is None or likenesses[best] < FLOOR or not _are_alike(left[one], right[best]):
            return None
        near = _near(self._likenesses(best, 1, 0))
        return best if _nearest({other: nearness(other, best) for other in near}) == one else None

    def _likenesses(self, one: K, pool: int, other: int) -> dict[K, float]:
        """Return how alike one of a pool and those of the other are, as above."""
        common: dict[K, float] = defaultdict(float)
        for mark in self._pools[pool][one]:
            weight = self._weights[mark]
            for key in self._having[other].get(mark, ()):
                common[key] += weight
        own, lengths = self._lengths[pool][one], self._lengths[other]
        return {key: weight / (own * lengths[key]) for key, weight in common.items()}


def _are_alike(one: Places, other: Places) -> bool:
    """Return whether two texts have enough in common, and where; one number, if both have any."""
    apart = [abs(place - other[mark]) for mark, place in one.items() if mark in other]
    if len(apart) < FEWEST or sum(apart) > APART * len(apart):
        return False
    mine, theirs = ({mark for mark in text if mark.isdigit()} for text in (one, other))
    return not mine or not theirs or bool(mine & theirs)


def _having(pool: Mapping[K, Places]) -> dict[str, list[K]]:
    """Return which texts have each mark."""
    having: dict[str, list[K]] = defaultdict(list)
    for key, text in pool.items():
        for mark in text:
            having[mark].append(key)
    return having


def _weights(texts: Collection[Places]) -> dict[str, float]:
    have = Counter(mark for text in texts for mark in text)
    return {mark: 1 + log((len(texts) + 1) / (0.5 + count)) for mark, count in have.items()}


def _best(row: Mapping[K, float]) -> K | None:
    """Return what is likest; None when it is not alike, or when another is nearly as much."""
    near = _near(row)
    return near[0] if len(near) == 1 else None


def _near(row: Mapping[K, float]) -> list[K]:
    """Return what is likest and what is nearly as much; nothing when the likest is not alike."""
    most = max(row.values(), default=0.0)
    return [one for one, alike in row.items() if most >= FLOOR and most < MARGIN * alike]


def _nearest(row: Mapping[K, float]) -> K | None:
    """Return what is nearest; None when another is not farther by the margin."""
    ranked = sorted(row, key=row.__getitem__, reverse=True)
    if not ranked:
        return None
    best, *rest = (1 - row[one] for one in ranked[:2])  # how far
    return None if rest and rest[0] <= best * MARGIN else ranked[0]
