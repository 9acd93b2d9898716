"""How the French press gives words to their speakers: inversions, incises, conjugated verbs."""

from datetime import date
from functools import partial

import heard
import pytest

DAY = date(2025, 2, 4)


said = partial(heard.said, language="fr", day=DAY)


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


@pytest.mark.parametrize(
    ("text", "clause", "who"),
    [
        (
            "Ilham Aliev affirme ne pas vouloir la guerre.",
            "ne pas vouloir la guerre",
            "aliyev_ilham",
        ),
        (
            "Le Kremlin dit regretter cette décision.",
            "regretter cette décision",
            "presidency_russia",
        ),
        (
            "Nikol Pachinian, qui dit espérer un accord, a quitté Bruxelles.",
            "espérer un accord",
            "pashinyan_nikol",
        ),
        (
            "Ararat Mirzoïan a reconnu l'avoir appris par la presse.",
            "l'avoir appris par la presse",
            "mirzoyan_ararat",
        ),
    ],
)
def test_what_stands_in_the_infinitive_behind_a_verb_of_saying_is_reported(
    text: str, clause: str, who: str
) -> None:
    assert said(text) == [(clause, [who])]


@pytest.mark.parametrize(
    "text",
    [
        "Le président Macron a annoncé l'ouverture d'une enquête à Paris.",
        "Ilham Aliev a annoncé février comme date de la rencontre.",
        "Charles Michel a salué auprès des journalistes l'accord que les deux pays ont conclu.",
        "Ararat Mirzoïan n'a pas dit que la Russie partait de Gumri.",
    ],
)
def test_a_noun_or_what_nobody_says_is_not_reported(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "clause", "who"),
    [
        (
            "Ararat Mirzoïan a déclaré, lors d'un entretien à Erevan, que la paix est proche.",
            "la paix est proche",
            "mirzoyan_ararat",
        ),
        (
            "M. Pachinian a confié aux journalistes qui l'accompagnaient qu'il restait prudent.",
            "il restait prudent",
            "pashinyan_nikol",
        ),
        (
            "Le ministère arménien de la Défense soutient pour sa part que tout est calme.",
            "tout est calme",
            "mod_armenia",
        ),
        (
            "L'Azerbaïdjan assure que les habitants sont libres.",
            "les habitants sont libres",
            "government_azerbaijan",
        ),
    ],
)
def test_a_that_clause_is_found_behind_all_the_circumstances_of_its_verb(
    text: str, clause: str, who: str
) -> None:
    assert said(text) == [(clause, [who])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Jean-Noël Barrot a reçu Ararat Mirzoïan. « Ce geste compte », a renchéri ce dernier.",
            ["mirzoyan_ararat"],
        ),
        (
            "Le Kremlin l'a confirmé. « Oui, c'est vraiment le cas », a dit son porte-parole.",
            ["peskov_dmitry"],
        ),
        (
            "À Bakou, la foule a fêté la nouvelle. « Nous avons gagné », a lancé le président.",
            ["aliyev_ilham"],
        ),
        (
            "Nikol Pachinian parlait à la foule. « Nous avons faim », a crié un étudiant.",
            [],
        ),
        (
            "Rouben Vardanian est jugé. « Je ne demande rien », écrit l'ancien ministre d'État.",
            ["vardanyan_ruben"],
        ),
        (
            "« Tout reste calme », note le porte-parole du ministère arménien de la Défense.",
            ["mod_armenia"],
        ),
        ("« La paix viendra un jour », a dit le chef du Kremlin.", ["putin_vladimir"]),
        (
            "« La paix viendra un jour », a dit le conseiller diplomatique d'Ilham Aliev.",
            ["hajiyev_hikmet"],
        ),
    ],
)
def test_a_speaker_is_told_by_what_stands_before_or_by_the_office(
    text: str, who: list[str]
) -> None:
    assert said(text)[-1][1] == who


