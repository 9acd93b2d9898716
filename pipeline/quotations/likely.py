"""Whose words most likely are that no rule gives: who alone is named beside them. Pure."""

from pipeline.quotations.credit import Attribution, Frame
from pipeline.quotations.role import is_agency, is_subject

_NAMED = frozenset({"person", "office"})


def likely(frame: Frame) -> Attribution | None:
    """Return who alone may be the subject of the sentence around marks, whatever its verb."""
    passage = frame.passage
    stretches = ((frame.floor, frame.first), (frame.last, frame.ceiling))
    if any(passage.cues_in(*one) for one in stretches):
        return None  # whose verb that is, others told, or would not
    found = [m for one in stretches for m in passage.mentions_in(*one) if m.kind in _NAMED]
    may = [m for m in found if is_subject(passage, m, behind=True) and not is_agency(passage, m)]
    if len(may) != 1:
        return None
    return Attribution(who=may[0], chunk=None, cue=None, rule="likely", confidence=0.5)
