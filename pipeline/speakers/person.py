"""Whom a name means: somebody of people.toml, by office and day, or a stranger. Pure."""

from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.namesake import respelled, spelled
from pipeline.speakers.speaker import Speaker, ever_held
from pipeline.speakers.stranger import is_named_again, known_as, stranger, written


def person(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who a name is: whom the text named in full before, or whom we know."""
    if is_named_again(cast, one):
        return [known_as(cast, one)]
    if one.persons:
        return _known(cast, one)
    found = _spelled(cast, one) or stranger(cast, one)
    return [found] if found else []


def _known(cast: Cast, one: Mention) -> list[Speaker]:
    """Return which of those of a name it means; nobody where that is unsure."""
    candidates, alone = sorted(one.persons), one.last - one.head == 1
    if one.offices:
        held = [name for name in candidates if ever_held(name) & one.offices]
        if not held:
            return [] if alone else [cast.named(candidates[0], one)]
        candidates = held
    if len(candidates) > 1:
        met = [speaker.id for speaker in cast.persons if speaker.id in candidates]
        exact = [name for name in candidates if met and name == met[-1]]
        # a homonym who may serve as well makes it unsure
        candidates = exact or [name for name in candidates if cast.may_serve(name)]
    if len(candidates) != 1:
        return []
    unproven = alone and not one.offices and not cast.has_met(candidates[0])
    if unproven and cast.day and not cast.may_serve(candidates[0]):
        return []
    return [cast.named(candidates[0], one)]


def _spelled(cast: Cast, one: Mention) -> Speaker | None:
    """Return whom a name means however it is spelled: of its office, or in one that day."""
    if one.last - one.head < 2:  # noqa: PLR2004  two words
        return None
    name = written(cast, one)
    if one.offices:
        may = spelled(name, cast.known.language) | respelled(name)
        meant = [who for who in may if ever_held(who) & one.offices]
    else:
        meant = [who for who in respelled(name) if cast.day and cast.may_serve(who)]
    return cast.named(meant[0], one) if len(meant) == 1 else None
