"""Why a text was flagged, said in the reader's language."""

from itertools import product

import pytest
from visits import TALKS

from pipeline import dossier
from pipeline.flags import grade
from pipeline.flags.why import reason
from pipeline.subscriptions.preferences import LANGUAGES

KARABAKH = dossier.load(dossier.DOSSIERS / "karabakh.toml")
ASIDE = "Arsenal play Qarabag in Baku on Thursday.\n\nKarabakh is also a football club."
TEXTS = (*TALKS.values(), "The road to Lachin was closed.", ASIDE)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_reason_a_dossier_gives_is_said_in_every_language(language: str) -> None:
    for text in TEXTS:
        for tag, heard in product(("en", "ru", "fr", "hy"), (lambda: True, lambda: False)):
            found = grade.evaluate(KARABAKH, title=None, text=text, language=tag, speaks=heard)
            for sentence in found.reasons if found else ():
                assert reason(sentence, language) != sentence


def test_the_strength_of_a_word_is_said_too_and_the_word_kept() -> None:
    said = reason("Places of the dossier: Lachin (file), Baku (context).", "fr")
    assert said == "Lieux du dossier\u00a0: Lachin (dossier), Baku (contexte)."


def test_sections_are_called_as_a_reader_calls_them() -> None:
    said = reason("Sections: Peace treaty, Status and rights, Sports.", "fr")
    assert said == "Rubriques\u00a0: Traité de paix, Statut et droits, Sports."


@pytest.mark.parametrize(("language", "score"), [("en", "0.91"), ("ru", "0,91"), ("hy", "0,91")])
def test_a_score_is_written_as_its_reader_writes_numbers(language: str, score: str) -> None:
    assert f" {score}" in reason("Score 0.91; core from 0.50.", language)


def test_a_sentence_that_is_none_of_ours_is_kept() -> None:
    assert reason("“ղարաբաղ” (place), once", "ru") == "“ղարաբաղ” (place), once"
