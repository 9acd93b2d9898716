"""Turns: parts of a text that a heading or a "Name:" gives to one speaker. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from pipeline.people import people
from pipeline.speakers.cast import Cast
from pipeline.speakers.lexicon import Lexicon, Words, lexicon
from pipeline.speakers.mention import Mention
from pipeline.speakers.mentioned import mentions
from pipeline.speakers.reference import meet
from pipeline.speakers.speaker import Speaker
from pipeline.statements.section import Section
from pipeline.text import COLONS, Span, paragraphs

_HEADING = 14  # words of the longest heading
_LABEL = 10  # words of the longest name before a colon
_AND = frozenset({"ve", "and", "et", "и", "եւ", "և"})  # və, in our plain form
_SEVERAL = 2  # turns that make a text one of turns
_COLON = re.compile(r"\s*:\s*")
_DOT = {  # the same, where one dot may be a colon; behind an initial it is none
    language: re.compile(rf"(?:(?<=[^\W\d_]{{2}})\s*[{re.escape(marks)}]|\s*:)\s*")
    for language, marks in COLONS.items()
}
_NO_LABEL = re.compile(r"[.!?«»“”\"]")
_LABELLED = re.compile(r"(?:\s*\([^)]*\))?\s*(?::|։|\s[–—-]\s)\s*")  # behind the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's words, without the heading or the name before them."""

    start: int
    end: int
    who: Mention | None  # None: a label that names nobody, as "Moderator"
    written: str


def told(text: str, sections: Iterable[Section]) -> Iterator[tuple[Span, str]]:
    """Yield the words of each section whose speaker the page tells, and that speaker."""
    for one in sections:
        if one.speaker is None:
            continue
        start, first = one.start, text[one.start : one.end].split("\n\n", 1)[0]
        if first.startswith(one.speaker) and (label := _LABELLED.match(first, len(one.speaker))):
            start += label.end()
        elif first == one.heading:
            start += len(first)
        while start < one.end and text[start].isspace():
            start += 1
        if start < one.end:
            yield (start, one.end), one.speaker


def named(speaker: str, forms: Lexicon) -> tuple[Words, Mention | None]:
    """Return the words of a heading or a label, and the one person or office it names, if any."""
    words = Words(speaker, forms)
    found = mentions(words, 0, len(words.keys))
    who = [one for one in found if one.kind == "person"] or [
        one for one in found if one.kind == "office"
    ]
    return words, who[-1] if who else None


def whoever(written: str, language: str, day: date | None) -> list[Speaker]:
    """Return whom a title and a name mean on a day; nobody where that is unsure."""
    forms = lexicon(language)
    if forms is None:
        return []
    words, who = named(written, forms)
    return meet(Cast(words=words, known=forms.known, day=day), who) if who else []


def turns(text: str, words: Words, forms: Lexicon) -> list[Turn]:
    """Return the turns of a text in their order; none where it is not made of turns."""
    spans = paragraphs(text)
    labels = [_labelled(text, span, words, forms) for span in spans]
    if forms.language in _DOT:
        labels = _questions(labels)
    opened: list[tuple[int, int, Turn]] = []  # start of heading, of words, whose
    for number, span in enumerate(spans):
        turn = _headed(text, span, words, forms)
        if turn and number + 1 < len(spans):
            opened.append((span[0], spans[number + 1][0], turn))
        elif labelled := labels[number]:
            opened.append((span[0], labelled.start, labelled))
    if len(opened) < _SEVERAL:
        return _answered(text, spans, labels)
    _, start, whose = opened[-1]
    behind = (one for one in spans if one[0] > start)
    about = (one[0] for one in behind if whose.who and _is_about(whose.who, one, words, forms))
    ends = [start for start, _, _ in opened[1:]] + [next(about, len(text))]
    found = []
    for (_, start, turn), end in zip(opened, ends, strict=True):
        last = start + len(text[start:end].rstrip())
        if start < last:
            found.append(Turn(start=start, end=last, who=turn.who, written=turn.written))
    return found


