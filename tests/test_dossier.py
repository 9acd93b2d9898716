"""What is on the Karabakh dossier, in many scripts; and what only sounds like it."""

from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.dossier import DOSSIERS, Dossier, all_dossiers, load
from pipeline.errors import DeclarationError
from pipeline.flag import verdicts
from pipeline.flags.grade import Verdict, evaluate

KARABAKH = load(DOSSIERS / "karabakh.toml")


def judged(
    text: str, language: str, *, title: str | None = None, speaks: bool = True
) -> Verdict | None:
    return evaluate(KARABAKH, title=title, text=text, language=language, speaks=lambda: speaks)


def terms(text: str, language: str) -> set[str]:
    verdict = judged(text, language)
    return {match.term for match in verdict.matches} if verdict else set()


# Written before the dossier's stems were read: every case the grammar allows, as far as I know it.
INFLECTED = {
    ("hy", "place_nagorno_karabakh", ""): (
        "Արցախ Արցախը Արցախի Արցախին Արցախից Արցախով Արցախում Արցախն Արցախցի Արցախցիներ Արցախյան"
        " Արցախահայություն ԱՐՑԱԽԻ Ղարաբաղ Ղարաբաղը Ղարաբաղի Ղարաբաղից Ղարաբաղում Ղարաբաղն"
        " Ղարաբաղյան Լեռնային-Ղարաբաղի"
    ),
    ("hy", "place_lachin_berdzor", "Հայաստան, Ադրբեջան. "): (
        "Լաչին Լաչինի Լաչինին Լաչինից Լաչինում Լաչինը Բերձոր Բերձորի Բերձորում Բերձորից"
    ),
    ("az", "place_nagorno_karabakh", "Ermənistan və Azərbaycan, "): (
        "Qarabağ Qarabağın Qarabağa Qarabağda Qarabağdan Qarabağı Qarabağdakı Qarabağlı"
        " Qarabağımız Qarabağımızın QARABAĞDA Artsaxın Arsaxda"
    ),
    ("az", "place_lachin_berdzor", "Ermənistan və Azərbaycan, "): (
        "Laçın Laçının Laçına Laçında Laçından Laçını LAÇINDA Laçın-da"
    ),
    ("ru", "place_nagorno_karabakh", ""): (
        "Карабах Карабаха Карабаху Карабахом Карабахе карабахский карабахского карабахскому"
        " карабахским карабахском карабахская карабахской карабахскую карабахские карабахских"
        " карабахцы карабахцев КАРАБАХЕ Кара\u0301баха Арцах Арцаха Арцаху Арцахом Арцахе"
        " арцахский арцахского арцахцы нагорно-карабахский нагорно-карабахского"
        " нагорно-карабахском Нагорно-Карабахской"
    ),
    ("ru", "place_lachin_berdzor", "Армения и Азербайджан, "): (
        "Лачин Лачина Лачину Лачином Лачине Лачинский Лачинского Лачинском Бердзор Бердзора"
    ),
    ("tr", "place_nagorno_karabakh", "Ermenistan ve Azerbaycan, "): (
        "Karabağ Karabağ'ın Karabağ’da Karabağ'dan Karabağ'a Karabağ'ı Karabağ'daki Karabağın"
        " KARABAĞ'DA Artsakh'ın Artsah'ta"
    ),
    ("tr", "place_lachin_berdzor", "Ermenistan ve Azerbaycan, "): (
        "Laçin Laçin'in Laçin'e Laçin'de Laçin'den Laçin’i LAÇİN'DE"
    ),
    ("en", "place_nagorno_karabakh", ""): (
        "Karabakh Karabakh's Karabakhi Nagorno-Karabakh Nagorno–Karabakh Artsakh Artsakh’s"
        " NAGORNO-KARABAKH Garabagh"
    ),
    ("fr", "place_nagorno_karabakh", ""): (
        "Haut-Karabakh Haut‑Karabakh Karabakh d'Artsakh l’Artsakh Karabatsi Haut-Karabagh"
    ),
    ("ka", "place_nagorno_karabakh", ""): (
        "ყარაბაღი ყარაბაღის ყარაბაღში ყარაბაღმა ყარაბაღიდან არცახი არცახის"
    ),
    ("fa", "place_nagorno_karabakh", "ارمنستان و آذربایجان "): "قره‌باغ قره\u200cباغ قراباغ آرتساخ",
    ("de", "place_nagorno_karabakh", ""): "Bergkarabach Bergkarabachs Berg-Karabach Arzach",
    ("es", "place_nagorno_karabakh", ""): "Nagorno-Karabaj Karabaj Artsaj",
    ("ar", "place_nagorno_karabakh", ""): "كاراباخ",
}


