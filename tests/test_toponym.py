"""The other names of a place, of the other side and of other languages; and what has none."""

import pytest

from pipeline.searches.toponym import other_names


@pytest.mark.parametrize(
    ("word", "other", "language"),
    [
        ("Stepanakert", "Xankəndi", "az"),
        ("Khankendi", "Степанакерт", "ru"),
        ("Ստեփանակերտում", "Khankendi", "en"),
        ("armenia", "Ermənistan", "az"),
        ("Azerbaijan", "Ադրբեջան", "hy"),
        ("Ереван", "İrəvan", "az"),
        ("Bakı", "Баку", "ru"),
        ("Iran", "ایران", "fa"),
        ("Turkey", "Թուրքիա", "hy"),
        ("Moscow", "Москва", "ru"),
        ("Москве", "Moscou", "fr"),
        ("Bruxelles", "Բրյուսել", "hy"),
        ("Турции", "Türkiye", "tr"),
        ("Gürcüstanda", "Վրաստան", "hy"),
    ],
)
def test_a_place_has_other_names(word: str, other: str, language: str) -> None:
    assert (other, language) in other_names(word)


@pytest.mark.parametrize("word", ["Mirzoyan", "treaty", "ԼՂ", "occupation", "1992", "Ադ"])
def test_what_is_no_place_has_none(word: str) -> None:
    assert not other_names(word)


def test_no_name_is_an_adjective_or_an_abbreviation() -> None:
    names = {name for name, _ in other_names("Armenia")}
    assert "հայկական" not in names
    assert "ՀՀ" not in names
