"""A paragraph as attribution sees it: words, marked passages, sentences, cues, mentions. Pure."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Literal, cast

from pipeline.clauses.declension import cased
from pipeline.grammar import SAYING, Grammar
from pipeline.quotations import inversion
from pipeline.quotations.mark import Marked, dashed, marked, parted
from pipeline.quotations.side import sided
from pipeline.speakers.apposition import joined
from pipeline.speakers.country import with_countries
from pipeline.speakers.dateline import dateline, seat
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention
from pipeline.speakers.mentioned import mentioned
from pipeline.text import COLONS, Span, sentences

CueKind = Literal[
    "own", "say", "write", "participle", "converb", "according", "according_after", "for"
]

_LETTER = re.compile(r"\w")
_END = re.compile(r"[.!?։:…]")
_OF_WHOM = "according_after"
_PHRASE = 6  # words from one of a cue to behind its others: tiré hier la sonnette d'alarme
_STOPS = ".։"  # after a question the sentence may go on: "Why?" she asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A verb of saying, or an "according to", from word `first` to before word `last`."""

    first: int
    last: int
    kind: CueKind

    @property
    def says(self) -> bool:
        """Return whether it is a verb of saying in a form that has a subject."""
        return self.kind in SAYING


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph."""

    words: Words
    known: Grammar
    first: int  # word
    last: int  # word after it
    marks: list[Marked]
    sentences: list[Span]
    cues: list[Cue]
    mentions: list[Mention]
    countries: list[tuple[int, str, int]]  # word, party, word after it
    seat: str | None  # party whose capital its dateline names

    def word(self, offset: int) -> int:
        """Return the first word that begins at an offset or after it."""
        return bisect_left(self.words.starts, offset, self.first, self.last)

    def sentence(self, offset: int) -> Span:
        """Return the sentence that an offset lies in; marks hold their sentences together."""
        for one in self.sentences:
            if offset < one[1]:
                return one
        return self.sentences[-1]

    def before(self, offset: int) -> Span | None:
        """Return the last sentence that is over at an offset."""
        return next((one for one in reversed(self.sentences) if one[1] <= offset), None)

    def behind(self, offset: int) -> Span | None:
        """Return the first sentence that begins at an offset or after it."""
        return next((one for one in self.sentences if one[0] >= offset), None)

    def outside(self, first: int, last: int) -> list[int]:
        """Return the words of a stretch that no marks hold."""
        found: list[int] = []
        for one in self.marks:  # in their order, none within another
            found += range(first, min(self.word(one.opens), last))
            first = max(first, self.word(one.closes))
        return [*found, *range(first, last)]

    def announces(self, start: int, end: int) -> bool:
        """Return whether a stretch of the text ends in a colon; in Armenian that is one dot."""
        colons = COLONS.get(self.known.language, ":")
        return self.words.text[start:end].rstrip().endswith(tuple(colons))

    def cues_in(self, first: int, last: int) -> list[Cue]:
        """Return the cues of a stretch."""
        return [one for one in self.cues if first <= one.first and one.last <= last]

    def mentions_in(self, first: int, last: int) -> list[Mention]:
        """Return the mentions that begin in a stretch."""
        return [one for one in self.mentions if first <= one.first and one.first < last]


def passage(span: Span, words: Words) -> Passage:
    """Return a paragraph with what it holds, behind its dateline."""
    text, known = words.text, words.known
    head = dateline(text, span)
    span = (head or span[:1])[-1], span[1]
    first, last = (bisect_left(words.starts, edge) for edge in span)

    def is_telling(start: int, end: int) -> bool:
        told = bisect_left(words.starts, start), bisect_left(words.starts, end)
        return any(one.says for one in _cues(words, known, *told))

    whole = dashed(text, span, marked(text, span), is_telling)
    marks = [part for one in whole for part in parted(one, text, is_telling)]
    if known.inverts and words.beginning("cue", first, last):
        marks = [part for one in marks for part in inversion.parted(one, words, known)]
    start, end = span
    masked, done = [], start
    for one in marks:
        if one.closed:  # a full stop inside the marks ends no sentence, but for the last
            stop = one.end - _stops(text, one)
            inside = _LETTER.sub("q", _END.sub(",", text[one.start : stop]))
            masked += [text[done : one.start], inside]
            done = stop
    flat = "".join((*masked, text[done:end])).replace("\n", " ")
    spans = [(a + start, b + start) for a, b in sentences(flat) if _LETTER.search(flat, a, b)]
    bounds = [
        (bisect_left(words.starts, o.start), bisect_left(words.starts, o.end)) for o in marks
    ]
    free: list[tuple[int, int]] = []
    at = first
    for opened, closed in bounds:
        free.append((at, opened))
        at = closed
    free.append((at, last))
    cues = [cue for one in free for cue in _cues(words, known, *one)]
    read = (sided(mentioned(words, *part), words, known) for part in free)
    mentions = [one for part in read for one in joined(part, words, known)]
    if cues:
        if known.words["said_by"]:
            cues = [_by_whom(one, words, known, mentions) for one in cues]
        mentions = [_behind_source(one, cues, words, known) for one in mentions]
        mentions = [one for one in mentions if not _is_cue(one, cues)]
        kinds = {_OF_WHOM, "participle"} if known.articled_names else {_OF_WHOM}
        verbs = [(one.first, one.kind) for one in cues if one.says or one.kind in kinds]
        bounds = [(bisect_left(words.starts, a), bisect_left(words.starts, b)) for a, b in spans]
        mentions = with_countries(words, known, mentions, verbs, bounds)
        if known.drops_subject:
            cues = [one for one in cues if not _is_measure(one, mentions)]
    return Passage(
        words,
        known,
        first,
        last,
        marks,
        spans or [span],
        cues,
        mentions,
        _countries(words, first, last),
        seat(words, words.lexicon, head) if head else None,
    )


def _stops(text: str, one: Marked) -> bool:
    """Return whether the last character inside marks ends the sentence they stand in.

    So does a question behind a colon: X asked: "Why?" Y was silent.
    """
    if text[one.end - 1] in _STOPS:
        return True
    led = text[max(0, one.opens - 3) : one.opens].rstrip().endswith(":")
    behind = text[one.closes : one.closes + 3]
    return led and behind[:1].isspace() and behind.strip()[:1].isupper()


def _by_whom(one: Cue, words: Words, known: Grammar, mentions: list[Mention]) -> Cue:
    """Return a participle of saying as an "according to", where its genitive is beside it."""
    if one.kind != "participle" or known.words["said_by"].at(words.keys, one.first) is None:
        return one
    whose = any(who.last == one.first and who.case == "other" for who in mentions)
    apart = words.between(one.first - 1, one.first).strip() if one.first else "."
    return replace(one, kind="according_after") if whose and not apart else one


def _is_measure(one: Cue, mentions: list[Mention]) -> bool:
    """Return whether an "according to" is by no one's words: eski haritalara göre."""
    of_whom = one.kind == _OF_WHOM and one.last - one.first == 1
    return of_whom and not any(who.last == one.first for who in mentions)


