"""The language of a text: its script, then langdetect's profiles and ours, scored exactly.

langdetect walks at random over a text's n-grams until one language stands out. The same profiles
and the same smoothing, added up over all n-grams, give an answer that never varies, and sooner:
n-grams do not cross words, so a word's evidence is computed once and kept.

Evidence is counted in whole numbers and for all languages of a script at once: one long integer
holds a lane of 64 bits for each of them, so that one addition adds some forty.
"""

import json
import math
import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice, repeat
from operator import add
from pathlib import Path

from pipeline.text import Span, paragraphs, quotations, script_counts

PROFILES = Path(__file__).resolve().parent / "profiles"
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
_CANDIDATES = {  # profiles by script: those in profiles/, langdetect's own for the rest
    "latin": (
        *("af", "az", "az-ascii", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr"),
        *("hr", "hu", "id", "it", "lt", "lv", "nl", "no", "pl", "pt", "ro", "sk", "sl", "so"),
        *("sq", "sv", "sw", "tl", "tr", "tr-ascii", "uz", "vi"),
    ),
    "cyrillic": ("bg", "kk", "mk", "ru", "sr", "tt", "uk"),
    "arabic": ("ar", "fa", "ur"),
}

_LEAST = 8  # letters, below which nothing is said without a declared language
_SHORT = 60  # letters, up to which a declared language weighs
_OWN = 40  # letters, from which a part of a text speaks for itself
_QUOTED = 20  # letters, from which a quotation is a part of its own
_LONGEST = 40  # letters of a word that are looked at
_NAME_WORDS = 3  # capitalised words that, alone, are a bare name
_FOREIGN = 0.25  # share of letters from which a script other than Latin is the text's own

_SMOOTHING = 0.5 / 10_000  # langdetect's: alpha over its base frequency
_TEMPERATURE = 4.0  # n-grams overlap and repeat each other; makes a probability of evidence
_LANE = 64  # bits
_UNIT = 1 << 20  # what evidence of 1.0 is in a lane; a text of 10^11 characters would fit
_CAPITALISED, _PLAIN = 1, 2  # weight of a word within a sentence: names are of every language
_NEGLIGIBLE = 160.0  # evidence behind the best's, from which a language has no probability
_UNLIKELY, _RARE = -6.0, -2.0  # evidence against languages we hardly, or rarely, meet
_DECLARED, _AROUND = 12.0, 24.0  # evidence of the source's word, and of the rest of the document

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,255}")
_WORD = re.compile(r"[^\W\d_]+")
_WORD_AND_STOP = re.compile(r"([^\W\d_]+)([.!?]?)")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LOOKALIKES = str.maketrans("AaBCcEeHIiJjKMOoPpTXxySs", "АаВСсЕеНІіЈјКМОоРрТХхуЅѕ")
_UZBEK = re.compile(r"(?<=[oOgG])[‘ʻ](?=[^\W\d_])")
_FURNITURE = re.compile(  # English around texts of any language
    r"\b(?:share on (?:facebook|twitter|telegram)|tweet|e-?mail|print|read (?:more|also)"
    r"|breaking news|contact us|privacy policy|terms of use|copyright|all rights reserved"
    r"|subscribe to our newsletter|news|politics)\b",
    re.IGNORECASE,
)


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
    parts = [_part(own) for own in _outside(text, spans, quotes)]
    if sum(part.letters for part in parts) < _LEAST:  # nothing but quotations
        parts = [_part(text[start:end]) for start, end in spans]
    if sum(part.letters for part in parts) < _SHORT:
        language, confidence = _short(_part(text), declared)
    else:
        language, confidence = _vote(parts, text)
    labels = tuple(_label(part, around=language) for part in parts)
    quoted = {_label(_part(text[start:end]), around=language) for start, end in quotes}
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

    letters: int
    is_name: bool  # a few capitalised words and nothing else
    evidence: dict[str, float]  # by language; empty when there is nothing to read


def _part(text: str) -> _Part:
    text = readable(text)
    own = _FURNITURE.sub(" ", text)
    text = own if own.strip(" |") else text
    counts = script_counts(text)
    letters = counts.total()
    others = [(count, script) for script, count in counts.items() if script != "latin"]
    most, script = max(others, default=(0, "latin"))
    if most < letters * _FOREIGN:
        script = "latin"
    if script in _ALONE:
        return _Part(letters, is_name=False, evidence={_ALONE[script]: 0.0})
    if script not in _CANDIDATES or not letters:
        return _Part(letters, is_name=False, evidence={})
    first = [match.group() for match in islice(_WORD.finditer(text), _NAME_WORDS + 1)]
    is_name = (
        script != "arabic"  # it knows no capitals
        and len(first) <= _NAME_WORDS
        and all(word[0].isupper() for word in first)
    )
    if sum(map(str.isupper, text)) * 2 > letters:
        text = text.lower()
    evidence = _evidence(*_words(text, script, mixed=len(counts) > 1), script)
    return _Part(letters, is_name=is_name, evidence=evidence)


