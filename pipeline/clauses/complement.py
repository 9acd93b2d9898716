"""Reported clauses of an infinitive or a noun: X urged Y to do it, X's claim that. Pure."""

from pipeline.clauses.reported import Clause
from pipeline.quotations.credit import Attribution
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_agency, is_comma
from pipeline.quotations.teller import subject_of
from pipeline.speakers.mention import Mention
from pipeline.text import Span

_INFINITIVES = 9  # words from a verb to the infinitive of what is asked for
_WHOM = 4  # words of whom it is asked of
_MADE = 4  # words between whose claim it is and the claim
_BEHIND = 7  # words from the end of a claim to that of its sentence
_DOTS = ".․"  # Armenian colons
_LEAST = 2  # words of a clause
_OWNERS = frozenset({"person", "office", "institution", "noun"})


def asked(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what a verb of asking leads to by an infinitive: X called on Y to do it."""
    words, known = passage.words, passage.known
    if known.words["demanding"].at(words.keys, cue.first) is None:
        return None
    if cue.first > first and words.keys[cue.first - 1] in known.words["negations"]:
        return None
    edge = words.start_without(cue.last, last, known.words["adverbs"])
    start = _asked_from(passage, _behind_whom(passage, edge, last), last)
    if start is None or last - start < _LEAST:
        return None
    if known.words["unnaming"].begins_in(words.keys[start : start + _LEAST]):
        return None  # խնդրեց չհրապարակել իր անունը
    by = subject_of(passage, cue, first, start, "asked")
    described = passage.known.stands_alone and by is not None and by.chunk is not None
    if by is None or (by.who is None and not described) or "document" in by.rule:
        return None
    verbs = passage.cues_in(start + 1, last)  # urged to do it, and proposed
    ends = (_before_next(passage, one, start) for one in verbs)
    return Clause.of(passage, start, next((at for at in ends if at), last), by)


def _before_next(passage: Passage, cue: Cue, start: int) -> int | None:
    """Return where what is asked for ends before a verb of another clause: ..., а Y пообещал."""
    keys, known = passage.words.keys, passage.known
    if cue.first - 1 > start and keys[cue.first - 1] in known.words["and"]:
        return cue.first - 1
    if not known.owner_by_case:
        return None
    if is_comma(passage, cue.first) and (cue.kind == "participle" or cue.says):
        return cue.first  # ..., добавив; ..., сообщили в ведомстве
    near = range(cue.first, max(start + 1, cue.first - _INFINITIVES), -1)
    breaks = (at for at in near if is_comma(passage, at) and keys[at] in known.words["breaking"])
    return next(breaks, None)


def _asked_from(passage: Passage, edge: int, last: int) -> int | None:
    """Return where what is asked for begins: behind whom, or where no ending tells them, at it."""
    near = range(edge, min(edge + _INFINITIVES, last))
    at = next((at for at in near if _is_infinitive(passage, at, last)), None)
    if at is None:
        return None
    return edge if passage.known.endings["whom"] else _beginning(passage, edge, at)


def _behind_whom(passage: Passage, start: int, last: int) -> int:
    """Return the word behind whom something is asked of: a dative, and who stands behind it."""
    words, keys, endings = passage.words, passage.words.keys, passage.known.endings
    for at in range(start, min(start + _WHOM, last - 1)):
        gap = words.between(at, at + 1).strip()
        whom = keys[at].endswith(endings["whom"]) or at in words.parted
        if whom and not keys[at + 1].endswith(endings["whom"]):
            return at + 1
        if gap or _is_infinitive(passage, at, last):
            break
    return start


def _beginning(passage: Passage, start: int, verb: int) -> int | None:
    """Return where an infinitive begins, its adverbs before it; None: it is of another clause."""
    words, small = passage.words, passage.known.words
    if any(words.between(at - 1, at).strip(" \u00a0-") for at in range(start, verb + 1)):
        return None
    if any(words.keys[at] in small["that"] for at in range(start, verb)):
        return None
    return words.end_without(start, verb, small["adverbs"], small["negations"])


def _is_infinitive(passage: Passage, word: int, last: int) -> bool:
    """Return whether a word is an infinitive, and no part of a perfect: դադարեցնել, no ... է."""
    keys = passage.words.keys
    if not keys[word].endswith(passage.known.endings["infinitive"]):
        return False
    return word + 1 >= last or keys[word + 1] not in passage.known.words["auxiliaries"]


def led_to(passage: Passage, before: Span, first: int, last: int) -> list[Clause]:
    """Return a sentence that the one before leads to: X noted. ...; in Armenian that is a dot."""
    words = passage.words
    if not passage.known.stands_alone or words.text[before[1] - 1] not in _DOTS:
        return []
    left, right = (passage.word(edge) for edge in before)
    cues = [one for one in passage.cues_in(left, right) if one.says]
    if not cues or right - cues[-1].last > 1 or passage.cues_in(first, last):
        return []
    by = subject_of(passage, cues[-1], left, right, "sentence before")
    if by is None or by.who is None or last - first <= _LEAST:
        return []
    return [Clause.of(passage, first, last, by)]


def is_of_noun(passage: Passage, cue: Cue, word: int) -> bool:
    """Return whether a clause is that of a noun: denied rumours that, rejected X's claim that."""
    keys, known = passage.words.keys, passage.known.words
    if _claimant(passage, passage.first, word + 1):
        return True
    denied = known["denials"].at(keys, cue.first) is not None
    return known["claims"].at(keys, word) is not None or (
        denied and known["tidings"].at(keys, word) is not None
    )


def claimed(passage: Passage, first: int, last: int) -> Clause | None:
    """Return what a noun of saying leads to, and whose it is: X's claim that ..., is false."""
    keys, known = passage.words.keys, passage.known.words
    if not known["claims"] or known["that"].whole.isdisjoint(keys[first + 1 : last]):
        return None
    for at in range(first + 1, last - _LEAST):
        if keys[at] not in known["that"] or not is_comma(passage, at):
            continue
        noun = known["claims"].at(keys, at - 1)
        who = _whose(passage, first, at - 1) if noun else _claimant(passage, first, at)
        if who is None or is_agency(passage, who):
            continue
        commas = [end for end in range(at + 2, last) if is_comma(passage, end)]
        last = _without_teller(passage, commas, last)
        commas = [end for end in commas if end < last]
        end = commas[-1] if commas and last - commas[-1] <= _BEHIND else last
        by = Attribution(who=who, chunk=None, cue=(at - 1, at), rule="claim", confidence=0.8)
        return Clause.of(passage, at + 1, end, by)
    return None


def _without_teller(passage: Passage, commas: list[int], last: int) -> int:
    """Return where a sentence ends without who tells it: заявление о том, что ..., сообщил X."""
    told = [one.first for one in passage.cues_in(commas[-1], last) if one.says] if commas else []
    trails = passage.known.owner_by_case and told and told[0] == commas[-1]
    return commas[-1] if trails else last


def _claimant(passage: Passage, first: int, that: int) -> Mention | None:
    """Return whose claim a noun before them is: заявление X о том, что ..."""
    keys, known = passage.words.keys, passage.known.words
    edge = that - 2  # the preposition of a "that which"
    if edge <= first or keys[that - 1] not in known["tidings"] or keys[edge] not in known["about"]:
        return None
    found = [one for one in passage.mentions_in(first, edge) if one.last == edge]
    for one in found:
        if one.kind == "document":
            return one if one.of or one.institutions else None
        owned = one.kind in _OWNERS and known["claims"].at(keys, one.first - 1) is not None
        return one if owned else None
    return None


def _whose(passage: Passage, first: int, noun: int) -> Mention | None:
    """Return whose claim a noun is: the genitive before it, or whom the noun is joined to."""
    for one in passage.mentions_in(max(first, noun - _MADE - 8), noun + 1):
        if one.last == noun + 1 and one.kind == "document":
            return one if one.of else None
        beside = one.last <= noun <= one.last + _MADE and one.case == "other"
        between = range(one.last, noun)
        if beside and one.kind in _OWNERS and not any(passage.words.capital[at] for at in between):
            return one
    return None
