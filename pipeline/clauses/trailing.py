"""Sentences whose verb of saying stands last, behind a comma: ..., заявил X. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.clauses.aside import goes_on
from pipeline.clauses.nominal import LEAST, NEAR, source
from pipeline.clauses.reported import Clause, begins
from pipeline.quotations.beside import inverted, teller
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.mark import Marked
from pipeline.quotations.neighbour import of_this
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_agency, is_comma, is_subject, only_adverbs, tells_more
from pipeline.quotations.speech import is_speech, speech_behind_colon
from pipeline.quotations.subject import is_passive
from pipeline.quotations.teller import subject_of
from pipeline.quotations.unsure import may_be_subject
from pipeline.speakers.mention import Mention
from pipeline.speakers.together import together

_FAR = 6  # words from the comma to the verb behind it, and from there to the end


def trailing(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return a sentence whose verb of saying stands last, behind a comma or a dash."""
    return _summed(passage, cue, first, last) or _trailing(passage, cue, first, last)


def _trailing(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return the same behind a comma: ..., заявил X."""
    words, known = passage.words, passage.known
    last = speech_behind_colon(passage, cue.last, last) or last
    last = _without_participle(passage, cue, last)
    held = [m for m in passage.marks if words.starts[cue.first] < m.opens < words.ends[last - 1]]
    apart = known.trails_alone and not is_comma(passage, cue.first)
    apart = apart or _is_told_of_marks(passage, first)
    if not cue.says or apart or goes_on(passage, cue) or any(_is_long(passage, m) for m in held):
        return None
    commas = (at for at in range(cue.first, first, -1) if _is_after_comma(passage, at))
    start = next(commas, first)
    if (
        start - first < LEAST
        or cue.first - start > _FAR
        or (passage.cues_in(first, start) and not passage.known.fragments_in_reports)
    ):
        return None
    near = (*_of_others(passage, first, start), *range(cue.last, min(cue.last + 2, last)))
    this = of_this(passage, first, last)  # об этом, как и о поездке, рассказал X
    if (
        _is_of_that(passage, start, near)
        or _is_denied(passage, cue)
        or this == first
        or (known.endings["clause"] and this is not None)
    ):
        return None
    if known.inverts:
        by = _inverted(passage, cue, start, last)
    else:
        by = subject_of(passage, cue, start, last, "trailing")
    if (by is None or by.who is None) and known.subject_follows and not known.inverts:
        behind = passage.mentions_in(cue.last, min(cue.last + NEAR, last))
        found = [one for one in behind if is_subject(passage, one, behind=True)]
        unsure = [one for one in behind if may_be_subject(passage, one)][:1]
        found = found or [replace(one, case="subject") for one in unsure]
        by = made(teller(passage, found), cue, "trailing, verb first") if found else by
    if by is None or "document" in by.rule:
        by = source(passage, cue, start, last) or by
    leads = known.leads_with_verb and not known.inverts
    if leads and (by is None or by.who is None or "document" in by.rule):
        by = _within(passage, cue, last) or by
    if by is None or not _ends(passage, by, cue, start, last) or _asks(passage, first, start):
        return None
    if (by.who and _is_no_teller(passage, by, by.who, start)) or _is_relative(passage, start):
        return None
    begun = begins(passage, first, by.who, cue)
    by, first = _before_colon(passage, by, first, begun), begun
    opened = known.inverts and first < start and words.keys[first] in known.words["that"]
    first += opened  # Que A, explique X
    return Clause.of(passage, first, start, by)


def _is_after_comma(passage: Passage, word: int) -> bool:
    """Return whether a comma stands before a word, perhaps with the mark behind a name or a term.

    аэропорт «Звартноц», подтвердил X; un climat « excellent », a dit X
    """
    gap, known = passage.words.between(word - 1, word).strip(" \u00a0-–—"), passage.known
    if gap.strip('»”" \u00a0') != ",":
        return False
    if gap == "," or known.owner_by_case:
        return True
    if not known.inverts:
        return False
    closed = [m for m in passage.marks if m.closes <= passage.words.starts[word]][-1:]
    return any(passage.word(m.end) == word and not is_speech(m, passage) for m in closed)


def _is_told_of_marks(passage: Passage, first: int) -> bool:
    """Return whether a dash behind marks leads to whose they are: "...", - biri, X deyir."""
    if not passage.known.drops_subject:
        return False
    start = passage.words.starts[first]
    opening = next((m for m in passage.marks if m.opens < start <= m.end), None)
    if opening is None:
        return False
    behind = passage.words.text[opening.closes :].lstrip(", ")
    return behind[:1] in {"-", "–", "—"}


def _is_no_teller(passage: Passage, by: Attribution, who: Mention, start: int) -> bool:
    """Return whether who stands by a verb is an agency, or ends a row: A, B və C bəyanat yayıb."""
    row = together(passage, who, by.cue)
    return is_agency(passage, who) or row[0].first < start <= row[-1].first


def closing(passage: Passage, cues: Sequence[Cue], first: int, last: int) -> Clause | None:
    """Return a sentence of whom its last verb is, though a country hopes or says something in it.

    Россия рассчитывает, что договор будет подписан, заявил X.
    """
    inner, *_, cue = cues if len(cues) > 1 else (None, None)
    if inner is None or cue is None or not cue.says or not is_comma(passage, cue.first):
        return None
    keys, that = passage.words.keys, passage.known.words["that"]
    hopes = any(key in that for key in keys[inner.last : cue.first])
    hopes = hopes or passage.known.words["demanding"].at(keys, inner.first) is not None
    others = [m for m in passage.mentions_in(first, inner.first) if not m.metonym]
    if not hopes or others or any(is_comma(passage, at) for at in range(cue.last, last)):
        return None
    behind = passage.mentions_in(cue.last, last)[:1]
    if not behind or not is_subject(passage, behind[0], behind=True):
        return None
    if is_agency(passage, behind[0]) or not only_adverbs(passage, cue.last, behind[0].first):
        return None
    by = made(teller(passage, behind), cue, "trailing, verb first")
    return Clause.of(passage, begins(passage, first, by.who, cue), cue.first, by)


def _before_colon(passage: Passage, by: Attribution, first: int, colon: int) -> Attribution:
    """Return whose words they are where "he" stands before a colon: X est dur : ..., dit-il."""
    if by.who is None or by.who.kind != "pronoun" or not passage.known.inverts:
        return by
    led = [m for m in passage.mentions_in(first, colon) if is_subject(passage, m)]
    alone = len(led) == 1 and led[0].kind in {"person", "office", "noun"}
    return replace(by, who=led[0]) if alone else by


def _summed(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what stands before a dash and a "this": ... — такое мнение высказал X."""
    words, this = passage.words, passage.known.words["this"]
    for at in range(first + LEAST, cue.first + 1) if cue.says and this else ():
        if words.between(at - 1, at).strip(" \u00a0,") in {"-", "–", "—"} and this.at(
            words.keys, at
        ):
            by = subject_of(passage, cue, at, last, "trailing")
            return Clause.of(passage, first, at, by) if by and by.who else None
    return None


def _of_others(passage: Passage, first: int, start: int) -> Iterator[int]:
    """Yield the words before a comma in which a "that" may open what another says."""
    told = next(iter(passage.cues_in(first, start)), None)
    yield first
    yield from range(min(told.first if told else start, start - 1), start + 1)


def _without_participle(passage: Passage, cue: Cue, last: int) -> int:
    """Return where a sentence ends without what its teller says besides: évoquant « ... »"""
    if passage.known.words["meanwhile"]:  # сказал X, выступая на форуме
        commas = (at for at in range(cue.last + 1, last) if is_comma(passage, at))
        edge = next(commas, last)
        return edge if edge < last and tells_more(passage, edge) else last
    if not passage.known.inverts:
        return last
    behind = (one for one in passage.cues_in(cue.last, last) if one.kind == "participle")
    return next((one.first for one in behind), last)


def _is_of_that(passage: Passage, start: int, near: Iterable[int]) -> bool:
    """Return whether words behind a comma tell no more than a "that", or what another says.

    In Armenian a dash behind the comma tells that all before it was said: ...,- ասել է X.
    """
    words, known = passage.words, passage.known
    gap = words.between(start - 1, start).strip()
    if known.inverts or (known.stands_alone and gap[:1] == "," and len(gap) > 1):
        return False
    if words.keys[start] in known.words["breaking"]:
        return True
    return any(words.keys[at] in known.words["that"] for at in near)


def _is_denied(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb denies what stands before it: ..., հերքում է X."""
    keys, known = passage.words.keys, passage.known.words
    refused = range(max(passage.first, cue.first - NEAR), cue.first)  # չցանկացավ ... նշել
    infinitive = keys[cue.last - 1].endswith(passage.known.endings["infinitive"] or ("\n",))
    if infinitive and any(keys[at] in known["refusals"] for at in refused):
        return True
    if known["denials"].at(keys, cue.first) is None:
        return False
    return cue.first == passage.first or keys[cue.first - 1] not in known["negations"]


def _asks(passage: Passage, first: int, last: int) -> bool:
    """Return whether a sentence begins with what somebody is asked: на вопрос, готов ли X."""
    asked = passage.known.words["asked"]
    return any(asked.at(passage.words.keys, at) for at in range(first, min(first + 2, last)))


def _is_relative(passage: Passage, word: int) -> bool:
    """Return whether a clause about what went before begins at a word: то, о чем говорили."""
    keys, known = passage.words.keys, passage.known
    if known.words["this"].at(keys, word):
        return True
    pair = range(word, min(word + 2, passage.last))
    if known.words["oblique"].begins_in(keys[word + 1 : word + 2]):
        return True  # заявление, в котором депутаты призвали
    return any((known.speakers.at(keys, at) or ("",))[0] == "relatives" for at in pair)


def _inverted(passage: Passage, cue: Cue, start: int, last: int) -> Attribution | None:
    """Return who stands behind a verb that is the cue, in words that begin with it."""
    if ":" in passage.words.between(cue.last - 1, min(cue.last, last - 1)):
        return None  # X l'assure : ...
    by = inverted(passage, start, last, "trailing, verb first")
    if by and by.who and by.who.kind == "document":  # X, le ministre, juge ce texte « mauvais »
        before = passage.mentions_in(passage.first, start)[-1:]
        named = before and before[0].kind == "person" and before[0].last == start
        if named and is_comma(passage, before[0].first):
            return None
    return by if by and by.cue and by.cue[0] < cue.last and cue.first < by.cue[1] else None


def _within(passage: Passage, cue: Cue, last: int) -> Attribution | None:
    """Return where something is said, nobody named: говорится в заявлении, пояснили в МИД."""
    words, near = passage.words, passage.mentions_in(cue.last, min(cue.last + NEAR, last))
    who = near[0] if near and near[0].kind in {"document", "institution"} else None
    if who is None or who.first - cue.last > 2:  # noqa: PLR2004  a preposition
        return None
    between = words.keys[cue.last - 1 : who.first]
    small = any(one in passage.known.words["before"] for one in between)
    if passage.known.stands_alone:  # ...,- ասված է X-ի հաղորդագրությունում
        small = who.kind == "document" and not who.speaks and is_passive(passage, cue)
    return made(who, cue, "trailing, within") if small else None


def _ends(passage: Passage, by: Attribution, cue: Cue, start: int, last: int) -> bool:
    """Return whether somebody stands behind the comma with the verb, and little after them."""
    who = by.who
    if who is None or who.kind == "relative" or "document" in by.rule:
        return False
    if who.first < start:
        return passage.known.inverts and who.kind == "document"  # y lit-on
    edge = max(who.last, cue.last)
    if "within" in by.rule and who.kind == "document":
        return True  # в заявлении, распространенном по итогам встречи
    if passage.known.inverts:
        return True  # ..., a promis X, évoquant Y
    commas = [at for at in range(cue.last + 1, last) if "," in passage.words.between(at - 1, at)]
    relative = commas and passage.known.stands_alone and _is_relative(passage, commas[0])
    if commas and not relative:
        return False
    return (commas[0] if relative else last) - edge <= _FAR  # ասում է X-ը, որի տունը ...


def _is_long(passage: Passage, one: Marked) -> bool:
    """Return whether marks hold more than the name of whom something was told."""
    return passage.word(one.end) - passage.word(one.start) >= LEAST
