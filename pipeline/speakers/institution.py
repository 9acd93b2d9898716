"""Which institution a name is of: by its country, or by where the text is. Pure."""

from collections.abc import Collection

from pipeline.people import people
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import words_of
from pipeline.speakers.speaker import Speaker, body, body_of
from pipeline.speakers.whose import alone, told_of


def institution(cast: Cast, one: Mention) -> list[Speaker] | None:
    """Return which institution a name is of, if that is sure; None: it is but a noun."""
    if not one.institutions or is_of_city(cast, one):
        return None
    if not one.plural and not one.parties and _is_of_many(cast, one):
        return []
    if one.both and len(cast.countries) == 2:  # noqa: PLR2004  a pair
        return _of_both(cast, one)
    if one.parties:
        meant = _of_party(one, one.parties)
        known = cast.known
        if not meant and (known.owner_by_case or known.articled_names or known.drops_subject):
            return None  # of another country than those we know it of
    elif _is_but_a_noun(cast, one):
        return None
    else:
        meant = list(one.institutions) if len(one.institutions) == 1 else _likely(cast, one)
    return [body(meant[0])] if len(meant) == 1 else _of_no_list(cast, one, meant)


def _of_no_list(cast: Cast, one: Mention, meant: list[str]) -> list[Speaker]:
    """Return a body by its name, where we list none of its country or of the place told of."""
    named = cast.known.words["finite"] and one.kind == "institution" and not one.of
    party = one.parties[0] if named and len(set(one.parties)) == 1 else None
    party = party if one.parties else cast.here
    if meant or not party:
        return []
    found = Speaker(id=None, name=cast.text(one), office=None, party=party)
    noun = " ".join(cast.words.keys[one.head : one.last])
    return [cast.bodies.setdefault(noun, found) if one.parties else found]


def _of_both(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the institutions of the two countries told of."""
    pair = [name for party in cast.countries for name in _of_party(one, [party])]
    return [body(name) for name in pair] if len(pair) == 2 else []  # noqa: PLR2004  a pair


def is_of_city(cast: Cast, one: Mention) -> bool:
    """Return whether a body is but of the city a government sits in: Երևանի քաղաքապետարան."""
    seated = cast.known.articled_names and one.of is not None and one.of.metonym
    return seated and cast.words.keys[one.last - 1] in cast.known.words["strange"]


def _of_party(one: Mention, parties: Collection[str | None]) -> list[str]:
    """Return the institutions of a name that are of some countries."""
    known = people().institutions
    return [name for name in sorted(one.institutions) if known[name].party in parties]


def _likely(cast: Cast, one: Mention) -> list[str]:
    """Return which of several a name means: of the place or whom it is told of, or met last."""
    parties = {people().institutions[name].party for name in one.institutions}
    if side := cast.here or told_of(cast, one, parties):
        return _of_party(one, [side])
    met = [who.id for who in cast.institutions if who.id in one.institutions]
    heads = [body_of(who) for who in cast.persons if who.office][-1:]
    met = met or [name for name in heads if name in one.institutions and "presidency" in name]
    likely = [name for name in met[-1:] if name] or _of_party(one, [cast.home()])
    return likely or _of_party(one, [alone(cast, one, parties)])


def _is_of_many(cast: Cast, one: Mention) -> bool:
    """Return whether a form means several, of what in its name is one: the commissions."""
    many = cast.known.endings["many"]
    last = (one.of if one.kind == "document" and one.of else one).last - 1
    if not many or not cast.words.keys[last].endswith(many):
        return False
    names = (words_of(name, cast.known.language) for name in one.institutions)
    return not any(word.endswith(many) for words in names for word in words)


def _is_but_a_noun(cast: Cast, one: Mention) -> bool:
    """Return whether the name of an institution is a noun for many without its country."""
    alone = one.last - one.first == 1 and len(one.institutions) == 1
    meant = cast.known.speakers.at(cast.words.keys, one.first)
    noun = meant is not None and meant[0] == "institutions"
    cased = bool(cast.known.words["finite"]) or cast.known.owner_by_case  # комиссия: of any
    opens = cast.words.keys[one.first] in cast.known.words["strange"]
    opens = opens and cast.known.owner_by_case and cast.words.opens_sentence(one.first)
    small = cased and (opens or not cast.words.capital[one.first])
    return alone and noun and (small or cast.known.head_last)
