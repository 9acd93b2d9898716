"""Who says what in Azerbaijani reports, by their constructions."""

from datetime import date

import heard
import pytest

DAY = date(2023, 5, 4)


def said(text: str, day: date = DAY) -> list[tuple[str, list[str]]]:
    return heard.said(text, "az", day)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Söhbət zamanı Zakir Həsənov sərhəddə vəziyyətin gərgin olduğunu bildirib.",
            "sərhəddə vəziyyətin gərgin olduğunu",
            "hasanov_zakir",
        ),
        (
            "Moskvada çıxış edən Sergey Lavrov danışıqların davam edəcəyini vurğulayıb.",
            "danışıqların davam edəcəyini",
            "lavrov_sergey",
        ),
        (
            "Danışıqların iyulda davam edəcəyini Kremlin sözçüsü Dmitri Peskov bildirib.",
            "Danışıqların iyulda davam edəcəyini",
            "peskov_dmitry",
        ),
        (
            "Paşinyan qayıtdıqdan sonra Ararat Mirzoyan müqavilənin hazır olduğunu deyib.",
            "müqavilənin hazır olduğunu",
            "mirzoyan_ararat",
        ),
        (
            "Vladimir Putin isə sülhməramlıların öz vəzifəsini yerinə yetirdiyi barədə danışıb.",
            "sülhməramlıların öz vəzifəsini yerinə yetirdiyi",
            "putin_vladimir",
        ),
        (
            "Müdafiə Nazirliyindən Kəlbəcər istiqamətində atəşin dayandığını bildiriblər.",
            "Kəlbəcər istiqamətində atəşin dayandığını",
            "mod_azerbaijan",
        ),
    ],
)
def test_a_clause_that_is_a_noun_is_its_teller_s_wherever_they_stand(
    text: str, words: str, who: str
) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize(
    "end", ["bildirilir", "də bildirilib", "vurğulanır", "qeyd olunub", "həmçinin xatırladılır"]
)
def test_a_text_of_an_institution_tells_by_a_passive_verb(end: str) -> None:
    text = f"Ermənistan XİN-in bəyanatında danışıqların martda davam edəcəyi {end}."
    assert said(text) == [("danışıqların martda davam edəcəyi", ["mfa_armenia"])]


@pytest.mark.parametrize(
    "frame",
    [
        "“Report” xəbər verir ki, bunu",
        "APA xəbər verir ki, bu barədə",
        "“Report” bildirir ki, bu sözləri",
        "APA-nın məlumatına görə, bunu",
        "Bu fikirləri",
    ],
)
@pytest.mark.parametrize("marks", ["“{}”.", "{}."])
def test_who_said_this_is_told_behind_who_brings_it(frame: str, marks: str) -> None:
    words = "Danışıqlar yaxın günlərdə davam etdiriləcək"
    text = f"{marks.format(words)} {frame} Ararat Mirzoyan parlamentdə səsləndirib."
    assert [(one.rstrip("."), who) for one, who in said(text)] == [(words, ["mirzoyan_ararat"])]


def test_what_is_said_of_this_in_the_same_sentence_gives_nobody_the_one_before() -> None:
    text = "Sənədin mətni hazırdır. Bu barədə Ararat Mirzoyan deyib ki, iki maddə açıq qalır."
    assert said(text) == [("iki maddə açıq qalır", ["mirzoyan_ararat"])]


@pytest.mark.parametrize("place", ["Kəlbəcər istiqamətində", "Mərzili kəndində", "Şuşa yolunda"])
def test_a_place_says_nothing(place: str) -> None:
    text = f"Zakir Həsənov deyib ki, hər şey sakitdir, {place} isə atəş açıldığını bildirib."
    assert all(who == ["hasanov_zakir"] for _, who in said(text))


def test_the_name_of_a_body_the_table_does_not_know_ends_with_its_noun() -> None:
    text = "Dövlət Gömrük Komitəsi yüklərin sərhəddən keçdiyini bildirib."
    assert said(text) == [("yüklərin sərhəddən keçdiyini", ["Dövlət Gömrük Komitəsi"])]


