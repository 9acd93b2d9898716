"""A noun of saying, and whose it is: X's answer, the reply of X, слова X, X-ի պատասխանը. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.quotations.giver import giver
from pipeline.quotations.passage import Passage
from pipeline.quotations.role import ACTING, is_subject
from pipeline.speakers.mention import Mention

FAR = 8  # words from whose it is to a noun: X'in gazetecilere ilk cevabı
_NEAR = 6  # words from a noun to whose it is: the reply of the ministry
_BESIDE = 1  # words between them that are of neither: слова самого X, the sharp reply of X
_OPENING = 3  # words before the noun and whose it is, where these open a sentence
_SENT = 3  # words from what was sent to its colon: yanıt bugün geldi
PAUSES = frozenset({"՝", "`"})
_APOSTROPHES = frozenset({"'", "’"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A noun of saying with whose it is, from word `first` to before word `last`."""

    first: int
    last: int
    who: Mention


def is_utterance(passage: Passage, word: int) -> bool:
    """Return whether a noun of saying begins at a word, or a verb that became one: dediği."""
    return _end(passage, word) is not None


def _end(passage: Passage, word: int) -> int | None:
    """Return the word behind the noun of saying that begins at a word."""
    keys, known = passage.words.keys, passage.known
    if found := known.words["utterances"].at(keys, word):
        return word + found[1]
    told = known.reported.at(keys, word)
    if told is None:
        return None
    edge = word + told[1]
    unsaid = edge < len(keys) and known.words["unsaid"].at(keys, edge)
    return None if unsaid else edge


def is_noun(passage: Passage, word: int) -> bool:
    """Return whether a noun of saying stands at a word, be it of nobody: yanıt geldi."""
    bare = passage.known.words["replies"]
    return is_utterance(passage, word) or passage.words.keys[word] in bare


def is_led(passage: Passage, noun: int, opens: int) -> bool:
    """Return whether a noun of saying and a pause lead to marks that open at an offset."""
    words = passage.words
    led = noun >= passage.first and words.text[words.ends[noun] : opens].strip() in PAUSES
    return led and is_noun(passage, noun)


def owned(passage: Passage, first: int, last: int) -> Iterator[Utterance]:
    """Yield the nouns of saying in a stretch that are somebody's, but for what is answered."""
    for noun in passage.words.beginning("utterance", first, last):
        end = _end(passage, noun)
        who = _owner(passage, noun, first, last) if end else None
        if end and who and not _is_answered(passage, noun, who, first):
            yield Utterance(first=min(noun, who.first), last=max(end, who.last), who=who)


def opening(passage: Passage, first: int, last: int) -> Utterance | None:
    """Return the noun of saying that a stretch opens with."""
    found = next(owned(passage, first, min(first + _OPENING + FAR, last)), None)
    return found if found and found.first - first <= _OPENING else None


def leading(passage: Passage, first: int, edge: int) -> Mention | None:
    """Return whose noun a stretch leads to words by, or from whom: X'in yanıtı şöyle, X'ten yanıt.

    Where another acts, it may lead to his: Lavrov, X'in açıklamasını yorumladı.
    """
    found = next(owned(passage, first, edge), None)
    if found is None:
        return _sender(passage, first, edge)
    alone = found.last == edge or acts_alone(passage, found.who, first, edge)
    return found.who if alone else None


def echoing(passage: Passage, first: int, edge: int) -> Mention | None:
    """Return who says the like of what stands before: Même son de cloche à Bakou : ..."""
    found = passage.known.words["echoes"].at(passage.words.keys, first)
    if found is None:
        return None
    behind = first + found[1]
    named = passage.mentions_in(behind, min(behind + _OPENING, edge))
    return named[0] if named and named[0].kind in ACTING else None


def acts_alone(passage: Passage, who: Mention, first: int, last: int) -> bool:
    """Return whether nobody but somebody may act in a stretch."""
    others = (m for m in passage.mentions_in(first, last) if m.kind in ACTING and m is not who)
    return not any(is_subject(passage, m, behind=True) for m in others)


def _sender(passage: Passage, first: int, edge: int) -> Mention | None:
    """Return from whom a noun comes that leads to words: X'ten sert tepki geldi: ..."""
    if edge - first <= 1:
        return None
    near = range(max(first + 1, edge - _SENT), edge)
    came = passage.known.words["coming"].at(passage.words.keys, edge - 1)
    sent = is_noun(passage, edge - 1) or (came and any(is_noun(passage, at) for at in near))
    return giver(passage, first, edge) if sent else None


