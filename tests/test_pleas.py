"""What is asked for, or blamed on somebody, in the infinitive; and by whose voice."""

from datetime import date

import pytest
from heard import said

DAY = date(2023, 5, 4)


def heard(text: str) -> list[tuple[str, list[str]]]:
    return said(text, "fr", DAY)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "L'UE, par la voix de son chef, Josep Borrell, leur a demandé de s'abstenir de tirer.",
            "s'abstenir de tirer",
            ["borrell_josep"],
        ),
        (
            "Bakou, par la voix de son ministère des Affaires étrangères, a dit que c'était fini.",
            "c'était fini",
            ["mfa_azerbaijan"],
        ),
        (
            "Le Kremlin a affirmé, par la voix de Dmitri Peskov, que tout allait bien.",
            "tout allait bien",
            ["peskov_dmitry"],
        ),
        (
            "M. Macron avait, dans un communiqué, demandé aux belligérants de cesser le feu.",
            "cesser le feu",
            ["macron_emmanuel"],
        ),
        ("Chacun accuse l'autre d'avoir ouvert le feu.", "avoir ouvert le feu", []),
        ("Les deux camps s'accusent d'avoir rompu la trêve.", "avoir rompu la trêve", []),
        (
            "Erevan et Bakou se sont mutuellement accusés d'avoir rompu la trêve.",
            "avoir rompu la trêve",
            ["government_armenia", "government_azerbaijan"],
        ),
        (
            "Moscou a invité les deux ministres à se rencontrer dans la capitale.",
            "se rencontrer dans la capitale",
            ["government_russia"],
        ),
        (
            "M. Aliev a pressé Erevan de modifier sa Constitution.",
            "modifier sa Constitution",
            ["aliyev_ilham"],
        ),
    ],
)
def test_what_is_asked_for_or_blamed_is_theirs(text: str, words: str, who: list[str]) -> None:
    assert heard(text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Les militants sont accusés d'avoir rompu la trêve.",
        "Les militants, accusés d'avoir rompu la trêve, sont partis.",
        "M. Aliev était, hier encore, accusé de trahir le pays.",
        "Personne n'accuse Erevan de trahir ses engagements.",
        "Moscou ne demande pas à Erevan de changer de camp.",
        "Il est difficile d'accuser Erevan de trahir ses engagements.",
        "Les ministres ont été invités à se rencontrer dans la capitale.",
        "M. Aliev, pressé de rentrer chez lui, est parti.",
    ],
)
def test_nothing_is_where_nobody_asks(text: str) -> None:
    assert not heard(text)


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        ("Et on nous dit de tourner la page", "tourner la page"),
        ("Les Russes nous disent de ne pas paniquer, mais eux partent", "ne pas paniquer"),
        ("Mon chef m'a demandé de rester chez moi. J'ai peur", "rester chez moi"),
        ("On nous dit que tout va bien", None),
        ("On nous demande de l'argent", None),
    ],
)
def test_what_others_tell_them_to_do_is_a_voice_inside(words: str, inner: str | None) -> None:
    found = [inside for inside, _ in heard(f"« {words} », dit une habitante.")]
    assert found == [words, *([inner] if inner else [])]


@pytest.mark.parametrize(
    ("who", "ids"),
    [
        ("Erevan et Bakou", ["government_armenia", "government_azerbaijan"]),
        ("L'Arménie et l'Azerbaïdjan", ["government_armenia", "government_azerbaijan"]),
        ("La Russie, l'Iran et la France", ["government_russia", "mfa_iran", "mfa_france"]),
    ],
)
def test_countries_speak_together(who: str, ids: list[str]) -> None:
    assert heard(f"{who} ont affirmé que tout allait bien.") == [("tout allait bien", ids)]
