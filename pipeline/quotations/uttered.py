"""Whose words are, by a noun of saying around, before or behind them: X's answer: "..." Pure."""

from pipeline.quotations.credit import Attribution, Frame
from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Passage
from pipeline.quotations.role import ACTING, is_subject, opens_clause
from pipeline.quotations.utterance import (
    FAR,
    PAUSES,
    acts_alone,
    echoing,
    is_noun,
    is_utterance,
    leading,
    opening,
    owned,
    owner_before,
    owner_behind,
)
from pipeline.speakers.mention import Mention

_VERB = 3  # words of a verb that became a noun
_LEADING = (":", "–", "—", "-", *PAUSES)
_JOINING = frozenset({",", ":", "՝", "-", "–", "—", ",-", ",–", ",—", ", -", ", –", ", —"})


def around(frame: Frame) -> Attribution | None:
    """Return whose the noun right behind marks is: X'in "..." sözleri, X's "..." remark."""
    passage, last = frame.passage, frame.last
    if last >= frame.ceiling or not is_utterance(passage, last):
        return None
    if any(cue.first == last for cue in passage.cues_in(last, frame.ceiling)):
        return None
    return _made(owner_before(passage, frame.first, frame.floor), "around")


def within(one: Marked, passage: Passage, start: int) -> Attribution | None:
    """Return whose words marks hold in what somebody reports: X, Y'nin "..." dediğini söyledi."""
    end = passage.word(passage.sentence(one.opens)[1])
    floor, first, last = (passage.word(edge) for edge in (start, one.start, one.end))
    frame = Frame(passage=passage, one=one, floor=floor, first=first, last=last, ceiling=end)
    return around(frame) or joined(frame)


def joined(frame: Frame) -> Attribution | None:
    """Return whose the noun is that ends where marks begin: слова X «...», sözleri "..." oldu."""
    passage, known, edge = frame.passage, frame.passage.known, frame.first
    if edge == frame.floor or passage.cues_in(frame.floor, edge):
        return None
    keys, being = passage.words.keys, known.words["being"]
    if known.head_last:
        is_told = known.words["auxiliaries"].at(keys, frame.last)
        leads = frame.last < frame.ceiling and is_told is not None
    else:
        leads = passage.words.capital[edge]
    found = owned(passage, frame.floor, edge) if leads else ()
    ending = (one.who for one in found if all(key in being for key in keys[one.last : edge]))
    return _made(next(ending, None), "joined")


def behind(frame: Frame) -> Attribution | None:
    """Return whose the noun behind marks is: "..." was X's reply; «...»,- սա X-ի պատասխանն է."""
    passage, words, last = frame.passage, frame.passage.words, frame.last
    if not frame.one.closed or last >= frame.ceiling:
        return None
    gap = words.text[frame.one.closes : words.starts[last]].strip(" \u00a0")
    is_ = words.keys[last] in passage.known.words["being"]
    if gap not in _JOINING and (gap or not (is_ or frame.floor == frame.first)):
        return None
    found = opening(passage, last, frame.ceiling)
    if found is None or passage.cues_in(last, found.first):
        return None
    small = passage.known.words["auxiliaries"]
    rest = words.keys[found.last : frame.ceiling] if passage.known.head_last else ()
    return _made(found.who, "behind") if all(key in small for key in rest) else None


def led(frame: Frame) -> Attribution | None:
    """Return whose noun leads to marks, or who gives it, by a pause: X's answer: "..."."""
    passage, words, floor, edge = frame.passage, frame.passage.words, frame.floor, frame.first
    gap = words.text[words.ends[edge - 1] : frame.one.opens].strip() if edge > floor else ""
    if not gap.endswith(_LEADING):
        return None
    if who := leading(passage, floor, edge) or echoing(passage, floor, edge):
        return _made(who, "led")
    if gap.endswith(":") and (who := _bringing(passage, floor, edge)):
        return _made(who, "led, given")
    if gap not in PAUSES or not is_noun(passage, edge - 1):
        return None
    found = [m for m in passage.mentions_in(floor, edge) if is_subject(passage, m)]
    return _made(next((m for m in reversed(found) if m.kind in ACTING), None), "led, given")


def _bringing(passage: Passage, floor: int, edge: int) -> Mention | None:
    """Return the body that alone opens a sentence with a noun of saying: Bakou a un message."""
    if not passage.known.inverts or not any(is_noun(passage, at) for at in range(floor, edge)):
        return None
    found = [m for m in passage.mentions_in(floor, edge) if is_subject(passage, m)]
    alone = len(found) == 1 and found[0].kind == "institution"
    return found[0] if alone and opens_clause(passage, found[0]) else None


def sentence_before(frame: Frame, start: int) -> Attribution | None:
    """Return whose noun the sentence before is of: "..." behind X's answer was short."""
    passage = frame.passage
    span = passage.before(start)
    if span is None or frame.one.opens != start:
        return None
    if not passage.announces(*span) and frame.last < frame.ceiling:
        return None
    first, last = map(passage.word, span)
    found = opening(passage, first, last)
    if found is None or passage.cues_in(first, last):
        return None
    alone = acts_alone(passage, found.who, first, last)  # X-ի կարծիքը կիսում է Y-ը
    return _made(found.who, "sentence before") if alone else None


def sentence_after(frame: Frame, end: int) -> Attribution | None:
    """Return whose the sentence behind says "these words" are, or opens with: X'in bu sözleri."""
    passage = frame.passage
    span = passage.behind(end)
    if span is None:
        return None
    first, last = passage.word(span[0]), passage.word(span[1])
    if len(passage.outside(first, last)) < last - first:
        return None
    keys, this = passage.words.keys, passage.known.words["determining"]
    for at in range(first, last - 1):
        if keys[at] in this and is_noun(passage, at + 1):
            far = FAR if _is_told(passage, first, at) else 0
            who = owner_before(passage, at, first, far) or owner_behind(passage, at + 1, last)
            return _made(who, "sentence after, these")
    whole = (frame.floor, frame.last) == (passage.first, frame.ceiling)
    found = opening(passage, first, last) if whole and frame.first == frame.floor else None
    return _made(found.who, "sentence after") if found else None


def _is_told(passage: Passage, first: int, edge: int) -> bool:
    """Return whether a verb that became a noun ends right before a word: söylediği bu sözler."""
    told, keys = passage.known.reported, passage.words.keys
    near = range(max(first + 1, edge - _VERB), edge)
    return any((verb := told.at(keys, at)) and at + verb[1] == edge for at in near)


def _made(who: Mention | None, where: str) -> Attribution | None:
    if who is None:
        return None
    return Attribution(who=who, chunk=None, cue=None, rule=f"utterance, {where}", confidence=0.8)
