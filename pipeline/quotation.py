"""Quotations: which words of a text are somebody's, and whose. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from pipeline import uttered
from pipeline.agreement import of_verb
from pipeline.answering import answer, asks
from pipeline.antecedent import antecedent
from pipeline.attribution import attribution
from pipeline.cast import Cast
from pipeline.channel import channel
from pipeline.credit import Attribution
from pipeline.grammar import grammar
from pipeline.indirect import clauses
from pipeline.interview import interview
from pipeline.joint import joint
from pipeline.lexicon import Lexicon, Words, lexicon
from pipeline.mark import Marked, run_over
from pipeline.mention import Mention
from pipeline.neighbour import is_introduced, said_of_this
from pipeline.passage import Passage, passage
from pipeline.people import people
from pipeline.reference import meet, who_is
from pipeline.reported import Clause, is_colon
from pipeline.role import is_agency, is_subject, owner
from pipeline.section import Section
from pipeline.speaker import Speaker
from pipeline.speech import is_fragment, is_name, is_speech, is_titled
from pipeline.subject import is_asked, stands_apart
from pipeline.teller import subject_of
from pipeline.text import Span, paragraphs
from pipeline.together import together
from pipeline.turn import Turn, named, told, turns
from pipeline.unnamed import meant, wording

_LABEL = re.compile(r"((?:[A-ZА-ЯԱ-Ֆ][\w.’'-]+ ?){1,3}):\s")
_FOCUS = frozenset({"person", "office"})
_ADDED = 4  # words between two passages that but add: and then added
_VOICE = 3  # words of a voice inside another's

Kind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a text attributed to speakers."""

    start: int  # offsets of characters, end exclusive, without the marks
    end: int
    text: str
    kind: Kind
    as_written: str | None  # the speaker's mention; None where we abstain
    speakers: tuple[Speaker, ...]  # empty where we abstain, and for the unnamed
    channel: str | None
    cue: str | None
    confidence: float  # 0 to 1, of the speaker
    rule: str
    embedded_in: int | None = None  # start of the quotation whose words it stands in


def quotations(
    text: str, language: str, day: date | None, sections: Sequence[Section] = ()
) -> list[Quotation]:
    """Return the quotations of a text in their order; turns alone where we have no grammar.

    `day` is when it was published, by which offices are told; None when that is unknown. What
    the page itself says of who speaks in a section outranks what we make of the text.
    """
    known, forms = grammar(language), lexicon(language)
    if known is None or forms is None:
        return [_told(text, *one, None) for one in told(text, sections)]
    words = Words(text, forms)
    cast = Cast(words=words, known=known, day=day)
    given = list(told(text, sections))
    spoken = [] if given else turns(text, words, forms)
    held = [span for span, _ in given] or [(one.start, spoken[-1].end) for one in spoken[:1]]
    asked, answers = ([], []) if held else interview(text, words)
    held, spoken = held or asked, spoken or answers
    found: list[Quotation] = []
    lead: Quotation | None = None
    before: tuple[Passage, int] | None = None  # the paragraph before, and its first quotation
    spoke: list[Quotation] = []
    for span in run_over(text, paragraphs(text)):
        if any(span[0] < end and span[1] > start for start, end in held):
            continue
        if spoken and not (asked or spoke) and span[0] >= spoken[-1].end:  # behind its turns
            spoke = [_turn(text, one, cast) for one in spoken]
        one = passage(span, words)
        if one.first < one.last:
            reading = _Reading(one, cast, lead)
            if before:
                found[before[1] :] = reading.of_before(before[0], found[before[1] :])
            before = one, len(found)
            found += sorted(reading.quotations(), key=lambda quotation: quotation.start)
            lead = reading.leads()
    found += [_told(text, *one, _met(one[1], cast, forms)) for one in given]
    found += spoke or [_turn(text, one, cast) for one in spoken]
    return sorted(found, key=lambda one: one.start) if asked else found


