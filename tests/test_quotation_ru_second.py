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
