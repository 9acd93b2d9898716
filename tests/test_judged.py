"""What operators say of our verdicts: kept, counted by week, and exported as test cases."""

import json
from dataclasses import replace

import pytest
import started
from visits import TALKS, WEATHER, address, crawled, rows

from pipeline import store
from pipeline.settings import Settings
from pipeline.store import judged
from pipeline.tables import Judgement

pytestmark = pytest.mark.server


@pytest.fixture
def read(house: Settings) -> Settings:
    """Return a house that flagged two texts in English and one in Russian, and passed one over."""
    crawled(house, (address(1), TALKS["en"]), (address(3), WEATHER))
    crawled(house, (address(2, "ru"), TALKS["ru"]))
    return house


def say(house: Settings, *words: str, status: int = 0) -> str:
    return started.said(started.command(replace(house, replay=None), *words), status)


def test_it_is_kept_counted_and_exported(read: Settings) -> None:
    assert "not relevant to karabakh (flagged core)" in say(
        read, "judge", address(1), "--not-relevant", "--note", "a club"
    )
    say(read, "judge", address(2, "ru"), "--relevant")
    assert "(not flagged)" in say(read, "judge", address(3), "--relevant")
    say(read, "judge", address(1), "--wrong-speaker")
    weeks = [json.loads(line) for line in say(read, "judgements", "--json").splitlines()]
    found = [
        (one["language"], one["right"], one["wrong"], one["precision"], one["missed"])
        for one in weeks
    ]
    assert found == [("en", 0, 1, 0.0, 1), ("ru", 1, 0, 1.0, 0)]
    assert weeks[0]["wrong speakers"] == 1
    cases = [json.loads(line) for line in say(read, "judgements", "--export").splitlines()]
    assert [one.get("grade") for one in cases] == ["none", "core", "mention", None]
    assert cases[0]["body"] == TALKS["en"].partition("\n\n")[2]
    assert cases[0]["note"] == "a club"
    assert "wrong_speaker_among" in cases[3]


def test_the_last_word_counts(read: Settings) -> None:
    with store.sessions(read.database).begin() as session:
        revision = store.revisions_of(session, 1)[-1]
        for verdict in ("relevant", "not relevant", "not relevant", "relevant"):
            judged.judge(session, revision, "karabakh", verdict, None)  # type: ignore[arg-type]
    assert [one.verdict for one in rows(read, Judgement)] == ["relevant"]


def test_what_is_hidden_is_not_judged_and_what_is_shown_again_is_as_before(read: Settings) -> None:
    judgement = "judge", address(1), "--not-relevant"
    say(read, *judgement)
    say(read, "withhold", address(1), "--why", "a doubt")
    assert "is hidden" in say(read, *judgement, status=2)
    say(read, "withhold", address(1), "--why", "no doubt", "--lift")
    assert "(flagged core)" in say(read, *judgement)
    assert [one.grade for one in rows(read, Judgement)] == ["core"]


def test_what_is_not_looked_at_yet_keeps_the_grade_it_was_judged_with(read: Settings) -> None:
    say(read, "judge", address(1), "--not-relevant")
    with store.sessions(read.database).begin() as session:
        revision = store.revisions_of(session, 1)[-1]
        revision.flagged_by = None
        store.forget_flags(session, revision.id)
    assert "is not looked at yet" in say(read, "judge", address(1), "--not-relevant", status=2)
    assert [one.grade for one in rows(read, Judgement)] == ["core"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((address(9), "--relevant"), "is no document"),
        ((address(1),), "say --relevant, --not-relevant or --wrong-speaker"),
        ((address(1), "--relevant", "--dossier", "atlantis"), "no dossier 'atlantis'; known:"),
    ],
)
def test_a_wrong_call_says_why(read: Settings, words: tuple[str, ...], reason: str) -> None:
    assert reason in say(read, "judge", *words, status=2)
    assert rows(read, Judgement) == []
