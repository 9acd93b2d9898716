"""Ways in which agencies tell who said something, where no marks or no verb beside them do."""

from datetime import date

import pytest

from pipeline.quotation import quotations

DAY = date(2023, 5, 4)


def said(text: str, language: str) -> list[tuple[str, list[str | None]]]:
    found = quotations(text, language, DAY)
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, [who.id for who in one.speakers]) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "first", "second", "who"),
    [
        (
            "ru",
            "«Мы готовы к разговору, — сказал Сергей Лавров. — Ждем ответа наших партнеров».",
            "Мы готовы к разговору",
            "Ждем ответа наших партнеров",
            "lavrov_sergey",
        ),
        (
            "ru",
            "— Мы готовы к разговору, — сказал Сергей Лавров. — Ждем ответа наших партнеров.",
            "Мы готовы к разговору",
            "Ждем ответа наших партнеров.",
            "lavrov_sergey",
        ),
        (
            "hy",
            "«Մենք պատրաստ ենք խոսելու,- ասել է Արարատ Միրզոյանը,- և սպասում ենք պատասխանի»։",
            "Մենք պատրաստ ենք խոսելու",
            "և սպասում ենք պատասխանի",
            "mirzoyan_ararat",
        ),
        (
            "az",
            "- Biz bu gün danışmağa hazırıq, - Ceyhun Bayramov deyib. - Cavab gözləyirik hələ.",
            "Biz bu gün danışmağa hazırıq",
            "Cavab gözləyirik hələ.",
            "bayramov_jeyhun",
        ),
    ],
)
def test_words_interrupted_by_their_teller_are_two(
    language: str, text: str, first: str, second: str, who: str
) -> None:
    assert said(text, language) == [(first, [who]), (second, [who])]


@pytest.mark.parametrize(
    ("language", "text", "words", "who"),
    [
        (
            "ru",
            "Россия готова принять стороны. Об этом заявил на брифинге Сергей Лавров.",
            "Россия готова принять стороны.",
            "lavrov_sergey",
        ),
        (
            "hy",
            "Հայաստանը պատրաստ է բանակցություններին։ Այս մասին հայտարարել է Արարատ Միրզոյանը։",
            "Հայաստանը պատրաստ է բանակցություններին։",
            "mirzoyan_ararat",
        ),
        (
            "az",
            "“Danışıqlar davam edəcək”. Bunu xarici işlər naziri Ceyhun Bayramov deyib.",
            "Danışıqlar davam edəcək",
            "bayramov_jeyhun",
        ),
        (
            "ru",
            "Переговоры продолжатся в Москве, сообщил во вторник Сергей Лавров.",
            "Переговоры продолжатся в Москве",
            "lavrov_sergey",
        ),
        (
            "fr",
            "Les pourparlers se poursuivront à Moscou, a indiqué mardi Sergueï Lavrov.",
            "Les pourparlers se poursuivront à Moscou",
            "lavrov_sergey",
        ),
        (
            "en",
            "The talks will go on in Moscow, Sergei Lavrov said on Tuesday.",
            "The talks will go on in Moscow",
            "lavrov_sergey",
        ),
        (
            "az",
            "Ceyhun Bayramov danışıqların bu il davam edəcəyini bildirib.",
            "danışıqların bu il davam edəcəyini",
            "bayramov_jeyhun",
        ),
        (
            "tr",
            "Görüşmelerin bu yıl da süreceğini dile getiren Erdoğan, Bakü'ye gitti.",
            "Görüşmelerin bu yıl da süreceğini",
            "erdogan_recep_tayyip",
        ),
        (
            "tr",
            "Mevlüt Çavuşoğlu, görüşmelerin bu yıl süreceğini gece yayımladığı mesajda açıkladı.",
            "görüşmelerin bu yıl süreceğini",
            "cavusoglu_mevlut",
        ),
    ],
)
def test_what_is_reported_without_a_that_is_found(
    language: str, text: str, words: str, who: str
) -> None:
    assert said(text, language) == [(words, [who])]


@pytest.mark.parametrize(
    ("language", "text", "words", "who"),
    [
        (
            "ru",
            "«Мы готовы к разговору», — сказал газете «Известия» Сергей Лавров.",
            "Мы готовы к разговору",
            "lavrov_sergey",
        ),
        (
            "az",
            "“Biz danışmağa hazırıq və gözləyirik”, - C.Bayramov bildirib.",
            "Biz danışmağa hazırıq və gözləyirik",
            "bayramov_jeyhun",
        ),
        (
            "ru",
            "«Военного решения быть не может», — говорится в заявлении Сергея Лаврова.",
            "Военного решения быть не может",
            "lavrov_sergey",
        ),
    ],
)
def test_an_outlet_an_initial_or_a_statement_hides_nobody(
    language: str, text: str, words: str, who: str
) -> None:
    assert said(text, language) == [(words, [who])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "After long talks with Bayramov in Moscow, Blinken left for Washington."),
        ("ru", "Сергей Лавров, министр иностранных дел России, сообщил журналистам о поездке."),
        ("fr", "La porte-parole du ministère arménien, Ani Badalyan, a réagi mardi."),
        ("ru", "Самолет с делегацией — Ту-154 — прибыл в Баку."),
    ],
)
def test_what_nobody_said_is_no_speech(language: str, text: str) -> None:
    assert said(text, language) == []
