"""What the press quotes beside the official words: both, where they differ, and how faithfully."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.excerpt import Allowance
from pipeline.mails.letter import Passage
from pipeline.store.quoted import Quoted
from pipeline.text import Span
from pipeline.traces.sought import sought

UNCOMPARED = "not compared"  # in place of a verdict
REPORTED = "reported"  # likewise, of reported speech: words of nobody known


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Words the press gives to somebody, and those the official text has."""

    document: int  # that quotes
    who: str | None  # as the text names them; None: nobody, or we are unsure
    quoted: Passage | None  # None: it may not be shown
    verdict: str
    looked: str | None  # of words not found: where was looked, and what could not be
    official: Passage | None  # None: there is none, or it may not be shown
    original: int | None  # number of the official document
    differences: tuple[tuple[str, str], ...]  # quoted, official; either may be empty


def compared(found: Sequence[Quoted], allowance: Allowance, language: str) -> list[Compared]:
    """Return what the press quotes beside the official words, as rights allow.

    `language` is that of our own words on where we looked.
    """
    return [_compared(one, allowance, language) for one in found]


def _compared(one: Quoted, allowance: Allowance, language: str) -> Compared:
    quotation, trace = one.quotation, one.trace
    names = [who["name"] for who in quotation.speakers]
    span = (quotation.start, quotation.end)
    words = allowance.of(one.document.id, one.source.rights, one.text, span)
    official = _official(one, allowance)
    both = bool(words) and official is not None
    return Compared(
        document=one.document.id,
        who=", ".join(names) or quotation.as_written,
        quoted=_passage(one.text, words, one.document.language),
        verdict=verdict_of(one),
        looked=sought(trace.searched, ", ".join(names), language)
        if trace is not None and trace.verdict == "not found"
        else None,
        official=official,
        original=one.original.id if one.original else None,
        differences=tuple(differences_of(one)) if both else (),
    )


def verdict_of(one: Quoted) -> str:
    """Return how faithfully words are carried: a verdict, or why there is none."""
    if one.trace is not None:
        return one.trace.verdict
    return REPORTED if one.quotation.kind == "indirect" else UNCOMPARED


def _official(one: Quoted, allowance: Allowance) -> Passage | None:
    """Return the official words in place of the quoted ones, as far as they may be shown."""
    if one.trace is None or one.original is None or one.official is None or one.body is None:
        return None
    spans = sorted({(pair[2], pair[3]) for pair in one.trace.pairs})
    shown = [
        part
        for span in spans
        for part in allowance.of(one.original.id, one.official.rights, one.body, span)
    ]
    return _passage(one.body, shown, one.original.language)


def _passage(body: str, spans: Sequence[Span], language: str) -> Passage | None:
    text = " […] ".join(body[slice(*span)] for span in _joined(spans))
    tag = None if language == "und" else language
    return Passage(text=text, language=tag) if text else None


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, those that touch or have but a blank between them as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def differences_of(one: Quoted) -> Iterator[tuple[str, str]]:
    """Yield what is quoted and what the official text has in its place; either may be empty."""
    if one.trace is not None:
        yield from ((each["quoted"], each["official"]) for each in one.trace.differences)
