"""Meeting whom a paragraph mentions, in its order: who is in focus, who sent out a text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.quotations.joint import is_joint, joint
from pipeline.quotations.opening import is_place, opens
from pipeline.quotations.passage import Passage
from pipeline.quotations.role import opens_clause
from pipeline.quotations.teller import subject_of
from pipeline.speakers.agreement import of_article
from pipeline.speakers.cast import Cast
from pipeline.speakers.mention import Mention
from pipeline.speakers.reference import meet, who_is
from pipeline.speakers.speaker import Speaker
from pipeline.speakers.together import in_row, together

_FOCUS = frozenset({"person", "office"})
_VERB = 5  # words from a body to the end of a verb of saying: a fait état
_JOINT = 2  # words between two countries named together: and of


@dataclass(slots=True)
class Meeting:
    """A paragraph being read, with everybody met before it and in it."""

    passage: Passage
    cast: Cast
    met: int = 0  # mentions
    named: int = 0  # countries
    issued: int = 0  # word up to which texts sent out are known

    def __post_init__(self) -> None:
        """Begin a paragraph: where the one before was is over."""
        self.cast.here = None
        self.cast.seat = self.passage.seat or self.cast.seat

    def meet(self, word: int) -> None:
        """Remember whom the text mentions up to a word; who comes first is in focus."""
        mentions = self.passage.mentions
        while self.met < len(mentions) and mentions[self.met].first < word:
            one = mentions[self.met]
            self.met += 1
            self._tell_countries(one.first)
            if one.kind != "pronoun":
                found = meet(self.cast, one)
                self.cast.sides += [(one.first, who.party) for who in found if who.party]
                self._tell_text(one, found)
                self._bring(one, found)
        self._tell_countries(word)

    def issue(self, word: int) -> None:
        """Remember who sent out a text, as told up to a word: X bəyanat yayıb."""
        one = self.passage
        for cue in one.cues_in(max(self.issued, one.first), word):
            wrote = cue.kind == "write" and bool(one.known.words["finite"])
            if not wrote and (cue.kind != "write" or cue.last - cue.first == 1):
                continue
            first, last = map(one.word, one.sentence(one.words.starts[cue.first]))
            by = subject_of(one, cue, first, last, "issued")
            self.issued = cue.last
            if by and by.who:
                row = together(one, by.who, by.cue)
                self.meet(row[-1].first + 1)
                self.cast.issued = self.who_are(row)

    def who_are(self, row: Sequence[Mention]) -> list[Speaker]:
        """Return who some mentions are, each once; nobody where one of them is unsure."""
        found: dict[str, Speaker] = {}
        for one in row:
            meant = who_is(self.cast, one)
            if not meant:
                return []
            found |= {who.id or who.name: who for who in meant}
        return list(found.values())

    def _tell_text(self, one: Mention, found: list[Speaker]) -> None:
        """Remember whose a text is that a sentence begins with, or that several sent out."""
        passage = self.passage
        if one.kind != "document" or not passage.known.drops_subject:
            return
        if is_joint(passage, one):
            self.cast.issued = self.who_are(joint(passage, one))  # nobody where that is unsure
            return
        place = passage.words.keys[one.last - 1].endswith(passage.known.endings["place"])
        opens = place and one.of is not None and passage.words.opens_sentence(one.first)
        self.cast.issued = found if opens and found else self.cast.issued

    def _bring(self, one: Mention, found: list[Speaker]) -> None:
        """Bring into focus who a sentence begins with: whom "he", "it" or "here" mean from now."""
        if self._takes_over(one, found):
            self.cast.focus, self.cast.blurred = found, False
        body = one.kind == "institution" and len(found) <= 1
        another = self._is_another(one) or (not found and self._is_somebody_new(one))
        several = one.of_several and len(found) > 1
        if not (body or another or several or len(found) == 1) or not opens(self.passage, one):
            return
        if body:
            self.cast.body = found
        if self._says(one):
            self.bring_body(one, found)
        college = bool(found) and found == self.cast.college
        row = in_row(self.passage, one)
        self.cast.group = found if college or several else self._pair_of(one, row)
        if another:
            self.cast.focus, self.cast.blurred = found, not found
        if len(found) != 1:
            return
        if one.kind in _FOCUS:
            self.cast.focus, self.cast.blurred = found, False
        if one.metonym and is_place(self.passage, one):
            self.cast.here = found[0].party
        elif one.kind in {*_FOCUS, "institution"}:
            self.cast.topic, self.cast.topic_at = found[0], one.first
            self.cast.topic_leads = opens_clause(self.passage, one) and len(row) == 1

    def bring_body(self, one: Mention, found: list[Speaker]) -> None:
        """Bring a body into focus, where its article tells that "he" or "she" may mean it."""
        told = of_article(self.passage.words, one)
        if told and len(found) <= 1:
            self.cast.focus, self.cast.blurred = found, not found
            self.cast.genders |= {who.id or who.name: told for who in found}

    def _takes_over(self, one: Mention, found: list[Speaker]) -> bool:
        """Return whether a person says something, wherever that is, where a body was told of."""
        named = one.kind == "person" and one.speaks and len(found) == 1 and self._says(one)
        return named and bool(self.cast.focus) and all(map(self.cast.is_body, self.cast.focus))

    def _says(self, one: Mention) -> bool:
        """Return whether a verb of saying stands right behind who a sentence begins with."""
        return any(cue.says for cue in self.passage.cues_in(one.last, one.last + _VERB))

    def _pair_of(self, one: Mention, row: Sequence[Mention]) -> list[Speaker]:
        """Return those whom a sentence begins with together, whom "they" mean: X and Y met."""
        return self.who_are(row) if one.kind in _FOCUS and len(row) > 1 else []

    def _is_another(self, one: Mention) -> bool:
        """Return whether a mention is of another than who was told of: his counterpart."""
        known = self.passage.known.words
        return self.passage.words.keys[one.last - 1] in known["counterparts"]

    def _is_somebody_new(self, one: Mention) -> bool:
        """Return whether a mention is of somebody we cannot tell, whom "he" may mean from now."""
        keys, known = self.passage.words.keys, self.passage.known.words
        if self.passage.known.drops_subject:
            endings = self.passage.known.endings
            other = endings["many"] + endings["copula"]  # several, or what somebody is
            singular = not keys[one.last - 1].endswith(other)
            return one.kind in {*_FOCUS, "noun"} and one.speaks and singular
        if not known["finite"] or one.kind not in {"person", "noun"}:
            return False
        if one.kind == "person":  # perhaps one of a family that is told of already
            family = keys[one.last - 1]
            return not any(who.name.lower().endswith(family) for who in self.cast.focus)
        return one.unnamed and one.first > 0 and keys[one.first - 1] in known["indefinite"]

    def _tell_countries(self, word: int) -> None:
        """Remember the countries named up to a word."""
        countries, before = self.passage.countries, self.named
        while self.named < len(countries) and countries[self.named][0] < word:
            at, party, _ = countries[self.named]
            self.cast.sides.append((at, party))
            self.named += 1
        if self.named > before:
            self._pair(word)

    def _pair(self, word: int) -> None:
        """Remember the last two countries named together."""
        if len(self.passage.countries) < 2:  # noqa: PLR2004  a pair
            return
        keys, known = self.passage.words.keys, self.passage.known.words
        named = [one for one in self.passage.countries if one[0] < word]
        for (_, left, end), (start, right, _) in pairwise(named):
            small = all(key in known["function"] or key in known["and"] for key in keys[end:start])
            if left != right and small and 0 < start - end <= _JOINT:
                self.cast.countries = [left, right]
