"""Institutions people.toml does not list, by the name that a text gives them. Pure."""

import re

from pipeline.clauses.declension import in_no_case
from pipeline.speakers.cast import Cast
from pipeline.speakers.institution import is_of_city
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import calls_any
from pipeline.speakers.speaker import Speaker
from pipeline.speakers.unlisted_body import body_noun, is_named, named_body, without_case

_ADJECTIVAL = ("ական", "ային", "յան", "վոր", "քին")  # Armenian endings of adjectives
_ABSTRACT = "թյուն"  # behind the stem of an Armenian noun: ոստիկանու-
_ADJECTIVE = re.compile("(?:[ыи]й|ая|ое|ым|[нк]ом|ого|ому|ой|ую)$")  # Russian
_WORDS = 5  # before the last one of a name
_LETTERS = 3  # of an abbreviation that is a name of its own: ՀՅԴ, but ՊԲ
_CLOSING = {"»": "«", "”": "“", '"': '"'}


def unlisted(cast: Cast, one: Mention) -> list[Speaker] | None:
    """Return an institution we do not know, nobody without its name; None: it may be known."""
    if stranger := _by_capitals(cast, one) or _of_country(cast, one):
        return [stranger]
    if cast.known.owner_by_case:
        return _of_land(cast, _who_speaks(cast, one))
    if cast.known.words["finite"]:
        return _worded(cast, one)
    return _by_name(cast, one)


def _by_name(cast: Cast, one: Mention) -> list[Speaker] | None:
    """Return a body by its name in capitals, of a city, of a kind we list none of, or a field."""
    if is_of_city(cast, one):
        return _named(cast, one)
    for each in (one.of, one):
        if each and _is_of_no_list(cast, each):
            return _named(cast, each) or _met_by_noun(cast, each)
    fielded = one.kind == "institution" and not (one.of or one.institutions)
    if fielded and cast.words.keys[one.last - 1] in cast.known.words["fielded"]:
        return _named(cast, one) or None  # Առողջապահության նախարարություն
    return None


def _met_by_noun(cast: Cast, one: Mention) -> list[Speaker]:
    """Return the body of no table named last that a noun ends: Səfirlik."""
    nouns, language = cast.forms(one.last - 1), cast.known.language
    met = (who for who in reversed(cast.institutions) if is_named(who, nouns, language))
    return [who for who in met if cast.known.drops_subject][:1]


def _by_capitals(cast: Cast, one: Mention) -> Speaker | None:
    """Return an institution by the capitals of its name, or of whose it is."""
    if not cast.known.drops_subject:
        return None
    bodies = (each for each in (one.of, one) if each and each.kind == "institution")
    return next(filter(None, (named_body(cast, each) for each in bodies)), None)


def _of_country(cast: Cast, one: Mention) -> Speaker | None:
    """Return an institution by its country and a noun: Gürcistan Parlamentosu."""
    of_another = one.of is not None and not (cast.known.articled_names and _is_body(one.of))
    if (
        not cast.known.head_last
        or not one.parties
        or of_another
        or one.both
        or len(set(one.parties)) > 1
    ):
        return None
    noun = one.last - one.head == 1  # and no name of its own: Sağlık Bakanlığı
    called = noun and calls_any(cast.forms(one.last - 1), cast.known.language)
    elsewhere = cast.known.articled_names and (one.institutions or one.of)  # Արցախի ՊՆ
    if not elsewhere and (called or not cast.words.capital[one.last - 1]):
        return None
    first = cast.words.starts[one.first]
    name = cast.words.text[first : cast.words.starts[one.last - 1]] + _bare(cast, one.last - 1)
    name = name if cast.known.articled_names else without_case(cast.words, one)
    return Speaker(id=None, name=name, office=None, party=one.parties[0])


def _is_body(one: Mention) -> bool:
    """Return whether a mention is of an institution that people.toml does not list."""
    return one.kind == "institution" and not one.institutions


def _bare(cast: Cast, word: int) -> str:
    """Return the last word of a name without the ending of its case, or the Armenian article."""
    words = cast.words
    written = words.text[words.starts[word] : words.ends[word]].split("-")[0]
    if written.isupper():
        return written  # Արցախի ՊԲ-ն
    cut = words.stems[word] if words.cases[word] else words.keys[word]
    return written[: len(cut)] + (_ABSTRACT if cut.endswith("ու") else "")


def _of_land(cast: Cast, one: Mention) -> list[Speaker] | None:
    """Return a body by its noun and its country, met before without one: прокуратура Армении."""
    words, strange = cast.words, cast.known.words["strange"]
    edge = one.of.first if one.of and one.of.first > one.head else one.last
    word = next((at for at in range(one.head, edge) if words.keys[at] in strange), None)
    herald = cast.known.others.at(words.keys, one.head)  # a press service: of any body
    if one.metonym or one.of_several or herald or word is None:
        return None
    noun = words.stems[word] if words.cases[word] else words.keys[word]
    if one.parties:
        name = in_no_case(words, _adjectives_before(cast, one.first), one.last, word)
        cast.bodies[noun] = Speaker(id=None, name=name, office=None, party=one.parties[0])
    if noun in cast.bodies:
        return [cast.bodies[noun]]
    return None if one.institutions or calls_any({noun}, cast.known.language) else []


