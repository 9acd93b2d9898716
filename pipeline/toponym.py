"""Places and countries by their other names: Stepanakert is Xankəndi, Armenia is Ermənistan. Pure.

As the dossiers declare them, and countries as CLDR has them, where a name is one word; a contested
label is nobody's other name.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from babel import Locale

from pipeline import dossier
from pipeline.dossier import Form
from pipeline.inflection import bases
from pipeline.text import normalise

Names = frozenset[tuple[str, str]]  # as written, language

_SHORTEST = 4  # letters; shorter ones are abbreviations
_LANGUAGES = ("en", "fr", "ru", "hy", "az", "tr", "ka", "fa", "ar", "de", "es")  # our sources'


def other_names(word: str) -> Names:
    """Return the other names of the place a word may name, in whatever case it stands."""
    known = _known()
    for one in (word, *bases(word), *bases(word, "az")):  # the endings of texts, in any script
        for language in ("en", "az"):  # who asks says no language
            if found := known.get(normalise(one, language).text):
                return found
    return frozenset()


@cache
def _known() -> Mapping[str, Names]:
    """Return the names of each place, by each of them."""
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for term in (term for one in dossier.all_dossiers() for term in one.terms):
        if term.kind in {"place", "country"}:
            forms = list(filter(_is_name, term.forms))
            names = {(one.form, one.language) for one in forms}
            for one in forms:
                known[normalise(one.form, one.language).text] |= names
    for names in _countries().values():
        for name, language in names:
            known[normalise(name, language).text] |= names
    return {name: frozenset(names) for name, names in known.items()}


def _countries() -> Mapping[str, set[tuple[str, str]]]:
    """Return the names of each country, by its code."""
    countries: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and name.isalpha() and len(name) >= _SHORTEST:
                countries[code].add((name, language))
    return countries


def _is_name(form: Form) -> bool:
    """Return whether a form is a name of one word: no adjective, no abbreviation, no claim."""
    if form.contested or not form.form.isalpha() or len(form.form) < _SHORTEST:
        return False
    return not form.form[0].islower() or form.language == "ka"
