"""Parts of a sentence, as semicolons and a row of "that" part it, or an absolute clause. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.clauses.reported import Clause
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma
from pipeline.text import Span

_TELLER = 6  # words of who says it, from their verb to the semicolon


def parts(passage: Passage) -> Iterator[Span]:
    """Yield the sentences of a paragraph; parted where another verb of saying tells the rest.

    A promis X ; il a ajouté que. What one verb tells goes on behind a semicolon.
    """
    for start, end in passage.sentences:
        begun = start
        for at in _semicolons(passage, start, end) if passage.known.inverts else ():
            if _is_told(passage, begun, at) or passage.cues_in(
                passage.word(at), passage.word(end)
            ):
                yield begun, at
                begun = at + 1
        yield begun, end


def _semicolons(passage: Passage, start: int, end: int) -> Iterator[int]:
    """Yield where semicolons stand that no marks hold."""
    for at in range(start, end):
        held = passage.words.text[at] != ";" or any(
            m.opens <= at < m.closes for m in passage.marks
        )
        if not held:
            yield at


def _is_told(passage: Passage, start: int, end: int) -> bool:
    """Return whether a part ends in who says it, behind a comma."""
    last = passage.word(end)
    cues = passage.cues_in(passage.word(start), last)
    if not cues or last - cues[-1].last > _TELLER:
        return False
    return "," in passage.words.text[start : passage.words.starts[cues[-1].first]]


def enumerated(passage: Passage, one: Clause) -> list[Clause]:
    """Return a clause as each of those a row of "that" makes of it: que A, que B et que C.

    Two that but an "and" joins are one.
    """
    words, known = passage.words, passage.known.words
    first, last = passage.word(one.start), passage.word(one.end)
    if not passage.known.inverts or "that-clause" not in one.by.rule:
        return [one]
    those = [at for at in passage.outside(first + 1, last) if words.keys[at] in known["that"]]
    commas = [at for at in those if is_comma(passage, at)]
    final = [at for at in those if words.keys[at - 1] in known["and"]]
    if not commas or not final or final[-1] < commas[-1]:
        return [one]
    edges = [(at, at) for at in commas] + [(final[-1] - 1, final[-1])]
    starts = [one.start, *(words.starts[that + 1] for _, that in edges)]
    ends = [*(words.ends[before - 1] for before, _ in edges), one.end]
    return [replace(one, start=a, end=b) for a, b in zip(starts, ends, strict=True)]


def absolute_end(passage: Passage, cue: Cue, last: int) -> int:
    """Return the word after what is reported without a tense: X ayant dit que A, Y a répondu."""
    if cue.first == passage.first or not passage.known.words["having"]:
        return last
    if passage.words.keys[cue.first - 1] not in passage.known.words["having"]:
        return last
    verb = next((one.first for one in passage.cues_in(cue.last, last) if one.says), last)
    commas = [at for at in range(cue.last + 1, verb + 1) if at < last and is_comma(passage, at)]
    return commas[-1] if commas else last
