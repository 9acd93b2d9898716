"""Clauses that are nouns, as Turkic reports have them: X ... olduğunu bildirib. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.attribution import Attribution, made, subject_of
from pipeline.grammar import plain
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.reported import Clause

LEAST = 3  # words of a clause
NEAR = 4  # words between a verb and its clause's "that", or its teller
_BETWEEN = 5  # words between such a clause and its verb: in a message of that night
_THIS = frozenset({"bu", "oz"})  # of the clause: bu məsələ
_PERSONAL = frozenset({"person", "office"})


def nominal(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return a clause that is a noun, its teller before it or behind: X, ... olduğunu söyledi."""
    edge = _edge(passage, cue, first)
    if edge is None:
        return None
    if cue.kind != "say" or not _ends_clause(passage, cue, last):
        return _told_by(passage, cue, (first, edge), last) if cue.kind == "participle" else None
    by = subject_of(passage, cue, first, last, "that-clause")
    found = _of_subject(passage, cue, (first, edge), by) if by and by.who else None
    if found is None and (by := source(passage, cue, first, cue.first)):
        found = _of_source(passage, (first, edge), by)
    return found


def _edge(passage: Passage, cue: Cue, first: int) -> int | None:
    """Return the word behind the noun that ends a clause; who tells it may stand in between."""
    keys, known = passage.words.keys, passage.known
    small, about = known.words["adverbs"], known.words["concerning"]
    within = {
        at for one in passage.mentions_in(first, cue.first) for at in range(one.first, one.last)
    }
    told, at = 0, cue.first
    while at >= first + LEAST and told < _BETWEEN:
        word = keys[at - 1]
        if word in about and keys[at - 2].endswith(known.endings["told"]):
            return at - 1  # ... olduğu barədə
        if word.endswith(known.endings["clause"]):
            return at
        told += at - 1 not in within and word not in small
        at -= 1
    return None


def _ends_clause(passage: Passage, cue: Cue, last: int) -> bool:
    """Return whether a verb ends its sentence, or what stands before an "and" or a comma."""
    if last - cue.last <= 1:
        return True
    gap = passage.words.between(cue.last - 1, cue.last)
    return gap.strip() == "," or passage.words.keys[cue.last] in passage.known.words["and"]


def _of_subject(
    passage: Passage, cue: Cue, clause: tuple[int, int], by: Attribution
) -> Clause | None:
    """Return the clause that stands between who says it and the verb, or before both."""
    words, (first, edge) = passage.words, clause
    found = [m for m in passage.mentions_in(first, cue.first) if m.speaks and m.last <= cue.first]
    if again := _again(passage, cue, (first, edge), found):
        return again
    if found and found[-1].first >= edge:  # ... olduğunu X bildirib
        return _before_teller(passage, found[-1], clause, by)
    who = next((m for m in found if words.between(m.last - 1, m.last).strip() == ","), None)
    if who is None:
        who = _opening(passage, found, first)
    if who is None or who.last > edge:
        return None
    start = _after_circumstances(passage, who.last, edge)
    if edge - start < LEAST:
        return None
    by = replace(by, who=who, chunk=None)
    return Clause(start=words.starts[start], end=words.ends[edge - 1], by=by)


def _opening(passage: Passage, found: Sequence[Mention], first: int) -> Mention | None:
    """Return the subject of a sentence: who is named first, behind circumstances perhaps.

    A clause that is a noun has its own subject in the genitive; so the first name without an
    ending is the sentence's, but for that of a clause of time before another one.
    """
    those = [one for one in found if is_somebody(one) or one.first == first]
    for at, one in enumerate(those):
        following = (other for other in those[at + 1 :] if other.kind in _PERSONAL)
        other = next(following, None)
        if other is None or not _is_of_time(passage, one.last, other.first):
            return one if is_somebody(one) else None
    return None


def _is_of_time(passage: Passage, first: int, last: int) -> bool:
    """Return whether a clause of time ends between two words: Putin gedəndən sonra X ..."""
    endings = passage.known.endings["time"]
    return bool(endings) and any(
        passage.words.keys[at].endswith(endings) for at in range(first, last)
    )


def _before_teller(
    passage: Passage, who: Mention, clause: tuple[int, int], by: Attribution
) -> Clause | None:
    """Return a clause whose teller stands between it and the verb."""
    first, edge = clause
    start = _after_circumstances(passage, first, edge)
    if edge - start < LEAST or not is_somebody(who):
        return None
    words = passage.words
    return Clause(
        start=words.starts[start], end=words.ends[edge - 1], by=replace(by, who=who, chunk=None)
    )


