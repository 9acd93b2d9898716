"""What a publisher changed: each kind in each language, and what is no change of substance."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.errors import DeclarationError
from pipeline.item import Moment, Precision
from pipeline.mails.plain import isolated
from pipeline.revisions.alignment import bracketed, pieces
from pipeline.revisions.edit import Edit, Version, edits
from pipeline.revisions.substance import FILE, substance

SPEECH = (
    "The minister said five people were killed on 5 May 2023 in Stepanakert. "
    "Talks with Azerbaijan will go on in Washington.\n\n"
    "Armenia accepted the proposal of the mediators, Ararat Mirzoyan said."
)


def changed(language: str, before: str, after: str) -> list[Edit]:
    return edits(Version(title=None, body=before), Version(title=None, body=after), language)


def kinds(language: str, before: str, after: str) -> set[str]:
    return {kind for edit in changed(language, before, after) for kind in edit.kinds}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("five", "six", {"number"}),
        ("5 May", "6 May", {"date"}),
        ("May", "June", {"date"}),
        ("2023", "2022", {"date"}),
        ("Stepanakert", "Khankendi", {"place"}),
        ("Washington", "Brussels", {"name"}),
        ("will go on", "will not go on", {"negation"}),
        ("accepted", "rejected", {"negation"}),
        ("Ararat Mirzoyan said", "Edmon Marukyan said", {"name", "attribution"}),
        ("The minister said", "The spokesperson said", {"attribution"}),
        ("Talks with Azerbaijan will go on in Washington.", "", {"gone"}),
        ("go on in", "proceed in", {"wording"}),
        ("Washington.", "Washington, D. C.", {"name"}),
        ("killed on", "killed, on", set()),
    ],
)
def test_each_kind_is_told_apart(old: str, new: str, expected: set[str]) -> None:
    after = SPEECH.replace(old, new, 1)
    assert after != SPEECH
    assert kinds("en", SPEECH, after) - {"marks"} == expected
    assert kinds("en", SPEECH, SPEECH) == set()


@pytest.mark.parametrize(
    ("language", "text", "old", "new", "kind"),
    [
        ("hy", "Նախարարը հայտնեց, որ կողմերը համաձայն են։", "են", "չեն", "negation"),
        ("hy", "Ստեփանակերտում 120 մարդ է զոհվել։", "Ստեփանակերտ", "Խանքենդի", "place"),
        ("hy", "Հանդիպումը կայացել է մայիսի 4-ին։", "մայիսի", "հունիսի", "date"),
        ("az", "Bakı sülh müqaviləsini imzaladı.", "imzaladı", "imzalamadı", "negation"),
        ("az", "Görüş Xankəndidə keçirilib.", "Xankəndidə", "Stepanakertdə", "place"),
        ("az", "Görüş 14 noyabr 2025-ci ildə keçirilib.", "noyabr", "dekabr", "date"),
        ("ru", "Стороны подтвердили, что договор будет.", "будет", "не будет", "negation"),
        ("ru", "Погибли двенадцать человек из батальона.", "двенадцать", "трое", "number"),
        ("fr", "L’accord sera signé à Bruxelles.", "sera", "ne sera pas", "negation"),
        ("tr", "Bakan anlaşmayı kabul etti.", "etti", "etmedi", "negation"),
        ("ka", "მოლაპარაკება 5 მაისს გაიმართა ქალაქში.", "5", "6", "date"),
        ("fa", "در این حمله ۵ نفر کشته شدند.", "۵", "۶", "number"),
    ],
)
def test_a_change_is_seen_in_every_language(
    language: str, text: str, old: str, new: str, kind: str
) -> None:
    assert kind in kinds(language, text, text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He said: “We met.” They left.", 'He said: "We met." They left.'),
        ("He came; they left at once.", "He came. They left at once."),
        ("Losses: 10 000 tons of grain.", "Losses: 10,000 tons of grain."),
        ("The peace-treaty was signed.", "The peace treaty was signed."),
        ("One came first.\n\nOne came last.", "One came first. One came last."),
        ("First it rained. Then they met.", "Then they met. First it rained."),
    ],
)
def test_marks_spacing_and_order_are_cosmetic(before: str, after: str) -> None:
    found = changed("en", before, after)
    assert found
    assert not any(edit.is_substantive for edit in found)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Present was Fariz Rzayev.", "Present was H.E. Mr. Fariz Rzayev."),
        ("fr", "Arman Sarkissian a parlé.", "Son Excellence Monsieur Arman Sarkissian a parlé."),
        (
            "hy",
            "Միրզոյանի խոսքով՝ բանակցությունները շարունակվում են։",
            "Պարոն Միրզոյանի խոսքով՝ բանակցությունները շարունակվում են։",
        ),
        ("ru", "Г-н Лавров заявил, что переговоры идут.", "Лавров заявил, что переговоры идут."),
        (
            "az",
            "Bayramov bildirib ki, danışıqlar davam edir.",
            "Cənab Bayramov bildirib ki, danışıqlar davam edir.",
        ),
        (
            "tr",
            "Fidan görüşmelerin sürdüğünü söyledi.",
            "Sayın Fidan görüşmelerin sürdüğünü söyledi.",
        ),
    ],
)
def test_what_is_said_before_a_name_out_of_courtesy_changes_nothing(
    language: str, before: str, after: str
) -> None:
    found = changed(language, before, after)
    assert found
    assert not any(edit.is_substantive for edit in found)


@pytest.mark.parametrize(
    ("language", "before", "after", "substantive"),
    [
        (
            "ru",
            "Как сообщил МИД Армении, встреча прошла.",
            "Как сообщило Министерство иностранных дел Армении, встреча прошла.",
            False,
        ),
        (
            "en",
            "The OSCE said so.",
            "The Organization for Security and Co-operation in Europe said so.",
            False,
        ),
        (
            "fr",
            "L'ambassadeur auprès de l'ONU a parlé.",
            "L'ambassadeur auprès de l'Organisation des Nations unies a parlé.",
            False,
        ),
        (
            "hy",
            "ՀՀ կառավարությունը նիստ է անցկացրել։",
            "Հայաստանի Հանրապետության կառավարությունը նիստ է անցկացրել։",
            False,
        ),
        ("en", "The OSCE said so.", "The Organization of American States said so.", True),
        (
            "ru",
            "Официальный предстваитель ведомства ответил.",
            "Официальный представитель ведомства ответил.",
            False,
        ),
        ("ru", "Это приемлемо для сторон.", "Это неприемлемо для сторон.", True),
        ("hy", "Կողմերն ընդունում են դա։", "Կողմերն չընդունում են դա։", True),
        ("ru", "Встреча пройдет в сентябре там.", "Встреча пройдет в октябре там.", True),
    ],
)
def test_initials_written_out_and_a_letter_mended_change_nothing(
    language: str, before: str, after: str, *, substantive: bool
) -> None:
    found = changed(language, before, after)
    assert found
    assert any(edit.is_substantive for edit in found) == substantive


@pytest.mark.parametrize(
    ("language", "text", "old", "new", "kind"),
    [
        ("fr", "Les tirs ont été entendus vers 13 heures au sud.", "13", "14", "date"),
        ("fr", "Les tirs ont duré 13 heures au sud.", "13", "14", "number"),
        ("hy", "Հարձակումը սկսվել է ժամը 13-ին։", "13", "14", "date"),
        (
            "ru",
            "Работы на двадцатипятикилометровой дороге идут.",
            "двадцати",
            "тридцати",
            "number",
        ),
        (
            "fr",
            "Le convoi compte soixante-dix-huit tonnes.",
            "soixante-dix",
            "quatre-vingt",
            "number",
        ),
        ("az", "Sevan gölünün sahilində atəş açılıb.", "Sevan", "Göyçə", "place"),
        ("en", "The road through Syunik was closed.", "Syunik", "Zangezur", "place"),
        ("en", "Shots were heard near Vardenis.", "Vardenis", "Basarkechar", "place"),
    ],
)
def test_hours_compounds_and_twins_are_what_they_are(
    language: str, text: str, old: str, new: str, kind: str
) -> None:
    assert kinds(language, text, text.replace(old, new, 1)) == {kind}


def test_a_title_of_its_own_is_an_edit_of_the_title() -> None:
    body = "They met."
    [edit] = edits(
        Version(title="Five killed", body=body), Version(title="Six killed", body=body), "en"
    )
    assert edit.in_title
    assert edit.kinds == {"number"}


def test_the_words_of_an_edit_are_both_texts() -> None:
    after = SPEECH.replace("five people", "six people").replace("go on", "continue")
    for edit in changed("en", SPEECH, after):
        assert edit.before is not None
        assert edit.after is not None
        told = "".join(piece.text for piece in edit.words if piece.op != "gone")
        assert told == after[slice(*edit.after)]
        was = "".join(piece.text for piece in edit.words if piece.op != "new")
        assert was.split() == SPEECH[slice(*edit.before)].split()


def test_a_speech_rewritten_from_end_to_end_is_compared_whole() -> None:
    before = " ".join(f"Point {n} is about the {n}th village." for n in range(300))
    after = " ".join(f"Point {n} is about the {n}th town and river." for n in range(300))
    found = changed("en", before, after)
    assert len(found) == 300


def test_every_language_declared_can_be_read() -> None:
    known = {one for one in ("hy", "az", "ru", "en", "fr", "tr") if substance(one).negations}
    assert known == {"hy", "az", "ru", "en", "fr", "tr"}
    assert not substance("de").negations
    assert substance("de").is_date("mai", capital=True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[en", "cannot be read"),
        ("[en]\nnegations = 'not'", "[en] negations: 'not' is no list of texts"),
        ("[en]\nnegatoins = ['not']", "[en] negatoins: unknown key; known: ['about', "),
        ("[az]\ninfix = '('", "[az] infix: '(' is no regular expression"),
        ("[en]\nhours = ['at noon']", "[en] hours: ['at noon']: each needs one #"),
        ("[en.numbers]\ntwo = '2'", "[en.numbers] two: is no number"),
        ("[en.numbers]\n2 = ['two']", "[en.numbers] 2: ['two'] is no text"),
    ],
)
def test_what_is_declared_wrong_is_named_with_file_and_key(
    tmp_path: Path, content: str, why: str
) -> None:
    path = tmp_path / FILE.name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DeclarationError) as told:
        substance("az" if "az" in content else "en", path)
    assert str(told.value).startswith(f"{FILE.name}: {why}")


def test_a_sign_nobody_sees_is_no_edit_and_costs_nothing() -> None:
    seen, unseen = "The talks go on.", "The talks \u200b go on \u2060."
    assert not any(one.is_substantive for one in changed("en", seen, unseen))


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [
        ("hy", "երեսունչորս", "34"),
        ("hy", "քսանհինգ", "25"),
        ("hy", "տասներեք", "13"),
        ("hy", "եռշաբաթյա", "3"),
        ("hy", "երկամյա", "2"),
        ("hy", "եռագույն", None),  # of three colours: counted is nothing we know
        ("ru", "трехнедельный", "3"),
        ("ru", "двухсторонний", "2"),
        ("en", "thirty-four", "34"),
        ("en", "thirty", "30"),
        ("fr", "soixante-quinze", "75"),
        ("fr", "soixante-dix-huit", "78"),
        ("fr", "quatre-vingt-dix-neuf", "99"),
        ("fr", "va-t-en", None),
        ("ru", "двадцатипятикилометровой", "25"),
        ("ru", "двадцатипятилетний", "25"),
        ("en", "twenty-first", "21"),
        ("fr", "soixante", "60"),
    ],
)
def test_a_number_is_read_in_one_word_with_another_or_what_it_counts(
    language: str, word: str, value: str | None
) -> None:
    assert substance(language).number(word) == value


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "The aide said that it was so.", "The aide denied having said that it was so."),
        ("az", "Köməkçi bunu dediyini təsdiqləyib.", "Köməkçi bunu dediyini təkzib edib."),
    ],
)
def test_who_denies_having_said_it_is_another_attribution(
    language: str, before: str, after: str
) -> None:
    assert {"attribution", "negation"} <= kinds(language, before, after)


def dated(at: str, precision: Precision = "minute") -> Version:
    moment = Moment(at=datetime.fromisoformat(at), precision=precision, zone="Asia/Yerevan")
    return Version(title=None, body="The talks go on.", published=moment)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (dated("2023-05-04T10:34+04:00"), dated("2023-05-03T10:34+04:00"), {"backdated"}),
        (dated("2023-05-04T10:34+04:00"), dated("2023-05-04T09:00+04:00"), {"redated"}),
        (dated("2023-05-04T10:34+04:00"), dated("2023-05-06T10:34+04:00"), {"redated"}),
        (dated("2023-05-04T00:00+04:00", "day"), dated("2023-05-03T23:00+04:00"), {"backdated"}),
        (dated("2023-05-04T00:00+04:00", "day"), dated("2023-05-04T23:00+04:00"), set()),
        (dated("2023-05-04T10:34+04:00"), Version(title=None, body="The talks go on."), set()),
    ],
)
def test_only_an_earlier_day_of_publication_is_of_substance(
    before: Version, after: Version, expected: set[str]
) -> None:
    found = edits(before, after, "en")
    assert {kind for edit in found for kind in edit.kinds} == expected
    assert any(edit.is_substantive for edit in found) == ("backdated" in expected)


def test_a_moment_is_shown_as_it_was_and_as_it_is() -> None:
    [edit] = edits(dated("2023-05-04T10:34+04:00"), dated("2023-05-03T10:34+04:00"), "en")
    assert bracketed(edit.words) == "[-2023-05-04 10:34 (+04)-] {+2023-05-03 10:34 (+04)+}"


def test_in_a_text_from_the_right_what_changed_keeps_its_place() -> None:
    found = pieces("او از NATO سخن گفت.", "او از EU سخن گفت.", "fa")
    assert bracketed(found) == "او از [-\u2068NATO\u2069-] {+\u2068EU\u2069+} سخن گفت."
    found = pieces("On 7 May with you.", "On 7 May, without you.", "en")
    assert bracketed(found) == "On 7 May [-with-]{+, without+} you."
    found = pieces("On 7 May with him.", "On 7 May.", "en")
    assert bracketed(found) == "On 7 May [-with him-]."
    found = pieces("He spoke of NATO.", "He spoke of EU.", "en")
    assert bracketed(found) == "He spoke of [-NATO-]{+EU+}."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The talks", "The talks"),
        ("دیدار در تهران", "\u2067دیدار در تهران\u2069"),
        ("NATO و ایران سخن گفتند", "\u2067NATO و ایران سخن گفتند\u2069"),
        ("The word صلح is peace", "\u2068The word صلح is peace\u2069"),
        ("صلح\u2069 و", "\u2067\u2068صلح\u2069 و\u2069"),  # cut between lines
        ("صلح \u2068و", "\u2067صلح \u2068و\u2069\u2069"),
    ],
)
def test_a_line_of_ours_holds_text_from_the_right_apart(text: str, line: str) -> None:
    assert isolated(text) == line
