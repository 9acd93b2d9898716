"""Bodies that speak are told from one another, in whatever language they are named."""

from datetime import date

import heard
import pytest

DAY = date(2024, 5, 2)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "The European Parliament said that the road was open.", "european_parliament"),
        ("fr", "Le Parlement européen a déclaré que tout allait mal.", "european_parliament"),
        ("tr", "Avrupa Parlamentosu yolun açıldığını bildirdi.", "european_parliament"),
        ("ru", "СНБ Армении сообщила, что дорога открыта.", "security_service_armenia"),
        ("az", "DTX bildirib ki, yol açıqdır.", "security_service_azerbaijan"),
    ],
)
def test_a_body_of_people_toml_speaks_as_itself(language: str, text: str, who: str) -> None:
    assert [by for _, by in heard.said(text, language, DAY)] == [[who]]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("hy", "Մոսկվան հայտարարեց, որ ճանապարհը բաց է։", "government_russia"),
        ("hy", "Անկարան հայտարարեց, որ ճանապարհը բաց է։", "mfa_turkiye"),
        ("ru", "Анкара заявила, что дорога открыта.", "mfa_turkiye"),
        ("ru", "Тегеран заявил, что дорога открыта.", "mfa_iran"),
        ("az", "Paris bildirib ki, yol açıqdır.", "mfa_france"),
        ("en", "Tehran said that the road was open.", "mfa_iran"),
    ],
)
def test_a_capital_speaks_as_its_government(language: str, text: str, who: str) -> None:
    assert [by for _, by in heard.said(text, language, DAY)] == [[who]]
