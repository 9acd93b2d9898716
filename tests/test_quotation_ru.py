"""How Russian reports: amid, behind a colon, from inside an institution, around marked words."""

from datetime import date

import heard
import pytest

from pipeline.quotation import Quotation, quotations

DAY = date(2023, 5, 4)


def read(text: str, day: date = DAY) -> list[Quotation]:
    return quotations(text, "ru", day)


def said(text: str, day: date = DAY) -> list[tuple[str, list[str]]]:
    return heard.said(text, "ru", day)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Мирный договор, заявил Пашинян, будет подписан осенью.", ["pashinyan_nikol"]),
        ("Франция, подчеркнула Колонна, поддержит Армению.", ["colonna_catherine"]),
        ("Эта дорога на юг, уверен эксперт, никому не нужна.", []),
        ("Новая карта, уточнили в МИД Армении, еще не согласована.", ["mfa_armenia"]),
    ],
)
def test_a_teller_amid_a_sentence_parts_what_he_says(text: str, who: list[str]) -> None:
    left, _, right = text.rstrip(".").split(", ")
    assert said(text) == [(left, who), (right, who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Обмен пленными, как сообщил Мирзоян, состоится скоро.", ["mirzoyan_ararat"]),
        ("Все эти переговоры, по словам Лаврова, проходят непросто.", ["lavrov_sergey"]),
        ("Все эти переговоры проходят непросто, по словам Лаврова.", ["lavrov_sergey"]),
    ],
)
def test_by_whose_words_something_is_may_stand_amid_or_behind_it(
    text: str, who: list[str]
) -> None:
    ((words, speakers),) = said(text)
    assert words.split(",")[0] == text.rstrip(".").split(",")[0]
    assert speakers == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Пашинян подчеркнул: Армения не намерена менять конституцию.",
            "Армения не намерена менять конституцию",
            ["pashinyan_nikol"],
        ),
        (
            "Иначе высказался глава МИД России: границы менять нельзя никому.",
            "границы менять нельзя никому",
            ["lavrov_sergey"],
        ),
        (
            "Алиев: Азербайджан не будет ждать вечно",
            "Азербайджан не будет ждать вечно",
            ["aliyev_ilham"],
        ),
        (
            "Пашинян о мирном договоре: мы близки к подписанию",
            "мы близки к подписанию",
            ["pashinyan_nikol"],
        ),
        (
            "МИД Армении: Баку затягивает подписание договора",
            "Баку затягивает подписание договора",
            ["mfa_armenia"],
        ),
        (
            "Министр Байрамов выразился иначе: договор уже готов, уверен он.",
            "договор уже готов",
            ["bayramov_jeyhun"],
        ),
    ],
)
def test_a_colon_leads_to_what_somebody_says(text: str, words: str, who: list[str]) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "В Баку говорят об уточнении границы: МИД страны назвал протест пустым.",
        "Погода: в Ереване ожидаются дожди и туман",
        "Пашинян подтвердил то, о чем в МИД Армении говорили давно.",
        "Договор готов, сообщает ТАСС.",
        "Стороны пытаются назвать дату, сказать ее вслух, но не могут.",
    ],
)
def test_what_looks_like_a_report_is_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("В МИД Армении заявили, что Баку срывает переговоры.", ["mfa_armenia"]),
        ("В Ереване утверждают, что Баку срывает переговоры.", ["government_armenia"]),
        ("Как сообщили в МИД Армении, Баку срывает переговоры.", ["mfa_armenia"]),
        ("Баку срывает переговоры, считают в МИД Армении.", ["mfa_armenia"]),
        ("В армянском МИД отметили также, что Баку срывает переговоры.", ["mfa_armenia"]),
        ("По словам его коллеги Байрамова, Баку срывает переговоры.", ["bayramov_jeyhun"]),
    ],
)
def test_those_inside_an_institution_and_a_colleague_speak(text: str, who: list[str]) -> None:
    ((words, speakers),) = said(text)
    assert (words.rstrip("."), speakers) == ("Баку срывает переговоры", who)


def test_a_report_holds_its_marked_fragments() -> None:
    text = "Лавров напомнил, что договоренности остаются «дорожной картой» для всех сторон."
    assert [(one.kind, one.text) for one in read(text)] == [
        ("indirect", "договоренности остаются «дорожной картой» для всех сторон"),
        ("mixed", "дорожной картой"),
    ]


