"""How the Armenian press tells who said something."""

from datetime import date
from functools import partial

import heard
import pytest

from pipeline.quotation import quotations

DAY = date(2024, 5, 2)


said = partial(heard.said, language="hy", day=DAY)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Արտգործնախարար Արարատ Միրզոյանը հակադարձեց, որ պարտավորություն չի ստանձնել։",
            "պարտավորություն չի ստանձնել",
            "mirzoyan_ararat",
        ),
        (
            "«Դա ընդունելի չէ մեզ համար»,- դժգոհեց քաղաքապետ Կամո Շահինյանը։",
            "Դա ընդունելի չէ մեզ համար",
            "Կամո Շահինյան",
        ),
        (
            "Դմիտրի Պեսկովը նախազգուշացրել էր, որ հանդիպում չի լինի։",
            "հանդիպում չի լինի",
            "peskov_dmitry",
        ),
    ],
)
def test_verbs_of_saying_are_known_in_their_forms(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


def test_what_somebody_does_not_say_is_not_reported() -> None:
    assert said("Մարիա Զախարովան չի կարծում, որ հանդիպումը կկայանա Մոսկվայում։") == []


@pytest.mark.parametrize("verb", ["չի բացառել", "չբացառեց", "չի հերքել"])
def test_what_somebody_does_not_deny_is_reported(verb: str) -> None:
    found = said(f"Դմիտրի Պեսկովը {verb}, որ հանդիպումը կկայանա Մոսկվայում։")
    assert found == [("հանդիպումը կկայանա Մոսկվայում", ["peskov_dmitry"])]


def test_verbs_behind_an_and_share_their_subject() -> None:
    text = (
        "Արարատ Միրզոյանը հույս հայտնեց, որ Բաքուն կշարունակի գործընթացը, և խոստացավ. "
        "«Մենք ամեն ինչ կանենք այդ ուղղությամբ»։"
    )
    assert said(text) == [
        ("Բաքուն կշարունակի գործընթացը", ["mirzoyan_ararat"]),
        ("Մենք ամեն ինչ կանենք այդ ուղղությամբ", ["mirzoyan_ararat"]),
    ]
    text = "Մարիա Զախարովան ողջունեց որոշումը և նախազգուշացրեց, որ ժամանակը սուղ է։"
    assert said(text) == [("ժամանակը սուղ է", ["zakharova_maria"])]


def test_whom_a_long_sentence_begins_with_is_its_subject() -> None:
    text = (
        "Նիկոլ Փաշինյանը երեկ երեկոյան Երևանում տեղի ունեցած միջոցառման ժամանակ ներկաների հետ "
        "հանդիպմանը պնդեց, որ պայմանագիրը պատրաստ է։"
    )
    assert said(text) == [("պայմանագիրը պատրաստ է", ["pashinyan_nikol"])]


def test_a_text_that_somebody_calls_something_does_not_speak() -> None:
    text = "Մարիա Զախարովան այդ հայտարարությունը «քաղաքական ուղերձ» է որակել։"
    assert said(text) == [("քաղաքական ուղերձ", ["zakharova_maria"])]


@pytest.mark.parametrize("name", ["Ալի Աքբար Վելայաթին", "Վագիֆ Դարգյահլին"])
def test_a_name_that_ends_in_a_vowel_keeps_it_before_the_article(name: str) -> None:
    [(_, who)] = said(f"{name} պնդեց, որ միջանցք չի լինի։")
    assert len(who) == 1


def test_a_title_with_the_article_is_not_that_of_the_name_behind_it() -> None:
    text = "«Բոլորը սպասում են ընտրությունների արդյունքներին»,- ասաց փորձագետը Civilnet-ի եթերում։"
    found = quotations(text, "hy", DAY)
    assert [one.as_written for one in found] == ["փորձագետը"]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Արարատ Միրզոյանը պահանջել է անհապաղ ազատ արձակել գերիներին։",
            "անհապաղ ազատ արձակել գերիներին",
            "mirzoyan_ararat",
        ),
        (
            "Էնթոնի Բլինքենը կոչ էր արել կողմերին վերադառնալ բանակցությունների սեղան։",
            "վերադառնալ բանակցությունների սեղան",
            "blinken_antony",
        ),
        (
            "Նիկոլ Փաշինյանը խոստացավ հաջորդ շաբաթ ներկայացնել նախագիծը խորհրդարան։",
            "հաջորդ շաբաթ ներկայացնել նախագիծը խորհրդարան",
            "pashinyan_nikol",
        ),
    ],
)
def test_what_somebody_is_asked_to_do_is_reported(text: str, words: str, who: str) -> None:
    assert said(text) == [(words, [who])]


def test_a_claim_is_whose_noun_it_is() -> None:
    text = "Իլհամ Ալիևի պնդումը, թե Երևանը խուսափում է երկխոսությունից, ճիշտ չէ։"
    assert said(text) == [("Երևանը խուսափում է երկխոսությունից", ["aliyev_ilham"])]


def test_rumours_that_somebody_denies_are_nobodys_words() -> None:
    assert said("Մարիա Զախարովան հերքել է լուրերը, թե զորքերը դուրս են բերվում։") == []


@pytest.mark.parametrize(
    "before",
    [
        "Մարիա Զախարովան զգուշավոր էր.",
        "Մարիա Զախարովան հերքում է տարածված լուրը։",
        "Մարիա Զախարովան անդրադարձել է հարցին։",
    ],
)
@pytest.mark.parametrize("after", ["։", ",- հաղորդում է ՏԱՍՍ-ը։"])
def test_words_alone_are_of_whom_the_sentence_before_is_about(before: str, after: str) -> None:
    text = f"{before} «Մենք դեռ շատ անելիք ունենք այս հարցում»{after}"
    assert said(text) == [("Մենք դեռ շատ անելիք ունենք այս հարցում", ["zakharova_maria"])]


