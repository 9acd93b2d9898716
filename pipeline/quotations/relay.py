"""By whose report words came to a text, and in what language they were spoken. Pure.

An outlet counts where a word of relaying stands by its name: "selon l'agence Report", «передаёт
ТАСС», "Reuters reported". What is between marks is the speaker's, and names no outlet of ours.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.text import Span, normalise, paragraphs, sentences

OUTLETS = Path(__file__).with_name("outlets.toml")
FILE = Path(__file__).with_name("relay.toml")
SPOKEN_IN = ("hy", "az", "ru", "en", "fr", "tr", "ka", "fa", "de", "es", "ar")

_SHORT = 3  # letters of a name that is not one unless in capitals: APA, apa
_LONG = 5  # letters from which the ending of a language's name is left to grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relay:
    """How one language words both."""

    named: re.Pattern[str]  # group `told` or `telling` is an outlet
    spoken: tuple[tuple[str, re.Pattern[str]], ...]  # ISO 639-1


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How some words came to a text."""

    via: tuple[str, ...]  # outlets, as outlets.toml has them
    said_in: str | None  # ISO 639-1, as far as the text says


NO_WAY = Way(via=(), said_in=None)


class Relays:
    """What one text says of how its quotations came."""

    def __init__(self, text: str, language: str, quoted: Iterable[Span]) -> None:
        """Read a text; `quoted` are the words of others in it."""
        self._text, self._language = text, language
        self._quoted = sorted(quoted)
        self._known = _relays().get(language)
        opening = next(iter(paragraphs(text)), (0, 0))
        self._opening = self._read(opening).via if self._known else ()

    def way(self, span: Span) -> Way:
        """Return how words came, by their own sentence and its neighbours, or the opening."""
        if self._known is None:
            return NO_WAY
        around = next((one for one in paragraphs(self._text) if one[0] <= span[0] < one[1]), span)
        found = self._read(_near(self._text, around, span))
        return Way(via=found.via or self._opening, said_in=found.said_in)

    def _read(self, span: Span) -> Way:
        """Return what a stretch says outside the marks."""
        assert self._known is not None  # both callers look
        outside = "".join(_outside(self._text, span, self._quoted))
        own = normalise(outside, self._language)
        found = self._known.named.finditer(own.text)
        spans = (match.span("told" if match["told"] else "telling") for match in found)
        names = (own.text[slice(*at)] for at in spans if _is_name(outside[slice(*own.span(*at))]))
        via = dict.fromkeys(_outlets()[name] for name in names)
        spoken = [tag for tag, pattern in self._known.spoken if pattern.search(own.text)]
        return Way(via=tuple(via), said_in=spoken[0] if len(spoken) == 1 else None)


def _is_name(written: str) -> bool:
    """Return whether what may be a word is written as a name; short ones are all capitals."""
    return written.isupper() if len(written) <= _SHORT else written[0].isupper()


def _near(text: str, paragraph: Span, span: Span) -> Span:
    """Return the sentence of some words with the ones before and behind it."""
    spans = [
        (paragraph[0] + start, paragraph[0] + end)
        for start, end in sentences(text[slice(*paragraph)])
    ]
    at = [number for number, one in enumerate(spans) if one[0] < span[1] and one[1] > span[0]] or [
        0
    ]
    if not spans:
        return paragraph
    return spans[max(at[0] - 1, 0)][0], spans[min(at[-1] + 1, len(spans) - 1)][1]


def _outside(text: str, span: Span, quoted: Sequence[Span]) -> Iterator[str]:
    """Yield what of a stretch is in nobody's mouth, with a mark for what is."""
    at = span[0]
    for start, end in quoted:
        if start < span[1] and end > at:
            yield text[at : max(start, at)]
            yield " ¶ "
            at = max(at, end)
    yield text[at : span[1]]


@cache
def _outlets(path: Path = OUTLETS) -> Mapping[str, str]:
    """Return outlets by every name; raise DeclarationError naming file, key and reason."""
    found: dict[str, str] = {}
    for outlet, names in toml.read(path).value.items():
        for name in _texts(names, f"{path.name}: {outlet}"):
            if found.setdefault(name, outlet) != outlet:
                raise DeclarationError(f"{path.name}: {outlet}: {name!r} is {found[name]} already")
    return found


@cache
def _relays(path: Path = FILE) -> Mapping[str, _Relay]:
    """Return how each language words it; raise DeclarationError naming file, key and reason."""
    names = "|".join(sorted(map(re.escape, _outlets()), key=len, reverse=True))
    relays = {}
    for language, given in toml.read(path).value.items():
        where = f"{path.name}: {language}"
        if set(given) != {"before", "after", "spoken"}:
            raise DeclarationError(f"{where}: its keys are before, after and spoken")
        before = "|".join(_texts(given["before"], f"{where}: before"))
        after = "|".join(_texts(given["after"], f"{where}: after"))
        between = r"[^\W\d_]*(?:[\s,'\"«“(]+[^\W\d_.]+){0,2}?[\s,'\"«“(]+"  # of the agency
        ending = r"(?:[’'-]?[^\W\d_]{0,4})?(?![^\W_])"  # Reuters-ə, Арменпресс, Արմենպրեսը
        behind = r"(?:[’'-]?[^\W\d_]{0,4})?[»”\")]*(?:\s+[^\W\d_.]+)?[\s,'-]+"
        named = (
            rf"\b(?:{before}){between}(?P<told>{names}){ending}"
            rf"|\b(?P<telling>{names}){behind}(?:{after})"
        )
        relays[language] = _Relay(
            named=re.compile(named),
            spoken=tuple(_spoken(language, _texts(given["spoken"], f"{where}: spoken"))),
        )
    return relays


def _spoken(language: str, forms: Sequence[str]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield what says in a language that words were spoken in another."""
    for tag in SPOKEN_IN:
        name = normalise(Locale(language).languages[tag], language).text
        stem = name[: max(_LONG, len(name) - 2)] if language == "ru" else name
        pattern = "|".join(one.replace("{name}", re.escape(stem)) for one in forms)
        yield tag, re.compile(pattern)


def _texts(value: Any, where: str) -> list[str]:  # noqa: ANN401  TOML
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise DeclarationError(f"{where}: {value!r} is no list of texts")
    return value