def test_an_outlet_between_the_verb_and_the_teller_hides_no_report() -> None:
    text = 'Колонна вышла из города, рассказал "Кавказскому узлу" политолог Артур Ованнисян.'
    assert said(text) == [("Колонна вышла из города", ["Артур Ованнисян"])]


def test_a_dateline_is_no_part_of_what_is_reported() -> None:
    text = "Баку. 13 марта. ИНТЕРФАКС - Переговоры о мире завершены, сообщил Джейхун Байрамов."
    assert said(text) == [("Переговоры о мире завершены", ["bayramov_jeyhun"])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"Мы остались без крова", - рассказала беженка из Гадрута Седа.', ["Седа"]),
        ("«Хлеба нет третий день», – говорит жительница Мартуни Гоар.", ["Гоар"]),
        ("«Дорога закрыта снегом», — сообщил староста села Артур Ованян.", ["Артур Ованян"]),
        ("«Договор близок к концу», — сказал Дж. Байрамов.", ["bayramov_jeyhun"]),
        ("«Договор близок к концу», — сказал С.В.Лавров.", ["lavrov_sergey"]),
        ("«Договор близок к концу», — сообщили сопредседатели Минской группы ОБСЕ.",
         ["minsk_group_cochairs"]),
        ("«Договор близок к концу», — приводит слова Лаврова издание.", ["lavrov_sergey"]),
        ("«Договор близок к концу», — цитирует Лаврова агентство.", ["lavrov_sergey"]),
        ("«Договор близок к концу», — отметил другой житель города.", []),
        ("— Договор близок к концу, — сказал “Ъ” европейский дипломат.", []),
    ],
)  # fmt: skip
def test_a_name_is_told_from_what_stands_beside_it(text: str, who: list[str]) -> None:
    ((_, speakers),) = said(text)
    assert speakers == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Сергей Лавров принял Марию Захарову. По ее словам, визит прошел успешно.",
         ["zakharova_maria"]),
        ("Лавров сказал, что визит удался. Рядом стояла Анна Иванян. Она отметила, что рада ему.",
         ["Анна Иванян"]),
        ("Лавров сказал, что визит удался. Она отметила, что визит прошел успешно.", []),
        ("Лавров сказал, что визит удался. По их словам, визит прошел успешно.", []),
        ("Шарль Мишель звонил Лаврову. «Насилие прекратится скоро», — говорится в его заявлении.",
         ["michel_charles"]),
        ("МИД Армении выступил с заявлением. «Насилие прекратится скоро», — сказано в документе.",
         ["mfa_armenia"]),
        ("«Нас обманули вчера», — сказала беженка Карине. «Мы ушли», — отметил политик.", []),
    ],
)  # fmt: skip
def test_he_she_and_they_are_told_apart(text: str, who: list[str]) -> None:
    assert said(text)[-1][1] == who


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("МИД Ирана назвал это «недопустимым» и «опасным».", ["недопустимым", "опасным"]),
        ("Алиев назвал миссию ЕС «фарсом».", ["фарсом"]),
        ("Эрдоган охарактеризовал встречу как «историческую».", ["историческую"]),
        ("Эрдоган на саммите «Большой двадцатки» ответил журналистам.", []),
        ("Алиев назвал газету «Азатутюн» в числе других.", []),
        ("Автор колонки «Дорога в никуда» Артур Ованян считает так же.", []),
    ],
)
def test_a_word_that_somebody_calls_something_is_theirs_a_name_is_not(
    text: str, words: list[str]
) -> None:
    assert [one for one, _ in said(text)] == words


