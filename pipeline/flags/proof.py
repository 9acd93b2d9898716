"""Whether a dossier finds what its own examples say it must, and nothing else. Pure."""

from collections.abc import Iterator

from pipeline.dossier import Dossier
from pipeline.flags.example import Example
from pipeline.flags.grade import evaluate


def failing(dossier: Dossier) -> Iterator[tuple[Example, str]]:
    """Yield the examples that do not come out as they must, each with what came of it."""
    for one in dossier.examples:
        found = sections_in(dossier, one.text, one.language)
        if (one.section in found) != one.on:
            yield one, f"found: {', '.join(sorted(found)) or 'nothing'}"


def sections_in(dossier: Dossier, text: str, language: str) -> set[str]:
    """Return the sections of a dossier that a text on it is of; somebody speaks in it."""
    verdict = evaluate(dossier, title=None, text=text, language=language, speaks=lambda: True)
    matches = verdict.matches if verdict else ()
    return {match.section for match in matches if match.section}


def without(dossier: Dossier) -> list[tuple[str, str]]:
    """Return sections and languages that have terms, and not an example of both kinds."""
    spoken = {
        (term.section, form.language)
        for term in dossier.terms
        for form in term.forms
        if term.section is not None
    }
    kinds = {(one.section, one.language, one.on) for one in dossier.examples}
    return sorted(
        (section, language)
        for section, language in spoken
        if not {(section, language, True), (section, language, False)} <= kinds
    )
