"""Whom a pronoun means: he, she, it, they, the latter, who, or none at all. Pure."""

from pipeline.speakers.agreement import SEVERAL, of_pronoun
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.speaker import Speaker


def pronoun(cast: Cast, one: Mention) -> list[Speaker]:
    """Return whom a pronoun means; nobody where that is unsure."""
    key, known = cast.words.keys[one.first], cast.known
    if one.role == "dropped":
        return cast.focus
    if key in known.words["things"] or key in known.words["there"]:
        return cast.body
    if key in known.words["groups"]:
        return cast.group or (cast.pair() if known.stands_alone or known.drops_subject else [])
    if known.words["latter"].at(cast.words.keys, one.first):
        return cast.persons[-1:]
    return _by_gender(cast, cast.words.keys[one.first : one.last])


def relative(cast: Cast, one: Mention) -> list[Speaker]:
    """Return whom a relative stands for: who was named last."""
    thing = cast.words.keys[one.first] in cast.known.words["things"]
    return [] if thing else cast.persons[-1:]


def _by_gender(cast: Cast, keys: list[str]) -> list[Speaker]:
    """Return whom a pronoun means by who is in focus, and by whether it is he or she."""
    found = cast.focus or ([] if cast.blurred else _only(cast))
    wanted = of_pronoun(cast.known, keys)
    if wanted == SEVERAL:
        return cast.group
    if len(found) == 1 and wanted and cast.gender(found[0]) not in {"", wanted}:
        return [one for one in reversed(cast.persons) if cast.gender(one) == wanted][:1]
    return found


def _only(cast: Cast) -> list[Speaker]:
    """Return the one person met so far, if no other was; a single word may be a place."""
    found = {one.id or one.name: one for one in cast.persons if one.id or " " in one.name}
    return list(found.values()) if len(found) == 1 else []
