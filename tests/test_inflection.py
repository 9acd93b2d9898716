"""Forms of Armenian words that its stemmer parts, and names without the ending they stand in."""

import pytest

from pipeline.searches.inflection import bases, forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("պայմանագիր", "պայմանագրի"),  # the vowel of the last syllable goes
        ("պայմանագրերը", "պայմանագիր"),
        ("ժողովրդի", "ժողովուրդ"),
        ("երկիր", "երկրների"),
        ("երկրների", "երկիր"),
        ("խաղաղություն", "խաղաղության"),
        ("Անվտանգությամբ", "անվտանգություն"),
        ("հանդիպում", "հանդիպման"),
        ("սահմանազատմամբ", "սահմանազատում"),
        ("հարց", "հարցի"),  # the stemmer leaves a short word's case as it is, or takes a root
    ],
)
def test_a_form_of_an_armenian_word_is_found_by_another(one: str, other: str) -> None:
    found = forms(one, "hy")
    assert found[0] == one
    assert other in found


@pytest.mark.parametrize(("word", "language"), [("нового", "ru"), ("meetings", "en")])
def test_what_its_stemmer_knows_is_left_to_it(word: str, language: str) -> None:
    assert forms(word, language) == [word]


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Мирзояном", "мирзоян"),
        ("Захаровой", "захаров"),
        ("Լաչինում", "լաչին"),
        ("Միրզոյանին", "միրզոյան"),
        ("Qarabağda", "qarabağ"),
        ("Bayramovun", "bayramov"),
        ("მირზოიანის", "მირზოიან"),
    ],
)
def test_a_name_may_be_declined(name: str, base: str) -> None:
    assert base in bases(name)


@pytest.mark.parametrize(
    ("name", "language", "base"),
    [
        ("Шушу", "ru", "шуша"),
        ("Москве", "ru", "москва"),
        ("Բաքվում", "hy", "բաքու"),
        ("Գյումրու", "hy", "գյումրի"),
        ("Շուշին", "hy", "շուշի"),
        ("Bakıya", "az", "bakı"),
        ("Əliyevə", "az", "əliyev"),
        ("Poutine", "fr", "poutin"),
        ("Putins", "de", "putin"),
    ],
)
def test_a_text_declines_names_as_its_language_does(name: str, language: str, base: str) -> None:
    assert base in bases(name, language)


@pytest.mark.parametrize(("word", "language"), [("Beginning", "en"), ("Bakida", "en")])
def test_no_text_takes_endings_from_another_language(word: str, language: str) -> None:
    assert bases(word, language) == []


@pytest.mark.parametrize("name", ["Biden", "Բայրամով", "Միրզոյան", "Мирзоян", "Баку", "میرزویان"])
def test_what_may_be_the_name_itself_is_left_alone(name: str) -> None:
    assert bases(name) == []
