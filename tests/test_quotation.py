"""Who is quoted, in which office, through which channel; and who is not."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.errors import CallError
from pipeline.quotation import Quotation, quotations
from runtime.bench import quotations as bench
from runtime.bench.meter import interval
from runtime.commands import bench_quotations

DAY = date(2023, 5, 4)


def read(text: str, language: str = "fr", day: date | None = DAY) -> list[Quotation]:
    found = quotations(text, language, day)
    assert all(text[one.start : one.end] == one.text for one in found)
    return found


def who(one: Quotation) -> list[str]:
    return [speaker.id or speaker.name for speaker in one.speakers]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "office"),
    [
        (
            "fr",
            "« La paix est possible cette année », a déclaré le secrétaire d'État.",
            "blinken_antony",
            "us_secretary_of_state",
        ),
        (
            "ru",
            "«Переговоры будут продолжены в Москве», — заявил глава МИД РФ.",
            "lavrov_sergey",
            "ru_fm",
        ),
        ("az", "“Danışıqlar davam edəcək və nəticə verəcək”, - XİN başçısı bildirib.", None, None),
        (
            "az",
            "Azərbaycanın XİN başçısı jurnalistlərə deyib: “Danışıqlar davam edəcək və bitəcək”.",
            "bayramov_jeyhun",
            "az_fm",
        ),
        ("fr", "« Nous attendons une réponse claire », a dit la porte-parole.", None, None),
    ],
)
def test_an_office_is_its_holder_of_that_day(
    language: str, text: str, speaker: str | None, office: str | None
) -> None:
    [one] = read(text, language)
    assert who(one)[:1] == ([speaker] if speaker else who(one)[:1])
    if speaker:
        assert one.speakers[0].office == office


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“We will go on with the talks,” the former Azerbaijani foreign minister said."),
        ("en", "“We will go on with the talks,” Azerbaijan’s former foreign minister said."),
        ("ru", "«Мы продолжим переговоры», — заявил бывший глава МИД Азербайджана."),
        ("ru", "«Мы продолжим переговоры», — заявил экс-министр иностранных дел РФ."),
        ("fr", "« Nous continuerons », a déclaré l’ex-président azerbaïdjanais."),
        ("hy", "«Մենք կշարունակենք բանակցությունները»,- ասել է ՌԴ ԱԳ նախկին նախարարը։"),
        ("az", "“Biz danışıqları davam etdirəcəyik”, - sabiq xarici işlər naziri bildirib."),
        ("tr", '"Biz görüşmeleri sürdüreceğiz" diyen Azerbaycan eski Dışişleri Bakanı oldu.'),
    ],
)
def test_who_held_an_office_once_is_not_its_holder(language: str, text: str) -> None:
    [one] = read(text, language)
    assert one.speakers == ()


def test_a_country_may_own_its_office() -> None:
    [one] = read("“We will go on with the talks,” Azerbaijan’s foreign minister said.", "en")
    assert who(one) == ["bayramov_jeyhun"]


def test_an_office_nobody_held_that_day_is_nobody() -> None:
    text = "« La paix est possible cette année », a déclaré le secrétaire d'État américain."
    [one] = read(text, day=date(1990, 1, 1))
    assert (one.as_written, one.speakers) == ("le secrétaire d'État américain", ())


def test_what_wants_verifying_gives_no_office_unless_the_text_states_it() -> None:
    later = date(2026, 9, 1)
    [one] = read("« La paix est possible cette année », a déclaré Nikol Pachinian.", day=later)
    assert (who(one), one.speakers[0].office) == (["pashinyan_nikol"], None)
    [two] = read("« La paix est possible », a déclaré le Premier ministre arménien.", day=later)
    assert two.speakers == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "“Danışıqlar davam edəcək və bitəcək”, - XİN sözçüsü sosial şəbəkədə yazıb."),
        (
            "az",
            (
                "“Danışıqlar davam edəcək və bitəcək”, - Azərbaycan Xarici İşlər Nazirliyinin "
                "mətbuat katibi X-də yazıb."
            ),
        ),
        (
            "en",
            "“The talks will go on,” the Azerbaijani Foreign Ministry spokesperson wrote on X.",
        ),
    ],
)
def test_a_spokesperson_nobody_is_sure_of_is_the_ministry_heard(language: str, text: str) -> None:
    [one] = read(text, language)
    assert [(who.id, who.office, who.party) for who in one.speakers] == [
        ("mfa_azerbaijan", None, "azerbaijan")
    ]


BOTH = ["lavrov_sergey", "bayramov_jeyhun"]


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("en", "“The talks in May will go on,” Sergey Lavrov and Jeyhun Bayramov said.", BOTH),
        (
            "en",
            (
                "“The talks will go on in May,” Russian Foreign Minister Sergey Lavrov and his "
                "Azerbaijani counterpart Jeyhun Bayramov said in a joint statement."
            ),
            BOTH,
        ),
        (
            "en",
            "“The talks will go on in May,” said Lavrov, and Bayramov added no more.",
            BOTH[:1],
        ),
        (
            "en",
            "After talks between Lavrov and Bayramov, Blinken said: “It went very well.”",
            ["blinken_antony"],
        ),
        ("fr", "« Cela continue en mai », ont déclaré Sergueï Lavrov et Djeyhoun Baïramov.", BOTH),
        ("ru", "«Переговоры продолжатся», — заявили Сергей Лавров и Джейхун Байрамов.", BOTH),
        (
            "ru",
            "«Переговоры продолжатся», — говорится в заявлении МИД Армении и России.",
            ["mfa_armenia", "mfa_russia"],
        ),
        ("hy", "«Կշարունակենք քննարկումները»,- ասել են Սերգեյ Լավրովը և Ջեյհուն Բայրամովը։", BOTH),
        (
            "az",
            "“Danışıqlar mayda davam edəcək”, - Sergey Lavrov və Ceyhun Bayramov bildiriblər.",
            BOTH,
        ),
        (
            "az",
            "“Danışıqlar mayda davam edəcək”, - Rusiya və Azərbaycan XİN-ləri bildiriblər.",
            ["mfa_russia", "mfa_azerbaijan"],
        ),
        ("tr", 'Sergey Lavrov ve Ceyhun Bayramov "Görüşmeler devam edecek" dedi.', BOTH),
    ],
)
def test_who_stand_in_a_row_speak_together(language: str, text: str, speakers: list[str]) -> None:
    [one] = read(text, language)
    assert who(one) == speakers


def test_a_title_of_many_words_parts_nobody_from_the_verb() -> None:
    text = (
        "“Danışıqlar davam edəcək və bitəcək”, deyə Ermənistan Xarici İşlər Nazirliyinin sözçüsü "
        "Ani Badalyan Facebook səhifəsində yazıb."
    )
    [one] = read(text, "az")
    assert (who(one), one.channel) == (["badalyan_ani"], "post")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            (
                "“The road will be open by the end of the week,” Anna Petrosyan, an engineer who "
                "has worked for the Ministry of Transport since the bridge fell, told reporters."
            ),
            "Anna Petrosyan",
        ),
        (
            (
                "Anna Petrosyan, head of a union that drivers of the Ministry of Transport "
                "founded, said the road is “open to all who want to come”."
            ),
            "Anna Petrosyan",
        ),
        ("“Nobody among us knew anything about all that,” he said.", "he"),
        ("“I have never seen a road as good as this,” Mr. Boyd, 52, told us.", "Boyd"),
        (
            "The road is open, and the report says that “nobody among us knew anything of it”.",
            "the report",
        ),
        (
            (
                "Anna Petrosyan praised the engineers for what they built in so short a time on "
                "the road and the bridge, saying, “We thank all of them.”"
            ),
            "Anna Petrosyan",
        ),
        ("As Anna Petrosyan put it, “the road is as good as it will get”.", "Anna Petrosyan"),
    ],
)
def test_who_speaks_stands_apart_from_the_verb(text: str, written: str) -> None:
    [one] = [one for one in read(text, "en") if one.kind != "indirect"]
    assert one.as_written == written


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "fr",
            (
                "Anna Petrossian a pris la parole à Goris. « Nous avons besoin de cette route"
                " avant l'hiver », a-t-elle ajouté."
            ),
            "Anna Petrossian",
        ),
        (
            "fr",
            (
                "« Nous avons besoin de cette route », a déclaré à Reuters Anna Petrossian,"
                " qui dirige le chantier."
            ),
            "Anna Petrossian",
        ),
        (
            "fr",
            "Anna Petrossian, cheffe du chantier : « La route est à nous. »",
            "Anna Petrossian",
        ),
        (
            "ru",
            (
                "«Дорога будет открыта до конца недели», — сообщил директор строительного"
                " управления Иван Ломов."
            ),
            "Иван Ломов",
        ),
        (
            "ru",
            "«Дорога будет открыта до конца недели», — сказал в эфире Народного радио Иван Ломов.",
            "Иван Ломов",
        ),
    ],
)
def test_a_speaker_is_told_from_what_stands_beside(language: str, text: str, speaker: str) -> None:
    [one] = read(text, language)
    assert [found.name for found in one.speakers] == [speaker]


def test_a_turkish_clause_needs_no_comma_behind_its_speaker() -> None:
    [one] = read("Ayşe Demir yolun hafta sonuna kadar açılacağını söyledi.", "tr")
    assert (one.kind, one.as_written) == ("indirect", "Ayşe Demir")
    assert one.text == "yolun hafta sonuna kadar açılacağını"


def test_two_persons_of_one_family_name_are_told_apart() -> None:
    text = (
        "Mher Grigorian, vice-Premier ministre, a reçu la presse. "
        "« La commission se réunira en mai », a indiqué Grigorian."
    )
    assert who(read(text)[0]) == ["grigoryan_mher"]
    [alone] = read("« La commission se réunira en mai », a indiqué Grigorian.")
    assert alone.speakers == ()


def test_another_first_name_is_another_person() -> None:
    [one] = read("« La récolte a été bonne cette année », a dit l’agriculteur Vasif Aliev.")
    assert who(one) == ["Vasif Aliev"]
    assert one.speakers[0].id is None


def test_two_ministries_speak_together() -> None:
    text = (
        "L’Arménie et l’Azerbaïdjan négocient. Les ministères des Affaires étrangères des deux "
        "pays ont publié un communiqué affirmant que les discussions se poursuivront à Bruxelles."
    )
    [one] = read(text)
    assert (who(one), one.channel, one.kind) == (
        ["mfa_armenia", "mfa_azerbaijan"],
        "communiqué",
        "indirect",
    )


def test_an_unnamed_source_keeps_its_words_and_is_nobody() -> None:
    [one] = read("« Rien n’est encore signé à ce stade », confie une source diplomatique.")
    assert one.as_written == "une source diplomatique"
    assert one.speakers == ()


def test_a_voice_inside_anothers_words_is_nobodys_column() -> None:
    text = (
        "«Как сказал президент, «армяне получат все права и защиту», и мы ждем этого», — "
        "сказала Мария Захарова."
    )
    outer, inner = read(text, "ru")
    assert who(outer) == ["zakharova_maria"]
    assert (inner.embedded_in, inner.speakers, inner.rule) == (outer.start, (), "embedded")


@pytest.mark.parametrize(
    "text",
    [
        "La conférence intitulée « Façonner la géopolitique de demain matin » a eu lieu lundi.",
        "Le film « La Terre de nos pères oubliés » a été projeté à Erevan.",
        "Il lit « Le Monde ».",
    ],
)
def test_titles_and_names_in_marks_are_no_speech(text: str) -> None:
    assert read(text) == []


def test_said_in_several_sentences_it_goes_on() -> None:
    text = (
        "« Nous voulons la paix dans la région », a dit Antony Blinken. "
        "« Nous y travaillons tous les jours »."
    )
    one, two = read(text)
    assert who(one) == who(two) == ["blinken_antony"]
    assert two.rule == "goes on"


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("« Nous voulons la paix ici », a dit Blinken lors d’un point de presse.", "briefing"),
        ("« Nous voulons la paix ici », indique un communiqué de l’OSCE.", "communiqué"),
        ("« Nous voulons la paix ici », a dit Blinken dans un entretien.", "interview"),
        ("« Nous voulons la paix ici », a écrit Blinken sur Twitter.", "post"),
        ("« Nous voulons la paix ici », a dit Blinken.", None),
    ],
)
def test_a_channel_is_told_where_the_text_says_it(text: str, channel: str | None) -> None:
    assert read(text)[0].channel == channel


def test_a_language_without_grammar_has_no_quotations() -> None:
    assert quotations("„ეს ასეა და ასე დარჩება“, თქვა მინისტრმა.", "ka", DAY) == []


@pytest.mark.parametrize("text", ["", " ", "«", "a\n\n\n\nb", "«»" * 500, "a, b said. " * 2000])
def test_hostile_texts_are_read(text: str) -> None:
    for language in ("hy", "az", "ru", "en", "fr", "tr"):
        quotations(text, language, None)


@pytest.mark.parametrize("language", ["hy", "az", "ru", "fr", "tr"])
def test_the_passages_are_read_as_annotated(language: str) -> None:
    texts = bench.passages(language)
    score = bench.scored(language, texts, bench.resolved, marks=False)
    assert len(texts) == 25
    assert score.f1 >= 0.9
    assert score.speaker_right >= 0.9 * score.with_speaker


@pytest.mark.parametrize(
    ("annotated", "ours", "right"),
    [
        (("Richard Giragosian",), "Ռիչարդ Կիրակոսյան", True),
        (("Richard Giragosian",), "Ռիչարդ Գևորգյան", False),
        (("Richard Giragosian", "peskov_dmitry"), "Ռիչարդ Կիրակոսյան", False),
    ],
)
def test_a_stranger_is_right_in_any_script_and_alone_is_not_two(
    annotated: tuple[str, ...], ours: str, *, right: bool
) -> None:
    text = f"«Ճանապարհը երկար ժամանակ փակ կմնա»,- ասել է {ours}ը։"
    [one] = quotations(text, "hy", DAY)
    noted = bench.Annotated(start=one.start, end=one.end, written=ours, speakers=annotated)
    assert bench.resolved(noted, one) is right


@pytest.mark.parametrize("language", ["hy", "az", "ru", "en", "fr", "tr"])
@pytest.mark.parametrize(
    "text",
    ["«Այո, իհարկե», ասել է Ալիևը", "« Да, конечно », сказал Путин", "“Yes, of course”, said X"],
)
def test_a_text_may_end_in_who_speaks(language: str, text: str) -> None:
    quotations(text, language, DAY)


JOINT = """\
Kansler Olaf Şoltsun bəyanatı

