"""How Turkish reports speech: clauses that are nouns, converbs, passives, unnamed subjects."""

from datetime import date
from functools import partial

import heard
import pytest

from pipeline.quotation import quotations

DAY = date(2023, 10, 1)


said = partial(heard.said, language="tr", day=DAY)


MIRZOYAN, LAVROV, NOBODY = ["mirzoyan_ararat"], ["lavrov_sergey"], list[str]()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Mirzoyan, görüşmelerin yapıcı geçtiğini aktararak, "
                '"Sınırlar güç kullanılarak değiştirilemez" dedi.'
            ),
            [
                ("görüşmelerin yapıcı geçtiğini", MIRZOYAN),
                ("Sınırlar güç kullanılarak değiştirilemez", MIRZOYAN),
            ],
        ),
        (
            (
                'Lavrov, "Barışa her zamankinden daha yakınız" derken, '
                "Mirzoyan anlaşmanın imzaya hazır olduğunu kaydetti."
            ),
            [
                ("Barışa her zamankinden daha yakınız", LAVROV),
                ("anlaşmanın imzaya hazır olduğunu", MIRZOYAN),
            ],
        ),
        (
            "Mirzoyan, sürecin uzadığını anlattı ve tarafların yine buluşacağını ekledi.",
            [
                ("sürecin uzadığını", MIRZOYAN),
                ("tarafların yine buluşacağını", MIRZOYAN),
            ],
        ),
    ],
)
def test_a_verb_that_another_follows_is_of_its_own_subject(
    text: str, expected: list[tuple[str, list[str]]]
) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "clause", "fragment"),
    [
        (
            "Lavrov, anayasanın değişmesinin “barışın ön koşulu” olduğunu belirtti.",
            "anayasanın değişmesinin “barışın ön koşulu” olduğunu",
            "barışın ön koşulu",
        ),
        (
            'Lavrov, silah satışının "bölgeyi istikrarsızlaştırdığını" savunuyor.',
            'silah satışının "bölgeyi istikrarsızlaştırdığını"',
            "bölgeyi istikrarsızlaştırdığını",
        ),
    ],
)
def test_a_fragment_stands_in_the_clause_that_reports_it(
    text: str, clause: str, fragment: str
) -> None:
    assert sorted(said(text)) == sorted([(clause, LAVROV), (fragment, LAVROV)])


@pytest.mark.parametrize(
    "report",
    [
        "köylerin boşaltıldığına dikkat çekti",
        "köylerin boşaltıldığının altını çizdi",
        "köylerin dün boşaltıldığı bilgisini paylaştı",
        "köylerin dün boşaltıldığı uyarısında bulundu",
        "köylerin dün boşaltıldığı görüşünü dile getirdi",
        "köylerin dün boşaltıldığını da sözlerine ekledi",
    ],
)
def test_what_is_reported_has_the_case_that_its_verb_wants(report: str) -> None:
    [(clause, who)] = said(f"Sergey Lavrov, sınırdaki {report}.")
    assert clause.startswith("sınırdaki köylerin")
    assert clause.split()[-1].startswith("boşaltıldığ")
    assert who == LAVROV


@pytest.mark.parametrize(
    "text",
    [
        "Sergey Lavrov, Mirzoyan'ın son açıklamasını değerlendirdi.",
        "Sergey Lavrov, Ermenistan'ın sınırı kapatmasını eleştirdi.",
        "Sergey Lavrov, ateş açıldığı iddialarını reddetti.",
    ],
)
def test_who_judges_what_another_said_reports_nothing(text: str) -> None:
    assert said(text) == []


def test_who_was_spoken_of_says_what_no_subject_stands_by() -> None:
    text = (
        "Sergey Lavrov, Erivan'da bir araya geldiği gazetecilerin sorularını yanıtladı. "
        '"Top artık tarafların sahasında duruyor" dedi. Toplantı sonrasında ise '
        '"Süreç yavaş ama doğru yolda ilerliyor" ifadesini kullandı.'
    )
    assert [who for _, who in said(text)] == [LAVROV, LAVROV]


