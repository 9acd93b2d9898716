"""Who holds the office that a title names: who was met and may, or who does that day. Pure."""

from pipeline.people import people
from pipeline.speakers.cast import Cast
from pipeline.speakers.herald import speaks_for
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import title_words
from pipeline.speakers.speaker import Speaker, body, ever_held, may_hold
from pipeline.speakers.whose import told_of


def offices_meant(one: Mention) -> set[str]:
    """Return the offices a title may be, by the countries and institutions named with it."""
    offices = people().offices
    meant = {name for name in one.offices if offices[name].party in one.parties}
    if one.parties:
        return meant
    inside = {name for name in one.offices if offices[name].institution in one.institutions}
    return inside if len(inside) < len(one.offices) and one.institutions else set(one.offices)


def holder(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who holds an office; nobody where that is unsure."""
    meant = offices_meant(one)
    for speaker in [*cast.focus, *reversed(cast.persons)]:
        if may_hold(speaker.id, cast.day, acting=one.acting) & meant:
            unsure = speaker not in cast.focus and _may_be_another(cast, speaker, meant)
            who = _at_home(cast, meant) if unsure else speaker
            return [cast.named(who.id or "", one)] if who else []
    return _of_the_day(cast, one, meant)


def _at_home(cast: Cast, meant: set[str]) -> Speaker | None:
    """Return who of several with a title holds it where the language is at home: Prezident."""
    offices = {name for name in meant if people().offices[name].party == cast.known.home}
    found = {one.id: one for one in cast.persons if may_hold(one.id, cast.day) & offices}
    return next(iter(found.values())) if len(found) == 1 else None


def _may_be_another(cast: Cast, who: Speaker, meant: set[str]) -> bool:
    """Return whether another of those named, not only one of them, may have a title."""
    others = {one.id for one in cast.persons} - {who.id}
    return any(may_hold(other, cast.day) & meant for other in others)


def _of_the_day(cast: Cast, one: Mention, meant: set[str]) -> list[Speaker]:
    """Return who holds an office that day, whom the text did not name.

    A spokesperson whom no row is sure of that day is the institution, heard.
    """
    table = people()
    if cast.day is None or _is_but_a_title(cast, one):
        return []
    parties = {table.offices[name].party for name in meant}
    if len(parties) > 1:
        side = cast.here or told_of(cast, one, parties) or cast.home()
        meant = {name for name in meant if table.offices[name].party == side}
    holders = [tenure for name in meant for tenure in table.holders_on(name, cast.day)]
    if one.acting:
        holders = [tenure for tenure in holders if tenure.acting]
    if len({tenure.person for tenure in holders}) == 1:
        return [cast.named(holders[0].person, one)]
    if holders or not all(map(speaks_for, meant)):
        return []
    bodies = {table.offices[name].institution for name in meant}
    return [body(bodies.pop())] if len(bodies) == 1 else []


def _is_but_a_title(cast: Cast, one: Mention) -> bool:
    """Return whether a noun is a title of one office only with its country: chef de l'ONU."""
    alone = one.last - one.first == 1 and len(one.offices) == 1 and not one.parties
    meant = cast.known.speakers.at(cast.words.keys, one.first) if alone else None
    return meant is not None and meant[0] == "persons"


def former_holder(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who of those named held an office once: the former minister."""
    if one.of:
        return []
    meant = offices_meant(one)
    return [who for who in reversed(cast.persons) if ever_held(who.id) & meant][:1]


def body_of_any(one: Mention) -> list[Speaker]:
    """Return the institution that somebody unnamed speaks for: a Kremlin spokesman."""
    bodies = {people().offices[name].institution for name in offices_meant(one)}
    sure = len(bodies) == 1 and all(map(speaks_for, one.offices))
    return [body(bodies.pop())] if sure else []


def is_staff(cast: Cast, one: Mention) -> bool:
    """Return whether an institution is the staff of a president or of a prime minister."""
    named = {word for at in range(one.first, one.last) for word in cast.forms(at)}
    titles = title_words(cast.known.language)
    return any(
        name.startswith("presidency_") or named & titles[office.id]
        for name in one.institutions
        for office in people().offices.values()
        if office.institution == name and office.id.endswith(("_president", "_pm"))
    )
