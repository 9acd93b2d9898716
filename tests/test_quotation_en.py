"""How the English-language press says who said what, most of it without marks or a "that"."""

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
            "Mirzoyan told a briefing on Saturday the two commissions had not met since March.",
            "the two commissions had not met since March",
            ["mirzoyan_ararat"],
        ),
        (
            "Local officials acknowledged the hospital was running out of insulin.",
            "the hospital was running out of insulin",
            [],
        ),
        (
            "Peskov told Reuters late on Monday that two soldiers had been killed.",
            "two soldiers had been killed",
            ["peskov_dmitry"],
        ),
        (
            "Bayramov told residents of the villages of Alkhanli and Horadiz that help was near.",
            "help was near",
            ["bayramov_jeyhun"],
        ),
        (
            "A resident of Goris told me her house had been destroyed.",
            "her house had been destroyed",
            [],
        ),
        (
            "Lavrov has repeatedly said he wants a treaty signed before the election.",
            "he wants a treaty signed before the election",
            ["lavrov_sergey"],
        ),
        (
            "Residents of the village say they have not slept for a week.",
            "they have not slept for a week",
            [],
        ),
    ],
)
def test_a_clause_needs_no_that(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Aliyev confirmed the meeting with Macron.",
        "Mirzoyan announced the opening of an embassy in Riyadh.",
        "Badalyan did not say whether the ministers would meet.",
        "Peskov would not say the date had been agreed.",
        "The claims Armenia had made were heard by the court.",
        "The company, called Metsamor Energy, was founded in 2011.",
        "At the end of the meeting, Bayramov praised his colleagues.",
        "The dispute is over what Lavrov says the text would mean for trade.",
        "Lavrov rejected that out of hand.",
    ],
)
def test_what_is_no_clause_of_saying_is_not_reported(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Peskov said Russia was ready to help, while Ankara insisted the border was shut.",
            [
                ("Russia was ready to help", ["peskov_dmitry"]),
                ("the border was shut", ["mfa_turkiye"]),
            ],
        ),
        (
            "Mirzoyan warned the council that time was running out, and told it to act.",
            [("time was running out", ["mirzoyan_ararat"])],
        ),
        (
            "Overchuk said that trains will run, and Papikyan said the army would guard them.",
            [
                ("trains will run", ["overchuk_alexey"]),
                ("the army would guard them", ["papikyan_suren"]),
            ],
        ),
    ],
)
def test_a_clause_ends_where_the_next_thing_is_said(
    text: str, found: list[tuple[str, list[str]]]
) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Mirzoyan thanked his hosts and said the ministers would meet again in June.",
            "the ministers would meet again in June",
            "mirzoyan_ararat",
        ),
        (
            "Kobakhidze, speaking in Batumi, opened the forum and noted that trade had doubled.",
            "trade had doubled",
            "kobakhidze_irakli",
        ),
    ],
)
def test_a_second_verb_has_the_subject_of_the_first(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "The talks, Bayramov said, were frank and brief.",
            "were frank and brief",
            "bayramov_jeyhun",
        ),
        (
            "The ports would never be leased, Lavrov warned on Sunday.",
            "The ports would never be leased",
            "lavrov_sergey",
        ),
        (
            "The bridge will be opened first, according to envoy Serdar Kilic.",
            "The bridge will be opened first",
            "kilic_serdar",
        ),
        (
            "No soldier has crossed the line, insisted Peskov.",
            "No soldier has crossed the line",
            "peskov_dmitry",
        ),
        (
            "When the shelling stopped, Badalyan said, nobody dared to leave the cellars.",
            "nobody dared to leave the cellars",
            "badalyan_ani",
        ),
    ],
)
def test_who_says_a_sentence_stands_at_its_end_or_amid(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Moscow denied its peacekeepers had stood aside.", ["government_russia"]),
        (
            "Armenia and Iran said the road would be finished by 2027.",
            ["government_armenia", "mfa_iran"],
        ),
    ],
)
def test_a_country_says_something(text: str, who: list[str]) -> None:
    assert [speakers for _, speakers in said(text)] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The Armenian MFA objected. Bayramov laughed. “The draft is ready to sign,” it said.",
            ["mfa_armenia"],
        ),
        ("Bayramov laughed. “The draft is ready to be signed,” they said.", []),
        ("Bayramov laughed. “The draft is ready to be signed,” he said.", ["bayramov_jeyhun"]),
    ],
)
def test_a_pronoun_means_a_person_a_body_or_several(text: str, who: list[str]) -> None:
    assert [speakers for _, speakers in said(text)] == [who]


