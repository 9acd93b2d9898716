"""Whose words somebody repeats: X recalled Y's words; TASS said, citing X. Pure."""

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import AUXILIARIES, BESIDE, only_adverbs
from pipeline.speakers.mention import Mention

OWNING = frozenset({"person", "office", "pronoun", "noun"})


def who_is_recalled(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Mention | None:
    """Return whose words somebody recalls: հիշեցրել է X-ի խոսքերը."""
    keys, known = passage.words.keys, passage.known.words
    if who := _referred(passage, floor, ceiling) or _cited(passage, cue):
        return who
    if known["recalling"].at(keys, cue.first) is None:
        return None
    cites = known["quoting"].at(keys, cue.first) or keys[cue.last - 1] in known["utterances"]
    for one in passage.mentions_in(floor, ceiling):
        if one.case != "other" or one.kind not in OWNING:
            continue
        if one.last < ceiling and known["utterances"].at(keys, one.last):
            return one
        behind = one.first > cue.last and known["utterances"].at(keys, one.first - 1)
        beside = one.first >= cue.last and only_adverbs(passage, cue.last, one.first)
        if behind or (cites and beside):  # слова X; цитирует X агентство
            return one
    return None


def _cited(passage: Passage, cue: Cue) -> Mention | None:
    """Return whom somebody quotes as saying it: the agency quoted X as saying."""
    keys, known = passage.words.keys, passage.known.words
    if not known["as_saying"] or known["quoting"].at(keys, cue.first) is None:
        return None
    for one in passage.mentions_in(cue.last, min(cue.last + BESIDE, passage.last)):
        if one.last < passage.last and known["as_saying"].at(keys, one.last):
            return one
    return None


def _referred(passage: Passage, floor: int, ceiling: int) -> Mention | None:
    """Return whom an outlet refers to: сообщает ТАСС со ссылкой на X."""
    referring, keys = passage.known.words["referring"], passage.words.keys
    if not referring.begins_in(keys[floor:ceiling]):
        return None
    for at in range(floor, ceiling):
        if passage.words.facts[at].small and (found := referring.at(keys, at)):
            if passage.known.words["agents"] and not _is_outlet_s(passage, floor, at):
                return None
            behind = passage.mentions_in(at + found[1], min(at + found[1] + 2, ceiling))
            return behind[0] if behind else None
    return None


def _is_outlet_s(passage: Passage, floor: int, word: int) -> bool:
    """Return whether an agency stands in the clause before a word: ..., TASS said, citing X."""
    keys, agencies = passage.words.keys, passage.known.words["agencies"]
    near = range(max(floor, word - BESIDE - AUXILIARIES), word)
    return any(agencies.at(keys, at) for at in near)
