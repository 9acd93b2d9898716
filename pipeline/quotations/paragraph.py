"""The quotations of a paragraph, marked and reported, in the order they are attributed. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.clauses.indirect import clauses
from pipeline.clauses.reported import Clause
from pipeline.quotations import uttered
from pipeline.quotations.answering import answer, asks
from pipeline.quotations.attributing import attributed, quotation
from pipeline.quotations.attribution import attribution
from pipeline.quotations.credit import Attribution
from pipeline.quotations.mark import Marked
from pipeline.quotations.meeting import Meeting
from pipeline.quotations.neighbour import is_introduced, said_of_this
from pipeline.quotations.passage import Passage
from pipeline.quotations.quote import Kind, Quotation
from pipeline.quotations.role import is_agency
from pipeline.quotations.speech import is_fragment, is_name, is_speech, is_titled
from pipeline.quotations.teller import subject_of
from pipeline.quotations.utterance import owned
from pipeline.quotations.voice import voices
from pipeline.text import Span

_LABEL = re.compile(r"((?:[A-ZА-ЯԱ-Ֆ][\w.’'-]+ ?){1,3}):\s")
_ADDED = 4  # words between two passages that but add: and then added
_VOICE = 3  # words of a voice inside another's
_NOUN = 5  # words from a noun of saying to the colon that ends its paragraph
_SUBJECT = 6  # words of what words in marks are said of, where these stand for all of it
_FRAGMENT = 3  # words in marks that are no clause of their own


@dataclass(slots=True)
class Paragraph:
    """One paragraph being read, with everybody met before it."""

    meeting: Meeting
    lead: Quotation | None  # whose words it may open with
    last: Quotation | None = None  # between marks

    @property
    def passage(self) -> Passage:
        """Return what it holds."""
        return self.meeting.passage

    def quotations(self) -> Iterator[Quotation]:
        """Yield the quotations, marked and reported, in the order they are attributed."""
        if self.lead and (span := answer(self.passage)):
            text = self.passage.words.text[slice(*span)]
            yield replace(self.lead, start=span[0], end=span[1], text=text, rule="goes on")
        else:
            yield from self._read()
            self.meeting.issue(self.passage.last)
        self.meeting.meet(self.passage.last)

    def _read(self) -> Iterator[Quotation]:
        """Yield what is reported and what stands between marks, each where it begins."""
        whole = sorted(clauses(self.passage), key=lambda clause: clause.start)
        reported = [one for one in whole if not self._is_left_to_marks(one)]
        earlier: Marked | None = None
        for one in self.passage.marks:
            while reported and reported[0].start < one.start:
                yield self._clause(reported.pop(0))
            holding = (c for c in whole if c.start <= one.opens and one.end <= c.end)
            within = next(holding, None)
            if not (is_speech(one, self.passage) or (within and is_fragment(one, self.passage))):
                continue
            if within and _has_voice(self.passage, within, one):
                within = None
            found = self._marked(one, within, earlier)
            if found is None:
                continue
            yield found
            yield from _inside(self.passage, one)
            earlier, self.last = one, found
        yield from map(self._clause, reported)

    def _is_left_to_marks(self, one: Clause) -> bool:
        """Return whether of words before a teller those in marks are his: It is "a trap", said X.

        One word in marks is no more his than the others.
        """
        inside = [m for m in self.passage.marks if one.start <= m.opens and m.end <= one.end]
        if one.by.rule.endswith("for"):  # Pour X, il s'agit d'un « ... »: an outlet's words
            return any(is_fragment(m, self.passage) for m in inside)
        if "trailing" not in one.by.rule:
            return self.passage.known.stands_alone and self._ends_in(one, inside)
        several = any(" " in self.passage.words.text[m.start : m.end] for m in inside)
        return several and any(is_fragment(m, self.passage) for m in inside)

    def _ends_in(self, one: Clause, inside: list[Marked]) -> bool:
        """Return whether all that is said of a subject stands in marks: այցը եղել է «օգտակար»."""
        passage = self.passage
        behind = passage.words.text[inside[-1].closes : one.end].split() if inside else []
        before = passage.words.text[one.start : inside[0].opens].split() if inside else []
        short = len(inside) == 1 and 0 < len(before) <= _SUBJECT and len(behind) <= 1
        return short and is_fragment(inside[0], passage)

    def _clause(self, one: Clause) -> Quotation:
        """Return what is reported."""
        return attributed(self.meeting, (one.start, one.end), "indirect", one.by)

    def _marked(
        self, one: Marked, within: Clause | None, earlier: Marked | None
    ) -> Quotation | None:
        """Return a marked passage, by a clause it stands in; None: a fragment of nobody's."""
        if within is None:
            by = attribution(one, self.passage, earlier)
        else:
            by = uttered.within(one, self.passage, within.start) or within.by
        kind = "mixed" if within else _kind(self.passage, one)
        if by is None:
            found = self._carried(one, kind, earlier)
        else:
            found = attributed(self.meeting, (one.start, one.end), kind, by)
        nobodys = not found.speakers and not (by and by.who)  # a word that many use, in marks
        known = self.passage.known
        alone = known.stands_alone or (known.inverts and found.rule == "none")
        idle = kind == "mixed" and alone and nobodys
        return None if idle else found

    def _carried(self, one: Marked, kind: Kind, earlier: Marked | None) -> Quotation:
        """Return a quotation that goes on with the speaker before it, or nobody's."""
        passage, span = self.passage, (one.start, one.end)
        self.meeting.meet(passage.word(one.start))
        label = _LABEL.match(passage.words.text, *span)  # a transcript between marks
        if label:
            by = Attribution(who=None, chunk=None, cue=None, rule="label", confidence=0.85)
            return quotation(passage, span, kind, by, written=label[1])
        if last := self._before(one, earlier):
            return replace(
                last,
                start=one.start,
                end=one.end,
                text=passage.words.text[one.start : one.end],
                kind=kind,
                confidence=0.75,
                rule="goes on",
                embedded_in=None,
            )
        by = Attribution(who=None, chunk=None, cue=None, rule="none", confidence=0.0)
        return quotation(passage, span, kind, by)

    def _before(self, one: Marked, earlier: Marked | None) -> Quotation | None:
        """Return the quotation whose speaker may go on in a marked passage."""
        if earlier is None:
            opens = self.passage.word(one.start) == self.passage.first
            return self.lead if opens else None
        return self.last if _goes_on(self.passage, earlier, one) else None

    def of_before(self, before: Passage, found: list[Quotation]) -> list[Quotation]:
        """Return the quotations of the paragraph before, told here whose they are: Bunu X deyib.

        A paragraph of one sentence that reports nothing is what X said.
        """
        one = self.passage
        start, end = one.sentences[0]
        by = said_of_this(one, one.word(start), one.word(end))
        if by is None or by.who is None or one.announces(start, end):
            return found
        if any(m.opens < end and is_speech(m, one) for m in one.marks):  # no outlet's name
            return found
        if is_agency(one, by.who):
            return found
        start, end = before.sentences[-1]
        left = [q for q in found if q.rule == "none" and start <= q.start]
        if left:
            told = {q.start: attributed(self.meeting, (q.start, q.end), q.kind, by) for q in left}
            return [told.get(q.start, q) for q in found]
        spoken = any(is_speech(m, before) for m in before.marks)
        alone = not spoken and not before.cues and len(before.sentences) == 1
        return [*found, attributed(self.meeting, (start, end), "indirect", by)] if alone else found

    def leads(self) -> Quotation | None:
        """Return whose words the next paragraph may open with: a colon, or marks left open."""
        one = self.passage
        start, end = one.sentences[-1]
        first, last = one.word(max(start, one.marks[-1].closes if one.marks else 0)), one.last
        if one.marks and not one.marks[-1].closed:
            return self.last
        if one.marks and self._is_listed(one.marks[0]):
            return self.lead
        cues = [cue for cue in one.cues_in(first, last) if cue.says]
        near = (noun.who for noun in owned(one, first, last) if last - noun.last <= _NOUN)
        by = None
        if not cues and one.announces(start, end) and (who := next(near, None)):
            by = Attribution(who=who, chunk=None, cue=None, rule="colon", confidence=0.7)
        elif cues and is_introduced(one, start, end, cues):
            by = subject_of(one, cues[-1], first, last, "paragraph before")
        return attributed(self.meeting, (end, end), "direct", by) if by else None

    def _is_listed(self, first: Marked) -> bool:
        """Return whether a paragraph is but marked words, as a noun led to: başlıklar şöyle:"""
        one, listed = self.passage, self.lead is not None and self.lead.rule == "colon"
        alone = (first.opens, first.closes) == one.sentences[0] and len(one.sentences) == 1
        return listed and alone and len(one.marks) == 1


