"""Whether words quoted are those of a statement we know, and how sure that is. Pure.

Speakers are compared before any of this. What several statements could be is the one that most
of the words point to; words that point nowhere say nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.carriages.edition import marks
from pipeline.text import normalise
from pipeline.traces.faithfulness import Official, faithfulness
from pipeline.traces.rendering import rendering

ONE_A_DAY = frozenset({"interview", "conference speech", "speech", "call", "live briefing"})
LONG = 6  # words, of which the same in a row are no accident
_LEAST = 0.4  # share of a report's long words that a text about the same has, at least
_FEWEST = 3  # long words
_STEM = 5  # letters of a long word, by which its forms are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one article says that one set of speakers said, through one channel."""

    language: str
    words: tuple[str, ...]  # of its quotations
    channel: str | None
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A statement by the same speakers."""

    id: int
    key: frozenset[str]  # who speaks
    texts: tuple[Official, ...]  # official ones, in every language; key: id
    reports: tuple[tuple[str, str], ...]  # language and words of quotations
    channel: str | None
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A statement that a report is of."""

    statement: int
    sure: bool
    reason: str


def same(report: Reported, known: Sequence[Known]) -> Same | None:
    """Return which of some statements a report is of; None where none or several may be meant."""
    votes = _by_words(report, known)
    if votes:
        best = max(votes, key=lambda one: (max(votes[one]), len(votes[one]), -one))
        sure, _, reason = max(votes[best])
        return Same(statement=best, sure=sure, reason=reason)
    occasion = [one for one in known if _is_occasion(report, one)]
    if len(occasion) != 1:
        return None
    reason = f"the same speakers, day and channel: {report.channel}"
    return Same(statement=occasion[0].id, sure=False, reason=reason)


def _by_words(
    report: Reported, known: Sequence[Known]
) -> dict[int, list[tuple[bool, float, str]]]:
    """Return by statement what words say: whether for sure, how much, and in which way."""
    votes: dict[int, list[tuple[bool, float, str]]] = defaultdict(list)
    texts = [text for one in known for text in (*one.texts, *_quoted(one))]
    for words in report.words:
        found = faithfulness(words, report.language, texts)
        if found.key is None:
            found = rendering(words, report.language, _foreign(texts, report.language))
        if found.key is not None:
            sure = found.verdict in {"verbatim", "cut"} and len(words.split()) >= LONG
            votes[found.key].append((sure, found.score, _why(found.verdict)))
    mine = _text(0, report.language, report.words)
    for one in known:
        for language, words in one.reports:
            found = faithfulness(words, language, [mine])
            if found.key is not None:
                sure = found.verdict in {"verbatim", "cut"} and len(words.split()) >= LONG
                votes[one.id].append((sure, found.score, _why(found.verdict)))
    return votes


def _why(verdict: str) -> str:
    return {
        "verbatim": "the same words",
        "cut": "the same words, cut",
        "differs": "nearly the same words",
        "translated": "what is likely a translation of the words",
    }[verdict]


def _quoted(one: Known) -> Iterable[Official]:
    """Yield what is known of a statement by report, a text for each language."""
    for language in dict.fromkeys(language for language, _ in one.reports):
        yield _text(
            one.id, language, [words for spoken, words in one.reports if spoken == language]
        )


def _text(key: int, language: str, words: Sequence[str]) -> Official:
    text = "\n\n".join(words)
    return Official(key=key, language=language, text=text, spans=((0, len(text)),), original=False)


def _foreign(texts: Iterable[Official], language: str) -> list[Official]:
    return [one for one in texts if one.language != language]


def _is_occasion(report: Reported, one: Known) -> bool:
    """Return whether both name the same channel and day, of which there is one."""
    same_day = report.day is not None and report.day == one.day
    return same_day and report.channel in ONE_A_DAY and report.channel == one.channel


def is_about(quoted: Collection[str], text: str, language: str) -> bool:
    """Return whether a text in the same language says in other words what was quoted."""
    stems = {stem for words in quoted for stem in _stems(words, language)}
    shared = stems & _stems(text, language)
    if len(stems) >= _FEWEST and len(shared) >= _LEAST * len(stems):
        return True
    numbers = {one for words in quoted for one in marks(words, language) if one.isdigit()}
    return len(numbers & marks(text, language)) > 1


def _stems(text: str, language: str) -> set[str]:
    words = normalise(text, language).text.split()
    letters = ("".join(filter(str.isalnum, word)) for word in words)
    return {word[:_STEM] for word in letters if len(word) >= _STEM}
