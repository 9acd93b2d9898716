"""Names people.toml does not list, told by their capitals: words in a row. Pure."""

import re
from dataclasses import replace

from pipeline.speakers.land import country_ending
from pipeline.speakers.lexicon import Hit, Words
from pipeline.speakers.mention import JOINTS, Mention
from pipeline.speakers.noun import is_family, is_indefinite, noun

_ACRONYM = 6  # capitals that are no person's name: an outlet's, an organisation's
_ARTICLES = ("ը", "ն")  # Armenian, one of which a name that speaks ends in
_BARE = "յան"  # and a name in it, without one
_NO_NAME = ("ը", "ում")  # Armenian endings with which a name is over, or none: Ժնևում Ալիևի
_INITIAL = 2  # letters of a given name cut short: Дж. Байрамов
_NONE = ("\n",)  # no word ends so
_PLACE_AND_NAME = 3  # words
_LEAST = 3  # letters of the shortest name that stands alone
_ROMAN = re.compile("[IVXL]{2,}")  # XII Bakı Forumu
_OF_WHOM = frozenset({"own", "according"})  # no cue of who stands before: Отставка, по его словам
_BEHIND_MARKS = re.compile(r"(?:,\s*[»”’\"']|[»”’\"'],)\s+\Z")  # "...", X said


def unlisted_name(words: Words, index: int, first: int, last: int) -> Mention | None:
    """Return a name the table does not have: capitalised words in a row."""
    small = words.facts[index].small and not is_given(words, index)
    if not words.capital[index] or small or _is_no_name(words, index, last):
        return None
    end = index
    while end < last and (_goes_on(words, index, end) or _joins(words, index, end, last)):
        end += 1
    end += _ends_in_country(words, index, end, last)
    if end == index or (end - index == 1 and not _stands_alone(words, index, first)):
        return None
    if _is_thing(words, index, end, last) or _is_place_and_name(words, index, end):
        return None
    if _is_settlement(words, index, end):
        return None
    end += _is_body(words, end, last)
    case = "other" if _is_cased(words, index, end) else "subject"
    one = Mention(first=index, last=end, kind="person", head=index, case=case)
    return _as_noun(words, one, first)


def is_given(words: Words, word: int) -> bool:
    """Return whether a word is a given name of those that look like another: Səkinə, of Şəki."""
    key, known = words.keys[word], words.known.words
    return key in known["men"] or key in known["women"]


def after_country(words: Words, one: Mention, floor: int) -> Mention:
    """Return a name that no person has with the country before it: Azerbaijan Airlines."""
    unknown = one.kind == "person" and not (one.persons or one.offices)
    land = country_ending(words, one.first, floor) if unknown else None
    if land is None or not words.known.words["finite"]:
        return one
    start, small = land[1], words.known.words
    of = start > 0 and words.keys[start - 1] in small["partitive"]
    if of or is_given(words, one.first) or words.between(one.first - 1, one.first) != " ":
        return one
    return replace(one, first=start, head=start)


def _ends_in_country(words: Words, index: int, end: int, last: int) -> int:
    """Return how many words of a country end a body's name: Gazprom Armenia said; else none."""
    known = words.known
    land = known.countries.at(words.keys, end) if index < end < last else None
    if land is None or not known.words["finite"] or words.between(end - 1, end) != " ":
        return 0
    behind = end + land[1]
    if _is_alone(words, index, end) or (behind < last and not _is_over(words, behind)):
        return 0
    return land[1]


def _is_alone(words: Words, index: int, end: int) -> bool:
    """Return whether a word before a country is no part of its name: In Brussels Armenia said.

    So is who was told what a country says, and what it is like: Landlocked Armenia.
    """
    keys, known = words.keys, words.known
    led = index > 0 and not words.opens_sentence(index)
    if led and keys[index - 1] in known.words["telling"]:
        return True
    there = led and keys[index - 1] in known.words["where"]
    like = words.opens_sentence(index) and keys[index].endswith(
        (*known.endings["finite"], *known.endings["doing"], *known.endings["adverb"])
    )
    return end - index == 1 and (there or like or keys[index] in known.words["when"])


def _is_over(words: Words, word: int) -> bool:
    """Return whether a name ends before a word: at a verb of saying, or a mark."""
    saying = words.known.cues.at(words.keys, word) if words.facts[word].cue else None
    return saying is not None or words.between(word - 1, word).strip(" -'’") != ""


