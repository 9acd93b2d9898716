"""A column of positions: a party, its acts of speech, and the press that carries them. Pure."""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.item import Moment

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words in one language."""

    text: str
    language: str

    @property
    def dir(self) -> str:
        """Return which way they are read."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A press text that quotes somebody, and how faithfully."""

    document: int  # number
    outlet: str
    at: Moment | None  # published
    address: str
    words: Passage
    kind: str  # of verdict, as compared.verdict_of has it
    verdict: str  # as commands tell it
    is_reported: bool = False  # without the words: indirect speech
    looked: str | None = None  # of words not found: where was looked, in the reader's language
    compared: tuple[tuple[str, str], ...] = ()  # quoted, official; either may be empty
    original: str | None = None  # address of the official text that has the words

    @property
    def differences(self) -> tuple[str, ...]:
        """Return what is another than in the official text, as commands tell it."""
        return tuple(_difference(*one) for one in self.compared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act of speech."""

    statement: int | None  # number; None: words that no statement is known by
    speaker: str  # with the office of that day
    title: Passage | None
    channel: str | None
    at: Moment | None  # published
    address: str | None  # of the original; None: known by report alone
    document: int | None = None  # number of an original that is none of the texts asked for
    apart: Literal["day", "subject"] | None = None  # by what it is none of them
    languages: tuple[str, ...]  # of the original's editions
    passages: tuple[Passage, ...]
    press: tuple[Carrier, ...]

    @property
    def published(self) -> str:
        """Return when it was published, as commands write it."""
        return written(self.at)

    @property
    def known(self) -> str:
        """Return how we know of it, as commands tell it."""
        if self.address is None:
            return "known by report only: no official text seen"
        apart = {"day": ", of another day", "subject": ", not on the dossier", None: ""}
        return f"original{apart[self.apart]} ({', '.join(self.languages)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One party."""

    party: str
    title: str
    coverage: str
    entries: tuple[Entry, ...]


@dataclass(slots=True, kw_only=True)
class Positions:
    """Everything that was said in a period."""

    since: str
    until: str
    dossier: str | None
    columns: list[Column] = field(default_factory=list)  # those something was found of
    silent: list[Column] = field(default_factory=list)  # where nothing was found, and why perhaps
    outside: list[tuple[str, Carrier]] = field(default_factory=list)  # as written, words


def written(at: Moment | None) -> str:
    """Return when a text was published, as precisely as it says, with the zone of its clock."""
    if at is None:
        return "undated"
    return f"{at.at:%Y-%m-%d}" if at.precision == "day" else f"{at.at:%Y-%m-%d %H:%M} {at.zone}"


def _difference(quoted: str, official: str) -> str:
    if not quoted:
        return f"left out: “{official}”"
    return f"quoted “{quoted}”, official “{official}”" if official else f"put in: “{quoted}”"
