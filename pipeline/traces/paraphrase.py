"""Which sentences of a text say in other words what reported speech says, in its language. Pure.

A reporter turns a speech into clauses: persons and tenses change, and the order with them. What
stays are the words of weight. Those of a clause are looked for in each run of a few sentences,
the rarer in the texts at hand the more they count; a run that has most of them, or far more of
them than any other, says it in other words, likely. A number or a date of the clause that such a
run has not, or a negation that stands on one side alone, differs; where little else is shared, it
is not found.

`veille bench traces` measures it: of 24 reported clauses written blind 11 are found, and 5 of 24
that no text says, or that say the contrary, are given to a text; most of which it would take
knowing what words mean to tell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import NamedTuple

from pipeline.grammar import grammar
from pipeline.people import people
from pipeline.quotations.vocabulary import plain
from pipeline.revisions.alignment import Token, tokens
from pipeline.revisions.difference import places
from pipeline.revisions.substance import substance
from pipeline.text import Span, sentences
from pipeline.traces.faithfulness import (
    ELIDES,
    NOT_FOUND,
    Difference,
    Faithfulness,
    Official,
    Pair,
    overlap,
)

FLOOR = 0.55  # share of a clause's weight that a run of sentences has, at least
APART = 0.25  # share from which a run is found that has far more of it than any other
MARGIN = 1.5  # times what the next one has
LEAST = 3  # words of weight both have, at least; a place is two, the Lachin road
SURE = 0.75  # share from which a negation on one side alone is a difference, no other sentence
_ROUNDED = 1.25  # times a number, that a round one may be
_NEAR = 2  # words behind a negation that it denies
_COMMON = frozenset({"0", "0.5", "1"})  # half, one, first: often no number at all
_SENTENCES = 2  # of the longest run
_STEM = 5  # letters of a word, by which its forms are one
_SHORT = 4  # letters of the shortest word of weight
_NUMBER_WEIGHT = 1.5  # of a word as rare

_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|s)$")

Mark = tuple[str, str]  # kind (word, number, place), what


class _Run(NamedTuple):
    """Some sentences side by side."""

    key: int
    span: Span
    marks: frozenset[Mark]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Best:
    run: _Run
    share: float
    common: int
    rival: float  # the share of the best run elsewhere

    @property
    def stands_out(self) -> bool:
        """Whether it has most of the clause, or much more of it than any other."""
        apart = self.share >= APART and self.share >= MARGIN * self.rival
        return self.share >= FLOOR or (apart and self.common > LEAST)


def paraphrase(words: str, language: str, officials: Sequence[Official]) -> Faithfulness:
    """Return the sentences that say what a clause says, as `reworded` or `differs`, or none.

    The score is the share of the clause's weight that they have, 0 to 1.
    """
    clause = _marks(words, language)
    runs = [run for one in officials if one.language == language for run in _runs(one)]
    best = _best(clause, runs)
    if best is None or best.common < LEAST or not best.stands_out:
        return NOT_FOUND
    denied = _denied(words, best.run, language)
    unlike = _denies(words, language) != _denies(best.run.text, language)
    if best.share < SURE and (denied or unlike):
        return NOT_FOUND  # it may say the contrary, or something else
    differences = (*_numbers(words, clause, best.run, language), *denied)
    return Faithfulness(
        verdict="differs" if differences else "reworded",
        key=best.run.key,
        pairs=(Pair((0, len(words)), best.run.span),),
        differences=differences,
        score=round(best.share, 3),
    )


def _best(clause: frozenset[Mark], runs: Sequence[_Run]) -> _Best | None:
    """Return the run that has most of a clause's weight, the shortest of those alike."""
    have = Counter(mark for run in runs for mark in run.marks)
    weights = {one: _weight(one, have[one], len(runs)) for one in clause}
    whole: float = sum(weights.values())
    if not whole:
        return None
    shares = {run: sum(weights[one] for one in clause & run.marks) / whole for run in runs}
    run = max(shares, key=lambda one: (shares[one], -len(one.text)), default=None)
    if run is None:
        return None
    return _Best(
        run=run,
        share=shares[run],
        common=sum(1 + (kind == "place") for kind, _ in clause & run.marks),
        rival=max((shares[one] for one in runs if not overlap(one, run)), default=0.0),
    )


def _weight(mark: Mark, have: int, runs: int) -> float:
    """Return what a mark weighs; what no text has weighs as what one has."""
    rare = log((runs + 2) / (max(have, 1) + 0.5)) + 1
    return rare * (_NUMBER_WEIGHT if mark[0] == "number" else 1)


@lru_cache(maxsize=2048)
def _runs(official: Official) -> tuple[_Run, ...]:
    found = []
    for start, end in official.spans:
        spans = [(start + one, start + two) for one, two in sentences(official.text[start:end])]
        for first in range(len(spans)):
            for size in range(1, _SENTENCES + 1):
                if first + size <= len(spans):
                    span = spans[first][0], spans[first + size - 1][1]
                    text = official.text[slice(*span)]
                    found.append(_Run(official.key, span, _marks(text, official.language), text))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _marks(text: str, language: str) -> frozenset[Mark]:
    """Return the words of weight of a text: numbers, places by any name, and others by stem."""
    named = places(text, language)
    found: set[Mark] = {("place", one.term) for one in named}
    every = tokens(text, language)
    for token, following in zip(every, [*every[1:], None], strict=True):
        if any(one.start <= token.start < one.end for one in named):
            continue
        if following is None or not _is_given_name(token.norm, following.norm, language):
            found |= set(_of(token, language))
    return frozenset(found)


