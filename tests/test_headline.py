"""Whose words a whole text is: one speaker's, several people's jointly, or nobody says."""

from datetime import date

import pytest

from pipeline.statements.headline import headline, herald, sender

DAY = date(2023, 5, 4)
BODY = "The text says what it says.\n\nAnd then it goes on."
THREE = {"pashinyan_nikol", "aliyev_ilham", "putin_vladimir"}


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        (
            "en",
            "Statement by Foreign Minister Ararat Mirzoyan on the meeting with Jeyhun Bayramov",
            {"mirzoyan_ararat"},
        ),
        ("en", "Speech by Ilham Aliyev at the conference", {"aliyev_ilham"}),
        (
            "en",
            "Comment of the Spokesperson of the Foreign Ministry of Armenia Ani Badalyan",
            {"badalyan_ani"},
        ),
        ("az", "Prezident İlham Əliyevin çıxışı", {"aliyev_ilham"}),
        ("hy", "ՀՀ վարչապետ Նիկոլ Փաշինյանի ելույթը Ազգային ժողովում", {"pashinyan_nikol"}),
        (
            "ru",
            "Выступление Министра иностранных дел Российской Федерации С.В.Лаврова",
            {"lavrov_sergey"},
        ),
        (
            "fr",
            (
                "Point de presse de la porte-parole du ministère des Affaires étrangères "
                "Maria Zakharova, Moscou, le 3 mai 2023"
            ),
            {"zakharova_maria"},
        ),
        ("en", "Statement of the Ministry of Foreign Affairs of Armenia", {"mfa_armenia"}),
        ("en", "Secretary Blinken’s Call with Armenian Prime Minister Pashinyan", set()),
        ("en", "On the address the President heard at the meeting with Ilham Aliyev", set()),
        (
            "en",
            (
                "Statement by the President of the Republic of Azerbaijan, the Prime Minister of "
                "the Republic of Armenia and the President of the Russian Federation"
            ),
            THREE,
        ),
        (
            "ru",
            (
                "Заявление Президента Азербайджанской Республики, Премьер-министра Республики "
                "Армения и Президента Российской Федерации"
            ),
            THREE,
        ),
        (
            "hy",
            (
                "Հայաստանի Հանրապետության վարչապետի, Ադրբեջանի Հանրապետության նախագահի և "
                "Ռուսաստանի Դաշնության նախագահի հայտարարությունը"
            ),
            THREE,
        ),
        (
            "az",
            (
                "Azərbaycan Respublikası Prezidentinin, Ermənistan Respublikası Baş nazirinin və "
                "Rusiya Federasiyası Prezidentinin bəyanatı"
            ),
            THREE,
        ),
        (
            "fr",
            (
                "Déclaration conjointe du président de l'Azerbaïdjan, du Premier ministre "
                "d'Arménie et du président de la Russie"
            ),
            THREE,
        ),
        (
            "tr",
            (
                "Azerbaycan Cumhurbaşkanı, Ermenistan Başbakanı ve Rusya Devlet Başkanı'nın ortak "
                "açıklaması"
            ),
            THREE,
        ),
        ("ka", "განცხადება", set()),
    ],
)
def test_a_title_says_whose_words_follow(language: str, title: str, who: set[str]) -> None:
    assert {one.id for one in headline(title, BODY, language, DAY)} == who


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        (
            "az",
            "Türkiyə Respublikasının Prezidenti Rəcəb Tayyib Ərdoğandan",
            "Recep Tayyip Erdogan",
        ),
        ("az", "Qırğız Respublikasının Prezidenti Sadır Japarovdan", "Sadır Japarov"),
        ("en", "From Vladimir Putin, President of the Russian Federation", "Vladimir Putin"),
        ("ru", "От Президента Российской Федерации Владимира Путина", "Vladimir Putin"),
        ("az", "Polşa Respublikasının Prezidenti Zati-aliləri cənab Andjey Dudaya", None),
        ("en", "To His Excellency Mr. Andrzej Duda, President of the Republic of Poland", None),
        ("az", "Prezident İlham Əliyev Şuşadan danışıb", None),
        ("en", "From Baku to Washington", None),
    ],
)
def test_a_letter_is_its_senders_on_whoevers_page(
    language: str, title: str, who: str | None
) -> None:
    assert [one.name for one in sender(title, language, DAY)] == ([who] if who else [])


