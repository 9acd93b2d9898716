"""What is reported around its teller, or behind a colon: "Peace, X said, is near". Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from pipeline.quotations import utterance
from pipeline.quotations.beside import interposed
from pipeline.quotations.credit import Attribution, made
from pipeline.quotations.mark import Marked
from pipeline.quotations.passage import Cue, Passage
from pipeline.quotations.role import is_agency, is_comma, is_subject, words_apart
from pipeline.quotations.speech import speech_behind_colon
from pipeline.quotations.subject import is_passive
from pipeline.quotations.teller import dropped, subject_of
from pipeline.speakers.mention import Mention

_BEHIND = 4  # words from a verb to who says it
_ANNOUNCED = 4  # words from a verb to its colon
_FAR = 12  # where its circumstances stand between
_LEAST = 3  # words of what is reported
_SPEAKING = 3  # words from one that ends a sentence to its colon
_DATELINE = 8  # words before the dash of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What is reported, and who says it."""

    start: int
    end: int
    by: Attribution

    @classmethod
    def of(cls, passage: Passage, first: int, last: int, by: Attribution) -> Self:
        """Return the words from `first` to before `last` as what somebody says."""
        return cls(start=passage.words.starts[first], end=passage.words.ends[last - 1], by=by)


def around(passage: Passage, first: int, last: int) -> list[Clause]:
    """Return what stands on both sides of a teller amid a sentence: ..., заявил X, ...

    A word or two that name nobody but join it to the sentence before are none of it: Mais, ...
    """
    if not passage.known.leads_with_verb:
        return []
    for cue in passage.cues_in(first + 1, last - 1):
        found = interposed(passage, cue, last)
        if found is None:
            continue
        who, left, right = found
        end = speech_behind_colon(passage, right, last) or last
        start = begins(passage, first, who, cue)
        if left - start + end - right < _LEAST:
            continue
        by = made(who, cue, "amid")
        parts = [(start, left)] if _tells(passage, start, left) else []
        return [Clause.of(passage, *part, by) for part in (*parts, (right, end))]
    return []


def _tells(passage: Passage, first: int, last: int) -> bool:
    """Return whether words before a teller are of what he says, and do not but lead to it."""
    named = any(first <= at < last for at, _, _ in passage.countries)
    noun = passage.known.owner_by_case and is_no_small_word(passage, first)
    return last - first > 1 or named or noun or bool(passage.mentions_in(first, last))


def is_no_small_word(passage: Passage, word: int) -> bool:
    """Return whether a word is neither an adverb nor one that leads to what follows: Впрочем."""
    key, small = passage.words.keys[word], passage.known.words
    told = any(at == word for at, _, _ in passage.countries) or key in small["cities"]
    told = told or bool(passage.mentions_in(word, word + 1))
    return told or not any(key in small[one] for one in ("not_names", "function", "adverbs"))


def announced(passage: Passage, cue: Cue, first: int, last: int) -> Clause | None:
    """Return what a verb of saying leads to by a colon alone: X подчеркнул: ..."""
    if not cue.says or not _has_colon(passage, cue.last, last) or _is_relative(passage, cue):
        return None
    small = (passage.known.words["before"], passage.known.words["adverbs"])
    goes_on = cue.last < last and any(passage.words.keys[cue.last] in one for one in small)
    far = passage.known.inverts and goes_on  # l'a répété lundi à la presse russe :
    most = _FAR if far else _ANNOUNCED
    near = range(cue.last, min(cue.last + most + 1, last))
    at = next((at for at in near if is_colon(passage, at)), None)
    if at is None:  # or behind whom the verb is of, however long their title
        behind = passage.mentions_in(cue.last, min(cue.last + _BEHIND, last))
        edges = (one.last for one in behind if is_subject(passage, one, behind=True))
        at = next((edge for edge in edges if edge < last and is_colon(passage, edge)), None)
    if at is None:
        return None
    others = passage.cues_in(at, last)
    if others and others[0].kind == "participle" and is_comma(passage, others[0].first):
        last, others = others[0].first, []  # X подтвердил: ..., посетовав, что ...
    beside = passage.known.owner_by_case and at == cue.last  # Баку настаивает: ..., а Y требует
    led = beside and not any(is_comma(passage, one.first) for one in others)
    if last - at < _LEAST - passage.known.leads_with_verb or (others and not led):
        return None
    by = subject_of(passage, cue, first, at, "announced")
    if by is None or by.who is None or is_agency(passage, by.who):
        return None
    return Clause.of(passage, at, last, by)


