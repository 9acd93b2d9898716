"""How Russian agencies report: datelines, bodies nobody lists, whose a document is."""

from datetime import date

import heard
import pytest

DAY = date(2023, 5, 4)


def said(text: str, day: date = DAY) -> list[tuple[str, list[str]]]:
    return heard.said(text, "ru", day)


@pytest.mark.parametrize(
    "head",
    [
        "ЕРЕВАН, 4 мая - РИА Новости.",
        "ЕРЕВАН, 4 мая. /ТАСС/.",
        "ЕРЕВАН, 4 мая 2023 г. - Sputnik.",
        "ЕРЕВАН, 4 мая.",
    ],
)
def test_a_dateline_tells_whose_a_ministry_is(head: str) -> None:
    text = f"{head} Наши позиции обстреляны, сообщило Минобороны."
    assert said(text) == [("Наши позиции обстреляны", ["mod_armenia"])]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Следственный комитет Армении сообщил, что", "Следственный комитет Армении"),
        ("В Следственном комитете Армении сообщили, что", "Следственный комитет Армении"),
        ("По данным Генпрокуратуры Азербайджана,", "Генпрокуратура Азербайджана"),
        ("По данным азербайджанской таможни,", "азербайджанская таможня"),
        ("Министерство обороны Карабаха сообщило, что", "Министерство обороны Карабаха"),
        ("Как сообщили в МВД Армении,", "МВД Армении"),
    ],
)
def test_a_body_that_nobody_lists_speaks_by_its_noun_and_its_country(who: str, name: str) -> None:
    assert said(f"{who} дорога закрыта до утра.") == [("дорога закрыта до утра", [name])]


def test_a_body_that_nobody_lists_is_met_again_by_its_noun_alone() -> None:
    found = said(
        "СНБ Армении от комментариев отказалась. Прокуратура Армении сообщила, что дело закрыто."
        " В ведомстве добавили, что улик нет. В прокуратуре уточнили, что суда не будет."
    )
    assert [who for _, who in found] == [["Прокуратура Армении"]] * 3


@pytest.mark.parametrize(
    "text",
    [
        "МИД Армении выступил с нотой. В прокуратуре сообщили, что задержаны трое.",
        "МИД Армении выступил с нотой. Полиция сообщила, что задержаны трое.",
    ],
)
def test_a_noun_of_a_body_is_no_other_body(text: str) -> None:
    assert said(text) == [("задержаны трое", [])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (("БАКУ, 4 мая. Минобороны Азербайджана опровергло слухи. «Дорога открыта и безопасна»,"
         " — говорится в сообщении ведомства."), "mod_azerbaijan"),
        (("Минобороны Азербайджана опровергло слухи. В заявлении ведомства отмечается, что"
         " дорога открыта."), "mod_azerbaijan"),
        ("Как уточнили в аппарате вице-премьера Шахина Мустафаева, дорога открыта.",
         "government_azerbaijan"),
        ("В офисе премьера Армении заявили, что дорога открыта.", "government_armenia"),
    ],
)  # fmt: skip
def test_a_document_or_an_office_is_of_the_body_behind_it(text: str, who: str) -> None:
    ((_, found),) = said(text)
    assert found == [who]


@pytest.mark.parametrize("noun", ["врач республиканской больницы", "спасатель", "учительница"])
def test_who_has_a_trade_and_no_name_is_nobody_met(noun: str) -> None:
    text = f"Лавров покинул зал. «Каждый вечер мы ждем тишины», — говорит {noun}."
    assert said(text) == [("Каждый вечер мы ждем тишины", [])]


@pytest.mark.parametrize(
    "tail",
    [
        "сказал Мирзоян, выступая на форуме в Гюмри",
        "заявил министр иностранных дел Арарат Мирзоян, отвечая на вопросы депутатов",
        "сообщил Мирзоян, который находится с визитом в Гюмри",
        "заявил Мирзоян, передает «Интерфакс»",
        "сообщил на брифинге для журналистов в Гюмри глава МИД Арарат Мирзоян",
    ],
)
def test_what_is_told_of_a_teller_behind_him_is_not_said(tail: str) -> None:
    words = "Соглашение подпишут до конца лета"
    assert said(f"{words}, {tail}.") == [(words, ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Алиева", ["aliyev_ilham"]),
        ("президента Алиева", ["aliyev_ilham"]),
        ("Захаровой", ["zakharova_maria"]),
        ("Лаврова", ["lavrov_sergey"]),
    ],
)
def test_a_man_s_name_in_a_case_is_no_woman_s(name: str, who: list[str]) -> None:
    assert said(f"По словам {name}, дорога будет открыта.") == [("дорога будет открыта", who)]


def test_a_woman_s_name_is_one_by_its_verb() -> None:
    found = said("Алиев молчал. Мехрибан Алиева сказала, что школу достроят.")
    assert found == [("школу достроят", ["aliyeva_mehriban"])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Россия надеется, что дорогу откроют, заявил замминистра иностранных дел Галузин.",
            "Россия надеется, что дорогу откроют",
            ["galuzin_mikhail"],
        ),
        (
            "Лавров рассказал представителям общины на встрече в Ереване, что дорогу откроют.",
            "дорогу откроют",
            ["lavrov_sergey"],
        ),
        (
            "Лавров зачитал заявление, согласно которому дорогу откроют в полдень.",
            "дорогу откроют в полдень",
            ["lavrov_sergey"],
        ),
        (
            "В Баку же настаивают: дорога открыта, а Ереван требует невозможного.",
            "дорога открыта, а Ереван требует невозможного",
            ["government_azerbaijan"],
        ),
        (
            "Лавров уехал. Отставка, по его словам, ничего не изменит.",
            "Отставка, по его словам, ничего не изменит",
            ["lavrov_sergey"],
        ),
        (
            (
                "Шарль Мишель, Олаф Шольц и Никол Пашинян приняли заявление, в котором отметили,"
                " что дорогу откроют."
            ),
            "дорогу откроют",
            ["michel_charles", "Олаф Шольц", "pashinyan_nikol"],
        ),
        (
            "Араик Арутюнян назвал учения «открытой угрозой».",
            "открытой угрозой",
            ["harutyunyan_arayik"],
        ),
    ],
)
def test_what_is_said_ends_where_it_does(text: str, words: str, who: list[str]) -> None:
    assert said(text, date(2021, 5, 4)) == [(words, who)]


