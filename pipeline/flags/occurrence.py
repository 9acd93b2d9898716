"""Where the terms of a dossier stand in a text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

from ahocorasick_rs import AhoCorasick

from pipeline.dossier import Dossier, Form, Kind, Strength, Term
from pipeline.text import TURKIC, Normal, folded, normalise, paragraphs, script

_SALUTATION = re.compile(r"[^.!?:]{1,120}[,՝!]\s*")


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
class Found:
    """A hit, by where it stands in the document."""

    hit: _Hit
    paragraph: int  # 0 is the title, 1 the first of the body
    start: int  # in the original
    end: int

    @property
    def term(self) -> Term:
        """What was found."""
        return self.hit.pattern.term

    @property
    def strength(self) -> Strength:
        """How sure it makes that the text is on the dossier."""
        return self.hit.pattern.form.strength

    @property
    def names(self) -> bool:
        """Whether it is context, not evidence: a country, an official, a capital."""
        kind = self.term.kind
        return kind in {"country", "official"} or (kind == "place" and self.strength == "weak")


def occurrences(dossier: Dossier, text: str, language: str, *, title: bool) -> list[Found]:
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
        found.append(Found(hit, paragraph, start, end))
    return sorted(found, key=lambda one: (one.start, one.end))


def matches(found: Iterable[Found]) -> tuple[Match, ...]:
    """Return sorted hits as matches, the longest where a place stands in a term."""
    kept: list[Found] = []
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


def places(dossier: Dossier, text: str, language: str) -> tuple[Match, ...]:
    """Return the dossier's places in a text, in order, whatever its grade would be."""
    found = occurrences(dossier, text, language, title=False)
    return matches(one for one in found if one.term.kind == "place")
