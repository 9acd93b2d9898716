"""Who says what in English copy: bodies named by a country, headlines, who "they" are."""

from datetime import date
from functools import partial

import heard
import pytest

DAY = date(2022, 9, 14)


said = partial(heard.said, language="en", day=DAY)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Gazprom Armenia said gas would flow again on Friday.", "Gazprom Armenia"),
        ("Gas will flow again on Friday, Gazprom Armenia said.", "Gazprom Armenia"),
        ("According to Gazprom Armenia, gas will flow again on Friday.", "Gazprom Armenia"),
        ("Radio Armenia reported that the road was closed.", "Radio Armenia"),
        ("Amnesty International Armenia said the law was bad.", "Amnesty International Armenia"),
        ("Azerbaijan Airlines said a plane had been hit.", "Azerbaijan Airlines"),
        ("Iran Air said its flights had resumed.", "Iran Air"),
        ("The plane was hit, said Azerbaijan Airlines CEO Samir Rzayev.", "Samir Rzayev"),
    ],
)
def test_a_body_with_a_country_in_its_name_is_not_its_government(text: str, who: str) -> None:
    assert [by for _, by in said(text)] == [[who]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("On Monday Armenia said it would sign the treaty.", "government_armenia"),
        ("Landlocked Armenia says it needs the road.", "government_armenia"),
        ("Separately Azerbaijan said two soldiers had died.", "government_azerbaijan"),
        ("Meanwhile Armenia said two soldiers had died.", "government_armenia"),
        ("The road is closed, said Armenian Igor Davtyan.", "Igor Davtyan"),
    ],
)
def test_what_stands_before_a_country_is_no_name_of_a_body(text: str, who: str) -> None:
    assert [by for _, by in said(text)] == [[who]]


def test_what_somebody_was_told_of_a_country_is_not_what_it_says() -> None:
    assert said("Pashinyan told Izvestia Azerbaijan would sign the treaty.") == [
        ("Azerbaijan would sign the treaty", ["pashinyan_nikol"])
    ]
