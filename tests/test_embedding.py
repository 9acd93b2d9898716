"""The embedding: how near texts of two languages are; off by default; what is wrong is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.carriages import embedding
from pipeline.errors import SettingsError
from runtime.bench import embeddings
from runtime.bench.identity import articles

installed = pytest.mark.skipif(
    embedding.find_spec("model2vec") is None, reason="veille[embeddings] is not installed"
)


@installed
@pytest.mark.parametrize(("one", "other"), [("en", "hy"), ("ru", "az"), ("fr", "tr")])
def test_a_text_is_nearest_to_itself_in_another_language(
    one: str, other: str, tmp_path: Path
) -> None:
    documents = sorted(articles())
    model = embeddings.make(tmp_path, documents[::2])
    held = {name: articles()[name] for name in documents[1::2]}
    first = sum(
        name == max(held, key=lambda near: model.nearness(text, "\n".join(held[near][other])))
        for name, lines in held.items()
        for text in ["\n".join(lines[one])]
    )
    assert first >= 0.6 * len(held)  # by chance one of 31


@installed
def test_the_whole_of_a_text_is_looked_at_and_unknown_words_are_near_nothing(
    tmp_path: Path,
) -> None:
    model = embeddings.make(tmp_path, sorted(articles())[:9])
    assert model.nearness("government " * 2000 + "president", "government") < 1
    assert model.nearness("qzqzq", "government") == 0
    assert model.nearness("government", "government") == pytest.approx(1)


@installed
def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=rf"VEILLE_EMBEDDINGS={tmp_path} holds no model2vec"):
        embedding.load(tmp_path)
    embeddings.make(tmp_path, sorted(articles())[:2])
    (tmp_path / "model.safetensors").write_bytes(b"none")
    with pytest.raises(SettingsError, match="holds no model2vec model"):
        embedding.load(tmp_path)


def test_a_missing_folder_or_package_is_refused_with_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError, match=r"VEILLE_EMBEDDINGS=.*/none is no folder"):
        settings.read({"VEILLE_EMBEDDINGS": str(tmp_path / "none")})
    monkeypatch.setitem(sys.modules, "model2vec", None)
    with pytest.raises(SettingsError, match=r"install veille\[embeddings\]"):
        settings.read({"VEILLE_EMBEDDINGS": str(tmp_path)})


def test_without_the_setting_nothing_of_it_is_imported() -> None:
    assert settings.read({}).embeddings is None
    asked = (
        "import sys\n"
        "from pipeline import settings, stages, statement\n"
        "settings.read({})\n"
        "print([one for one in ('model2vec', 'tokenizers', 'safetensors') if one in sys.modules])"
    )
    said = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True
    )
    assert said.stdout == "[]\n"


@installed
def test_the_bench_says_what_an_embedding_adds() -> None:
    found = {(one.texts, one.there, one.by): one for one in embeddings.measured()}
    alone, with_it, perfect = (found["articles", True, by] for by in embeddings.BY)
    assert alone.right <= with_it.right <= perfect.right < with_it.of
    assert not any(one.wrong for one in found.values())