def _words(text: str, script: str, *, mixed: bool) -> tuple[list[str], list[str]]:
    """Return the words of a text's own script; apart those with a capital within a sentence."""
    plain: list[str] = []
    capitalised: list[str] = []
    begins = True
    for found, stop in _WORD_AND_STOP.findall(text):
        word = found[:_LONGEST]
        first, begins = begins, stop != ""
        if mixed and script == "cyrillic" and _CYRILLIC.search(word):
            word = word.translate(_LOOKALIKES)
        if (script != "latin" and word[0] < "\u0250") or (len(word) > 1 and word.isupper()):
            continue  # a name left in Latin letters, an abbreviation
        (capitalised if word[0].isupper() and not first else plain).append(word)
    return plain, capitalised


def _evidence(plain: list[str], capitalised: list[str], script: str) -> dict[str, float]:
    """Return the evidence for each language of a script, what makes it rare included."""
    if not plain and not capitalised:
        return {}
    table = _table(script)
    total, names = (
        sum(map(_word_evidence, some, repeat(script))) for some in (plain, capitalised)
    )
    lanes = table.lanes(_PLAIN * total + _CAPITALISED * names)
    values = [
        lane / (_PLAIN * _UNIT) + least for lane, least in zip(lanes, table.expected, strict=True)
    ]
    evidence = dict(zip(table.languages, values, strict=True))
    spelled = not ("".join(plain).isascii() and "".join(capitalised).isascii())
    for language in table.folded:
        typed = evidence.pop(f"{language}-ascii")
        if not spelled:
            evidence[language] = max(typed, evidence[language])
    return evidence


def _expectation(profile: str) -> float:
    language = profile.removesuffix("-ascii")
    if language in OURS:
        return 0.0
    return _RARE if language in _NEIGHBOURS else _UNLIKELY


@lru_cache(maxsize=1 << 15)
def _word_evidence(word: str, script: str) -> int:
    """Return what one word says for each profile of a script, a lane each."""
    padded = f" {word} "
    pairs = list(map(add, padded, padded[1:]))
    triples = map(add, pairs, padded[2:])
    grams = _table(script).grams
    return sum(map(grams.get, (*word, *pairs, *triples), repeat(0)))


@dataclass(frozen=True, slots=True)
class _Table:
    """The profiles of one script, turned around: what each n-gram speaks for."""

    languages: tuple[str, ...]  # those with -ascii too
    grams: dict[str, int]  # log ratio to "never seen", in units; a lane each language
    expected: tuple[float, ...]  # evidence for each language before anything is read
    folded: tuple[str, ...]  # languages with a profile of their plain ASCII beside their own

    def lanes(self, total: int) -> tuple[int, ...]:
        """Return what a total holds for each language."""
        count = len(self.languages)
        return struct.unpack(f"<{count}Q", total.to_bytes(count * _LANE // 8, "little"))


@cache
def _table(script: str) -> _Table:
    """Return the profiles of a script, read at the first text in it."""
    languages = _CANDIDATES[script]
    grams: dict[str, int] = {}
    for index, language in enumerate(languages):
        profile = json.loads(_profile(language).read_text(encoding="utf-8"))
        least = [_SMOOTHING * total for total in profile["n_words"]]
        for gram, count in profile["freq"].items():
            value = round(math.log1p(count / least[len(gram) - 1]) * _UNIT)
            grams[gram] = grams.get(gram, 0) | value << index * _LANE
    return _Table(
        languages=languages,
        grams=grams,
        expected=tuple(map(_expectation, languages)),
        folded=tuple(one.removesuffix("-ascii") for one in languages if one.endswith("-ascii")),
    )


def _profile(language: str) -> Path:
    ours = PROFILES / f"{language}.json"
    if ours.exists():
        return ours
    package = find_spec("langdetect")  # found, not imported: only its data is needed
    if package is None or package.origin is None:
        raise ModuleNotFoundError("langdetect is not installed; its profiles are needed")
    return Path(package.origin).parent / "profiles" / language


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
    if part.letters < _LEAST or part.is_name:
        if language not in agreed and len(agreed) == 1:
            language = agreed[0]
        if language not in agreed:
            return UNDETERMINED, 0.0
    return language, posterior[language]


def _vote(parts: list[_Part], text: str) -> tuple[str, float]:
    """Return the language most letters speak for, and how surely."""
    heard = [part for part in parts if part.letters >= _OWN] or [_part(text)]
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
