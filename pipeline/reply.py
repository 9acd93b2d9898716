"""Whose answer words are that no verb tells: X's answer: "..."; "..." is X's answer. Pure."""

from pipeline.credit import Attribution, Frame
from pipeline.mention import Mention
from pipeline.passage import Passage
from pipeline.role import ACTING, is_subject, opens_clause

_PAUSES = frozenset({"՝", "`"})
_JOINING = frozenset({"", ",", "՝", "-", "–", "—", ",-", ",–", ",—", ", -", ", –", ", —"})
_FAR = 8  # words of whose answer it is
_OPENING = 2  # words a sentence may open with before them


def led(frame: Frame, start: int) -> Attribution | None:
    """Return whose answer leads to marks: X-ի պատասխանը՝ «...»; X-ը տվեց կարճ պատասխան՝ «...»."""
    passage, words = frame.passage, frame.passage.words
    noun = frame.first - 1
    if frame.first == frame.floor:
        return _sentence_before(passage, start) if frame.one.opens == start else None
    if not is_led(passage, noun, frame.one.opens):
        return None
    if whose := _owner(passage, noun):
        return _made(whose, "before, reply")
    if words.keys[noun] not in passage.known.words["replies"]:
        return None
    found = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    who = next((m for m in reversed(found) if m.kind in ACTING), None)
    return _made(who, "before, reply") if who else None


def is_led(passage: Passage, noun: int, opens: int) -> bool:
    """Return whether an answer and a pause lead to marks that open at an offset."""
    words, replies = passage.words, passage.known.words["replies"]
    if noun < passage.first or words.keys[noun] not in replies:
        return False
    return words.text[words.ends[noun] : opens].strip() in _PAUSES


def told(frame: Frame) -> Attribution | None:
    """Return who alone a sentence is about whose pause leads to marks, whatever its verb.

    X-ը փորձեց մեղմել լարումը՝ «...»; X-ը համամիտ է. «...»; behind a pause what has no verb
    between the marks is a name.
    """
    passage, words = frame.passage, frame.passage.words
    if not passage.known.stands_alone or frame.first == frame.floor:
        return None
    gap = words.ends[frame.first - 1], frame.one.opens
    if words.text[slice(*gap)].strip() not in _PAUSES and not passage.announces(*gap):
        return None
    verbs = [passage.known.words[kind] for kind in ("auxiliaries", "negations")]
    inside = words.keys[frame.first : frame.last]
    announced = passage.announces(*gap)
    if not announced and not any(key in kind for key in inside for kind in verbs):
        return None
    found = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    found = [m for m in found if m.kind in ACTING]
    alone = len(found) == 1 and opens_clause(passage, found[0])
    return _made(found[0], "before, any verb") if alone else None


def _sentence_before(passage: Passage, start: int) -> Attribution | None:
    """Return whose answer the sentence before is of: X-ի արձագանքը չուշացավ. «...»."""
    before = [span for span in passage.sentences if span[1] <= start]
    if not before or not passage.known.stands_alone or not passage.announces(*before[-1]):
        return None
    first, last = (passage.word(edge) for edge in before[-1])
    if passage.cues_in(first, last):
        return None
    whose = _opening(passage, first, last)
    others = (m for m in passage.mentions_in(first, last) if m.kind in ACTING)
    if whose is None or any(is_subject(passage, m, behind=True) for m in others):
        return None  # X-ի կարծիքը կիսում է Y-ը
    return _made(whose[0], "sentence before, reply")


def behind(frame: Frame) -> Attribution | None:
    """Return whose answer the words were, told behind them: «...»,- սա է X-ի արձագանքը."""
    passage, words = frame.passage, frame.passage.words
    if not passage.known.stands_alone or frame.last >= frame.ceiling:
        return None
    gap = words.text[frame.one.closes : words.starts[frame.last]].strip(" \u00a0")
    if gap not in _JOINING or passage.cues_in(frame.last, frame.ceiling):
        return None
    whose = _opening(passage, frame.last, frame.ceiling)
    if whose is None:
        return None
    auxiliaries = passage.known.words["auxiliaries"]
    rest = words.keys[whose[1] : frame.ceiling]
    return _made(whose[0], "after, reply") if all(key in auxiliaries for key in rest) else None


def after(frame: Frame, end: int) -> Attribution | None:
    """Return of whose words the next sentence speaks: «...»։ X-ի այս խոսքերը ..."""
    passage, known = frame.passage, frame.passage.known
    span = next((one for one in passage.sentences if one[0] >= end), None)
    if span is None or not known.stands_alone or not known.words["determining"]:
        return None
    first, last = passage.word(span[0]), passage.word(span[1])
    keys = passage.words.keys
    if known.words["by_this"].at(keys, first):
        return _by_this(passage, first, last)
    for one in passage.mentions_in(first, min(first + 1, last)):
        noun = one.last + 1
        this = noun < last and keys[one.last] in known.words["determining"]
        if this and one.case == "other" and one.kind in ACTING and _is_noun(passage, noun):
            return _made(one, "sentence after, reply")
    return None


def _by_this(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who did something by the words before: Այսպես է արձագանքել X-ը."""
    words, that = passage.words, passage.known.words["that"]
    if len(passage.outside(first, last)) < last - first or passage.announces(
        words.starts[first], words.starts[last - 1]
    ):
        return None
    leads = ("," in words.between(first, first + 1)) if first + 1 < last else True
    if leads or any(words.keys[at] in that for at in range(first, last)):
        return None  # Այսպես, X-ն ասել է, որ: of what follows
    found = [m for m in passage.mentions_in(first, last) if is_subject(passage, m, behind=True)]
    found = [m for m in found if m.kind in ACTING]
    if len(found) != 1 or "," in words.text[words.starts[first] : words.starts[found[0].first]]:
        return None  # Այսպես էր գրված պաստառին, որը բռնել էր X-ը
    return _made(found[0], "sentence after, reply")


def _opening(passage: Passage, first: int, last: int) -> tuple[Mention, int] | None:
    """Return whose answer words open with, and the word behind the answer."""
    for noun in range(first + 1, min(first + _OPENING + _FAR, last)):
        if (whose := _owner(passage, noun)) and whose.first - first <= _OPENING:
            return whose, noun + 1
    return None


def _is_noun(passage: Passage, word: int) -> bool:
    known, keys = passage.known.words, passage.words.keys
    return any(known[kind].at(keys, word) is not None for kind in ("replies", "sayings"))


def _owner(passage: Passage, noun: int) -> Mention | None:
    """Return whose answer a noun is: the genitive right before it, or what it is joined to."""
    if not passage.known.stands_alone or not _is_noun(passage, noun):
        return None
    for one in passage.mentions_in(max(passage.first, noun - _FAR), noun + 1):
        if one.last == noun and one.case == "other" and one.kind in ACTING:
            return one
        if one.last == noun + 1 and one.kind == "document" and one.of:
            return one
    return None


def _made(who: Mention, rule: str) -> Attribution:
    return Attribution(who=who, chunk=None, cue=None, rule=rule, confidence=0.75)
