"""Texts that a section of a dossier must find, and must not: the file's own examples. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.errors import DeclarationError

_KEYS = ("on", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text, and whether a section must be found in it."""

    section: str
    language: str
    text: str
    on: bool  # False: it only sounds like it


def examples(
    value: Any,  # noqa: ANN401  TOML
    *,
    file: str,
    sections: Collection[str],
    languages: Collection[str],
) -> Iterator[Example]:
    """Yield the examples a file declares; raise DeclarationError naming file, key and reason."""
    for section, by_language in _table(value, f"{file}: examples").items():
        where = f"{file}: examples.{section}"
        if section not in sections:
            raise DeclarationError(f"{where}: is no section of the file")
        for language, given in _table(by_language, where).items():
            at = f"{where}.{language}"
            if language not in languages:
                raise DeclarationError(f"{at}: is no language of the file")
            if unknown := sorted(set(_table(given, at)) - set(_KEYS)):
                raise DeclarationError(f"{at}.{unknown[0]}: unknown key; known: {list(_KEYS)}")
            for key in _KEYS:
                for text in _texts(given.get(key, []), f"{at}.{key}"):
                    yield Example(section=section, language=language, text=text, on=key == "on")


def _table(value: Any, where: str) -> Mapping[str, Any]:  # noqa: ANN401  TOML
    if not isinstance(value, dict):
        raise DeclarationError(f"{where}: {value!r} is no table")
    return value


def _texts(value: Any, where: str) -> list[str]:  # noqa: ANN401  TOML
    if not isinstance(value, list):
        raise DeclarationError(f"{where}: {value!r} is no list of texts")
    for number, one in enumerate(value, 1):
        if not isinstance(one, str) or not one.strip():
            raise DeclarationError(f"{where} number {number}: {one!r} is no text")
    return value