def test_an_outlet_is_no_part_of_the_name_before_it() -> None:
    text = "Politoloq Arif Yunusov Turan agentliyinə deyib ki, danışıqlar davam edəcək."
    assert said(text) == [("danışıqlar davam edəcək", ["Arif Yunusov"])]


@pytest.mark.parametrize(
    "verb",
    [
        "söyləyirdi",
        "dilə gətirmişdi",
        "diqqətə çatdırırlar",
        "fikrini bölüşüb",
        "təəssüfünü ifadə etmişdi",
        "etiraf etsə də, təfərrüatı açıqlamayıb",
        "istisna etməyib",
    ],
)
def test_every_form_of_a_verb_of_saying_tells(verb: str) -> None:
    text = f"Ararat Mirzoyan danışıqların martda dayandığını {verb}."
    assert said(text) == [("danışıqların martda dayandığını", ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    "cue",
    [
        "Ararat Mirzoyanın qeyd etdiyinə görə,",
        "Ararat Mirzoyanın vurğuladığı kimi,",
        "Ararat Mirzoyanın iddia etdiyinə əsasən,",
        "Ararat Mirzoyanın zənnincə,",
        "Ararat Mirzoyanın verdiyi açıqlamaya görə,",
    ],
)
def test_by_whose_words_a_sentence_is_stands_before_it(cue: str) -> None:
    text = f"{cue} danışıqlar mart ayında bərpa ediləcək."
    assert said(text) == [("danışıqlar mart ayında bərpa ediləcək", ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Ararat Mirzoyan tərəfləri danışıqlara qayıtmağa çağırıb.",
            "danışıqlara qayıtmağa",
        ),
        (
            "Ararat Mirzoyan Laçın yolunun dərhal açılmasını tələb edib.",
            "Laçın yolunun dərhal açılmasını",
        ),
        ("Ararat Mirzoyan bəyannamənin dərhal imzalanmasını alqışlayıb.", None),
    ],
)
def test_what_somebody_wishes_is_reported_and_what_they_judge_is_not(
    text: str, words: str | None
) -> None:
    assert said(text) == ([(words, ["mirzoyan_ararat"])] if words else [])


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("Azərbaycan diplomatiyasının rəhbəri", "bayramov_jeyhun"),
        ("Ermənistan hökumətinin başçısı", "pashinyan_nikol"),
        ("Rusiya lideri", "putin_vladimir"),
        ("Ermənistanın hazırkı baş naziri", "pashinyan_nikol"),
        ("Kremlin mətbuat katibi", "peskov_dmitry"),
        ("Ermənistan Təhlükəsizlik Şurası katibi", "grigoryan_armen"),
        ("Avropa İttifaqı Şurasının rəhbəri", "michel_charles"),
        ("Yerevan", "government_armenia"),
        ("Həmsədrlər", "minsk_group_cochairs"),
        ("Prezidentin mətbuat xidməti", "presidency_azerbaijan"),
    ],
)
def test_an_office_is_known_by_each_of_its_titles(who: str, speaker: str) -> None:
    text = f"{who} danışıqların uğurla başa çatdığını bildirib."
    assert said(text) == [("danışıqların uğurla başa çatdığını", [speaker])]


def test_whoever_says_one_thing_and_adds_another_says_two() -> None:
    text = (
        "Ararat Mirzoyan bildirib ki, mətn tam hazırdır və həmçinin əlavə edib ki, "
        "yer hələ seçilməyib."
    )
    assert said(text) == [
        ("mətn tam hazırdır", ["mirzoyan_ararat"]),
        ("yer hələ seçilməyib", ["mirzoyan_ararat"]),
    ]


