"""Clear indirect speech: a verb with its that-clause, or "according to" and a sentence. Pure."""

from collections.abc import Iterator

from pipeline.clauses import thatless
from pipeline.clauses.according import according, as_said
from pipeline.clauses.complement import asked, claimed, led_to
from pipeline.clauses.confirmed import confirmed
from pipeline.clauses.ending import of_a_person
from pipeline.clauses.gapping import gapped
from pipeline.clauses.infinitive import infinitive
from pipeline.clauses.learned import learned
from pipeline.clauses.led import led, related
from pipeline.clauses.nominal import nominal, passive
from pipeline.clauses.nonfinite import nonfinite
from pipeline.clauses.part import enumerated, parts
from pipeline.clauses.reported import Clause, announced, around, coloned, labelled
from pipeline.clauses.stance import in_whose_view
from pipeline.clauses.that_clause import that_clause
from pipeline.clauses.trailing import closing, trailing
from pipeline.clauses.unmarked import around_fragments, is_marked, is_spoken, unmarked
from pipeline.quotations.neighbour import said_of_this
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_agency, is_comma, tells_more
from pipeline.text import Span

_NO_CUES = ("claims", "learned")  # by which something is reported without a cue
_BARE = ("infinitive", "nonfinite")  # rules of what has no subject of its own
_BRINGING = frozenset({"institution", "document"})
_PERSONS = frozenset({"person", "office"})
_SOURCE = 3  # words from an "according to" to the body it is of
_WHOLE = frozenset({"own", "according", "according_after"})  # the rest of the sentence is theirs


def clauses(passage: Passage) -> Iterator[Clause]:
    """Yield the reported clauses of a paragraph; marked words within are left to their marks."""
    if label := unmarked(passage, labelled(passage)):
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
        if whole and not any(is_spoken(passage, one) for one in whole):
            before, nobodys = None, []
            yield from whole
            continue
        by_source = unmarked(passage, learned(passage, first, last))
        found = [by_source] if by_source else list(_reported(passage, first, last))
        known = passage.known.head_last or any(_is_sure(passage, one) for one in found)
        nobodys = [] if known else found
        yield from found if known else ()
        before = None if found and known else span
    yield from nobodys


def _is_sure(passage: Passage, one: Clause) -> bool:
    """Return whether it is told who says something, and not but of what country they are."""
    return one.by.who is not None and not (passage.known.owner_by_case and one.by.who.metonym)


def _reported(passage: Passage, first: int, last: int) -> Iterator[Clause]:
    """Yield what a sentence reports, cue by cue; what is asked inside a report is its own."""
    cues = passage.cues_in(first, last)
    if passage.known.endings["finite"] and (tail := thatless.brought(passage, cues, first)):
        cues, last = cues[:-1], tail
    if passage.known.owner_by_case and (
        whole := unmarked(passage, closing(passage, cues, first, last))
    ):
        yield whole
        return
    told = 0  # up to where the sentence is reported
    if claim := unmarked(passage, claimed(passage, first, last)):
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
        another = any(of_a_person(passage, cue.last, one) for one in following)
        if cue.kind in _WHOLE and not (another and passage.known.owner_by_case):
            break


def _is_told_once(passage: Passage, cue: Cue, found: Clause) -> bool:
    """Return whether what is told already is not told again: asked, or A, a dit X, selon Y."""
    if "asked" in found.by.rule:
        return True
    if passage.known.endings["finite"]:  # X assured Y that A, Z said
        return "trailing" in found.by.rule
    bare = any(way in found.by.rule for way in _BARE)
    if passage.known.stands_alone:
        return cue.kind in _WHOLE  # amid what X says, by whose words it is
    return passage.known.inverts and (cue.kind in _WHOLE or bare)


def _is_told_within(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: list[Cue]
) -> bool:
    """Return whether it is told by whose words somebody says something: X'e göre Y ... söyledi."""
    if cue.kind in _WHOLE and passage.known.owner_by_case:
        return _is_of_somebody(passage, cue, sentence, following)
    if cue.kind not in _WHOLE or not passage.known.endings["clause"]:
        return False
    words, said = passage.words, [one for one in following if one.says]
    held = any(words.starts[cue.last - 1] < m.opens < words.starts[one.first]
        for one in said for m in passage.marks)  # fmt: skip
    return held or any(nominal(passage, one, *sentence) for one in following)


