"""Whose words stand alone, by who is named beside them: « ... » X n'a pas tari d'éloges. Pure.

In a grammar that lists `termed`.
"""

from dataclasses import replace

from pipeline.credit import Attribution, Frame, made, own
from pipeline.mark import Marked
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.role import is_agency, is_subject, opens_clause

_SOMEBODY = frozenset({"person", "office"})
_NAMED = frozenset({"person", "office", "institution"})
_NEAR = 8  # words from marks to who is named behind their colon
_OPENS = 2  # words before the subject of a sentence
_OF = 3  # words from a noun of saying to whose it is
_FEWEST = 3  # words of a quotation that stands alone
_ASKS = 4  # words of a question between whom a sentence is about, and their words


def narrated(passage: Passage, cue: Cue, rule: str) -> Attribution | None:
    """Return who goes on in the infinitive, whoever spoke or was told of: Et de lancer : ..."""
    keys, known, at = passage.words.keys, passage.known.words, cue.first - 1
    if not known["termed"] or at <= passage.first or keys[at] not in known["governing"]:
        return None
    opens = passage.word(passage.sentence(passage.words.starts[cue.first])[0])
    infinitive = keys[cue.first].endswith(passage.known.endings["told_infinitive"])
    if not infinitive or keys[at - 1] not in known["and"] or at - 1 != opens:
        return None
    return made(replace(own(cue), role="dropped"), cue, f"{rule}, dropped")


def alone(frame: Frame, start: int, end: int, earlier: Marked | None) -> Attribution | None:
    """Return whose words stand alone, by who is named before or behind them."""
    known = frame.passage.known.words
    if not known["termed"] or frame.last - frame.first < _FEWEST - 1:
        return None
    return (
        _behind_colon(frame)
        or _headed(frame, start)
        or _about(frame, start, earlier)
        or _behind(frame, end, earlier)
    )


def voiced(frame: Frame) -> Attribution | None:
    """Return whose answer leads to words, or by whose voice: Réponse de X : « ... »"""
    passage, keys, known = frame.passage, frame.passage.words.keys, frame.passage.known.words
    text = passage.words.text[passage.words.ends[frame.first - 1] : frame.one.opens]
    if frame.first == frame.floor or not text.strip().endswith(":"):
        return None
    for at in range(frame.floor, frame.first):
        if found := known["voices"].at(keys, at):
            return _of(passage, at + found[1], frame.first, "colon, from")
    return (
        None
        if passage.cues_in(frame.floor, frame.first)
        else _retort(passage, frame.floor, frame.first, "colon, from")
    )


def _retort(passage: Passage, first: int, last: int, rule: str) -> Attribution | None:
    """Return whose answer a stretch begins with: la réponse de X, le message de X."""
    keys, known = passage.words.keys, passage.known.words
    opening = range(first, min(first + _OPENS, last))
    noun = next((at for at in opening if known["retorts"].at(keys, at)), None)
    if noun is None:
        return None
    text = next((m for m in passage.mentions_in(noun, noun + 1) if m.of), None)
    if text and text.of and text.of.kind in _NAMED:
        return _told(text.of, rule)
    of = next((at for at in range(noun, min(noun + _OF, last)) if keys[at] in known["of"]), None)
    return _of(passage, of + 1, last, rule) if of is not None else None


def _of(passage: Passage, at: int, last: int, rule: str) -> Attribution | None:
    """Return who is named right behind a preposition."""
    found = passage.mentions_in(at, min(at + _OPENS, last))
    return _told(found[0], rule) if found and found[0].kind in _NAMED else None


