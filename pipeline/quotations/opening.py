"""Whether a sentence begins with a mention, so that who or where it is goes on behind it. Pure."""

from pipeline.quotations.passage import Passage
from pipeline.quotations.role import is_subject
from pipeline.quotations.subject import is_asked, stands_apart
from pipeline.quotations.utterance import owned
from pipeline.speakers.mention import Mention

_FOCUS = frozenset({"person", "office"})
_NEAR = 3  # words up to the subject that a sentence begins with


def opens(passage: Passage, one: Mention) -> bool:
    """Return whether a sentence begins with a mention: as its subject, or where it is."""
    start = passage.word(passage.sentence(passage.words.starts[one.first])[0])
    near = _is_near(passage, one, start)
    if near and passage.known.words["clausal"] and _is_told(passage, one, start):
        return False
    may = near or _is_behind(passage, one, start)
    if _is_told_last(passage, one) or _is_topic(passage, one, start):
        return True
    if may and is_subject(passage, one):
        return True
    return near and (_is_led(passage, one, start) or is_place(passage, one))


def _is_told_last(passage: Passage, one: Mention) -> bool:
    """Return whether a sentence ends in who it is: Onlardan biri X-dir."""
    words, copula = passage.words, passage.known.endings["copula"]
    if not copula or one.kind not in _FOCUS or not words.written(one.last - 1).endswith(copula):
        return False
    return one.last == passage.word(passage.sentence(words.starts[one.first])[1])


def is_place(passage: Passage, one: Mention) -> bool:
    """Return whether a capital is where a sentence is, that begins with it: À Bakou, ..."""
    at = one.first - 1
    led = at >= passage.first and passage.words.keys[at] in passage.known.words["at"]
    return one.metonym and led


def _is_near(passage: Passage, one: Mention, start: int) -> bool:
    """Return whether a mention is the first thing in its sentence, or behind but a clause."""
    near = one.first - start <= _NEAR
    if near and passage.known.words["finite"]:  # X met Y: who comes first
        near = all(m.metonym for m in passage.mentions_in(start, one.first))
    return near or _is_led_to(passage, one, start)


def _is_behind(passage: Passage, one: Mention, start: int) -> bool:
    """Return whether a mention far behind may be whom a sentence is about, in its language."""
    known = passage.known
    if known.leads_with_verb:  # Le matin même, M. Aliev a ...
        may = not passage.mentions_in(start, one.first)
    else:
        may = known.drops_subject and (
            stands_apart(passage, one) or _is_first(passage, one, start)
        )
    return may or (known.stands_alone and one.speaks and _is_alone(passage, one))


def _is_first(passage: Passage, one: Mention, start: int) -> bool:
    """Return whether nobody named before may be the subject: X-lə söhbət edən Y ..."""
    before = passage.mentions_in(start, one.first)
    return bool(before) and not any(is_subject(passage, each) for each in before)


def _is_led(passage: Passage, one: Mention, start: int) -> bool:
    """Return whether a sentence is about somebody by a noun of theirs, or a question to them."""
    first = not passage.mentions_in(start, one.first)  # X's answer was long
    edge = min(one.last + 1, passage.last)
    answers = first and any(noun.who is one for noun in owned(passage, one.first, edge))
    return answers or is_asked(passage, one)


def _is_led_to(passage: Passage, one: Mention, start: int) -> bool:
    """Return whether but a clause leads to who a sentence is of: Asked if he may, X left."""
    known, words = passage.known, passage.words
    if not known.words["finite"] or "," not in words.between(one.first - 1, one.first):
        return False
    key = words.keys[start]
    small = any(key in known.words[kind] for kind in ("breaking", "before", "where"))
    verbal = key.endswith((*known.endings["doing"], *known.endings["finite"]))
    commas = sum("," in words.between(at, at + 1) for at in range(start, one.first))
    return (small or verbal) and commas == 1


def _is_topic(passage: Passage, one: Mention, start: int) -> bool:
    """Return whether a sentence that tells no words turns to somebody: X üçün isə bu, uzaqdır."""
    keys, known = passage.words.keys, passage.known.words
    behind = keys[one.last : one.last + 2]
    turns = len(behind) > 1 and behind[0] in known["after"] and behind[1] in known["topic"]
    if not turns or one.kind not in _FOCUS:
        return False
    if any(is_subject(passage, m) for m in passage.mentions_in(start, one.first)):
        return False
    end = passage.sentence(passage.words.starts[start])[1]
    return not passage.cues_in(start, passage.word(end))


def _is_told(passage: Passage, one: Mention, start: int) -> bool:
    """Return whether another tells of a mention that opens no "that": X said Y would wait."""
    cues = passage.cues_in(start, one.first)
    return any(passage.mentions_in(start, cue.first) for cue in cues)


def _is_alone(passage: Passage, one: Mention) -> bool:
    """Return whether a mention is the only one that may speak in its sentence."""
    span = passage.sentence(passage.words.starts[one.first])
    every = passage.mentions_in(*map(passage.word, span))
    known = one.kind == "office" or one.persons or one.last - one.first > 1
    return bool(known) and not any(m.kind in _FOCUS and m is not one and m.speaks for m in every)
