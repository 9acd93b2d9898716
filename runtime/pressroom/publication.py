"""What the press room publishes: declared in texts/*.toml, checked when loaded."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.errors import DeclarationError

TEXTS = Path(__file__).resolve().parent / "texts"
LANGUAGES: Mapping[str, tuple[str, ...]] = {  # source -> its editions
    "am_civilnet": ("fr", "en", "hy", "ru"),
    "am_mfa": ("hy", "en", "ru", "fr"),
    "az_president": ("az", "en", "ru"),
    "ru_mid": ("ru", "en", "fr"),
    "us_state": ("en",),
}
CATEGORIES = ("events", "speeches", "letters", "orders")  # of president.az
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OLD = re.compile(r"\d+/[^/\s]+")

_TOP = {"source", "published", "release", "withdrawn_after", "status", "edit"}
_TOP_OF_SOURCE: Mapping[str, set[str]] = {  # source -> keys it asks for besides
    "am_civilnet": set(),
    "am_mfa": {"id", "slug"},
    "az_president": {"id", "category"},
    "ru_mid": set(),
    "us_state": {"id", "slug", "author", "watermark"},
}
_EDITION = {"title", "paragraphs", "delay"}
_EDITION_OF_SOURCE: Mapping[str, set[str]] = {
    "am_civilnet": {"id", "old"},
    "ru_mid": {"id"},
}
_EDIT = {"after", "language", "title", "paragraphs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change to one edition after it came out."""

    at: float  # seconds of the clock
    title: str | None  # None: stays
    paragraphs: Mapping[int, str]  # 1-based number -> new text


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication in one language: what one address of a site shows."""

    source: str
    name: str  # of the file that declares it, without its ending
    language: str
    id: int
    slug: str  # empty where the site's addresses carry none
    title: str
    paragraphs: tuple[str, ...]
    published: datetime  # aware; what the site prints
    out: float  # seconds of the clock; 0 = backlog
    changed: float  # seconds of the clock when it came to stand as it does
    gone: float | None  # seconds of the clock when it is withdrawn
    status: int  # of its article page: 200 or 403
    edits: tuple[Edit, ...]  # in order of time
    author: str  # us_state: who signs
    category: str  # az_president: one of CATEGORIES
    watermark: bool  # us_state: the body opens with the site's inline script
    old: str  # am_civilnet: "ID/SLUG" of its old-generation address; empty: none


def load(folder: Path = TEXTS, beside: Path | None = None) -> tuple[Edition, ...]:
    """Return every edition declared in a folder; raise DeclarationError naming file and key.

    `beside` is a second folder, which may be empty yet.
    """
    editions: list[Edition] = []
    paths = [*sorted(folder.glob("*.toml")), *(sorted(beside.glob("*.toml")) if beside else ())]
    for path in paths:
        try:
            declared = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DeclarationError(f"{path}: {error}") from error
        editions += _editions(path, declared)
    if not editions:
        raise DeclarationError(f"{folder}: no texts (*.toml)")
    seen: dict[tuple[object, ...], Edition] = {}
    for edition in editions:
        for key in _identities(edition):
            if key in seen:
                raise DeclarationError(
                    f"{folder / edition.name}.toml: id: {key} is {seen[key].name}.toml's already"
                )
            seen[key] = edition
    return tuple(editions)


def standing(editions: Iterable[Edition], source: str, language: str, now: float) -> list[Edition]:
    """Return a source's editions in a language as they stand at a moment, newest first."""
    out = [
        as_of(edition, now)
        for edition in editions
        if edition.source == source and edition.language == language and is_out(edition, now)
    ]
    return sorted(out, key=lambda edition: (edition.published, edition.id), reverse=True)


def others(editions: Iterable[Edition], edition: Edition, now: float) -> list[Edition]:
    """Return the other languages of a publication that are out at a moment."""
    return [
        as_of(other, now)
        for other in editions
        if (other.source, other.name) == (edition.source, edition.name)
        and other.language != edition.language
        and is_out(other, now)
    ]


def is_out(edition: Edition, now: float) -> bool:
    """Say whether an edition is to be seen: released and not withdrawn."""
    return edition.out <= now and (edition.gone is None or now < edition.gone)


def as_of(edition: Edition, now: float) -> Edition:
    """Return an edition with the edits made by a moment."""
    title, paragraphs, changed = edition.title, list(edition.paragraphs), edition.changed
    for edit in edition.edits:
        if edit.at <= now:
            title, changed = edit.title or title, edit.at
            for number, text in edit.paragraphs.items():
                paragraphs[number - 1] = text
    return replace(edition, title=title, paragraphs=tuple(paragraphs), changed=changed)


def _identities(edition: Edition) -> list[tuple[object, ...]]:
    identities: list[tuple[object, ...]] = [(edition.source, edition.language, edition.id)]
    if edition.slug:
        identities.append((edition.source, edition.language, edition.slug))
    if edition.old:
        identities.append((edition.source, edition.language, edition.old))
    return identities


