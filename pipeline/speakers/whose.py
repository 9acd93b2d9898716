"""Whose a body is that is named without its country: of whom a text tells there. Pure."""

from collections.abc import Iterable

from pipeline.people import people
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention

_OPENING = 5  # words from the beginning of a sentence to whom it tells of
_FRESH = 40  # words from whom a sentence is about to a body of theirs
_BESIDE = 3  # words from where something is said to the body that says it


def told_of(cast: Cast, one: Mention) -> str | None:
    """Return the party of the capital right before a body, or that the last sentence is about.

    In that sentence no other is named, nor behind it: Baku denied it, the ministry said. Where a
    grammar lists finite verbs others may be, if its subject is sure: Baku blamed Yerevan.
    """
    sides = [(at, party) for at, party in cast.sides if at < one.first]
    if sides and sides[-1][0] >= one.first - _BESIDE:
        at, party = sides[-1]
        if at and cast.words.keys[at - 1] in cast.known.words["at"]:
            return party
    topic = cast.topic
    if topic is None or not topic.party or not cast.is_body(topic):
        return None
    if _is_behind_subject(cast, one):
        return _only([topic.party], one)
    start = _beginning(cast, cast.topic_at)
    return _only((party for at, party in sides if at >= start), one)


def _is_behind_subject(cast: Cast, one: Mention) -> bool:
    """Return whether a body is told of behind a sentence whose subject is sure."""
    near = cast.topic_at < one.first <= cast.topic_at + _FRESH
    if not near or not cast.topic_leads or not cast.known.words["finite"]:
        return False
    return _beginning(cast, one.first) > cast.topic_at


def alone(cast: Cast, one: Mention) -> str | None:
    """Return the only party that a text named of those it may be of, if a sentence began with it.

    No other is named before: the forces of Karabakh, at the border with Azerbaijan.
    """
    sides = [(at, party) for at, party in cast.sides if at < one.first]
    party = _only((party for _, party in sides), one)
    if party is None or party != sides[0][1]:
        return None
    last = max(at for at, side in sides if side == party)
    return party if last - _beginning(cast, last) < _OPENING else None


def _only(parties: Iterable[str], one: Mention) -> str | None:
    """Return the party that alone of those named has such a body."""
    several = {people().institutions[name].party for name in one.institutions}
    found = several.intersection(parties)
    return found.pop() if len(found) == 1 else None


def _beginning(cast: Cast, word: int) -> int:
    """Return the first word of the sentence that a word stands in."""
    return next(at for at in range(word, -1, -1) if cast.words.opens_sentence(at))
