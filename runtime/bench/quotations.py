"""How right quotations and their speakers are, on annotated texts, and how fast they are read."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from gzip import decompress
from pathlib import Path
from typing import Any

from pipeline.errors import CallError
from pipeline.people import people
from pipeline.quotation import quotations
from pipeline.quotations.mark import marked
from pipeline.quotations.quote import Quotation
from pipeline.settings import REPOSITORY
from pipeline.speakers.lexicon import lexicon
from pipeline.speakers.namekey import sought
from pipeline.text import paragraphs

PASSAGES = REPOSITORY / "tests" / "quotations"
SECOND = "second"  # this and the next were written blind, when the rules stood
OURS = ("hy", "az", "ru", "fr", "tr", "en")  # of English, no first set
MENDED_BY = "mended by"
# passages of a set that rules are mended by; never by the others
SHOWN = {"third": 20, "fourth": 40, "fifth": 30, "sixth": 20, "seventh": 20}
HELD_OUT = 10  # passages of a language that no rule was mended by: the last ones
SAME = 0.5  # of the longer one's characters two spans share to be one quotation
LEAST = 4  # words between marks that PolNeAR is measured on

_NOTE = re.compile(r"(\d+) (direct|mixed|indirect) \| (.+) \| (.+)")
_NOTED = re.compile(r"\d+ \w+ \|")
_EDGE = re.compile(r"⟦(\d+):|⟧")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A quotation as a reader marked it."""

    start: int
    end: int
    written: str  # the speaker's words in the text
    speakers: tuple[str, ...]  # ids of people.toml, or names; empty: nobody named


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with its quotations."""

    text: str
    language: str
    day: date | None
    quotations: tuple[Annotated, ...]


@dataclass(slots=True, kw_only=True)
class Score:
    """What came of some texts."""

    corpus: str
    annotated: int = 0
    found: int = 0
    right: int = 0  # found and annotated
    with_speaker: int = 0  # of these, those we give a speaker
    speaker_right: int = 0
    nobody: int = 0  # of the right ones, those annotated as nobody's and left so
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall of the spans."""
        return 2 * self.right / (self.annotated + self.found) if self.annotated else 0.0

    @property
    def joint(self) -> float:
        """Return the same of spans that also have the right speaker."""
        right = self.speaker_right + self.nobody
        return 2 * right / (self.annotated + self.found) if self.annotated else 0.0


def passages(language: str, folder: str = "") -> list[Text]:
    """Return the annotated passages of a language; raise CallError where a file is wrong."""
    file = PASSAGES / folder / f"{language}.txt"
    found = []
    for number, block in enumerate(file.read_text(encoding="utf-8").strip().split("\n\n"), 1):
        head, *lines = block.splitlines()
        notes = [one for one in lines if _NOTED.match(one)]
        body = "\n\n".join(lines[: len(lines) - len(notes)])
        try:
            day = date.fromisoformat(head.removeprefix("@ "))
            found.append(_text(body, notes, language, day))
        except (ValueError, KeyError) as error:
            raise CallError(f"{file.name}: passage {number}: {error}") from error
    return found


def _text(body: str, notes: list[str], language: str, day: date) -> Text:
    parts, spans, opened, length, done = [], {}, [], 0, 0
    for edge in _EDGE.finditer(body):
        parts.append(body[done : edge.start()])
        length += edge.start() - done
        done = edge.end()
        if edge[1]:
            opened.append((edge[1], length))
        else:
            name, start = opened.pop()
            spans[name] = start, length
    text = "".join((*parts, body[done:]))
    annotated = []
    for note in notes:
        said = _NOTE.fullmatch(note)
        if said is None:
            raise ValueError(f"{note!r} is no note")
        start, end = spans.pop(said[1])
        start, end = _bare(text, start, end)
        who = () if said[4] == "-" else tuple(re.split(r" \+ |, ?", said[4]))
        annotated.append(Annotated(start=start, end=end, written=said[3], speakers=who))
    if spans:
        raise ValueError(f"no note on {sorted(spans)}")
    return Text(text=text, language=language, day=day, quotations=tuple(annotated))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without marks that were taken in."""
    inside = text[start:end]
    if inside[:1] in '«“"' and inside[-1:] in '»”"':
        bare = inside[1:-1]
        start += 1 + len(bare) - len(bare.lstrip())
        return start, start + len(bare.strip())
    return start, end


def seed(folder: Path) -> list[Text]:
    """Return the article the project began with, where it is."""
    text = (folder / "article.fr.txt").read_text(encoding="utf-8")
    rows = json.loads((folder / "quotations.json").read_text(encoding="utf-8"))["quotations"]
    return [Text(text=text, language="fr", day=None, quotations=tuple(map(_seeded, rows)))]


def _seeded(row: dict[str, Any]) -> Annotated:  # Any: JSON
    ids = {name: one.id for one in people().persons.values() for name in one.names["en"]}
    bodies = {
        "Armenia": "mfa_armenia",
        "Azerbaijan": "mfa_azerbaijan",
        "State": "state_department",
    }
    names = [one["canonical"] for one in row["speakers"]]
    who = [ids.get(name) or bodies[name.split()[-1]] for name in names]
    said = row["content"]
    return Annotated(
        start=said["start"], end=said["end"],
        written=row["source_mention"]["text"], speakers=tuple(who),
    )  # fmt: skip


def polnear(file: Path) -> list[Text]:
    """Return PolNeAR's articles: their passages of four words or more between marks."""
    return [_article(row) for row in json.loads(decompress(file.read_bytes()))]


