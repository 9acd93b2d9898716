"""Whose a relative clause is: X, qui affirme ...; X, pour qui ...; X, selon lequel ... Pure."""

from dataclasses import replace

from pipeline.credit import Attribution, made
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.role import ACTING

_VIEWS = frozenset({"for", "according"})
_VERBAL = ("clitics", "perfect", "negations", "adverbs")
_PAUSES = frozenset({"", ","})


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