def test_an_agency_brings_words_of_whom_it_names() -> None:
    text = "«Մենք պատրաստ ենք խոսել այդ մասին»,- մեջբերում է Զախարովայի խոսքերը ՏԱՍՍ-ը։"
    assert said(text) == [("Մենք պատրաստ ենք խոսել այդ մասին", ["zakharova_maria"])]
    text = "«ՌԻԱ Նովոստի»-ն ՌԴ պաշտպանության նախարարությանը հղումով գրեց, որ ամեն ինչ լավ է։"
    assert said(text) == [("ամեն ինչ լավ է", ["mod_russia"])]


def test_several_are_not_one_we_know() -> None:
    text = "Արարատ Միրզոյանը լռեց։ Իրավապաշտպանների խոսքով՝ գործընթացը խախտում է օրենքը։"
    assert said(text) == [("գործընթացը խախտում է օրենքը", [])]


def test_where_somebody_was_is_not_their_name() -> None:
    text = "Երեկ Ժնևում Իլհամ Ալիևը հայտարարեց, որ ամեն ինչ լավ է։"
    assert said(text) == [("ամեն ինչ լավ է", ["aliyev_ilham"])]


def test_an_institution_we_do_not_know_is_itself() -> None:
    text = "Արցախի պաշտպանության բանակի տվյալներով՝ գիշերը հանգիստ է անցել։"
    assert said(text) == [("գիշերը հանգիստ է անցել", ["Արցախի պաշտպանության բանակ"])]


@pytest.mark.parametrize(
    "text",
    [
        "Իլհամ Ալիևը հանդիպումը բնութագրեց որպես «կառուցողական»։",
        "Իլհամ Ալիևը հանդիպումը «կառուցողական» է անվանել։",
    ],
)
def test_one_word_that_something_is_called_is_quoted(text: str) -> None:
    assert said(text) == [("կառուցողական", ["aliyev_ilham"])]


def test_words_that_many_use_are_nobodys() -> None:
    assert said("Այստեղ խոսում են «հաղորդակցությունների ապաշրջափակման» մասին։") == []


@pytest.mark.parametrize(
    "text",
    [
        "Արարատ Միրզոյանի ասելով՝ տեքստը պատրաստ է ստորագրման։",
        "Արարատ Միրզոյանը մերժել է առաջարկը՝ ասելով, որ տեքստը պատրաստ է ստորագրման։",
        "Արարատ Միրզոյանը մերժել է առաջարկը՝ ասելով՝ տեքստը պատրաստ է ստորագրման։",
    ],
)
def test_a_participle_is_of_its_subject_or_of_the_genitive_before_it(text: str) -> None:
    assert said(text) == [("տեքստը պատրաստ է ստորագրման", ["mirzoyan_ararat"])]


def test_a_word_that_is_a_surname_elsewhere_is_nobody() -> None:
    text = "Իլհամ Ալիևը խոսեց հարցի շուրջ։ Քանի դեռ այն փակ է, հույս չկա,- հայտարարել է նա։"
    assert [who for _, who in said(text)] == [["aliyev_ilham"]]


def test_a_dot_leads_to_a_sentence_as_a_colon_does() -> None:
    text = "Արարատ Միրզոյանը հայտարարել է. Երևանը պատրաստ է ստորագրել պայմանագիրը։"
    assert said(text) == [("Երևանը պատրաստ է ստորագրել պայմանագիրը", ["mirzoyan_ararat"])]
    text = "Արարատ Միրզոյանը պնդում է. մինչ ստորագրումը տեքստը պետք է հրապարակվի։"
    assert said(text) == [("մինչ ստորագրումը տեքստը պետք է հրապարակվի", ["mirzoyan_ararat"])]


def test_who_alone_stands_behind_comma_and_dash_says_it_by_any_verb() -> None:
    text = "«Ժամանակը սուղ է բոլորիս համար»,- ուշադրություն է հրավիրում Մարիա Զախարովան։"
    assert said(text) == [("Ժամանակը սուղ է բոլորիս համար", ["zakharova_maria"])]


@pytest.mark.parametrize("noun", ["արտահայտությունը", "խոսքերը", "հայտարարությունը"])
def test_a_noun_of_saying_behind_marks_gives_them_to_the_genitive(noun: str) -> None:
    text = f"Իլհամ Ալիևի հնչեցրած «Մենք բաց ենք երկխոսության համար» {noun} արձագանք գտավ։"
    assert said(text) == [("Մենք բաց ենք երկխոսության համար", ["aliyev_ilham"])]


def test_the_sides_are_the_two_that_the_text_tells_of() -> None:
    text = "Նիկոլ Փաշինյանը հանդիպել է Իլհամ Ալիևի հետ։ Կողմերն ընդգծել են, որ տեքստը պատրաստ է։"
    assert said(text) == [("տեքստը պատրաստ է", ["pashinyan_nikol", "aliyev_ilham"])]


def test_several_of_a_kind_are_not_the_one_at_home() -> None:
    text = "Սահմանազատման հանձնաժողովների հայտարարության մեջ ասվում է, որ տեքստը պատրաստ է։"
    assert said(text) == [("տեքստը պատրաստ է", [])]
    text = "Մինսկի խմբի համանախագահների խոսքով՝ կողմերը պետք է շարունակեն երկխոսությունը։"
    assert [who for _, who in said(text)] == [["minsk_group_cochairs"]]


def test_a_capital_without_the_article_is_where_somebody_went() -> None:
    text = (
        "Բլինքենի հրավերով Վաշինգտոն մեկնած Արարատ Միրզոյանը նախօրեին լրագրողների հարցին "
        "ի պատասխան ասել էր՝ տեքստը պատրաստ է։"
    )
    assert said(text) == [("տեքստը պատրաստ է", ["mirzoyan_ararat"])]


def test_who_once_held_an_office_is_who_was_spoken_of() -> None:
    text = (
        "Ռոբերտ Քոչարյանը հանդիպել է ընտրողներին։ «Մենք հաղթելու ենք այս ընտրություններում»,- "
        "ասել է նախկին նախագահը։"
    )
    assert said(text) == [("Մենք հաղթելու ենք այս ընտրություններում", ["Ռոբերտ Քոչարյան"])]


