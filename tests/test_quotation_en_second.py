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


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Baku-based lawyer Elmar Talibov said the court was closed.",
            "the court was closed",
            ["Elmar Talibov"],
        ),
        (
            "Pashinyan visited Tegh. A herder there, who gave no name, said the well was dry.",
            "the well was dry",
            [],
        ),
        (
            "Kallas met the editors. The agency, which dates from 1991, called it “a bore”.",
            "a bore",
            [],
        ),
        (
            "Aliyev is in Kyiv. The Ukrainian leader said the gas had come.",
            "the gas had come",
            [],
        ),
        ("Simonyan left. A porter came in. He said the hall was cold.", "the hall was cold", []),
        (
            "Mirzoyan met Bayramov. His counterpart said the hall was cold.",
            "the hall was cold",
            [],
        ),
        (
            "Mirzoyan met Bayramov and Lavrov. His ministry said the hall was cold.",
            "the hall was cold",
            ["mfa_armenia"],
        ),
        (
            "About the pensioners, Bayramov said the law was clear.",
            "the law was clear",
            ["bayramov_jeyhun"],
        ),
        (
            "Tovmasyan, of the opposition Aprelu bloc, said the vote was void.",
            "the vote was void",
            [],
        ),
    ],
)
def test_nobody_is_given_what_another_says(text: str, words: str, who: list[str]) -> None:
    assert said(text)[-1] == (words, who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“The bridge is safe,” TASS reported, citing a source in Baku.", []),
        ("“The bridge is safe,” APA reported, quoting Jeyhun Bayramov.", ["bayramov_jeyhun"]),
        ("“The bridge is safe,” the agency quoted Aliyev as saying.", ["aliyev_ilham"]),
        ("An outlet quoted Aliyev as saying “The bridge is safe,”.", ["aliyev_ilham"]),
        ("A clip of Aliyev saying “The bridge is safe,” went round.", ["aliyev_ilham"]),
    ],
)
def test_who_is_cited_says_it(text: str, who: list[str]) -> None:
    assert said(text) == [("The bridge is safe,", who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Bayramov said the road was shut. “It will stay shut all winter.”", "bayramov_jeyhun"),
        ("Peskov was blunter: “It will stay shut all winter.”", "peskov_dmitry"),
        ("Zakharova's answer was curt: “It will stay shut all winter.”", "zakharova_maria"),
        ("“It will stay shut all winter.” was Zakharova's only comment.", "zakharova_maria"),
        ("The reply of Iran's foreign ministry: “It will stay shut all winter.”", "mfa_iran"),
        (
            "Mirzoyan wrote on Facebook. The post read: “It will stay shut all winter.”",
            "mirzoyan_ararat",
        ),
        ("“It will stay shut all winter.” Mirzoyan was not convinced.", ""),
    ],
)
def test_words_without_a_verb_of_saying_have_a_speaker(text: str, who: str) -> None:
    assert said(text)[-1] == ("It will stay shut all winter.", [who] if who else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mirzoyan told deputies 12 miners had left, adding that two were ill.", "two were ill"),
        (
            "She met Lavrov. Mirzoyan said it showed that “the door is not closed”.",
            "the door is not closed",
        ),
        ("The envoy called it “a bad joke”, and Mirzoyan said two were ill.", "two were ill"),
    ],
)
def test_the_main_verb_tells_who_adds_something(text: str, words: str) -> None:
    assert said(text)[-1] == (words, ["mirzoyan_ararat"])