@pytest.mark.parametrize(
    ("language", "term", "around", "form"),
    [
        (language, term, around, form)
        for (language, term, around), forms in INFLECTED.items()
        for form in forms.split()
    ],
)
def test_every_inflected_form_is_found(language: str, term: str, around: str, form: str) -> None:
    verdict = judged(f"{around}{form}.", language)
    assert verdict is not None
    assert (
        term in {match.term for match in verdict.matches}
        or (
            "rights_and_security_of_karabakh_armenians"
            in {match.term for match in verdict.matches}
        )
        or "exodus_september_2023" in {match.term for match in verdict.matches}
    )


FALSE_FRIENDS = [
    ("az", "Qarabağ FK Çempionlar Liqasında qalib gəldi, Azərbaycan çempionu sevindi."),
    ("az", "“Qarabağ” Bakıda 3:0 hesablı qələbə qazandı."),
    ("az", "Dağlarda bir laçın uçurdu."),
    ("az", "Əfqanıstan hökuməti Qazaxıstan ilə danışıqlar aparır."),
    ("az", "Stəkan şüşədən hazırlanıb."),
    ("hy", "Արմեն Ղարաբաղցյանը նոր գիրք է հրատարակել։"),
    ("hy", "Այգում շուշաններ են ծաղկել։"),
    ("hy", "Նոր Նախիջևանի թեմը տոն է նշում։"),
    ("ru", "Тренер Ашот Карабахцян подал в отставку."),
    ("ru", "В Шушенском открылся музей, в Шушарах — завод."),
    ("ru", "Минские соглашения по Украине обсудили в Москве."),
    ("ru", "ФК «Карабах» обыграл соперника."),
    ("ru", "Карабахская порода лошадей известна давно, карабахские ковры тоже."),
    ("ru", "Ростовский район Нахичевань-на-Дону."),
    ("en", "The Karabakh horse is a mountain-steppe racing horse."),
    ("en", "A dealer showed a Karabakh carpet in London."),
    ("en", "Qarabag FK drew 1-1 away, and the midfielder was shushing the crowd."),
    ("en", "The Minsk agreements on Ukraine failed; a peace treaty is far away."),
    ("en", "An earthquake hit West Azerbaijan Province in Iran."),
    ("en", "He cooked a turkey and read the constitution."),
    ("fr", "Les accords de Minsk n’ont pas tenu ; le cessez-le-feu en Ukraine est violé."),
    ("fr", "Un traité de paix entre la Russie et l’Ukraine paraît lointain."),
    ("tr", "İzmir'in Karabağlar ilçesinde yangın çıktı."),
    ("tr", "Laçin Hanım fuzuli masraf yapmadı."),
    ("fa", "زلزله در استان آذربایجان غربی"),
    ("ka", "საქართველოს პრეზიდენტი ბრიუსელში ჩავიდა."),
    ("de", "Das Minsker Abkommen und der Friedensvertrag mit Japan."),
]


@pytest.mark.parametrize(("language", "text"), FALSE_FRIENDS)
def test_false_friends_are_not_on_the_dossier(language: str, text: str) -> None:
    assert judged(text, language) is None


