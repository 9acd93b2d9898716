"""What our own words call a dossier, its sections and the places these name. Pure.

The places as the reader prefers them; quoted words keep those of who spoke.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import dossier, toml
from pipeline.dossier import Dossier
from pipeline.errors import DeclarationError
from pipeline.subscriptions.preferences import LANGUAGES, PlaceNames
from pipeline.words import typeset

FOLDER = Path(__file__).parent / "titles"
SIDES = ("armenian", "azerbaijani")  # whose texts prefer a form

Said = Mapping[str, str]  # language -> words


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What one dossier is called in our own words."""

    title: Said
    sections: Mapping[str, Said]  # by id
    places: Mapping[str, Mapping[str, Said]]  # by id and side


def dossier_title(slug: str, language: str, names: PlaceNames = "paired") -> str:
    """Return the title of a dossier, for a reader who prefers some names of places."""
    return titles(slug).title[language].format(**places(language, names))


def section_titles(slug: str, language: str, names: PlaceNames = "paired") -> dict[str, str]:
    """Return the titles of a dossier's sections, by id."""
    named = places(language, names)
    found = titles(slug).sections
    return {section: said[language].format(**named) for section, said in found.items()}


def places(language: str, names: PlaceNames = "paired") -> dict[str, str]:
    """Return the places our own words name, as a reader prefers them, by id."""
    return {
        place: _named({side: said[language] for side, said in by_side.items()}, names)
        for one in dossier.all_dossiers()
        for place, by_side in titles(one.slug).places.items()
    }


def _named(by_side: Mapping[str, str], names: PlaceNames) -> str:
    """Return one name, or both in alphabetical order; one where they are the same."""
    return by_side[names] if names != "paired" else "/".join(sorted(set(by_side.values())))


@cache
def titles(slug: str, folder: Path = FOLDER) -> Titles:
    """Return what a dossier is called; raise DeclarationError naming the file and the key."""
    file = f"{slug}.toml"
    value = toml.read(folder / file).value
    of = dossier.load(dossier.DOSSIERS / file)
    try:
        return _read(value, of)
    except ValueError as error:
        raise DeclarationError(f"titles/{file}: {error}") from error


def _read(value: Mapping[str, Any], of: Dossier) -> Titles:  # Any: TOML
    """Return the titles; raise ValueError naming the key that is wrong, and why."""
    _only(value, ("title", "section", "place"), "the file")
    _only(value["section"], of.sections, "section")
    named = _places(value["place"], of)
    texts = [_said(value["title"], "title")]
    sections = {key: _said(one, f"section.{key}") for key, one in value["section"].items()}
    for said in (*texts, *sections.values()):
        for text in said.values():
            _fill(text, named)
    return Titles(title=texts[0], sections=sections, places=named)


def _places(value: Mapping[str, Any], of: Dossier) -> dict[str, dict[str, Said]]:  # Any: TOML
    """Return the names of places; each must be a form of the dossier that its side prefers."""
    terms = {one.id: one for one in of.terms if one.kind == "place"}
    named: dict[str, dict[str, Said]] = {}
    for place, by_side in value.items():
        if place not in terms:
            raise ValueError(f"place.{place}: is no place of the dossier")
        _only(by_side, SIDES, f"place.{place}")
        for side in SIDES:
            said = _said(by_side[side], f"place.{place}.{side}")
            forms = {
                (one.language, one.form)
                for one in terms[place].forms
                if one.used_by in {side, "both"}
            }
            for language in sorted(said.items() - forms):
                raise ValueError(
                    f"place.{place}.{side}.{language[0]}: {language[1]!r} is no form of the "
                    f"dossier that {side} texts prefer"
                )
            named.setdefault(place, {})[side] = said
    return named


def _said(value: Mapping[str, Any], where: str) -> Said:  # Any: TOML
    """Return a text in each of our languages."""
    _only(value, LANGUAGES, where)
    for language, text in value.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{where}.{language}: {text!r} is no text")
    return {language: typeset(text, language) for language, text in value.items()}


def _fill(text: str, named: Mapping[str, object]) -> None:
    try:
        text.format(**named)
    except (KeyError, IndexError, ValueError) as error:
        raise ValueError(f"{text!r} names {error}, which is no place of the file") from error


def _only(
    value: object, keys: Mapping[str, Any] | tuple[str, ...], where: str
) -> None:  # Any: any
    """Raise ValueError unless a table has these keys, and no others."""
    if not isinstance(value, dict):
        raise ValueError(f"{where}: {value!r} is no table")  # noqa: TRY004  one error for the file
    for key in _differing(value, keys):
        raise ValueError(f"{where}.{key}: is missing, or unknown; known: {', '.join(keys)}")


def _differing(
    value: Mapping[str, Any], keys: Mapping[str, Any] | tuple[str, ...]
) -> Iterator[str]:  # Any: any
    yield from sorted(set(value) ^ set(keys))
