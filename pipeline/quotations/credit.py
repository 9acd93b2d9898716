"""An attribution: who said some words, by which rule; and the frame it is looked for in. Pure."""

from dataclasses import dataclass

from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Cue, Passage
from pipeline.speakers.mention import Mention

_CONFIDENCE = {"after": 0.95, "around": 0.9, "before": 0.9, "according": 0.9, "words": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who a passage belongs to, as written, and by what rule."""

    who: Mention | None
    chunk: tuple[int, int] | None  # words that stand where a speaker stands, when `who` is None
    cue: tuple[int, int] | None  # words
    rule: str
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A marked passage in its sentence, by words: floor ... first [words] last ... ceiling."""

    passage: Passage
    one: Marked
    floor: int
    first: int
    last: int
    ceiling: int


def own(cue: Cue) -> Mention:
    """Return the pronoun that a cue holds: по его словам."""
    return Mention(first=cue.first, last=cue.last, kind="pronoun", head=cue.first)


def made(
    who: Mention | None, cue: Cue, rule: str, chunk: tuple[int, int] | None = None
) -> Attribution:
    """Return an attribution, as sure as its rule; pronouns and bare nouns are less so."""
    base = next((value for start, value in _CONFIDENCE.items() if rule.startswith(start)), 0.75)
    lower = 0.1 if who and who.kind in {"pronoun", "noun", "relative"} else 0.0
    return Attribution(
        who=who, chunk=chunk, cue=(cue.first, cue.last), rule=rule, confidence=base - lower
    )
