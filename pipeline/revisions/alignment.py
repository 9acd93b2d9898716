"""Which sentence of a text became which of another, and which of its words differ. Pure."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.mails.plain import isolated_part
from pipeline.text import Span, normalise, sentences

ALIKE = 0.5  # share of common words from which one sentence became the other
ALONE = 0.3  # where both stand alone between sentences that did not change

Op = Literal["same", "gone", "new"]

_BRACKETS: dict[Op, tuple[str, str]] = {
    "same": ("", ""),
    "gone": ("[-", "-]"),
    "new": ("{+", "+}"),
}

_JOINERS = dict.fromkeys(map(ord, "'\u2019-"))  # within words

_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # 10 000
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:['’ʼ՚\u200c-][^\W\d_]+)*"
    r"|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word, number or mark, and where it stands."""

    text: str  # as written
    norm: str  # as compared
    start: int
    end: int


class Piece(NamedTuple):
    """Some words that are in both texts, only in the old, or only in the new one."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence before and after; one of them is missing when it was added, or is gone."""

    before: Span | None
    after: Span | None
    moved: bool = False  # word for word, from elsewhere in the text


def tokens(text: str, language: str) -> list[Token]:
    """Return the words, numbers and marks of a text; signs nobody sees are none."""
    return [
        Token(match.group(), norm, *match.span())
        for match in _TOKEN.finditer(text)
        if (norm := _norm(match.group(), language))
    ]


@lru_cache(maxsize=1 << 15)  # texts have most of their words in common
def _norm(word: str, language: str) -> str:
    return normalise(word, language).text


@lru_cache(maxsize=1 << 12)  # most sentences stand in both texts
def said(text: str, language: str) -> tuple[str, ...]:
    """Return the words and numbers of a text as compared, without marks, hyphens or case."""
    found = (_norm(word, language) for word in _TOKEN.findall(text))
    return tuple(one.translate(_JOINERS) for one in found if one[:1].isalnum())


def aligned(before: str, after: str, language: str) -> list[Pair]:
    """Return the sentences that differ, in the order of the new text.

    Those that say the same words are left out, however they are spaced, cut or marked.
    """
    old, new = sentences(before), sentences(after)
    keys = (
        [said(before[slice(*span)], language) for span in old],
        [said(after[slice(*span)], language) for span in new],
    )
    pairs: list[Pair] = []
    codes = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    for tag, i, i_end, j, j_end in codes:
        if tag == "equal" or sum(keys[0][i:i_end], ()) == sum(keys[1][j:j_end], ()):
            continue
        matched = _matched(keys[0][i:i_end], keys[1][j:j_end])
        pairs += (
            Pair(
                before=None if one is None else old[i + one],
                after=None if two is None else new[j + two],
            )
            for one, two in matched
        )
    return list(_without_moves(pairs, before, after, language))


def _matched(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield who became whom, in order; the pairing that keeps the most words wins."""
    floor = ALONE if len(old) == len(new) == 1 else ALIKE
    alike = _likeness(old, new, floor)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = alike.get((i, j), 0.0)
            together = best[i + 1][j + 1] + paired if paired else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    i = j = 0
    while i < len(old) or j < len(new):
        paired = alike.get((i, j), 0.0)
        if paired and best[i][j] == best[i + 1][j + 1] + paired:
            yield i, j
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1


def _likeness(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], floor: float
) -> dict[tuple[int, int], float]:
    """Return the share of common words of every two sentences that have enough of them."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j, words in enumerate(new):
        for word, count in Counter(words).items():
            places[word].append((j, count))
    alike: dict[tuple[int, int], float] = {}
    for i, words in enumerate(old):
        common: Counter[int] = Counter()
        for word, count in Counter(words).items():
            for j, other in places[word]:
                common[j] += min(count, other)
        for j, shared in common.items():
            share = 2 * shared / (len(words) + len(new[j]))
            if share >= floor:
                alike[i, j] = share
    return alike


def _without_moves(pairs: list[Pair], before: str, after: str, language: str) -> Iterator[Pair]:
    """Yield the pairs; a sentence that is gone here and added there has moved."""
    gone: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.before and not pair.after:
            gone[said(before[slice(*pair.before)], language)].append(pair)
    moved = {}
    for pair in pairs:
        if pair.after and not pair.before:
            from_there = gone[said(after[slice(*pair.after)], language)]
            if from_there:
                moved[id(pair)] = from_there.pop()
    taken = {id(one) for one in moved.values()}
    for pair in pairs:
        if id(pair) in moved:
            yield Pair(before=moved[id(pair)].before, after=pair.after, moved=True)
        elif id(pair) not in taken:
            yield pair


def pieces(before: str, after: str, language: str) -> list[Piece]:
    """Return one text as it became another, word by word.

    What was replaced comes first, then what replaced it. What is the same or new makes the newer
    text, what is gone or the same says the words of the older; blanks follow their word, but what
    is gone from before a mark has its own before it.
    """
    found: list[Piece] = []
    old, new = tokens(before, language), tokens(after, language)
    for op, some, others in differences(old, new):
        if op == "same":
            found.append(Piece("same", _written(after, others, new)))
            continue
        if some:
            gone = _written(before, some, old)
            apart = before[: some[0].start][-1:].isspace()
            if apart and found and not found[-1].text[-1:].isspace():
                gone = f" {gone.rstrip()}"
            found.append(Piece("gone", gone))
        if others:
            found.append(Piece("new", _written(after, others, new)))
    return found


def bracketed(words: Iterable[Piece]) -> str:
    """Return what became of a text as plain text, what is gone and what is new in brackets.

    In a text that is written from the right each of these is isolated: two Latin words, or the
    numbers before and after, would change places.
    """
    pieces = list(words)
    whole = "".join(text for _, text in pieces)
    parts: list[str] = []
    for op, text in pieces:
        before, after = _BRACKETS[op]
        said = text.strip()
        lead, _, rest = text.partition(said)
        shown = said if op == "same" else isolated_part(said, whole)
        parts += (lead, before, shown, after, rest)
    return "".join(parts).strip()


def differences(
    old: Sequence[Token], new: Sequence[Token]
) -> Iterator[tuple[Literal["same", "other"], Sequence[Token], Sequence[Token]]]:
    """Yield runs of tokens that are the same, and runs that are not."""
    matcher = SequenceMatcher(
        None, [one.norm for one in old], [one.norm for one in new], autojunk=False
    )
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        yield "same" if tag == "equal" else "other", old[i:i_end], new[j:j_end]


def _written(text: str, some: Sequence[Token], every: Sequence[Token]) -> str:
    """Return some words of a text as it writes them, with the blanks behind them."""
    end = bisect_right(every, some[-1].start, key=lambda token: token.start)
    return text[some[0].start : every[end].start if end < len(every) else len(text)]