def _is_cased(words: Words, index: int, end: int) -> bool:
    """Return whether a name stands in a case: it is no subject."""
    known, key = words.known, words.keys[end - 1]
    if end - index > 1 and key.endswith(known.endings["declined"] or _NONE):
        return True
    if known.drops_subject and key in known.words["women"] and end - 1 not in words.parted:
        return False  # Marina
    if known.parts_endings and end - 1 not in words.parted:
        cased = key.endswith(known.endings["nouns"] or _NONE)
    else:
        ending = len(key) - len(words.stems[end - 1])
        family = key.endswith(known.endings["family"] or _NONE)
        long = ending == 0 or ending >= known.shortest_case
        cased = words.cases[end - 1] == "other" and not family and long
    if known.articled_names and end - index == 1 and end - 1 not in words.parted:
        # Այստեղ, Վիեննա, Ատլանտյան: no subjects
        return cased or not key.endswith(_ARTICLES) or key.endswith(_BARE)
    return cased


def _as_noun(words: Words, one: Mention, first: int) -> Mention:
    """Return a name, as anybody's or as an institution's where it is no person's."""
    index, end = one.first, one.last
    if end - index == 1 and is_indefinite(words, index, 1):
        return replace(one, kind="noun", unnamed=True)  # bir Karabağlı
    if end - index > 1 and _is_country_s(words, index, end, first):
        return replace(one, kind="institution")
    return one


def _is_country_s(words: Words, index: int, end: int, first: int) -> bool:
    """Return whether a name is an institution's of a country before it."""
    if not words.known.head_last or index <= first:
        return False
    body = words.known.speakers.at(words.keys, end - 1) == ("institutions", 1)
    return body and country_ending(words, index, first) is not None


def _is_thing(words: Words, index: int, end: int, last: int) -> bool:
    """Return whether a name is an outlet's, or the noun behind it says it is a place's."""
    small = words.known.words
    if words.known.head_last and end - index == 1:
        agencies = small["agencies"]
        if words.keys[index] in agencies or words.stems[index] in agencies:
            return True
    if words.known.parts_endings and words.keys[end - 1] in small["places"]:
        return True  # Nobel Barış Ödülü
    named = end < last and small["places"].at(words.keys, end) is not None
    named = named and words.cases[end - 1] != "subject"  # X-ը ճանապարհը ...
    named = named and not is_family(words, end - 1)
    return named and words.between(end - 1, end) in JOINTS


def _is_place_and_name(words: Words, index: int, end: int) -> bool:
    """Return whether a place runs on in a name: посол в Ватикане Микаел Минасян."""
    small = [words.known.words[kind] for kind in ("inside", "towns")]
    led = index > 0 and any(words.keys[index - 1] in those for those in small)
    led = led and words.known.owner_by_case
    return led and end - index >= _PLACE_AND_NAME and words.between(index - 1, index) in JOINTS


def _is_settlement(words: Words, index: int, end: int) -> bool:
    """Return whether a word is a place's behind its noun: житель села Сотк Арам Юсян.

    Of two words both are the place's, but for those of somebody: житель села Сотк Арам; and
    a family name tells that they are a person's.
    """
    at, known = index, words.known
    while at and words.capital[at - 1] and words.between(at - 1, at) == " ":
        at -= 1
    if not at or words.keys[at - 1] not in known.words["settlements"]:
        return False
    pair = end - at == len(("given", "family"))
    if index == at:
        return not (pair and words.keys[end - 1].endswith(known.endings["surname"]))
    near = (one for one in (at - 1, at - 2) if one >= 0)
    somebody = any(known.speakers.at(words.keys, one) == ("persons", 1) for one in near)
    return pair and not somebody


def _is_body(words: Words, end: int, last: int) -> bool:
    """Return whether a noun of institutions ends a name: Dövlət Sərhəd Xidməti."""
    if not words.known.head_last or end >= last or not words.capital[end]:
        return False
    meant = words.known.speakers.at(words.keys, end) if words.facts[end].speaker else None
    cased = words.cases[end - 1] == "other" and not words.known.parts_endings
    beside = words.between(end - 1, end) in JOINTS and not (cased or end - 1 in words.parted)
    return beside and meant == ("institutions", 1)


def _is_no_name(words: Words, index: int, last: int) -> bool:
    """Return whether a capital begins a place, a verb, or a name in another script."""
    known = words.known
    if words.keys[index] in known.words["cities"] or _is_address(words, index):
        return True
    if _is_adjective(words, index, last):
        return True
    if known.drops_subject and _is_where(words, index):
        return True
    if known.respells_names and words.keys[index].isascii():
        return words.ends[index] - words.starts[index] > 1  # an outlet's: Evening News
    if known.head_last and _ROMAN.fullmatch(words.text, words.starts[index], words.ends[index]):
        return True
    return words.facts[index].cue and known.cues.at(words.keys, index) is not None