@pytest.mark.parametrize(
    ("language", "sides", "text"),
    [
        ("az", "Ermənistan, Azərbaycan", "Qarabağ FK qalib gəldi."),
        ("az", "Ermənistan, Azərbaycan", "“Qarabağ”ın hücumçusu danışıb."),
        ("az", "Ermənistan, Azərbaycan", "Qarabağ atları yarışdı."),
        ("az", "Ermənistan, Azərbaycan", "Göydə laçın uçurdu, şüşə sındı, Qazaxıstan."),
        ("hy", "Հայաստան, Ադրբեջան", "Ղարաբաղցյանը ակնարկ է գրել Շուշանի մասին։"),
        ("hy", "Հայաստան, Ադրբեջան", "Նոր Նախիջևանի թեմը, Ղազախստան։"),
        ("ru", "Армения, Азербайджан", "Карабахцян в Шушенском, лачин в небе, Казахстан."),
        ("ru", "Армения, Азербайджан", "Клуб «Карабах» и карабахский ковёр."),
        ("ru", "Армения, Азербайджан", "Нахичевань-на-Дону, Минские соглашения."),
        ("en", "Armenia, Azerbaijan", "FK Qarabag, a Karabakh horse, a shushing coach."),
        ("en", "Armenia, Azerbaijan", "The Minsk agreements; Zangezur Copper Molybdenum Combine."),
        ("fr", "Arménie, Azerbaïdjan", "Les accords de Minsk, un tapis du Karabakh."),
        ("tr", "Ermenistan, Azerbaycan", "Karabağlar ilçesi, Karabağ FK, Kazakistan."),
    ],
)
def test_false_friends_stay_out_beside_both_sides(language: str, sides: str, text: str) -> None:
    assert judged(f"{sides}. {text}", language) is None


CORE = [
    (
        "fr",
        "Pourparlers à Washington",
        (
            "L’Arménie et l’Azerbaïdjan ont repris les négociations de paix. « Nous avançons sur"
            " le projet d’accord de paix », a déclaré le ministre."
        ),
    ),
    (
        "hy",
        "Միրզոյան. Հայաստանը պատրաստ է խաղաղության պայմանագրին",
        "Հայաստանի և Ադրբեջանի միջև սահմանազատման գործընթացը շարունակվում է, ասել է նախարարը։",
    ),
    (
        "az",
        "Ceyhun Bayramov sülh müqaviləsindən danışıb",
        "Azərbaycan və Ermənistan arasında sərhədlərin delimitasiyası davam edir, nazir bildirib.",
    ),
    (
        "ru",
        "Мирзоян: Армения готова подписать мирный договор",
        (
            "Стороны обсудили делимитацию границы между Арменией и Азербайджаном и права армян"
            " Нагорного Карабаха."
        ),
    ),
    (
        "en",
        None,
        (
            "The Lachin corridor has been blocked since December, the ministry said. Armenia"
            " called on Azerbaijan to end the blockade of Nagorno-Karabakh."
        ),
    ),
    (
        "tr",
        "Bayramov: Barış anlaşması yakın",
        "Azerbaycan ile Ermenistan arasındaki barış görüşmeleri ve Zengezur Koridoru ele alındı.",
    ),
    (
        "ka",
        None,
        "სომხეთსა და აზერბაიჯანს შორის ყარაბაღის საკითხზე სამშვიდობო ხელშეკრულება განიხილეს.",
    ),
    (
        "fa",
        None,
        "ارمنستان و جمهوری آذربایجان درباره قره‌باغ کوهستانی و تمامیت ارضی گفت‌وگو کردند.",
    ),
    (
        "de",
        None,
        (
            "Armenien und Aserbaidschan sprachen in Washington über Bergkarabach und einen"
            " Friedensvertrag."
        ),
    ),
    (
        "es",
        None,
        "Armenia y Azerbaiyán reanudaron las conversaciones de paz sobre Nagorno Karabaj.",
    ),
    ("ar", None, "بحثت أرمينيا وأذربيجان اتفاق السلام ووحدة أراضي البلدين في كاراباخ."),
    (
        "az",
        None,
        (
            "Azerbaycan Respublikasi ile Ermenistan arasinda sulh muqavilesi ve Qarabag erm"
            "enilerinin reinteqrasiyasi muzakire olundu."
        ),
    ),
]


@pytest.mark.parametrize(("language", "title", "text"), CORE)
def test_the_file_with_a_voice_is_core(language: str, title: str | None, text: str) -> None:
    verdict = judged(text, language, title=title)
    assert verdict is not None
    assert verdict.grade == "core", verdict.reasons