@pytest.mark.parametrize(
    ("text", "marked", "who"),
    [
        ("Ilham Aliev a loué lundi un « triomphe ».", "triomphe", ["aliyev_ilham"]),
        ("Maria Zakharova dénonce de grossières « pressions ».", "pressions", ["zakharova_maria"]),
        ("Une « folie », selon Nikol Pachinian.", "folie", ["pashinyan_nikol"]),
        ("« Un grand pas », pour Kaja Kallas.", "Un grand pas", ["kallas_kaja"]),
        (
            "Nikol Pachinian sort une carte de sa poche : « Voici notre frontière à tous. »",
            "Voici notre frontière à tous.",
            ["pashinyan_nikol"],
        ),
    ],
)
def test_a_word_that_a_verb_of_saying_has_is_its_speakers(
    text: str, marked: str, who: list[str]
) -> None:
    assert said(text) == [(marked, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Ilham Aliev a visité la ville « fantôme ».",
        "La mission, dite « civile », a pris fin, a relevé la presse dans un « Bulletin ».",
        "Le parti de Nikol Pachinian refuse tout « couloir ».",
    ],
)
def test_a_word_that_no_verb_of_saying_has_is_nobodys(text: str) -> None:
    assert all(
        words not in {"fantôme", "civile", "Bulletin", "couloir"} for words, _ in said(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ararat Mirzoïan a rejeté l'idée que la paix fût lointaine.",
        "« Tout va bien se passer », a dit Ilham Aliev alors qu'il quittait Bruxelles.",
        "Ilham Aliev a salué dans un discours l'accord que les ministres ont signé.",
    ],
)
def test_a_que_that_leads_to_nothing_said_is_passed_over(text: str) -> None:
    assert all(text[: text.index(words)].rstrip().endswith("«") for words, _ in said(text))


def test_a_bare_body_is_none_that_has_another_name() -> None:
    text = "L'Assemblée nationale d'Arménie a voté. Le parti a indiqué qu'il s'abstiendrait."
    assert said(text) == [("il s'abstiendrait", [])]


@pytest.mark.parametrize(
    ("text", "clause", "who"),
    [
        (
            "Sergueï Lavrov l'a répété lundi à des journalistes arméniens : rien n'a changé.",
            "rien n'a changé",
            ["lavrov_sergey"],
        ),
        (
            "La frontière restera fermée, ont expliqué des sources turques, évoquant un retard.",
            "La frontière restera fermée",
            [],
        ),
    ],
)
def test_a_sentence_before_its_teller_or_behind_a_colon_is_reported(
    text: str, clause: str, who: list[str]
) -> None:
    assert said(text) == [(clause, who)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("La Russie, a dit Sergueï Lavrov, reste prête.", ["La Russie", "reste prête"]),
        ("Les troupes, assure M. Lavrov, restent là.", ["Les troupes", "restent là"]),
        ("Mais, a glissé Sergueï Lavrov, rien ne presse ici.", ["rien ne presse ici"]),
    ],
)
def test_a_teller_amid_a_sentence_parts_what_he_says(text: str, parts: list[str]) -> None:
    assert said(text) == [(part, ["lavrov_sergey"]) for part in parts]


