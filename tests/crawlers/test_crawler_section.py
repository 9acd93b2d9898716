"""Sections: briefings cut by topic, joint statements by turn, and nobody's words another's."""

import re

import pytest

from crawlers import read
from crawlers.read import Paragraph
from crawlers.section import plain_sections, sections
from pipeline.errors import PageError


def paragraphs(html: str) -> list[Paragraph]:
    return list(read.marked_paragraphs([read.fragment(html)]))


def test_sections_begin_where_their_ids_are() -> None:
    html = "<p>0</p><p><a name='t-a'></a>A</p><p>a <b id='other'>b</b></p><h2 id='t-c'>C</h2>"
    found = sections(paragraphs(html), topics=re.compile("t-.*"))
    assert [(one.anchor, one.text) for one in found] == [
        ("", "0"),
        ("t-a", "A\n\na b"),
        ("t-c", "C"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc\r\nd", "a b\n\nc d"),
        ("a\nb\n  c ", "a\n\nb\n\nc"),
        ("a\n \t\nb", "a\n\nb"),
        ("a\x00b\x07c", "abc"),
    ],
)
def test_plain_text_ends_paragraphs_at_blank_lines_or_else_at_lines(
    text: str, expected: str
) -> None:
    assert plain_sections(text)[0].text == expected


def test_nothing_is_no_text() -> None:
    with pytest.raises(PageError):
        plain_sections(" \n ")
    with pytest.raises(PageError):
        sections(paragraphs("<p> </p>"))


def said(html: str, **how: object) -> list[tuple[str | None, str]]:
    """Return who is given which words."""
    return [(one.speaker, one.text) for one in sections(paragraphs(html), turns=True, **how)]


CONTENTS = (
    "<p>Good afternoon.</p><p>Contents</p><ol><li><a href='#1'>The fair</a></li>"
    "<li><a href='#2'>Talks</a></li></ol>"
    "<p><a name='1'></a>The fair opens.</p><p><a href='#0'>Back to the contents</a></p>"
    "<p id='2'>Talks<a href='#n1'>[1]</a> went on.</p><p><a href='#0'>Back</a></p>"
    "<p id='n1'><a href='#2'>1</a> A note.</p>"
)


def test_a_table_of_contents_cuts_a_briefing_and_is_no_text() -> None:
    found = sections(paragraphs(CONTENTS), topics="contents")
    assert [(one.anchor, one.heading, one.text) for one in found] == [
        ("", None, "Good afternoon."),
        ("1", "The fair", "The fair opens."),
        ("2", "Talks", "Talks[1] went on.\n\n1 A note."),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <a href='#n1'>[1]</a> and <a href='#n2'>[2]</a>.</p><p id=n1>a<p id=n2>b",
        "<p><a href='#x'>See below</a></p><p id='x'>Text.</p>",
        "<p><a href='#1'>A</a></p><p><a href='#2'>B</a></p><p>Neither is here.</p>",
        "<p><a href='/1'>A</a></p><p><a href='/2'>B</a></p><p id='1'>a</p><p id='2'>b</p>",
    ],
)
def test_notes_a_single_link_or_links_to_nowhere_are_no_contents(html: str) -> None:
    (whole,) = sections(paragraphs(html), topics="contents")
    assert whole.anchor == ""
    assert len(whole.text.split("\n\n")) == len(paragraphs(html))


def test_contents_may_stand_in_one_paragraph() -> None:
    html = "<p><a href='#a'>A</a><br><a href='#b'>B</a></p><h3 id='a'>A</h3>x<h3 id='b'>B</h3>y"
    found = sections(paragraphs(html), topics="contents")
    assert [(one.anchor, one.heading, one.text) for one in found] == [
        ("a", "A", "A\n\nx"),
        ("b", "B", "B\n\ny"),
    ]


def test_headings_cut_where_a_source_says_so() -> None:
    html = "<p>Noon.</p><h3>Haiti</h3><p>a</p><p><b>Sudan</b></p><p>b <b>bold</b></p>"
    found = sections(paragraphs(html), topics="headings")
    assert [(one.heading, one.text) for one in found] == [
        (None, "Noon."),
        ("Haiti", "Haiti\n\na"),
        ("Sudan", "Sudan\n\nb bold"),
    ]
    assert len(sections(paragraphs(html))) == 1


