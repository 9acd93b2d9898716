"""Names in a case: whether what stands before tells it, and how they are written in none. Pure."""

from dataclasses import replace

from pipeline.grammar import Grammar
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention


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
