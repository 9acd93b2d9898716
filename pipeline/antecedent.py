"""Whom a relative stands for: the man beside her, who said; the agency, which reported. Pure."""

from dataclasses import replace

from pipeline.mention import Mention
from pipeline.passage import Passage
from pipeline.role import is_aside

_PERSONS = frozenset({"person", "office", "noun"})
_THINGS = frozenset({"institution", "document"})


def antecedent(passage: Passage, who: Mention) -> Mention:
    """Return who or what a relative is of: the last one before it that it may mean.

    Itself where it is the only one known; somebody we cannot tell where no other is named.
    """
    known = passage.known.words
    if who.kind != "relative" or not known["finite"]:
        return who
    things = known["things"]
    words = passage.words
    may = _THINGS if words.keys[who.first] in things else _PERSONS
    first = passage.word(passage.sentence(words.starts[who.first])[0])
    *others, found = [who, *(m for m in passage.mentions_in(first, who.first) if m.kind in may)]
    if found is who:
        return replace(who, kind="noun", unnamed=True)
    named = others[-1]
    aside = named.kind == "person" and is_aside(words.between(named.last - 1, named.last))
    return named if aside and found.kind != "person" else found  # X, the ambassador, who
