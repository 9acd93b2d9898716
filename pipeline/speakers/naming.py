"""The words that institutions and offices are named by: "the ministry" is no agency. Pure."""

from collections.abc import Mapping
from functools import cache

from pipeline.grammar import grammar
from pipeline.people import people
from pipeline.quotations.vocabulary import plain

_ALIKE = 6  # letters by which a noun is known in a name: nazirlik, Nazirliyi


@cache
def words_of(institution: str, language: str) -> frozenset[str]:
    """Return the words of an institution's names."""
    known, table = grammar(language), people().institutions[institution]
    kind = institution.removesuffix(f"_{table.party}")
    forms = (*table.names.get(language, ()), *((known and known.titles.get(kind, ())) or ()))
    return frozenset(word for form in forms for word in plain(form, language).split())


def is_called(institution: str | None, nouns: set[str], language: str) -> bool:
    """Return whether an institution has a noun in its name."""
    if not institution:
        return False
    words, known = words_of(institution, language), grammar(language)
    if known and not known.endings["other"]:  # no endings: a minister is no ministry
        return not nouns.isdisjoint(words)
    return any(word.startswith(noun[:_ALIKE]) for word in words for noun in nouns)


def calls_any(nouns: set[str], language: str) -> bool:
    """Return whether a noun is in the name of any institution."""
    return any(_calls(noun[:_ALIKE], language) for noun in nouns)


@cache
def _calls(noun: str, language: str) -> bool:
    """Return whether an institution has a noun of these first letters in its name."""
    return any(is_called(one, {noun}, language) for one in people().institutions)


@cache
def title_words(language: str) -> Mapping[str, frozenset[str]]:
    """Return the words of every office's titles, as written and without their endings."""
    known = grammar(language)
    assert known is not None
    found = {}
    for office in people().offices.values():
        forms = (*office.title.get(language, ()), *known.titles_of(office.id))
        words = {one for form in forms for one in plain(form, language).replace("-", " ").split()}
        words = {one for one in words if one not in known.words["function"]}
        words = {one for one in words if not known.parties.begins(one)}
        stems = {stem for one in words for stem, _ in known.stems(one)}
        found[office.id] = frozenset(words | stems)
    return found