@pytest.mark.parametrize(
    ("before", "who"), [("", []), ("Ականատեսի անունը Պետրոս Դերձակ է։ ", ["Պետրոս Դերձակ"])]
)
def test_a_capital_that_opens_a_sentence_is_a_name_where_it_was_one(
    before: str, who: list[str]
) -> None:
    assert said(f"{before}Դերձակը հաստատեց, որ ճանապարհը փակ է։") == [("ճանապարհը փակ է", who)]


def test_an_institution_without_the_article_is_of_whom_follows() -> None:
    text = "«Սա սադրանք է բոլորիս դեմ»,- վստահ է ԱԺ հանձնաժողովի նախագահ Արմեն Աշոտյանը։"
    assert said(text) == [("Սա սադրանք է բոլորիս դեմ", ["Արմեն Աշոտյան"])]


def test_what_is_asked_ends_where_something_else_is() -> None:
    text = "Վլադիմիր Պուտինը հորդորել է գործընկերներին չլռել և առաջարկել հանդիպել մինչև տարեվերջ։"
    assert [words for words, _ in said(text)][-1] == "հանդիպել մինչև տարեվերջ"
    assert {who for _, [who] in said(text)} == {"putin_vladimir"}


def test_a_participle_is_of_who_spoke_and_not_of_who_is_spoken_of() -> None:
    text = (
        "Հանդիպումն ավարտվել է։ Պեսկովն ասաց, թե Մոսկվան պարզաբանում է դիրքորոշումը՝ "
        "ընդգծելով, որ Հայաստանը դաշնակից է։"
    )
    assert said(text)[-1] == ("Հայաստանը դաշնակից է", ["peskov_dmitry"])


def test_by_whose_words_may_stand_behind_a_dot() -> None:
    text = "Արարատ Միրզոյանը լավատես է. նրա խոսքով՝ տեքստը պատրաստ է ստորագրման։"
    assert said(text) == [("տեքստը պատրաստ է ստորագրման", ["mirzoyan_ararat"])]


def test_who_refuses_to_confirm_something_does_not_say_it() -> None:
    assert said("Արարատ Միրզոյանը հրաժարվեց հաստատել, որ հանդիպում է նախատեսվում։") == []
    assert said("Արարատ Միրզոյանը համաձայն չէ այն տեսակետի հետ, թե ուշ է։") == []


def test_an_envoy_of_one_country_is_not_that_of_another() -> None:
    text = (
        "Ադրբեջանի մշտական ներկայացուցիչ Յաշար Ռզաևը ելույթ ունեցավ։ Ֆրանսիայի ներկայացուցիչն "
        "ասաց, որ միջանցքը փակ է։"
    )
    assert said(text) == [("միջանցքը փակ է", [])]


def test_an_answer_in_marks_is_of_who_gives_it() -> None:
    text = "Լրագրողի հարցին վարչապետը տվեց հակիրճ պատասխան՝ «Դա մեր պետության գործառույթն է»։"
    assert said(text) == [("Դա մեր պետության գործառույթն է", ["pashinyan_nikol"])]


def test_an_official_of_a_country_is_who_was_named_of_it() -> None:
    text = (
        "ԱՄՆ պետքարտուղար Էնթոնի Բլինքենը խոսեց լրագրողների հետ։ «Երկու կողմերն էլ դա "
        "հասկանում են»,- ասաց ամերիկացի պաշտոնյան։"
    )
    assert said(text) == [("Երկու կողմերն էլ դա հասկանում են", ["blinken_antony"])]


@pytest.mark.parametrize(
    "whose",
    [
        "Գերմանիայի արտգործնախարարը",
        "Չինաստանի կառավարությունը",
        "Բելառուսի Հանրապետության նախագահը",
    ],
)
def test_an_office_of_a_country_we_know_nobody_of_is_not_that_at_home(whose: str) -> None:
    assert said(f"{whose} հայտարարել է, որ ճանապարհը բաց է։") == [("ճանապարհը բաց է", [])]


def test_an_office_without_a_country_is_that_at_home() -> None:
    text = "Երևանում արտգործնախարարը հայտարարել է, որ ճանապարհը բաց է։"
    assert said(text) == [("ճանապարհը բաց է", ["mirzoyan_ararat"])]


@pytest.mark.parametrize("verb", ["ընդունեց", "ընդունում է", "հիշեց"])
def test_some_verbs_say_something_by_their_that_alone(verb: str) -> None:
    text = f"Արարատ Միրզոյանը {verb}, որ ճանապարհը դեռ փակ է։"
    assert said(text) == [("ճանապարհը դեռ փակ է", ["mirzoyan_ararat"])]
    assert said("Արարատ Միրզոյանը ընդունեց Իրանի դեսպանին։") == []


def test_nobody_but_a_text_is_the_subject_of_a_passive() -> None:
    text = "Նիկոլ Փաշինյանը կարդաց ուղերձը, որով նշվում է, որ ճանապարհը բաց է։"
    assert said(text) == [("ճանապարհը բաց է", [])]


@pytest.mark.parametrize("opening", ["Մինչդեռ", "Իսկ ահա", "Ավելի ուշ"])
def test_what_a_sentence_opens_with_is_no_name(opening: str) -> None:
    text = f"{opening} Ջեյհուն Բայրամովը, խոսելով լրագրողների հետ, պնդեց, թե հանդիպում չի լինի։"
    assert said(text) == [("հանդիպում չի լինի", ["bayramov_jeyhun"])]


def test_a_sentence_ends_in_a_comma_and_a_dash_before_who_says_it() -> None:
    text = "Կողմերը պայմանավորվել են, որ ճանապարհը կբացվի,- հաղորդում է Հայաստանի ԱԳՆ-ն։"
    assert said(text) == [("Կողմերը պայմանավորվել են, որ ճանապարհը կբացվի", ["mfa_armenia"])]


def test_who_says_one_thing_does_not_say_what_another_says_before() -> None:
    text = (
        "«Սա շատ կարևոր քայլ է մեզ համար»,- հայտարարեց Փաշինյանը, իսկ Ալիևը կատակեց. "
        "«Տեսնենք, թե ինչ կլինի հետո»։"
    )
    assert said(text) == [
        ("Սա շատ կարևոր քայլ է մեզ համար", ["pashinyan_nikol"]),
        ("Տեսնենք, թե ինչ կլինի հետո", ["aliyev_ilham"]),
    ]


