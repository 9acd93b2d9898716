"""Whether two texts of one language are one: reprints stay together, formulas apart."""

from pathlib import Path

import pytest

from pipeline.carriages import likeness
from pipeline.carriages.likeness import bands, compared, says_corrected, verdict
from pipeline.errors import DeclarationError

TALKS = {
    "en": (
        "The foreign ministers met in Arlington on 4 May and discussed the treaty article by "
        "article. Ararat Mirzoyan said that some positions had come closer.\n\n"
        "The mechanism of guarantees remains open, and experts will continue within two weeks. "
        "Both sides thanked their hosts for an atmosphere that helped the work along."
    ),
    "ru": (
        "Министры иностранных дел встретились в Арлингтоне 4 мая и постатейно обсудили договор. "
        "Арарат Мирзоян сказал, что по ряду положений позиции сблизились.\n\n"
        "Механизм гарантий остается открытым, эксперты продолжат работу в течение двух недель. "
        "Обе стороны поблагодарили хозяев за атмосферу, которая помогла работе."
    ),
    "hy": (
        "Արտաքին գործերի նախարարները մայիսի 4-ին հանդիպել են Արլինգթոնում և հոդված առ հոդված "
        "քննարկել պայմանագիրը։ Արարատ Միրզոյանն ասել է, որ որոշ դիրքորոշումներ մոտեցել են։\n\n"
        "Երաշխիքների մեխանիզմը բաց է մնում, փորձագետները կշարունակեն աշխատանքը երկու շաբաթվա "
        "ընթացքում։ Երկու կողմերն էլ շնորհակալություն են հայտնել հյուրընկալողներին։"
    ),
    "az": (
        "Xarici işlər nazirləri mayın 4-də Arlinqtonda görüşüb və sazişi maddə-maddə müzakirə "
        "ediblər. Ceyhun Bayramov bəzi mövqelərin yaxınlaşdığını deyib.\n\n"
        "Təminat mexanizmi açıq qalır, ekspertlər iki həftə ərzində işi davam etdirəcək. Tərəflər "
        "işə kömək edən şəraitə görə ev sahiblərinə təşəkkür ediblər."
    ),
}


@pytest.mark.parametrize("language", TALKS)
def test_a_text_is_found_again_with_a_prefix_a_cut_and_other_spacing(language: str) -> None:
    text = TALKS[language]
    first, last = text.split("\n\n")
    for reprint in (text, f"AGENCY, May 5. {text}", first, text.replace(" ", "\u00a0"), last):
        assert set(bands(text, language)) & set(bands(reprint, language))
        assert verdict(reprint, text, language, corrected=False) == "same"


@pytest.mark.parametrize(
    ("language", "was", "becomes"),
    [
        ("en", "closer", "nearer"),
        ("en", "Both sides", "The two parties"),
        ("en", "Ararat Mirzoyan", "The minister"),
        ("ru", "Арарат Мирзоян", "Министр"),
        ("ru", "постатейно обсудили", "обсудили"),
        ("hy", "Միրզոյանն ասել", "Միրզոյանը հայտարարել"),
        ("az", "Bayramov bəzi", "Bayramovun bəzi"),
    ],
)
def test_a_word_edited_makes_no_other_text(language: str, was: str, becomes: str) -> None:
    edited = TALKS[language].replace(was, becomes)
    assert edited != TALKS[language]
    assert verdict(edited, TALKS[language], language, corrected=False) == "same"


@pytest.mark.parametrize(
    ("language", "was", "becomes"),
    [
        ("en", "Ararat Mirzoyan", "Jeyhun Bayramov"),
        ("en", "Arlington", "Geneva"),
        ("en", "4 May", "11 May"),
        ("en", "two weeks", "three weeks"),
        ("ru", "4 мая", "4 июня"),
        ("ru", "Арлингтоне", "Женеве"),
        ("ru", "двух недель", "трех недель"),
        ("hy", "Միրզոյանն", "Գրիգորյանն"),
        ("hy", "մայիսի", "հունիսի"),
        ("az", "4-də", "11-də"),
        ("az", "Arlinqtonda", "Cenevrədə"),
    ],
)
def test_another_name_number_or_date_in_its_place_makes_another_text(
    language: str, was: str, becomes: str
) -> None:
    formula = TALKS[language].replace(was, becomes)
    assert formula != TALKS[language]
    assert verdict(formula, TALKS[language], language, corrected=False) == "other"