def _is_where(words: Words, index: int) -> bool:
    """Return whether a capital that opens a sentence says where, and no given name: Meydanda."""
    key, known = words.keys[index], words.known
    cased = key.endswith((*known.endings["place"], *known.endings["from"]))
    given = key in known.words["men"] or key in known.words["women"]
    behind = index > 0 and words.capital[index - 1] and words.between(index - 1, index) == " "
    return cased and not given and (behind or words.opens_sentence(index))


def _is_there(words: Words, word: int) -> bool:
    """Return whether a capital behind a name is a place: Olaf Şolts Berlində."""
    key, known = words.keys[word], words.known
    if words.facts[word].small or key in known.words["cities"]:
        return True
    may = word in words.parted or not known.parts_endings
    given = key in known.words["women"]
    return may and not given and words.written(word).endswith(known.endings["place"])


def _is_adjective(words: Words, index: int, last: int) -> bool:
    """Return whether a capital begins what is called after a place: Минской группы, Gorisli."""
    endings = words.known.endings["adjective"]
    if not endings or index + 1 >= last or words.capital[index + 1]:
        return False
    if not words.between(index, index + 1).isspace():
        return False
    if not words.keys[index].endswith(endings) or words.facts[index + 1].cue:
        return False
    if not words.known.drops_subject:
        return True
    articles = words.known.words["articles"]  # Gorisli bir kadın; a name as well: Hasanlı
    at = index + 1 + (words.keys[index + 1] in articles)
    return words.known.speakers.at(words.keys, at) == ("persons", 1)


def _joins(words: Words, index: int, end: int, last: int) -> bool:
    """Return whether a small word is of a name: of its last words, or whose son somebody is."""
    father = end - index > 1 and words.keys[end] in words.known.words["patronymics"]
    father = father and not words.keys[end - 1].endswith(words.known.endings["whose"])
    return father or _is_particle(words, index, end, last)  # Elşad Mirbəşir oğlu


def _is_particle(words: Words, index: int, end: int, last: int) -> bool:
    """Return whether a small word joins a name to its last words: Thomas de Waal."""
    particles = words.known.words["particles"]
    if end == index or words.keys[end] not in particles or words.capital[end]:
        return False
    at = end
    while at < last - 1 and words.keys[at] in particles:
        if words.between(at - 1, at) not in JOINTS:
            return False
        at += 1
    if not words.capital[at] or words.between(at - 1, at) not in JOINTS:
        return False
    word = words.keys[end] in words.known.words["function"]  # as French de is
    goes_on = words.keys[end - 1] in particles  # de la
    return goes_on or not word or (end - index == 1 and _is_given(words, index, at, last))


def _is_given(words: Words, index: int, family: int, last: int) -> bool:
    """Return whether a capital is a given name where a particle is a word as well: de.

    One word amid a sentence, or before a verb; and no name we know stands behind it.
    """
    behind = family + 1
    if words.facts[family].small or words.facts[family].entry:
        return False
    if index and words.between(index - 1, index) in JOINTS:
        return True
    return behind < last and (
        words.facts[behind].cue or words.keys[behind] in words.known.words["perfect"]
    )


def _goes_on(words: Words, index: int, end: int) -> bool:
    """Return whether a name from `index` on has one more word."""
    known = words.known
    apart = known.articled_names or known.respells_names  # X-ում գրել է
    apart = apart and words.keys[end].isascii() != words.keys[index].isascii()
    if not words.capital[end] or words.party(end) or apart or _is_whole(words, index, end):
        return False
    if end == index or _is_acronym(words, end):
        return end == index  # Düşənbədə MDB
    joint = words.between(end - 1, end)
    ends = words.known.articled_names and words.keys[end - 1].endswith(_NO_NAME)
    ends = ends or (words.known.parts_endings and end - 1 in words.parted)  # Bakü'de Aliyev
    shortest = _INITIAL if known.owner_by_case else _LEAST
    over = joint == ". " and words.ends[end - 1] - words.starts[end - 1] > shortest
    if ends or over or joint not in JOINTS or noun(words, end):
        return False  # a sentence ends, or a name
    there = words.known.drops_subject and end - index > 1 and _is_there(words, end)
    agencies = words.known.words["agencies"]  # told Reuters X, an adviser; X Meydan TV-yə
    brings = words.keys[end - 1] in agencies or agencies.at(words.keys, end) is not None
    brings = brings or _is_address(words, end)
    outlet = end - index == 1 and _is_short(words, index) and not _is_short(words, end)
    if brings or outlet or there or _is_adjective(words, end, len(words.keys)):
        return False  # МГИМО X
    hit = words.lexicon.at(words, end)
    if hit is None:
        return True
    elsewhere = end - index == 1 and _is_elsewhere(words, index, hit)
    return hit.entry.named and not elsewhere and not _is_told(words, hit, end - index)


