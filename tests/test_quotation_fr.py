"""How the French press gives words to their speakers: inversions, incises, conjugated verbs."""

from datetime import date

import pytest

from pipeline.quotation import quotations

DAY = date(2025, 2, 4)


def said(text: str) -> list[tuple[str, list[str]]]:
    found = quotations(text, "fr", DAY)
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, [who.id or who.name for who in one.speakers]) for one in found]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("« La paix viendra un jour », a souri Nikol Pachinian.", ["pashinyan_nikol"]),
        ("« C'est une farce de plus », grimace Maria Zakharova.", ["zakharova_maria"]),
        (
            "« C'est une bonne chose », a déclaré en anglais M. Aliev lors d'une réunion à Bakou.",
            ["aliyev_ilham"],
        ),
        ("« Nous ne céderons rien à personne ! » s'est emporté Ilham Aliev.", ["aliyev_ilham"]),
        (
            "« Personne ne les oblige », a affirmé à l'AFP lundi un haut responsable à Bakou.",
            [],
        ),
        (
            "« Nous avons tout essayé », répète-t-on au ministère arménien de la Défense.",
            ["mod_armenia"],
        ),
        ("« C'est un très bon signe », veut croire un diplomate européen.", []),
        (
            "« Nous allons voir ça », ont souri Nikol Pachinian et Ilham Aliev.",
            ["pashinyan_nikol", "aliyev_ilham"],
        ),
    ],
)
def test_whatever_verb_stands_before_its_subject_behind_marks_tells_who_speaks(
    text: str, who: list[str]
) -> None:
    [(_, speakers)] = said(text)
    assert speakers == who


@pytest.mark.parametrize(
    "text",
    [
        "La revue « Les Nouvelles libres du Caucase », organe du parti, paraît à Erevan.",
        "Le texte « sur la paix et les relations », signé à Washington, entre en vigueur.",
        "« La route de la paix vers Bakou », exposition d'Armen Grigorian, ouvre lundi.",
    ],
)
def test_what_is_no_verb_behind_marks_gives_nobody_the_words(text: str) -> None:
    assert all(speakers == [] for _, speakers in said(text))


@pytest.mark.parametrize(
    ("text", "parts", "who"),
    [
        (
            "« Nous sommes prêts à signer, a dit Ararat Mirzoïan, le ministre. Le texte est là. »",
            ["Nous sommes prêts à signer", "Le texte est là."],
            "mirzoyan_ararat",
        ),
        (
            "« La Russie a trahi, a lâché Nikol Pachinian jeudi à la radio, et chacun le sait. »",
            ["La Russie a trahi", "et chacun le sait."],
            "pashinyan_nikol",
        ),
        (
            "« Rien n'est décidé ! s'est exclamé M. Lavrov. Les experts travaillent. »",
            ["Rien n'est décidé !", "Les experts travaillent."],
            "lavrov_sergey",
        ),
        (
            "Ilham Aliev a parlé. « Cette guerre, a-t-il dit, n'est pas la nôtre. »",
            ["Cette guerre", "n'est pas la nôtre."],
            "aliyev_ilham",
        ),
    ],
)
def test_a_teller_inside_the_marks_parts_what_he_says(
    text: str, parts: list[str], who: str
) -> None:
    assert said(text) == [(part, [who]) for part in parts]


def test_words_of_saying_inside_a_speech_part_nothing() -> None:
    whole = "Je vous le répète, dit le proverbe, et je vous dis, chers amis, que nous avons gagné"
    [(text, _)] = said(f"« {whole} », a déclaré Ilham Aliev.")
    assert text == whole


def test_a_noun_that_looks_like_a_verb_of_saying_says_nothing() -> None:
    assert said("Le ministre Ararat Mirzoïan lit une annonce que la presse attendait.") == []


@pytest.mark.parametrize(
    ("text", "clause", "who"),
    [
        (
            "La frontière rouvrira, a promis lundi à la presse Ararat Mirzoïan.",
            "La frontière rouvrira",
            ["mirzoyan_ararat"],
        ),
        (
            "L'accord sera signé bientôt, prévient de son côté un haut responsable iranien.",
            "L'accord sera signé bientôt",
            [],
        ),
        (
            "Les troupes resteront sur place, affirme-t-on au ministère arménien de la Défense.",
            "Les troupes resteront sur place",
            ["mod_armenia"],
        ),
    ],
)
def test_a_sentence_before_an_inverted_verb_is_reported(
    text: str, clause: str, who: list[str]
) -> None:
    assert said(text) == [(clause, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Devant le Parlement, Nikol Pachinian a fait état de 105 soldats tués.",
        "Ararat Mirzoïan, interrogé à Bakou, a redit attendre de l'Arménie son accord.",
    ],
)
def test_what_stands_before_a_subject_and_its_verb_is_not_reported(text: str) -> None:
    assert all(not text.startswith(words) for words, _ in said(text))


@pytest.mark.parametrize(
    ("text", "clause", "marked"),
    [
        (
            "Nikol Pachinian a confié qu'il n'attendait « aucun miracle ».",
            "il n'attendait « aucun miracle »",
            "aucun miracle",
        ),
        (
            "Selon Nikol Pachinian, de telles mesures seraient « vraiment inutiles » à ce stade.",
            "de telles mesures seraient « vraiment inutiles » à ce stade",
            "vraiment inutiles",
        ),
    ],
)
def test_what_is_reported_goes_on_around_its_marked_fragments(
    text: str, clause: str, marked: str
) -> None:
    assert said(text) == [(clause, ["pashinyan_nikol"]), (marked, ["pashinyan_nikol"])]
