"""Names, titles and institutions of people.toml, found word by word in a text. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import get_args

from pipeline.grammar import Grammar, grammar
from pipeline.people import Forms, people
from pipeline.quotations.vocabulary import Kept, Vocabulary, plain
from pipeline.speakers.fact import Beginning, Fact
from pipeline.text import Span

_LATIN = ("en", "fr", "az", "tr", "de")
_WORD = re.compile(r"[^\W_]+")
_WORD_OR_GAP = re.compile(r"([^\W_]+)")
_SUFFIXED = re.compile(r"[^\W_]+(?:['’ʼ‑-]([^\W\d_]+))?")
_SMALL = ("not_names", "function", "utterances")  # words that begin no name
_INITIAL = 2  # letters of a given name cut short, be they a small word's: А. for Араик
_SHORT = 3  # letters of a surname that stands alone
_SKIPPED = 3  # words between the words of a title that belong to the country
_SKIPPED_OF_MANY = 8  # to several countries: les ministres arménien et azerbaïdjanais des ...
_SOFT, _STOPS = ' \u00a0-–—«"', ("։", ":", ".", "․", "!", "?", "\n")  # before a sentence
_COUNTERPARTS = {"secretary_of_state": "fm", "state_department": "mfa"}  # where named otherwise


class Words:
    """A text as words: where they stand, their comparable form, their stem and case."""

    def __init__(self, text: str, lexicon: "Lexicon") -> None:
        self.text, self.lexicon, self.known = text, lexicon, lexicon.known
        flat = plain(text, lexicon.language)
        if lexicon.known.joins_endings:
            parts = [
                part
                for match in _SUFFIXED.finditer(text)
                for part in (_parted(match) if match.lastindex else ((*match.span(), 0),))
            ]
            self.starts = [start for start, _, _ in parts]
            self.ends = [suffix or end for _, end, suffix in parts]
            self.keys = [flat[start:end] for start, end, _ in parts]
        else:
            parts = []
            pieces = _WORD_OR_GAP.split(flat)  # a gap, a word, a gap, ..., a word, a gap
            edges = list(accumulate(map(len, pieces)))
            self.keys, self.starts, self.ends = pieces[1::2], edges[:-1:2], edges[1::2]
        self.facts = facts = list(map(lexicon.facts.__getitem__, self.keys))
        self.stems = [one.stem for one in facts]
        self.cases = [one.case for one in facts]
        self.capital = list(map(str.isupper, map(text.__getitem__, self.starts)))
        self._live: dict[Beginning, list[int]] = {what: [] for what in get_args(Beginning)}
        for at, one in enumerate(facts):
            for what in one.begins:  # nothing, of most words
                self._live[what].append(at)
        self._live["mention"] = [
            at
            for at, (one, capital) in enumerate(zip(facts, self.capital, strict=True))
            if one.mention or (capital and one.name)
        ]
        self._families: set[str] | None = None
        self.parted = {at for at, (_, _, suffix) in enumerate(parts) if suffix}  # Erdoğan'ın
        endings = lexicon.known.endings
        joined = endings["joined"] or endings["subject"]
        for at, (_, end, suffix) in enumerate(parts):
            if suffix:
                subject = flat[end + 1 : suffix] in joined
                self.stems[at], self.cases[at] = self.keys[at], "subject" if subject else "other"

    def written(self, word: int) -> str:
        """Return the comparable form of a word with the ending behind its apostrophe."""
        return plain(self.text[self.starts[word] : self.ends[word]], self.known.language)

    def beginning(self, what: Beginning, first: int, last: int) -> list[int]:
        """Return the words of a stretch that may begin a cue, a country and so on."""
        live = self._live[what]
        return live[bisect_left(live, first) : bisect_left(live, last)]

    def family(self, index: int) -> bool:
        """Return whether a word ends a name of several words elsewhere in the text."""
        if self._families is None:
            capital, between = self.capital, self.between
            self._families = {
                key
                for at in range(1, len(self.keys))
                if capital[at] and capital[at - 1] and between(at - 1, at) == " "
                for key in self._as_named(at)
            }
        return self.keys[index] in self._families or self.stems[index] in self._families

    def _as_named(self, word: int) -> tuple[str, ...]:
        """Return a family name as it may be written elsewhere: Boltonun, Bolton."""
        key, stem = self.keys[word], self.stems[word]
        if not self.known.drops_subject:
            return (key,)
        return (key, stem, f"{stem}n") if key.startswith(f"{stem}n") else (key, stem)

    def is_surname(self, index: int) -> bool:
        """Return whether a word ends as a family name that is a subject: Լուկաշենկոն."""
        surnames, stem = self.known.endings["surname"], self.stems[index]
        subject = self.cases[index] == "subject" and stem != self.keys[index]
        return bool(surnames) and subject and stem.endswith(surnames)

    def party(self, index: int) -> tuple[str, int] | None:
        """Return the country or organisation named from a word on, and by how many words."""
        small = self.known.capital_adjectives and not self.capital[index]  # told us: no US
        may = self.facts[index].party and not small
        return self.known.parties.at(self.keys, index) if may else None

    def within(self, span: Span) -> tuple[int, int]:
        """Return the first word of a span of the text, and the word after its last."""
        return bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1])

    def start_without(self, first: int, last: int, *small: Vocabulary) -> int:
        """Return where a stretch begins without the small words at its beginning."""
        while first < last and any(self.keys[first] in one for one in small):
            first += 1
        return first

    def end_without(self, first: int, last: int, *small: Vocabulary) -> int:
        """Return where a stretch ends without the small words at its end."""
        while last > first and any(self.keys[last - 1] in one for one in small):
            last -= 1
        return last

    def between(self, left: int, right: int) -> str:
        """Return what stands between two words, itself without the words."""
        return self.text[self.ends[left] : self.starts[right]]

    def opens_sentence(self, word: int) -> bool:
        """Return whether a word is the first one of a sentence, by what stands before it."""
        return not word or self.between(word - 1, word).rstrip(_SOFT).endswith(_STOPS)


def _parted(match: re.Match[str]) -> list[tuple[int, int, int]]:
    """Return start, end and end of the suffix (0: none) of a word with one, or of two joined."""
    start, end = match.span()
    if match[1][0].islower():
        return [(start, match.start(1) - 1, end)]
    return [(start, match.start(1) - 1, 0), (match.start(1), end, 0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One form, and whom it may mean."""

    keys: tuple[str, ...]
    stems: tuple[str, ...]
    persons: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    metonym: bool = False  # a capital for its government
    many: bool = False  # it may be those of several countries: foreign ministries
    one: bool = True  # it may be that of one country

    @property
    def named(self) -> bool:
        """Return whether it is a person's name."""
        return bool(self.persons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A form found in a text."""

    first: int  # word
    last: int  # word after it
    entry: Entry
    parties: tuple[str, ...]  # named inside
    exact: bool  # as in the table, without an ending


class Lexicon:
    """All forms of one language, by the words they begin with."""

    def __init__(self, language: str, known: Grammar) -> None:
        self.language, self.known = language, known
        made: dict[tuple[str, ...], dict[str, set[str]]] = {}
        for kind, name, form in self._forms():
            keys = tuple(plain(one, language) for one in _WORD.findall(form))
            if kind in {"offices", "institutions", "metonyms", "many"}:
                keys = self._bare(keys)
            if keys:
                made.setdefault(keys, {}).setdefault(kind, set()).add(name)
        self.entries: dict[str, list[Entry]] = {}
        for keys, kinds in made.items():
            stems = tuple(self._listed_stem(one) for one in keys)
            metonym = "metonyms" in kinds and len(kinds) == 1
            many = kinds.get("many", set[str]())
            bodies = kinds.get("institutions", set()) | kinds.get("metonyms", set())
            entry = Entry(
                keys=keys,
                stems=stems,
                persons=frozenset(kinds.get("persons", ())),
                offices=frozenset(kinds.get("offices", set()) | many & people().offices.keys()),
                institutions=frozenset(bodies | many & people().institutions.keys()),
                metonym=metonym,
                many=bool(many),
                one=kinds.keys() != {"many"},
            )
            for head in {keys[0], stems[0]}:
                self.entries.setdefault(head, []).append(entry)
        every = [entry for found in self.entries.values() for entry in found]
        self._names = {one.keys[-1] for one in every if one.named}
        self._words = {word for one in every for word in (*one.keys, *one.stems)}
        self.facts = Kept(self.fact)
        for found in self.entries.values():
            found.sort(key=lambda entry: len(entry.keys), reverse=True)

    def fact(self, key: str) -> Fact:
        """Return a word's stem, its case, and what of all we look for begins with it."""
        known = self.known
        stem, case = self._stem(key)
        party, speaker = known.parties.begins(key), known.speakers.begins(key)
        entry = key in self.entries or stem in self.entries
        small = key in known.channels or any(key in known.words[kind] for kind in _SMALL)
        given = key in known.words["men"] or key in known.words["women"]
        begins: dict[Beginning, bool] = {
            "cue": known.cues.begins(key),
            "party": party,
            "channel": known.channels.begins(key),
            "utterance": known.words["utterances"].begins(key) or known.reported.begins(key),
            "learned": known.words["learned"].begins(key),
        }
        return Fact(
            stem=stem,
            case=case,
            cue=begins["cue"],
            party=party,
            speaker=speaker,
            entry=entry,
            mention=party or speaker or entry,
            channel=begins["channel"],
            begins=tuple(what for what, does in begins.items() if does),
            name=not small or given or len(key) <= _INITIAL or known.drops_subject,
            small=small,
        )

    def _stem(self, key: str) -> tuple[str, str]:
        """Return a word's stem and case: that of a word we know, Paşinyan-ın, not Paşinya-nın.

        A name as the table writes it goes before one without its ending: Վելայաթի-ն.
        """
        stems = list(self.known.stems(key))
        for words in (self._names, self._words):
            if known := next((one for one in stems if one[0] in words), None):
                return known
        return stems[0] if stems else (key, "")

    def _listed_stem(self, key: str) -> str:
        """Return the stem of a listed word: of all that it may have where an adjective agrees.

        национальное собрание, национального собрания.
        """
        if not self.known.owner_by_case:
            return self.known.stem(key)[0]
        return min((stem for stem, _ in self.known.stems(key)), key=len, default=key)

    def _forms(self) -> Iterator[tuple[str, str, str]]:
        """Yield kind, id and form of everybody."""
        table = people()
        latin = self.language in _LATIN
        for person in table.persons.values():
            languages = _LATIN if latin else (self.language,)
            forms = [form for one in languages for form in person.names.get(one, ())]
            for form in (*forms, *(person.misspellings if latin else ())):
                parts = form.split()
                yield "persons", person.id, form
                for at in range(1, len(parts)):
                    if len(parts[-1]) >= _SHORT:
                        yield "persons", person.id, " ".join(parts[at:])
        for office in table.offices.values():
            yield from (("offices", office.id, form) for form in self._of(office.title))
            yield from (("offices", office.id, one) for one in self.known.titles_of(office.id))
        for one in table.institutions.values():
            for names in (one.names, one.abbreviations):
                yield from (("institutions", one.id, form) for form in self._of(names))
            yield from (("metonyms", one.id, form) for form in self._of(one.metonyms))
            titles = _by_kind(self.known.titles, one.id)
            yield from (("institutions", one.id, form) for form in titles)
        for name in (*table.offices, *table.institutions):
            yield from (("many", name, form) for form in _by_kind(self.known.plurals, name))

    def _of(self, forms: Forms) -> tuple[str, ...]:
        return forms.get(self.language, ())

    def _bare(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return a title without its country and the small words."""
        words, bare, index = list(keys), [], 0
        ranks = self.known.words["ranks"]
        while index < len(words):
            party = self.known.parties.at(words, index)
            small = self.known.words["function"]
            if party is None and (words[index] not in small or words[index] in ranks):
                bare.append(words[index])
            index += party[1] if party else 1
        return tuple(bare) or keys

    def at(self, words: Words, index: int, *, many: bool = True) -> Hit | None:
        """Return the longest form that begins at a word; not of `many` countries alone, if so."""
        if not words.facts[index].entry:
            return None
        key, stem = words.keys[index], words.stems[index]
        found = self.entries.get(key, ())
        if stem != key:
            found = [*found, *self.entries.get(stem, ())]
        best: Hit | None = None
        skips = index + 1 < len(words.keys) and bool(self._transparent(words, index + 1, []))
        for entry in found:
            may = (many or entry.one) and self._goes_on(words, index + 1, entry, skips=skips)
            hit = self._matched(words, index, entry) if may else None
            if hit and (best is None or _rank(hit) > _rank(best)):
                best = hit
        return best

    def _goes_on(self, words: Words, index: int, entry: Entry, *, skips: bool) -> bool:
        """Return whether a word may be the second of a form, or (`skips`) stand before it."""
        if len(entry.keys) == 1 or (skips and not entry.named):
            return True
        return index < len(words.keys) and self._is(words, index, entry.keys[1], entry.stems[1])

    def _matched(self, words: Words, index: int, entry: Entry) -> Hit | None:
        """Return a form of those that a word begins, where its other words follow."""
        if entry.named and not words.capital[index]:
            return None
        at, exact = index + 1, words.keys[index] == entry.keys[0]
        parties: list[str] = []
        most = _SKIPPED if entry.one else _SKIPPED_OF_MANY
        for key, stem in zip(entry.keys[1:], entry.stems[1:], strict=True):
            skipped = 0
            while at < len(words.keys) and skipped < most:
                if self._is(words, at, key, stem):
                    break
                length = 0 if entry.named else self._transparent(words, at, parties)
                if not length:
                    return None
                at, skipped = at + length, skipped + length
            if at >= len(words.keys) or not _joined(words, at):
                return None
            if not self._is(words, at, key, stem):
                return None
            exact = exact and words.keys[at] == key
            at += 1
        return Hit(first=index, last=at, entry=entry, parties=tuple(parties), exact=exact)

    def _is(self, words: Words, at: int, key: str, stem: str) -> bool:
        """Return whether a word is one of a form, with an ending perhaps: bakanı-nın."""
        word, form = words.keys[at], (key, stem)
        if word in form or words.stems[at] in form:
            return True
        return word.startswith(key) and word[len(key) :] in self.known.endings["other"]

    def _transparent(self, words: Words, index: int, parties: list[str]) -> int:
        """Return how many words from here belong to a country, or are small; 0: none."""
        party = words.party(index)
        if party:
            parties.append(party[0])
            return party[1]
        small, ranks = self.known.words["function"], self.known.words["ranks"]
        return int(words.keys[index] in small and words.keys[index] not in ranks)


def _rank(hit: Hit) -> tuple[int, bool, bool]:
    """Return what tells the better of two forms that begin at one word."""
    return hit.last, hit.exact, hit.entry.one


def _by_kind(table: Mapping[str, tuple[str, ...]], name: str) -> Iterator[str]:
    """Yield the forms of an office or an institution: those of its kind, and its own."""
    for key in dict.fromkeys((_kind(name), name)):
        yield from table.get(key, ())


def _kind(name: str) -> str:
    """Return the kind of an office or an institution: am_fm is fm, mfa_armenia is mfa."""
    office = people().offices.get(name)
    if office is not None:
        kind = name.partition("_")[2]
    else:
        kind = name.removesuffix(f"_{people().institutions[name].party}")
    return _COUNTERPARTS.get(kind, kind)


def _joined(words: Words, index: int) -> bool:
    """Return whether nothing but a blank, a hyphen or an apostrophe parts a word from the last."""
    gap = words.between(index - 1, index)
    return len(gap) <= 2 and not gap.strip(" \u00a0-‑'’.")  # noqa: PLR2004  "S. Lavrov"


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the forms of a language, None when we have no grammar of it."""
    known = grammar(language)
    return Lexicon(language, known) if known else None
