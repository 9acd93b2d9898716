"""What is another when words of a sentence took the place of others. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal
from unicodedata import combining, normalize

from pipeline import dossier
from pipeline.flags import occurrence
from pipeline.flags.occurrence import Match
from pipeline.revisions.alignment import Token, differences, tokens
from pipeline.revisions.substance import NUMBER, Phrase, Substance, common_letters, substance

Kind = Literal[
    "number", "date", "name", "negation", "place", "attribution", "added", "gone",  # of substance
    "backdated",  # likewise: of the moment of publication, an earlier day
    "wording", "marks", "moved", "redated",
]  # fmt: skip

CLAUSE = 6  # words put in or taken out together that say something of their own
_NEAR = 2  # words between a number and the month it belongs to
_CUE = 6  # words between who speaks and the word that says so
_COMMON = 4  # letters two forms of one name begin with, at least
_LEAST_OF_A_SLIP = 6  # letters of a word that one letter of makes no other
_ENDINGS = 2  # letters by which a form may be shorter than what both begin with
_SMALL = 4  # letters of a word that has no part in the initials of a name: des, and
_INNER = re.compile(r"['’ʼ՚-]")  # before the ending of initials
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(r"[012]?\d[:.][0-5]\d|\d{1,2}\.\d{1,2}(\.\d{2,4})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


class Texts:
    """Both texts as a whole: they tell whether a word is written small elsewhere."""

    def __init__(self, before: str, after: str, language: str) -> None:
        self.language = language
        self.substance: Substance = substance(language)
        self._texts = before, after
        self._small: set[str] | None = None

    def is_name(self, token: Token, *, opens: bool) -> bool:
        """Return whether a word is a name by its capital, also where a sentence opens with it."""
        if not token.text[0].isupper() or self.language == "de":
            return False
        if not opens:
            return True
        if self._small is None:
            words = re.findall(r"[^\W\d_]+", "\n".join(self._texts))
            self._small = {word for word in words if word[0].islower()}
        return token.norm not in self.substance.openers and token.text.lower() not in self._small


def kinds(old: str, new: str, texts: Texts) -> frozenset[Kind]:
    """Return what is another in a sentence; at least its marks."""
    sides = tokens(old, texts.language), tokens(new, texts.language)
    found: set[Kind] = set()
    for op, gone, came in differences(*sides):
        if op == "other":
            changed = _without_slips(_uncalled(gone, texts), _uncalled(came, texts), texts)
            found |= _Run(texts, sides, changed, (old, new)).kinds()
    return frozenset(found or {"marks"})


def _uncalled(some: Sequence[Token], texts: Texts) -> list[Token]:
    """Return words without what is said before a name out of courtesy: H.E. Mr."""
    norms, kept, at = [one.norm for one in some], [], 0
    while at < len(some):
        here = (one for one in texts.substance.honorifics if _stands(one, norms, at))
        length = max(map(len, here), default=0)
        if not length:
            kept.append(some[at])
        at += length or 1
    return kept


def _without_slips(
    gone: list[Token], came: list[Token], texts: Texts
) -> tuple[list[Token], list[Token]]:
    """Return words without those of which a letter was mended, where they stand one for one."""
    if len(gone) != len(came):
        return gone, came
    kept = [pair for pair in zip(gone, came, strict=True) if not _is_slip(*pair, texts)]
    return [one for one, _ in kept], [other for _, other in kept]


def _is_slip(one: Token, other: Token, texts: Texts) -> bool:
    """Return whether two words in small letters are one, but for a letter, and mean one thing."""
    if not (one.text.islower() and other.text.islower()) or not _is_near(one.norm, other.norm):
        return False
    mine = texts.substance
    if mine.negates(one.norm, other.norm) or mine.negates(other.norm, one.norm):
        return False
    means = any(
        mine.number(norm) is not None or mine.is_date(norm, capital=False)
        for norm in (one.norm, other.norm)
    )
    return not means


def _is_near(one: str, other: str) -> bool:
    """Return whether one letter is put in, left out or another, or two changed places."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _LEAST_OF_A_SLIP or len(longer) - len(shorter) > 1:
        return False
    head = common_letters(shorter, longer)
    tail = common_letters(shorter[head:][::-1], longer[head:][::-1])
    left, right = (word[head : len(word) - tail] for word in (shorter, longer))
    return len(right) <= 1 or (len(right) == len("ab") and left == right[::-1])


