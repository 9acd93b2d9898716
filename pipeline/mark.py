"""What stands between quotation marks: nested, unbalanced, over several paragraphs. Pure."""

import re
from dataclasses import dataclass, field

from pipeline.text import Span

_MARK = re.compile(r"[«»“”„‟\"]|''|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_CLOSES = {
    "«": "»",
    "“": "”",
    "„": "“”",
    "‟": "”",
    '"': '"',
    "”": "”",
    "''": "''",
    "‘": "’",
    "'": "'’",
}
_SINGLE = "'‘’"


@dataclass(slots=True, kw_only=True)
class Marked:
    """Words between marks; `start` and `end` without the marks and outer blanks."""

    start: int
    end: int
    opens: int  # of the opening mark
    closes: int  # after the closing mark
    closed: bool = True
    inner: list["Marked"] = field(default_factory=list)


def marked(text: str, span: Span) -> list[Marked]:
    """Return the marked passages of a paragraph, outermost ones, nested ones inside.

    An opening mark whose like opens again before it closes, after a colon, ends there: the
    second goes on with the same speaker. One never closed reaches to the end of the paragraph; a
    closing one without its opening is passed over.
    """
    start, end = span
    stack: list[Marked] = []
    found: list[Marked] = []
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        if stack and mark in _CLOSES[text[stack[-1].opens : stack[-1].start]]:
            if mark in _SINGLE and _goes_on(text, after, end):
                continue
            _close(text, stack.pop(), at, after, stack, found)
            continue
        if len(stack) > 1 and mark in _CLOSES[text[stack[0].opens : stack[0].start]]:
            while stack:  # an inner one was left open
                _close(text, stack.pop(), at, at if stack else after, stack, found)
            continue
        if mark in {"”", "»", "’"} or (mark in _SINGLE and not stack) or after == end:
            if mark == "”" and _begins(text, at, after, start):
                stack.append(Marked(start=after, end=after, opens=at, closes=after))
            continue
        if stack and _opens_again(text, stack, mark, at, end):
            left = stack.pop()
            left.closed = False
            _close(text, left, at, at, stack, found)
        stack.append(Marked(start=after, end=after, opens=at, closes=after))
    while stack:
        left = stack.pop()
        left.closed = False
        _close(text, left, end, end, stack, found)
    return found


def _close(  # noqa: PLR0913, PLR0917  one thought
    text: str, one: Marked, end: int, after: int, stack: list[Marked], found: list[Marked]
) -> None:
    """End a passage; what holds nothing is no passage."""
    inside = text[one.start : end]
    if not one.closed:
        inside = inside.rstrip(" \u00a0:;,—–-")
    one.end = one.start + len(inside.rstrip())
    one.start += len(inside) - len(inside.lstrip())
    one.closes = after
    if one.start < one.end:
        (stack[-1].inner if stack else found).append(one)


def _opens_again(text: str, stack: list[Marked], mark: str, at: int, end: int) -> bool:
    """Return whether a mark begins anew behind a colon, the one before it left open."""
    if text[stack[-1].opens : stack[-1].start] != mark or mark in {'"', "''"}:
        return False
    closes = sum(text.count(one, at, end) for one in _CLOSES[mark])
    return closes <= len(stack) and text[stack[-1].start : at].rstrip().endswith(":")


def _goes_on(text: str, after: int, end: int) -> bool:
    return after < end and text[after].isalnum()


def _begins(text: str, at: int, after: int, start: int) -> bool:
    """Return whether a mark that closes elsewhere opens here: Swedish, or a slip."""
    return (at == start or text[at - 1].isspace()) and text[after : after + 1].isalpha()
