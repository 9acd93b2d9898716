"""A dossier: what a followed question is called in each language, and whether a text is on it.

How a text is judged, in words (rule 7: a place name alone is a mention, never core):

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

import hashlib
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args

from ahocorasick_rs import AhoCorasick

from pipeline import toml
from pipeline.errors import DeclarationError
from pipeline.example import Example, examples
from pipeline.text import JOINER, TURKIC, Normal, folded, normalise, paragraphs, script

Kind = Literal["place", "term", "country", "official", "aside", "exclusion"]
Strength = Literal["file", "context", "weak"]
Case = Literal["any", "capital", "upper"]
UsedBy = Literal["both", "armenian", "azerbaijani", "international"]
Grade = Literal["core", "mention"]

DOSSIERS = Path(__file__).resolve().parent / "dossiers"

_SALUTATION = re.compile(r"[^.!?:]{1,120}[,՝!]\s*")

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
class Form:
    """How one language writes a term."""

    language: str
    form: str  # as in the dictionary
    stems: tuple[str, ...]  # normal form; matched from the start of a word to its end
    words: tuple[str, ...]  # normal form; matched whole
    strength: Strength
    case: Case
    used_by: UsedBy
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing a dossier looks for: a place, a term of a section, a country, an official."""

    id: str
    kind: Kind
    section: str | None  # of the dossier; terms only
    side: str | None  # the side it speaks of, for the context of others
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dossier:
    """A question we follow, as its file declares it."""

    slug: str
    title: str
    digest: str  # SHA-256 of the file's bytes
    declared: str  # the file's text
    languages: tuple[str, ...]
    sections: Mapping[str, str]  # id -> title
    sides: tuple[str, ...]
    home: Mapping[str, str]  # language -> the side that it need not name: at home
    terms: tuple[Term, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A term found, by offsets in the text it was found in."""

    start: int
    end: int
    term: str  # id
    form: str  # as in the dictionary
    kind: Kind
    strength: Strength
    section: str | None
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a text is on a dossier, and how much."""

    grade: Grade
    score: float  # 0 to 1, see above
    matches: tuple[Match, ...]  # places and terms in the body, in order, none overlapping
    title_matches: tuple[Match, ...]
    context: tuple[Match, ...]  # countries, officials, capitals around them, in the body
    reasons: tuple[str, ...]  # plain sentences


def all_dossiers() -> list[Dossier]:
    """Return every dossier shipped; raise DeclarationError for a wrong one."""
    return [load(path) for path in sorted(DOSSIERS.glob("*.toml"))]


@cache
def load(path: Path) -> Dossier:
    """Return the dossier a file declares; raise DeclarationError naming file, key and reason."""
    value, content = toml.read(path)
    return _Reader(path.name).dossier(value, content)


class _Reader:
    """Turns a file's values into a dossier, and knows where it is when something is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.languages: tuple[str, ...] = ()
        self.sections: dict[str, str] = {}
        self.sides: tuple[str, ...] = ()

    def wrong(self, key: str, reason: str) -> DeclarationError:
        return DeclarationError(f"{self.file}: {key}: {reason}")

    def dossier(self, value: dict[str, Any], content: bytes) -> Dossier:  # Any: TOML
        kinds: tuple[Kind, ...] = get_args(Kind)
        known = {"slug", "title", "languages", "sections", "sides", "home", "examples", *kinds}
        self.only(value, known, "the file")
        self.languages = tuple(self.texts(value, "languages", "the file"))
        self.sides = tuple(self.texts(value, "sides", "the file"))
        if len(self.sides) != 2:  # noqa: PLR2004  what "both" means
            raise self.wrong("sides", f"{list(self.sides)} are not two")
        home = value.get("home", {})
        if not isinstance(home, dict):
            raise self.wrong("home", f"{home!r} is no table")
        for language, side in home.items():
            if language not in self.languages or side not in self.sides:
                raise self.wrong(f"home.{language}", f"{side!r} is no side, or no such language")
        sections = value.get("sections")
        if not isinstance(sections, dict) or not sections:
            raise self.wrong("sections", "no section is declared")
        self.sections = {key: self.text(sections, key, "sections") for key in sections}
        terms: dict[str, Term] = {}
        for kind in kinds:
            for number, entry in enumerate(value.get(kind, ()), 1):
                term = self.term(entry, kind, f"[[{kind}]] number {number}")
                if term.id in terms:
                    raise self.wrong(f"[[{kind}]] {term.id}", "this id is declared twice")
                terms[term.id] = term
        if slug_is_wrong(slug := self.text(value, "slug", "the file")):
            raise self.wrong("slug", f"{slug!r} is not lower-case letters, digits and hyphens")
        return Dossier(
            slug=slug,
            title=self.text(value, "title", "the file"),
            digest=hashlib.sha256(content).hexdigest(),
            declared=content.decode(),
            languages=self.languages,
            sections=self.sections,
            sides=self.sides,
            home=home,
            terms=tuple(terms.values()),
            examples=tuple(
                examples(
                    value.get("examples", {}),
                    file=self.file,
                    sections=self.sections,
                    languages=self.languages,
                )
            ),
        )

    def term(self, entry: Any, kind: Kind, where: str) -> Term:  # noqa: ANN401  TOML
        if not isinstance(entry, dict):
            raise self.wrong(where, "is no table")
        if "id" in entry:
            where = f"[[{kind}]] {entry['id']}"
        fields = {"id", "note", "kind", "strength", "section", "side", "used_by", "contested"}
        self.only(entry, fields | {"event", *self.languages}, where)
        section = entry.get("section")
        if kind == "term" and section not in self.sections:
            raise self.wrong(f"{where}, section", f"{section!r} is no section of the file")
        if kind != "term" and section is not None:
            raise self.wrong(f"{where}, section", "only a [[term]] has one")
        side = entry.get("side")
        if side is not None and side not in self.sides:
            raise self.wrong(f"{where}, side", f"{side!r} is none of {list(self.sides)}")
        forms = tuple(
            self.form(row, language, entry, f"{where}, {language} number {number}")
            for language in self.languages
            for number, row in enumerate(self.rows(entry, language, where), 1)
        )
        if not forms:
            raise self.wrong(where, "has no form in any language")
        return Term(
            id=self.text(entry, "id", where), kind=kind, section=section, side=side, forms=forms
        )

    def rows(self, entry: dict[str, Any], language: str, where: str) -> list[Any]:  # Any: TOML
        rows = entry.get(language, [])
        if not isinstance(rows, list):
            raise self.wrong(f"{where}, {language}", "is no list of forms")
        return rows

    def form(self, row: Any, language: str, entry: dict[str, Any], where: str) -> Form:  # noqa: ANN401  TOML
        """Return one form; a bare string is its own stem."""
        row = {"form": row} if isinstance(row, str) else row
        if not isinstance(row, dict):
            raise self.wrong(where, "is neither a text nor a table")
        fields = {"form", "stems", "words", "strength", "case", "used_by", "contested"}
        self.only(row, fields, where)
        form = self.text(row, "form", where)
        words = self.texts(row, "words", where) if "words" in row else []
        stems = self.texts(row, "stems", where) if "stems" in row else [] if words else [form]
        defaults = {"strength": "weak", "case": "any", "used_by": "both", "contested": False}
        inherited = {key: value for key, value in entry.items() if key in defaults}
        row = {**defaults, **inherited, **row}
        if not isinstance(row["contested"], bool):
            raise self.wrong(f"{where}, contested", f"{row['contested']!r} is not true or false")
        return Form(
            language=language,
            form=form,
            stems=_written(stems, language),
            words=_written(words, language),
            strength=self.choice(row, "strength", Strength, where),
            case=self.choice(row, "case", Case, where),
            used_by=self.choice(row, "used_by", UsedBy, where),
            contested=row["contested"],
        )

    def only(self, table: dict[str, Any], known: set[str], where: str) -> None:  # Any: TOML
        unknown = sorted(set(table) - known)
        if unknown:
            raise self.wrong(f"{where}, {unknown[0]}", f"unknown key; known: {sorted(known)}")

    def text(self, table: Mapping[str, Any], key: str, where: str) -> str:  # Any: TOML
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{where}, {key}", f"{value!r} is no text")
        return value

    def texts(self, table: dict[str, Any], key: str, where: str) -> list[str]:  # Any: TOML
        value = table.get(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(f"{where}, {key}", f"{value!r} is no list of texts")
        for one in value:
            if not isinstance(one, str) or not one.strip(" *"):
                raise self.wrong(f"{where}, {key}", f"{one!r} is no text")
        return value

    def choice(self, row: dict[str, Any], key: str, of: Any, where: str) -> Any:  # noqa: ANN401  a Literal and its member
        if (value := row[key]) not in get_args(of):
            raise self.wrong(f"{where}, {key}", f"{value!r} is none of {', '.join(get_args(of))}")
        return value


def _written(forms: Sequence[str], language: str) -> tuple[str, ...]:
    """Return forms as they are compared; those with a joiner also as one word: قرهباغ."""
    ways = (way for form in forms for way in (form, form.replace(JOINER, "")))
    return tuple(dict.fromkeys(normalise(way, language).text for way in ways))


def slug_is_wrong(slug: str) -> bool:
    """Return whether a slug could not stand in an address or a command."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) is None


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One thing the automaton looks for."""

    key: str  # up to the first *
    tail: re.Pattern[str] | None  # what must follow the key, where there is a *
    whole: bool  # ends where the word ends
    term: Term
    form: Form


@dataclass(frozen=True, slots=True)
class _Matcher:
    automaton: AhoCorasick
    patterns: list[_Pattern]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern found, in offsets of the normal form."""

    start: int
    end: int
    pattern: _Pattern


_REST = re.compile(r"[^\W\d_]*")
_TURKIC_REST = re.compile(r"[^\W\d_]*(?:'[^\W\d_]+)?")  # Karabağ'dan
_TURKIC_LETTERS = re.compile("[əğşçöüƏĞŞÇÖÜıİ]")


@cache
def _matcher(dossier: Dossier, language: str, *, ascii_only: bool) -> _Matcher:
    """Return what looks for a dossier's terms in texts of one language.

    All forms of the language, and those of other scripts, which harm nothing. Of the other
    languages of its script only forms sure enough to be quoted: `file`, countries, exclusions.
    """
    patterns = []
    written = _scripts(dossier).get(language)
    for term in dossier.terms:
        for form in term.forms:
            foreign = form.language != language
            alike = written is None or _scripts(dossier)[form.language] == written
            sure = form.strength == "file" or term.kind in {"country", "exclusion"}
            if foreign and alike and not sure:
                continue
            for text, whole in (
                *((stem, False) for stem in form.stems),
                *((word, True) for word in form.words),
            ):
                patterns.append(_pattern(folded(text) if ascii_only else text, whole, term, form))
    return _Matcher(AhoCorasick([pattern.key for pattern in patterns]), patterns)


def _pattern(text: str, whole: bool, term: Term, form: Form) -> _Pattern:  # noqa: FBT001  one caller
    key, star, tail = text.partition("*")
    rest = r"[^\W\d_]*".join(re.escape(part) for part in tail.split("*"))
    return _Pattern(key, re.compile(rf"[^\W\d_]*{rest}") if star else None, whole, term, form)


@cache
def _scripts(dossier: Dossier) -> dict[str, str | None]:
    """Return the script each language of a dossier is written in, by its own forms."""
    scripts: dict[str, str | None] = {}
    for form in chain.from_iterable(term.forms for term in dossier.terms):
        if form.language not in scripts:
            scripts[form.language] = next(filter(None, map(script, form.form)), None)
    return scripts


def _hits(matcher: _Matcher, normal: Normal, text: str, language: str) -> list[_Hit]:
    """Return every pattern found that stands at word boundaries and in its case."""
    found = normal.text
    rest = _TURKIC_REST if language in TURKIC else _REST
    hits = []
    for index, start, end in matcher.automaton.find_matches_as_indexes(found, overlapping=True):
        pattern = matcher.patterns[index]
        before = found[start - 1] if start else " "
        if before.isalpha() and found[start].isalnum():
            continue
        if before.isdigit() and found[start].isdigit():
            continue
        if pattern.tail is not None:
            tail = pattern.tail.match(found, end)
            if tail is None:
                continue
            end = tail.end()  # noqa: PLW2901  the whole of what was found
        if pattern.form.case != "any" and not _in_case(pattern, normal, text, start, end):
            continue
        after = found[end : end + 1]
        if pattern.whole:
            if after.isalpha() and found[end - 1].isalnum():
                continue
        elif found[end - 1].isdigit() and after.isdigit():
            continue
        else:
            word = rest.match(found, end)
            end = word.end() if word else end  # noqa: PLW2901  to the end of the word
        hits.append(_Hit(start, end, pattern))
    return hits


def _in_case(pattern: _Pattern, normal: Normal, text: str, start: int, end: int) -> bool:
    original_start, original_end = normal.span(start, end)
    written = text[original_start:original_end]
    return written[0].isupper() if pattern.form.case == "capital" else written.isupper()


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Return the hits, in order, without those that overlap an earlier or longer one."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.pattern.term.id)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _covered(hits: Iterable[_Hit]) -> set[int]:
    """Return the offsets some hits take up."""
    return {at for hit in hits for at in range(hit.start, hit.end)}


@dataclass(frozen=True, slots=True)
class _Found:
    """A hit, by where it stands in the document."""

    hit: _Hit
    paragraph: int  # 0 is the title, 1 the first of the body
    start: int  # in the original
    end: int

    @property
    def term(self) -> Term:
        return self.hit.pattern.term

    @property
    def strength(self) -> Strength:
        return self.hit.pattern.form.strength

    @property
    def names(self) -> bool:
        """Whether it is context, not evidence: a country, an official, a capital."""
        kind = self.term.kind
        return kind in {"country", "official"} or (kind == "place" and self.strength == "weak")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A match of the dossier with what is in its passage, itself included."""

    one: _Found
    around: list[_Found]
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


def _named(some: Iterable[_Found]) -> set[str]:
    """Return the sides named as such: by country, official or capital."""
    return {one.term.side for one in some if one.names and one.term.side}


def _passages(title: list[_Found], body: list[_Found], home: str | None) -> Iterator[_Evidence]:
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


def _found(dossier: Dossier, text: str, language: str, *, title: bool) -> list[_Found]:
    """Return what of a dossier is in a text: exclusions applied, the longest of each kind."""
    normal = normalise(text, language)
    ascii_only = language in TURKIC and not _TURKIC_LETTERS.search(text)
    if ascii_only:
        normal = Normal(folded(normal.text), normal.starts, normal.pieces)
    matcher = _matcher(dossier, language, ascii_only=ascii_only)
    hits = _hits(matcher, normal, text, language)
    by_kind: dict[Kind, list[_Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.pattern.term.kind, []).append(hit)
    hidden = _covered(by_kind.pop("exclusion", []))
    kept = {
        kind: _longest(hit for hit in some if hit.start not in hidden or hit.end - 1 not in hidden)
        for kind, some in by_kind.items()
    }
    places = _covered(kept.get("place", []))  # Western Azerbaijan is not Azerbaijan
    kept["country"] = [hit for hit in kept.get("country", []) if hit.start not in places]
    spans = paragraphs(text)
    opens = 1 if len(spans) > 1 and _SALUTATION.fullmatch(text, *spans[0]) else 0
    starts = [start for start, _ in spans[opens:]]  # a letter begins behind "Dear Mr. President,"
    found = []
    for hit in chain.from_iterable(kept.values()):
        start, end = normal.span(hit.start, hit.end)
        paragraph = 0 if title else max(bisect_right(starts, start), 1)
        found.append(_Found(hit, paragraph, start, end))
    return sorted(found, key=lambda one: (one.start, one.end))


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
    above = _found(dossier, title, language, title=True) if title else []
    body = _found(dossier, text, language, title=False)
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
        matches=_matches(one for one in shown if one.paragraph),
        title_matches=_matches(one for one in shown if not one.paragraph),
        context=_matches(
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


def places(dossier: Dossier, text: str, language: str) -> tuple[Match, ...]:
    """Return the dossier's places in a text, in order, whatever its grade would be."""
    found = _found(dossier, text, language, title=False)
    return _matches(one for one in found if one.term.kind == "place")


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


def _aside(found: list[_Found], admitted: int) -> Term | None:
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


def _matches(found: Iterable[_Found]) -> tuple[Match, ...]:
    """Return sorted hits as matches, the longest where a place stands in a term."""
    kept: list[_Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(
        Match(
            start=one.start,
            end=one.end,
            term=one.term.id,
            form=one.hit.pattern.form.form,
            kind=one.term.kind,
            strength=one.strength,
            section=one.term.section,
            contested=one.hit.pattern.form.contested,
        )
        for one in kept
    )


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
