"""To whom a marked passage belongs: the cue, and who stands by it. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.grammar import plain
from pipeline.inversion import verb
from pipeline.mark import Marked
from pipeline.mention import Mention
from pipeline.passage import Cue, Passage
from pipeline.people import people
from pipeline.speech import is_speech
from pipeline.subject import is_dropped, is_passive, is_stranger, modifies, stands_apart, topic

_NEAR = 7  # words a cue may stand from the mark, a speaker before the cue
_BESIDE = 5  # words a speaker may stand after the cue
_ADJECTIVES = 3  # words from a preposition to its noun
_INTERPOSED = 10  # words between the commas that hold a teller
_INVERTED = 9  # where it is sure to stand there: a dit à la presse, lundi, un haut responsable
_RIGHT_BEHIND = 2  # behind a verb of any meaning: sourit le ministre
_JOINING = frozenset({",", ", –", ", -", ", —", "–", "-", "—"})  # between marks and a verb
_FRAME = 12  # words up to "this" behind who brings a report
_SOMEBODY = frozenset({"person", "office", "noun"})
_ROW = 3  # words beside the mentions between them: X and the Y have issued
_AUXILIARIES = 2  # words between a subject and its verb: has also said
_SHORT = re.compile(r"\b[A-ZÀ-Ý]{1,2}\.")
_LED = frozenset({"that-clause", "sentence before"})  # where nothing but a verb can lead to them
_PARTING = frozenset(',;:!?«»“”"')
_CLAUSE_ENDS = frozenset({",", ".", "!", "?", "։"})
_OWNING = frozenset({"person", "office", "pronoun", "noun"})
_SURE = ("յանին", "ովին", "ևին", "ունուն")  # Armenian: to a name of such an ending
_ACTING = frozenset({"person", "office", "institution", "pronoun", "noun"})
_SUBJECT_FIRST = frozenset({"az", "tr"})
_CONFIDENCE = {"after": 0.95, "around": 0.9, "before": 0.9, "according": 0.9, "words": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who a passage belongs to, as written, and by what rule."""

    who: Mention | None
    chunk: tuple[int, int] | None  # words that stand where a speaker stands, when `who` is None
    cue: tuple[int, int] | None  # words
    rule: str
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """A marked passage in its sentence, by words: floor ... first [words] last ... ceiling."""

    passage: Passage
    one: Marked
    floor: int
    first: int
    last: int
    ceiling: int


def attribution(one: Marked, passage: Passage, earlier: Marked | None) -> Attribution | None:
    """Return to whom a marked passage belongs by its own sentence or the one before; None: unsure.

    `earlier` is the marked passage before it in the paragraph: what stands before that one
    belongs to that one.
    """
    start, end = passage.sentence(one.opens)
    behind = (m for m in passage.marks if m.opens >= one.closes)
    later = next((m for m in behind if is_speech(m, passage)), None)  # not an outlet's name
    frame = _Frame(
        passage=passage,
        one=one,
        floor=max(passage.word(start), passage.word(earlier.closes) if earlier else 0),
        first=passage.word(one.start),
        last=passage.word(one.end),
        ceiling=min(passage.word(end), passage.word(later.opens) if later else passage.last),
    )
    return (
        _said_by(frame)
        or _inverted(frame)
        or _led_text(frame, start, earlier)
        or _uttered(frame)
        or _after(frame)
        or _before(frame)
        or _reply(frame)
        or _colon(frame)
        or _dash(frame)
        or _any_verb(frame)
        or _sentence_before(frame, start, earlier)
        or _sentence_after(frame, end)
        or _about_before(frame, start, earlier)
    )


# After the closing mark


def _said_by(frame: _Frame) -> Attribution | None:
    """Return whose words a noun behind the marks says they are: X-ի «...» արտահայտությունը."""
    passage, keys = frame.passage, frame.passage.words.keys
    behind = frame.last < frame.ceiling and passage.known.words["sayings"].at(keys, frame.last)
    if not behind or not passage.known.stands_alone:
        return None
    if passage.words.text[frame.one.closes : passage.words.starts[frame.last]].strip():
        return None
    found = passage.mentions_in(frame.floor, frame.first)[-1:]
    whose = [m for m in found if m.case == "other" and frame.first - m.last <= _AUXILIARIES]
    if not whose or whose[0].kind not in _OWNING:
        return None
    return Attribution(who=whose[0], chunk=None, cue=None, rule="saying", confidence=0.8)


def _led_text(frame: _Frame, start: int, earlier: Marked | None) -> Attribution | None:
    """Return who leads to words behind which but a text stands: X: "...", a statement says."""
    passage = frame.passage
    behind = passage.mentions_in(frame.last, frame.ceiling)
    bare = [m for m in behind if m.kind == "document" and not m.of and not m.institutions]
    if not passage.known.stands_alone or not bare or len(bare) < len(behind):
        return None
    if start <= passage.sentences[0][0] or not passage.announces(*passage.sentence(start - 2)):
        return None
    return _sentence_before(frame, start, earlier)


def _inverted(frame: _Frame) -> Attribution | None:
    """Return whom a verb right behind the closing mark stands before: «», sourit X."""
    passage, words = frame.passage, frame.passage.words
    if not passage.known.inverts or not frame.one.closed or frame.last >= frame.ceiling:
        return None
    gap = words.text[frame.one.closes : words.starts[frame.last]].strip(" \u00a0")
    asks = words.text[frame.one.end - 1] in "?!…"
    if gap not in _JOINING and not (not gap and (asks or frame.one.told)):
        return None
    return inverted(passage, frame.last, frame.ceiling, "after, verb first")