@pytest.mark.parametrize(
    ("language", "title", "is_hers"),
    [
        ("en", "Answer of the Spokesperson to a media question", True),
        ("fr", "Réponse de la porte-parole à une question", True),
        ("ru", "Ответ пресс-секретаря на вопрос агентства", True),
        ("hy", "Մամուլի խոսնակի պատասխանը լրատվամիջոցի հարցին", True),
        ("az", "Mətbuat katibinin suala cavabı", True),
        ("tr", "Sözcünün bir soruya cevabı", True),
        ("en", "Answer of the spokesperson of the Government of Canada", False),
        ("ru", "Ответ пресс-секретаря Белого дома", False),
        ("az", "Kanada sözçüsünün suala cavabı", False),
        ("en", "Answer to the spokesperson", False),
        ("en", "On the answer of a minister to the spokesperson", False),
    ],
)
def test_a_spokesperson_without_a_name_is_that_of_whoever_published_it(
    language: str, title: str, *, is_hers: bool
) -> None:
    found = herald(title, language, DAY, "mfa_armenia")
    assert [one.id for one in found] == (["badalyan_ani"] if is_hers else [])
    assert herald(title, language, DAY, None) == []


def test_a_joint_text_that_names_nobody_in_its_title_is_of_those_who_sign_first() -> None:
    first = (
        "We, President of Azerbaijan Ilham Aliyev, Prime Minister of Armenia Nikol Pashinyan and "
        "President of Russia Vladimir Putin, declare the following."
    )
    found = headline("Joint statement", f"{first}\n\nPeace.", "en", DAY)
    assert [one.party for one in found] == ["azerbaijan", "armenia", "russia"]
    assert headline("A statement", f"{first}\n\nPeace.", "en", DAY) == []


def test_a_first_line_may_give_the_text_to_a_spokesperson() -> None:
    line = "The following is attributable to Spokesperson Matthew Miller:"
    [one] = headline("A call", f"{line}\n\nThe Secretary spoke.", "en", DAY)
    assert one.id == "miller_matthew"
    assert headline("A call", f"{line} the Secretary spoke.\n\nHe left.", "en", DAY) == []


MINISTRIES = {"mfa_armenia", "mfa_azerbaijan"}


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        (
            "en",
            "Joint statement of the Ministries of Foreign Affairs of Armenia and Azerbaijan",
            MINISTRIES,
        ),
        (
            "en",
            "Joint statement of the Foreign Ministries of Armenia, Azerbaijan and the USA",
            {*MINISTRIES, "state_department"},
        ),
        ("en", "Joint statement by Armenia's and Azerbaijan's foreign ministries", MINISTRIES),
        (
            "en",
            "Joint statement of the Defence Ministries of Armenia and Azerbaijan",
            {"mod_armenia", "mod_azerbaijan"},
        ),
        (
            "fr",
            (
                "Déclaration conjointe des ministères des Affaires étrangères d'Arménie et "
                "d'Azerbaïdjan"
            ),
            MINISTRIES,
        ),
        (
            "fr",
            "Déclaration des ministères arménien et azerbaïdjanais des Affaires étrangères",
            MINISTRIES,
        ),
        (
            "ru",
            "Совместное заявление министерств иностранных дел Армении и Азербайджана",
            MINISTRIES,
        ),
        (
            "ru",
            "Совместное заявление МИД Армении, Азербайджана и России",
            {*MINISTRIES, "mfa_russia"},
        ),
        (
            "ru",
            (
                "Заявление Министерства иностранных дел Республики Армения и Министерства "
                "иностранных дел Азербайджанской Республики"
            ),
            MINISTRIES,
        ),
        (
            "hy",
            (
                "Հայաստանի Հանրապետության և Ադրբեջանի Հանրապետության ԱԳ նախարարությունների "
                "համատեղ հայտարարությունը"
            ),
            MINISTRIES,
        ),
        ("az", "Azərbaycan və Ermənistan Xarici İşlər nazirliklərinin bəyanatı", MINISTRIES),
        (
            "az",
            "Azərbaycan, Ermənistan və Rusiya XİN-lərinin birgə bəyanatı",
            {*MINISTRIES, "mfa_russia"},
        ),
        (
            "tr",
            "Türkiye, Azerbaycan ve Gürcistan Dışişleri Bakanlıklarının Ortak Bildirisi",
            {"mfa_turkiye", "mfa_azerbaijan", "mfa_georgia"},
        ),
        (
            "tr",
            "Azerbaycan ve Rusya dışişleri bakanlarının ortak açıklaması",
            {"bayramov_jeyhun", "lavrov_sergey"},
        ),
        ("ru", "Заявление МИД Армении", {"mfa_armenia"}),
        ("en", "Statement on the Foreign Ministries", set()),
    ],
)
def test_a_title_in_the_plural_names_those_of_every_country(
    language: str, title: str, who: set[str]
) -> None:
    assert {one.id for one in headline(title, BODY, language, DAY)} == who


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        ("az", "Nikol Paşinyanın çıxışı", "pashinyan_nikol"),
        ("az", "Ermənistan XİN-in mətbuat katibi Ani Badalyanın şərhi", "badalyan_ani"),
        ("tr", "Cumhurbaşkanı Erdoğanın konuşması", "erdogan_recep_tayyip"),
    ],
)
def test_an_ending_is_cut_where_the_name_ends(language: str, title: str, who: str) -> None:
    assert [one.id for one in headline(title, BODY, language, DAY)] == [who]


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        (
            "az",
            (
                "No: 274/23, Azərbaycan Respublikası Xarici İşlər Nazirliyinin Mətbuat xidməti "
                "idarəsinin rəisi Ayxan Hacızadənin Ermənistan baş nazirinin fikirlərinə dair "
                "yerli medianın sualına cavabı"
            ),
            ["hajizada_aykhan"],
        ),
        ("az", "Xarici İşlər Nazirliyinin Laçın yolu ilə bağlı bəyanatı", ["mfa_azerbaijan"]),
        (
            "az",
            "Ermənistan baş nazirinin bəyanatı ilə bağlı XİN-in şərhi",
            ["mfa_azerbaijan"],
        ),
        ("az", "Ermənistan baş nazirinin ittihamlarına dair bəyanat", []),
        (
            "tr",
            (
                "Dışişleri Bakanı Mevlüt Çavuşoğlu'nun Güney Kafkasya'daki gelişmelere ilişkin "
                "açıklaması"
            ),
            ["cavusoglu_mevlut"],
        ),
        (
            "hy",
            (
                "ՀՀ ԱԳՆ մամուլի խոսնակ Անի Բադալյանի՝ Ադրբեջանի ԱԳՆ-ի հայտարարության վերաբերյալ "
                "մեկնաբանությունը"
            ),
            ["badalyan_ani"],
        ),
        ("hy", "ՀՀ ԱԳ նախարարության հայտարարությունը", ["mfa_armenia"]),
        (
            "ru",
            (
                "Выступление и ответы на вопросы СМИ Министра иностранных дел Российской "
                "Федерации С.В.Лаврова"
            ),
            ["lavrov_sergey"],
        ),
        ("en", "Statement in response to President Aliyev's remarks", []),
        (
            "en",
            "No:211/23, Statement by the Ministry of Foreign Affairs of Azerbaijan",
            ["mfa_azerbaijan"],
        ),
    ],
)
def test_a_title_on_other_words_tells_whose_its_own_are(
    language: str, title: str, who: list[str]
) -> None:
    assert [one.id for one in headline(title, BODY, language, DAY)] == who