Hörmətli cənab Prezident. Sizə təşəkkür edirəm.

Bizim əlaqələrimiz möhkəmdir.

Prezident İlham Əliyevin bəyanatı

Hörmətli cənab Baş nazir. Xoş gəlmisiniz."""


def test_every_turn_of_a_joint_statement_has_its_own_speaker() -> None:
    guest, host = read(JOINT, "az")
    assert (
        guest.text
        == "Hörmətli cənab Prezident. Sizə təşəkkür edirəm.\n\nBizim əlaqələrimiz möhkəmdir."
    )
    assert (who(guest), who(host)) == (["Olaf Şolts"], ["aliyev_ilham"])
    assert host.text == "Hörmətli cənab Baş nazir. Xoş gəlmisiniz."


def test_a_name_and_a_colon_begin_a_turn() -> None:
    text = (
        "Moderator: Your question?\n\nAntony Blinken: We want peace.\n\nSoon.\n\nModerator: Next."
    )
    found = read(text, "en")
    assert [one.text for one in found] == ["Your question?", "We want peace.\n\nSoon.", "Next."]
    assert [who(one) for one in found] == [[], ["blinken_antony"], []]


def test_in_armenian_a_name_and_a_dot_begin_a_turn_and_so_does_what_it_answers() -> None:
    text = (
        "Հարց. Ե՞րբ կհանդիպեն նախարարները։\n\nԱնի Բադալյան. Այո։ Շուտով։\n\nԱյո. շուտով։\n\n"
        "Հարց. Որտե՞ղ։\n\nՊարզ չէ որտեղ։\n\nԱնի Բադալյան. Վաշինգտոնում։"
    )
    found = read(text, "hy")
    assert [one.text for one in found] == [
        "Ե՞րբ կհանդիպեն նախարարները։",
        "Այո։ Շուտով։\n\nԱյո. շուտով։",
        "Որտե՞ղ։\n\nՊարզ չէ որտեղ։",
        "Վաշինգտոնում։",
    ]
    assert [who(one) for one in found] == [[], ["badalyan_ani"], [], ["badalyan_ani"]]


def test_words_before_a_dot_that_nobody_answers_make_no_turns() -> None:
    assert read("Առաջին. խաղաղություն։\n\nԵրկրորդ. անվտանգություն։", "hy") == []
    assert read("Ա. Բադալյանը խոսեց։\n\nԱ. Միրզոյանը լռեց։", "hy") == []


def test_one_colon_makes_no_turns() -> None:
    assert read("Antony Blinken: the man and his time.\n\nA book.", "en") == []


def test_a_paragraph_that_ends_in_a_colon_gives_its_speaker_to_the_next() -> None:
    text = "Antony Blinken said:\n\n“We want peace in the region.”\n\n“It can be done this year.”"
    one, other = read(text, "en")
    assert (who(one), one.rule) == (["blinken_antony"], "goes on")
    assert who(other) == []


def test_marks_left_open_go_on_in_the_next_paragraph() -> None:
    text = "“We want peace here,” said Antony Blinken. “We work on it.\n\n“It can be done now.”"
    assert [who(one) for one in read(text, "en")] == [["blinken_antony"]] * 3


def test_the_bench_tells_every_corpus_with_its_interval() -> None:
    said = CliRunner().invoke(bench_quotations.quotations, ["--json"])
    rows = [json.loads(line) for line in said.output.splitlines()]
    assert [row["corpus"] for row in rows[:3]] == [
        "hy, mended by",
        "hy, held out",
        "hy, second, mended by",
    ]
    assert all(row["at_least"] <= row["at_most"] for row in rows[:-1])
    assert rows[-1]["texts_per_cpu_second"] > 0


@pytest.mark.parametrize(
    ("note", "says"),
    [("", "no note on"), ("1 spoken | a | b", "is no note"), ("2 direct | a | b", "'2'")],
)
def test_a_passage_badly_annotated_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: str, says: str
) -> None:
    file = tmp_path / "fr.txt"
    file.write_text(f"@ 2023-05-04\n« ⟦1:Oui⟧ », dit-il.\n{note}".strip(), encoding="utf-8")
    monkeypatch.setattr(bench, "PASSAGES", tmp_path)
    with pytest.raises(CallError, match=f"^fr.txt: passage 1: .*{says}"):
        bench.passages("fr")


def test_an_interval_narrows_with_the_number() -> None:
    (few_least, few_most), (many_least, many_most) = interval(9, 10), interval(90, 100)
    assert few_least < many_least < 0.9 < many_most < few_most
    assert interval(0, 0) == (0.0, 1.0)


def test_a_name_behind_a_dash_ends_its_line() -> None:
    text = (
        "“We want peace in the region.” ― Antony Blinken\n“It is not for tomorrow.” ― Ann Reader"
    )
    assert [who(one) for one in read(text, "en")] == [["blinken_antony"], ["Ann Reader"]]


def test_a_transcript_between_marks_keeps_its_names_apart() -> None:
    text = "The talk went on:\n\n“WALLACE: What comes next?\n\n“PENCE: We will see tomorrow.”"
    assert [one.as_written for one in read(text, "en")] == ["WALLACE", "PENCE"]


def test_a_speaker_too_far_from_the_verb_is_not_guessed() -> None:
    text = (
        "Antony Blinken met the families of the region for two long hours on a cold Monday and "
        "heard the phrase repeated: “we want to go home”."
    )
    assert all(one.speakers == () for one in read(text, "en"))


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "ru",
            "Граница остается закрытой для грузовиков, пояснили в МИД Армении.",
            "Граница остается закрытой для грузовиков",
            "mfa_armenia",
        ),
        (
            "ru",
            (
                "Колонна грузовиков вышла из Степанакерта, следует из сообщения Минобороны РФ, "
                "опубликованного в пятницу."
            ),
            "Колонна грузовиков вышла из Степанакерта",
            "mod_russia",
        ),
        (
            "ru",
            "Москва ждет делегации обеих стран. Об этом сообщил глава МИД РФ Сергей Лавров.",
            "Москва ждет делегации обеих стран.",
            "lavrov_sergey",
        ),
        (
            "ru",
            "Как отмечает МИД Армении, Азербайджан не отвечает на письма.",
            "Азербайджан не отвечает на письма.",
            "mfa_armenia",
        ),
        (
            "ru",
            "Рабочая группа соберется после праздников, сообщает пресс-служба МИД РФ.",
            "Рабочая группа соберется после праздников",
            "mfa_russia",
        ),
        (
            "tr",
            (
                "Rusya Savunma Bakanlığından yapılan açıklamada, iki köyde mayının temizlendiği "
                "bildirildi."
            ),
            "iki köyde mayının temizlendiği",
            "mod_russia",
        ),
        (
            "tr",
            (
                "Sergey Lavrov, Moskova'da düzenlediği basın toplantısında, müzakerelerin yazın "
                "süreceğini öne sürdü."
            ),
            "müzakerelerin yazın süreceğini",
            "lavrov_sergey",
        ),
    ],
)
def test_what_a_place_a_text_or_a_passive_tells_is_reported(
    language: str, text: str, words: str, speaker: str
) -> None:
    [one] = read(text, language)
    assert (one.kind, one.text.rstrip("."), who(one)) == (
        "indirect",
        words.rstrip("."),
        [speaker],
    )


@pytest.mark.parametrize(
    ("language", "verb"),
    [
        ("ru", verb)
        for verb in (
            "уверен",
            "не исключил",
            "признает",
            "напоминает",
            "опроверг утверждения, добавив",
            "заверял",
            "предостерег",
            "дал понять",
        )
    ],
)
def test_russian_speaks_by_many_verbs(language: str, verb: str) -> None:
    one = read(f"Сергей Лавров {verb}, что дорога откроется до зимы.", language)[-1]
    assert (one.text.rstrip("."), who(one)) == ("дорога откроется до зимы", ["lavrov_sergey"])


@pytest.mark.parametrize(
    "verb",
    ["yineledi", "teyit etmişti", "iddia ediyor", "söylemişti", "ileri sürdü", "bildiriyor"],
)
def test_turkish_speaks_by_many_verbs(verb: str) -> None:
    [one] = read(f"Sergey Lavrov, yolun kıştan önce açılacağını {verb}.", "tr")
    assert (one.text, who(one)) == ("yolun kıştan önce açılacağını", ["lavrov_sergey"])


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        (
            "ru",
            (
                "Шарль Мишель сообщил, что встреча пройдет в Гранаде. «Мы к ней готовы и ждем "
                "сторон», — сказал европейский дипломат."
            ),
            [],
        ),
        (
            "ru",
            "Сергей Лавров прибыл в Баку. «Мы поможем обеим сторонам», — сказал дипломат.",
            ["lavrov_sergey"],
        ),
        (
            "ru",
            (
                "Никол Пашинян выступил в парламенте. «Мы этого не примем никогда», — сказал "
                "армянский лидер."
            ),
            ["pashinyan_nikol"],
        ),
        (
            "tr",
            'Nikol Paşinyan mecliste konuştu. Ermeni lider, "Bunu asla kabul etmeyiz" dedi.',
            ["pashinyan_nikol"],
        ),
        (
            "ru",
            "«Переговоры идут по всем каналам связи», — сказал официальный представитель Кремля.",
            ["peskov_dmitry"],
        ),
    ],
)
def test_a_noun_means_nobody_of_another_office(
    language: str, text: str, speakers: list[str]
) -> None:
    assert who(read(text, language)[-1]) == speakers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            (
                "«Мы передали ответы на проект договора.\n\nЕсть два вопроса.\n\nБез них мира не "
                "будет», — сказал Сергей Лавров."
            ),
        ),
        (
            "tr",
            (
                'Sergey Lavrov şu yanıtı verdi:\n\n"Yolların açılması yararlıdır.\n\nBuna '
                'karşı çıkmayız."'
            ),
        ),
        (
            "fr",
            (
                "« Nous avons remis nos réponses au projet.\n\nDeux questions demeurent », a "
                "déclaré Sergueï Lavrov."
            ),
        ),
    ],
)
def test_marks_that_close_paragraphs_later_hold_one_quotation(language: str, text: str) -> None:
    [one] = read(text, language)
    assert "\n\n" in one.text
    assert who(one) == ["lavrov_sergey"]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "az",
            "Ceyhun Bayramov bu addımda “sülhə doğru mühüm bir işarə” görür.",
            "bayramov_jeyhun",
        ),
        (
            "en",
            "Antony Blinken stuck to “a brave step that we have waited for” all the same.",
            "blinken_antony",
        ),
        (
            "ru",
            "Никол Пашинян не поскупился на «теплые слова о наших соседях в Анкаре».",
            "pashinyan_nikol",
        ),
        (
            "tr",
            "Mevlüt Çavuşoğlu bu adımda “barışa doğru önemli bir işaret” görüyor.",
            "cavusoglu_mevlut",
        ),
    ],
)
def test_who_alone_is_named_around_words_most_likely_said_them(
    language: str, text: str, speaker: str
) -> None:
    [one] = read(text, language)
    assert (one.rule, who(one), one.confidence) == ("likely", [speaker], 0.5)


def test_of_two_that_may_have_said_them_neither_is_likelier() -> None:
    text = "Nikol Pashinyan met Ilham Aliyev on a road “long and very hard for both of us”."
    assert [who(one) for one in read(text, "en")] == [[]]