def inverted(passage: Passage, at: int, ceiling: int, rule: str) -> Attribution | None:
    """Return who stands behind a verb that begins at a word, with small words before it."""
    found = verb(passage.words, passage.known, at, ceiling)
    if found is None:
        return None
    cue = Cue(first=found.first, last=found.last, kind="say")
    if found.pronoun is not None:
        there = passage.mentions_in(found.pronoun, found.pronoun + 1)
        where = passage.mentions_in(found.last, min(found.last + _NEAR, ceiling))
        there = there or [m for m in where if m.kind == "institution"]  # dit-on à Bakou
        return made(there[0], cue, rule) if there else None
    behind = _behind(passage, cue, ceiling)
    known = passage.known.cues.at(passage.words.keys, found.first) is not None
    least = _INVERTED if known else _BESIDE if found.compound else _RIGHT_BEHIND
    if not behind or behind[0].first - found.last > least:
        return None
    if _has_object(passage, found.last, behind[0].first):
        return None
    return made(teller(passage, behind), cue, rule)


def _uttered(frame: _Frame) -> Attribution | None:
    """Return whose words a noun behind the closing mark says they are: X'in "..." sözleri."""
    passage, last = frame.passage, frame.last
    utterances = passage.known.words["utterances"]
    if last >= frame.ceiling or utterances.at(passage.words.keys, last) is None:
        return None
    if any(cue.first == last for cue in passage.cues_in(last, frame.ceiling)):
        return None
    found = [m for m in passage.mentions_in(frame.floor, frame.first) if m.last == frame.first]
    if not found or found[0].case != "other" or found[0].kind not in _ACTING:
        return None
    return Attribution(who=found[0], chunk=None, cue=None, rule="uttered", confidence=0.85)


def _after(frame: _Frame) -> Attribution | None:
    """Return the attribution that follows the closing mark in its sentence."""
    passage, words = frame.passage, frame.passage.words
    cues = passage.cues_in(frame.last, frame.ceiling)
    if opinion := _opinion(frame, cues):
        return opinion
    cues = [one for one in cues if one.kind != "for"]
    if not cues or not frame.one.closed or not _is_near(frame, cues[0]):
        return None
    gap = words.text[frame.one.closes : words.starts[frame.last]]
    if gap.strip(" .-–—,") and any(mark in gap for mark in ".;:"):
        return None
    joins = range(frame.last, cues[0].first)  # X called it "...", and said
    if any(words.keys[at] in passage.known.words["and"] for at in joins):
        before = passage.cues_in(frame.floor, frame.first)
        subjects = passage.mentions_in(frame.last, cues[0].first)
        if before and before[-1].kind == "say" and not any(m.speaks for m in subjects):
            return None
    return _AFTER[cues[0].kind](frame, cues[0])


def _has_object(passage: Passage, first: int, last: int) -> bool:
    """Return whether words behind a verb are its object, or a clause, and no subject's own."""
    keys, known = passage.words.keys[first:last], passage.known.words
    if any(key in known["that"] for key in keys):
        return True
    named = keys[:1] and (keys[0] in known["determiners"] or keys[0] in known["articles"])
    return bool(named) and any(key in known["before"] for key in keys[1:])


def _opinion(frame: _Frame, cues: Sequence[Cue]) -> Attribution | None:
    """Return for whom marked words are so: « Un pas décisif », pour X."""
    passage = frame.passage
    if not cues or cues[0].kind != "for" or cues[0].first != frame.last:
        return None
    if passage.words.text[frame.one.closes : passage.words.starts[frame.last]].strip() != ",":
        return None
    found = passage.mentions_in(cues[0].last, min(cues[0].last + 2, frame.ceiling))
    if not found or found[0].kind not in {"person", "office"}:
        return None
    return made(found[0], cues[0], "according, after")


def _apart(passage: Passage, first: int, last: int) -> int:
    """Return how many words stand between two, those of whom they mention left out."""
    return last - first - sum(one.last - one.first for one in passage.mentions_in(first, last))


def _is_near(frame: _Frame, cue: Cue) -> bool:
    """Return whether a cue is near the marks, or whom it is of begins right behind them."""
    if _apart(frame.passage, frame.last, cue.first) <= _NEAR:
        return True
    found = _described(frame.passage, cue, frame.passage.mentions_in(frame.last, cue.first))
    return found is not None and found.first - frame.last <= _AUXILIARIES


def _verb_after(frame: _Frame, cue: Cue) -> Attribution | None:
    passage, follows = frame.passage, frame.passage.known.subject_follows
    between = [m for m in passage.mentions_in(frame.last, cue.first) if is_subject(passage, m)]
    if described := _described(passage, cue, between):
        return made(described, cue, "after, described")
    behind = _behind(passage, cue, frame.ceiling) if follows else []
    by_verb = bool(between) and (
        cue.first - between[-1].last <= _AUXILIARIES
        or (between[-1].unnamed and _run_on(passage, between[-1].last, cue.first))
    )
    if recalled := _recalled(passage, cue, frame.last, frame.ceiling):
        return made(recalled, cue, "after, recalled")
    if behind and not by_verb and (not between or behind[0].first - cue.last <= 1):
        who = teller(passage, behind)
        if passage.known.stands_alone and is_agency(passage, who):
            return None  # who brings it is not who says it
        return made(who, cue, "after, verb first")
    if between:
        return made(between[-1], cue, "after")
    return (
        _around(frame, cue)
        or _published(passage, cue, frame.last, frame.ceiling, "after, document")
        or _published(passage, cue, frame.floor, frame.first, "around, document")
        or _right_behind(frame, cue)
        or _chunked(passage, cue, frame.last, frame.ceiling)
        or dropped(passage, cue, frame.floor, frame.first, "around")
    )


def _right_behind(frame: _Frame, cue: Cue) -> Attribution | None:
    """Return who stands right behind a verb that may end its sentence: "..." diyor Svetlana."""
    passage, words = frame.passage, frame.passage.words
    found = passage.mentions_in(cue.last, min(cue.last + _BESIDE, frame.ceiling))
    near = _only_adverbs(passage, frame.last, cue.first)  # "..." - deyə bildirib X
    drops = passage.known.drops_subject and cue.kind in {"say", "write"}
    if not drops or not found or not near:
        return None
    first, last = found[0].first, found[0].last
    beside = first == cue.last and not words.between(first - 1, first).strip()
    ends = last == passage.word(passage.sentence(words.starts[first])[1])
    if not found[0].speaks or not (beside or (ends and _run_on(passage, cue.last, last))):
        return None
    return made(found[0], cue, "after, verb first")


