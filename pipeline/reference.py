"""From a mention to who it is, on that day: surnames, offices, "the ministry", "she". Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from pipeline.agreement import SEVERAL, of_name, of_pronoun
from pipeline.declension import undone
from pipeline.foreign import is_of_others
from pipeline.grammar import Grammar, grammar, plain
from pipeline.herald import speaks_for, spokespersons
from pipeline.lexicon import Words
from pipeline.mention import HEAD_LAST, Kind, Mention
from pipeline.namesake import respelled, spelled
from pipeline.peer import peers
from pipeline.people import Tenure, people

_ADJECTIVAL = ("ական", "ային", "յան", "վոր")  # Armenian endings of adjectives
_ARTICLE = re.compile(r"ը$|(?<!յա)ն$")  # Armenian, behind a name; յան ends one
_SOFT, _STOPS = ' \u00a0-–—«"', ("։", ":", ".", "․", "!", "?", "\n")  # before a sentence
_OFFICIAL = frozenset({"communiqué", "statement"})
_NAME = 5  # words before the last one of an institution's name
_GIVEN = 2  # letters by which given names are told apart, whatever their case
_WHOLE = 3  # letters of a given name, and no title: MM.
_ALIKE = 6  # letters by which a noun is known in a name: nazirlik, Nazirliyi


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, as far as we can say."""

    id: str | None  # of people.toml; None: somebody it does not know
    name: str
    office: str | None  # held that day, or stated by the text
    party: str | None  # it speaks for


