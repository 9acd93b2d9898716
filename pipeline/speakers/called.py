"""Whom a title or a noun without a name means: who is in focus, or was met last. Pure."""

from pipeline.people import people
from pipeline.quotations.vocabulary import plain
from pipeline.speakers.cast import Cast
from pipeline.speakers.herald import speaks_for
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import title_words
from pipeline.speakers.noun import is_resuming
from pipeline.speakers.peer import peers
from pipeline.speakers.speaker import Speaker, ever_held, may_hold

_TITLE = 14  # words of the longest title
_MET = 3  # persons met last, whom a noun may mean


def called(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the person in focus, where the countries allow it, and what they are called."""
    if one.former:
        return _once(cast, one)
    before = cast.words.keys[one.first - 1] if one.first else ""
    new = before in cast.known.words["indefinite"] or before in cast.known.words["many"]
    another = bool(one.role) and is_owned(cast, one)  # her husband, his deputy
    unnamed = cast.blurred and is_resuming(cast.words, one.head)
    if new or unnamed or another or (one.of and one.of.kind != "institution"):
        return []
    return next(([who] for who in _near(cast, one) if _may_mean(cast, who, one)), [])


def peer(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who holds the office of who was told of last, of another country."""
    if not is_counterpart(cast, one):
        return []
    offices = [who.office for who in (*cast.focus, *reversed(cast.persons)) if who.office]
    return [cast.named(tenure.person) for tenure in peers(offices, one.parties, cast.day)[:1]]


def herald_met(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the only spokesperson of a country whom the text named: the Russian spokesman."""
    if one.role != "heralds" or not one.parties:
        return []
    met = {who.id: who for who in cast.persons if who.party in one.parties}
    found = [who for who in met.values() if who.office and speaks_for(who.office)]
    return found if len(found) == 1 else []


def is_counterpart(cast: Cast, one: Mention) -> bool:
    """Return whether a noun means who holds the same office elsewhere: his counterpart."""
    return cast.words.keys[one.head] in cast.known.words["counterparts"]


def is_pair(cast: Cast, one: Mention) -> bool:
    """Return whether a noun means the two that a text tells of: the leaders, both men."""
    keys, together = cast.words.keys, cast.known.words["together"]
    pair = together.at(keys, one.first - 1) if one.first else None
    counted = pair is not None and one.first - 1 + pair[1] == one.last
    return counted or together.at(keys, one.first) is not None


def is_college(words: Words, one: Mention) -> bool:
    """Return whether a mention is of a body of several, by its name or a noun: the co-chairs."""
    colleges = words.known.words["colleges"]
    return any(colleges.at(words.keys, at) for at in range(one.first, one.last))


def is_owned(cast: Cast, one: Mention) -> bool:
    """Return whether a word before a noun says that it is his or its: son porte-parole."""
    return one.first > 0 and cast.words.keys[one.first - 1] in cast.known.words["his"]


def is_any(cast: Cast, one: Mention) -> bool:
    """Return whether an article says that nobody met before is meant: a Western diplomat."""
    keys, small, at = cast.words.keys, cast.known.words, one.first - 1
    while at > 0 and (keys[at] in small["function"] or cast.known.parties.begins(keys[at])):
        if keys[at] in small["indefinite"] or cast.words.between(at, at + 1).strip(" -"):
            break
        at -= 1
    return at >= 0 and keys[at] in small["indefinite"]


def is_from(cast: Cast, one: Mention) -> bool:
    """Return whether it is told where somebody is from, as of a new one: учитель из Сотка."""
    words, at = cast.words, one.last
    from_where = at + 1 < len(words.keys) and words.keys[at] in cast.known.words["hailing"]
    return from_where and words.capital[at + 1]


def _near(cast: Cast, one: Mention) -> list[Speaker]:
    """Return whom a noun may mean: who is in focus, and those met last."""
    met = {who.id or who.name: who for who in reversed(cast.persons)}
    if is_counterpart(cast, one):  # another, of there
        return [s for s in met.values() if s.party in one.parties and s not in cast.focus]
    found = [*cast.focus[:1], *list(met.values())[:_MET]]
    if one.parties:  # who is known to be of a country before who may be
        found.sort(key=lambda who: who.party is None)
    return found


def _may_mean(cast: Cast, who: Speaker, one: Mention) -> bool:
    """Return whether a noun may mean somebody met."""
    if cast.known.drops_subject and is_resuming(cast.words, one.head):
        return who.id is None and who in cast.focus and " " in who.name  # sakin: no official
    if who.id is None:
        return _may_mean_stranger(cast, who, one)
    if who.id in people().institutions or not _may_be_called(cast, who, one):
        return False
    return not one.parties or who.party in {None, *one.parties}


def _may_mean_stranger(cast: Cast, who: Speaker, one: Mention) -> bool:
    """Return whether a noun may mean a stranger: a resident or an archbishop is no minister."""
    if _stands_before(cast, who, one):
        return False  # the State Duma speaker
    if cast.words.keys[one.head] in cast.known.words["posts"] and not _was_called(cast, who, one):
        return False
    place = " " not in who.name  # one word may be a place: Dağlıq Qarabağ
    if place or one.role or one.offices:
        other = (place and bool(one.offices)) or _is_titled_else(cast, who, one)
        if who not in cast.focus or other:
            return False
    if not one.parties:
        return True
    titled = cast.of_parties.get(who.name)
    if titled and not set(one.parties) & set(titled):
        return False  # the French envoy is not Azerbaijan's
    return not place and who.party in {None, *one.parties}


def _stands_before(cast: Cast, who: Speaker, one: Mention) -> bool:
    """Return whether a name stands right before a noun: it is no other name for them."""
    last = plain(who.name, cast.known.language).replace("-", " ").split()[-1]
    return one.first > 0 and cast.words.keys[one.first - 1] == last


def _was_called(cast: Cast, stranger: Speaker, one: Mention) -> bool:
    """Return whether a noun stood before a stranger's name: учитель местной школы Вардан."""
    family = plain(stranger.name, cast.known.language).replace("-", " ").split()[-1]
    keys, stem = cast.words.keys, cast.words.stems[one.head]
    named = (at for at in range(one.first) if family in {keys[at], cast.words.stems[at]})
    return any(stem in cast.words.stems[max(0, at - _TITLE) : at] for at in named)


def _is_titled_else(cast: Cast, stranger: Speaker, one: Mention) -> bool:
    """Return whether a text titled a stranger as nobody who holds an office is."""
    titled = cast.titled.get(stranger.name)
    return bool(one.offices) and titled is not None and titled.isdisjoint(one.offices)


def _once(cast: Cast, one: Mention) -> list[Speaker]:
    """Return who is in focus, where they may have held an office once: the former minister."""
    if len(cast.focus) != 1 or one.of or not cast.known.stands_alone:
        return []
    who = cast.focus[0]
    once = who.office not in one.offices and ever_held(who.id) & one.offices
    return [who] if who.id is None or once else []


def _may_be_called(cast: Cast, who: Speaker, one: Mention) -> bool:
    """Return whether a title without a name may be somebody's: no president is a minister."""
    if one.offices:
        return False  # whoever holds it was looked for
    noun = cast.words.keys[one.head]
    if any(noun in cast.known.words[kind] for kind in ("trades", "posts")):
        return False  # no minister is an expert
    if kinds := {kind for kind, nouns in cast.known.called.items() if noun in nouns}:
        held = {who.office} if who.office else ever_held(who.id)
        # a diplomat is no president
        return any(office.partition("_")[2] in kinds for office in held)
    titles = title_words(cast.known.language)
    held = {who.office} if who.office else may_hold(who.id, cast.day)  # not verified
    office = {word for name in held for word in titles.get(name, ())}
    if one.role and not any(word in cast.known.others for word in office):
        return False
    mine = {word for at in range(one.head, one.last) for word in cast.forms(at)}
    return bool(mine & office) or not any(mine & words for words in titles.values())