def test_the_state_department_is_itself_without_its_country() -> None:
    text = "Պետդեպարտամենտն իր հերթին ասել է, որ խորապես մտահոգված է։"
    assert said(text) == [("խորապես մտահոգված է", ["state_department"])]


@pytest.mark.parametrize("words", ["խոսքերից հետևում է, որ", "պարզաբանումից պարզ դարձավ, որ"])
def test_what_follows_from_somebodys_words_is_theirs(words: str) -> None:
    text = f"Մարիա Զախարովայի {words} հանդիպում չի լինի։"
    assert said(text) == [("հանդիպում չի լինի", ["zakharova_maria"])]


@pytest.mark.parametrize(
    "text",
    [
        "Արարատ Միրզոյանի արձագանքը՝ «{}»։",
        "Արարատ Միրզոյանի պատասխանը կարճ էր. «{}»։",
        "«{}»,- այսպիսին էր Արարատ Միրզոյանի պատասխանը։",
        "«{}»՝ Արարատ Միրզոյանի խոսքն է։",
        "«{}»։ Արարատ Միրզոյանի այս խոսքերը մեծ աղմուկ հանեցին։",
        "«{}»։ Այսպես է արձագանքել Արարատ Միրզոյանը։",
        "«{}»։ Այս խոսքերով Արարատ Միրզոյանը բացեց նիստը։",
        "Արարատ Միրզոյանը փորձեց մեղմել լարումը՝ «{}»։",
        "Միրզոյան․ «{}»։",
    ],
)
def test_an_answer_is_whose_it_is_without_a_verb_of_saying(text: str) -> None:
    words = "Մենք պատրաստ ենք ցանկացած սցենարի"
    assert said(text.format(words)) == [(words, ["mirzoyan_ararat"])]


def test_an_opinion_that_another_shares_is_before_the_words_of_that_one() -> None:
    text = "Արմեն Գրիգորյանի կարծիքը կիսում է նաև Արարատ Միրզոյանը. «Մենք առաջ ենք գնում»։"
    assert said(text) == [("Մենք առաջ ենք գնում", ["mirzoyan_ararat"])]


def test_who_holds_words_up_does_not_say_them() -> None:
    text = "«Մենք առաջ ենք գնում»։ Այսպես էր գրված պաստառին, որը բռնել էր Արարատ Միրզոյանը։"
    assert said(text) == [("Մենք առաջ ենք գնում", [])]


def test_an_answer_may_be_one_word() -> None:
    assert said("Վարչապետի պատասխանը՝ «Երբեք»։") == [("Երբեք", ["pashinyan_nikol"])]


