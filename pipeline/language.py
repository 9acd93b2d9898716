"""The language of a text: its script, then langdetect's profiles and ours, scored exactly. Pure.

langdetect walks at random over a text's n-grams until one language stands out. The same profiles
and the same smoothing, added up over all n-grams, give an answer that never varies, and sooner.
All parts of a text are read in one pass, for what is asked of each costs more than its letters.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import add

import numpy as np

from pipeline.evidence import CANDIDATES, Told, evidence, indexed
from pipeline.text import Span, paragraphs, quotations, script

UNDETERMINED = "und"
OURS = ("hy", "az", "ru", "en", "fr", "tr", "ka", "fa", "de", "es", "ar")  # what sources write in

_NEIGHBOURS = ("uk", "bg", "sr", "mk", "kk", "tt", "uz")  # mistaken for ours without a profile
_ALONE = {  # scripts that one language we may meet is written in
    "armenian": "hy",
    "georgian": "ka",
    "greek": "el",
    "hebrew": "he",
    "hangul": "ko",
    "kana": "ja",
    "han": "zh",
}
_LEAST = 8  # letters, below which nothing is said without a declared language
_SHORT = 60  # letters, up to which a declared language weighs
_OWN = 40  # letters, from which a part of a text speaks for itself
_QUOTED = 20  # letters, from which a quotation is a part of its own
_NAME_WORDS = 3  # capitalised words that, alone, are a bare name
_FOREIGN = 0.25  # share of letters from which a script other than Latin is the text's own

_TEMPERATURE = 4.0  # n-grams overlap and repeat each other; makes a probability of evidence
_NEGLIGIBLE = 160.0  # evidence behind the best's, from which a language has no probability
_UNLIKELY, _RARE = -6.0, -2.0  # evidence against languages we hardly, or rarely, meet
_DECLARED, _AROUND = 12.0, 24.0  # evidence of the source's word, and of the rest of the document

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,255}")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LOOKALIKES = str.maketrans("AaBCcEeHIiJjKMOoPpTXxySs", "АаВСсЕеНІіЈјКМОоРрТХхуЅѕ")
_UZBEK = re.compile(r"(?<=[oOgG])[‘ʻ](?=[^\W\d_])")
_FURNITURE = (  # English around texts of any language
    *("share on facebook", "share on twitter", "share on telegram", "tweet", "email", "e-mail"),
    *("print", "read more", "read also", "breaking news", "contact us", "privacy policy"),
    *("terms of use", "copyright", "all rights reserved", "subscribe to our newsletter"),
    *("news", "politics"),
)
_FURNISHED = re.compile(rf"\b(?:{'|'.join(_FURNITURE)})\b", re.IGNORECASE)
_PARTING = "\u2029"  # ends a paragraph wherever it stands, so that no part holds one


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """The language of a text, ISO 639-1, or `und`."""

    language: str
    confidence: float  # 0 to 1, posterior probability weighted by letters
    paragraphs: tuple[str, ...]  # each outside its quotations, in the order of text.paragraphs
    quoted: tuple[str, ...]  # languages met between quotation marks only


def detect(text: str, *, declared: Sequence[str] = ()) -> Detection:
    """Return the language of a text, of its paragraphs and of what it quotes.

    `declared` names the languages of its source; they weigh in short texts only. Too little text
    and bare names are `und`, unless the declared languages agree.
    """
    spans = paragraphs(text)
    quotes = [
        (start, end)
        for start, end in quotations(text)
        if _letter_count(text[start:end]) >= _QUOTED
    ]
    read = _parts([*_outside(text, spans, quotes), *(text[slice(*one)] for one in quotes)])
    parts, quoting = read[: len(spans)], read[len(spans) :]
    if sum(part.letters for part in parts) < _LEAST:  # nothing but quotations
        parts = _parts([text[slice(*one)] for one in spans])
    if sum(part.letters for part in parts) < _SHORT:
        language, confidence = _short(_whole(text), declared)
    else:
        language, confidence = _vote(parts, text)
    labels = tuple(_label(part, around=language) for part in parts)
    quoted = {_label(part, around=language) for part in quoting}
    return Detection(
        language=language,
        confidence=round(confidence, 3),
        paragraphs=labels,
        quoted=tuple(sorted(quoted.difference(labels, (language,)))),
    )


def readable(text: str) -> str:
    """Return a text without addresses, composed, with the letters the profiles know."""
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    text = unicodedata.normalize("NFC", text)
    for form, to in (("ی", "ي"), ("ș", "ş"), ("ț", "ţ"), ("\u200c", " ")):  # as langdetect does
        text = text.replace(form, to)
    return _UZBEK.sub("ʻ", text)


def _outside(text: str, spans: Sequence[Span], quotes: Sequence[Span]) -> Iterator[str]:
    """Yield each paragraph without the quotations in it."""
    at = 0
    for start, end in spans:
        kept = []
        while at < len(quotes) and quotes[at][1] <= end:
            kept.append(text[start : quotes[at][0]])
            start = quotes[at][1]  # noqa: PLW2901  the paragraph's rest
            at += 1
        yield " ".join((*kept, text[start:end]))


def _letter_count(text: str) -> int:
    return sum(map(str.isalpha, text))


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a text says for each language its script may be."""

    text: str  # readable
    script: str
    letters: int
    evidence: dict[str, float]  # by language; empty when there is nothing to read


