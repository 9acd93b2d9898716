"""Whose words these are by the sentence before or after: "This X said." Pure."""

from collections.abc import Sequence

from pipeline.clauses import thatless
from pipeline.quotations.beside import teller, those_behind
from pipeline.quotations.credit import Attribution, Frame, made
from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import ACTING, AUXILIARIES, is_agency, is_comma, is_subject
from pipeline.quotations.speech import is_speech
from pipeline.quotations.subject import is_passive
from pipeline.quotations.teller import subject_of

_BESIDE = 3  # words from an "according to" to whose it is
_FRAME = 12  # words up to "this" behind who brings a report


def sentence_before(frame: Frame, start: int, earlier: Marked | None) -> Attribution | None:
    """Return the attribution of a sentence before that ends in its verb, or in a colon."""
    passage = frame.passage
    if frame.floor != frame.first or start <= passage.sentences[0][0]:
        return None
    a, b = passage.sentence(start - 2)
    a = max(a, earlier.closes) if earlier else a
    left, right = passage.word(a), passage.word(b)
    cues = [c for c in passage.cues_in(left, right) if c.says]
    named = passage.mentions_in(left, right)
    if len(named) == 1 and (named[0].first, named[0].last) == (left, right):
        alone = named[0].kind == "person" and passage.announces(a, b)  # Միրզոյան. «...»
        by = Attribution(who=named[0], chunk=None, cue=None, rule="colon", confidence=0.7)
        return by if alone else None
    if not cues and passage.known.stands_alone and passage.announces(a, b):
        for cue in passage.cues_in(left, right):  # X-ի խոսքերից հետևում է, որ ... «...»
            whose = [m for m in named if m.last == cue.first]
            if cue.kind == "according_after" and whose:
                return made(whose[0], cue, "according, before")
    if not cues and (spoke := _speaking(passage, left, right)):
        return subject_of(passage, spoke, left, right, "sentence before")
    if not cues or not (cues[-1].last >= right - 1 or is_introduced(passage, a, b, cues)):
        return None
    behind = _verb_first(passage, cues[-1], left, right)
    return behind or subject_of(passage, cues[-1], left, right, "sentence before")


def _verb_first(passage: Passage, cue: Cue, first: int, last: int) -> Attribution | None:
    """Return who stands behind a verb right behind marks, in a sentence before: "...", said X."""
    if cue.first != first or not passage.known.words["finite"]:
        return None
    behind = those_behind(passage, cue, last)
    return made(teller(passage, behind), cue, "sentence before") if behind else None


def _speaking(passage: Passage, first: int, last: int) -> Cue | None:
    """Return the verb that ends a sentence of who speaks, their words behind it: konuştu."""
    for at in range(max(last - AUXILIARIES, first), last):
        found = passage.known.words["speaking"].at(passage.words.keys, at)
        if found and at + found[1] == last:
            return Cue(first=at, last=last, kind="say")
    return None


def sentence_after(frame: Frame, end: int) -> Attribution | None:
    """Return who said "this": "...". Bunu X deyib."""
    passage, words = frame.passage, frame.passage.words
    if span := _behind_a_cry(frame):
        return _said_so(passage, *span)
    following = passage.behind(end)
    apart = words.text[frame.one.closes : following[0]] if following else ""
    if following is None or any(letter.isalnum() for letter in apart):
        return None
    span = passage.word(following[0]), passage.word(following[1])
    return (
        said_of_this(passage, *span)
        or _said_so(passage, *span)
        or _by_this(passage, *span)
        or _termed(passage, *span)
    )


def _behind_a_cry(frame: Frame) -> tuple[int, int] | None:
    """Return the sentence that a question or a cry between marks goes over into: "...!" X ..."""
    words, one = frame.passage.words, frame.one
    asks = words.text[one.end - 1] in "!?…" and frame.last < frame.ceiling
    begins = asks and words.capital[frame.last]
    bare = begins and not words.text[one.closes : words.starts[frame.last]].strip()
    return (frame.last, frame.ceiling) if bare else None


