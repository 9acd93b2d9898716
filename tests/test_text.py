"""Normal forms and the way back, sentences, quotations and scripts."""

import random

import pytest

from pipeline.text import (
    bare,
    folded,
    has_dialogue,
    has_quotation,
    normalise,
    paragraphs,
    plain_letters,
    quotations,
    script_counts,
    sentences,
)

SEED = """Après quatre jours de pourparlers, « tout reste à faire ».

“Les ministres ont partagé leurs vues. […] Les parties veulent poursuivre”, indique M. Dupont.

Elle a déclaré que “ ces négociations : “ Il faut chercher des commentaires ailleurs ”."""


@pytest.mark.parametrize(
    ("language", "text", "normal"),
    [
        ("az", "QARABAĞDA İlk Işıq", "qarabağda ilk ışıq"),
        ("tr", "ISPARTA İZMİR", "ısparta izmir"),
        ("en", "IRAN", "iran"),
        ("ru", "İran", "iran"),
        ("tr", "I\u0307stanbul i\u0307stanbul", "istanbul istanbul"),
        ("hy", "Երևան ԵՐԵՎԱՆ Երեւան", "երեւան երեւան երեւան"),
        ("hy", "Ի՞նչ է Արցա՛խը, չէ՜", "ինչ է արցախը, չէ"),
        ("hy", "՞", "՞"),
        ("ru", "Ещё Ёлка Кара\u0301бах и\u0306", "еще елка карабах й"),
        ("fa", "قره\u200cباغ كوهستاني", "قره باغ کوهستانی"),
        ("ar", "كَارَابَاخ", "کاراباخ"),
        ("ar", "أرمينيا إلى ٱلقاهرة ٤٤", "ارمینیا الی القاهره 44"),
        ("fa", "خانهٔ خانۀ ۱۴۰۲ صلـــح", "خانه خانه 1402 صلح"),
        ("fr", "l’Artsakh l`Artsakh lʼArtsakh", "l'artsakh l'artsakh l'artsakh"),
        ("fr", "e\u0301t\u00e9", "été"),
        ("en", "Nagorno\u2011Karabakh Nagorno–Karabakh", "nagorno-karabakh nagorno-karabakh"),
        ("en", "Kara\u00adbakh\u200b \u200eLachin\ufeff", "karabakh lachin"),
        ("en", "a \u00a0 b\t\tc", "a b c"),
        ("en", "one\nline\n\ntwo \n \n three", "one line\ntwo\nthree"),
        ("en", "one\ntwo", "one\ntwo"),
        ("en", "“a” «b» „c“", '"a" "b" "c"'),
        ("en", "o\u200cffice", "office"),
        ("en", "", ""),
    ],
)
def test_texts_meet_in_one_form(language: str, text: str, normal: str) -> None:
    assert normalise(text, language).text == normal


ALPHABET = (
    "aI iİı eé ş ğ Քև եւՎվ Ղ՛՞ Кё й х « » “” ‘’' \" - ‑ \u00ad \u200b \u200c \u200e \n \n\n"
    " \t \u00a0 е\u0301 i\u0307 ي ی ك قره \u064e \u0640 ა 1 2 . , ! \r\n \u2028 🙂 𝔞 \U0001d51e ﬓ"
)


@pytest.mark.parametrize("language", ["hy", "az", "ru", "en", "fa", "tr"])
def test_every_span_of_the_normal_form_leads_back_to_words_that_make_it(language: str) -> None:
    chance = random.Random(f"offsets {language}")  # noqa: S311  the same texts each time
    for _ in range(1500):
        text = "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(1, 30)))
        normal = normalise(text, language)
        for _ in range(6 if normal.text else 0):
            start = chance.randrange(len(normal.text))
            end = chance.randrange(start + 1, len(normal.text) + 1)
            first, last = normal.span(start, end)
            assert 0 <= first < last <= len(text)
            assert normal.offset(start) == first
            wanted = comparable(normal.text[start:end])
            got = comparable(normalise(text[first:last], language).text)
            assert wanted in got, (text, start, end)
            # more than was asked for only where one written letter stands for two
            assert len(got) - len(wanted) <= 2 * text[first:last].count("և"), (text, start, end)


def comparable(normal: str) -> str:
    """Leave out what hangs on the neighbours: ԵՎ, outer blanks, a paragraph's line break."""
    return " ".join(normal.replace("վ", "ւ").split())


def test_spans_rise_with_the_normal_form() -> None:
    chance = random.Random("rising")  # noqa: S311  the same texts each time
    for _ in range(300):
        text = "".join(chance.choice(ALPHABET) for _ in range(40))
        normal = normalise(text, "az")
        offsets = [normal.offset(index) for index in range(len(normal.text))]
        assert offsets == sorted(offsets)


def test_folding_moves_no_offset() -> None:
    text = "Azərbaycan Respublikası şəhər ığöüç"
    assert folded(text) == "Azerbaycan Respublikasi seher igouc"
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("müqaviləsi", "muqavilesi"),
        ("ılımlı", "ilimli"),
        ("çavuşoğlu", "cavusoglu"),
        ("étrangères", "etrangeres"),
        ("cœur", "coeur"),
        ("straße", "strasse"),
        ("мир", "мир"),
        ("peace", "peace"),
    ],
)
def test_a_word_is_typed_in_plain_letters(word: str, plain: str) -> None:
    assert plain_letters(word) == plain


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mirzoi\u0308an", "Mirzoïan"),
        ("Ինչո՞ւ", "Ինչու"),
        ("مُحَمَّد صلـــح", "محمد صلح"),
        ("می\u200cروند o\u200cffice و\u200c", "می\u200cروند office و"),
        ("\u202bKara\u00adbakh\u200f", "Karabakh"),
    ],
)
def test_signs_within_words_are_left_out_but_the_joiner(text: str, left: str) -> None:
    assert bare(text) == left