def _whole(text: str) -> _Part:
    return _parts([text.replace(_PARTING, "\n")])[0]


def _parts(texts: Sequence[str]) -> list[_Part]:
    """Return what each text says, in their order; none of them holds _PARTING."""
    if not texts:
        return []
    texts = _bare(readable(_PARTING.join(texts)))
    found: list[_Part] = []
    asked: dict[str, list[tuple[int, str]]] = {}  # script -> which part, as it is read
    for at, (text, (counts, capitals)) in enumerate(zip(texts, _counts(texts), strict=True)):
        letters, of = sum(counts.values()), _script(counts)
        alone = {_ALONE[of]: 0.0} if of in _ALONE else {}
        found.append(_Part(text, of, letters, alone))
        if of in CANDIDATES and letters:
            own = text.lower() if capitals * 2 > letters else text
            is_mixed = of == "cyrillic" and len(counts) > 1
            asked.setdefault(of, []).append((at, _WORD.sub(_own, own) if is_mixed else own))
    for of, those in asked.items():
        for (at, _), told in zip(those, evidence([own for _, own in those], of), strict=True):
            if told.has_words:
                found[at].evidence.update(_evidence(told, of))
    return found


def _own(word: re.Match[str]) -> str:
    """Return a Cyrillic word without the Latin letters that look like its own."""
    return word[0].translate(_LOOKALIKES) if _CYRILLIC.search(word[0]) else word[0]


def _bare(joined: str) -> list[str]:
    """Return the texts that were joined without the furniture around them, if more is there."""
    texts = joined.split(_PARTING)
    lower = joined.lower()
    if not any(one in lower for one in _FURNITURE):
        return texts
    own = _FURNISHED.sub(" ", joined).split(_PARTING)
    return [one if one.strip(" |") else text for one, text in zip(own, texts, strict=True)]


def _counts(texts: Sequence[str]) -> Iterator[tuple[dict[str, int], int]]:
    """Yield how many letters of each script a text has, and how many capitals, for each text."""
    alphabet, at = indexed("".join(texts))
    kind = list(map(_kind, alphabet))
    kinds = list(set(kind))
    column = np.array([kinds.index(one) for one in kind], np.intp)[at]
    row = np.repeat(np.arange(len(texts)), list(map(len, texts)))
    counted = np.bincount(row * len(kinds) + column, minlength=len(texts) * len(kinds))
    for those in counted.reshape(len(texts), -1).tolist():
        counts: dict[str, int] = {}
        capitals = 0
        for (of, upper), count in zip(kinds, those, strict=True):
            if count and of:
                counts[of] = counts.get(of, 0) + count
            capitals += count * upper
        yield counts, capitals


