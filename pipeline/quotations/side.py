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
        if one.case == "other" and known.articled_names and not _has_view(words, known, one):
            continue
        body = _voice(one.parties[0]) if len(one.parties) == 1 else None
        if body:
            yield replace(one, institutions=frozenset({body}))


def _has_view(words: Words, known: Grammar, one: Mention) -> bool:
    """Return whether it is by what a side says that something is: հայկական կողմի պնդմամբ."""
    behind = known.cues.at(words.keys, one.last) if one.last < len(words.keys) else None
    before = known.cues.at(words.keys, one.first - 1) if one.first else None
    return bool(behind and behind[0] == "according_after") or bool(
        before and before[0] == "according"
    )


def _voice(party: str) -> str | None:
    """Return what a country speaks by: its government, else what its capital's name means."""
    bodies = people().institutions
    if (government := f"government_{party}") in bodies:
        return government
    return next((one.id for one in bodies.values() if one.party == party and one.metonyms), None)
