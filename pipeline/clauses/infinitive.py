"""What is reported in the infinitive, or far behind its verb: X dit espérer la paix. Pure."""

from pipeline.clauses.reported import Clause
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma
from pipeline.quotations.teller import subject_of

_LEAST = 3  # words of what is reported
_SMALL = ("clitics", "negations", "adverbs")
_FAR = 16  # words from a verb to the "that" behind all its circumstances


def infinitive(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what stands in the infinitive behind a verb of saying: X dit espérer la paix."""
    if cue.kind not in {"say", "write", "participle"}:
        return None
    at = infinitive_at(passage, cue.last, last)
    start = _begins(passage, cue.last, last)
    if at is None or passage.words.keys[cue.last] in passage.known.words["governing"]:
        return None  # demande à partir
    following = passage.cues_in(at + 1, last)
    end = next((one.first for one in following if one.kind == "participle"), last)
    end = min(end, relative_end(passage, cue, first, last))
    told = (m.first for m in passage.mentions_in(at, end) if m.kind == "relative")
    end = next((n for n in told if is_comma(passage, n) and passage.cues_in(n, end)), end)
    by = subject_of(passage, cue, first, cue.last, "infinitive")
    if by is None or by.who is None or end - start < _LEAST:
        return None
    return Clause.of(passage, start, end, by)


def _begins(passage: Passage, first: int, last: int) -> int:
    """Return where the words begin that stand for a clause, behind when they were said."""
    known, keys = passage.known.words, passage.words.keys
    own = ("clitics", "negations", "at")
    while first < last and keys[first] in known["adverbs"]:
        if any(keys[first] in known[kind] for kind in own):
            break
        first += 1
    return first


def infinitive_at(passage: Passage, first: int, last: int) -> int | None:
    """Return the infinitive that a word begins, with what may stand before it: ne pas l'avoir."""
    words, known = passage.words, passage.known.words
    if not passage.known.endings["told_infinitive"]:
        return None
    at = first
    while at < last and any(words.keys[at] in known[kind] for kind in _SMALL):
        at += 1
    if at >= last or not words.keys[at].endswith(passage.known.endings["told_infinitive"]):
        return None
    key, apart = words.keys[at], words.text[words.ends[first - 1] : words.starts[at]]
    if words.capital[at] or words.facts[at].speaker or set(apart) & set(',;:.«»“”"'):
        return None
    if any(key in known[kind] for kind in ("before", "function", "not_verbs")):
        return None
    noun = at > first and words.keys[at - 1] in known["articles"]  # annonce l'ouverture
    return None if noun and key not in known["auxiliaries"] else at


def relative_end(passage: Passage, cue: Cue, first: int, last: int) -> int:
    """Return the word after what a verb in a relative clause reports: X, qui dit ..., part."""
    if _is_adjective(passage, cue):
        commas = (at for at in range(cue.last + 1, last) if is_comma(passage, at))
        return next((at for at in commas if at > cue.last + 1), last)
    relatives = passage.known.words["who"]
    within = passage.words.keys[max(first, cue.first - 3) : cue.first]
    if not any(key in relatives for key in within):
        return last
    return next((at for at in range(cue.last + 1, last) if is_comma(passage, at)), last)


def _is_adjective(passage: Passage, cue: Cue) -> bool:
    """Return whether a participle behind a comma is of a name before it: X, заявивший, что."""
    idle = passage.known.endings["idle"]
    of = cue.kind == "participle" and bool(idle) and passage.words.keys[cue.first].endswith(idle)
    return of and cue.first > passage.first and is_comma(passage, cue.first)


def far_that(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the "that" behind to whom and when something is said: a dit à X qui ... que."""
    words, known = passage.words, passage.known.words
    if cue.last >= last or words.between(cue.last - 1, cue.last).strip(" \u00a0,'’"):
        return None
    if not any(words.keys[cue.last] in known[kind] for kind in ("before", "adverbs")):
        return None
    if words.keys[cue.last] in known["of"] and not known["voices"].at(words.keys, cue.last):
        return None  # se moquer de X, que
    for at in range(cue.last, min(cue.last + _FAR, last)):
        if words.between(at - 1, at).strip(" \u00a0,'’-"):
            return None
        if words.keys[at] in known["that"]:
            return at
    return None