@lru_cache(maxsize=4096)
def _kind(letter: str) -> tuple[str | None, bool]:
    """Return the script of a letter, None for what is no letter, and whether it is a capital."""
    return script(letter), letter.isupper()


def _script(counts: Mapping[str, int]) -> str:
    """Return the script that tells a text's language, by how many letters are of which."""
    others = [(count, of) for of, count in counts.items() if of != "latin"]
    most, of = max(others, default=(0, "latin"))
    return of if most >= sum(counts.values()) * _FOREIGN else "latin"


def _evidence(told: Told, of: str) -> dict[str, float]:
    """Return the evidence for each language of a script, what makes it rare included."""
    values = map(add, told.values, _EXPECTED[of])
    found = dict(zip(CANDIDATES[of], values, strict=True))
    for folded in _FOLDED[of]:
        typed, language = found.pop(folded), folded.removesuffix("-ascii")
        if not told.is_spelled:
            found[language] = max(typed, found[language])
    return found


def _expectation(profile: str) -> float:
    """Return the evidence for a language before anything is read."""
    language = profile.removesuffix("-ascii")
    if language in OURS:
        return 0.0
    return _RARE if language in _NEIGHBOURS else _UNLIKELY


_EXPECTED = {of: tuple(map(_expectation, profiles)) for of, profiles in CANDIDATES.items()}
_FOLDED = {  # profiles of plain ASCII beside a language's own
    of: tuple(one for one in profiles if one.endswith("-ascii"))
    for of, profiles in CANDIDATES.items()
}


def _posterior(evidence: dict[str, float]) -> dict[str, float]:
    """Return a probability for each language."""
    if not evidence:
        return {}
    best = max(evidence.values())
    odds = {
        one: math.exp((value - best) / _TEMPERATURE)
        for one, value in evidence.items()
        if value > best - _NEGLIGIBLE
    }
    total = sum(odds.values())
    return {one: value / total for one, value in odds.items()}


def _short(part: _Part, declared: Sequence[str]) -> tuple[str, float]:
    """Return the language of a short text, to which the declared ones are a prior."""
    agreed = [language for language in part.evidence if language in declared]
    posterior = _posterior(
        {
            language: value + (_DECLARED if language in agreed else 0.0)
            for language, value in part.evidence.items()
        }
    )
    if not posterior:
        return UNDETERMINED, 0.0
    language = max(posterior, key=posterior.__getitem__)
    if part.letters < _LEAST or _is_name(part):
        if language not in agreed and len(agreed) == 1:
            language = agreed[0]
        if language not in agreed:
            return UNDETERMINED, 0.0
    return language, posterior[language]


def _is_name(part: _Part) -> bool:
    """Return whether a part is a few capitalised words and nothing else."""
    first = [match.group() for match in islice(_WORD.finditer(part.text), _NAME_WORDS + 1)]
    return (
        part.script in {"latin", "cyrillic"}  # the others know no capitals, or one language
        and len(first) <= _NAME_WORDS
        and all(word[0].isupper() for word in first)
    )


def _vote(parts: list[_Part], text: str) -> tuple[str, float]:
    """Return the language most letters speak for, and how surely."""
    heard = [part for part in parts if part.letters >= _OWN] or [_whole(text)]
    votes: dict[str, float] = {}
    for part in heard:
        for language, probability in _posterior(part.evidence).items():
            votes[language] = votes.get(language, 0.0) + part.letters * probability
    if not votes:
        return UNDETERMINED, 0.0
    language = max(votes, key=votes.__getitem__)
    return language, votes[language] / sum(part.letters for part in heard)


def _label(part: _Part, *, around: str) -> str:
    """Return the language of one part; a short one leans to the document's."""
    if not part.evidence:
        return UNDETERMINED if part.letters else around
    best = max(part.evidence, key=part.evidence.__getitem__)
    if (
        part.letters < _OWN
        and part.evidence.get(around, -math.inf) + _AROUND > part.evidence[best]
    ):
        return around
    return best