@pytest.mark.parametrize(
    ("article", "speaker"),
    [
        ("The PRESIDENT:", "The PRESIDENT"),
        ("Le PRÉSIDENT :", "Le PRÉSIDENT"),
        ("The fair:", None),
        ("THE FAIR:", None),
    ],
)
def test_a_president_in_capitals_takes_the_floor_back(article: str, speaker: str | None) -> None:
    html = (
        "<p>Mr EJEMPLO: Books.</p><p>More.</p>"
        f"<p>{article} Thank you.</p><p>Mr EJEMPLO: No.</p><p>{article} Indeed.</p>"
    )
    assert [who for who, _ in said(html)] == (
        ["Mr EJEMPLO", speaker, "Mr EJEMPLO", speaker] if speaker else ["Mr EJEMPLO"] * 2
    )


def test_asterisks_cut_where_a_source_says_so_and_questions_follow_their_topic() -> None:
    html = (
        "<p>Good afternoon.</p><p>**Haiti</p><p>a</p><p><b>**Armenia, Azerbaijan</b></p>"
        "<p>b **c</p><p>**Questions and Answers</p><p>Spokesman: Yes?</p><p>Question: When?</p>"
        "<p>Spokesman: Soon.</p>"
        f"<p>**{'x' * 100}</p>"
    )
    found = sections(paragraphs(html), topics="asterisks", turns=True)
    assert [(one.heading, one.speaker, one.text) for one in found] == [
        (None, None, "Good afternoon."),
        ("Haiti", None, "**Haiti\n\na"),
        ("Armenia, Azerbaijan", None, "**Armenia, Azerbaijan\n\nb **c"),
        ("Questions and Answers", None, "**Questions and Answers"),
        ("Questions and Answers", "Spokesman", "Spokesman: Yes?"),
        ("Questions and Answers", "Question", "Question: When?"),
        ("Questions and Answers", "Spokesman", "Spokesman: Soon.\n\n**" + "x" * 100),
    ]
    assert len({one.anchor for one in found}) == len(found)
    assert len(sections(paragraphs(html))) == 1


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (  # kremlin.ru: bold names with initials
            (
                "<p><b>В.Путин:</b> Добрый день.</p><p>Ещё слово.</p>"
                "<p><b>Н.Пашинян</b>: И вам.</p>"
            ),
            [
                ("В.Путин", "В.Путин: Добрый день.\n\nЕщё слово."),
                ("Н.Пашинян", "Н.Пашинян: И вам."),
            ],
        ),
        (  # state.gov: capitals, no markup
            (
                "<p>2:10 p.m. EDT</p><p>SECRETARY BLINKEN: Good morning.</p><p>Thank you.</p>"
                "<p>FOREIGN MINISTER MIRZOYAN: (Via interpreter) Thank you.</p>"
            ),
            [
                (None, "2:10 p.m. EDT"),
                ("SECRETARY BLINKEN", "SECRETARY BLINKEN: Good morning.\n\nThank you."),
                (
                    "FOREIGN MINISTER MIRZOYAN",
                    "FOREIGN MINISTER MIRZOYAN: (Via interpreter) Thank you.",
                ),
            ],
        ),
        (  # questions and answers, twice and in two ways
            "<p>Вопрос: Когда?</p><p>Ответ: Завтра.</p><p>Или позже.</p>",
            [("Вопрос", "Вопрос: Когда?"), ("Ответ", "Ответ: Завтра.\n\nИли позже.")],
        ),
        (
            "<p><b>Հարց</b> – Ե՞րբ։</p><p><b>Նիկոլ Փաշինյան</b> – Վաղը։</p>",
            [("Հարց", "Հարց – Ե՞րբ։"), ("Նիկոլ Փաշինյան", "Նիկոլ Փաշինյան – Վաղը։")],
        ),
        (  # president.az: headed turns; who goes on after a break or a dash is not known
            (
                "<p>Prezident İlham Əliyevin bəyanatı</p><p>- Hörmətli qonaqlar.</p><p>Salam.</p>"
                "<p>x x x</p><p>Kansler Olaf Şoltsun bəyanatı</p><p>- Çox sağ olun.</p>"
                "<p>- Mən də.</p><p>Olaf Şolts: Sağ olun.</p>"
            ),
            [
                (
                    "Prezident İlham Əliyevin",
                    "Prezident İlham Əliyevin bəyanatı\n\n- Hörmətli qonaqlar.\n\nSalam.\n\nx x x",
                ),
                ("Kansler Olaf Şoltsun", "Kansler Olaf Şoltsun bəyanatı\n\n- Çox sağ olun."),
                (None, "- Mən də."),
                ("Olaf Şolts", "Olaf Şolts: Sağ olun."),
            ],
        ),
        (
            (
                "<h3>Press statement by President Ilham Aliyev</h3><p>Dear guests.</p>"
                "<h3>Press statement by Chancellor Olaf Scholz</h3><p>Thank you.</p>"
                "<p>* * *</p><p>Nobody's.</p>"
            ),
            [
                (
                    "President Ilham Aliyev",
                    "Press statement by President Ilham Aliyev\n\nDear guests.",
                ),
                (
                    "Chancellor Olaf Scholz",
                    "Press statement by Chancellor Olaf Scholz\n\nThank you.\n\n* * *",
                ),
                (None, "Nobody's."),
            ],
        ),
        (
            "<h3>Déclaration du Président de la République</h3><p>Merci.</p>",
            [
                (
                    "Président de la République",
                    "Déclaration du Président de la République\n\nMerci.",
                )
            ],
        ),
    ],
)
def test_turns_are_given_to_who_stands_before_them(
    html: str, expected: list[tuple[str | None, str]]
) -> None:
    assert said(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>The minister said: “We agreed.”</p><p>He added: nothing.</p>",
        "<p>Date: 5 May</p><p>Venue: Main Hall</p><p>Text.</p>",
        "<p><b>Contact:</b> press@example.org</p><p>Text.</p>",
        "<p>Dear colleagues: welcome.</p><p>Ladies and gentlemen: welcome again.</p>",
        "<p>Հարգելի գործընկերներ: Շնորհակալություն:</p><p>Շնորհակալություն: Ցտեսություն:</p>",
        "<p>YEREVAN: The minister left.</p><p>Text.</p>",
        (
            "<p>Azərbaycan Respublikası Prezidentinin,</p><p>Ermənistan baş nazirinin və</p>"
            "<p>Rusiya Prezidentinin Bəyanatı</p><p>31 oktyabr 2022-ci il</p><p>Razılaşdıq.</p>"
        ),
        "<p><b>A title in bold</b></p><p>Text.</p><p><b>Another</b></p><p>Text.</p>",
    ],
)
def test_a_text_without_turns_stays_whole_and_nobodys(html: str) -> None:
    (whole,) = said(html)
    assert whole[0] is None


