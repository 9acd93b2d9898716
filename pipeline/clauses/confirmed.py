"""Who says what the sentence before tells: X l'a révélé; L'information, donnée par X. Pure.

In a grammar that lists `confirming` verbs or `news`.
"""

from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.teller import subject_of

_PAR = 8  # words from a noun to by whom it was given
_OPENS = 3  # words of a sentence up to its noun
_BESIDE = 3
_LEADING = frozenset(':«“"')
_NAMED = frozenset({"person", "office", "institution"})


def confirmed(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who says in a sentence that they said the one before, and nothing else."""
    if first >= last or not passage.known.words["confirming"]:
        return None
    return _it(passage, first, last) or _news(passage, first, last)


def _it(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who has said it: X l'a annoncé jeudi."""
    keys, known = passage.words.keys, passage.known.words
    for cue in passage.cues_in(first, last):
        if not cue.says or known["confirming"].at(keys, cue.first) is None:
            continue
        at = passage.words.end_without(first, cue.first, known["perfect"], known["adverbs"])
        if at > first and keys[at - 1] in known["it"] and not _leads_on(passage, cue, last):
            return subject_of(passage, cue, first, cue.first, "sentence after")
    return None


def _news(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return by whom news was given: L'information, donnée par X, ..."""
    keys, known = passage.words.keys, passage.known.words
    opening = range(first, min(first + _OPENS, last))
    noun = next((at for at in opening if known["news"].at(keys, at)), None)
    if noun is None or noun == first:
        return None
    participle = passage.known.endings["participle"]
    for at in range(noun + 2, min(noun + _PAR, last)):
        given = any(key.endswith(participle) for key in keys[max(noun + 1, at - _BESIDE) : at])
        found = passage.mentions_in(at + 1, min(at + _BESIDE, last))
        if keys[at] in known["given_by"] and given and found and found[0].kind in _NAMED:
            return made(found[0], Cue(first=noun, last=noun + 1, kind="say"), "sentence after")
    return None


def _leads_on(passage: Passage, cue: Cue, last: int) -> bool:
    """Return whether a verb leads to words of its own behind it: l'a dit : ..."""
    that, words = passage.known.words["that"], passage.words
    end = min(cue.last + _BESIDE, last)
    gap = words.text[words.ends[cue.last - 1] : words.starts[end] if end < passage.last else None]
    return not _LEADING.isdisjoint(gap) or any(key in that for key in words.keys[cue.last : end])
