"""How a language says who speaks: a file anybody can correct, and that says where it is wrong."""

from pathlib import Path

import pytest

from pipeline.errors import DeclarationError
from pipeline.grammar import FOLDER, LANGUAGES, grammar, read
from pipeline.quotations.shape import SHAPE
from pipeline.quotations.vocabulary import plain, vocabulary_of

FRENCH = (FOLDER / "fr.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["hy", "az", "ru", "en", "fr", "tr"])
def test_every_language_of_ours_has_its_grammar(language: str) -> None:
    known = grammar(language)
    assert known is not None
    assert known.language == language
    assert known.endings.keys() >= {"subject", "other", "clause", "place", "source"}


def test_a_key_of_a_table_has_one_meaning() -> None:
    for keys in SHAPE.values():
        assert keys is None or len(keys) == len(set(keys))


def test_a_language_without_grammar_has_none() -> None:
    assert "ka" not in LANGUAGES
    assert grammar("ka") is None


def test_a_starred_form_goes_on_for_four_letters_and_no_more() -> None:
    words = ["declare", "declarait", "declarations", "declaraient"]
    forms = vocabulary_of({"say": ("déclar*",)}, "fr")
    assert [forms.at(words, at) is not None for at in range(4)] == [True, True, False, False]


def test_the_longest_form_wins_over_the_first() -> None:
    forms = vocabulary_of({"briefing": ("point de presse",), "meeting": ("point",)}, "fr")
    assert forms.at(["point", "de", "presse"], 0) == ("briefing", 3)
    assert forms.at(["point", "de", "vue"], 0) == ("meeting", 1)


@pytest.mark.parametrize(
    ("language", "form", "as_typed"),
    [("az", "bildirib", "BİLDİRİB"), ("tr", "açıkladı", "acikladi"), ("fr", "déclaré", "declare")],
)
def test_capitals_accents_and_plain_typing_do_not_matter(
    language: str, form: str, as_typed: str
) -> None:
    assert plain(form, language) == plain(as_typed, language)


@pytest.mark.parametrize(
    ("language", "word", "stem", "case"),
    [
        ("ru", "захаровой", "захаров", "other"),
        ("ru", "министр", "министр", ""),
        ("hy", "փաշինյանը", "փաշինյան", "subject"),
        ("hy", "փաշինյանի", "փաշինյան", "other"),
        ("az", "bayramovun", "bayramov", "other"),
        ("tr", "bakanligindan", "bakanlig", "other"),
    ],
)
def test_an_ending_tells_who_acts_from_who_is_acted_on(
    language: str, word: str, stem: str, case: str
) -> None:
    known = grammar(language)
    assert known is not None
    assert known.stem(word) == (stem, case)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[cues]", "[cues", "cannot be read"),
        ("[cues]", "[clues]", "clues: is unknown"),
        ("write = [", "wrote = [", "cues.wrote: is unknown"),
        ("subject_follows = true", "subject_follows = 1", "subject_follows: 1 is neither"),
        ("adjective_follows = true", 'head_last = "yes"', "head_last: 'yes' is neither"),
        ("adjective_follows = true", "shortest_case = true", "shortest_case: True is no number"),
        ("adjective_follows = true", "shortest_case = 0", "shortest_case: 0 is no number"),
        ("subject_follows = true", 'subject_follows = true\nhome = "gaul"', "'gaul' is no party"),
        ('turkiye = ["Turquie"', 'turkey = ["Turquie"', "parties.turkey: is unknown"),
        ('live = ["en direct"]', 'live = "en direct"', "channels.live: 'en direct' is no list"),
        ('live = ["en direct"]', 'live = [" "]', r"channels.live: \[' '\] is no list"),
    ],
)
def test_a_mistake_is_refused_with_file_key_and_reason(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in FRENCH
    file = tmp_path / "fr.toml"
    file.write_text(FRENCH.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeclarationError, match=f"^fr.toml: .*{says}"):
        read(file)


def test_a_form_may_name_the_endings_it_takes(tmp_path: Path) -> None:
    file = tmp_path / "fr.toml"
    file.write_text(FRENCH.replace("write = [", 'write = ["gazouill~er vite", '), encoding="utf-8")
    words = ["gazouillaient", "vite"]
    assert read(file).cues.at(words, 0) == ("write", 2)
    file.write_text(FRENCH.replace("write = [", 'write = ["gazouill~ez", '), encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"cues.write: no inflected.ez"):
        read(file)
