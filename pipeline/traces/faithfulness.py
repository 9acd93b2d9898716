"""Whether a quotation says what an official text says: word for word, cut, or otherwise. Pure.

Every sentence of the quotation is looked for in what may be the speaker's words, first as it
stands, then where most of its words stand in its order. Small words weigh little, so that a
sentence is found by what it says. A quotation in another language is looked for by
`pipeline.traces.rendering`.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol, get_args

from pipeline.grammar import grammar
from pipeline.revisions.alignment import tokens
from pipeline.revisions.difference import Kind, Texts, kinds, places
from pipeline.revisions.substance import common_letters, substance
from pipeline.text import Span, normalise, sentences

Verdict = Literal["verbatim", "cut", "differs", "reworded", "translated", "not found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

FEWEST = 2  # words; a single one is nobody's
FLOOR = 0.6  # share of a quotation's weight that must stand in the text, in order
SHORT_FLOOR = 0.72  # of a quotation of few words
SHORT = 8  # words of weight
LEAST = 3.0  # weight found of a quotation that differs; three words of weight
PIECE_FLOOR = 0.5  # share of a sentence's, below which it is not found at all
_HALF = 0.5  # of a word's weight, for another form of it
_TWIN = 0.9  # for another name of the same place
_SMALL = 0.2  # weight of a word that is in every sentence
_SKIP = 0.06  # cost of a word left out
_STEM = 5  # letters from which a word may take another ending
_TINY = 4  # words of a sentence that is looked for together with the next
_WINDOWS = 3  # places of a text that are aligned word by word
_OF_SUBSTANCE: frozenset[Kind] = frozenset(
    {"number", "date", "name", "negation", "place", "attribution"}
)

_GAP = re.compile(
    r"[\[(<{]\s*(?:…|\.\s?\.\s?\.)\s*[\])>}]|…|\.\s?\.\s?\.|\[[^\[\]]{1,120}\]"  # […], [Armenia]
)
_ASIDES = tuple(  # , — said X, — or: , a-t-elle dit, or: ,” X said, “
    re.compile(one)
    for one in (
        r"[,.!?…]\s*[—–-]\s*(?P<words>[^—–«»“”\"]{3,70}?)[.,]\s*(?:[—–-]\s*)?",
        r",\s+(?P<words>[^,.—–«»“”\"]{3,40})(?=,\s)",
        r"[”»\"],?\s+(?P<words>[^—–«»“”\"]{3,70}?)\s+[“«\"]",
    )
)
_NUMBER = r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,:]\d+)*"  # 10 000
_WORD = re.compile(rf"{_NUMBER}|[^\W_]+(?:['-][^\W_]+)*")  # in normal form
_ELIDED = re.compile(rf"{_NUMBER}|[^\W_]+(?:-[^\W_]+)*")
ELIDES = frozenset({"fr", "it"})  # languages that write two words as one: l'accord
_INNER = re.compile(r"['\s-]")  # of a word or a number
_INNER_MARKS = re.compile(r"['-]|(?<=\d) (?=\d)")
_STOP = re.compile(r"[.!?։:;\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A text in which the words may stand."""

    key: int  # the caller's: a revision
    language: str
    text: str
    spans: tuple[Span, ...]  # what of it may be the speaker's words, in order
    original: bool  # in the language it was said in


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words of the quotation and those that the official text has in their place."""

    quoted: str  # empty: left out, without a mark
    official: str  # empty: put in
    kinds: tuple[Kind, ...]


class Pair(NamedTuple):
    """Words of the quotation, and where the official text has them."""

    quoted: Span
    official: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Faithfulness:
    """How words quoted are to official ones."""

    verdict: Verdict
    key: int | None  # of the official text; None: not found
    pairs: tuple[Pair, ...] = ()
    differences: tuple[Difference, ...] = ()
    score: float = (
        0.0  # share of the quotation's weight found, 0 to 1; of a translation its sureness
    )


class Place(Protocol):
    """Some sentences side by side in one of several texts."""

    @property
    def key(self) -> int:
        """Return whose: the text's."""

    @property
    def span(self) -> Span:
        """Return where in it they stand."""


def overlap(one: Place, other: Place) -> bool:
    """Return whether two places have a character in common."""
    return one.key == other.key and one.span[0] < other.span[1] and other.span[0] < one.span[1]


NOT_FOUND = Faithfulness(verdict="not found", key=None)


class _Word(NamedTuple):
    form: str
    start: int
    end: int
    weight: float
    place: str | None  # of a dossier, whatever its name


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text in which others are looked for."""

    words: tuple[_Word, ...]
    line: str  # forms with a blank before and behind each, for the eye of `find`
    at: tuple[int, ...]  # where in the line each word begins
    places: dict[str, list[int]]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A sentence of the quotation, where it stands."""

    piece: Sequence[_Word]
    segment: int  # between which cuts of the quotation
    matches: tuple[tuple[int, int], ...]  # word of the piece, word of the text
    weight: float
    exact: bool


