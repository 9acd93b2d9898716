"""The day a title names: when it was said, which is not when it was published."""

from datetime import date

import pytest

from pipeline.dating import day_named

PUBLISHED = date(2023, 5, 4)
TITLES = [
    ("ru", "Брифинг официального представителя МИД России, Москва, 3 мая 2023 года"),
    ("en", "Briefing by the Foreign Ministry Spokeswoman, Moscow, May 3, 2023"),
    ("en", "Department Press Briefing – May 3rd, 2023"),
    ("en", "Remarks of 3 May"),
    ("fr", "Point de presse du 3 mai 2023"),
    ("hy", "ԱԳՆ խոսնակի ճեպազրույցը, մայիսի 3, 2023"),
    ("hy", "Մայիսի 3-ին կայացած ճեպազրույցը"),
    ("az", "Mayın 3-də keçirilən brifinq"),
    ("tr", "Basın toplantısı, 3 Mayıs 2023"),
    ("ru", "Брифинг 03.05.2023"),
]


@pytest.mark.parametrize(("language", "title"), TITLES)
def test_a_day_is_found(language: str, title: str) -> None:
    assert day_named(title, language, PUBLISHED) == date(2023, 5, 3)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("On the declaration of 9 November 2020", "en"),  # long before
        ("Talks will go on on 7 May 2023", "en"),  # after
        ("Between 2 May and 3 May", "en"),  # two
        ("Resolution 874 of May", "en"),
        ("31 June 2023", "en"),
        ("3 მაისი 2023", "ka"),
    ],
)
def test_what_is_no_day_of_speaking_is_none(title: str, language: str) -> None:
    assert day_named(title, language, PUBLISHED) is None


def test_a_day_without_a_year_is_the_last_one() -> None:
    assert day_named("Briefing of 29 December", "en", date(2024, 1, 3)) == date(2023, 12, 29)