@pytest.mark.parametrize(
    "text",
    [
        'Sergey Lavrov Bakü\'ye geldi. Fırıncı ise "Ekmeğimiz bitti, unumuz da yok" dedi.',
        'Sergey Lavrov Bakü\'ye geldi. Bir fırın işçisi, "Ekmeğimiz bitti, unumuz yok" dedi.',
        'Sergey Lavrov Bakü\'ye geldi. Duvarda "Ekmeğimiz bitti, unumuz da yok" denildi.',
        'Sergey Lavrov Bakü\'ye geldi. Oğlu, "Babam yarın akşam eve dönecek" diye konuştu.',
        "Sergey Lavrov Bakü'ye geldi. Bir milletvekili, yolun açılacağını söyledi.",
    ],
)
def test_a_subject_we_do_not_know_is_not_whoever_was_spoken_of(text: str) -> None:
    assert [who for _, who in said(text)] == [NOBODY]


def test_a_text_somebody_sent_out_is_theirs_when_it_is_called_the_statement_later() -> None:
    text = (
        "Rusya Dışişleri Bakanlığının internet sitesinde yayımlanan bildiride, Azerbaycan "
        "güçlerinin geri çekilmesinin beklendiği belirtilerek, taraflar uyarıldı. "
        'Bildiride, "Taraflara yeniden itidal çağrısı yapıyoruz" denildi.'
    )
    assert [who for _, who in said(text)] == [["mfa_russia"], ["mfa_russia"]]


@pytest.mark.parametrize("place", ["Tovuz bölgesindeki", "Abu Dabi görüşmesindeki"])
def test_a_name_before_what_belongs_to_it_does_not_speak(place: str) -> None:
    [(_, who)] = said(f'Sergey Lavrov, {place} olaylara ilişkin, "Durum son derece gergin" dedi.')
    assert who == LAVROV


def test_a_family_name_met_before_speaks_at_the_beginning_of_a_sentence() -> None:
    text = (
        "Patlama anını yerel sakin Rasim Guliyev anlattı. "
        'Guliyev, "Uyuyorduk, birden camlar üzerimize indi" dedi.'
    )
    assert said(text)[-1][1] == ["Rasim Guliyev"]


def test_single_marks_hold_speech_as_double_ones_do() -> None:
    text = "Sergey Lavrov, ‘Rusya'nın tutumu bu konuda hiç değişmedi’ dedi."
    assert said(text) == [("Rusya'nın tutumu bu konuda hiç değişmedi", LAVROV)]


@pytest.mark.parametrize(
    "text",
    [
        "Lavrov'un \"Top artık tarafların sahasında duruyor\" sözleri Erivan'da tepki çekti.",
        '"Top artık tarafların sahasında." Lavrov bu sözleri askerlere hitaben sarf etti.',
        "\"Top artık tarafların sahasında.\" Bu sözler, dün Bakü'ye gelen Lavrov'a ait.",
    ],
)
def test_a_noun_says_whose_the_words_before_it_are(text: str) -> None:
    [(_, who)] = said(text)
    assert who == LAVROV


def test_whom_somebody_met_does_not_speak_with_them() -> None:
    text = "Sergey Lavrov, Aliyev ve Mirzoyan ile telefonda görüştüğünü açıkladı."
    assert said(text) == [("Aliyev ve Mirzoyan ile telefonda görüştüğünü", LAVROV)]


def test_who_says_something_is_not_who_brings_it() -> None:
    text = "Yapılan açıklamaya göre, Lavrov görüşmelerin Moskova'da süreceğini ifade etti."
    assert said(text) == [("görüşmelerin Moskova'da süreceğini", LAVROV)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("İran Dışişleri Bakanı Abbas Erakçi", "araghchi_abbas"),
        ("Dışişleri Bakanlığı Sözcüsü Aykhan Hacızade", "hajizada_aykhan"),
        ("Yerel sakin Abbas Erakçi", "Abbas Erakçi"),
    ],
)
def test_a_name_spelled_otherwise_is_who_held_the_office_it_stands_behind(
    text: str, expected: str
) -> None:
    found = quotations(f'{text}, "Sınırlar hiç değişmeyecek" dedi.', "tr", date(2025, 2, 1))
    assert [who.id or who.name for one in found for who in one.speakers] == [expected]


def test_strangers_of_one_family_name_are_two() -> None:
    text = (
        'Rahip John Howard Johnson, "Çanlar yine çalacak elbette" dedi. '
        'Halefi David Johnson, "Biz de bunu bekliyoruz zaten" dedi.'
    )
    assert [who for _, who in said(text)] == [["John Howard Johnson"], ["David Johnson"]]