def dropped(passage: Passage, cue: Cue, floor: int, ceiling: int, rule: str) -> Attribution | None:
    """Return who says what no subject stands by: who was spoken of; or words nobody told us."""
    if (end := topic(passage, floor, ceiling)) is not None:
        return made(None, cue, f"{rule}, words before a comma", (floor, end))
    if not is_dropped(passage, cue, floor, ceiling):
        return None
    return made(replace(own(cue), role="dropped"), cue, f"{rule}, dropped")


def _around(frame: _Frame, cue: Cue) -> Attribution | None:
    """Return who stands before marks whose verb follows them: X called it "..."."""
    passage = frame.passage
    before = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    before = _without_objects(before)
    beside = _only_adverbs(passage, frame.last, cue.first)
    may = passage.known.language in _SUBJECT_FIRST or beside
    if not before and passage.known.drops_subject:  # X, "..." sorusuna "..." yanıtını verdi
        start = passage.word(passage.sentence(frame.one.opens)[0])
        opening = (m for m in passage.mentions_in(start, frame.floor) if is_subject(passage, m))
        before = [one for one in opening if stands_apart(passage, one)][:1]
    apart = [one for one in before if stands_apart(passage, one)]
    apart = apart or [one for one in before if not one.metonym] or before
    told = [one for one in apart if not is_stranger(one)] or apart
    return made(told[-1], cue, "around") if told and may else None


def _participle_after(frame: _Frame, cue: Cue) -> Attribution | None:
    """Return who is meant by a participle that follows: "..." diyen X."""
    if frame.passage.known.subject_follows:
        return None
    found = frame.passage.mentions_in(cue.last, frame.ceiling)
    return made(found[0], cue, "after, participle") if found else None


def _converb_after(frame: _Frame, cue: Cue) -> Attribution | None:
    """Return who is meant by a verb of saying that another verb follows: X, "..." diyerek."""
    found = _verb_after(frame, cue)
    if found and found.who and "document" not in found.rule:
        return found
    behind = frame.passage.mentions_in(cue.last, frame.ceiling)
    first = next((one for one in behind if is_subject(frame.passage, one)), None)
    return made(first, cue, "after, converb") if first else found


def _according_after(frame: _Frame, cue: Cue) -> Attribution | None:
    found = frame.passage.mentions_in(cue.last, min(cue.last + _BESIDE, frame.ceiling))
    return made(found[0], cue, "according, after") if found else None


def _of_whom_after(frame: _Frame, cue: Cue) -> Attribution | None:
    found = frame.passage.mentions_in(frame.last, cue.first)
    return made(found[-1], cue, "according, after") if found else None


def own(cue: Cue) -> Mention:
    """Return the pronoun that a cue holds: по его словам."""
    return Mention(first=cue.first, last=cue.last, kind="pronoun", head=cue.first)


_AFTER: dict[str, Callable[[_Frame, Cue], Attribution | None]] = {
    "say": _verb_after,
    "write": _verb_after,
    "participle": _participle_after,
    "converb": _converb_after,
    "according": _according_after,
    "according_after": _of_whom_after,
    "own": lambda _, cue: made(own(cue), cue, "according, pronoun"),
}


# Before the opening mark


def _before(frame: _Frame) -> Attribution | None:
    """Return the attribution that leads to the opening mark in its sentence."""
    passage = frame.passage
    cues = passage.cues_in(frame.floor, frame.first)
    if not cues:
        return None
    cue = cues[-1]
    if cue.kind == "own":
        return made(own(cue), cue, "according, pronoun")
    if cue.kind in {"for", "according"}:
        whom = passage.mentions_in(cue.last, min(cue.last + _BESIDE, frame.first))
        opens = cue.first == passage.word(passage.sentence(frame.one.opens)[0])
        if whom and (cue.kind == "according" or opens):
            return made(whom[0], cue, "according, before")
        verbs = [one for one in cues if one.kind not in {"for", "according"}]
        return (
            subject_of(passage, verbs[-1], frame.floor, frame.first, "before") if verbs else None
        )
    if cue.kind == "according_after":
        near = passage.mentions_in(frame.floor, cue.first)
        return made(near[-1], cue, "according, before") if near else None
    return subject_of(passage, cue, frame.floor, frame.first, "before")


def subject_of(
    passage: Passage, cue: Cue, floor: int, ceiling: int, rule: str
) -> Attribution | None:
    """Return who says what a cue says, between two words."""
    shared = _shared(passage, cue, floor)
    by = subject_of(passage, shared, floor, cue.first, rule) if shared else None
    return by or _subject_of(passage, cue, floor, ceiling, rule)


def _subject_of(
    passage: Passage, cue: Cue, floor: int, ceiling: int, rule: str
) -> Attribution | None:
    """Return who says what a cue says by itself, between two words."""
    subjects = [m for m in passage.mentions_in(floor, cue.first) if is_subject(passage, m)]
    if cue.kind == "participle" and subjects:
        leading = [m for m in subjects if _opens_clause(passage, m)]
        return made((leading or subjects)[-1], cue, f"{rule}, participle")
    recalled = _recalled(passage, cue, floor, ceiling)
    if described := recalled or _described(passage, cue, subjects):
        return made(described, cue, f"{rule}, described")
    subjects = _without_objects(subjects)
    if told := interposed(passage, cue, ceiling):
        return made(told[0], cue, f"{rule}, amid")
    if beside := _second_verb(passage, cue, floor, rule) or _beside(
        passage, cue, subjects, (floor, ceiling), rule
    ):
        return beside
    subject_first = passage.known.language in _SUBJECT_FIRST  # the verb ends the sentence
    if subjects:  # far from the verb, too far to be sure where it may stand anywhere
        alone = rule in _LED and _opens_alone(passage, subjects, floor)
        far = subjects[-1] if subject_first else subjects[0]
        return made(far, cue, f"{rule}, far") if subject_first or alone else None
    cased = passage.known.leads_with_verb or subject_first
    published = _published(passage, cue, floor, ceiling, f"{rule}, document") if cased else None
    unsure = _named_before(passage, cue, floor)
    placed = made(unsure, cue, f"{rule}, by place") if unsure else None
    chunk = published or placed or _chunked(passage, cue, floor, ceiling)
    return chunk or dropped(passage, cue, floor, cue.first, rule)


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
    near = [m for m in subjects if cue.first - m.last <= _NEAR] or [
        m for m in subjects if _apart(passage, m.last, cue.first) <= _ROW
    ]
    if near:
        metonym = near[-1].metonym and cue.first - near[-1].last > 1  # a place, more likely
        return made(near[-2] if metonym and near[:-1] else near[-1], cue, rule)
    if inside := _inside(passage, cue, *span):
        return made(inside, cue, f"{rule}, within")
    if passage.known.leads_with_verb and (behind := _behind(passage, cue, span[1])):
        return made(_name_of(passage, behind[0]) or behind[0], cue, f"{rule}, verb first")
    return None


