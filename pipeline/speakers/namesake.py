"""Whom a name may mean, in whatever letters it is written. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from pipeline.people import Forms, people
from pipeline.speakers.namekey import keys, sought

_BEGINNING = 4  # symbols of a key, from which a name may take endings
_LETTERS = str.maketrans({"ç": "ch", "ş": "sh", "ə": "a", "ı": "i", "ğ": "g"})
_ROMAN = (  # what the Latin spellings of one name disagree on, in this order
    ("tch", "ch"), ("ch", "sh"), ("dzh", "j"),
    ("dj", "j"), ("zh", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("gue", "ge"), ("gui", "gi"),
    ("gh", "g"), ("kh", "k"), ("w", "v"), ("y", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_MUTE = re.compile("(?<=.{3})(?:eh?|h)$")
_ACCENTS = re.compile("[\u0300-\u036f]")


def namesakes(name: str) -> set[str]:
    """Return the ids of the people and institutions that every word of a name may mean."""
    wanted = [sought(word) for word in name.split()]
    found = {id_ for id_, forms in _known() if id_ == name or _is_named(wanted, forms)}
    short = name.casefold()  # a key would take one abbreviation for another
    return found | {
        body.id
        for body in people().institutions.values()
        if any(short == one.casefold() for some in body.abbreviations.values() for one in some)
    }


def spelled(name: str, language: str) -> frozenset[str]:
    """Return the persons whose first and last names a text of a language may spell so."""
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004  a given name and a family's
        return frozenset()
    first, last = words[0], words[-1]
    found = _by_keys()
    return frozenset(
        one
        for given in keys(first, language)
        for family in keys(last, language)
        for one in found.get((given, family), ())
    )


@cache
def _by_keys() -> dict[tuple[str, str], set[str]]:
    """Return persons by the keys of their first and last names, in every language."""
    found: dict[tuple[str, str], set[str]] = {}
    for person in people().persons.values():
        for language, names in person.names.items():
            for form in names:
                first, *_, last = form.split() if " " in form else (form, form)
                for pair in product(keys(first, language), keys(last, language)):
                    found.setdefault(pair, set()).add(person.id)
    return found


@lru_cache(maxsize=4096)  # a text names few people, and often
def respelled(name: str) -> frozenset[str]:
    """Return the persons whose first and last names another Latin spelling writes so: Saïd, Saeed.

    Nearer than a key, which takes Arman for Armen.
    """
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004  a given name and a family's
        return frozenset()
    return frozenset(_by_roman().get((_roman(words[0]), _roman(words[-1])), ()))


@cache
def _by_roman() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for person in people().persons.values():
        for names in person.names.values():
            for first, *_, last in (form.split() for form in names if " " in form):
                found.setdefault((_roman(first), _roman(last)), set()).add(person.id)
    return found


def _roman(word: str) -> str:
    """Return a word of a name with one letter for all that its spellings may have there."""
    bare = word.lower().translate(_LETTERS)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", bare))
    for letters, one in _ROMAN:
        bare = bare.replace(letters, one)
    return _MUTE.sub("", _DOUBLED.sub(r"\1", bare))


def _known() -> Iterator[tuple[str, Forms]]:
    table = people()
    for person in table.persons.values():
        yield person.id, {**person.names, "und": person.misspellings}
    for body in table.institutions.values():
        yield body.id, body.names
        yield body.id, body.metonyms


def _is_named(wanted: list[frozenset[str]], forms: Forms) -> bool:
    """Return whether one of some names has all the words."""
    return bool(wanted) and any(
        all(any(_meets(one, keys(word, language)) for word in form.split()) for one in wanted)
        for language, names in forms.items()
        for form in names
    )


def _meets(wanted: frozenset[str], has: frozenset[str]) -> bool:
    return any(
        key == one or (len(one) >= _BEGINNING and key.startswith(one))
        for one in wanted
        for key in has
    )