def test_a_noun_for_many_institutions_is_none_of_them() -> None:
    text = 'Yasa tasarısını hazırlayan Meclis Komisyonu, "Son karar üyelerindir" dedi.'
    assert said(text) == [("Son karar üyelerindir", [])]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ('Lavrov kürsüde konuştu. "Top artık tarafların sahasında duruyor."', LAVROV),
        ('Lavrov\'un açıklamaları şöyle:\n\n"Top artık tarafların sahasında."', LAVROV),
        ('"Evimizi bir daha hiç görmedik" diyor 62 yaşındaki Tofig Guliyev.', ["Tofig Guliyev"]),
        ('Lavrov, Telegram\'da "Top tarafların sahasında" diye yazdı.', LAVROV),
        ('Lavrov, "Top artık tarafların sahasında" dese de Bakü aynı görüşte değil.', LAVROV),
        ('Bir Karabağlı, "Bize kimse bir şey sormadı" dedi.', NOBODY),
        (
            'Ermenistan Sağlık Bakanlığı, "Yaralıların durumu iyiye gidiyor" açıklamasını yaptı.',
            ["Ermenistan Sağlık Bakanlığı"],
        ),
    ],
)
def test_who_speaks_stands_in_many_places(text: str, whose: list[str]) -> None:
    [(_, who)] = said(text)
    assert who == whose


def test_a_question_is_its_askers_and_the_answer_whoever_opens_the_sentence() -> None:
    text = 'Lavrov, bir gazetecinin "Yol ne zaman açılacak?" sorusuna "Çok yakında" dedi.'
    assert said(text) == [("Yol ne zaman açılacak?", NOBODY), ("Çok yakında", LAVROV)]


@pytest.mark.parametrize(
    "text",
    [
        "Sergey Lavrov geldi. Aliyev'in Pyongyang'ı ziyaret edeceğini söyledi.",
        "Sergey Lavrov geldi. O anları unutmayacağını da sözlerine ekledi.",
        "Sergey Lavrov geldi. Ayrıca baba olduktan sonra değiştiğini söyledi.",
    ],
)
def test_what_is_no_subject_does_not_speak(text: str) -> None:
    assert all(who in (LAVROV, NOBODY) for _, who in said(text))


def test_an_institution_at_the_head_of_a_longer_name_does_not_speak() -> None:
    text = "Moskova, BM Güvenlik Konseyi'nin Bakü'yü desteklemesi gerektiğini iddia etti."
    assert ["un_secretariat"] not in [who for _, who in said(text)]


def test_what_resembles_something_is_not_told_by_it() -> None:
    text = "Kapalı maskelerin çoğu dikişliydi, hepsi birden Hannibal Lecter'ı anımsatıyordu."
    assert said(text) == []


def test_an_outlet_that_brings_marked_words_does_not_say_them() -> None:
    text = 'NBC News\'in haberine göre Lavrov, "Bu mesele artık çözülmek zorunda" dedi.'
    assert said(text) == [("Bu mesele artık çözülmek zorunda", LAVROV)]


def test_a_family_name_of_two_strangers_is_nobodys() -> None:
    text = (
        'Sarah Palin, "Oğlum savaştan bambaşka döndü" dedi. Track Palin, "Değişmedim ben" dedi. '
        'Palin, "Bizi bir daha aramasınlar" diye ekledi.'
    )
    assert [who for _, who in said(text)] == [["Sarah Palin"], ["Track Palin"], NOBODY]


PASHINYAN, ZAKHAROVA, MFA = ["pashinyan_nikol"], ["zakharova_maria"], ["mfa_russia"]


