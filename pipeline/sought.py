"""What "not found" rests on, in words: which texts were looked at, and who could not be. Pure.

A quotation that is not found is never called invented: its original may be where we do not look.
"""

from collections.abc import Mapping
from typing import Any

from pipeline.state import READ

Searched = Mapping[str, Any]  # as table trace keeps it


def sought(searched: Searched, who: str) -> str:
    """Return where some words were looked for and not found, and which sources were not read."""
    sources = searched["sources"]
    if not sources and not searched["texts"]:
        return f"not looked for: no official source of {who} is followed"
    plural = "s" if searched["texts"] != 1 else ""
    languages = f" ({', '.join(searched['languages'])})" if searched["languages"] else ""
    said = (
        f"not found in {searched['texts']} official text{plural} of {who}{languages} "
        f"between {searched['since']} and {searched['until']}"
    )
    return "; ".join([said, *_unread(sources)])


def _unread(sources: list[Mapping[str, Any]]) -> list[str]:
    """Return who was not read since then: how the last visit ended, by outcome."""
    of: dict[str, list[str]] = {}
    for one in sources:
        if one["read"] is None:
            outcome = one["outcome"]
            state = "not visited" if outcome is None or outcome in READ else outcome
            of.setdefault(state, []).append(one["name"])
    return [f"{state} then: {', '.join(names)}" for state, names in of.items()]