def _behind_colon(frame: Frame) -> Attribution | None:
    """Return who is told of behind words and a colon: « ... » : X n'a pas tari d'éloges."""
    passage, words = frame.passage, frame.passage.words
    gap = (
        words.text[frame.one.closes : words.starts[frame.last]]
        if frame.last < passage.last
        else ""
    )
    if gap.strip() != ":" or frame.first != frame.floor:
        return None
    span = frame.last, min(frame.last + _NEAR, frame.ceiling)
    if passage.known.words["termed"].at(words.keys, frame.last):
        found = [m for m in passage.mentions_in(*span) if m.kind in _SOMEBODY]
    else:
        found = [m for m in _subjects(passage, *span) if m.first - frame.last <= _OPENS]
    if found:
        return _told(found[0], "after, colon")
    return _retort(passage, frame.last, frame.ceiling, "after, colon")


def _headed(frame: Frame, start: int) -> Attribution | None:
    """Return whose text words stand behind, where a heading tells it: Communiqué de X. « ... »"""
    passage, known = frame.passage, frame.passage.known
    before = _sentence_before(frame, start)
    if before is None or known.channels.at(passage.words.keys, before[0]) is None:
        return None
    found = [m for m in passage.mentions_in(*before) if m.kind in _NAMED or m.of]
    bare = not passage.cues_in(*before) and len(found) == 1
    joint = passage.words.keys[before[0] : found[0].first] if bare else []
    of = bare and (found[0].of or any(key in known.words["of"] for key in joint))
    return _told(found[0], "sentence before, heading") if of else None


def _about(frame: Frame, start: int, earlier: Marked | None) -> Attribution | None:
    """Return whom the sentence before is about, a short question left out: X est sûr. « ... »"""
    passage = frame.passage
    before = _sentence_before(frame, start)
    if before is None or not _is_whole(frame):
        return None
    if (
        passage.words.text[passage.words.ends[before[1] - 1]] == "?"
        and before[1] - before[0] <= _ASKS
    ):
        offset = passage.words.starts[before[0]]
        before = _before(passage, offset)
    if before is None or (earlier and earlier.closes > passage.words.starts[before[0]]):
        return None
    return _subject(passage, *before, "sentence before, about")


def _behind(frame: Frame, end: int, earlier: Marked | None) -> Attribution | None:
    """Return whom the sentence behind a paragraph's first words is about: « ... » X a souri."""
    passage = frame.passage
    opens = frame.first == passage.first and earlier is None
    following = next((span for span in passage.sentences if span[0] >= end), None)
    if not opens or following is None or not _is_whole(frame):
        return None
    first, last = (passage.word(edge) for edge in following)
    marked = any(following[0] <= m.opens < following[1] for m in passage.marks)
    if marked:
        return None
    rule = "sentence after, about"
    return _retort(passage, first, last, rule) or _subject(passage, first, last, rule)


def _is_whole(frame: Frame) -> bool:
    """Return whether words are a sentence of their own, between marks."""
    alone_ = frame.first == frame.floor and frame.last >= frame.ceiling
    return alone_ and frame.passage.words.text[frame.one.start].isupper()


def _sentence_before(frame: Frame, start: int) -> tuple[int, int] | None:
    if frame.floor != frame.first:
        return None
    return _before(frame.passage, start)


def _before(passage: Passage, start: int) -> tuple[int, int] | None:
    """Return the words of the sentence before an offset."""
    spans = [span for span in passage.sentences if span[1] <= start]
    found = (passage.word(spans[-1][0]), passage.word(spans[-1][1])) if spans else None
    return found if found and found[0] < found[1] else None


def _subject(passage: Passage, first: int, last: int, rule: str) -> Attribution | None:
    """Return the one person or office that a sentence begins with, where no other may speak."""
    found = _subjects(passage, first, last)
    told = bool(passage.cues_in(first, last))
    if not found or (told and len(found) > 1) or not opens_clause(passage, found[0]):
        return None
    return _told(found[0], rule)


def _subjects(passage: Passage, first: int, last: int) -> list[Mention]:
    found = [m for m in passage.mentions_in(first, last) if is_subject(passage, m)]
    return [m for m in found if m.kind in _SOMEBODY and not is_agency(passage, m)]


def _told(who: Mention, rule: str) -> Attribution:
    return Attribution(who=who, chunk=None, cue=None, rule=rule, confidence=0.65)