def test_what_is_told_inside_what_is_told_is_no_report_of_its_own() -> None:
    text = "Ararat Mirzoyan deyib ki, Putin sülhün yaxın olduğunu bildirib."
    assert said(text) == [("Putin sülhün yaxın olduğunu bildirib", ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Ararat Mirzoyan Brüsseldədir. Həmçinin bildirib ki, mətn artıq tam hazırdır.",
            "mətn artıq tam hazırdır",
            ["mirzoyan_ararat"],
        ),
        (
            "Ararat Mirzoyan Ceyhun Bayramovla görüşüb. Nazirlər mətnin hazır olduğunu deyiblər.",
            "mətnin hazır olduğunu",
            ["mirzoyan_ararat", "bayramov_jeyhun"],
        ),
        (
            "“Mətn artıq tam hazırdır, qalır imzalamaq”, – deyə bildirib Ararat Mirzoyan.",
            "Mətn artıq tam hazırdır, qalır imzalamaq",
            ["mirzoyan_ararat"],
        ),
        (
            "İqor Popov və Mariya Zaxarova tərəfləri danışıqlara qayıtmağa çağırıblar.",
            "danışıqlara qayıtmağa",
            ["popov_igor", "zakharova_maria"],
        ),
        (
            "Ermənistan XİN bəyanat yayıb. Nazirlik mətnin tam hazır olduğunu da təsdiqləyib.",
            "mətnin tam hazır olduğunu",
            ["mfa_armenia"],
        ),
        (
            "Ararat Mirzoyan mətnin hələ hazır olmadığından gileylənib.",
            "mətnin hələ hazır olmadığından",
            ["mirzoyan_ararat"],
        ),
    ],
)
def test_who_is_named_before_or_behind_or_with_another_tells(
    text: str, words: str, who: list[str]
) -> None:
    assert said(text) == [(words, who)]


@pytest.mark.parametrize(
    "text",
    [
        "Ararat Mirzoyan Bakıdadır. Adamlar deyib ki, mətn artıq tam hazırdır.",
        "Ararat Mirzoyan Bakıdadır. Vəkillər mətnin artıq tam hazır olduğunu deyiblər.",
    ],
)
def test_those_nobody_names_are_not_who_was_spoken_of(text: str) -> None:
    assert all(who == [] for _, who in said(text))


@pytest.mark.parametrize("verb", ["rədd edib", "təkzib edib", "inkar edib"])
def test_what_somebody_denies_they_do_not_say(verb: str) -> None:
    assert said(f"Ararat Mirzoyan mətnin artıq tam hazır olduğunu {verb}.") == []


def test_a_clause_and_the_words_behind_its_colon_are_two() -> None:
    text = "Nikol Paşinyan yolun açılmadığını deyib: “Biz hələ cavab gözləyirik, vaxt azdır”."
    assert said(text) == [
        ("yolun açılmadığını", ["pashinyan_nikol"]),
        ("Biz hələ cavab gözləyirik, vaxt azdır", ["pashinyan_nikol"]),
    ]


@pytest.mark.parametrize("marks", ["“{}”.", "{}."])
@pytest.mark.parametrize(
    "said_so",
    [
        "Bunu Ararat Mirzoyan parlamentdə deyib.",
        "“Report” xəbər verir ki, bunu Ararat Mirzoyan parlamentdə deyib.",
        "APA xəbər verir ki, bu barədə Ararat Mirzoyan jurnalistlərə bildirib.",
        "Bu sözləri Ararat Mirzoyan səsləndirib. O, sonra Yerevana qayıdıb.",
    ],
)
def test_a_paragraph_may_say_whose_the_one_before_it_is(marks: str, said_so: str) -> None:
    words = "Danışıqlar yaxın günlərdə davam etdiriləcək"
    found = said(f"{marks.format(words)}\n\n{said_so}")
    assert [(one.rstrip("."), who) for one, who in found] == [(words, ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    "following",
    [
        "Bu barədə Ararat Mirzoyan deyib ki, iki maddə açıq qalır.",
        "Bunu Ararat Mirzoyan çoxdan gözləyirdi.",
        "Ararat Mirzoyan parlamentdə çıxış edib.",
    ],
)
def test_a_paragraph_that_only_goes_on_says_nothing_of_the_one_before(following: str) -> None:
    words = "Danışıqlar yaxın günlərdə davam etdiriləcək"
    assert words not in [one.rstrip(".") for one, _ in said(f"{words}.\n\n{following}")]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Danışıqlar davam edəcək – Mirzoyan", "mirzoyan_ararat"),
        ("Bakı hələ cavab verməyib - Ermənistan XİN", "mfa_armenia"),
        ("Danışıqlar davam edəcək: Mirzoyan Bakıda", None),
        ("Sammit Brüsseldə keçirilir – Avropa İttifaqı", None),
    ],
)
def test_a_headline_may_end_in_who_says_it(line: str, who: str | None) -> None:
    assert [one for _, one in said(line)] == ([[who]] if who else [])


