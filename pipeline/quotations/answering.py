"""Answers that a dash opens, or that a question parts from the one before. Pure."""

import re

from pipeline.quotations.passage import Passage
from pipeline.text import Span

_DASH = re.compile(r"[—–-]\s+(?=[^\W\d_])")


def answer(passage: Passage) -> Span | None:
    """Return what a paragraph says that a dash opens and no marks hold."""
    start, end = passage.sentences[0][0], passage.sentences[-1][1]
    match = None if passage.marks else _DASH.match(passage.words.text, start, end)
    return (match.end(), end) if match else None


def asks(passage: Passage, start: int, end: int) -> bool:
    """Return whether a stretch is a question that nobody is told to ask: "A". And B? "C"."""
    spans = [span for span in passage.sentences if start <= span[0] < end]
    question = len(spans) == 1 and passage.words.text[start:end].rstrip().endswith("?")
    return question and not passage.cues_in(passage.word(start), passage.word(end))