def _behind_source(one: Mention, cues: list[Cue], words: Words, known: Grammar) -> Mention:
    """Return a mention behind an "according to": whose text it is of, and in the case it takes."""
    for cue in cues:
        if cue.first > one.first:
            break
        if cue.kind != "according" or cue.last - one.first not in {0, 1}:
            continue
        if one.of and one.first < cue.last <= one.of.first:
            return one.of  # по сообщению X
        verb = known.cues.at([words.keys[cue.last - 1]], 0)  # как сообщил X
        return one if verb and verb[0] in SAYING else cased(one, words, known)
    return one


def _is_cue(one: Mention, cues: list[Cue]) -> bool:
    for cue in cues:  # in their order, none within another
        if cue.first > one.first:
            break
        if one.last <= cue.last:
            return True
    heads = {cue.first for cue in cues if cue.says}
    return one.kind == "document" and one.last - 1 in heads  # Azerbaijan reports that


def _cues(words: Words, known: Grammar, first: int, last: int) -> list[Cue]:
    found: list[Cue] = []
    idle = known.endings["idle"]
    for index in words.beginning("cue", first, last):
        said = known.cues.at(words.keys, index)
        if said is None or said[1] == 1:
            said = _with_topic(words, known, index) or said
        if said is None:
            continue
        if idle and said[0] != "participle" and words.keys[index].endswith(idle):
            continue
        if _is_topic(words, known, index) or (index > first and _is_noun(words, known, index)):
            continue
        if index + said[1] <= last and (not found or found[-1].last <= index):
            kind = cast("CueKind", said[0])
            found.append(Cue(first=index, last=index + said[1], kind=kind))
    return found


def _with_topic(words: Words, known: Grammar, index: int) -> tuple[str, int] | None:
    """Return a cue with an "also" between its words: müjdesini de verdi; a mis jeudi en garde."""
    keys, topic = words.keys, known.words["adverbs" if known.inverts else "topic"]
    if not topic or index + 2 >= len(keys) or keys[index + 1] not in topic:
        return None
    found = known.cues.at([keys[index], *keys[index + 2 : index + _PHRASE]], 0)
    return (found[0], found[1] + 1) if found and found[1] > 1 else None


def _is_noun(words: Words, known: Grammar, index: int) -> bool:
    """Return whether a form of saying is a noun where it stands: une annonce, his claims."""
    before, small = words.keys[index - 1], known.words
    if gap := words.between(index - 1, index).strip():
        return gap == "-" and bool(known.endings["finite"])  # self-described
    own = before in small["after"] and bool(known.endings["finite"])  # X's claim
    if own or before in small["determiners"]:
        return True
    if words.keys[index] not in small["nouns"]:
        return False
    whose = known.parties.begins(before) and not known.countries.at(words.keys, index - 1)
    return words.capital[index] or before in small["before"] or whose


def _is_topic(words: Words, known: Grammar, index: int) -> bool:
    """Return whether a form of saying is a noun that a verb is of: claims of it, claims were."""
    if words.keys[index] not in known.words["nouns"] or index + 1 == len(words.keys):
        return False
    small, behind = known.words, words.keys[index + 1]
    of = behind in small["finite"] or behind in small["partitive"]
    return of and bool(known.endings["finite"]) and words.between(index, index + 1) == " "


def _countries(words: Words, first: int, last: int) -> list[tuple[int, str, int]]:
    """Return the countries named: word, party, word after it."""
    found: list[tuple[int, str, int]] = []
    for index in words.beginning("party", first, last):
        named = words.party(index)
        if named and (not found or found[-1][2] <= index):
            found.append((index, named[0], index + named[1]))
    return found
