"""Whether a quotation says what an official text says, in six languages."""

import pytest

from pipeline.traces.faithfulness import Faithfulness, Official, faithfulness, segments

TEXTS = {  # invented, as the press room's
    "en": (
        "From May 1 to 4 the delegations negotiated in Washington. On several articles the "
        "wordings were brought closer together. On others the approaches of the sides remain "
        "apart, and this was stated openly.\n\n"
        "We will not accept threats from anybody. The shelling of Stepanakert must end at once. "
        "Three soldiers were wounded near the Lachin corridor on Tuesday."
    ),
    "fr": (
        "Du 1er au 4 mai, les délégations ont négocié à Washington. Pour plusieurs articles, les "
        "rédactions ont été rapprochées. Pour d’autres, les approches des parties demeurent "
        "éloignées, ce qui a été dit ouvertement.\n\n"
        "Nous n’accepterons de menaces de personne. Les tirs sur Stepanakert doivent cesser. "
        "J’ai dit aux ministres qu’un accord est à portée de main."
    ),
    "ru": (
        "По нескольким статьям формулировки удалось сблизить. По другим подходы сторон "
        "по-прежнему расходятся, и об этом было сказано открыто.\n\n"
        "Мы не позволим никому угрожать нашим гражданам. Обстрел "
        "Степанакерта должен прекратиться немедленно. "
        "Всё остальное — дело переговоров."
    ),
    "hy": (
        "Մի քանի հոդվածի ձևակերպումները մոտեցվել են։ Մյուսների շուրջ կողմերի մոտեցումները դեռ "
        "տարբեր են, ինչի մասին բաց խոսվել է։\n\n"
        "Մենք սպառնալիքներ չենք ընդունի։ Ստեփանակերտի գնդակոծությունը պետք է անմիջապես "
        "դադարեցվի։ Ե՞րբ կհանդիպեն նախարարները։"
    ),
    "az": (
        "Azərbaycan sülh müqaviləsinin mətni üzərində işləməyə hazırdır. Dövlətlər bir-birinin "
        "ərazi bütövlüyünü tanımalı, sərhəd delimitasiya edilməli, kommunikasiyalar "
        "açılmalıdır.\n\n"
        "İrəvan bu məktuba cavab verməyib. Biz Xankəndi şəhərinin inkişafını dəstəkləyirik. "
        "Qapını heç kimin üzünə bağlamırıq."
    ),
    "tr": (
        "Türkiye barış sürecini desteklemeye devam edecektir. Tarafların iyi niyetle müzakere "
        "etmesini bekliyoruz.\n\n"
        "İki ülke arasındaki sınırın açılması için hazırlıklar sürüyor. Tehditleri kabul "
        "etmeyeceğiz. Hankendi yolunun güvenliği sağlanmalıdır."
    ),
}


RU_SENTENCE = "По другим подходы сторон по-прежнему расходятся, и об этом было сказано открыто"


def official(language: str, text: str | None = None, key: int = 1) -> Official:
    body = TEXTS[language] if text is None else text
    whole = ((0, len(body)),)
    return Official(key=key, language=language, text=body, spans=whole, original=True)


def said(words: str, language: str) -> Faithfulness:
    return faithfulness(words, language, [official(language)])


