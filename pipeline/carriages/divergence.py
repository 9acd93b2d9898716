"""Where the texts of one act of speech part: a place by another side's name, another number. Pure.

Shushi in one edition and Shusha in another is no edit and no second statement: it is shown, and
so is who has another word where the word itself may not be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import dossier
from pipeline.carriages.edition import marks
from pipeline.excerpt import Allowance
from pipeline.revisions.difference import places

_SMALLEST = 10  # numbers below are as often written in words
_YEARS = range(1990, 2040)  # as dates name them, written in too many ways to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One text of an act of speech."""

    document: int
    source: str  # its title
    rights: str  # what may be shown of it: full, excerpt or link
    language: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """One thing that texts of one act of speech do not say alike."""

    kind: str  # place or number
    # As written, by which texts; None: words that may not be shown.
    forms: tuple[tuple[str | None, tuple[Worded, ...]], ...]


def divergences(texts: Sequence[Worded]) -> list[Divergence]:
    """Return what some texts of one act of speech say differently, places first."""
    return [*_places(texts), *_numbers(texts)]


def permitted(found: Iterable[Divergence], allowance: Allowance) -> tuple[Divergence, ...]:
    """Return where texts part, with the words that their sources let be shown.

    A word of an excerpt stands within the two sentences a page shows of its text, or counts as
    one of them. Of the others it is said that they part, and which they are.
    """
    return tuple(_permitted(one, allowance) for one in found)


def _permitted(one: Divergence, allowance: Allowance) -> Divergence:
    forms: list[tuple[str | None, tuple[Worded, ...]]] = []
    hidden: dict[Worded, None] = {}
    for form, texts in one.forms:
        may = tuple(text for text in texts if form and _may_show(form, text, allowance))
        if may:
            forms.append((form, may))
        hidden |= dict.fromkeys(text for text in texts if text not in may)
    if hidden:
        forms.append((None, tuple(hidden)))
    return Divergence(kind=one.kind, forms=tuple(forms))


def _may_show(form: str, text: Worded, allowance: Allowance) -> bool:
    """Whether a word of a text may be shown; one that is not written so in it may not, in part."""
    start = text.body.find(form)
    if text.rights != "full" and start < 0:
        return False
    return bool(allowance.of(text.document, text.rights, text.body, (start, start + len(form))))


def _places(texts: Sequence[Worded]) -> list[Divergence]:
    """Return the places that two texts call by names of two sides."""
    named: dict[str, dict[str, dict[str, list[Worded]]]] = defaultdict(dict)
    for one in texts:
        for match in places(one.body, one.language):
            side = _sides().get((match.term, one.language, match.form))
            if side not in {None, "both"}:
                forms = named[match.term].setdefault(side or "", {})
                told = forms.setdefault(match.form, [])
                if one not in told:
                    told.append(one)
    return [
        Divergence(
            kind="place",
            forms=tuple(
                (form, tuple(told)) for forms in by_side.values() for form, told in forms.items()
            ),
        )
        for by_side in named.values()
        if len({frozenset(_sides_of(one, by_side)) for one in _all(by_side)}) > 1
    ]


def _all(by_side: Mapping[str, Mapping[str, Sequence[Worded]]]) -> list[Worded]:
    return [one for forms in by_side.values() for told in forms.values() for one in told]


def _sides_of(text: Worded, by_side: Mapping[str, Mapping[str, Sequence[Worded]]]) -> list[str]:
    """Return whose names for a place a text uses."""
    return [
        side for side, forms in by_side.items() if any(text in told for told in forms.values())
    ]


def _numbers(texts: Sequence[Worded]) -> list[Divergence]:
    """Return the numbers that only some texts have, together: nothing says which is which."""
    said: dict[str, list[Worded]] = defaultdict(list)
    for one in texts:
        for mark in sorted(marks(one.body, one.language), key=lambda mark: (len(mark), mark)):
            if mark.isdecimal() and int(mark) >= _SMALLEST and int(mark) not in _YEARS:
                said[mark].append(one)
    apart = [(number, tuple(told)) for number, told in said.items() if len(told) < len(texts)]
    return [Divergence(kind="number", forms=tuple(apart))] if apart else []


@cache
def _sides() -> Mapping[tuple[str, str, str], str]:
    """Return whose name for a place each form is, by place, language of the form and form."""
    return {
        (term.id, form.language, form.form): form.used_by
        for one in dossier.all_dossiers()
        for term in one.terms
        for form in term.forms
        if term.kind == "place"
    }
