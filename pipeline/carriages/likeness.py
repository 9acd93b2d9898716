"""Whether two texts of one language are one text: reprinted, corrected, or a formula. Pure.

A text is looked up by bands of its MinHash signature over pairs of words, and by all its words.
What these bring is then compared word by word: a reprint may be cut, headed anew and edited here
and there; a communiqué of the same form about another visitor has other names, numbers or dates in
the very same places, and is another text.
"""

import re
import struct
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Literal

from rensa import RMinHash

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.text import normalise, sentences

Verdict = Literal["same", "corrects", "other"]

ROWS, BANDS = 3, 32  # of half a text 0.98 share a band with the whole, of a tenth 0.03
_SEED = 20230504
FEWEST = 12  # words; of fewer nothing is said
_CONTAINED = 0.7  # share of the shorter text's words that stand in the longer, in order
_SHORTEST = 0.25  # of the longer's length; less is a mention of it
_SWAPPED = 0.15  # share of the changed places where one particular stands for another
_LONGEST_GAP = 80  # words that are aligned one by one; more is a passage written anew
_STEM = 4  # letters two forms of one name share at least
_LONG_NUMBER = 5  # letters from which a number in words is known by its beginning

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NUMBER = re.compile(r"\d")
_VOCABULARY = Path(__file__).with_name("particulars.toml")
_KEYS = {"dates", "numbers", "peoples", "correction"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What one language writes small and still tells two formulas apart."""

    stems: tuple[str, ...]  # beginnings of words
    words: frozenset[str]  # whole words
    correction: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Return whether a word in normal form is a date, a number or a people."""
        return word in self.words or word.startswith(self.stems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts have in common."""

    shared: int  # words, in the same order
    contained: float  # their share of the shorter text
    changed: int  # places inside where words came, went or stand for others
    swapped: int  # those of them where a name, number or date stands for another


_NOTHING = Likeness(shared=0, contained=0.0, changed=0, swapped=0)


def bands(text: str, language: str) -> list[int]:
    """Return the keys under which a text is found again, signed 32 bits; the last is all of it.

    A short text has that one alone. By it, too, the one that had these very words is found of
    hundreds that one formula brings under the same bands.
    """
    words = _words(text, language)
    if not words:
        return []
    whole = blake2b(" ".join(words).encode(), digest_size=4).digest()
    found = [int.from_bytes(whole, "big", signed=True)]
    if len(words) < FEWEST:
        return found
    minhash = RMinHash(num_perm=ROWS * BANDS, seed=_SEED)
    minhash.update([f"{one} {two}" for one, two in pairwise(words)])
    digest = minhash.digest()
    rows = (digest[band * ROWS : (band + 1) * ROWS] for band in range(BANDS))
    return [*(_key(band, some) for band, some in enumerate(rows)), *found]


def are_short_and_same(one: str, other: str, language: str) -> bool:
    """Return whether two texts are too short to be alike, and have the same words."""
    words = _words(one, language)
    return len(words) < FEWEST and words == _words(other, language)


def _key(band: int, rows: Sequence[int]) -> int:
    packed = struct.pack(f">{1 + ROWS}I", band, *rows)
    return int.from_bytes(blake2b(packed, digest_size=4).digest(), "big", signed=True)


def verdict(one: str, other: str, language: str, *, corrected: bool) -> Verdict:
    """Return what one text is to an earlier one; `corrected` says that it calls itself so."""
    found = compared(one, other, language)
    if found.shared < FEWEST or found.contained < _CONTAINED:
        return "other"
    if corrected and found.changed:
        return "corrects"
    return "other" if found.swapped > _SWAPPED * found.changed else "same"


def says_corrected(title: str | None, body: str, language: str) -> bool:
    """Return whether a text calls itself a correction: in its title, at its beginning or end."""
    known = vocabulary().get(language)
    if known is None:
        return False
    spans = sentences(body)
    edges = [body[start:end] for start, end in (*spans[:1], *spans[-1:])]
    said = normalise("\n".join([title or "", *edges]), language).text
    return any(re.search(rf"\b{re.escape(words)}", said) for words in known.correction)


@lru_cache(maxsize=64)  # whether a text moved and whether it is a reprint are asked one by one
def compared(one: str, other: str, language: str) -> Likeness:
    """Return what two texts of one language have in common."""
    left, right = _tokens(one, language), _tokens(other, language)
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < max(FEWEST, _SHORTEST * len(longer)):
        return _NOTHING
    if _common(shorter, longer) < _CONTAINED * len(shorter):
        return _NOTHING  # in whatever order: aligning them would find no more
    shared = changed = swapped = 0
    for same, gone, come in _aligned(shorter, longer):
        shared += same
        changed += bool(gone or come)
        swapped += _are_swapped(gone, come)
    contained = shared / len(shorter)
    return Likeness(shared=shared, contained=contained, changed=changed, swapped=swapped)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it is compared, and whether it tells formulas apart."""

    form: str
    particular: bool


def _words(text: str, language: str) -> list[str]:
    return _WORD.findall(normalise(text, language).text)


def _common(one: Sequence[_Token], other: Sequence[_Token]) -> int:
    """Return how many words two texts share, in whatever order."""
    words = (Counter(token.form for token in tokens) for tokens in (one, other))
    return (next(words) & next(words)).total()


@lru_cache(maxsize=64)  # one text is compared with several, one after another
def _tokens(text: str, language: str) -> Sequence[_Token]:
    """Return the words of a text; a capital counts where no sentence begins."""
    normal = normalise(text, language)
    begins = {start for start, _ in sentences(text)}
    known = vocabulary().get(language)
    tokens = []
    for match in _WORD.finditer(normal.text):
        form, at = match[0], normal.offset(match.start())
        opens = at in begins or at - 1 in begins  # behind a quotation mark
        particular = (
            bool(_NUMBER.search(form))
            or (text[at].isupper() and not opens)
            or (known is not None and known.has(form))
        )
        tokens.append(_Token(form, particular))
    return tokens


def _aligned(
    left: Sequence[_Token], right: Sequence[_Token]
) -> Iterator[tuple[int, Sequence[_Token], Sequence[_Token]]]:
    """Yield the texts in order: how many words are the same, then what stands for what.

    Pairs of words that occur once in each are the anchors; between them words are aligned one by
    one, so that the cost grows with the length of the texts and not with its square.
    """
    anchors = _anchors([one.form for one in left], [one.form for one in right])
    at = (0, 0)
    for start, other in (*anchors, (len(left), len(right))):
        if start < at[0] or other < at[1]:  # overlaps the anchor before
            continue
        yield from _gap(left[at[0] : start], right[at[1] : other])
        size = min(2, len(left) - start)
        at = (start + size, other + size)
        yield size, [], []


def _anchors(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Return where pairs of words that occur once in each stand, in order in both."""
    places: list[dict[tuple[str, str], int]] = []
    for words in (left, right):
        pairs = list(pairwise(words))
        once = {pair for pair, count in Counter(pairs).items() if count == 1}
        places.append({pair: at for at, pair in enumerate(pairs) if pair in once})
    common = [(at, places[1][pair]) for pair, at in places[0].items() if pair in places[1]]
    return _increasing(common)


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, given in order of the first, that rises in the second."""
    tails: list[int] = []  # second values
    chosen: list[int] = []  # of each length, the pair it ends with
    before: list[int | None] = []
    for index, (_, second) in enumerate(pairs):
        at = bisect_left(tails, second)
        tails[at : at + 1], chosen[at : at + 1] = [second], [index]
        before.append(chosen[at - 1] if at else None)
    run = []
    last = chosen[-1] if chosen else None
    while last is not None:
        run.append(pairs[last])
        last = before[last]
    return run[::-1]


def _gap(
    left: Sequence[_Token], right: Sequence[_Token]
) -> Iterator[tuple[int, Sequence[_Token], Sequence[_Token]]]:
    """Yield the same between two anchors."""
    if max(len(left), len(right)) > _LONGEST_GAP:
        return  # left out, added, or written anew
    if not left or not right:
        if left or right:
            yield 0, left, right
        return
    matcher = SequenceMatcher(
        None, [one.form for one in left], [one.form for one in right], autojunk=False
    )
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield end - start, [], []
        else:
            yield 0, left[start:end], right[first:last]


def _are_swapped(gone: Sequence[_Token], come: Sequence[_Token]) -> bool:
    """Return whether a name, number or date gave way to another one."""
    before = {one.form for one in gone if one.particular}
    after = {one.form for one in come if one.particular}
    return any(not any(_is_form_of(one, two) for two in after) for one in before) and any(
        not any(_is_form_of(two, one) for one in before) for two in after
    )


def _is_form_of(one: str, two: str) -> bool:
    """Return whether two words may be one name in two cases; numbers are the same or not."""
    if one == two or _NUMBER.search(one + two):
        return one == two
    stem = max(_STEM, min(len(one), len(two)) - 3)
    return one[:stem] == two[:stem]


@cache
def vocabulary() -> dict[str, Vocabulary]:
    """Return the vocabulary of every language; raise DeclarationError naming file and key."""
    declared = toml.read(_VOCABULARY).value
    found = {}
    for language, lists in declared.items():
        where = f"{_VOCABULARY.name}: [{language}]"
        if set(lists) != _KEYS:
            raise DeclarationError(f"{where} has {sorted(lists)}, not {sorted(_KEYS)}")
        for key, words in lists.items():
            wrong = [one for one in words if not one or normalise(one, language).text != one]
            if wrong:
                raise DeclarationError(f"{where} {key}: {wrong[0]!r} is not in normal form")
        long = [one for one in lists["numbers"] if len(one) >= _LONG_NUMBER]
        found[language] = Vocabulary(
            stems=(*lists["dates"], *lists["peoples"], *long),
            words=frozenset(lists["numbers"]),
            correction=tuple(lists["correction"]),
        )
    return found