@pytest.mark.parametrize(
    "text",
    [
        "Sergey Lavrov'dan Bakü'ye sert uyarı: \"Bu yolun sonu yok, herkes kaybeder.\"",
        "Lavrov'dan Erivan'a mesaj: Bu yolun sonu herkes için kayıptır",
        'Rusya Dışişleri Bakanı Lavrov\'dan ise "Bu yolun sonu yok" değerlendirmesi geldi.',
        'Lavrov\'dan yanıt gecikmedi: "Bu yolun sonu yok, herkes kaybeder."',
        "Lavrov'un görüşü şöyle: Bu yolun sonu herkes için kayıptır.",
        'Lavrov\'un, yolun açılmasına ilişkin soruya yanıtı kısa oldu: "Bu yolun sonu yok."',
        "Lavrov tartışmaya son noktayı koydu: Bu yolun sonu herkes için kayıptır.",
        'Lavrov\'un ilk cümlesi "Bu yolun sonu yok, herkes kaybeder" oldu.',
        "Lavrov'un \"bu yolun sonu\" sözleri Bakü'de yankılandı.",
        "Lavrov'un Bakü'ye yönelik \"Bu yolun sonu yok\" suçlamasına yanıt verilmedi.",
        'Lavrov\'un toplantıda "Bu yolun sonu yok" dediği öğrenildi.',
        "Lavrov'un, \"Bu yolun sonu yok\" demesi Bakü'de tepkiyle karşılandı.",
        '"Bu yolun sonu yok, herkes kaybeder." Sergey Lavrov oturuma bu cümleyle başladı.',
        '"Bu yolun sonu yok, herkes kaybeder." Bu sözlerin sahibi Rusya Dışişleri Bakanı Lavrov.',
        "Lavrov'un, bu yolun sonunun gelmediğini söylediği aktarıldı.",
        "Lavrov, bu yolun sonunun gelmediğini söylemekle yetindi.",
        "Lavrov bu yolun sonunun geldiği müjdesini de verdi.",
    ],
)
def test_a_noun_of_saying_tells_whose_the_words_are(text: str) -> None:
    [(words, who)] = said(text)
    assert words.casefold().startswith("bu yolun son")
    assert who == LAVROV


def test_whom_words_are_told_to_belong_to_outranks_who_is_answered() -> None:
    text = (
        "Zaharova'nın sözlerine Erivan'dan yanıt gecikmedi: \"Bunu herkes gördü ve biliyor.\" "
        "Bu ifadeler Ermenistan Başbakanı Nikol Paşinyan'a ait."
    )
    assert [who for _, who in said(text)] == [PASHINYAN]


def test_what_somebody_is_expected_to_say_is_not_said() -> None:
    assert [who for _, who in said('Lavrov\'un "Yol kapalı" demesi bekleniyor.')] == []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Lavrov, Erivan'ın, yolu kapatarak sözünden döndüğünü söyledi.",
            "Erivan'ın, yolu kapatarak sözünden döndüğünü",
        ),
        (
            "Bir diplomat, tarafların dün gece süren toplantıda uzlaşmaya vardığını anlattı.",
            "tarafların dün gece süren toplantıda uzlaşmaya vardığını",
        ),
        (
            "Lavrov, Paşinyan'a Moskova'nın sürece desteğinin devam edeceğini iletti.",
            "Moskova'nın sürece desteğinin devam edeceğini",
        ),
    ],
)
def test_a_clause_begins_with_its_own_subject(text: str, clause: str) -> None:
    assert [words for words, _ in said(text)] == [clause]


@pytest.mark.parametrize(
    "report",
    ["kapının açılacağının altı çizildi", "kapının açılacağına dikkat çekildi"],
)
def test_what_a_text_tells_has_the_case_that_its_passive_wants(report: str) -> None:
    [(clause, who)] = said(f"Rusya Dışişleri Bakanlığının açıklamasında sınırdaki {report}.")
    assert clause.startswith("sınırdaki kapının")
    assert who == MFA


def test_two_of_one_kind_are_those_of_the_two_countries_told_of() -> None:
    text = (
        "Azerbaycan ile Ermenistan heyetleri dün bir araya geldi. İki dışişleri bakanlığının "
        "yayımladığı metinde, görüşmelerin verimli geçtiği belirtildi."
    )
    assert [who for _, who in said(text)] == [["mfa_azerbaijan", "mfa_armenia"]]


@pytest.mark.parametrize("text", ["Oysa Tom Barrack", "Karşılayan Tom Barrack"])
def test_a_name_begins_behind_what_opens_a_sentence(text: str) -> None:
    [(_, who)] = said(f'{text}, "Bu yol kısa sürede açılmalı" dedi.')
    assert who in (["Tom Barrack"], ["barrack_tom"])


