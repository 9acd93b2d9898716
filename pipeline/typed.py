"""Words of texts as they may be typed: in plain Latin letters, or without a joiner. Pure.

Who types Azerbaijani or French on another keyboard leaves out what it has not: muqavilesi is
müqaviləsi, etrangeres is étrangères. Turkish keyboards have every letter but ə.
"""

from collections.abc import Iterator

from pipeline.text import JOINER, bare, plain_letters

PLAIN = "^"  # before a word of a text as it is typed in plain letters
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


def beside(words: str) -> Iterator[str]:
    """Yield the lexemes that a word of a text has beside its stem; it is given as compared."""
    for written in plainly(words):
        yield from (f"{PLAIN}{one}" for one in written.split() if one != NOTHING)
    if " " in words:  # a joiner was there
        yield words.replace(" ", "")


def joined(word: str) -> str | None:
    """Return a word of a text without its joiner; None where it has none."""
    plain = bare(word)
    return plain.replace(JOINER, "") if JOINER in plain else None
