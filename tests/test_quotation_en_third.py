"""Who says what in English copy: bodies named by a country, headlines, who "they" are."""

from datetime import date
from functools import partial

import heard
import pytest

DAY = date(2022, 9, 14)


said = partial(heard.said, language="en", day=DAY)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Gazprom Armenia said gas would flow again on Friday.", "Gazprom Armenia"),
        ("Gas will flow again on Friday, Gazprom Armenia said.", "Gazprom Armenia"),
        ("According to Gazprom Armenia, gas will flow again on Friday.", "Gazprom Armenia"),
        ("Radio Armenia reported that the road was closed.", "Radio Armenia"),
        ("Amnesty International Armenia said the law was bad.", "Amnesty International Armenia"),
        ("Azerbaijan Airlines said a plane had been hit.", "Azerbaijan Airlines"),
        ("Iran Air said its flights had resumed.", "Iran Air"),
        ("The plane was hit, said Azerbaijan Airlines CEO Samir Rzayev.", "Samir Rzayev"),
    ],
)
def test_a_body_with_a_country_in_its_name_is_not_its_government(text: str, who: str) -> None:
    assert [by for _, by in said(text)] == [[who]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("On Monday Armenia said it would sign the treaty.", "government_armenia"),
        ("Landlocked Armenia says it needs the road.", "government_armenia"),
        ("Separately Azerbaijan said two soldiers had died.", "government_azerbaijan"),
        ("Meanwhile Armenia said two soldiers had died.", "government_armenia"),
        ("The road is closed, said Armenian Igor Davtyan.", "Igor Davtyan"),
    ],
)
def test_what_stands_before_a_country_is_no_name_of_a_body(text: str, who: str) -> None:
    assert [by for _, by in said(text)] == [[who]]


def test_what_somebody_was_told_of_a_country_is_not_what_it_says() -> None:
    assert said("Pashinyan told Izvestia Azerbaijan would sign the treaty.") == [
        ("Azerbaijan would sign the treaty", ["pashinyan_nikol"])
    ]


@pytest.mark.parametrize(
    ("headline", "lead", "who"),
    [
        (
            "Armenia declares martial law - PM",
            "Armenia has declared martial law, Prime Minister Nikol Pashinyan said.",
            "pashinyan_nikol",
        ),
        (
            "Azerbaijan not ready for peace - foreign minister",
            "Azerbaijan is not ready for peace, Foreign Minister Ararat Mirzoyan told reporters.",
            "mirzoyan_ararat",
        ),
        (
            "Three soldiers wounded in shelling: Defense Ministry",
            "Three men were wounded, Armenia's Defense Ministry said. Azerbaijan denied it.",
            "mod_armenia",
        ),
        (
            "Four soldiers killed in clashes near Sotk: ministry",
            "Four servicemen have been killed, Azerbaijan's Defence Ministry said on Wednesday.",
            "mod_azerbaijan",
        ),
        (
            "Russia ready to host talks - Kremlin",
            "Russia is ready to host talks, Dmitry Peskov said.",
            "presidency_russia",
        ),
        (
            "Armenia will not join the Union State: Pashinyan",
            "The premier spoke to reporters in Yerevan.",
            "pashinyan_nikol",
        ),
    ],
)
def test_a_headlines_title_means_whom_the_next_paragraph_quotes(
    headline: str, lead: str, who: str
) -> None:
    first = said(f"{headline}\n\n{lead}")[0]
    assert first[0] == headline.replace(":", " -").rpartition(" - ")[0]
    assert first[1] == [who]


@pytest.mark.parametrize(
    ("headline", "lead", "quoted"),
    [
        (
            "Shelling reported near Sotk - Defense Ministry",
            "Armenia's Defense Ministry denied it. So did Azerbaijan's Defense Ministry.",
            [[]],
        ),
        ("Flights to Moscow - Yerevan", "The airline has three planes.", []),
        ("Peace talks: Aliyev arrives in Prague", "He will stay for two days.", []),
    ],
)
def test_a_headline_that_two_may_have_signed_is_nobodys(
    headline: str, lead: str, quoted: list[list[str]]
) -> None:
    assert [who for _, who in said(f"{headline}\n\n{lead}")] == quoted


def test_what_somebody_will_respond_is_what_another_says() -> None:
    assert said("Azerbaijan will respond to any provocation, Ilham Aliyev said.") == [
        ("Azerbaijan will respond to any provocation", ["aliyev_ilham"])
    ]


