"""What mails that come back are: written from documented formats before anything read them."""

import tomllib
from pathlib import Path

import pytest

from pipeline import bounce

FOLDER = Path(__file__).parent / "returned"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
KEY = "5f1d0c7b9a3e48d2b6c4a1f07e9d3b52"


def returned(name: str) -> bounce.Returned:
    return bounce.returned((FOLDER / f"{name}.eml").read_bytes())


def test_every_mail_of_the_folder_is_expected_to_be_something() -> None:
    assert {path.stem for path in FOLDER.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mail_that_came_back_is_told_apart(name: str) -> None:
    assert returned(name).kind == EXPECTED[name]["kind"]


@pytest.mark.parametrize("name", EXPECTED)
def test_whose_it_was_is_told_by_our_key_and_by_nothing_else(name: str) -> None:
    assert returned(name).keys == ((KEY,) if EXPECTED[name]["ours"] else ())
