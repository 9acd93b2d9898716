"""The cast of a text: whom it has named so far, and whom it tells of now. Pure."""

from dataclasses import dataclass, field
from datetime import date

from pipeline.grammar import Grammar
from pipeline.people import Tenure, people
from pipeline.speakers.agreement import of_name
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention
from pipeline.speakers.speaker import Speaker, ever_held


@dataclass(slots=True, kw_only=True)
class Cast:
    """Whom a text has named so far, in its order."""

    words: Words
    known: Grammar
    day: date | None  # None: offices only where the text states them
    focus: list[Speaker] = field(default_factory=list)  # whom a pronoun means
    group: list[Speaker] = field(default_factory=list)  # whom "they" means
    college: list[Speaker] = field(default_factory=list)  # body of several: the co-chairs
    body: list[Speaker] = field(default_factory=list)  # what "it" means
    blurred: bool = False  # who was spoken of last is somebody we cannot tell
    persons: list[Speaker] = field(default_factory=list)
    institutions: list[Speaker] = field(default_factory=list)
    spoken_for: list[Speaker] = field(default_factory=list)  # institutions, by who spoke
    spoke: list[Speaker] = field(default_factory=list)  # last
    issued: list[Speaker] | None = None  # who sent out the text last told of; empty: unsure
    issuers: dict[str | None, Speaker] = field(default_factory=dict)  # may have sent out a text
    strangers: dict[str, Speaker] = field(default_factory=dict)  # by family name
    bodies: dict[str, Speaker] = field(default_factory=dict)  # unlisted, by their noun
    genders: dict[str, str] = field(default_factory=dict)  # of persons, by id or name
    of_parties: dict[str, tuple[str, ...]] = field(default_factory=dict)  # strangers, as titled
    titled: dict[str, frozenset[str]] = field(default_factory=dict)  # offices strangers may have
    shared: set[str] = field(default_factory=set)  # family names of several strangers
    stated: set[str] = field(default_factory=set)  # offices the text names
    countries: list[str] = field(default_factory=list)  # two named together
    topic: Speaker | None = None  # whom or what the last sentence that names any begins with
    topic_at: int = 0  # word
    topic_leads: bool = False  # it is that sentence's subject, and alone
    sides: list[tuple[int, str]] = field(default_factory=list)  # word, party named there
    land: str | None = None  # party named last: МИД страны
    republic: str | None = None  # of those called republics: МИД республики
    seat: str | None = None  # party of the place a text comes from, by its dateline
    here: str | None = None  # party of the place where a paragraph says it is: À Erevan, ...

    def remember(self, speakers: list[Speaker]) -> None:
        """Remember who was named, or spoke."""
        for one in speakers:
            (self.institutions if self.is_body(one) else self.persons).append(one)

    def is_body(self, one: Speaker) -> bool:
        """Return whether a speaker is an institution."""
        return one.id in people().institutions or one in self.bodies.values()

    def has_met(self, person: str) -> bool:
        """Return whether the text named somebody already."""
        return any(speaker.id == person for speaker in self.persons)

    def pair(self) -> list[Speaker]:
        """Return the two that the text tells of, where it tells of two: the sides noted.

        Of more, in a language with a "both", those of the two countries named together.
        """
        found = {one.id: one for one in self.persons if one.id}
        if len(found) > 2 and self.known.words["finite"]:  # noqa: PLR2004  a pair
            found = {name: one for name, one in found.items() if one.party in self.countries}
        return list(found.values()) if len(found) == 2 else []  # noqa: PLR2004

    def gender(self, one: Speaker) -> str:
        """Return whether somebody is a woman or a man, as far as name or verb told; or nothing."""
        known = self.genders.get(one.id or one.name)
        if known is None:
            named = people().persons.get(one.id or "")
            name = named.names.get(self.known.language, ("",))[0] if named else one.name
            known = self.genders[one.id or one.name] = of_name(self.known, name)
        return known

    def home(self) -> str | None:
        """Return the party of an office or a body named without one, where we tell it by where."""
        seat = self.seat if self.land in {None, self.seat} else None
        return self.here or seat or self.known.home

    def text(self, one: Mention, *, name: bool = False) -> str:
        """Return the words of a mention, or of the name in it."""
        first = one.head if name else one.first
        runs_on = first > 0 and not self.words.between(first - 1, first).strip()
        if not name and runs_on and self.words.keys[first - 1] in self.known.words["articles"]:
            first -= 1
        return self.words.text[self.words.starts[first] : self.words.ends[one.last - 1]]

    def forms(self, word: int) -> set[str]:
        """Return a word as it stands, and without its ending."""
        return {self.words.keys[word], self.words.stems[word]}

    def may_serve(self, person: str) -> bool:
        """Return whether somebody may hold an office that day; without one, one that is stated."""
        if self.day is None:
            return bool(ever_held(person) & self.stated)
        return any(tenure.covers(self.day) for tenure in people().persons[person].tenures)

    def named(self, person: str, one: Mention | None = None) -> Speaker:
        """Return a person in the office they held that day, that which the text states first."""
        stated = one.offices if one and one.offices else self.stated
        sure = people().tenures_on(person, self.day) if self.day else []
        held = [tenure for tenure in sure if tenure.office.id in stated] or sure
        held = held or self._stated(person, stated)
        office = held[0].office if held else None
        return Speaker(
            id=person,
            name=people().persons[person].names["en"][0],
            office=office.id if office else None,
            party=office.party if office else None,
        )

    def _stated(self, person: str, offices: set[str] | frozenset[str]) -> list[Tenure]:
        """Return what somebody may hold that day of the offices that a text states."""
        return [
            tenure
            for tenure in people().persons[person].tenures
            if tenure.office.id in offices and (self.day is None or tenure.covers(self.day))
        ]