def test_a_noun_that_belongs_to_a_title_is_whose_it_is_no_more() -> None:
    text = (
        "Lider heyetlerinin yalnızca yolları konuştuğunu belirten Zaharova'nın, "
        'diğer soruya yanıtı kısa oldu: "Mutabakat yok."'
    )
    assert ("Mutabakat yok.", ZAKHAROVA) in said(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ankara ise yolun yakında açılacağını savunuyor.", ["mfa_turkiye"]),
        ("Rusya, yolun yakında açılacağını bildirdi.", ["government_russia"]),
        (
            "Azerbaycan ve Ermenistan, yolun yakında açılacağını duyurdu.",
            ["government_azerbaijan", "government_armenia"],
        ),
        ("Moskova'ya göre yolun yakında açılması gerekiyor.", ["government_russia"]),
        ("Azerbaycan tarafı, yolun yakında açılacağını bildirdi.", ["government_azerbaijan"]),
        ("Lavrov'a bakılırsa yolun yakında açılması gerekiyor.", LAVROV),
        (
            "Bakü ile Erivan'ın ortak açıklamasına göre yolun yakında açılması bekleniyor.",
            ["government_armenia", "government_azerbaijan"],
        ),
        ("Mirzoyan, Paşinyan hükümetinin yolun yakında açılacağını söyledi.", MIRZOYAN),
    ],
)
def test_a_country_that_stands_apart_speaks(text: str, who: list[str]) -> None:
    [(words, speakers)] = said(text)
    assert "yolun yakında" in words
    assert speakers == who


def test_what_another_said_inside_a_report_is_that_others() -> None:
    text = 'Lavrov, Paşinyan\'ın "artık savaş istemiyoruz" dediğini aktardı.'
    assert ("artık savaş istemiyoruz", PASHINYAN) in said(text)


def test_each_of_two_passives_tells_its_own_clause() -> None:
    text = (
        "Rusya Dışişleri Bakanlığının açıklamasında, ateşkesin bozulduğu belirtilerek, "
        "tarafların yeniden görüşeceği kaydedildi."
    )
    assert said(text) == [("ateşkesin bozulduğu", MFA), ("tarafların yeniden görüşeceği", MFA)]


def test_headlines_of_what_somebody_said_go_on_over_paragraphs() -> None:
    text = (
        "Lavrov'un açıklamalarından öne çıkan başlıklar şöyle:\n\n"
        '"Yol yakında yeniden açılacak."\n\n"Taraflar gelecek ay görüşecek."\n\n'
        "Toplantı akşam sona erdi.\n\n"
        '"Bunu kimin söylediği belli değil."'
    )
    assert [who for _, who in said(text)] == [LAVROV, LAVROV, NOBODY]


def test_behind_an_interview_its_text_is_read() -> None:
    text = (
        "Soru: Yol ne zaman açılacak?\n\nLavrov: Yol yakında açılacak.\n\n"
        "Rusya Dışişleri Bakanı, yolun ücretsiz olacağını da söyledi."
    )
    assert said(text)[-2:] == [
        ("Yol ne zaman açılacak?", NOBODY),
        ("Yol yakında açılacak.", LAVROV),
    ]
    assert ("yolun ücretsiz olacağını", LAVROV) in said(text)


def test_who_was_asked_is_who_answers() -> None:
    text = (
        "Mirzoyan'a, Lavrov'un sözleri hatırlatıldı. "
        'Bakan, "Bu iddiaların gerçekle ilgisi yok" dedi.'
    )
    assert said(text) == [("Bu iddiaların gerçekle ilgisi yok", MIRZOYAN)]


def test_maps_are_no_words_of_anybody() -> None:
    text = "Lavrov, sınırların eski haritalara göre belirleneceğini ifade etti."
    assert said(text) == [("sınırların eski haritalara göre belirleneceğini", LAVROV)]


@pytest.mark.parametrize(
    "text",
    [
        '"Bunun adı işgaldir, başka bir şey değil." Paşinyan\'ın bu sözleri tepki çekti.',
        '"Bunun adı işgaldir, başkası değil." Paşinyan\'ın mecliste dediği bu sözler çınladı.',
    ],
)
def test_whose_these_words_are_the_next_sentence_says(text: str) -> None:
    assert [who for _, who in said(text)] == [PASHINYAN]


def test_a_prize_is_nobody_and_an_archbishop_no_prime_minister() -> None:
    text = (
        "Başpiskopos Bagrat Galstanyan, Nobel Barış Ödülü töreninde konuştu. "
        'Başbakan ise "Kimse beni korkutamaz, geri adım yok" karşılığını verdi.'
    )
    assert [who for _, who in said(text)] == [NOBODY]