def test_those_who_met_speak_together() -> None:
    text = "Pashinyan met Putin in Sochi. The two leaders said they would meet again."
    assert said(text) == [("they would meet again", ["pashinyan_nikol", "putin_vladimir"])]
    both = said("Yerevan and Baku said the text was agreed.")
    assert both == [("the text was agreed", ["government_armenia", "government_azerbaijan"])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Bayramov accused Paris of arming his neighbours and said the trains would run.",
            "arming his neighbours",
            ["bayramov_jeyhun"],
        ),
        ("Peskov denied having seen the draft.", "having seen the draft", ["peskov_dmitry"]),
        (
            "Mirzoyan pleaded with the envoys to stay another day.",
            "stay another day",
            ["mirzoyan_ararat"],
        ),
        (
            "Baku claims to have found the maps.",
            "to have found the maps",
            ["government_azerbaijan"],
        ),
    ],
)
def test_what_is_reported_may_have_no_verb_of_its_own(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text)[0] == (words, who)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Pashinyan's office said the gate was open.",
            "the gate was open",
            ["government_armenia"],
        ),
        ("Putin's spokesman said the gate was open.", "the gate was open", ["peskov_dmitry"]),
        (
            "Maria Zakharova arrived. The Russian spokeswoman said the gate was open.",
            "the gate was open",
            ["zakharova_maria"],
        ),
        (
            "The Artsakh Defence Army said the gate was open.",
            "the gate was open",
            ["government_nagorno_karabakh"],
        ),
        (
            "Pieter van der Meer said the gate was open.",
            "the gate was open",
            ["Pieter van der Meer"],
        ),
        (
            "Maria Zakharova met Peskov. He said the gate was open.",
            "the gate was open",
            ["peskov_dmitry"],
        ),
    ],
)
def test_who_speaks_is_known_by_whom_they_are_of(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Perhaps, Mirzoyan told deputies, the tunnel was too short.", "the tunnel was too short"),
        (
            "The tunnel, Mirzoyan noted with some relief, was dug by hand.",
            "was dug by hand",
        ),
        ("It is odd, said Mirzoyan, that the tunnel has no lamps.", "the tunnel has no lamps"),
        ("The tunnel was wet, Mirzoyan said, adding that it had no lamps.", "The tunnel was wet"),
        ("Mirzoyan told Sky Blue television the tunnel was wet.", "the tunnel was wet"),
        ("Mirzoyan said it leaks every spring.", "it leaks every spring"),
        ("It was a tunnel that Mirzoyan called “a hole with no end”.", "a hole with no end"),
    ],
)
def test_a_teller_may_stand_amid_what_is_told(text: str, words: str) -> None:
    assert said(text)[0] == (words, ["mirzoyan_ararat"])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Turkey's Hakan Fidan, who met Mirzoyan in Antalya, said the bank was shut.",
            "fidan_hakan",
        ),
        ("Hakan Fidan, speaking after Mirzoyan, said the bank was shut.", "fidan_hakan"),
        ("The bank was shut, Hakan Fidan said, a claim Yerevan rejects.", "fidan_hakan"),
        (
            "Asked if he trusts Mirzoyan, Hakan Fidan rose. He said the bank was shut.",
            "fidan_hakan",
        ),
        ("Hakan Fidan met Mirzoyan. He said the bank was shut.", "fidan_hakan"),
    ],
)
def test_who_is_met_or_told_of_does_not_speak(text: str, who: str) -> None:
    assert [one for _, one in said(text)] == [[who]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A Kremlin spokesman said the hall was booked.", ["presidency_russia"]),
        (
            "A spokesman for the Armenian defence ministry said the hall was booked.",
            ["mod_armenia"],
        ),
        ("An aide to President Aliyev said the hall was booked.", []),
        (
            "Hikmet Hajiyev, an aide to President Aliyev, said the hall was booked.",
            ["hajiyev_hikmet"],
        ),
        ("The Upper House speaker said the hall was booked.", []),
        ("An Armenian prime minister said the hall was booked.", []),
    ],
)
def test_somebodys_aide_is_not_they_and_a_spokesman_is_his_body(text: str, who: list[str]) -> None:
    assert said(text) == [("the hall was booked", who)]


@pytest.mark.parametrize(
    "text",
    [
        "Macron saluted “the courage of the bakers” in a toast.",
        "Macron paid tribute to “the courage of the bakers” in a toast.",
        "“The courage of the bakers is an example,” muses Macron.",
    ],
)
def test_verbs_of_praise_and_of_the_present_are_of_saying(text: str) -> None:
    assert [who for _, who in said(text)] == [["macron_emmanuel"]]


