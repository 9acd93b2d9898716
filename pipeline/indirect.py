"""Clear indirect speech: a verb with its that-clause, or "according to" and a sentence. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline import subordinate, thatless
from pipeline.complement import asked, claimed, is_of_noun, led_to
from pipeline.confirmed import confirmed
from pipeline.credit import Attribution, made, own
from pipeline.gapping import gapped
from pipeline.infinitive import far_that, infinitive, relative_end
from pipeline.learned import learned
from pipeline.led import led, led_by_source, related
from pipeline.mark import Marked
from pipeline.mention import HEAD_LAST, Mention
from pipeline.neighbour import of_this, said_of_this
from pipeline.nominal import LEAST, NEAR, is_told, nominal, passive, source
from pipeline.nonfinite import nonfinite
from pipeline.part import absolute_end, enumerated, parts
from pipeline.passage import Cue, Passage
from pipeline.reported import Clause, announced, around, begins, labelled, pauses
from pipeline.role import hangs_on, is_agency, is_comma, is_subject, runs_on
from pipeline.speech import is_speech
from pipeline.stance import in_whose_view
from pipeline.teller import subject_of
from pipeline.text import Span
from pipeline.trailing import trailing
from pipeline.uttered import coloned

_ARTICLES = 2  # words up to whose view it is: in the minister's
_FAR = 6  # words from a comma to the verb behind it, and from there to the end
_PART = 0.85  # of a clause that may stand between marks, for them to be fragments of it
_PAUSES = frozenset({"՝", "`"})  # Armenian, for a "that"
_DOTS = frozenset({".", "․"})  # the same, where a whole sentence follows
_ARTICLE = "ը"  # Armenian, of a subject
_DOING = ("ելով", "ալով")  # Armenian: նշել է՝ հարցին պատասխանելով
_NO_CUES = ("claims", "learned")  # by which something is reported without a cue
_WHOLE = frozenset({"own", "according", "according_after"})  # the rest of the sentence is theirs


def clauses(passage: Passage) -> Iterator[Clause]:
    """Yield the reported clauses of a paragraph; marked words within are left to their marks."""
    if label := _unmarked(passage, labelled(passage)):
        yield label
        return
    yield from coloned(passage)
    if not passage.cues and not any(passage.known.words[one] for one in _NO_CUES):
        return
    before: Span | None = None  # the sentence before, where nothing in it is reported yet
    nobodys: list[Clause] = []  # what it reports of nobody we know: Россия рассчитывает, что ...
    for span in parts(passage):
        first, last = map(passage.word, span)
        earlier = _of_this(passage, before, (first, last)) if before else None
        yield from [earlier] if earlier else nobodys
        whole = around(passage, first, last)
        if before and not whole and not nobodys:
            whole = led_to(passage, before, first, last)
        if whole and not any(_is_spoken(passage, one) for one in whole):
            before, nobodys = None, []
            yield from whole
            continue
        by_source = _unmarked(passage, learned(passage, first, last))
        found = [by_source] if by_source else list(_reported(passage, first, last))
        known = passage.known.language in HEAD_LAST or any(one.by.who for one in found)
        nobodys = [] if known else found
        yield from found if known else ()
        before = None if found and known else span
    yield from nobodys


def _reported(passage: Passage, first: int, last: int) -> Iterator[Clause]:
    """Yield what a sentence reports, cue by cue; what is asked inside a report is its own."""
    cues = passage.cues_in(first, last)
    if passage.known.endings["finite"] and (tail := thatless.brought(passage, cues, first)):
        cues, last = cues[:-1], tail
    told = 0  # up to where the sentence is reported
    if claim := _unmarked(passage, claimed(passage, first, last)):
        yield claim
    for number, cue in enumerate(cues):
        following = cues[number + 1 :]
        found = _clause(passage, cue, (first, last), following)
        if _is_told_within(passage, cue, (first, last), following):
            continue
        if found is None or (_is_told_once(passage, cue, found) and found.start < told):
            continue
        if found.end <= told and passage.known.endings["clause"]:
            continue  # what is told inside what is told is somebody's already
        told = max(told, found.end)
        yield from gapped(passage, cue, first)
        yield from enumerated(passage, found)
        if cue.kind in _WHOLE:
            break


def _is_told_once(passage: Passage, cue: Cue, found: Clause) -> bool:
    """Return whether what is told already is not told again: asked, or A, a dit X, selon Y."""
    return "asked" in found.by.rule or (cue.kind in _WHOLE and passage.known.inverts)


def _is_told_within(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: list[Cue]
) -> bool:
    """Return whether it is told by whose words somebody says something: X'e göre Y ... söyledi."""
    if cue.kind not in _WHOLE or not passage.known.endings["clause"]:
        return False
    words, said = passage.words, [one for one in following if one.says]
    held = any(words.starts[cue.last - 1] < m.opens < words.starts[one.first]
        for one in said for m in passage.marks)  # fmt: skip
    return held or any(nominal(passage, one, *sentence) for one in following)