def test_what_a_sentence_goes_on_to_say_is_not_what_stood_before_it() -> None:
    text = "«Մենք պատրաստ ենք դրան»։ Այսպես, Մարիա Զախարովան ասել է, որ ժամանակը սուղ է։"
    assert said(text) == [
        ("Մենք պատրաստ ենք դրան", []),
        ("ժամանակը սուղ է", ["zakharova_maria"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Լրագրողները Մարիա Զախարովայից լսել են, որ {}։",
        "Մարիա Զախարովայից սպառնալիք էր հնչել, թե {}։",
        "Մարիա Զախարովայի կողմից հնչեց մեղադրանք, որ {}։",
    ],
)
def test_what_comes_from_somebody_is_theirs(text: str) -> None:
    words = "ճանապարհը երկար ժամանակ փակ կմնա"
    assert said(text.format(words)) == [(words, ["zakharova_maria"])]


def test_who_learns_something_does_not_say_it() -> None:
    assert said("Նիկոլ Փաշինյանը լսել է, որ ճանապարհը փակ է։") == []


def test_a_titled_name_that_opens_a_sentence_is_its_subject_though_it_may_be_a_dative() -> None:
    text = "Իրանի դեսպան Ռեզա Ռահիմին մեր թերթի հետ զրույցում ասել է, որ սահմանը բաց է։"
    assert said(text) == [("սահմանը բաց է", ["Ռեզա Ռահիմի"])]


@pytest.mark.parametrize("by", ["Արմեն Գրիգորյանի խոսքով", "ինչպես նշեց Արմեն Գրիգորյանը"])
def test_whose_view_it_is_may_part_a_subject_from_its_verb(by: str) -> None:
    text = f"Իրավիճակը, {by}, բարդ է և անկանխատեսելի։"
    assert said(text) == [(text[:-1], ["grigoryan_armen"])]


def test_a_clause_on_somebodys_view_is_no_part_of_it() -> None:
    text = "Արմեն Գրիգորյանի կարծիքով, որը նա հայտնեց ռադիոյի եթերում, սա շատ լուրջ քայլ է։"
    assert said(text) == [("սա շատ լուրջ քայլ է", ["grigoryan_armen"])]


def test_of_whom_a_question_is_asked_is_not_who_asks_it() -> None:
    text = "Արարատ Միրզոյանին հարցրին՝ արդյոք ճանապարհը փակ է։"
    assert [one.as_written for one in quotations(text, "hy", DAY)] in ([], [None])


def test_the_answers_of_an_interview_are_those_of_whom_it_names() -> None:
    text = (
        "— Պարո՛ն դեսպան, ե՞րբ կբացվի սահմանը,— հարցրինք մենք։\n\n"
        "— Շատ շուտով։ Աշխատանքն ավարտված է։\n\n— Իսկ ճանապարհը պատրա՞ստ է։\n\n— Դեռ ոչ։\n\n"
        "Զրույցի վերջում Մեհդի Սոբհանին ասաց, որ առևտուրն աճում է։"
    )
    assert [words for words, _ in said(text)] == [
        "Շատ շուտով։ Աշխատանքն ավարտված է։",
        "Դեռ ոչ։",
        "առևտուրն աճում է",
    ]
    assert {who for _, whose in said(text) for who in whose} == {"Մեհդի Սոբհանի"}


def test_questions_and_answers_may_be_labelled() -> None:
    text = "Հարց. Ինչպե՞ս եք վերաբերվում դրան։\n\nՊատասխան. Մեր դիրքորոշումը հստակ է։"
    assert said(text) == [("Մեր դիրքորոշումը հստակ է։", [])]


def test_a_dialogue_that_is_told_is_no_interview() -> None:
    text = "— Դուք ճիշտ չեք ասում դա,— ընդհատեց վարչապետը։\n\n— Եկեք հեռու չգնանք,— ժպտաց Ալիևը։"
    assert [who for _, who in said(text)] == [["pashinyan_nikol"], ["aliyev_ilham"]]


def test_a_family_name_may_open_a_sentence() -> None:
    text = "Լուկաշենկոն պատասխանեց, որ հանդիպումը կարևոր է։"
    assert said(text) == [("հանդիպումը կարևոր է", ["Լուկաշենկո"])]


def test_who_is_told_of_in_a_clause_within_does_not_speak() -> None:
    text = (
        "Մեթյու Միլլերը, պատասխանելով հարցին, թե արդյոք Բաքուն կբացի ճանապարհը, ասաց. "
        "«Մենք հույս ունենք, որ այդպես կլինի»։"
    )
    assert said(text)[0][1] == ["miller_matthew"]


def test_who_denies_what_stands_before_does_not_say_it() -> None:
    assert said("Բաքուն մեղադրում է Երևանին կրակելու մեջ, ինչը Երևանը հերքում է։") == []
    assert said("Զորքերն առաջանում են դեպի քաղաքը, հերքում է Մարիա Զախարովան։") == []


@pytest.mark.parametrize("told", ["Բաքվում պնդում են, թե", "Բաքվում վստահ են՝"])
def test_those_in_a_capital_are_its_government(told: str) -> None:
    assert said(f"{told} ճանապարհը բաց է։") == [("ճանապարհը բաց է", ["government_azerbaijan"])]


def test_the_latter_is_who_was_named_last() -> None:
    text = "Արարատ Միրզոյանը հանդիպել է Ջեյհուն Բայրամովին։ Վերջինս նշել է, որ տեքստը պատրաստ է։"
    assert said(text) == [("տեքստը պատրաստ է", ["bayramov_jeyhun"])]


def test_an_institution_whose_nouns_speak_does_not() -> None:
    assert said("ԵԽԽՎ զեկուցողներն ասել են, որ ճանապարհը բաց է։") in (
        [],
        [("ճանապարհը բաց է", [])],
    )


def test_a_name_in_another_case_is_not_that_of_the_title_before_a_pause() -> None:
    text = "Ըստ ՌԴ ԱԳՆ պաշտոնական ներկայացուցչի՝ Արևմուտքը խանգարում է կարգավորմանը։"
    assert said(text) == [("Արևմուտքը խանգարում է կարգավորմանը", ["zakharova_maria"])]


def test_a_resident_is_called_by_a_given_name() -> None:
    assert said("Բնակիչ Անահիտը պատմում է. «Գիշերը կրակոցներ են լսվել»։") == [
        ("Գիշերը կրակոցներ են լսվել", ["Անահիտ"])
    ]


def test_a_minister_of_france_is_no_agency_of_that_name() -> None:
    text = "Իրավիճակը շատ բարդ է սահմանին, նշել է Ֆրանսիայի ԱԳ նախարարը։"
    assert [words for words, _ in said(text)] == ["Իրավիճակը շատ բարդ է սահմանին"]


def test_a_name_behind_its_verb_may_end_as_a_dative() -> None:
    text = "«Բեռնատարներն արգելափակված են»,- ասել է կազմակերպության ներկայացուցիչ Ռեզա Ռահիմին։"
    assert said(text) == [("Բեռնատարներն արգելափակված են", ["Ռեզա Ռահիմի"])]


@pytest.mark.parametrize(
    "text",
    [
        "Մարիա Զախարովայի պատասխանը կարճ էր՝ «{}»։",
        "Մարիա Զախարովայի պատասխանը չուշացավ։ «{}»։",
        "Մարիա Զախարովայի «{}» խոսքերն աղմուկ հանեցին։",
        "Մարիա Զախարովայի խոսքերը «{}» էին։",
        "«{}»։ Մարիա Զախարովայի ուղերձը հստակ է։",
        "Զախարովան հանդիպեց լրագրողներին։ Նրա պատասխանը կարճ էր՝ «{}»։",
    ],
)
def test_a_noun_of_saying_is_whose_it_is_wherever_it_stands(text: str) -> None:
    words = "Ճանապարհը փակ կմնա ամբողջ ձմեռ"
    [(found, who)] = said(text.format(words))
    assert found.rstrip(".") == words.rstrip(".")
    assert who == ["zakharova_maria"]


@pytest.mark.parametrize(
    "text",
    [
        "Մարիա Զախարովային պատասխանը՝ «{}»։",
    ],
)
def test_a_noun_of_saying_is_not_of_whom_it_is_told_to_or_about(text: str) -> None:
    assert said(text.format("Ճանապարհը փակ կմնա ամբողջ ձմեռ"))[0][1] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Արցախի նախագահի մամուլի խոսնակը հայտնեց, որ {}։", "presidency_nagorno_karabakh"),
        ("ՀԱՊԿ գլխավոր քարտուղարի խոսնակը հայտնեց, որ {}։", "csto"),
        ("Ըստ Ադրբեջանի նախագահի մամուլի խոսնակի՝ {}։", "presidency_azerbaijan"),
    ],
)
def test_a_spokesman_nobody_lists_is_the_body_that_whom_he_speaks_for_heads(
    text: str, who: str
) -> None:
    assert said(text.format("ճանապարհն արդեն բաց է")) == [("ճանապարհն արդեն բաց է", [who])]


def test_the_spokesman_of_a_deputy_is_nobody() -> None:
    text = "Հայաստանի փոխվարչապետի մամուլի խոսնակը հայտնեց, որ ճանապարհն արդեն բաց է։"
    assert said(text) == [("ճանապարհն արդեն բաց է", [])]