@pytest.mark.parametrize(
    "text",
    [
        "Mirzoyan's visit came a day after Bayramov said the toll was wrong.",
        "Bayramov said he had not read Mirzoyan's letter because “the toll is wrong as ever”.",
    ],
)
def test_whose_something_is_does_not_speak(text: str) -> None:
    assert {one for _, who in said(text) for one in who} == {"bayramov_jeyhun"}


@pytest.mark.parametrize(
    "text",
    [
        "Zakharova's answer was “{}”",
        "The words of Zakharova “{}” drew protests.",
        "Zakharova's “{}” remark drew protests.",
        "“{}” — such was the answer of Zakharova.",
        "Next came Zakharova, whose answer was short: “{}”",
        "Zakharova's answer was not long in coming. “{}”",
        "“{}” These words of Zakharova's drew protests.",
        "“{}” Zakharova's message is clear.",
        "In response to Peskov's question, Zakharova was blunt: “{}”",
        "Zakharova met reporters in Moscow. Her answer was short: “{}”",
        "Zakharova met reporters in Moscow. Her message was clear. “{}”",
    ],
)
def test_a_noun_of_saying_is_whose_it_is_wherever_it_stands(text: str) -> None:
    words = "It will stay shut all winter."
    [(found, who)] = said(text.format(words))
    assert found.rstrip(".") == words.rstrip(".")
    assert who == ["zakharova_maria"]


@pytest.mark.parametrize(
    "text",
    [
        "“{}” Mirzoyan said that claims by Azerbaijan were false.",
        "Zakharova's statement angered Yerevan. “{}”",
        "An answer to Aliyev: “{}”",
    ],
)
def test_a_noun_of_saying_is_not_of_whom_it_is_told_to_or_about(text: str) -> None:
    assert said(text.format("It will stay shut all winter."))[0][1] == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Sergey Lavrov called on both sides to hold their fire, the Kremlin said on Friday.",
            "hold their fire",
            ["lavrov_sergey"],
        ),
        (
            "After the vote on him as premier, Nikol Pashinyan went out and told them to go home.",
            "go home",
            ["pashinyan_nikol"],
        ),
        (
            "Ilham Aliyev assured the envoy that the road would stay open, the Kremlin said.",
            "the road would stay open",
            ["aliyev_ilham"],
        ),
        (
            "Baku, which counts forty dead, said its posts had been shelled.",
            "its posts had been shelled",
            ["government_azerbaijan"],
        ),
        (
            "An hour after noon, according to Hikmet Hajiyev, Armenian units fired on the road.",
            "Armenian units fired on the road",
            ["hajiyev_hikmet"],
        ),
        (
            "The Armenian Defence Ministry said at least one conscript had been killed.",
            "at least one conscript had been killed",
            ["mod_armenia"],
        ),
    ],
)
def test_what_is_asked_for_or_told_through_another_ends_where_it_does(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


def test_of_words_before_a_teller_those_in_marks_are_his() -> None:
    text = 'Washington was "deeply concerned" by the fighting near Goris, Ned Price said.'
    assert said(text) == [("deeply concerned", ["price_ned"])]


def test_a_claim_that_is_somebodys_is_no_verb() -> None:
    assert said("The judges did not follow Armenia's claim that the marches were staged.") == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Baku said its posts had been shelled, a charge the Armenian side denies.",
            "its posts had been shelled",
            ["government_azerbaijan"],
        ),
        (
            "Hikmet Hajiyev said the draft was ready: its lawyers had been at it for a month.",
            "the draft was ready",
            ["hajiyev_hikmet"],
        ),
        (
            "Yerevan, which says the road is its own, is asking for time.",
            "the road is its own",
            ["government_armenia"],
        ),
    ],
)
def test_an_outlets_own_words_behind_what_is_reported_are_nobodys(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]