def _is_address(words: Words, word: int) -> bool:
    """Return whether a dot without a space joins small letters to a word: Oxu.az."""
    behind = word + 1 < len(words.keys) and not words.capital[word + 1]
    return behind and words.between(word, word + 1) == "."


def _is_whole(words: Words, index: int, end: int) -> bool:
    """Return whether a name ends in a family name in its case: адвокат Гагика Царукяна Анна Юсян.

    One that is a woman's as well is a man's in a case where another name stands behind it.
    """
    endings, key = words.known.endings, words.keys[end - 1]
    if end - index != len(("given", "family")) or not endings["declined"]:
        return False
    another = words.capital[end + 1 : end + 2] == [True] and words.between(end, end + 1) == " "
    return key.endswith(endings["declined"]) or (another and key.endswith(endings["her_name"]))


def _is_elsewhere(words: Words, index: int, hit: Hit) -> bool:
    """Return whether a word is no given name of who follows: на Спиридоновке Лавров."""
    led = index > 0 and words.keys[index - 1] in words.known.words["before"]
    cased = hit.exact and words.cases[index] == "other"
    return led and cased and bool(words.known.endings["his_name"])


def _is_short(words: Words, word: int) -> bool:
    """Return whether a word is all capitals, in a language whose names have none."""
    written = words.text[words.starts[word] : words.ends[word]]
    return words.known.capitals_name and len(written) > _INITIAL and written.isupper()


def _is_told(words: Words, hit: Hit, before: int) -> bool:
    """Return whether a whole name stands before a known one in a case: X Y Paşinyanı."""
    cased = not hit.exact or hit.last - 1 in words.parted
    return bool(words.known.endings["whose"]) and before > 1 and cased


def _is_acronym(words: Words, word: int) -> bool:
    """Return whether a word is all capitals, and no initial: no part of anybody's name."""
    if not words.known.head_last or not 1 < len(words.keys[word]) <= _ACRONYM:
        return False
    return _unsuffixed(words, word).isupper()


def _unsuffixed(words: Words, word: int) -> str:
    """Return a word as written, without what stands behind its apostrophe."""
    return words.text[words.starts[word] : words.starts[word] + len(words.keys[word])]


def _stands_alone(words: Words, index: int, first: int) -> bool:
    """Return whether one capitalised word is a name, not a beginning or an acronym."""
    alone = _unsuffixed(words, index)
    if len(alone) < _LEAST or (alone.isupper() and len(alone) <= _ACRONYM):
        return False
    many = words.keys[index].endswith(words.known.endings["many"])
    many = many and words.keys[index] not in words.known.words["women"]  # Ани
    many = many and (index == first or words.opens_sentence(index))  # no noun: сказал Трофимов
    if many or _is_compound(words, index):
        return False  # Իրավապաշտպանները: a noun
    follows = words.keys[index + 1] if index + 1 < len(words.keys) else ""
    cue = words.known.cues.at(words.keys, index + 1) if follows else None
    if cue and not (cue[0] in _OF_WHOM and words.between(index, index + 1).strip()):
        return follows not in words.known.words["after"]  # Qanuna görə: as the law has it
    perfect = follows in words.known.words["perfect"] and index + 2 < len(words.keys)
    says = perfect and words.known.cues.at(words.keys, index + 2)  # Lee a ajouté
    known = words.family(index) and (words.known.drops_subject or _is_apart(words, index))
    respect = words.known.words["respect"].at(words.keys, index + 1)  # Sevil xanım
    if says or known or respect or words.is_surname(index):
        return True
    gap = words.between(index - 1, index).strip() if index > first else "."
    if index == first > 0 and _BEHIND_MARKS.search(words.between(index - 1, index)):
        gap = ","
    if gap == "." and words.keys[index - 1] in words.known.words["function"]:
        return words.capital[index - 1]  # Mr. King
    return not gap or gap[-1] not in '.!?։:“«"„'


def _is_compound(words: Words, word: int) -> bool:
    """Return whether what a hyphen joins to a word is no case: Sev-lic, a lake; not Trend-ə."""
    joined, endings = words.written(word)[len(words.keys[word]) :], words.known.endings
    cases = endings["subject"] + endings["other"]
    apart = word in words.parted and words.known.joins_endings
    return apart and joined.strip("-'’") not in cases


def _is_apart(words: Words, index: int) -> bool:
    """Return whether a comma or marks part a word from what follows, or "ise"."""
    if index + 1 >= len(words.keys):
        return False
    parted = words.between(index, index + 1).strip()[:1] in {",", '"', "“", "«"}
    return parted or words.keys[index + 1] in words.known.words["topic"]
