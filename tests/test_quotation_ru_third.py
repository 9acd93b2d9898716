"""How Russian agencies name who speaks, and where what they report ends: the third part."""

from datetime import date

import heard
import pytest

DAY = date(2023, 5, 4)


def said(text: str, day: date = DAY) -> list[tuple[str, list[str]]]:
    return heard.said(text, "ru", day)


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("депутат от «Процветающей Армении» Гагик Саруханян", "Гагик Саруханян"),
        ("депутат от фракции «Айастан» Гегам Манукян", "Гегам Манукян"),
        ("лидер партии «Просвещенная Армения» Эдмон Марукян", "Эдмон Марукян"),
        ("глава аналитического центра «Топчибаши» Русиф Гусейнов", "Русиф Гусейнов"),
        (
            "председатель постоянной комиссии парламента по обороне и безопасности Арам Минасян",
            "Арам Минасян",
        ),
        (
            "представитель Армении по международно-правовым вопросам Егише Киракосян",
            "kirakosyan_yeghishe",
        ),
        ("бывший посол Армении в Ватикане Микаел Минасян", "Микаел Минасян"),
        ("адвокат Гагика Царукяна Ерануи Тумасян", "Ерануи Тумасян"),
        ("адвокат Наримана Алиева Эльчин Садыгов", "Эльчин Садыгов"),
    ],
)
def test_a_name_ends_the_longest_title(who: str, name: str) -> None:
    assert said(f"«Дороги уже нет», — сказал {who}.") == [("Дороги уже нет", [name])]


@pytest.mark.parametrize(
    "who",
    [
        "депутат от «Процветающей Армении» на встрече с бизнесменом Робертом Манучаряном",
        "депутат от «Процветающей Армении», а Гагик Саруханян промолчал",
        "депутат «Эху Кавказа». Гагик Саруханян промолчал",
        "собеседник в окружении Гагика Царукяна",
        "источник в партии «Процветающая Армения»",
    ],
)
def test_a_name_that_no_title_leads_to_is_not_who_speaks(who: str) -> None:
    assert said(f"«Дороги уже нет», — сказал {who}.") == [("Дороги уже нет", [])]


def test_a_name_behind_marks_is_by_whose_words_something_is() -> None:
    text = "По словам депутата от «Процветающей Армении» Гагика Саруханяна, закон скоро примут."
    assert said(text) == [("закон скоро примут", ["Гагик Саруханян"])]


def test_marks_amid_what_is_by_somebody_s_words_are_a_part_of_it() -> None:
    text = "Посредник, по словам дипломата, настоял на том, чтобы слово «механизм» осталось."
    assert said(text) == [(text.rstrip("."), [])]
    text = "Дорога через Сюник, по выражению Лаврова, станет «дорогой в никуда»."
    assert said(text) == [("дорогой в никуда", ["lavrov_sergey"])]


@pytest.mark.parametrize(
    ("text", "reported", "who"),
    [
        ("Источник уверяет, что дорогу не откроют: {}.", "дорогу не откроют", []),
        ("Лавров заявил, что ждет ответа: {}.", "ждет ответа", ["lavrov_sergey"]),
        ("По словам Лаврова, дорогу откроют: {}.", "дорогу откроют", ["lavrov_sergey"]),
        (
            "Дорогу скоро откроют, считает политолог Арам Юсян: {}.",
            "Дорогу скоро откроют",
            ["Арам Юсян"],
        ),
        (
            "Переговоры, по словам Лаврова, продолжатся: {}.",
            "Переговоры, по словам Лаврова, продолжатся",
            ["lavrov_sergey"],
        ),
    ],
)
def test_what_is_reported_ends_at_a_colon_before_speech(
    text: str, reported: str, who: list[str]
) -> None:
    words = "Ждать осталось недолго"
    assert said(text.format(f"«{words}»")) == [(reported, who), (words, who)]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Лавров сообщил, что вопросов два: «дорожная карта» и обмен пленными.",
            "вопросов два: «дорожная карта» и обмен пленными",
            ["lavrov_sergey"],
        ),
        (
            "Она рассказала, что отец ей сказал: «Ключ возьми с собой, доченька».",
            "отец ей сказал: «Ключ возьми с собой, доченька»",
            [],
        ),
    ],
)
def test_a_list_or_a_voice_behind_a_colon_is_of_what_is_reported(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text)[0] == (words, who)


