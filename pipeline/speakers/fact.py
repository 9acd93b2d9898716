"""What is known of a word by itself, whatever stands beside it. Pure."""

from typing import Literal, NamedTuple

Beginning = Literal["cue", "party", "mention", "channel", "utterance", "learned"]


class Fact(NamedTuple):
    """What is known of a word by itself."""

    stem: str
    case: str  # "", "subject" or "other"
    cue: bool  # whether one begins with it
    party: bool
    speaker: bool
    entry: bool  # a name, a title or an institution of people.toml
    mention: bool  # any of these three
    channel: bool
    begins: tuple[Beginning, ...]  # but for mentions
    name: bool  # with a capital it may begin one
    small: bool  # it begins no name
