"""Institutions people.toml does not list, by the name that a text gives them. Pure."""

import re

from pipeline.clauses.declension import in_no_case
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.naming import calls_any
from pipeline.speakers.speaker import Speaker

_ADJECTIVAL = ("ական", "ային", "յան", "վոր")  # Armenian endings of adjectives
_ABSTRACT = "թյուն"  # behind the stem of an Armenian noun: ոստիկանու-
_ADJECTIVE = re.compile("(?:[ыи]й|ая|ое|ым|[нк]ом|ого|ому|ой|ую)$")  # Russian
_WORDS = 5  # before the last one of a name


def unlisted(cast: Cast, one: Mention) -> list[Speaker] | None:
    """Return an institution we do not know, nobody without its name; None: it may be known."""
    if stranger := _of_country(cast, one):
        return [stranger]
    if cast.known.owner_by_case:
        return _of_land(cast, one.of if one.of and one.of.kind == "institution" else one)
    for each in (one.of, one):
        if each and _is_of_no_list(cast, each):
            return _named(cast, each)
    return None


def _of_country(cast: Cast, one: Mention) -> Speaker | None:
    """Return an institution by its country and a noun: Gürcistan Parlamentosu."""
    if not cast.known.head_last or not one.parties or one.of or one.both:
        return None
    noun = one.last - one.head == 1  # and no name of its own: Sağlık Bakanlığı
    called = noun and calls_any(cast.forms(one.last - 1), cast.known.language)
    if called or not cast.words.capital[one.last - 1]:
        return None
    name = cast.text(one)
    if cast.known.articled_names and one.last - 1 in cast.words.parted:
        name = name.rpartition("-")[0]  # Արցախի ՊԲ-ն
    return Speaker(id=None, name=name, office=None, party=one.parties[0])


def _of_land(cast: Cast, one: Mention) -> list[Speaker] | None:
    """Return a body by its noun and its country, met before without one: прокуратура Армении."""
    words, strange = cast.words, cast.known.words["strange"]
    word = next((at for at in range(one.head, one.last) if words.keys[at] in strange), None)
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
    first = one.first
    while first and last - first < _WORDS and _belongs(cast, first - 1):
        first -= 1
    while first < last and not words.capital[first]:
        first += 1
    short = words.text[words.starts[last] : words.ends[last]].split("-")[0]
    if short.isupper():
        return [cast.strangers[short]] if short in cast.strangers else []
    if not any(words.capital[first:last]):
        return []
    cut = words.stems[last] if words.cases[last] else words.keys[last]
    ending = _ABSTRACT if cut.endswith("ու") else ""
    name = words.text[words.starts[first] : words.starts[last] + len(cut)] + ending
    found = Speaker(id=None, name=name, office=None, party=None)
    own = [words.keys[at][0] for at in range(first, one.last) if not words.facts[at].party]
    return [cast.strangers.setdefault("".join(own).upper(), found)]


def _belongs(cast: Cast, word: int) -> bool:
    """Return whether a word belongs to the name behind it: a country, or a genitive."""
    words = cast.words
    of = words.facts[word].party or words.cases[word] == "other"
    of = of or (not words.capital[word] and words.keys[word].endswith(_ADJECTIVAL))
    return of and not words.facts[word].cue and words.between(word, word + 1) in {" ", "\u00a0"}
