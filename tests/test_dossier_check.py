"""A dossier proves itself by its own examples; a second one is a file, and no code."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from called import called

from pipeline import dossier
from pipeline.dossier import DOSSIERS, load
from pipeline.errors import DeclarationError
from pipeline.flag import verdicts
from pipeline.flags.example import Example
from pipeline.flags.proof import failing, without
from pipeline.settings import REPOSITORY

KOSOVO = REPOSITORY / "docs" / "dossiers" / "kosovo.toml"


@pytest.mark.parametrize("path", [*sorted(DOSSIERS.glob("*.toml")), KOSOVO], ids=lambda p: p.stem)
def test_every_section_finds_its_examples_in_every_language(path: Path) -> None:
    one = load(path)
    assert [(each.text, found) for each, found in failing(one)] == []
    assert without(one) == []


def test_an_example_that_does_not_hold_is_said_with_what_was_found() -> None:
    text = "Serbia and Kosovo spoke of licence plates."
    wrong = [
        Example(section="plates", language="en", text=text, on=False),
        Example(section="north", language="en", text=text, on=True),
        Example(section="plates", language="en", text=text, on=True),
    ]
    one = replace(load(KOSOVO), examples=tuple(wrong))
    assert list(failing(one)) == [(each, "found: plates") for each in wrong[:2]]
    assert ("dialogue", "fr") in without(one)


def test_a_second_dossier_works_beside_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (DOSSIERS / "karabakh.toml", KOSOVO):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(dossier, "DOSSIERS", tmp_path)
    both = dossier.all_dossiers()
    assert [one.slug for one in both] == ["karabakh", "kosovo"]
    said = "“Serbia and Kosovo will resume the dialogue on licence plates,” the envoy said."
    [(found, verdict)] = verdicts(both, title=None, text=said, language="en", official=False)
    assert (found.slug, verdict.grade) == ("kosovo", "core")


WRONG = {
    "[examples.none]\nen = { on = ['x'] }": "examples.none: is no section",
    "[examples.plates]\nde = { on = ['x'] }": "examples.plates.de: is no language",
    "[examples.plates]\nen = { yes = ['x'] }": "examples.plates.en.yes: unknown key",
    "[examples.plates]\nen = { on = 'x' }": "examples.plates.en.on: 'x' is no list",
    "[examples.plates]\nen = { off = ['x', ' '] }": "examples.plates.en.off number 2: ' ' is no",
    "[examples]\nplates = 1": "examples.plates: 1 is no table",
}


@pytest.mark.parametrize(("wrong", "reason"), WRONG.items())
def test_a_wrong_example_is_refused_with_file_key_and_reason(
    tmp_path: Path, wrong: str, reason: str
) -> None:
    path = tmp_path / "mine.toml"
    declared = KOSOVO.read_text(encoding="utf-8").partition("[examples.")[0]
    path.write_text(declared + wrong, encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        load(path)
    assert str(refused.value).startswith(f"mine.toml: {reason}")


def test_the_command_says_what_holds_and_fails_where_something_does_not(tmp_path: Path) -> None:
    held = called("dossier", "check", str(KOSOVO))
    assert held.exit_code == 0
    assert held.output == "kosovo: 18 of 18 examples hold, of 3 sections in 3 languages\n"
    path = tmp_path / "mine.toml"
    turned = KOSOVO.read_text(encoding="utf-8").replace(
        "licence plates in Marseille", "Serbia’s licence plates in Kosovo"
    )
    path.write_text(turned, encoding="utf-8")
    failed = called("dossier", "check", str(path))
    assert failed.exit_code == 1
    assert "kosovo: plates, en: must not be found (found: plates): The police" in failed.output
    assert "17 of 18 examples hold" in failed.output