@pytest.mark.parametrize(("language", "title", "text"), CORE)
def test_the_file_without_a_voice_is_a_mention(
    language: str, title: str | None, text: str
) -> None:
    verdict = judged(text, language, title=title, speaks=False)
    assert verdict is not None
    assert verdict.grade == "mention"
    assert "Nobody is heard speaking: a mention at most." in verdict.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A new hotel opens in Nagorno-Karabakh, tourists are expected."),
        ("hy", "Արցախի մասին գիրք է լույս տեսել։"),
        ("ru", "Степанакерт отметил день города."),
        ("az", "Şuşada festival keçirildi, Azərbaycan mədəniyyəti və mədəni irs təbliğ olundu."),
        ("fr", "Né au Haut-Karabakh, le peintre expose à Lyon."),
        (
            "az",
            (
                "Sizi ad gününüz münasibətilə təbrik edirəm. Qarabağın azad olunması uğrunda Vətən"
                " müharibəsində Azərbaycan Ermənistan üzərində qələbə qazandı."
            ),
        ),
    ],
)
def test_a_place_name_or_a_formula_is_never_core(language: str, text: str) -> None:
    verdict = judged(text, language)
    assert verdict is None or verdict.grade == "mention", verdict.reasons


def test_a_letter_begins_behind_its_salutation() -> None:
    body = (
        "Уважаемый господин Президент,\n\nПоздравляю Вас с Днём Конституции.\n\nВы помогаете миру "
        "на Южном Кавказе, в том числе разминированию в Карабахе."
    )
    found = judged(body, "ru")
    assert found is not None
    assert found.grade == "mention"


def test_a_context_term_needs_both_sides_in_its_passage() -> None:
    far = "\n\n".join(["The weather was fine."] * 3)
    assert terms("Armenia and Azerbaijan discussed a peace treaty.", "en") == {"peace_treaty"}
    assert terms("Armenia.\n\nA peace treaty with Azerbaijan.", "en") == {"peace_treaty"}
    assert judged("Armenia discussed a peace treaty.", "en") is None
    assert judged(f"Armenia.\n\n{far}\n\nA peace treaty with Azerbaijan.", "en") is None
    assert terms("Pashinyan and Aliyev discussed a peace treaty.", "en") == {"peace_treaty"}
    assert (
        judged("Armenia " + "and so on " * 300 + "a peace treaty with Azerbaijan.", "en") is None
    )


@pytest.mark.parametrize(
    ("language", "text", "grade"),
    [
        ("hy", "Ադրբեջանի հետ սահմանազատումը շարունակվում է, ասել է նա։", "mention"),
        ("az", "O deyib ki, Ermənistanla sərhədin delimitasiyası davam edir.", "mention"),
        ("ru", "Делимитация границы с Азербайджаном продолжается, сказал он.", None),
        ("az", "O deyib ki, Gürcüstanla sərhədin delimitasiyası davam edir.", None),
    ],
)
def test_who_writes_at_home_need_not_name_their_own_side(
    language: str, text: str, grade: str | None
) -> None:
    found = judged(text, language)
    assert (found.grade if found else None) == grade


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Ermenistan, Azerbaycan askerlerinin ateş açtığını duyurdu."),
        ("az", "Ermənistan və Azərbaycan bir-birini atəş açmaqda ittiham edib."),
        ("hy", "Հայաստանն ասել է, որ ադրբեջանցիները կրակ են բացել։"),
        ("ru", "Азербайджан удерживает, по словам Армении, 23 армянских заключенных."),
        ("en", "Iran told Armenia and Azerbaijan it would accept no change of borders."),
        ("fr", "L’Azerbaïdjan et l’Arménie parlent du procès de Rouben Vardanian."),
    ],
)
def test_incidents_prisoners_and_borders_are_found_by_their_words(
    language: str, text: str
) -> None:
    found = judged(text, language)
    assert found is not None
    assert found.grade == "core"


def test_a_weak_term_supports_and_never_admits() -> None:
    assert judged("Armenia and Azerbaijan. A corridor, a church.", "en") is None
    assert "corridor_generic" in terms("A corridor to Nagorno-Karabakh.", "en")


