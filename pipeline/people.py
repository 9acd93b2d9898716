"""Who speaks, in which office on which day, for which party: people.toml, read and asked. Pure."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline import toml
from pipeline.errors import DeclarationError

Certainty = Literal["high", "medium", "verify"]
Forms = Mapping[str, tuple[str, ...]]  # language, ISO 639-1 -> forms, the official one first

FILE = Path(__file__).parent / "people.toml"

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LANGUAGE = re.compile("[a-z]{2}")
_OFFICE = {"institution": str, "party": str, "single_holder": bool, "title": dict}
_INSTITUTION = {"party": str, "names": dict}
_FURTHER_NAMES = {"abbreviations": dict, "metonyms": dict, "spokesperson_titles": dict}
_PERSON = {"id": str, "names": dict, "tenures": list}
_FURTHER_DAYS = {"from": str, "to": str, "attested": str}
_KEPT = 50_000  # persons on days that are remembered
_TENURE = {"office": str, "acting": bool, "certainty": str, "source": str}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a person may speak as."""

    id: str
    institution: str
    party: str  # the country or organisation it speaks for
    single_holder: bool
    title: Forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A speaker in its own right."""

    id: str
    party: str
    names: Forms
    abbreviations: Forms
    metonyms: Forms
    spokesperson_titles: Forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person in one office, on the days that are sure."""

    person: str
    office: Office
    first: date | None  # None: from before anybody asks
    gone: date | None  # the day the successor or the gap begins; None: still there
    acting: bool
    certainty: Certainty
    attested: date | None  # the last day it is known of, where later ones want verifying
    source: str

    def covers(self, day: date) -> bool:
        """Return whether the office was held that day for sure."""
        return (self.first is None or self.first <= day) and (self.gone is None or day < self.gone)

    def is_fact_on(self, day: date) -> bool:
        """Return whether that it was held that day wants no verifying."""
        if not self.covers(day):
            return False
        return self.certainty != "verify" or (self.attested is not None and day <= self.attested)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who holds or held a public office."""

    id: str
    names: Forms
    misspellings: tuple[str, ...]
    tenures: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The whole table, by id."""

    offices: Mapping[str, Office]
    institutions: Mapping[str, Institution]
    persons: Mapping[str, Person]
    _held: dict[tuple[str, date], list[Tenure]] = field(
        default_factory=dict, compare=False, repr=False
    )

    _by_office: dict[str, list[Tenure]] = field(default_factory=dict, compare=False, repr=False)

    def tenures_on(self, person: str, day: date) -> list[Tenure]:
        """Return what a person held that day as a fact, the office of one holder first.

        Days that no row covers, and rows that want verifying, give nothing.
        """
        known = self._held.get((person, day))
        if known is None:
            facts = [one for one in self.persons[person].tenures if one.is_fact_on(day)]
            known = sorted(facts, key=lambda one: not one.office.single_holder)
            if len(self._held) >= _KEPT:
                self._held.clear()
            self._held[person, day] = known
        return list(known)

    def holders_on(self, office: str, day: date) -> list[Tenure]:
        """Return who held an office that day as a fact."""
        if not self._by_office:
            for person in self.persons.values():
                for tenure in person.tenures:
                    self._by_office.setdefault(tenure.office.id, []).append(tenure)
        return [one for one in self._by_office.get(office, ()) if one.is_fact_on(day)]


@cache
def people(path: Path = FILE) -> People:
    """Return the table; raise DeclarationError naming the file, the key and the reason."""
    value = toml.read(path).value
    try:
        return _people(value)
    except ValueError as error:
        raise DeclarationError(f"{path.name}: {error}") from error


def _people(value: Mapping[str, Any]) -> People:  # Any: TOML
    """Return the table; raise ValueError naming the key that is wrong, and why."""
    _check(value, "the file", {"office": dict, "institution": dict, "person": list})
    institutions = dict(_institutions(value["institution"]))
    offices = dict(_offices(value["office"], institutions))
    persons: dict[str, Person] = {}
    for number, row in enumerate(value["person"], 1):
        person = _person(row, f"person {number}", offices)
        if person.id in persons:
            raise ValueError(f"person {number}.id: {person.id!r} is there twice")
        persons[person.id] = person
    return People(offices=offices, institutions=institutions, persons=persons)


