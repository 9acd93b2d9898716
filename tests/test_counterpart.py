"""Editions that no link joins: by speakers, moment, numbers and names, as likely; or not at all.

The texts are those of the press room: communiqués of one ministry, and formulas among them.
"""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from visits import Visit, address, rows, stored

from pipeline import stages, store
from pipeline.carriages.availability import availability
from pipeline.settings import REPOSITORY, Settings
from pipeline.store.carried import carriers_of, part, statement_at
from pipeline.tables import Carriage, Document, Statement
from runtime.bench.embeddings import make
from runtime.bench.identity import articles

pytestmark = pytest.mark.server

FOLDER = REPOSITORY / "runtime" / "pressroom" / "texts"
FORMULAS = ("ambassador_portugal", "ambassador_finland", "ambassador_uruguay")


def text(name: str, language: str) -> str:
    """Return a communiqué as a page of these tests."""
    path = FOLDER / f"am_mfa_{name}.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))[language]
    return "\n\n".join([told["title"], *told["paragraphs"]])


def published(
    house: Settings, language: str, *names: str, hours: float = 0, genre: str = "communique"
) -> None:
    """Let the ministry publish some communiqués in a language, and join them."""
    with Visit(house, hours=hours) as visit:
        for name in names:
            number = 1 + sorted(path.stem for path in FOLDER.iterdir()).index(f"am_mfa_{name}")
            visit.reads(address(number, language), text(name, language), genre=genre)
    stored(house)
    stages.join_statements(house)


def joined(house: Settings) -> dict[int, list[tuple[str, str, str]]]:
    """Return language, role and certainty of what carries each statement."""
    languages = {one.id: one.language for one in rows(house, Document)}
    found: dict[int, list[tuple[str, str, str]]] = {}
    for one in rows(house, Carriage):
        how = languages[one.document_id], one.role, one.certainty
        found.setdefault(one.statement_id, []).append(how)
    return found


@pytest.mark.parametrize(
    ("language", "name"), [("ru", "kazakhstan"), ("fr", "ambassador_portugal")]
)
def test_an_edition_without_a_link_is_joined_as_likely(
    house: Settings, language: str, name: str
) -> None:
    others = sorted({*FORMULAS, "manuscripts"} - {name})
    published(house, "en", name, *others)
    published(house, language, name, hours=5)
    assert len(rows(house, Statement)) == 1 + len(others)
    assert joined(house)[1] == [
        ("en", "authoritative", "sure"),
        (language, "edition", "likely"),
    ]
    [likely] = [one for one in rows(house, Carriage) if one.certainty == "likely"]
    assert likely.reason.startswith("likely an edition of https://www.mfa.am/en/")
    with store.sessions(house.database)() as session:
        assert f"en, {language} (likely);" in str(availability(carriers_of(session, [1])[1]))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        pytest.param("road", {}, id="another text"),
        pytest.param("kazakhstan", {"hours": 80}, id="too late"),
        pytest.param("kazakhstan", {"genre": "speech"}, id="of another kind"),
    ],
)
def test_what_speaks_against_it_keeps_two_texts_apart(
    house: Settings, name: str, facts: dict[str, object]
) -> None:
    published(house, "en", "kazakhstan", "ambassador_uruguay")
    published(house, "ru", name, **{"hours": 5, **facts})  # type: ignore[arg-type]  # hours or genre
    assert len(rows(house, Statement)) == 3


def test_a_language_has_one_edition_of_a_statement(house: Settings) -> None:
    published(house, "en", "kazakhstan")
    published(house, "ru", "kazakhstan", hours=1)
    with Visit(house, hours=2) as visit:
        other = re.sub("[а-я]{4,}", lambda one: one[0][::-1], text("kazakhstan", "ru"))
        visit.reads(address(99, "ru"), other, genre="communique")
    stored(house)
    stages.join_statements(house)
    assert [len(carriers) for carriers in joined(house).values()] == [2, 1]


def two_as_near(house: Settings) -> None:
    """Publish a text, its edition, and at once another with the same names and numbers."""
    published(house, "en", "kazakhstan")
    with Visit(house, hours=1) as visit:
        told = text("kazakhstan", "ru")
        other = re.sub(r"\b[а-я]{4,}", lambda one: one[0][::-1], told)
        for number, words in ((98, told), (99, other)):
            visit.reads(address(number, "ru"), words, genre="communique")
    stored(house)


def test_of_two_as_near_none_is_joined_without_an_embedding(house: Settings) -> None:
    two_as_near(house)
    stages.join_statements(house)
    assert [len(carriers) for carriers in joined(house).values()] == [1, 1, 1]


def test_of_two_as_near_an_embedding_chooses_one_as_likely(
    house: Settings, tmp_path: Path
) -> None:
    pytest.importorskip("model2vec", reason="veille[embeddings] is not installed")
    make(tmp_path / "model", sorted(articles()))
    two_as_near(house)
    stages.join_statements(replace(house, embeddings=tmp_path / "model"))
    assert sorted(len(carriers) for carriers in joined(house).values()) == [1, 2]
    [likely] = [one for one in rows(house, Carriage) if one.certainty == "likely"]
    assert likely.reason.endswith("among several such the nearest in meaning")
    [chosen] = [one for one in rows(house, Document) if one.id == likely.document_id]
    assert chosen.address == address(98, "ru")


def test_the_press_has_no_editions(house: Settings) -> None:
    for language in ("en", "ru"):
        with Visit(house, source="am_civilnet") as visit:
            where = f"https://civilnet.am/{language}/news/1"
            visit.reads(where, text("kazakhstan", language))
        stored(house)
        stages.join_statements(house)
    assert rows(house, Carriage) == []


def test_what_an_operator_parted_stays_apart(house: Settings) -> None:
    published(house, "en", "kazakhstan")
    published(house, "ru", "kazakhstan", hours=1)
    with store.sessions(house.database).begin() as session:
        statement = statement_at(session, 1)
        assert statement is not None
        assert part(session, 2, statement) == 2
    with Visit(house, hours=2) as visit:
        edited = text("kazakhstan", "ru") + "\n\nВстреча завершилась."
        number = 1 + sorted(path.stem for path in FOLDER.iterdir()).index("am_mfa_kazakhstan")
        visit.reads(address(number, "ru"), edited, genre="communique")
    stored(house)
    stages.join_statements(house)
    assert {statement: len(carriers) for statement, carriers in joined(house).items()} == {
        1: 1,
        2: 1,
    }
