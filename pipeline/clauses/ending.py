"""Where reported words end before an outlet's own: X says A, a charge Y denies. Pure.

Iran, which says A, is: not all of it is Iran's. In languages that list `comments`, nouns by which
an outlet calls what somebody said.
"""

from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import AUXILIARIES, is_comma, opens_clause

_NOUN = 4  # words from an article or a preposition to the noun of a comment
_SUBJECT = 6  # words from a relative to its verb
_LEAST = 3  # words of a clause
_RELATIVE = 4  # words from a relative to how somebody calls what it is of
_PERSONS = frozenset({"person", "office"})


def own_words(passage: Passage, cue: Cue, first: int, last: int) -> int:
    """Return the word after a clause that begins at a word, at most the last."""
    if not passage.known.words["comments"].whole:
        return last
    last = _main_verb(passage, cue, first, last)
    for at in passage.outside(first + _LEAST, last):
        gap = passage.words.between(at - 1, at)
        if ";" in gap or (":" in gap and _is_sentence(passage, at, last)):
            return at
        if is_comma(passage, at) and _comments(passage, at, last):
            return at
    return last


def _main_verb(passage: Passage, cue: Cue, first: int, last: int) -> int:
    """Return the verb of a sentence whose subject a relative is of: Iran, which says A, is."""
    words, known = passage.words, passage.known.words
    relative = None
    for at in range(max(passage.first + 1, cue.first - _SUBJECT), cue.first):
        of = any(words.keys[at] in known[kind] for kind in ("whose", "things", "who_says"))
        relative = at if of and is_comma(passage, at) else relative
    if relative is None:
        return last
    before = passage.mentions_in(
        passage.word(passage.sentence(words.starts[relative])[0]), relative
    )
    if not before and not passage.words.party(relative - 1):
        return last
    if before and not (before[-1].last == relative and opens_clause(passage, before[-1])):
        return last
    commas = [at for at in passage.outside(first + 1, last) if is_comma(passage, at)]
    past = passage.known.endings["finite"] or ("\n",)
    return next(
        (
            at
            for at in commas
            if words.keys[at] in known["finite"] or words.keys[at].endswith(past)
        ),
        last,
    )


def _is_sentence(passage: Passage, first: int, last: int) -> bool:
    """Return whether words behind a colon are a sentence, and no list."""
    keys, finite = passage.words.keys[first:last], passage.known.words["finite"].whole
    return len(keys) > _NOUN and not finite.isdisjoint(keys)


def _comments(passage: Passage, at: int, last: int) -> bool:
    """Return whether an outlet tells behind a comma what it makes of what was said."""
    keys, known = passage.words.keys, passage.known.words
    if known["commenting"].at(keys, at):
        return True
    if keys[at] not in known["indefinite"] and keys[at] not in known["inside"]:
        return False
    noun = next(
        (n for n in range(at + 1, min(at + 2 + _NOUN, last)) if keys[n] in known["comments"]), last
    )
    return noun < last and not any(key in known["finite"] for key in keys[at:noun])


def of_a_person(passage: Passage, first: int, cue: Cue) -> int | None:
    """Return where a person says something else: X сказал, что A, а министр Y отметил B."""
    at = next((at for at in range(cue.first - 1, first, -1) if is_comma(passage, at)), None)
    if at is None or not cue.says or passage.words.keys[at] not in passage.known.words["breaking"]:
        return None
    near = [
        m for m in passage.mentions_in(at + 1, cue.first) if m.kind != "pronoun"
    ]  # его коллега
    alone = len(near) == 1 and near[0].kind in _PERSONS and near[0].speaks
    return at if alone and cue.first - near[0].last <= AUXILIARIES else None


def naming(passage: Passage, first: int, cue: Cue) -> int | None:
    """Return where an outlet tells how somebody calls what he spoke of: A, который назвал «B»."""
    words, known = passage.words, passage.known
    if not known.owner_by_case or known.words["calling"].at(words.keys, cue.first) is None:
        return None
    for at in range(cue.first - 1, max(first, cue.first - _RELATIVE), -1):
        relative = known.speakers.at(words.keys, at) == ("relatives", 1)
        if relative or words.keys[at] in known.words["oblique"]:
            opens = at - (not is_comma(passage, at))  # с которым
            return opens if is_comma(passage, opens) else None
    return None
