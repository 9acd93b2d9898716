"""Whose verb of saying this is: its subject, near or far, shared, dropped or described. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.clauses import thatless
from pipeline.quotations.agent import agent
from pipeline.quotations.alone import narrated
from pipeline.quotations.bare_subject import country_apart, named_by_words
from pipeline.quotations.beside import NEAR, interposed, name_of, those_behind
from pipeline.quotations.credit import Attribution, made, own
from pipeline.quotations.giver import came, is_learnt
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.published import who_published
from pipeline.quotations.recalled import who_is_recalled
from pipeline.quotations.role import (
    ACTING,
    AUXILIARIES,
    BESIDE,
    all_run_on,
    is_aside,
    is_comma,
    is_subject,
    is_told_of,
    opens_clause,
    within,
    without_objects,
    words_apart,
)
from pipeline.quotations.subject import is_dropped, is_inside, is_passive, topic
from pipeline.quotations.unsure import named_before
from pipeline.quotations.voiced import voiced
from pipeline.speakers.mention import Mention
from pipeline.speakers.relative import whose_relative
from pipeline.speakers.together import together

_ASIDE = 16  # words of what is told of somebody between commas
_MARKS = frozenset(",;:()–—")  # between a person and a body of theirs
_ROW = 3  # words beside the mentions between them: X and the Y have issued
_VERBAL = ("clitics", "perfect", "negations", "adverbs")  # before a participle
_DIRECT = frozenset({"before", "announced"})
_LED = frozenset(
    {"that-clause", "nonfinite", "sentence before", *_DIRECT}
)  # by nothing but a verb


def dropped(passage: Passage, cue: Cue, floor: int, ceiling: int, rule: str) -> Attribution | None:
    """Return who says what no subject stands by: who was spoken of; or words nobody told us."""
    if (end := topic(passage, floor, ceiling)) is not None:
        return made(None, cue, f"{rule}, words before a comma", (floor, end))
    if not is_dropped(passage, cue, floor, ceiling):
        return None
    return made(replace(own(cue), role="dropped"), cue, f"{rule}, dropped")


def subject_of(
    passage: Passage, cue: Cue, floor: int, ceiling: int, rule: str
) -> Attribution | None:
    """Return who says what a cue says, between two words."""
    if passage.known.words["voices"] and (voice := voiced(passage, cue, floor, ceiling)):
        return made(voice, cue, f"{rule}, voice")
    if by := whose_relative(passage, cue, floor, rule) or narrated(passage, cue, rule):
        return by
    if country := country_apart(passage, cue, floor, rule):
        return country
    shared = _shared(passage, cue, floor)
    by = subject_of(passage, shared, floor, cue.first, rule) if shared else None
    if by is None and is_learnt(passage, cue):
        return came(passage, cue, floor, rule)
    by = by or came(passage, cue, floor, rule) or agent(passage, cue, floor, rule)
    return by or _subject_of(passage, cue, floor, ceiling, rule)


def _subject_of(
    passage: Passage, cue: Cue, floor: int, ceiling: int, rule: str
) -> Attribution | None:
    """Return who says what a cue says by itself, between two words."""
    subjects = [m for m in passage.mentions_in(floor, cue.first) if is_subject(passage, m)]
    if passage.known.stands_alone and is_passive(passage, cue):
        subjects = [m for m in subjects if m.kind == "document"]  # nobody else is said
    subjects = [m for m in subjects if not is_inside(passage, m, cue, floor)]
    subjects = [m for m in subjects if not _is_accused(passage, m, floor)]
    if cue.kind == "participle" and (by := _of_participle(passage, cue, subjects, floor, rule)):
        return by
    recalled = who_is_recalled(passage, cue, floor, ceiling)
    if described := recalled or who_is_described(passage, cue, subjects):
        return made(described, cue, f"{rule}, described")
    subjects = without_objects(subjects)
    if told := interposed(passage, cue, ceiling):
        return made(told[0], cue, f"{rule}, amid")
    by = _second_verb(passage, cue, floor, rule)
    if by := by or _beside(passage, cue, subjects, (floor, ceiling), rule):
        return by
    if subjects:
        return _far(passage, cue, subjects, floor, rule)
    return _unnamed(passage, cue, floor, ceiling, rule)


def _far(
    passage: Passage, cue: Cue, subjects: Sequence[Mention], floor: int, rule: str
) -> Attribution | None:
    """Return who speaks far from a verb; too far to be sure where it may stand anywhere."""
    if passage.known.verb_last:  # the verb ends the sentence
        return made(subjects[-1], cue, f"{rule}, far")
    place = rule in _DIRECT and subjects[0].metonym
    row = together(passage, subjects[0], (cue.first, cue.last))
    subjects = [subjects[0], *(one for one in subjects[1:] if one not in row)]
    alone = rule in _LED and not place and _opens_alone(passage, subjects, floor)
    return made(subjects[0], cue, f"{rule}, far") if alone else None


def _unnamed(
    passage: Passage, cue: Cue, floor: int, ceiling: int, rule: str
) -> Attribution | None:
    """Return who says what a verb without a subject tells: by a text, by place, or who did."""
    known = passage.known
    cased = known.leads_with_verb or known.verb_last
    by = who_published(passage, cue, floor, ceiling, f"{rule}, document") if cased else None
    if by is None and (unsure := named_before(passage, cue, floor)):
        by = made(unsure, cue, f"{rule}, by place")
    by = by or named_by_words(passage, cue, floor, ceiling)
    return by or dropped(passage, cue, floor, cue.first, rule)


def _of_participle(
    passage: Passage, cue: Cue, subjects: Sequence[Mention], floor: int, rule: str
) -> Attribution | None:
    """Return whose a participle of saying is: footage of X saying; X said that ..., adding."""
    words, known = passage.words, passage.known.words
    if known["agents"]:
        gap = words.between(cue.first - 1, cue.first) if cue.first else ""
        near = passage.mentions_in(floor, cue.first)[-1:]
        if near and near[0].last == cue.first and not gap.strip() and near[0].kind in ACTING:
            return made(near[0], cue, f"{rule}, participle")
        apart = "," in gap or known["as_saying"].at(words.keys, cue.first - 1) is not None
        if subjects and apart and (by := _of_main_verb(passage, cue, floor, rule)):
            return by
    if passage.known.owner_by_case and (by := _of_main_verb(passage, cue, floor, rule)):
        return by
    leading = [m for m in subjects if opens_clause(passage, m)] or subjects
    return made(leading[-1], cue, f"{rule}, participle") if leading else None


def _of_main_verb(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return who says something by the verb before a participle, that of no relative clause."""
    whose = {one.last for one in passage.mentions_in(floor, cue.first) if one.kind == "relative"}
    before = [one for one in passage.cues_in(floor, cue.first) if one.says]
    before = [one for one in before if one.first not in whose]
    if not before:
        return None
    reports = _reports(passage, before[0], before[-1])
    verb = before[0 if reports else -1]
    if passage.known.owner_by_case and is_comma(passage, verb.first):
        floor = verb.first  # ..., подтвердил X, добавив
    by = subject_of(passage, verb, floor, cue.first, rule)
    return made(by.who, cue, f"{rule}, participle") if by and by.who else None


