"""What is reported without a verb of its own: accused X of doing it, denied it, begged X to. Pure.

Where a grammar lists the cues that lead to it: `accusing`, `denying`, `claiming`, `pleading`;
in French it is an infinitive: accuse X d'avoir tiré, demande à X de partir, se dit prêt à signer.
"""

from collections.abc import Sequence

from pipeline.clauses.ending import own_words
from pipeline.clauses.infinitive import infinitive_at
from pipeline.clauses.reported import Clause
from pipeline.clauses.thatless import end as thatless_end
from pipeline.clauses.thatless import is_said, joins
from pipeline.quotations.credit import Attribution
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma
from pipeline.quotations.teller import subject_of

_LEAST = 2  # words of what is reported
_WHOM = 9  # words of whom it is said of, or asked of
_SMALL = ("adverbs", "clitics", "perfect")  # before a participle
_PERFECT = ("é", "és", "ée", "ées")


def nonfinite(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: Sequence[Cue]
) -> Clause | None:
    """Return what a verb of accusing, denying, claiming or begging leads to."""
    if not passage.known.words["accusing"] or not is_said(passage, cue):
        return None
    first, last = sentence
    if passage.known.inverts and _is_of_name(passage, cue, first):
        return None
    at = _start(passage, cue, last)
    if at is None or _is_said_by_any(passage, cue, first):
        return None
    floor = _floor(passage, first, cue.first)
    by = subject_of(passage, cue, floor, cue.last, "nonfinite")
    end = next((one for one in _ends(passage, at, following)), last)
    end = own_words(passage, cue, at, thatless_end(passage, at, end, following))
    end = _before_time(passage, at, end)
    if by is None or not _may_say(passage, cue, by) or end - at < _LEAST + passage.known.inverts:
        return None
    return Clause.of(passage, at, end, by)


