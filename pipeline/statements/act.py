"""Acts of speech in an official text: whose words which of its parts are. Pure.

The turns of one speaker on one occasion are one act; each topic of a briefing is one of its own.
A text whose turns or title name nobody is its source's own voice; where turns name only people we
cannot tell, as "Question" and "Answer" do, it is whose its title says, or nobody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline.people import people
from pipeline.speakers.lexicon import Words, lexicon
from pipeline.speakers.mentioned import mentions
from pipeline.speakers.speaker import Speaker
from pipeline.statements.section import Section
from pipeline.text import Span

Key = frozenset[str]  # ids of speakers, or names of those without

_STRANGER = "="  # begins the key of somebody people.toml does not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Words that a page gives to somebody; to nobody where we cannot tell whom it names."""

    span: Span
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one set of speakers said on one occasion, in one text."""

    anchor: str  # of the section it begins in; empty: the whole, or its beginning
    topic: str | None  # heading of a briefing's topic
    speakers: tuple[Speaker, ...]  # empty: we cannot tell
    spans: tuple[Span, ...]  # of the body, in order
    own: bool  # the source's own voice: the text names nobody else

    @property
    def key(self) -> Key:
        """Return who speaks, the same for every text that names them."""
        return key_of(self.speakers)


def key_of(speakers: Iterable[Speaker]) -> Key:
    """Return who speaks, for comparison."""
    return frozenset(one.id or _STRANGER + one.name.casefold() for one in speakers)


def acts(
    body: str,
    sections: Sequence[Section],
    turns: Sequence[Turn],
    *,
    titled: Sequence[Speaker],
    own: Speaker,
) -> list[Act]:
    """Return the acts of speech of an official text in their order, at least one.

    `titled`: whose words its title announces; `own`: who speaks where nobody is named.
    """
    if turns and (found := _spoken(sections, turns)):
        return found
    others = len(titled) > 1 or [one.party for one in titled] == [own.party]
    speakers = tuple(titled) if others else (own,)
    if turns:
        named = speakers if others else ()
        return [Act(anchor="", topic=None, speakers=named, spans=((0, len(body)),), own=False)]
    topics = [one for one in sections if one.heading is not None]
    if len(topics) > 1:
        return [
            Act(
                anchor=one.anchor,
                topic=one.heading,
                speakers=speakers,
                spans=((one.start, one.end),),
                own=not others,
            )
            for one in sections
        ]
    return [Act(anchor="", topic=None, speakers=speakers, spans=((0, len(body)),), own=not others)]


def _spoken(sections: Sequence[Section], turns: Sequence[Turn]) -> list[Act]:
    """Return the turns of each speaker we can tell as one act, apart for each topic."""
    kept: dict[tuple[str | None, Key], list[tuple[Section, Turn]]] = defaultdict(list)
    for turn in turns:
        section = next(one for one in sections if turn.span[0] < one.end)
        if turn.speakers:
            kept[_topic(section), key_of(turn.speakers)].append((section, turn))
    return [
        Act(
            anchor=found[0][0].anchor,
            topic=topic,
            speakers=found[0][1].speakers,
            spans=tuple(turn.span for _, turn in found),
            own=False,
        )
        for (topic, _), found in kept.items()
    ]


def _topic(section: Section) -> str | None:
    """Return the topic a turn belongs to; a heading that names its speaker is none."""
    if section.heading is None or (section.speaker and section.speaker in section.heading):
        return None
    return section.heading


def paired(acts: Sequence[Act], others: Sequence[Key]) -> dict[int, tuple[int, bool]]:
    """Return which acts of an edition are which of another's, by number, and whether for sure.

    Speakers come first. Of several acts by the same speakers the order decides, where there are
    as many on both sides; so it does of people we only know by name, as each language writes it.
    """
    pairs: dict[int, tuple[int, bool]] = {}
    keys = [one.key for one in acts]
    for key in dict.fromkeys(keys):
        mine, theirs = _places(keys, key), _places(others, key)
        if len(mine) == len(theirs):
            pairs |= {at: (to, True) for at, to in zip(mine, theirs, strict=True)}
    taken = {to for to, _ in pairs.values()}
    mine = [at for at, key in enumerate(keys) if at not in pairs and _is_stranger(key)]
    theirs = [at for at, key in enumerate(others) if at not in taken and _is_stranger(key)]
    if len(mine) == len(theirs):
        pairs |= {at: (to, False) for at, to in zip(mine, theirs, strict=True)}
    return pairs


def _places(keys: Sequence[Key], key: Key) -> list[int]:
    return [at for at, one in enumerate(keys) if one == key]


def _is_stranger(key: Key) -> bool:
    return bool(key) and all(one.startswith(_STRANGER) for one in key)


def at_home(speakers: Iterable[Speaker], own: Speaker, day: date | None) -> tuple[Speaker, ...]:
    """Return speakers as a source names its own people: for its party, if for any that day.

    Their offices stay what is known for sure.
    """
    return tuple(
        replace(one, party=own.party) if _is_of(one, own.party, day) else one for one in speakers
    )


def _is_of(speaker: Speaker, party: str | None, day: date | None) -> bool:
    person = people().persons.get(speaker.id or "")
    if person is None or speaker.party is not None or party is None:
        return False
    held = [one for one in person.tenures if day is None or one.covers(day)]
    return {one.office.party for one in held} == {party}


@cache
def own_voice(title: str, party: str | None) -> Speaker:
    """Return who speaks in the texts of a source that name nobody: the institution it is."""
    table, plain = people(), title.casefold()

    def voice(institution: str | None) -> Speaker:
        return Speaker(id=institution, name=title, office=None, party=party)

    for institution in table.institutions.values():
        names = (name.casefold() for forms in institution.names.values() for name in forms)
        if institution.party == party and plain in names:
            return voice(institution.id)
    for forms in filter(None, (lexicon("en"), lexicon("fr"))):
        words = Words(title, forms)
        for one in mentions(words, 0, len(words.keys)):
            meant = one.institutions | {table.offices[name].institution for name in one.offices}
            known = [name for name in meant if table.institutions[name].party == party]
            if len(known) == 1:
                return voice(known[0])
    offices = {
        name.casefold(): office.institution
        for office in table.offices.values()
        if office.party == party and office.single_holder
        for name in office.title.get("en", ())
    }
    held = [name for name in offices if plain.startswith(f"{name} ")]
    return voice(offices[max(held, key=len)] if held else None)
