"""The words that make an edit matter, as substance.toml declares them; dates come from CLDR."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from pipeline.errors import DeclarationError
from pipeline.text import normalise

SUBSTANCE = Path(__file__).with_suffix(".toml")
_LISTS = {"negations", "negating", "refusals", "relative", "offices", "cues", "openers"}
_PATTERNS = {"infix", "infix_for"}
_INFLECTED = 5  # letters from which a number word may take an ending
_LONG = 4  # letters from which a date may: "mai" is no "maison"; its last may change
_ENDING = 4  # letters, at most
_STEM = 3  # letters of a verb beside its sign of negation


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """What one language has to say on it; all in normal form."""

    negations: frozenset[str] = frozenset()
    negating: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    relative: frozenset[str] = frozenset()
    offices: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    openers: frozenset[str] = frozenset()
    infix: re.Pattern[str] | None = None
    infix_for: re.Pattern[str] | None = None
    numbers: Mapping[str, str]  # word -> value
    dates: tuple[tuple[str, bool], ...]  # months and weekdays; whether they have a capital

    def number(self, word: str) -> str | None:
        """Return the value of a number word."""
        return next((self.numbers[one] for one in _beginnings(word) if one in self.numbers), None)

    def negates(self, word: str, other: str) -> bool:
        """Return whether a word is another one with a sign of negation before or inside it."""
        if any(word == beginning + other for beginning in self.negating):
            return True
        if self.infix is None or self.infix_for is None:
            return False
        head = common_letters(word, other)
        tail = common_letters(word[head:][::-1], other[head:][::-1])
        return (
            head + tail >= _STEM
            and self.infix.fullmatch(word, head, len(word) - tail) is not None
            and self.infix_for.fullmatch(other, head, len(other) - tail) is not None
        )

    def is_date(self, word: str, *, capital: bool) -> bool:
        """Return whether a word names a month, a weekday or a day like yesterday."""
        if word in self.relative:
            return True
        return any(
            word == one
            or (
                len(one) >= _LONG
                and 0 <= len(word) - len(stem) <= _ENDING
                and word.startswith(stem)
            )
            for one, has_capital in self.dates
            for stem in (one if has_capital or len(one) == _LONG else one[:-1],)
            if capital or not has_capital
        )


def common_letters(one: str, other: str) -> int:
    """Return how many letters two words begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _beginnings(word: str) -> Iterator[str]:
    """Yield a word, and without endings as far as it can have one."""
    yield word
    for end in range(len(word) - 1, max(len(word) - _ENDING, _INFLECTED) - 1, -1):
        yield word[:end]


@cache
def substance(language: str) -> Substance:
    """Return what is declared of a language, only its dates where nothing is.

    Raise DeclarationError naming key and reason where the file is wrong.
    """
    declared = _declared().get(language, {})
    values: dict[str, Any] = {}  # Any: by field
    for key, value in declared.items():
        where = f"[{language}] {key}"
        if key in _LISTS:
            words = [normalise(one, language).text for one in _texts(value, where)]
            values[key] = frozenset(words) if _is_set(key) else tuple(words)
        elif key in _PATTERNS:
            values[key] = _pattern(value, where)
        elif key != "numbers":
            known = sorted(_LISTS | _PATTERNS | {"numbers"})
            raise _wrong(where, f"unknown key; known: {known}")
    return Substance(
        **values, numbers=dict(_numbers(declared, language)), dates=tuple(_dates(language))
    )


def _is_set(key: str) -> bool:
    return key in {"negations", "relative", "openers"}


@cache
def _declared() -> dict[str, Any]:  # Any: TOML
    try:
        return tomllib.loads(SUBSTANCE.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DeclarationError(f"{SUBSTANCE.name}: cannot be read: {error}") from error


def _texts(value: Any, where: str) -> list[str]:  # noqa: ANN401  TOML
    if not isinstance(value, list) or not all(isinstance(o, str) and o.strip() for o in value):
        raise _wrong(where, f"{value!r} is no list of texts")
    return value


def _pattern(value: Any, where: str) -> re.Pattern[str]:  # noqa: ANN401  TOML
    try:
        return re.compile(value)
    except (re.error, TypeError) as error:
        raise _wrong(where, f"{value!r} is no regular expression: {error}") from error


def _numbers(declared: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:  # Any: TOML
    for value, words in declared.get("numbers", {}).items():
        where = f"[{language}.numbers] {value}"
        if not re.fullmatch(r"\d+(\.\d+)?", value):
            raise _wrong(where, "is no number")
        if not isinstance(words, str):
            raise _wrong(where, f"{words!r} is no text")
        yield from ((normalise(one, language).text, value) for one in words.split())


def _dates(language: str) -> Iterator[tuple[str, bool]]:
    """Yield the names of months and weekdays, as written in dates and alone (CLDR)."""
    if language not in {*_declared(), "de", "es", "ka", "fa", "ar"}:
        return
    locale = Locale(language)
    for names in (locale.months, locale.days):
        for context in ("format", "stand-alone"):
            for name in names[context]["wide"].values():
                yield normalise(name, language).text, name[:1].isupper()


def _wrong(where: str, reason: str) -> DeclarationError:
    return DeclarationError(f"{SUBSTANCE.name}: {where}: {reason}")
