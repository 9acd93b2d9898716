"""To whom a marked passage belongs: the cue, and who stands by it. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.clauses.reported import leading
from pipeline.quotations import uttered
from pipeline.quotations.alone import alone, dashed, paused, voiced
from pipeline.quotations.bare_subject import named_by_words
from pipeline.quotations.beside import NEAR, inverted, teller, those_behind
from pipeline.quotations.credit import Attribution, Frame, made, own
from pipeline.quotations.giver import came
from pipeline.quotations.likely import likely
from pipeline.quotations.mark import Marked
from pipeline.quotations.neighbour import belonging, sentence_after, sentence_before, told_before
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.published import who_published
from pipeline.quotations.recalled import who_is_recalled
from pipeline.quotations.role import (
    ACTING,
    AUXILIARIES,
    BESIDE,
    all_run_on,
    is_agency,
    is_aside,
    is_comma,
    is_run_on,
    is_subject,
    only_adverbs,
    opens_clause,
    without_objects,
    words_apart,
)
from pipeline.quotations.speech import is_speech
from pipeline.quotations.subject import is_stranger, stands_apart
from pipeline.quotations.teller import dropped, subject_of, who_is_described
from pipeline.quotations.unsure import may_be_subject
from pipeline.speakers.mention import Mention
from pipeline.speakers.relative import viewed

_JOINING = frozenset({",", ", –", ", -", ", —", "–", "-", "—"})  # between marks and a verb
_APART = frozenset({",", ";", "–", "—", "("})  # behind who stands behind a verb
_SOMEBODY = frozenset({"person", "office", "noun"})


def attribution(one: Marked, passage: Passage, earlier: Marked | None) -> Attribution | None:
    """Return to whom a marked passage belongs by its own sentence or the one before; None: unsure.

    `earlier` is the marked passage before it in the paragraph: what stands before that one
    belongs to that one.
    """
    start, end = passage.sentence(one.opens)
    behind = (m for m in passage.marks if m.opens >= one.closes)
    later = next((m for m in behind if is_speech(m, passage)), None)  # not an outlet's name
    frame = Frame(
        passage=passage,
        one=one,
        floor=max(passage.word(start), passage.word(earlier.closes) if earlier else 0),
        first=passage.word(one.start),
        last=passage.word(one.end),
        ceiling=min(passage.word(end), passage.word(later.opens) if later else passage.last),
    )
    return (
        _inverted(frame)
        or uttered.around(frame)
        or uttered.joined(frame)
        or uttered.behind(frame)
        or belonging(frame, end)
        or _after(frame)
        or _led(frame)
        or voiced(frame)
        or _before(frame)
        or uttered.led(frame)
        or uttered.sentence_before(frame, start)
        or _colon(frame)
        or _dash(frame)
        or paused(frame)
        or dashed(frame)
        or uttered.sentence_after(frame, end)
        or sentence_before(frame, start, earlier)
        or sentence_after(frame, end)
        or told_before(frame, start, earlier)
        or alone(frame, start, end, earlier)
        or likely(frame)
    )


def _inverted(frame: Frame) -> Attribution | None:
    """Return whom a verb right behind the closing mark stands before: «», sourit X."""
    passage, words = frame.passage, frame.passage.words
    if not passage.known.inverts or not frame.one.closed or frame.last >= frame.ceiling:
        return None
    gap = words.text[frame.one.closes : words.starts[frame.last]].strip(" \u00a0")
    asks = words.text[frame.one.end - 1] in "?!…"
    if gap not in _JOINING and not (not gap and (asks or frame.one.told)):
        return None
    return inverted(passage, frame.last, frame.ceiling, "after, verb first")


def _after(frame: Frame) -> Attribution | None:
    """Return the attribution that follows the closing mark in its sentence."""
    passage, words = frame.passage, frame.passage.words
    cues = passage.cues_in(frame.last, frame.ceiling)
    if opinion := _opinion(frame, cues):
        return opinion
    cues = [one for one in cues if one.kind != "for"]
    if passage.known.stands_alone and len(cues) > 1 and cues[0].kind == "according_after":
        told = cues[1].says and cues[1].first - cues[0].last <= 1
        cues = cues[told:]  # «...»,- ՏԱՍՍ-ի փոխանցմամբ՝ ասել է X-ը
    if not cues or not frame.one.closed or not _is_near(frame, cues[0]):
        return None
    gap = words.text[frame.one.closes : words.starts[frame.last]]
    if gap.strip(" .-–—,") and any(mark in gap for mark in ".;:"):
        return None
    if _is_parted(frame) or _goes_on(frame, cues[0]):
        return None
    by = came(passage, cues[0], frame.floor, "after") or _his_words(passage, cues[0])
    return by or _AFTER[cues[0].kind](frame, cues[0])


def _goes_on(frame: Frame, cue: Cue) -> bool:
    """Return whether a verb behind marks tells what else was said: X called it "...", and said."""
    passage, keys = frame.passage, frame.passage.words.keys
    if not any(keys[at] in passage.known.words["and"] for at in range(frame.last, cue.first)):
        return False
    before = passage.cues_in(frame.floor, frame.first)
    another = keys[frame.last] in passage.known.words["joining"]  # ..., and Y said
    subjects = passage.mentions_in(frame.last, cue.first)
    alone = another or not any(is_subject(passage, m) for m in subjects)
    return alone and bool(before) and before[-1].kind == "say"


def _is_parted(frame: Frame) -> bool:
    """Return whether a "but" behind marks begins what another says: X назвал это «...», а Y ..."""
    passage, words = frame.passage, frame.passage.words
    breaking = passage.known.words["breaking"] if passage.known.leads_with_verb else ()
    parts = words.keys[frame.last] in breaking
    comma = parts and "," in words.text[frame.one.closes : words.starts[frame.last]]
    before = passage.cues_in(frame.floor, frame.first) if comma else []
    return bool(before) and before[-1].says


def _opinion(frame: Frame, cues: Sequence[Cue]) -> Attribution | None:
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


def _is_near(frame: Frame, cue: Cue) -> bool:
    """Return whether a cue is near the marks, or whom it is of begins right behind them."""
    if words_apart(frame.passage, frame.last, cue.first) <= NEAR:
        return True
    behind = frame.passage.mentions_in(frame.last, cue.first)
    found = who_is_described(frame.passage, cue, behind)
    ends = cue.last == frame.passage.word(frame.passage.sentence(frame.one.opens)[1])
    if found is None and ends and frame.passage.known.verb_last:
        found = next((m for m in behind if is_subject(frame.passage, m)), None)
    return found is not None and found.first - frame.last <= AUXILIARIES


def _verb_after(frame: Frame, cue: Cue) -> Attribution | None:
    passage, follows = frame.passage, frame.passage.known.subject_follows
    between = [m for m in passage.mentions_in(frame.last, cue.first) if is_subject(passage, m)]
    if described := who_is_described(passage, cue, between):
        return made(described, cue, "after, described")
    behind = those_behind(passage, cue, frame.ceiling) if follows else []
    by_verb = bool(between) and (
        cue.first - between[-1].last <= AUXILIARIES
        or (between[-1].unnamed and all_run_on(passage, between[-1].last, cue.first))
    )
    if recalled := who_is_recalled(passage, cue, frame.last, frame.ceiling):
        return made(recalled, cue, "after, recalled")
    if behind and not by_verb and (not between or behind[0].first - cue.last <= 1):
        who = teller(passage, behind)
        if passage.known.stands_alone and is_agency(passage, who):
            return None  # who brings it is not who says it
        return made(who, cue, "after, verb first")
    if between:
        return made(between[-1], cue, "after")
    return (
        _text_behind(frame, cue)
        or _around(frame, cue)
        or _named_behind(frame, cue)
        or who_published(passage, cue, frame.last, frame.ceiling, "after, document")
        or who_published(passage, cue, frame.floor, frame.first, "around, document")
        or _right_behind(frame, cue)
        or named_by_words(passage, cue, frame.last, frame.ceiling)
        or dropped(passage, cue, frame.floor, frame.first, "around")
    )


def _his_words(passage: Passage, cue: Cue) -> Attribution | None:
    """Return who a verb says is quoted, by a pronoun: приводит его слова агентство."""
    owners = passage.known.words["owners"]
    within = range(cue.first, cue.last) if passage.known.owner_by_case else ()
    at = next((at for at in within if passage.words.keys[at] in owners), None)
    if at is None:
        return None
    his = Mention(first=at, last=at + 1, kind="pronoun", head=at)
    return made(his, cue, "after, recalled")


def _text_behind(frame: Frame, cue: Cue) -> Attribution | None:
    """Return the text right behind a verb: Париж «ведет игру», говорится в заявлении X."""
    passage = frame.passage
    if not passage.known.owner_by_case:
        return None
    near = min(cue.last + AUXILIARIES, frame.ceiling)
    by = who_published(passage, cue, cue.last, near, "after, document")
    return by if by and by.who and by.who.kind == "document" else None


def _named_behind(frame: Frame, cue: Cue) -> Attribution | None:
    """Return who stands behind a verb, their case unsure: «...»,- ասել է ներկայացուցիչ X-ին."""
    passage = frame.passage
    found = passage.mentions_in(cue.last, min(cue.last + BESIDE, frame.ceiling))[:1]
    unsure = [m for m in found if may_be_subject(passage, m) and m.head > m.first]
    keys, genitive = passage.words.keys, passage.known.endings["genitive"] or ("\n",)
    if not unsure or not all(
        key.endswith(genitive) or only_adverbs(passage, at, at + 1)
        for at, key in enumerate(keys[cue.last : unsure[0].first], cue.last)
    ):
        return None  # ասում է գյուղի բնակիչ X-ին
    return made(replace(unsure[0], case="subject"), cue, "after, verb first")


def _right_behind(frame: Frame, cue: Cue) -> Attribution | None:
    """Return who stands right behind a verb that may end its sentence: "..." diyor Svetlana."""
    passage, words = frame.passage, frame.passage.words
    found = passage.mentions_in(cue.last, min(cue.last + BESIDE, frame.ceiling))
    near = only_adverbs(passage, frame.last, cue.first)  # "..." - deyə bildirib X
    drops = passage.known.drops_subject and cue.says
    if not drops or not found or not near:
        return None
    first, last = found[0].first, found[0].last
    beside = first == cue.last and not words.between(first - 1, first).strip()
    ends = last == passage.word(passage.sentence(words.starts[first])[1])
    ends = ends or words.between(last - 1, last).strip()[:1] in _APART
    joins = any(key in passage.known.words["and"] for key in words.keys[cue.last : first])
    if not found[0].speaks or joins:
        return None
    if not (beside or (ends and all_run_on(passage, cue.last, last))):
        return None
    return made(found[0], cue, "after, verb first")


def _around(frame: Frame, cue: Cue) -> Attribution | None:
    """Return who stands before marks whose verb follows them: X called it "..."."""
    passage = frame.passage
    before = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    before = without_objects(before)
    beside = only_adverbs(passage, frame.last, cue.first)
    may = passage.known.verb_last or beside
    if not before and passage.known.drops_subject:  # X, "..." sorusuna "..." yanıtını verdi
        start = passage.word(passage.sentence(frame.one.opens)[0])
        opening = (m for m in passage.mentions_in(start, frame.floor) if is_subject(passage, m))
        before = [one for one in opening if stands_apart(passage, one)][:1]
    apart = [one for one in before if stands_apart(passage, one)]
    apart = apart or [one for one in before if not one.metonym] or before
    told = [one for one in apart if not is_stranger(one)] or apart
    return made(told[-1], cue, "around") if told and may else None


def _participle_after(frame: Frame, cue: Cue) -> Attribution | None:
    """Return who is meant by a participle that follows: "..." diyen X."""
    if frame.passage.known.subject_follows:
        return None
    found = frame.passage.mentions_in(cue.last, frame.ceiling)[:2]
    if not found:
        return None
    body, named = found[0], found[-1]
    titled = named.kind == "person" and named.head > named.first == body.last
    if titled and is_stranger(body):
        body = named  # diyen Iğdır Ticaret Odası Başkanı X
    return made(body, cue, "after, participle")


def _converb_after(frame: Frame, cue: Cue) -> Attribution | None:
    """Return who is meant by a verb of saying that another verb follows: X, "..." diyerek."""
    found = _verb_after(frame, cue)
    if found and found.who and "document" not in found.rule:
        return found
    behind = frame.passage.mentions_in(cue.last, frame.ceiling)
    first = next((one for one in behind if is_subject(frame.passage, one)), None)
    return made(first, cue, "after, converb") if first else found


def _according_after(frame: Frame, cue: Cue) -> Attribution | None:
    if told := _told_in_it(frame):
        return told
    found = frame.passage.mentions_in(cue.last, min(cue.last + BESIDE, frame.ceiling))
    return made(found[0], cue, "according, after") if found else None


def _told_in_it(frame: Frame) -> Attribution | None:
    """Return who says words that another brings: X urged them to "stop it", according to Y."""
    passage = frame.passage
    cues = [one for one in passage.cues_in(frame.floor, frame.first) if one.says]
    if not cues or not passage.known.words["finite"]:
        return None
    if not all(is_run_on(passage, at - 1, at, at) for at in range(cues[-1].last, frame.first)):
        return None
    by = subject_of(passage, cues[-1], frame.floor, frame.first, "before")
    return by if by and by.who else None


def _of_whom_after(frame: Frame, cue: Cue) -> Attribution | None:
    found = frame.passage.mentions_in(frame.last, cue.first)
    return made(found[-1], cue, "according, after") if found else None


_AFTER: dict[str, Callable[[Frame, Cue], Attribution | None]] = {
    "say": _verb_after,
    "write": _verb_after,
    "participle": _participle_after,
    "converb": _converb_after,
    "according": _according_after,
    "according_after": _of_whom_after,
    "own": lambda _, cue: made(own(cue), cue, "according, pronoun"),
}


def _led(frame: Frame) -> Attribution | None:
    """Return whose words lead to the marks behind one told by a participle: diyen X'in yanıtı:"""
    passage = frame.passage
    if passage.known.subject_follows or not _has_colon(frame):
        return None
    cues = passage.cues_in(frame.floor, frame.first)
    if not cues or cues[-1].kind != "participle":
        return None
    behind = leading(passage, cues[-1].last, frame.first)
    return behind or leading(passage, frame.floor, frame.first)


