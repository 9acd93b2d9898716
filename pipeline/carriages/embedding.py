"""How near two texts of any languages are in meaning, by static vectors of a model. Pure.

An extra, `veille[embeddings]`, used where VEILLE_EMBEDDINGS names the folder of a model2vec
model. Different communiqués are as near as the two languages of one are: it chooses among what
names and numbers allow, and decides nothing alone.
"""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from model2vec import StaticModel


class Embedding:
    """A model, and what it makes of the texts it was asked about lately."""

    def __init__(self, model: "StaticModel") -> None:
        """Take a model as `load` returns it."""
        self._model = model
        self.vector = lru_cache(maxsize=1024)(self._vector)  # in the next batch most are the same

    def _vector(self, text: str) -> tuple[float, ...]:
        """Return where a text lies, at length 1; at 0 where the model knows no word of it."""
        vector = self._model.encode(text, max_length=None)  # the whole text
        length = float((vector @ vector) ** 0.5)
        return tuple((vector / length).tolist()) if length else (0.0,) * len(vector)

    def nearness(self, one: str, other: str) -> float:
        """Return how near two texts are, by the cosine of their vectors: -1 to 1."""
        pairs = zip(self.vector(one), self.vector(other), strict=True)
        return sum(mine * theirs for mine, theirs in pairs)


def check(folder: Path) -> None:
    """Raise SettingsError where there is no such folder, or nothing that reads models."""
    if not folder.is_dir():  # the library would ask a hub for it
        raise SettingsError(f"VEILLE_EMBEDDINGS={folder} is no folder; name that of a model")
    if find_spec("model2vec") is None:
        raise SettingsError("VEILLE_EMBEDDINGS needs model2vec: install veille[embeddings]")


def load(folder: Path) -> Embedding:
    """Return the model of a folder; raise SettingsError where there is none that can be read."""
    check(folder)
    reader = import_module("model2vec")
    try:
        return Embedding(reader.StaticModel.from_pretrained(folder))
    except Exception as error:  # its readers of three formats have no class of their own
        named = f"VEILLE_EMBEDDINGS={folder}"
        raise SettingsError(f"{named} holds no model2vec model: {error}") from error