@pytest.mark.parametrize("channel", ["X-ում", "Facebook-ում", "Telegram-ում"])
def test_a_channel_in_latin_letters_is_no_part_of_a_name(channel: str) -> None:
    text = f"Լրագրող Գոռ Մինասյանն {channel} գրեց. «Կապն այս գիշեր շատ վատ է»։"
    assert said(text) == [("Կապն այս գիշեր շատ վատ է", ["Գոռ Մինասյան"])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ադրբեջանի արտաքին քաղաքական գերատեսչությունը հայտնեց, որ {}։", "mfa_azerbaijan"),
        ("Հայաստանի դիվանագիտական գերատեսչությունից հայտնեցին, որ {}։", "mfa_armenia"),
        ("Ադրբեջանի ռազմական գերատեսչության հաղորդմամբ՝ {}։", "mod_azerbaijan"),
        ("Վարչապետ Փաշինյանը հաջորդ օրվա նիստում ասաց, որ {}։", "pashinyan_nikol"),
    ],
)
def test_bodies_have_several_names_and_a_next_day_is_no_successor(text: str, who: str) -> None:
    assert said(text.format("ճանապարհն արդեն բաց է")) == [("ճանապարհն արդեն բաց է", [who])]


@pytest.mark.parametrize(
    "text",
    [
        "Փաշինյանն ասաց, որ երթուղին կկոչվի «Երևան՝ հանուն ապագա խաղաղության»։",
        "Փաշինյանն ասաց, որ «Ճանապարհների բացման ու առևտրի մասին» համաձայնագիրը պատրաստ է։",
    ],
)
def test_what_a_route_or_an_agreement_is_called_is_nobodys_words(text: str) -> None:
    [(words, who)] = said(text)
    assert "«" in words
    assert who == ["pashinyan_nikol"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ադրբեջանը հայտարարել է, որ {}։", "government_azerbaijan"),
        ("Հայաստանն արդեն պնդել է, որ {}։", "government_armenia"),
        ("Իրանը, սակայն, պնդում է, որ {}։", "mfa_iran"),
        ("ԱՄՆ-ն հայտնել է, որ {}։", "state_department"),
        ("Եվրամիությունը հույս հայտնեց, որ {}։", "eeas"),
        ("Ադրբեջանը մերժել է նոր առաջարկը՝ ասելով, որ {}։", "government_azerbaijan"),
    ],
)
def test_a_country_says_something_by_its_article(text: str, who: str) -> None:
    assert said(text.format("միջանցքը շուտով կբացվի")) == [("միջանցքը շուտով կբացվի", [who])]


@pytest.mark.parametrize(
    "text",
    [
        "ԱՄՆ-ում հայտնել են, որ միջանցքը շուտով կբացվի։",
        "ԱՄՆ մի դիվանագետ հայտնել է, որ միջանցքը շուտով կբացվի։",
        "Քաղաքի հրապարակում տեսել են, որ միջանցքը շուտով կբացվի։",
    ],
)
def test_a_country_or_a_square_where_something_is_said_says_nothing(text: str) -> None:
    assert all(who == [] for _, who in said(text))


def test_countries_speak_together() -> None:
    text = "Հայաստանը և Ադրբեջանը հայտարարեցին, որ միջանցքը շուտով կբացվի։"
    both = ["government_armenia", "government_azerbaijan"]
    assert said(text) == [("միջանցքը շուտով կբացվի", both)]


@pytest.mark.parametrize(
    "verb",
    [
        "հստակեցրեց",
        "կարևորեց",
        "պարզ դարձրեց",
        "մատնացույց է արել",
        "ուշադրություն հրավիրեց այն փաստին",
        "հույս արտահայտեց",
        "արտահայտեց համոզմունք",
        "եզրահանգել է",
        "հուսով է",
        "չի կասկածում",
        "մտավախություն ունի",
        "համամիտ է",
        "խոսք տվեց",
        "հասկացնել տվեց",
    ],
)
def test_phrases_of_saying_and_of_thinking_lead_to_a_clause(verb: str) -> None:
    text = f"Արարատ Միրզոյանը {verb}, որ ճանապարհն արդեն բաց է։"
    assert said(text) == [("ճանապարհն արդեն բաց է", ["mirzoyan_ararat"])]


@pytest.mark.parametrize("noun", ["եզրահանգմամբ", "փաստմամբ", "հստակեցմամբ", "ներկայացմամբ"])
def test_nouns_of_saying_behind_whose_they_are(noun: str) -> None:
    for who in ("Արարատ Միրզոյանի", "Միրզոյանը ելույթ ունեցավ։ Նրա"):
        found = said(f"{who} {noun}՝ ճանապարհն արդեն բաց է։")
        assert found == [("ճանապարհն արդեն բաց է", ["mirzoyan_ararat"])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ադրբեջանի իշխանությունները հայտնել են, որ {}։", "government_azerbaijan"),
        ("Արցախի իշխանությունների տվյալներով՝ {}։", "government_nagorno_karabakh"),
        ("Սպիտակ տնից հայտնել են, որ {}։", "presidency_united_states"),
        ("Ադրբեջանական կողմի պնդմամբ՝ {}։", "government_azerbaijan"),
        ("ՀՀ գլխավոր դատախազության տվյալներով՝ {}։", "ՀՀ գլխավոր դատախազություն"),
        ("Freedom House-ը հայտնել է, որ {}։", "Freedom House"),
    ],
)
def test_authorities_sides_and_bodies_that_nobody_lists(text: str, who: str) -> None:
    assert said(text.format("ճանապարհն արդեն բաց է")) == [("ճանապարհն արդեն բաց է", [who])]


def test_what_another_says_behind_a_while_is_not_in_what_the_first_says() -> None:
    text = "Փաշինյանն ասել է, որ ճանապարհը բաց է, իսկ Ալիևը պնդել է, որ այն դեռ փակ է։"
    assert said(text) == [
        ("ճանապարհը բաց է", ["pashinyan_nikol"]),
        ("այն դեռ փակ է", ["aliyev_ilham"]),
    ]


def test_capitals_speak_together() -> None:
    both = ["government_armenia", "government_azerbaijan"]
    text = "Երևանն ու Բաքուն հաստատել են, որ ճանապարհն արդեն բաց է։"
    assert said(text) == [("ճանապարհն արդեն բաց է", both)]