def quoted_and_official(words: str, found: Faithfulness, language: str) -> list[tuple[str, str]]:
    return [(words[slice(*one)], TEXTS[language][slice(*two)]) for one, two in found.pairs]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The wordings were brought closer together"),
        ("en", "this was stated openly"),  # four words
        ("en", ("On others the approaches of the sides remain apart, and this was stated openly. "
         "We will not accept threats from anybody")),  # over two paragraphs
        ("fr", "un accord est à portée de main"),  # cut in the middle of "qu’un"
        ("fr", "Pour d'autres, les approches des parties demeurent\u00a0éloignées"),
        ("ru", "все остальное - дело переговоров"),  # ё, another dash
        ("hy", "Երբ կհանդիպեն նախարարները"),  # without the sign of the question
        ("hy", "Մյուսների շուրջ կողմերի մոտեցումները դեռ տարբեր են, ինչի մասին բաց խոսվել է"),
        ("hy", "ինչի մասին բաց խոսւել է".replace("ւե", "վե")),
        ("az", "İRƏVAN BU MƏKTUBA CAVAB VERMƏYİB"),  # its own capitals
        ("az", "sərhəd delimitasiya edilməli, kommunikasiyalar açılmalıdır"),
        ("tr", "Sınırın açılması için hazırlıklar sürüyor"),
    ],
)  # fmt: skip
def test_the_same_words_are_verbatim_however_they_are_marked(language: str, words: str) -> None:
    found = said(words, language)
    assert (found.verdict, found.differences) == ("verbatim", ())
    [(ours, theirs)] = quoted_and_official(words, found, language)
    assert ours == words.rstrip(".")
    assert theirs in TEXTS[language]


@pytest.mark.parametrize(
    ("language", "words", "parts", "left_out"),
    [
        ("en", "From May 1 to 4 the delegations negotiated […] this was stated openly", 2, []),
        ("fr", "les rédactions ont été rapprochées (…) ce qui a été dit ouvertement", 2, []),
        ("ru", ("По нескольким статьям формулировки удалось сблизить... об этом было сказано "
         "открыто"), 2, []),
        ("hy", "Մի քանի հոդվածի ձևակերպումները մոտեցվել են (...) բաց խոսվել է", 2, []),
        ("az", "Azərbaycan mətn [sülh müqaviləsi] üzərində işləməyə hazırdır", None, None),
        ("tr", ("Türkiye barış sürecini desteklemeye devam edecektir […] Tehditleri kabul "
         "etmeyeceğiz"), 2, []),
        ("en", "On others the approaches remain apart, and this was stated openly", 1,
         ["of the sides"]),
        ("ru", ("По нескольким статьям формулировки удалось сблизить. Мы не позволим никому "
         "угрожать нашим гражданам"), 2, [RU_SENTENCE]),
    ],
)  # fmt: skip
def test_what_is_left_out_makes_a_cut_and_is_told_where_no_mark_says_so(
    language: str, words: str, parts: int | None, left_out: list[str] | None
) -> None:
    found = said(words, language)
    if parts is None:  # what its writer put in is not compared
        assert found.verdict != "not found"
        assert all("müqaviləsi" not in one.quoted for one in found.differences)
        return
    assert found.verdict == "cut"
    assert len(found.pairs) == parts
    assert [one.official for one in found.differences] == left_out


@pytest.mark.parametrize(
    ("language", "words", "quoted", "theirs", "kind"),
    [
        ("en", "The shelling of Khankendi must end at once", "Khankendi", "Stepanakert", "place"),
        ("en", "Five soldiers were wounded near the Lachin corridor on Tuesday", "Five", "Three",
         "number"),
        ("en", "We will accept threats from anybody", "", "not", "negation"),
        ("fr", "Les tirs sur Khankendi doivent cesser", "Khankendi", "Stepanakert", "place"),
        ("ru", "Обстрел Ханкенди должен прекратиться немедленно", "Ханкенди", "Степанакерта",
         "place"),
        ("ru", "Мы позволим никому угрожать нашим гражданам", "", "не",
         "negation"),
        ("az", "Biz Stepanakert şəhərinin inkişafını dəstəkləyirik", "Stepanakert", "Xankəndi",
         "place"),
        ("hy", "Խանքենդիի գնդակոծությունը պետք է անմիջապես դադարեցվի", "Խանքենդիի",
         "Ստեփանակերտի", "place"),
        ("tr", "Tarafların iyi niyetle savaş etmesini bekliyoruz", "savaş", "müzakere",
         "wording"),
    ],
)  # fmt: skip
def test_other_words_are_told_in_pairs_twins_of_a_place_among_them(
    language: str, words: str, quoted: str, theirs: str, kind: str
) -> None:
    found = said(words, language)
    assert found.verdict == "differs"
    told = [(one.quoted, one.official) for one in found.differences]
    assert (quoted, theirs) in told
    assert kind in found.differences[told.index((quoted, theirs))].kinds


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The weather of the coming days remains dry"),
        ("en", "Peace needs patience from both of the sides"),
        ("fr", "La paix demande de la patience des deux parties"),
        ("ru", "Мир требует терпения от обеих сторон"),
        ("hy", "Խաղաղությունը երկու կողմերից համբերություն է պահանջում"),
        ("az", "Sülh hər iki tərəfdən səbir tələb edir"),
        ("tr", "Barış her iki taraftan sabır ister"),
        ("en", "peace"),  # nobody's
    ],
)
def test_other_sentences_with_words_in_common_are_not_found(language: str, words: str) -> None:
    assert said(words, language).verdict == "not found"