def _is_of_somebody(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: list[Cue]
) -> bool:
    """Return whether a body but brings what a person says: X, по данным МИД, заявил, что A."""
    whom = passage.mentions_in(cue.last, min(cue.last + _SOURCE, sentence[1]))[:1]
    if not whom or whom[0].kind not in _BRINGING:
        return False
    for number, one in enumerate(following):
        found = that_clause(passage, one, *sentence, following[number + 1 :])
        if found and found.by.who:
            return found.by.who.kind in _PERSONS and found.by.who.first != whom[0].first
    return False


def _clause(
    passage: Passage, cue: Cue, sentence: tuple[int, int], following: list[Cue]
) -> Clause | None:
    """Return what a cue reports in its sentence; marked whole it is left to its marks."""
    found = in_whose_view(passage, cue, *sentence)
    if found is None and cue.kind in _WHOLE:
        found = according(passage, cue, *sentence)
    elif found is None:
        others = [one for one in following if one.kind != "for"]  # dit pour sa part que
        found = that_clause(passage, cue, *sentence, others)
    if found or cue.kind in _WHOLE:
        return unmarked(passage, found)
    if passage.known.endings["clause"]:
        found = passive(passage, cue, *sentence) or nominal(passage, cue, *sentence)
        if found:
            return around_fragments(passage, found)
    ways = (asked, infinitive, announced)
    found = next((one for way in ways if (one := way(passage, cue, *sentence))), None)
    if found:
        return _unmarked_bare(passage, found)
    if found := as_said(passage, cue, *sentence):
        return None if is_marked(passage, found) else found
    if passage.known.endings["finite"]:
        found = nonfinite(passage, cue, sentence, following) or related(passage, cue, *sentence)
        return unmarked(passage, found or led(passage, cue, sentence, following))
    found = nonfinite(passage, cue, sentence, following)
    asides = passage.known.inverts or passage.known.words["meanwhile"]
    following = _before_aside(passage, cue, following) if asides else following
    if found is None and not following:
        found = trailing(passage, cue, *sentence)
    return _unmarked_bare(passage, found) if found else None


def _unmarked_bare(passage: Passage, found: Clause) -> Clause | None:
    """Return what is reported; an infinitive of French that holds marks is left to them."""
    bare = passage.known.inverts and any(way in found.by.rule for way in _BARE)
    return None if bare and is_marked(passage, found) else unmarked(passage, found)


def _of_this(passage: Passage, span: Span, following: Span) -> Clause | None:
    """Return a sentence that the next one gives to somebody: Об этом заявил X."""
    acts = passage.known.fragments_in_reports and passage.known.head_last
    if acts and passage.cues_in(*(passage.word(edge) for edge in span)):
        return None
    by = said_of_this(passage, *following) or confirmed(passage, *following)
    if by is None or by.who is None or is_agency(passage, by.who):
        return None
    found = Clause(start=span[0], end=span[1], by=by)
    return None if is_spoken(passage, found) else found


def _before_aside(passage: Passage, cue: Cue, following: list[Cue]) -> list[Cue]:
    """Return cues without what a teller says besides: ..., a promis X, évoquant Y; qui dit Z."""
    if following and passage.known.words["meanwhile"]:
        last = passage.word(passage.sentence(passage.words.starts[cue.first])[1])
        commas = (at for at in range(cue.last + 1, last) if is_comma(passage, at))
        edge = next(commas, last)
        more = edge < last and tells_more(passage, edge)
        return [one for one in following if one.first < edge] if more else following
    keys, relatives = passage.words.keys, passage.known.words["who"]
    edge = next((one.first for one in following if one.kind == "participle"), passage.last)
    behind = range(cue.last + 1, min(edge, following[-1].first) if following else 0)
    edge = next((at for at in behind if keys[at] in relatives and is_comma(passage, at)), edge)
    return [one for one in following if one.first < edge and one.kind not in _WHOLE]
