"""Places and countries by their other names: Stepanakert is Xankəndi, Armenia is Ermənistan. Pure.

As the dossiers declare them, and countries and the cities of time zones as CLDR has them, where a
name is one word; a contested label is nobody's other name.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale

from pipeline import dossier, toml
from pipeline.dossier import Form
from pipeline.errors import DeclarationError
from pipeline.searches.inflection import bases
from pipeline.text import normalise

Names = frozenset[tuple[str, str]]  # as written, language

_FILE = Path(__file__).parent / "toponyms.toml"
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
    for names in (*_countries().values(), *_cities().values()):
        for name, language in names:
            known[normalise(name, language).text] |= names
    return {name: frozenset(names) for name, names in known.items()}


def _countries() -> Mapping[str, set[tuple[str, str]]]:
    """Return the names of each country, by its code; raise DeclarationError for a wrong file."""
    countries: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and _is_one_word(name):
                countries[code].add((name, language))
    for code, languages in toml.read(_FILE).value.items():
        for language, names in languages.items():
            if code not in countries or language not in _LANGUAGES:
                raise DeclarationError(f"{_FILE.name}: {code}.{language} is no country, or unread")
            countries[code] |= {(name, language) for name in names}
    return countries


def _cities() -> Mapping[str, set[tuple[str, str]]]:
    """Return the names of the cities that time zones are named after, by zone."""
    cities: dict[str, set[tuple[str, str]]] = defaultdict(set)
    zones = set().union(*(Locale(language).time_zones for language in _LANGUAGES))
    for zone in zones:
        ours = zone.rpartition("/")[2]  # where a language writes it as the zone does
        for language in _LANGUAGES:
            same = ours if language == "en" else ""
            name = Locale(language).time_zones.get(zone, {}).get("city", same)
            if _is_one_word(name):
                cities[zone].add((name, language))
    return cities


def _is_one_word(name: str) -> bool:
    return name.isalpha() and len(name) >= _SHORTEST


def _is_name(form: Form) -> bool:
    """Return whether a form is a name of one word: no adjective, no abbreviation, no claim."""
    if form.contested or not _is_one_word(form.form):
        return False
    return not form.form[0].islower() or form.language == "ka"