def faithfulness(words: str, language: str, officials: Sequence[Official]) -> Faithfulness:
    """Return how a quotation is to those texts of its language that say it best.

    Of equal ones the first is taken, one in the language of the speech before others.
    """
    best = NOT_FOUND
    wanted = _words(words, language)
    if len(wanted) < FEWEST:
        return best
    for one in officials:
        if one.language == language and _may_say(wanted, one.text, language):
            found = _compared(words, language, one)
            if _rank(found, one) > _rank(best, None):
                best = found
    return best


def _may_say(wanted: Sequence[_Word], text: str, language: str) -> bool:
    """Return whether the beginnings of enough words are somewhere in a text: a quick no."""
    plain = _plain(text, language)
    weight = sum(w.weight for w in wanted if w.place or w.form[:_STEM] in plain)
    return weight >= PIECE_FLOOR * sum(word.weight for word in wanted)


@lru_cache(maxsize=4096)
def _plain(text: str, language: str) -> str:
    return _INNER_MARKS.sub("", normalise(text, language).text)


def _rank(one: Faithfulness, official: Official | None) -> tuple[int, float, bool]:
    return -VERDICTS.index(one.verdict), one.score, official is not None and official.original


def segments(words: str, language: str) -> list[Span]:
    """Return what stands between the cuts of a quotation, and around what its writer put in."""
    cuts = [match.span() for match in _GAP.finditer(words)]
    asides = (match for one in _ASIDES for match in one.finditer(words))
    cuts += [match.span() for match in asides if _is_cue(match["words"], language)]
    spans, done = [], 0
    for start, end in [*sorted(cuts), (len(words), len(words))]:
        spans.append((done, start))
        done = max(done, end)
    return [(start, end) for start, end in spans if words[start:end].strip(" \n.,;:—–-")]


def _is_cue(words: str, language: str) -> bool:
    """Return whether words put between those of a quotation say who speaks."""
    cues = substance(language).cues
    return any(one.norm.startswith(cues) for one in tokens(words, language)) if cues else False


def _compared(quoted: str, language: str, official: Official) -> Faithfulness:
    text = _text(official.text, language, official.spans)
    if whole := _standing(_words(quoted, language), text, 0, 0):
        return _Comparison(quoted, language, official, text, [whole]).judged()
    found: list[_Found] = []
    after = 0
    for number, span in enumerate(segments(quoted, language)):
        for piece in _pieces(quoted, language, span):
            one = _located(piece, text, after, number)
            found.append(one)
            after = one.matches[-1][1] + 1 if one.matches else after
    return _Comparison(quoted, language, official, text, found).judged()


def _pieces(quoted: str, language: str, span: Span) -> list[list[_Word]]:
    """Return the sentences of a segment, those of a word or two with the one before."""
    start, end = span
    pieces: list[list[_Word]] = []
    for one, two in sentences(quoted[start:end]) or [(0, end - start)]:
        words = [
            word._replace(start=word.start + start + one, end=word.end + start + one)
            for word in _words(quoted[start + one : start + two], language)
        ]
        if pieces and min(len(words), len(pieces[-1])) < _TINY:
            pieces[-1] += words
        elif words:
            pieces.append(words)
    return pieces


def _words(text: str, language: str) -> list[_Word]:
    """Return the words and numbers of a text, each with what it weighs."""
    found = []
    normal = normalise(text, language)
    named = places(text, language)
    pattern = _ELIDED if language in ELIDES else _WORD
    for match in pattern.finditer(normal.text):
        start, end = normal.span(*match.span())
        form = _INNER.sub("", match.group())
        place = next((one.term for one in named if one.start <= start < one.end), None)
        found.append(_Word(form, start, end, _weight(form, language), place))
    return found


@lru_cache(maxsize=1 << 16)
def _weight(form: str, language: str) -> float:
    known = grammar(language)
    if form[0].isdigit():
        return 1.0
    small = known is not None and any(
        form in known.words[kind] for kind in ("function", "articles", "before", "after", "that")
    )
    return _SMALL if small else min(1.0, max(_SMALL, (len(form) - 1) / 5))