def _answered(text: str, spans: Sequence[Span], labels: Sequence[Turn | None]) -> list[Turn]:
    """Return the one paragraph that a name opens behind a question, as in an interview."""
    for (before, span), one in zip(pairwise(spans), labels[1:], strict=True):
        asked = text[slice(*before)].rstrip(' \u00a0»"”').endswith("?")
        if one and one.who and one.who.kind == "person" and asked:
            return [replace(one, end=span[1])] if one.start < span[1] else []
    return []


def _is_about(who: Mention, span: Span, words: Words, forms: Lexicon) -> bool:
    """Return whether a paragraph tells what somebody said, and is no more of their own words."""
    first, last = words.within(span)
    if not any(forms.known.cues.at(words.keys, at) for at in words.beginning("cue", first, last)):
        return False
    found = mentions(words, first, min(first + _LABEL, last))[:1]
    if not found or found[0].first != first:
        return False
    tenures = (one for person in who.persons for one in people().persons[person].tenures)
    held = {one.office.id for one in tenures} | who.offices
    return bool(
        found[0].persons & who.persons or (not found[0].persons and found[0].offices & held)
    )


def _headed(text: str, span: Span, words: Words, forms: Lexicon) -> Turn | None:
    """Return the turn that a heading opens: "Statement by X", X-in bəyanatı."""
    first, last = words.within(span)
    if not first < last <= first + _HEADING:
        return None
    said = text[slice(*span)].rstrip(" \u00a0:")
    if said.endswith((".", "!", "?", "։", "”", "»")):
        return None
    heads = forms.known.words["turn"]
    if not heads.at(words.keys, first) and words.keys[last - 1] not in heads:
        return None
    found = mentions(words, first, last)
    who = [m for m in found if m.kind == "person"] or [m for m in found if m.kind == "office"]
    joint = len(who) > 1 and any(key in _AND for key in words.keys[who[0].last : who[-1].first])
    if not who or joint:
        return None
    return Turn(start=span[1], end=span[1], who=who[-1], written=_text(words, who[-1]))


def _labelled(text: str, span: Span, words: Words, forms: Lexicon) -> Turn | None:
    """Return the turn that a name and a colon open."""
    first, last = words.within(span)
    if first == last or not words.capital[first]:
        return None
    edge = span[1] if last <= first + _LABEL else words.starts[first + _LABEL]
    colon = _DOT.get(forms.language, _COLON).search(text, span[0], edge)
    if (
        colon is None
        or not span[0] < colon.start()
        or _NO_LABEL.search(text, span[0], colon.start())
    ):
        return None
    first, last = words.within((span[0], colon.start()))
    if first == last:
        return None
    found = [m for m in mentions(words, first, last) if m.kind in {"person", "office"}]
    alone = last - first == 1 and colon.end() < span[1]
    if not alone and (len(found) != 1 or found[0].first != first):
        return None
    if found and found[0].last < last and words.keys[found[0].last] not in forms.known.cues:
        return None
    written = _text(words, found[0]) if found else text[span[0] : colon.start()]
    return Turn(
        start=min(colon.end(), span[1]),
        end=span[1],
        who=found[0] if found else None,
        written=written,
    )


def _questions(labels: Sequence[Turn | None]) -> list[Turn | None]:
    """Return labels where a word and a dot are one only if somebody's words follow it at once.

    "Question. ... Ani Badalyan. ..."; elsewhere in the text the same word is one, too. Other
    words before a dot, as "First. ...", are a sentence.
    """
    asks = {
        one.written
        for one, following in pairwise(labels)
        if one and one.who is None and following and following.who
    }
    return [one if one and (one.who or one.written in asks) else None for one in labels]


def _text(words: Words, one: Mention) -> str:
    return words.text[words.starts[one.first] : words.ends[one.last - 1]]
