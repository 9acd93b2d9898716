"""Whose a ministry is that a text names without its country."""

from datetime import date

import pytest
from heard import said

DAY = date(2023, 5, 4)
MINISTRY = "le ministère de la Défense"


def tellers(text: str, language: str = "fr") -> list[list[str]]:
    return [who for _, who in said(text, language, DAY)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"Tout est calme à la frontière, a assuré {MINISTRY} à Bakou.", "mod_azerbaijan"),
        (f"Tout est calme à la frontière, a assuré mardi à Erevan {MINISTRY}.", "mod_armenia"),
        (f"A Bakou, {MINISTRY} a assuré que tout était calme.", "mod_azerbaijan"),
        (f"Bakou affirme le contraire : selon {MINISTRY}, tout est calme.", "mod_azerbaijan"),
        (f"Erevan attend. L'Azerbaïdjan nie. « C'est faux », a dit {MINISTRY}.", "mod_azerbaijan"),
        (f"Moscou a réagi. « C'est une provocation », a dit {MINISTRY}.", "mod_russia"),
        (f"L'armée arménienne a perdu deux hommes, a reconnu lundi {MINISTRY}.", "mod_armenia"),
        (f"Trois soldats arméniens sont morts au Karabakh, selon {MINISTRY}.", "mod_armenia"),
        (f"La Russie a retiré ses troupes. « C'est fini », a dit {MINISTRY}.", "mod_russia"),
    ],
)
def test_a_ministry_is_of_the_country_a_text_tells_of(text: str, who: str) -> None:
    assert tellers(text)[-1] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Bakou accuse Erevan. « C'est faux », a dit le chef de la diplomatie.",
        f"Deux soldats ont été tués à la frontière, a indiqué {MINISTRY}.",
        f"Deux Arméniens sont morts sous des tirs azerbaïdjanais, a indiqué {MINISTRY}.",
        f"Bakou a accusé Erevan d'avoir tiré. « C'est faux », a répondu {MINISTRY}.",
        f"Les forces du Karabakh ont tué un soldat azerbaïdjanais, selon {MINISTRY}.",
        "L'ambassadeur de France a quitté Bakou, a dit le ministère des Affaires étrangères.",
        "« Tout est calme », a dit le ministre des Affaires étrangères à Bakou.",
    ],
)
def test_it_is_nobody_where_it_may_be_of_another(text: str) -> None:
    assert tellers(text)[-1] == []


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("le Premier ministre", ["pashinyan_nikol"]),
        ("le chef de la diplomatie", ["mirzoyan_ararat"]),
        ("le porte-parole du ministère de la Défense", ["mod_armenia"]),
        ("le président de l'association", []),
        ("le ministre de la Santé", []),
        ("un conseiller du président", []),
    ],
)
def test_so_is_an_office(title: str, who: list[str]) -> None:
    assert tellers(f"L'Arménie proteste. « C'est faux », a dit {title}.") == [who]


def test_the_capital_named_last_goes_before_the_ministry_named_last() -> None:
    text = (
        f"Le ministère azerbaïdjanais de la Défense a dit que tout était calme. Erevan a démenti."
        f" Selon {MINISTRY}, des tirs ont eu lieu."
    )
    assert tellers(text) == [["mod_azerbaijan"], ["mod_armenia"]]


def test_a_ministry_of_a_place_that_no_table_lists_is_one_by_its_name() -> None:
    assert tellers(f"A Stepanakert, {MINISTRY} a dit que tout était calme.") == [[MINISTRY]]
