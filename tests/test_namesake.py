"""Whom a name may mean, in whatever letters it is written."""

import pytest

from pipeline.speakers.namesake import namesakes


@pytest.mark.parametrize(
    "name", ["Blinken", "Блинкен", "Բլինքեն", "Antony Blinken", "Anthony Blinken"]
)
def test_a_name_is_found_in_every_script(name: str) -> None:
    assert namesakes(name) == {"blinken_antony"}


def test_every_word_of_a_name_must_be_there() -> None:
    assert "mirzoyan_karen" in namesakes("Միրզոյան")
    assert namesakes("Արարատ Միրզոյան") == {"mirzoyan_ararat"}


def test_an_abbreviation_is_itself_and_no_other() -> None:
    assert "mfa_armenia" in namesakes("ԱԳՆ")
    assert namesakes("nobody of that name") == set()