@pytest.mark.parametrize(
    ("where", "who"),
    [
        ("секретариате ОДКБ", "csto"),
        ("аппарате Совета безопасности Армении", "security_council_armenia"),
        ("аппарате Национального собрания Армении", "parliament_armenia"),
        ("администрации премьера Армении", "government_armenia"),
        ("представительстве МККК в Баку", "icrc"),
        ("посольстве США в Баку", "посольство США"),
        ("комитете парламента Армении", "комитет парламента Армении"),
        ("пресс-центре МВД Грузии", "МВД Грузии"),
    ],
)
def test_the_staff_of_a_body_speaks_for_it_and_its_parts_for_themselves(
    where: str, who: str
) -> None:
    assert said(f"В {where} сообщили, что визит отложен.") == [("визит отложен", [who])]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("жительница села Мадагиз Анаит Погосян", ["Анаит Погосян"]),
        ("жительница села Мадагиз Анаит", ["Анаит"]),
        ("жительница города Анаит", ["Анаит"]),
        ("староста села Камо Шагинян", ["Камо Шагинян"]),
        ("мэр города Абовян Ваагн Геворгян", ["Ваагн Геворгян"]),
        ("жительница села Мадагиз", []),
    ],
)
def test_a_village_is_no_part_of_a_name(who: str, name: list[str]) -> None:
    assert said(f"«Мы здесь останемся», — сказала {who}.") == [("Мы здесь останемся", name)]


def test_a_road_leads_to_no_other_country() -> None:
    text = (
        "ЕРЕВАН, 23 апреля. /ТАСС/. Люди перекрыли трассу Ереван - Тбилиси. "
        "В аппарате премьер-министра заверили, что уступок не будет."
    )
    assert said(text) == [("уступок не будет", ["government_armenia"])]


@pytest.mark.parametrize("noun", ["Военные", "Приезжие", "Пострадавшие"])
def test_a_capital_that_opens_a_sentence_may_be_a_noun(noun: str) -> None:
    assert said(f"{noun} утверждают, что дорогу закрыли.") == [("дорогу закрыли", [])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Лавров, по данным армянской стороны, заверил, что ждет ответа.",
            "ждет ответа",
            ["lavrov_sergey"],
        ),
        (
            "Как сообщает пресс-служба Кремля, Путин заявил, что ждет ответа.",
            "ждет ответа",
            ["putin_vladimir"],
        ),
        (
            "По словам Пескова, Путин сказал, что ждет ответа.",
            "Путин сказал, что ждет ответа",
            ["peskov_dmitry"],
        ),
        (
            "По данным Минобороны Армении, противник сообщил, что обстрела не было.",
            "противник сообщил, что обстрела не было",
            ["mod_armenia"],
        ),
        (
            "Как сообщил МИД России, Лавров и Байрамов обсудили, что делать дальше.",
            "Лавров и Байрамов обсудили, что делать дальше",
            ["mfa_russia"],
        ),
    ],
)
def test_a_body_but_brings_what_a_person_says(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "ЕРЕВАН, 14 мая. Мирзоян звонил Лаврову. Об этом сказано в сообщении МИД республики.",
            "mfa_armenia",
        ),
        (
            "ЕРЕВАН, 14 мая. Баку обстрелял посты. Об этом сообщили в Минобороны республики.",
            "mod_armenia",
        ),
        (
            "МОСКВА, 14 мая. Лавров уже в Баку. Договора нет. Об этом заявили в МИД республики.",
            "mfa_azerbaijan",
        ),
        (
            "МОСКВА, 14 мая. Лавров снова дома. Договора нет. Об этом заявили в МИД страны.",
            "mfa_russia",
        ),
    ],
)
def test_a_republic_is_a_country_called_so(text: str, who: str) -> None:
    assert [speakers for _, speakers in said(text)] == [[who]]


@pytest.mark.parametrize(
    "who",
    [
        "Спасатели",
        "Крестьяне",
        "Пограничники",
        "В городе, где нет света, спасатели",
        "В городе, где нет света, военные",
        "В городе, где нет света, люди",
    ],
)
def test_those_of_a_trade_say_something_together(who: str) -> None:
    assert said(f"{who} сообщили, что дорога закрыта.") == [("дорога закрыта", [])]


