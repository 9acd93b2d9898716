"""Whose a body or an office is that is named without its country: of whom a text tells. Pure."""

from collections.abc import Collection, Iterable

from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention

_OPENING = 5  # words from the beginning of a sentence to whom it tells of
_FRESH = 40  # words from whom a sentence is about to a body of theirs
_ARTICLE = 1  # word
_BESIDE = 3  # words from where something is said to the body that says it


def told_of(cast: Cast, one: Mention, parties: Collection[str]) -> str | None:
    """Return which of some parties the last sentence is about, or whose capital is right before.

    In that sentence no other is named, nor behind it: Baku denied it, the ministry said. Where a
    grammar lists finite verbs others may be, if its subject is sure: Baku blamed Yerevan.
    """
    sides = [(at, party) for at, party in cast.sides if at < one.first]
    if sides and sides[-1][0] >= one.first - _BESIDE:
        at, party = sides[-1]
        if at and cast.words.keys[at - 1] in cast.known.words["at"]:
            return party
    told = next((at for at, _ in reversed(sides) if _is_told_of(cast, at)), None)
    if told is None:
        return None
    topic = cast.topic
    if topic and topic.party and cast.is_body(topic) and _is_behind_subject(cast, one):
        return _only(parties, [topic.party])
    start = _beginning(cast, told)
    return _only(parties, (party for at, party in sides if at >= start))


def _is_told_of(cast: Cast, word: int) -> bool:
    """Return whether a sentence is about a country or a body: it begins with its name."""
    if cast.topic and cast.is_body(cast.topic) and word == cast.topic_at:
        return True
    named = cast.known.adjective_follows and cast.words.party(word) is not None
    return named and word - _beginning(cast, word) <= _ARTICLE


def _is_behind_subject(cast: Cast, one: Mention) -> bool:
    """Return whether a body is told of behind a sentence whose subject is sure."""
    near = cast.topic_at < one.first <= cast.topic_at + _FRESH
    if not near or not cast.topic_leads or not cast.known.words["finite"]:
        return False
    return _beginning(cast, one.first) > cast.topic_at


def alone(cast: Cast, one: Mention, parties: Collection[str]) -> str | None:
    """Return which of some parties a text named alone of them, if a sentence began with it.

    No other is named before: the forces of Karabakh, at the border with Azerbaijan.
    """
    sides = [(at, party) for at, party in cast.sides if at < one.first]
    party = _only(parties, (party for _, party in sides))
    if party is None or party != sides[0][1]:
        return None
    last = max(at for at, side in sides if side == party)
    return party if last - _beginning(cast, last) < _OPENING else None


def _only(parties: Collection[str], named: Iterable[str]) -> str | None:
    """Return the one of some parties that alone was named."""
    found = set(parties).intersection(named)
    return found.pop() if len(found) == 1 else None


def _beginning(cast: Cast, word: int) -> int:
    """Return the first word of the sentence that a word stands in."""
    return next(at for at in range(word, -1, -1) if cast.words.opens_sentence(at))
