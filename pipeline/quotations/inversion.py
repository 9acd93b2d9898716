"""Verbs before their subjects: « … », a souri X; and marks that hold their teller. Pure."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.grammar import SAYING, Grammar
from pipeline.quotations.mark import Marked
from pipeline.speakers.lexicon import Words

_ADVERBS = 3  # words between the parts of a verb: a aussitôt répondu
_LEAST = 2  # words of a quotation before its teller
_LONGEST = 30  # words of a teller inside marks
_JOINTS = frozenset(" \u00a0-'’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb that stands before its subject, from word `first` to before word `last`."""

    first: int
    last: int
    pronoun: int | None  # word, where the subject is one: a-t-il dit
    compound: bool  # a souri, or a pronoun behind a hyphen: it can be no noun


def verb(words: Words, known: Grammar, at: int, end: int) -> Verb | None:
    """Return the verb of a clause that begins with it at a word, None where none is seen."""
    keys, small = words.keys, known.words
    while at < end - 1 and keys[at] in small["clitics"] and _is_joined(words, at + 1):
        at += 1
    compound, pronoun = False, None
    if at < end - 1 and keys[at] in small["perfect"] and _is_joined(words, at + 1):
        compound = True
        at, pronoun = _pronoun(words, known, at + 1, end)
        most = at + _ADVERBS
        while at < min(end - 1, most) and keys[at] in small["adverbs"]:
            at += 1
    if at >= end or not keys[at].isalpha() or words.capital[at]:
        return None
    endings = known.endings["participle" if compound else "verb"]
    said = known.cues.at(keys, at)
    if said is None or said[0] not in SAYING:
        if not keys[at].endswith(endings) or _is_no_verb(words, known, at):
            return None
        said = "say", 1
    last = _governed(words, known, at + said[1], end)
    if not compound:
        _, pronoun = _pronoun(words, known, last, end)
        if said[1] > 1 and keys[last - 1] in small["inverted"]:
            pronoun = last - 1  # lit-on
    return Verb(first=at, last=last, pronoun=pronoun, compound=compound or pronoun is not None)


def _governed(words: Words, known: Grammar, at: int, end: int) -> int:
    """Return the word behind a verb of saying that another governs: s'est borné à rappeler X."""
    keys, small = words.keys, known.words
    verb = at + (at < end and keys[at] in small["governing"])
    if verb >= end or not keys[verb].endswith(known.endings["told_infinitive"]):
        return at
    said = known.cues.at(keys, verb)
    tells = said is not None and said[0] in SAYING
    return verb + said[1] if said and tells and _is_joined(words, verb) else at


def _is_no_verb(words: Words, known: Grammar, at: int) -> bool:
    small = ("not_verbs", "function", "before", "articles", "adverbs", "that", "and", "naming")
    key = words.keys[at]
    return (
        words.facts[at].speaker
        or words.facts[at].party
        or any(key in known.words[one] for one in small)
        or known.cues.at(words.keys, at) is not None
    )


def _pronoun(words: Words, known: Grammar, at: int, end: int) -> tuple[int, int | None]:
    """Return the word after a pronoun that a hyphen joins to its verb, and the pronoun."""
    start = at
    if at < end and words.keys[at] == "t" and "-" in words.between(at - 1, at):
        at += 1
    joined = at < end and "-" in words.between(at - 1, at)
    if joined and words.keys[at] in known.words["inverted"]:
        return at + 1, at
    return start, None


def _is_joined(words: Words, word: int) -> bool:
    return _JOINTS.issuperset(words.between(word - 1, word))


# Inside marks


