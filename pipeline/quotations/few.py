"""A few words in marks: speech by the verb beside them, or a title by its capitals. Pure.

For languages whose titles are written in capitals but for small words, which `titled` lists.
"""

from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Passage

_REACH = 12  # words from a few marked ones to the verb of saying
_NEAR = 3  # words from the marks to the verb behind them
_SHORTEST = 2  # words of the shortest title that capitals tell
_JUDGED = 8  # words from a verb that judges to the marks
_RELATIVE = 4  # words from a "what" to its verb: what X calls "..."


def is_titled(passage: Passage, first: int, last: int) -> bool:
    """Return whether words are written as those of a title, and nobody says them."""
    words, small = passage.words, passage.known.words["titled"]
    if not small or last - first < _SHORTEST:
        return False
    whole = all(words.capital[at] or words.keys[at] in small for at in range(first, last))
    cues = passage.cues_in(first - 1, first) or passage.cues_in(
        last, min(last + _NEAR, passage.last)
    )
    return whole and words.capital[last - 1] and not cues


def is_clause(passage: Passage, first: int, last: int) -> bool:
    """Return whether words in small letters have a verb, as no name has: must be opened."""
    finite = passage.known.words["finite"]
    small = not passage.words.capital[first]
    return small and any(key in finite for key in passage.words.keys[first:last])


def is_called(passage: Passage, verb: int, first: int) -> bool:
    """Return whether somebody calls something by words in small letters: X called "a lie"."""
    judges = passage.known.words["calling"].at(passage.words.keys, verb) is not None
    who = any(one.last == verb and one.speaks for one in passage.mentions)
    return judges and who and not passage.words.capital[first]


def is_said(passage: Passage, one: Marked, span: tuple[int, int], after: str) -> bool:
    """Return whether a verb of saying stands by a few marked words; one word needs more."""
    first, last = span
    start, end = (passage.word(edge) for edge in passage.sentence(one.start))
    several = last - first > 1
    if not passage.words.capital[first]:
        judged = _judged(passage, start, first)
        if judged is not None:
            return judged
        near = passage.cues_in(max(start, first - _REACH), min(end, last + _REACH))
        if several and any(cue.says for cue in near):
            return True
    if passage.words.capital[first] and _is_sentence(passage, one, (first, last), (start, end)):
        return True
    comma = passage.words.text[one.end - 1] in ",?!"
    apart = comma or after.lstrip().startswith((",", "–", "—", "-"))
    opens = comma and several and passage.words.capital[first] and first == start
    far = _REACH if opens or any(dash in after for dash in "-–—") else _NEAR
    behind = passage.cues_in(last, min(last + far, end))
    if behind and (apart or (several and behind[0].first == last)):
        return True
    announced = first > passage.first and passage.announces(
        passage.words.starts[first - 1], one.opens
    )
    return announced and bool(passage.cues_in(max(passage.first, first - _REACH), first))


def _is_sentence(
    passage: Passage, one: Marked, span: tuple[int, int], sentence: tuple[int, int]
) -> bool:
    """Return whether marked words are a sentence of their own, behind one of somebody's saying."""
    text, (first, last) = passage.words.text, span
    asks = text[one.end - 1] in "!?" and last < sentence[1] and passage.words.capital[last]
    asks = asks and not passage.cues_in(last, sentence[1])  # "Do you hear?" All were silent.
    if first != sentence[0] or (last != sentence[1] and not asks):
        return False
    if text[one.end - 1] not in ".!?" or first == passage.first:
        return False
    before = passage.word(passage.sentence(passage.words.starts[span[0] - 1])[0])
    return any(cue.says for cue in passage.cues_in(before, span[0]))


def _judged(passage: Passage, start: int, first: int) -> bool | None:
    """Return whether a verb that judges leads to the marks: called it "theatrics"; None: no verb.

    What X calls "the garden" has but a name; so have the self-described.
    """
    words, known = passage.words, passage.known.words
    for at in range(first - 1, max(start, first - _JUDGED) - 1, -1):
        if known["calling"].at(words.keys, at):
            near = range(max(start, at - _RELATIVE), at)
            commas = [one for one in near if "," in words.between(one, one + 1)]
            before = words.keys[max([near.start, *(one + 1 for one in commas)]) : at]
            named = any(key in known["asking"] or key in known["that"] for key in before)
            return not named and words.between(at - 1, at) != "-"
        if words.between(at, at + 1).strip(" '’") and at + 1 < first:
            return None
    return None
