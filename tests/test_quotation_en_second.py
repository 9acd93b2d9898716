"""Who says what in English: passives, outlets that bring it, relatives, and set phrases."""

from datetime import date
from functools import partial

import heard
import pytest

DAY = date(2024, 5, 4)


said = partial(heard.said, language="en", day=DAY)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            'The letter was dismissed as "empty words" by Hikmet Hajiyev.',
            "empty words",
            ["hajiyev_hikmet"],
        ),
        (
            'Baku and Ankara have been urged by Armenia\'s foreign ministry to "show restraint".',
            "show restraint",
            ["mfa_armenia"],
        ),
        ("Bayramov was told that the flight was late.", "the flight was late", []),
        (
            "Lavrov was worried that the talks would fail.",
            "the talks would fail",
            ["lavrov_sergey"],
        ),
    ],
)
def test_a_passive_is_said_by_its_agent_or_by_nobody(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The bridge is open, Ararat Mirzoyan said on Friday, Report writes.",
            "The bridge is open",
        ),
        (
            "Ararat Mirzoyan said that the bridge was open, OC Media reported.",
            "the bridge was open",
        ),
        ("Mirzoyan said the bridge was open, Trend reports.", "the bridge was open"),
    ],
)
def test_an_outlet_that_brings_what_another_said_has_not_said_it(text: str, words: str) -> None:
    assert said(text) == [(words, ["mirzoyan_ararat"])]


def test_he_is_not_the_place_somebody_spoke_of() -> None:
    found = said("Michel said Gyumri would be next. He added that the border could reopen.")
    assert [who for _, who in found] == [["michel_charles"], ["michel_charles"]]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "The road, which Aliyev insists must be free of customs officers, is 43 km long.",
            "must be free of customs officers",
            ["aliyev_ilham"],
        ),
        (
            "In Pashinyan's view, the corridor is a sideshow.",
            "the corridor is a sideshow",
            ["pashinyan_nikol"],
        ),
        (
            "In the opinion of Richard Giragosian, the mediation was dead.",
            "the mediation was dead",
            ["Richard Giragosian"],
        ),
        (
            "Mirzoyan left no doubt that the commission had run its course.",
            "the commission had run its course",
            ["mirzoyan_ararat"],
        ),
        (
            "Bayramov was adamant: no monitors would set foot in Zangilan.",
            "no monitors would set foot in Zangilan",
            ["bayramov_jeyhun"],
        ),
        (
            '"They will have to live with it" — that is how Aliyev greeted the ruling.',
            "They will have to live with it",
            ["aliyev_ilham"],
        ),
    ],
)
def test_set_phrases_and_relatives_say_as_verbs_do(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


def test_a_view_amid_a_sentence_opens_nothing() -> None:
    assert said("The deal, in Pashinyan's view, was dead.") == []


def test_what_somebody_has_long_argued_is_theirs() -> None:
    found = said("Tehran has long argued that the borders must not change.")
    assert found == [("the borders must not change", ["mfa_iran"])]


def test_what_somebody_is_asked_is_not_what_they_said() -> None:
    assert said("Asked whether the posts had been warned, Peskov replied in the negative.") == []


def test_a_party_somebody_is_of_has_not_spoken() -> None:
    found = said("Vahagn Aleksanyan of the ruling Civil Contract party said mistakes were made.")
    assert found == [("mistakes were made", ["Vahagn Aleksanyan"])]