def _owner(passage: Passage, noun: int, first: int, last: int) -> Mention | None:
    """Return whose a noun is: a text's own, by a relative, by who is named, or by a "his"."""
    found, keys, known = passage.mentions_in(first, noun + 1), passage.words.keys, passage.known
    if text := next((m for m in found if m.last > noun and m.of), None):
        return text
    near = range(max(first, noun - 1 - _BESIDE), noun)
    if any(keys[at] in known.words["whose"] for at in near):
        return next((m for m in reversed(found) if m.kind in ACTING), None)
    if named := owner_before(passage, noun, first):
        return named
    his = next((at for at in near if keys[at] in known.words["his"]), None)
    if his is not None:
        return Mention(first=his, last=his + 1, kind="pronoun", head=his)
    return owner_behind(passage, noun, last)


def owner_before(passage: Passage, edge: int, first: int, far: int = FAR) -> Mention | None:
    """Return who stands before a word as whose it is: right there, or where nobody else acts."""
    edge = passage.words.end_without(first, edge, passage.known.words["issuing"])
    found = [one for one in passage.mentions_in(first, edge) if one.last <= edge]
    genitives = list[Mention]()
    for one in reversed(found):
        if is_subject(passage, one) or edge - one.last > far:
            break
        if one.kind in ACTING and _is_genitive(passage, one, edge):
            if one.last == edge:
                return one
            genitives.append(one)
    nouns = passage.known.endings["owned"]  # X'in, Y'nin tutumuna ilişkin "..." sözleri
    free = (m for m in genitives if not passage.words.written(m.last).endswith(nouns))
    return next(free, genitives[0] if len(genitives) == 1 else None)


def _is_genitive(passage: Passage, one: Mention, edge: int) -> bool:
    """Return whether somebody is named as whose something is: X's, X'in; right there X-ի."""
    words, known, beside = passage.words, passage.known, one.last == edge
    if not beside and words.keys[one.last] in known.words["after"]:
        return words.between(one.last - 1, one.last) in _APOSTROPHES
    if words.keys[one.first] in known.words["owners"]:
        return beside
    if not known.head_last or one.case != "other":
        return False
    written, endings = words.written(one.last - 1), known.endings
    if not endings["whose"]:
        return beside and not written.endswith(endings["whom"])
    return written.endswith(endings["whose"]) or (beside and written.endswith(endings["from"]))


def owner_behind(passage: Passage, noun: int, last: int) -> Mention | None:
    """Return who stands behind a noun as whose it is: the reply of X, слова X, сказанные X."""
    words, known, first = passage.words, passage.known, _end(passage, noun) or noun + 1
    found = passage.mentions_in(first, min(first + _NEAR, last))
    one = next((m for m in found if m.kind in ACTING), None)
    if one is None or known.head_last:
        return None
    between = words.keys[first : one.first]
    if any(key in known.words["said_by"] for key in between):
        return None if is_subject(passage, one) else one
    of = next((at for at, key in enumerate(between) if key in known.words["before"]), None)
    if of is not None:
        small = all(key in known.words["function"] for key in between[of + 1 :])
        return one if small and of <= _BESIDE and between[of] in known.words["from_whom"] else None
    heard = words.written(one.last - 1).endswith(known.endings["hearer"] or ("\n",))
    cased = one.metonym or (one.case == "other" and not heard)  # ответ X-у
    return one if cased and known.endings["other"] and len(between) <= _BESIDE else None


def _is_answered(passage: Passage, noun: int, who: Mention, first: int) -> bool:
    """Return whether words are what is heard, or answered: X'in sözlerine, to X's question."""
    keys, known = passage.words.keys, passage.known
    utterances, endings = known.words["utterances"], known.endings
    whole = utterances.is_bare(keys[noun]) or keys[noun] in utterances.whole
    if not whole and keys[noun].endswith((*endings["hearer"], *endings["place"])):
        return True
    at = passage.words.end_without(first, min(noun, who.first), known.words["articles"])
    if at == first or keys[at - 1] not in known.words["before"]:
        return False
    return not any(keys[at - 1] in known.words[kind] for kind in ("and", "that", "inside"))
