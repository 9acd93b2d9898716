"""Whom a text mentions: names, titles, institutions, documents, nouns, pronouns. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.grammar import Grammar, plain
from pipeline.lexicon import Hit, Lexicon, Words
from pipeline.people import people

Kind = Literal["person", "office", "institution", "document", "noun", "pronoun", "relative"]

HEAD_LAST = frozenset({"hy", "az", "tr"})  # the ministry's spokesman: what belongs stands before

_KINDS: dict[str, Kind] = {
    "documents": "document",
    "institutions": "institution",
    "persons": "noun",
    "pronouns": "pronoun",
    "relatives": "relative",
}
_WITHOUT_CASE = frozenset({"pronouns", "relatives"})
_ACRONYM = 6  # capitals that are no person's name: an outlet's, an organisation's
_ENDING = {"hy": 1, "az": 2, "tr": 2}  # letters of one
_ARTICLES = ("ը", "ն")  # Armenian, one of which a name that speaks ends in
_BARE = "յան"  # and a name in it, without one
_NO_NAME = ("ը", "ում")  # Armenian endings with which a name is over, or none: Ժնևում Ալիևի
_ADJECTIVAL = 3  # letters of an ending no name in the nominative has: Общественного
_INDEFINITE = 3  # words from "a" to its noun
_INITIAL = 2  # letters of a given name cut short: Дж. Байрамов
_DOTS = frozenset({".", ". ", ".-"})  # behind an initial: Ж.-И. Ле Дриан
_NONE = ("\n",)  # no word ends so
_INITIALS = 3  # letters of the shortest name that stands alone
_COUNTRY = 5  # words from a title to its country: of the Republic of Armenia
_IN_ROW = 7  # to the next one: et de la République d’Azerbaïdjan
_JOINTS = frozenset({" ", "\u00a0", "-", "’", "'", ". ", "."})  # between the words of a name
_BEHIND_MARKS = re.compile(r"(?:,\s*[»”’\"']|[»”’\"'],)\s+\Z")  # "...", X said
_JOINING = ("function", "and")
_AND = frozenset({"et", "and", "a", "au", "aux", "en", "to", "in", "и", "в"})


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


@dataclass(frozen=True, slots=True)
class Reader:
    """Finds the mentions of a text in one language."""

    words: Words
    known: Grammar
    lexicon: Lexicon

    def mentions(self, first: int, last: int) -> Iterator[Mention]:
        """Yield the mentions between two words, in their order, each with its country."""
        done = floor = first
        for index in self.words.beginning("mention", first, last):
            if index < done:
                continue
            one = self._atom(index, first, last)
            if one is None:
                party = self.words.party(index)
                done = index + party[1] if party else done
                continue
            one = self._widened(one, floor, last)
            if one.kind == "office" and one.role and self._is_anyones(one):
                one = replace(one, kind="noun", offices=frozenset())  # "the spokesman": anyone's
            if one.kind == "office" and self._is_former(one, first):
                one = replace(one, former=True)
            done = floor = one.last
            yield one

    def _atom(self, index: int, first: int, last: int) -> Mention | None:
        """Return what a word begins to mention."""
        fact = self.words.facts[index]
        generic = self._generic(index) if fact.speaker else None
        for many in (True, False) if fact.entry else ():
            hit = self.lexicon.at(self.words, index, many=many)
            if hit and hit.entry.named and hit.last - index == 1 and fact.small:
                break  # Քանի դեռ: no Կանի
            if hit and hit.entry.metonym and self._is_compound(hit.last, last):
                return None  # Baku-based
            if hit and hit.last <= last and (generic is None or generic.last <= hit.last):
                found = self._known(hit)
                if hit.entry.one or self._widened(found, first, last).of_several:
                    return found
            if hit is None or hit.entry.one:
                break
        return generic or self._initialled(index, last) or self._name(index, first, last)

    def _is_compound(self, word: int, last: int) -> bool:
        """Return whether a hyphen joins a word in small letters to a place: Moscow-backed."""
        if not self.known.words["finite"] or word >= last:
            return False
        return self.words.between(word - 1, word) == "-" and not self.words.capital[word]

    def _initialled(self, index: int, last: int) -> Mention | None:
        """Return somebody known, by the initial of a given name: R.Məmmədov."""
        words = self.words
        name = index
        while self._is_initial(name, last) and name - index < _INITIALS:
            name += 1
        hit = self.lexicon.at(words, name) if name > index else None
        if hit is None or not hit.entry.named or hit.last > last:
            return None
        language, table = self.known.language, people().persons
        own = frozenset(
            one
            for one in hit.entry.persons
            for name in table[one].names.get(language, ())
            if plain(name, language).startswith(words.keys[index])
        )
        return replace(self._known(hit), first=index, head=index, persons=own) if own else None

    def _is_initial(self, index: int, last: int) -> bool:
        """Return whether a word is the beginning of a given name: R. or Дж."""
        words = self.words
        short = words.capital[index] and words.ends[index] - words.starts[index] <= _INITIAL
        return short and index + 1 < last and words.between(index, index + 1) in _DOTS

    @property
    def _head_last(self) -> bool:
        return self.known.language in HEAD_LAST

    def _generic(self, index: int) -> Mention | None:
        """Return what a noun or a pronoun mentions without a name."""
        if not self.words.facts[index].speaker:
            return None
        keys, known = self.words.keys, self.known
        meant = known.speakers.at(keys, index)
        if meant is None:
            return None
        name, length = meant
        phrase = known.words["adverbs"].at(keys, index)
        if phrase is not None and phrase[1] > length:  # o cümlədən: among them, not he
            return None
        word = index + length - 1 if self._head_last else index
        owner = keys[word] in known.words["owners"]  # onun, նրա: his, not he
        counted = name == "persons" and self._is_counted(index)
        bare = (
            counted or (name in _WITHOUT_CASE and not owner) or known.speakers.is_bare(keys[word])
        )  # mənbə is no dative
        return Mention(
            first=index,
            last=index + length,
            kind=_KINDS[name],
            head=index,
            case="other" if owner else "subject" if bare else self.words.cases[word] or "subject",
            unnamed=self._is_unnamed(index, word, name)
            or self._is_indefinite(index)
            or self._is_another(name, index),
            role=(known.others.at(keys, index) or ("",))[0] if name == "persons" else "",
        )

    def _is_counted(self, index: int) -> bool:
        """Return whether a number before a noun makes it a subject of several: два источника."""
        of_several = self.known.words["of_several"]
        if not index or self.words.keys[index - 1] not in of_several:
            return False
        return index < 2 or self.words.keys[index - 2] not in self.known.words["before"]  # noqa: PLR2004  what stands before both

    def _is_indefinite(self, index: int, within: int = _INDEFINITE) -> bool:
        """Return whether a noun is anybody's, in a language without "the": bir muhalif vekil."""
        articles = self.known.words["articles"]
        if not self._head_last or not articles:
            return False
        if not articles.begins_in(self.words.keys[max(index - within, 0) : index]):
            return False
        for at in range(index - 1, max(index - 1 - within, -1), -1):
            if self.words.between(at, at + 1).strip():
                return False
            if self.words.keys[at] in articles:
                return True
        return False

    def _is_unnamed(self, index: int, last: int, kind: str) -> bool:
        """Return whether a noun is of somebody without a name: a source, experts."""
        keys, known = self.words.keys, self.known
        if kind == "persons" and keys[last].endswith(known.endings["many"]):
            return True
        if known.unnamed.at(keys, index) is None:
            return False
        before = self.words.between(index - 1, index).strip() if index else "."
        alone = (
            before
            or keys[index - 1] in known.words["adverbs"]
            or self.words.facts[index - 1].cue
            or self.words.facts[index - 1].party
            or self._is_definite(index - 1)
        )
        return not (alone and keys[index] in known.words["resuming"])

    def _is_definite(self, word: int) -> bool:
        """Return whether a word is a "the", in languages that have one."""
        key, known = self.words.keys[word], self.known.words
        return not self._head_last and key in known["articles"] and key not in known["indefinite"]

    def _is_another(self, name: str, index: int) -> bool:
        """Return whether a noun is of somebody not met before: another, one of, a European."""
        indefinite, keys = self.known.words["indefinite"], self.words.keys
        return (
            name == "persons"
            and bool(indefinite)
            and any(
                at >= 0
                and (found := indefinite.at(keys, at)) is not None
                and at + found[1] == index
                for at in (index - 1, index - 2)
            )
        )

    def _known(self, hit: Hit) -> Mention:
        entry = hit.entry
        word = hit.last - 1 if self._head_last or entry.named else hit.first
        while word + 1 < hit.last and self.words.between(word, word + 1) == "-":
            word += 1  # премьер-министра
        bare = hit.exact and word not in self.words.parted
        metonym = entry.metonym and not entry.offices
        there = bare and metonym and self.known.language == "hy"  # Վաշինգտոն մեկնած: no subject
        return Mention(
            first=hit.first,
            last=hit.last,
            kind="person" if entry.named else "office" if entry.offices else "institution",
            head=hit.first,
            persons=entry.persons,
            offices=entry.offices,
            institutions=frozenset() if entry.named else entry.institutions,
            parties=hit.parties,
            case="other" if there else "subject" if bare else self.words.cases[word] or "subject",
            metonym=metonym,
            plural=entry.many,
            role=self._role(hit.first, hit.last) if entry.offices and not entry.named else "",
        )

    def _role(self, first: int, last: int) -> str:
        """Return the role of the noun that heads a title: the spokesperson, the special envoy."""
        starts = range(first, last) if self._head_last else (first,)
        meant = (self.known.others.at(self.words.keys, at) for at in starts)
        return next((one[0] for one in meant if one), "")

    # Names nobody told us

    def _name(self, index: int, first: int, last: int) -> Mention | None:
        """Return a name the table does not have: capitalised words in a row."""
        words, end = self.words, index
        if not words.capital[index] or words.facts[index].small:
            return None
        if self._is_no_name(index, last):
            return None
        while end < last and (self._goes_on(index, end) or self._is_particle(index, end, last)):
            end += 1
        alone = end - index == 1
        if end == index or (alone and not self._stands_alone(index, first)):
            return None
        if self._is_thing(index, end, last):
            return None
        end += self._is_body(end, last)
        ending = len(words.keys[end - 1]) - len(words.stems[end - 1])
        least = _ENDING.get(self.known.language, _ADJECTIVAL)
        cased = words.cases[end - 1] == "other" and not words.keys[end - 1].endswith(
            self.known.endings["family"] or _NONE
        )
        other = cased and (ending >= least or ending == 0)
        if self.known.parts_endings and end - 1 not in words.parted:
            other = words.keys[end - 1].endswith(self.known.endings["nouns"] or _NONE)
        if self.known.language == "hy" and end - index == 1 and end - 1 not in words.parted:
            key = words.keys[index]  # Այստեղ, Վիեննա, Ատլանտյան: no subjects
            other = other or not key.endswith(_ARTICLES) or key.endswith(_BARE)
        case = "other" if other else "subject"
        one = Mention(first=index, last=end, kind="person", head=index, case=case)
        return self._as_noun(one, first)

    def _as_noun(self, one: Mention, first: int) -> Mention:
        """Return a name, as anybody's or as an institution's where it is no person's."""
        index, end = one.first, one.last
        if end - index == 1 and self._is_indefinite(index, 1):
            return replace(one, kind="noun", unnamed=True)  # bir Karabağlı
        if end - index > 1 and self._is_country_s(index, end, first):
            return replace(one, kind="institution")
        return one

    def _is_country_s(self, index: int, end: int, first: int) -> bool:
        """Return whether a name is an institution's of a country before it."""
        meant = self.known.speakers.at(self.words.keys, end - 1) if self._head_last else None
        body = meant == ("institutions", 1) and index > first
        return body and self._country_ending(index, first) is not None

    def _is_thing(self, index: int, end: int, last: int) -> bool:
        """Return whether a name is an outlet's, or the noun behind it says it is a place's."""
        words, small = self.words, self.known.words
        if self._head_last and end - index == 1:
            agencies = small["agencies"]
            if words.keys[index] in agencies or words.stems[index] in agencies:
                return True
        if self.known.parts_endings and words.keys[end - 1] in small["places"]:
            return True  # Nobel Barış Ödülü
        named = end < last and small["places"].at(words.keys, end) is not None
        named = named and words.cases[end - 1] != "subject"  # X-ը ճանապարհը ...
        return named and words.between(end - 1, end) in _JOINTS

    def _is_body(self, end: int, last: int) -> bool:
        """Return whether a noun of institutions ends a name: Dövlət Sərhəd Xidməti."""
        words = self.words
        if not self._head_last or end >= last or not words.capital[end]:
            return False
        meant = self.known.speakers.at(words.keys, end) if words.facts[end].speaker else None
        beside = words.between(end - 1, end) in _JOINTS and words.cases[end - 1] != "other"
        return beside and meant == ("institutions", 1)

    def _is_no_name(self, index: int, last: int) -> bool:
        """Return whether a capital begins a place, a verb, or a name in another script."""
        words, known = self.words, self.known
        if words.keys[index] in known.words["cities"] or self._is_adjective(index, last):
            return True
        if known.language == "ru" and words.keys[index].isascii():
            return words.ends[index] - words.starts[index] > 1  # an outlet's: Evening News
        return words.facts[index].cue and known.cues.at(words.keys, index) is not None

    def _is_adjective(self, index: int, last: int) -> bool:
        """Return whether a capital begins what is called after a place: Минской группы."""
        endings, words = self.known.endings["adjective"], self.words
        if not endings or index + 1 >= last or words.capital[index + 1]:
            return False
        if not words.between(index, index + 1).isspace():
            return False
        return words.keys[index].endswith(endings) and not words.facts[index + 1].cue

    def _is_particle(self, index: int, end: int, last: int) -> bool:
        """Return whether a small word joins a name to its last words: Thomas de Waal."""
        words, particles = self.words, self.known.words["particles"]
        if end == index or words.keys[end] not in particles or words.capital[end]:
            return False
        at = end
        while at < last - 1 and words.keys[at] in particles:
            if words.between(at - 1, at) not in _JOINTS:
                return False
            at += 1
        if not words.capital[at] or words.between(at - 1, at) not in _JOINTS:
            return False
        word = words.keys[end] in self.known.words["function"]  # as French de is
        goes_on = words.keys[end - 1] in particles  # de la
        return goes_on or not word or (end - index == 1 and self._is_given(index, at, last))

    def _is_given(self, index: int, family: int, last: int) -> bool:
        """Return whether a capital is a given name where a particle is a word as well: de.

        One word amid a sentence, or before a verb; and no name we know stands behind it.
        """
        words, behind = self.words, family + 1
        if words.facts[family].small or words.facts[family].entry:
            return False
        if index and words.between(index - 1, index) in _JOINTS:
            return True
        return behind < last and (
            words.facts[behind].cue or words.keys[behind] in self.known.words["perfect"]
        )

    def _goes_on(self, index: int, end: int) -> bool:
        """Return whether a name from `index` on has one more word."""
        words = self.words
        if not words.capital[end] or words.party(end):
            return False
        if end == index or self._is_acronym(end):
            return end == index  # Düşənbədə MDB
        joint = words.between(end - 1, end)
        ends = self.known.language == "hy" and words.keys[end - 1].endswith(_NO_NAME)
        over = joint == ". " and words.ends[end - 1] - words.starts[end - 1] > _INITIALS
        if ends or over or joint not in _JOINTS or self._generic(end):
            return False  # a sentence ends, or a name
        agencies = self.known.words["agencies"]  # told Reuters X, an adviser; X Meydan TV-yə
        brings = words.keys[end - 1] in agencies or agencies.at(words.keys, end)
        outlet = end - index == 1 and self._is_short(index) and not self._is_short(end)
        if brings or outlet or self._is_adjective(end, len(words.keys)):
            return False  # МГИМО X
        hit = self.lexicon.at(words, end)
        if hit is None:
            return True
        elsewhere = end - index == 1 and self._is_elsewhere(index, hit)
        return hit.entry.named and not elsewhere and not self._is_told(hit, end - index)

    def _is_elsewhere(self, index: int, hit: Hit) -> bool:
        """Return whether a word is no given name of who follows: на Спиридоновке Лавров."""
        words = self.words
        led = index > 0 and words.keys[index - 1] in self.known.words["before"]
        cased = hit.exact and words.cases[index] == "other"
        return led and cased and bool(self.known.endings["his_name"])

    def _is_short(self, word: int) -> bool:
        """Return whether a word is all capitals, in a language whose names have none."""
        start, end = self.words.starts[word], self.words.ends[word]
        return (
            self.known.capitals_name
            and end - start > _INITIAL
            and (self.words.text[start:end].isupper())
        )

    def _is_told(self, hit: Hit, before: int) -> bool:
        """Return whether a whole name stands before a known one in a case: X Y Paşinyanı."""
        cased = not hit.exact or hit.last - 1 in self.words.parted
        return bool(self.known.endings["whose"]) and before > 1 and cased

    def _is_acronym(self, word: int) -> bool:
        """Return whether a word is all capitals, and no initial: no part of anybody's name."""
        words = self.words
        if not self._head_last or not 1 < len(words.keys[word]) <= _ACRONYM:
            return False
        return words.text[
            words.starts[word] : words.starts[word] + len(words.keys[word])
        ].isupper()

    def _stands_alone(self, index: int, first: int) -> bool:
        """Return whether one capitalised word is a name, not a beginning or an acronym."""
        words = self.words
        alone = words.text[words.starts[index] : words.starts[index] + len(words.keys[index])]
        if len(alone) < _INITIALS or (alone.isupper() and len(alone) <= _ACRONYM):
            return False
        if words.keys[index].endswith(self.known.endings["many"]):
            return False  # Իրավապաշտպանները: a noun
        follows = words.keys[index + 1] if index + 1 < len(words.keys) else ""
        if follows and words.facts[index + 1].cue and self.known.cues.at(words.keys, index + 1):
            return follows not in self.known.words["after"]  # Qanuna görə: as the law has it
        perfect = follows in self.known.words["perfect"] and index + 2 < len(words.keys)
        says = perfect and self.known.cues.at(words.keys, index + 2)  # Lee a ajouté
        known = words.family(index) and (self.known.drops_subject or self._is_apart(index))
        if says or known or words.is_surname(index):
            return True
        gap = words.between(index - 1, index).strip() if index > first else "."
        if index == first > 0 and _BEHIND_MARKS.search(words.between(index - 1, index)):
            gap = ","
        if gap == "." and words.keys[index - 1] in self.known.words["function"]:
            return words.capital[index - 1]  # Mr. King
        return not gap or gap[-1] not in '.!?։:“«"„'

    def _is_apart(self, index: int) -> bool:
        """Return whether a comma or marks part a word from what follows, or "ise"."""
        words = self.words
        if index + 1 >= len(words.keys):
            return False
        gap = words.between(index, index + 1).strip()
        return (
            gap[:1] in {",", '"', "“", "«"} or words.keys[index + 1] in self.known.words["topic"]
        )

    def _is_anyones(self, one: Mention) -> bool:
        """Return whether a title is but a noun, or its country's none: the Russian spokesman."""
        offices = people().offices
        noun = self._generic(one.first)
        alone = one.last - one.first == 1 or (noun is not None and noun.last == one.last)
        return alone or (
            bool(one.parties) and not any(offices[n].party in one.parties for n in one.offices)
        )

    def _is_former(self, one: Mention, floor: int) -> bool:
        """Return whether a title says that it was held once: the former minister, экс-глава."""
        keys, small = self.words.keys, self.known.words
        at = one.first - 1
        while at >= floor and self.words.between(at, at + 1) in _JOINTS:
            if keys[at] in small["former"]:
                return True
            if keys[at] not in small["function"]:
                break
            at -= 1
        return any(key in small["former"] for key in keys[one.first : one.last])

    # The country beside a title

    def _widened(self, one: Mention, floor: int, last: int) -> Mention:
        """Return a mention with the country that belongs to it."""
        if one.kind in {"pronoun", "relative", "person"}:
            return one
        if one.plural and (whole := self._of_several(one, floor, last)):
            return whole
        first, parties = self._countries_before(one.first, floor)
        both, end = False, one.last
        if self._head_last:
            for length in (2, 1):  # iki ölkənin nazirləri; iki bakanlık
                pair = self.known.words["both"].at(self.words.keys, max(first - length, 0))
                if pair and pair[1] == length and first - length >= floor:
                    both, first = True, first - length
                    break
        else:
            end, behind, both = self._countries_behind(one.last, last)
            parties += behind
        if not parties and not both:
            return one
        return replace(one, first=first, last=end, parties=one.parties + parties, both=both)

    def _of_several(self, one: Mention, floor: int, last: int) -> Mention | None:
        """Return a mention with the countries in a row beside it, None where that is none."""
        row, end = list(one.parties), one.last
        first, before = (one.first, []) if row else self._row_before(one.first, floor)
        row += before
        if not row:
            end, row = self._row_behind(one.last, last)
        if len(set(row)) < 2:  # noqa: PLR2004  several
            return None
        return replace(one, first=first, last=end, parties=tuple(row))

    def _row_before(self, first: int, floor: int) -> tuple[int, list[str]]:
        """Return where the countries in a row before a word begin, and which they are."""
        row, at = list[str](), first
        while at > floor and self._is_in_row(at):
            if found := self._country_ending(at, floor):
                row.insert(0, found[0])
                at = first = found[1]
            elif any(self.words.keys[at - 1] in self.known.words[one] for one in _JOINING):
                at -= 1
            else:
                break
        return first, row

    def _row_behind(self, end: int, last: int) -> tuple[int, list[str]]:
        """Return the word after the countries in a row behind a word, and which they are."""
        row, at, joined = list[str](), end, False
        found = 0, end  # countries up to the last "and", the word after them
        while at < last and at - end < _IN_ROW and self._is_in_row(at):
            if party := self.words.party(at):
                row.append(party[0])
                at = end = at + party[1]
                found = (len(row), end) if joined else found
                joined = False
            elif self.words.keys[at] in self.known.words["function"]:
                joined = joined or self.words.keys[at] in self.known.words["and"]
                at += 1
            else:
                break
        return found[1], row[: found[0]]  # МИД Армении, Азербайджан ...: no row

    def _is_in_row(self, word: int) -> bool:
        """Return whether nothing but a joint or a comma parts a word from the one before."""
        between = self.words.between(word - 1, word)
        return between in _JOINTS or between.strip() == ","

    def _countries_before(self, first: int, floor: int) -> tuple[int, tuple[str, ...]]:
        """Return where the countries before a title begin, and which they are."""
        words = self.words
        parties: list[str] = []
        while first > floor and words.between(first - 1, first) in _JOINTS:
            at = first
            if self._head_last and words.keys[at - 1] in self.known.words["function"]:
                at -= 1  # Azərbaycan Respublikasının ...
            elif words.keys[at - 1] == "s":  # Armenia’s President
                at -= 1
            found = self._country_ending(at, floor)
            if found is None:
                break
            party, first = found
            parties.append(party)
        return first, tuple(parties)

    def _country_ending(self, end: int, floor: int) -> tuple[str, int] | None:
        for length in range(1, _COUNTRY + 1):
            at = end - length
            party = self.words.party(at) if at >= floor else None
            if party and party[1] == length and not self._is_place(end - 1):
                return party[0], at
        return None

    def _is_place(self, word: int) -> bool:
        """Return whether a word says where something is: in Armenia, the minister said."""
        endings = self.known.endings["place"]
        if not endings:
            return False
        start, end = self.words.starts[word], self.words.ends[word]
        return plain(self.words.text[start:end], self.known.language).endswith(endings)

    def _is_of_next(self, word: int, last: int) -> bool:
        """Return whether a country stands before a title or a body, whose it is."""
        if not self.known.words["finite"] or word >= last:
            return False
        fact, hit = self.words.facts[word], self.lexicon.at(self.words, word)
        titled = hit is not None and not hit.entry.named  # Armenia Ani Badalyan: whose name it is
        begins = (titled or fact.speaker) and not fact.cue
        return begins and self.words.between(word - 1, word) in _JOINTS

    def _countries_behind(self, end: int, last: int) -> tuple[int, tuple[str, ...], bool]:
        """Return the word after the countries behind a title, which, and whether both."""
        words, keys, known = self.words, self.words.keys, self.known
        both, at = False, end
        parties: list[str] = []
        if end < last and keys[end] in known.words["articles"]:
            return end, (), False  # in a statement the Armenian ministry
        if end + 1 < last and keys[end] in known.words["seated"]:
            seat = known.countries.at(keys, end + 1)  # the ministry in Baku
            return (
                (end, (people().institutions[seat[0]].party,), False) if seat else (end, (), False)
            )
        while at < last and at - end < _COUNTRY and words.between(at - 1, at) in _JOINTS:
            if party := words.party(at):
                if at > end and self._is_of_next(at + party[1], last):
                    break  # a spokesman for the Armenian ministry
                parties.append(party[0])
                at = end = at + party[1]
            elif pair := known.words["both"].at(keys, at):
                both, at = True, at + pair[1]
                end = at
            elif keys[at] in known.words["function"] and keys[at] not in _AND:
                at += 1
            else:
                break
        return end, tuple(parties), both