@dataclass(slots=True, kw_only=True)
class Cast:
    """Whom a text has named so far, in its order."""

    words: Words
    known: Grammar
    day: date | None  # None: offices only where the text states them
    focus: list[Speaker] = field(default_factory=list)  # whom a pronoun means
    group: list[Speaker] = field(default_factory=list)  # whom "they" means
    body: list[Speaker] = field(default_factory=list)  # what "it" means
    blurred: bool = False  # who was spoken of last is somebody we cannot tell
    persons: list[Speaker] = field(default_factory=list)
    institutions: list[Speaker] = field(default_factory=list)
    spoken_for: list[Speaker] = field(default_factory=list)  # institutions, by who spoke
    spoke: list[Speaker] = field(default_factory=list)  # last
    issued: list[Speaker] | None = None  # who sent out the text last told of; empty: unsure
    issuers: dict[str | None, Speaker] = field(default_factory=dict)  # may have sent out a text
    strangers: dict[str, Speaker] = field(default_factory=dict)  # by family name
    genders: dict[str, str] = field(default_factory=dict)  # of persons, by id or name
    of_parties: dict[str, tuple[str, ...]] = field(default_factory=dict)  # strangers, as titled
    titled: dict[str, frozenset[str]] = field(default_factory=dict)  # offices strangers may have
    shared: set[str] = field(default_factory=set)  # family names of several strangers
    stated: set[str] = field(default_factory=set)  # offices the text names
    countries: list[str] = field(default_factory=list)  # two named together
    topic: Speaker | None = None  # whom or what the last sentence that names any begins with
    land: str | None = None  # party named last: МИД республики
    seat: str | None = None  # party of the place a text comes from, by its dateline
    here: str | None = None  # party of the place where a paragraph says it is: À Erevan, ...

    def meet(self, one: Mention) -> list[Speaker]:
        """Return who a mention is, and remember them."""
        self.stated |= self._narrowed(one) if one.offices else set()
        found = self.who(one)
        party = one.parties[-1] if one.parties else found[0].party if found else None
        self.land = party or self.land
        counterpart = one.kind == "noun" and self._is_counterpart(one)
        named = one.kind in {"person", "office"}
        if named or counterpart or (one.kind == "institution" and not one.metonym):
            self.remember(found)
        titled = one.kind == "person" and one.head > one.first
        for name in {office for who in found for office in self._ever_of(who)} if titled else ():
            body = people().offices[name].institution
            if body and speaks_for(name):
                self.spoken_for.append(self._body(body))
        if one.kind == "institution" and one.speaks and not self._is_of_noun(one):
            self.issuers |= {who.id: who for who in found}
        return found

    def remember(self, speakers: list[Speaker]) -> None:
        """Remember who was named, or spoke."""
        for one in speakers:
            (self.institutions if one.id in people().institutions else self.persons).append(one)

    def who(self, one: Mention) -> list[Speaker]:
        """Return who a mention is; nobody where that is unsure, of several of all of them."""
        if one.plural and len(one.each) > 1:
            found = [self.who(each) for each in one.each]
            return [who for some in found for who in some] if all(found) else []
        one = self._of_land(one)
        if is_of_others(self.words, self.known, one):
            return [who for who in self.focus if who.id is None and self.known.words["foreign"]]
        return _WAYS[one.kind](self, one)

    def _of_land(self, one: Mention) -> Mention:
        """Return a mention with the country that "the country" means behind it, МИД республики."""
        its = self.known.words["its"]
        if one.parties or not self.land or one.kind not in {"institution", "office"}:
            return one
        here = one.last < len(self.words.keys) and self.words.keys[one.last] in its
        return replace(one, parties=(self.land,)) if here else one

    def _pronoun(self, one: Mention) -> list[Speaker]:
        if one.role == "dropped":
            return self.focus
        if self.words.keys[one.first] in self.known.words["things"]:
            return self.body
        if self.words.keys[one.first] in self.known.words["groups"]:
            may = self.known.stands_alone or self.known.drops_subject
            return self.group or (self._pair() if may else [])
        if self.known.words["latter"].at(self.words.keys, one.first):
            return self.persons[-1:]
        return self._meant(self.words.keys[one.first : one.last])

    def _meant(self, keys: list[str]) -> list[Speaker]:
        """Return whom a pronoun means by who is in focus, and by whether it is he or she."""
        found = self.focus or ([] if self.blurred else self._only())
        wanted = of_pronoun(self.known, keys)
        if wanted == SEVERAL:
            return self.group
        if len(found) == 1 and wanted and self.gender(found[0]) not in {"", wanted}:
            return [one for one in reversed(self.persons) if self.gender(one) == wanted][:1]
        return found

    def gender(self, one: Speaker) -> str:
        """Return whether somebody is a woman or a man, as far as name or verb told; or nothing."""
        known = self.genders.get(one.id or one.name)
        if known is None:
            named = people().persons.get(one.id or "")
            name = named.names.get(self.known.language, ("",))[0] if named else one.name
            known = self.genders[one.id or one.name] = of_name(self.known, name)
        return known

    def _pair(self) -> list[Speaker]:
        """Return the two that the text tells of, where it tells of two: the sides noted."""
        found = {one.id: one for one in self.persons if one.id}
        return list(found.values()) if len(found) == 2 else []  # noqa: PLR2004  a pair

    def _relative(self, one: Mention) -> list[Speaker]:
        thing = self.words.keys[one.first] in self.known.words["things"]
        return [] if thing else self.persons[-1:]

    def _title(self, one: Mention) -> list[Speaker]:
        if one.both and not one.plural:
            return self._both(one)
        if self.known.words["finite"] and self._is_any(one):
            return self._body_of_any(one)
        found = self._who_held(one) if one.former else self._office(one)
        return found or self._like(one)

    def _body_of_any(self, one: Mention) -> list[Speaker]:
        """Return the institution that somebody unnamed speaks for: a Kremlin spokesman."""
        bodies = {people().offices[name].institution for name in self._narrowed(one)}
        body = bodies.pop() if len(bodies) == 1 and all(map(speaks_for, one.offices)) else None
        return [self._body(body)] if body else []

    def _both(self, one: Mention) -> list[Speaker]:
        """Return who holds an office in each of the two countries told of: iki bakan."""
        of_each = (replace(one, both=False, parties=(party,)) for party in self.countries)
        found = [who for each in of_each for who in self._office(each)]
        return found if len(found) == 2 else []  # noqa: PLR2004  a pair

    def _only(self) -> list[Speaker]:
        """Return the one person met so far, if no other was; a single word may be a place."""
        found = {one.id or one.name: one for one in self.persons if one.id or " " in one.name}
        return list(found.values()) if len(found) == 1 else []

    def text(self, one: Mention, *, name: bool = False) -> str:
        """Return the words of a mention, or of the name in it."""
        first = one.head if name else one.first
        runs_on = first > 0 and not self.words.between(first - 1, first).strip()
        if not name and runs_on and self.words.keys[first - 1] in self.known.words["articles"]:
            first -= 1
        return self.words.text[self.words.starts[first] : self.words.ends[one.last - 1]]

    # Persons

    def _person(self, one: Mention) -> list[Speaker]:
        if not one.persons:
            if known := self._spelled(one):
                return [known]
            unsure = self._may_be_noun(one) or self._is_shared(one) or self._is_given(one)
            return [] if unsure else [self._stranger(one)]
        candidates = sorted(one.persons)
        if one.offices:
            held = [name for name in candidates if self._ever(name) & one.offices]
            if not held:
                return [] if one.last - one.head == 1 else [self._named(candidates[0], one)]
            candidates = held
        if len(candidates) > 1:
            met = [speaker.id for speaker in self.persons if speaker.id in candidates]
            exact = [name for name in candidates if met and name == met[-1]]
            perhaps = self.day is not None  # a homonym who may serve as well makes it unsure
            candidates = exact or [one for one in candidates if self._serves(one, ever=perhaps)]
        if len(candidates) != 1:
            return []
        alone = one.last - one.head == 1 and not one.offices and not self._met(candidates[0])
        if alone and self.day and not self._serves(candidates[0], ever=True):
            return []
        return [self._named(candidates[0], one)]

    def _spelled(self, one: Mention) -> Speaker | None:
        """Return whom a name means however it is spelled: of its office, or in one that day."""
        if one.last - one.head < 2:  # noqa: PLR2004  two words
            return None
        name = self._name(one)
        if one.offices:
            may = spelled(name, self.known.language) | respelled(name)
            meant = [who for who in may if self._ever(who) & one.offices]
        else:
            meant = [n for n in respelled(name) if self.day and self._serves(n, ever=True)]
        return self._named(meant[0], one) if len(meant) == 1 else None

    def _somebody(self, one: Mention) -> list[Speaker]:
        """Return who a name is: whom the text named in full before, or whom we know."""
        return [self._stranger(one)] if self._is_stranger_again(one) else self._person(one)

    def _is_stranger_again(self, one: Mention) -> bool:
        """Return whether a family name is that of somebody else, whom the text named in full."""
        alone = bool(one.persons) and one.last - one.head == 1 and not one.offices
        other = self.strangers.get(self.words.keys[one.head]) if alone else None
        given = other.name.split()[0].rstrip(".") if other and " " in other.name else ""
        return len(given) >= _WHOLE and not any(self._met(person) for person in one.persons)

    def _met(self, person: str) -> bool:
        return any(speaker.id == person for speaker in self.persons)

    def _may_be_noun(self, one: Mention) -> bool:
        """Return whether a capital that opens a sentence may be a noun: Վարորդն ասաց."""
        surnames, at = self.known.endings["surname"], one.first
        if not surnames or one.last - one.first > 1 or at in self.words.parted:
            return False
        key, stem = self.words.keys[at], self.words.stems[at]
        if key in self.strangers or stem in self.strangers or stem.endswith(surnames):
            return False
        gap = self.words.between(at - 1, at).rstrip(_SOFT) if at else "."
        return gap.endswith(_STOPS)

    def _stranger(self, one: Mention) -> Speaker:
        """Return somebody the table does not know, under the longest name the text gave."""
        last = one.last - 1
        for family in (self.words.keys[last], self.words.stems[last]):
            met = self.strangers.get(family)
            if met and not self._is_namesake(one, met):
                return met
        name = self._name(one)
        found = Speaker(id=None, name=name, office=None, party=None)
        self.of_parties[name] = one.parties
        if one.head > one.first:
            self.titled[name] = one.offices
        for family in (self.words.keys[last], self.words.stems[last]):
            if self.strangers.get(family, found) is not found:
                self.shared.add(family)
            self.strangers[family] = found
        return found

    def _is_given(self, one: Mention) -> bool:
        """Return whether a name is but the given one of a resident: բնակիչ Անահիտը."""
        surnames, stem = self.known.endings["surname"], self.words.stems[one.last - 1]
        if not self.known.stands_alone or one.last - one.head > 1 or one.head == one.first:
            return False
        unnamed = self.known.unnamed.begins(self.words.keys[one.head - 1])
        return unnamed and not stem.endswith(surnames)

    def _is_shared(self, one: Mention) -> bool:
        """Return whether two strangers have the one name that a mention is."""
        return one.last - one.head == 1 and self.words.keys[one.head] in self.shared

    def _name(self, one: Mention) -> str:
        """Return a name as written, without its ending."""
        last = one.last - 1
        name = self.text(one, name=True)
        if last in self.words.parted:  # Reuters-ի
            whole = self.words.ends[last] - self.words.starts[last]
            name = name[: len(name) - whole + len(self.words.keys[last])]
        elif one.case == "other" and self.known.endings["undone"]:
            name = undone(name, self.known)
        elif one.case == "other":  # Tokayevin: the ending is not the name's
            name = name[: len(name) - len(self.words.keys[last]) + len(self.words.stems[last])]
        elif self.known.language == "hy":
            name = _ARTICLE.sub("", name)
        return name

    def _is_namesake(self, one: Mention, known: Speaker) -> bool:
        """Return whether a name is of another in a family: Michael Vann after Bernard Vann."""
        if one.last - one.head == 1:
            return False
        given = plain(known.name, self.known.language).split()
        if len(given) == 1:
            return False
        return self.words.keys[one.head][:_GIVEN] != given[0][:_GIVEN]

    def _ever(self, person: str) -> set[str]:
        return {tenure.office.id for tenure in people().persons[person].tenures}

    def _ever_of(self, speaker: Speaker) -> set[str]:
        return self._ever(speaker.id) if speaker.id and speaker.id in people().persons else set()

    def _serves(self, person: str, *, ever: bool = False) -> bool:
        """Return whether somebody holds an office that day, for sure or (`ever`) perhaps."""
        if self.day is None:
            return ever or bool(self._ever(person) & self.stated)
        if ever:
            return any(tenure.covers(self.day) for tenure in people().persons[person].tenures)
        return bool(people().tenures_on(person, self.day))

    def _named(self, person: str, one: Mention | None = None) -> Speaker:
        """Return a person in the office they held that day, that which the text states first."""
        table = people()
        stated = one.offices if one and one.offices else self.stated
        tenures: list[Tenure] = table.tenures_on(person, self.day) if self.day else []
        held = [tenure for tenure in tenures if tenure.office.id in stated] or tenures
        if not held:
            held = [
                tenure
                for tenure in table.persons[person].tenures
                if tenure.office.id in stated and (self.day is None or tenure.covers(self.day))
            ]
        names = table.persons[person].names
        office = held[0].office if held else None
        return Speaker(
            id=person,
            name=names["en"][0],
            office=office.id if office else None,
            party=office.party if office else None,
        )

    # Offices; a spokesperson whom no row is sure of that day is the institution, heard

    def _narrowed(self, one: Mention) -> set[str]:
        """Return the offices a title may be, by the countries named with it."""
        offices = people().offices
        of = set(one.institutions)
        meant = {name for name in one.offices if offices[name].party in one.parties}
        if one.parties and not meant:
            return set()
        inside = {name for name in one.offices if offices[name].institution in of}
        return meant or (inside if of and len(inside) < len(one.offices) else set(one.offices))

    def _office(self, one: Mention) -> list[Speaker]:
        of = one.of
        if of and (of.kind != "institution" or self._is_staff(of)):
            return self._herald_of(one)  # no envoy, nor the head of the presidency's staff
        meant, known = self._narrowed(one), people().persons
        for speaker in [*self.focus, *reversed(self.persons)]:
            held = (
                self._held(speaker.id or "", acting=one.acting) if speaker.id in known else set()
            )
            if held & meant:
                unsure = speaker not in self.focus and self._may_be_another(speaker, meant)
                return [] if unsure else [self._named(speaker.id or "", one)]
        table = people()
        if self._is_but_a_title(one):
            meant = set()
        if len({table.offices[name].party for name in meant}) > 1:
            home = self._home()
            meant = {name for name in meant if table.offices[name].party == home}
        if self.day is None:
            return []
        holders = [tenure for name in meant for tenure in table.holders_on(name, self.day)]
        if one.acting:
            holders = [tenure for tenure in holders if tenure.acting]
        if len({tenure.person for tenure in holders}) == 1:
            return [self._named(holders[0].person, one)]
        if holders or not meant or not all(speaks_for(name) for name in meant):
            return []
        bodies = {table.offices[name].institution for name in meant}
        return [self._body(bodies.pop())] if len(bodies) == 1 else []

    def _may_be_another(self, who: Speaker, meant: set[str]) -> bool:
        """Return whether another of those named, not only one of them, may have a title."""
        others = {one.id for one in self.persons if one.id in people().persons} - {who.id}
        return any(self._held(other or "") & meant for other in others)

    def _is_but_a_title(self, one: Mention) -> bool:
        """Return whether a noun is a title of one office only with its country: chef de l'ONU."""
        alone = one.last - one.first == 1 and len(one.offices) == 1 and not one.parties
        meant = self.known.speakers.at(self.words.keys, one.first) if alone else None
        return meant is not None and meant[0] == "persons"

    def _home(self) -> str | None:
        """Return the party of an office or a body named without one, where we tell it by where."""
        seat = self.seat if self.land in {None, self.seat} else None
        return self.here or seat or self.known.home

    def _who_held(self, one: Mention) -> list[Speaker]:
        """Return who of those named held an office once: the former minister."""
        meant, known = self._narrowed(one), people().persons
        for speaker in reversed(self.persons if not one.of else ()):
            if speaker.id in known and self._ever(speaker.id or "") & meant:
                return [speaker]
        return []

    def _is_staff(self, one: Mention) -> bool:
        """Return whether an institution is the staff of a president or of a prime minister."""
        named = {word for at in range(one.first, one.last) for word in self._forms(at)}
        titles = _titles(self.known.language)
        return any(
            name.startswith("presidency_") or named & titles[office.id]
            for name in one.institutions
            for office in people().offices.values()
            if office.institution == name and office.id.endswith(("_president", "_pm"))
        )

    def _held(self, person: str, *, acting: bool = False) -> set[str]:
        """Return what a person may have held that day, what wants verifying included."""
        return {
            tenure.office.id
            for tenure in people().persons[person].tenures
            if (self.day is None or tenure.covers(self.day)) and (tenure.acting or not acting)
        }

    # Institutions and what they publish

    def _institution(self, one: Mention) -> list[Speaker]:
        table = people()
        if one.institutions and not one.plural and not one.parties and self._is_of_many(one):
            return []
        if not one.institutions:
            stranger = self._strange_body(one)
            return [stranger] if stranger else self._same_institution(one)
        if one.both and len(self.countries) == 2:  # noqa: PLR2004
            pair = [
                name
                for party in self.countries
                for name in sorted(one.institutions)
                if table.institutions[name].party == party
            ]
            return [self._body(name) for name in pair] if len(pair) == 2 else []  # noqa: PLR2004
        meant = [n for n in sorted(one.institutions) if table.institutions[n].party in one.parties]
        if one.parties and not meant:
            return []
        if not meant and self._is_but_a_noun(one):
            return self._same_institution(one)
        if not meant and len(one.institutions) > 1:
            met = [s.id for s in self.institutions if s.id in one.institutions]
            of = [people().offices[who.office].institution for who in self.persons if who.office]
            met = met or [n for n in of[-1:] if n in one.institutions and "presidency" in n]
            home = [n for n in one.institutions if table.institutions[n].party == self._home()]
            meant = [met[-1]] if met and met[-1] else home
        meant = meant or sorted(one.institutions)
        return [self._body(meant[0])] if len(meant) == 1 else []

    def _is_of_many(self, one: Mention) -> bool:
        """Return whether a form means several, of what in its name is one: the commissions."""
        many = self.known.endings["many"]
        one = one.of if one.kind == "document" and one.of else one
        if not many or not self.words.keys[one.last - 1].endswith(many):
            return False
        names = (_called(name, self.known.language) for name in one.institutions)
        return not any(word.endswith(many) for words in names for word in words)

    def _is_but_a_noun(self, one: Mention) -> bool:
        """Return whether the name of an institution is a noun for many without its country."""
        alone = one.last - one.first == 1 and len(one.institutions) == 1
        meant = self.known.speakers.at(self.words.keys, one.first)
        noun = meant is not None and meant[0] == "institutions"
        small = self.known.words["finite"] and not self.words.capital[one.first]
        return alone and noun and (bool(small) or self.known.language in HEAD_LAST)

    def _strange_body(self, one: Mention) -> Speaker | None:
        """Return an institution that the table does not know, by its country and a noun."""
        if self.known.language not in HEAD_LAST or not one.parties or one.of or one.both:
            return None
        noun = one.last - one.head == 1  # and no name of its own: Sağlık Bakanlığı
        called = noun and _calls_any(self._forms(one.last - 1), self.known.language)
        if called or not self.words.capital[one.last - 1]:
            return None
        return Speaker(id=None, name=self.text(one), office=None, party=one.parties[0])

    def _same_institution(self, one: Mention) -> list[Speaker]:
        """Return the institution a bare "the ministry" means: the last one named."""
        if one.of and self._is_strange(one.of):
            return self._strange(one.of)
        if self._is_strange(one):
            return self._strange(one)
        if one.of:
            return self._office_of(one)
        found = [
            s for s in self.institutions if not one.parties or (s.party and s.party in one.parties)
        ]
        nouns = self._forms(one.last - 1)
        called = [who for who in found if _is_called(who.id or "", nouns, self.known.language)]
        anybody = any(noun in self.known.words["bodies"] for noun in nouns)
        sure = self.known.inverts and not anybody  # le parti is no Assemblée nationale
        other = self.known.words["things"] and not called  # nor is the alliance a ministry
        if sure or called or anybody or not (other or _calls_any(nouns, self.known.language)):
            return called[-1:] or ([] if sure else found[-1:])
        if self.known.language not in HEAD_LAST:
            return self._ministry_of(nouns) or ([] if self.known.words["things"] else found[-1:])
        heard = [who for who in self.spoken_for if not one.parties or who.party in one.parties]
        return [who for who in heard if _is_called(who.id or "", nouns, self.known.language)][-1:]

    def _office_of(self, one: Mention) -> list[Speaker]:
        """Return the institution that somebody heads or is of: Pashinyan's office."""
        own = self.words.keys[one.last - 1] in self.known.words["own_bodies"]
        whose = self.who(one.of) if own and one.of and one.of.kind in {"person", "office"} else []
        held = people().offices.get(whose[0].office or "") if len(whose) == 1 else None
        return [self._body(held.institution)] if held and held.institution else []

    def _ministry_of(self, nouns: set[str]) -> list[Speaker]:
        """Return the ministry of the minister met last: Shoigu called, the ministry said."""
        offices = people().offices
        for who in (*self.focus, *reversed(self.persons)):
            body = offices[who.office].institution if who.office else ""
            if body and _is_called(body, nouns, self.known.language):
                return [self._body(body)]
        return []

    def _is_strange(self, one: Mention) -> bool:
        """Return whether an institution is one that people.toml knows none of."""
        of_ours = one.kind != "institution" or one.institutions
        return not of_ours and self.words.keys[one.last - 1] in self.known.words["strange"]

    def _strange(self, one: Mention) -> list[Speaker]:
        """Return an institution of a name we do not know: Արցախի պաշտպանության բանակ."""
        words, last = self.words, one.last - 1
        first = one.first
        while first and last - first < _NAME and self._belongs(first - 1):
            first -= 1
        while first < last and not words.capital[first]:
            first += 1
        short = words.text[words.starts[last] : words.ends[last]].split("-")[0]
        if short.isupper():
            return [self.strangers[short]] if short in self.strangers else []
        if not any(words.capital[first:last]):
            return []
        cut = words.stems[last] if words.cases[last] else words.keys[last]
        name = words.text[words.starts[first] : words.starts[last] + len(cut)]
        found = Speaker(id=None, name=name, office=None, party=None)
        own = [words.keys[at][0] for at in range(first, one.last) if not words.facts[at].party]
        return [self.strangers.setdefault("".join(own).upper(), found)]

    def _belongs(self, word: int) -> bool:
        """Return whether a word belongs to the name behind it: a country, or a genitive."""
        words = self.words
        of = words.facts[word].party or words.cases[word] == "other"
        of = of or (not words.capital[word] and words.keys[word].endswith(_ADJECTIVAL))
        return (
            of and not words.facts[word].cue and words.between(word, word + 1) in {" ", "\u00a0"}
        )

    def _body(self, name: str) -> Speaker:
        institution = people().institutions[name]
        return Speaker(
            id=name, name=institution.names["en"][0], office=None, party=institution.party
        )

    def _document(self, one: Mention) -> list[Speaker]:
        if one.of and one.of.kind in {"person", "office", "noun"}:
            return self.who(one.of)  # the minister's statement
        if one.first and self.words.keys[one.first - 1] in self.known.words["owners"]:
            return self._pronoun(replace(one, first=one.first - 1, last=one.first))
        return self._text(one)

    def _text(self, one: Mention) -> list[Speaker]:
        """Return who may have sent out a document that is nobody's by its own words."""
        if one.of and not one.institutions and self.known.language in HEAD_LAST:
            return self._institution(one.of)  # the ministry's
        if one.institutions:
            return self._institution(one)
        theirs = one.first > 0 and self.words.cases[one.first - 1] == "other"
        owned = theirs and self.known.language in HEAD_LAST and self._is_beside(one.first)
        if owned:
            return []
        if self.issued is not None:
            return self.issued
        if len(self.issuers) == 1:
            return list(self.issuers.values()) if self._is_official(one) else []
        return self.spoke if not self.issuers and self._is_told_again(one) else []

    def _is_told_again(self, one: Mention) -> bool:
        """Return whether a sentence goes on with the text of whom it told of: Açıklamada, ..."""
        if not self.known.drops_subject or len(self.spoke) != 1 or one.of or not one.first:
            return False
        if not self.words.keys[one.last - 1].endswith(self.known.endings["place"]):
            return False
        return self.words.between(one.first - 1, one.first).rstrip(_SOFT).endswith(_STOPS)

    def _is_official(self, one: Mention) -> bool:
        """Return whether a text is of a kind that institutions send out, where that is told."""
        if not self.known.words["finite"]:
            return True  # else a report, a post are anybody's
        found = self.known.channels.at(self.words.keys, one.head)
        return found is not None and found[0] in _OFFICIAL

    def _is_beside(self, word: int) -> bool:
        """Return whether the word before is a name that no mark parts from it: İcmanın ..."""
        return self.words.capital[word - 1] and not self.words.between(word - 1, word).strip()

    # What a noun means

    def _is_of_noun(self, one: Mention) -> bool:
        """Return whether an institution that has no cases belongs to a noun in one: Уставу ООН."""
        at, words = one.first - 1, self.words
        if at < 0 or self.known.language in HEAD_LAST or words.between(at, one.first) != " ":
            return False
        return words.cases[at] == "other" and not words.facts[at].cue and not words.party(at)

    def _is_from(self, one: Mention) -> bool:
        """Return whether it is told where somebody is from, as of a new one: учитель из Сотка."""
        words, at = self.words, one.last
        from_where = at + 1 < len(words.keys) and words.keys[at] in self.known.words["hailing"]
        return from_where and words.capital[at + 1]

    def _noun(self, one: Mention) -> list[Speaker]:
        if not one.of and self.known.words["together"].at(self.words.keys, one.first):
            both = self._pair()  # the parties: each of one of their own
            return both if len({who.party for who in both} - {None}) == len(both) else []
        others = one.of is not None and one.of.kind != "institution"
        if one.unnamed or self._is_any(one) or self._is_from(one):
            heard = one.role == "heralds" and bool(one.institutions) and not others
            return self._institution(one) if heard and self.known.words["finite"] else []
        if others:
            return self._herald_of(one)
        if one.role == "heralds" and (one.institutions or self._is_owned(one)):
            bodies = self._bodies(one) if one.institutions else self._theirs()
            held = spokespersons(bodies, self.day)
            if held:
                return [self._named(held[0].person)] if len(held) == 1 else []
            return self._institution(one) if self.day and one.institutions else []
        return self._like(one) or self._who_spoke_for(one) or self._peer(one)

    def _peer(self, one: Mention) -> list[Speaker]:
        """Return who holds the office of who was told of last, of another country."""
        if not self._is_counterpart(one):
            return []
        offices = [who.office for who in (*self.focus, *reversed(self.persons)) if who.office]
        return [self._named(tenure.person) for tenure in peers(offices, one.parties, self.day)[:1]]

    def _is_counterpart(self, one: Mention) -> bool:
        return self.words.keys[one.head] in self.known.words["counterparts"]

    def _herald_of(self, one: Mention) -> list[Speaker]:
        """Return the spokesperson of somebody whose institution we know: the premier's."""
        heralds = one.role == "heralds" or (one.offices and all(map(speaks_for, one.offices)))
        principal = self.who(one.of) if one.of and heralds else []
        offices = people().offices
        bodies = [offices[who.office].institution for who in principal if who.office]
        held = spokespersons(bodies, self.day) if len(bodies) == 1 else []
        return [self._named(held[0].person)] if len(held) == 1 else []

    def _who_spoke_for(self, one: Mention) -> list[Speaker]:
        """Return the only spokesperson of a country whom the text named: the Russian spokesman."""
        if one.role != "heralds" or not one.parties:
            return []
        met = {who.id: who for who in self.persons if who.party in one.parties}
        found = [who for who in met.values() if who.office and speaks_for(who.office)]
        return found if len(found) == 1 else []

    def _is_any(self, one: Mention) -> bool:
        """Return whether an article says that nobody met before is meant: a Western diplomat."""
        keys, small, at = self.words.keys, self.known.words, one.first - 1
        while at > 0 and (keys[at] in small["function"] or self.known.parties.begins(keys[at])):
            if keys[at] in small["indefinite"] or self.words.between(at, at + 1).strip(" -"):
                break
            at -= 1
        return at >= 0 and keys[at] in small["indefinite"]

    def _bodies(self, one: Mention) -> set[str]:
        return {one.id for one in self._institution(one) if one.id}

    def _is_owned(self, one: Mention) -> bool:
        """Return whether a word before a noun says that it is his or its: son porte-parole."""
        return one.first > 0 and self.words.keys[one.first - 1] in self.known.words["his"]

    def _theirs(self) -> set[str]:
        """Return the institution that the last sentence is about, or whom it is about is of."""
        who = self.topic
        if who is None:
            return set()
        if who.id and who.id in people().institutions:
            return {who.id}
        return {people().offices[who.office].institution} if who.office else set()

    def _like(self, one: Mention) -> list[Speaker]:
        """Return the person in focus, where the countries allow it, and what they are called."""
        new = one.first > 0 and self.words.keys[one.first - 1] in self.known.words["indefinite"]
        if one.former:
            return self._once(one)
        several = one.first > 0 and self.words.keys[one.first - 1] in self.known.words["many"]
        another = bool(one.role) and self._is_owned(one)  # her husband, his deputy
        if new or several or another or (one.of and one.of.kind != "institution"):
            return []
        for speaker in self._near(one):
            if speaker.id is None and self._stands_before(speaker, one):
                continue  # the State Duma speaker
            if speaker.id in people().institutions or not self._may_be_called(speaker, one):
                continue
            place = speaker.id is None and " " not in speaker.name  # one word may be a place
            stranger = speaker.id is None and (place or one.role or one.offices)
            other = (place and bool(one.offices)) or self._is_titled_else(speaker, one)
            if stranger and (speaker not in self.focus or other):
                continue  # Dağlıq Qarabağ, a resident or an archbishop is no minister
            titled = self.of_parties.get(speaker.name) if speaker.id is None else None
            if one.parties and titled and not set(one.parties) & set(titled):
                continue  # the French envoy is not Azerbaijan's
            if not one.parties or (speaker.party in {None, *one.parties} and not place):
                return [speaker]
        return []

    def _stands_before(self, who: Speaker, one: Mention) -> bool:
        """Return whether a name stands right before a noun: it is no other name for them."""
        last = plain(who.name, self.known.language).replace("-", " ").split()[-1]
        return one.first > 0 and self.words.keys[one.first - 1] == last

    def _near(self, one: Mention) -> list[Speaker]:
        """Return whom a noun may mean: who is in focus, and those met last."""
        met = {who.id or who.name: who for who in reversed(self.persons)}
        if self._is_counterpart(one):  # another, of there
            return [s for s in met.values() if s.party in one.parties and s not in self.focus]
        found = [*self.focus[:1], *list(met.values())[:3]]
        if one.parties:  # who is known to be of a country before who may be
            found.sort(key=lambda who: who.party is None)
        return found

    def _is_titled_else(self, stranger: Speaker, one: Mention) -> bool:
        """Return whether a text titled a stranger as nobody who holds an office is."""
        titled = self.titled.get(stranger.name)
        return bool(one.offices) and titled is not None and titled.isdisjoint(one.offices)

    def _once(self, one: Mention) -> list[Speaker]:
        """Return who is in focus, where they may have held an office once: the former minister."""
        if len(self.focus) != 1 or one.of or not self.known.stands_alone:
            return []
        who = self.focus[0]
        once = who.id is None or (
            self._ever_of(who) & one.offices and who.office not in one.offices
        )
        return [who] if once else []

    def _may_be_called(self, speaker: Speaker, one: Mention) -> bool:
        """Return whether a title without a name may be somebody's: no president is a minister."""
        if speaker.id is None:
            return True
        if one.offices:
            return False  # whoever holds it was looked for
        called = [
            kind for kind, nouns in self.known.called.items() if self.words.keys[one.head] in nouns
        ]
        if called:  # a diplomat is no president, and no less a deputy minister
            held = {speaker.office} if speaker.office else self._ever_of(speaker)
            return any(office.partition("_")[2] in called for office in held)
        mine = {word for at in range(one.head, one.last) for word in self._forms(at)}
        titles = _titles(self.known.language)
        every = {word for words in titles.values() for word in words}
        held = {speaker.office} if speaker.office else self._held(speaker.id)  # not verified
        office = {word for name in held for word in titles.get(name, ())}
        other = bool(one.role) and not any(word in self.known.others for word in office)
        return not other and (bool(mine & office) or not mine & every)

    def _forms(self, word: int) -> set[str]:
        return {self.words.keys[word], self.words.stems[word]}


