"""Clauses of several who share the verb of the last: X ... olduğunu, Y isə ... dedi. Pure."""

from collections.abc import Iterator

from pipeline.clauses.nominal import clause_between
from pipeline.clauses.reported import Clause
from pipeline.quotations.credit import made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import ACTING, is_comma, is_subject
from pipeline.quotations.subject import is_stranger

_OPENING = 3  # words from a comma to who says the next thing
_NAMING = frozenset({"person", "office"})


def gapped(passage: Passage, cue: Cue, first: int) -> Iterator[Clause]:
    """Yield what others say before a verb that ends their sentence, each with a clause of theirs.

    The clause of each ends before a comma, and who says the next thing begins behind it.
    """
    endings = passage.known.endings["clause"]
    if not endings or cue.kind not in {"say", "write"}:
        return
    keys, start = passage.words.keys, first
    for at in range(first + 1, cue.first):
        if not (is_comma(passage, at) and keys[at - 1].endswith(endings)):
            continue
        following = passage.mentions_in(at, min(at + _OPENING, cue.first))
        named = [m for m in following if m.kind in _NAMING and is_subject(passage, m)]
        own = [m for m in passage.mentions_in(start, at) if is_subject(passage, m)]
        own = [m for m in own if m.kind in ACTING]
        own = [m for m in own if m.kind in _NAMING and not is_stranger(m)] or own
        if not named or not own or passage.cues_in(start, at):
            return
        by = made(own[0], cue, "that-clause, shared")
        if found := clause_between(passage, by, own[0].last, at):
            yield found
        start = at
