"""What is reported outside marks: what stands between them is theirs, but for fragments. Pure."""

from dataclasses import replace

from pipeline.clauses.reported import Clause
from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Passage
from pipeline.quotations.speech import is_speech, speech_behind_colon

_VOICE = 4  # words from a verb of saying to its colon
_PART = 0.85  # of a clause that may stand between marks, for them to be fragments of it


def unmarked(passage: Passage, one: Clause | None) -> Clause | None:
    """Return what is reported, but for what is left to its marks."""
    one = _before_speech(passage, one) if one else None
    return _with_fragments(passage, one) if one and is_marked(passage, one) else one


def _before_speech(passage: Passage, one: Clause) -> Clause:
    """Return what is reported up to a colon that leads to speech: X уверяет, что A: «B».

    Behind a verb of saying the speech is a voice in what is reported.
    """
    first, last = passage.word(one.start), passage.word(one.end)
    at = speech_behind_colon(passage, first, last)
    if at is None or any(cue.says for cue in passage.cues_in(max(first, at - _VOICE), at)):
        return one
    return replace(one, end=passage.words.ends[at - 1])


def _with_fragments(passage: Passage, one: Clause) -> Clause | None:
    """Return what is reported where it holds marks, and they but a part of its words."""
    if not passage.known.fragments_in_reports:
        return None
    whole, held = _whole(passage, one)
    if any(m.told for m in held):
        return None  # marked whole: its teller stands beside it
    between = sum(m.end - m.start for m in held)
    return whole if whole and between <= _PART * (whole.end - whole.start) else None


def around_fragments(passage: Passage, one: Clause) -> Clause | None:
    """Return what is reported by a noun that stands, or begins, outside its marks."""
    if not is_marked(passage, one):
        return one
    whole = _whole(passage, one)[0] if passage.known.fragments_in_reports else None
    if whole is None:
        return None
    span = passage.word(whole.start), passage.word(whole.end)
    return whole if passage.outside(*span) else None


def _whole(passage: Passage, one: Clause) -> tuple[Clause | None, list[Marked]]:
    """Return a clause with the marks it begins or ends with, and all that it holds."""
    held = _held(passage, one)
    if held and held[0].start == one.start:
        one = replace(one, start=held[0].opens)
    if not held or any(m.opens < one.start or m.end > one.end or not m.closed for m in held):
        return None, held
    return replace(one, end=max(one.end, held[-1].closes)), held


def is_spoken(passage: Passage, one: Clause) -> bool:
    """Return whether any words of a clause are speech between marks, no outlet's name."""
    return any(is_speech(m, passage) for m in _held(passage, one))


def is_marked(passage: Passage, one: Clause) -> bool:
    """Return whether any marks stand in a clause, or begin or end there."""
    return bool(_held(passage, one))


def _held(passage: Passage, one: Clause) -> list[Marked]:
    return [m for m in passage.marks if m.opens < one.end and m.closes > one.start]