def _said_so(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who says "these words" somewhere in a sentence: X bu sözleri ... sarf etti."""
    if not _tells_of_this(passage, first, last):
        return None
    cues = [one for one in passage.cues_in(first, last) if one.says]
    if cues and last - cues[-1].last <= 1:
        return subject_of(passage, cues[-1], first, last, "sentence after")
    keys, by = passage.words.keys, passage.known.words["by_this"]
    verb = Cue(first=last - 1, last=last, kind="say")  # X oturuma bu sözlerle başladı
    if is_passive(passage, verb) or not any(by.at(keys, at) for at in range(first, last)):
        return None
    return subject_of(passage, verb, first, last, "sentence after")


def _by_this(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who did something by the words before: Այսպես է արձագանքել X-ը."""
    words, that = passage.words, passage.known.words["that"]
    by_this = passage.known.words["by_this"].at(words.keys, first)
    if by_this is None or passage.known.drops_subject:
        return None
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
    return Attribution(
        who=found[0], chunk=None, cue=None, rule="sentence after, so", confidence=0.75
    )


def _termed(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who did something in the words before: C'est par ces mots, postés hier, que X a fini.

    Or behind a verb: Ainsi s'exprimait X.
    """
    keys, known = passage.words.keys, passage.known
    termed = known.words["termed"].at(keys, first)
    marked = len(passage.outside(first, last)) < last - first
    if (
        termed is None
        or marked
        or passage.announces(*passage.sentence(passage.words.starts[first]))
    ):
        return None
    edge = first + termed[1]
    that = next((at for at in range(edge, last) if keys[at] in known.words["that"]), last)
    led = that == edge or (that < last and is_comma(passage, edge) and is_comma(passage, that))
    edge = that + 1 if led else edge
    found = passage.mentions_in(edge, min(edge + _BESIDE, last))
    found = [m for m in found if m.kind in ACTING and (led or is_subject(passage, m, behind=True))]
    if not found or not found[0].speaks:
        return None
    return Attribution(
        who=found[0], chunk=None, cue=None, rule="sentence after, so", confidence=0.75
    )


def _tells_of_this(passage: Passage, first: int, last: int) -> bool:
    """Return whether a sentence without marks tells of the words before it: bu sözler."""
    keys = passage.words.keys
    this, by = passage.known.words["this"], passage.known.words["by_this"]
    held = [one for one in passage.marks if first <= passage.word(one.start) < last]
    if not passage.known.drops_subject or any(is_speech(one, passage) for one in held):
        return False
    return any(this.at(keys, at) or by.at(keys, at) for at in range(first, last))


def belonging(frame: Frame, end: int) -> Attribution | None:
    """Return whose words the sentence behind says they are: "...". Bu sözler X'e ait."""
    passage, known = frame.passage, frame.passage.known.words
    span = passage.behind(end)
    following = _behind_a_cry(frame) or (span and (passage.word(span[0]), passage.word(span[1])))
    if not following or not known["belonging"]:
        return None
    first, last = following
    if not _tells_of_this(passage, first, last):
        return None
    for at in range(first + 1, last):
        if passage.words.keys[at] not in known["belonging"]:
            continue
        before = [one for one in passage.mentions_in(first, at) if one.last == at]
        behind = passage.mentions_in(at + 1, last)  # bu sözlerin sahibi X
        if found := before or behind[:1]:
            return made(found[0], Cue(first=at, last=at + 1, kind="say"), "sentence after")
    return None


def told_before(frame: Frame, start: int, earlier: Marked | None) -> Attribution | None:
    """Return who says all that the sentence before tells, where words stand alone: X said so."""
    passage = frame.passage
    alone = frame.floor == frame.first and frame.last >= frame.ceiling
    if not passage.known.words["finite"] or not alone or start <= passage.sentences[0][0]:
        return None
    a, b = passage.sentence(start - 2)
    if earlier and earlier.closes > a:
        return None
    return _one_teller(passage, passage.word(a), passage.word(b))


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


def said_of_this(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who says what stands before a sentence: Об этом заявил X."""
    cues = [one for one in passage.cues_in(first, last) if one.says]
    if not cues or (passage.known.endings["clause"] and last - cues[-1].last > 1):
        return None  # bu barədə X deyib ki: of what follows
    at = of_this(passage, first, last)
    at = _amid_sentence(passage, first, last) if at is None else at
    cues = [one for one in cues if one.first >= (first if at is None else at)]
    if at is None or not cues or (passage.known.endings["clause"] and last - cues[0].last > 1):
        return None
    if passage.known.stands_alone and _is_of_other(passage, cues[0]):
        return None
    if passage.known.drops_subject and _is_judged(passage, cues[0]):
        return None
    subject = [one.first for one in passage.mentions_in(first, at) if one.last == at]
    opens = subject[0] if passage.known.drops_subject and subject else at  # X bunu söyledi
    by = subject_of(passage, cues[0], opens, last, "sentence after")
    ahead = at - first > 1 and passage.known.stands_alone and (by is None or by.who is None)
    return subject_of(passage, cues[0], first, last, "sentence after") if ahead else by


def _is_judged(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb tells what somebody makes of "this", or wants: bunu təkzib edib."""
    keys, kinds = passage.words.keys, ("judging", "wishing")
    verbs = (passage.known.words[kind] for kind in kinds)
    return any(verb.at(keys, at) for verb in verbs for at in (cue.first, cue.last - 1))


def _is_of_other(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb is denied, or says something of its own: Այդ մասին X-ն ասել է, որ."""
    keys, known = passage.words.keys, passage.known.words
    said = any(key in known["that"] for key in keys[cue.last : cue.last + 1])
    return said or (cue.first > 0 and keys[cue.first - 1] in known["negations"])


def _amid_sentence(passage: Passage, first: int, last: int) -> int | None:
    """Return where "of this" stands behind where and when: Խորհրդարանում այս մասին ասաց X-ը."""
    words, known = passage.words, passage.known
    edge = min(first + _FRAME, last)
    if not known.stands_alone or not known.words["this"].begins_in(words.keys[first + 2 : edge]):
        return None
    far = (at for at in range(first + 2, edge) if known.words["this"].at(words.keys, at))
    at = next(far, None)
    if at is None or any(is_comma(passage, one) for one in range(first + 1, at + 1)):
        return None
    that = any(key in known.words["that"] for key in words.keys[at:last])
    told = that or bool(passage.cues_in(first, at)) or len(passage.outside(at, last)) < last - at
    return None if told else at


def is_introduced(passage: Passage, start: int, end: int, cues: Sequence[Cue]) -> bool:
    """Return whether a sentence leads to words behind it: a colon, "of this", a post or a text."""
    if passage.announces(start, end):
        return True
    this = of_this(passage, passage.word(start), passage.last) is not None
    return this or cues[-1].kind == "write"


def of_this(passage: Passage, first: int, last: int) -> int | None:
    """Return where a sentence that begins at a word says "this": of its first two words.

    Or of those behind who brings it: APA xəbər verir ki, bunu X deyib.
    """
    keys, this = passage.words.keys, passage.known.words["this"]
    opens = range(first, min(first + 2, last))
    at = next((at for at in opens if this.at(keys, at)), None)
    at = _behind_subject(passage, first, last) if at is None else at
    if at is not None or not passage.known.endings["clause"]:
        return at
    if not this.begins_in(keys[first + 2 : min(first + _FRAME, last)]):
        return None
    commas = [
        at
        for at in range(first + 1, min(first + _FRAME, last))
        if "," in passage.words.between(at - 1, at)
    ]
    behind = (at if this.at(keys, at) else _behind_subject(passage, at, last) for at in commas)
    at = next((at for at in behind if at is not None), None)
    return at if at is not None and _brings(passage, first, at) else None


def _behind_subject(passage: Passage, first: int, last: int) -> int | None:
    """Return where "this" stands behind whoever says it, in Turkic: Paşinyan bu barədə ... deyib.

    Who but speaks of this may say anything of it: bu barədə danışıb.
    """
    known = passage.known.words
    if not passage.known.drops_subject:
        return None
    opening = [one for one in passage.mentions_in(first, first + 1) if is_subject(passage, one)]
    at = opening[0].last if opening else last
    cues = passage.cues_in(at, last)
    if at >= last or not cues or known["speaking"].at(passage.words.keys, cues[-1].first):
        return None
    return at if known["this"].at(passage.words.keys, at) else None


def _brings(passage: Passage, first: int, last: int) -> bool:
    """Return whether the head of a sentence tells who brings it, not who says it."""
    if not any(one.says for one in passage.cues_in(first, last)):
        return True
    named = len(passage.outside(first, last)) < last - first  # an outlet, between marks
    agencies = passage.known.words["agencies"]
    return named or any(agencies.at(passage.words.keys, at) for at in range(first, last))