def parted(one: Marked, words: Words, known: Grammar) -> list[Marked]:
    """Return a passage in two or more where its teller stands inside: « A, a dit X. B »."""
    first, last = (bisect_left(words.starts, edge) for edge in (one.start, one.end))
    for start, end in _tellers(words, known, first, last):
        stop = words.starts[start - 1] + len(words.keys[start - 1])
        mark = words.between(start - 1, start).strip()
        stop += 0 if mark == "," else len(words.between(start - 1, start).rstrip())
        inner = [held for held in one.inner if held.closes <= stop]
        left = replace(
            one, end=stop, closes=words.starts[start], closed=True, inner=inner, told=True
        )
        if end >= last:
            return [left]
        begins = words.starts[end]
        inner = [held for held in one.inner if held.opens >= begins]
        right = replace(one, start=begins, opens=begins, inner=inner, told=True)
        return [left, *parted(right, words, known)]
    return [one]


def _tellers(words: Words, known: Grammar, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where a verb of saying and its subject stand between two words."""
    for index in words.beginning("cue", first + _LEAST, last):
        said = known.cues.at(words.keys, index)
        if said is None or said[0] not in SAYING:
            continue
        at = index
        while at > first and _is_joined(words, at) and _is_of_verb(words, known, at - 1):
            at -= 1
        apart = words.between(at - 1, at).strip(" \u00a0")
        if at == first or apart not in {",", "?", "!", "…", "?,", "!,"}:
            continue
        found = verb(words, known, at, last)
        if found is None or found.first >= index + said[1] or index >= found.last:
            continue
        end = _end(words, known, found.last, last)
        if found.pronoun is not None or _has_subject(words, known, found.last, end):
            yield at, end


def _is_of_verb(words: Words, known: Grammar, at: int) -> bool:
    kinds = ("clitics", "perfect", "inverted", "adverbs")
    return words.keys[at] == "t" or any(words.keys[at] in known.words[one] for one in kinds)


def _end(words: Words, known: Grammar, at: int, last: int) -> int:
    """Return the word after a teller: behind a comma or a full stop; what he is belongs to him."""
    start = at
    while at < last and at - start < _LONGEST:
        gap = words.between(at - 1, at)
        stop = gap.strip(" \u00a0)")
        short = words.capital[at - 1] and len(words.keys[at - 1]) <= 2  # noqa: PLR2004  M., MM.
        if (stop[:1] == "." and not short) or stop[:1] in {";", "!", "?", "…"}:
            return at
        if stop[:1] == "," and not (
            _describes(words, known, at) or _is_where(words, known, at, last)
        ):
            return at
        at += 1
    return at


def _is_where(words: Words, known: Grammar, at: int, last: int) -> bool:
    """Return whether words up to a full stop tell where it is said: lors d'un point de presse."""
    if words.keys[at] not in known.words["before"]:
        return False
    stops = (
        n
        for n in range(at + 1, min(at + _LONGEST, last))
        if words.between(n - 1, n).strip(" \u00a0-'’")
    )
    stop = next(stops, at)
    if words.between(stop - 1, stop).strip()[:1] != ".":
        return False
    return any(known.channels.at(words.keys, n) for n in range(at + 1, stop))


def _describes(words: Words, known: Grammar, at: int) -> bool:
    """Return whether words behind a comma say who somebody is: le ministre, X Y, 54 ans."""
    named = words.capital[at : at + 2]
    if all(named) and not words.facts[at].small and _is_joined(words, at + 1):
        return True
    if words.keys[at] in known.words["articles"]:
        at += 1
    return words.keys[at].isdigit() or (
        at < len(words.keys) and known.speakers.at(words.keys, at) is not None
    )


def _has_subject(words: Words, known: Grammar, at: int, end: int) -> bool:
    """Return whether a name or a noun for somebody stands right behind a verb."""
    at = words.start_without(at, end, known.words["adverbs"])
    if at < end and words.keys[at] in known.words["articles"]:
        return any(words.capital[n] or words.facts[n].speaker for n in range(at, min(at + 4, end)))
    within = range(at, min(at + 8, end))
    return any(words.capital[n] and not words.facts[n].small for n in within)
