"""Interviews whose turns name nobody: each opens with a dash, or with "question". Pure.

In languages whose grammar lists how an outlet says that it asks.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention
from pipeline.speakers.mentioned import mentions
from pipeline.statements.turn import Turn
from pipeline.text import Span, paragraphs

_DASH = re.compile(r"[—–-]\s+(?=[^\W\d_])")
_LABEL = re.compile(r"([^\W\d_]+)\s*[.:։․]\s+(?=[^\W\d_])")
_ASKS = re.compile(r"\?\s*\Z|՞")
_ASIDE = re.compile(r"[,.!?։]\s*[—–-]\s*(?=[^\W\d_])")
_ANY = 2  # paragraphs, a question and its answer


def interview(text: str, words: Words) -> tuple[list[Span], list[Turn]]:
    """Return the paragraphs of an interview's questions and answers, and the answers.

    The answers are those of the one person whom the text names outside of them, or of whom it
    says that it asked.
    """
    if not words.known.words["we_ask"]:
        return [], []
    spans = paragraphs(text)
    kinds = [_kind(text, span, words) for span in spans]
    held: list[int] = []
    for at, (one, following) in enumerate(pairwise(kinds)):
        goes_on = at in held
        if one[0] == "asks" and following[0] == "answers":
            held += [number for number in (at, at + 1) if number not in held]
        elif goes_on and one[0] == following[0] == "answers":
            held.append(at + 1)
    if len(held) < _ANY:
        return [], []
    outside = [span for number, span in enumerate(spans) if number not in held]
    who = _only(words, outside) or _asked(words, [spans[at] for at in held])
    written = words.text[words.starts[who.first] : words.ends[who.last - 1]] if who else ""
    answers = [
        Turn(start=kinds[at][1], end=spans[at][1], who=who, written=written)
        for at in held
        if kinds[at][0] == "answers"
    ]
    return [spans[at] for at in held], answers


def _kind(text: str, span: Span, words: Words) -> tuple[str, int]:
    """Return whether a paragraph asks, answers or neither, and where its words begin."""
    known = words.known.words
    label = _LABEL.match(text, *span)
    if label:
        at = words.within((label.start(1), label.end(1)))[0]
        kind = next((one for one in ("asks", "answers") if words.keys[at] in known[one]), "")
        return kind, label.end()
    dash = _DASH.match(text, *span)
    if dash is None:
        return "", span[0]
    if aside := _ASIDE.search(text, dash.end(), span[1]):
        first, last = words.within((aside.end(), span[1]))
        ours = any(words.keys[at] in known["we_ask"] for at in range(first, last))
        told = any(words.facts[at].cue for at in range(first, last))
        if told and not ours:
            return "", span[0]  # somebody tells what is said
        if ours:
            return "asks", dash.end()
    return "asks" if _ASKS.search(text, dash.end(), span[1]) else "answers", dash.end()


def _persons(words: Words, spans: Sequence[Span]) -> list[Mention]:
    found = (one for span in spans for one in mentions(words, *words.within(span)))
    return [one for one in found if one.kind in {"person", "office"}]


def _only(words: Words, spans: Sequence[Span]) -> Mention | None:
    """Return the one person whom some paragraphs name, where they name no other."""
    named = [one for one in _persons(words, spans) if one.kind == "person"]
    families = {words.stems[one.last - 1] for one in named}
    return max(named, key=lambda one: one.last - one.first) if len(families) == 1 else None


def _asked(words: Words, spans: Sequence[Span]) -> Mention | None:
    """Return of whom an outlet says that it asked: հարցրինք X-ին."""
    we_ask = words.known.words["we_ask"]
    for first, last in map(words.within, spans):
        at = next((at for at in range(first, last) if words.keys[at] in we_ask), None)
        found = [] if at is None else mentions(words, at, last)
        if found:
            return found[0]
    return None
