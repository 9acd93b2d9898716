"""How a text bears on a dossier: core, a mention or not at all, and why.

In words (rule 7: a place name alone is a mention, never core):

* Whole words and prefixes are looked for in the normal form of the text; the longest one wins.
  What the dossier excludes (a club, a surname, a horse) hides what it covers.
* A `file` match belongs to the dossier by itself. A `context` match needs both sides in its
  passage (its paragraph and the neighbours, within REACH): a side is there when its country, one
  of its officials or a place of its is named; or both countries named within FAR paragraphs; or a
  `file` match in its passage; or a side and THICK different terms. A `file` place in the title or
  the first paragraph is in every passage, unless a word of something else (sport) stands anywhere.
  A context place is also admitted beside one side. A `weak` match only supports.
* Core needs somebody speaking, an admitted term around which are both sides, a `file` place, or a
  side and THICK terms, or an admitted place with both countries named around it, and a score of
  CORE. A `file` term that opens the text needs less: one side named, or another thing of the
  dossier. But what stands in one later paragraph alone, where not both countries are named, the
  press says in passing. The rest is mention.
* score = 1 - the product of (1 - weight) over the distinct ids found: FILE 0.5, CONTEXT 0.3, WEAK
  0.05, both countries named around an admitted match 0.3; half as much again in the title
  or the first paragraph; but half of each, wherever it is, in a text that is about something else
  (sport, a letter of congratulation): by its title, its first paragraph, or by three of its words
  and more than the dossier's. A title with something of strength `file`, or with a term and both
  countries, says itself what the text is about.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from pipeline.dossier import Dossier, Kind, Strength, Term
from pipeline.flags.occurrence import Found, Match, matches, occurrences

Grade = Literal["core", "mention"]

THICK = 3  # distinct terms of a passage
FAR = 2  # paragraphs over which both countries named make a passage one
REACH = 1500  # characters a passage reaches to either side, however long its paragraphs
CORE = 0.5  # score
WEIGHTS: Mapping[Strength, float] = {"file": 0.5, "context": 0.3, "weak": 0.05}
TOGETHER = 0.3  # weight of both countries named around an admitted match
OPENING = 1.5  # factor in the title and the first paragraph
ASIDE = 0.5  # factor in a text about something else
ASIDES = 3  # matches from which the body is about something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a text is on a dossier, and how much."""

    grade: Grade
    score: float  # 0 to 1, see above
    matches: tuple[Match, ...]  # places and terms in the body, in order, none overlapping
    title_matches: tuple[Match, ...]
    context: tuple[Match, ...]  # countries, officials, capitals around them, in the body
    reasons: tuple[str, ...]  # plain sentences


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A match of the dossier with what is in its passage, itself included."""

    one: Found
    around: list[Found]
    far: set[str]  # sides named as such in the passage or a paragraph further away
    home: str | None

    @property
    def sides(self) -> set[str]:
        """The sides spoken of in the passage."""
        spoken = {other.term.side for other in self.around if other.term.side}
        return spoken | {self.home} if spoken and self.home else spoken  # who names their own?

    @property
    def named(self) -> set[str]:
        """The sides named as such: by country, official or capital."""
        return _named(self.around)

    @property
    def is_thick(self) -> bool:
        """Whether a side is named in the passage, and three terms that need context."""
        terms = {o.term.id for o in self.around if o.term.kind == "term" and o.strength != "weak"}
        return bool(self.sides) and len(terms) >= THICK

    def has_file(self, *kinds: Kind) -> bool:
        """Return whether something of such a kind that needs no context is in the passage."""
        return any(o.strength == "file" and o.term.kind in kinds for o in self.around)


def _named(some: Iterable[Found]) -> set[str]:
    """Return the sides named as such: by country, official or capital."""
    return {one.term.side for one in some if one.names and one.term.side}


def _passages(title: list[Found], body: list[Found], home: str | None) -> Iterator[_Evidence]:
    """Yield each place and term with its passage; the title is part of the first paragraph's."""
    starts = [one.start for one in body]
    first = body[: bisect_right([one.paragraph for one in body], 1)]
    about = [one for one in title + first if one.strength == "file" and one.term.kind == "place"]
    if any(one.term.kind == "aside" for one in title + body):
        about = []  # it may be about something else
    for one in title:
        if one.term.kind in {"place", "term"}:
            opening = title + first
            yield _Evidence(one, opening, _named(opening), home)
    for one in body:
        if one.term.kind in {"place", "term"}:
            reached = body[
                bisect_left(starts, one.start - REACH) : bisect_right(starts, one.start + REACH)
            ]
            around = [other for other in reached if abs(other.paragraph - one.paragraph) <= 1]
            around += title if one.paragraph == 1 else about
            further = (other for other in reached if abs(other.paragraph - one.paragraph) <= FAR)
            yield _Evidence(one, around, _named(chain(around, further)), home)


