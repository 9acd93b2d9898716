"""The words that make an edit matter: substance.toml's, and dates as CLDR has them. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.revisions.alignment import tokens
from pipeline.text import normalise

FILE = Path(__file__).with_suffix(".toml")
_SETS = {"negations", "without", "relative", "openers"}  # whole words
_PHRASES = {"about", "honorifics", "hours"}
NUMBER = "#"  # in place of one, among the words of `hours`
_BEGINNINGS = {"negating", "refusals", "offices", "cues", "counted"}  # of words
_PATTERNS = {"infix", "infix_for"}
_DATED = {"de", "es", "ka", "fa", "ar"}  # of which we know dates and nothing else
_INFLECTED = 5  # letters from which a number word may take an ending
_LONG = 4  # letters from which a date may: "mai" is no "maison"; its last may change
_ENDING = 4  # letters, at most
_STEM = 3  # letters of a verb beside its sign of negation
_TENS = frozenset(map(str, range(10, 100, 10)))
_UNITS = frozenset(map(str, range(1, 20)))
_MULTIPLIERS = frozenset({20, 100, 1000, 1_000_000})  # quatre-vingt


Phrase = tuple[str, ...]  # words and marks


class Name(NamedTuple):
    """The name of a month or a weekday, in normal form."""

    text: str
    stem: str  # what its cases begin with
    has_capital: bool

    def is_written(self, word: str) -> bool:
        """Return whether a word is this name, in some case."""
        if word == self.text:
            return True
        ending = len(word) - len(self.stem)
        return len(self.text) >= _LONG and 0 <= ending <= _ENDING and word.startswith(self.stem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """What one language has to say on it; all in normal form."""

    negations: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    about: tuple[Phrase, ...] = ()
    negating: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    relative: frozenset[str] = frozenset()
    offices: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    openers: frozenset[str] = frozenset()
    infix: re.Pattern[str] | None = None
    infix_for: re.Pattern[str] | None = None
    counted: tuple[str, ...] = ()
    honorifics: tuple[Phrase, ...] = ()
    hours: tuple[Phrase, ...] = ()
    numbers: Mapping[str, str]  # word -> value
    counting: Mapping[str, str]  # what begins a compound with what is counted -> value
    dates: tuple[Name, ...]

    def number(self, word: str) -> str | None:
        """Return the value of a number word, also where it is several, or counts what it is with.

        Thirty-four, երեսունչորս, quatre-vingt-huit; եռշաբաթյա, of three weeks.
        """
        return self._hyphened(word) or self._sum(word) or self._count(word) or self._simple(word)

    def _simple(self, word: str) -> str | None:
        return next((self.numbers[one] for one in _beginnings(word) if one in self.numbers), None)

    def _hyphened(self, word: str) -> str | None:
        """Return the value of number words joined by hyphens: four times twenty, and eight."""
        values = [self._simple(one) for one in word.split("-")]
        if len(values) == 1 or None in values:
            return None
        total = 0
        for value in map(int, filter(str.isdigit, filter(None, values))):
            total = total * value if 0 < total < value and value in _MULTIPLIERS else total + value
        return str(total)

    def _sum(self, word: str) -> str | None:
        """Return the value of tens and units written as one word."""
        for at in range(_STEM, len(word)):
            tens = self.numbers.get(word[:at])
            if tens in _TENS:
                units = self._simple(word[at:])
                if units in _UNITS:
                    return str(int(tens) + int(units))
        return None

    def _count(self, word: str) -> str | None:
        """Return how many of what it counts a compound has: двадцатипятикилометровая."""
        total, rest = 0, word
        while not (total and rest.startswith(self.counted or ("\0",))):
            begins = [one for one in self.counting if rest.startswith(one)]
            if not begins:
                return None
            longest = max(begins, key=len)
            total, rest = total + int(self.counting[longest]), rest[len(longest) :]
        return str(total)

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

    def denies(self, word: str, but: frozenset[str] = frozenset()) -> bool:
        """Return whether a word is a negation, n' and n't among them, `but` for some."""
        parts = re.split(r"(?<=')", word)
        return word.endswith("n't") or any(
            part in self.negations and part not in but for part in parts
        )

    def is_date(self, word: str, *, capital: bool) -> bool:
        """Return whether a word names a month, a weekday or a day like yesterday."""
        if word in self.relative:
            return True
        return any(one.is_written(word) for one in self.dates if capital or not one.has_capital)


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
def substance(language: str, path: Path = FILE) -> Substance:
    """Return what is declared of a language, only its dates where nothing is.

    Raise DeclarationError naming the file, the key and the reason.
    """
    declared = toml.read(path).value
    try:
        return _substance(language, declared)
    except ValueError as error:
        raise DeclarationError(f"{path.name}: {error}") from error


def _substance(language: str, declared: Mapping[str, Any]) -> Substance:  # Any: TOML
    """Return what is declared of a language; raise ValueError naming the key and the reason."""
    values: dict[str, Any] = {}  # Any: by field
    own = declared.get(language, {})
    for key, value in own.items():
        where = f"[{language}] {key}"
        if key in _SETS or key in _BEGINNINGS:
            words = [normalise(one, language).text for one in _texts(value, where)]
            values[key] = frozenset(words) if key in _SETS else tuple(words)
        elif key in _PHRASES:
            said = (tokens(one, language) for one in _texts(value, where))
            values[key] = tuple(tuple(token.norm for token in words) for words in said)
            if key == "hours" and not all(one.count(NUMBER) == 1 for one in values[key]):
                raise ValueError(f"{where}: {value!r}: each needs one {NUMBER}, for the number")
        elif key in _PATTERNS:
            values[key] = _pattern(value, where)
        elif key != "numbers":
            known = sorted({*_SETS, *_BEGINNINGS, *_PHRASES, *_PATTERNS, "numbers"})
            raise ValueError(f"{where}: unknown key; known: {known}")
    named = dict(_numbers(own.get("numbers", {}), language))
    numbers = {word: value for word, value in named.items() if not word.endswith("-")}
    counting = {word[:-1]: value for word, value in named.items() if word.endswith("-")}
    dates = _dates(language) if language in declared or language in _DATED else ()
    return Substance(
        **values, numbers=numbers, counting=counting, dates=tuple(dict.fromkeys(dates))
    )


def _texts(value: Any, where: str) -> list[str]:  # noqa: ANN401  TOML
    if not isinstance(value, list) or not all(isinstance(o, str) and o.strip() for o in value):
        raise ValueError(f"{where}: {value!r} is no list of texts")
    return value


def _pattern(value: Any, where: str) -> re.Pattern[str]:  # noqa: ANN401  TOML
    try:
        return re.compile(value)
    except (re.error, TypeError) as error:
        raise ValueError(f"{where}: {value!r} is no regular expression: {error}") from error


def _numbers(declared: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:  # Any: TOML
    for value, words in declared.items():
        where = f"[{language}.numbers] {value}"
        if not re.fullmatch(r"\d+(\.\d+)?", value):
            raise ValueError(f"{where}: is no number")
        if not isinstance(words, str):
            raise ValueError(f"{where}: {words!r} is no text")  # noqa: TRY004  one kind for all
        yield from ((normalise(one, language).text, value) for one in words.split())


def _dates(language: str) -> Iterator[Name]:
    """Yield the names of months and weekdays, as written in dates and alone (CLDR)."""
    locale = Locale(language)
    for names in (locale.months, locale.days):
        for context in ("format", "stand-alone"):
            for name in names[context]["wide"].values():
                plain, has_capital = normalise(name, language).text, name[:1].isupper()
                inflected = not has_capital and len(plain) > _LONG
                stem = plain[:-1] if inflected else plain
                yield Name(text=plain, stem=stem, has_capital=has_capital)
