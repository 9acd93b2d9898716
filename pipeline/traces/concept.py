"""What diplomatic texts speak of, in six languages: concepts.toml, read and asked. Pure."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.text import normalise

FILE = Path(__file__).with_name("concepts.toml")


class Concepts:
    """The concepts of every language, by words and their beginnings."""

    def __init__(self, declared: Mapping[str, Mapping[str, str]]) -> None:
        """Raise ValueError naming the language, the concept and the word that is wrong."""
        self._whole: dict[tuple[str, str], str] = {}
        self._begun: dict[tuple[str, str], str] = {}
        for language, words in declared.items():
            for concept, forms in words.items():
                for form in forms.split():
                    of = self._begun if form.endswith("*") else self._whole
                    plain = form.removesuffix("*")
                    if normalise(plain, language).text != plain:
                        raise ValueError(f"[{language}] {concept}: {form!r} is not in normal form")
                    if of.setdefault((language, plain), concept) != concept:
                        other = of[language, plain]
                        raise ValueError(f"[{language}] {concept}: {form!r} is {other} already")

    def of(self, form: str, language: str) -> str | None:
        """Return what a word speaks of; the longest beginning tells."""
        if whole := self._whole.get((language, form)):
            return whole
        beginnings = (form[:length] for length in range(len(form), 1, -1))
        found = (self._begun.get((language, beginning)) for beginning in beginnings)
        return next((one for one in found if one), None)


@cache
def concepts(path: Path = FILE) -> Concepts:
    """Return the concepts; raise DeclarationError naming the file, the key and the reason."""
    declared = toml.read(path).value
    try:
        return Concepts(declared)
    except (ValueError, AttributeError) as error:
        raise DeclarationError(f"{path.name}: {error}") from error