@lru_cache(maxsize=256)
def _text(text: str, language: str, spans: tuple[Span, ...]) -> _Text:
    words: list[_Word] = []
    line: list[str] = [" "]
    at: list[int] = []
    length = 1
    for start, end in spans:
        for word in _words(text[start:end], language):
            words.append(word._replace(start=word.start + start, end=word.end + start))
            at.append(length)
            line.append(f"{word.form} ")
            length += len(word.form) + 1
        line.append("\n ")  # no words run from one turn into the next
        length += 2
    places: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        places[word.form].append(index)
    stems = frozenset(word.form[:_STEM] for word in words if len(word.form) >= _STEM)
    return _Text(tuple(words), "".join(line), tuple(at), dict(places), stems)


def _standing(piece: Sequence[_Word], text: _Text, after: int, segment: int) -> _Found | None:
    """Return where words stand as they are, behind a place if they can."""
    needle = "".join(f" {word.form}" for word in piece) + " "
    begin = text.at[after] - 1 if after < len(text.at) else len(text.line)
    hit = text.line.find(needle, begin)
    hit = hit if hit >= 0 else text.line.find(needle)
    if hit < 0:
        return None
    first = bisect_left(text.at, hit + 1)
    return _Found(
        piece=piece,
        segment=segment,
        matches=tuple((index, first + index) for index in range(len(piece))),
        weight=sum(word.weight for word in piece),
        exact=True,
    )


def _located(piece: Sequence[_Word], text: _Text, after: int, segment: int) -> _Found:
    """Return where a sentence stands, or most of its words."""
    if one := _standing(piece, text, after, segment):
        return one
    whole = sum(word.weight for word in piece)
    nothing = _Found(piece=piece, segment=segment, matches=(), weight=0.0, exact=False)
    present = sum(
        word.weight
        for word in piece
        if word.form in text.places
        or word.place is not None
        or (len(word.form) >= _STEM and word.form[:_STEM] in text.stems)
    )
    if present < PIECE_FLOOR * whole:
        return nothing
    best = nothing
    for start, end in _windows(piece, text):
        near = _aligned(piece, text.words[start:end])
        weight = sum(_likeness(piece[i], text.words[start + j]) for i, j in near)
        if weight > best.weight:
            best = replace(nothing, matches=tuple((i, start + j) for i, j in near), weight=weight)
    return best if best.weight >= PIECE_FLOOR * whole else nothing


