"""Our own words name places as the reader prefers; quoted words never change."""

import re
from pathlib import Path

import pytest

from pipeline import dossier, titles
from pipeline.errors import DeclarationError
from pipeline.party import party_title
from pipeline.subscriptions.preferences import LANGUAGES
from pipeline.titles import dossier_title, section_titles

SHIPPED = (titles.FOLDER / "karabakh.toml").read_text()


@pytest.mark.parametrize(
    ("language", "paired", "armenian", "azerbaijani"),
    [
        ("en", "Artsakh/Karabakh", "Artsakh", "Karabakh"),
        ("fr", "Artsakh/Karabakh", "Artsakh", "Karabakh"),
        ("ru", "Арцах/Карабах", "Арцах", "Карабах"),
        ("hy", "Արցախ/Ղարաբաղ", "Արցախ", "Ղարաբաղ"),
        ("az", "Artsax/Qarabağ", "Artsax", "Qarabağ"),
        ("tr", "Artsakh/Karabağ", "Artsakh", "Karabağ"),
    ],
)
def test_a_dossier_is_called_as_the_reader_prefers(
    language: str, paired: str, armenian: str, azerbaijani: str
) -> None:
    assert dossier_title("karabakh", language).startswith(paired)
    assert dossier_title("karabakh", language, "armenian").startswith(armenian)
    assert dossier_title("karabakh", language, "azerbaijani").startswith(azerbaijani)
    assert party_title("nagorno_karabakh", language, "armenian").startswith(armenian)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dossier_has_titles_in_every_language(language: str) -> None:
    for one in dossier.all_dossiers():
        assert dossier_title(one.slug, language)
        assert section_titles(one.slug, language).keys() == one.sections.keys()


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("[section.courts]", "[section.cuorts]", "section.courts: is missing, or unknown"),
        ('en = "Courts"', 'en = " "', "section.courts.en: ' ' is no text"),
        ("{place_nagorno_karabakh}", "{place_nowhere}", "'place_nowhere', which is no place"),
        ("place.place_nagorno_karabakh.", "place.place_nowhere.", "is no place of the dossier"),
        ('en = "Artsakh"', 'en = "Garabagh"', "armenian.en: 'Garabagh' is no form"),
    ],
)
def test_a_wrong_title_is_named_with_file_and_key(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    assert wrong in SHIPPED
    (tmp_path / "karabakh.toml").write_text(SHIPPED.replace(wrong, right))
    with pytest.raises(DeclarationError, match=re.escape("titles/karabakh.toml: ")) as error:
        titles.titles("karabakh", tmp_path)
    assert said in str(error.value)
