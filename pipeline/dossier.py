"""A dossier: what a followed question is called in each language, as declared. Pure."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.flags.example import Example, examples
from pipeline.text import JOINER, normalise

Kind = Literal["place", "term", "country", "official", "aside", "exclusion"]
Strength = Literal["file", "context", "weak"]
Case = Literal["any", "capital", "upper"]
UsedBy = Literal["both", "armenian", "azerbaijani", "international"]

DOSSIERS = Path(__file__).resolve().parent / "dossiers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one language writes a term."""

    language: str
    form: str  # as in the dictionary
    stems: tuple[str, ...]  # normal form; matched from the start of a word to its end
    words: tuple[str, ...]  # normal form; matched whole
    strength: Strength
    case: Case
    used_by: UsedBy
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing a dossier looks for: a place, a term of a section, a country, an official."""

    id: str
    kind: Kind
    section: str | None  # of the dossier; terms only
    side: str | None  # the side it speaks of, for the context of others
    twin: str | None  # of a place: the one that another side calls so, about there
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dossier:
    """A question we follow, as its file declares it."""

    slug: str
    title: str
    digest: str  # SHA-256 of the file's bytes
    declared: str  # the file's text
    languages: tuple[str, ...]
    sections: Mapping[str, str]  # id -> title
    sides: tuple[str, ...]
    home: Mapping[str, str]  # language -> the side that it need not name: at home
    terms: tuple[Term, ...]
    examples: tuple[Example, ...]

    @property
    def twins(self) -> Mapping[str, str]:
        """Return the places that are another one's under the name of one side, by id."""
        return {term.id: term.twin for term in self.terms if term.twin}


def all_dossiers() -> list[Dossier]:
    """Return every dossier shipped; raise DeclarationError for a wrong one."""
    return [load(path) for path in sorted(DOSSIERS.glob("*.toml"))]


@cache
def load(path: Path) -> Dossier:
    """Return the dossier a file declares; raise DeclarationError naming file, key and reason."""
    value, content = toml.read(path)
    return _Reader(path.name).dossier(value, content)


