"""Countries that say something: Armenia and Azerbaijan said; Ankara ise ... savunuyor. Pure."""

from collections.abc import Iterator, Sequence

from pipeline.grammar import Grammar
from pipeline.speakers.lexicon import Words
from pipeline.speakers.mention import Mention

_CLOSING = ("»", "”", '"')  # "Ermənistan" bloku
_PARTING = frozenset(',"“«‘')  # behind a subject that stands apart
_ARTICLES = ("ը", "ն")  # Armenian
_FAR = 12  # words that say when and where, before a comma and an Armenian subject
_ASIDE = 16  # words of what is told of a country between commas
_OPENING = 4  # words from the beginning of a sentence to its subject


def with_countries(
    words: Words,
    known: Grammar,
    mentions: list[Mention],
    verbs: Sequence[tuple[int, str]],
    sentences: Sequence[tuple[int, int]],
) -> list[Mention]:
    """Return mentions with the countries that say something.

    `verbs` are words that say it or end an "according to", with their kind; `sentences`, words.
    """
    if not known.countries:
        return mentions
    new = [m for at, kind in verbs for m in _of_verb(words, known, at, kind, sentences)]
    if not new:
        return mentions
    left = [m for m in mentions if not any(_holds(one, m) for one in new)]
    taken = {at for m in left for at in range(m.first, m.last)}
    found = {m.first: m for m in new if taken.isdisjoint(range(m.first, m.last))}
    return sorted((*left, *found.values()), key=lambda one: one.first)


def _of_verb(
    words: Words, known: Grammar, verb: int, kind: str, sentences: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield the countries that say what a verb says."""
    if kind == "according_after":
        if known.drops_subject and words.cases[verb - 1] == "other":
            yield from _row(words, known, verb, "other")
    elif known.drops_subject:  # the verb ends the sentence
        first, last = next((one for one in sentences if one[0] <= verb < one[1]), (verb, verb))
        end = _apart(words, known, first, last)  # or the verb stands behind it: Bakı deyir ki
        end = end or words.end_without(first, verb, known.words["adverbs"])
        yield from _row(words, known, end, "subject")
    else:
        whole = _ending(words, known, verb, "subject")  # the U.S., whose S is no 's
        end = verb if whole else words.end_without(0, verb, known.words["adverbs"])
        end = _before_relative(words, known, end) or _before_aside(words, known, end)
        yield from _row(words, known, end, "subject")
        if known.articled_names:
            first, last = next((one for one in sentences if one[0] <= verb < one[1]), (verb, verb))
            yield from _opening(words, known, first, min(last, verb))


def _before_relative(words: Words, known: Grammar, end: int) -> int | None:
    """Return the word behind a country whose relative ends before a word: France, which said."""
    relative = end > 1 and words.keys[end - 1] in known.words["things"]
    return end - 1 if relative and words.between(end - 2, end - 1).strip() == "," else None


def _before_aside(words: Words, known: Grammar, end: int) -> int:
    """Return the word behind a country that a relative is of: Baku, which has gas, said."""
    if end and words.between(end - 1, end).strip() == ",":
        for at in range(end - 1, max(end - _ASIDE, 0), -1):
            meant = known.speakers.at(words.keys, at) if words.facts[at].speaker else None
            relative = meant is not None and meant[0] == "relatives"
            if relative and words.between(at - 1, at).strip() == ",":
                return at
    return end


def _opening(words: Words, known: Grammar, first: int, last: int) -> Iterator[Mention]:
    """Yield the countries that a sentence opens with, perhaps behind when and where it is."""
    for at in range(first, min(first + _FAR, last)):
        named = known.countries.at(words.keys, at) if words.capital[at] else None
        if at - first >= _OPENING and words.between(at - 1, at).strip() != ",":
            continue
        if named and at + named[1] <= last:
            yield from _row(words, known, at + named[1], "subject")
            return


def _apart(words: Words, known: Grammar, first: int, last: int) -> int | None:
    """Return where a country ends that begins a sentence and stands apart: Ankara ise ..."""
    for at in range(first, min(first + _OPENING, last)):
        named = known.countries.at(words.keys, at) if words.capital[at] else None
        end = at + named[1] if named else last
        inside = words.between(end - 1, end).startswith(_CLOSING) if end < last else False
        if end >= last or end - 1 in words.parted or inside:
            continue
        gap = words.between(end - 1, end).strip()
        topic = not gap and words.keys[end] in known.words["topic"]
        listed = gap[:1] == "," and words.capital[end] and known.countries.at(words.keys, end)
        if gap[:1] in _PARTING or topic:
            return None if listed else end
    return None


def _row(words: Words, known: Grammar, end: int, case: str) -> Iterator[Mention]:
    """Yield the countries that end at a word, joined by an "and"."""
    while one := _ending(words, known, end, case):
        yield one
        end = one.first - 1  # and
        if end < 1 or words.keys[end] not in known.words["and"]:
            break


def _ending(words: Words, known: Grammar, end: int, case: str) -> Mention | None:
    """Return the country whose name ends before a word."""
    for first in range(max(end - 3, 0), end):
        named = known.countries.at(words.keys, first) if words.capital[first] else None
        if named and first + named[1] == end and _is_subject(words, known, end - 1):
            body = frozenset({named[0]})
            return Mention(
                first=first, last=end, kind="institution", head=first, institutions=body,
                case=case, metonym=known.owner_by_case,
            )  # fmt: skip
    return None


def _is_subject(words: Words, known: Grammar, word: int) -> bool:
    """Return whether a name has the article that a subject ends in: ԱՄՆ-ն, not ԱՄՆ-ի nor ԱՄՆ."""
    if not known.articled_names:
        return True
    short = words.text[words.starts[word] : words.ends[word]].isupper()
    return not short and words.written(word).endswith(_ARTICLES)


def _holds(country: Mention, other: Mention) -> bool:
    """Return whether a mention is but a name that nobody told us, in a country's place."""
    stranger = other.kind == "person" and not (other.persons or other.offices)
    stranger = stranger or (other.kind == "institution" and not other.institutions)
    return stranger and country.first <= other.first and other.last <= country.last