def test_a_fragment_may_begin_with_a_name() -> None:
    text = 'Lavrov, misyonun "NATO\'nun gözü kulağı" olduğunu öne sürdü.'
    assert ("NATO'nun gözü kulağı", LAVROV) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lavrov'un ifade ettiği üzere, yolun sonu artık çok yakın.",
        'Lavrov, "Yolun sonu" uyarısını yineledi.',
        'Sergey Lavrov sayfasında hükümeti eleştirdi: "Yolun sonu yok, herkes kaybeder."',
        'Lavrov, "Yolun sonu görünüyor artık" diye araya girdi.',
        "Lavrov, ajansın haberine göre, yolun sonunun göründüğünü kaydetti.",
    ],
)
def test_other_ways_to_say_it(text: str) -> None:
    [(words, who)] = said(text)
    assert words.casefold().startswith("yolun sonu")
    assert who == LAVROV


@pytest.mark.parametrize(
    "text",
    [
        'Mariya Zaharova\'nın yanıtı gecikmedi. "{}."',
        '"{}" – bu, Mariya Zaharova\'nın yanıtıydı.',
        '"{}", Mariya Zaharova\'nın yanıtı oldu.',
        '"{}." Mariya Zaharova\'nın mesajı açık.',
        '"{}." Zaharova\'nın bu sözlerini Mirzoyan eleştirdi.',
        'Zaharova gazetecilerle görüştü. Onun yanıtı kısa oldu: "{}."',
    ],
)
def test_a_noun_of_saying_is_whose_it_is_wherever_it_stands(text: str) -> None:
    words = "Bu yol bütün kış kapalı kalacak"
    [(found, who)] = said(text.format(words))
    assert found.rstrip(".") == words.rstrip(".")
    assert who == ["zakharova_maria"]


@pytest.mark.parametrize(
    "text",
    [
        'Mariya Zaharova\'ya "{}" sözleri tepki çekti.',
        'Erdoğan\'a yanıt: "{}."',
    ],
)
def test_a_noun_of_saying_is_not_of_whom_it_is_told_to_or_about(text: str) -> None:
    assert said(text.format("Bu yol bütün kış kapalı kalacak"))[0][1] == []


@pytest.mark.parametrize(
    "text",
    [
        'Lavrov olayı "Rusya\'nın kendi kararı" olarak nitelendirdi.',
        'Lavrov, "Erivan\'ın büyük yanılgısı" diye niteledi.',
    ],
)
def test_what_something_is_called_is_quoted_with_a_capital_too(text: str) -> None:
    assert [who for _, who in said(text)] == [LAVROV]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"Yarın ne olacak, kim bilir" diyor lise öğretmeni Nare, kapıya bakarak.', ["Nare"]),
        (
            '"Tarlamız öbür yakada kaldı" diyor 60 yaşındaki Hamlet Sargsyan; susuyor.',
            ["Hamlet Sargsyan"],
        ),
        ('"Yol açılsın, gerisi gelir" diyor Gorisli bir kadın, adını söylemeden.', NOBODY),
        ('"Yol açılsın, gerisi gelir" diyor Gümrülü şoför Karen Manukyan.', ["Karen Manukyan"]),
        ('Kapıda Yusuf Bey bekliyor. "Kimse gelip sormadı, sormaz da" diyor.', ["Yusuf"]),
        ('Komşusu Gülnar Hanım, "Evimiz yerinde, bahçemiz yok" diyor.', ["Gülnar"]),
        ("Putin, Kazan'da Mirzoyan'la görüştü. Mirzoyan, yolun açıldığını söyledi.", MIRZOYAN),
        ('Meydanda Mirzoyan konuştu. "Sınırlar güçle değişmez, bunu bilin" dedi.', MIRZOYAN),
        ("Vardan Demirciyan, yolun açıldığını söyledi.", ["Vardan Demirciyan"]),
        (
            'Ahmet Can Demir Şuşa\'yı gezdi. "Bu yol açılmalı, beklemesin" dedi.',
            ["Ahmet Can Demir"],
        ),
    ],
)
def test_a_name_is_neither_where_somebody_is_from_nor_a_word_of_respect(
    text: str, who: list[str]
) -> None:
    assert [one for _, one in said(text)] == [who]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Lavrov tarafları derhal masaya dönmeye çağırdı.", "derhal masaya dönmeye"),
        ("Lavrov, Bakü'yü görüşmeleri sürdürmeye davet etti.", "görüşmeleri sürdürmeye"),
        ("Lavrov, Batı'yı ateşe körükle gitmekle suçladı.", "ateşe körükle gitmekle"),
        ("Lavrov, rakiplerini yolu kapattığı iddiasıyla suçladı.", "yolu kapattığı"),
        ("Lavrov, sınırın gece gündüz açık tutulması çağrısını yineledi.", "sınırın gece gündüz"),
    ],
)
def test_what_somebody_is_called_to_do_or_accused_of_is_told_without_whom(
    text: str, clause: str
) -> None:
    [(words, who)] = said(text)
    assert words.startswith(clause)
    assert who == LAVROV


