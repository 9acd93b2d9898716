"""Where texts of one act of speech part: shown, and no edit of any of them."""

import pytest

from pipeline.carriages.divergence import Divergence, Worded, divergences, permitted
from pipeline.excerpt import Allowance
from pipeline.mails.view import parted


def text(language: str, body: str, source: str = "Ministry", rights: str = "full") -> Worded:
    return Worded(
        document=hash((source, language)),
        source=source,
        rights=rights,
        language=language,
        body=body,
    )


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


SHUSHA = "The minister spoke. He rested. He went to Shusha by road."
SHUSHI = "Նախարարը մեքենայով մեկնեց Շուշի։"


def shown(one: Worded, other: Worded, allowance: Allowance | None = None) -> list[str | None]:
    """Return the words for a place that may be shown of two texts."""
    [found] = permitted(divergences([one, other]), allowance or Allowance())
    return [form for form, _ in found.forms]


@pytest.mark.parametrize(
    ("rights", "expected"),
    [("full", ["Shusha", "Շուշի"]), ("excerpt", ["Shusha", "Շուշի"]), ("link", ["Շուշի", None])],
)
def test_words_are_shown_as_the_rights_of_their_source_allow(
    rights: str, expected: list[str | None]
) -> None:
    assert shown(text("en", SHUSHA, "Outlet", rights), text("hy", SHUSHI)) == expected


def test_a_word_of_an_excerpt_stands_within_its_two_sentences() -> None:
    one, other = text("en", SHUSHA, "Outlet", "excerpt"), text("hy", SHUSHI)
    full = Allowance()
    for sentence in ("The minister spoke.", "He rested."):
        start = SHUSHA.index(sentence)
        assert full.of(one.document, "excerpt", SHUSHA, (start, start + len(sentence)))
    assert shown(one, other, full) == ["Շուշի", None]
    half = Allowance()
    start = SHUSHA.index("He went")
    half.of(one.document, "excerpt", SHUSHA, (start, len(SHUSHA)))
    half.of(one.document, "excerpt", SHUSHA, (0, 19))
    assert shown(one, other, half) == ["Shusha", "Շուշի"]  # its sentence is shown already


def test_of_words_that_may_not_be_shown_it_is_said_who_has_others() -> None:
    one, other = text("en", SHUSHA, "Outlet", "link"), text("hy", SHUSHI)
    [found] = permitted(divergences([one, other]), Allowance())
    said = parted(found, "en")
    assert said == "Շուշի (Ministry, Armenian) / a place name we may not show (Outlet, English)"
    texts = [text("en", "He spoke of 4711 men.", rights="link"), text("ru", "Сказано о 1960.")]
    [found] = permitted(divergences(texts), Allowance())
    assert parted(found, "en") == "1960 (Russian) / a number we may not show (English)"
