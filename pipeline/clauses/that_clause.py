"""The clause of a verb of saying, by a "that", a pause or none: X said that ... Pure."""

from pipeline.clauses import subordinate, thatless
from pipeline.clauses.complement import is_of_noun
from pipeline.clauses.ending import naming, of_a_person, own_words
from pipeline.clauses.infinitive import far_that, relative_end
from pipeline.clauses.nominal import NEAR, is_told, least
from pipeline.clauses.part import absolute_end
from pipeline.clauses.reported import Clause, pauses
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.neighbour import of_this
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_comma
from pipeline.quotations.teller import subject_of

_PAUSES = frozenset({"՝", "`"})  # Armenian, for a "that"
_DOTS = frozenset({".", "․"})  # the same, where a whole sentence follows
_FAR = 14  # words from a verb to its "that", where nothing else parts them
_DOING = ("ելով", "ալով")  # Armenian: նշել է՝ հարցին պատասխանելով


def that_clause(
    passage: Passage, cue: Cue, first: int, last: int, following: list[Cue]
) -> Clause | None:
    """Return the clause of a verb: X said that ..."""
    at = _opened_at(passage, cue, last)
    if at is not None and _is_not_said(passage, cue, (first, last), at):
        return None
    start = thatless.begins(passage, cue, last) or pauses(passage, cue, first, last)
    at = start - 1 if at is None and start else at
    if at is None or cue.kind == "for" or any(one.first < at for one in following[:1]):
        return None
    end = absolute_end(passage, cue, relative_end(passage, cue, first, last))
    end = own_words(passage, cue, at + 1, end)
    end = _end(passage, at + 1, end, [one for one in following if one.first < end])
    by = _cited(passage, cue, first) or subject_of(passage, cue, first, at, "that-clause")
    if by is None or (by.who is None and not passage.known.fragments_in_reports):
        return None
    if end - at <= least(passage) or not thatless.may_be_clause(passage, cue, at + 1, end):
        return None
    return Clause.of(passage, at + 1, end, by)


