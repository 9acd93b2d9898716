"""Who tells: trades without a name, one of several, names behind what a title is of."""

from datetime import date

import pytest
from heard import said

DAY = date(2023, 5, 4)


def heard(text: str) -> list[tuple[str, list[str]]]:
    return said(text, "fr", DAY)


def test_a_trade_inside_marks_tells_what_stands_around_it() -> None:
    text = "« Ils voient tout d'en haut, lâche un policier. Nous, on ne voit que leurs phares. »"
    assert heard(text) == [
        ("Ils voient tout d'en haut", []),
        ("Nous, on ne voit que leurs phares.", []),
    ]


@pytest.mark.parametrize(
    ("teller", "who"),
    [
        ("l'un des organisateurs, Samir Ahmadzadé", ["Samir Ahmadzadé"]),
        ("l'une des organisatrices", []),
        ("le directeur du sanatorium Ararat, Hovik Sarukhanian", ["Hovik Sarukhanian"]),
        ("la gérante du restaurant Tumanyan, devant un hall vide", []),
        ("le maire de Goris, Arouch Arouchanian", ["Arouch Arouchanian"]),
        ("un habitant du village de Talych, Narek", ["Narek"]),
        ("la présidente du parti Anna Petrossian", ["Anna Petrossian"]),
        ("un habitant de Goris, près de Latchine", []),
    ],
)
def test_a_name_is_of_who_tells_and_not_of_a_thing(teller: str, who: list[str]) -> None:
    assert heard(f"La route sera longue, promet {teller}.") == [("La route sera longue", who)]
    assert heard(f"« C'est long », promet {teller}.") == [("C'est long", who)]


@pytest.mark.parametrize("side", ["Côté arménien", "Du côté russe"])
def test_what_is_said_on_a_side_is_said_by_nobody_named(side: str) -> None:
    assert heard(f"{side}, on fait valoir que tout va bien.") == [("tout va bien", [])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Selon le maire de Goris, Arouch Arouchanian, tout va bien.", ["Arouch Arouchanian"]),
        ("La route est libre ici, selon le maire de Goris, Ani Arouchanian.", ["Ani Arouchanian"]),
        ("Selon le maire de Goris, Nikol Pachinian ment au monde entier.", []),
    ],
)
def test_a_name_behind_a_source_is_theirs_where_a_comma_closes_it(
    text: str, who: list[str]
) -> None:
    assert [speakers for _, speakers in heard(text)] == [who]
