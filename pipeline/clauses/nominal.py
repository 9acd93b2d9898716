"""Clauses that are nouns, as Turkic reports have them: X ... olduğunu bildirib. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.clauses.hearsay import hearsay
from pipeline.clauses.reported import Clause
from pipeline.grammar import SAYING
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.giver import came
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_source, is_subject
from pipeline.quotations.subject import is_passive, stands_apart
from pipeline.quotations.teller import dropped, subject_of
from pipeline.speakers.mention import Mention
from pipeline.speakers.together import together

LEAST = 3  # words of a clause
NEAR = 4  # words between a verb and its clause's "that", or its teller
_FEWEST = 2  # where it is a noun: yolun açılacağını
_DOING = 8  # words that tell what somebody did meanwhile
_ASIDE = 16  # words that say where something was said
_BETWEEN = 5  # words between such a clause and its verb: in a message of that night
_SHORT = 5  # letters of a word whose ending may be its own: kadın
_THIS = frozenset({"bu", "oz"})  # of the clause: bu məsələ
_PERSONAL = frozenset({"person", "office"})
_TELLING = frozenset({*SAYING, "converb"})  # whose subject stands before


def least(passage: Passage) -> int:
    """Return how many words a clause has at least: alternativ yoxdur are two."""
    return LEAST - passage.known.fragments_in_reports


def nominal(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return a clause that is a noun, its teller before it or behind: X, ... olduğunu söyledi."""
    edge = _edge(passage, cue, first)
    if edge is None:
        return None
    if cue.kind == "participle":
        return _told_by(passage, cue, (first, edge), last)
    if cue.kind != "converb" and not (cue.says and _ends_clause(passage, cue, last)):
        return None
    if gave := came(passage, cue, first, "that-clause"):
        return _of_source(passage, (first, edge), gave)
    found = _of_subject(passage, cue, first, edge)
    if found is None and (by := source(passage, cue, first, cue.first)):
        found = _of_source(passage, (first, edge), by)
    found = found or _of_nobody(passage, cue, first, edge)
    return _without_whom(passage, cue, found, edge) if found else None


def _without_whom(passage: Passage, cue: Cue, found: Clause, edge: int) -> Clause:
    """Return what is wished without of whom: tarafları masaya dönmeye çağırdı."""
    start = passage.word(found.start)
    whom = next((m.last for m in passage.mentions_in(start, edge) if m.first == start), start + 1)
    if phrase := passage.known.words["appealed"].at(passage.words.keys, start):
        whom = start + phrase[1]
    wished = edge - whom >= _FEWEST and _is_wished(passage, cue, start)
    return (
        Clause.of(passage, whom, edge, found.by)
        if wished and _is_whom(passage, whom - 1)
        else found
    )


def _is_object(passage: Passage, one: Mention) -> bool:
    """Return whether somebody is named as whom something is done to; Bakı is so in no case."""
    hit = passage.words.lexicon.at(passage.words, one.first)
    bare = hit is not None and hit.exact and hit.last == one.last
    bare = bare and one.last - 1 not in passage.words.parted
    return not bare and _is_whom(passage, one.last - 1)


def _is_whom(passage: Passage, word: int) -> bool:
    """Return whether a word is in the case of what something is done to: tarafları."""
    return passage.words.written(word).endswith(passage.known.endings["accused"] or ("\n",))


