"""From whom an outlet learned what it tells: ..., a appris l'AFP de source diplomatique. Pure."""

from pipeline.clauses.reported import Clause
from pipeline.quotations.credit import made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma

_LEAST = 4  # words of what is told
_FROM = 8  # words from the verb to from whom
_BESIDE = 4
_TELLING = frozenset({"person", "office", "institution", "noun"})


def learned(passage: Passage, first: int, last: int) -> Clause | None:
    """Return what a sentence tells that an outlet learned from somebody."""
    keys, known = passage.words.keys, passage.known.words
    for at in passage.words.beginning("learned", first + _LEAST, last):
        found = known["learned"].at(keys, at)
        if found is None or not is_comma(passage, at):
            continue
        behind = range(at + found[1], min(at + found[1] + _FROM, last))
        source = next((n for n in behind if known["from"].at(keys, n)), None)
        if source is None:
            return None
        told = known["from"].at(keys, source)
        edge = source + (told[1] if told else 1)
        who = passage.mentions_in(source, min(edge + _BESIDE, last))
        named = [one for one in who if one.kind in _TELLING]
        if not named or passage.cues_in(first, at):
            return None
        cue = Cue(first=at, last=at + found[1], kind="say")
        return Clause.of(passage, first, at, made(named[0], cue, "trailing, learned"))
    return None