def _is_relative(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb is of what a relative is the object of: дело, которое сочли: A."""
    oblique = passage.known.words["oblique"]
    if not oblique:
        return False
    start = passage.word(passage.sentence(passage.words.starts[cue.first])[0])
    clause = (at for at in range(cue.first, start, -1) if is_comma(passage, at))
    opening = next(clause, start)
    return oblique.begins_in(passage.words.keys[opening : opening + 2])


def leading(passage: Passage, first: int, edge: int) -> Attribution | None:
    """Return whose words a stretch without a verb of saying leads to, by its colon.

    X'in yanıtı şöyle: X'ten Y'ye uyarı: X tartışmaya son noktayı koydu:
    """
    if edge <= first:
        return None
    if who := utterance.leading(passage, first, edge):
        return Attribution(who=who, chunk=None, cue=None, rule="colon, from", confidence=0.75)
    keys, speaking = passage.words.keys, passage.known.words["speaking"]
    for at in range(max(first, edge - _SPEAKING), edge):
        found = speaking.at(keys, at)
        if found and at + found[1] == edge:
            cue = Cue(first=at, last=edge, kind="say")
            by = subject_of(passage, cue, first, edge, "colon")
            return by or dropped(passage, cue, first, edge, "colon")
    return None


def coloned(passage: Passage) -> Iterator[Clause]:
    """Yield what is reported behind a colon without marks, and without a verb of saying."""
    words = passage.words
    for start, end in passage.sentences:
        colon = words.text.find(":", start, end)
        if colon < 0 or passage.known.colon_ends:
            continue
        first, last = passage.word(start), passage.word(end)
        behind = range(max(first + 1, passage.word(colon)), last)
        at = next((at for at in behind if is_colon(passage, at)), None)
        if at is None or last - at < _LEAST:
            continue
        parts = (n for n in range(at, first, -1) if ";" in words.between(n - 1, n))
        first = next(parts, first)  # X ... dedi; Y buna qarşı çıxdı: ...
        cues = passage.cues_in(first, last)  # behind the colon a passive may be of the words
        if any(cue.first < at or not _is_of_words(passage, cue) for cue in cues):
            continue
        held = [m for m in passage.marks if m.opens < end and m.closes > words.ends[at - 1]]
        if any(not passage.known.inverts or _is_most(passage, m, at, last) for m in held):
            continue
        if (by := leading(passage, first, at)) and by.who:
            yield Clause.of(passage, at, last, by)


def _is_of_words(passage: Passage, cue: Cue) -> bool:
    """Return whether a verb of saying behind a colon tells nobody: a passive, an infinitive."""
    told = passage.known.endings["told_infinitive"] or ("\n",)
    return is_passive(passage, cue) or passage.words.keys[cue.last - 1].endswith(told)


def _is_most(passage: Passage, one: Marked, first: int, last: int) -> bool:
    """Return whether what a colon leads to begins with marks, or is little else."""
    begins = one.opens < passage.words.starts[first]
    return begins or passage.word(one.end) - passage.word(one.start) >= last - first - 1


def pauses(passage: Passage, cue: Cue, first: int, last: int) -> int | None:
    """Return where a clause begins behind a comma that is a "that": deyir, yol açılacaq."""
    words, found = passage.words, passage.known.words["pausing"].at(passage.words.keys, cue.first)
    if not found or found[1] != cue.last - cue.first or cue.last >= last:
        return None
    before = passage.mentions_in(first, cue.first)[-1:]
    led = cue.first == first or any(m.last == cue.first and m.first == first for m in before)
    comma = words.between(cue.last - 1, cue.last).strip() == ","
    return cue.last if led and comma else None


def labelled(passage: Passage) -> Clause | None:
    """Return what a line says behind a name and a colon, as headlines do: X: ..."""
    if len(passage.sentences) > 1 or not passage.mentions:
        return None
    one, first, last = passage.mentions[0], passage.first, passage.last
    if signed := _signed(passage):
        return signed
    if one.first != first or one.kind in {"pronoun", "relative", "document"} or not one.speaks:
        return None
    if passage.words.text[passage.words.ends[last - 1] : passage.sentences[-1][1]].strip(
        ' \u00a0»”"'
    ):
        return None  # no headline
    at = one.last
    if at < last and passage.words.keys[at] in passage.known.words["about"]:
        at = next((edge for edge in range(at + 1, last) if is_colon(passage, edge)), last)
    programme = one.kind == "person" and not one.persons and passage.cues_in(at, last)
    if last - at < _LEAST or not is_colon(passage, at) or programme:
        return None
    by = Attribution(who=one, chunk=None, cue=None, rule="colon", confidence=0.7)
    return Clause.of(passage, at, last, by)


def _signed(passage: Passage) -> Clause | None:
    """Return what a headline says before a dash or a colon and who says it: ... – X."""
    words, one = passage.words, passage.mentions[-1]
    first, last = passage.first, passage.last
    listed = bool(one.persons or one.offices or one.institutions)
    known = (listed or one.kind == "institution") and not _is_city(one)
    ends = (
        one.last == last and not words.text[words.ends[last - 1] : passage.sentences[0][1]].strip()
    )
    if not known or not ends or not one.speaks or one.first - first < _LEAST:
        return None
    dashes = words.between(one.first - 1, one.first)
    dashed = dashes.strip() in {"-", "–", "—"} and dashes != dashes.strip()
    colon = passage.known.words["finite"] and is_colon(passage, one.first)
    if not dashed and not (colon and one.first - first > _LEAST):
        return None
    by = Attribution(who=one, chunk=None, cue=None, rule="colon", confidence=0.7)
    return Clause.of(passage, first, one.first, by)


def _is_city(one: Mention) -> bool:
    """Return whether a mention is of a capital, where no president's house is meant by it."""
    return one.metonym and not any("presidency" in name for name in one.institutions)


def begins(passage: Passage, first: int, who: Mention | None, cue: Cue) -> int:
    """Return where the words in a sentence begin: behind its dateline, or whom "he" means."""
    keys, agencies = passage.words.keys, passage.known.words["agencies"]
    for at in range(cue.first, first, -1):  # X сообщил, что ...; ..., по его словам, ...
        if passage.words.between(at - 1, at).strip() == ";":
            return at
    pronoun = who is not None and who.kind == "pronoun"
    colon = next((at for at in range(cue.first, first, -1) if is_colon(passage, at)), None)
    if colon is not None and (pronoun or words_apart(passage, colon, cue.first) <= 1):
        return colon  # X пошел дальше: ..., отметил он; ... не захотели: Армения, заявил X, ...
    if pronoun:
        return first
    if first > passage.first + _DATELINE:
        return first
    for at in range(first + 1, min(first + _DATELINE, passage.last)):  # Женева. ИНТЕРФАКС - ...
        gap = passage.words.between(at - 1, at)
        parted = gap != gap.strip() and gap.strip() in {"-", "–", "—"}
        if parted and any(key in agencies for key in keys[first:at]):
            return at
    return first


def _has_colon(passage: Passage, first: int, last: int) -> bool:
    """Return whether a colon may lead to any of some words."""
    return (
        ":" in passage.words.text[passage.words.ends[first - 1] : passage.words.starts[last - 1]]
    )


def is_colon(passage: Passage, word: int) -> bool:
    """Return whether a colon leads to a word; it may end a sentence instead."""
    gap = passage.words.between(word - 1, word)
    if ":" not in gap or passage.known.colon_ends:
        return False
    return gap.strip().lstrip('»”"') == ":"  # сообщил «Узлу»: ...