def _met(speaker: str, cast: Cast, forms: Lexicon) -> tuple[Speaker, ...]:
    """Return whom a heading or a label names, by all that the text said before."""
    words, who = named(speaker, forms)
    return tuple(meet(replace(cast, words=words), who)) if who else ()


def _told(text: str, span: Span, written: str, speakers: tuple[Speaker, ...] | None) -> Quotation:
    """Return a section as a quotation; a heading outranks whose page it stands on."""
    return Quotation(
        start=span[0],
        end=span[1],
        text=text[slice(*span)],
        kind="direct",
        as_written=written,
        speakers=speakers or (),
        channel=None,
        cue=None,
        confidence=0.95 if speakers else 0.0,
        rule="turn",
    )


def _turn(text: str, one: Turn, cast: Cast) -> Quotation:
    """Return a turn found in the text as a quotation."""
    speakers = tuple(meet(cast, one.who)) if one.who else ()
    made = _told(text, (one.start, one.end), one.written, speakers)
    return replace(made, as_written=one.written or None, confidence=0.95 if one.who else 0.0)


class _Reading:
    """One paragraph being read, with everybody met before it."""

    def __init__(self, one: Passage, cast: Cast, lead: Quotation | None) -> None:
        self.passage, self.cast, self.words = one, cast, one.words
        self.lead = lead  # whose words the paragraph may open with
        self.last: Quotation | None = None  # between marks
        self.met = 0  # mentions
        self.issued = one.first  # word up to which texts sent out are known
        self._at = one.known.words["at"]
        cast.here = None
        cast.seat = one.seat or cast.seat

    def quotations(self) -> Iterator[Quotation]:
        """Yield the quotations, marked and reported, in the order they are attributed."""
        if self.lead and (span := answer(self.passage)):
            text = self.words.text[slice(*span)]
            yield replace(self.lead, start=span[0], end=span[1], text=text, rule="goes on")
            self._meet(self.passage.last)
            return
        reported = sorted(clauses(self.passage), key=lambda clause: clause.start)
        whole = list(reported)
        earlier: Marked | None = None
        last: Quotation | None = None
        for one in self.passage.marks:
            while reported and reported[0].start < one.start:
                clause = reported.pop(0)
                yield from self._made(clause.start, clause.end, "indirect", clause.by)
            holding = (c for c in whole if c.start <= one.opens and one.end <= c.end)
            within = next(holding, None)
            if not (is_speech(one, self.passage) or (within and is_fragment(one, self.passage))):
                continue
            if within and self._has_voice(within, one):
                within = None
            by = (
                attribution(one, self.passage, earlier)
                if within is None
                else (uttered.within(one, self.passage, within.start) or within.by)
            )
            kind: Kind = "mixed" if within else self._kind(one)
            made = list(self._made(one.start, one.end, kind, by)) if by else []
            if not made:
                made = [self._carried(one, kind, earlier, last)]
            if kind == "mixed" and self._is_idle(made[0], by):
                continue
            yield from made
            yield from self._inside(one)
            earlier, last = one, made[0]
            self.last = last
        for clause in reported:
            yield from self._made(clause.start, clause.end, "indirect", clause.by)
        self._issue(self.passage.last)
        self._meet(self.passage.last)

    def _has_voice(self, within: Clause, one: Marked) -> bool:
        """Return whether a colon leads to marks in what is reported, by a verb of another."""
        words, first = self.words, self.passage.word(within.start)
        if not words.text[within.start : one.opens].rstrip().endswith(":"):
            return False
        return any(cue.says for cue in self.passage.cues_in(first, self.passage.word(one.start)))

    def _is_idle(self, one: Quotation, by: Attribution | None) -> bool:
        """Return whether a fragment is nobody's: a word that many use, in marks."""
        return self.passage.known.stands_alone and not one.speakers and not (by and by.who)

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
            whose = {q.start: next(self._made(q.start, q.end, q.kind, by)) for q in left}
            return [whose.get(q.start, q) for q in found]
        alone = not before.marks and not before.cues and len(before.sentences) == 1
        return found + (list(self._made(start, end, "indirect", by)) if alone else [])

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
        if not cues and one.announces(start, end) and (whose := owner(one, first, last)):
            led = Attribution(who=whose, chunk=None, cue=None, rule="colon", confidence=0.7)
            return next(self._made(end, end, "direct", led), None)
        if not cues or not is_introduced(one, start, end, cues):
            return None
        by = subject_of(one, cues[-1], first, last, "paragraph before")
        return next(self._made(end, end, "direct", by), None) if by else None

    def _is_listed(self, first: Marked) -> bool:
        """Return whether a paragraph is but marked words, as a noun led to: başlıklar şöyle:"""
        one, listed = self.passage, self.lead is not None and self.lead.rule == "colon"
        alone = (first.opens, first.closes) == one.sentences[0] and len(one.sentences) == 1
        return listed and alone and len(one.marks) == 1

    def _meet(self, word: int) -> None:
        """Remember whom the text mentions up to a word; who comes first is in focus."""
        mentions = self.passage.mentions
        while self.met < len(mentions) and mentions[self.met].first < word:
            one = mentions[self.met]
            self.met += 1
            self._pair(one.first)
            if one.kind == "pronoun":
                continue
            found = meet(self.cast, one)
            body = one.kind == "institution" and len(found) <= 1
            another = self._is_another(one) or (not found and self._is_somebody_new(one))
            if not (body or another or len(found) == 1) or not self._opens(one):
                continue
            if body:
                self.cast.body = found
            if another:
                self.cast.focus, self.cast.blurred = found, not found
            if len(found) != 1:
                continue
            if one.kind in _FOCUS:
                self.cast.focus, self.cast.blurred = found, False
            if one.metonym and self._is_place(one):
                self.cast.here = found[0].party
            elif one.kind in {*_FOCUS, "institution"}:
                self.cast.topic = found[0]
        self._pair(word)

    def _is_somebody_new(self, one: Mention) -> bool:
        """Return whether a mention is of somebody we cannot tell, whom "he" may mean from now."""
        known = self.passage.known.words
        if not known["finite"] or one.kind not in {"person", "noun"}:
            return False
        if one.kind == "person":  # perhaps one of a family that is told of already
            family = self.words.keys[one.last - 1]
            return not any(who.name.lower().endswith(family) for who in self.cast.focus)
        new = one.first > 0 and self.words.keys[one.first - 1] in known["indefinite"]
        return one.unnamed and new

    def _is_another(self, one: Mention) -> bool:
        """Return whether a mention is of another than who was told of: his counterpart."""
        return self.words.keys[one.last - 1] in self.passage.known.words["counterparts"]

    def _opens(self, one: Mention) -> bool:
        """Return whether a sentence begins with a mention: as its subject, or where it is."""
        begins = self.passage.sentence(self.words.starts[one.first])[0]
        start, known = self.passage.word(begins), self.passage.known
        near = one.first - start <= 3  # noqa: PLR2004  the subject
        if near and known.words["finite"]:  # X met Y: who comes first
            near = all(m.metonym for m in self.passage.mentions_in(start, one.first))
        if not near and self._is_led_to(one, start):
            near = True
        if near and known.words["clausal"] and self._is_told(one, start):
            return False
        may = near
        if not near and known.leads_with_verb:  # Le matin même, M. Aliev a ...
            may = not self.passage.mentions_in(start, one.first)
        elif not near and known.drops_subject:
            may = stands_apart(self.passage, one)
        if not may and known.stands_alone:
            may = one.speaks and self._is_alone(one)
        first = not self.passage.mentions_in(start, one.first)  # X's answer was long
        edge = min(one.last + 1, self.passage.last)
        answers = first and owner(self.passage, one.first, edge) is one
        led = answers or is_asked(self.passage, one)
        opens = (may and is_subject(self.passage, one)) or (near and led)
        return opens or (near and self._is_place(one))

    def _is_led_to(self, one: Mention, start: int) -> bool:
        """Return whether but a clause leads to who a sentence is of: Asked if he may, X left."""
        known, words = self.passage.known, self.words
        if not known.words["finite"] or "," not in words.between(one.first - 1, one.first):
            return False
        key = words.keys[start]
        small = any(key in known.words[kind] for kind in ("breaking", "before", "where"))
        verbal = key.endswith((*known.endings["doing"], *known.endings["finite"]))
        commas = sum("," in words.between(at, at + 1) for at in range(start, one.first))
        return (small or verbal) and commas == 1

    def _is_told(self, one: Mention, start: int) -> bool:
        """Return whether another tells of a mention that opens no "that": X said Y would wait."""
        return any(
            self.passage.mentions_in(start, cue.first)
            for cue in self.passage.cues_in(start, one.first)
        )

    def _is_place(self, one: Mention) -> bool:
        """Return whether a capital is where a sentence is, that begins with it: À Bakou, ..."""
        keys, at = self.words.keys, one.first - 1
        return one.metonym and at >= self.passage.first and keys[at] in self._at

    def _is_alone(self, one: Mention) -> bool:
        """Return whether a mention is the only one that may speak in its sentence."""
        span = self.passage.sentence(self.words.starts[one.first])
        every = self.passage.mentions_in(*(self.passage.word(at) for at in span))
        known = one.kind == "office" or one.persons or one.last - one.first > 1
        return bool(known) and not any(
            m.kind in _FOCUS and m is not one and m.speaks for m in every
        )

    def _pair(self, word: int) -> None:
        """Remember the last two countries named together."""
        if len(self.passage.countries) < 2:  # noqa: PLR2004  a pair
            return
        keys, known = self.words.keys, self.passage.known
        named = [one for one in self.passage.countries if one[0] < word]
        for (_, left, end), (start, right, _) in pairwise(named):
            may = (known.words["function"], known.words["and"])
            small = all(any(one in those for those in may) for one in keys[end:start])
            if left != right and small and 0 < start - end <= 2:  # noqa: PLR2004  and of
                self.cast.countries = [left, right]

    def _made(self, start: int, end: int, kind: Kind, by: Attribution) -> Iterator[Quotation]:
        """Yield a quotation with its speakers; they are known by all that stands before them."""
        speakers: list[Speaker] = []
        written = None
        if by.cue:
            self._issue(by.cue[0])
        if by.who is not None:
            who = antecedent(self.passage, meant(self.passage, by.who))
            row = joint(self.passage, who) if who.kind == "document" else []
            if row:  # all of them are met before
                self._meet(row[-1].first + 1)
            several = self._all(row)
            row = [who] if row else together(self.passage, who, by.cue)
            amid = "amid" in by.rule and who.kind == "pronoun"
            self._meet(self._clause_of(row[0]) if amid else row[0].first)
            speakers = several or self._agreeing(who, by, self._all(row))
            written = self._written(who, by, speakers) if len(row) == 1 else self._row(row)
            self._meet(row[-1].first + 1)
            self.cast.remember(speakers)
            self.cast.spoke = speakers
            self._tell_gender(who, by, speakers)
            owned = who.kind == "document" and who.of and speakers
            wrote = by.cue and (self._has_text(by.cue[0]) or self._is_written(by.cue[0]))
            if owned or (who.kind != "document" and wrote):
                self.cast.issued = speakers
            if who.kind not in {"pronoun", "relative"}:
                self.cast.group = speakers if len(speakers) > 1 else []
            if len(speakers) == 1 and speakers[0].id in people().institutions:
                self.cast.body = speakers
            if speakers and speakers[0].id not in people().institutions:
                self.cast.focus = speakers if len(speakers) == 1 else []
                self.cast.blurred = False
            elif not speakers and who.kind in {"noun", "office"}:
                self.cast.focus, self.cast.blurred = [], True
        elif by.chunk:
            written = self.words.text[
                self.words.starts[by.chunk[0]] : self.words.ends[by.chunk[1] - 1]
            ]
        yield self._quotation(start, end, kind, by, speakers, written)

    def _clause_of(self, one: Mention) -> int:
        """Return where what stands around a mention begins: with its sentence, or at a colon."""
        start = self.passage.word(self.passage.sentence(self.words.starts[one.first])[0])
        colons = (at for at in range(one.first, start, -1) if is_colon(self.passage, at))
        return next(colons, start)

    def _agreeing(self, who: Mention, by: Attribution, found: list[Speaker]) -> list[Speaker]:
        """Return whom a noun means, nobody where its verb is of a man and they are a woman."""
        if who.kind != "noun" or len(found) != 1 or not by.cue or who.case != "subject":
            return found
        told = of_verb(self.cast.known, self.words.keys[by.cue[0]])
        return found if not told or self.cast.gender(found[0]) in {"", told} else []

    def _tell_gender(self, who: Mention, by: Attribution, speakers: list[Speaker]) -> None:
        """Remember whether who says something is a woman or a man, where the verb tells it."""
        named = who.kind in {"person", "office", "relative"} and who.case == "subject"
        if named and len(speakers) == 1 and by.cue:
            told = of_verb(self.cast.known, self.words.keys[by.cue[0]])
            if told and not self.cast.gender(speakers[0]):
                self.cast.genders[speakers[0].id or speakers[0].name] = told

    def _issue(self, word: int) -> None:
        """Remember who sent out a text, as told up to a word: X bəyanat yayıb."""
        one = self.passage
        for cue in one.cues_in(self.issued, word):
            wrote = cue.kind == "write" and bool(one.known.words["finite"])
            if not wrote and (cue.kind != "write" or cue.last - cue.first == 1):
                continue
            first, last = (one.word(at) for at in one.sentence(self.words.starts[cue.first]))
            by = subject_of(one, cue, first, last, "issued")
            self.issued = cue.last
            if by and by.who:
                row = together(one, by.who, by.cue)
                self._meet(row[-1].first + 1)
                self.cast.issued = self._all(row)

    def _has_text(self, word: int) -> bool:
        """Return whether a sentence tells of a text that is nobody's by its own words."""
        texts = [m for m in self.passage.mentions if m.kind == "document" and not m.of]
        if not texts:
            return False
        first, last = map(self.passage.word, self.passage.sentence(self.words.starts[word]))
        return any(first <= one.first < last for one in texts)

    def _is_written(self, word: int) -> bool:
        """Return whether a verb tells that somebody wrote a text, as one word: wrote, tweeted."""
        cue = self.cast.known.cues.at(self.words.keys, word)
        return bool(self.cast.known.words["finite"]) and cue == ("write", 1)

    def _all(self, row: Sequence[Mention]) -> list[Speaker]:
        """Return who some mentions are, each once; nobody where one of them is unsure."""
        found: dict[str, Speaker] = {}
        for one in row:
            meant = who_is(self.cast, one)
            if not meant:
                return []
            found |= {who.id or who.name: who for who in meant}
        return list(found.values())

    def _row(self, row: Sequence[Mention]) -> str:
        """Return how those who speak together are called."""
        words = self.words
        return words.text[words.starts[row[0].first] : words.ends[row[-1].last - 1]]

    def _written(self, who: Mention, by: Attribution, speakers: Sequence[Speaker]) -> str | None:
        """Return how somebody is called; whom no name tells, by all that is said of them."""
        if who.kind == "relative":
            named = self.passage.mentions_in(self.passage.first, who.first)
            who = named[-1] if named else who
        if by.rule.endswith("dropped"):
            return speakers[0].name if speakers else None
        return wording(self.passage, who, by.cue) if who.unnamed else self.cast.text(who)

    def _quotation(  # noqa: PLR0913, PLR0917  one thought
        self,
        start: int,
        end: int,
        kind: Kind,
        by: Attribution,
        speakers: list[Speaker],
        written: str | None,
    ) -> Quotation:
        words = self.words
        cue = words.text[words.starts[by.cue[0]] : words.ends[by.cue[1] - 1]] if by.cue else None
        return Quotation(
            start=start, end=end, text=words.text[start:end], kind=kind, as_written=written,
            speakers=tuple(speakers), channel=self._channel(start), cue=cue,
            confidence=round(by.confidence, 2), rule=by.rule,
        )  # fmt: skip

    def _channel(self, start: int) -> str | None:
        """Return the channel that the sentence names, or the one before it."""
        one = self.passage
        at = one.sentences.index(one.sentence(start))
        for a, b in one.sentences[at::-1][:2]:
            first, last = one.word(a), one.word(b)
            if not self.words.beginning("channel", first, last):
                continue
            if named := channel(self.words, one.known, one.outside(first, last)):
                return named
        return None

    def _carried(
        self, one: Marked, kind: Kind, earlier: Marked | None, last: Quotation | None
    ) -> Quotation:
        """Return a quotation that goes on with the speaker before it, or nobody's."""
        self._meet(self.passage.word(one.start))
        label = _LABEL.match(self.words.text, one.start, one.end)  # a transcript between marks
        opens = self.passage.word(one.start) == self.passage.first
        if earlier is None and opens:
            last = self.lead
        elif earlier is None or not self._goes_on(earlier, one):
            last = None
        if last and not label:
            return Quotation(
                start=one.start, end=one.end, text=self.words.text[one.start : one.end], kind=kind,
                as_written=last.as_written, speakers=last.speakers, channel=last.channel,
                cue=last.cue, confidence=0.75, rule="goes on",
            )  # fmt: skip
        rule, confidence = ("label", 0.85) if label else ("none", 0.0)
        by = Attribution(who=None, chunk=None, cue=None, rule=rule, confidence=confidence)
        return self._quotation(one.start, one.end, kind, by, [], label[1] if label else None)

    def _goes_on(self, earlier: Marked, one: Marked) -> bool:
        """Return whether a passage goes on where the sentence of the one before ends."""
        sentence = self.passage.sentence(earlier.closes - 1)
        if self.passage.sentence(one.opens) == sentence or self._is_added(earlier, one):
            return True
        between = self.words.text[sentence[1] : one.opens].strip()
        return not between or asks(self.passage, sentence[1], one.opens)

    def _is_added(self, earlier: Marked, one: Marked) -> bool:
        """Return whether but a verb of saying stands between two passages: And added: ..."""
        first, last = self.passage.word(earlier.closes), self.passage.word(one.opens)
        cues = [cue for cue in self.passage.cues_in(first, last) if cue.kind == "say"]
        return bool(cues) and not self.passage.mentions_in(first, last) and last - first <= _ADDED

    def _inside(self, outer: Marked) -> Iterator[Quotation]:
        """Yield the voices inside somebody's words; they are nobody's column."""
        for one in outer.inner:
            text = self.words.text[one.start : one.end]
            before = self.words.text[: one.opens].rstrip()[-1:]
            few = len(text.split()) < (_VOICE if before != ":" else _VOICE - 1)
            named = len(text.split()) <= _VOICE and is_name(
                self.passage, self.passage.word(one.start), "" if before.isalnum() else before
            )
            if few or named or is_titled(one, self.passage):
                continue
            yield Quotation(
                start=one.start, end=one.end, text=text, kind="direct", as_written=None,
                speakers=(), channel=None, cue=None, confidence=0.0, rule="embedded",
                embedded_in=outer.start,
            )  # fmt: skip

    def _kind(self, one: Marked) -> Kind:
        """Return whether a marked passage is a clause of its own or a fragment in its host's."""
        text = self.words.text
        before = text[: one.opens].rstrip()
        if (
            one.opens == self.words.starts[self.passage.first]
            or not before
            or before[-1] in ',:.!?։»”"'
        ):
            return "direct"
        first, last = self.passage.word(one.start), self.passage.word(one.end)
        previous = self.words.keys[first - 1] if first else ""
        whole = previous in self.passage.known.words["that"] or text[one.start].isupper()
        return "direct" if whole and last - first > 3 else "mixed"  # noqa: PLR2004