def test_only_what_may_be_the_speakers_is_looked_at() -> None:
    text = TEXTS["en"]
    guest = text.index("We will not"), len(text)
    one = Official(key=1, language="en", text=text, spans=(guest,), original=True)
    assert faithfulness("We will not accept threats", "en", [one]).verdict == "verbatim"
    assert faithfulness("this was stated openly", "en", [one]).verdict == "not found"


def test_words_do_not_run_from_one_turn_into_the_next() -> None:
    text = "We want peace now. Let us sign it today."
    one = Official(key=1, language="en", text=text, spans=((0, 18), (19, 40)), original=True)
    assert faithfulness("peace now. Let us sign", "en", [one]).verdict != "verbatim"


def test_the_text_that_says_it_best_is_taken_and_of_equal_ones_that_of_the_speech() -> None:
    near = official("en", TEXTS["en"].replace("openly", "aloud"), key=1)
    edition = Official(
        key=2, language="en", text=TEXTS["en"], spans=((0, len(TEXTS["en"])),), original=False
    )
    same = official("en", key=3)
    found = faithfulness("and this was stated openly", "en", [near, edition, same])
    assert (found.verdict, found.key) == ("verbatim", 3)


def test_a_sentence_put_in_is_told_and_does_not_hide_what_was_said() -> None:
    words = (
        "On several articles the wordings were brought closer together. Victory is ours forever. "
        "We will not accept threats from anybody."
    )
    found = said(words, "en")
    assert found.verdict == "differs"
    assert "Victory is ours forever" in [one.quoted for one in found.differences]


@pytest.mark.parametrize(
    ("language", "words", "parts"),
    [
        (
            "ru",
            "Мы не позволим никому угрожать, — заявил министр. — Обстрел должен прекратиться",
            ("Мы не позволим никому угрожать", "Обстрел должен прекратиться"),
        ),
        (
            "hy",
            "Կարծում եմ,– նշել է նախարարը,– որ ավելորդ հրապարակայնությունը վնասում է",
            ("Կարծում եմ", "որ ավելորդ հրապարակայնությունը վնասում է"),
        ),
        (
            "fr",
            "Le texte est négocié, il est paraphé, a-t-elle rappelé, et rien ne s’y oppose",
            ("Le texte est négocié, il est paraphé", ", et rien ne s’y oppose"),
        ),
        (
            "en",
            "This is no concession,” the minister told the Council, “it is an investment in peace",
            ("This is no concession,", "it is an investment in peace"),
        ),
        ("en", "The road, closed since May, is long", ("The road, closed since May, is long",)),
    ],
)  # fmt: skip
def test_who_speaks_between_the_words_is_no_part_of_them(
    language: str, words: str, parts: tuple[str, ...]
) -> None:
    assert tuple(words[slice(*one)].strip() for one in segments(words, language)) == parts


def test_words_with_their_speaker_between_them_are_word_for_word() -> None:
    words = (
        "Мы не позволим никому угрожать нашим гражданам, — заявил министр. — Обстрел Степанакерта "
        "должен прекратиться"
    )
    assert said(words, "ru").verdict == "verbatim"
