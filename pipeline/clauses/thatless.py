"""Clauses with no "that" before them: she told reporters on Monday the road was open. Pure.

A language has them where its grammar lists `clausal` verbs and `finite` forms, by which a clause
is told from a noun.
"""

from collections.abc import Sequence

from pipeline.quotations.passage import Cue, Passage

_LEAST = 3  # words of a clause
_TAIL = 4  # words behind who says all before them: X said in Baku on Friday
_WIDEST = 6  # words up to the noun of whom something is told, or of where it is said
_OPENING = 12  # words of a clause up to its verb
_STANCE = 4  # words in which a verb has its noun: voiced the deep concern that
_FEW = 5  # words that are no clause without a verb
_BREAKS = frozenset(",;:—–(")
_MARKS = ' \u00a0"“”‘’'  # around a verb between marks: Baku "rejects" it
_VERB = 3  # letters of the shortest word whose ending tells a verb


def begins(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return where the clause of a verb begins, before word `last`; None: it has none."""
    words, known = passage.words, passage.known.words
    lenient = words.keys[cue.first] in known["clausal"]
    if not lenient and words.keys[cue.first] not in known["clausal_too"]:
        return None
    if _is_asked(passage, cue) or not is_said(passage, cue):
        return None
    at = behind_circumstances(passage, cue, last)
    if at is None or last - at < _LEAST or _is_broken(passage, cue.last - 1, at):
        return None
    if any(words.keys[at] in known[key] for key in ("before", "where", "breaking", "finite")):
        numbers = words.keys[at + 1 : at + _STANCE]
        counts = known["amounts"].at(words.keys, at) is not None
        if not (counts or any(key.isdecimal() for key in numbers)):  # said at least 105 had died
            return None  # said of the neighbour, said when
    if words.between(at - 1, at).strip():
        return None  # told African-Americans
    return at if is_clause(passage, at, last, lenient=lenient) else None


def that(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the "that" of a verb, behind whom it is told, where and when."""
    words, known = passage.words, passage.known.words
    if known["that"].whole.isdisjoint(words.keys[cue.last : min(cue.last + _OPENING, last)]):
        return None
    telling = words.keys[cue.first] in known["telling"]
    for at in range(cue.last, min(cue.last + _STANCE, last - 1)):
        if words.between(at - 1, at).strip() or words.keys[at] in known["that"]:
            break
        if words.keys[at] in known["stances"] and words.keys[at + 1] in known["that"]:
            return at + 1  # expressed hope that
    for at in range(cue.last, min(cue.last + _OPENING, last)):
        if words.keys[at] in known["that"]:
            return at
        if words.keys[at] in known["finite"] or words.between(at - 1, at).strip(" -'’"):
            return None
        cited = (
            known["as_saying"].at(words.keys, cue.first - 1) and words.keys[at] in known["agents"]
        )
        if at == cue.last and not (telling or cited or opens_circumstance(passage, at)):
            return None  # announced plans that
    return None


def opens_circumstance(passage: Passage, word: int) -> bool:
    """Return whether a word may begin when, where or how something is said."""
    known, key = passage.known.words, passage.words.keys[word]
    adverb = key.endswith(passage.known.endings["adverb"])
    return adverb or any(key in known[name] for name in ("where", "when", "adverbs"))


def _is_asked(passage: Passage, cue: Cue) -> bool:
    """Return whether the verb lacks what it says: what he says the plan would do."""
    words, known = passage.words, passage.known.words
    subjects = passage.mentions_in(max(passage.first, cue.first - _WIDEST), cue.first)
    at = subjects[-1].first - 1 if subjects else cue.first - 1
    while at > passage.first and words.keys[at] in known["articles"]:
        at -= 1
    return at >= passage.first and words.keys[at] in known["asking"]


def behind_circumstances(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the word behind whom a verb tells it, and where and when; None: nobody is told."""
    known, keys = passage.known.words, passage.words.keys
    at = cue.last
    if keys[cue.first] in known["telling"]:
        told = listener(passage, at, last)
        if told is None:
            return None
        at = told
    while (end := _circumstance(passage, at, last)) is not None:
        at = end
    return at


def is_clause(passage: Passage, first: int, last: int, *, lenient: bool) -> bool:
    """Return whether words have a verb of their own, behind what it is of."""
    known, keys = passage.known.words, passage.words.keys
    finite, breaking = known["finite"].whole, known["breaking"].whole
    if lenient and _is_of_pronoun(passage, first, last):
        return True
    named = passage.mentions_in(first, min(first + _OPENING, last))  # however long their titles
    opening = _OPENING + sum(one.last - one.first - 1 for one in named)
    for at in range(first + 1, min(first + opening, last)):
        breaks = keys[at] in breaking
        apart = (breaks or not lenient) and _is_broken(passage, at - 1, at)
        if (apart and breaks) or (not lenient and (apart or breaks)):
            return False
        if keys[at] in finite or (lenient and _is_verb(passage, at, last)):
            return True
    return False


def _is_verb(passage: Passage, word: int, last: int) -> bool:
    """Return whether a word is a verb by its ending: wounded; links, with its object behind it."""
    words, known, key = passage.words, passage.known.words, passage.words.keys[word]
    if _ends_as_verb(passage, key):
        return True
    present = len(key) > _VERB and key.endswith(passage.known.endings["present"] or "\n")
    if not present or word + 1 >= last or words.capital[word]:
        return False
    before, behind = words.keys[word - 1], words.keys[word + 1]
    alone = not any(before in known[kind] for kind in ("articles", "determiners", "before"))
    of = any(behind in known[kind] for kind in ("articles", "determiners", "objects", "things"))
    beside = not any(words.between(at, at + 1).strip(_MARKS) for at in (word - 1, word))
    return beside and alone and (of or words.capital[word + 1])


def _is_of_pronoun(passage: Passage, first: int, last: int) -> bool:
    """Return whether a clause begins with its subject and a verb: it provides for, they know."""
    words, known = passage.words, passage.known
    meant = known.speakers.at(words.keys, first)
    if meant != ("pronouns", 1) or first + 1 >= last:
        return False
    key = words.keys[first + 1]
    kinds = ("before", "adverbs", "where", "when", "breaking", "joining", "articles")
    if any(key in known.words[kind] for kind in kinds) or words.capital[first + 1]:
        return False
    third = words.keys[first] in known.words["singular"]
    return not words.between(first, first + 1).strip() and (not third or key.endswith("s"))


def may_be_clause(passage: Passage, cue: Cue, first: int, last: int) -> bool:
    """Return whether words behind a "that" are a clause: few without a verb are none.

    But for what is demanded, whose verb has no ending: demanded that X resign.
    """
    if not passage.known.endings["finite"] or last - first >= _FEW:
        return True
    demands = passage.known.words["pleading"].at(passage.words.keys, cue.first) is not None
    return demands or is_clause(passage, first, last, lenient=True)


def _ends_as_verb(passage: Passage, word: str) -> bool:
    return len(word) > _VERB and word.endswith(passage.known.endings["finite"])


def _is_broken(passage: Passage, first: int, last: int) -> bool:
    """Return whether a mark stands between some words; those of a quotation are none."""
    between = passage.words.between
    return not all(_BREAKS.isdisjoint(between(at, at + 1)) for at in range(first, last))


def listener(passage: Passage, first: int, last: int) -> int | None:
    """Return the word behind whom something is told: a small group of reporters, Reuters."""
    words, known = passage.words, passage.known.words
    if first < last and words.keys[first] in known["objects"]:
        return first + 1
    found: int | None = None
    for at in range(first, min(first + _WIDEST, last)):
        if at > first and _is_broken(passage, at - 1, at):
            break
        if words.keys[at] in known["finite"] or words.keys[at] in known["that"]:
            break
        if words.keys[at] in known["listeners"]:
            found = at + 1
            continue
        if found is None or (words.capital[at] and words.capital[at - 1]):
            named = next((m for m in passage.mentions_in(at, at + 1) if m.kind != "pronoun"), None)
            if named and words.capital[named.head]:
                found = named.last
        elif words.keys[at] not in known["before"] and not _is_of_outlet(passage, at, last):
            break
    if found is None:
        acronym = first < last and passage.words.capital[first]
        return first + 1 if acronym else None  # told AFP
    return found


def _is_of_outlet(passage: Passage, at: int, last: int) -> bool:
    """Return whether a word stands between an outlet's name and its noun: Anadolu news agency."""
    words, known = passage.words, passage.known.words
    small = not words.capital[at] and words.keys[at] not in known["articles"]
    return small and at + 1 < last and words.keys[at + 1] in known["listeners"]


def _circumstance(passage: Passage, first: int, last: int) -> int | None:
    """Return the word behind when, where or by what channel something is said."""
    words, known = passage.words, passage.known
    if first >= last or words.keys[first] in known.words["joining"]:
        return None
    key = words.keys[first]
    small = key in known.words["adverbs"] and key not in known.words["finite"]
    small = small and key not in known.words["groups"]  # said both sides had agreed
    if small or key in known.words["when"] or key.endswith(known.endings["adverb"]):
        return first + 1
    return _place(passage, first, last) if key in known.words["where"] else None


def _place(passage: Passage, first: int, last: int) -> int | None:
    """Return the word behind a day, a channel or a name, up to which a preposition reaches."""
    words, known = passage.words, passage.known
    for at in range(first + 1, min(first + _WIDEST, last)):
        if words.keys[at] in known.words["finite"] or _is_broken(passage, at - 1, at):
            return None
        if words.keys[at] in known.words["when"] or known.channels.at(words.keys, at):
            return _with_number(passage, at + 1, last)
        if words.capital[at]:
            return _name(passage, at, last)
    return None


def _name(passage: Passage, at: int, last: int) -> int:
    """Return the word behind a name."""
    words = passage.words
    while at + 1 < last and words.capital[at + 1] and not _is_broken(passage, at, at + 1):
        at += 1
    return at + 1


def _with_number(passage: Passage, at: int, last: int) -> int:
    """Return the word behind the number of a day: May 22."""
    return at + 1 if at < last and passage.words.keys[at].isdecimal() else at


def brought(passage: Passage, cues: Sequence[Cue], first: int) -> int | None:
    """Return where the words begin that tell but who brings what another said: ..., X reports.

    They stand behind a comma, a name and the last verb, at the end of the sentence.
    """
    words, known = passage.words, passage.known.words
    told = [one for one in cues if is_said(passage, one)]  # X will respond, Y said
    if len(told) < 2 or not cues[-1].says or told[-1] is not cues[-1]:  # noqa: PLR2004  one of another
        return None
    *_, inner, last = told
    end = passage.word(passage.sentence(words.starts[last.first])[1])
    quoting = range(last.last, min(last.last + _STANCE, end))
    cites = any(known["agencies"].at(words.keys, at) for at in quoting)
    refers = last.last < end and known["referring"].at(words.keys, last.last) is not None
    if last.last != end and not (cites or refers):
        return None
    named = False
    for at in range(last.first - 1, max(first, last.first - _WIDEST - 1), -1):
        outlet = words.keys[at] in known["listeners"] or words.keys[at] in known["outlets"]
        if not (words.capital[at] or outlet or words.keys[at] in known["articles"]):
            return None
        named = named or words.capital[at] or outlet
        if "," in words.between(at - 1, at):
            return at if named and inner.first < at else None
    return None


def is_said(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb tells what was said: not what would not be, nor what goes without."""
    words, known = passage.words, passage.known.words
    at = cue.first - 1
    if at < passage.first or words.between(at, at + 1).strip(" \u00a0'’"):
        return True
    while at > passage.first and words.keys[at] in known["adverbs"]:
        if words.keys[at] in known["unsaid"]:
            return False
        at -= 1
    if cue.kind == "participle" and words.keys[at] in known["before"]:
        return words.keys[at] in known["and"]  # for saying so
    return words.keys[at] not in known["unsaid"]


def end(passage: Passage, first: int, last: int, following: Sequence[Cue]) -> int:
    """Return the word after a clause: where who reports it, or another, says the next thing.

    "... that A, and said B", "... that A, while X said B", "... that A, according to X".
    """
    words, known = passage.words, passage.known.words
    for cue in following if passage.known.endings["finite"] else ():
        if cue.first <= first:
            continue
        if (apart := _behind_semicolon(passage, first, cue.first)) is not None:
            return apart  # ... that A; B cautioned that C
        if cue.kind == "according" and "," in words.between(cue.first - 1, cue.first):
            return cue.first
        at = cue.first - 1
        while at > first and not joins(passage, at) and words.keys[at] in known["adverbs"]:
            at -= 1
        if _is_passive(passage, at, cue.first):
            continue  # ... that A was over and had been agreed
        if cue.says and joins(passage, at):
            return at
        if cue.says and (other := _other_teller(passage, cue, first, last)) is not None:
            return other
    return last


def _is_passive(passage: Passage, joint: int, verb: int) -> bool:
    """Return whether a verb behind a joint goes on with a clause: a passive, behind a comma."""
    words, known = passage.words, passage.known.words
    apart = words.between(joint - 1, joint).strip() == "," and joins(passage, joint)
    kind = known["being"] if apart else known["finite"]
    return any(words.keys[at] in kind for at in range(joint + 1, verb))


def _behind_semicolon(passage: Passage, first: int, last: int) -> int | None:
    """Return the word behind the first semicolon between two words."""
    words = passage.words
    if ";" not in words.text[words.starts[first] : words.starts[last]]:
        return None
    return next(at for at in range(first + 1, last + 1) if ";" in words.between(at - 1, at))


def _other_teller(passage: Passage, cue: Cue, first: int, last: int) -> int | None:
    """Return where another tells the next thing behind a clause, or the whole of it."""
    words, known = passage.words, passage.known.words
    subjects = passage.mentions_in(max(first + 1, cue.first - _WIDEST), cue.first)
    at = subjects[0].first if subjects else first + 1
    while at - 1 > first and words.keys[at - 1] in known["articles"]:
        at -= 1
    whole = last - cue.last <= _TAIL and bool(subjects) and subjects[0].last == cue.first
    if whole and words.between(at - 1, at).strip() == ",":
        return at  # told X that A, the ministry said on Tuesday
    nearest = subjects[-1].first if subjects else at
    while nearest - 1 > first and words.keys[nearest - 1] in known["articles"]:
        nearest -= 1
    return next(
        (one - 1 for one in (at, nearest) if _begins_another(passage, one - 1, first)), None
    )


def _begins_another(passage: Passage, word: int, first: int) -> bool:
    """Return whether a word behind a comma begins what is another's: ..., while X denied it."""
    apart = passage.words.between(word - 1, word).strip() if word > first else ""
    breaks = passage.words.keys[word] in passage.known.words["breaking"]
    return breaks and apart in {",", ";", "—", "–", "--"}


def joins(passage: Passage, word: int) -> bool:
    """Return whether a word is an "and" or a "but" before a second verb."""
    return passage.words.keys[word] in passage.known.words["joining"]
