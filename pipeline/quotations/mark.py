"""What stands between quotation marks: nested, unbalanced, over several paragraphs. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.text import Span

_MARK = re.compile(r"''|[«»“”„‟\"‘’']")
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
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])['’](?!\w)")
_STRAIGHT = '""'
_PAIRS = ("«»", "“”", "„“", _STRAIGHT)
_OPENING = "«“„\"”‘'"
_OVER = 6  # paragraphs that one pair of marks may hold
DASH = re.compile(r"[—–-]\s+(?=[^\W\d_a-z])")
_ASKS = re.compile(r"\?\s*\Z|՞")
_OUTLET = r"[«“„\"][^«»“”\"\n]{1,20}[»”\"]"  # whom something was told: сказал “Ъ” X
_TOLD = rf"(?P<stop>[,.!?…])\s*[—–-]\s*(?P<teller>(?:[^«»“”\"\n]|{_OUTLET}){{4,160}}?)"
_NEXT = r"[.,։:]\s*[—–-]\s*"
_ASIDE = re.compile(rf"{_TOLD}{_NEXT}")
_ASIDE_TO_THE_END = re.compile(rf"{_TOLD}(?:{_NEXT}|[.։:]?\Z)")


@dataclass(slots=True, kw_only=True)
class Marked:
    """Words between marks; `start` and `end` without the marks and outer blanks."""

    start: int
    end: int
    opens: int  # of the opening mark
    closes: int  # after the closing mark
    closed: bool = True
    told: bool = False  # its teller stands beside it, inside the same marks
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
    for match in _marks(text, start, end):
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
        single = mark in _SINGLE and not stack and not _is_closed(text, at, after, end)
        if mark in {"”", "»", "’"} or single or after == end:
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


def parted(one: Marked, text: str, is_telling: Callable[[int, int], bool]) -> list[Marked]:
    """Return a passage in two or more where its teller stands inside: «A, — said X. — B»."""
    aside = _ASIDE_TO_THE_END if one.opens == one.closes else _ASIDE
    for match in aside.finditer(text, one.start, one.end):
        if not is_telling(*match.span("teller")):
            continue
        stop = match.end("stop") if match["stop"] in "!?…" else match.start()
        inner = [held for held in one.inner if held.closes <= stop]
        left = replace(
            one, end=stop, closes=match.start("teller"), closed=True, inner=inner, told=True
        )
        if match.end() >= one.end:
            return [left]
        inner = [held for held in one.inner if held.opens >= match.end()]
        right = replace(one, start=match.end(), opens=match.end(), inner=inner, told=True)
        return [left, *parted(right, text, is_telling)]
    return [one]


def dashed(
    text: str, span: Span, marks: list[Marked], is_telling: Callable[[int, int], bool]
) -> list[Marked]:
    """Return the marked passages of a paragraph that a dash opens, as in a dialogue."""
    match = DASH.match(text, *span)
    if match is None:
        return marks
    start, end = match.end(), span[1]
    whole = Marked(start=start, end=end, opens=end, closes=end, inner=marks)
    parts = parted(whole, text, is_telling)
    if parts == [whole]:
        asks = not marks and _ASKS.search(text, start, end)
        return [replace(whole, opens=start)] if asks else marks
    parts[0].opens = span[0]
    held = {id(mark) for part in parts for mark in part.inner}
    apart = [mark for mark in marks if id(mark) not in held]
    return sorted((*parts, *apart), key=lambda mark: mark.opens)


def run_over(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return paragraphs, those that one pair of marks holds joined: opened here, closed later."""
    whole: list[Span] = []
    for at, (start, end) in enumerate(spans):
        if whole and start < whole[-1][1]:
            continue
        last = next(
            (
                _closing(text, spans[at : at + _OVER], pair)
                for pair in _PAIRS
                if _depth(text, start, end, pair) > 0
            ),
            None,
        )
        whole.append((start, end if last is None else last))
    return whole


def _closing(text: str, spans: Sequence[Span], pair: str) -> int | None:
    """Return the end of the paragraph that closes what the first one leaves open."""
    depth = _depth(text, *spans[0], pair)
    for start, end in spans[1:]:
        if text[start] in _OPENING:
            return None  # each paragraph has an opening mark of its own
        more = _depth(text, start, end, pair)
        depth += -more if pair == _STRAIGHT else more
        if depth <= 0:
            return end
    return None


def _depth(text: str, start: int, end: int, pair: str) -> int:
    """Return how many marks of a kind a paragraph leaves open."""
    if pair == _STRAIGHT:
        return text.count(pair[0], start, end) % 2
    return text.count(pair[0], start, end) - text.count(pair[1], start, end)


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the marks of a paragraph, apostrophes inside words left out."""
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if mark not in _SINGLE or _is_mark(text, mark, match.start(), end):
            yield match


def _is_mark(text: str, mark: str, at: int, end: int) -> bool:
    """Return whether an apostrophe opens or closes something, and is not inside a word."""
    before = text[at - 1] if at else " "
    follows = at + 1 < end and (text[at + 1].isalnum() or text[at + 1] == "_")
    within = before.isalnum() or before == "_"
    if mark != "’" and not within and follows:
        return True
    return mark != "‘" and not follows and (within or before in ".,!?")


def _close(  # noqa: PLR0913, PLR0917  one thought
    text: str, one: Marked, end: int, after: int, stack: list[Marked], found: list[Marked]
) -> None:
    """End a passage; what holds no word is no passage."""
    inside = text[one.start : end]
    if not one.closed:
        inside = inside.rstrip(" \u00a0:;,—–-")
    one.end = one.start + len(inside.rstrip())
    one.start += len(inside) - len(inside.lstrip())
    one.closes = after
    if any(char.isalnum() for char in inside):
        (stack[-1].inner if stack else found).append(one)


def _opens_again(text: str, stack: list[Marked], mark: str, at: int, end: int) -> bool:
    """Return whether a mark begins anew behind a colon, the one before it left open."""
    if text[stack[-1].opens : stack[-1].start] != mark or mark in {'"', "''"}:
        return False
    closes = sum(text.count(one, at, end) for one in _CLOSES[mark])
    return closes <= len(stack) and text[stack[-1].start : at].rstrip().endswith(":")


def _goes_on(text: str, after: int, end: int) -> bool:
    return after < end and text[after].isalnum()


def _is_closed(text: str, at: int, after: int, end: int) -> bool:
    """Return whether a single mark that opens at a word's beginning is closed behind another."""
    before = text[at - 1] if at else " "
    closes = _SINGLE_CLOSES.search(text, after, end)
    return before.isspace() and closes is not None and " " in text[after : closes.start()]


def _begins(text: str, at: int, after: int, start: int) -> bool:
    """Return whether a mark that closes elsewhere opens here: Swedish, or a slip."""
    return (at == start or text[at - 1].isspace()) and text[after : after + 1].isalpha()
