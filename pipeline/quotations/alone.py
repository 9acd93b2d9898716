"""Whose words stand alone, by who is named beside them: « ... » X n'a pas tari d'éloges. Pure."""

from dataclasses import replace

from pipeline.quotations.credit import Attribution, Frame, made, own
from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import ACTING, is_agency, is_subject, opens_clause
from pipeline.quotations.utterance import PAUSES
from pipeline.speakers.mention import Mention

_SOMEBODY = frozenset({"person", "office"})
_NAMED = frozenset({"person", "office", "institution"})
_NEAR = 8  # words from marks to who is named behind their colon
_OPENS = 2  # words before the subject of a sentence
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
    passage, known = frame.passage, frame.passage.known
    before = _before(passage, start, earlier) if frame.floor == frame.first else None
    if before and known.stands_alone and (by := _led_to(passage, *before)):
        return by
    if before and known.words["finite"] and frame.last >= frame.ceiling:
        return _turning(passage, *before)
    if not known.words["termed"] or frame.last - frame.first < _FEWEST - 1:
        return None
    about = _about(frame, before, earlier) if before else None
    return _behind_colon(frame) or about or _behind(frame, end, earlier)


def paused(frame: Frame) -> Attribution | None:
    """Return who alone a sentence is about whose pause leads to marks, whatever its verb.

    X-ը փորձեց մեղմել լարումը՝ «...»; X-ը համամիտ է. «...»; behind a pause what has no verb
    between the marks is a name.
    """
    passage, words = frame.passage, frame.passage.words
    if not passage.known.stands_alone or frame.first == frame.floor:
        return None
    gap = words.ends[frame.first - 1], frame.one.opens
    announced = passage.announces(*gap)
    if not announced:
        verbs = [passage.known.words[kind] for kind in ("auxiliaries", "negations")]
        inside = words.keys[frame.first : frame.last]
        paused_ = words.text[slice(*gap)].strip() in PAUSES
        if not paused_ or not any(key in kind for key in inside for kind in verbs):
            return None
    found = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    found = [m for m in found if m.kind in ACTING]
    if len(found) != 1 or not opens_clause(passage, found[0]):
        return None
    return _told(found[0], "before, any verb")


def dashed(frame: Frame) -> Attribution | None:
    """Return who alone is named behind a comma and a dash, in Turkic, whatever their verb.

    "...", - deyə X gülümsəyir
    """
    passage, words = frame.passage, frame.passage.words
    if not passage.known.drops_subject or frame.last >= frame.ceiling:
        return None
    gap = words.text[frame.one.end : words.starts[frame.last]].strip(' \u00a0»”"')
    if gap[:1] != "," or gap[-1:] not in {"-", "–", "—"}:
        return None
    found = [m for m in passage.mentions_in(frame.last, frame.ceiling) if is_subject(passage, m)]
    found = [m for m in found if m.kind in ACTING and m.kind != "institution"]
    return _told(found[0], "after, any verb") if len(found) == 1 else None


def voiced(frame: Frame) -> Attribution | None:
    """Return by whose voice words come that a colon leads to: par la voix de X : « ... »"""
    passage, words, voices = (
        frame.passage,
        frame.passage.words,
        frame.passage.known.words["voices"],
    )
    gap = words.text[words.ends[frame.first - 1] : frame.one.opens]
    if not voices or frame.first == frame.floor or not gap.strip().endswith(":"):
        return None
    for at in range(frame.floor, frame.first):
        if found := voices.at(words.keys, at):
            behind = at + found[1]
            named = passage.mentions_in(behind, min(behind + _OPENS, frame.first))[:1]
            return _told(named[0], "voice") if named and named[0].kind in _NAMED else None
    return None


def _led_to(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return whom a sentence is about that leads to words behind it, or tells that they speak.

    X was wary: "..."; an outlet's name may stand behind them.
    """
    announces = passage.announces(*passage.sentence(passage.words.starts[first]))
    if not (announces or passage.cues_in(first, last) or _turns(passage, first, last)):
        return None
    found = [m for m in passage.mentions_in(first, last) if is_subject(passage, m)]
    found = [m for m in found if m.kind in ACTING and not is_agency(passage, m)]
    if not found:
        return None
    near = found[0].first - first <= _OPENS
    alone_ = len(found) == 1 and (announces or opens_clause(passage, found[0]))
    return _told(found[0], "sentence before, about") if near or alone_ else None


def _turns(passage: Passage, first: int, last: int) -> bool:
    """Return whether a sentence is of who turns to what they say: X was not convinced."""
    keys, turning = passage.words.keys, passage.known.words["turning"]
    return any(turning.at(keys, at) for at in range(first, last))


def _turning(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who opens a sentence that leads to their words: X was not convinced."""
    if not _turns(passage, first, last):
        return None
    found = [m for m in passage.mentions_in(first, last) if is_subject(passage, m)]
    if not found or found[0].kind not in _SOMEBODY or not opens_clause(passage, found[0]):
        return None
    return _told(found[0], "sentence before, about")


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
    return _told(found[0], "after, colon") if found else None


def _about(frame: Frame, before: tuple[int, int], earlier: Marked | None) -> Attribution | None:
    """Return whom the sentence before is about, a short question left out: X est sûr. « ... »"""
    passage, (first, last) = frame.passage, before
    words = passage.words
    if words.text[words.ends[last - 1]] == "?" and last - first <= _ASKS:
        asked = _before(passage, words.starts[first], earlier)
        if asked is None:
            return None
        first, last = asked
    if not _is_whole(frame):
        return None
    by = _subject(passage, first, last, "sentence before, about")
    return by or _pronoun(passage, first, last) if earlier else by


def _pronoun(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who speaks on where a sentence between their words tells what they do: Elle rit."""
    known, words = passage.known.words, passage.words
    opening = passage.mentions_in(first, first + 1)
    if not opening or opening[0].kind != "pronoun" or passage.cues_in(first, last):
        return None
    several = any(key in known["several"] for key in words.keys[first : opening[0].last])
    nobody = opening[0].last < last and words.keys[opening[0].last] in known["impersonal"]
    return None if several or nobody else _told(opening[0], "sentence before, about")


def _behind(frame: Frame, end: int, earlier: Marked | None) -> Attribution | None:
    """Return whom the sentence behind a paragraph's first words is about: « ... » X a souri."""
    passage = frame.passage
    opens = frame.first == passage.first and earlier is None
    following = passage.behind(end)
    if not opens or following is None or not _is_whole(frame):
        return None
    first, last = (passage.word(edge) for edge in following)
    marked = any(following[0] <= m.opens < following[1] for m in passage.marks)
    if marked:
        return None
    return _subject(passage, first, last, "sentence after, about")


def _is_whole(frame: Frame) -> bool:
    """Return whether words are a sentence of their own, between marks."""
    alone_ = frame.first == frame.floor and frame.last >= frame.ceiling
    return alone_ and frame.passage.words.text[frame.one.start].isupper()


def _before(passage: Passage, start: int, earlier: Marked | None) -> tuple[int, int] | None:
    """Return the words of the sentence before an offset, where none of them are marked."""
    span = passage.before(start)
    if span is None or (earlier and earlier.closes > span[0]):
        return None
    first, last = map(passage.word, span)
    return (first, last) if first < last else None


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