@pytest.mark.parametrize("place", ["о которой раньше", "где вчера"])
def test_nobody_says_what_no_noun_of_several_stands_by(place: str) -> None:
    assert said(f"На встрече, {place} сообщали, что ее не будет, решили вопрос.") == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Как отметил Пашинян, выступая в парламенте, народ сам решит свою судьбу.",
            "народ сам решит свою судьбу",
            "pashinyan_nikol",
        ),
        (
            "По мнению Пашиняна, высказанному в интервью «Франс 24», мир уже близок.",
            "мир уже близок",
            "pashinyan_nikol",
        ),
        (
            "По мнению эксперта РСМД Арама Юсяна, мир уже близок.",
            "мир уже близок",
            "Арам Юсян",
        ),
        (
            "США призывают Баку открыть дорогу, заявил Энтони Блинкен.",
            "США призывают Баку открыть дорогу",
            "blinken_antony",
        ),
        (
            "Мост достроят в среду, сообщил постпред Франции Николя де Ривьер.",
            "Мост достроят в среду",
            "Николя де Ривьер",
        ),
        (
            "Армянская сторона опровергла это, назвав сообщения «дезинформацией».",
            "дезинформацией",
            "government_armenia",
        ),
        ("Лавров успел назвать войну «легким делом».", "легким делом", "lavrov_sergey"),
        (
            "Москва, как подчеркнула Захарова, ждет от Баку ответа.",
            "Москва, как подчеркнула Захарова, ждет от Баку ответа",
            "zakharova_maria",
        ),
    ],
)
def test_what_stands_by_a_teller_is_not_what_he_says(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize("whom", ["источников “Ъ”", "собеседника «Известий»"])
def test_whose_source_somebody_is_parts_no_words_from_them(whom: str) -> None:
    assert said(f"По словам {whom}, текст почти готов.") == [("текст почти готов", [])]


def test_what_a_relative_is_the_object_of_announces_nothing() -> None:
    text = "Лавров добился сделки, которую многие сочли бы пустяком: обмена и новой встречи."
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Мирзоян заявил, что мир близок, а Байрамов ответил, что есть вопросы.",
            [("мир близок", ["mirzoyan_ararat"]), ("есть вопросы", ["bayramov_jeyhun"])],
        ),
        (
            "Мирзоян заявил, что мир близок, а его коллега Байрамов отметил трудности.",
            [("мир близок", ["mirzoyan_ararat"])],
        ),
        (
            "По словам Лаврова, мир уже близок, а Байрамов отметил, что есть вопросы.",
            [("мир уже близок", ["lavrov_sergey"]), ("есть вопросы", ["bayramov_jeyhun"])],
        ),
        (
            "Мирзоян напомнил, что Баку обещал мир, а Ереван отвечал тем же.",
            [("Баку обещал мир, а Ереван отвечал тем же", ["mirzoyan_ararat"])],
        ),
    ],
)
def test_what_one_says_ends_where_another_person_speaks(
    text: str, found: list[tuple[str, list[str]]]
) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("лидер, экс-президент Роберт Кочарян", ["Роберт Кочарян"]),
        ("сосед, учитель школы Вардан Погосян", ["Вардан Погосян"]),
        ("собеседник. Министр Арарат Мирзоян промолчал", []),
        ("источник. Арарат Мирзоян промолчал", []),
    ],
)
def test_a_name_stands_behind_a_comma_and_not_behind_a_stop(who: str, name: list[str]) -> None:
    assert said(f"«У него нет мандата», — сказал их {who}.") == [("У него нет мандата", name)]


@pytest.mark.parametrize(
    ("before", "noun", "who"),
    [
        ("Политолог Арам Юсян считает, что мира нет.", "Эксперт", ["Арам Юсян"]),
        ("Политолог Арам Юсян считает, что мира нет.", "Староста", []),
        ("Староста села Арам Юсян считает, что мира нет.", "Староста", ["Арам Юсян"]),
        ("Никол Пашинян считает, что мира нет.", "Эксперт", []),
    ],
)
def test_a_trade_is_not_anybody_s(before: str, noun: str, who: list[str]) -> None:
    assert said(f"{before} {noun} уверен, что дороги нет.")[-1] == ("дороги нет", who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("«Еды уже нет», — сказала жительница Мартуни Ани. По словам властей, она есть.", "Ани"),
        ("Госпожа Захарова отметила: «Еды уже нет».", "zakharova_maria"),
        ("Париж «готовит новую войну», говорится в заявлении МИД Азербайджана.", "mfa_azerbaijan"),
    ],
)
def test_marked_words_are_of_the_name_or_the_text_by_them(text: str, who: str) -> None:
    assert said(text)[0][1] == [who]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Пашинян сказал, что готов подписать текст, который назвал «поворотным».",
            ["готов подписать текст", "поворотным"],
        ),
        (
            "Пашинян сказал, что готов говорить с теми, кто, по его словам, «хочет мира».",
            ["готов говорить с теми, кто, по его словам, «хочет мира»", "хочет мира"],
        ),
        (
            "Пашинян сказал, что готов открыть дорогу, которую, по его выражению, «закрыли зря».",
            ["готов открыть дорогу", "закрыли зря"],
        ),
    ],
)
def test_how_somebody_calls_what_he_spoke_of_is_no_part_of_it(text: str, found: list[str]) -> None:
    assert said(text) == [(one, ["pashinyan_nikol"]) for one in found]