def _stands(phrase: Phrase, norms: Sequence[str], at: int) -> bool:
    return tuple(norms[at : at + len(phrase)]) == phrase


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a sentence that others took the place of."""

    known: Texts
    sentences: tuple[list[Token], list[Token]]
    changed: tuple[Sequence[Token], Sequence[Token]]
    texts: tuple[str, str]

    def kinds(self) -> set[Kind]:
        """Return everything that is another in them, or that they are worded otherwise."""
        gone, came = self.changed
        if same := self._same(gone, came):
            return {same}
        kinds: set[Kind] = set()
        if self._differ(self._places):
            kinds.add("place" if self._is_twin() else "name")
        if self._differ(self._dates) or (self._differ(self._numbers) and self._is_in_date()):
            kinds.add("date")
        elif self._differ(self._numbers):
            kinds.add("number")
        if self._is_negated():
            kinds.add("negation")
        named = "place" not in kinds and self._differ_in_names()
        if named:
            kinds.add("name")
        speaks = named or self._differ(self._offices) or self._is_refused()
        if speaks and self._is_attribution():
            kinds.add("attribution")
        elif self._differ(self._offices) and not kinds:
            kinds.add("name")
        if not kinds and abs(self._length(gone) - self._length(came)) >= CLAUSE:
            kinds.add("added" if self._length(came) > self._length(gone) else "gone")
        return kinds or {"wording"}

    def _same(self, gone: Sequence[Token], came: Sequence[Token]) -> Kind | None:
        """Return how words are written otherwise that mean what they did; None: they do not."""
        if self._letters(gone) == self._letters(came):
            return "marks"
        out = self._is_written_out(gone, came) or self._is_written_out(came, gone)
        return "wording" if out else None

    @staticmethod
    def _is_written_out(short: Sequence[Token], long: Sequence[Token]) -> bool:
        """Return whether one side has the initials of the other: МИД, Министерство иностр. дел.

        A verb before them may have another ending: сообщил МИД, сообщило Министерство.
        """
        letters, words = ([one for one in side if one.norm[0].isalnum()] for side in (short, long))
        while (
            letters
            and words
            and letters[0].text.islower()
            and _is_form(letters[0].norm, words[0].norm)
        ):
            letters, words = letters[1:], words[1:]
        if len(letters) != 1 or len(words) <= 1:
            return False
        parts = [part for part in _INNER.split(letters[0].text) if part.isupper()]
        wanted = parts[-1].lower() if parts and len(parts[-1]) > 1 else ""
        if not wanted:
            return False
        for word in words:
            last = word.text.lower().replace("’", "'").rpartition("'")[2]  # l'Organisation
            if wanted and last.startswith(wanted[0]):
                wanted = wanted[1:]
            elif len(last) > _SMALL:
                return False
        return not wanted

    def _letters(self, side: Sequence[Token]) -> str:
        return "".join(re.sub(r"[\W_]", "", _plain(one.norm)) for one in side)

    def _length(self, side: Sequence[Token]) -> int:
        return sum(one.norm[0].isalnum() for one in side)

    def _differ(self, what: Callable[[int], Counter[Any]]) -> bool:  # Any: compared with its like
        return what(0) != what(1)

    def _numbers(self, side: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for token in self.changed[side]:
            if token.norm[0].isdigit():
                found[_value(token.norm)] += 1
            elif value := self.known.substance.number(token.norm):
                found[value] += 1
        return found

    def _dates(self, side: int) -> Counter[str]:
        """Return months, weekdays and years, in whatever case they are declined."""
        return Counter(
            token.norm[:_COMMON]
            for token in self.changed[side]
            if self._is_date(token) or _YEAR.fullmatch(token.norm) or _TIME.fullmatch(token.norm)
        )

    def _is_date(self, token: Token) -> bool:
        return self.known.substance.is_date(token.norm, capital=token.text[0].isupper())

    def _is_in_date(self) -> bool:
        """Return whether a month stands beside the words that changed, before or after."""
        for sentence, some in zip(self.sentences, self.changed, strict=True):
            if not some:
                continue
            first, last = sentence.index(some[0]), sentence.index(some[-1])
            around = sentence[max(first - _NEAR, 0) : last + 1 + _NEAR]
            if any(self._is_date(token) for token in around):
                return True
            if any(_is_hour(one, sentence, first, last) for one in self.known.substance.hours):
                return True
        return False

    def _places(self, side: int) -> Counter[tuple[str, str]]:
        """Return the places named in the words that changed, and by which form."""
        some = self.changed[side]
        if not some:
            return Counter()
        start, end = some[0].start, some[-1].end
        return Counter(
            (match.term, match.form)
            for match in places(self.texts[side], self.known.language)
            if match.start < end and start < match.end
        )

    def _is_twin(self) -> bool:
        """Return whether one place is named by another name."""
        return bool({term for term, _ in self._places(0)} & {term for term, _ in self._places(1)})

    def _is_negated(self) -> bool:
        mine = self.known.substance
        if self._differ(self._negations):
            return True
        pairs = [(one.norm, other.norm) for one in self.changed[0] for other in self.changed[1]]
        return any(mine.negates(one, other) or mine.negates(other, one) for one, other in pairs)

    def _is_refused(self) -> bool:
        """Return whether a word that denies came or went: who denies having said it, does not."""
        return self._negations(0)["refused"] != self._negations(1)["refused"]

    def _negations(self, side: int) -> Counter[str]:
        mine = self.known.substance
        found: Counter[str] = Counter()
        for token in self.changed[side]:
            found["no"] += mine.denies(token.norm)
            found["refused"] += token.norm.startswith(mine.refusals or ("\0",))
        return found

    def _differ_in_names(self) -> bool:
        """Return whether a name came or went; a name with another ending is the same one."""
        old, new = (self._names(side) for side in (0, 1))
        return any(not any(_is_form(one, two) for two in new) for one in old) or any(
            not any(_is_form(one, two) for one in old) for two in new
        )

    def _names(self, side: int) -> list[str]:
        sentence = self.sentences[side]
        words = [one for one in sentence if one.norm[0].isalnum()]
        return [
            _plain(token.norm)
            for token in self.changed[side]
            if token.norm[0].isalpha()
            and not self._is_date(token)
            and self.known.substance.number(token.norm) is None
            and self.known.is_name(token, opens=token is words[0])
        ]

    def _offices(self, side: int) -> Counter[str]:
        """Return who speaks by office, by the beginnings of the words for it."""
        offices = self.known.substance.offices
        return Counter(
            one for token in self.changed[side] for one in offices if token.norm.startswith(one)
        )

    def _is_attribution(self) -> bool:
        """Return whether words that give others to a speaker stand beside what changed."""
        cues = self.known.substance.cues
        if not cues:
            return False
        for sentence, some in zip(self.sentences, self.changed, strict=True):
            if not some:
                continue
            first, last = sentence.index(some[0]), sentence.index(some[-1])
            around = sentence[max(first - _CUE, 0) : last + 1 + _CUE]
            if any(token.norm.startswith(cues) for token in around):
                return True
        return False


@lru_cache(maxsize=512)
def places(text: str, language: str) -> tuple[Match, ...]:
    """Return the places of every dossier in a text; twins have one term."""
    return tuple(
        replace(match, term=twins.get(match.term, match.term))
        for one, twins in ((each, each.twins) for each in dossier.all_dossiers())
        for match in occurrence.places(one, text, language)
    )


def _plain(word: str) -> str:
    """Return a word without accents: "Etat" and "État" are one name."""
    return "".join(one for one in normalize("NFD", word) if not combining(one))


def _is_hour(phrase: Phrase, sentence: Sequence[Token], first: int, last: int) -> bool:
    """Return whether what stands around some words makes them an hour of the day."""
    at = phrase.index(NUMBER)
    norms = [one.norm for one in sentence]
    begins = first - at
    before = begins >= 0 and _stands(phrase[:at], norms, begins)
    return before and _stands(phrase[at + 1 :], norms, last + 1)


def _value(number: str) -> str:
    """Return a number as 1,000, 1.000 and 1 000 have it in common."""
    bare = re.sub(r"\s", "", number)
    return re.sub(r"[.,]", "", bare) if _THOUSANDS.fullmatch(bare) else bare.replace(",", ".")


def _is_form(one: str, two: str) -> bool:
    """Return whether two words are forms of one name."""
    shorter = min(len(one), len(two))
    shared = common_letters(one, two)
    return shared >= min(_COMMON, shorter) and shared >= shorter - _ENDINGS