@pytest.mark.parametrize(
    "text",
    [
        "Lavrov yazılı açıklama yaptı. Açıklamada, yolun açılması çağrısı yapıldı.",
        "Lavrov yazılı açıklama yaptı. Açıklamada yolun açıldığı taahhüt ediliyor.",
        'Lavrov\'un açıklamasında "yolun açıldığı gün" ifadesi geçiyor.',
    ],
)
def test_a_text_calls_for_and_guarantees_something_too(text: str) -> None:
    [(words, who)] = said(text)
    assert words.startswith("yolun açıl")
    assert who == LAVROV


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Lavrov: "Kararımız değişmeyecek"', [LAVROV]),
        ('Sınırda uzun gece: "Köprüyü gördük"', [NOBODY]),
        ('Sınırda uzun gece: "Büyük Dönüş"', []),
    ],
)
def test_a_few_words_behind_a_colon_are_said_if_they_are_a_sentence(
    text: str, expected: list[list[str]]
) -> None:
    assert [who for _, who in said(text)] == expected


@pytest.mark.parametrize("name", ["Askerov", "Papazyan", "Valiyev", "Kralova"])
def test_a_family_name_may_begin_as_a_noun(name: str) -> None:
    assert said(f"Uzman Ramil {name}, yolun açıldığını söyledi.")[0][1] == [f"Ramil {name}"]


def test_the_office_of_a_president_is_the_presidency() -> None:
    text = "Cumhurbaşkanı İlham Aliyev'in ofisi, mektubun geldiğini duyurdu."
    assert said(text) == [("mektubun geldiğini", ["presidency_azerbaijan"])]


@pytest.mark.parametrize(
    "text",
    ["Liderlerin ortak bildirisinde", "Ortak bildiride", "Yayımlanan üçlü bildiride"],
)
def test_a_joint_text_is_of_those_who_met(text: str) -> None:
    found = said(f"Putin, Aliyev ve Mirzoyan Kazan'da buluştu. {text} yolun açıldığı kaydedildi.")
    assert found == [("yolun açıldığı", ["putin_vladimir", "aliyev_ilham", "mirzoyan_ararat"])]