def _clause(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: list[Cue]
) -> Clause | None:
    """Return what a cue reports in its sentence; marked whole it is left to its marks."""
    found = in_whose_view(passage, cue, *sentence)
    if found is None and cue.kind in _WHOLE:
        found = _according(passage, cue, *sentence)
    elif found is None:
        others = [one for one in following if one.kind != "for"]  # dit pour sa part que
        found = _that(passage, cue, *sentence, others)
    if found or cue.kind in _WHOLE:
        return _unmarked(passage, found)
    if passage.known.endings["clause"]:
        found = passive(passage, cue, *sentence) or nominal(passage, cue, *sentence)
        if found:
            return _around_fragments(passage, found) if _is_marked(passage, found) else found
    ways = (asked, infinitive, announced)
    found = next((one for way in ways if (one := way(passage, cue, *sentence))), None)
    if found:
        return _unmarked(passage, found)
    if found := _as_said(passage, cue, *sentence):
        return None if _is_marked(passage, found) else found
    if passage.known.endings["finite"]:
        found = nonfinite(passage, cue, sentence, following) or related(passage, cue, *sentence)
        return _unmarked(passage, found or led(passage, cue, sentence, following))
    if passage.known.inverts:  # ..., a promis X, évoquant Y
        following = [one for one in following if one.kind not in {"participle", *_WHOLE}]
    return None if following else _unmarked(passage, trailing(passage, cue, *sentence))


def _unmarked(passage: Passage, one: Clause | None) -> Clause | None:
    """Return what is reported, but for what is left to its marks."""
    return _with_fragments(passage, one) if one and _is_marked(passage, one) else one