def test_the_longest_match_wins() -> None:
    assert terms("The Zangezur corridor is discussed.", "en") == {"claim_zangezur_corridor"}
    assert terms("Зангезурского коридора нет.", "ru") == {"claim_zangezur_corridor"}
    text = "Iran, Armenia: the Karabakh Economic Region of Azerbaijan."
    assert terms(text, "en") == {"place_karabakh_economic_region"}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Conflit du Haut-Karabakh.", "fr", "Haut-Karabakh"),
        ("О нагорно-карабахском конфликте.", "ru", "нагорно-карабахском"),
        ("Ղարա\u00adբաղի՞ հարցը", "hy", "Ղարա\u00adբաղի"),
        ("DAĞLIQ QARABAĞDAKI vəziyyət", "az", "DAĞLIQ QARABAĞDAKI"),
        ("Dağlık Karabağ’daki durum", "tr", "Dağlık Karabağ’daki"),
        ("مسئله قره‌باغ كوهستاني", "fa", "قره‌باغ كوهستاني"),
        ("The Nagorno\u2011Karabakh\u00a0war", "en", "Nagorno\u2011Karabakh"),
    ],
)
def test_offsets_are_of_the_text_as_given(text: str, language: str, found: str) -> None:
    verdict = judged(text, language)
    assert verdict is not None
    assert [text[match.start : match.end] for match in verdict.matches] == [found]


@pytest.mark.parametrize("joiner", ["\u200c", " ", ""])
def test_persian_terms_are_found_however_their_joiner_is_typed(joiner: str) -> None:
    text = f"درباره ناگورنو قره{joiner}باغ و آزادسازي قره{joiner}باغ سخن گفت."
    verdict = judged(text, "fa")
    assert verdict is not None
    found = {text[match.start : match.end] for match in verdict.matches}
    assert found == {f"ناگورنو قره{joiner}باغ", f"آزادسازي قره{joiner}باغ"}


def test_title_and_body_keep_offsets_of_their_own() -> None:
    verdict = judged("Armenia and Azerbaijan.", "en", title="Talks on Nagorno-Karabakh")
    assert verdict is not None
    assert [(match.start, match.end) for match in verdict.title_matches] == [(9, 25)]
    assert verdict.matches == ()
    assert [match.term for match in verdict.context] == ["country_armenia", "country_azerbaijan"]


def test_abbreviations_are_read_in_capitals_only() -> None:
    assert terms("The TRIPP project of Armenia.", "en") == {"tripp"}
    assert judged("Mr Tripp went to Armenia.", "en") is None
    assert terms("ԼՂ հարցը Հայաստանում և Ադրբեջանում", "hy") == {"place_nagorno_karabakh"}


def test_what_is_foreign_to_the_language_is_found_where_it_is_sure() -> None:
    assert terms("Он сказал: Artsakh.", "ru") == {"place_nagorno_karabakh"}
    assert terms("Ministr powiedział: Nagorno-Karabakh.", "pl") == {"place_nagorno_karabakh"}
    assert terms("«Арцах», dedi nazir.", "az") == {"place_nagorno_karabakh"}
    assert judged("Armenia Azerbaijan: savaş esirleri", "en") is None


def test_matches_of_one_text_never_overlap() -> None:
    text = "Armenian residents of Karabakh and the Lachin corridor, Nagorno-Karabakh Republic."
    verdict = judged(text, "en")
    assert verdict is not None
    spans = [(match.start, match.end) for match in verdict.matches]
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_the_same_text_gives_the_same_verdict() -> None:
    text = "Armenia and Azerbaijan discussed a peace treaty and Karabakh."
    first, second = judged(text, "en"), judged(text, "en")
    assert first is not None
    assert second is not None
    assert asdict(first) == asdict(second)


def test_every_shipped_dossier_loads_and_knows_its_text() -> None:
    dossiers = all_dossiers()
    assert [dossier.slug for dossier in dossiers] == ["karabakh"]
    assert len(dossiers[0].digest) == 64


MINIMAL = """
slug = "water"
title = "Water"
languages = ["en", "fr"]
sides = ["up", "down"]
[sections]
dams = "Dams"
[[country]]
id = "up"
side = "up"
en = ["Upland"]
[[country]]
id = "down"
side = "down"
en = ["Downland"]
[[term]]
id = "dam"
section = "dams"
strength = "context"
en = [{ form = "dam", words = ["dam", "dams"] }]
"""


PASSED_OVER = "\n\nThe office opens at nine.\n\n"  # a paragraph about nothing