class _Reader:
    """Turns a file's values into a dossier, and knows where it is when something is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.languages: tuple[str, ...] = ()
        self.sections: dict[str, str] = {}
        self.sides: tuple[str, ...] = ()

    def wrong(self, key: str, reason: str) -> DeclarationError:
        return DeclarationError(f"{self.file}: {key}: {reason}")

    def dossier(self, value: dict[str, Any], content: bytes) -> Dossier:  # Any: TOML
        kinds: tuple[Kind, ...] = get_args(Kind)
        known = {"slug", "title", "languages", "sections", "sides", "home", "examples", *kinds}
        self.only(value, known, "the file")
        self.languages = tuple(self.texts(value, "languages", "the file"))
        self.sides = tuple(self.texts(value, "sides", "the file"))
        if len(self.sides) != 2:  # noqa: PLR2004  what "both" means
            raise self.wrong("sides", f"{list(self.sides)} are not two")
        home = value.get("home", {})
        if not isinstance(home, dict):
            raise self.wrong("home", f"{home!r} is no table")
        for language, side in home.items():
            if language not in self.languages or side not in self.sides:
                raise self.wrong(f"home.{language}", f"{side!r} is no side, or no such language")
        sections = value.get("sections")
        if not isinstance(sections, dict) or not sections:
            raise self.wrong("sections", "no section is declared")
        self.sections = {key: self.text(sections, key, "sections") for key in sections}
        terms: dict[str, Term] = {}
        for kind in kinds:
            for number, entry in enumerate(value.get(kind, ()), 1):
                term = self.term(entry, kind, f"[[{kind}]] number {number}")
                if term.id in terms:
                    raise self.wrong(f"[[{kind}]] {term.id}", "this id is declared twice")
                terms[term.id] = term
        self.twins(terms)
        if slug_is_wrong(slug := self.text(value, "slug", "the file")):
            raise self.wrong("slug", f"{slug!r} is not lower-case letters, digits and hyphens")
        return Dossier(
            slug=slug,
            title=self.text(value, "title", "the file"),
            digest=hashlib.sha256(content).hexdigest(),
            declared=content.decode(),
            languages=self.languages,
            sections=self.sections,
            sides=self.sides,
            home=home,
            terms=tuple(terms.values()),
            examples=tuple(
                examples(
                    value.get("examples", {}),
                    file=self.file,
                    sections=self.sections,
                    languages=self.languages,
                )
            ),
        )

    def twins(self, terms: Mapping[str, Term]) -> None:
        """Raise where a place is the twin of none."""
        for term in terms.values():
            other = terms.get(term.twin or "")
            if term.twin and (term.kind != "place" or other is None or other.kind != "place"):
                raise self.wrong(f"[[{term.kind}]] {term.id}, twin", f"{term.twin!r} is no place")

    def term(self, entry: Any, kind: Kind, where: str) -> Term:  # noqa: ANN401  TOML
        if not isinstance(entry, dict):
            raise self.wrong(where, "is no table")
        if "id" in entry:
            where = f"[[{kind}]] {entry['id']}"
        fields = {"id", "note", "kind", "strength", "section", "side", "used_by", "contested"}
        self.only(entry, fields | {"event", "twin", *self.languages}, where)
        section = entry.get("section")
        if kind == "term" and section not in self.sections:
            raise self.wrong(f"{where}, section", f"{section!r} is no section of the file")
        if kind != "term" and section is not None:
            raise self.wrong(f"{where}, section", "only a [[term]] has one")
        side = entry.get("side")
        if side is not None and side not in self.sides:
            raise self.wrong(f"{where}, side", f"{side!r} is none of {list(self.sides)}")
        forms = tuple(
            self.form(row, language, entry, f"{where}, {language} number {number}")
            for language in self.languages
            for number, row in enumerate(self.rows(entry, language, where), 1)
        )
        if not forms:
            raise self.wrong(where, "has no form in any language")
        return Term(
            id=self.text(entry, "id", where),
            kind=kind,
            section=section,
            side=side,
            twin=self.text(entry, "twin", where) if "twin" in entry else None,
            forms=forms,
        )

    def rows(self, entry: dict[str, Any], language: str, where: str) -> list[Any]:  # Any: TOML
        rows = entry.get(language, [])
        if not isinstance(rows, list):
            raise self.wrong(f"{where}, {language}", "is no list of forms")
        return rows

    def form(self, row: Any, language: str, entry: dict[str, Any], where: str) -> Form:  # noqa: ANN401  TOML
        """Return one form; a bare string is its own stem."""
        row = {"form": row} if isinstance(row, str) else row
        if not isinstance(row, dict):
            raise self.wrong(where, "is neither a text nor a table")
        fields = {"form", "stems", "words", "strength", "case", "used_by", "contested"}
        self.only(row, fields, where)
        form = self.text(row, "form", where)
        words = self.texts(row, "words", where) if "words" in row else []
        stems = self.texts(row, "stems", where) if "stems" in row else [] if words else [form]
        defaults = {"strength": "weak", "case": "any", "used_by": "both", "contested": False}
        inherited = {key: value for key, value in entry.items() if key in defaults}
        row = {**defaults, **inherited, **row}
        if not isinstance(row["contested"], bool):
            raise self.wrong(f"{where}, contested", f"{row['contested']!r} is not true or false")
        return Form(
            language=language,
            form=form,
            stems=_written(stems, language),
            words=_written(words, language),
            strength=self.choice(row, "strength", Strength, where),
            case=self.choice(row, "case", Case, where),
            used_by=self.choice(row, "used_by", UsedBy, where),
            contested=row["contested"],
        )

    def only(self, table: dict[str, Any], known: set[str], where: str) -> None:  # Any: TOML
        unknown = sorted(set(table) - known)
        if unknown:
            raise self.wrong(f"{where}, {unknown[0]}", f"unknown key; known: {sorted(known)}")

    def text(self, table: Mapping[str, Any], key: str, where: str) -> str:  # Any: TOML
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{where}, {key}", f"{value!r} is no text")
        return value

    def texts(self, table: dict[str, Any], key: str, where: str) -> list[str]:  # Any: TOML
        value = table.get(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(f"{where}, {key}", f"{value!r} is no list of texts")
        for one in value:
            if not isinstance(one, str) or not one.strip(" *"):
                raise self.wrong(f"{where}, {key}", f"{one!r} is no text")
        return value

    def choice(self, row: dict[str, Any], key: str, of: Any, where: str) -> Any:  # noqa: ANN401  a Literal and its member
        if (value := row[key]) not in get_args(of):
            raise self.wrong(f"{where}, {key}", f"{value!r} is none of {', '.join(get_args(of))}")
        return value


def _written(forms: Sequence[str], language: str) -> tuple[str, ...]:
    """Return forms as they are compared; those with a joiner also as one word: قرهباغ."""
    ways = (way for form in forms for way in (form, form.replace(JOINER, "")))
    return tuple(dict.fromkeys(normalise(way, language).text for way in ways))


def slug_is_wrong(slug: str) -> bool:
    """Return whether a slug could not stand in an address or a command."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) is None
