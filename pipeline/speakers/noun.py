"""What a noun or a pronoun mentions without a name: a source, the ministry, she. Pure."""

from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Kind, Mention

_KINDS: dict[str, Kind] = {
    "documents": "document",
    "institutions": "institution",
    "persons": "noun",
    "pronouns": "pronoun",
    "relatives": "relative",
}
_WITHOUT_CASE = frozenset({"pronouns", "relatives"})
_INDEFINITE = 3  # words from "a" to its noun


def noun(words: Words, index: int) -> Mention | None:
    """Return what a noun or a pronoun mentions without a name."""
    if not words.facts[index].speaker or is_family(words, index) or _is_respect(words, index):
        return None
    keys, known = words.keys, words.known
    meant = known.speakers.at(keys, index)
    if meant is None:
        return None
    name, length = meant
    phrase = known.words["adverbs"].at(keys, index)
    if phrase is not None and phrase[1] > length - (name == "persons"):
        return None  # o cümlədən: among them, not he; jurnalistlərə: to whom
    word = index + length - 1 if known.head_last else index
    owner = keys[word] in known.words["owners"]  # onun, նրա: his, not he
    counted = name == "persons" and _is_counted(words, index)
    uncased = name in _WITHOUT_CASE and not owner
    several = name == "persons" and keys[word].endswith(known.endings["several"] or ("\n",))
    bare = counted or uncased or several
    bare = bare or known.speakers.is_bare(keys[word])  # mənbə is no dative
    return Mention(
        first=index,
        last=index + length,
        kind=_KINDS[name],
        head=index,
        case="other" if owner else "subject" if bare else words.cases[word] or "subject",
        unnamed=_is_unnamed(words, index, word, name)
        or is_indefinite(words, index)
        or _is_another(words, name, index),
        role=(known.others.at(keys, index) or ("",))[0] if name == "persons" else "",
    )


def is_family(words: Words, index: int) -> bool:
    """Return whether a capital is a family name that begins as a noun: Askerov, of asker."""
    family = words.known.endings["family"]
    return words.capital[index] and bool(family) and words.keys[index].endswith(family)


def _is_respect(words: Words, index: int) -> bool:
    """Return whether a noun is but a word of respect behind a name: Məmməd kişi."""
    if not index or not words.capital[index - 1] or words.between(index - 1, index) != " ":
        return False
    return words.known.words["respect"].at(words.keys, index) is not None


def _is_counted(words: Words, index: int) -> bool:
    """Return whether a number before a noun makes it a subject of several: два источника."""
    of_several = words.known.words["of_several"]
    if not index or words.keys[index - 1] not in of_several:
        return False
    return index == 1 or words.keys[index - 2] not in words.known.words["before"]


def is_indefinite(words: Words, index: int, within: int = _INDEFINITE) -> bool:
    """Return whether a noun is anybody's, in a language without "the": bir muhalif vekil."""
    articles = words.known.words["articles"]
    if not words.known.head_last or not articles:
        return False
    if not articles.begins_in(words.keys[max(index - within, 0) : index]):
        return False
    for at in range(index - 1, max(index - 1 - within, -1), -1):
        if words.between(at, at + 1).strip():
            return False
        if words.keys[at] in articles:
            return True
    return False


def _is_unnamed(words: Words, index: int, last: int, kind: str) -> bool:
    """Return whether a noun is of somebody without a name: a source, experts."""
    keys, known = words.keys, words.known
    if kind == "persons" and keys[last].endswith(known.endings["many"]):
        return True
    if known.unnamed.at(keys, index) is None:
        return False
    before = words.between(index - 1, index).strip() if index else "."
    alone = (
        before
        or keys[index - 1] in known.words["adverbs"]
        or words.facts[index - 1].cue
        or words.facts[index - 1].party
        or _is_definite(words, index - 1)
    )
    return not (alone and is_resuming(words, index))


def is_resuming(words: Words, index: int) -> bool:
    """Return whether a noun for somebody unnamed alone means who was named."""
    return words.known.words["resuming"].at(words.keys, index) is not None


def _is_definite(words: Words, word: int) -> bool:
    """Return whether a word is a "the", in languages that have one."""
    key, small = words.keys[word], words.known.words
    if words.known.head_last:
        return False
    return key in small["articles"] and key not in small["indefinite"]


def _is_another(words: Words, name: str, index: int) -> bool:
    """Return whether a noun is of somebody not met before: another, one of, a European."""
    indefinite = words.known.words["indefinite"]
    if name != "persons" or not indefinite:
        return False
    before = range(max(index - 2, 0), index)
    return any((indefinite.at(words.keys, at) or ("", 0))[1] == index - at for at in before)