def _windows(piece: Sequence[_Word], text: _Text) -> Iterator[Span]:
    """Yield the places of a text where most of the weight of a sentence stands together."""
    size = 2 * len(piece) + 6
    gain = [0.0] * (len(text.words) + 1)
    for form, weight in {(word.form, word.weight) for word in piece}:
        for place in text.places.get(form, ()):
            gain[place] += weight
    running = sum(gain[:size])
    sums = [running]
    for start in range(1, max(len(text.words) - size, 0) + 1):
        running += gain[start + size - 1] - gain[start - 1]
        sums.append(running)
    taken: list[int] = []
    for start in sorted(range(len(sums)), key=sums.__getitem__, reverse=True):
        if all(abs(start - other) > size // 2 for other in taken):
            taken.append(start)
            yield max(start - len(piece) // 2, 0), start + size + len(piece) // 2
        if len(taken) == _WINDOWS:
            return


def _likeness(one: _Word, other: _Word) -> float:
    """Return the weight two words have in common: another ending is half of it."""
    if one.form == other.form:
        return one.weight
    if one.place and one.place == other.place:
        return _TWIN * one.weight
    shorter = min(len(one.form), len(other.form))
    longer = max(len(one.form), len(other.form))
    if shorter < _STEM or one.form[0].isdigit():
        return 0.0
    shared = common_letters(one.form, other.form)
    return _HALF * one.weight if shared >= max(_STEM - 1, 0.6 * longer) else 0.0


def _aligned(piece: Sequence[_Word], others: Sequence[_Word]) -> list[tuple[int, int]]:
    """Return which words of a sentence stand where, in order, close together."""
    beginnings = [(other, other.form[: _STEM - 1], other.place) for other in others]
    common = [_common(word, beginnings) for word in piece]
    columns = len(others) + 1
    best = [[0.0] * columns for _ in range(len(piece) + 1)]
    for i, alike in enumerate(common, 1):
        above, row = best[i - 1], best[i]
        left = row[0]
        for j, shared in enumerate(alike, 1):
            value = above[j]
            if shared and above[j - 1] + shared > value:
                value = above[j - 1] + shared
            left -= _SKIP
            left = max(left, value)
            row[j] = left
    j = max(range(columns), key=best[-1].__getitem__)
    found, i = [], len(piece)
    while i and j:
        shared = common[i - 1][j - 1]
        if shared and best[i][j] == best[i - 1][j - 1] + shared:
            found.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found[::-1]


def _common(word: _Word, others: Sequence[tuple[_Word, str, str | None]]) -> list[float]:
    """Return the weight a word has in common with each of others: mostly none, and soon seen.

    They come with what they begin with and what place they name: words alike share either.
    """
    begins, place = word.form[: _STEM - 1], word.place
    return [
        _likeness(word, other)
        if beginning == begins or (place is not None and named == place)
        else 0.0
        for other, beginning, named in others
    ]


Run = tuple[int, int, int, int]  # words of a sentence, words of the text in their place


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A quotation whose sentences were looked for in a text."""

    quoted: str
    language: str
    official: Official
    text: _Text
    found: Sequence[_Found]

    def judged(self) -> Faithfulness:
        """Return the verdict."""
        whole = sum(word.weight for one in self.found for word in one.piece)
        score = sum(one.weight for one in self.found) / whole if whole else 0.0
        count = sum(len(one.piece) for one in self.found)
        floor = FLOOR if count > SHORT else SHORT_FLOOR
        exact = bool(self.found) and all(one.exact for one in self.found)
        if not exact and (score < floor or score * whole < LEAST):
            return NOT_FOUND
        pairs = self._pairs()
        changed = tuple(self._differences())
        said = Faithfulness(
            verdict="differs",
            key=self.official.key,
            pairs=pairs,
            differences=changed,
            score=round(score, 3),
        )
        if any(one.quoted or set(one.kinds) & _OF_SUBSTANCE for one in changed):
            return said
        if not all(one.official[1] <= other.official[0] for one, other in pairwise(pairs)):
            moved = Difference(quoted=self.quoted, official="", kinds=("moved",))
            return replace(said, differences=(moved,))
        return replace(said, verdict="cut" if changed or len(pairs) > 1 else "verbatim")

    def _pairs(self) -> tuple[Pair, ...]:
        """Return the spans that say the same, those side by side in both texts as one."""
        pairs: list[Pair] = []
        last = -1
        for one in self.found:
            if not one.matches:
                last = -1
                continue
            (first, begins), (final, ends) = one.matches[0], one.matches[-1]
            words = self.text.words
            quoted = one.piece[first].start, one.piece[final].end
            official = words[begins].start, words[ends].end
            if last >= 0 and begins == last + 1:
                before = pairs.pop()
                quoted = before.quoted[0], quoted[1]
                official = before.official[0], official[1]
            pairs.append(Pair(quoted, official))
            last = ends
        return tuple(pairs)

    def _differences(self) -> Iterator[Difference]:
        """Yield what is worded otherwise, put in, or left out without a mark, in order."""
        texts = Texts(self.official.text, self.quoted, self.language)
        words, last, segment = self.text.words, -1, -1
        for one in self.found:
            if not one.matches:
                put_in = self.quoted[one.piece[0].start : one.piece[-1].end]
                yield Difference(quoted=put_in, official="", kinds=("added",))
                continue
            begins = one.matches[0][1]
            if one.segment == segment and begins > last + 1:
                left = self.official.text[words[last + 1].start : words[begins - 1].end]
                yield Difference(quoted="", official=left, kinds=("gone",))
            for run in self._runs(one):
                yield self._difference(one.piece, run, texts)
            last, segment = one.matches[-1][1], one.segment

    def _runs(self, one: _Found) -> Iterator[Run]:
        """Yield the runs of words that are not the same, those that touch as one."""
        (i, j), (i_last, j_last) = one.matches[0], one.matches[-1]
        before = self._beside(j, -1, i)
        behind = self._beside(j_last, 1, len(one.piece) - 1 - i_last)
        edges = [(-1, before - 1), *one.matches, (len(one.piece), behind + 1)]
        begin = edges[0][0] + 1, edges[0][1] + 1  # of the run that is open
        for i, j in edges[1:]:
            inside = i < len(one.piece)
            if inside and one.piece[i].form != self.text.words[j].form:
                continue
            if (i, j) != begin:
                yield begin[0], i, begin[1], j
            begin = i + 1, j + 1

    def _beside(self, word: int, step: int, most: int) -> int:
        """Return the word of the text, so many words on at most, up to which its sentence goes."""
        words = self.text.words
        for _ in range(most):
            one, other = sorted((word, word + step))
            if one < 0 or other == len(words):
                break
            if _STOP.search(self.official.text, words[one].end, words[other].start):
                break
            word += step
        return word

    def _difference(self, piece: Sequence[_Word], run: Run, texts: Texts) -> Difference:
        i, i_end, j, j_end = run
        words = self.text.words
        ours = self.quoted[piece[i].start : piece[i_end - 1].end] if i_end > i else ""
        theirs = ""
        if j_end > j:
            theirs = self.official.text[words[j].start : words[j_end - 1].end]
        found = tuple(sorted(kinds(theirs, ours, texts)))
        return Difference(quoted=ours, official=theirs, kinds=found)