def interposed(passage: Passage, cue: Cue, last: int) -> tuple[Mention, int] | None:
    """Return who tells amid a sentence, between commas, and the word behind: ..., заявил X, ..."""
    first = cue.first
    if cue.kind not in {"say", "write"} or not passage.known.leads_with_verb:
        return None
    if passage.known.inverts:
        return _incised(passage, cue, last)
    if first == passage.first or not is_comma(passage, first):
        return None
    behind = passage.mentions_in(cue.last, min(cue.last + _BESIDE, last))
    who = next(
        (m for m in behind if is_subject(passage, m, behind=True) or within(passage, m, cue)), None
    )
    if who is None or any(is_comma(passage, at) for at in range(cue.last, who.last)):
        return None
    who = _name_of(passage, who) or who
    edges = range(who.last, min(first + _INTERPOSED, last))
    edge = next((at for at in edges if is_comma(passage, at)), None)
    return None if edge is None else (who, edge)


def _incised(passage: Passage, cue: Cue, last: int) -> tuple[Mention, int] | None:
    """Return the same where the verb stands before its subject: ..., a-t-il dit, ..."""
    at = cue.first
    while at > passage.first and cue.first - at < _NEAR and not is_comma(passage, at):
        at -= 1
    if not is_comma(passage, at):
        return None
    by = inverted(passage, at, last, "amid")
    if by is None or by.who is None or by.cue is None or not by.cue[0] <= cue.first < by.cue[1]:
        return None
    start = max(by.cue[1], by.who.last)
    edges = range(start, min(start + _INTERPOSED, last))
    edge = next((n for n in edges if is_comma(passage, n)), None)
    return None if edge is None or _hangs_on(passage, edge) else (by.who, edge)


def _hangs_on(passage: Passage, word: int) -> bool:
    """Return whether words behind a teller are of him, no rest of what he says: évoquant, lors."""
    cues = passage.cues_in(word, min(word + 2, passage.last))
    if any(cue.kind == "participle" for cue in cues):
        return True
    small = ("before", "who", "conjoined")
    return any(passage.words.keys[word] in passage.known.words[kind] for kind in small)


def is_comma(passage: Passage, word: int) -> bool:
    """Return whether a comma parts a word from the one before, perhaps with a dash."""
    gap = passage.words.between(word - 1, word)
    return "," in gap and gap.strip(" \u00a0–—-") == ","


def within(passage: Passage, one: Mention, cue: Cue) -> bool:
    """Return whether a verb without a subject is of those inside an institution: в МИД заявили."""
    words, plural = passage.words, passage.known.endings["plural"]
    if one.kind != "institution" or not words.keys[cue.first].endswith(plural):
        return False
    at = one.first - 1
    while at > max(passage.first, one.first - _ADJECTIVES) and words.cases[at] == "other":
        at -= 1
    return at >= passage.first and words.keys[at] in passage.known.words["inside"]


