"""A country's side, for its government: Ermənistan tərəfi bildirib. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.grammar import Grammar
from pipeline.people import people
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention


def sided(mentions: Iterable[Mention], words: Words, known: Grammar) -> Iterator[Mention]:
    """Yield mentions, sides as the governments of their countries; without one they are nobody."""
    sides = known.words["sides"]
    for one in mentions:
        if one.kind != "institution" or one.institutions or words.keys[one.head] not in sides:
            yield one
            continue
        body = _voice(one.parties[0]) if len(one.parties) == 1 else None
        if body:
            yield replace(one, institutions=frozenset({body}))


def _voice(party: str) -> str | None:
    """Return what a country speaks by: its government, else what its capital's name means."""
    bodies = people().institutions
    if (government := f"government_{party}") in bodies:
        return government
    return next((one.id for one in bodies.values() if one.party == party and one.metonyms), None)