def _who_speaks(cast: Cast, one: Mention) -> Mention:
    """Return the body that a press service or a staff speaks for; any other is one of its own."""
    keys, of = cast.words.keys, one.of
    if of is None or of.kind != "institution":
        return one
    own = cast.known.others.at(keys, one.head) or keys[one.head] in cast.known.words["own_bodies"]
    return of if own else one


def foreign_body(cast: Cast, one: Mention) -> Speaker:
    """Return a body of a country of which we know nobody: the German Foreign Ministry."""
    noun = " ".join(cast.words.keys[one.head : one.last])
    found = Speaker(id=None, name=cast.text(one), office=None, party=None)
    return cast.bodies.setdefault(noun, found)


def owned_body(cast: Cast, one: Mention, party: str | None) -> Speaker:
    """Return a body by whose it is, as written but for its case: փոխվարչապետի գրասենյակ."""
    words, last = cast.words, one.last - 1
    cased = words.cases[last] == "other" or cast.known.articled_names
    noun = _bare(cast, last) if cased else words.text[words.starts[last] : words.ends[last]]
    name = words.text[words.starts[one.first] : words.starts[last]] + noun
    return Speaker(id=None, name=name, office=None, party=party)


def _worded(cast: Cast, one: Mention) -> list[Speaker] | None:
    """Return a body by its country and its noun, or by one that names it: the general staff."""
    words, strange = cast.words, cast.known.words["strange"]
    found = strange.at(words.keys, one.head)
    if found is None or one.metonym:
        return None
    noun = " ".join(words.keys[one.head : one.head + found[1]])
    if one.parties or (found[1] > 1 and noun not in cast.bodies):
        party = one.parties[0] if one.parties else None
        cast.bodies[noun] = Speaker(id=None, name=cast.text(one), office=None, party=party)
    return [cast.bodies[noun]] if noun in cast.bodies else None


def _adjectives_before(cast: Cast, first: int) -> int:
    """Return where the adjectives before a body begin: Следственный комитет."""
    words, cues = cast.words, cast.known.cues
    while first and _ADJECTIVE.search(words.keys[first - 1]) and not words.facts[first - 1].cue:
        led = cues.at(words.keys, first - 2) if first > 1 else None
        if words.between(first - 1, first) != " " or (led and led[1] > 1):
            break
        first -= 1
    return first


def _is_of_no_list(cast: Cast, one: Mention) -> bool:
    """Return whether an institution is of a kind that people.toml lists none of: an army."""
    listed = one.kind != "institution" or one.institutions
    return not listed and cast.words.keys[one.last - 1] in cast.known.words["strange"]


def _named(cast: Cast, one: Mention) -> list[Speaker]:
    """Return an institution by its name in capitals: Արցախի պաշտպանության բանակ."""
    words, last = cast.words, one.last - 1
    if quoted := _in_marks(cast, last):
        found = Speaker(id=None, name=f"{quoted} {_bare(cast, last)}", office=None, party=None)
        return [cast.strangers.setdefault(quoted, found)]
    first = one.first
    while first and last - first < _WORDS and _belongs(cast, first - 1):
        first -= 1
    while first < last and not words.capital[first]:
        first += 1
    short = words.text[words.starts[last] : words.ends[last]].split("-")[0]
    if short.isupper() and first == last:
        found = Speaker(id=None, name=short, office=None, party=None)
        own = cast.known.articled_names and len(short) >= _LETTERS
        return [cast.strangers[short]] if short in cast.strangers else [found] if own else []
    if not any(words.capital[first:last]):
        return []
    noun = body_noun(words, last) or _bare(cast, last)
    name = words.text[words.starts[first] : words.starts[last]] + noun
    found = Speaker(id=None, name=name, office=None, party=None)
    initials = [words.keys[at][0] for at in range(first, one.last) if not words.facts[at].party]
    met = cast.bodies if cast.known.drops_subject else cast.strangers
    return [met.setdefault("".join(initials).upper(), found)]


def _in_marks(cast: Cast, last: int) -> str:
    """Return the name between marks that stands right before a noun: «Հայաստան» դաշինքը."""
    words = cast.words
    before = words.text[: words.starts[last]].rstrip()
    opening = _CLOSING.get(before[-1:])
    if opening is None or not cast.known.articled_names:
        return ""
    at = before.rfind(opening, 0, len(before) - 1)
    short = at >= 0 and len(before[at:].split()) <= _WORDS and "\n" not in before[at:]
    return before[at:] if short and before[at + 1].isupper() else ""


def _belongs(cast: Cast, word: int) -> bool:
    """Return whether a word belongs to the name behind it: a country, or a genitive."""
    words, known = cast.words, cast.known
    if known.articled_names:
        of = words.keys[word].endswith((*known.endings["genitive"], *_ADJECTIVAL))
        of = of or (words.facts[word].party and words.cases[word] != "other")  # no "in Armenia"
    else:
        of = words.facts[word].party or words.cases[word] == "other"
    return of and not words.facts[word].cue and words.between(word, word + 1) in {" ", "\u00a0"}
