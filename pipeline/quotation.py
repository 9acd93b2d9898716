"""Quotations: which words of a text are somebody's, and whose. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipeline.grammar import grammar
from pipeline.quotations.interview import interview
from pipeline.quotations.mark import run_over
from pipeline.quotations.meeting import Meeting
from pipeline.quotations.paragraph import Paragraph
from pipeline.quotations.passage import Passage, passage
from pipeline.quotations.quote import Quotation
from pipeline.quotations.signed import signed
from pipeline.speakers.cast import Cast
from pipeline.speakers.lexicon import Lexicon, Words, lexicon
from pipeline.speakers.reference import meet
from pipeline.speakers.speaker import Speaker
from pipeline.statements.section import Section
from pipeline.statements.turn import Turn, named, told, turns
from pipeline.text import Span, paragraphs


def quotations(
    text: str, language: str, day: date | None, sections: Sequence[Section] = ()
) -> list[Quotation]:
    """Return the quotations of a text in their order; turns alone where we have no grammar.

    `day` is when it was published, by which offices are told; None when that is unknown. What
    the page itself says of who speaks in a section outranks what we make of the text.
    """
    known, forms = grammar(language), lexicon(language)
    if known is None or forms is None:
        return [_told(text, *one, None) for one in told(text, sections)]
    words = Words(text, forms)
    cast = Cast(words=words, known=known, day=day)
    given = list(told(text, sections))
    spoken = [] if given else turns(text, words, forms)
    held = [span for span, _ in given] or [(one.start, spoken[-1].end) for one in spoken[:1]]
    asked, answers = ([], []) if held else interview(text, words)
    held, spoken = held or asked, spoken or answers
    found: list[Quotation] = []
    lead: Quotation | None = None
    before: tuple[Passage, int] | None = None  # the paragraph before, and its first quotation
    spoke: list[Quotation] = []
    for span in run_over(text, paragraphs(text)):
        if any(span[0] < end and span[1] > start for start, end in held):
            continue
        if spoken and not (asked or spoke) and span[0] >= spoken[-1].end:  # behind its turns
            spoke = [_turn(text, one, cast) for one in spoken]
        one = passage(span, words)
        if one.first < one.last:
            paragraph = Paragraph(Meeting(one, cast), lead)
            if before:
                found[before[1] :] = paragraph.of_before(before[0], found[before[1] :])
            mine = sorted(paragraph.quotations(), key=lambda quotation: quotation.start)
            if before:
                found[before[1] :] = signed(before[0], found[before[1] :], mine, cast)
            before = one, len(found)
            found += mine
            lead = paragraph.leads()
    found += [_told(text, *one, _met(one[1], cast, forms)) for one in given]
    found += spoke or [_turn(text, one, cast) for one in spoken]
    return sorted(found, key=lambda one: one.start) if asked else found


def _met(speaker: str, cast: Cast, forms: Lexicon) -> tuple[Speaker, ...]:
    """Return whom a heading or a label names, by all that the text said before."""
    words, who = named(speaker, forms)
    return tuple(meet(replace(cast, words=words), who)) if who else ()


def _told(text: str, span: Span, written: str, speakers: tuple[Speaker, ...] | None) -> Quotation:
    """Return a section as a quotation; a heading outranks whose page it stands on."""
    return Quotation(
        start=span[0],
        end=span[1],
        text=text[slice(*span)],
        kind="direct",
        as_written=written,
        speakers=speakers or (),
        confidence=0.95 if speakers else 0.0,
        rule="turn",
    )


def _turn(text: str, one: Turn, cast: Cast) -> Quotation:
    """Return a turn found in the text as a quotation."""
    speakers = tuple(meet(cast, one.who)) if one.who else ()
    made = _told(text, (one.start, one.end), one.written, speakers)
    return replace(made, as_written=one.written or None, confidence=0.95 if one.who else 0.0)
