"""Through what channel something was said, and where, as far as the text says so. Pure."""

from collections.abc import Iterable

from pipeline.grammar import Grammar
from pipeline.speakers.lexicon import Words

_ORDER = ("briefing", "interview", "post", "call", "communiqué", "speech", "statement", "meeting")


def channel(words: Words, known: Grammar, outside: Iterable[int]) -> str | None:
    """Return the channel named by words outside the marks, None when none is.

    One of briefing (live, weekly), interview, post, call, communiqué, speech (at a conference),
    statement, meeting; the more telling one where several are named.
    """
    facts = words.facts
    named = (known.channels.at(words.keys, at) for at in outside if facts[at].channel)
    found = {one[0] for one in named if one}
    kind = next((one for one in _ORDER if one in found), None)
    if "conference" in found and kind in {None, "speech", "meeting"}:
        return "conference speech"
    if kind == "briefing":
        return " ".join([*(one for one in ("live", "weekly") if one in found), kind])
    return kind