def _has_voice(passage: Passage, within: Clause, one: Marked) -> bool:
    """Return whether a colon leads to marks in what is reported, by a verb of another."""
    if not passage.words.text[within.start : one.opens].rstrip().endswith(":"):
        return False
    cues = passage.cues_in(passage.word(within.start), passage.word(one.start))
    return any(cue.says for cue in cues)


def _goes_on(passage: Passage, earlier: Marked, one: Marked) -> bool:
    """Return whether a passage goes on where the sentence of the one before ends."""
    sentence = passage.sentence(earlier.closes - 1)
    if passage.sentence(one.opens) == sentence or _is_added(passage, earlier, one):
        return True
    between = passage.words.text[sentence[1] : one.opens].strip()
    return not between or asks(passage, sentence[1], one.opens)


def _is_added(passage: Passage, earlier: Marked, one: Marked) -> bool:
    """Return whether but a verb of saying stands between two passages: And added: ..."""
    first, last = passage.word(earlier.closes), passage.word(one.opens)
    cues = [cue for cue in passage.cues_in(first, last) if cue.kind == "say"]
    return bool(cues) and not passage.mentions_in(first, last) and last - first <= _ADDED


def _inside(passage: Passage, outer: Marked) -> Iterator[Quotation]:
    """Yield the voices inside somebody's words; they are nobody's column."""
    for start, end in (*_marked_voices(passage, outer), *voices(passage, outer)):
        yield Quotation(
            start=start, end=end, text=passage.words.text[start:end], kind="direct",
            confidence=0.0, rule="embedded", embedded_in=outer.start,
        )  # fmt: skip


def _marked_voices(passage: Passage, outer: Marked) -> Iterator[Span]:
    """Yield the voices that marks inside somebody's words hold, no names nor titles."""
    for one in outer.inner:
        text = passage.words.text[one.start : one.end]
        before, count = passage.words.text[: one.opens].rstrip()[-1:], len(text.split())
        few = count < (_VOICE if before != ":" else _VOICE - 1)
        named = count <= _VOICE and is_name(
            passage, passage.word(one.start), "" if before.isalnum() else before
        )
        if few or named or is_titled(one, passage):
            continue
        yield one.start, one.end


def _kind(passage: Passage, one: Marked) -> Kind:
    """Return whether a marked passage is a clause of its own or a fragment in its host's."""
    words = passage.words
    before = words.text[: one.opens].rstrip()[-1:]
    if one.opens == words.starts[passage.first] or not before or before in ',:.!?։»”"':
        return "direct"
    first, last = passage.word(one.start), passage.word(one.end)
    previous = words.keys[first - 1] if first else ""
    whole = previous in passage.known.words["that"] or words.text[one.start].isupper()
    return "direct" if whole and last - first > _FRAGMENT else "mixed"