def test_a_name_spelled_as_in_french_is_whom_another_spelling_means() -> None:
    day = date(2021, 6, 1)
    text = "« Nos voisins doivent se parler », a dit Saïd Khatibzadé."
    assert heard.said(text, "fr", day) == [
        ("Nos voisins doivent se parler", ["khatibzadeh_saeed"])
    ]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "La presse a interrogé Sergueï Lavrov, qui a fait état d'un « dialogue difficile ».",
            "dialogue difficile",
            ["lavrov_sergey"],
        ),
        (
            "Ce n'est pas l'avis d'Ararat Mirzoïan, pour qui la paix reste possible.",
            "la paix reste possible",
            ["mirzoyan_ararat"],
        ),
        (
            "Une thèse que combat Sergueï Lavrov, selon lequel rien n'a changé là-bas.",
            "rien n'a changé là-bas",
            ["lavrov_sergey"],
        ),
        (
            "Le projet a du plomb dans l'aile, Nikol Pachinian l'ayant qualifié d'« irréaliste ».",
            "irréaliste",
            ["pashinyan_nikol"],
        ),
    ],
)
def test_a_clause_that_belongs_to_a_name_says_what_is_said_in_it(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Pour Ararat Mirzoïan, les deux pays sont proches du but.",
            "les deux pays sont proches du but",
            ["mirzoyan_ararat"],
        ),
        (
            "De l'avis du ministère russe des Affaires étrangères, cette mission ne sert à rien.",
            "cette mission ne sert à rien",
            ["mfa_russia"],
        ),
        (
            "La route a rouvert, d'après le ministère arménien de la Défense, qui reste prudent.",
            "La route a rouvert",
            ["mod_armenia"],
        ),
        (
            "Le contrat est signé, a appris l'AFP lundi auprès d'Ararat Mirzoïan.",
            "Le contrat est signé",
            ["mirzoyan_ararat"],
        ),
        (
            "La route rouvrira. C'est Nikol Pachinian qui l'a annoncé, au Parlement.",
            "La route rouvrira.",
            ["pashinyan_nikol"],
        ),
        (
            "Le texte est prêt. La nouvelle, donnée par Sergueï Lavrov, a surpris les capitales.",
            "Le texte est prêt.",
            ["lavrov_sergey"],
        ),
        (
            "Le dialogue continue avec les deux pays, s'est contenté de répondre M. Lavrov.",
            "Le dialogue continue avec les deux pays",
            ["lavrov_sergey"],
        ),
    ],
)
def test_in_whose_view_or_from_whom_something_is_tells_who_says_it(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Pour Nikol Pachinian, le ministre a dit qu'il viendrait.",
        "Une route a été refaite. Le ministre l'a annoncé : la route rouvrira.",
        "Une route a été refaite pour qui veut passer. Le ministre l'a appelé.",
    ],
)
def test_what_is_no_view_and_no_confirmation_leaves_the_sentence_alone(text: str) -> None:
    assert all(words in {"il viendrait", "la route rouvrira"} for words, _ in said(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "M. Pachinian dit que la route rouvrira, que tous suivront et que nul n'y perdra.",
            ["la route rouvrira", "tous suivront", "nul n'y perdra"],
        ),
        (
            "Nikol Pachinian assure avoir tout tenté ; il a promis que rien ne serait caché.",
            ["avoir tout tenté", "rien ne serait caché"],
        ),
    ],
)
def test_a_row_of_that_and_a_semicolon_part_what_is_said(text: str, parts: list[str]) -> None:
    assert said(text) == [(part, ["pashinyan_nikol"]) for part in parts]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Ilham Aliev a salué ses hôtes. Et d'ajouter : « La paix est une chance pour tous. »",
            "La paix est une chance pour tous.",
            ["aliyev_ilham"],
        ),
        (
            "« Une étape décisive pour nous » : Ararat Mirzoïan n'a pas caché sa joie.",
            "Une étape décisive pour nous",
            ["mirzoyan_ararat"],
        ),
        (
            "« Où est passé le ministre ? » : c'est en ces termes que M. Aliev l'a reçu.",
            "Où est passé le ministre ?",
            ["aliyev_ilham"],
        ),
        (
            "Réponse de Maria Zakharova : « Ce sont des accusations sans fondement. »",
            "Ce sont des accusations sans fondement.",
            ["zakharova_maria"],
        ),
        (
            "Bakou a réagi par la voix d'Ilham Aliev : « Ce sont des propos sans fondement. »",
            "Ce sont des propos sans fondement.",
            ["aliyev_ilham"],
        ),
        (
            "Communiqué du ministère arménien de la Défense. « La nuit a été calme au front. »",
            "La nuit a été calme au front.",
            ["mod_armenia"],
        ),
        (
            "« C'est un grand jour pour le Caucase. » Nikol Pachinian avait le sourire, jeudi.",
            "C'est un grand jour pour le Caucase.",
            ["pashinyan_nikol"],
        ),
        (
            "L'Arménie attend. « Tout va pour le mieux chez nous. »",
            "Tout va pour le mieux chez nous.",
            [],
        ),
    ],
)
def test_words_that_stand_alone_are_of_whom_the_text_beside_them_tells(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


def test_a_name_with_a_label_behind_a_question_answers_it() -> None:
    text = (
        "Quand la route sera-t-elle rouverte ?\n\nArarat Mirzoïan : Bientôt. Nous y travaillons."
    )
    assert said(text) == [("Bientôt. Nous y travaillons.", ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "BAKOU, 4 fév (AFP) - Les travaux avancent, a annoncé le ministère de la Défense.",
            ["mod_azerbaijan"],
        ),
        ("Les travaux avancent bien, a annoncé le ministère de la Défense.", []),
        ("« Je n'y crois guère », admet Thomas de Waal, chercheur.", ["Thomas de Waal"]),
        ("« Nous restons jusqu'en mai », prévient l'Allemand Markus Keller.", ["Markus Keller"]),
        ("« Nous restons jusqu'en mai », prévient le chef.", []),
        (
            "M. Mirzoïan a vu Hakan Fidan. Les contacts reprendront, ont dit les deux ministres.",
            ["mirzoyan_ararat", "fidan_hakan"],
        ),
    ],
)
def test_who_speaks_is_told_by_their_whole_name_and_by_where_the_text_comes_from(
    text: str, who: list[str]
) -> None:
    assert said(text)[-1][1] == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Il reste, dit Sergueï Lavrov, « une chance à saisir ».",
            "une chance à saisir",
            ["lavrov_sergey"],
        ),
        (
            "M. Mirzoïan a vu son homologue turc. Celui-ci a promis que la route rouvrirait.",
            "la route rouvrirait",
            ["fidan_hakan"],
        ),
        (
            "« On tient bon », glisse Anahit Sarkissian. « On verra bien », soupire son mari.",
            "On verra bien",
            [],
        ),
        (
            "« C'est notre affaire » : la réponse d'Ilham Aliev est tombée dans la soirée.",
            "C'est notre affaire",
            ["aliyev_ilham"],
        ),
        (
            "« Nos alliés doivent agir. » Le message d'Ararat Mirzoïan est clair.",
            "Nos alliés doivent agir.",
            ["mirzoyan_ararat"],
        ),
        ("Selon Kiev, la route restera fermée.", "la route restera fermée", []),
        ("La route restera fermée, dit-on.", "La route restera fermée", []),
        (
            "Le texte est bref. Les deux pays s'abstiendront de toute menace, y est-il écrit.",
            "Les deux pays s'abstiendront de toute menace",
            [],
        ),
    ],
)
def test_a_peer_a_spouse_an_answer_and_a_that_alone_are_told_apart(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text)[-1] == (words, who)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Le Parlement « tranchera » bientôt, a répondu Sergueï Lavrov, chef de la délégation.",
            "Le Parlement « tranchera » bientôt",
            ["lavrov_sergey"],
        ),
        (
            "Selon Sergueï Lavrov, à qui l'on posait la question, rien ne presse ici.",
            "rien ne presse ici",
            ["lavrov_sergey"],
        ),
    ],
)
def test_what_belongs_to_a_teller_is_none_of_his_words(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text)[0] == (words, who)
    assert all("délégation" not in one and "question" not in one for one, _ in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "La réponse cinglante de la porte-parole Maria Zakharova a été brève : « {} »",
        "Les mots de Maria Zakharova « {} » ont choqué.",
        "« {} », telle est la réponse de Maria Zakharova.",
        "« {} » sont les mots de Maria Zakharova.",
        "La réponse de Maria Zakharova ne s'est pas fait attendre. « {} »",
        "« {} » Ces mots de Maria Zakharova ont choqué.",
        "« {} » Le message de Maria Zakharova est clair.",
        "Maria Zakharova a reçu la presse. Sa réponse a été brève : « {} »",
    ],
)
def test_a_noun_of_saying_is_whose_it_is_wherever_it_stands(text: str) -> None:
    words = "La route restera fermée."
    [(found, who)] = said(text.format(words))
    assert found.rstrip(".") == words.rstrip(".")
    assert who == ["zakharova_maria"]


