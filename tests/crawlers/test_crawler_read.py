"""Reading: paragraphs, titles, sections and moments."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from parsel import Selector

from crawlers import read
from pipeline.errors import PageError


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("one<br>still one<br><br>two", ["one still one", "two"]),
        ("one<br> <br>\n<br>two", ["one", "two"]),
        ("<h3>head</h3>text<ul><li>a</li><li>b</li></ul>", ["head", "text", "a", "b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("a<script>x<p>y</p></script>b<style>z</style>", ["ab"]),
        ("<!-- no -->yes<?php no ?>", ["yes"]),
        ("<p>so\u00adft ze\u200bro \ufeffblank\u00a0 s\n\tx</p>", ["soft zero blank s x"]),
        ("<p>cafe\u0301</p>", ["café"]),
        ("<p>half\ud83d a letter</p>", ["half? a letter"]),
        ("<p>می\u200cخ a\u200cb</p>", ["می\u200cخ ab"]),
        ("<p>և 1 &lt; 2 &amp; «ё»</p>", ["և 1 < 2 & «ё»"]),
        ("", []),
    ],
)
def test_paragraphs_of_bare_html(html: str, expected: list[str]) -> None:
    assert read.paragraphs([read.fragment(html)]) == expected


def test_text_below_two_chosen_nodes_is_read_once() -> None:
    page = Selector(text="<div class=a>x<p class=a>y</p></div>")
    assert read.paragraphs(page.css(".a")) == ["x", "y"]


def test_a_page_may_be_deeper_than_the_stack() -> None:
    page = Selector(text="<div>" * 1_500 + "deep" + "</div>" * 1_500)
    assert read.paragraphs(page.css("body")) == ["deep"]


def test_sections_begin_where_their_ids_are() -> None:
    html = "<p>0</p><p><a name='t-a'></a>A</p><p>a <b id='other'>b</b></p><h2 id='t-c'>C</h2>"
    found = read.sections([read.fragment(html)], re.compile("t-.*"))
    assert [(one.anchor, one.text) for one in found] == [
        ("", "0"),
        ("t-a", "A\n\na b"),
        ("t-c", "C"),
    ]


@pytest.mark.parametrize("html", ["", "<h2></h2>", "<h2>a</h2><h2>b</h2>"])
def test_there_is_exactly_one_title(html: str) -> None:
    with pytest.raises(PageError, match="titles where one was declared"):
        read.title(Selector(text=f"<body>{html}</body>").css("h2"))


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
    assert read.plain_sections(text)[0].text == expected


def test_nothing_is_no_text() -> None:
    with pytest.raises(PageError):
        read.plain_sections(" \n ")
    with pytest.raises(PageError):
        read.sections([read.fragment("<p> </p>")])


@pytest.mark.parametrize(
    ("language", "text", "expected", "precision"),
    [
        ("az", "25 aprel 2023, 10:34", "2023-04-25T10:34:00+04:00", "minute"),
        ("az", "1 İyun 2023", "2023-06-01T00:00:00+04:00", "day"),
        ("ru", "4 май, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("ru", "04 мая, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("hy", "04 Մայիս, 2023", "2023-05-04T00:00:00+04:00", "day"),
        ("hy", "2026 թ. նոյեմբերի 24", "2026-11-24T00:00:00+04:00", "day"),
        ("fr", "1er mai 2023", "2023-05-01T00:00:00+04:00", "day"),
        ("en", "03.04.2023", "2023-04-03T00:00:00+04:00", "day"),
        ("en", "2026-05-31 11:20:00", "2026-05-31T11:20:00+04:00", "minute"),
        ("en", "2026-05-31T11:20:00+01:00", "2026-05-31T14:20:00+04:00", "minute"),
        ("en", "2026-05-31", "2026-05-31T00:00:00+04:00", "day"),
    ],
)
def test_a_moment_keeps_zone_and_precision(
    language: str | None, text: str, expected: str, precision: str
) -> None:
    found = read.moment(text, zone="Asia/Yerevan", language=language)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (expected, precision)
    assert found.zone == "Asia/Yerevan"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "May 2023", "12 May", "10:34", "31.02.2023", "2023-13-45"]
)
def test_no_moment_is_guessed(text: str, caplog: pytest.LogCaptureFixture) -> None:
    assert read.moment(text, zone="Asia/Yerevan", language="en") is None
    assert "no moment, left out" in caplog.text


def test_past_offsets_are_those_of_their_day() -> None:
    found = read.moment("1 июля 2010, 12:00", zone="Europe/Moscow", language="ru")
    assert found is not None
    assert found.at.utcoffset() == timedelta(hours=4)


def test_the_clock_of_a_feed() -> None:
    assert read.feed_clock("Mon, 02 May 2022 23:36:04 +0000") == datetime(
        2022, 5, 2, 23, 36, 4, tzinfo=UTC
    )
    assert read.feed_clock("Mon, 02 May 2022 23:36:04 -0000") == datetime(
        2022, 5, 2, 23, 36, 4, tzinfo=UTC
    )
    assert read.feed_clock("whenever") is None
    assert read.feed_moment("whenever", zone="UTC") is None


@pytest.mark.parametrize("seconds", [None, "soon", 10**30, {}])
def test_what_is_no_unix_time_is_no_moment(seconds: object) -> None:
    assert read.unix_moment(seconds, zone="UTC") is None
