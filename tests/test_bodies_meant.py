"""Which body a pronoun means, and whose "this text" is."""

from datetime import date

import pytest
from heard import said

DAY = date(2023, 5, 4)
HELD = "Nikol Pachinian a dit que la trêve tenait."
AZERBAIJANI = "le ministère azerbaïdjanais de la Défense"
THEIRS = "Le ministère azerbaïdjanais de la Défense"
MANY = f"Erevan et Moscou attendent. « Le feu a repris », a dit {AZERBAIJANI}."


def last(text: str) -> list[str]:
    return said(text, "fr", DAY)[-1][1]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"« C'est faux », a réagi {AZERBAIJANI}. Il a dit que tout brûlait.", "mod"),
        (f"{THEIRS} a fait état de deux morts. Bakou a accepté une trêve, a-t-il dit.", "mod"),
        ("« C'est faux », dit la présidence azerbaïdjanaise. Elle nie que rien ne brûle.", "pres"),
        ("« C'est faux », dit la présidence azerbaïdjanaise. Il a dit que tout brûlait.", None),
        ("« C'est faux », a réagi Maria Zakharova. Il a dit que tout brûlait.", None),
        ("Le gouvernement arménien doit partir. « Tout brûle », a-t-il ajouté.", None),
    ],
)
def test_he_and_she_mean_a_body_that_spoke_by_its_article(text: str, who: str | None) -> None:
    of = {"mod": "mod_azerbaijan", "pres": "presidency_azerbaijan", None: "pashinyan_nikol"}
    assert last(f"{HELD} {text}") == [of[who]]


def test_nobody_is_meant_where_the_ministry_that_spoke_is_unknown() -> None:
    assert not last(f"{HELD} « Tout va », dit le ministère de la Santé. Il nie que rien ne brûle.")


def test_she_is_no_man() -> None:
    assert not last("Nikol Pachinian a parlé. Selon elle, la trêve tient.")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Selon ce communiqué, tout brûle.", ["mod_azerbaijan"]),
        ("Selon ce communiqué, tout brûle. « C'est grave », ajoute le texte.", ["mod_azerbaijan"]),
        ("« Tout brûle », précise le communiqué.", ["mod_azerbaijan"]),
        ("« Tout brûle », précise le rapport.", []),
        ("Ilham Aliev a dit que tout brûlait. Selon ce texte, la trêve ne tient plus.", []),
    ],
)
def test_a_text_is_of_the_body_that_spoke_last(text: str, who: list[str]) -> None:
    assert (
        last(f"Erevan et Moscou attendent. « Le feu a repris », a dit {AZERBAIJANI}. {text}")
        == who
    )