@pytest.mark.parametrize(
    "title",
    ["доцент МГИМО", "директор Центра Карнеги", "глава Института востоковедения НАН Армении"],
)
def test_a_body_between_a_title_and_a_name_is_none_of_the_name(title: str) -> None:
    text = f"«Эти сроки совсем нереальны», — считает {title} Рубен Силаев."
    assert said(text) == [("Эти сроки совсем нереальны", ["Рубен Силаев"])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Мирзоян заверил, что мост достроят, но отметил, что нужны деньги.",
            ["мост достроят", "нужны деньги"],
        ),
        (
            "Мирзоян поручил послам собрать подписи, а Лавров пообещал, что мост достроят.",
            ["собрать подписи", "мост достроят"],
        ),
        ("Мирзоян призвал к сдержанности, подчеркнув важность моста.", []),
        ("Жителям предлагается собрать подписи за новый мост, сам Мирзоян молчит.", []),
    ],
)
def test_what_is_said_or_asked_ends_before_another_clause(text: str, found: list[str]) -> None:
    assert [words for words, _ in said(text)] == found


def test_a_joint_statement_is_of_all_who_sent_it_out() -> None:
    text = (
        "Аппарат премьер-министра Армении и Минобороны России распространили совместное"
        " заявление. «Стороны достроят мост до осени», — говорится в документе."
    )
    assert said(text)[-1][1] == ["government_armenia", "mod_russia"]


def test_the_republic_is_that_of_the_dateline() -> None:
    text = "БАКУ, 4 мая. Мост достроят до осени, говорится в сообщении Госпогранслужбы республики."
    assert said(text) == [("Мост достроят до осени", ["Госпогранслужба республики"])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Армения заявила, что мост достроят.", ["government_armenia"]),
        ("Армения и Азербайджан заявили, что мост достроят.",
         ["government_armenia", "government_azerbaijan"]),
        ("В Степанакерте опасаются, что мост не достроят.", ["government_nagorno_karabakh"]),
        ("Россия надеется, что мост достроят. Об этом сообщил Песков.", ["peskov_dmitry"]),
        ("МИД Ирана молчал. Как сообщило агентство IRNA, мост достроят.", []),
    ],
)  # fmt: skip
def test_a_country_speaks_as_its_government(text: str, who: list[str]) -> None:
    assert [found for _, found in said(text)] == [who]


def test_a_claim_and_who_denies_it_are_two() -> None:
    claim = "Заявление Минобороны Азербайджана о том, что мост снова обстреляли, не верно"
    assert sorted(said(f"{claim}, сообщило Минобороны Армении.")) == [
        (claim, ["mod_armenia"]),
        ("мост снова обстреляли", ["mod_azerbaijan"]),
    ]


def test_a_row_of_speakers_is_no_sentence_of_the_last() -> None:
    assert said("В Праге Пашинян, Алиев, Макрон и Мишель подтвердили приверженность миру.") == []


@pytest.mark.parametrize(
    "who",
    ["Совет", "Миссия", "В комиссии", "Председатель", "Председатель комитета", "Комиссия"],
)
def test_a_noun_of_many_bodies_or_offices_is_none_of_those_we_know(who: str) -> None:
    verb = "заявили" if who.startswith("В ") else "заявил"
    assert said(f"{who} {verb}, что мост достроят.") == [("мост достроят", [])]


def test_a_stranger_s_title_means_them_again() -> None:
    text = "Помощник президента Юрий Ушаков уехал. «Мост достроят», — сказал помощник президента."
    assert said(text) == [("Мост достроят", ["Юрий Ушаков"])]


def test_a_ministry_is_called_by_its_address_too() -> None:
    assert said("Кэ д’Орсэ заявил, что мост достроят.") == [("мост достроят", ["mfa_france"])]


@pytest.mark.parametrize(
    ("whom", "who"),
    [
        ("участвовавшего в переговорах дипломата", []),
        ("близкого к переговорам источника", []),
        ("российского дипломата", ["lavrov_sergey"]),
        ("вернувшегося из Шуши Давида Бабаяна", ["babayan_davit"]),
    ],
)
def test_by_whose_words_something_is_may_be_told_at_length(whom: str, who: list[str]) -> None:
    text = f"Лавров уехал. По словам {whom}, мост достроят."
    assert said(text, date(2021, 5, 4)) == [("мост достроят", who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("«Стороны близки к договору», — отметили в Кремле.", ["presidency_russia"]),
        ("«Стороны близки к договору», — сообщили журналистам в Баку.", ["government_azerbaijan"]),
        ("«Стороны близки к договору», — заявил Лавров в Баку.", ["lavrov_sergey"]),
    ],
)
def test_who_is_inside_a_place_behind_a_verb_of_several_speaks_for_it(
    text: str, who: list[str]
) -> None:
    assert said(text) == [("Стороны близки к договору", who)]
