"""What likeness gets right: reprints found, formulas kept apart, corrections, editions.

Articles are those of NTREX in nine languages; each becomes seven variants, made by chance from a
seed. The pool they are looked up in holds every article and every first text of the formulas,
which are self-written (runtime/bench/formulas); of those, every second group is held out: no
rule was ever changed because of it. Where the first half of each article is looked for among the
second halves of all, and the other way round, no edition is there.
"""

import json
import lzma
import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path

from pipeline.carriages import edition
from pipeline.carriages.likeness import bands, says_corrected, verdict
from pipeline.carriages.reprint import CANDIDATES

LEAST = {  # recall of each variant; precision of all
    "identical": 1.0,
    "headline": 0.99,
    "prefix": 0.99,
    "cut": 0.99,
    "edited": 0.97,
    "combined": 0.97,
    "half": 0.8,
    "precision": 0.995,
    "formulas apart": 0.995,
    "editions, first": 0.97,
    "editions, precision": 0.99,
    "editions, none there": 0.99,
}
EDITED = 0.1  # share of the words
WRITTEN_IN = ("hy", "az", "ru", "en", "fr", "tr")  # editions; thirty directions
_HERE = Path(__file__).parent
_PREFIX = "ARMENPRESS, YEREVAN, 4 MAY. "
_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")

Lines = Sequence[str]  # the title, then sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of how many were right."""

    what: str
    language: str
    right: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1; of nothing all."""
        return self.right / self.of if self.of else 1.0


@cache
def articles() -> dict[str, dict[str, Lines]]:
    """Return the articles: document -> language -> lines."""
    with lzma.open(_HERE / "articles" / "ntrex.jsonl.xz", "rt", encoding="utf-8") as file:
        return {one["document"]: one["lines"] for one in map(json.loads, file)}


def formulas(language: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return pairs of texts alike but different, and pairs of a text and its correction."""
    path = _HERE / "formulas" / f"{language}.toml"
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    different = [
        (_CHOICE.sub(r"\1", one), _CHOICE.sub(r"\2", one)) for one in declared["different"]
    ]
    return different, [(wrong, right) for wrong, right in declared["corrections"]]