def _before(frame: Frame) -> Attribution | None:
    """Return the attribution that leads to the opening mark in its sentence."""
    passage = frame.passage
    cues = passage.cues_in(frame.floor, frame.first)
    if not cues:
        return None
    cue = cues[-1]
    if cue.kind == "own":
        return made(own(cue), cue, "according, pronoun")
    if cue.kind in {"for", "according"}:
        return _in_view(frame, cues)
    if cue.kind == "according_after":
        near = passage.mentions_in(frame.floor, cue.first)
        return made(near[-1], cue, "according, before") if near else None
    by = subject_of(passage, cue, frame.floor, frame.first, "before")
    return by if by and by.who else _verb_first(frame, cue) or by


def _verb_first(frame: Frame, cue: Cue) -> Attribution | None:
    """Return who stands behind a verb between a comma and marks: The road, said X, "is open"."""
    passage = frame.passage
    if not passage.known.words["finite"] or not is_comma(passage, cue.first):
        return None
    behind = those_behind(passage, cue, frame.first)
    return made(teller(passage, behind), cue, "before, verb first") if behind else None


def _in_view(frame: Frame, cues: Sequence[Cue]) -> Attribution | None:
    """Return in whose view some words are, told right before them; or who says them besides."""
    passage, cue = frame.passage, cues[-1]
    if view := viewed(passage, cue, frame.floor):
        beside = view[1] == frame.first
        return made(view[0], cue, "according, relative") if beside else None
    whom = passage.mentions_in(cue.last, min(cue.last + BESIDE, frame.first))
    opens = cue.first == passage.word(passage.sentence(frame.one.opens)[0])
    if whom and (cue.kind == "according" or opens):
        return made(whom[0], cue, "according, before")
    verbs = [one for one in cues if one.kind not in {"for", "according"}]
    return subject_of(passage, verbs[-1], frame.floor, frame.first, "before") if verbs else None


