"""A quotation: words of a text, whose they are, and by which rule. Pure."""

from dataclasses import dataclass
from typing import Literal

from pipeline.speakers.speaker import Speaker

Kind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a text attributed to speakers."""

    start: int  # offsets of characters, end exclusive, without the marks
    end: int
    text: str
    kind: Kind
    as_written: str | None = None  # the speaker's mention; None where we abstain
    speakers: tuple[Speaker, ...] = ()  # empty where we abstain, and for the unnamed
    channel: str | None = None
    cue: str | None = None
    confidence: float  # 0 to 1, of the speaker
    rule: str
    embedded_in: int | None = None  # start of the quotation whose words it stands in
