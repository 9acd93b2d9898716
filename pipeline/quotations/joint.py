"""Whose a text is that several sent out together: their joint statement, birgə bəyanat. Pure."""

from pipeline.quotations.passage import Passage
from pipeline.quotations.subject import is_stranger
from pipeline.speakers.mention import Mention
from pipeline.speakers.together import in_row

_NAMING = frozenset({"person", "office"})
_BESIDE = 2  # words from "joint" to the text
_SEVERAL = 2


def joint(passage: Passage, text: Mention) -> list[Mention]:
    """Return who sent out a text together, where it is called joint, or the last one told of was.

    They are named in its sentence or in one before, in whatever case; in theirs nobody else is.
    """
    if not passage.known.words["joint"] or text.institutions:
        return []
    if text.of and passage.known.words["together"].at(passage.words.keys, text.of.first) is None:
        return []
    word = text.first
    found = is_joint(passage, text)
    spans = [one for one in passage.sentences if one[0] <= passage.words.starts[text.first]]
    for span in reversed(spans):
        first = passage.word(span[0])
        found = found or any(_is_joint(passage, at) for at in range(first, word))
        if not found:
            word = first
            continue
        if several := _several(passage, first, word):
            return several
        word = first
    return _told_of(passage, text) if found and passage.known.words["finite"] else []


def is_joint(passage: Passage, text: Mention) -> bool:
    """Return whether a text is called that of several."""
    return any(_is_joint(passage, at) for at in range(text.first - 1, text.last))


def _told_of(passage: Passage, text: Mention) -> list[Mention]:
    """Return of whom a text tells that nobody is said to have sent out: it said X and Y agreed."""
    end = passage.word(passage.sentence(passage.words.starts[text.first])[1])
    behind = [m for m in passage.mentions_in(text.last, end) if m.kind in _NAMING]
    row = in_row(passage, behind[0]) if behind else []
    return row if len(row) >= _SEVERAL else []


def _is_joint(passage: Passage, word: int) -> bool:
    """Return whether a word makes the text behind it that of several."""
    keys, known = passage.words.keys, passage.known.words
    if word < passage.first or keys[word] not in known["joint"]:
        return False
    near = range(word + 1, min(word + 1 + _BESIDE, passage.last))
    return any(known["texts"].at(keys, at) for at in near)


def _several(passage: Passage, first: int, last: int) -> list[Mention]:
    """Return the persons of a stretch, or else its capitals and institutions, if several."""
    every = [m for m in passage.mentions_in(first, last) if not _is_place(passage, m)]
    people = [m for m in every if m.kind in _NAMING and not _is_short(m)]
    bodies = [m for m in every if m.kind == "institution" and m.institutions]
    return next((some for some in (people, bodies) if len(some) >= _SEVERAL), [])


def _is_short(one: Mention) -> bool:
    """Return whether a mention is one word that nobody told us is a name: Nizamnaməsinə."""
    return is_stranger(one) and one.last - one.first == 1


def _is_place(passage: Passage, one: Mention) -> bool:
    """Return whether a capital or a name nobody told us says where something is."""
    places = passage.known.endings["place"]
    unsure = one.metonym or is_stranger(one)
    return unsure and bool(places) and passage.words.written(one.last - 1).endswith(places)
