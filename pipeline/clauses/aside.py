"""What stands between commas in a sentence, and whose verb goes on behind it. Pure."""

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma, is_subject
from pipeline.speakers.mention import Mention

_PAIR = 2  # commas of an aside


def goes_on(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb behind a comma is of who begins the sentence: X, just back, said.

    An aside has two commas; with more there may be another clause: X, just back, is ready, said Y.
    """
    start, _ = passage.sentence(passage.words.starts[cue.first])
    who = opening(passage, passage.word(start))
    if who is None or who.last >= cue.first or not is_comma(passage, who.last):
        return False
    commas = [at for at in range(who.last, cue.first + 1) if is_comma(passage, at)]
    return len(commas) == _PAIR and commas[-1] == cue.first


def opening(passage: Passage, first: int) -> Mention | None:
    """Return who a sentence begins with, as its subject."""
    found = passage.mentions_in(first, first + 1)
    return found[0] if found and is_subject(passage, found[0]) else None
