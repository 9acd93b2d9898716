"""Other forms of a word that is looked for, where stemmers part them, or know no names. Pure.

Armenian nouns lose the vowel of their last syllable when they are declined (պայմանագիր, of it
պայմանագրի), and those in -ություն and -ում change it: the stemmer makes two words of each. A name
may be declined, in a text and in a query that was copied from one: Мирзояном, Բաքվում, Qarabağda.
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

_TURKIC = (
    "dakı dəki daki deki takı təki taki teki dan dən den tan tən ten da də de ta tə te la lə le"
    " nın nin nun nün ın in un ün"
)
_CYRILLIC = "ого ому ему ыми ами ых ах ям ам ым ом ем ой ей ою ею а я у ю е ы и"
_ARMENIAN = (  # -ով ends surnames; of Բաքու and Գյումրի endings change the last vowel
    "ներ ների ին ից ում ի ը ու վում=ու վից=ու վի=ու վին=ու վով=ու ու=ի ուց=ի ուն=ի"
)
_FRENCH = "ine=in"  # Poutine is Putin
_ENDINGS = {  # of names in queries, by script; what stands after = is what it takes the place of
    "cyrillic": _CYRILLIC,
    "latin": f"{_TURKIC} {_FRENCH}",
    "armenian": _ARMENIAN,
    "georgian": "ისთვის ისგან ისთან იდან თან ში ზე მა ის ით ს",
}
_TURKIC_TEXTS = (
    f"{_TURKIC} yla ylə yle ya yə ye nı ni nu nü yı yi yu yü dır dir dur dür a ə e ı i u ü"
)
_ENDINGS_OF_TEXTS = {  # by language, or else by script
    "cyrillic": f"{_CYRILLIC} ы=а у=а е=а ой=а ою=а и=а и=я ю=я е=я ей=я ею=я",
    "armenian": f"{_ARMENIAN} ին=ի ուն=ու",
    "georgian": _ENDINGS["georgian"],
    "az": _TURKIC_TEXTS,
    "tr": _TURKIC_TEXTS,
    "fr": _FRENCH,
    "de": "s",
}


def _read(endings: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what finds each ending of a name that is long enough, and what stands without it."""
    pairs = (one.partition("=")[::2] for one in endings.split())
    return tuple(
        (re.compile(f"(?<=.{{{_SHORTEST - len(end)}}}){ending}$"), end) for ending, end in pairs
    )


_ENDING, _ENDING_OF_TEXTS = (
    {of: _read(endings) for of, endings in one.items()} for one in (_ENDINGS, _ENDINGS_OF_TEXTS)
)


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


def bases(name: str, language: str | None = None) -> list[str]:
    """Return what a name may be without the ending it has, in a text's language or in any."""
    small = name.lower()
    of = script(small[0]) or ""
    endings = _ENDING.get(of, ())
    if language:
        endings = _ENDING_OF_TEXTS.get(language if of == "latin" else of, ())
    found = ((match, end) for one, end in endings if (match := one.search(small)))
    return [small[: match.start()] + end for match, end in found]
