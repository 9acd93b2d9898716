"""Sentences that end in who says them, or hold them amid: ..., X said; ..., he said, ... Pure.

Where a grammar lists the `finite` forms by which a sentence is told from what leads to one.
"""

from pipeline.clauses import thatless
from pipeline.clauses.reported import Clause
from pipeline.quotations.beside import teller
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_agency, is_subject
from pipeline.quotations.teller import subject_of

_LEAST = 3  # words of a sentence
_WIDEST = 6  # words from a comma to who speaks
_OPENING = 12  # and to the verb
_ADVERBS = 2  # words between a subject and its verb
_NEAR = 4  # words from the verb to who speaks behind it
_SHORT = 2  # words that but lead to a sentence: perhaps, in Kapan
_TOLD = 9  # words from a verb to the comma that ends its circumstances
_FAR = 6  # words behind the one whom "according to" names


def led(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: list[Cue]
) -> Clause | None:
    """Return what a verb behind a comma tells of its sentence; None: it tells nothing of it."""
    first, last = sentence
    words, told = passage.words, cue.says
    if not told or "," not in words.text[words.starts[first] : words.starts[cue.first]]:
        return None
    calls = passage.known.words["calling"].at(words.keys, cue.first) is not None
    if calls or not thatless.is_said(passage, cue):
        return None
    semicolons = (at for at in range(cue.first, first, -1) if ";" in words.between(at - 1, at))
    first = next(semicolons, first)
    others = (_goes_on(passage, cue, one) for one in following)
    last = next((at for at in others if at is not None), last)
    if any(one.first < last for one in following):
        return None
    found = _teller(passage, cue, first, last)
    held = found is None or _is_behind_marks(passage, first, found[1])
    if found is None or held or not _is_led(passage, cue, found[1], last):
        return None
    by, edge = found
    if amid := _amid(passage, cue, (first, edge, last), by.who.last if by.who else cue.last):
        return _clause(passage, amid, last, by)
    return _clause(passage, first, edge, by) if _stands_alone(passage, first, edge) else None


def _is_behind_marks(passage: Passage, first: int, edge: int) -> bool:
    """Return whether marks and their comma open a sentence: "...", one of them, X, said."""
    text, starts = passage.words.text, passage.words.starts
    return any(
        m.opens < starts[first] < m.end and m.closes < starts[edge]
        and "," in (text[m.end - 1], text[m.closes : m.closes + 1])
        for m in passage.marks
    )  # fmt: skip


