"""Other forms of a word that is looked for, where stemmers part them, or know no names. Pure.

Armenian nouns lose the vowel of their last syllable when they are declined (պայմանագիր, of it
պայմանագրի), and those in -ություն and -ում change it: the stemmer makes two words of each. A name
of a query may be declined, as it stood where it was copied from: Мирзояном, Բայրամովի, Qarabağda.
"""

import re

from pipeline.text import script

_SHORT = 5  # letters of a word, of which the stemmer leaves one case or another as it is
_SHORTEST = 4  # letters of a name without its ending

_CASES = ("ի", "ին", "ից", "ով", "ում", "ը", "ներ", "ների", "ները", "եր", "երի", "երը")
_CASE = re.compile("(?:" + "|".join(sorted(_CASES, key=len, reverse=True)) + ")$")
_ABSTRACT = re.compile("^(.+ությ)(?:ուն|ան|ամբ)(?:ը|ն|ի|ից|ում|ներ(?:ը|ի|ին|ով|ից|ում)?)?$")
_ACTION = re.compile("^(.{3,})(?:ում|ման|մամբ)(?:ը|ն|ներ(?:ը|ի|ին|ով|ից|ում)?)?$")
_CONSONANT = "[բգդզթժլխծկհձղճմյնշչպջռսվտրցփքֆ]"
_FULL = re.compile(f"^(.*{_CONSONANT})(?:ի|ու)({_CONSONANT}{{1,2}})$")  # the last syllable
_REDUCED = tuple(re.compile(f"^(.+{_CONSONANT})({_CONSONANT}{{{some}}})$") for some in (1, 2))

_ENDINGS = {  # of names, by script; Turkish and Azerbaijani in Latin letters; -ով ends surnames
    "cyrillic": "ого ому ему ыми ами ах ям ам ым ом ем ой ей ою ею а я у ю е ы и",
    "armenian": "ներ ների ին ից ում ի ը ու",
    "georgian": "ისთვის ისგან ისთან იდან თან ში ზე მა ის ით ს",
    "latin": "dan dən den tan tən ten da də de ta tə te la lə le nın nin nun nün ın in un ün",
}
_ENDING = {
    of: tuple(re.compile(f"(?<=.{{{_SHORTEST}}}){one}$") for one in endings.split())
    for of, endings in _ENDINGS.items()
}


def forms(word: str, language: str) -> list[str]:
    """Return a word and, where its language's stemmer parts them, its other forms."""
    found = [word]
    if language != "hy":
        return found
    small = word.lower()
    bare = _CASE.sub("", small, count=1)
    if match := _ABSTRACT.match(small):
        found += (match[1] + ending for ending in ("ուն", "ան", "ամբ"))
    elif match := _ACTION.match(small):
        found += (match[1] + ending for ending in ("ում", "ման", "մամբ"))
    elif match := _FULL.match(small) or _FULL.match(bare):
        found += (match[0], *_declined(match[1] + match[2]))
    elif bare != small and _REDUCED[0].match(bare):
        matches = filter(None, (one.match(bare) for one in _REDUCED))
        found += (f"{one[1]}{vowel}{one[2]}" for one in matches for vowel in ("ի", "ու"))
        found += _declined(bare)
    elif len(small) <= _SHORT:
        found += _declined(small)
    return list(dict.fromkeys(found))


def _declined(word: str) -> list[str]:
    return [word + case for case in _CASES]


def bases(name: str) -> list[str]:
    """Return what a name may be without the ending it has."""
    small = name.lower()
    endings = _ENDING.get(script(small[0]) or "", ())
    return [small[: match.start()] for one in endings if (match := one.search(small))]
