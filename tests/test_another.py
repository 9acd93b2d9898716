"""Whose words those of a deputy, an aide, a wife are: not the minister's, in no language."""

from datetime import date
from itertools import product

import pytest

from pipeline.people import people
from pipeline.quotation import quotations

DAY = date(2023, 5, 4)
CARETAKER = date(2021, 8, 1)  # Armen Grigoryan, acting foreign minister of Armenia
MINISTERS = ("_president", "_pm", "_fm", "_defence_minister")

SAYS = {
    "en": "{} said that the talks will go on this year in Washington.",
    "ru": "«Мы продолжим переговоры в этом году», — заявил {}.",
    "fr": "« Nous continuerons les pourparlers cette année », a déclaré {}.",
    "az": "{} bildirib ki, danışıqlar bu il davam etdiriləcək.",
    "tr": '{}, "Biz bu yıl görüşmeleri sürdüreceğiz" ifadesini kullandı.',
    "hy": "«Մենք կշարունակենք բանակցությունները այս տարի»,- ասել է {}։",
}
MET = {
    "en": "Russian Foreign Minister Sergei Lavrov and President Ilham Aliyev met in Moscow. ",
    "ru": "Глава МИД России Сергей Лавров и президент Ильхам Алиев встретились в Москве. ",
    "fr": "Le ministre russe Sergueï Lavrov et le président Ilham Aliyev se sont rencontrés. ",
    "az": "Rusiya xarici işlər naziri Sergey Lavrov Prezident İlham Əliyevlə görüşüb. ",
    "tr": "Rusya Dışişleri Bakanı Sergey Lavrov Cumhurbaşkanı İlham Aliyev ile görüştü. ",
    "hy": "ՌԴ արտգործնախարար Սերգեյ Լավրովը հանդիպել է նախագահ Իլհամ Ալիևի հետ։ ",
}
OFFICES = {  # in the case that what is theirs wants
    "en": ["foreign minister", "president", "prime minister", "defence minister"],
    "ru": ["министра иностранных дел", "президента", "премьер-министра", "главы МИД"],
    "fr": ["ministre des Affaires étrangères", "président", "Premier ministre"],
    "az": ["xarici işlər nazirinin", "Prezidentinin", "Baş nazirinin", "müdafiə nazirinin"],
    "tr": ["Dışişleri Bakanı", "Cumhurbaşkanının", "Savunma Bakanının", "Cumhurbaşkanı"],
    "hy": ["արտաքին գործերի նախարարի", "նախագահի", "վարչապետի", "ԱԳ նախարարի"],
}
THEIRS = {
    "en": [
        "The deputy Azerbaijani {}",
        "The Azerbaijani deputy {}",
        "The Azerbaijani {}’s aide",
        "The Azerbaijani {}'s press secretary",
        "A spokesperson for the Azerbaijani {}",
        "A senior adviser to the Azerbaijani {}",
        "The Azerbaijani {}’s office",
        "The Azerbaijani {}’s wife",
        "The Azerbaijani vice {}",
        "The Azerbaijani {}-designate",
    ],
    "ru": [
        "заместитель {} Азербайджана",
        "первый заместитель {} Азербайджана",
        "помощник {} Азербайджана",
        "представитель {} Азербайджана",
        "руководитель аппарата {} Азербайджана",
        "офис {} Азербайджана",
        "брат {} Азербайджана",
    ],
    "fr": [
        "un conseiller diplomatique du {} azerbaïdjanais",
        "le porte-parole du {} azerbaïdjanais",
        "le vice-{} azerbaïdjanais",
        "le directeur de cabinet du {} azerbaïdjanais",
        "l'entourage du {} azerbaïdjanais",
        "l'épouse du {} azerbaïdjanais",
    ],
    "az": [
        "Rusiya {} müavini",
        "Rusiya {} birinci müavini",
        "Rusiya {} xarici siyasət üzrə köməkçisi",
        "Rusiya {} sözçüsü",
        "Rusiya {} həyat yoldaşı",
        "Rusiya {} xüsusi nümayəndəsi",
    ],
    "tr": [
        "Rusya {} Danışmanı",
        "Rusya {} Yardımcısı",
        "Rusya {} Sözcüsü",
        "Rusya {} Özel Temsilcisi",
        "Rusya {} adayı",
        "Rusya {} eşi",
    ],
    "hy": [
        "Ադրբեջանի {} տեղակալը",
        "Ադրբեջանի {} առաջին տեղակալը",
        "Ադրբեջանի {} մամուլի քարտուղարը",
        "Ադրբեջանի {} խորհրդականը",
        "Ադրբեջանի {} աշխատակազմի ղեկավարը",
        "Ադրբեջանի {} եղբայրը",
    ],
}


