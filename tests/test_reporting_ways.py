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


def test_what_is_reported_holds_its_marked_words() -> None:
    text = "Իլհամ Ալիևը պնդում է, որ հարևանների քայլերը «վտանգավոր» են բոլորի համար։"
    whole, part = quotations(text, "hy", DAY)
    assert (whole.kind, part.kind) == ("indirect", "mixed")
    assert part.text == "վտանգավոր"
    assert part.speakers == whole.speakers != ()


def test_marked_words_that_end_a_short_report_stand_alone() -> None:
    text = "Իլհամ Ալիևը հայտարարել է, թե իրենք կկառուցեն «խաղաղության ճանապարհը»։"
    [part] = quotations(text, "hy", DAY)
    assert (part.kind, part.text) == ("mixed", "խաղաղության ճանապարհը")
    assert [one.id for one in part.speakers] == ["aliyev_ilham"]


@pytest.mark.parametrize(
    ("language", "text", "words", "speakers"),
    [
        (
            "hy",
            "Ինչպես նշել է Նիկոլ Փաշինյանը, սահմանագծումը կսկսվի այս տարի։",
            "սահմանագծումը կսկսվի այս տարի",
            ["pashinyan_nikol"],
        ),
        (
            "hy",
            "Ինչպես հայտնում են ՀՀ ԱԳՆ-ից, սահմանագծումը կսկսվի այս տարի։",
            "սահմանագծումը կսկսվի այս տարի",
            ["mfa_armenia"],
        ),
        (
            "hy",
            "Դմիտրի Պեսկովը, պատասխանելով հարցին, թե երբ է այցը, ասաց. «Օրը հայտնի չէ»։",
            "Օրը հայտնի չէ",
            ["peskov_dmitry"],
        ),
        ("hy", "Միրզոյան. «Մենք սպասում ենք պատասխանի այսօր»։", None, ["mirzoyan_ararat"]),
        (
            "az",
            "Dmitri Peskov jurnalistlərə səfərin iyunda baş tutacağını söyləyib.",
            "səfərin iyunda baş tutacağını",
            ["peskov_dmitry"],
        ),
        (
            "az",
            "Nikol Paşinyan Bakını yenidən danışıqlara qayıtmağa çağırıb.",
            "yenidən danışıqlara qayıtmağa",
            ["pashinyan_nikol"],
        ),
        (
            "az",
            "Görüş iyunda keçiriləcək, – deyə Ceyhun Bayramov bildirib.",
            "Görüş iyunda keçiriləcək",
            ["bayramov_jeyhun"],
        ),
        (
            "az",
            "Ceyhun Bayramovun qeyd etdiyi kimi, görüş iyunda keçiriləcək.",
            "görüş iyunda keçiriləcək",
            ["bayramov_jeyhun"],
        ),
    ],
)
def test_ways_in_which_agencies_report(
    language: str, text: str, words: str | None, speakers: list[str]
) -> None:
    [one] = quotations(text, language, DAY)
    assert words is None or one.text == words
    assert [who.id for who in one.speakers] == speakers


def test_whoever_says_two_things_says_both() -> None:
    text = "Ceyhun Bayramov görüşün iyunda olacağını bildirib və İrəvanı cavab verməyə çağırıb."
    found = quotations(text, "az", DAY)
    assert [who.id for one in found for who in one.speakers] == ["bayramov_jeyhun"] * len(found)
    assert found[-1].text == "cavab verməyə"


def test_names_of_two_sentences_are_two() -> None:
    text = "Անկարան աջակցում է Բաքվին։ Միրզոյանը նշել է. «Մենք սպասում ենք պատասխանի այսօր»։"
    [one] = quotations(text, "hy", DAY)
    assert [who.id for who in one.speakers] == ["mirzoyan_ararat"]


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        (
            "az",
            (
                "Azərbaycan XİN-in sözçüsü Ayxan Hacızadə cavab verib. Nazirlik “görüşə hazır "
                "olduğunu” qeyd edib."
            ),
            ["mfa_azerbaijan"],
        ),
        (
            "az",
            (
                "Qərbi Azərbaycan İcması Avropa İttifaqının addımını pisləyib. İcmanın "
                "bəyanatında deyilir: “Bu addım regionda sülhə xidmət etmir”."
            ),
            ["western_azerbaijan_community"],
        ),
        (
            "az",
            (
                "Avropa İttifaqı Ermənistana missiya göndərib. Nazirliyin bəyanatında deyilir: "
                "“Bu addım regionda sülhə xidmət etmir”."
            ),
            [],
        ),
        (
            "hy",
            (
                "ՀՀ ՊՆ-ն հերքել է լուրը։ «Սահմանին կրակ չի եղել գիշերը»,- նշված է գերատեսչության "
                "հայտարարության մեջ։"
            ),
            ["mod_armenia"],
        ),
    ],
)
def test_the_ministry_is_none_that_is_called_otherwise(
    language: str, text: str, speakers: list[str]
) -> None:
    [one] = quotations(text, language, DAY)
    assert [who.id for who in one.speakers] == speakers


