"""Reported speech: what official sentences say in other words, and where it differs from them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.traces.faithfulness import Official
from pipeline.traces.paraphrase import paraphrase
from pipeline.traces.tracing import faithful

# Our rules abstain, where the verdict is another
MISSED = {
    "his country would accept corridors through its territory",
    "դիտորդների թիվը հասնելու է 300-ի",
}


def clauses() -> Iterator[tuple[str, str, str, str]]:
    """Yield language, official text, reported clause and verdict."""
    path = Path(__file__).parent / "reported.toml"
    for text in tomllib.loads(path.read_text(encoding="utf-8"))["text"]:
        body = " ".join(text["body"].split())
        for words, verdict in text["clauses"].items():
            yield text["language"], body, words, verdict


def official(body: str, language: str) -> Official:
    return Official(key=1, language=language, text=body, spans=((0, len(body)),), original=True)


@pytest.mark.parametrize(("language", "body", "words", "verdict"), list(clauses()))
def test_reported_speech_is_compared_by_what_it_says(
    language: str, body: str, words: str, verdict: str
) -> None:
    found = faithful(words, language, [official(body, language)], reported=True)
    assert found.verdict == ("not found" if words in MISSED else verdict)
    assert found.verdict != "verbatim" or words in body
    assert bool(found.differences) == (found.verdict == "differs")


def test_a_number_that_differs_is_told_as_both_wrote_it() -> None:
    body = "We expect all thirty-three prisoners of war home. The road must be opened."
    found = paraphrase("all 35 prisoners of war were expected home", "en", [official(body, "en")])
    [one] = found.differences
    assert (one.quoted, one.official) == ("35", "thirty-three")


def test_a_text_in_another_language_is_left_to_the_translation() -> None:
    body = "Les 33 prisonniers doivent rentrer."
    assert paraphrase("the 33 prisoners must return", "en", [official(body, "fr")]).key is None


@pytest.mark.parametrize(
    ("language", "words", "body"),
    [
        (
            "en",
            "Ararat Mirzoyan will also have meetings in Congress",
            "Ararat Mirzoyan will receive the Ambassador. He will also hold meetings elsewhere.",
        ),
        (
            "ru",
            "у Арарата Мирзояна запланированы и встречи в Конгрессе",
            "Министр Арарат Мирзоян провёл встречи с послами. Арарата Мирзояна ждут в Риге.",
        ),
    ],
)
def test_a_name_that_both_have_is_one_word_of_weight(language: str, words: str, body: str) -> None:
    assert paraphrase(words, language, [official(body, language)]).key is None


TALKS = (
    "The talks went on for four days. We raise the question of the prisoners in every meeting, "
    "bilateral or wider. Over 1,100 tons of food reached the town by road in forty-seven convoys. "
    "The embassy will open in spring."
)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        # far more of the second sentence than of any other, though not most of the clause
        (
            "Yerevan kept speaking of the question of prisoners at each bilateral meeting",
            "reworded",
        ),
        ("convoys had brought the town more than 1,000 tons of food by road", "reworded"),
        ("convoys had brought the town more than 2,000 tons of food by road", "differs"),
        ("the prisoners were never spoken of at bilateral meetings it attended", "not found"),
        ("the ministers agreed to name a new envoy for the region", "not found"),
    ],
)
def test_a_clause_is_of_the_sentences_that_stand_out_from_all_others(
    words: str, verdict: str
) -> None:
    assert faithful(words, "en", [official(TALKS, "en")], reported=True).verdict == verdict
