"""Relatives: whom a "who" stands for, and whose its clause is: X, qui affirme ... Pure."""

from dataclasses import replace

from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import ACTING, is_aside
from pipeline.speakers.called import is_college
from pipeline.speakers.mention import Mention

_PERSONS = frozenset({"person", "office", "noun"})
_THINGS = frozenset({"institution", "document"})
_VIEWS = frozenset({"for", "according"})
_VERBAL = ("clitics", "perfect", "negations", "adverbs")
_PAUSES = frozenset({"", ","})


def antecedent(passage: Passage, who: Mention) -> Mention:
    """Return who or what a relative is of: the last one before it that it may mean.

    Itself where it is the only one known; somebody we cannot tell where no other is named.
    """
    known = passage.known.words
    if who.kind != "relative" or not known["finite"]:
        return who
    things = known["things"]
    words = passage.words
    of_things = words.keys[who.first] in things
    may = _THINGS if of_things else _PERSONS
    first = passage.word(passage.sentence(words.starts[who.first])[0])
    before = passage.mentions_in(first, who.first)
    before = [m for m in before if m.kind in may or (is_college(words, m) and not of_things)]
    *others, found = [who, *before]
    if found is who:
        return replace(who, kind="noun", unnamed=True)
    named = others[-1]
    aside = named.kind == "person" and is_aside(words.between(named.last - 1, named.last))
    return named if aside and found.kind != "person" else found  # X, the ambassador, who


def whose_relative(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return whom a "who" right before a verb of saying is of, whatever they are in their own."""
    keys, known, at = passage.words.keys, passage.known.words, cue.first - 1
    if not cue.says or not known["who"]:
        return None
    while (
        at > floor and keys[at] not in known["who"] and any(keys[at] in known[k] for k in _VERBAL)
    ):
        at -= 1
    if at <= floor or keys[at] not in known["who"]:
        return None
    who = _before(passage, floor, at)
    return made(who, cue, f"{rule}, relative") if who else None


def viewed(passage: Passage, cue: Cue, floor: int) -> tuple[Mention, int] | None:
    """Return in whose view something is by a relative, and the word behind it: X, pour qui."""
    keys, known = passage.words.keys, passage.known
    if cue.kind not in _VIEWS or not known.words["who"] or cue.last >= passage.last:
        return None
    meant = known.speakers.at(keys, cue.last)
    relative = meant is not None and meant[0] == "relatives"
    if not relative and keys[cue.last] not in known.words["who"]:
        return None
    who = _before(passage, floor, cue.first)
    return (who, cue.last + 1) if who else None


def _before(passage: Passage, floor: int, word: int) -> Mention | None:
    """Return who is named right before a word, a comma between them perhaps."""
    found = [m for m in passage.mentions_in(floor, word) if m.last <= word]
    if not found or found[-1].kind not in ACTING or found[-1].kind == "pronoun":
        return None
    who = found[-1]
    gap = passage.words.between(who.last - 1, word) if who.last == word else "-"
    return replace(who, case="subject") if gap.strip(' \u00a0»”"') in _PAUSES else None