def test_whose_view_it_is_amid_a_sentence_does_not_cut_it() -> None:
    text = "Ճանապարհը, ըստ Միրզոյանի, արդեն լիովին բաց է։"
    assert said(text) == [(text[:-1], ["mirzoyan_ararat"])]


def test_by_whose_words_something_is_amid_what_is_told_is_no_other_clause() -> None:
    text = "Փաշինյանն ասել է, որ միջանցքը, հռչակագրի համաձայն, պետք է բաց լինի միշտ։"
    assert [who for _, who in said(text)] == [["pashinyan_nikol"]]


def test_who_would_not_say_something_says_nothing() -> None:
    text = "Ռուբեն Ռուբինյանը, որն այսօր մեկնել է Կարս, հետո չցանկացավ օրը նշել։"
    assert said(text) == []


def test_a_text_told_of_before_is_no_person() -> None:
    text = "Կողմերը տեքստ են տարածել։ Դրանում ասվում է. «Ճանապարհն արդեն բաց է»։"
    found = quotations(text, "hy", DAY)
    assert [(one.as_written, one.speakers) for one in found] == [("Դրանում", ())]


def test_two_by_whose_words_something_is_speak_together() -> None:
    text = "Փաշինյանի և Ալիևի խոսքով՝ ճանապարհն արդեն բաց է։"
    assert said(text) == [("ճանապարհն արդեն բաց է", ["pashinyan_nikol", "aliyev_ilham"])]


def test_the_name_of_a_body_is_without_its_article() -> None:
    text = "Արցախի ՊԲ-ն հայտնել է, որ ճանապարհն արդեն բաց է։"
    assert said(text) == [("ճանապարհն արդեն բաց է", ["Արցախի ՊԲ"])]


def test_a_joint_text_is_of_those_who_met() -> None:
    text = "Փաշինյանը և Ալիևը հանդիպել են։ Համատեղ հայտարարության մեջ ասվում է, որ {}։"
    both = ["pashinyan_nikol", "aliyev_ilham"]
    assert said(text.format("ճանապարհն արդեն բաց է")) == [("ճանապարհն արդեն բաց է", both)]


@pytest.mark.parametrize(
    "told",
    [
        "Կառավարության նիստի ժամանակ այս մասին հայտնեց փոխվարչապետ Մհեր Գրիգորյանը։",
        "Փոխվարչապետ Մհեր Գրիգորյանը լրագրողների հետ զրույցում այդ մասին հայտարարել է։",
    ],
)
def test_of_this_may_stand_behind_where_it_was_said(told: str) -> None:
    found = said(f"Սահմանազատման աշխատանքները կավարտվեն մինչև աշուն։ {told}")
    assert found == [("Սահմանազատման աշխատանքները կավարտվեն մինչև աշուն։", ["grigoryan_mher"])]


@pytest.mark.parametrize(
    "told",
    [
        "Կառավարության նիստում ոչ ոք այս մասին չի խոսել։",
        "Այդ մասին Մհեր Գրիգորյանը չի ասել։",
    ],
)
def test_what_nobody_says_of_this_is_not_told(told: str) -> None:
    assert said(f"Սահմանազատման աշխատանքները կավարտվեն մինչև աշուն։ {told}") == []


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("«Ապագա Հայաստան» դաշինքը հայտարարեց", "«Ապագա Հայաստան» դաշինք"),
        ("«Ապագա Հայաստան» խմբակցությունից հայտարարեցին", "«Ապագա Հայաստան» խմբակցություն"),
        ("Արցախի ՊՆ-ն հայտարարեց", "Արցախի ՊՆ"),
        ("ՀՀ առողջապահության նախարարությունը հայտարարեց", "ՀՀ առողջապահության նախարարություն"),
        ("Առողջապահության նախարարությունից հայտնեցին", "Առողջապահության նախարարություն"),
        ("Քննչական կոմիտեն հայտարարեց", "Քննչական կոմիտե"),
        ("Երևանի քաղաքապետարանից հայտնեցին", "Երևանի քաղաքապետարան"),
        ("Բաքվի ռազմական դատարանը հայտարարեց", "Բաքվի ռազմական դատարան"),
        ("ՀՅԴ-ն հայտարարեց", "ՀՅԴ"),
        ("Հայաստանում ԱՄՆ դեսպանատունը հայտարարեց", "ԱՄՆ դեսպանատուն"),
        ("Վարչապետի գրասենյակից հայտարարեցին", "government_armenia"),
    ],
)
def test_bodies_of_no_list_are_called_by_name(body: str, name: str) -> None:
    found = said(f"{body}, որ վիրավորների թիվը հասել է քսանի։")
    assert found == [("վիրավորների թիվը հասել է քսանի", [name])]


@pytest.mark.parametrize("body", ["Նախարարությունը", "Երևանում ոստիկանությունը"])
def test_bodies_without_a_name_are_nobody(body: str) -> None:
    assert said(f"{body} հայտարարեց, որ վիրավորների թիվը հասել է քսանի։") == [
        ("վիրավորների թիվը հասել է քսանի", [])
    ]


@pytest.mark.parametrize("gap", [",", "»,-"])
def test_a_name_of_unsure_case_may_stand_behind_a_verb(gap: str) -> None:
    opening = "«" if "»" in gap else ""
    text = (
        f"{opening}Այստեղ արդեն երկու ամիս ջուր չունենք{gap} պատմում է գյուղի բնակիչ Արմենուհին։"
    )
    assert said(text) == [("Այստեղ արդեն երկու ամիս ջուր չունենք", ["Արմենուհի"])]


def test_a_fragment_that_ends_what_is_reported_stands_for_it() -> None:
    text = "Մարիա Զախարովայի խոսքով՝ եվրոպացիները տարածաշրջան են բերել «վտանգավոր լարում»։"
    assert said(text) == [("վտանգավոր լարում", ["zakharova_maria"])]