def evaluate(  # noqa: PLR0913  what is asked of a text
    dossier: Dossier,
    *,
    title: str | None,
    text: str,
    language: str,
    speaks: Callable[[], bool],
    official: bool = False,
) -> Verdict | None:
    """Return how a text bears on a dossier, None when nothing of it is there.

    `speaks` tells whether somebody is heard in it; asked only where the grade hangs on that.
    An `official` one takes a stand by a paragraph, wherever that is: it says nothing in passing.
    """
    above = occurrences(dossier, title, language, title=True) if title else []
    body = occurrences(dossier, text, language, title=False)
    sides = set(dossier.sides)
    evidence = list(_passages(above, body, dossier.home.get(language)))
    admitted = [each for each in evidence if _is_admitted(each, sides)]
    if not admitted:
        return None
    passing = not official and _is_in_passing(admitted, sides)
    grounds = [] if passing else [each for each in admitted if _is_ground(each, sides)]
    context = {id(one): one for each in admitted for one in each.around}
    weak = [
        each
        for each in evidence
        if each.one.strength == "weak" and not each.one.names and id(each.one) in context
    ]
    aside = None if _is_told(admitted, sides) else _aside(above + body, len(admitted))
    score = _score(admitted, weak, sides, aside=aside)
    strong = bool(grounds) and score >= CORE
    heard = not strong or speaks()
    shown = sorted((each.one for each in admitted + weak), key=lambda one: (one.start, -one.end))
    return Verdict(
        grade="core" if strong and heard else "mention",
        score=round(score, 3),
        matches=matches(one for one in shown if one.paragraph),
        title_matches=matches(one for one in shown if not one.paragraph),
        context=matches(
            one
            for one in sorted(context.values(), key=lambda one: one.start)
            if one.paragraph and one.names
        ),
        reasons=(
            *_evidence_reasons(dossier, admitted, grounds),
            *_grade_reasons(
                grounds=bool(grounds), passing=passing, heard=heard, aside=aside, score=score
            ),
        ),
    )


def _is_admitted(each: _Evidence, sides: set[str]) -> bool:
    """Return whether a match belongs to the dossier where it stands."""
    if each.one.strength != "context":
        return each.one.strength == "file"
    if sides in (each.sides, each.far) or each.has_file("place", "term") or each.is_thick:
        return True
    return each.one.term.kind == "place" and bool(each.named)


def _is_ground(each: _Evidence, sides: set[str]) -> bool:
    """Return whether an admitted match can make a text core, if somebody speaks in it."""
    if each.one.term.kind == "term":
        together = sides in (each.sides, each.far)
        return together or each.has_file("place") or each.is_thick or _opens(each)
    return each.named == sides


def _opens(each: _Evidence) -> bool:
    """Return whether it is a `file` term at the top, with a side or something else beside it."""
    if each.one.strength != "file" or each.one.paragraph > 1:
        return False
    kinds = {"place", "term"}
    others = (o for o in each.around if o.term.kind in kinds and o.strength != "weak")
    return bool(each.named) or any(other.term.id != each.one.term.id for other in others)


def _is_in_passing(admitted: list[_Evidence], sides: set[str]) -> bool:
    """Return whether all of it is in one paragraph under the first, without both countries."""
    in_one = len({each.one.paragraph for each in admitted}) == 1
    return in_one and admitted[0].one.paragraph > 1 and all(each.far != sides for each in admitted)


def _is_told(admitted: list[_Evidence], sides: set[str]) -> bool:
    """Return whether the title says by itself that the text is about the dossier."""
    above = (each for each in admitted if not each.one.paragraph)
    return any(
        each.one.strength == "file" or (each.one.term.kind == "term" and each.named == sides)
        for each in above
    )


def _aside(found: list[Found], admitted: int) -> Term | None:
    """Return what else a text is about, when it is."""
    asides = [one for one in found if one.term.kind == "aside"]
    opening = [one for one in asides if one.paragraph <= 1]
    if opening or len(asides) >= max(ASIDES, admitted + 1):
        return (opening or asides)[0].term
    return None


def _score(
    admitted: list[_Evidence], weak: list[_Evidence], sides: set[str], *, aside: Term | None
) -> float:
    """Return the score described above."""
    weights: dict[str, float] = {}

    def weigh(what: str, weight: float, each: _Evidence) -> None:
        opens = each.one.paragraph <= 1
        weight *= ASIDE if aside else OPENING if opens else 1.0
        weights[what] = max(weight, weights.get(what, 0.0))

    for each in (*admitted, *weak):
        weigh(each.one.term.id, WEIGHTS[each.one.strength], each)
    for each in admitted:
        if each.far == sides:
            weigh("both named", TOGETHER, each)
    return 1.0 - math.prod(1.0 - weight for weight in weights.values())


def _evidence_reasons(
    dossier: Dossier, admitted: list[_Evidence], grounds: list[_Evidence]
) -> Iterator[str]:
    """Yield what was found, in plain sentences."""
    for kind, what in (("place", "Places"), ("term", "Terms")):
        forms = dict.fromkeys(
            f"{each.one.hit.pattern.form.form} ({each.one.strength})"
            for each in admitted
            if each.one.term.kind == kind
        )
        if forms:
            yield f"{what} of the dossier: {', '.join(forms)}."
    sections = dict.fromkeys(each.one.term.section for each in grounds if each.one.term.section)
    if sections:
        yield f"Sections: {', '.join(dossier.sections[section] for section in sections)}."


def _grade_reasons(
    *, grounds: bool, passing: bool, heard: bool, aside: Term | None, score: float
) -> Iterator[str]:
    """Yield what made the grade, in plain sentences."""
    if passing:
        yield "All of it stands in one later paragraph without both countries: a mention at most."
    elif not grounds:
        yield "No term stands beside both sides or a place of the file: a mention at most."
    if not heard:
        yield "Nobody is heard speaking: a mention at most."
    if aside:
        yield f"The text is also about something else ({aside.id}): its evidence counts half."
    yield f"Score {score:.2f}; core from {CORE:.2f}."
