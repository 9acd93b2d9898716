"""As much of a text as its source allows to be shown. Pure."""

from pipeline.text import sentences

SENTENCES = 2  # of a source that allows excerpts


def excerpt(text: str, rights: str) -> str:
    """Return all of a text, its first sentences, or nothing where a link is all."""
    if rights == "full":
        return text
    if rights == "link":
        return ""
    spans = sentences(text)[:SENTENCES]
    return text[: spans[-1][1]] if spans else ""
