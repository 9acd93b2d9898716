"""Who says what in Azerbaijani reports: bodies and officials beside whom they tell it."""

from datetime import date

import heard
import pytest

DAY = date(2023, 5, 4)


def said(text: str, day: date = DAY) -> list[tuple[str, list[str]]]:
    return heard.said(text, "az", day)


@pytest.mark.parametrize(
    "told", ["jurnalistlərə", "mətbuata", "Trend-ə", '"Report"a', "jurnalistlərə verdiyi"]
)
def test_to_whom_a_statement_is_made_is_no_part_of_who_makes_it(told: str) -> None:
    text = f"deyə nazir {told} açıqlamasında vurğulayıb."
    found = said(f'Ceyhun Bayramov Bakıda olub. "Danışıqlar hələ davam edir", - {text}')
    assert found == [("Danışıqlar hələ davam edir", ["bayramov_jeyhun"])]


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("Bəyanatda liderlər", ["aliyev_ilham", "pashinyan_nikol"]),
        ("Birgə bəyanatda prezidentlər", ["aliyev_ilham", "pashinyan_nikol"]),
        ("Liderlər", ["aliyev_ilham", "pashinyan_nikol"]),
        ("Xarici işlər nazirləri", []),
        ("Azərbaycan və Rusiya liderləri", ["aliyev_ilham", "putin_vladimir"]),
    ],
)
def test_a_title_of_several_is_of_all_of_them_or_of_nobody(who: str, found: list[str]) -> None:
    text = f"{who} sülhə sadiq olduqlarını bildiriblər."
    met = said(f"İlham Əliyev və Nikol Paşinyan Brüsseldə görüşüb. {text}")
    assert met == [("sülhə sadiq olduqlarını", found)]


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("Baş Prokurorluqdan APA-ya verilən məlumata", "Baş Prokurorluq"),
        ("Daxili İşlər Nazirliyindən Trend-ə verilən məlumata", "Daxili İşlər Nazirliyi"),
        ('Müdafiə Nazirliyindən "Report"a verilən məlumata', "mod_azerbaijan"),
        ("Baş Prokurorluğun yaydığı məlumata", "Baş Prokurorluğu"),
        ("Gürcüstan Prokurorluğundan verilən məlumata", "Gürcüstan Prokurorluğu"),
    ],
)
def test_what_a_body_tells_an_agency_is_the_body_s(source: str, who: str) -> None:
    found = said(f"{source} görə, zərbə nəticəsində iki nəfər yaralanıb.")
    assert found == [("zərbə nəticəsində iki nəfər yaralanıb", [who])]


@pytest.mark.parametrize("source", ["Trend-in verdiyi məlumata", '"Report"un məlumatına'])
def test_what_an_agency_tells_is_nobody_s(source: str) -> None:
    assert said(f"{source} görə, nazir sabah Moskvaya gedir.") == []


def test_an_ending_that_is_no_case_is_part_of_a_place_s_name() -> None:
    found = said("Nikol Paşinyan hərbçilərin Sev-lic istiqamətində irəlilədiyini deyib.")
    assert found == [("hərbçilərin Sev-lic istiqamətində irəlilədiyini", ["pashinyan_nikol"])]


TOLD = "Ordu Qırxqız yüksəkliyini nəzarətə götürüb."
NAMED = 'Ordu "Qisas" əməliyyatı zamanı Qırxqız yüksəkliyini nəzarətə götürüb.'


@pytest.mark.parametrize("before", [TOLD, NAMED])
@pytest.mark.parametrize("apart", [" ", "\n\n"])
def test_a_name_between_marks_makes_no_speech_of_what_a_body_tells(
    before: str, apart: str
) -> None:
    found = said(f"{before}{apart}Bu barədə Müdafiə Nazirliyi məlumat yayıb.")
    assert found == [(before, ["mod_azerbaijan"])]


@pytest.mark.parametrize(
    "told",
    [
        "Zakir Həsənov bunu jurnalistlərə müsahibəsində deyib.",
        "Zakir Həsənov bu barədə parlamentdə bildirib.",
        "AZƏRTAC xəbər verir ki, Zakir Həsənov bu barədə parlamentdə bildirib.",
        "Trend xəbər verir ki, bunu müdafiə naziri Zakir Həsənov deyib.",
    ],
)
def test_who_said_this_may_be_named_before_it(told: str) -> None:
    assert said(f"{TOLD}\n\n{told}") == [(TOLD, ["hasanov_zakir"])]


