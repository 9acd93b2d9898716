"""Whose verb of saying this is: its subject, near or far, shared, dropped or described. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.alone import narrated
from pipeline.beside import NEAR, interposed, name_of, those_behind
from pipeline.credit import Attribution, made, own
from pipeline.giver import came, is_learnt
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.people import people
from pipeline.relative import whose_relative
from pipeline.role import (
    ACTING,
    BESIDE,
    is_aside,
    is_run_on,
    is_source,
    is_subject,
    is_told_of,
    only_adverbs,
    opens_clause,
    within,
    without_objects,
    words_apart,
)
from pipeline.subject import is_dropped, is_inside, is_of_subject, is_passive, topic

_ASIDE = 16  # words of what is told of somebody between commas
_ROW = 3  # words beside the mentions between them: X and the Y have issued
AUXILIARIES = 2  # words between a subject and its verb: has also said
_DIRECT = frozenset({"before", "announced"})
_LED = frozenset(
    {"that-clause", "sentence before", *_DIRECT}
)  # where nothing but a verb can lead to them
_PASSIVE = frozenset({"that-clause", "before"})  # where a passive has no other verb's subject
OWNING = frozenset({"person", "office", "pronoun", "noun"})
_SURE = ("յանին", "ովին", "ևին", "ունուն")  # Armenian: to a name of such an ending
SUBJECT_FIRST = frozenset({"az", "tr"})


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
    if by := whose_relative(passage, cue, floor, rule) or narrated(passage, cue, rule):
        return by
    shared = _shared(passage, cue, floor)
    by = subject_of(passage, shared, floor, cue.first, rule) if shared else None
    if by is None and is_learnt(passage, cue):
        return came(passage, cue, floor, rule)
    by = by or came(passage, cue, floor, rule) or _agent(passage, cue, floor, rule)
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
    if beside := _second_verb(passage, cue, floor, rule) or _beside(
        passage, cue, subjects, (floor, ceiling), rule
    ):
        return beside
    subject_first = passage.known.language in SUBJECT_FIRST  # the verb ends the sentence
    if subjects:  # far from the verb, too far to be sure where it may stand anywhere
        place = rule in _DIRECT and subjects[0].metonym
        alone = rule in _LED and not place and _opens_alone(passage, subjects, floor)
        far = subjects[-1] if subject_first else subjects[0]
        return made(far, cue, f"{rule}, far") if subject_first or alone else None
    cased = passage.known.leads_with_verb or subject_first
    published = who_published(passage, cue, floor, ceiling, f"{rule}, document") if cased else None
    unsure = _named_before(passage, cue, floor)
    placed = made(unsure, cue, f"{rule}, by place") if unsure else None
    chunk = published or placed or named_by_words(passage, cue, floor, ceiling)
    return chunk or dropped(passage, cue, floor, cue.first, rule)


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
    leading = [m for m in subjects if opens_clause(passage, m)] or subjects
    return made(leading[-1], cue, f"{rule}, participle") if leading else None


def _of_main_verb(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return who says something by the verb before a participle, that of no relative clause."""
    keys, that = passage.words.keys, passage.known.words["that"]
    whose = {one.last for one in passage.mentions_in(floor, cue.first) if one.kind == "relative"}
    before = [one for one in passage.cues_in(floor, cue.first) if one.says]
    before = [one for one in before if one.first not in whose]
    if not before:
        return None
    reports = any(keys[at] in that for at in range(before[0].last, before[-1].last))
    by = subject_of(passage, before[0 if reports else -1], floor, cue.first, rule)
    return made(by.who, cue, f"{rule}, participle") if by and by.who else None