@pytest.mark.parametrize(
    ("before", "body", "who"),
    [
        ("Baku blamed Yerevan.", "Defense Ministry", ["mod_azerbaijan"]),
        ("Azerbaijan blamed its neighbour.", "Foreign Ministry", ["mfa_azerbaijan"]),
        ("Yerevan denied it.", "Defence Ministry", ["mod_armenia"]),
        ("Azerbaijan and Armenia accused each other.", "Defence Ministry", []),
        ("Turkey backed Baku.", "Foreign Ministry", []),
        ("Blinken called Aliyev on Monday.", "Foreign Ministry", []),
    ],
)
def test_a_ministry_without_a_country_is_of_the_one_told_of_alone(
    before: str, body: str, who: list[str]
) -> None:
    *_, (_, by) = said(f"{before} In a statement, the {body} said no order had been given.")
    assert by == who


MINSK = "minsk_group_cochairs"


@pytest.mark.parametrize(
    ("before", "subject", "who"),
    [
        ("The co-chairs of the OSCE Minsk Group met in Vienna.", "They", [MINSK]),
        ("The Minsk Group co-chairs urged restraint.", "They", [MINSK]),
        ("The Minsk Group co-chairs urged restraint.", "The mediators", [MINSK]),
        ("Aliyev and Pashinyan met in Brussels.", "They", ["aliyev_ilham", "pashinyan_nikol"]),
        ("Aliyev met Pashinyan in Brussels.", "Both men", ["aliyev_ilham", "pashinyan_nikol"]),
        ("Aliyev met Putin in Sochi.", "The presidents", ["aliyev_ilham", "putin_vladimir"]),
        (
            "The foreign ministers of Armenia and Azerbaijan met in Washington.",
            "They",
            ["mirzoyan_ararat", "bayramov_jeyhun"],
        ),
        ("The protesters marched to the parliament.", "They", []),
        ("Pashinyan and his wife visited the village.", "They", []),
        ("The deal was signed.", "Both sides", []),
    ],
)
def test_they_and_both_are_those_told_of_together(
    before: str, subject: str, who: list[str]
) -> None:
    assert said(f"{before} {subject} said the road would open in May.")[-1] == (
        "the road would open in May",
        who,
    )


def test_a_joint_text_is_of_those_it_tells_of() -> None:
    text = "A joint statement said Mirzoyan and Bayramov had agreed to meet in June."
    assert [who for _, who in said(text)] == [["mirzoyan_ararat", "bayramov_jeyhun"]]


def test_a_joint_text_is_nobodys_where_it_tells_of_one() -> None:
    text = "A joint statement said Mirzoyan had asked for a meeting in June."
    assert [who for _, who in said(text)] == [[]]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Baku says the corridor links it with Nakhchivan.",
            "the corridor links it with Nakhchivan",
            ["government_azerbaijan"],
        ),
        (
            "Yerevan says the text contains 17 articles.",
            "the text contains 17 articles",
            ["government_armenia"],
        ),
        (
            "Yerevan, which says the park insults the dead, asked for its closure.",
            "the park insults the dead",
            ["government_armenia"],
        ),
        (
            "Edem Wosornu of the U.N. humanitarian office said the road was closed.",
            "the road was closed",
            ["Edem Wosornu"],
        ),
        (
            "The men were from Azerbaijan. Foreign Minister Ararat Mirzoyan said it was a crime.",
            "it was a crime",
            ["mirzoyan_ararat"],
        ),
        (
            "He met soldiers. Azerbaijan's envoy, Yashar Aliyev, said the road was open.",
            "the road was open",
            ["Yashar Aliyev"],
        ),
        (
            "Aliyev was quoted as saying by the Azertac news agency that the text was ready.",
            "the text was ready",
            ["aliyev_ilham"],
        ),
        (
            'Shoigu rang both men and urged them to "stop it", according to the ministry.',
            "stop it",
            ["shoigu_sergei"],
        ),
        (
            'The talks were "useful", according to the Kremlin.',
            "useful",
            ["presidency_russia"],
        ),
    ],
)
def test_a_clause_is_told_by_its_verb_and_a_subject_by_its_sentence(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "He said a few words to the crowd before leaving.",
        "She said prayers for the dead in church.",
    ],
)
def test_words_without_a_verb_are_no_clause(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "BAKU, Azerbaijan, May 3. The road is open, Ilham Aliyev said.",
            "The road is open",
            "aliyev_ilham",
        ),
        ("Baku, May 3, AZERTAC The road is open, Ilham Aliyev said.", "The road is open",
         "aliyev_ilham"),
        ("YEREVAN. - The road is open, Ararat Mirzoyan said.", "The road is open",
         "mirzoyan_ararat"),
        ("Claims of a blockade were false, Mirzoyan said.", "Claims of a blockade were false",
         "mirzoyan_ararat"),
        ("Armenia claims the road is open.", "the road is open", "government_armenia"),
        ("The press service of the Defense Ministry of Azerbaijan said the road was open.",
         "the road was open", "mod_azerbaijan"),
        ("The road was open, the press service of the Armenian Defense Ministry said.",
         "The road was open", "mod_armenia"),
        ("According to information from the Kremlin, the road was open.", "the road was open",
         "presidency_russia"),
    ],
)  # fmt: skip
def test_of_whom_a_sentence_is_behind_its_dateline(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Peskov said the Kremlin regretted it, adding that Putin would call.", "peskov_dmitry"),
        ("Peskov said the Kremlin regretted it and added that Putin would call.", "peskov_dmitry"),
        ("Mirzoyan met Bayramov, adding that the talks would go on.", "mirzoyan_ararat"),
    ],
)
def test_what_is_added_is_of_who_reports_and_not_of_whom(text: str, who: str) -> None:
    assert said(text)[-1][1] == [who]


