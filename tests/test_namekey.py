"""One key for a name, however it is spelled and in whatever script."""

import pytest

from pipeline.searches.query import asked, compose, is_name, terms
from pipeline.speakers.namekey import LEAST, keys, sought

NAMES = {  # as a query has it -> as texts have it, each with its language
    "Mirzoyan": "Միրզոյան hy, Միրզոյանը hy, Мирзоян ru, Мирзояном ru, Mirzoïan fr, Mirzoyan az,"
    " Mirzoyanın az, მირზოიანი ka, میرزویان fa",
    "Мирзоян": "Mirzoyan en, Միրզոյան hy, Mirzoïan fr, მირზოიანმა ka, میرزویان fa",
    "Aliyev": "Əliyev az, Əliyevin az, Алиев ru, Алиевым ru, Ալիև hy, Ալիեւը hy, Aliev fr,"
    " Alijew de, ალიევი ka",
    "Əliyev": "Aliyev en, Алиев ru, Ալիև hy",
    "Jeyhun": "Ceyhun az, Джейхун ru, Ջեյհուն hy, Jeihun fr, Djeyhoun fr",
    "Bayramov": "Байрамов ru, Բայրամով hy, Bairamov fr, Bayramow de, بایراموف fa",
    "Pashinyan": "Փաշինյան hy, Пашинян ru, Pachinian fr, Paşinyan az, Paschinjan de,"
    " پاشینیان fa, ფაშინიანი ka",
    "Pachinian": "Pashinyan en, Փաշինյան hy, Пашинян ru, Paşinyan tr",
    "Lavrov": "Լավրով hy, Лавров ru, Lawrow de, لاوروف fa, ლავროვი ka",
    "Heydar": "Heydər az, Гейдар ru, Հեյդար hy",
    "İlham": "Ilham en, Ильхам ru, Իլհամ hy",
    "Karabakh": "Qarabağ az, Карабах ru, Ղարաբաղ hy, Karabagh fr, Karabağ tr, ყარაბაღი ka",
    "Latchine": "Latchine fr",
    "Լաչին": "Lachin en, Laçın az, Лачин ru, Latchine fr",
    "Harutyunyan": "Հարությունյան hy, Арутюнян ru, Haroutiounian fr",
    "Voskan": "Ոսկան hy, Воскан ru",
}


def wanted(name: str) -> frozenset[str]:
    """Return the keys by which a query looks for a name."""
    found = terms(name)
    return compose(found, dict.fromkeys(asked(found), "word"), ()).names


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_in_every_spelling(name: str) -> None:
    for written in NAMES[name].split(", "):
        word, language = written.split()
        assert is_name(word, language, wanted(name)), written


@pytest.mark.parametrize(
    ("name", "other", "language"),
    [
        ("Mirzoyan", "Маркарян", "ru"),
        ("Mirzoyan", "Mərziyyə", "az"),
        ("Aliyev", "Олег", "ru"),
        ("Aliyev", "Լևոն", "hy"),
        ("Bayramov", "Байден", "ru"),
        ("Lavrov", "Лаврентий", "ru"),
        ("Pashinyan", "Саркисян", "ru"),
        ("Lachin", "Լոռի", "hy"),
        ("Armenia", "Ирина", "ru"),
        ("Pashinyan", "پیشین", "fa"),  # former
    ],
)
def test_another_name_is_not(name: str, other: str, language: str) -> None:
    assert not is_name(other, language, wanted(name))


SHORT = {  # a name of few symbols -> a form of it, and a longer word that begins as it does
    "Bakı": ("Bakıda az, Bakının az, Bakıya az, ბაქოს ka, Баку ru, Բաքվում hy", "Beginning en"),
    "Baku": ("Bakou fr, Bakus de, Баку ru, Բաքվի hy, باکو fa", "Bakunin en"),
    "Shusha": ("Шушу ru, Шуше ru, Şuşada az, Şuşa'nın tr, Շուշի hy", "Choucharian fr"),
    "Шуша": ("Şuşaya az, Shusha en, Шуши ru", "Shushanik en"),
    "Goris": ("Գորիսում hy, Горисе ru, Gorisdə az", "Courrissons fr"),
    "Aliyev": ("Əliyevə az, Алиеву ru, Ալիևից hy, ალიევის ka", "Elevators en"),
    "İran": ("İrandan az, Иране ru, Իրանի hy, ირანში ka", "Iranology en"),
    "Putin": ("Poutine fr, Путиным ru, Putins de, Պուտինը hy, პუტინმა ka", "Putinism en"),
    "Kapan": ("Կապանում hy, Капане ru, Kapanda az", "Capanski en"),
    "Meghri": ("Մեղրու hy, Мегри ru", "Macrystal en"),
    "Լաչին": ("Laçında az, Лачине ru", "Lashinger en"),
    "ბაქო": ("Bakou fr, Bakü'de tr", "Bakunin en"),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_short_name_is_a_whole_word_or_has_an_ending_of_its_language(name: str) -> None:
    forms, other = SHORT[name]
    for written in forms.split(", "):
        word, language = written.split()
        assert is_name(word.partition("'")[0], language, wanted(name)), written
    word, language = other.split()
    assert not is_name(word, language, wanted(name))


def test_what_begins_with_a_small_letter_is_no_name_where_there_are_capitals() -> None:
    assert not is_name("мирзоян", "ru", sought("Mirzoyan"))
    assert is_name("мирзоян".capitalize(), "ru", sought("mirzoyan"))


@pytest.mark.parametrize("word", ["Ла", "Ы", "李", "٣٣٣", "x", "Ь", "ᎣᏏᏲ", "𝔸𝔹ℂ", "2023"])
def test_too_little_has_no_key(word: str) -> None:
    assert all(len(key) >= LEAST for key in keys(word, "ru"))
    assert keys(word, "ru") <= sought(word) | keys(word, "ru")


@pytest.mark.parametrize("word", ["ьъ", "İ̇̇̇", "g" * 500, "Г" * 40, "a\u0301" * 50, "'&|!:*()\\"])
def test_hostile_words_cost_nothing(word: str) -> None:
    for key in sought(word):
        assert set(key) <= set("abcdiklmnprstuvzCS=")