def _editions(path: Path, declared: Mapping[str, Any]) -> list[Edition]:  # Any: TOML
    top = _Table(str(path), "", declared)
    source = top.one_of("source", tuple(LANGUAGES))
    languages = [key for key in declared if key in LANGUAGES[source]]
    top.refuse_unknown(_TOP | _TOP_OF_SOURCE[source] | set(LANGUAGES[source]))
    if not languages:
        raise DeclarationError(f"{path}: no edition; {source} has {LANGUAGES[source]}")
    published = top.take("published", datetime)
    if published.tzinfo is None:
        raise DeclarationError(f"{path}: published: {published} carries no zone, write +04:00")
    release = top.seconds("release")
    withdrawn = top.seconds("withdrawn_after") if "withdrawn_after" in declared else None
    status = top.take("status", int) if "status" in declared else 200
    if status not in (200, 403):
        raise DeclarationError(f"{path}: status: {status} is none of 200, 403")
    edits = [
        _Table(str(path), f"edit {number}", edit)
        for number, edit in enumerate(top.take("edit", list) if "edit" in declared else [], 1)
    ]
    for edit in edits:
        edit.refuse_unknown(_EDIT)
        edit.one_of("language", tuple(languages))
    editions = []
    for language in languages:
        table = _Table(str(path), language, top.take(language, dict))
        table.refuse_unknown(_EDITION | _EDITION_OF_SOURCE.get(source, set()))
        out = release + (table.seconds("delay") if "delay" in table.values else 0.0)
        paragraphs = table.texts("paragraphs")
        own = top if "id" in _TOP_OF_SOURCE[source] else table
        editions.append(
            Edition(
                source=source,
                name=path.stem,
                language=language,
                id=own.take("id", int),
                slug=top.text("slug", _SLUG) if "slug" in _TOP_OF_SOURCE[source] else "",
                title=table.text("title"),
                paragraphs=paragraphs,
                published=published,
                out=out,
                changed=out,
                gone=None if withdrawn is None else release + withdrawn,
                status=status,
                edits=_edits(edits, language, out, len(paragraphs)),
                author=top.text("author") if source == "us_state" else "",
                category=top.one_of("category", CATEGORIES) if source == "az_president" else "",
                watermark=top.take("watermark", bool) if "watermark" in declared else False,
                old=table.text("old", _OLD) if "old" in table.values else "",
            )
        )
    return editions


def _edits(tables: "Iterable[_Table]", language: str, out: float, length: int) -> tuple[Edit, ...]:
    edits = [
        Edit(
            at=out + table.seconds("after"),
            title=table.text("title") if "title" in table.values else None,
            paragraphs=table.numbered("paragraphs", length),
        )
        for table in tables
        if table.values["language"] == language
    ]
    return tuple(sorted(edits, key=lambda edit: edit.at))


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a file; whatever is wrong in it is said with file and key."""

    file: str
    name: str  # empty for the top of the file
    values: Mapping[str, Any]  # Any: TOML

    def fault(self, key: str, what: str) -> DeclarationError:
        where = f"{self.name}.{key}" if self.name else key
        return DeclarationError(f"{self.file}: {where}: {what}")

    def refuse_unknown(self, known: set[str]) -> None:
        for key in self.values:
            if key not in known:
                raise self.fault(key, f"is no key here; known: {', '.join(sorted(known))}")

    def take(self, key: str, kind: type[Any]) -> Any:  # noqa: ANN401  the kind asked for
        if key not in self.values:
            raise self.fault(key, "is missing")
        value = self.values[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.fault(key, f"{value!r} is not of type {kind.__name__}")
        return value

    def text(self, key: str, form: re.Pattern[str] | None = None) -> str:
        value: str = self.take(key, str)
        if not value.strip() or value != value.strip():
            raise self.fault(key, "is blank or has blanks around it")
        if form and not form.fullmatch(value):
            raise self.fault(key, f"{value!r} does not have the form {form.pattern}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list)
        if not values or not all(isinstance(one, str) and one.strip() for one in values):
            raise self.fault(key, "needs at least one text, none of them blank")
        return tuple(values)

    def numbered(self, key: str, length: int) -> dict[int, str]:
        changed = self.take(key, dict) if key in self.values else {}
        for number, text in changed.items():
            if not number.isdecimal() or not 1 <= int(number) <= length:
                raise self.fault(f"{key}.{number}", f"there are paragraphs 1 to {length}")
            if not isinstance(text, str) or not text.strip():
                raise self.fault(f"{key}.{number}", "is no text")
        return {int(number): text for number, text in changed.items()}

    def seconds(self, key: str) -> float:
        value = self.take(key, int)
        if value < 0:
            raise self.fault(key, f"{value} is negative; seconds of the clock begin at 0")
        return float(value)

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in known:
            raise self.fault(key, f"{value!r} is none of {', '.join(known)}")
        return value
