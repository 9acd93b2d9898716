"""Clear indirect speech: a verb with its that-clause, or "according to" and a sentence. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.attribution import Attribution, made, own, subject_of
from pipeline.passage import Cue, Passage

_NEAR = 4  # words between the verb and its "that"
_LEAST = 3  # words of a clause
_WHOLE = frozenset({"own", "according", "according_after"})  # the rest of the sentence is theirs


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What is reported, and who says it."""

    start: int
    end: int
    by: Attribution


def clauses(passage: Passage) -> Iterator[Clause]:
    """Yield the reported clauses of a paragraph; marked words within are left to their marks."""
    for span in passage.sentences:
        first, last = (passage.word(edge) for edge in span)
        cues = passage.cues_in(first, last)
        for number, cue in enumerate(cues):
            if cue.kind in _WHOLE:
                found = _according(passage, cue, first, last)
            elif passage.known.endings["clause"]:
                found = _nominal(passage, cue, first, last)
            else:
                found = _that(passage, cue, first, last, cues[number + 1 : number + 2])
            if found and not _is_marked(passage, found):
                yield found
                if cue.kind in _WHOLE:
                    break


def _that(
    passage: Passage, cue: Cue, first: int, last: int, following: list[Cue]
) -> Clause | None:
    """Return the clause of a verb: X said that ..."""
    words, that = passage.words, passage.known.words["that"]
    after = range(cue.last, min(cue.last + _NEAR, last))
    at = next((one for one in after if words.keys[one] in that), None)
    if at is None or cue.kind == "for" or any(one.first < at for one in following):
        return None
    end = _end(passage, at + 1, last, following)
    by = subject_of(passage, cue, first, at, "that-clause")
    if by is None or by.who is None or end - at <= _LEAST:
        return None
    return Clause(start=words.starts[at + 1], end=words.ends[end - 1], by=by)


def _end(passage: Passage, first: int, last: int, following: list[Cue]) -> int:
    """Return the word after the clause: a participle of saying behind a comma ends it."""
    for one in following:
        gap = passage.words.between(one.first - 1, one.first)
        if one.kind == "participle" and "," in gap and one.first > first:
            return one.first
    return last


def _according(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return the sentence that "According to X," begins."""
    words = passage.words
    if cue.kind == "according_after":
        before = passage.mentions_in(first, cue.first)
        found = [one for one in before if cue.first - one.last <= 1][-1:]
        edge = cue.last
    elif cue.first - first > 1:
        return None
    else:
        after = passage.mentions_in(cue.last, min(cue.last + 3, last))
        found = [own(cue)] if cue.kind == "own" else after
        edge = found[0].last if found else last
    if not found or last - edge < _LEAST:
        return None
    parted = words.between(edge - 1, edge).strip().startswith((",", "՝", "`"))
    if not parted and not passage.known.endings["clause"]:
        return None
    by = made(found[0], cue, "according")
    return Clause(start=words.starts[edge], end=words.ends[last - 1], by=by)


def _nominal(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return a Turkish clause: X, ... olduğunu söyledi."""
    words, known = passage.words, passage.known
    if cue.kind != "say" or cue.first - first < _LEAST or last - cue.last > 1:
        return None
    if not words.keys[cue.first - 1].endswith(known.endings["clause"]):
        return None
    by = subject_of(passage, cue, first, last, "that-clause")
    if by is None or by.who is None:
        return None
    found = [m for m in passage.mentions_in(first, cue.first) if m.speaks and m.last <= cue.first]
    start = next((m.last for m in found if words.between(m.last - 1, m.last).strip() == ","), None)
    if start is None and found and found[0].first == first and found[0].kind != "institution":
        start = found[0].last
    if start is None:
        return None
    who = next(m for m in found if m.last == start)
    where = [at for at in range(start, cue.first) if known.channels.at(words.keys, at)]
    start = where[-1] + 1 if where else start  # in a speech he gave there, that ...
    if cue.first - start < _LEAST:
        return None
    by = Attribution(who=who, chunk=None, cue=by.cue, rule=by.rule, confidence=by.confidence)
    return Clause(start=words.starts[start], end=words.ends[cue.first - 1], by=by)


def _is_marked(passage: Passage, one: Clause) -> bool:
    return any(m.opens < one.end and m.closes > one.start for m in passage.marks)