def related(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what somebody says of what a relative is about: the corridor, which X says is his."""
    words, known = passage.words, passage.known.words
    goes_on = cue.last < last - 1 and words.keys[cue.last] in known["finite"]
    subjects = passage.mentions_in(max(first, cue.first - _WIDEST), cue.first)
    found = [one for one in subjects if one.kind != "relative"]
    if cue.kind != "say" or not goes_on or not found or not thatless.is_said(passage, cue):
        return None
    who, at = found[0], found[0].first - 1
    while (
        at > first and words.keys[at] in known["articles"] and words.keys[at] not in known["that"]
    ):
        at -= 1
    relative = passage.known.speakers.at(words.keys, at) if at > first else None
    if relative is None or relative[0] != "relatives" or not _runs_on(passage, at, cue.last + 1):
        return None
    if not is_subject(passage, who) or cue.first - who.last > _ADVERBS:
        return None
    commas = (end for end in range(cue.last + 1, last) if "," in words.between(end - 1, end))
    end = next(commas, last)
    return _clause(passage, cue.last, end, made(who, cue, "that-clause, relative"))


def _runs_on(passage: Passage, first: int, last: int) -> bool:
    """Return whether no mark parts some words."""
    between = passage.words.between
    return not any(between(at, at + 1).strip(" -'’") for at in range(first, last - 1))


def led_by_source(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return the sentence that an "according to X" ends, or stands amid."""
    after = passage.mentions_in(cue.last, min(cue.last + _NEAR - 1, last))
    said = any(one.last == cue.first for one in passage.cues_in(first, cue.first))
    if not passage.known.endings["finite"] or said or not after:
        return None
    apart = passage.words.between(cue.first - 1, cue.first).strip() == ","
    if not apart or is_agency(passage, after[0]):
        return None
    edge = _behind_teller(passage, after[0].last, last)
    goes_on = edge is not None and passage.words.keys[edge] in passage.known.words["finite"]
    begins = goes_on or (edge is not None and _stands_alone(passage, edge, last))
    if edge is not None and begins:  # at noon, according to X, ...; it, according to X, is
        return _clause(passage, edge, last, made(after[0], cue, "according"))
    if last - after[0].last > _FAR:
        return None
    if not _stands_alone(passage, first, cue.first):
        return None
    return _clause(passage, first, cue.first, made(after[0], cue, "according, trailing"))


def _clause(passage: Passage, first: int, last: int, by: Attribution) -> Clause:
    return Clause.of(passage, first, last, by)


def _teller(passage: Passage, cue: Cue, first: int, last: int) -> tuple[Attribution, int] | None:
    """Return who tells it, and the word behind the comma they stand behind."""
    words = passage.words
    by = subject_of(passage, cue, first, last, "trailing")
    told = words.keys[cue.first] in passage.known.words["telling"]
    behind = cue.first > first and "," in words.between(cue.first - 1, cue.first)
    if behind and not told and (by is None or "described" not in by.rule):
        found = passage.mentions_in(cue.last, min(cue.last + _NEAR, last))
        found = [one for one in found if is_subject(passage, one, behind=True)]
        by = made(teller(passage, found), cue, "trailing, verb first") if found else None
        return (by, cue.first) if by else None
    subject = min(by.who.first, cue.first) if by and by.who else cue.first
    edge = _edge(passage, first, subject)
    opening = words.keys[edge:subject] if edge is not None else []  # a threat that X called
    small = ("breaking", "nouns", "stances")  # a charge X denies
    relative = any(key in passage.known.words[kind] for key in opening for kind in small)
    return (by, edge) if by and edge is not None and not relative else None


def _goes_on(passage: Passage, cue: Cue, other: Cue) -> int | None:
    """Return where another verb begins something new behind one: he said, adding that.

    Or where a noun does that tells what another says of it: X said, a charge Y denies.
    """
    words, known = passage.words, passage.known.words
    at = other.first
    if at < cue.last:
        return None
    if "," in words.between(at - 1, at) or thatless.joins(passage, at - 1):
        return at
    for at in range(other.first - 1, max(cue.last, other.first - _WIDEST) - 1, -1):
        if "," in words.between(at - 1, at):
            noun = any(key in known["nouns"] for key in words.keys[at : other.first])
            return at if noun and words.keys[at] in known["articles"] else None
    return None


def _edge(passage: Passage, first: int, subject: int) -> int | None:
    """Return where the words begin that name who speaks, behind a comma; None: behind none."""
    words = passage.words
    for at in range(subject, max(first, subject - _WIDEST), -1):
        gap = words.between(at - 1, at)
        if "," in gap:
            return at
        if gap.strip(" -'’."):
            return None
    return None


def _is_led(passage: Passage, cue: Cue, edge: int, last: int) -> bool:
    """Return whether nothing is said behind a verb but where, when and to whom."""
    words, known = passage.words, passage.known.words
    if cue.first - edge > _OPENING or words.keys[edge] in known["breaking"]:
        return False  # the remarks, which she said are wrong
    if edge == cue.first or cue.last >= last or words.between(cue.last - 1, cue.last).strip():
        return True
    told = words.keys[cue.first] in known["telling"]
    if told and thatless.listener(passage, cue.last, last) is not None:
        return True
    if words.keys[cue.last] in known["before"] and _is_manner(passage, cue.last, last):
        return True
    return thatless.opens_circumstance(passage, cue.last)


def _is_manner(passage: Passage, first: int, last: int) -> bool:
    """Return whether but how or to whom it is said stands behind a verb: with some relief."""
    at = _behind_teller(passage, first, last)
    end = last if at is None else at
    return end - first <= _TOLD and not any(
        key in passage.known.words["finite"] for key in passage.words.keys[first:end]
    )


def _amid(passage: Passage, cue: Cue, edges: tuple[int, int, int], teller: int) -> int | None:
    """Return where a sentence goes on behind who says it: Ankara, he said, would wait."""
    words, known = passage.words, passage.known.words
    first, edge, last = edges
    at = _behind_teller(passage, max(cue.last, teller), last)
    if at is None or last - at < _LEAST:
        return None
    if words.keys[at] in known["that"]:
        return at + 1  # it is a pity, she said, that nobody came
    if words.keys[at] in known["finite"]:
        return at
    if _stands_alone(passage, first, edge):
        return None
    leads = words.keys[first] in known["breaking"]  # when it stopped, he said, ...
    adverb = edge - first <= _SHORT and words.keys[at] not in known["breaking"]  # perhaps, ...
    doing = words.keys[at].endswith(passage.known.endings["doing"])
    main = leads or (adverb and at > cue.last) or (adverb and not doing)
    return at if main and thatless.is_clause(passage, at, last, lenient=True) else None


def _behind_teller(passage: Passage, first: int, last: int) -> int | None:
    """Return the word behind the comma that ends a teller, and where and to whom he says it."""
    words, finite = passage.words, passage.known.words["finite"]
    for at in range(first, min(first + _TOLD, last)):
        gap = words.between(at - 1, at).strip(" -'’")
        if gap:
            return at if gap == "," else None
        if words.keys[at] in finite:
            return None
    return None


def _stands_alone(passage: Passage, first: int, last: int) -> bool:
    """Return whether words are a sentence by themselves, and no clause that leads to another."""
    words, known = passage.words, passage.known.words
    while first < last and words.keys[first] in known["joining"]:
        first += 1
    if last - first < _LEAST or not thatless.is_clause(passage, first, last, lenient=True):
        return False
    leads = words.keys[first] in known["breaking"] and words.keys[first] not in known["that"]
    return not leads or any("," in words.between(at - 1, at) for at in range(first + 1, last))