@pytest.mark.parametrize(
    "noun", ["təlimi", "festivalında", "konsepsiyasının", "şüarı", "adlandırılan yol", "beşliyi"]
)
def test_a_noun_behind_marks_says_that_they_hold_a_name(noun: str) -> None:
    assert said(f"Nazirlər iclasda “Mustafa Kamal Atatürk yolu” {noun} barədə danışıblar.") == []


def test_a_noun_before_marks_does_not_name_them() -> None:
    text = "Nikol Paşinyan imzalanmış sənədi “tarixi mərhələ” adlandırıb."
    assert said(text) == [("tarixi mərhələ", ["pashinyan_nikol"])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Azərbaycan Xarici İşlər Nazirliyi Fransanın regionu silahlandırdığını bildirib.",
            "Fransanın regionu silahlandırdığını",
            "mfa_azerbaijan",
        ),
        (
            "Ermənistan Müdafiə Nazirliyi Azərbaycan ordusunun postları gücləndirdiyini deyib.",
            "Azərbaycan ordusunun postları gücləndirdiyini",
            "mod_armenia",
        ),
        (
            "Fransa XİN Laçın dəhlizinin dərhal açılmasını tələb edib.",
            "Laçın dəhlizinin dərhal açılmasını",
            "mfa_france",
        ),
        (
            "Azərbaycan Müdafiə Nazirliyi Ermənistan silahlı qüvvələrinin atəş açdığını deyib.",
            "Ermənistan silahlı qüvvələrinin atəş açdığını",
            "mod_azerbaijan",
        ),
    ],
)
def test_a_ministry_speaks_though_the_clause_behind_it_begins_with_a_country(
    text: str, words: str, who: str
) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Sergey Lavrov Mirzoyana Bakının mövqeyinin dəyişmədiyini deyib.",
            "Bakının mövqeyinin dəyişmədiyini",
            "lavrov_sergey",
        ),
        (
            "Hikmət Hacıyev telekanala verdiyi açıqlamada sənədin hazır olduğunu söyləyib.",
            "sənədin hazır olduğunu",
            "hajiyev_hikmet",
        ),
        (
            "Sergey Lavrov Bakıya gəlib və danışıqların davam etdiyini bildirib.",
            "danışıqların davam etdiyini",
            "lavrov_sergey",
        ),
    ],
)
def test_to_whom_where_and_after_what_it_is_said_is_no_part_of_the_clause(
    text: str, words: str, who: str
) -> None:
    assert said(text) == [(words, [who])]


