"""Which institution a noun means: "the ministry", "the alliance", the one named last. Pure."""

from collections.abc import Iterable

from pipeline.people import people
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import calls_any, is_called
from pipeline.speakers.speaker import Speaker, body, body_of
from pipeline.speakers.unlisted_body import is_named


def ministry(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the institution a bare noun means; nobody where that is unsure."""
    nouns = cast.forms(one.head if cast.known.inverts else one.last - 1)
    small = cast.known.words
    found = _of_parties(cast.institutions, one)
    called = _called(cast, found, nouns)
    anybody = any(noun in small["bodies"] for noun in nouns)
    called = called or _of_another(cast, one, nouns)
    if called or (cast.known.inverts and not anybody):  # le parti is no Assemblée nationale
        return called[-1:]
    if anybody or not (small["things"] or calls_any(nouns, cast.known.language)):
        other = cast.known.owner_by_case and not anybody  # центр, фонд: no ministry
        return [] if other else found[-1:]
    if cast.known.head_last:
        return _called(cast, _of_parties(cast.spoken_for, one), nouns)[-1:]
    last = [] if small["things"] else found[-1:]  # nor is the alliance a ministry
    return _of_who_holds(cast, nouns) or last


def _of_parties(institutions: Iterable[Speaker], one: Mention) -> list[Speaker]:
    """Return the institutions that the countries of a mention allow."""
    return [who for who in institutions if not one.parties or who.party in one.parties]


def _called(cast: Cast, institutions: list[Speaker], nouns: set[str]) -> list[Speaker]:
    language, unlisted = cast.known.language, cast.known.drops_subject
    return [
        who
        for who in institutions
        if is_called(who.id, nouns, language) or (unlisted and is_named(who, nouns, language))
    ]


def _of_another(cast: Cast, one: Mention, nouns: set[str]) -> list[Speaker]:
    """Return the ministry of another country than that told of: the Azerbaijani ministry."""
    met = [*cast.spoken_for, *cast.institutions] if len(one.parties) == 1 else []
    told = _called(cast, met, nouns)[-1:]
    alike = [f"{(who.id or '').rpartition(f'_{who.party}')[0]}_{one.parties[0]}" for who in told]
    return [body(name) for name in alike if name in people().institutions]


def _of_who_holds(cast: Cast, nouns: set[str]) -> list[Speaker]:
    """Return the ministry of the minister met last: Shoigu called, the ministry said."""
    for who in (*cast.focus, *reversed(cast.persons)):
        name = body_of(who)
        if name and is_called(name, nouns, cast.known.language):
            return [body(name)]
    return []
