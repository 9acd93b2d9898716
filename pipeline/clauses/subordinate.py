"""Clauses that no "that" opens: what is demanded, and what is asked whether it is so. Pure."""

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma

_NEAR = 7  # words from a verb to its clause
_WHETHER = 5  # words of a question up to its "whether"


def before(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the word before such a clause of a verb; None: it has none."""
    known = passage.known.words
    if not (known["wished_that"] or known["whether"]):
        return None
    commas = (at for at in range(cue.last, min(cue.last + _NEAR, last)) if is_comma(passage, at))
    at = next(commas, None)
    if at is None:
        return None
    keys = passage.words.keys
    if keys[at] in known["wished_that"]:
        return at if known["demanding"].at(keys, cue.first) else None
    asks = cue.says and any(key in known["whether"] for key in keys[at : min(at + _WHETHER, last)])
    return at - 1 if asks else None
