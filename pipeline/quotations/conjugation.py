"""The forms of Turkic verbs from their stems: harmony of vowels, voicing, alternatives. Pure.

A form "(sözünü|sözlerini) söyle~" is two; "~" stands for the endings of a verb. In stems and
endings T is t or d, D is d or t, A is a or e, and I is ı, i, u or ü, by the letters before them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

_VERB = "~"
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
_VOWELS = "aeəıioöuü"
_BACK, _ROUND = "aıou", "oöuü"
_VOICELESS = "fstkçşhpxq"
_JOINED_BY_Y = ("A", "I")  # behind a vowel: söyle-yen
_DROPS = "Iyor"  # söylüyor: the vowel before it goes


def alternatives(written: str) -> Iterator[str]:
    """Yield the forms a written one stands for: one for each of its alternatives."""
    parts = _ALTERNATIVES.split(written)
    for chosen in product(*(one.split("|") if at % 2 else [one] for at, one in enumerate(parts))):
        yield " ".join("".join(chosen).split())


def conjugated(
    form: str, kind: str, endings: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb with what they are: finite ones are of its own `kind`.

    What is no verb is itself, once.
    """
    if not form.endswith(_VERB):
        yield kind, form
        return
    stem = form.removesuffix(_VERB)
    for name, those in endings.items():
        for ending in those:
            if ending[0] != "r" or stem[-1] in _VOWELS:  # söylerken, but no belirtrken
                yield kind if name == "finite" else name, with_ending(stem, ending)


def with_ending(stem: str, ending: str) -> str:
    """Return a stem with an ending, as both are written: kaydeT and An are kaydeden."""
    if stem[-1] in _VOWELS:
        if ending.startswith(_DROPS):
            stem = stem[:-1]
        elif ending[0] in _JOINED_BY_Y:
            ending = f"y{ending}"
    if stem.endswith("T"):
        stem = stem[:-1] + ("d" if ending[0] in {*_JOINED_BY_Y, *_VOWELS} else "t")
    word = stem
    for letter in ending:
        word += _letter(word, letter)
    return word


def _letter(word: str, letter: str) -> str:
    """Return how a letter of an ending is written behind a word."""
    if letter == "D":
        return "t" if word[-1] in _VOICELESS else "d"
    if letter not in _JOINED_BY_Y:
        return letter
    vowel = next((one for one in reversed(word) if one in _VOWELS), "e")
    if letter == "A":
        return "a" if vowel in _BACK else "e"
    if vowel in _BACK:
        return "u" if vowel in _ROUND else "ı"
    return "ü" if vowel in _ROUND else "i"
