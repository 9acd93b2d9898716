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
        ("l'ambassadrice d'Arménie à Paris, Hasmik Tolmadjian", ["Hasmik Tolmadjian"]),
        ("sa famille", []),
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


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("selon un bilan donné par M. Pachinian devant le Parlement", ["pashinyan_nikol"]),
        ("selon Nikol Pachinian lors d'un discours", ["pashinyan_nikol"]),
        ("d'après des chiffres transmis par le ministère russe de la Défense", ["mod_russia"]),
    ],
)
def test_by_whom_a_count_is_given_and_where_ends_a_sentence(source: str, who: list[str]) -> None:
    assert heard(f"Dix soldats ont péri hier, {source}.") == [("Dix soldats ont péri hier", who)]


def test_what_is_so_for_somebody_is_an_outlets_but_for_marked_words() -> None:
    pashinyan = ["pashinyan_nikol"]
    assert heard("Pour Nikol Pachinian, il s'agit d'un « nettoyage ethnique » sans fin.") == [
        ("nettoyage ethnique", pashinyan)
    ]
    assert heard("Pour Nikol Pachinian, la paix est proche.") == [
        ("la paix est proche", pashinyan)
    ]


def test_a_day_may_stand_amid_the_words_of_a_verb() -> None:
    text = "Nikol Pachinian a tiré mardi la sonnette d'alarme : « Le pain manque. »"
    assert heard(text) == [("Le pain manque.", ["pashinyan_nikol"])]
    text = "Nikol Pachinian a mis jeudi en garde contre « une nouvelle guerre »."
    assert heard(text) == [("une nouvelle guerre", ["pashinyan_nikol"])]


@pytest.mark.parametrize(
    "text",
    [
        "Le groupe de Minsk est à Bakou. « C'est bien », ont dit les coprésidents du groupe.",
        "Le groupe de Minsk est à Bakou. « C'est bien », ont dit les coprésidents.",
        "« Venez », ont dit les coprésidents du groupe de Minsk. Ils ont jugé que c'était bien.",
    ],
)
def test_the_co_chairs_are_a_body(text: str) -> None:
    assert heard(text)[-1][1] == ["minsk_group_cochairs"]


@pytest.mark.parametrize(
    ("subject", "who"),
    [
        ("L'Azerbaïdjan, qui rejette ces accusations,", ["government_azerbaijan"]),
        ("La Turquie, alliée de Bakou,", ["mfa_turkiye"]),
        ("L'Arménie, elle,", ["government_armenia"]),
        ("L'Arménie, où Nikol Pachinian est arrivé,", ["government_armenia"]),
        ("L'Arménie, Nikol Pachinian en tête, et Sergueï Lavrov", ["lavrov_sergey"]),
    ],
)
def test_a_country_speaks_behind_an_aside(subject: str, who: list[str]) -> None:
    assert heard(f"{subject} a affirmé que tout allait bien.") == [("tout allait bien", who)]


def test_what_they_will_do_no_more_is_said() -> None:
    assert heard("Nikol Pachinian dit ne plus compter sur Moscou.") == [
        ("ne plus compter sur Moscou", ["pashinyan_nikol"])
    ]


def test_who_is_told_of_between_their_words_speaks_on() -> None:
    before = "« Ils sont partis », souffle Anahit, 62 ans."
    assert heard(f"{before} Elle montre une photo. « C'était ma maison. »")[-1][1] == ["Anahit"]
    assert heard(f"{before} Il y a du bruit. « C'était ma maison. »")[-1][1] == []


def test_a_second_verb_accuses_too_but_not_on() -> None:
    met = "Antony Blinken a parlé avec Ilham Aliev"
    assert heard(f"{met} et l'a accusé de mentir au monde.") == [
        ("mentir au monde", ["blinken_antony"])
    ]
    assert heard(f"{met} et on l'a accusé de mentir au monde.") == []


def test_a_name_before_its_verb_is_nothing_that_a_text_says() -> None:
    text = "L'ambassadeur en France, Rahman Moustafaïev, juge ce texte « scandaleux »."
    assert [words for words, _ in heard(text)] == ["scandaleux"]
