"""What reading costs is measured step by step; a long speech is read whole by each of them."""

import json
from datetime import date

import pytest
from called import called

from pipeline.carriages.likeness import compared
from pipeline.dossier import all_dossiers
from pipeline.flag import verdicts
from pipeline.identity import fingerprint
from pipeline.language import detect
from pipeline.quotation import quotations
from pipeline.revisions.edit import Version, edits
from runtime.bench import reading

LONG = 200_000  # characters
FILLER = (
    "We spoke of the harvest, of schools and of roads. The work goes on in every village of the "
    "plain, and those who do it deserve our thanks.\n\n"
)
LAST = 'Minister Ararat Mirzoyan said: "The people of Nagorno-Karabakh must be heard by all."'


@pytest.fixture(scope="module")
def speech() -> str:
    """Return a speech that speaks of the file in its last sentence only."""
    return FILLER * (LONG // len(FILLER) + 1) + LAST


def test_a_speech_is_flagged_by_its_last_sentence(speech: str) -> None:
    [(_, verdict)] = verdicts(
        all_dossiers(), title="A speech", text=speech, language="en", official=True
    )
    assert verdict.matches[-1].start > LONG
    assert detect(speech).language == "en"
    assert len(detect(speech).paragraphs) == speech.count("\n\n") + 1


def test_the_last_words_of_a_speech_are_its_own(speech: str) -> None:
    other = speech.replace("heard by all", "heard by nobody")
    assert fingerprint(None, speech) != fingerprint(None, other)
    [edit] = edits(Version(title=None, body=speech), Version(title=None, body=other), "en")
    assert edit.before is not None
    assert edit.before[0] >= LONG
    assert compared(speech, other, "en").changed == 1


def test_the_last_words_of_a_speech_are_quoted(speech: str) -> None:
    found = quotations(speech, "en", date(2023, 5, 4), [])
    assert found[-1].text == "The people of Nagorno-Karabakh must be heard by all."
    assert [one.id for one in found[-1].speakers] == ["mirzoyan_ararat"]


def test_each_step_is_measured_for_each_article() -> None:
    some = reading.texts()[:24]
    costs = reading.measured(some)
    assert [one.step for one in costs] == [
        *reading.READING,
        reading.QUOTATIONS,
        reading.LANGDETECT,
    ]
    assert all(len(one.seconds) == 24 for one in costs)
    whole = reading.together(costs, "reading", reading.READING)
    assert sum(whole.seconds) == pytest.approx(sum(sum(one.seconds) for one in costs[:4]))
    assert {one.again == one.body for one in some} == {True, False}


def test_the_costs_are_told_as_a_table_and_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    some = reading.texts()[:12]
    monkeypatch.setattr(reading, "texts", lambda: some)
    said = called("bench", "read")
    assert said.exit_code == 0, said.output
    assert "of what stock langdetect takes" in said.output
    told = called("bench", "read", "--json")
    assert [json.loads(line)["step"] for line in told.output.splitlines()][
        -1
    ] == "stock langdetect"