def test_a_town_before_its_residents_is_nobody_who_speaks() -> None:
    text = "Prezident İlham Əliyev Füzuli sakinləri ilə görüşündə vəd edib: “Məktəb də olacaq”."
    assert said(text) == [("Məktəb də olacaq", ["aliyev_ilham"])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Robert Veyrand Paşinyana Brüssel görüşünün vacib olduğunu deyib.",
            "Brüssel görüşünün vacib olduğunu",
            "Robert Veyrand",
        ),
        (
            "Robert Veyrand Paşinyanı ölkəni uçuruma aparmaqda ittiham edib.",
            "ölkəni uçuruma aparmaqda",
            "Robert Veyrand",
        ),
    ],
)
def test_a_name_ends_before_a_known_one_in_a_case(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize("whose", ["Ekspertlərin fikrincə", "Diplomatların sözlərinə görə"])
def test_many_experts_say_what_one_may(whose: str) -> None:
    assert said(f"{whose}, sənədin imzalanması uzana bilər.") == [
        ("sənədin imzalanması uzana bilər", [])
    ]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Ararat Mirzoyanın parlamentdə işlətdiyi «son şans» ifadəsi mübahisə yaradıb.",
            "son şans",
            "mirzoyan_ararat",
        ),
        (
            "Sergey Lavrovun bu sualı qarşılayan cavabı qəti oldu: “Biz heç kimi tələsdirmirik”.",
            "Biz heç kimi tələsdirmirik",
            "lavrov_sergey",
        ),
        (
            "Ceyhun Bayramovdan sərt cavab gəldi: “Torpaq iddiası ilə sülh olmaz”.",
            "Torpaq iddiası ilə sülh olmaz",
            "bayramov_jeyhun",
        ),
        (
            "“Danışıqlar iyunda bərpa olunacaq”. Bu açıqlamanı Ararat Mirzoyan Tbilisidə edib.",
            "Danışıqlar iyunda bərpa olunacaq",
            "mirzoyan_ararat",
        ),
        (
            "“Danışıqlar iyunda bərpa olunacaq”. Mirzoyan bu vədi “Hetq”ə müsahibəsində verib.",
            "Danışıqlar iyunda bərpa olunacaq",
            "mirzoyan_ararat",
        ),
    ],
)
def test_a_noun_of_saying_tells_whose_marked_words_are(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


@pytest.mark.parametrize(
    "cue",
    [
        "Ararat Mirzoyanın sözlərindən məlum olur ki,",
        "Ararat Mirzoyanın cavabından belə çıxır ki,",
        "Ararat Mirzoyanın iddiasınca,",
        "Ararat Mirzoyanın yozumunca,",
    ],
)
def test_what_becomes_known_by_somebodys_words_is_theirs(cue: str) -> None:
    text = f"{cue} danışıqlar mart ayında bərpa ediləcək."
    assert said(text) == [("danışıqlar mart ayında bərpa ediləcək", ["mirzoyan_ararat"])]


def test_several_may_share_the_verb_of_the_last() -> None:
    text = (
        "Sergey Lavrov yolun açılacağını, Ararat Mirzoyan sənədin hazır olduğunu, "
        "Ceyhun Bayramov isə müzakirələrin uzanacağını bildirdi."
    )
    assert said(text) == [
        ("yolun açılacağını", ["lavrov_sergey"]),
        ("sənədin hazır olduğunu", ["mirzoyan_ararat"]),
        ("müzakirələrin uzanacağını", ["bayramov_jeyhun"]),
    ]


@pytest.mark.parametrize("verb", ["Deyir", "Danışır", "Əlavə edir"])
def test_a_comma_may_stand_for_a_that_behind_a_verb(verb: str) -> None:
    text = f"Ararat Mirzoyan Gorisdə idi. {verb}, yol yaxın aylarda açılacaq."
    assert said(text) == [("yol yaxın aylarda açılacaq", ["mirzoyan_ararat"])]


def test_what_the_outlet_remarks_behind_a_report_is_nobodys() -> None:
    text = "Ararat Mirzoyan mətnin hazır olduğunu deyib ki, bu da Bakını qane etməyib."
    assert said(text) == [("mətnin hazır olduğunu", ["mirzoyan_ararat"])]


def test_a_joint_text_is_of_all_who_sent_it_out() -> None:
    text = (
        "Sergey Lavrov, Ararat Mirzoyan və Ceyhun Bayramovun görüşündən sonra birgə bəyanat "
        "qəbul olunub. Sənəddə deyilir ki, danışıqlar davam etdiriləcək."
    )
    assert said(text) == [
        (
            "danışıqlar davam etdiriləcək",
            ["lavrov_sergey", "mirzoyan_ararat", "bayramov_jeyhun"],
        )
    ]


def test_a_side_is_the_government_of_its_country() -> None:
    side = "Ermənistan tərəfi bildirib ki, sənəd tam hazırdır."
    assert said(side) == [("sənəd tam hazırdır", ["government_armenia"])]
    by = "Sənəd Ermənistan tərəfindən imzalanıb. Qarşı tərəf bildirib ki, sənəd tam hazır deyil."
    assert said(by) == [("sənəd tam hazır deyil", [])]


def test_an_answer_behind_a_dash_is_of_whom_the_paragraph_before_leads_to() -> None:
    text = "Bu barədə sualımıza Ararat Mirzoyan belə cavab verdi:\n\n— Mətn hazırdır. Vaxt azdır."
    assert said(text) == [("Mətn hazırdır. Vaxt azdır.", ["mirzoyan_ararat"])]


def test_a_question_may_part_two_answers() -> None:
    text = (
        "Ararat Mirzoyan deyib: “Mətn artıq tam hazırdır”. Bəs imza? “Bunun vaxtı hələ çatmayıb”."
    )
    assert said(text) == [
        ("Mətn artıq tam hazırdır", ["mirzoyan_ararat"]),
        ("Bunun vaxtı hələ çatmayıb", ["mirzoyan_ararat"]),
    ]


def test_whose_answer_a_sentence_begins_with_is_meant_by_a_pronoun() -> None:
    text = (
        "Sergey Lavrov: “Hər şey tərəflərdən asılıdır”. Ararat Mirzoyanın cavabı uzun oldu; "
        "o, əlavə etdi ki, mətn artıq hazırdır."
    )
    assert said(text)[1:] == [("mətn artıq hazırdır", ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("Ermənistan", "government_armenia"),
        ("Türkiyə", "mfa_turkiye"),
        ("Tehran", "mfa_iran"),
        ("Rəsmi Moskva", "government_russia"),
    ],
)
def test_a_country_or_a_capital_speaks_for_its_government(who: str, speaker: str) -> None:
    assert said(f"{who} bildirir ki, sərhəd tezliklə açılacaq.") == [
        ("sərhəd tezliklə açılacaq", [speaker])
    ]


def test_a_diplomat_is_whoever_was_told_of_and_is_one() -> None:
    text = "Mariya Zaxarova brifinq keçirib. Diplomatın sözlərinə görə, sənəd tam hazırdır."
    assert said(text) == [("sənəd tam hazırdır", ["zakharova_maria"])]
    text = "İlham Əliyev Şuşada olub. Diplomatın sözlərinə görə, sənəd tam hazırdır."
    assert said(text) == [("sənəd tam hazırdır", [])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Politoloq Zərdüşt Əlizadə deyib ki, sənəd tam hazırdır.", "Zərdüşt Əlizadə"),
        ("Ekspert Tomas de Vaal deyib ki, sənəd tam hazırdır.", "Tomas de Vaal"),
    ],
)
def test_a_name_may_look_like_a_case_or_hold_a_small_word(text: str, who: str) -> None:
    assert said(text) == [("sənəd tam hazırdır", [who])]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Ararat Mirzoyan “X” hesabında “Yol açıq qalacaq” deyə yazıb.",
            "Yol açıq qalacaq",
            ["mirzoyan_ararat"],
        ),
        (
            "“Vaxt azdır, tələsmək lazımdır”. Mirzoyan belə düşünür.",
            "Vaxt azdır, tələsmək lazımdır",
            ["mirzoyan_ararat"],
        ),
        (
            "Müxalifətçi deputatların “xəyanət” ittihamı cavabsız qalıb.",
            "xəyanət",
            [],
        ),
        (
            "Nikol Paşinyanın cavabı belə olub ki, məsələ hələ müzakirə olunur.",
            "məsələ hələ müzakirə olunur",
            ["pashinyan_nikol"],
        ),
        (
            "Sergey Lavrov bəyanatı oxudu: atəşkəs gecə yarısından elan edilir.",
            "atəşkəs gecə yarısından elan edilir",
            ["lavrov_sergey"],
        ),
        (
            "Ararat Mirzoyan görüş zamanı yolun açıldığını bildirib.",
            "yolun açıldığını",
            ["mirzoyan_ararat"],
        ),
    ],
)
def test_what_is_said_is_found_by_what_stands_beside_it(
    text: str, words: str, who: list[str]
) -> None:
    assert [(one.rstrip("."), by) for one, by in said(text)] == [(words, who)]