def cut(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one\n\ntwo\nstill two\n \n three ", ["one", "two\nstill two", "three"]),
        ("one\ntwo\r\nthree", ["one", "two", "three"]),
        ("one\r\n\r\ntwo\r\nstill two", ["one", "two\r\nstill two"]),
        ("one\u2029two", ["one", "two"]),
        ("  \n\n ", []),
        ("", []),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines(
    text: str, parts: list[str]
) -> None:
    assert cut(text, paragraphs(text)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        [
            "Նախարարը ժամանեց։",
            "«Մենք համաձայն ենք»,- ասել է նա։",
            "Հանդիպումը մայիսի 1-ին էր:",
            "Վերջ։",
        ],
        ["2023 թ. մայիսի 4-ին կայացավ հանդիպում։", "Այն տևեց երկար։"],
        [
            "Nazir A. Əliyev gəldi.",
            "Görüş 4 may 2023-cü ildə oldu.",
            "Bu, 2. Qarabağ müharibəsidir.",
        ],
        [
            "Об этом заявил А. Григорян.",
            "«Мы согласны!» — сказал он.",
            "В 2023 г. прошла встреча.",
        ],
        ["Mr. Smith met Gen. Lee at 3.30 p.m. on Monday.", "They agreed.", "Did they?", "Yes!"],
        [
            "It opened at 9 a.m. Baku time on Sept. 14.",
            "The U.S.",
            "He left at 5 p.m.",
            '"We saw."',
        ],
        ["M. Dupont est venu le 3 mai.", "« C’est fini. »", "La séance est levée…", "Voilà."],
        ["Bakan geldi.", "15 Mayıs'ta görüştüler.", "Prof. Dr. Kaya konuştu."],
        ["მინისტრი ჩავიდა.", "შეხვედრა გაიმართა."],
        ["وزیر آمد.", "آیا توافق شد؟", "بله."],
    ],
)
def test_sentences_are_shown_whole(parts: list[str]) -> None:
    text = " ".join(parts)
    assert cut(text, sentences(text)) == parts


def test_no_sentence_reaches_over_a_paragraph() -> None:
    assert cut("a headline\n\nA text. More", sentences("a headline\n\nA text. More")) == [
        "a headline",
        "A text.",
        "More",
    ]


def test_quotations_are_found_with_marks_left_open() -> None:
    assert [one.strip() for one in cut(SEED, quotations(SEED))] == [
        "tout reste à faire",
        "Les ministres ont partagé leurs vues. […] Les parties veulent poursuivre",
        "ces négociations : “ Il faut chercher des commentaires ailleurs",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("«Мы «Газпром» знаем», — сказал он.", ["Мы «Газпром» знаем"]),
        ("„Das ist so“, sagte er.", ["Das ist so"]),
        ('He said "yes" and "no" and "maybe', ["yes", "no", "maybe"]),
        ("”Unikal” xəbər verir.", ["Unikal"]),
        ("stray » mark and ” another", []),
        ("«open to the end\n\nnext «closed»", ["open to the end", "closed"]),
        ("ends with «", []),
        ("no marks", []),
    ],
)
def test_quotation_marks_of_every_kind(text: str, parts: list[str]) -> None:
    assert cut(text, quotations(text)) == parts


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("«Մենք պատրաստ ենք խաղաղության»,- ասել է նա։", True),
        ("«Bizim buna ehtiyacımız var, deyib nazir.", True),
        ("Le colloque “ Façonner la paix ” s’ouvre.", False),
        ("The so-called “three word title” is no speech.", False),
        ("Nobody speaks here.", False),
    ],
)
def test_somebody_speaks_from_four_words_on(text: str, *, speaks: bool) -> None:
    assert has_quotation(text) is speaks


def test_letters_are_counted_by_script() -> None:
    counts = script_counts("Երևան, Ереван, Yerevan, ერევანი, ایروان 2023!")
    assert counts == {"armenian": 5, "cyrillic": 6, "latin": 7, "georgian": 7, "arabic": 6}


@pytest.mark.parametrize("char", [" ", "«", "\u0301", "a", "\u200c", "\n", "և", ".", "@", '"'])
def test_no_text_is_slow(char: str) -> None:
    text = char * 200_000
    assert len(normalise(text, "az").text) <= 2 * len(text)
    assert len(sentences(text)) <= 1
    assert len(quotations(text)) <= len(text) / 2


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("– Was it lost?\n\n– No.\n\n– And today?\n\n– It goes on.", True),
        ("- Ne değişti?\nFormat.\n\n- Gündeme geldi mi?\nGeldi.", True),
        ("Pourquoi ? – Parce que rien ne bouge.\n\nQue faire ? – Parler.", True),
        ("– Ո՞րն է խնդիրը։\n\n– Վստահությունը։\n\n– Իսկ ի՞նչ անել։", True),
        ("– What now? – asked nobody.", False),
        ("- bread\n- milk\n- salt", False),
        ("What happened? Nothing. Who knew? Nobody.", False),
    ],
)
def test_an_interview_is_known_by_its_questions_and_dashes(text: str, *, is_one: bool) -> None:
    assert has_dialogue(text) is is_one
