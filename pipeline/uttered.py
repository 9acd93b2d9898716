"""Whose words a noun of saying tells: X'in "..." sözleri, dediği, X'in yanıtı: ... Pure."""

from collections.abc import Iterator

from pipeline.credit import Attribution, Frame
from pipeline.giver import sent
from pipeline.mark import Marked
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.reported import Clause, is_colon
from pipeline.role import ACTING, is_aimed_at, is_subject, is_utterance, owner
from pipeline.subject import is_passive
from pipeline.teller import dropped, subject_of

_FAR = 8  # words from whose words they are to the words
_NEAR = 4  # and to the noun before them: X'in gazetecilere ilk cevabı
_LEAST = 3  # words of what is reported
_NOUN = 3  # words from a noun of saying to its colon: yanıtı ise kısa oldu


def uttered(frame: Frame) -> Attribution | None:
    """Return whose words a noun beside the marks says they are: X'in "..." sözleri, demesi."""
    passage, last = frame.passage, frame.last
    if not passage.known.words["utterances"]:
        return None
    behind = last < frame.ceiling and is_utterance(passage, last)
    if behind and any(cue.first == last for cue in passage.cues_in(last, frame.ceiling)):
        return None
    if behind:
        who = _whose(passage, frame.floor, frame.first, _FAR)
    elif last < frame.ceiling and _is_said_to_be(passage, frame.first, last):
        who = _whose(passage, frame.floor, frame.first - 1, _NEAR)
    else:
        return None
    if who is None:
        return None
    return Attribution(who=who, chunk=None, cue=None, rule="uttered", confidence=0.85)


def within(one: Marked, passage: Passage, start: int) -> Attribution | None:
    """Return whose words marks hold in what somebody reports: X, Y'nin "..." dediğini söyledi."""
    if not passage.known.words["utterances"]:
        return None
    end = passage.word(passage.sentence(one.opens)[1])
    floor, first, last = (passage.word(edge) for edge in (start, one.start, one.end))
    return uttered(
        Frame(passage=passage, one=one, floor=floor, first=first, last=last, ceiling=end)
    )


def of_this(frame: Frame, end: int) -> Attribution | None:
    """Return whose the sentence behind says "these words" are: X'in söylediği bu sözler ..."""
    passage, keys = frame.passage, frame.passage.words.keys
    span = next((one for one in passage.sentences if one[0] >= end), None)
    if span is None or not passage.known.reported:
        return None
    first, last = passage.word(span[0]), passage.word(span[1])
    if len(passage.outside(first, last)) < last - first:
        return None
    this = passage.known.words["this"]
    at = next((at for at in range(first + 1, last) if this.at(keys, at)), None)
    if at is None:
        return None
    told = any(
        (verb := passage.known.reported.at(keys, begins)) and begins + verb[1] == at
        for begins in range(max(first + 1, at - _NOUN), at)
    )
    who = _whose(passage, first, at, _FAR) if told else _beside(passage, first, at)
    if who is None:
        return None
    return Attribution(
        who=who, chunk=None, cue=None, rule="sentence after, of this", confidence=0.75
    )


def _beside(passage: Passage, first: int, edge: int) -> Mention | None:
    """Return whose something is by the genitive right before it: X'in bu sözleri."""
    found = [one for one in passage.mentions_in(first, edge) if one.last == edge]
    whose = found and found[0].case == "other" and _is_genitive(passage, found[0])
    return found[0] if whose and found[0].kind in ACTING else None


def _is_said_to_be(passage: Passage, first: int, last: int) -> bool:
    """Return whether a noun of saying stands before marks, and a verb of being behind them."""
    keys, known = passage.words.keys, passage.known
    if first <= passage.first or known.words["utterances"].at(keys, first - 1) is None:
        return False
    own = not keys[first - 1].endswith(known.endings["aside"] + known.endings["hearer"])
    return own and known.words["auxiliaries"].at(keys, last) is not None


def _whose(passage: Passage, first: int, edge: int, far: int) -> Mention | None:
    """Return whose words stand at a word: right before it, or in the genitive and not far."""
    found = passage.mentions_in(first, edge)
    beside = [one for one in found if one.last == edge and one.case == "other"]
    if beside and beside[0].kind in ACTING:
        return beside[0]
    genitives = list[Mention]()
    for one in reversed(found):
        if is_subject(passage, one) or edge - one.last > far:
            break
        if one.case == "other" and one.kind in ACTING and _is_genitive(passage, one):
            genitives.append(one)
    owned = passage.known.endings["owned"]  # X'in, Y'nin tutumuna ilişkin "..." sözleri
    free = (m for m in genitives if not passage.words.written(m.last).endswith(owned))
    return next(free, genitives[0] if len(genitives) == 1 else None)


def _is_genitive(passage: Passage, one: Mention) -> bool:
    """Return whether a mention is in the case of whose something is."""
    whose = passage.known.endings["whose"]
    return bool(whose) and passage.words.written(one.last - 1).endswith(whose)


def leading(passage: Passage, first: int, edge: int) -> Attribution | None:
    """Return whose words a stretch without a verb of saying leads to, by its colon.

    X'in yanıtı şöyle: X'ten Y'ye uyarı: X tartışmaya son noktayı koydu:
    """
    keys, known = passage.words.keys, passage.known.words
    if not known["utterances"] or edge <= first:
        return None
    who = owner(passage, first, edge) or _owner(passage, first, edge) or sent(passage, first, edge)
    if who:
        return Attribution(who=who, chunk=None, cue=None, rule="colon, from", confidence=0.75)
    for at in range(max(first, edge - _NOUN), edge):
        found = known["speaking"].at(keys, at)
        if found and at + found[1] == edge:
            cue = Cue(first=at, last=edge, kind="say")
            by = subject_of(passage, cue, first, edge, "colon")
            return by or dropped(passage, cue, first, edge, "colon")
    return None


def _owner(passage: Passage, first: int, edge: int) -> Mention | None:
    """Return whose a noun of saying is that ends a stretch: X'in bu soruya yanıtı kısa oldu."""
    for at in range(first + 1, edge):
        if is_utterance(passage, at) and not is_aimed_at(passage, at):
            return _whose(passage, first, at, _FAR)
    return None


def coloned(passage: Passage) -> Iterator[Clause]:
    """Yield what is reported behind a colon without marks, and without a verb of saying."""
    words = passage.words
    if not passage.known.words["utterances"]:
        return
    for start, end in passage.sentences:
        if ":" not in words.text[start:end]:
            continue
        first, last = passage.word(start), passage.word(end)
        at = next((at for at in range(first + 1, last) if is_colon(passage, at)), None)
        if at is None or last - at < _LEAST:
            continue
        parts = (n for n in range(at, first, -1) if ";" in words.between(n - 1, n))
        first = next(parts, first)  # X ... dedi; Y buna qarşı çıxdı: ...
        cues = passage.cues_in(first, last)  # behind the colon a passive may be of the words
        if any(cue.first < at or not is_passive(passage, cue) for cue in cues):
            continue
        if any(m.opens < end and m.closes > words.ends[at - 1] for m in passage.marks):
            continue
        if (by := leading(passage, first, at)) and by.who:
            yield Clause.of(passage, at, last, by)
