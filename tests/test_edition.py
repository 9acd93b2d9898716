"""Which texts of two languages are one: names in any script, numbers, and a margin."""

import pytest

from pipeline.edition import consonants, joined, likenesses, marks

VISIT = {
    "en": "Ararat Mirzoyan met Jeyhun Bayramov in Arlington on May 4, after 3 days of talks.",
    "hy": "Արարատ Միրզոյանը հանդիպեց Ջեյհուն Բայրամովին Արլինգթոնում մայիսի 4-ին, 3 օր անց։",
    "ru": "Арарат Мирзоян встретился с Джейхуном Байрамовым в Арлингтоне 4 мая, после 3 дней.",
    "az": "Ararat Mirzoyan Arlinqtonda Ceyhun Bayramovla mayın 4-də, 3 gündən sonra görüşdü.",
}
CALL = {
    "en": "Nikol Pashinyan spoke with Emmanuel Macron on June 21 about 120 tonnes of aid.",
    "hy": "Նիկոլ Փաշինյանը հունիսի 21-ին խոսել է Էմանյուել Մակրոնի հետ 120 տոննա օգնության մասին։",
    "ru": "Никол Пашинян 21 июня говорил с Эммануэлем Макроном о 120 тоннах помощи.",
    "az": "Nikol Paşinyan iyunun 21-də Emmanuel Makronla 120 ton yardım barədə danışıb.",
}
OTHER = "Two teams played in the rain on Sunday, and Zürich won by 5 to 1."


@pytest.mark.parametrize(
    ("word", "language"),
    [("Միրզոյան", "hy"), ("Мирзояном", "ru"), ("Mirzoyan", "en"), ("Mirzoïan", "fr")],
)
def test_a_name_is_one_in_every_script(word: str, language: str) -> None:
    assert consonants(word, language)[:3] == consonants("Mirzoyan", "az")[:3]


def test_marks_are_names_and_numbers_however_they_are_grouped() -> None:
    assert marks("in 1,250 and 1 250 of Baku", "en") == {"1250", consonants("Baku", "en")}
    assert marks("of no name at all", "en") == frozenset()


@pytest.mark.parametrize("language", ["hy", "ru", "az"])
def test_each_text_finds_its_edition_and_no_other(language: str) -> None:
    left = {"visit": marks(VISIT["en"], "en"), "call": marks(CALL["en"], "en")}
    right = {"visit": marks(VISIT[language], language), "call": marks(CALL[language], language)}
    assert joined(likenesses(left, right)) == {"visit": "visit", "call": "call"}


def test_nothing_is_joined_where_two_are_as_near() -> None:
    text = marks(VISIT["en"], "en")
    assert joined(likenesses({"a": text}, {"b": text, "c": text})) == {}
    assert joined(likenesses({"a": text, "d": text}, {"b": text})) == {}


def test_a_text_without_its_edition_stays_alone() -> None:
    left = {"other": marks(OTHER, "en")}
    assert joined(likenesses(left, {"visit": marks(VISIT["ru"], "ru")})) == {}
    assert joined(likenesses(left, {"empty": frozenset()})) == {}
    assert joined(likenesses(left, {})) == {}