@pytest.mark.parametrize(
    ("whom", "who"),
    [
        ("главы общины Араика Мовсисяна", ["Араик Мовсисян"]),
        ("директора Института Кавказа Арама Юсяна", ["Арам Юсян"]),
        ("директора института Арама Юсяна", ["Арам Юсян"]),
        ("источника в окружении Арама Юсяна", []),
    ],
)
def test_a_name_in_its_case_ends_a_title(whom: str, who: list[str]) -> None:
    assert said(f"По словам {whom}, дороги уже нет.") == [("дороги уже нет", who)]


def test_an_outlet_gives_his_words_or_hers() -> None:
    text = "Лавров ждет ответа. «Мы готовы к миру», — приводит его слова агентство IRNA."
    assert said(text) == [("Мы готовы к миру", ["lavrov_sergey"])]
    text = "С этим согласна политолог Анна Юсян: «Мир близок». По {} словам, дорога уже открыта."
    assert said(text.format("ее"))[-1] == ("дорога уже открыта", ["Анна Юсян"])
    assert said(text.format("его"))[-1] == ("дорога уже открыта", [])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Войска уйдут, подтвердил Сергей Лавров, добавив, что дорога открыта.", "lavrov_sergey"),
        ("Пашинян заявил, что мир близок, добавив, что дорога открыта.", "pashinyan_nikol"),
    ],
)
def test_who_says_one_thing_adds_another(text: str, who: str) -> None:
    assert said(text)[-1] == ("дорога открыта", [who])


@pytest.mark.parametrize("there", ["там", "там же"])
def test_those_there_are_of_the_body_that_spoke_last(there: str) -> None:
    text = f"В Минобороны РФ заявили, что мир близок. «Мы на месте», — отметили {there}."
    assert said(text)[-1] == ("Мы на месте", ["mod_russia"])


def test_what_is_asked_for_ends_before_who_tells_of_it() -> None:
    text = "Сергей Лавров поручил послам ускорить переговоры, сообщили в ведомстве."
    assert ("ускорить переговоры", ["lavrov_sergey"]) in said(text)


def test_a_text_in_which_others_call_for_something_is_no_report() -> None:
    text = "Дума приняла заявление по Карабаху, в котором депутаты призвали стороны к миру."
    assert said(text) == []


def test_marks_may_end_what_a_verb_behind_a_comma_tells() -> None:
    text = "Войска скоро покинут аэропорт «Звартноц», подтвердил Сергей Лавров."
    assert said(text) == [("Войска скоро покинут аэропорт «Звартноц»", ["lavrov_sergey"])]
    text = "«Войска скоро уйдут отсюда», подтвердил Сергей Лавров."
    assert said(text) == [("Войска скоро уйдут отсюда", ["lavrov_sergey"])]


@pytest.mark.parametrize(
    ("before", "who", "name"),
    [
        ("Переговоры вел политолог Павел Трофимов.", "Трофимов журналистам", "Павел Трофимов"),
        ("Стороны ждали политолога Павла Трофимова.", "Трофимов", "Павел Трофимов"),
        ("В Баку ждали историка Арифа Мамедли.", "Мамедли после встречи", "Ариф Мамедли"),
        ("На встречу не пришла Анна Петросова.", "депутат Трофимов", "Трофимов"),
    ],
)
def test_a_family_name_in_the_form_of_a_plural_speaks_alone(
    before: str, who: str, name: str
) -> None:
    assert said(f"{before} «Дороги уже нет», — сказал {who}.") == [("Дороги уже нет", [name])]


def test_a_plural_that_opens_a_sentence_is_no_family_name() -> None:
    assert said("Дороги уже нет. Депутатов, сказал он, не было.")[-1][1] == []


@pytest.mark.parametrize(
    ("place", "who"),
    [
        ("В Баку откликнулись сдержанно", ["mfa_azerbaijan"]),
        ("В Москве Армения и Азербайджан подписали перемирие", []),
        ("В Женеве откликнулись сдержанно", []),
    ],
)
def test_the_capital_that_a_paragraph_is_in_tells_whose_ministry_it_is(
    place: str, who: list[str]
) -> None:
    text = f"{place}. Официальный представитель МИД заявил, что дороги уже нет."
    assert said(text)[-1] == ("дороги уже нет", who)
