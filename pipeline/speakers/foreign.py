"""Whether a title or a body is of a country we know nobody of: the Ukrainian leader. Pure."""

from pipeline.grammar import Grammar
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention

_WORDS = 3  # from a country to what is its: the Ukrainian deputy foreign minister
_JOINTS = frozenset({" ", "\u00a0"})


def is_of_others(words: Words, known: Grammar, one: Mention) -> bool:
    """Return whether a country stands before an office or a body, and is none of ours."""
    if called_after(words, known, one) is not None:
        return True
    ours = one.parties or one.of or not (one.kind == "office" or one.institutions)
    if ours or one.kind == "person" or not known.stands_alone or not one.first:
        return False
    at = one.first - 1
    while at and words.keys[at] in known.words["function"]:
        at -= 1
    joined = all(words.between(n, n + 1) in _JOINTS for n in range(at, one.first))
    whose = words.keys[at].endswith(known.endings["genitive"])
    return joined and words.capital[at] and whose and not words.party(at)


def called_after(words: Words, known: Grammar, one: Mention) -> int | None:
    """Return the adjective of another country that stands before a noun: the Polish envoy."""
    others = known.words["foreign"]
    if not others or one.kind not in {"office", "noun", "institution"} or one.parties:
        return None
    for at in range(one.first - 1, max(one.first - 1 - _WORDS, -1), -1):
        if words.between(at, at + 1) not in _JOINTS:
            return None
        if words.keys[at] in others:
            return at
        if words.keys[at] in known.words["articles"]:
            return None
    return None