@pytest.mark.parametrize(
    "told",
    [
        "Zakir Həsənov bunu rədd edib.",
        "Bunu Zakir Həsənov təkzib edib.",
        "Bunu Zakir Həsənov tələb edib.",
        "Zakir Həsənov bu barədə danışıb.",
        "Zakir Həsənov bu barədə heç nə deməyib.",
    ],
)
def test_what_somebody_denies_wants_or_speaks_of_is_not_what_they_say(told: str) -> None:
    assert said(f"{TOLD}\n\n{told}") == []


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("BQXK-nın Bakı nümayəndəliyindən", "icrc"),
        ("BMT-nin Azərbaycandakı nümayəndəliyindən", "un_secretariat"),
        ("Füzuli rayon icra hakimiyyətindən", "Füzuli rayon icra hakimiyyəti"),
        ("Bakı şəhər prokurorluğundan", "Bakı şəhər prokurorluğu"),
        ("Rayon icra hakimiyyətindən", "Rayon icra hakimiyyəti"),
        ("Cənubi Qafqaz Araşdırmaları Mərkəzindən", "Cənubi Qafqaz Araşdırmaları Mərkəzi"),
    ],
)
def test_a_place_in_the_name_of_a_body_does_not_speak(source: str, who: str) -> None:
    found = said(f"{source} bildirilib ki, yollar sabah açılacaq.")
    assert found == [("yollar sabah açılacaq", [who])]


@pytest.mark.parametrize("noun", ["Komitə", "Komitədən", "Komitənin mətbuat xidməti"])
def test_a_body_met_is_meant_by_its_noun_in_every_case(noun: str) -> None:
    text = f"{noun} bildirib ki, yollar sabah açılacaq."
    found = said(f"Beynəlxalq Qırmızı Xaç Komitəsi bəyanat yayıb. {text}")
    assert found[-1] == ("yollar sabah açılacaq", ["icrc"])


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("İlham Əliyevlə görüşən Nikol Paşinyan canlı yayımda danışıb.", ["pashinyan_nikol"]),
        ("Prezident ilə söhbət edən Nikol Paşinyan İrəvana qayıdıb.", ["pashinyan_nikol"]),
        ("Dmitri Peskov Moskvadadır. Elxan Şahinoğlu üçün isə iş uzundur.", ["Elxan Şahinoğlu"]),
        ("Rubio dünən Nikol Paşinyana zəng edib.", []),
        ("Nikol Paşinyan Bakıdadır. Jurnalistlər sual verib.", ["pashinyan_nikol"]),
    ],
)
def test_a_pronoun_means_who_the_sentence_before_is_about(before: str, who: list[str]) -> None:
    found = said(f'{before}\n\n"Yol hələ uzundur və çətindir", - o bildirib.')
    assert found == [("Yol hələ uzundur və çətindir", who)]


def test_of_whom_somebody_speaks_is_not_who_speaks() -> None:
    text = "Nikol Paşinyan haqqında isə o bildirib ki, görüş hələ planlaşdırılmır."
    found = said(f"Dmitri Peskov Moskvadadır. {text}")
    assert found == [("görüş hələ planlaşdırılmır", ["peskov_dmitry"])]


@pytest.mark.parametrize("noun", ["sakin", "qadın", "kənd sakini"])
def test_a_noun_for_somebody_unnamed_means_the_stranger_told_of(noun: str) -> None:
    words = f'"Evimizi görmək istəyirik", - {noun} deyir.'
    resident = said(f"Ağdam sakini Aytən Quliyeva Bakıda yaşayır.\n\n{words}")
    president = said(f"İlham Əliyev Ağdamda olub.\n\n{words}")
    assert resident == [("Evimizi görmək istəyirik", ["Aytən Quliyeva"])]
    assert president == [("Evimizi görmək istəyirik", [])]


@pytest.mark.parametrize("noun", ["Nazirlik rəsmisi", "Sözçü", "XİN sözçüsü"])
def test_a_ministry_s_official_is_who_spoke_for_it(noun: str) -> None:
    text = f"{noun} əlavə edib ki, yollar sabah açılacaq."
    found = said(f"Azərbaycan XİN-in sözçüsü Ayxan Hacızadə brifinq keçirib. {text}")
    assert found == [("yollar sabah açılacaq", ["hajizada_aykhan"])]
    assert said(f"İlham Əliyev Bakıdadır. Nazirlik rəsmisi {text[len(noun) + 1 :]}")[0][1] == []


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Prezident Administrasiyasının açıqlamasında ad çəkilmir.", ["presidency_azerbaijan"]),
        ("Xarici İşlər Nazirliyi açıqlama yayıb.", ["mfa_azerbaijan"]),
        ("Nikol Paşinyan yolların açılacağını deyib.", []),
    ],
)
def test_a_text_told_of_before_is_whose_it_was(before: str, who: list[str]) -> None:
    found = said(f"{before} Açıqlamaya əsasən, yollar sabah açılacaq.")
    assert found[-1] == ("yollar sabah açılacaq", who)


@pytest.mark.parametrize(
    "told",
    [
        "deyə Məmməd Həsənov gülümsəyir.",
        "Məmməd Həsənov köks ötürür.",
        "deyə ilk köçənlərdən biri, Məmməd Həsənov danışır.",
        "hadisənin şahidi, satıcı Məmməd Həsənov deyir.",
        "45 yaşlı Məmməd Həsənov pıçıldayır.",
    ],
)
def test_a_dash_behind_marks_leads_to_whose_they_are(told: str) -> None:
    assert said(f'"Evimi tanımadım", - {told}') == [("Evimi tanımadım", ["Məmməd Həsənov"])]


