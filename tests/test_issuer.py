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
