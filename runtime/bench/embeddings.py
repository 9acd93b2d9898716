"""What an embedding adds to names and numbers where editions are joined, and what it costs.

No model can be fetched where this runs, so a small one is made of articles line by line: a word
is known by the lines it occurs in, whatever its language (inverted indexing, reduced by SVD).
Articles of NTREX are measured with a model of the other half of them; the communiqués of the
press room, most of them formulas, with one of all. A perfect model shows what any could add.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from operator import eq
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from pipeline.carriages import edition
from pipeline.carriages.embedding import Embedding, load
from pipeline.errors import SettingsError
from pipeline.settings import REPOSITORY
from runtime.bench.identity import WRITTEN_IN, articles

FOLDS = 2
BY = ("names and numbers", "and an embedding", "and a perfect one")
_FOLDER = REPOSITORY / "runtime" / "pressroom" / "texts"
_LETTERS = 5  # of a word; what follows is inflection
_DIMENSIONS = 128

Texts = Mapping[str, str]  # by what is said in them, whatever the language


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """How many of how many texts were joined to their edition, and to another."""

    texts: str
    there: bool  # whether the editions were
    by: str  # what joined them
    right: int
    wrong: int
    of: int


def make(folder: Path, documents: Collection[str]) -> Embedding:
    """Return a model made of some articles, kept in a folder.

    Raise SettingsError where `veille[embeddings]` is not installed.
    """
    try:
        from model2vec import StaticModel  # noqa: PLC0415  an extra
        from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(f"install veille[embeddings]: {error}") from error

    normal = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    begin = Regex(rf"(?<!\w)\w{{1,{_LETTERS}}}")
    split = pre_tokenizers.Split(begin, behavior="removed", invert=True)
    lines: list[set[str]] = []
    for document in documents:
        for line in zip(*(articles()[document][one] for one in WRITTEN_IN), strict=True):
            begun = split.pre_tokenize_str(normal.normalize_str(" ".join(line)))
            lines.append({word for word, _ in begun})
    words = ["[UNK]", *sorted(set().union(*lines))]
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))  # noqa: S106  no password
    tokenizer.normalizer, tokenizer.pre_tokenizer = normal, split
    vectors = _vectors([[numbers[word] for word in line] for line in lines], len(words))
    StaticModel(vectors, tokenizer).save_pretrained(folder)
    return load(folder)


def _vectors(lines: list[list[int]], words: int) -> "np.ndarray[Any, np.dtype[np.float32]]":
    """Return a vector for every word, the longer the fewer lines have it."""
    occurs = np.zeros((words, len(lines)), dtype=np.float64)
    for number, line in enumerate(lines):
        occurs[line, number] = 1
    having = np.maximum(occurs.sum(axis=1, keepdims=True), 1)
    occurs /= np.sqrt(having)  # every word at length 1
    kept = np.linalg.eigh(occurs.T @ occurs)[1][:, ::-1][:, :_DIMENSIONS]
    vectors: np.ndarray[Any, np.dtype[np.float64]] = occurs @ kept
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    weighed: np.ndarray[Any, np.dtype[np.float64]] = vectors / length
    weighed *= np.log(1 + len(lines) / having)
    return weighed.astype(np.float32)


def measured() -> list[Joins]:
    """Return what is joined with and without, of whole pools and where the edition is missing.

    Raise SettingsError where `veille[embeddings]` is not installed.
    """
    counts: Counter[tuple[str, bool, str, str]] = Counter()
    documents = sorted(articles())
    with TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            held = documents[fold::FOLDS]
            model = make(Path(folder, str(fold)), sorted({*documents} - {*held}))
            halves = {
                one: {document: "\n\n".join(articles()[document][one]) for document in held}
                for one in WRITTEN_IN
            }
            counts.update(("articles", *found) for found in _looked_for(halves, model))
        model = make(Path(folder, "all"), documents)
        for texts in _communiques().values():
            counts.update(("communiqués", *found) for found in _looked_for(texts, model))
    kinds = dict.fromkeys((texts, there, by) for texts, there, by, _ in counts)
    return [
        Joins(
            texts=texts,
            there=there,
            by=by,
            right=counts[texts, there, by, "right"],
            wrong=counts[texts, there, by, "wrong"],
            of=sum(counts[texts, there, by, what] for what in ("right", "wrong", "none")),
        )
        for texts, there, by in kinds
    ]


def _communiques() -> dict[str, dict[str, Texts]]:
    """Return the press room's texts: source -> language -> texts."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for path in sorted(_FOLDER.glob("*.toml")):
        source = "_".join(path.stem.split("_")[:2])
        for language, told in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if language in WRITTEN_IN:
                text = "\n\n".join([told["title"], *told["paragraphs"]])
                found[source][language][path.stem] = text
    return {source: {**texts} for source, texts in found.items()}


def _looked_for(texts: Mapping[str, Texts], model: Embedding) -> Iterator[tuple[bool, str, str]]:
    """Yield whether an edition was there, what was asked (BY), and what was found."""
    places = {
        language: {name: edition.places(text, language) for name, text in those.items()}
        for language, those in texts.items()
    }
    for one, other in permutations(texts, 2):
        nearness = partial(_nearness, model, texts[one], texts[other])
        whole = edition.Pools(places[one], places[other])
        for name in texts[one]:
            pools = {name in texts[other]: whole}
            if name in texts[other]:
                rest = {key: those for key, those in places[other].items() if key != name}
                pools[False] = edition.Pools(places[one], rest)
            for there, pool in pools.items():
                sure = pool.partner(name)
                found = sure, sure or pool.chosen(name, nearness), sure or pool.chosen(name, eq)
                yield from (
                    (there, by, _judged(name, one)) for by, one in zip(BY, found, strict=True)
                )


def _nearness(model: Embedding, left: Texts, right: Texts, one: str, other: str) -> float:
    return model.nearness(left[one], right[other])


def _judged(name: str, found: str | None) -> str:
    if found is None:
        return "none"
    return "right" if found == name else "wrong"
