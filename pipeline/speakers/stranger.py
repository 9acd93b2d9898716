"""Strangers: persons people.toml does not know, by the longest name that a text gave. Pure."""

import re

from pipeline.clauses.declension import undone
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.speaker import Speaker

_ARTICLE = re.compile(r"ը$|(?<!յա)ն$")  # Armenian, behind a name; յան ends one
_GIVEN = 2  # letters by which given names are told apart, whatever their case
_WHOLE = 3  # letters of a given name, and no title: MM.


def stranger(cast: Cast, one: Mention) -> Speaker | None:
    """Return the stranger that a name means; nobody where it may be a noun, or several's."""
    if _may_be_noun(cast, one) or _is_shared(cast, one):
        return None
    return known_as(cast, one)


def known_as(cast: Cast, one: Mention) -> Speaker:
    """Return the stranger met of a name, or a new one, who is remembered."""
    last = _last(cast, one)
    families = (cast.words.keys[last], _stem(cast, last))
    for family in families:
        met = cast.strangers.get(family)
        if met and not _is_namesake(cast, one, met):
            return met
    name = written(cast, one)
    found = Speaker(id=None, name=name, office=None, party=None)
    cast.of_parties[name] = one.parties
    if one.head > one.first:
        cast.titled[name] = one.offices
    for family in families:
        if cast.strangers.get(family, found) is not found:
            cast.shared.add(family)
        cast.strangers[family] = found
    return found


def is_named_again(cast: Cast, one: Mention) -> bool:
    """Return whether a family name is that of somebody else, whom the text named in full."""
    alone = bool(one.persons) and one.last - one.head == 1 and not one.offices
    other = cast.strangers.get(cast.words.keys[one.head]) if alone else None
    given = other.name.split()[0].rstrip(".") if other and " " in other.name else ""
    return len(given) >= _WHOLE and not any(map(cast.has_met, one.persons))


def _last(cast: Cast, one: Mention) -> int:
    """Return the last word of a name, before a word of respect: Sevil Hanım."""
    if one.last - one.head == 1:
        return one.head
    respect = cast.known.words["respect"].at(cast.words.keys, one.last - 1)
    return one.last - 2 if respect else one.last - 1


def _stem(cast: Cast, word: int) -> str:
    """Return a family name without its ending, of which the n of Petrosyanın is none."""
    key, stem = cast.words.keys[word], cast.words.stems[word]
    whole = f"{stem}n"
    longer = key.startswith(whole) and cast.known.drops_subject
    return whole if longer and (stem.endswith("ya") or whole in cast.words.keys) else stem


def written(cast: Cast, one: Mention) -> str:
    """Return a name as written, without its ending."""
    last = _last(cast, one)
    name = cast.text(one, name=True)
    if last < one.last - 1:
        return name[: cast.words.ends[last] - cast.words.starts[one.head]]
    if last in cast.words.parted:  # Reuters-ի
        whole = cast.words.ends[last] - cast.words.starts[last]
        name = name[: len(name) - whole + len(cast.words.keys[last])]
    elif one.case == "other" and cast.known.endings["undone"]:
        name = undone(name, cast.known)
    elif one.case == "other":  # Tokayevin: the ending is not the name's
        name = name[: len(name) - len(cast.words.keys[last]) + len(_stem(cast, last))]
    elif cast.known.articled_names:
        name = _ARTICLE.sub("", name)
    return name


def _may_be_noun(cast: Cast, one: Mention) -> bool:
    """Return whether a capital that opens a sentence may be a noun: Վարորդն ասաց."""
    surnames, at = cast.known.endings["surname"], one.first
    if not surnames or one.last - one.first > 1 or at in cast.words.parted:
        return False
    key, stem = cast.words.keys[at], cast.words.stems[at]
    if any(one in cast.strangers or one.endswith(surnames) for one in (key, stem)):
        return False
    return cast.words.opens_sentence(at)


def _is_shared(cast: Cast, one: Mention) -> bool:
    """Return whether two strangers have the one name that a mention is."""
    return one.last - one.head == 1 and cast.words.keys[one.head] in cast.shared


def _is_namesake(cast: Cast, one: Mention, known: Speaker) -> bool:
    """Return whether a name is of another in a family: Michael Vann after Bernard Vann."""
    if one.last - one.head == 1:
        return False
    given = plain(known.name, cast.known.language).split()
    if len(given) == 1:
        return False
    return cast.words.keys[one.head][:_GIVEN] != given[0][:_GIVEN]
