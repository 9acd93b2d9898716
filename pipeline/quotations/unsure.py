"""Names whose case is unsure: Փելոսին is Փելոսի with the article, or Փելոս, to whom. Pure."""

from dataclasses import replace

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_subject, only_adverbs
from pipeline.speakers.mention import Mention

_SURE = ("յանին", "ովին", "ևին", "ունուն")  # Armenian: to a name of such an ending


def named_before(passage: Passage, cue: Cue, floor: int) -> Mention | None:
    """Return who stands right before a verb that has no other subject, their case unsure."""
    if not passage.known.endings["unsure"]:
        return None
    every = passage.mentions_in(floor, cue.first)
    opening = passage.word(passage.sentence(passage.words.starts[cue.first])[0])
    found = every[-1:]
    if not any(is_subject(passage, m) for m in every):
        found += [m for m in every if m.first == opening]
    for one in found:
        titled = one.first == opening and one.head > one.first
        beside = titled or only_adverbs(passage, one.last, cue.first)
        if beside and may_be_subject(passage, one):
            return replace(one, case="subject")
    return None


def may_be_subject(passage: Passage, one: Mention) -> bool:
    """Return whether a name nobody told us may be a subject or whom something is told."""
    written, unsure = passage.words.keys[one.last - 1], passage.known.endings["unsure"]
    stranger = one.kind == "person" and not one.persons and one.last - one.first > 1
    cased = bool(unsure) and written.endswith(unsure)
    return stranger and cased and not written.endswith(_SURE)