def _article(row: dict[str, Any]) -> Text:  # Any: JSON
    text = row["text"]
    annotated = []
    for span in paragraphs(text):
        for one in marked(text, span):
            if len(_WORD.findall(text, one.start, one.end)) < LEAST:
                continue
            for attribution in row["attributions"]:
                spans = [s for part in attribution.get("content", ()) for s in part["spans"]]
                if any(_overlap(one.start, one.end, *s) * 2 >= one.end - one.start for s in spans):
                    written = " ".join(part["text"] for part in attribution.get("source", ()))
                    annotated.append(
                        Annotated(start=one.start, end=one.end, written=written, speakers=())
                    )
                    break
    return Text(text=text, language="en", day=None, quotations=tuple(annotated))


def _overlap(a: int, b: int, c: int, d: int) -> int:
    return max(0, min(b, d) - max(a, c))


def scored(
    corpus: str, texts: list[Text], right: Callable[[Annotated, Quotation], bool], *, marks: bool
) -> Score:
    """Return how right we read; `marks`: only what stands between marks is annotated."""
    score = Score(corpus=corpus)
    for one in texts:
        found = quotations(one.text, one.language, one.day)
        if marks:
            found = [q for q in found if _stands_alone(q)]
        score.annotated += len(one.quotations)
        score.found += len(found)
        left = list(found)
        for annotated in one.quotations:
            mine = next((q for q in left if _same(annotated, q)), None)
            if mine is None:
                score.misses.append(f"missed: {one.text[annotated.start : annotated.end]}")
                continue
            left.remove(mine)
            score.right += 1
            _judge(score, annotated, mine, right, marks=marks)
        score.misses += [f"extra ({q.kind}, {q.rule}): {q.text}" for q in left]
    return score


def _stands_alone(one: Quotation) -> bool:
    """Return whether a quotation is what `polnear` annotates: marked, outermost, not short."""
    marked_words = one.kind != "indirect" and one.embedded_in is None
    return marked_words and len(_WORD.findall(one.text)) >= LEAST


def _judge(
    score: Score,
    annotated: Annotated,
    mine: Quotation,
    right: Callable[[Annotated, Quotation], bool],
    *,
    marks: bool,
) -> None:
    """Count whether the speaker of a quotation found is right."""
    shown = mine.as_written if marks else mine.speakers
    nobody = not (annotated.written if marks else annotated.speakers)
    if not shown:
        score.nobody += nobody
        told = "" if nobody else "nobody"
    else:
        good = right(annotated, mine)
        score.with_speaker += 1
        score.speaker_right += good
        told = "" if good else "wrong"
    if told:
        who = f"{mine.as_written} {[speaker.name for speaker in mine.speakers]}"
        score.misses.append(f"{told} ({mine.rule}): {who}, not {annotated.written}: {mine.text}")


def _same(annotated: Annotated, one: Quotation) -> bool:
    shared = _overlap(annotated.start, annotated.end, one.start, one.end)
    return shared >= SAME * max(annotated.end - annotated.start, one.end - one.start)


def resolved(annotated: Annotated, one: Quotation) -> bool:
    """Return whether the speakers are those annotated: by id, strangers by a family name.

    A family name is the same in any script: Giragosian, Կիրակոսյան.
    """
    mine = {speaker.id or speaker.name for speaker in one.speakers}
    strangers = {name for name in annotated.speakers if " " in name}
    if not strangers or mine == set(annotated.speakers):
        return mine == set(annotated.speakers)
    known = set(annotated.speakers) - strangers
    return known <= mine and all(any(_is_namesake(n, other) for other in mine) for n in strangers)


def _is_namesake(name: str, other: str) -> bool:
    """Return whether two names end in one family name, however it is spelled."""
    ours, theirs = _words(name)[-1], _words(other)[-1]
    return ours[:5] == theirs[:5] or any(key[0] != "=" for key in sought(ours) & sought(theirs))


def shares_word(annotated: Annotated, one: Quotation) -> bool:
    """Return whether the speaker as written shares a content word with the annotated one."""
    mine = " ".join([one.as_written or "", *(speaker.name for speaker in one.speakers)])
    return bool(set(_words(annotated.written)) & set(_words(mine)) - _EMPTY)


_EMPTY = frozenset(
    {"the", "a", "an", "of", "for", "and", "to", "in", "on", "at", "from", "by", "with"}
    | {"his", "her", "its", "their", "s", "that", "this"}
)


def _words(text: str) -> list[str]:
    return [one.lower() for one in _WORD.findall(text)]


def speed(texts: list[Text]) -> float:
    """Return how many texts of the median length are read per CPU second."""
    middle = sorted(texts, key=lambda one: len(one.text))[len(texts) // 2]
    lexicon(middle.language)
    quotations(middle.text, middle.language, middle.day)
    started, rounds = time.process_time(), 50
    for _ in range(rounds):
        quotations(middle.text, middle.language, middle.day)
    return rounds / (time.process_time() - started)


def halves(language: str) -> Iterator[tuple[str, list[Text]]]:
    """Yield the passages of a language, those that rules are mended by and those held out."""
    if (PASSAGES / f"{language}.txt").exists():
        texts = passages(language)
        yield f"{language}, {MENDED_BY}", texts[:-HELD_OUT]
        yield f"{language}, held out", texts[-HELD_OUT:]
    yield f"{language}, {SECOND}, {MENDED_BY}", passages(language, SECOND)
    for name, shown in SHOWN.items():
        if not (PASSAGES / name / f"{language}.txt").exists():
            continue
        texts = passages(language, name)
        yield f"{language}, {name}, {MENDED_BY}", texts[:shown]
        yield f"{language}, {name}, held out", texts[shown:]
