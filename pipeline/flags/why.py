"""Why a text was flagged, in a reader's language: the sentences kept as evidence. Pure."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from babel.numbers import format_decimal

from pipeline.dossier import all_dossiers
from pipeline.titles import section_titles
from pipeline.words import MODEL, words

_STRENGTHS = re.compile(r"\((file|context|weak)\)")
_SENTENCES = ("places", "terms", "sections", "no_ground", "passing", "nobody", "aside", "score")


@lru_cache(maxsize=4096)  # one text is told to many readers
def reason(sentence: str, language: str) -> str:
    """Return a reason in a language; one that is none of ours is returned as it is."""
    said, model = words()[language].why, words()[MODEL].why
    for key in _SENTENCES:
        if (found := _pattern(model[key]).fullmatch(sentence)) is not None:
            told = {name: _strengths(text, said) for name, text in found.groupdict().items()}
            if key == "sections":
                called = _sections(language)
                told[key] = ", ".join(called.get(one, one) for one in told[key].split(", "))
            if key == "score":
                told = {name: _number(text, language) for name, text in told.items()}
            return said[key].format(**told)
    return sentence


def _number(text: str, language: str) -> str:
    return format_decimal(text, "0.00", language)


@cache
def _pattern(model: str) -> re.Pattern[str]:
    """Return what finds the fields of a sentence of the model language."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(model)), re.DOTALL)


@cache
def _sections(language: str) -> dict[str, str]:
    """Return what each section of our dossiers is called, by what its dossier calls it."""
    return {
        title: section_titles(one.slug, language)[section]
        for one in all_dossiers()
        for section, title in one.sections.items()
    }


def _strengths(text: str, said: Mapping[str, str]) -> str:
    return _STRENGTHS.sub(lambda found: f"({said[found[1]]})", text)