OPENERS = [  # a `file` term at the top, with one side named or another thing of the dossier
    ("en", "The TRIPP company will be registered in Armenia, the minister said."),
    ("fr", "La route Trump restera sous le contrôle de l’Arménie, assure le ministre."),
    ("ru", "Маршрут Трампа останется под контролем Армении, сказал министр."),
    ("hy", "Թրամփի ուղին կլինի Հայաստանի վերահսկողության ներքո։"),
    ("tr", "Bakü Askeri Mahkemesi, Ermeni sanığın talebini reddetti."),
    ("en", "The Baku Military Court heard a witness about the line of contact."),
]


@pytest.mark.parametrize(("language", "text"), OPENERS)
def test_a_sure_term_that_opens_a_text_needs_but_one_side(language: str, text: str) -> None:
    verdict = judged(text, language)
    assert verdict is not None
    assert verdict.grade == "core", verdict.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The TRIPP fund warned of a bubble in private credit."),
        ("en", "The Trump Route hotel opens in Miami, the owner said."),
        ("fr", "La route Trump, à Miami, est fermée aux camions."),
        ("ru", "Маршрут Трампа по штату начнётся в пятницу."),
        ("en", f"Miners met in Armenia.{PASSED_OVER}TRIPP was the last item, Armenia said."),
        ("ru", f"В Армении собрали урожай.{PASSED_OVER}Маршрут Трампа обсудит Армения."),
    ],
)
def test_a_sure_term_without_a_side_or_further_down_is_no_core(language: str, text: str) -> None:
    verdict = judged(text, language)
    assert verdict is None or verdict.grade == "mention", verdict.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"Tokyo thanked its envoy.{PASSED_OVER}She backed demining in Karabakh."),
        ("fr", f"La croissance ralentit.{PASSED_OVER}Les déplacés du Haut-Karabakh y pèsent."),
        ("ru", f"Школе дали имя.{PASSED_OVER}Он служил миротворцем в Нагорном Карабахе."),
    ],
)
def test_what_one_later_paragraph_says_in_passing_is_a_mention(language: str, text: str) -> None:
    verdict = judged(text, language)
    assert verdict is not None
    assert verdict.grade == "mention"
    said = "All of it stands in one later paragraph without both countries: a mention at most."
    assert said in verdict.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"Tokyo spoke.{PASSED_OVER}Armenia asked Azerbaijan for demining in Karabakh."),
        (
            "fr",
            f"Elle parla.{PASSED_OVER}Les déplacés du Haut-Karabakh.\n\nLe corridor de Latchine.",
        ),
        ("ru", "Он служил миротворцем в Нагорном Карабахе, сказал министр."),
    ],
)
def test_what_opens_a_text_or_comes_twice_is_not_in_passing(language: str, text: str) -> None:
    verdict = judged(text, language)
    assert verdict is not None
    assert verdict.grade == "core", verdict.reasons


@pytest.mark.parametrize(
    "text",
    [
        'Nagorno-Karabakh, a year later.\n\nShe waits.\n\nShe says: "No ceasefire was kept."',
        'In Armenia he said: "Prisoners of war, the ceasefire and demarcation are one matter."',
        'Azerbaijan kept silent.\n\nThe mediators waited, "as always".\n\nArmenia did too.',
    ],
    ids=["opened by the file", "three terms beside one side", "both countries further away"],
)
def test_a_text_is_on_the_file_by_what_it_says_together(text: str) -> None:
    verdict = judged(text, "en")
    assert verdict is not None
    assert verdict.grade == "core"


@pytest.mark.parametrize(
    "text",
    [
        "Nagorno-Karabakh, a year later.\n\nShe plays football.\n\nOf the ceasefire: nothing.",
        "In Armenia he spoke of a blockade.",
        "The mediators waited.\n\nNothing.\n\nNothing.\n\nAzerbaijan and Armenia.",
    ],
    ids=["something else", "one term beside one side", "too far"],
)
def test_less_of_it_is_not_core(text: str) -> None:
    verdict = judged(text, "en")
    assert verdict is None or verdict.grade == "mention"


def test_a_title_about_the_file_is_about_nothing_else() -> None:
    text = "Construction of the road begins in Armenia this year, the vice-president said."
    verdict = judged(text, "en", title="Trump Route: construction of the road begins in Armenia")
    assert verdict is not None
    assert (verdict.grade, verdict.score) == ("core", 0.75)
    title = "Construction of a dam begins in Armenia"
    beside = judged(f"{text} TRIPP crosses it.", "en", title=title)
    assert beside is not None
    assert beside.grade == "mention"