@pytest.mark.parametrize(
    "text",
    [
        "La question du Haut-Karabakh reste posée. « {} »",
    ],
)
def test_a_noun_of_saying_is_not_of_whom_it_is_told_to_or_about(text: str) -> None:
    assert said(text.format("La route restera fermée."))[0][1] == []


@pytest.mark.parametrize(
    ("text", "clause", "who"),
    [
        (
            "Antony Blinken a exhorté les deux capitales à rouvrir la route de Latchine.",
            "rouvrir la route de Latchine",
            ["blinken_antony"],
        ),
        (
            "L'Union européenne a enjoint aux autorités de laisser passer les vivres.",
            "laisser passer les vivres",
            ["eeas"],
        ),
        (
            "Moscou a accusé lundi l'Azerbaïdjan d'avoir franchi la ligne, et promet le pire.",
            "avoir franchi la ligne",
            ["government_russia"],
        ),
        (
            "Ararat Mirzoïan s'est dit prêt à signer le texte dès demain.",
            "signer le texte dès demain",
            ["mirzoyan_ararat"],
        ),
        (
            "On crie, tandis que Nikol Pachinian somme l'armée de rentrer dans ses casernes.",
            "rentrer dans ses casernes",
            ["pashinyan_nikol"],
        ),
    ],
)
def test_what_somebody_asks_for_or_charges_another_with_is_reported(
    text: str, clause: str, who: list[str]
) -> None:
    assert said(text) == [(clause, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Rouben Vardanian, accusé d'avoir financé des groupes armés, est jugé à Bakou.",
        "L'ancien ministre est accusé d'avoir caché des armes dans sa maison.",
        "Un responsable qui a demandé à ne pas être nommé est sorti.",
    ],
)
def test_who_is_charged_says_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "clause", "who"),
    [
        (
            "Les routes sont fermées, a rappelé la présidence russe, qui dit suivre l'affaire.",
            "Les routes sont fermées",
            ["presidency_russia"],
        ),
        (
            "Rien n'est signé, s'est récrié Hikmet Hadjiev, conseiller du président Aliev.",
            "Rien n'est signé",
            ["hajiyev_hikmet"],
        ),
        (
            "Tout est faux, a tonné Nikol Pachinian devant le Parlement, réuni en urgence.",
            "Tout est faux",
            ["pashinyan_nikol"],
        ),
        (
            "Un diplomate européen est plus sombre : la paix est loin, glisse-t-il.",
            "la paix est loin",
            [],
        ),
        (
            "Pour un ancien diplomate en poste à Bakou, la paix n'a jamais été aussi loin.",
            "la paix n'a jamais été aussi loin",
            [],
        ),
        (
            "C'est fini : trois hommes ont péri, selon le bilan du ministère russe de la Défense.",
            "trois hommes ont péri",
            ["mod_russia"],
        ),
    ],
)
def test_a_sentence_is_reported_whatever_its_teller_says_besides(
    text: str, clause: str, who: list[str]
) -> None:
    assert (clause, who) in said(text)
    assert len(said(text)) <= 2


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "« C'est fait », dit le ministre des Affaires étrangères du pays, Sergueï Ghazarian.",
            ["ghazaryan_sergey"],
        ),
        (
            "Tout est calme, note le ministère russe de la Défense. Rien ne bouge, a-t-il ajouté.",
            ["mod_russia"],
        ),
        (
            "Le ministère turc de la Défense nie. « Ils ont tiré », dit le ministère russe.",
            ["mod_russia"],
        ),
        (
            "Réponse de M. Erdogan : ils ont « oublié le problème depuis trente ans » et trahi.",
            ["erdogan_recep_tayyip"],
        ),
    ],
)
def test_whose_marked_words_are_is_told_around_them(text: str, who: list[str]) -> None:
    assert [speakers for words, speakers in said(text) if words in text][-1] == who


def test_who_tells_inside_marks_goes_on_to_where_he_says_it() -> None:
    text = (
        "« Nous le regrettons, a dit la porte-parole de la diplomatie russe, Maria Zakharova,"
        " lors de son point de presse. Il faut une trêve. »"
    )
    zakharova = ["zakharova_maria"]
    assert said(text) == [("Nous le regrettons", zakharova), ("Il faut une trêve.", zakharova)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le climat est « excellent », a confié Ilham Aliev.", "Le climat est « excellent »"),
        (
            "L'accord est un geste « utile », explique Ilham Aliev.",
            "L'accord est un geste « utile »",
        ),
    ],
)
def test_a_term_in_marks_may_end_what_is_reported(text: str, found: str) -> None:
    assert (found, ["aliyev_ilham"]) in said(text)
