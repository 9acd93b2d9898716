"""A mention: somebody named, titled or meant, from one word to another. Pure."""

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["person", "office", "institution", "document", "noun", "pronoun", "relative"]

JOINTS = frozenset({" ", "\u00a0", "-", "’", "'", ". ", "."})  # between the words of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody mentioned, from word `first` to before word `last`."""

    first: int
    last: int
    kind: Kind
    head: int  # first word of the name, where a title precedes it
    persons: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    parties: tuple[str, ...] = ()
    case: str = "subject"  # or other: it belongs to somebody, or something is done to it
    metonym: bool = False  # a capital for its government
    both: bool = False  # of the two countries
    former: bool = False  # who held the office once
    plural: bool = False  # in a form that those of several countries may have
    unnamed: bool = False  # a source, an official
    role: str = ""  # that its noun has beside a title: others, heralds or acting
    of: "Mention | None" = None  # whose it is: the ministry's spokesman
    acting: bool = False  # who holds the office for a while

    @property
    def speaks(self) -> bool:
        """Return whether it may be the subject of a sentence."""
        return self.case == "subject"

    @property
    def of_several(self) -> bool:
        """Return whether it is those of several countries: the foreign ministers of A and B."""
        return self.plural and (self.both or len(set(self.parties)) > 1)

    @property
    def each(self) -> list["Mention"]:
        """Return what it mentions, one country's at a time."""
        if not self.of_several or self.both:
            return [self]
        parties = dict.fromkeys(self.parties)
        return [replace(self, parties=(party,), plural=False) for party in parties]