def _opened_at(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the "that" of a verb, or the word before what stands for a clause with one."""
    words, known = passage.words, passage.known.words
    if words.keys[cue.last - 1] in known["that"]:
        return cue.last - 1  # a verb that says something by its "that" alone
    if passage.known.endings["finite"]:
        at = thatless.that(passage, cue, last)
    else:
        after = range(cue.last, min(cue.last + NEAR, last))
        at = next((one for one in after if words.keys[one] in known["that"]), None)
    if at is None and passage.known.owner_by_case:
        at = _behind_comma(passage, cue, last)
    if at is None and passage.known.inverts:
        at = far_that(passage, cue, last)
    if at is None and cue.kind in {"say", "write", "participle"}:
        at = _pause(passage, cue, last)
    return subordinate.before(passage, cue, last) if at is None else at


def _behind_comma(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the "that" behind all of whom and where something is told: сказал ... в Баку, что."""
    behind = range(cue.last + 1, min(cue.last + _FAR, last))
    comma = next((at for at in behind if is_comma(passage, at)), None)
    that = comma is not None and passage.words.keys[comma] in passage.known.words["that"]
    return comma if that else None


def _cited(passage: Passage, cue: Cue, first: int) -> Attribution | None:
    """Return whom an outlet refers to: ՊՆ-ին հղումով գրել է, որ."""
    citing = passage.known.words["citing"]
    for one in passage.mentions_in(first, cue.first) if citing else ():
        if one.case == "other" and citing.at(passage.words.keys, one.last) is not None:
            return made(one, cue, "according, cited")
    return None


def _is_not_said(passage: Passage, cue: Cue, sentence: tuple[int, int], at: int) -> bool:
    """Return whether the clause of a verb is nothing that its subject says there."""
    first, last = sentence
    known = passage.known.words
    if any(key in known["asked"] for key in passage.words.keys[cue.last : at]):
        return True  # answering a question whether
    if passage.words.keys[cue.first] in known["no_clause"]:
        return True  # a rejeté l'idée que
    remark = known["remarking"].at(passage.words.keys, at + 1)  # bəyan edib ki, bu da ...
    if passage.words.keys[at - 1] in known["conjoined"] or (
        remark and is_told(passage, cue, first)
    ):
        return True  # a dit X alors que
    if of_this(passage, first, last) == at + 1:
        return True  # APA xəbər verir ki, bunu X deyib: of the sentence before
    if _is_negated(passage, cue, first):
        return True
    return at > cue.last and is_of_noun(passage, cue, at - 1)


def _is_negated(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether somebody does not say it; who does not deny it does."""
    if not thatless.is_said(passage, cue):
        return True
    keys, known = passage.words.keys, passage.known.words
    negated = cue.first > first and keys[cue.first - 1] in known["negations"]
    if keys[cue.last - 1].endswith(passage.known.endings["infinitive"]):
        refused = range(max(first, cue.first - NEAR), cue.first)  # հրաժարվել է հաստատել, որ
        if any(keys[at] in known["refusals"] for at in refused):
            return True
    return negated and known["denials"].at(keys, cue.first) is None


def _pause(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the word before a pause that stands for a "that": նշել է՝ ..."""
    words = passage.words
    for at in range(cue.last - 1, min(cue.last + 1, last - 1)):
        gap = words.between(at, at + 1).strip(' «“"')
        dots = passage.known.stands_alone and gap in _DOTS  # else that of 11.5 million
        dot = dots and not passage.cues_in(at + 1, last)
        if gap in _PAUSES or dot:
            behind = words.keys[at + 1 : min(at + 1 + NEAR, last)]
            aside = any(key.endswith(_DOING) for key in behind) or _is_place(passage, at + 1, last)
            return None if aside else at
    return None


def _is_place(passage: Passage, first: int, last: int) -> bool:
    """Return whether words behind a pause tell but where: հնչեցրել է՝ ռադիոյի հարցազրույցում."""
    keys, known = passage.words.keys, passage.known
    verb = any(key in known.words["auxiliaries"] for key in keys[first:last])
    return not verb and keys[last - 1].endswith(known.endings["place"] or ("\n",))


def _end(passage: Passage, first: int, last: int, following: list[Cue]) -> int:
    """Return the word after the clause: a participle of saying behind a comma ends it.

    So does a verb behind ", and": whoever said the one thing says another.
    """
    words, known = passage.words, passage.known
    for one in following:
        if remark := naming(passage, first, one):
            last = remark
            break
        gap = words.between(one.first - 1, one.first)
        if one.kind == "participle" and one.first > first and any(m in gap for m in ",՝"):
            last = one.first
            break
        joint = words.end_without(first + 1, one.first, passage.known.words["adverbs"]) - 1
        joins = joint > first and words.keys[joint] in known.words["and"]
        but = known.owner_by_case and words.keys[joint] in known.words["breaking"]
        joins = joins or (joint > first and but)  # сказал, что ..., но отметил
        leads = one.last < last and words.keys[one.last] in passage.known.words["that"]
        apart = leads or "," in words.between(joint - 1, joint)
        ends = passage.known.drops_subject and one.last < passage.last
        apart = apart or (ends and ":" in words.between(one.last - 1, one.last))
        if joins and one.kind == "say" and apart:
            last = joint
            break
        if other := _of_another(passage, first, one):
            last = other
            break
    return thatless.end(passage, first, last, following)


def _of_another(passage: Passage, first: int, cue: Cue) -> int | None:
    """Return where another says something else, in Armenian: X ասել է, որ ..., իսկ Y պնդել է."""
    if passage.known.owner_by_case:
        return of_a_person(passage, first, cue)
    if not passage.known.stands_alone or not cue.says:
        return None
    keys, known = passage.words.keys, passage.known.words
    if not any(key in known["that"] for key in keys[cue.last : min(cue.last + 2, passage.last)]):
        return None
    at = next((at for at in range(cue.first - 1, first, -1) if is_comma(passage, at)), None)
    return at if at and keys[at] in known["breaking"] else None