@pytest.mark.parametrize(
    "verb", ["հասկացնել է տալիս", "կոնկրետացրեց", "կասկածում է", "ներկայացրեց"]
)
def test_more_verbs_of_saying(verb: str) -> None:
    found = said(f"Արարատ Միրզոյանը {verb}, որ հանդիպումը կկայանա Մոսկվայում։")
    assert found == [("հանդիպումը կկայանա Մոսկվայում", ["mirzoyan_ararat"])]


def test_voices_in_somebodys_words_are_their_own_behind_a_pause() -> None:
    text = (
        "«Ես ասում եմ՝ կմնանք, ոչ ոք չի ասում՝ գնանք։ Հիմա պաշտոնյաներն ասում են՝ ճանապարհ "
        "կկառուցենք, բայց ո՞վ է հավատում»,- պատմում է Արարատ Միրզոյանը։"
    )
    assert [words for words, _ in said(text)] == [
        text[1:].partition("»")[0],
        "ճանապարհ կկառուցենք",
    ]


@pytest.mark.parametrize("told", ["որում ասվում է, որ", "որտեղ նշվում է, որ", "որի համաձայն՝"])
def test_what_stands_in_a_text_is_told_in_its_clause(told: str) -> None:
    text = f"Ժնևում ընդունվել է հայտարարություն, {told} կողմերը պատրաստ են նոր հանդիպման։"
    assert [words for words, _ in said(text)] == ["կողմերը պատրաստ են նոր հանդիպման"]


def test_an_official_behind_an_unnamed_source_is_that_source() -> None:
    text = (
        "Հիքմեթ Հաջիևի այցից հետո կառավարության աղբյուրներից մեկն ասաց, որ աշխատանքը սկսված է։\n\n"
        "«Ուսումնասիրությունները մոտենում են ավարտին»,- նշեց պաշտոնյան։"
    )
    assert [who for _, who in said(text)] == [[], []]


@pytest.mark.parametrize(
    "both",
    [
        "Թե՛ Արարատ Միրզոյանը, թե՛ Ջեյհուն Բայրամովը",
        "Ե՛վ Արարատ Միրզոյանը, և՛ Ջեյհուն Բայրամովը",
        "Ինչպես Արարատ Միրզոյանը, այնպես էլ Ջեյհուն Բայրամովը",
    ],
)
def test_both_of_two_speak_together(both: str) -> None:
    found = said(f"{both} հայտարարեցին, որ բանակցությունները շարունակվելու են։")
    assert found == [
        ("բանակցությունները շարունակվելու են", ["mirzoyan_ararat", "bayramov_jeyhun"])
    ]


def test_small_letters_behind_a_noun_of_texts_are_no_title() -> None:
    text = "Հռչակագիրը «նոր հնարավորություն է բոլորի համար», հայտարարել է Արարատ Միրզոյանը։"
    assert said(text) == [("նոր հնարավորություն է բոլորի համար", ["mirzoyan_ararat"])]


@pytest.mark.parametrize("noun", ["քարտեզագետ", "ռեժիսոր", "վաճառող", "ոստիկան", "կազմակերպիչ"])
def test_who_was_named_by_what_they_do_is_called_so_again(noun: str) -> None:
    text = (
        f"{noun.capitalize()} Ռուբեն Գալչյանը երեկ ժամանել է Գորիս։\n\n"
        f"«Այստեղ ամեն ինչ փոխվել է վերջին տարում»,- նկատեց {noun}ը։"
    )
    assert said(text) == [("Այստեղ ամեն ինչ փոխվել է վերջին տարում", ["Ռուբեն Գալչյան"])]


def test_a_woman_described_is_nobody_met_before() -> None:
    text = (
        "Ուսանող Տիգրանը խոսում էր ցածրաձայն։ Նրա կողքին կանգնած տարեց կինը պատմեց, որ ճանապարհը "
        "տևել է երեք օր։"
    )
    assert said(text) == [("ճանապարհը տևել է երեք օր", [])]


def test_readiness_is_told_with_its_infinitive() -> None:
    text = "Արարատ Միրզոյանը պատրաստակամություն է հայտնել շարունակել բանակցությունները։"
    assert said(text) == [("շարունակել բանակցությունները", ["mirzoyan_ararat"])]


def test_who_asks_not_to_be_named_says_nothing_by_it() -> None:
    assert said("Պատգամավորներից մեկը խնդրեց չհրապարակել իր անունը։") == []


@pytest.mark.parametrize("marks", ["«{}»,-", "{},-"])
def test_by_whose_report_words_came_is_not_who_said_them(marks: str) -> None:
    words = "Պայմանագիր ստորագրելն այս պահին անհնար է"
    found = said(f"{marks.format(words)} ՏԱՍՍ-ի փոխանցմամբ՝ ասել է Դմիտրի Պեսկովը։")
    assert found == [(words, ["peskov_dmitry"])]


def test_a_long_report_holds_the_fragment_that_ends_it() -> None:
    text = (
        "Մարիա Զախարովան պնդում է, որ ճանապարհը փակել են ոչ թե իշխանությունները, այլ բողոքի դուրս "
        "եկած «բնապահպան ակտիվիստները»։"
    )
    assert len(said(text)) == 2


@pytest.mark.parametrize("name", ["Բագրատ արքեպիսկոպոս Գալստանյան", "Թոմաս դե Վաալ"])
def test_small_words_join_a_name(name: str) -> None:
    text = f"{name}ը երեկ հանդիպել է վարչապետին։ «Այս գործընթացը պետք է կանգնեցնել»,- ասաց նա։"
    assert said(text) == [("Այս գործընթացը պետք է կանգնեցնել", [name])]


@pytest.mark.parametrize(
    ("whose", "who"),
    [
        ("Փոխվարչապետ Մհեր Գրիգորյանի գրասենյակը", "Փոխվարչապետ Մհեր Գրիգորյանի գրասենյակ"),
        ("Վարչապետի գրասենյակը", "government_armenia"),
    ],
)
def test_the_office_of_a_deputy_is_not_the_cabinet(whose: str, who: str) -> None:
    assert said(f"{whose} հայտնել է, որ ճանապարհը բաց է։") == [("ճանապարհը բաց է", [who])]
