"""Names in a case: whether what stands before tells it, and how they are written in none. Pure."""

import re
from dataclasses import replace

from pipeline.grammar import Grammar
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention

_ADJECTIVE = re.compile("(?:[ое]го|[ое]му|[оеыи][йм]|[ую]ю|[ая]я|[ое]е)$")
_ADJECTIVES = {"а": "ая", "я": "ая", "о": "ое", "е": "ое"}  # by the end of their noun
_SOFT = re.compile("(?<=[гкхжчшщ])ый$")


def cased(one: Mention, words: Words, known: Grammar) -> Mention:
    """Return a name that nobody told us, which a title or a preposition before it puts in a case.

    политолога Рустама Велиева, по словам Рустама Велиева: its short ending alone tells no case.
    """
    unsure = bool(known.endings["undone"]) and one.kind == "person" and not one.persons
    declined = unsure and words.cases[one.last - 1] == "other" and one.last - one.head > 1
    return replace(one, case="other") if declined else one


def undone(name: str, known: Grammar) -> str:
    """Return a name without the endings of its case: Аркадия Велиева, Аркадий Велиев."""
    return " ".join(_undone(word, known) for word in name.split(" "))


def _undone(word: str, known: Grammar) -> str:
    for pair in known.endings["undone"]:
        ending, _, instead = pair.partition(">")
        if word.lower().endswith(ending):
            return word[: len(word) - len(ending)] + instead
    return word


def in_no_case(words: Words, first: int, last: int, noun: int) -> str:
    """Return a body by the form its noun is listed in: таможенной службы, таможенная служба."""
    text, starts, ends = words.text, words.starts, words.ends
    listed, stem = words.known.words["strange"].whole, words.known.stem
    key, mine = words.keys[noun], stem(words.keys[noun])[0]
    bare = next((one for one in sorted(listed) if stem(one)[0] == mine), key)
    if key in listed or bare == key:
        return text[starts[first] : ends[last - 1]]
    ending = _ADJECTIVES.get(bare[-1], "ый")
    before = (text[starts[at] : ends[at]] for at in range(first, noun))
    agreeing = [_SOFT.sub("ий", _ADJECTIVE.sub(ending, one)) for one in before]
    written = bare.capitalize() if words.capital[noun] else bare
    behind = text[ends[noun] : ends[last - 1]]
    return " ".join((*agreeing, written)) + behind