def test_his_counterpart_is_not_himself() -> None:
    text = (
        "Lavrov deyib ki, Rusiya vasitəçiliyə hazırdır. Onun azərbaycanlı həmkarı isə bildirib "
        "ki, Bakı təklifi nəzərdən keçirir."
    )
    found = quotations(text, "az", DAY)
    assert [[who.id for who in one.speakers] for one in found][:1] == [["lavrov_sergey"]]
    assert not any(one.speakers for one in found[1:])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«Մենք սպասում ենք», - լրագրողներին ասաց փորձագետ Արման Գրիգորյանը։", "Արման Գրիգորյան"),
        ("Արման Գրիգորյանը Facebook-ում գրել է. «Մենք սպասում ենք»։", "Արման Գրիգորյան"),
    ],
)
def test_a_name_ends_with_its_article(text: str, speaker: str) -> None:
    [one] = quotations(text, "hy", DAY)
    assert [who.name for who in one.speakers] == [speaker]


def test_a_pause_may_stand_for_a_that() -> None:
    [one] = quotations("Նիկոլ Փաշինյանը շեշտել է՝ սահմանագծումն այլընտրանք չունի։", "hy", DAY)
    assert one.text == "սահմանագծումն այլընտրանք չունի"


def test_what_is_but_added_is_the_same_speakers() -> None:
    text = (
        "Արարատ Միրզոյանն ասաց. «Մենք սպասում ենք պատասխանի»։ Եվ հավելեց. «Բայց երկար չենք "
        "սպասելու»։"
    )
    found = quotations(text, "hy", DAY)
    assert [[who.id for who in one.speakers] for one in found] == [["mirzoyan_ararat"]] * 2


@pytest.mark.parametrize(
    ("language", "text", "words", "speakers"),
    [
        ("hy", "Արարատ Միրզոյանը նշել է, որ այլընտրանք չկա։", "այլընտրանք չկա", "mirzoyan_ararat"),
        (
            "az",
            "Ceyhun Bayramov bildirib ki, alternativ yoxdur.",
            "alternativ yoxdur",
            "bayramov_jeyhun",
        ),
        (
            "hy",
            "Ըստ Reuters-ի՝ Փաշինյանն ասել է, որ բանակցությունները կշարունակվեն։",
            "բանակցությունները կշարունակվեն",
            "pashinyan_nikol",
        ),
        ("hy", "Հակառակորդ կողմը պնդում է, որ կրակ չի բացել։", "կրակ չի բացել", None),
        ("az", "Qarşı tərəf iddia edir ki, atəş açmayıb.", "atəş açmayıb", None),
    ],
)
def test_what_is_reported_may_be_short_and_nobodys(
    language: str, text: str, words: str, speakers: str | None
) -> None:
    [one] = quotations(text, language, DAY)
    assert one.text == words
    assert [who.id for who in one.speakers] == ([speakers] if speakers else [])


def test_the_speaker_of_parliament_is_the_one_met() -> None:
    text = (
        "Ալեն Սիմոնյանը նշել է, որ պայմանագիրը մոտ է։ «Օրը դեռ որոշված չէ»,- ավելացրել է "
        "խորհրդարանի խոսնակը։"
    )
    found = quotations(text, "hy", DAY)
    assert [[who.id for who in one.speakers] for one in found] == [["simonyan_alen"]] * 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Նիկոլ Փաշինյանը հիշեցրել է Իլհամ Ալիևի խոսքերը. «Մենք պատրաստ ենք խաղաղության»։"),
        ("az", "Nikol Paşinyan İlham Əliyevin sözlərini xatırladıb: “Biz sülhə bu gün hazırıq”."),
    ],
)
def test_words_recalled_belong_to_whoever_said_them(language: str, text: str) -> None:
    [one] = quotations(text, language, DAY)
    assert [who.id for who in one.speakers] == ["aliyev_ilham"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Մինսկի խմբի համանախագահները հանդիպել են Ալիևի հետ։ Նրանք ասել են, որ հույս կա։"),
        ("ru", "Сопредседатели Минской группы приехали. Они заявили, что надежда есть."),
        ("az", "ATƏT-in Minsk qrupunun həmsədrləri gəliblər. Onlar bildiriblər ki, ümid var."),
        ("tr", "Minsk Grubu eşbaşkanları Bakü'ye geldi. Onlar umut olduğunu söyledi."),
    ],
)
def test_a_body_of_several_is_they(language: str, text: str) -> None:
    [one] = quotations(text, language, DAY)
    assert [who.id for who in one.speakers] == ["minsk_group_cochairs"]