def test_a_dash_inside_a_name_leads_to_nobody() -> None:
    assert said('"Azərbaycan"-Türkiyə dostluğu haqqında Məmməd Həsənov kitab yazır.') == []


@pytest.mark.parametrize(
    "who",
    [
        "Səkinə Babayeva",
        "Zərifə Quliyeva",
        "Aidə İsmayılova",
        "Elşad Mirbəşir oğlu",
    ],
)
def test_a_name_is_whole_though_a_part_of_it_looks_like_another_word(who: str) -> None:
    found = said(f"Dünən 60 yaşlı {who} Oxu.az-a deyib ki, yollar açıqdır.")
    assert found == [("yollar açıqdır", [who])]


def test_a_son_is_not_his_father() -> None:
    found = said("Nikol Paşinyanın oğlu Oxu.az-a deyib ki, yollar açıqdır.")
    assert found == [("yollar açıqdır", [])]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Müdafiə Nazirliyi Tvitterdə yazıb", "mod_azerbaijan"),
        ("Müdafiə Nazirliyi Facebook səhifəsində yazıb", "mod_azerbaijan"),
        ("Fransanın Azərbaycandakı səfirliyi bildirib", "Fransanın Azərbaycandakı səfirliyi"),
        ("ABŞ-ın Bakıdakı səfirliyindən bildirilib", "ABŞ-ın Bakıdakı səfirliyi"),
        ("Rusiya səfirliyindən APA-ya bildirilib", "Rusiya səfirliyi"),
    ],
)
def test_an_embassy_or_a_ministry_speaks_wherever_it_does(body: str, who: str) -> None:
    assert said(f"{body} ki, yollar açıqdır.") == [("yollar açıqdır", [who])]


@pytest.mark.parametrize("told", ["Səfirliyin məlumatına görə,", "Səfirlik bildirib ki,"])
def test_a_noun_means_the_embassy_met_and_no_ministry(told: str) -> None:
    text = f"{told} yollar açıqdır."
    assert said(f"Rusiya səfirliyi bəyanat yayıb. {text}")[-1][1] == ["Rusiya səfirliyi"]
    assert said(f"Müdafiə Nazirliyi bəyanat yayıb. {text}")[-1][1] == []


@pytest.mark.parametrize(
    "who", ['"Human Rights Watch"', '"Ermənistan" bloku', '"Mülki müqavilə" partiyası']
)
def test_a_name_between_marks_is_no_speech_and_no_country(who: str) -> None:
    found = said(f"{who} bildirib ki, yollar hələ bağlıdır.")
    assert found in ([], [("yollar hələ bağlıdır", [])])


def test_a_country_before_marks_speaks() -> None:
    assert said('Ankara "biz hazırıq" deyib.') == [("biz hazırıq", ["mfa_turkiye"])]


@pytest.mark.parametrize("whose", ["İrəvanın", "Nikol Paşinyanın", "Fransa Senatının", "yolların"])
def test_a_text_does_not_belong_to_whom_its_clause_is_about(whose: str) -> None:
    text = "Xarici İşlər Nazirliyinin bəyanatında"
    found = said(f"{text} {whose} buna hazır olmadığı bildirilir.")
    assert found == [(f"{whose} buna hazır olmadığı", ["mfa_azerbaijan"])]


def test_a_country_that_ends_a_name_between_marks_does_not_speak() -> None:
    found = said('Nikol Paşinyan "real Ermənistan" ideyasından danışıb və deyib ki, yol açıqdır.')
    assert found[-1] == ("yol açıqdır", ["pashinyan_nikol"])


@pytest.mark.parametrize(
    ("met", "noun", "who"),
    [
        ("İlham Əliyev", "Prezident", "aliyev_ilham"),
        ("Politoloq Elxan Şahinoğlu", "Ekspert", "Elxan Şahinoğlu"),
        ("Hikmət Hacıyev", "Prezidentin köməkçisi", "hajiyev_hikmet"),
    ],
)
def test_a_title_before_another_s_name_is_of_who_tells_of_them(
    met: str, noun: str, who: str
) -> None:
    found = said(f"{met} Bakıdadır. {noun} Nikol Paşinyanın buna hazır olmadığını deyib.")
    assert found == [("Nikol Paşinyanın buna hazır olmadığını", [who])]


@pytest.mark.parametrize("title", ["Baş nazir", "Ermənistan lideri"])
def test_a_title_before_a_name_it_may_have_is_of_that_name(title: str) -> None:
    found = said(f"{title} Nikol Paşinyanın sözlərinə görə, yollar açıqdır.")
    assert found == [("yollar açıqdır", ["pashinyan_nikol"])]