TWO = {"pashinyan_nikol", "aliyev_ilham"}
SIGNED = [
    (
        "en",
        "Joint Declaration",
        (
            "We, Nikol Pashinyan, Prime Minister of the Republic of Armenia, and Ilham Aliyev, "
            "President of the Republic of Azerbaijan, met in Washington, D.C., the United States "
            "of America, witnessed by President Donald J. Trump."
        ),
    ),
    (
        "ru",
        "Совместное заявление",
        (
            "Президент Азербайджанской Республики Ильхам Алиев и Премьер-министр Республики "
            "Армения Никол Пашинян встретились в Праге при участии президента Франции Эмманюэля "
            "Макрона."
        ),
    ),
    (
        "hy",
        "Համատեղ հայտարարություն",
        (
            "Հայաստանի Հանրապետության վարչապետ Նիկոլ Փաշինյանը և Ադրբեջանի Հանրապետության նախագահ "
            "Իլհամ Ալիևը հանդիպեցին Պրահայում։"
        ),
    ),
    (
        "az",
        "Birgə bəyanat",
        (
            "Azərbaycan Respublikasının Prezidenti İlham Əliyev və Ermənistan Respublikasının Baş "
            "naziri Nikol Paşinyan Praqada görüşüblər."
        ),
    ),
]


@pytest.mark.parametrize(("language", "title", "body"), SIGNED)
def test_who_stands_in_a_row_signs_and_who_follows_is_a_witness(
    language: str, title: str, body: str
) -> None:
    assert {one.id for one in headline(title, body, language, DAY)} == TWO


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ru", "Брифинг официального представителя МИД России М.В.Захаровой, Москва, 3 мая 2023"),
        ("en", "Briefing by Foreign Ministry Spokeswoman Maria Zakharova, Moscow, May 3, 2023"),
        ("ru", "Комментарий официального представителя МИД России М.В.Захаровой о Карабахе"),
    ],
)
def test_initials_and_a_town_are_no_other_person(language: str, title: str) -> None:
    assert [one.id for one in headline(title, BODY, language, DAY)] == ["zakharova_maria"]