def _that(
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
    end = _end(passage, at + 1, end, [one for one in following if one.first < end])
    by = _cited(passage, cue, first) or subject_of(passage, cue, first, at, "that-clause")
    if by is None or (by.who is None and not passage.known.fragments_in_reports):
        return None
    if end - at <= _least(passage) or not thatless.may_be_clause(passage, at + 1, end):
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
    if at is None and passage.known.inverts:
        at = far_that(passage, cue, last)
    if at is None and cue.kind in {"say", "write", "participle"}:
        at = _pause(passage, cue, last)
    return subordinate.before(passage, cue, last) if at is None else at


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


def _least(passage: Passage) -> int:
    """Return how many words a clause has at least: alternativ yoxdur are two."""
    return LEAST - passage.known.fragments_in_reports


def _pause(passage: Passage, cue: Cue, last: int) -> int | None:
    """Return the word before a pause that stands for a "that": նշել է՝ ..."""
    words = passage.words
    for at in range(cue.last - 1, min(cue.last + 1, last - 1)):
        gap = words.between(at, at + 1).strip(' «“"')
        dot = gap in _DOTS and not passage.cues_in(at + 1, last)
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
    words = passage.words
    for one in following:
        gap = words.between(one.first - 1, one.first)
        if one.kind == "participle" and one.first > first and any(m in gap for m in ",՝"):
            last = one.first
            break
        joint = words.end_without(first + 1, one.first, passage.known.words["adverbs"]) - 1
        joins = joint > first and words.keys[joint] in passage.known.words["and"]
        leads = one.last < last and words.keys[one.last] in passage.known.words["that"]
        apart = leads or "," in words.between(joint - 1, joint)
        if joins and one.kind == "say" and apart:
            last = joint
            break
    return thatless.end(passage, first, last, following)


def _according(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return the sentence that "According to X," begins."""
    words = passage.words
    first = _behind_dot(passage, cue, first)
    relative = passage.mentions_in(cue.last, min(cue.last + 1, last))
    relative = [] if relative and is_comma(passage, cue.last) else relative
    if relative and relative[0].kind == "relative" and cue.kind != "own":
        before = passage.mentions_in(first, cue.first)  # X որոշում է ընդունել, ըստ որի՝
        found = [one for one in before if is_subject(passage, one)][:1]
        edge = cue.last + 1
    elif cue.kind == "according_after":
        before = passage.mentions_in(first, cue.first)
        found = [one for one in before if cue.first - one.last <= 1][-1:]
        if found and found[0].kind == "relative":  # X հայտարարություն է տարածել, որի համաձայն՝
            found = [one for one in before[:-1] if is_subject(passage, one)][:1]
        found = [one for one in found if _may_open(passage, one, first)]
        edge = _behind_relative(passage, _behind_topic(passage, cue.last, last), last)
    elif cue.first - first > 1 and passage.known.endings["finite"]:
        return led_by_source(passage, cue, first, last)
    else:
        found = [own(cue)] if cue.kind == "own" else _of_whom(passage, cue, last)
        edge = _closing(passage, found[0].last, last) if found else last
        if cue.first - first > 1:
            return _amid(passage, cue, found, (first, edge, last))
    leads = edge < last and words.keys[edge] in passage.known.words["that"]  # со слов X, что
    edge += leads
    if not found or last - edge < _least(passage):
        return None
    article = found[0].last == cue.first and words.keys[cue.first - 1].endswith(_ARTICLE)
    if is_agency(passage, found[0]) or (article and passage.known.stands_alone):
        return None  # who brings it is not who says it; X-ը համաձայն չէ
    parted = leads or words.between(edge - 1, edge).strip().startswith((",", "՝", "`"))
    because = passage.known.language == "az" and cue.last - cue.first == 1  # X-ə görə, no comma
    if not parted and passage.known.stands_alone and cue.kind == "according_after":
        opens = runs_on(passage, first, found[0].first)  # X-ի խոսքով էլ ...
        parted = opens and not passage.cues_in(edge, last)
        edge += words.keys[edge] in passage.known.words["adverbs"]
    if not parted and (because or not passage.known.endings["clause"]):
        return None
    by = made(found[0], cue, "according")
    whole = cue.kind == "according_after" and _is_amid(passage, first, found[0].first)
    return Clause.of(passage, first if whole else edge, last, by)


def _is_amid(passage: Passage, first: int, word: int) -> bool:
    """Return whether but a subject stands before a comma: Իրավիճակը, X-ի խոսքով, բարդ է."""
    if not passage.known.stands_alone or word == first or not is_comma(passage, word):
        return False
    keys, verbs = passage.words.keys, passage.known.words["auxiliaries"]
    return word - first <= NEAR and not any(key in verbs for key in keys[first:word])


def _may_open(passage: Passage, who: Mention, first: int) -> bool:
    """Return whether whose view it is may open a sentence: in X's view, ...; not amid one."""
    if not passage.known.endings["finite"]:
        return True
    keys, before = passage.words.keys, passage.known.words["before"]
    return keys[first] in before and who.first - first <= _ARTICLES


def _behind_dot(passage: Passage, cue: Cue, first: int) -> int:
    """Return where a part of a sentence begins: X-ը դեմ է. նրա խոսքով՝ ..."""
    if not passage.known.stands_alone or cue.first - first <= 1:
        return first
    return next((at for at in range(cue.first, first, -1) if _is_dot(passage, at)), first)


def _is_dot(passage: Passage, word: int) -> bool:
    """Return whether an Armenian colon stands before a word."""
    gap = passage.words.between(word - 1, word)
    return gap != gap.strip() and gap.strip() in _DOTS


def _behind_topic(passage: Passage, edge: int, last: int) -> int:
    """Return the word behind an "on the other hand": X'e göre ise."""
    while edge < last and passage.words.keys[edge] in passage.known.words["topic"]:
        edge += 1
    return edge


def _behind_relative(passage: Passage, edge: int, last: int) -> int:
    """Return the word behind a clause on whose words they are: X-ի խոսքով, որը նա ասաց, ..."""
    relative = passage.mentions_in(edge, min(edge + 1, last))
    if passage.known.language not in HEAD_LAST or not relative or relative[0].kind != "relative":
        return edge
    return next((at for at in range(edge + 1, last) if is_comma(passage, at)), edge)


def _of_whom(passage: Passage, cue: Cue, last: int) -> list[Mention]:
    """Return by whose words something is; his colleague's, not his."""
    found = passage.mentions_in(cue.last, min(cue.last + 3, last))
    if found and found[0].kind == "pronoun":
        his = passage.mentions_in(found[0].last, min(found[0].last + NEAR, last))
        if his and not any(
            is_comma(passage, at) for at in range(found[0].last, min(his[0].first + 1, last))
        ):
            return his
    return found


def _closing(passage: Passage, edge: int, last: int) -> int:
    """Return where the words end that tell by whom: behind them, where no ending tells it."""
    if passage.known.endings["clause"] or passage.known.language in HEAD_LAST:
        return edge
    ends = range(edge, min(edge + _FAR + 1, last))
    comma = next((at for at in ends if is_comma(passage, at)), edge)
    aside = next((one for one in passage.cues_in(comma, last) if one.first == comma), None)
    goes_on = aside is not None and aside.kind == "participle"  # as X said, answering a question,
    relative = passage.known.words["who"].begins_in(passage.words.keys[comma : comma + 2])
    if not (goes_on or relative):
        return comma
    behind = range(comma + 1, last)  # selon X, à qui la question était posée, ...
    return next((at for at in behind if is_comma(passage, at)), comma)


def _amid(
    passage: Passage, cue: Cue, found: list[Mention], edges: tuple[int, int, int]
) -> Clause | None:
    """Return the sentence that an "according to X" stands amid, between commas, or behind."""
    first, edge, last = edges
    closed = edge == last or is_comma(passage, edge)
    if found and edge < last and passage.words.keys[edge] in passage.known.words["that"]:
        return Clause.of(passage, edge + 1, last, made(found[0], cue, "according"))
    if found and _begins_again(passage, cue, first) and last - edge >= LEAST:
        return Clause.of(passage, edge, last, made(found[0], cue, "according"))
    if not found or not closed or not is_comma(passage, cue.first):
        return None
    if is_agency(passage, found[0]) or last - edge + cue.first - first <= LEAST:
        return None
    end = cue.first if edge == last or _hangs(passage, edge) else last
    begun = begins(passage, first, found[0], cue)
    led = passage.mentions_in(first, begun) if cue.kind == "own" else []
    led = [m for m in led if m.kind == "person" and is_subject(passage, m, behind=True)]
    who = led[0] if len(led) == 1 else found[0]  # X раскритиковал доклад: он, по его мнению, ...
    clause = Clause.of(passage, begun, end, made(who, cue, "according, amid"))
    return None if _is_marked(passage, clause) else clause


def _begins_again(passage: Passage, cue: Cue, first: int) -> bool:
    """Return whether an "and" behind a comma stands before a cue: ..., и, по данным X, ..."""
    at, known = cue.first - 1, passage.known.words
    joins = any(passage.words.keys[at] in known[kind] for kind in ("and", "breaking"))
    return at > first and joins and is_comma(passage, at)


def _hangs(passage: Passage, word: int) -> bool:
    """Return whether words behind a view are of whose it is: d'après X, qui fait état de ..."""
    return passage.known.inverts and hangs_on(passage, word)


def _as_said(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return the sentence behind an "as X said,": ինչպես նշել է X, ..."""
    words, known = passage.words, passage.known
    before = range(first, cue.first if known.stands_alone else first + 1)
    at = next((at for at in before if words.keys[at] in known.words["as"]), None)
    if at is None or cue.first - at > _FAR:
        return None
    amid = at > first and known.stands_alone and is_comma(passage, at)
    if at > first and not amid:
        return None
    commas = (at for at in range(cue.last, last) if "," in words.between(at - 1, at))
    edge = next(commas, None)
    if edge is None or last - edge < LEAST:
        return None
    by = subject_of(passage, cue, at, edge, "as-clause")
    if by is None or "document" in by.rule:
        by = source(passage, cue, at, edge) or by
    if by is None or by.who is None:
        return None
    return Clause.of(passage, first if amid else edge, last, by)


def _of_this(passage: Passage, span: Span, following: Span) -> Clause | None:
    """Return a sentence that the next one gives to somebody: Об этом заявил X."""
    acts = passage.known.fragments_in_reports and passage.known.language in HEAD_LAST
    if acts and passage.cues_in(*(passage.word(edge) for edge in span)):
        return None
    by = said_of_this(passage, *following) or confirmed(passage, *following)
    if by is None or by.who is None or is_agency(passage, by.who):
        return None
    found = Clause(start=span[0], end=span[1], by=by)
    return None if _is_marked(passage, found) else found


def _with_fragments(passage: Passage, one: Clause) -> Clause | None:
    """Return what is reported where it holds marks, and they but a part of its words."""
    if not passage.known.fragments_in_reports:
        return None
    whole, held = _whole(passage, one)
    if any(m.told for m in held):
        return None  # marked whole: its teller stands beside it
    between = sum(m.end - m.start for m in held)
    return whole if whole and between <= _PART * (whole.end - whole.start) else None


def _around_fragments(passage: Passage, one: Clause) -> Clause | None:
    """Return what is reported by a noun that stands, or begins, outside its marks."""
    whole = _whole(passage, one)[0] if passage.known.fragments_in_reports else None
    if whole is None:
        return None
    span = passage.word(whole.start), passage.word(whole.end)
    return whole if passage.outside(*span) else None


def _whole(passage: Passage, one: Clause) -> tuple[Clause | None, list[Marked]]:
    """Return a clause with the marks it begins or ends with, and all that it holds."""
    held = [m for m in passage.marks if m.opens < one.end and m.closes > one.start]
    if held and held[0].start == one.start:
        one = replace(one, start=held[0].opens)
    if not held or any(m.opens < one.start or m.end > one.end or not m.closed for m in held):
        return None, held
    return replace(one, end=max(one.end, held[-1].closes)), held


def _is_spoken(passage: Passage, one: Clause) -> bool:
    """Return whether any words of a clause are speech between marks, no outlet's name."""
    return any(
        m.opens < one.end and m.closes > one.start and is_speech(m, passage) for m in passage.marks
    )


def _is_marked(passage: Passage, one: Clause) -> bool:
    return any(m.opens < one.end and m.closes > one.start for m in passage.marks)