def test_words_within_words_are_a_voice_behind_a_colon() -> None:
    text = "«Ночью нам сказали: “Они согласны”», — вспоминает Лавров."
    assert [one for one, _ in said(text)] == [
        "Ночью нам сказали: “Они согласны”",
        "Они согласны",
    ]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Пашинян оговорился, что сроки еще не ясны.", "сроки еще не ясны", "pashinyan_nikol"),
        ("Мирзоян сделал акцент на том, что сроки не ясны.", "сроки не ясны", "mirzoyan_ararat"),
        ("Песков не стал скрывать, что сроки не ясны.", "сроки не ясны", "peskov_dmitry"),
        ("Если верить Минобороны Армении, атака отбита утром.", "атака отбита утром",
         "mod_armenia"),
        ("Стороны обменялись пленными. Такое заявление сделал Сергей Лавров.",
         "Стороны обменялись пленными.", "lavrov_sergey"),
        ("Россия ждет, что пленных отпустят. Об этом сообщил Дмитрий Песков.",
         "Россия ждет, что пленных отпустят.", "peskov_dmitry"),
        ("Стороны обменялись пленными, сообщает ТАСС со ссылкой на МИД Армении.",
         "Стороны обменялись пленными", "mfa_armenia"),
        ("«Мы ждем ответа соседей», — сказал в интервью Reuters Арарат Мирзоян.",
         "Мы ждем ответа соседей", "mirzoyan_ararat"),
        ("В Ереване ждут гостей. МИД республики сообщил, что визит состоится завтра.",
         "визит состоится завтра", "mfa_armenia"),
    ],
)  # fmt: skip
def test_other_ways_to_report_are_known(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize(
    "text",
    [
        "На вопрос, готова ли Москва помочь, Песков ответил утвердительно.",
        "Пашинян не заявлял, что границы закроют осенью.",
        "Страсти накалились, и все официально заявили, что они устали.",
    ],
)
def test_what_nobody_says_is_not_reported(text: str) -> None:
    assert not any(speakers for _, speakers in said(text))


def test_names_are_of_persons_of_one_given_name() -> None:
    text = (
        "Бернард Ванн сказал, что рад встрече с нами. По словам дипломатов, визит прошел успешно. "
        "Майкл Ванн сказал, что рад встрече с ним. Как пишет Evening News, визит прошел успешно."
    )
    assert [speakers for _, speakers in said(text)][:3] == [["Бернард Ванн"], [], ["Майкл Ванн"]]


def test_he_amid_a_sentence_is_nobody_it_names() -> None:
    text = "Лавров сказал, что визит удался. Алиев, утверждает он, будет рад подписать договор."
    assert said(text)[1][1] == ["lavrov_sergey"]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Эти слова Захарова назвала «верхом цинизма и лицемерия».",
            "верхом цинизма и лицемерия",
            ["zakharova_maria"],
        ),
        (
            "«Дети забыли вкус яблок», – делится жительница Мартуни Сусанна Петросян.",
            "Дети забыли вкус яблок",
            ["Сусанна Петросян"],
        ),
        (
            "Мирзоян был непреклонен: статус посредника никому не нужен.",
            "статус посредника никому не нужен",
            ["mirzoyan_ararat"],
        ),
        (
            "Указ подписан; новые сроки объявят осенью, заявил Пашинян.",
            "новые сроки объявят осенью",
            ["pashinyan_nikol"],
        ),
    ],
)
def test_verbs_of_sharing_and_moods_tell_and_a_semicolon_parts(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


def test_what_is_told_of_this_is_no_words_of_it() -> None:
    assert said("Об этом, как и о планах поездки, рассказал сам министр.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("«Пост – наше право», – написал помощник Алиева Хикмет Гаджиев.", ["hajiyev_hikmet"]),
        ("Иначе это видит Захарова: пост, по ее словам, только мешает.", ["zakharova_maria"]),
        ("Источник в правительстве сообщил «Кавказскому узлу»: вопрос снят навсегда.", []),
    ],
)
def test_headlines_aides_and_outlets_amid_hide_no_teller(text: str, who: list[str]) -> None:
    ((_words, speakers),) = said(text)
    assert speakers == who


def test_a_headline_of_a_journey_is_nobodys() -> None:
    assert said("«Дорога для всей нашей жизни»: Алиев прибыл в Лачин")[0][1] == []


def test_a_deputy_minister_is_a_diplomat_too() -> None:
    found = said("Галузин заверил, что Россия поможет. Дипломат напомнил, что тексты готовы.")
    assert [who for _words, who in found][-1] == ["galuzin_mikhail"]


@pytest.mark.parametrize(
    "text",
    [
        "МИД Армении опроверг сообщения о том, что министр отказался от поездки.",
        "Захарова отвергла обвинения в том, что миротворцы бездействуют.",
    ],
)
def test_who_denies_tidings_does_not_say_them(text: str) -> None:
    assert [who for _words, who in said(text) if who] == []


