"""Words that a noun of saying gives to somebody: behind it, before it, or by "these words"."""

from datetime import date

import pytest
from heard import said

DAY = date(2023, 5, 4)
WORDS = "La prochaine fois sera la dernière."


def last(text: str) -> tuple[str, list[str]]:
    return said(text, "fr", DAY)[-1]


@pytest.mark.parametrize(
    "behind",
    [
        "C'est par ces mots que Nikol Pachinian a ouvert la séance.",
        "C'est en ces termes, repris partout, que Nikol Pachinian a ouvert la séance.",
        "Ainsi s'exprimait Nikol Pachinian devant la presse.",
        "La phrase, prononcée lundi par Nikol Pachinian, a surpris.",
        "La réponse est venue de Nikol Pachinian.",
    ],
)
def test_marked_words_are_of_whom_the_sentence_behind_says(behind: str) -> None:
    assert last(f"« {WORDS} » {behind}") == (WORDS, ["pashinyan_nikol"])


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Le Kremlin y est allé d'une mise en garde", ["presidency_russia"]),
        ("La réponse est venue du Kremlin", ["presidency_russia"]),
        ("Même son de cloche à Moscou", ["government_russia"]),
        ("Même ton chez Maria Zakharova", ["zakharova_maria"]),
        ("L'accusation, formulée par Maria Zakharova, est grave", ["zakharova_maria"]),
        ("Maria Zakharova a tiré la sonnette d'alarme", ["zakharova_maria"]),
        ("Bakou est sous le choc", []),
    ],
)
def test_a_noun_of_saying_and_a_colon_lead_to_them(before: str, who: list[str]) -> None:
    assert last(f"{before} : « {WORDS} »") == (WORDS, who)
