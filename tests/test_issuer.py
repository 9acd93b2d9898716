"""Whose words a text that somebody sent out is, in Armenian and Azerbaijani."""

from datetime import date

import pytest

from pipeline.quotation import quotations

DAY = date(2023, 5, 4)


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        (
            "hy",
            (
                "«Մենք պահանջում ենք վերադարձնել գերիներին»,- ասվում է ՀՀ ԱԳՆ հրապարակած "
                "հայտարարության մեջ։"
            ),
            ["mfa_armenia"],
        ),
        (
            "hy",
            (
                "ՀՀ կառավարությունը հաղորդագրություն է տարածել, որում ասվում է.\n\n"
                "«Մենք պահանջում ենք վերադարձնել գերիներին»։"
            ),
            ["government_armenia"],
        ),
        (
            "hy",
            "Արարատ Միրզոյանն էլ դիմել է գործընկերներին. «Մենք սպասում ենք ձեր պատասխանին»։",
            ["mirzoyan_ararat"],
        ),
        (
            "hy",
            "Պաշտոնական Երևանը Բաքվի պահանջները որակել է որպես «նոր պատերազմի նախապատրաստում»։",
            ["government_armenia"],
        ),
        (
            "az",
            "Müdafiə Nazirliyindən AZTV-yə verilən məlumata görə, gecə sərhəddə atəş açılıb.",
            ["mod_azerbaijan"],
        ),
    ],
)
def test_a_text_belongs_to_whoever_sent_it_out(
    language: str, text: str, speakers: list[str]
) -> None:
    [one] = quotations(text, language, DAY)
    assert [who.id for who in one.speakers] == speakers


@pytest.mark.parametrize(
    ("language", "text", "words", "speakers"),
    [
        (
            "hy",
            "Գիշերը սահմանին կրակ չի եղել, հայտնել են ՀՀ պաշտպանության նախարարությունից։",
            "Գիշերը սահմանին կրակ չի եղել",
            ["mod_armenia"],
        ),
        (
            "hy",
            "ՀՀ կառավարությունը որոշում է ընդունել, ըստ որի՝ սահմանին նոր անցակետ է բացվելու։",
            "սահմանին նոր անցակետ է բացվելու",
            ["government_armenia"],
        ),
        (
            "hy",
            (
                "Արարատ Միրզոյանը հայտարարությամբ է հանդես եկել։ «Մենք պատրաստ ենք խոսելու այսօր»"
                ",- ասված է հայտարարության մեջ։"
            ),
            "Մենք պատրաստ ենք խոսելու այսօր",
            ["mirzoyan_ararat"],
        ),
        (
            "az",
            "Rusiya XİN bəyanat yayıb. Sənədə əsasən, görüş iyunda Moskvada keçiriləcək.",
            "görüş iyunda Moskvada keçiriləcək",
            ["mfa_russia"],
        ),
        (
            "az",
            "Nikol Paşinyana görə, danışıqlar iyunda da davam edəcək.",
            "danışıqlar iyunda da davam edəcək",
            ["pashinyan_nikol"],
        ),
        (
            "az",
            (
                "Rusiya və Türkiyə xarici işlər nazirlikləri birgə bəyanat yayıblar. "
                "Bəyanatda deyilir ki, danışıqlar iyunda da davam edəcək."
            ),
            "danışıqlar iyunda da davam edəcək",
            ["mfa_russia", "mfa_turkiye"],
        ),
    ],
)
def test_what_a_text_says_is_whoever_sent_it_outs(
    language: str, text: str, words: str, speakers: list[str]
) -> None:
    [one] = quotations(text, language, DAY)
    assert (one.text.rstrip(".։"), [who.id for who in one.speakers]) == (words, speakers)


@pytest.mark.parametrize(
    "text",
    [
        "Qanuna görə, görüş iyunda Moskvada keçiriləcək.",
        "Paşinyana görə danışıqlar bir il uzandı və nəticəsiz qaldı.",
    ],
)
def test_a_law_or_a_cause_is_nobody_who_speaks(text: str) -> None:
    assert quotations(text, "az", DAY) == []


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Իլհամ Ալիևը պնդում է, որ հարևանների քայլերը «վտանգավոր» են բոլորի համար։", "վտանգավոր"),
        ("Իլհամ Ալիևը հայտարարել է, թե իրենք կկառուցեն «խաղաղության ճանապարհը»։", None),
    ],
)
def test_what_is_reported_holds_its_marked_words(text: str, fragment: str | None) -> None:
    whole, part = quotations(text, "hy", DAY)
    assert (whole.kind, part.kind) == ("indirect", "mixed")
    assert part.text == (fragment or "խաղաղության ճանապարհը")
    assert part.speakers == whole.speakers != ()