def is_told(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether a verb has a clause that is a noun before it."""
    return bool(passage.known.endings["clause"]) and _edge(passage, cue, first) is not None


def _edge(passage: Passage, cue: Cue, first: int) -> int | None:
    """Return the word behind the noun that ends a clause; who tells it may stand in between."""
    keys, known = passage.words.keys, passage.known
    judging = known.words["judging"]
    if keys[cue.first] in known.words["no_clause"]:
        return None  # düşünür: an opinion, and no speech
    judges = judging.at(keys, cue.last - 1) or judging.at(keys, cue.first)
    before = passage.cues_in(first, cue.first)
    first = before[-1].last if before else first
    if judges and not _is_wished(passage, cue, first):
        return None  # what another said is judged, not reported
    if beside := _beside(passage, cue, first):
        return beside
    small, about = known.words["adverbs"], known.words["concerning"]
    wishes = keys[cue.first] in known.words["wishing"] and not is_passive(passage, cue)
    endings = known.endings["clause"] + (known.endings["wished"] if wishes else ())
    named = passage.mentions_in(first, cue.first)
    within = {at for one in named for at in range(one.first, one.last)}
    told, at = 0, cue.first
    while at >= first + _FEWEST and told < _BETWEEN:
        word = keys[at - 1]
        if not told and word in about and keys[at - 2].endswith(known.endings["told"]):
            return at - 1  # ... olduğu barədə
        if word.endswith(endings) and word not in known.words["alike"]:
            return at
        told += at - 1 not in within and word not in small
        at -= 1
    return None


def _is_wished(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether a clause of what somebody is called to do, or accused of, is beside a verb.

    dönmeye çağırdı, vermekle suçladı, verdiği iddiasıyla suçladı
    """
    keys, known, at = passage.words.keys, passage.known, cue.first - 1
    if at <= first or keys[cue.first] not in known.words["wishing"]:
        return False
    noun = keys[at] in known.words["concerning"] and keys[at - 1].endswith(known.endings["told"])
    return noun or keys[at].endswith(known.endings["wished"])


def _beside(passage: Passage, cue: Cue, first: int) -> int | None:
    """Return the word behind a clause that only stands right before its verb, or the verb's noun.

    olduğuna dikkat çekti, olduğu bilgisini verdi
    """
    keys, known = passage.words.keys, passage.known
    at = _without_topic(passage, first, cue.first)
    endings = known.endings["beside"]
    if not endings or at <= first:
        return None
    noun = cue.last - cue.first > 1 or keys[cue.first] in known.words["concerning"]
    told = known.endings["told"] if noun else ()
    if keys[cue.first] in known.words["calls"]:
        told += known.endings["called"]  # dönmesi çağrısında bulundu
    return at if keys[at - 1].endswith((*endings, *told)) else None


def _without_topic(passage: Passage, first: int, edge: int) -> int:
    """Return where words end before an "also" that belongs to their verb: olduğunu da."""
    small = passage.known.words
    return passage.words.end_without(first, edge, small["topic"], small["adverbs"])


def _ends_clause(passage: Passage, cue: Cue, last: int) -> bool:
    """Return whether a verb ends its sentence, or what stands before an "and" or a comma."""
    if last - cue.last <= 1:
        return True
    gap = passage.words.between(cue.last - 1, cue.last).strip()
    behind, known = passage.words.keys[cue.last], passage.known.words
    return gap[:1] in {",", ";", ":"} or behind in known["and"] or behind in known["that"]


# Who says it


def _of_subject(passage: Passage, cue: Cue, first: int, edge: int) -> Clause | None:
    """Return the clause that stands between who says it and the verb, or before both."""
    before = [one for one in passage.cues_in(first, edge) if one.kind in {*_TELLING, "participle"}]
    floor = before[-1].last if before else first
    found = [m for m in passage.mentions_in(floor, cue.first) if is_subject(passage, m)]
    found = [one for one in found if one.last <= cue.first]
    if found and found[-1].first >= edge:  # ... olduğunu X bildirib
        known = is_somebody(found[-1])
        return (
            clause_between(passage, made(found[-1], cue, "that-clause"), floor, edge)
            if known
            else None
        )
    telling = bool(before) and before[-1].kind in _TELLING
    if _is_wished(passage, cue, floor):
        free = [m for m in found if stands_apart(passage, m) or not _is_object(passage, m)]
        found = free if free or telling else found[:1]
    who = next((one for one in found if stands_apart(passage, one)), None)
    if who is None and telling and all(one.metonym for one in found):
        by = subject_of(passage, before[-1], first, floor, "that-clause")
        return clause_between(passage, by, floor, edge) if by and by.who else None
    who = who or _opening(passage, found, floor)
    if who is None or who.last > edge:
        return None
    row = together(passage, who, (cue.first, cue.last))  # X və Y ... olduğunu bildiriblər
    start = row[-1].last if row[-1].last < edge else who.last
    return clause_between(passage, made(who, cue, "that-clause"), start, edge)


def _opening(passage: Passage, found: Sequence[Mention], first: int) -> Mention | None:
    """Return the subject of a sentence: who is named first, behind circumstances perhaps.

    A clause that is a noun has its own subject in the genitive; so the first name without an
    ending is the sentence's, but for that of a clause of time before another one.
    """
    those = [one for one in found if is_somebody(one) or one.metonym or one.first == first]
    for at, one in enumerate(those):
        following = (other for other in those[at + 1 :] if other.kind in _PERSONAL)
        other = next(following, None)
        if other is None or not _is_of_time(passage, one.last, other.first):
            return one
    return None


def _is_of_time(passage: Passage, first: int, last: int) -> bool:
    """Return whether a clause of time ends between two words: Putin gedəndən sonra X ..."""
    endings = passage.known.endings["time"]
    return bool(endings) and any(
        passage.words.keys[at].endswith(endings) for at in range(first, last)
    )


def _of_source(passage: Passage, clause: tuple[int, int], by: Attribution) -> Clause | None:
    """Return the clause behind where it is told: nazirlikdən ... olduğunu bildiriblər."""
    who, edge = by.who, clause[1]
    if who is None or who.last > edge:
        return None
    said = [one for one in passage.cues_in(who.last, edge) if one.kind in {*_TELLING}]
    return clause_between(
        passage, by, said[-1].last if said else who.last, edge
    )  # ... belirtilerek, ...


def source(passage: Passage, cue: Cue, first: int, last: int) -> Attribution | None:
    """Return from where something is told: հայտնել են նախարարությունից."""
    found = [m for m in passage.mentions_in(first, last) if m.kind == "institution"]
    who = next((one for one in found if is_source(passage, one)), None)
    return made(who, cue, "trailing, source") if who else None


def _of_nobody(passage: Passage, cue: Cue, first: int, edge: int) -> Clause | None:
    """Return the clause of whoever was spoken of before, or of words nobody told us."""
    said = [one for one in passage.cues_in(first, edge) if one.kind in {*_TELLING, "participle"}]
    by = None if said else dropped(passage, cue, first, edge, "that-clause")
    if by is None:
        return None
    if by.chunk:
        return clause_between(passage, by, by.chunk[1], edge)
    words = passage.words
    cased = words.cases[first] == "other" and len(words.keys[first]) > _SHORT
    if cased or first in words.parted or words.keys[first] in passage.known.words["adverbs"]:
        return clause_between(passage, by, first, edge)
    return None


# Where it begins


def clause_between(passage: Passage, by: Attribution, start: int, edge: int) -> Clause | None:
    """Return the clause between two words, without what only says where and how it was said."""
    start = _behind_hearer(passage, _behind_short(passage, start, edge), edge)
    start = _after_circumstances(passage, start, edge)
    if edge - start < _FEWEST:
        return None
    return Clause.of(passage, start, edge, by)


def _behind_short(passage: Passage, start: int, edge: int) -> int:
    """Return where a clause begins behind how its teller is called for short: X (FSB), ..."""
    between = passage.words.between
    if start <= passage.first or "(" not in between(start - 1, start):
        return start
    near = range(start, min(start + _FEWEST, edge - _FEWEST))
    return next((at + 1 for at in near if ")" in between(at, at + 1)), start)


def _behind_hearer(passage: Passage, start: int, edge: int) -> int:
    """Return where a clause begins behind whom it is told to: Paşinyana Bakının ... olduğunu."""
    endings, words = passage.known.endings, passage.words
    to = passage.mentions_in(start, edge)[:1]
    if not to or to[0].first != start or to[0].kind not in _PERSONAL or to[0].speaks:
        return start
    behind = to[0].last
    told = words.written(behind - 1).endswith(endings["hearer"] or ("\n",))
    near = range(behind, min(behind + _FEWEST, edge))  # Brüssel görüşünün
    return behind if told and any(_is_whose(passage, at) for at in near) else start


def _is_whose(passage: Passage, word: int) -> bool:
    """Return whether a word is in the case of the subject of a clause that is a noun: yolun."""
    return passage.words.written(word).endswith(passage.known.endings["whose"] or ("\n",))


def _after_circumstances(passage: Passage, start: int, edge: int) -> int:
    """Return where a clause begins behind where it was said: in a speech he gave there, that."""
    opening = passage.words.beginning("channel", start, edge - _FEWEST)
    where = [end for at in opening if (end := _where(passage, at)) and end <= edge - _FEWEST]
    where = [end for end in where if not _is_begun(passage, start, end)]
    keys, known = passage.words.keys, passage.known
    start = _behind_aside(passage, max(where, default=start), edge)
    start = _behind_doing(passage, start, edge)
    for at in range(edge - _FEWEST, start, -1) if known.endings["done"] else ():
        if keys[at] in known.words["and"] and keys[at - 1].endswith(known.endings["done"]):
            return at + 1  # another verb's, before an "and"
    return _without_adverbs(passage, start, edge)


def _is_begun(passage: Passage, start: int, end: int) -> bool:
    """Return whether the subject of a clause stands before where something is: X'in toplantıda.

    A genitive that nothing right behind it belongs to; at a meeting of its own it may be whose.
    """
    words, known = passage.words, passage.known
    owned = known.endings["owned"]
    if not owned or words.keys[end - 1].endswith(owned):
        return False
    return any(
        _is_whose(passage, at)
        and not words.written(at + 1).endswith(owned)
        and words.keys[at + 1] not in known.words["around"]
        for at in range(start, end - 1)
    )


def _behind_aside(passage: Passage, start: int, edge: int) -> int:
    """Return where a clause begins behind words that say where, to whom or when, and a comma."""
    words, endings = passage.words, passage.known.endings
    for at in range(start, min(start + _ASIDE, edge - _FEWEST) if endings["aside"] else start):
        if words.between(at, at + 1).strip() == ",":
            key, behind = words.keys[at], passage.known.words["after"]
            aside = at in words.parted or key.endswith(endings["aside"]) or key in behind
            return at + 1 if aside and not _is_whose(passage, at) else start
    return start


def _behind_doing(passage: Passage, start: int, edge: int) -> int:
    """Return where a clause begins behind what its teller did meanwhile: çıxış edərək."""
    keys, doing = passage.words.keys, passage.known.endings["meanwhile"]
    for at in range(start, min(start + _DOING, edge - _FEWEST)) if doing else ():
        if _is_whose(passage, at):
            return start
        if keys[at].endswith(doing):
            return at + 1
    return start


def _where(passage: Passage, word: int) -> int | None:
    """Return where words end that say through what channel: in a speech, görüşdə; not görüşün."""
    place = passage.known.endings["place"]
    keys, here = passage.words.keys, passage.known.channels.at(passage.words.keys, word)
    if here is None:
        return None
    end = word + here[1]
    if end < passage.last and keys[end] in passage.known.words["during"]:
        return end + 1
    return None if place and not keys[end - 1].endswith(place) else end


def _without_adverbs(passage: Passage, start: int, end: int) -> int:
    """Return where a clause begins behind an "and", an adverb, or to whom it is told."""
    keys, known = passage.words.keys, passage.known.words
    small = (known["and"], known["adverbs"], known["topic"])
    while start < end and any(keys[start] in one for one in small) and keys[start] not in _THIS:
        start += 1
    return start


# Told by a text, or by whom a participle is of


def passive(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what a text or a place is said to tell: açıklamada ... olduğu bildirildi."""
    keys, known = passage.words.keys, passage.known
    edge = _without_topic(passage, first, cue.first)
    if heard := hearsay(passage, cue, first, edge):
        whose, at = heard
        return clause_between(passage, made(whose, cue, "that-clause, hearsay"), whose.last, at)
    if keys[edge - 1] in known.words["concerning"] and edge - 1 > first:
        edge -= 1  # olduğu yönünde
    endings = known.endings["told"] + known.endings["beside"]  # olduğuna dikkat çekildi
    if keys[cue.first] in known.words["calls"]:
        endings += known.endings["called"]  # vazgeçmesi çağrısı yapıldı
    if keys[cue.first] in known.words["wishing"]:
        endings += known.endings["wished"]  # son qoymağa çağırılıb
    told = edge > first and keys[edge - 1].endswith(endings)
    if (
        not is_passive(passage, cue)
        or not told
        or not (cue.kind == "converb" or _ends_clause(passage, cue, last))
    ):
        return None
    found = [m for m in passage.mentions_in(first, edge) if m.kind == "document"]
    by = made(found[0], cue, "that-clause, document") if found else None
    by = by or source(passage, cue, first, edge)
    return _of_source(passage, (first, edge), by) if by else None


def _told_by(passage: Passage, cue: Cue, clause: tuple[int, int], last: int) -> Clause | None:
    """Return a clause whose teller follows a participle: ... olduğunu belirten X."""
    first, edge = clause
    before = passage.cues_in(first, edge)
    behind = passage.mentions_in(cue.last, min(cue.last + NEAR, last))
    if not behind or not (behind[0].speaks or behind[0].first == cue.last):
        return None
    who = replace(behind[0], case="subject")
    start = before[-1].last if before else first
    return clause_between(passage, made(who, cue, "participle"), start, edge)


def is_somebody(one: Mention) -> bool:
    """Return whether a mention is a person's, or of a body we know, called by its name."""
    return one.kind != "institution" or bool(one.institutions and not one.metonym)