@pytest.mark.parametrize(
    "heading",
    [
        "<h3>Joint statement by President A and President B</h3>",
        "<h3>Statement by President A and President B</h3>",
        "<h3>Заявление по Нагорному Карабаху</h3>",
        "<h3>Statement by the Ministry on Karabakh</h3>",
        "<h3>Prezidentin və Baş nazirin bəyanatı</h3>",
    ],
)
def test_a_heading_that_names_several_or_a_matter_gives_words_to_nobody(heading: str) -> None:
    html = f"<p><b>A.Orlov:</b> One.</p>{heading}<p>Two.</p><p><b>B.Calvo:</b> Three.</p>"
    assert [speaker for speaker, _ in said(html)] == ["A.Orlov", None, "B.Calvo"]


def test_a_label_that_is_not_sure_ends_a_turn() -> None:
    html = "<p>MR PRICE: One.</p><p>Zakharova: Two.</p><p>MR PRICE: Three.</p>"
    assert [speaker for speaker, _ in said(html)] == ["MR PRICE", None, "MR PRICE"]


def test_turns_are_cut_within_topics_and_no_anchor_is_given_twice() -> None:
    html = (
        "<h3 id='t-a'>Fair</h3><p>QUESTION: Yes?</p><p>MR PRICE: Yes.</p><p>QUESTION: Yes?</p>"
        "<h3 id='t-b'>Talks</h3><p>More.</p>"
    )
    found = sections(paragraphs(html), topics=re.compile("t-.*"), turns=True)
    assert [(one.heading, one.speaker) for one in found] == [
        ("Fair", None),
        ("Fair", "QUESTION"),
        ("Fair", "MR PRICE"),
        ("Fair", "QUESTION"),
        ("Talks", None),
    ]
    anchors = [one.anchor for one in found]
    assert anchors[0] == "t-a"
    assert anchors[1] == ":~:text=QUESTION%3A%20Yes%3F"
    assert len(set(anchors)) == len(anchors)


def test_nothing_is_lost_or_doubled_by_cutting() -> None:
    html = "<h3 id='t-a'>Fair</h3><p>QUESTION: Yes?</p><p>Go.</p><p>MR PRICE: Yes.</p>"
    whole = "\n\n".join(one.text for one in paragraphs(html))
    cut = sections(paragraphs(html), topics=re.compile("t-.*"), turns=True)
    assert "\n\n".join(one.text for one in cut) == whole
