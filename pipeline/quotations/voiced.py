"""By whose voice somebody says something: l'UE, par la voix de X, a demandé. Pure."""

from pipeline.quotations.passage import Cue, Passage
from pipeline.speakers.mention import Mention

_BEHIND = 2  # words from a verb to by whose voice
_WHOSE = 2  # words from there to who it is: de son ministère


def voiced(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Mention | None:
    """Return by whose voice something is said, before its verb or right behind it."""
    keys, voices = passage.words.keys, passage.known.words["voices"]
    for at in range(floor, min(cue.last + _BEHIND, ceiling)):
        led = voices.at(keys, at)
        if led is None or any(one.says for one in passage.cues_in(at, cue.first)):
            continue
        edge = at + led[1]
        named = passage.mentions_in(edge, min(edge + _WHOSE, passage.last))
        return named[0] if named else None
    return None