_WAYS: Mapping[Kind, Callable[[Cast, Mention], list[Speaker]]] = {
    "person": Cast._somebody,  # noqa: SLF001  its own
    "office": Cast._title,  # noqa: SLF001
    "institution": Cast._institution,  # noqa: SLF001
    "document": Cast._document,  # noqa: SLF001
    "noun": Cast._noun,  # noqa: SLF001
    "pronoun": Cast._pronoun,  # noqa: SLF001
    "relative": Cast._relative,  # noqa: SLF001
}


@cache
def _called(institution: str, language: str) -> frozenset[str]:
    """Return the words of an institution's names."""
    known, table = grammar(language), people().institutions[institution]
    kind = institution.removesuffix(f"_{table.party}")
    forms = (*table.names.get(language, ()), *((known and known.titles.get(kind, ())) or ()))
    return frozenset(word for form in forms for word in plain(form, language).split())


def _is_called(institution: str, nouns: set[str], language: str) -> bool:
    """Return whether an institution has a noun in its name: "the ministry" is no agency."""
    words, known = _called(institution, language), grammar(language)
    if known and not known.endings["other"]:  # no endings: a minister is no ministry
        return not nouns.isdisjoint(words)
    return any(word.startswith(noun[:_ALIKE]) for word in words for noun in nouns)


def _calls_any(nouns: set[str], language: str) -> bool:
    return any(_calls(noun[:_ALIKE], language) for noun in nouns)


@cache
def _calls(noun: str, language: str) -> bool:
    """Return whether an institution has a noun of these first letters in its name."""
    return any(_is_called(one, {noun}, language) for one in people().institutions)


@cache
def _titles(language: str) -> Mapping[str, frozenset[str]]:
    """Return the words of every office's titles, as written and without their endings."""
    known = grammar(language)
    assert known is not None
    found = {}
    for office in people().offices.values():
        forms = (*office.title.get(language, ()), *known.titles_of(office.id))
        words = {one for form in forms for one in plain(form, language).replace("-", " ").split()}
        words = {one for one in words if one not in known.words["function"]}
        words = {one for one in words if not known.parties.begins(one)}
        stems = {stem for one in words for stem, _ in known.stems(one)}
        found[office.id] = frozenset(words | stems)
    return found
