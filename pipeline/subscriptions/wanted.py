"""What a reader asked for, and whether a text is it. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Literal, get_args

Grade = Literal["core", "mention"]
Rhythm = Literal["at_once", "hourly", "daily", "weekly"]
LISTS = ("sections", "parties", "speakers", "sources", "languages")
RANK = {"mention": 0, "core": 1}

_NEAR = 0.7  # of 1, how like a choice another word must be to be suggested
_NAMED = 15  # choices in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """What a text is to one dossier: everything a reader can choose by."""

    grade: str
    sections: frozenset[str] = frozenset()  # of the dossier, in which something was matched
    parties: frozenset[str] = frozenset()  # who speak in it
    speakers: frozenset[str] = frozenset()  # ids of people.toml, likewise
    source: str
    language: str  # ISO 639-1, or und
    is_spoken: bool  # it carries an act of speech, and is no press report


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A reader's choice in one dossier; what is left empty is wanted whatever it is."""

    grade: Grade = "mention"  # the least
    sections: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    press: bool = True  # False: acts of speech only
    always: tuple[str, ...] = ()  # speakers of whom everything on the dossier is wanted
    own_rhythm: Rhythm | None = None  # None: as everything else the reader follows

    def __post_init__(self) -> None:
        """Raise ValueError for a grade or a rhythm that is none."""
        if self.own_rhythm not in {None, *get_args(Rhythm)}:
            known = ", ".join(get_args(Rhythm))
            raise ValueError(f"own_rhythm: {self.own_rhythm!r} is none of {known}")
        if self.grade not in get_args(Grade):
            raise ValueError(f"grade: {self.grade!r} is none of {', '.join(get_args(Grade))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen in one dossier: id -> title."""

    sections: Mapping[str, str]
    parties: Mapping[str, str]
    speakers: Mapping[str, str]
    sources: Mapping[str, str]
    languages: Mapping[str, str]


def is_wanted(text: Bearing, wanted: Wanted) -> bool:
    """Return whether a text is what a reader asked for.

    Within one list any will do; every list that is not empty must be met. Where a list cannot be
    met because nobody knows yet who speaks, the text is not wanted: who chose speakers wants them.
    Whom they follow is wanted whatever else they chose.
    """
    if not set(wanted.always).isdisjoint(text.speakers):
        return True
    return (
        RANK[text.grade] >= RANK[wanted.grade]
        and (wanted.press or text.is_spoken)
        and _meets(text.sections, wanted.sections)
        and _meets(text.parties, wanted.parties)
        and _meets(text.speakers, wanted.speakers)
        and _meets({text.source}, wanted.sources)
        and _meets({text.language}, wanted.languages)
    )


def _meets(found: Collection[str], wanted: Collection[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(found)


def unknown(wanted: Wanted, choices: Choices) -> Iterator[str]:
    """Yield each choice that cannot be made, after the name of its list, and those that can."""
    lists = {field.name: getattr(choices, field.name) for field in fields(Choices)}
    for name, known in {**lists, "always": choices.speakers}.items():
        for one in getattr(wanted, name):
            if one not in known:
                yield f"{name}: no {one!r}; {_suggested(one, list(known))}"


def _suggested(wrong: str, known: Sequence[str]) -> str:
    """Return what may have been meant, or what there is."""
    if near := get_close_matches(wrong, known, cutoff=_NEAR):
        return f"perhaps {' or '.join(near)}"
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"known: {', '.join(sorted(known)[:_NAMED])}{more}"
