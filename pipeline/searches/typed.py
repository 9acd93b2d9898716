"""Words of texts as they may be typed: in plain Latin letters, or without a joiner. Pure.

What is typed otherwise stands in the places of what it stands for. Who types Azerbaijani or French
on another keyboard leaves out what it has not: muqavilesi is müqaviləsi, etrangeres is étrangères.
Turkish keyboards have every letter but ə.
"""

from collections.abc import Iterable

from pipeline.text import plain_letters

PLAIN = "^"  # before a word of a text as it may be typed
NOTHING = "0"  # in the place of a word that is typed as it is written


def plainly(text: str) -> list[str]:
    """Return the words of a text as they are typed without some letters; NOTHING is as it was.

    The text is given as it is compared. None is returned where there is no such word.
    """
    if plain_letters(text) == text:
        return []
    words = text.split()
    without, plain = [one.replace("ə", "e") for one in words], [*map(plain_letters, words)]
    ways = (
        [NOTHING if one in {word, other} else one for word, one, other in zip(*some, strict=True)]
        for some in ((words, without, plain), (words, plain, words))
    )
    return [" ".join(some) for some in ways if any(one != NOTHING for one in some)]


def is_typed_plainly(word: str) -> bool:
    """Return whether some letter of a word, as it is compared, may stand for another."""
    return word.isascii() or ("ə" not in word and plain_letters(word) != word)


def together(words: Iterable[str]) -> list[str]:
    """Return words that a joiner keeps apart as one, in the place of each part; or NOTHING.

    Each is given as it is compared, its parts with a blank between. None is returned where there
    is no such word.
    """
    found = [one for word in words for one in _together(word)]
    return [" ".join(found)] if any(one != NOTHING for one in found) else []


def _together(word: str) -> list[str]:
    parts = word.split()
    return ["".join(parts)] * len(parts) if len(parts) > 1 else [NOTHING] * len(parts)


def beside(word: str) -> list[str]:
    """Return the lexemes that a word of a text has beside its stem; it is given as compared."""
    found = " ".join((*plainly(word), *together([word]))).split()
    return [f"{PLAIN}{one}" for one in dict.fromkeys(found) if one != NOTHING]
