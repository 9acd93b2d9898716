"""What of an official text may be a speaker's words, and what language they speak. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.people import people
from pipeline.text import Span

SPOKEN = {  # by party: what its officials mostly speak; of the others no language is known
    "armenia": "hy",
    "azerbaijan": "az",
    "nagorno_karabakh": "hy",
    "russia": "ru",
    "turkiye": "tr",
    "united_states": "en",
    "france": "fr",
    "georgia": "ka",
    "iran": "fa",
}
_GOVERNMENT = "government_"  # begins the institutions a capital's name stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Words of an official text that it gives to somebody."""

    span: Span
    speakers: Sequence[Mapping[str, Any]]  # as table quotation keeps them; empty: we cannot tell
    turn: bool  # under a heading or behind a label


def bodies(speakers: Collection[Mapping[str, Any]], day: date | None) -> frozenset[str]:
    """Return the institutions whose own voice may be these speakers': theirs on that day."""
    table = people()
    found = set()
    for one in speakers:
        if one["id"] in table.institutions:
            found.add(one["id"])
        elif one["id"] in table.persons and day is not None:
            found |= {held.office.institution for held in table.tenures_on(one["id"], day)}
        if one["office"] in table.offices:
            found.add(table.offices[one["office"]].institution)
    return frozenset(found)


def may_speak_for(
    source: str | None,
    party: str | None,
    speakers: Collection[Mapping[str, Any]],
    day: date | None,
) -> bool:
    """Return whether a source, the institution it is, may speak in the name of some speakers."""
    mine = bodies(speakers, day)
    if source in mine:
        return True
    capital = {one for one in mine if one.startswith(_GOVERNMENT)} & {
        one["id"] for one in speakers
    }
    return any(people().institutions[one].party == party for one in capital)


def spans(
    body: str,
    attributed: Sequence[Attributed],
    speakers: Collection[Mapping[str, Any]],
    *,
    day: date | None,
    own: bool,
) -> tuple[Span, ...]:
    """Return what of an official text may be the words of some speakers, in order.

    Their turns and what it quotes of them; with `own`, when the source may speak for them, all
    that it gives to nobody else. Another's turn is never theirs, and no label before a turn is.
    """
    wanted = {_key(one) for one in speakers} | bodies(speakers, day)
    theirs: list[Attributed] = []
    others: list[Attributed] = []
    for one in attributed:
        named = {_key(speaker) for speaker in one.speakers}
        (theirs if named & wanted or _is_voice(one, wanted, day) else others).append(one)
    if not own:
        return tuple(sorted(_outermost([one.span for one in theirs])))
    apart = [(_opens(body, one), one.span[1]) for one in others if one.turn or one.speakers]
    apart += [(_opens(body, one), one.span[0]) for one in theirs]
    left: list[Span] = []
    at = 0
    for start, end in sorted(apart):
        left.append((at, start))
        at = max(at, end)
    left.append((at, len(body)))
    return tuple(span for span in left if body[slice(*span)].strip())


def _key(speaker: Mapping[str, Any]) -> str:
    return str(speaker["id"] or speaker["name"].casefold())


def _opens(body: str, one: Attributed) -> int:
    """Return where somebody's words begin, with the label in the paragraph before a turn."""
    if not one.turn:
        return one.span[0]
    gap = body.rfind("\n\n", 0, one.span[0])
    return 0 if gap < 0 else gap + 2


def _is_voice(one: Attributed, wanted: Collection[str], day: date | None) -> bool:
    """Return whether an institution is heard in the words of somebody who serves it."""
    return bool(one.speakers) and any(
        name in people().institutions and name in bodies(one.speakers, day) for name in wanted
    )


def _outermost(some: Sequence[Span]) -> list[Span]:
    return [
        one
        for one in some
        if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in some)
    ]