def test_who_has_no_doubt_of_it_says_it() -> None:
    assert said("Лавров не сомневается в том, что договор подпишут осенью.") == [
        ("договор подпишут осенью", ["lavrov_sergey"])
    ]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Пашинян призвал Баку немедленно открыть дорогу в Арцах.",
         "немедленно открыть дорогу в Арцах", "pashinyan_nikol"),
        ("Алиев, вернувшись из Анкары, пообещал построить в Шуше новый аэропорт.",
         "построить в Шуше новый аэропорт", "aliyev_ilham"),
        ("Лавров потребовал, чтобы наблюдатели покинули регион до осени.",
         "наблюдатели покинули регион до осени", "lavrov_sergey"),
        ("Мирзояна спросили накануне, поедет ли он в Баку. Министр поинтересовался, звали ли его.",
         "звали ли его", "mirzoyan_ararat"),
        ("Лавров, заявивший, что мандат посредников никто не отзывал, уехал из Баку.",
         "мандат посредников никто не отзывал", "lavrov_sergey"),
        ("Заявление МИД Армении о том, что дорога закрыта, прозвучало вечером.",
         "дорога закрыта", "mfa_armenia"),
        ("Стороны молчат, и, по данным Минобороны Армении, бои на границе стихли.",
         "бои на границе стихли", "mod_armenia"),
        ("Известно со слов Мирзояна, что встреча продлилась три часа.",
         "встреча продлилась три часа", "mirzoyan_ararat"),
        ("Мирзоян подтвердил: договор готов к подписанию, посетовав на молчание Баку.",
         "договор готов к подписанию", "mirzoyan_ararat"),
        ("Пашинян, побывавший в селе, уверял собравшихся, что войны не будет.",
         "войны не будет", "pashinyan_nikol"),
        ("Худшее, что можно сделать, — это молчать, пояснил Мирзоян.",
         "Худшее, что можно сделать, — это молчать", "mirzoyan_ararat"),
        ("В российском внешнеполитическом ведомстве утверждают обратное: мандат продлен на год.",
         "мандат продлен на год", "mfa_russia"),
    ],
)  # fmt: skip
def test_what_is_demanded_asked_or_claimed_is_reported(text: str, words: str, who: str) -> None:
    assert (words, [who]) in [(one.rstrip("."), ids) for one, ids in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Лавров не призывал Баку открыть дорогу.",
        "Мирзоян, прибывший в Анкару на форум, заявил о готовности к миру.",
        "Мирзоян покинул зал, и протест от имени МИД опубликовала пресс-служба.",
    ],
)
def test_what_stands_before_a_verb_is_not_always_reported(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Сам Мирзоян, только что вернувшийся, был краток: «Договор согласован целиком».",
         ["mirzoyan_ararat"]),
        ("Песков на вопрос о визите Путина в Баку ответил: «График еще не согласован».",
         ["peskov_dmitry"]),
        ("«Не думаю», — качает головой Мирзоян.", ["mirzoyan_ararat"]),
        ("«Границы никто не изменит» — эти слова, сказанные Алиевым в Шуше, помнят до сих пор.",
         ["aliyev_ilham"]),
        ("Обоих мирит Лавров, чьи слова — «мир лучше войны» — вынесли в заголовки.",
         ["lavrov_sergey"]),
        ("На саммите НАТО Блинкен был краток. «Мир близок», — сказал хозяин встречи.",
         ["blinken_antony"]),
        ("К прессе на Спиридоновке Лавров вышел поздно. «Итог есть, — сказал министр. — Ждите».",
         ["lavrov_sergey"]),
        ("Мнение собеседника издания, по словам которого «мосты сожжены дотла», учтут.", []),
    ],
)  # fmt: skip
def test_who_speaks_is_told_without_a_verb_of_saying(text: str, who: list[str]) -> None:
    assert {tuple(ids) for _, ids in said(text)} == {tuple(who)}


def test_a_question_between_marks_ends_the_sentence_that_leads_to_it() -> None:
    text = "Мирзоян с места спросил: «Чья граница — ваша?» Алиев промолчал и вышел из зала."
    assert said(text) == [("Чья граница — ваша?", ["mirzoyan_ararat"])]