@pytest.mark.parametrize(
    "dateline",
    ["YEREVAN, May 4 (Reuters) - ", "Baku (AFP) — ", "STEPANAKERT — ", "YEREVAN/BAKU - "],
)
def test_a_dateline_is_nobody_and_no_words(dateline: str) -> None:
    text = f"{dateline}The ports were closed on Friday, Bayramov said."
    assert said(text) == [("The ports were closed on Friday", ["bayramov_jeyhun"])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lavrov dismissed the plan as “theatrics” in an interview.", "theatrics"),
        ("Lavrov voiced “dismay” over the vote.", "dismay"),
        ("“It is late,” Lavrov replied.", "It is late,"),
        ("Lavrov accused the envoy of “ingratitude” on Monday.", "ingratitude"),
        ("Lavrov called the trip “a stunt” and left.", "a stunt"),
        ("Lavrov repeated that the corridor “must be opened” soon.", "must be opened"),
    ],
)
def test_a_few_words_are_speech_where_somebody_judges_by_them(text: str, words: str) -> None:
    assert (words, ["lavrov_sergey"]) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The clergy joined the “Homeland for All” march, Lavrov's aides left it.",
        "Self-described “eco-activists” stood near the road.",
        "A banner with “Freedom for Our Sons” hung over the gate.",
        "The valley that Lavrov calls “the garden” is dry.",
    ],
)
def test_names_and_titles_in_marks_are_nobodys_words(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Kaja Kallas landed in Yerevan. A Western diplomat said that nothing was agreed yet.",
            "nothing was agreed yet",
            [],
        ),
        (
            "“The road is shut,” one of the drivers, who gave his name as Gor, told Reuters.",
            "The road is shut,",
            ["Gor"],
        ),
        (
            "On Monday Ruben Tigranyan, a spokesman for the mayor, wrote that bridges had fallen.",
            "bridges had fallen",
            ["Ruben Tigranyan"],
        ),
        (
            "Farid Mammadov heads a centre in Baku. Mammadov said the text was weak.",
            "the text was weak",
            ["Farid Mammadov"],
        ),
        (
            "“The roof fell in,” Nune, a 30-year-old teacher, told Reuters by telephone.",
            "The roof fell in,",
            ["Nune"],
        ),
    ],
)
def test_somebody_told_of_is_nobody_met_before(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


def test_a_noun_may_stand_between_a_verb_and_its_clause() -> None:
    text = "Mirzoyan voiced the firm hope that the gates would open soon."
    assert said(text) == [("the gates would open soon", ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Peskov met Lavrov. His Georgian counterpart was late. “The road was icy,” he said.",
            "The road was icy,",
            [],
        ),
        ("People who had fled Martuni said the road was mined.", "the road was mined", []),
        (
            "“The mission should go home,” read a statement by Maria Zakharova.",
            "The mission should go home,",
            ["zakharova_maria"],
        ),
        (
            "The opposition Aprelu alliance said the vote was flawed.",
            "the vote was flawed",
            ["Aprelu alliance"],
        ),
        (
            "Gor Tigranyan of the Aprelu bloc called the vote “a farce”.",
            "a farce",
            ["Gor Tigranyan"],
        ),
        (
            "Bayramov left. The defence ministry in Yerevan said two posts had been lost.",
            "two posts had been lost",
            ["mod_armenia"],
        ),
        (
            "The co-chairs of the OSCE Minsk Group urged the sides to “cease fire”.",
            "cease fire",
            ["minsk_group_cochairs"],
        ),
    ],
)
def test_who_speaks_is_told_from_whom_they_speak_of(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


def test_two_bodies_that_sent_out_a_text_say_what_it_reads() -> None:
    text = (
        "The Ministry of Foreign Affairs of Armenia and the Ministry of Foreign Affairs of "
        "Azerbaijan have issued a joint statement. “The draft is complete,” the statement reads."
    )
    assert said(text) == [("The draft is complete,", ["mfa_armenia", "mfa_azerbaijan"])]


@pytest.mark.parametrize("name", ["Serzh Sarksyan", "Serzh Sarkisian", "Serge Sarkisian"])
def test_a_president_is_told_however_agencies_spell_his_name(name: str) -> None:
    text = f"{name} said he was prepared to meet them later in the year."
    [(_, who)] = heard.said(text, language="en", day=date(2017, 8, 23))
    assert who == ["sargsyan_serzh"]
