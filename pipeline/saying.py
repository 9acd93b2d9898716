"""Whose words stand between marks by a noun beside them: слова X «...», ответ X: «...». Pure."""

from pipeline.credit import Attribution, Frame
from pipeline.mention import Mention
from pipeline.passage import Passage
from pipeline.role import ACTING, is_subject

_BESIDE = 2  # words from the noun to whose it is: слова самого X
_FAR = 6  # words from marks to the noun behind them, and from there to who said it


def called_words(frame: Frame) -> Attribution | None:
    """Return whose words a noun before the marks or behind them says they are."""
    passage, words = frame.passage, frame.passage.words
    sayings = passage.known.words["saying_of"]
    if not sayings:
        return None
    who = _whose(passage, frame.floor, frame.first - 1)
    if who is None and words.capital[frame.first]:
        who = _before(passage, frame)
    if who is None and frame.one.closed and frame.last < frame.ceiling:
        gap = words.text[frame.one.closes : words.starts[frame.last]].strip(" \u00a0,")
        behind = range(frame.last, min(frame.last + _FAR, frame.ceiling))
        nouns = (at for at in behind if sayings.at(words.keys, at))
        noun = next(nouns, None) if gap in {"-", "–", "—"} else None
        if noun is not None and not passage.cues_in(frame.last, noun):
            who = _behind(passage, noun + 1, frame.ceiling)
    if who is None:
        return None
    return Attribution(who=who, chunk=None, cue=None, rule="saying", confidence=0.8)


def _before(passage: Passage, frame: Frame) -> Mention | None:
    """Return whose noun stands right before marks: слова X «...», ответ X: «...»."""
    first, edge = frame.floor, frame.first
    if passage.cues_in(first, edge):
        return None  # X called the words of Y "..."
    keys, sayings = passage.words.keys, passage.known.words["saying_of"]
    found = [m for m in passage.mentions_in(first, edge) if m.last == edge]
    for one in found:
        near = range(max(first, one.first - _BESIDE), one.first)
        if one.kind in ACTING and any(keys[at] in sayings for at in near):
            return one if one.case == "other" or one.metonym else None
    return None


def _whose(passage: Passage, first: int, noun: int) -> Mention | None:
    """Return whose a noun before marks is by a relative: X, чьи слова — «...»."""
    keys, known = passage.words.keys, passage.known.words
    if noun <= first or keys[noun] not in known["saying_of"]:
        return None
    if keys[noun - 1] not in known["whose"]:
        return None
    found = [m for m in passage.mentions_in(first, noun) if m.kind in ACTING]
    return found[-1] if found else None


def _behind(passage: Passage, first: int, ceiling: int) -> Mention | None:
    """Return whose a noun is that stands behind marks, or by whom it is said: сказанные X."""
    keys, said = passage.words.keys, passage.known.words["said_by"]
    for one in passage.mentions_in(first, min(first + _FAR, ceiling)):
        if one.kind not in ACTING or is_subject(passage, one):
            return None
        beside = one.first == first
        by = any(said.at(keys, at) for at in range(first, one.first))
        return one if beside or by else None
    return None