def _colon(frame: Frame) -> Attribution | None:
    """Return who stands before a colon, without a verb: "Lavrov: ..."."""
    passage, words = frame.passage, frame.passage.words
    if frame.first == frame.floor or not _has_colon(frame):
        return None
    found = [m for m in passage.mentions_in(frame.floor, frame.first) if is_subject(passage, m)]
    alone = found and (found[0].first - frame.floor <= 1 and frame.first - found[0].last <= 1)
    if found and not alone and found[0].kind == "person" and found[0].first == frame.floor:
        alone = is_aside(words.between(found[0].last - 1, found[0].last))  # X, the minister:
    if not found and (led := leading(passage, frame.floor, frame.first)):
        return led
    alone_there = passage.known.words["finite"] and len(found) == 1  # X was blunter: "
    alone_there = alone_there and not passage.cues_in(frame.floor, frame.first)
    opens = (passage.known.inverts or alone_there) and found and opens_clause(passage, found[0])
    opens = opens and found[0].kind in _SOMEBODY  # X sort une carte : «
    leads = passage.known.leads_with_verb and passage.words.capital[frame.first]
    acting = [one for one in found if one.kind in ACTING and not one.metonym]
    if not alone and leads and len(acting) == 1 and not is_agency(passage, acting[0]):
        found, alone = acting, True  # X был лаконичен: «...»
    if alone or opens or (found and passage.known.verb_last):
        return Attribution(who=found[0], chunk=None, cue=None, rule="colon", confidence=0.7)
    return None


def _has_colon(frame: Frame) -> bool:
    """Return whether a colon stands right before the marks."""
    last = frame.passage.words.ends[frame.first - 1]
    return frame.first > frame.floor and frame.passage.announces(last, frame.one.opens)


def _dash(frame: Frame) -> Attribution | None:
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
    if found[0].kind != "person" or not (line or passage.last - end <= BESIDE):
        return None
    return Attribution(who=found[0], chunk=None, cue=None, rule="dash", confidence=0.85)
