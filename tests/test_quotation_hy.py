"""How the Armenian press tells who said something."""

from datetime import date

import pytest

from pipeline.quotation import quotations

DAY = date(2024, 5, 2)


def said(text: str) -> list[tuple[str, list[str]]]:
    found = quotations(text, "hy", DAY)
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, [who.id or who.name for who in one.speakers]) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Արտգործնախարար Արարատ Միրզոյանը հակադարձեց, որ պարտավորություն չի ստանձնել։",
            "պարտավորություն չի ստանձնել",
            "mirzoyan_ararat",
        ),
        (
            "«Դա ընդունելի չէ մեզ համար»,- դժգոհեց քաղաքապետ Կամո Շահինյանը։",
            "Դա ընդունելի չէ մեզ համար",
            "Կամո Շահինյան",
        ),
        (
            "Դմիտրի Պեսկովը նախազգուշացրել էր, որ հանդիպում չի լինի։",
            "հանդիպում չի լինի",
            "peskov_dmitry",
        ),
    ],
)
def test_verbs_of_saying_are_known_in_their_forms(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


def test_what_somebody_does_not_say_is_not_reported() -> None:
    assert said("Մարիա Զախարովան չի կարծում, որ հանդիպումը կկայանա Մոսկվայում։") == []


@pytest.mark.parametrize("verb", ["չի բացառել", "չբացառեց", "չի հերքել"])
def test_what_somebody_does_not_deny_is_reported(verb: str) -> None:
    found = said(f"Դմիտրի Պեսկովը {verb}, որ հանդիպումը կկայանա Մոսկվայում։")
    assert found == [("հանդիպումը կկայանա Մոսկվայում", ["peskov_dmitry"])]


def test_verbs_behind_an_and_share_their_subject() -> None:
    text = (
        "Արարատ Միրզոյանը հույս հայտնեց, որ Բաքուն կշարունակի գործընթացը, և խոստացավ. "
        "«Մենք ամեն ինչ կանենք այդ ուղղությամբ»։"
    )
    assert said(text) == [
        ("Բաքուն կշարունակի գործընթացը", ["mirzoyan_ararat"]),
        ("Մենք ամեն ինչ կանենք այդ ուղղությամբ", ["mirzoyan_ararat"]),
    ]
    text = "Մարիա Զախարովան ողջունեց որոշումը և նախազգուշացրեց, որ ժամանակը սուղ է։"
    assert said(text) == [("ժամանակը սուղ է", ["zakharova_maria"])]


def test_whom_a_long_sentence_begins_with_is_its_subject() -> None:
    text = (
        "Նիկոլ Փաշինյանը երեկ երեկոյան Երևանում տեղի ունեցած միջոցառման ժամանակ ներկաների հետ "
        "հանդիպմանը պնդեց, որ պայմանագիրը պատրաստ է։"
    )
    assert said(text) == [("պայմանագիրը պատրաստ է", ["pashinyan_nikol"])]


def test_a_text_that_somebody_calls_something_does_not_speak() -> None:
    text = "Մարիա Զախարովան այդ հայտարարությունը «քաղաքական ուղերձ» է որակել։"
    assert said(text) == [("քաղաքական ուղերձ", ["zakharova_maria"])]


@pytest.mark.parametrize("name", ["Ալի Աքբար Վելայաթին", "Վագիֆ Դարգյահլին"])
def test_a_name_that_ends_in_a_vowel_keeps_it_before_the_article(name: str) -> None:
    [(_, who)] = said(f"{name} պնդեց, որ միջանցք չի լինի։")
    assert len(who) == 1


def test_a_title_with_the_article_is_not_that_of_the_name_behind_it() -> None:
    text = "«Բոլորը սպասում են ընտրությունների արդյունքներին»,- ասաց փորձագետը Civilnet-ի եթերում։"
    found = quotations(text, "hy", DAY)
    assert [one.as_written for one in found] == ["փորձագետը"]
