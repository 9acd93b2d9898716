"""Who held which office on which day, and what is never said for a fact."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import DeclarationError
from pipeline.people import people

INSTITUTION = '[institution.mfa]\nparty = "x"\nnames.en = ["MFA"]\n'
OFFICE = """\
[office.fm]
institution = "mfa"
party = "x"
single_holder = true
title.en = ["Minister"]
"""
PERSON = """\
[[person]]
id = "a"
names.en = ["A B"]
[[person.tenures]]
office = "fm"
from = "2020-05"
to = "2021"
acting = false
certainty = "high"
source = "x"
"""


def offices(person: str, day: date) -> list[str]:
    return [one.office.id for one in people().tenures_on(person, day)]


@pytest.mark.parametrize(
    ("person", "day", "held"),
    [
        # Armen Grigoryan: between two terms at the Security Council, a deputy minister in charge
        ("grigoryan_armen", date(2021, 7, 13), ["am_sc_secretary"]),
        ("grigoryan_armen", date(2021, 7, 20), ["am_fm", "am_deputy_fm"]),
        ("grigoryan_armen", date(2023, 5, 1), ["am_sc_secretary"]),
        # the last day that is attested, and the days after it, which want verifying
        ("mirzoyan_ararat", date(2023, 5, 4), ["am_fm"]),
        ("mirzoyan_ararat", date(2026, 1, 8), ["am_fm"]),
        ("mirzoyan_ararat", date(2026, 1, 9), []),
        ("pashinyan_nikol", date(2026, 7, 1), []),
        # a month attests its first day
        ("badalyan_ani", date(2025, 7, 1), ["am_mfa_spokesperson"]),
        ("badalyan_ani", date(2025, 7, 2), []),
        # Armen Sarkissian resigned on 23 January 2022, with effect from 1 February
        ("sarkissian_armen", date(2022, 1, 31), ["am_president"]),
        ("sarkissian_armen", date(2022, 2, 1), []),
        # spokespersons who became ambassadors: their later words are not the ministry's
        ("balayan_tigran", date(2018, 7, 31), ["am_mfa_spokesperson"]),
        ("balayan_tigran", date(2018, 8, 1), []),
        ("naghdalyan_anna", date(2021, 5, 30), ["am_mfa_spokesperson"]),
        ("naghdalyan_anna", date(2021, 6, 1), []),
        # a month does not say that it began before its last day
        ("naghdalyan_anna", date(2018, 8, 30), []),
        ("naghdalyan_anna", date(2018, 8, 31), ["am_mfa_spokesperson"]),
    ],
)
def test_an_office_is_held_on_the_days_that_are_sure(
    person: str, day: date, held: list[str]
) -> None:
    assert offices(person, day) == held


@pytest.mark.parametrize(
    ("office", "day", "holder", "acting"),
    [
        ("am_pm", date(2018, 4, 30), "karapetyan_karen", True),
        ("am_pm", date(2021, 5, 1), "pashinyan_nikol", True),
        ("am_pm", date(2021, 4, 24), "pashinyan_nikol", False),
        ("am_president", date(2022, 2, 20), "simonyan_alen", True),
        ("ir_president", date(2024, 6, 1), "mokhber_mohammad", True),
        ("us_secretary_of_state", date(2023, 5, 4), "blinken_antony", False),
    ],
)
def test_a_caretaker_is_told_from_a_holder(
    office: str, day: date, holder: str, *, acting: bool
) -> None:
    [tenure] = people().holders_on(office, day)
    assert (tenure.person, tenure.acting) == (holder, acting)


def test_homonyms_are_people_of_their_own() -> None:
    persons = people().persons
    same = [one for one in persons.values() if "Armen Sargsyan" in one.names["en"]]
    assert [one.id for one in same] == ["sarkissian_armen"]
    grigoryans = [one for one in persons if one.startswith("grigoryan_")]
    assert grigoryans == ["grigoryan_armen", "grigoryan_mher", "grigoryan_kristine"]


def test_no_office_of_one_holder_has_two_on_one_day() -> None:
    table = people()
    tenures = [one for person in table.persons.values() for one in person.tenures]
    for day in {one.first for one in tenures if one.first}:
        for office in table.offices.values():
            if office.single_holder:
                assert len(table.holders_on(office.id, day)) <= 1, (office.id, day)


def test_what_wants_verifying_is_never_a_fact() -> None:
    table = people()
    days = [date(year, month, 15) for year in range(2016, 2027) for month in (1, 7)]
    for person in table.persons:
        for day in days:
            for one in table.tenures_on(person, day):
                assert one.certainty != "verify" or (one.attested and day <= one.attested)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = ", "cannot be read"),
        (OFFICE + PERSON, "the file.institution: is missing"),
        (INSTITUTION + OFFICE + PERSON + "[more]\n", "the file.more: is unknown"),
        (
            INSTITUTION.replace("names.en", "names.english") + OFFICE + PERSON,
            "names.english: is no",
        ),
        (
            INSTITUTION.replace('["MFA"]', '[" "]') + OFFICE + PERSON,
            "names.en: .* no list of names",
        ),
        (INSTITUTION.replace('["MFA"]', "[]") + OFFICE + PERSON, "names.en: names nothing"),
        (
            INSTITUTION + OFFICE.replace('"mfa"', '"mod"') + PERSON,
            "institution: there is no 'mod'",
        ),
        (
            INSTITUTION + OFFICE.replace("true", '"yes"') + PERSON,
            "single_holder: 'yes' is no bool",
        ),
        (INSTITUTION + OFFICE + PERSON + PERSON, "person 2.id: 'a' is there twice"),
        (INSTITUTION + OFFICE + PERSON.replace('"high"', '"sure"'), "certainty: 'sure' is none"),
        (INSTITUTION + OFFICE + PERSON.replace('"fm"', '"pm"'), "office: there is no 'pm'"),
        (
            INSTITUTION + OFFICE + PERSON.replace('"2020-05"', '"May 2020"'),
            "'May 2020' is no year",
        ),
        (INSTITUTION + OFFICE + PERSON.replace('"2020-05"', '"2020-13"'), "'2020-13' is no year"),
        (
            INSTITUTION + OFFICE + PERSON.replace('"2021"', '"2019"'),
            "'2019' is not after '2020-05'",
        ),
        (
            INSTITUTION + OFFICE + PERSON + 'attested = "2020-07"\n',
            "tenure 1.attested: says nothing where high is enough",
        ),
        (
            INSTITUTION
            + OFFICE
            + PERSON.replace('"high"', '"verify"')
            + 'attested = "2020-05-20"\n',
            "tenure 1.attested: '2020-05-20' is before '2020-05'",
        ),
    ],
)
def test_a_mistake_is_refused_with_file_key_and_reason(
    tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "people.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=f"^people.toml: .*{says}"):
        people(file)
