"""From a mention to who it is, on that day: names, offices, "the ministry", "she". Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pipeline.people import Tenure, people
from pipeline.speakers.called import (
    called,
    herald_met,
    is_any,
    is_college,
    is_counterpart,
    is_from,
    is_owned,
    is_pair,
    peer,
)
from pipeline.speakers.cast import Cast
from pipeline.speakers.foreign import called_after, is_of_others
from pipeline.speakers.herald import speaks_for, spokespersons
from pipeline.speakers.holder import body_of_any, former_holder, holder, is_staff, offices_meant
from pipeline.speakers.institution import institution
from pipeline.speakers.issuer import issuer, may_issue
from pipeline.speakers.mention import Kind, Mention
from pipeline.speakers.ministry import ministry
from pipeline.speakers.naming import title_words
from pipeline.speakers.person import person
from pipeline.speakers.pronoun import pronoun, relative
from pipeline.speakers.speaker import Speaker, body, body_of, ever_held, may_hold
from pipeline.speakers.unlisted import foreign_body, owned_body, unlisted

_NO_REPUBLICS = frozenset(
    {"russia", "united_states", "european_union", "united_nations", "osce"}
)  # parties that nobody calls a republic
_OF_LANDS = frozenset({"institution", "office", "document"})
_HOLDING = frozenset({"person", "office", "noun"})


def meet(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who a mention is, and remember them."""
    cast.stated |= offices_meant(one) if one.offices else set()
    found = who_is(cast, one)
    party = one.parties[-1] if one.parties else found[0].party if found else None
    cast.land = party if party and not _is_leg(cast, one) else cast.land
    cast.republic = cast.republic if cast.land in _NO_REPUBLICS else cast.land
    counterpart = one.kind == "noun" and is_counterpart(cast, one)
    named = one.kind in {"person", "office"}
    if named or counterpart or (one.kind == "institution" and not one.metonym):
        cast.remember(found)
    if one.kind == "person" and one.head > one.first:
        spoken = filter(speaks_for, {office for each in found for office in ever_held(each.id)})
        cast.spoken_for += [body(people().offices[office].institution) for office in spoken]
    if one.kind == "institution" and is_college(cast.words, one):
        cast.college = found
    if may_issue(cast, one):
        cast.issuers |= {each.id or each.name: each for each in found}
    return found


def _is_leg(cast: Cast, one: Mention) -> bool:
    """Return whether a capital is but one end of a road or a line: трассу Ереван - Тбилиси."""
    if not (one.metonym and one.first and cast.known.owner_by_case):
        return False
    dash = cast.words.between(one.first - 1, one.first).strip() in {"-", "–", "—"}
    return dash and cast.words.capital[one.first - 1]