def _is_accused(passage: Passage, one: Mention, floor: int) -> bool:
    """Return whether a capital is whom a verb right before it is about: X обвинил Ереван в ..."""
    if not one.metonym or not passage.known.endings["her_verb"]:
        return False
    told = [cue for cue in passage.cues_in(floor, one.first) if cue.last == one.first and cue.says]
    return bool(told) and words_apart(passage, floor, told[0].first) > 0


def _told_by_clause(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return whom a clause without commas tells from others: those who reached Goris said."""
    words, known = passage.words, passage.known.words
    found = [m for m in passage.mentions_in(floor, cue.first) if m.kind == "relative"]
    if not found or not known["clausal"] or found[-1].first == floor:
        return None
    first = found[-1].first
    if any("," in words.between(at - 1, at) for at in range(first, cue.first + 1)):
        return None
    own = range(found[-1].last, cue.first)  # its own verb is no other's: those who said
    if all(words.keys[at] in known["adverbs"] for at in own):
        return None
    who = next((m for m in passage.mentions_in(floor, first) if m.last == first), None)
    if who is None:
        return made(None, cue, "words before the verb", (first - 1, first))
    return made(who, cue, rule) if is_subject(passage, who) else None


def _beside(
    passage: Passage, cue: Cue, subjects: Sequence[Mention], span: tuple[int, int], rule: str
) -> Attribution | None:
    """Return who stands near a verb, or inside what it is said, or behind it."""
    if told := _told_by_clause(passage, cue, span[0], rule):
        return told
    near = [m for m in subjects if cue.first - m.last <= NEAR]
    near = near or [m for m in subjects if words_apart(passage, m.last, cue.first) <= _ROW]
    inside = _inside(passage, cue, *span)
    several = bool(near) and near[-1].unnamed  # источники в Ереване подтвердили
    if inside and (not near or (inside.last == cue.first and not several)):
        return made(inside, cue, f"{rule}, within")
    if near and (other := _another_s(passage, near[-1], cue, span, rule)):
        return other
    if len(near) > 1 and _is_object(passage, near[-1], cue):
        near = near[:-1]
    if near:
        metonym = near[-1].metonym and cue.first - near[-1].last > 1  # a place, more likely
        return made(near[-2] if metonym and near[:-1] else near[-1], cue, rule)
    if passage.known.leads_with_verb and (behind := those_behind(passage, cue, span[1])):
        return made(name_of(passage, behind[0]) or behind[0], cue, f"{rule}, verb first")
    return None


def _another_s(
    passage: Passage, one: Mention, cue: Cue, span: tuple[int, int], rule: str
) -> Attribution | None:
    """Return whose a verb is where who stands near it is not who says it."""
    if outer := _saying_of_it(passage, one, span[0]):
        return subject_of(passage, outer, *span, rule)
    if who := _of_its(passage, one, span[0]):
        return made(who, cue, rule)
    aside = _aside(passage, one, cue)
    if aside is None:
        return None
    before = (m for m in passage.mentions_in(span[0], aside) if m.last == aside)
    who = next((m for m in before if is_subject(passage, m)), None)
    chunk = None if who else (one.first, one.last)
    return made(who, cue, rule if who else "words before the verb", chunk)


def _of_its(passage: Passage, one: Mention, floor: int) -> Mention | None:
    """Return who is of a body that stands near a verb: X of the humanitarian office said."""
    if one.kind not in {"institution", "noun"} or not passage.known.words["agents"]:
        return None
    before = [m for m in passage.mentions_in(floor, one.first) if m.kind == "person"]
    who = before[-1] if before else None
    if who is None or one.first - who.last > BESIDE or not is_subject(passage, who):
        return None
    of = passage.words.keys[who.last] in passage.known.words["from_whom"]
    between = passage.words.text[passage.words.starts[who.last] : passage.words.starts[one.first]]
    return who if of and _MARKS.isdisjoint(between) else None


def _saying_of_it(passage: Passage, one: Mention, floor: int) -> Cue | None:
    """Return the verb of who says something of a thing that tells it: she says it shows that."""
    words, things = passage.words, passage.known.words["things"]
    if one.kind != "pronoun" or words.keys[one.first] not in things:
        return None
    cues = [cue for cue in passage.cues_in(floor, one.first) if cue.says]
    beside = cues and all(
        words.keys[at] in passage.known.words["that"] for at in range(cues[-1].last, one.first)
    )
    return cues[-1] if beside else None


def _aside(passage: Passage, one: Mention, cue: Cue) -> int | None:
    """Return where an aside before a verb begins that somebody is in: X, who met Y, said."""
    words, known = passage.words, passage.known.words
    at = words.end_without(one.last, cue.first, known["adverbs"]) if known["agents"] else 0
    at -= words.keys[at - 1].endswith(passage.known.endings["adverb"]) if at > one.last else 0
    if at <= passage.first or words.between(at - 1, at).strip() != ",":
        return None
    back = range(at - 1, max(passage.first, at - _ASIDE), -1)
    comma = next((word for word in back if "," in words.between(word - 1, word)), None)
    if comma is None or comma > one.first:
        return None
    small = any(words.keys[comma] in known[kind] for kind in ("before", "breaking"))
    return comma if small or words.keys[comma].endswith(passage.known.endings["doing"]) else None


def _is_object(passage: Passage, one: Mention, cue: Cue) -> bool:
    """Return whether a noun of a body with an ending is right before a verb: hükümeti suçladı."""
    body = one.kind == "institution" and not one.parties and one.last - one.first == 1
    accused = passage.known.endings["accused"] or ("\n",)
    ended = not passage.known.speakers.is_bare(passage.words.keys[one.last - 1])
    ended = ended or passage.words.written(one.last - 1).endswith(accused)
    verbs = (cue, *passage.cues_in(one.last, cue.first))  # hökuməti ittiham edərək deyib
    return (
        passage.known.drops_subject
        and body
        and ended
        and any(one.last == verb.first for verb in verbs)
    )


def _inside(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Mention | None:
    """Return inside what a verb without a subject is said; beside it, or at the beginning."""
    if not passage.known.endings["plural"]:
        return None
    found = passage.mentions_in(floor, min(cue.last + BESIDE, ceiling))
    found = [one for one in found if within(passage, one, cue) and not _is_seat(passage, one)]
    return min(found, key=lambda one: abs(one.first - cue.first)) if found else None


def _is_seat(passage: Passage, one: Mention) -> bool:
    """Return whether a capital is but where a body sits: в посольстве США в Баку сообщили."""
    before = passage.mentions_in(max(passage.first, one.first - BESIDE), one.first)[-1:]
    bodies = [m for m in before if m.kind == "institution" and not m.metonym]
    beside = any(body.last == one.first - 1 for body in bodies)
    return one.metonym and beside and all_run_on(passage, one.first - 1, one.first)


def _shared(passage: Passage, cue: Cue, floor: int) -> Cue | None:
    """Return the verb that a verb behind an "and" has its subject with: X noted ..., and added."""
    keys, known = passage.words.keys, passage.known.words
    at = passage.words.end_without(floor + 1, cue.first, known["adverbs"]) - 1
    before = [one for one in passage.cues_in(floor, at) if one.says]
    if not before or keys[at] not in known["and"]:
        return None
    first, last = before[0], before[-1]
    return first if _reports(passage, first, last) else last


def _reports(passage: Passage, first: Cue, last: Cue) -> bool:
    """Return whether a verb stands in what another reports: it has a subject of its own."""
    keys, that = passage.words.keys, passage.known.words["that"]
    if any(keys[at] in that for at in range(first.last, last.first)):
        return True
    start = thatless.begins(passage, first, last.last) if passage.known.words["clausal"] else None
    return start is not None and start < last.first


def _opens_alone(passage: Passage, subjects: Sequence[Mention], floor: int) -> bool:
    """Return whether whoever a sentence begins with is the only one that may speak in it."""
    first, *others = subjects
    opens = passage.word(passage.sentence(passage.words.starts[first.first])[0])
    named = [one for one in others if one.kind in ACTING and not one.metonym]
    begins = first.first - max(opens, floor) <= AUXILIARIES or passage.known.stands_alone
    return first.kind in ACTING and begins and not named


def _second_verb(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return whose second verb this is: X described it as "..." and said that, ..."""
    keys, known = passage.words.keys, passage.known.words
    at = cue.first - 1
    while at > floor and keys[at] not in known["joining"] and keys[at] in known["adverbs"]:
        at -= 1
    if at <= floor or keys[at] not in known["joining"]:
        return None
    said = [one for one in passage.cues_in(floor, at) if one.says]
    for told in reversed(said):
        if told is said[0] or not _reports(passage, said[0], told):
            by = subject_of(passage, told, floor, at, rule)
            if by and by.rule.endswith("passive"):
                continue  # voiced satisfaction that it had been concluded, but said
            return by and replace(by, cue=(cue.first, cue.last))
    leading = [m for m in passage.mentions_in(floor, at) if is_subject(passage, m)]
    leading = [m for m in leading if not m.metonym]
    acting = (m for m in leading if _acts(passage, m))
    who = next(acting, leading[0] if leading else None)
    return made(who, cue, f"{rule}, second verb") if who else None


def _acts(passage: Passage, one: Mention) -> bool:
    """Return whether a verb may follow a mention: no comma does, nor a small word."""
    words, known = passage.words, passage.known.words
    small = any(words.keys[one.last] in known[kind] for kind in ("before", "joining", "articles"))
    return not (small or words.between(one.last - 1, one.last).strip())


def who_is_described(passage: Passage, cue: Cue, subjects: Sequence[Mention]) -> Mention | None:
    """Return whom a comma or a dash behind a name describes, up to another right before the verb.

    "X, the minister of Y, said": who is named last is not who speaks.
    """
    words, small, at = passage.words, passage.known.words, cue.first
    if small["perfect"]:  # X, le ministre de Y, l'a dit
        at = words.end_without(passage.first, at, *(small[kind] for kind in _VERBAL))
    if at == passage.first or not subjects or not is_aside(words.between(at - 1, at)):
        return None
    aside = [m for m in subjects if is_aside(words.between(m.last - 1, m.last))]
    found = next((m for m in aside if opens_clause(passage, m) or is_told_of(passage, m)), None)
    return found if found and found.last < cue.first else None