def test_marks_go_on_behind_a_dash_and_who_tells_the_words_before() -> None:
    text = "“Məsələlərin çoxu həll edilib”, — vitse-premyer qeyd edib. — “Qalan siyasi iradədir”."
    assert [words for words, _ in said(text)] == [
        "Məsələlərin çoxu həll edilib",
        "Qalan siyasi iradədir",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mariya Zaxarovanın cavabı gecikmədi. “{}”.",
        "“{}” – bu, Mariya Zaxarovanın cavabıdır.",
        "“{}”. Mariya Zaxarovanın mesajı aydındır.",
        "“{}”. Mariya Zaxarovanın bu sözləri etiraz doğurdu.",
        "“{}”. Zaxarovanın bu sözlərini Mirzoyan tənqid etdi.",
        "Zaxarova jurnalistlərlə görüşüb. Onun cavabı qısa olub: “{}”.",
    ],
)
def test_a_noun_of_saying_is_whose_it_is_wherever_it_stands(text: str) -> None:
    words = "Bu yol bütün qış bağlı qalacaq"
    [(found, who)] = said(text.format(words))
    assert found.rstrip(".") == words.rstrip(".")
    assert who == ["zakharova_maria"]


@pytest.mark.parametrize(
    "text",
    [
        "Əliyevə cavab: “{}”.",
    ],
)
def test_a_noun_of_saying_is_not_of_whom_it_is_told_to_or_about(text: str) -> None:
    assert said(text.format("Bu yol bütün qış bağlı qalacaq"))[0][1] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('Sevil xanım qapıda gözləyir. "Evimiz durur, damı yoxdur" deyir.', ["Sevil"]),
        (
            '"Yol açılsın, qalanı asandır", - deyir Gorisli müəllim Anahit Balyan.',
            ["Anahit Balyan"],
        ),
        ("Meydanda Lavrov çıxış edib. O deyib ki, yolun sonu görünür.", ["lavrov_sergey"]),
        ("Ekspert Ramil Əsgərov yolun açıldığını bildirib.", ["Ramil Əsgərov"]),
        ("Hindistan Xarici İşlər Nazirliyi yolun açıldığını bildirib.", []),
        ("ABŞ səfirliyindən bildirilib ki, yol tezliklə açılacaq.", ["ABŞ səfirliyi"]),
        ("Almaniya kansleri Olaf Şolts Berlində deyib ki, yol açılacaq.", ["Olaf Şolts"]),
        ("Səfir Mark Libbi Şuşaya gəlib. Diplomat deyib ki, yol açılacaq.", ["Mark Libbi"]),
        ("Xankəndi sakini Marina deyir ki, yol tezliklə açılacaq.", ["Marina"]),
        ("Con Smitin səfəri bitib. Smit Bakıda deyib ki, yol tezliklə açılacaq.", ["Con Smit"]),
        (
            "Politoloq Elxan Şahinov Facebook səhifəsində yazıb ki, yol açılacaq.",
            ["Elxan Şahinov"],
        ),
        ("Lavrov danışıb. Digər diplomat bildirib ki, yol tezliklə açılacaq.", []),
    ],
)
def test_who_says_it_by_name_or_by_none(text: str, who: list[str]) -> None:
    assert said(text)[-1][1] == who


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Lavrov tərəfləri dərhal masaya qayıtmağa çağırıb.", "dərhal masaya qayıtmağa"),
        ("Lavrov beynəlxalq ictimaiyyəti yolu açmağa səsləyib.", "yolu açmağa"),
        ("Lavrov Bakını yolu bağlamaqda ittiham edib.", "yolu bağlamaqda"),
        ("Lavrov yolun dərhal açılması çağırışını təkrarlayıb.", "yolun dərhal açılması"),
        ("Lavrov Bakının yolu açmasını istəyib.", "Bakının yolu açmasını"),
    ],
)
def test_what_somebody_is_called_to_do_is_told_without_whom(text: str, clause: str) -> None:
    assert said(text) == [(clause, ["lavrov_sergey"])]