def variants(
    lines: Lines, words: Sequence[str], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """Yield what becomes of an article on its way through other outlets, by name."""
    title, *body = lines
    whole = _text(body)
    yield "identical", whole
    yield "headline", _text([title, *body])  # an outlet's own headline has sunk into the text
    yield "prefix", _PREFIX + whole
    yield "cut", _text(body[:-1])
    yield "edited", _text(_edited(body, words, chance))
    yield "combined", _PREFIX + _text(_edited(body[:-1], words, chance))
    yield "half", _text(body[: (len(body) + 1) // 2])


def _text(lines: Lines) -> str:
    return "\n\n".join(lines)


def _edited(lines: Lines, words: Sequence[str], chance: random.Random) -> list[str]:
    """Replace, drop or add words, a tenth of them, each kind as often as the others."""
    edited = []
    for line in lines:
        kept: list[str] = []
        for word in line.split():
            if chance.random() >= EDITED:
                kept.append(word)
                continue
            kept += chance.choice(([], [chance.choice(words)], [chance.choice(words), word]))
        edited.append(" ".join(kept))
    return [line for line in edited if line]


class _Pool:
    """Texts that can be looked up, as the stage does it."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.under: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, key: str, text: str, language: str) -> None:
        """Let a text be found."""
        self.texts[key] = text
        for band in bands(text, language):
            self.under[band].append(key)

    def same(self, text: str, language: str) -> list[str]:
        """Return which of the pool's texts this one is said to be."""
        keys = bands(text, language)
        shared = Counter(one for key in keys for one in self.under.get(key, ()))
        near = [one for one, _ in shared.most_common(CANDIDATES)]
        return [
            one
            for one in near
            if verdict(text, self.texts[one], language, corrected=False) == "same"
        ]


def measured(*, seed: int = 1) -> list[Count]:
    """Return every count, by variant and language."""
    counts: list[Count] = []
    for language in next(iter(articles().values())):
        chance = random.Random(f"{seed} {language}")  # noqa: S311  no secret
        counts += _reprints(language, chance)
    for language in WRITTEN_IN:
        counts += _kept_apart(language)
    return [*counts, *_editions()]


def _reprints(language: str, chance: random.Random) -> Iterator[Count]:
    pool = _Pool()
    texts = {document: one[language] for document, one in articles().items()}
    for document, lines in texts.items():
        pool.add(document, _text(lines[1:]), language)
    if language in WRITTEN_IN:
        for number, (first, _) in enumerate(formulas(language)[0]):
            pool.add(f"formula {number}", first, language)
    words = [word for lines in texts.values() for line in lines for word in line.split()]
    found, joins, right = Counter[str](), 0, 0
    for document, lines in texts.items():
        for name, text in variants(lines, words, chance):
            same = pool.same(text, language)
            found[name] += document in same
            joins += len(same)
            right += same.count(document)
    for name, number in found.items():
        yield Count(what=name, language=language, right=number, of=len(texts))
    yield Count(what="precision", language=language, right=right, of=joins)


def _kept_apart(language: str) -> Iterator[Count]:
    different, corrections = formulas(language)
    for held, name in enumerate(("formulas apart", "formulas apart, held out")):
        pairs = different[held::2]
        apart = [verdict(two, one, language, corrected=False) == "other" for one, two in pairs]
        yield Count(what=name, language=language, right=sum(apart), of=len(pairs))
    known = [_is_correction(*pair, language) for pair in corrections]
    yield Count(what="corrections", language=language, right=sum(known), of=len(known))


def _is_correction(wrong: str, right: str, language: str) -> bool:
    """Return whether the right one of two is known to correct, and the wrong one not to."""
    (title, body), (old_title, old) = right.split("\n\n", 1), wrong.split("\n\n", 1)
    corrected = says_corrected(title, body, language)
    return verdict(body, old, language, corrected=corrected) == "corrects" and not says_corrected(
        old_title, old, language
    )


def _editions() -> Iterator[Count]:
    places = {language: _places(language, _whole) for language in WRITTEN_IN}
    begun = {language: _places(language, _begin) for language in WRITTEN_IN}
    ended = {language: _places(language, _end) for language in WRITTEN_IN}
    for one, other in permutations(WRITTEN_IN, 2):
        pools = edition.Pools(places[one], places[other])
        rows = {key: pools.likenesses(key) for key in places[one]}
        nearest = {key: max(row, key=row.__getitem__, default=None) for key, row in rows.items()}
        first = sum(key == near for key, near in nearest.items())
        found = {key: pools.partner(key) for key in places[one]}
        pairs = {key: partner for key, partner in found.items() if partner is not None}
        right = sum(key == partner for key, partner in pairs.items())
        direction, of = f"{one}-{other}", len(found)
        yield Count(what="editions, first", language=direction, right=first, of=of)
        yield Count(what="editions, precision", language=direction, right=right, of=len(pairs))
        yield Count(what="editions, joined", language=direction, right=right, of=of)
        for some, others in ((begun, ended), (ended, begun)):  # the same matter in other words
            pools = edition.Pools(some[one], others[other])
            alone = sum(pools.partner(key) is None for key in some[one])
            yield Count(what="editions, none there", language=direction, right=alone, of=of)


def _places(language: str, part: Callable[[Lines], Lines]) -> dict[str, edition.Places]:
    """Return where a part of every article has its numbers and names."""
    return {
        document: edition.places(_text(part(one[language])), language)
        for document, one in articles().items()
    }


def _whole(lines: Lines) -> Lines:
    return lines


def _begin(lines: Lines) -> Lines:
    return lines[1 : (len(lines) + 1) // 2]


def _end(lines: Lines) -> Lines:
    return lines[(len(lines) + 1) // 2 :]


def together(counts: Sequence[Count]) -> list[Count]:
    """Return the counts of every name over all languages."""
    names = dict.fromkeys(one.what for one in counts)
    return [
        Count(
            what=name,
            language="all",
            right=sum(one.right for one in counts if one.what == name),
            of=sum(one.of for one in counts if one.what == name),
        )
        for name in names
    ]


def missed(counts: Sequence[Count]) -> list[str]:
    """Return in words what must hold over all languages and does not."""
    return [
        f"{one.what} {one.share:.4f}, at least {LEAST[one.what]}"
        for one in together(counts)
        if one.what in LEAST and one.share < LEAST[one.what]
    ]