def _is_of_several(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb is of several, by itself or its auxiliary: պնդում են, պնդեցին."""
    keys, plural = passage.words.keys, passage.known.endings["plural"]
    near = keys[max(cue.first - 1, passage.first) : min(cue.last + 1, passage.last)]
    return any(key.endswith(plural) for key in near)


def _is_accused(passage: Passage, one: Mention, floor: int) -> bool:
    """Return whether a capital is whom a verb right before it is about: X обвинил Ереван в ..."""
    if not one.metonym or not passage.known.endings["her_verb"]:
        return False
    told = [cue for cue in passage.cues_in(floor, one.first) if cue.last == one.first and cue.says]
    return bool(told) and words_apart(passage, floor, told[0].first) > 0


def _agent(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return by whom a passive says something: was rejected as "..." by X; or that nobody does.

    Its subject is who or what was told of. None: it is no passive.
    """
    keys, known, at = passage.words.keys, passage.known.words, cue.first - 1
    if not cue.says or not known["agents"]:
        return None
    while at > floor and keys[at] in known["adverbs"] and keys[at] not in known["being"]:
        at -= 1
    if at < floor or keys[at] not in known["being"]:
        return None
    participle = keys[cue.first].endswith(passage.known.endings["finite"])
    if keys[cue.first] in known["active"] or not (participle or keys[cue.first] in known["told"]):
        return None  # was worried that
    end = passage.word(passage.sentence(passage.words.starts[cue.first])[1])
    marked = passage.outside(cue.last, end)
    by = (word for word in marked if keys[word] in known["agents"])
    for word in by:
        found = passage.mentions_in(word + 1, min(word + BESIDE, end))
        if found and found[0].kind in ACTING and found[0].first - word <= NEAR:
            return made(found[0], cue, f"{rule}, by")
    return made(None, cue, f"{rule}, passive", (at, cue.last)) if rule in _PASSIVE else None


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
    near = [m for m in subjects if cue.first - m.last <= NEAR] or [
        m for m in subjects if words_apart(passage, m.last, cue.first) <= _ROW
    ]
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
    aside = _aside(passage, one, cue)
    if aside is None:
        return None
    before = (m for m in passage.mentions_in(span[0], aside) if m.last == aside)
    who = next((m for m in before if is_subject(passage, m)), None)
    chunk = None if who else (one.first, one.last)
    return made(who, cue, rule if who else "words before the verb", chunk)


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
    back = range(at - 1, max(passage.first + 1, at - _ASIDE), -1)
    comma = next((word for word in back if "," in words.between(word - 1, word)), None)
    if comma is None or comma > one.first:
        return None
    small = any(words.keys[comma] in known[kind] for kind in ("before", "breaking"))
    return comma if small or words.keys[comma].endswith(passage.known.endings["doing"]) else None


def _is_object(passage: Passage, one: Mention, cue: Cue) -> bool:
    """Return whether a noun of a body with an ending is right before a verb: hükümeti suçladı."""
    body = one.kind == "institution" and not one.parties and one.last - one.first == 1
    ended = not passage.known.speakers.is_bare(passage.words.keys[one.last - 1])
    return passage.known.drops_subject and body and ended and one.last == cue.first


def _inside(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Mention | None:
    """Return inside what a verb without a subject is said; beside it, or at the beginning."""
    if not passage.known.endings["plural"]:
        return None
    found = passage.mentions_in(floor, min(cue.last + BESIDE, ceiling))
    found = [one for one in found if within(passage, one, cue)]
    return min(found, key=lambda one: abs(one.first - cue.first)) if found else None


def _named_before(passage: Passage, cue: Cue, floor: int) -> Mention | None:
    """Return who stands right before a verb that has no other subject, their case unsure.

    Armenian: Փելոսին is Փելոսի with the article, or Փելոս, to whom.
    """
    unsure = passage.known.endings["unsure"]
    found = passage.mentions_in(floor, cue.first)[-1:]
    opening = passage.word(passage.sentence(passage.words.starts[cue.first])[0])
    if unsure and not any(is_subject(passage, m) for m in passage.mentions_in(floor, cue.first)):
        found += [m for m in passage.mentions_in(floor, cue.first) if m.first == opening]
    for one in found if unsure else ():
        titled = one.first == opening and one.head > one.first
        beside = titled or only_adverbs(passage, one.last, cue.first)
        if beside and may_be_subject(passage, one):
            return replace(one, case="subject")
    return None


def may_be_subject(passage: Passage, one: Mention) -> bool:
    """Return whether a name nobody told us may be a subject or whom something is told."""
    written, unsure = passage.words.keys[one.last - 1], passage.known.endings["unsure"]
    stranger = one.kind == "person" and not one.persons and one.last - one.first > 1
    cased = bool(unsure) and written.endswith(unsure)
    return stranger and cased and not written.endswith(_SURE)


def _shared(passage: Passage, cue: Cue, floor: int) -> Cue | None:
    """Return the verb that a verb behind an "and" has its subject with: X noted ..., and added."""
    keys, known = passage.words.keys, passage.known.words
    at = passage.words.end_without(floor + 1, cue.first, known["adverbs"]) - 1
    before = [one for one in passage.cues_in(floor, at) if one.says]
    if not before or keys[at] not in known["and"]:
        return None
    first, last = before[0], before[-1]
    reports = any(keys[word] in known["that"] for word in range(first.last, last.first))
    return first if reports else last  # what is reported has verbs of its own


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
    for told in reversed(passage.cues_in(floor, at)):
        if told.says:
            by = subject_of(passage, told, floor, at, rule)
            if by and by.rule.endswith("passive"):
                continue  # voiced satisfaction that it had been concluded, but said
            return by and replace(by, cue=(cue.first, cue.last))
    leading = (m for m in passage.mentions_in(floor, at) if is_subject(passage, m))
    who = next((m for m in leading if not m.metonym), None)
    return made(who, cue, f"{rule}, second verb") if who else None


def who_is_recalled(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Mention | None:
    """Return whose words somebody recalls: հիշեցրել է X-ի խոսքերը."""
    keys, known = passage.words.keys, passage.known.words
    if who := _referred(passage, floor, ceiling) or _cited(passage, cue):
        return who
    if known["recalling"].at(keys, cue.first) is None:
        return None
    cites = known["quoting"].at(keys, cue.first) or keys[cue.last - 1] in known["sayings"]
    for one in passage.mentions_in(floor, ceiling):
        if one.case != "other" or one.kind not in OWNING:
            continue
        if one.last < ceiling and known["sayings"].at(keys, one.last):
            return one
        behind = one.first > cue.last and known["sayings"].at(keys, one.first - 1)
        beside = one.first >= cue.last and only_adverbs(passage, cue.last, one.first)
        if behind or (cites and beside):  # слова X; цитирует X агентство
            return one
    return None


def _cited(passage: Passage, cue: Cue) -> Mention | None:
    """Return whom somebody quotes as saying it: the agency quoted X as saying."""
    keys, known = passage.words.keys, passage.known.words
    if not known["as_saying"] or known["quoting"].at(keys, cue.first) is None:
        return None
    for one in passage.mentions_in(cue.last, min(cue.last + BESIDE, passage.last)):
        if one.last < passage.last and known["as_saying"].at(keys, one.last):
            return one
    return None


def _referred(passage: Passage, floor: int, ceiling: int) -> Mention | None:
    """Return whom an outlet refers to: сообщает ТАСС со ссылкой на X."""
    referring, keys = passage.known.words["referring"], passage.words.keys
    if not referring.begins_in(keys[floor:ceiling]):
        return None
    for at in range(floor, ceiling):
        if passage.words.facts[at].small and (found := referring.at(keys, at)):
            if passage.known.words["agents"] and not _is_outlet_s(passage, floor, at):
                return None
            behind = passage.mentions_in(at + found[1], min(at + found[1] + 2, ceiling))
            return behind[0] if behind else None
    return None


def _is_outlet_s(passage: Passage, floor: int, word: int) -> bool:
    """Return whether an agency stands in the clause before a word: ..., TASS said, citing X."""
    keys, agencies = passage.words.keys, passage.known.words["agencies"]
    near = range(max(floor, word - BESIDE - AUXILIARIES), word)
    return any(agencies.at(keys, at) for at in near)


def who_published(
    passage: Passage, cue: Cue, first: int, last: int, rule: str
) -> Attribution | None:
    """Return the document or institution the words stand in, in whatever case."""
    kinds = {"document", "institution"}
    found = [m for m in passage.mentions_in(first, last) if m.kind in kinds]
    if passage.known.drops_subject and not is_passive(passage, cue):
        # an institution that says something is its subject there, or from where it is told
        found = [m for m in found if m.kind == "document" or is_source(passage, m)]
    told = passage.known.stands_alone and _is_of_several(passage, cue)
    found = [
        m for m in found if m.speaks or not m.metonym or (told and opens_clause(passage, m))
    ]  # Bakıdakı: where, not who; Բաքվում պնդում են: those there
    found = [m for m in found if not is_of_subject(passage, m)]
    found = [m for m in found if within(passage, m, cue)] or found
    if passage.known.endings["her_verb"]:  # обвинил Ереван: whom, not who
        found = [m for m in found if m.kind == "document" or not m.metonym]
    found.sort(key=lambda one: (one.kind != "document", abs(cue.first - one.last)))
    return made(found[0], cue, rule) if found else None


def who_is_described(passage: Passage, cue: Cue, subjects: Sequence[Mention]) -> Mention | None:
    """Return whom a comma or a dash behind a name describes, up to another right before the verb.

    "X, the minister of Y, said": who is named last is not who speaks.
    """
    words = passage.words
    if cue.first == passage.first or not subjects:
        return None
    if not is_aside(words.between(cue.first - 1, cue.first)):
        return None
    aside = [m for m in subjects if is_aside(words.between(m.last - 1, m.last))]
    found = next((m for m in aside if opens_clause(passage, m) or is_told_of(passage, m)), None)
    return found if found and found.last < cue.first else None


def named_by_words(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the words that stand where a speaker stands, when we know none of them."""
    words, known = passage.words, passage.known
    first = cue.first
    while (
        first > floor
        and cue.first - first < NEAR
        and is_run_on(passage, first - 1, first, first - 1)
    ):
        first -= 1
    first = words.start_without(first, cue.first, known.words["adverbs"], known.words["and"])
    if first < cue.first:
        if known.inverts and (country := _country(passage, first, cue.first)):
            return made(country, cue, "words before the verb, a country")
        chunk = _bare_chunk(passage, first, cue.first)
        return made(None, cue, "words before the verb", chunk) if chunk else None
    if cue.first != floor:
        return None
    first = last = cue.last
    while last < ceiling and last - cue.last < BESIDE and is_run_on(passage, last - 1, last, last):
        last += 1
    first = words.start_without(first, last, known.words["adverbs"])
    brings = known.stands_alone and any(
        words.keys[at] in known.words["agencies"] for at in range(first, last)
    )
    if last > first and known.subject_follows and not brings:
        return made(None, cue, "words after the verb", (first, last))
    return None


def _bare_chunk(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """Return words before a verb without what leads to them; None: they name nobody."""
    words, known = passage.words, passage.known.words
    last = words.end_without(first, last, known["adverbs"])
    if words.keys[first] in known["breaking"] or words.keys[first] in known["asking"]:
        first += 1  # after campaign aides insisted
    if first >= last or (known["breaking"] and words.keys[first] in known["before"]):
        return None  # of Republican claims
    if passage.known.stands_alone and words.keys[last - 1].endswith(passage.known.endings["whom"]):
        return None  # X-ին հարցրել են: of whom, not who
    converb = passage.known.endings["converb"]
    if converb and words.keys[last - 1].endswith(converb):
        return None  # əlavə edərək bildirib
    named = words.keys[first] in known["articles"] or any(words.capital[first:last])
    return (first, last) if named else None


def _country(passage: Passage, first: int, last: int) -> Mention | None:
    """Return a country that stands alone before its verb, for its government: l'Arménie a dit."""
    words, known = passage.words, passage.known
    if words.keys[first] in known.words["articles"]:
        first += 1
    party = words.party(first) if first < last else None
    if party is None or not words.capital[first]:
        return None
    small = ("perfect", "clitics", "negations", "adverbs")
    behind = words.keys[first + party[1] : last]
    if not all(any(key in known.words[kind] for kind in small) for key in behind):
        return None
    body = f"government_{party[0]}"
    if body not in people().institutions:
        return None
    return Mention(
        first=first, last=first + party[1], kind="institution", head=first,
        institutions=frozenset({body}), parties=(party[0],), metonym=True,
    )  # fmt: skip