def test_a_text_that_says_so_corrects_what_it_differs_from() -> None:
    text = TALKS["en"]
    corrected = text.replace("4 May", "3 May")
    assert verdict(corrected, text, "en", corrected=True) == "corrects"
    assert verdict(text, text, "en", corrected=True) == "same"
    assert verdict(TALKS["ru"], text, "en", corrected=True) == "other"


@pytest.mark.parametrize(
    ("language", "title", "end"),
    [
        ("en", "CORRECTED: Talks in Arlington", ""),
        ("en", None, "An earlier version of this story gave a wrong day."),
        ("fr", "RECTIFICATIF – Pourparlers", ""),
        ("ru", "Переговоры (исправлено)", ""),
        ("az", "DÜZƏLİŞ: Danışıqlar", ""),
        ("hy", "ՈՒՂՂՈՒՄ. Բանակցություններ", ""),
        ("tr", "DÜZELTME - Görüşmeler", ""),
    ],
)
def test_a_correction_is_known_by_its_title_or_its_end(
    language: str, title: str | None, end: str
) -> None:
    text = TALKS["en"]
    assert says_corrected(title, f"{text}\n\n{end}" if end else text, language)
    assert not says_corrected("Talks in Arlington", text, language)


def test_words_of_a_correction_in_the_midst_make_none() -> None:
    assert not says_corrected(None, "One.\n\nThe ministry corrected the map.\n\nTwo.", "en")


def test_unrelated_texts_share_neither_bands_nor_words() -> None:
    assert not set(bands(TALKS["en"], "en")) & set(bands(TALKS["ru"], "ru"))
    assert compared(TALKS["en"], TALKS["hy"], "en").contained < 0.1


def test_of_a_few_words_nothing_is_said() -> None:
    assert bands("...", "en") == []
    assert verdict("Happy New Year!", "Happy New Year!", "en", corrected=False) == "other"


def test_a_text_mentioned_in_a_long_one_is_not_carried_by_it() -> None:
    short = TALKS["en"].split("\n\n")[0]
    long = (
        short + "\n\n" + "\n\n".join(f"Something else, number {n}, happened." for n in range(40))
    )
    assert verdict(long, short, "en", corrected=False) == "other"


def test_keys_are_what_the_database_holds() -> None:
    assert sorted(bands(TALKS["en"], "en")[:-1])[::15] == [-2138611218, 649005157, 1957091302]


def test_one_key_is_of_these_very_words() -> None:
    *_, whole = bands(TALKS["en"], "en")
    assert whole in bands(TALKS["en"].replace(" ", "\n"), "en")
    assert whole not in bands(TALKS["en"] + " He left on day 2.", "en")
    assert bands("Happy New Year, Yerevan!", "en") == bands("Happy New Year — Yerevan", "en")


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("[en]\ndates = []\n", "[en] has ['dates']"),
        ('[en]\ndates=["May"]\nnumbers=[]\npeoples=[]\ncorrection=[]\n', "dates: 'May'"),
        ('[en]\ndates=[""]\nnumbers=[]\npeoples=[]\ncorrection=[]\n', "dates: ''"),
    ],
)
def test_a_wrong_vocabulary_is_refused_by_file_and_key(
    declared: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "particulars.toml"
    path.write_text(declared, encoding="utf-8")
    monkeypatch.setattr(likeness, "_VOCABULARY", path)
    likeness.vocabulary.cache_clear()
    try:
        with pytest.raises(DeclarationError, match=r"particulars\.toml: \[en\]") as raised:
            likeness.vocabulary()
        assert said in str(raised.value)
    finally:
        likeness.vocabulary.cache_clear()
