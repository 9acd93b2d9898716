"""What is reported without a verb of its own: accused X of doing it, denied it, begged X to. Pure.

Where a grammar lists the cues that lead to it: `accusing`, `denying`, `claiming`, `pleading`.
"""

from collections.abc import Sequence

from pipeline.clauses.reported import Clause
from pipeline.clauses.thatless import is_said, joins
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.teller import subject_of

_LEAST = 2  # words of what is reported
_WHOM = 9  # words of whom it is said of, or asked of


def nonfinite(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: Sequence[Cue]
) -> Clause | None:
    """Return what a verb of accusing, denying, claiming or begging leads to."""
    if not passage.known.words["accusing"] or not is_said(passage, cue):
        return None
    first, last = sentence
    at = _start(passage, cue, last)
    if at is None:
        return None
    by = subject_of(passage, cue, first, cue.last, "nonfinite")
    end = next((one for one in _ends(passage, at, following)), last)
    if by is None or by.who is None or end - at < _LEAST:
        return None
    return Clause.of(passage, at, end, by)


def _start(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return where what is reported begins, by what a verb has behind it."""
    keys, known = passage.words.keys, passage.known.words
    verb, behind = keys[cue.first], cue.last
    if behind >= last or passage.words.between(behind - 1, behind).strip():
        return None
    denies = verb in known["denying"] and _is_doing(passage, behind)
    claims = verb in known["claiming"] and keys[behind] in known["marker"]
    return behind if denies or claims else _behind_whom(passage, verb, behind, last)


def _behind_whom(passage: Passage, verb: str, first: int, last: int) -> int | None:
    """Return where it begins behind whom a verb accuses or begs."""
    keys, known = passage.words.keys, passage.known.words
    accuses, pleads = verb in known["accusing"], verb in known["pleading"]
    for at in range(first, min(first + _WHOM, last - 1)) if accuses or pleads else ():
        if passage.words.between(at, at + 1).strip(" -'’."):
            return None
        if accuses and keys[at] in known["partitive"] and _is_doing(passage, at + 1):
            return at + 1
        if pleads and at > first and keys[at] in known["marker"] and _is_verb(passage, at + 1):
            return at
    return None


def _is_doing(passage: Passage, word: int) -> bool:
    """Return whether a word is a verb as a noun: shelling."""
    key = passage.words.keys[word]
    small = key in passage.known.words["breaking"] or passage.words.capital[word]
    return key.endswith(passage.known.endings["doing"]) and not small


def _is_verb(passage: Passage, word: int) -> bool:
    """Return whether a word behind a "to" may be a verb: no name, and no noun's article."""
    small = passage.known.words
    key, capital = passage.words.keys[word], passage.words.capital[word]
    return not (capital or key in small["articles"] or key in small["determiners"])


def _ends(passage: Passage, start: int, following: Sequence[Cue]) -> list[int]:
    """Return where another verb of saying goes on: denied it, and accused X; denied it, adding."""
    found = []
    for cue in following:
        if cue.first <= start + 1:
            continue
        if joins(passage, cue.first - 1):
            found.append(cue.first - 1)
        elif "," in passage.words.between(cue.first - 1, cue.first):
            found.append(cue.first)
    return found
