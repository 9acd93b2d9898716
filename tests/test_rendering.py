"""Which sentences of an official text a quotation in another language renders."""

import tomllib
from pathlib import Path

import pytest

from pipeline.errors import DeclarationError
from pipeline.settings import REPOSITORY
from pipeline.traces.concept import concepts
from pipeline.traces.faithfulness import Official
from pipeline.traces.rendering import rendering

ROOM = REPOSITORY / "runtime" / "pressroom" / "texts"


def texts(name: str, spoken: str, *languages: str) -> list[Official]:
    """Return the editions of an invented text; `spoken` is the language of the speech."""
    told = tomllib.loads((ROOM / f"{name}.toml").read_text(encoding="utf-8"))
    found = []
    for key, language in enumerate(languages or (spoken,), 1):
        body = "\n\n".join(told[language]["paragraphs"])
        found.append(
            Official(
                key=key,
                language=language,
                text=body,
                spans=((0, len(body)),),
                original=language == spoken,
            )
        )
    return found


@pytest.mark.parametrize(
    ("language", "words", "name", "spoken", "original"),
    [
        (
            "fr",
            (
                "Les deux parties se sont rapprochées sur un certain nombre de dispositions et "
                "voient désormais plus clairement ce qui les sépare sur les autres"
            ),
            "us_state_conclusion",
            "en",
            (
                "The two sides have come closer on a number of provisions and now see more "
                "clearly what separates them on the rest."
            ),
        ),
        (
            "hy",
            (
                "Երկու կողմերը մի շարք դրույթների շուրջ մերձեցել են և այժմ ավելի հստակ են "
                "տեսնում, թե ինչն է իրենց բաժանում մնացածի հարցում"
            ),
            "us_state_conclusion",
            "en",
            (
                "The two sides have come closer on a number of provisions and now see more "
                "clearly what separates them on the rest."
            ),
        ),
        (
            "ru",
            (
                "Государства должны признать территориальную целостность друг друга, граница "
                "должна быть делимитирована, коммуникации открыты"
            ),
            "az_president_conference",
            "az",
            (
                "Mövqeyimiz dəyişməyib: dövlətlər bir-birinin ərazi bütövlüyünü tanımalı, sərhəd "
                "delimitasiya edilməli, kommunikasiyalar açılmalıdır."
            ),
        ),
        (
            "tr",
            (
                "Karabağ’da yaşayan Ermenilerin hakları ve güvenliği Azerbaycan Anayasası "
                "temelinde sağlanacaktır"
            ),
            "az_president_conference",
            "az",
            (
                "Qarabağda yaşayan ermənilərin hüquqları və təhlükəsizliyi Azərbaycan "
                "Konstitusiyası əsasında təmin ediləcək."
            ),
        ),
        (
            "en",
            (
                "The Armenian side stressed the issue of the rights and security of the people of "
                "Nagorno-Karabakh, the need for an international mechanism and delimitation on "
                "the basis of maps"
            ),
            "am_mfa_talks",
            "hy",
            (
                "Հայկական կողմը կարևորել է Լեռնային Ղարաբաղի ժողովրդի իրավունքների և "
                "անվտանգության հարցը, այդ քննարկման միջազգային մեխանիզմի անհրաժեշտությունը, "
                "ինչպես նաև սահմանազատումը երկու կողմերի համար ընդունելի քարտեզների հիման վրա։"
            ),
        ),
    ],
)
def test_the_sentence_a_translation_renders_is_found(
    language: str, words: str, name: str, spoken: str, original: str
) -> None:
    [official] = texts(name, spoken)
    found = rendering(words, language, [official])
    assert found.verdict == "translated"
    [(quoted, place)] = found.pairs
    assert (words[slice(*quoted)], official.text[slice(*place)]) == (words, original)


def test_the_language_it_was_said_in_comes_before_the_editions() -> None:
    words = (
        "Nous suivons ces pourparlers de près. Si les ministres en reviennent ne serait-ce "
        "qu’avec une page convenue, ce serait un bon début"
    )
    found = rendering(words, "fr", texts("az_president_conference", "en", "az", "en", "ru"))
    assert found.key == 2


def test_an_edition_in_the_language_of_the_quotation_may_have_been_translated_anew() -> None:
    words = (
        "Министры сегодня ведут переговоры в Вашингтоне. Если вернутся с одной согласованной "
        "страницей, начало будет хорошим"
    )
    _, edition = texts("az_president_conference", "az", "az", "ru")
    assert rendering(words, "ru", [edition]).verdict == "translated"
    [spoken] = texts("az_president_conference", "ru", "ru")
    assert rendering(words, "ru", [spoken]).verdict == "not found"  # its own words are compared


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "La récolte de cette année sera meilleure que celle de l’année dernière"),
        ("ru", "Погода в ближайшие дни останется сухой, без осадков"),
        ("hy", "Եղանակն առաջիկա օրերին կլինի չոր, առանց տեղումների"),
        ("az", "Bu il taxıl yığımı keçən ilkindən daha çox olacaq"),
        ("fr", "bon début"),  # too little to know it by
    ],
)
def test_where_no_place_stands_out_nothing_is_said(language: str, words: str) -> None:
    pool = texts("us_state_conclusion", "en") + texts("us_state_opening", "en")
    assert rendering(words, language, pool).verdict == "not found"


def test_a_word_speaks_of_one_concept_and_a_wrong_file_names_it(tmp_path: Path) -> None:
    assert concepts().of("սահմանազատումը", "hy") == "delimit"  # not: border
    assert concepts().of("peaceful", "en") == "peace"
    assert concepts().of("karotte", "de") is None
    wrong = tmp_path / "concepts.toml"
    wrong.write_text('[en]\npeace = "peace*"\nwar = "peace*"\n')
    with pytest.raises(DeclarationError, match=r"concepts.toml: \[en\] war: 'peace\*' is peace"):
        concepts(wrong)
