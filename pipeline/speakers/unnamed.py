"""How an outlet words somebody it does not name: "a senior official close to the talks". Pure."""

from pipeline.quotations.passage import Passage
from pipeline.quotations.vocabulary import Vocabulary
from pipeline.speakers.mention import Mention

_PERSONS = frozenset({"person", "office", "noun"})
_GIVEN = 14  # words from a noun to the name behind it
_WIDEST = 5  # words to either side of the noun


def wording(passage: Passage, who: Mention, cue: tuple[int, int] | None) -> str:
    """Return the noun with the words that belong to it, up to a mark or the verb of saying.

    Behind the noun words are taken only where the verb ends them: "a source close to the talks
    said"; or one in small letters, where nothing else follows a verb: « a dit une source proche ».
    """
    words = passage.words
    first, last = who.first, who.last
    head_last = passage.known.head_last
    edge = cue[1] if cue and cue[1] <= first else passage.first
    while first > max(edge, who.first - _WIDEST) and _belongs(passage, first - 1):
        first -= 1
        if words.keys[first] in passage.known.words["articles"] and not head_last:
            break
    if cue and cue[0] >= last:
        if not head_last and _is_unbroken(passage, last, cue[0]):
            last = cue[0]
            while last > who.last and any(words.keys[last - 1] in one for one in _verbal(passage)):
                last -= 1
    elif last < passage.last and not words.capital[last] and _is_adjective(passage, last):
        last += 1
    return words.text[words.starts[first] : words.ends[last - 1]]


def _verbal(passage: Passage) -> list[Vocabulary]:
    """Return the small words that belong to a verb: n'a pas dit."""
    return [passage.known.words[one] for one in ("perfect", "clitics", "negations")]


def name_given(passage: Passage, who: Mention) -> Mention | None:
    """Return the name that somebody unnamed gave: a woman who gave her name as Narine."""
    words, so = passage.words, passage.known.words["named_so"]
    end = passage.word(passage.sentence(words.starts[who.first])[1])
    for at in range(who.last, min(who.last + _GIVEN, end)) if who.unnamed else ():
        if found := so.at(words.keys, at):
            behind = passage.mentions_in(at + found[1], min(at + found[1] + 1, end))
            named = behind and behind[0].kind == "person" and not behind[0].offices
            return behind[0] if named else None
    return None


def meant(passage: Passage, who: Mention) -> Mention:
    """Return who is meant by an institution's name before a noun: its official; or by "who"."""
    if who.kind == "relative":
        before = passage.mentions_in(passage.first, who.first)
        nouns = [one for one in before if one.kind in _PERSONS]
        return nouns[-1] if nouns and nouns[-1].unnamed else who
    behind = passage.mentions_in(who.last, who.last + 1)
    is_his = who.kind == "institution" and not passage.known.head_last
    if not is_his or not behind or not behind[0].unnamed or behind[0].first != who.last:
        return who
    apart = passage.words.between(who.last - 1, who.last).strip(" \u00a0")
    return who if apart else behind[0]


def _belongs(passage: Passage, word: int) -> bool:
    """Return whether a word runs on to the next one, begins no clause, and is no other's name."""
    apart = passage.words.between(word, word + 1).strip(" \u00a0-'’")
    known = passage.known.words
    small = (known["that"], known["before"], known["adverbs"])
    if apart or any(passage.words.keys[word] in one for one in small):
        return False
    opens = word == passage.word(passage.sentence(passage.words.starts[word])[0])
    return opens or passage.known.capital_adjectives or not passage.words.capital[word]


def _is_unbroken(passage: Passage, first: int, last: int) -> bool:
    """Return whether no mark stands between a noun and its verb, and not too many words."""
    gaps = (passage.words.between(at - 1, at) for at in range(first, last + 1))
    return last - first <= _WIDEST and not any(gap.strip(" \u00a0-'’") for gap in gaps)


def _is_adjective(passage: Passage, word: int) -> bool:
    """Return whether a word behind a noun may be its adjective: in languages that put it there."""
    small = passage.known.words
    apart = passage.words.between(word - 1, word).strip(" \u00a0")
    key = passage.words.keys[word]
    return passage.known.adjective_follows and not apart and key not in small["function"]
