"""Mentions that are one: a title and its name, a spokesman and his ministry. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.grammar import Grammar
from pipeline.lexicon import Words
from pipeline.mention import HEAD_LAST, Mention

_TITLES = frozenset({"office", "noun"})
_OF = frozenset({"de", "du", "des", "d", "of", "for", "from", "au"})
_PARTING = ',;:.՝()«»“”"—–'
_PAUSES = frozenset({",", "՝"})  # a title and its name may stand on both sides of
_FAR = 2  # words between a title and what it is of


def joined(found: Iterable[Mention], words: Words, known: Grammar) -> list[Mention]:
    """Return mentions in their order, those written as one joined."""
    whole: list[Mention] = []
    head_last = known.language in HEAD_LAST
    for one in found:
        left = whole[-1] if whole else None
        gap = _gap(left, one, words, known) if left else None
        if left is None or gap is None:
            whole.append(one)
            continue
        if gap in _PAUSES:
            both = None if head_last and gap == "," else _apposed(left, one)
        elif head_last:
            both = _head_last(left, one) if not gap else None
        else:
            both = _head_first(left, one, gap.split(), russian=known.language == "ru")
        whole[-1:] = [both] if both else [left, one]
    return whole


def _gap(left: Mention, right: Mention, words: Words, known: Grammar) -> str | None:
    """Return the small words between two mentions, or a pause; None: too much stands there."""
    if {"pronoun", "relative"} & {left.kind, right.kind}:
        return None
    gap = words.text[words.ends[left.last - 1] : words.starts[right.first]]
    between = words.keys[left.last : right.first]
    if gap.strip() in _PAUSES:
        return gap.strip()
    if len(between) > _FAR or any(mark in gap for mark in _PARTING):
        return None
    if not all(one in known.words["function"] for one in between):
        return None
    return " ".join(between)


def _apposed(left: Mention, right: Mention) -> Mention | None:
    """Return a title with the name behind its comma."""
    return _as_one(left, right, right) if _names(left, right) else None


def _names(left: Mention, right: Mention) -> bool:
    return left.kind in _TITLES and right.kind == "person"


def _head_last(left: Mention, right: Mention) -> Mention | None:
    """Return what belongs, and then what it belongs to: ՀՀ ԱԳՆ խոսնակ, Nazirliyin sözçüsü."""
    if right.kind == "person":
        return None if left.kind == "person" else _as_one(left, right, right)
    if left.kind == "person" and right.parties:  # X-in ... ölkənin naziri: two
        return None
    if left.case == "other" or left.kind == "institution":
        return _as_one(left, right, right, of=left)
    return None


def _head_first(
    left: Mention, right: Mention, between: list[str], *, russian: bool
) -> Mention | None:
    """Return a title and its name, or what it is of: le président Aliev, глава МИД."""
    generic = left.kind == "institution" and not left.institutions
    if not between and right.kind == "person" and (left.kind in _TITLES or generic):
        of = russian and right.case == "other" and left.case == "subject"
        return _as_one(left, right, left if of else right)
    if between[:1] == ["s"] and right.kind in {*_TITLES, "document"}:  # Clinton's spokesman
        return _as_one(left, right, right, of=left)
    if left.kind not in {*_TITLES, "document"}:
        return None
    if russian:
        body = right.kind == "institution" and left.kind != "office"
        belongs = not between and (right.case == "other" or body)
    else:
        belongs = bool(between) and between[0] in _OF
    return _as_one(left, right, left, of=right) if belongs else None


def _as_one(left: Mention, right: Mention, head: Mention, *, of: Mention | None = None) -> Mention:
    """Return two mentions as one; `of` is the one the head belongs to."""
    other = left if head is right else right
    named = head.kind == "person"
    bodies = (
        frozenset() if named else head.institutions or (of.institutions if of else frozenset())
    )
    return replace(
        head,
        first=left.first,
        last=right.last,
        offices=head.offices or (other.offices if named else frozenset()),
        institutions=bodies,
        parties=left.parties + right.parties,
        both=left.both or right.both,
        plural=(of if of and not head.institutions else head).plural,
        metonym=False,
    )
