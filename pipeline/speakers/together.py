"""Who speaks together: mentions in a row, as in "X and Y said". Pure."""

import re
from itertools import pairwise

from pipeline.quotations.passage import Passage
from pipeline.quotations.role import is_subject
from pipeline.speakers.mention import Mention

_SPEAKING = frozenset({"person", "office", "institution"})
_GAP = re.compile(r"(?:[^\W\d_]|[\s,'’՛՜՞])*")  # words and commas
_VERB = 8  # words from the first of a row to its verb
_NEAR = 2  # words from a mention to the verb that is its own: "and Y added"


def together(passage: Passage, who: Mention, cue: tuple[int, int] | None) -> list[Mention]:
    """Return the mentions that speak with one, itself among them, in their order.

    They stand in a row of "and" and commas as subjects of one verb, the cue; it is that one alone
    where no "and" joins them, or where the row begins behind a preposition.
    """
    every = passage.mentions
    first, at, last = _row(passage, who)
    if first == last:
        return [who]
    edge = every[last].last
    others = passage.cues_in(edge, min(edge + _NEAR, passage.last))
    behind = cue is not None and cue[0] >= edge  # X and Y issued a text in which they said
    if not behind and any((one.first, one.last) != cue for one in others):
        last = at  # "said X, and Y added": Y has a verb of its own
    row = every[first : last + 1]
    joined = any(_has_and(passage, left, right) for left, right in pairwise(row))
    may = is_subject(passage, row[0]) or row[0].case == "other"  # X-ի և Y-ի խոսքով
    return row if joined and may and not _met(passage, row[-1]) else [who]


def in_row(passage: Passage, who: Mention) -> list[Mention]:
    """Return the mentions in a row with one, whatever verb they have: X and Y met."""
    first, _, last = _row(passage, who)
    if first == last:
        return [who]
    cues = passage.cues_in(who.last, min(who.last + _VERB, passage.last))
    verbs = [*((cue.first, cue.last) for cue in cues), None]
    rows = (together(passage, who, verb) for verb in verbs)
    return next((row for row in rows if len(row) > 1), [who])


def _row(passage: Passage, who: Mention) -> tuple[int, int, int]:
    """Return the numbers of the first mention of a row, of one, and of the last."""
    every = passage.mentions
    speaks = who.kind in _SPEAKING
    at = next((n for n, one in enumerate(every) if speaks and one.first == who.first), None)
    if at is None:
        return 0, 0, 0
    first = last = at
    while first and _are_joined(passage, every[first - 1], every[first]):
        first -= 1
    while last + 1 < len(every) and _are_joined(passage, every[last], every[last + 1]):
        last += 1
    return first, at, last


def _met(passage: Passage, one: Mention) -> bool:
    """Return whether a row ends in whom another met: X, A ve B ile."""
    behind = passage.known.head_last and one.last < passage.last
    return behind and passage.known.words["after"].at(passage.words.keys, one.last) is not None


def _are_joined(passage: Passage, left: Mention, right: Mention) -> bool:
    """Return whether two mentions stand side by side, as equals."""
    known = passage.known
    views = known.articled_names and left.case == right.case == "other"
    views = views and {left.kind, right.kind} <= _SPEAKING and _has_and(passage, left, right)
    speak = views or (_may_speak(left) and _may_speak(right))
    capitals = known.words["finite"] and left.kind == right.kind == "institution"
    if not speak or (left.metonym != right.metonym and not capitals):
        return False
    alike = known.words["finite"] or known.owner_by_case  # Баку и Ереван заявили
    alike = alike or known.articled_names or known.inverts
    if left.metonym and not alike:
        return False
    words = passage.words
    gap = words.text[words.ends[left.last - 1] : words.starts[right.first]]
    if not _GAP.fullmatch(gap):
        return False
    comma = "," in gap
    both = known.words["both_and"].at(words.keys, left.last) if comma else None
    if both and left.last + both[1] == right.first:
        return True  # թե՛ X-ը, թե՛ Y-ը
    small = all(
        key in known.words["and"]
        or key in known.words["function"]
        or key in known.words["articles"]
        for key in words.keys[left.last : right.first]
    )
    return small and (comma or _has_and(passage, left, right))


def _may_speak(one: Mention) -> bool:
    return one.kind in _SPEAKING and one.speaks


def _has_and(passage: Passage, left: Mention, right: Mention) -> bool:
    keys, known = passage.words.keys, passage.known.words
    return any(
        joining.at(keys, at) is not None
        for joining in (known["and"], known["both_and"])
        for at in range(left.last, right.first)
    )