def _institutions(value: Mapping[str, Any]) -> Iterator[tuple[str, Institution]]:  # Any: TOML
    for name, row in value.items():
        where = f"institution.{name}"
        _check(row, where, _INSTITUTION, _FURTHER_NAMES)
        kinds = ("names", *_FURTHER_NAMES)
        forms = {kind: _forms(row.get(kind, {}), f"{where}.{kind}") for kind in kinds}
        yield name, Institution(id=name, party=row["party"], **forms)


def _offices(
    value: Mapping[str, Any],
    institutions: Mapping[str, Institution],  # Any: TOML
) -> Iterator[tuple[str, Office]]:
    for name, row in value.items():
        where = f"office.{name}"
        _check(row, where, _OFFICE)
        if row["institution"] not in institutions:
            raise ValueError(f"{where}.institution: there is no {row['institution']!r}")
        title = _forms(row["title"], f"{where}.title")
        yield name, Office(**{**row, "id": name, "title": title})


def _person(row: Mapping[str, Any], where: str, offices: Mapping[str, Office]) -> Person:
    """Return a person; the table as the file has it."""
    _check(row, where, _PERSON, {"misspellings": list})
    where = f"person {row['id']}"
    tenures = []
    for number, tenure in enumerate(row["tenures"], 1):
        at = f"{where}, tenure {number}"
        _check(tenure, at, _TENURE, _FURTHER_DAYS | {"note": str})
        if tenure["office"] not in offices:
            raise ValueError(f"{at}.office: there is no {tenure['office']!r}")
        if tenure["certainty"] not in get_args(Certainty):
            raise ValueError(f"{at}.certainty: {tenure['certainty']!r} is none of ours")
        first, gone, attested = (_day(tenure.get(key), f"{at}.{key}") for key in _FURTHER_DAYS)
        if first and gone and first[0] >= gone[1]:
            raise ValueError(f"{at}.to: {tenure['to']!r} is not after {tenure['from']!r}")
        if attested and tenure["certainty"] != "verify":
            raise ValueError(f"{at}.attested: says nothing where {tenure['certainty']} is enough")
        if attested and first and attested[0] < first[1]:
            raise ValueError(f"{at}.attested: {tenure['attested']!r} is before {tenure['from']!r}")
        tenures.append(
            Tenure(
                person=row["id"],
                office=offices[tenure["office"]],
                first=first[1] if first else None,
                gone=gone[0] if gone else None,
                acting=tenure["acting"],
                certainty=tenure["certainty"],
                attested=attested[0] if attested else None,
                source=tenure["source"],
            )
        )
    return Person(
        id=row["id"],
        names=_forms(row["names"], f"{where}.names"),
        misspellings=_names(row.get("misspellings", []), f"{where}.misspellings"),
        tenures=tuple(tenures),
    )


def _day(value: str | None, where: str) -> tuple[date, date] | None:
    """Return the first and the last day a year, a month or a day may mean."""
    if value is None:
        return None
    found = _DAY.fullmatch(value)
    numbers = [int(one) if one else None for one in found.groups()] if found else [None]
    year, month, day = (*numbers, None, None)[:3]
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"{where}: {value!r} is no year, month or day") from None
    if day is not None:
        return first, first
    last = 12 if month is None else month
    return first, date(first.year, last, monthrange(first.year, last)[1])


def _forms(value: object, where: str) -> Forms:
    if not isinstance(value, dict):
        raise ValueError(f"{where}: is no table of languages")  # noqa: TRY004  one kind for all
    for language, forms in value.items():
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f"{where}.{language}: is no language")
        if not forms:
            raise ValueError(f"{where}.{language}: names nothing")
    return {one: _names(forms, f"{where}.{one}") for one, forms in value.items()}


def _names(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(o, str) and o.strip() for o in value):
        raise ValueError(f"{where}: {value!r} is no list of names")
    return tuple(value)


def _check(
    value: object,
    where: str,
    needed: Mapping[str, type],
    further: Mapping[str, type] | None = None,
) -> None:
    """Raise ValueError unless the table has these keys, of these types, and no other."""
    if not isinstance(value, dict):
        raise ValueError(f"{where}: is no table")  # noqa: TRY004  one kind for all
    known = {**needed, **(further or {})}
    for key in value:
        if key not in known:
            raise ValueError(f"{where}.{key}: is unknown")
        if not isinstance(value[key], known[key]):
            kind = known[key].__name__
            raise ValueError(f"{where}.{key}: {value[key]!r} is no {kind}")  # noqa: TRY004  one kind for all
    for key in needed:
        if key not in value:
            raise ValueError(f"{where}.{key}: is missing")