def _is_given_name(form: str, following: str, language: str) -> bool:
    """Return whether a word and the next one name somebody we know: one person, one mark."""
    return (_stem(form, language), _stem(following, language)) in _full_names(language)


@lru_cache
def _full_names(language: str) -> frozenset[tuple[str, str]]:
    """Return the first two words of the names of those we know, in a language, by stem."""
    every = people().persons.values()
    names = [tokens(name, language)[:2] for one in every for name in one.names.get(language, ())]
    return frozenset(
        (_stem(name[0].norm, language), _stem(name[1].norm, language))
        for name in names
        if name[1:]
    )


def _of(token: Token, language: str) -> Iterator[Mark]:
    if (number := _number(token.norm, language)) is not None:
        yield "number", number
        return
    form = token.norm.rpartition("'")[2] if language in ELIDES else token.norm
    for part in form.split("-"):  # third-country
        if (number := _number(part, language) if part else None) is not None:
            yield "number", number
        elif part and part[0].isalpha() and not _is_small(part, language):
            yield "word", _stem(part, language)


def _stem(form: str, language: str) -> str:
    """Return what a word has in common with its forms: opening and opened, կհասնի and հասնել."""
    if language == "en":
        form = _ENDING.sub("", form)
    elif language == "hy" and len(form) > _STEM:
        form = form.removeprefix("կ")
    return form[:_STEM]


def _number(form: str, language: str) -> str | None:
    """Return a number written in figures or in words."""
    if form[0].isdigit():
        return "".join(filter(str.isdigit, form))
    return substance(language).number(form)


@lru_cache(maxsize=1 << 14)
def _is_small(form: str, language: str) -> bool:
    """Return whether a word is in every sentence, or reports one."""
    known = grammar(language)
    if len(form) < _SHORT:
        return True
    kinds = ("function", "articles", "before", "after", "that", "auxiliaries")
    plain_form = plain(form, language)
    return known is not None and (
        any(plain_form in known.words[kind] for kind in kinds) or plain_form in known.cues
    )


def _numbers(
    words: str, clause: frozenset[Mark], run: _Run, language: str
) -> Iterator[Difference]:
    """Yield the numbers of a clause that the sentences have not, beside the one they have."""
    near = {one for one in _round(words, language) if _is_near(one, run)}
    ours = [
        one
        for one in clause - run.marks
        if one[0] == "number" and one[1] not in _COMMON and one[1] not in near
    ]
    theirs = [one for one in run.marks - clause if one[0] == "number" and one[1] not in _COMMON]
    official = theirs[0] if len(ours) == len(theirs) == 1 else None
    for number in ours:
        yield Difference(
            quoted=_written(number, words, language),
            official=_written(official, run.text, language) if official else "",
            kinds=("number",),
        )


def _round(text: str, language: str) -> set[str]:
    """Return the numbers of a text that it does not give exactly: nearly fifty, 40-dan çox."""
    norms = [one.norm for one in tokens(text, language)]
    found = set()
    for at, norm in enumerate(norms):
        number = _number(norm, language)
        if number is not None and any(
            tuple(norms[max(at - len(one), 0) : at]) == one
            or tuple(norms[at + 1 : at + 1 + len(one)]) == one
            for one in substance(language).about
        ):
            found.add(number)
    return found


def _is_near(number: str, run: _Run) -> bool:
    """Return whether the sentences have about such a number."""
    there = (float(one) for kind, one in run.marks if kind == "number")
    return any(one / _ROUNDED <= float(number) <= one * _ROUNDED for one in there)


def _denied(words: str, run: _Run, language: str) -> tuple[Difference, ...]:
    """Return what is denied on one side alone, of what both say."""
    ours, theirs = _denials(words, run.text, language), _denials(run.text, words, language)
    if bool(ours) == bool(theirs):
        return ()
    return (Difference(quoted=ours, official=theirs, kinds=("negation",)),)


def _denies(text: str, language: str) -> bool:
    """Return whether a text denies any verb."""
    known = substance(language)
    return any(known.denies(one.norm, known.without) for one in tokens(text, language))


def _written(number: Mark, text: str, language: str) -> str:
    """Return how a text writes a number."""
    found = (one for one in tokens(text, language) if _number(one.norm, language) == number[1])
    return next((one.text for one in found), number[1])


def _denials(text: str, other: str, language: str) -> str:
    """Return the first words by which a text denies what another text has too; empty: none.

    What is denied follows at once: "not accept", «не откажется», « n'acceptera ».
    """
    known = substance(language)
    found = [one for one in tokens(text, language) if one.norm[0].isalnum()]
    shared = _marks(other, language)
    for at, one in enumerate(found):
        parts = re.split(r"(?<=')", one.norm)
        denies = known.denies(one.norm)
        refuses = bool(known.refusals) and one.norm.startswith(known.refusals)
        near = found[at + (len(parts) == 1) : at + 1 + _NEAR]
        if (denies or refuses) and any(shared & set(_of(word, language)) for word in near):
            return text[one.start : near[-1].end]
    return ""
