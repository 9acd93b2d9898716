"""As much of a text as its source allows to be shown. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.text import Span, sentences

SENTENCES = 2  # of a source that allows excerpts


class Allowance:
    """What of some documents one page may show: all, two sentences of each, or nothing.

    A sentence that is shown already costs nothing where it is shown again.
    """

    def __init__(self) -> None:
        self._shown: dict[int, set[str]] = defaultdict(set)

    def of(self, document: int, rights: str, body: str, span: Span) -> list[Span]:
        """Return what of a span of a document's text may be shown, and count it as shown."""
        if rights == "full":
            return [span]
        if rights == "link":
            return []
        shown = self._shown[document]
        kept: list[Span] = []
        for sentence in sentences(body):
            part = within([sentence], span)
            text = body[slice(*sentence)]
            if part and (text in shown or len(shown) < SENTENCES):
                shown.add(text)
                kept += part
        return kept


def within(parts: Sequence[Span], span: Span) -> list[Span]:
    """Return what of some parts of a text lies in a span of it."""
    return [
        (max(start, span[0]), min(end, span[1]))
        for start, end in parts
        if start < span[1] and end > span[0]
    ]


def excerpt(text: str, rights: str) -> str:
    """Return all of a text, its first sentences, or nothing where a link is all."""
    if rights == "full":
        return text
    if rights == "link":
        return ""
    spans = sentences(text)[:SENTENCES]
    return text[: spans[-1][1]] if spans else ""
