"""Somebody an outlet does not name: kept as it words them, and nobody's official."""

from datetime import date

import pytest

from pipeline.quotation import quotations

SAID = {
    "en": "“The next round will be held in Brussels, and both have agreed,”",
    "fr": "« La prochaine session se tiendra à Bruxelles dès le mois prochain »",
    "ru": "«Следующий раунд переговоров пройдёт в Брюсселе уже в июне»",
    "hy": "«Բանակցությունների հաջորդ փուլը տեղի կունենա Բրյուսելում»",
    "tr": "“Görüşmelerin bir sonraki turu Brüksel’de yapılacak”",
}
WORDED = [
    ("en", "{} a diplomatic source said.", "a diplomatic source"),
    ("en", "{} a source close to the talks told Reuters.", "a source close to the talks"),
    ("en", "{} said a senior State Department official.", "a senior State Department official"),
    ("en", "A European official, who asked not to be named, said: {}", "A European official"),
    ("en", "{} a Kremlin source told Interfax.", "a Kremlin source"),
    ("fr", "{}, a indiqué une source diplomatique.", "une source diplomatique"),
    ("ru", "{}, — сообщил дипломатический источник.", "дипломатический источник"),
    ("ru", "{}, — сообщил РИА Новости источник в МИД России.", "источник"),
    ("ru", "Источник в МИД РФ сообщил: {}", "Источник в МИД РФ"),
    ("hy", "{},- ասել է դիվանագիտական աղբյուրը։", "դիվանագիտական աղբյուրը"),
    ("tr", "Diplomatik bir kaynak, {} dedi.", "Diplomatik bir kaynak"),
]


@pytest.mark.parametrize(("language", "frame", "wording"), WORDED)
def test_it_is_kept_as_it_is_worded(language: str, frame: str, wording: str) -> None:
    [one] = quotations(frame.format(SAID[language]), language, date(2023, 5, 4))
    assert one.as_written == wording
    assert one.speakers == ()


def test_an_institution_that_speaks_for_itself_is_not_its_official() -> None:
    [one] = quotations(f"{SAID['en']} said the State Department.", "en", date(2023, 5, 4))
    assert [who.id for who in one.speakers] == ["state_department"]
