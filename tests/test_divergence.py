"""Where texts of one act of speech part: shown, and no edit of any of them."""

import pytest

from pipeline.divergence import Divergence, Worded, divergences


def text(language: str, body: str, source: str = "Ministry") -> Worded:
    return Worded(source=source, language=language, body=body)


def forms(found: list[Divergence]) -> list[tuple[str, dict[str, list[str]]]]:
    return [
        (one.kind, {form: [text.language for text in told] for form, told in one.forms})
        for one in found
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            text("en", "The minister went to Shusha by road."),
            text("hy", "Նախարարը մեքենայով մեկնեց Շուշի։"),
            {"Shusha": ["en"], "Շուշի": ["hy"]},
        ),
        (
            text("en", "The road leads to Stepanakert."),
            text("ru", "Дорога ведёт в Ханкенди."),
            {"Stepanakert": ["en"], "Ханкенди": ["ru"]},
        ),
    ],
)
def test_a_place_by_the_name_of_another_side(
    one: Worded, other: Worded, expected: dict[str, list[str]]
) -> None:
    [(kind, found)] = forms(divergences([one, other]))
    assert (kind, found) == ("place", expected)


def test_the_same_side_in_two_languages_is_none() -> None:
    same = [text("en", "to Stepanakert"), text("hy", "դեպի Ստեփանակերտ"), text("fr", "à Paris")]
    assert divergences(same) == []


def test_numbers_that_only_some_have_are_shown_together() -> None:
    texts = [
        text("ru", "В количестве 1960 военнослужащих и 90 единиц, 9 ноября 2020 года."),
        text("az", "1950 hərbçi və 90 texnika, noyabrın 9-da."),
    ]
    assert forms(divergences(texts)) == [("number", {"1960": ["ru"], "1950": ["az"]})]