def _is_said_by_any(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether a pronoun that means nobody stands right before a verb: et on l'a accusé."""
    small = (passage.known.words[kind] for kind in (*_SMALL, "negations"))
    at = passage.words.end_without(first, cue.first, *small) - 1
    nobody = at > first and passage.words.keys[at] in passage.known.words["inverted"]
    return nobody and not passage.mentions_in(at, at + 1)


def _may_say(passage: Passage, cue: Cue, by: Attribution) -> bool:
    """Return whether it is told who says it, or words stand there that name nobody: Chacun.

    What an infinitive has before it may be nobody: il est difficile d'accuser X de trahir.
    """
    if by.who is None:
        return passage.known.inverts and by.chunk is not None
    told = passage.words.keys[cue.first].endswith(
        passage.known.endings["told_infinitive"] or ("\n",)
    )
    return not told or by.who.kind != "pronoun"


def _floor(passage: Passage, first: int, verb: int) -> int:
    """Return where the clause of a verb begins: X a dit A, tandis que Y accusait Z de B."""
    keys, known = passage.words.keys, passage.known.words
    behind = range(verb - 1, first, -1) if known["conjoined"] else ()
    joined = (n for n in behind if keys[n] in known["that"] and keys[n - 1] in known["conjoined"])
    return next(joined, first - 1) + 1


def _start(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return where what is reported begins, by what a verb has behind it."""
    keys, known = passage.words.keys, passage.known.words
    verb, behind = keys[cue.first], cue.last
    if behind >= last or passage.words.between(behind - 1, behind).strip():
        return None
    if passage.known.inverts:
        return _infinitive(passage, cue, last)
    denies = verb in known["denying"] and _is_doing(passage, behind)
    claims = verb in known["claiming"] and keys[behind] in known["marker"]
    return behind if denies or claims else _behind_whom(passage, cue, last)


def _behind_whom(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return where it begins behind whom a verb accuses, begs or calls on."""
    keys, known = passage.words.keys, passage.known.words
    accuses = keys[cue.first] in known["accusing"]
    pleads = known["pleading"].at(keys, cue.first)
    first = max(cue.last, cue.first + pleads[1]) if pleads else cue.last
    for at in range(first, min(first + _WHOM, last - 1)) if accuses or pleads else ():
        if keys[at] in known["that"] or passage.words.between(at, at + 1).strip(" -'’."):
            return None
        if accuses and keys[at] in known["partitive"] and _is_doing(passage, at + 1):
            return at + 1
        if pleads and keys[at] in known["marker"] and _is_verb(passage, at + 1):
            if keys[at - 1] in known["negations"]:  # asked X not to go; asked not to be named
                return at - 1 if at - 1 > first else None
            return at + 1 if at > first else None
    return None


def _infinitive(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return where the infinitive begins that a verb leads to by an "à" or a "de"."""
    keys, known = passage.words.keys, passage.known.words
    verb, at = keys[cue.last - 1], cue.last
    if verb in known["claiming"]:
        word = at + (keys[at] in known["stances"])  # se dit prêt à
        if word < last and _leads(passage, word, last):
            return word + 1
    if verb in known["pleading"] or verb in known["accusing"]:
        for word in range(at, min(at + _WHOM, last - 1)):
            if word > at and passage.words.between(word - 1, word).strip(" -'’."):
                return None
            asks = word == at and keys[word] in known["at"]  # demande à partir
            if not asks and _leads(passage, word, last):
                return word + 1
    return None


def _leads(passage: Passage, word: int, last: int) -> bool:
    """Return whether a word is an "à" or a "de" before an infinitive."""
    marks = passage.words.keys[word] in passage.known.words["marker"]
    return marks and word + 1 < last and infinitive_at(passage, word + 1, last) is not None


def _is_of_name(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether a participle tells of whom it is said: X, accusé de trahir; est accusé de."""
    words, known = passage.words, passage.known.words
    written = words.text[words.starts[cue.first] : words.ends[cue.first]]
    if not written.endswith(_PERFECT):
        return False
    for at in range(_before_aside(passage, cue, first) - 1, first - 1, -1):
        key = words.keys[at]
        if key in known["being"] or not any(key in known[kind] for kind in _SMALL):
            break
        if key in known["perfect"]:
            return False
    return True


def _before_aside(passage: Passage, cue: Cue, first: int) -> int:
    """Return where an aside before a participle begins: avait, hier, demandé."""
    if cue.first <= first or not is_comma(passage, cue.first):
        return cue.first
    commas = (at for at in range(cue.first - 1, first, -1) if is_comma(passage, at))
    at = next(commas, None)
    perfect = at is not None and passage.words.keys[at - 1] in passage.known.words["perfect"]
    return at if at is not None and perfect else cue.first


def _is_doing(passage: Passage, word: int) -> bool:
    """Return whether a word is a verb as a noun: shelling."""
    key = passage.words.keys[word]
    small = key in passage.known.words["breaking"] or passage.words.capital[word]
    return key.endswith(passage.known.endings["doing"]) and not small


def _is_verb(passage: Passage, word: int) -> bool:
    """Return whether a word behind a "to" may be a verb: no name, and no noun's article."""
    small = passage.known.words
    key, capital = passage.words.keys[word], passage.words.capital[word]
    return not (capital or key in small["articles"] or key in small["determiners"])


def _ends(passage: Passage, start: int, following: Sequence[Cue]) -> list[int]:
    """Return where another verb of saying goes on: denied it, and accused X; denied it, adding."""
    found, known = [], passage.known
    for cue in following:
        apart = "," in passage.words.between(cue.first - 1, cue.first)
        if cue.first <= start + (not apart):
            continue
        at = _joint(passage, start, cue)
        commas = (n for n in range(at, start, -1) if known.inverts and is_comma(passage, n))
        if (comma := next(commas, None)) is not None:
            found.append(comma)
        elif joins(passage, at) or (
            known.inverts and passage.words.keys[at] in known.words["and"]
        ):
            found.append(at)
        elif "," in passage.words.between(cue.first - 1, cue.first):
            found.append(cue.first)
    return found


def _before_time(passage: Passage, start: int, end: int) -> int:
    """Return where what is done ends: ... after the talks failed; ..., and Y said."""
    keys, known = passage.words.keys, passage.known.words
    rest = range(start + _LEAST, end)
    joined = (at for at in rest if keys[at] in known["joining"] and is_comma(passage, at))
    edge = next(joined, end) if known["apart"] else end
    return next((at for at in rest if keys[at] in known["apart"] and at < edge), edge)


def _joint(passage: Passage, start: int, cue: Cue) -> int:
    """Return the word before a verb with its auxiliary: ... et l'a appelé à."""
    at, known = cue.first, passage.known.words
    while known["perfect"] and at - 1 > start:
        if not any(passage.words.keys[at - 1] in known[kind] for kind in _SMALL):
            break
        at -= 1
    return at - 1