def _inside(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Mention | None:
    """Return inside what a verb without a subject is said; beside it, or at the beginning."""
    if not passage.known.endings["plural"]:
        return None
    found = passage.mentions_in(floor, min(cue.last + _BESIDE, ceiling))
    found = [one for one in found if within(passage, one, cue)]
    return min(found, key=lambda one: abs(one.first - cue.first)) if found else None


def _named_before(passage: Passage, cue: Cue, floor: int) -> Mention | None:
    """Return who stands right before a verb that has no other subject, their case unsure.

    Armenian: Փելոսին is Փելոսի with the article, or Փելոս, to whom.
    """
    unsure = passage.known.endings["unsure"]
    found = passage.mentions_in(floor, cue.first)[-1:]
    for one in found if unsure else ():
        written = passage.words.keys[one.last - 1]
        stranger = one.kind == "person" and not one.persons and one.last - one.first > 1
        beside = _only_adverbs(passage, one.last, cue.first)
        if stranger and beside and written.endswith(unsure) and not written.endswith(_SURE):
            return one
    return None


def _shared(passage: Passage, cue: Cue, floor: int) -> Cue | None:
    """Return the verb that a verb behind an "and" has its subject with: X noted ..., and added."""
    keys, known = passage.words.keys, passage.known.words
    at = cue.first - 1
    while at > floor and keys[at] in known["adverbs"]:
        at -= 1
    before = [one for one in passage.cues_in(floor, at) if one.kind in {"say", "write"}]
    if not before or keys[at] not in known["and"]:
        return None
    first, last = before[0], before[-1]
    reports = any(keys[word] in known["that"] for word in range(first.last, last.first))
    return first if reports else last  # what is reported has verbs of its own


def _without_objects(subjects: Sequence[Mention]) -> list[Mention]:
    """Return who may speak, without the texts spoken of behind them: X called the statement ..."""
    who = next((at for at, one in enumerate(subjects) if one.kind != "document"), None)
    return [m for at, m in enumerate(subjects) if who is None or at <= who or m.kind != "document"]


def _opens_alone(passage: Passage, subjects: Sequence[Mention], floor: int) -> bool:
    """Return whether whoever a sentence begins with is the only one that may speak in it."""
    first, *others = subjects
    opens = passage.word(passage.sentence(passage.words.starts[first.first])[0])
    named = [one for one in others if one.kind in _ACTING and not one.metonym]
    begins = first.first - max(opens, floor) <= _AUXILIARIES or passage.known.stands_alone
    return first.kind in _ACTING and begins and not named


def _second_verb(passage: Passage, cue: Cue, floor: int, rule: str) -> Attribution | None:
    """Return whose second verb this is: X described it as "..." and said that, ..."""
    keys, known = passage.words.keys, passage.known.words
    at = cue.first - 1
    while at > floor and keys[at] not in known["joining"] and keys[at] in known["adverbs"]:
        at -= 1
    if at <= floor or keys[at] not in known["joining"]:
        return None
    for told in reversed(passage.cues_in(floor, at)):
        if told.kind in {"say", "write"}:
            by = subject_of(passage, told, floor, at, rule)
            return by and replace(by, cue=(cue.first, cue.last))
    leading = (m for m in passage.mentions_in(floor, at) if is_subject(passage, m))
    who = next((m for m in leading if not m.metonym), None)
    return made(who, cue, f"{rule}, second verb") if who else None


def _recalled(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Mention | None:
    """Return whose words somebody recalls: հիշեցրել է X-ի խոսքերը."""
    keys, known = passage.words.keys, passage.known.words
    if who := _referred(passage, floor, ceiling):
        return who
    if known["recalling"].at(keys, cue.first) is None:
        return None
    cites = known["quoting"].at(keys, cue.first) or keys[cue.last - 1] in known["sayings"]
    for one in passage.mentions_in(floor, ceiling):
        if one.case != "other" or one.kind not in _OWNING:
            continue
        if one.last < ceiling and known["sayings"].at(keys, one.last):
            return one
        behind = one.first > cue.last and known["sayings"].at(keys, one.first - 1)
        beside = one.first >= cue.last and _only_adverbs(passage, cue.last, one.first)
        if behind or (cites and beside):  # слова X; цитирует X агентство
            return one
    return None


def _reply(frame: _Frame) -> Attribution | None:
    """Return who gives an answer that marks hold: X-ը տվեց կարճ պատասխան՝ «...»."""
    passage, words = frame.passage, frame.passage.words
    replies = passage.known.words["replies"]
    if frame.first == frame.floor or words.keys[frame.first - 1] not in replies:
        return None
    if words.text[words.ends[frame.first - 1] : frame.one.opens].strip() not in {"՝", "`"}:
        return None
    found = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    who = next((m for m in reversed(found) if m.kind in _ACTING), None)
    if who is None:
        return None
    return Attribution(who=who, chunk=None, cue=None, rule="before, reply", confidence=0.7)


def _referred(passage: Passage, floor: int, ceiling: int) -> Mention | None:
    """Return whom an outlet refers to: сообщает ТАСС со ссылкой на X."""
    referring, keys = passage.known.words["referring"], passage.words.keys
    if not referring.begins_in(keys[floor:ceiling]):
        return None
    for at in range(floor, ceiling):
        if passage.words.facts[at].small and (found := referring.at(keys, at)):
            behind = passage.mentions_in(at + found[1], min(at + found[1] + 2, ceiling))
            return behind[0] if behind else None
    return None


def _colon(frame: _Frame) -> Attribution | None:
    """Return who stands before a colon, without a verb: "Lavrov: ..."."""
    passage, words = frame.passage, frame.passage.words
    if frame.first == frame.floor:
        return None
    if not words.text[words.ends[frame.first - 1] : frame.one.opens].strip().endswith(":"):
        return None
    found = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    alone = found and (found[0].first - frame.floor <= 1 and frame.first - found[0].last <= 1)
    if found and not alone and found[0].kind == "person" and found[0].first == frame.floor:
        alone = _is_aside(words.between(found[0].last - 1, found[0].last))  # X, the minister:
    if not found and (whose := owner(passage, frame.floor, frame.first)):
        found, alone = [whose], True
    opens = passage.known.inverts and found and _opens_clause(passage, found[0])
    opens = opens and found[0].kind in _SOMEBODY  # X sort une carte : «
    if alone or opens or (found and passage.known.language in _SUBJECT_FIRST):
        return Attribution(who=found[0], chunk=None, cue=None, rule="colon", confidence=0.7)
    return None


def owner(passage: Passage, first: int, last: int) -> Mention | None:
    """Return whose words a stretch leads to that has no verb: Erdoğan'ın açıklamaları şöyle:"""
    keys, utterances = passage.words.keys, passage.known.words["utterances"]
    for one in passage.mentions_in(first, last):
        noun = one.last < last and utterances.at(keys, one.last)
        if noun and one.case == "other" and one.kind in _ACTING:
            return one
    return None


def _dash(frame: _Frame) -> Attribution | None:
    """Return who stands behind a dash at the end of a line: "..." - X."""
    passage, words = frame.passage, frame.passage.words
    if frame.last >= passage.last:
        return None
    gap = words.text[frame.one.closes : words.starts[frame.last]]
    found = passage.mentions_in(frame.last, frame.last + 1)
    if gap.strip() not in {"-", "–", "—", "―", "--"} or not found:
        return None
    end = found[0].last
    line = end == passage.last or "\n" in words.between(end - 1, end)
    if found[0].kind != "person" or not (line or passage.last - end <= _BESIDE):
        return None
    return Attribution(who=found[0], chunk=None, cue=None, rule="dash", confidence=0.85)


def _any_verb(frame: _Frame) -> Attribution | None:
    """Return who alone stands behind a comma and a dash, whatever their verb: «...»,- X warned."""
    passage, words = frame.passage, frame.passage.words
    if not passage.known.stands_alone or frame.last >= frame.ceiling:
        return None
    gap = words.text[frame.one.closes : words.starts[frame.last]].strip(" \u00a0")
    if not gap.startswith(",") or not gap.endswith(("-", "–", "—")):
        return None
    found = [m for m in passage.mentions_in(frame.last, frame.ceiling) if is_subject(passage, m)]
    found = [m for m in found if m.kind in _ACTING and not is_agency(passage, m)]
    if len(found) != 1:
        return None
    return Attribution(who=found[0], chunk=None, cue=None, rule="after, any verb", confidence=0.7)


def _sentence_before(frame: _Frame, start: int, earlier: Marked | None) -> Attribution | None:
    """Return the attribution of a sentence before that ends in its verb, or in a colon."""
    passage = frame.passage
    if frame.floor != frame.first or start <= passage.sentences[0][0]:
        return None
    a, b = passage.sentence(start - 2)
    a = max(a, earlier.closes) if earlier else a
    left, right = passage.word(a), passage.word(b)
    cues = [c for c in passage.cues_in(left, right) if c.kind in {"say", "write"}]
    named = passage.mentions_in(left, right)
    if len(named) == 1 and (named[0].first, named[0].last) == (left, right):
        alone = named[0].kind == "person" and passage.announces(a, b)  # Միրզոյան. «...»
        by = Attribution(who=named[0], chunk=None, cue=None, rule="colon", confidence=0.7)
        return by if alone else None
    if not cues and (spoke := _speaking(passage, left, right)):
        return subject_of(passage, spoke, left, right, "sentence before")
    if not cues or not (cues[-1].last >= right - 1 or is_introduced(passage, a, b, cues)):
        return None
    return subject_of(passage, cues[-1], left, right, "sentence before")


def _speaking(passage: Passage, first: int, last: int) -> Cue | None:
    """Return the verb that ends a sentence of who speaks, their words behind it: konuştu."""
    for at in range(max(last - _AUXILIARIES, first), last):
        found = passage.known.words["speaking"].at(passage.words.keys, at)
        if found and at + found[1] == last:
            return Cue(first=at, last=last, kind="say")
    return None


def _sentence_after(frame: _Frame, end: int) -> Attribution | None:
    """Return who said "this": "...". Bunu X deyib."""
    passage, words = frame.passage, frame.passage.words
    following = next((span for span in passage.sentences if span[0] >= end), None)
    apart = words.text[frame.one.closes : following[0]] if following else ""
    if following is None or any(letter.isalnum() for letter in apart):
        return None
    span = passage.word(following[0]), passage.word(following[1])
    return said_of_this(passage, *span) or _said_so(passage, *span)


def _said_so(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who says "these words" somewhere in a sentence: X bu sözleri ... sarf etti."""
    keys, known = passage.words.keys, passage.known.words
    if not passage.known.drops_subject or len(passage.outside(first, last)) < last - first:
        return None
    if not any(known["this"].at(keys, at) for at in range(first, last)):
        return None
    for at in range(first + 1, last):
        found = passage.mentions_in(first, at) if keys[at] in known["belonging"] else []
        if found and found[-1].last == at:
            return made(found[-1], Cue(first=at, last=at + 1, kind="say"), "sentence after")
    cues = [one for one in passage.cues_in(first, last) if one.kind in {"say", "write"}]
    if not cues or last - cues[-1].last > 1:
        return None
    return subject_of(passage, cues[-1], first, last, "sentence after")


def _about_before(frame: _Frame, start: int, earlier: Marked | None) -> Attribution | None:
    """Return whom the sentence before is about, where words stand alone: X was wary: "...".

    It leads to them, or tells that somebody speaks; a name of an outlet may stand behind them.
    """
    passage, keys = frame.passage, frame.passage.words.keys
    alone = frame.floor == frame.first and start > passage.sentences[0][0]
    if not (passage.known.stands_alone and alone):
        return None
    a, b = passage.sentence(start - 2)
    left, right = passage.word(a), passage.word(b)
    if earlier and earlier.closes > a:
        return None
    speaks = passage.cues_in(left, right) or any(
        passage.known.words["turning"].at(keys, at) for at in range(left, right)
    )
    if not speaks and not passage.announces(a, b):
        return None
    found = [m for m in passage.mentions_in(left, right) if is_subject(passage, m)]
    found = [m for m in found if m.kind in _ACTING and not is_agency(passage, m)]
    opens = found and found[0].first - left <= _AUXILIARIES
    led = passage.announces(a, b) or (bool(found) and _opens_clause(passage, found[0]))
    if not (opens or (len(found) == 1 and led)):
        return None
    return Attribution(
        who=found[0], chunk=None, cue=None, rule="sentence before, about", confidence=0.7
    )


def is_source(passage: Passage, one: Mention) -> bool:
    """Return whether a mention is in the case of from where: nazirlikdən bildiriblər."""
    words, endings = passage.words, passage.known.endings["source"]
    written = words.text[words.starts[one.last - 1] : words.ends[one.last - 1]]
    return bool(endings) and plain(written, passage.known.language).endswith(endings)


def is_agency(passage: Passage, who: Mention) -> bool:
    """Return whether somebody is an agency that brings words, and says none."""
    agencies = passage.known.words["agencies"]
    named = any(passage.words.keys[at] in agencies for at in range(who.first, who.last))
    return named and not (who.kind == "document" and who.institutions)  # its, told an agency


def said_of_this(passage: Passage, first: int, last: int) -> Attribution | None:
    """Return who says what stands before a sentence: Об этом заявил X."""
    cues = [one for one in passage.cues_in(first, last) if one.kind in {"say", "write"}]
    if not cues or (passage.known.endings["clause"] and last - cues[-1].last > 1):
        return None  # bu barədə X deyib ki: of what follows
    at = of_this(passage, first, last)
    cues = [one for one in cues if one.first >= (first if at is None else at)]
    if at is None or not cues or (passage.known.endings["clause"] and last - cues[0].last > 1):
        return None
    return subject_of(passage, cues[0], at, last, "sentence after")


def is_introduced(passage: Passage, start: int, end: int, cues: Sequence[Cue]) -> bool:
    """Return whether a sentence leads to words behind it: a colon, "of this", a post or a text."""
    if passage.announces(start, end):
        return True
    this = of_this(passage, passage.word(start), passage.last) is not None
    return this or cues[-1].kind == "write"


def of_this(passage: Passage, first: int, last: int) -> int | None:
    """Return where a sentence that begins at a word says "this": of its first two words.

    Or of those behind who brings it: APA xəbər verir ki, bunu X deyib.
    """
    keys, this = passage.words.keys, passage.known.words["this"]
    opens = range(first, min(first + 2, last))
    at = next((at for at in opens if this.at(keys, at)), None)
    if at is not None or not passage.known.endings["clause"]:
        return at
    if not this.begins_in(keys[first + 2 : min(first + _FRAME, last)]):
        return None
    behind = (
        at
        for at in range(first + 2, min(first + _FRAME, last))
        if this.at(keys, at) and "," in passage.words.between(at - 1, at)
    )
    at = next(behind, None)
    return at if at is not None and _brings(passage, first, at) else None


def _brings(passage: Passage, first: int, last: int) -> bool:
    """Return whether the head of a sentence tells who brings it, not who says it."""
    if not any(one.kind in {"say", "write"} for one in passage.cues_in(first, last)):
        return True
    named = len(passage.outside(first, last)) < last - first  # an outlet, between marks
    agencies = passage.known.words["agencies"]
    return named or any(agencies.at(passage.words.keys, at) for at in range(first, last))


# Who may stand by a verb


def is_subject(passage: Passage, one: Mention, *, behind: bool = False) -> bool:
    """Return whether a mention may be who speaks; `behind`: it stands after the verb."""
    words, known = passage.words, passage.known
    before = known.words["before"]
    if not one.speaks or modifies(passage, one):
        return False
    at = one.first - 1
    while at > passage.first and words.keys[at] in known.words["function"]:
        if words.keys[at] in before or _parts(words.between(at, at + 1)):
            break
        at -= 1
    if _is_part(passage, at):
        return is_subject(passage, replace(one, first=at - 1))  # one of the protesters
    if at >= passage.first and words.keys[at] in before and not _begins_clause(passage, at):
        return not behind and words.between(at, at + 1).strip(" '’\u00a0") != ""
    if one.last < passage.last and known.words["after"].at(words.keys, one.last):
        return words.between(one.last - 1, one.last).strip() != ""
    return True


def _is_part(passage: Passage, word: int) -> bool:
    """Return whether a preposition stands between some and what they are of."""
    keys, known = passage.words.keys, passage.known.words
    of = word > passage.first and keys[word] in known["partitive"]
    return of and keys[word - 1] in known["articles"]


def _begins_clause(passage: Passage, word: int) -> bool:
    """Return whether a word is an "and" behind a comma: ", and the report says"."""
    joins = word > passage.first and passage.words.keys[word] in passage.known.words["and"]
    return joins and "," in passage.words.between(word - 1, word)


def _parts(gap: str) -> bool:
    """Return whether a mark stands between two words that parts what they belong to."""
    return "''" in gap or not _PARTING.isdisjoint(gap)


def _behind(passage: Passage, cue: Cue, ceiling: int) -> list[Mention]:
    """Return who stands after the verb; an object or an adverb may part them."""
    words, found = passage.words, []
    within = _INVERTED if passage.known.inverts else _BESIDE
    for one in passage.mentions_in(cue.last, min(cue.last + within, ceiling)):
        gap = words.text[words.ends[cue.last - 1] : words.starts[one.first]]
        gap = _SHORT.sub("", gap)  # M. X
        if any(mark in gap for mark in ",;:.") and not _only_adverbs(passage, cue.last, one.first):
            break
        small = passage.known.words
        several = one.unnamed and words.keys[one.first - 1] in small["partitive"]
        several = several and words.keys[one.first - 2] not in small["before"]  # avec des
        if several or is_subject(passage, one, behind=True):  # ont dit des sources
            found.append(one)
    saying = [one for one in found if not is_agency(passage, one)]
    return saying or found


def teller(passage: Passage, behind: Sequence[Mention]) -> Mention:
    """Return who tells, of those behind a verb: not the outlet that somebody unnamed told."""
    first, *others = behind
    if name := _name_of(passage, first):
        return name
    if passage.known.stands_alone and _is_bare(passage, first):
        of = (m for m in others if m.kind == "person" and _run_on(passage, first.last, m.first))
        return next(of, first)  # ԱԺ հանձնաժողովի նախագահ X-ը
    if others and others[0].unnamed and first.kind == "person" and not first.persons:
        return others[0] if _run_on(passage, first.last, others[0].first) else first
    return first


def _is_bare(passage: Passage, one: Mention) -> bool:
    """Return whether an institution has no article: in Armenian it is of what follows."""
    last = one.last - 1
    ends = passage.words.keys[last].endswith(("ը", "ն")) or last in passage.words.parted
    start = passage.words.starts[last]
    short = passage.words.text[start : passage.words.ends[last]].isupper()
    return one.kind == "institution" and (short or not ends) and last not in passage.words.parted


def _name_of(passage: Passage, one: Mention) -> Mention | None:
    """Return the name behind a noun: the commander of the force Anna, жительница Гориса Анна."""
    if one.kind != "noun":
        return None
    behind = passage.mentions_in(one.last, min(one.last + _BESIDE, passage.last))
    behind = [m for m in behind if is_subject(passage, m, behind=True)]
    if not behind or behind[0].kind != "person":
        return None
    words, between = passage.words, range(one.last, behind[0].first)
    places, adjective = passage.known.words["cities"], passage.known.endings["adjective"]
    small = all(
        not words.capital[at] or words.keys[at] in places or words.keys[at].endswith(adjective)
        for at in between
    ) and not passage.cues_in(one.last, behind[0].first)
    return behind[0] if small and _run_on(passage, one.last, behind[0].first) else None


def _published(passage: Passage, cue: Cue, first: int, last: int, rule: str) -> Attribution | None:
    """Return the document or institution the words stand in, in whatever case."""
    kinds = {"document", "institution"}
    found = [m for m in passage.mentions_in(first, last) if m.kind in kinds]
    if passage.known.drops_subject and not is_passive(passage, cue):
        # an institution that says something is its subject there, or from where it is told
        found = [m for m in found if m.kind == "document" or is_source(passage, m)]
    found = [m for m in found if m.speaks or not m.metonym]  # Bakıdakı: where, not who
    found.sort(key=lambda one: (one.kind != "document", abs(cue.first - one.last)))
    issuer = _issuer(passage, found[0], first) if found else None
    return made(issuer or found[0], cue, rule) if found else None


def _issuer(passage: Passage, text: Mention, first: int) -> Mention | None:
    """Return who issued a text, where a participle and more stand between: X-ի՝ երեկ տարածած."""
    issued = passage.words.keys[text.first - 1] in passage.known.words["issuing"]
    if not issued or text.of or text.institutions:
        return None
    whose = [m for m in passage.mentions_in(first, text.first) if m.case == "other"]
    near = [m for m in whose if text.first - m.last <= _NEAR and m.kind in _ACTING]
    pauses = (m for m in near if passage.words.between(m.last - 1, m.last).strip() == "՝")
    return next(pauses, None)


def _described(passage: Passage, cue: Cue, subjects: Sequence[Mention]) -> Mention | None:
    """Return whom a comma or a dash behind a name describes, up to another right before the verb.

    "X, the minister of Y, said": who is named last is not who speaks.
    """
    words = passage.words
    if cue.first == passage.first or not subjects:
        return None
    if not _is_aside(words.between(cue.first - 1, cue.first)):
        return None
    aside = [m for m in subjects if _is_aside(words.between(m.last - 1, m.last))]
    found = next((m for m in aside if _opens_clause(passage, m) or _is_told_of(passage, m)), None)
    return found if found and found.last < cue.first else None


def _is_told_of(passage: Passage, one: Mention) -> bool:
    """Return whether an article behind a comma says who somebody is: X, a spokesman for Y."""
    keys, known = passage.words.keys, passage.known.words
    behind = one.last < passage.last and keys[one.last] in known["indefinite"]
    return behind and one.kind == "person"


def _is_aside(gap: str) -> bool:
    """Return whether what stands between two words opens or closes a description."""
    return gap.strip(" \u00a0.)") in {",", "--", "–", "—", "("} or gap.strip().endswith("),")


def _opens_clause(passage: Passage, one: Mention) -> bool:
    """Return whether a mention begins its sentence, or follows a comma."""
    words, at, known = passage.words, one.first, passage.known.words
    small = (known["articles"], known["indefinite"])
    while at > passage.first and any(words.keys[at - 1] in those for those in small):
        at -= 1
    if at == passage.first:
        return True
    gap = words.between(at - 1, at).strip()
    bare = gap.strip("'’”»\"")
    return bare in _CLAUSE_ENDS or bool(gap and not bare)  # behind closing marks


def _only_adverbs(passage: Passage, first: int, last: int) -> bool:
    words, known = passage.words, passage.known
    small = (known.words["adverbs"], known.words["function"])
    gap = words.text[words.ends[first - 1] : words.starts[last]]
    return ";" not in gap and all(
        any(key in one for one in small) for key in words.keys[first:last]
    )


def _chunked(passage: Passage, cue: Cue, floor: int, ceiling: int) -> Attribution | None:
    """Return the words that stand where a speaker stands, when we know none of them."""
    words, known = passage.words, passage.known
    first = cue.first
    while (
        first > floor
        and cue.first - first < _NEAR
        and _runs_on(passage, first - 1, first, first - 1)
    ):
        first -= 1
    small = (known.words["adverbs"], known.words["and"])
    while first < cue.first and any(words.keys[first] in one for one in small):
        first += 1
    if first < cue.first:
        if known.inverts and (country := _country(passage, first, cue.first)):
            return made(country, cue, "words before the verb, a country")
        chunk = _bare_chunk(passage, first, cue.first)
        return made(None, cue, "words before the verb", chunk) if chunk else None
    if cue.first != floor:
        return None
    first = last = cue.last
    while last < ceiling and last - cue.last < _BESIDE and _runs_on(passage, last - 1, last, last):
        last += 1
    while first < last and words.keys[first] in known.words["adverbs"]:
        first += 1
    brings = known.stands_alone and any(
        words.keys[at] in known.words["agencies"] for at in range(first, last)
    )
    if last > first and known.subject_follows and not brings:
        return made(None, cue, "words after the verb", (first, last))
    return None


def _bare_chunk(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """Return words before a verb without what leads to them; None: they name nobody."""
    words, known = passage.words, passage.known.words
    while last > first and words.keys[last - 1] in known["adverbs"]:
        last -= 1
    if words.keys[first] in known["breaking"] or words.keys[first] in known["asking"]:
        first += 1  # after campaign aides insisted
    if first >= last or (known["breaking"] and words.keys[first] in known["before"]):
        return None  # of Republican claims
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


def _run_on(passage: Passage, first: int, last: int) -> bool:
    """Return whether no mark parts the words from one to before another."""
    return all(_runs_on(passage, at - 1, at, at) for at in range(first, last))


def runs_on(passage: Passage, first: int, last: int) -> bool:
    """Return whether no more than a few words stand from one to another, and no mark."""
    return last - first <= _BESIDE and all(
        _runs_on(passage, at, at + 1, at) for at in range(first, last)
    )


def _runs_on(passage: Passage, left: int, right: int, word: int) -> bool:
    """Return whether no mark parts two words, and a word begins no clause."""
    gap = passage.words.between(left, right).strip(" \u00a0-'’")
    return not gap and passage.words.keys[word] not in passage.known.words["that"]


def made(
    who: Mention | None, cue: Cue, rule: str, chunk: tuple[int, int] | None = None
) -> Attribution:
    """Return an attribution, as sure as its rule; pronouns and bare nouns are less so."""
    base = next((value for start, value in _CONFIDENCE.items() if rule.startswith(start)), 0.75)
    lower = 0.1 if who and who.kind in {"pronoun", "noun", "relative"} else 0.0
    return Attribution(
        who=who, chunk=chunk, cue=(cue.first, cue.last), rule=rule, confidence=base - lower
    )