def ministers(text: str, language: str) -> list[str]:
    """Return who is given the words as a minister, a president, or a stranger in focus."""
    found = quotations(text, language, DAY)
    said = [who for one in found for who in one.speakers if who.id not in people().institutions]
    offices = [(who.name, who.office or ("_fm" if who.id else "")) for who in said]
    return [name for name, one in offices if one.endswith(MINISTERS) and "deputy" not in one]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (language, title.format(office))
        for language, titles in THEIRS.items()
        for title, office in product(titles, OFFICES[language])
    ],
)
def test_who_is_somebodys_is_not_that_somebody(language: str, title: str) -> None:
    said = SAYS[language].format(title)
    assert ministers(said, language) == []
    assert ministers(MET[language] + said, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", 'Cumhurbaşkanlığı Sözcüsü, "Biz bu yıl görüşmeleri sürdüreceğiz" dedi.'),
        ("tr", 'Dışişleri Bakan Yardımcısı, "Biz bu yıl görüşmeleri sürdüreceğiz" dedi.'),
        ("ru", "Замглавы МИД РФ заявил, что переговоры продолжатся в этом году."),
        ("hy", "ՌԴ ԱԳ փոխնախարարը հայտարարել է, որ բանակցությունները կշարունակվեն այս տարի։"),
        ("fr", "Le ministre adjoint russe a déclaré que les pourparlers continueront."),
        ("en", "A Foreign Ministry official said that the talks will go on this year."),
        ("en", "An Azerbaijani diplomat said that the talks will go on this year."),
        ("ru", "Алиев прибыл в Москву. «Мы продолжим переговоры», — заявил министр."),
        ("az", "Ermənistan lideri bildirib ki, danışıqlar bu il davam etdiriləcək."),
    ],
)
def test_a_lesser_title_is_no_greater_one(language: str, text: str) -> None:
    assert ministers(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Armenia’s acting foreign minister said that the talks will go on this year."),
        ("en", "“The talks will go on,” the acting foreign minister of Armenia said."),
        ("hy", "«Բանակցությունները կշարունակվեն»,- ասել է ՀՀ արտգործնախարարի պաշտոնակատարը։"),
        ("ru", "«Переговоры будут продолжены», — заявил и.о. главы МИД Армении."),
        (
            "fr",
            "« La paix viendra », a dit le ministre arménien des Affaires étrangères par intérim.",
        ),
        ("tr", 'Ermenistan Dışişleri Bakanı Vekili, "Görüşmeler bu yıl sürecek" dedi.'),
    ],
)
def test_who_holds_an_office_for_a_while_is_who_the_table_says(language: str, text: str) -> None:
    [one] = quotations(text, language, CARETAKER)
    assert [who.id for who in one.speakers] == ["grigoryan_armen"]
    [later] = quotations(text, language, DAY)
    assert later.speakers == ()


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "“The talks will go on,” Russia’s top diplomat said.", "lavrov_sergey"),
        ("en", "“The talks will go on,” the Kremlin spokesman said.", "peskov_dmitry"),
        (
            "hy",
            "Հայաստանում Ադրբեջանի արտգործնախարարը հայտնել է, որ բանակցությունները կլինեն հիմա։",
            "bayramov_jeyhun",
        ),
        (
            "az",
            "Azərbaycanda Ermənistan Baş naziri bildirib ki, danışıqlar bu il davam edəcək.",
            "pashinyan_nikol",
        ),
        (
            "tr",
            'Azerbaycan\'da Ermenistan Dışişleri Bakanı, "Görüşmeler bu yıl sürecek" dedi.',
            "mirzoyan_ararat",
        ),
        (
            "ru",
            "Никол Пашинян прибыл в Москву. «Мы продолжим переговоры», — заявил армянский лидер.",
            "pashinyan_nikol",
        ),
    ],
)
def test_where_somebody_speaks_is_not_whose_minister_they_are(
    language: str, text: str, speaker: str
) -> None:
    [one] = quotations(text, language, DAY)
    assert [who.id for who in one.speakers] == [speaker]


def test_a_title_in_capitals_that_ends_in_its_verb_is_read() -> None:
    [one] = quotations("Erdoğan Görüşmelerin Bu Yıl Sürdüğünü Söyledi", "tr", DAY)
    assert [who.id for who in one.speakers] == ["erdogan_recep_tayyip"]