def test_an_opinion_is_no_speech_without_marks() -> None:
    assert said("Lavrov hesab edir ki, yol tezliklə açılacaq.") == []
    assert said("Lavrov yolun tezliklə açılacağını düşünür.") == []
    assert said("Lavrov yolu “boş vəd” sayır.") == [("boş vəd", ["lavrov_sergey"])]


def test_a_clause_ends_before_what_else_is_added() -> None:
    text = 'Lavrov deyib ki, yol tezliklə açılacaq və əlavə edib: "İndi iş vaxtıdır, dostlar".'
    assert [words for words, _ in said(text)] == [
        "yol tezliklə açılacaq",
        "İndi iş vaxtıdır, dostlar",
    ]


def test_what_is_told_from_a_body_too_is_the_body_s() -> None:
    text = (
        "Müdafiə Nazirliyi məlumat yayıb. Nazirlikdən o da bildirilib ki, yol tezliklə açılacaq."
    )
    assert said(text)[-1][1] == ["mod_azerbaijan"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Mirzoyan danışıb. Layihənin müəllifi Sergey Lavrovdur. O deyib ki, yol açılacaq.",
            "lavrov_sergey",
        ),
        ("Sergey Lavrov hökuməti ittiham edərək deyib ki, yol açılmayacaq.", "lavrov_sergey"),
        ("Kəndin ağsaqqalı Məmməd kişi deyir ki, yol tezliklə açılacaq.", "Məmməd"),
        ("Minsk qrupu həmsədrlərinin bəyanatında deyilir ki, yol var.", "minsk_group_cochairs"),
        ("Con Boltonun səfəri bitib. Bolton Bakıda deyib ki, yol açılacaq.", "Con Bolton"),
    ],
)
def test_a_clause_with_that_is_of_who_acts_in_its_sentence(text: str, who: str) -> None:
    assert said(text, date(2018, 11, 13))[-1][1] == [who]