def test_a_clause_begins_behind_long_circumstances() -> None:
    text = (
        "Lavrov, Rusya Devlet Başkanı Vladimir Putin'in ev sahipliğinde St. Petersburg'da yapılan "
        "üçlü zirvenin ardından, yolun açıldığını söyledi. Gazetecilere hitaben, "
        '"Kararımız değişmeyecek, bunu bilin" diye seslendi.'
    )
    assert said(text) == [
        ("yolun açıldığını", LAVROV),
        ("Kararımız değişmeyecek, bunu bilin", LAVROV),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Lavrov dün yazılı açıklama yaptı.", LAVROV),
        ("Lavrov, konuya ilişkin bir mesaj yayımladı.", LAVROV),
        ("Lavrov, Bakanlığın açıklamasını eleştirdi.", NOBODY),
    ],
)
def test_a_text_is_of_who_is_told_to_send_it_out_right_before(text: str, who: list[str]) -> None:
    assert said(f"{text} Açıklamada, yolun açıldığı belirtildi.") == [("yolun açıldığı", who)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ermenistan Soruşturma Komitesi", "Ermenistan Soruşturma Komitesi"),
        ("Gürcistan Deniz Kuvvetleri Komutanlığı", "Deniz Kuvvetleri Komutanlığı"),
        ("Rusya Sınır Servisi (RSS)", "Rusya Sınır Servisi"),
    ],
)
def test_a_body_is_called_by_all_of_its_name(text: str, who: str) -> None:
    [(words, [found])] = said(f"{text}, yolun açıldığını duyurdu.")
    assert words == "yolun açıldığını"
    assert found.endswith(who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Hindistan Dışişleri Bakanlığı, yolun açıldığını duyurdu.", NOBODY),
        ("Lavrov, Bakü'nün BM üyeliğini anımsatarak yolun açıldığını söyledi.", LAVROV),
        ("Carnegie uzmanı Thomas de Waal, yolun açıldığını söyledi.", ["Thomas de Waal"]),
        ('Lavrov\'un meclisteki "Yolun açıldığı gün yakındır" sözleri yankı buldu.', LAVROV),
        ("Lavrov'un ziyaret sonrası açıklamasında, yolun açıldığı kaydedildi.", LAVROV),
        ("Lavrov, tarafların yolun açıldığını duyurmasını istedi.", LAVROV),
    ],
)
def test_whose_a_body_or_a_text_is_by_who_stands_beside_it(text: str, who: list[str]) -> None:
    found = said(text)
    assert "yolun açıldığı" in found[-1][0].lower()
    assert found[-1][1] == who


def test_of_a_body_and_who_heads_it_the_name_is_who_says_it() -> None:
    text = '"Kapılar açılırsa kazanırız" diyen Kars Ticaret Odası Başkanı Kamil Arslan alkışlandı.'
    assert said(text)[0][1] == ["Kamil Arslan"]


def test_a_few_words_behind_a_warning_are_said() -> None:
    assert said('Bakü\'den uyarı: "Sınırı geçmeyin"')[0][0] == "Sınırı geçmeyin"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Cumhurbaşkanı İlham Aliyev'in basın servisi", ["presidency_azerbaijan"]),
        ("Ermenistan Dışişleri Bakanlığı Basın Servisi", ["mfa_armenia"]),
    ],
)
def test_a_press_service_speaks_for_whose_it_is(text: str, who: list[str]) -> None:
    assert said(f"{text}, yolun açıldığını duyurdu.") == [("yolun açıldığını", who)]


def test_a_text_that_several_signed_is_theirs() -> None:
    text = "Lavrov ve Mirzoyan'ın imzaladığı metin kısa. Metinde yolun açıldığı kaydedildi."
    assert said(text) == [("yolun açıldığı", [*LAVROV, *MIRZOYAN])]


def test_an_institution_of_no_table_is_known_by_its_capitals() -> None:
    text = "Sağlık Bakanlığı yolun açıldığını açıkladı."
    assert said(text) == [("yolun açıldığını", ["Sağlık Bakanlığı"])]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Azerbaycan Genelkurmay Başkanlığı,", "Azerbaycan Genelkurmay Başkanlığı"),
        ("Genelkurmay Başkanlığı,", "Genelkurmay Başkanlığı"),
        ("Azerbaycan Emniyet Genel Müdürlüğü,", "Azerbaycan Emniyet Genel Müdürlüğü"),
        ("Bunu açıklayan Savunma Bakanlığı,", "mod_turkiye"),
    ],
)
def test_a_body_is_known_by_all_of_its_name(text: str, who: str) -> None:
    found = said(f"{text} operasyonun tamamlandığını duyurdu.")
    assert found == [("operasyonun tamamlandığını", [who])]


def test_the_reporter_told_is_no_part_of_who_tells() -> None:
    source = "Azerbaycan Savunma Bakanlığından AA muhabirine yapılan açıklamaya göre,"
    assert said(f"{source} üç asker yaralandı.") == [("üç asker yaralandı", ["mod_azerbaijan"])]


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("Azerbaycan ve Ermenistan liderleri", ["aliyev_ilham", "pashinyan_nikol"]),
        ("Liderler", ["lavrov_sergey", "mirzoyan_ararat"]),
    ],
)
def test_leaders_are_all_of_them(who: str, found: list[str]) -> None:
    text = f"{who} müzakerelerin sürdüğünü söyledi."
    met = said(f"Sergey Lavrov ve Ararat Mirzoyan Almatı'da görüştü. {text}")
    assert met == [("müzakerelerin sürdüğünü", found)]