def _of_source(passage: Passage, clause: tuple[int, int], by: Attribution) -> Clause | None:
    """Return the clause behind where it is told: nazirlikdən ... olduğunu bildiriblər."""
    who, edge = by.who, clause[1]
    if who is None or who.last > edge:
        return None
    start = _after_circumstances(passage, who.last, edge)
    if edge - start < LEAST:
        return None
    words = passage.words
    return Clause(start=words.starts[start], end=words.ends[edge - 1], by=by)


def source(passage: Passage, cue: Cue, first: int, last: int) -> Attribution | None:
    """Return from where something is told: հայտնել են նախարարությունից."""
    words, endings = passage.words, passage.known.endings["source"]
    found = [m for m in passage.mentions_in(first, last) if m.kind == "institution"]
    for one in found if endings else ():
        written = words.text[words.starts[one.last - 1] : words.ends[one.last - 1]]
        if plain(written, passage.known.language).endswith(endings):
            return made(one, cue, "trailing, source")
    return None


def _after_circumstances(passage: Passage, start: int, edge: int) -> int:
    """Return where a clause begins behind where it was said: in a speech he gave there, that."""
    where = [end for at in range(start, edge) if (end := _where(passage, at)) and end <= edge]
    return _without_adverbs(passage, max(where, default=start), edge)


def _where(passage: Passage, word: int) -> int | None:
    """Return where words end that say through what channel: in a speech, görüşdə; not görüşün."""
    place = passage.known.endings["place"]
    here = passage.known.channels.at(passage.words.keys, word)
    if here is None or (place and not passage.words.keys[word + here[1] - 1].endswith(place)):
        return None
    return word + here[1]


def _again(
    passage: Passage, cue: Cue, clause: tuple[int, int], found: list[Mention]
) -> Clause | None:
    """Return what whoever said one thing in a sentence says next: ... deyib və ... çağırıb."""
    first, edge = clause
    before = [one for one in passage.cues_in(first, cue.first) if one.kind in {"say", "write"}]
    if not before or any(one.first >= before[-1].last and not one.metonym for one in found):
        return None
    start = _without_adverbs(passage, before[-1].last, edge)
    by = subject_of(passage, before[-1], first, before[-1].last, "that-clause")
    if by is None or by.who is None or edge - start < LEAST:
        return None
    return Clause(start=passage.words.starts[start], end=passage.words.ends[edge - 1], by=by)


def _without_adverbs(passage: Passage, start: int, end: int) -> int:
    """Return where a clause begins behind an "and", an adverb, or to whom it is told."""
    keys, known = passage.words.keys, passage.known.words
    while start < end and (keys[start] in known["and"] or keys[start] in known["adverbs"]):
        if passage.known.language == "tr" or keys[start] in _THIS:
            break
        start += 1
    return start


def passive(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what a text or a place is said to tell: açıklamada ... olduğu bildirildi."""
    words, known = passage.words, passage.known
    edge = cue.first
    while edge > first and words.keys[edge - 1] in known.words["adverbs"]:
        edge -= 1  # olduğu da bildirilir
    told = words.keys[max(edge - 1, first)].endswith(known.endings["told"])
    verb = words.keys[cue.last - 1].endswith(known.endings["passive"])
    found = [m for m in passage.mentions_in(first, edge) if m.kind == "document"]
    if not verb or not told or not _ends_clause(passage, cue, last):
        return None
    by = made(found[0], cue, "that-clause, document") if found else None
    by = by or source(passage, cue, first, edge)
    return _of_source(passage, (first, edge), by) if by else None


def _told_by(passage: Passage, cue: Cue, clause: tuple[int, int], last: int) -> Clause | None:
    """Return a clause whose teller follows a participle: ... olduğunu belirten X."""
    behind = passage.mentions_in(cue.last, min(cue.last + NEAR, last))
    if not behind or not behind[0].speaks:
        return None
    start, end = passage.words.starts[clause[0]], passage.words.ends[clause[1] - 1]
    return Clause(start=start, end=end, by=made(behind[0], cue, "participle"))


def is_somebody(one: Mention) -> bool:
    """Return whether a mention is a person's, or of a body we know, called by its name."""
    return one.kind != "institution" or bool(one.institutions and not one.metonym)