@pytest.mark.parametrize(
    "subject", ["Others", "Everyone", "Few", "Locals", "Media", "Several", "Neither of them"]
)
def test_an_indefinite_word_is_nobodys_name(subject: str) -> None:
    assert said(f"{subject} said the road was open.") == [("the road was open", [])]


def test_nobody_says_nothing() -> None:
    assert said("Nobody said the road was open.") == []


def test_a_question_between_marks_goes_on_behind_its_teller() -> None:
    text = '"There will be war," said Pashinyan. "Do you hear?" The crowd was silent.'
    assert said(text) == [
        ("There will be war,", ["pashinyan_nikol"]),
        ("Do you hear?", ["pashinyan_nikol"]),
    ]


def test_marks_before_a_described_teller_are_no_clause() -> None:
    text = '"We are not going anywhere," one of them, 24-year-old Nino Beridze, told AFP.'
    assert said(text) == [("We are not going anywhere,", ["Nino Beridze"])]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Armenia said two men had died, while Azerbaijan denied opening fire.",
            ["two men had died", "opening fire"],
        ),
        (
            "Armenia says the road is open, while Azerbaijan insists it is closed.",
            ["the road is open", "it is closed"],
        ),
        (
            "Pashinyan said Armenia had kept its word, while Azerbaijan had not.",
            ["Armenia had kept its word, while Azerbaijan had not"],
        ),
        (
            "Pashinyan has said that it is needed, but has denied that Baku dictated it.",
            ["it is needed", "Baku dictated it"],
        ),
        (
            "He said the war was over, and had been called off by Moscow.",
            ["the war was over, and had been called off by Moscow"],
        ),
    ],
)
def test_a_clause_ends_where_another_tells_the_next_thing(text: str, told: list[str]) -> None:
    assert [words for words, _ in said(text)] == told


