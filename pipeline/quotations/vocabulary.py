"""Forms by what they mean, asked word by word; and words as they are compared. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Self, TypeVar

from pipeline.text import TURKIC, folded

Forms = tuple[str, ...]
Phrase = tuple[str, ...]  # words
Meant = Sequence[tuple[str, Phrase]]  # what a form means, and its words

_Found = TypeVar("_Found")

_LONGER = 4  # letters a starred form may go on for
_KEPT = 50_000  # words whose meaning is remembered
_PARTED = str.maketrans("-'’", "   ")  # as a text is cut into words
_MANY = 8  # forms that begin with one word, for the second to be looked up too
_ACCENTS = str.maketrans("éèêëàâäîïôöùûüçёě՛՜՞", "eeeeaaaiioouuuceе" + "   ")


def plain(text: str, language: str) -> str:
    """Return the form in which words are compared: lower case, accents off; no offset moves."""
    if language in TURKIC:
        return folded(text.replace("I", "ı").replace("İ", "i")).lower()
    lower = text.replace("İ", "I").lower()
    return lower if language in {"hy", "ru"} and "ё" not in lower else lower.translate(_ACCENTS)


class Kept(dict[str, _Found]):
    """What is found of a word: once, and kept for the next time."""

    def __init__(self, find: Callable[[str], _Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> _Found:
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = self._find(word)
        return found


class Vocabulary(frozenset[str]):
    """The set of some forms, each with what it means, asked word by word; see `vocabulary_of`."""

    def __new__(cls, phrases: Meant) -> Self:
        """Return the set, without what its forms mean."""
        return super().__new__(cls, (" ".join(phrase) for _, phrase in phrases))

    def __init__(self, phrases: Meant) -> None:
        self._whole: dict[str, list[tuple[str, Phrase]]] = {}
        self._starred: dict[str, list[tuple[str, Phrase]]] = {}
        for meaning, phrase in phrases:
            kind = self._starred if phrase[0].endswith("*") else self._whole
            kind.setdefault(phrase[0].removesuffix("*"), []).append((meaning, phrase))
        self._lengths = sorted({len(one) for one in self._starred}, reverse=True)
        self.whole = frozenset(self._whole)  # words that an unstarred form begins with
        self._heads = Kept(self._found)
        self._pairs: dict[tuple[str, str], tuple[tuple[str, Phrase], ...]] = {}

    def at(self, words: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return what the words from `index` on mean, and how many they are; the longest form.

        None behind the last word.
        """
        if index >= len(words):
            return None
        word = words[index]
        heads = self._heads[word]
        if not heads:
            return None
        if len(heads) > _MANY:
            heads = self._paired(word, words[index + 1] if index + 1 < len(words) else "", heads)
        for meaning, phrase in heads:
            length = len(phrase)
            if length == 1:
                return meaning, 1
            behind = index + 1
            if behind == len(words) or not _is(words[behind], phrase[1]):
                continue
            following = words[behind : index + length]
            if len(following) == length - 1 and all(map(_is, following, phrase[1:])):
                return meaning, length
        return None

    def begins(self, word: str) -> bool:
        """Return whether a form begins with a word."""
        return bool(self._heads[word])

    def begins_in(self, words: Iterable[str]) -> bool:
        """Return whether a form begins with any of some words: else there is none among them."""
        return any(map(self._heads.__getitem__, words))

    def is_bare(self, word: str) -> bool:
        """Return whether a word is a form that others begin with, itself without an ending."""
        return word in self._starred and any(len(form) == 1 for _, form in self._starred[word])

    def _paired(
        self, word: str, second: str, heads: tuple[tuple[str, Phrase], ...]
    ) -> tuple[tuple[str, Phrase], ...]:
        """Return of many forms that begin with a word those that a second one goes on with."""
        found = self._pairs.get((word, second))
        if found is None:
            if len(self._pairs) >= _KEPT:
                self._pairs.clear()
            found = tuple(one for one in heads if len(one[1]) == 1 or _is(second, one[1][1]))
            self._pairs[word, second] = found
        return found

    def _found(self, word: str) -> tuple[tuple[str, Phrase], ...]:
        """Return the forms that begin with a word, the longest first."""
        found = list(self._whole.get(word, ()))
        for length in self._lengths:
            if length <= len(word) <= length + _LONGER:
                found += self._starred.get(word[:length], ())
        found.sort(key=lambda one: -len(one[1]))
        return tuple(found)


class _Starred(Vocabulary):
    """One with forms that go on, so that its set does not hold every word that is one of them."""

    def __init__(self, phrases: Meant) -> None:
        super().__init__(phrases)
        self._alone = Kept(self._is_alone)

    def __contains__(self, word: object) -> bool:
        return self._alone[str(word)]

    def _is_alone(self, word: str) -> bool:
        return any(len(phrase) == 1 for _, phrase in self._heads[word])


def vocabulary_of(forms: Mapping[str, Forms], language: str) -> Vocabulary:
    """Return the vocabulary of forms by what they mean; `x*` goes on for at most four letters."""
    phrases = [
        (meaning, tuple(plain(one, language).translate(_PARTED).split()))
        for meaning, those in forms.items()
        for one in those
    ]
    starred = any(phrase[0].endswith("*") for _, phrase in phrases)
    return _Starred(phrases) if starred else Vocabulary(phrases)


def _is(word: str, form: str) -> bool:
    if form.endswith("*"):
        return word.startswith(form[:-1]) and len(word) <= len(form) - 1 + _LONGER
    return word == form