def who_is(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who a mention is; nobody where that is unsure, of several of all of them."""
    if one.plural and len(one.each) > 1:
        found = [who_is(cast, each) for each in one.each]
        return [each for some in found for each in some] if all(found) else []
    one = _of_land(cast, one)
    if is_of_others(cast.words, cast.known, one):
        body_here = one.kind == "institution" and bool(one.institutions)
        named = body_here and bool(cast.known.words["finite"])
        at = called_after(cast.words, cast.known, one) if named else None
        if at is not None:
            return [foreign_body(cast, replace(one, first=at))]
        meant = bool(cast.known.words["foreign"]) and one.kind != "institution"
        return [each for each in cast.focus if each.id is None and meant]
    return _WAYS[one.kind](cast, one)


def _of_land(cast: Cast, one: Mention) -> Mention:
    """Return a mention with the country that "the country" means behind it, МИД республики."""
    if one.parties or one.kind not in _OF_LANDS:
        return one
    its = cast.known.words["its"]
    here = one.last < len(cast.words.keys) and cast.words.keys[one.last] in its
    land = _its_land(cast, one) if here else None
    if not land:
        return one
    of = one.of and replace(one.of, last=one.last + 1, parties=(land,))
    return replace(one, last=one.last + 1, parties=(land,), of=of)


def _its_land(cast: Cast, one: Mention) -> str | None:
    """Return whom "the country" behind a mention means; "the republic" is one called so."""
    words, at = cast.words, one.last
    if not cast.known.words["republic"].begins_in(words.keys[at : at + 1]):
        return cast.land or cast.home()
    return cast.republic if cast.seat in {None, *_NO_REPUBLICS} else cast.seat


def _title(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who has a title: who holds the office, or whom the text calls so."""
    if one.both and not one.plural:
        return _both(cast, one)
    if _means_both(cast, one):
        return _those_met(cast, one)
    if cast.known.words["finite"] and is_any(cast, one):
        return body_of_any(one)
    if met := _titled(cast, one):
        return [met]
    found = former_holder(cast, one) if one.former else _office(cast, one)
    return found or called(cast, one)


def _titled(cast: Cast, one: Mention) -> Speaker | None:
    """Return a stranger in focus whom the text gave an office, where it is named again."""
    who = cast.focus[0] if len(cast.focus) == 1 and not one.parties else None
    if who is None or who.id or not one.offices <= cast.titled.get(who.name, frozenset()):
        return None
    return who


def _both(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who holds an office in each of the two countries told of: iki bakan."""
    of_each = (replace(one, both=False, parties=(party,)) for party in cast.countries)
    found = [each for here in of_each for each in _office(cast, here)]
    return found if len(found) == 2 else []  # noqa: PLR2004  a pair


def _office(cast: Cast, one: Mention) -> list[Speaker]:
    of = one.of
    if of and of.kind == "institution" and not (of.institutions or one.institutions):
        return []  # the president of an association
    if of and (of.kind != "institution" or is_staff(cast, of)):
        return _herald_of(cast, one)  # no envoy, nor the head of the presidency's staff
    return holder(cast, one)


def _institution(cast: Cast, one: Mention) -> list[Speaker]:
    """Return an institution by its name, or by a noun and whose it is."""
    known = institution(cast, one)
    if known is None:
        known = unlisted(cast, one)
    if known is None:
        known = _body_of(cast, one) if one.of else ministry(cast, one)
    return known


def _body_of(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the institution that somebody heads or is of: Pashinyan's office."""
    noun = one.head if cast.known.owner_by_case else one.last - 1
    own = cast.words.keys[noun] in cast.known.words["own_bodies"]
    if own and one.of and one.of.kind == "institution":
        return who_is(cast, one.of)  # the ministry's press service
    whose = who_is(cast, one.of) if own and one.of and one.of.kind in _HOLDING else []
    head = _as_called(cast, whose[0], one) if len(whose) == 1 else None
    if head is None or not head.office:
        return []
    deputy = not people().offices[head.office].single_holder
    if deputy and cast.known.head_last:  # whose office is not the cabinet
        return [owned_body(cast, one, head.party)]
    return [body(held)] if (held := body_of(head)) else []


def _as_called(cast: Cast, who: Speaker, one: Mention) -> Speaker:
    """Return whose a body is, in that of their offices which it names: the vice-premier's."""
    titles, words = title_words(cast.known.language), range(one.first, one.last)
    mine = {form for at in words for form in cast.forms(at)}
    offices = (name for name in sorted(may_hold(who.id, cast.day)) if mine & titles[name])
    return replace(who, office=next(offices, who.office))


def _document(cast: Cast, one: Mention) -> list[Speaker]:
    """Return whose a document is: the minister's, theirs, or of who may have sent it out."""
    if one.of and one.of.kind in {"person", "office", "noun"}:
        return who_is(cast, one.of)
    if one.first and cast.words.keys[one.first - 1] in cast.known.words["owners"]:
        return pronoun(cast, replace(one, first=one.first - 1, last=one.first))
    if one.institutions:
        return _institution(cast, one)
    by_case = cast.known.owner_by_case and one.of and one.of.kind == "institution"
    if one.of and (cast.known.head_last or by_case):
        return _institution(cast, one.of)
    return issuer(cast, one)


def _noun(cast: Cast, one: Mention) -> list[Speaker]:
    """Return whom a noun means: a herald, somebody met, or a pair."""
    if _means_both(cast, one):
        return _those_met(cast, one)
    others = one.of is not None and one.of.kind != "institution"
    if is_college(cast.words, one):
        return cast.college
    if one.unnamed or is_any(cast, one) or is_from(cast, one):
        heard = one.role == "heralds" and bool(one.institutions) and not others
        return _institution(cast, one) if heard and cast.known.words["finite"] else []
    if others:
        return _herald_of(cast, one)
    if one.role == "heralds" and (one.institutions or is_owned(cast, one)):
        return _herald(cast, one)
    return called(cast, one) or herald_met(cast, one) or peer(cast, one)


def _means_both(cast: Cast, one: Mention) -> bool:
    """Return whether a noun means those who met, and says not whose they are: the parties."""
    if one.of or one.parties:
        return False
    several = one.kind == "office" and cast.words.keys[one.last - 1].endswith(
        cast.known.endings["many"] or ("\n",)
    )
    return several or is_pair(cast, one)


def _those_met(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the two who met, each of a party of their own, who may have a title of several."""
    both = cast.pair()
    if one.offices and one.last - one.first > 1:
        both = [each for each in both if may_hold(each.id, cast.day) & one.offices]
    return both if len({each.party for each in both} - {None}) == len(both) else []


def _herald(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who speaks for an institution, or it, where that is not known of the day."""
    found = _institution(cast, one) if one.institutions else []
    bodies = {each.id for each in found} if one.institutions else {_of_topic(cast)}
    if held := spokespersons(bodies, cast.day):
        return _only(cast, held)
    return found if cast.day else []


def _of_topic(cast: Cast) -> str | None:
    """Return the institution that the last sentence is about, or whom it is about is of."""
    topic = cast.topic
    if topic and topic.id in people().institutions:
        return topic.id
    return body_of(topic) if topic else None


def _herald_of(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the spokesperson of somebody whose institution we know, or it: the premier's."""
    heralds = one.role == "heralds" or (one.offices and all(map(speaks_for, one.offices)))
    principal = who_is(cast, one.of) if one.of and heralds else []
    bodies = {body_of(each) for each in principal if each.office}
    if not bodies and heralds and one.of and one.of.kind == "office":
        bodies = {people().offices[name].institution for name in offices_meant(one.of)}
    if len(bodies) != 1 or cast.day is None:
        return []
    if held := spokespersons(bodies, cast.day):
        return _only(cast, held)
    deputy = one.of is not None and one.of.role  # heads no body
    return [] if deputy else [body(name) for name in bodies if name]


def _only(cast: Cast, held: list[Tenure]) -> list[Speaker]:
    """Return who holds an office, if it is one alone."""
    return [cast.named(held[0].person)] if len(held) == 1 else []


_WAYS: Mapping[Kind, Callable[[Cast, Mention], list[Speaker]]] = {
    "person": person,
    "office": _title,
    "institution": _institution,
    "document": _document,
    "noun": _noun,
    "pronoun": pronoun,
    "relative": relative,
}