def test_voices_without_marks_are_heard_where_the_grade_hangs_on_them() -> None:
    peace = "Armenia and Azerbaijan discussed the peace treaty on Monday."
    told = (
        " The Armenian foreign minister said that the text was ready."
        "\n\nThe Azerbaijani foreign minister said that one article remained."
    )
    grades = [
        verdicts([KARABAKH], title=None, text=text, language="en", official=False)[0][1].grade
        for text in (peace, peace + told.partition("\n")[0], peace + told)
    ]
    assert grades == ["mention", "mention", "core"]


def declared(folder: Path, text: str) -> Dossier:
    path = folder / "water.toml"
    path.write_text(text, encoding="utf-8")
    load.cache_clear()
    return load(path)


def test_a_dossier_needs_nothing_but_its_file(tmp_path: Path) -> None:
    dossier = declared(tmp_path, MINIMAL)
    text = "Upland told Downland of the dam."
    verdict = evaluate(dossier, title=None, text=text, language="en", speaks=lambda: True)
    assert verdict is not None
    assert verdict.grade == "core"
    assert [text[match.start : match.end] for match in verdict.matches] == ["dam"]
    dammed = "Upland told Downland: damn."
    assert evaluate(dossier, title=None, text=dammed, language="en", speaks=lambda: True) is None


@pytest.mark.parametrize(
    ("wrong", "instead", "said"),
    [
        (
            'section = "dams"',
            'section = "rivers"',
            "[[term]] dam, section: 'rivers' is no section",
        ),
        ('strength = "context"', 'strength = "strong"', "dam, en number 1, strength: 'strong'"),
        ('strength = "context"', 'strenght = "file"', "[[term]] dam, strenght: unknown key"),
        ('words = ["dam", "dams"]', "words = []", "dam, en number 1, words: [] is no list"),
        ('words = ["dam", "dams"]', 'words = ["*"]', "en number 1, words: '*' is no text"),
        ('form = "dam", ', "", "[[term]] dam, en number 1, form: None is no text"),
        ('form = "dam"', 'form = "dam", case = "lower"', "case: 'lower' is none of any, capital"),
        ('form = "dam"', 'form = "dam", contested = "no"', "contested: 'no' is not true or false"),
        (
            'side = "up"',
            'side = "up"\ntwin = "place_weir"',
            "[[country]] up, twin: 'place_weir' is no place",
        ),
        ('side = "up"', 'side = "left"', "[[country]] up, side: 'left' is none of"),
        ('sides = ["up", "down"]', 'sides = ["up"]', "sides: ['up'] are not two"),
        ('slug = "water"', 'slug = "water"\nhome.en = "left"', "home.en: 'left' is no side"),
        ('slug = "water"', 'slug = "water"\nhome = "up"', "home: 'up' is no table"),
        ('id = "down"\n', 'id = "up"\n', "[[country]] up: this id is declared twice"),
        ('id = "dam"\n', "", "[[term]] number 1, id: None is no text"),
        ('slug = "water"', 'slug = "Water works"', "slug: 'Water works' is not lower-case"),
        ('en = ["Upland"]', "", "[[country]] up: has no form in any language"),
        ('en = ["Upland"]', 'en = "Upland"', "[[country]] up, en: is no list of forms"),
        ('en = ["Upland"]', "en = [3]", "[[country]] up, en number 1: is neither a text nor"),
        ('en = ["Upland"]', 'de = ["Oberland"]', "[[country]] up, de: unknown key"),
        ("[sections]", "[sections", "cannot be read"),
    ],
)
def test_a_wrong_entry_is_named_with_file_key_and_reason(
    tmp_path: Path, wrong: str, instead: str, said: str
) -> None:
    assert wrong in MINIMAL
    with pytest.raises(DeclarationError) as refused:
        declared(tmp_path, MINIMAL.replace(wrong, instead, 1))
    assert str(refused.value).startswith("water.toml: ")
    assert said in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"nowhere\.toml: cannot be read"):
        load(tmp_path / "nowhere.toml")
