"""Which texts of two languages are one: names in any script, numbers, and a margin."""

import tomllib
from itertools import permutations

import pytest

from pipeline.carriages.edition import Places, Pools, consonants, marks, places
from pipeline.settings import REPOSITORY

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
FOLDER = REPOSITORY / "runtime" / "pressroom" / "texts"
OTHER = "Two teams played in the rain on Sunday, and Zürich won by 5 to 1."


def joined(left: dict[str, Places], right: dict[str, Places]) -> dict[str, str]:
    """Return which texts of the left are which of the right."""
    pools = Pools(left, right)
    return {one: partner for one in left if (partner := pools.partner(one)) is not None}


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
    left = {"visit": places(VISIT["en"], "en"), "call": places(CALL["en"], "en")}
    right = {"visit": places(VISIT[language], language), "call": places(CALL[language], language)}
    assert joined(left, right) == {"visit": "visit", "call": "call"}


def test_nothing_is_joined_where_two_are_as_near() -> None:
    text = places(VISIT["en"], "en")
    assert joined({"a": text}, {"b": text, "c": text}) == {}
    assert joined({"a": text, "d": text}, {"b": text}) == {}


NEAR = {("a", "b"): 0.9, ("a", "c"): 0.8, ("d", "b"): 0.8, ("a", "e"): 0.99}


@pytest.mark.parametrize(
    ("left", "right", "near", "chosen"),
    [
        pytest.param("a", "bc", NEAR, "b", id="the nearer of two on the right"),
        pytest.param("ad", "b", NEAR, "b", id="the nearer of two on the left"),
        pytest.param("ad", "bc", {**NEAR, ("d", "b"): 0.95}, None, id="another has it nearer"),
        pytest.param("a", "bc", {**NEAR, ("a", "c"): 0.89}, None, id="two nearly as near"),
        pytest.param("a", "bc", {**NEAR, ("a", "c"): 0.9}, None, id="two as near"),
        pytest.param("a", "bc", {("a", "b"): 1.0, ("a", "c"): 1.0}, None, id="two the same"),
    ],
)
def test_nearness_chooses_among_what_names_and_numbers_leave_open(
    left: str, right: str, near: dict[tuple[str, str], float], chosen: str | None
) -> None:
    text = places(VISIT["en"], "en")
    pools = Pools(dict.fromkeys(left, text), dict.fromkeys(right, text))
    assert pools.partner("a") is None
    assert pools.chosen("a", lambda one, other: near.get((one, other), 0.0)) == chosen


def test_nearness_alone_joins_nothing_and_overrules_nothing() -> None:
    left = {"a": places(VISIT["en"], "en")}
    other = places(OTHER, "en")
    later = VISIT["ru"].replace("4 мая", "18 мая").replace("3 дней", "2 дней")
    for right in ({}, {"e": other}, {"e": other, "f": other}, {"e": places(later, "ru")}):
        assert Pools(left, right).chosen("a", lambda _, one: float(one == "e")) is None
    right = {"b": places(VISIT["ru"], "ru"), "e": places(later, "ru")}
    assert Pools(left, right).chosen("a", lambda _, one: float(one == "e")) == "b"


def test_a_text_without_its_edition_stays_alone() -> None:
    left = {"other": places(OTHER, "en")}
    assert joined(left, {"visit": places(VISIT["ru"], "ru")}) == {}
    assert joined(left, {"empty": {}}) == {}
    assert joined(left, {}) == {}


def test_texts_whose_numbers_disagree_are_two() -> None:
    later = VISIT["ru"].replace("4 мая", "18 мая").replace("3 дней", "2 дней")
    assert joined({"a": places(VISIT["en"], "en")}, {"b": places(VISIT["ru"], "ru")}) == {"a": "b"}
    assert joined({"a": places(VISIT["en"], "en")}, {"b": places(later, "ru")}) == {}


def test_a_text_that_has_the_same_elsewhere_is_another() -> None:
    begin, end = {"a": places(VISIT["en"], "en")}, places(f"{VISIT['ru']} {CALL['ru']}", "ru")
    assert joined(begin, {"b": places(VISIT["ru"], "ru")}) == {"a": "b"}
    assert joined(begin, {"b": places(f"{CALL['ru']} {VISIT['ru']}", "ru")}) == {}
    assert joined(begin, {"b": end}) == {}


TEXTS = ("am_mfa", "az_president")  # sources of the press room with texts in several languages


@pytest.mark.parametrize("source", TEXTS)
@pytest.mark.parametrize(("one", "other"), [*permutations(("hy", "az", "ru", "en", "fr"), 2)])
def test_no_text_of_a_source_is_taken_for_another_that_is_not_there(
    source: str, one: str, other: str
) -> None:
    """Communiqués of one ministry are formulas: three ambassadors received, two condolences."""
    told = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in FOLDER.glob(f"{source}_*.toml")
    }
    left, right = (
        {
            name: places("\n\n".join([text[tag]["title"], *text[tag]["paragraphs"]]), tag)
            for name, text in told.items()
            if tag in text
        }
        for tag in (one, other)
    )
    assert all(name == partner for name, partner in joined(left, right).items())
    for name in left.keys() & right.keys():
        without = {key: text for key, text in right.items() if key != name}
        assert name not in joined(left, without)
