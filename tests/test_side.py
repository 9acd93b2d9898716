"""A country's side speaks for its government, in all six languages."""

from datetime import date

import heard
import pytest

DAY = date(2024, 5, 2)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "“The road is open,” the Azerbaijani side said.", "government_azerbaijan"),
        ("fr", "La partie arménienne a déclaré que tout allait mal.", "government_armenia"),
        ("hy", "Հայկական կողմը հայտարարեց, որ ճանապարհը բաց է։", "government_armenia"),
        ("ru", "Турецкая сторона заявила, что дорога открыта.", "mfa_turkiye"),
        ("tr", "Ermenistan tarafı yolun açıldığını bildirdi.", "government_armenia"),
        ("tr", "Türk tarafı yolun açıldığını bildirdi.", "mfa_turkiye"),
        ("az", "Türkiyə tərəfi bildirib ki, yol açıqdır.", "mfa_turkiye"),
    ],
)
def test_a_side_speaks_for_its_government(language: str, text: str, who: str) -> None:
    assert [by for _, by in heard.said(text, language, DAY)] == [[who]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The other side said that the road was open."),
        ("fr", "L'autre partie a déclaré que tout allait mal."),
        ("ru", "Другая сторона заявила, что дорога открыта."),
    ],
)
def test_a_side_of_no_country_is_nobody(language: str, text: str) -> None:
    assert all(by == [] for _, by in heard.said(text, language, DAY))
