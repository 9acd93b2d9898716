"""Voices inside words that no marks part: բոլորն ասում են՝ կդիմանանք; on nous dit de. Pure."""

import re
from collections.abc import Iterator

from pipeline.clauses.infinitive import infinitive_at
from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Passage
from pipeline.speakers.lexicon import Words
from pipeline.text import Span

_PAUSES = frozenset({"՝", "`"})  # Armenian, for a "that"
_STOP = re.compile(r"[։:!?…]|[.․](?=\s|$)")
_VERB = 3  # words of a verb: ասում են, nous ont dit


def voices(passage: Passage, outer: Marked) -> Iterator[Span]:
    """Yield the words inside a marked passage that it lets another say, behind a pause."""
    words, known = passage.words, passage.known.words
    if not known["voicing"]:
        return
    first, last = passage.word(outer.start), passage.word(outer.end)
    asks = bool(known["marker"])
    pauses = not _PAUSES.isdisjoint(words.text[outer.start : outer.end])
    for at in range(first + 1, last) if asks or pauses else ():
        if asks and _is_asked(passage, at, last) and _is_said(passage, at, first):
            yield words.starts[at + 1], _before_another(passage, at, _end(words, at, outer.end))
        paused = pauses and words.between(at - 1, at).strip() in _PAUSES
        if paused and _is_said(passage, at, first):
            yield words.starts[at], _before_another(passage, at, _end(words, at, outer.end))


def _end(words: Words, word: int, last: int) -> int:
    """Return where the sentence of a word inside marks ends."""
    stop = _STOP.search(words.text, words.starts[word], last)
    return stop.start() if stop else last


def _is_asked(passage: Passage, word: int, last: int) -> bool:
    """Return whether a word leads to what is asked for: on nous dit de partir."""
    marks = passage.words.keys[word] in passage.known.words["marker"]
    return marks and word + 1 < last and infinitive_at(passage, word + 1, last) is not None


def _is_said(passage: Passage, word: int, first: int) -> bool:
    """Return whether a verb whose words may follow as they were said ends before a word."""
    keys, voicing = passage.words.keys, passage.known.words["voicing"]
    near = ((at, voicing.at(keys, at)) for at in range(max(word - _VERB, first), word))
    return any(found is not None and at + found[1] == word for at, found in near)


def _before_another(passage: Passage, first: int, end: int) -> int:
    """Return where a voice ends: before a "but" of who lets it speak."""
    words, breaking = passage.words, passage.known.words["breaking"]
    for at in range(first + 1, passage.word(end)):
        if words.keys[at] in breaking and "," in words.between(at - 1, at):
            return words.ends[at - 1]
    return end
