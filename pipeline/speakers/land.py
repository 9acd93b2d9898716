"""The countries beside a title or a body, whose it is: the ministers of A and of B. Pure."""

from dataclasses import replace

from pipeline.people import people
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import JOINTS, Mention

_COUNTRY = 5  # words from a title to its country: of the Republic of Armenia
_SHORT = 3  # letters of what a full stop cuts short: U.S. Ambassador, Gen. X
_IN_ROW = 7  # to the next one: et de la République d’Azerbaïdjan
_JOINING = ("function", "and")
_AND = frozenset({"et", "and", "a", "au", "aux", "en", "to", "in", "и", "в"})


def with_country(words: Words, one: Mention, floor: int, last: int) -> Mention:
    """Return a mention with the country that belongs to it."""
    if one.kind in {"pronoun", "relative", "person"}:
        return one
    if one.plural and (whole := _of_several(words, one, floor, last)):
        return whole
    first, parties = _countries_before(words, one.first, floor)
    end = one.last
    if words.known.head_last:
        counted = _both_before(words, first, floor)
        both, first = counted < first, counted
    else:
        end, behind, both = _countries_behind(words, one, last)
        parties += behind
    if not parties and not both:
        whose = _whose(words, one.first, floor)
        return replace(one, parties=one.parties + whose) if whose else one
    return replace(one, first=first, last=end, parties=one.parties + parties, both=both)


def _whose(words: Words, first: int, floor: int) -> tuple[str, ...]:
    """Return the country that a relative before a title is of: Armenia, whose minister said."""
    if first <= floor or words.keys[first - 1] not in words.known.words["whose"]:
        return ()
    found = country_ending(words, first - 1, floor) if words.known.words["finite"] else None
    return found[:1] if found else ()


def _both_before(words: Words, first: int, floor: int) -> int:
    """Return where "of both" before a title begins: iki ölkənin nazirləri; iki bakanlık."""
    for length in (2, 1):
        pair = words.known.words["both"].at(words.keys, max(first - length, 0))
        if pair and pair[1] == length and first - length >= floor:
            return first - length
    return first


def _of_several(words: Words, one: Mention, floor: int, last: int) -> Mention | None:
    """Return a mention with the countries in a row beside it, None where that is none."""
    row, end = list(one.parties), one.last
    first, before = (one.first, []) if row else _row_before(words, one.first, floor)
    row += before
    if not row:
        end, row = _row_behind(words, one.last, last)
    if len(set(row)) < 2:  # noqa: PLR2004  several
        return None
    return replace(one, first=first, last=end, parties=tuple(row))


def _row_before(words: Words, first: int, floor: int) -> tuple[int, list[str]]:
    """Return where the countries in a row before a word begin, and which they are."""
    row, at = list[str](), first
    while at > floor and _is_in_row(words, at):
        if found := country_ending(words, at, floor):
            row.insert(0, found[0])
            at = first = found[1]
        elif any(words.keys[at - 1] in words.known.words[one] for one in _JOINING):
            at -= 1
        else:
            break
    return first, row


def _row_behind(words: Words, end: int, last: int) -> tuple[int, list[str]]:
    """Return the word after the countries in a row behind a word, and which they are."""
    row, at, joined = list[str](), end, False
    found = 0, end  # countries up to the last "and", the word after them
    while at < last and at - end < _IN_ROW and _is_in_row(words, at):
        if party := words.party(at):
            row.append(party[0])
            at = end = at + party[1]
            found = (len(row), end) if joined else found
            joined = False
        elif words.keys[at] in words.known.words["function"]:
            joined = joined or words.keys[at] in words.known.words["and"]
            at += 1
        else:
            break
    return found[1], row[: found[0]]  # МИД Армении, Азербайджан ...: no row


def _is_in_row(words: Words, word: int) -> bool:
    """Return whether nothing but a joint or a comma parts a word from the one before."""
    return _is_joined(words, word) or words.between(word - 1, word).strip() == ","


def _is_joined(words: Words, word: int) -> bool:
    """Return whether a word may be of one name with the one before: no sentence ends there."""
    between = words.between(word - 1, word)
    over = between == ". " and words.ends[word - 1] - words.starts[word - 1] > _SHORT
    return between in JOINTS and not over


def _countries_before(words: Words, first: int, floor: int) -> tuple[int, tuple[str, ...]]:
    """Return where the countries before a title begin, and which they are."""
    parties: list[str] = []
    head_last, small = words.known.head_last, words.known.words["function"]
    while first > floor and _is_joined(words, first):
        key = words.keys[first - 1]  # Azərbaycan Respublikasının ...; Armenia’s President
        skipped = key == "s" or (head_last and key in small)
        whole = country_ending(words, first, floor)  # the U.S., whose S is no 's
        found = whole or country_ending(words, first - skipped, floor)
        if found is None:
            break
        party, first = found
        parties.append(party)
    return first, tuple(parties)


def country_ending(words: Words, end: int, floor: int) -> tuple[str, int] | None:
    """Return the country that ends before a word, and where it begins."""
    for at in reversed(words.beginning("party", max(end - _COUNTRY, floor), end)):
        party = words.party(at)
        if party and party[1] == end - at and not _is_place(words, end - 1):
            return party[0], at
    return None


def _is_place(words: Words, word: int) -> bool:
    """Return whether a word says where something is: in Armenia, the minister said."""
    endings = words.known.endings["place"]
    if not endings:
        return False
    start, end = words.starts[word], words.ends[word]
    return plain(words.text[start:end], words.known.language).endswith(endings)


def _countries_behind(words: Words, one: Mention, last: int) -> tuple[int, tuple[str, ...], bool]:
    """Return the word after the countries behind a title, which, and whether both."""
    keys, known, end = words.keys, words.known, one.last
    both, at = False, end
    parties: list[str] = []
    if end < last and keys[end] in known.words["articles"]:
        return end, (), False  # in a statement the Armenian ministry
    alone = one.kind == "institution" and not one.parties
    if alone and end + 1 < last and keys[end] in known.words["seated"]:
        return end, _seat(words, end + 1), False  # the ministry in Baku
    while at < last and at - end < _COUNTRY and _is_joined(words, at):
        if party := words.party(at):
            if at > end and _is_of_next(words, at + party[1], last):
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


def _seat(words: Words, word: int) -> tuple[str, ...]:
    """Return the party whose country or capital is that a word begins seats a government."""
    if named := words.known.countries.at(words.keys, word):
        return (people().institutions[named[0]].party,)
    hit = words.lexicon.at(words, word)
    bodies = sorted(hit.entry.institutions) if hit and hit.entry.metonym else []
    return tuple({people().institutions[name].party for name in bodies})


def _is_of_next(words: Words, word: int, last: int) -> bool:
    """Return whether a country stands before a title or a body, whose it is."""
    if not words.known.words["finite"] or word >= last:
        return False
    fact, hit = words.facts[word], words.lexicon.at(words, word)
    titled = hit is not None and not hit.entry.named  # Armenia Ani Badalyan: whose name it is
    begins = (titled or fact.speaker) and not fact.cue
    return begins and _is_joined(words, word)