def test_a_voice_in_what_is_reported_keeps_its_words() -> None:
    text = "Лавров напомнил, что в Сочи президент Азербайджана сказал: «Конфликт ушел в прошлое»."
    assert ("Конфликт ушел в прошлое", ["aliyev_ilham"]) in said(text)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Армения готова к миру, но не любой ценой — такое мнение высказал Мирзоян.",
         "Армения готова к миру, но не любой ценой", ["mirzoyan_ararat"]),
        ("По сообщению Минобороны Азербайджана, обстрел вели из трех сел.",
         "обстрел вели из трех сел", ["mod_azerbaijan"]),
        ("По словам политолога Аркадия Гусейнова, ждать прорыва не стоит.",
         "ждать прорыва не стоит", ["Аркадий Гусейнов"]),
        ("Армянская сторона утверждает, что обстрел вели из минометов.",
         "обстрел вели из минометов", ["government_armenia"]),
        ("Первый обвинил Ереван в задержке, второй заявил, что Баку ставит новые условия.",
         "Баку ставит новые условия", []),
        ("Лавров уехал, а его коллега по фракции Артур Хачатрян добавил, что документ готов.",
         "документ готов", ["Артур Хачатрян"]),
        ("Пашинян, отвечая на вопрос журналистов, заметил: страна не откажется от договора.",
         "страна не откажется от договора", ["pashinyan_nikol"]),
    ],
)  # fmt: skip
def test_a_report_is_of_who_stands_by_its_verb(text: str, words: str, who: list[str]) -> None:
    found = [(one.rstrip("."), ids) for one, ids in said(text)]
    assert (words, who) in found or (who == [] and words not in [one for one, _ in found])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Арарат Мирзоян уехал. «Мир близок, — признался глава ведомства журналистам. — Ждите».",
         ["mirzoyan_ararat"]),
        ("Манукян назвал договор «пустой бумагой», а Мирзоян ответил, что текст готов.",
         ["Манукян"]),
    ],
)  # fmt: skip
def test_marked_words_are_of_who_stands_on_their_side(text: str, who: list[str]) -> None:
    assert said(text)[0][1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Лавров отвечать не стал, но в Ереване заявили, что довольны итогами.",
         ["government_armenia"]),
        ("Как заявила Мария Захарова, отвечая на вопрос ТАСС, мандат пересмотру не подлежит.",
         ["zakharova_maria"]),
        ("Два источника издания в Ереване подтвердили, что проект документа готов.", []),
        ("Говорил Лавров. Не удержался от реплики Миллер: выбор труден, но, напомнил он, он есть.",
         ["miller_matthew"]),
        ("Лавров уехал. Учитель из Сотка Самвел шутку оценил: «Зато дороги теперь хорошие».",
         ["Самвел"]),
        ("«Сроки нереальны», — полагает доцент МГИМО Николай Силаев.", ["Николай Силаев"]),
        ("Мирзоян в ответ на вопрос издания отметил: консультации продолжаются.",
         ["mirzoyan_ararat"]),
        ("В Баку уверены, что Ереван затягивает процесс.", ["government_azerbaijan"]),
    ],
)  # fmt: skip
def test_who_stands_near_is_not_always_who_speaks(text: str, who: list[str]) -> None:
    assert {tuple(ids) for _, ids in said(text)} == {tuple(who)}


@pytest.mark.parametrize(
    "text",
    [
        "Ответ Захаровой: «{}».",
        "Ответ Марии Захаровой был коротким: «{}».",
        "Слова Марии Захаровой «{}» вызвали споры.",
        "«{}» — таков был ответ Марии Захаровой.",
        "Ответ Марии Захаровой не заставил себя ждать. «{}».",
        "«{}». Эти слова Марии Захаровой вызвали споры.",
        "«{}». Слова Марии Захаровой раскритиковал Арарат Мирзоян.",
        "Захарова встретилась с журналистами. Ее ответ был коротким: «{}».",
    ],
)
def test_a_noun_of_saying_is_whose_it_is_wherever_it_stands(text: str) -> None:
    words = "Дорога будет закрыта всю зиму"
    [(found, who)] = said(text.format(words))
    assert found.rstrip(".") == words.rstrip(".")
    assert who == ["zakharova_maria"]


@pytest.mark.parametrize(
    "text",
    [
        "Ответ Мирзояну был коротким: «{}».",
        "Вывод войск России завершен. «{}».",
    ],
)
def test_a_noun_of_saying_is_not_of_whom_it_is_told_to_or_about(text: str) -> None:
    assert said(text.format("Дорога будет закрыта всю зиму"))[0][1] == []