@pytest.mark.parametrize(
    "before", ["Parisdə çıxış edərək", "sualı cavablandırarkən", "Parisdə keçirilən dinləmədə"]
)
def test_a_clause_begins_behind_what_its_teller_did_meanwhile(before: str) -> None:
    found = said(f"Sergey Lavrov {before} yolun tezliklə açılacağını bildirib.")
    assert found == [("yolun tezliklə açılacağını", ["lavrov_sergey"])]


def test_a_text_told_of_after_a_meeting_is_of_those_who_met() -> None:
    text = "Görüşün yekunlarına dair bəyanatda deyilir ki, BMT Nizamnaməsi qüvvədədir."
    found = said(f"Bakıda İlham Əliyev və Sergey Lavrov görüşüb. {text}")
    assert found[-1][1] == ["aliyev_ilham", "lavrov_sergey"]


def test_a_row_of_those_who_send_out_a_text_is_no_clause() -> None:
    assert said("Həmsədrlər Sergey Lavrov, Ararat Mirzoyan və İqor Popov bəyanat yayıblar.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Daxili İşlər Nazirliyi bildirib ki, yol tezliklə açılacaq.", "Daxili İşlər Nazirliyi"),
        ("Səhiyyə Nazirliyindən Turana bildirilib ki, yol açılacaq.", "Səhiyyə Nazirliyi"),
        ("Baş Prokurorluqdan verilən məlumata görə, yol bağlanıb.", "Baş Prokurorluq"),
        ("Sonra Səhiyyə Nazirliyi danışıb. Nazirlik deyib ki, yol açıqdır.", "Səhiyyə Nazirliyi"),
        ("DSX bildirib ki, yol tezliklə açılacaq.", "DSX"),
    ],
)
def test_an_institution_of_no_table_is_known_by_its_capitals(text: str, who: str) -> None:
    assert said(text)[-1][1] == [who]


@pytest.mark.parametrize("ending", ["ofisi", "ofisindən"])
def test_the_office_of_a_deputy_is_not_the_cabinet(ending: str) -> None:
    whose = "Baş nazirin müavini Mher Qriqoryanın"
    found = said(f"{whose} {ending} bildirilib ki, yol açıqdır.")
    assert found == [("yol açıqdır", [f"{whose} ofisi"])]


@pytest.mark.parametrize(
    ("met", "who"),
    [
        ("Prezident İlham Əliyev və Rusiya Prezidenti Vladimir Putin", ["aliyev_ilham"]),
        ("Rusiya Prezidenti Vladimir Putin və Fransa Prezidenti Emmanuel Makron", []),
    ],
)
def test_of_two_presidents_the_president_is_the_one_at_home(met: str, who: list[str]) -> None:
    text = f"{met} bəyanat imzalayıblar.\n\nPrezident müraciətində deyib ki, yol açıqdır."
    assert said(text)[-1] == ("yol açıqdır", who)
