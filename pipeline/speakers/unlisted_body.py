"""Institutions of no table, by capitals before their noun: Daxili İşlər Nazirliyi. Pure."""

from collections.abc import Iterator

from pipeline.quotations.vocabulary import plain
from pipeline.speakers.cast import Cast
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention
from pipeline.speakers.noun import is_family
from pipeline.speakers.speaker import Speaker

_WORDS = 7  # of a name: Əmək və Əhalinin Sosial Müdafiəsi Nazirliyi
_ENDING = 5  # letters of an ending behind the noun: Nazirliyi-ndən
_SPACES = frozenset({" ", "\u00a0"})
_SPEAKING = ("whose", "from", "by")  # cases of who may speak


def unlisted_body(words: Words, index: int, last: int) -> Mention | None:
    """Return an institution that a word begins to name: its capitals, up to a noun of bodies."""
    if not words.known.drops_subject or not words.capital[index]:
        return None
    if _is_acronym(words, index):
        return _mention(words, index, index + 1)
    end = _end(words, index, last)
    return _mention(words, index, end) if end and _speaks(words, end - 1) else None


def named_body(cast: Cast, one: Mention) -> Speaker | None:
    """Return the institution of no table that a mention names, known again by its initials."""
    words = cast.words
    alone = _is_acronym(words, one.last - 1)
    if one.institutions or not (alone or _is_named(words, one)):
        return None
    name = without_case(words, one)
    party = one.parties[0] if one.parties else None
    found = Speaker(id=None, name=name, office=None, party=party)
    own = plain(name[words.starts[one.head] - words.starts[one.first] :], cast.known.language)
    return cast.bodies.setdefault(own if alone else _initials(own, cast), found)


def body_noun(words: Words, word: int) -> str:
    """Return a noun of bodies as written, without its ending; nothing: it is none."""
    start = words.starts[word]
    return words.text[start : start + len(_noun(words, word))]


def without_case(words: Words, one: Mention) -> str:
    """Return the words of a mention, its noun of bodies without its ending."""
    noun = one.last - 1
    cut = "" if _is_acronym(words, noun) else _noun(words, noun)
    end = words.starts[noun] + len(cut or words.keys[noun])
    return words.text[words.starts[one.first] : end]


def is_named(who: Speaker, nouns: set[str], language: str) -> bool:
    """Return whether an institution of no table ends in one of some nouns: the ministry."""
    last = plain(who.name, language).split()[-1]
    return who.id is None and any(last[:_ENDING] == noun[:_ENDING] for noun in nouns)


def is_local(words: Words, word: int) -> bool:
    """Return whether a word in small letters is of a local body: Füzuli rayon icra hakimiyyəti."""
    local = words.known.words["local"]
    if not local or word >= len(words.keys):
        return False
    key = words.keys[word]
    return key in local or (words.keys[word - 1] in local and bool(_noun(words, word)))


def _mention(words: Words, index: int, end: int) -> Mention:
    """Return a mention of an institution, in its case."""
    bare = words.written(end - 1) == (_noun(words, end - 1) or words.keys[end - 1])
    case = "subject" if bare else "other"
    return Mention(first=index, last=end, kind="institution", head=index, case=case)


def _end(words: Words, index: int, last: int) -> int:
    """Return where a name ends that a word begins; 0: it begins none."""
    if _is_no_beginning(words, index):
        return 0
    joining, end = words.known.words["and"], 0
    for at in range(index + 1, min(index + _WORDS, last)):
        if words.between(at - 1, at) not in _SPACES or at - 1 in words.parted:
            break
        joins = words.keys[at] in joining and at + 1 < last and words.capital[at + 1]
        if not (words.capital[at] or joins or is_local(words, at)) or _is_no_part(words, at):
            break
        end = at + 1 if _noun(words, at) else end
    return end


def _is_no_part(words: Words, word: int) -> bool:
    """Return whether a word is of no such name: a verb, a country, a family, a title we know."""
    if words.facts[word].cue or words.facts[word].party or is_family(words, word):
        return True
    hit = words.lexicon.at(words, word) if words.facts[word].entry else None
    return hit is not None and not hit.entry.metonym


def _is_no_beginning(words: Words, index: int) -> bool:
    """Return whether a capital begins no institution's name: where, whose, an outlet's."""
    key, known = words.keys[index], words.known
    opener = key in known.words["name_openers"] or is_local(words, index + 1)
    cased = key.endswith((*known.endings["place"], *known.endings["from"]))
    outlet = any(key[:cut] in known.words["agencies"] for cut in (None, -1, -2))  # Turana
    small = key in known.words["not_names"] and words.opens_sentence(index)
    small = small or key in known.words["function"]
    other = words.facts[index].cue or words.facts[index].party or is_family(words, index)
    whose = words.cases[index] == "other" and key.endswith(known.endings["whose"])
    return outlet or whose or bool(other) or (not opener and (cased or small))


def _noun(words: Words, word: int) -> str:
    """Return the noun of bodies that a word is, without its ending; nothing: it is none."""
    return next(_nouns(words, word), "")


def _nouns(words: Words, word: int) -> Iterator[str]:
    """Yield the nouns of bodies that a word begins with, longest first."""
    key, nouns = words.keys[word], words.known.words["named_bodies"].whole
    shortest = max(len(key) - _ENDING, 0)
    return (key[:cut] for cut in range(len(key), shortest, -1) if key[:cut] in nouns)


def _speaks(words: Words, word: int) -> bool:
    """Return whether a noun is in a case of who may speak: Nazirliyi, of it, from it, by it."""
    speaking = tuple(one for case in _SPEAKING for one in words.known.endings[case])
    written = words.written(word)
    endings = (written[len(noun) :].lstrip("'’-") for noun in _nouns(words, word))
    return any(not ending or ending.endswith(speaking) for ending in endings)


def _is_acronym(words: Words, word: int) -> bool:
    """Return whether a word is an institution's initials: DİN-dən."""
    written = words.text[words.starts[word] : words.starts[word] + len(words.keys[word])]
    return written.isupper() and words.keys[word] in words.known.words["named_bodies"].whole


def _is_named(words: Words, one: Mention) -> bool:
    """Return whether a mention is a name of several words, in capitals, up to its noun."""
    inner = range(one.head, one.last)
    joining = words.known.words["and"]
    whole = words.capital[one.head] and all(
        words.capital[at] or words.keys[at] in joining or is_local(words, at) for at in inner
    )
    return len(inner) > 1 and whole and bool(_noun(words, one.last - 1))


def _initials(name: str, cast: Cast) -> str:
    """Return the first letters of a name: FHN."""
    joining = cast.known.words["and"]
    return "".join(word[0] for word in name.split() if word not in joining)