@pytest.mark.parametrize("aside", ["who took office in 2018", "whose party won the vote"])
def test_an_aside_before_an_auxiliary_is_no_subject(aside: str) -> None:
    text = f"Pashinyan, {aside}, has said that a new constitution is needed."
    assert said(text) == [("a new constitution is needed", ["pashinyan_nikol"])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "The World Court on Friday ordered Baku to ensure free passage, in an interim order.",
            "ensure free passage",
            ["icj"],
        ),
        ("Pashinyan ordered the army to hold its fire.", "hold its fire", ["pashinyan_nikol"]),
        ("The court ordered Baku not to touch the sites.", "not to touch the sites", []),
    ],
)
def test_an_order_is_said(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers were ordered to hold their fire.",
        "The judge ordered his release.",
        "In order to reach the village, the troops took the road.",
    ],
)
def test_who_is_ordered_says_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("subject", "who"),
    [
        ("The U.S.", "state_department"),
        ("The U.N.", "un_secretariat"),
        ("The UN Security Council", "The UN Security Council"),
        ("The U.N. General Assembly", "The U.N. General Assembly"),
        ("Georgia's Defence Ministry", "Georgia's Defence Ministry"),
        ("The Turkish parliament", "The Turkish parliament"),
        ("Armenia's Defence Ministry", "mod_armenia"),
        ("The UN", "un_secretariat"),
    ],
)
def test_a_body_of_a_party_that_we_do_not_list_is_itself(subject: str, who: str) -> None:
    assert said(f"{subject} said the sides should talk.") == [("the sides should talk", [who])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to Zaur Shiriyev, an analyst in Baku, the road was open.", "Zaur Shiriyev"),
        ("According to Hikmet Hajiyev, Aliyev's aide, the road was open.", "hajiyev_hikmet"),
        ("The U.S. embassy in Yerevan said the road was open.", "The U.S. embassy"),
        ("The US embassy in Yerevan said the road was open.", "The US embassy"),
        ("They told us the road was open.", None),
    ],
)
def test_who_is_described_and_whose_a_body_is(text: str, who: str | None) -> None:
    words, by = said(text)[0]
    assert (words.lower(), by) == ("the road was open", [who] if who else [])


def test_what_somebody_according_to_whom_it_is_tells_begins_with_its_subject() -> None:
    text = "According to Pashinyan, the commission, which met in May, agreed on the text."
    assert said(text)[0][0].startswith("the commission")


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Deputy FM Vahan Kostanyan said the road was open.",
            "the road was open",
            ["kostanyan_vahan"],
        ),
        (
            "Brussels, Washington and Paris urged Baku to reopen the road.",
            "reopen the road",
            ["eeas", "state_department", "mfa_france"],
        ),
        (
            'The road, said Ruzanna Stepanyan, a teacher, "was our lifeline".',
            "was our lifeline",
            ["Ruzanna Stepanyan"],
        ),
        (
            "The protesters, according to Baku, are environmental activists.",
            "are environmental activists",
            ["government_azerbaijan"],
        ),
        ("Authorities in Nagorno-Karabakh said the road was open.", "the road was open", []),
        ("Opposition parties in Armenia said the road was open.", "the road was open", []),
    ],
)
def test_capitals_in_a_row_and_tellers_amid_a_sentence(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


def test_a_decimal_opens_no_clause() -> None:
    assert said("Samantha Power announced 11.5 million dollars in aid in Goris.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"It is loud," said a woman who gave her name as Narine.', ["Narine"]),
        ('"It is loud," said one man, who gave only his first name, Gor.', ["Gor"]),
        ("A man who identified himself as Gor said it was loud.", ["Gor"]),
        ("A man who asked not to be named said it was loud.", []),
    ],
)
def test_who_gave_a_name_has_it(text: str, who: list[str]) -> None:
    assert [by for _, by in said(text)] == [who]


@pytest.mark.parametrize(
    "tail",
    [
        "Russian news agencies reported, citing Dmitry Peskov",
        "the RIA news agency reported",
        "state media reported",
        "Interfax reported, citing the Kremlin",
    ],
)
def test_who_brings_words_is_no_part_of_them(tail: str) -> None:
    assert said(f"Putin told Aliyev that it was late, {tail}.") == [
        ("it was late", ["putin_vladimir"])
    ]


@pytest.mark.parametrize("own", ["In his words", "In his view", "By his own account"])
def test_his_words_are_of_who_was_told_of(own: str) -> None:
    text = f"Pashinyan spoke in Yerevan. {own}, the road was open."
    assert said(text) == [("the road was open", ["pashinyan_nikol"])]


def test_a_verb_between_marks_tells_a_clause() -> None:
    assert said('Baku said Yerevan "rejects" the offer.')[0] == (
        'Yerevan "rejects" the offer',
        ["government_azerbaijan"],
    )


@pytest.mark.parametrize(
    ("place", "who"),
    [
        ("In Yerevan the reaction was cold", ["mirzoyan_ararat"]),
        ("In Moscow, Armenia and Azerbaijan signed a truce", []),
        ("In Geneva the reaction was cold", []),
    ],
)
def test_the_capital_that_a_paragraph_is_in_tells_whose_minister_it_is(
    place: str, who: list[str]
) -> None:
    text = f"{place}. The foreign minister said the road was closed."
    assert said(text)[-1] == ("the road was closed", who)
