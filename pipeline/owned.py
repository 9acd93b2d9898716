"""Words with no verb of saying: X's answer was short: "..."; X was wary. "..." Pure.

Where a grammar lists the nouns of saying (`utterances`) and a clause is told by its verb.
"""

from pipeline import thatless
from pipeline.credit import Attribution, Frame, made
from pipeline.mark import Marked
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.role import ACTING, is_agency, is_subject, opens_clause
from pipeline.teller import subject_of

_BESIDE = 3  # words between whose it is and the noun: Peskov's only public comment
_BEHIND = 12  # words from a closing mark to the noun that says whose the words are
_PERSONS = frozenset({"person", "office"})


def owned(frame: Frame) -> Attribution | None:
    """Return whose words a noun beside the marks says they are: X's answer: "..."."""
    passage = frame.passage
    if not passage.known.words["utterances"] or not passage.known.words["finite"]:
        return None
    led = passage.words.text[passage.words.starts[frame.first - 1] : frame.one.opens].strip()
    if frame.first > frame.floor and led.endswith((":", "–", "—", "--", "-")):
        return _said_in(passage, frame.floor, frame.first)
    last = min(frame.last + _BEHIND, frame.ceiling)
    beside = frame.last < last and passage.words.keys[frame.last] in passage.known.words["being"]
    return _said_in(passage, frame.last, last) if beside else None


def _said_in(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return whose a noun of saying is in a stretch: the minister's reply, the reply of X."""
    keys, known = passage.words.keys, passage.known.words
    for at in range(first, last):
        if keys[at] not in known["utterances"]:
            continue
        cue = Cue(first=at, last=at + 1, kind="say")
        text = next((m for m in passage.mentions_in(first, at + 1) if m.last > at), None)
        if text and text.kind == "document" and text.of:
            return made(text, cue, "owned")
        whose = [m for m in passage.mentions_in(first, at) if _is_whose(passage, m, at)]
        of = [m for m in passage.mentions_in(at + 1, last) if _is_from(passage, at, m)]
        if found := next((m for m in (*whose, *of[:1]) if m.kind in ACTING), None):
            return made(found, cue, "owned")
    return None


def _is_whose(passage: Passage, one: Mention, noun: int) -> bool:
    """Return whether a noun belongs to somebody before it: X's first public comment."""
    keys, known = passage.words.keys, passage.known.words
    behind = one.last < noun and keys[one.last] in known["after"]
    return behind and noun - one.last <= _BESIDE + 1


def _is_from(passage: Passage, noun: int, one: Mention) -> bool:
    """Return whether a noun is that of somebody behind it: the reply of the ministry."""
    keys, known = passage.words.keys, passage.known.words
    between = keys[noun + 1 : one.first]
    from_whom = bool(between) and between[0] in known["from_whom"]
    return from_whom and all(key in known["function"] for key in between)


def alone_behind(frame: Frame, start: int, earlier: Marked | None) -> Attribution | None:
    """Return who speaks in the sentence before words that stand alone: X said so. "..."."""
    passage = frame.passage
    if not passage.known.words["turning"] or not passage.known.words["finite"]:
        return None
    alone = frame.floor == frame.first and frame.last >= frame.ceiling
    if not alone or start <= passage.sentences[0][0]:
        return None
    a, b = passage.sentence(start - 2)
    if earlier and earlier.closes > a:
        return None
    left, right = passage.word(a), passage.word(b)
    return _one_teller(passage, left, right) or _turning(passage, left, right)


def _one_teller(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who says all that is said in a sentence; None where another does, too."""
    found: dict[int, Attribution] = {}
    for cue in passage.cues_in(first, last):
        if cue.kind == "according":
            whom = passage.mentions_in(cue.last, min(cue.last + _BESIDE, last))
            by = made(whom[0], cue, "sentence before") if whom else None
        elif cue.says and thatless.is_said(passage, cue):
            by = subject_of(passage, cue, first, last, "sentence before")
        else:
            continue
        if by is None or by.who is None or by.who.kind not in ACTING:
            return None
        if "by" in by.rule.split() or is_agency(passage, by.who):
            return None
        found[by.who.first] = by
    return next(iter(found.values())) if len(found) == 1 else None


def _turning(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who opens a sentence that leads to their words: X was not convinced."""
    keys, turning = passage.words.keys, passage.known.words["turning"]
    if not any(turning.at(keys, at) for at in range(first, last)):
        return None
    found = [m for m in passage.mentions_in(first, last) if is_subject(passage, m)]
    if not found or found[0].kind not in _PERSONS or not opens_clause(passage, found[0]):
        return None
    cue = Cue(first=found[0].last, last=found[0].last + 1, kind="say")
    return made(found[0], cue, "sentence before, about")
